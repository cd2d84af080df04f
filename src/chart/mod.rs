//! A figure's rows → fluid, semantic, class-coloured SVG, and its description in words. Pure.

pub mod emblem;

use crate::model::ChartForm;
use crate::text::{Lang, Number, Unit};

/// What a chart is drawn from.
#[derive(Clone, Debug)]
pub struct Drawing<'a> {
    /// Prefix of every id in the SVG; unique on its page.
    pub id: &'a str,
    /// The form; must fit (see [`fits`]).
    pub form: ChartForm,
    /// Short subject, for `<title>`.
    pub title: &'a str,
    /// Values.
    pub data: Data<'a>,
    /// Unit of all values.
    pub unit: Option<&'a Unit>,
    /// What was aimed at.
    pub target: Option<&'a Number>,
    /// Height of the plot in em, when asked.
    pub height: Option<f32>,
    /// Language of labels and description.
    pub lang: Lang,
}

/// The values of a chart: categories (or dates) × series. One series has an empty name.
#[derive(Clone, Debug, PartialEq)]
pub struct Data<'a> {
    /// Names of the series.
    pub series: Vec<&'a str>,
    /// Category, then one value per series; `None` is missing.
    pub rows: Vec<(&'a str, Vec<Option<Number>>)>,
    /// The categories are periods in order of time.
    pub time: bool,
}

/// Draws a chart: one `<svg role="img">` with `<title>` and `<desc>`.
pub fn draw(drawing: &Drawing) -> String {
    let _ = drawing;
    String::new()
}

/// Describes a chart in words: extent, extremes, every value when there are few.
pub fn describe(drawing: &Drawing) -> String {
    let _ = drawing;
    String::new()
}

/// The form that suits these values, when one does.
pub fn choose(data: &Data, unit: Option<&Unit>, target: Option<&Number>) -> Option<ChartForm> {
    let _ = (data, unit, target);
    None
}

/// Why a form would mislead for these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing to draw.
    Empty,
    /// A negative value where bars must start at zero on one side.
    Negative,
    /// The form draws one series.
    OneSeries,
    /// The form draws two series.
    TwoSeries,
    /// Too many series (at most 4 lines).
    TooManySeries,
    /// Too many categories for this form (the most it takes).
    TooManyRows(usize),
    /// Too few categories (the least it takes).
    TooFewRows(usize),
    /// Parts that do not make the whole.
    NotAWhole,
    /// Progress needs a percentage between 0 and 100, or a target.
    NoTarget,
    /// The categories are not dates.
    NotTime,
    /// No value is negative: diverging bars say nothing.
    NoNegative,
}

/// Whether `form` tells the truth about these values.
///
/// # Errors
/// The reason why not.
pub fn fits(form: ChartForm, data: &Data, unit: Option<&Unit>, target: Option<&Number>) -> Result<(), Misfit> {
    let _ = (form, data, unit, target);
    Ok(())
}
