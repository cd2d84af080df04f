//! A figure's rows → fluid, semantic, class-coloured SVG, and its description in words. Pure.

pub mod emblem;

mod backend;
mod bars;
#[cfg(test)]
mod boxes;
mod canvas;
mod columns;
mod data;
mod describe;
mod diverging;
mod donut;
mod dumbbell;
mod form;
mod grouped;
mod ink;
mod key;
mod label;
mod line;
mod measure;
mod misfit;
mod multiples;
mod part;
mod period;
mod progress;
mod slope;
mod spread;
mod stacked;
mod svg;
#[cfg(test)]
mod tests;
mod timeline;
mod value;
mod words;

pub use data::form_of;
pub use describe::describe;
pub use form::{choose, fits};
pub use misfit::Misfit;

use crate::model::{Cause, ChartForm};
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
    /// Height of the plot in em, when asked: columns and lines only, kept between 6 and 60.
    pub height: Option<f32>,
    /// Language of labels and description.
    pub lang: Lang,
}

/// The values of a chart: categories (or dates) × series. One series has an empty name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data<'a> {
    /// Names of the series.
    pub series: Vec<&'a str>,
    /// Category, then one value per series; `None` is missing.
    pub rows: Vec<(&'a str, Vec<Option<Number>>)>,
    /// The categories are periods in order of time.
    pub time: bool,
    /// What the rows are parts of, when they are.
    pub whole: Option<Number>,
    /// Row → what readers should know of it.
    pub notes: Vec<(&'a str, &'a str)>,
    /// Period → why values from there on cannot be compared with those before.
    pub breaks: Vec<(&'a str, &'a Cause)>,
    /// Periods whose values are not final.
    pub provisional: Vec<&'a str>,
}

/// Draws a chart: one `<svg role="img">` with `<title>` and `<desc>`.
///
/// A form that does not fit gives way to the one that does, or to bars of the first series.
pub fn draw(drawing: &Drawing) -> String {
    let Drawing { data, unit, target, .. } = drawing;
    let form = match fits(drawing.form, data, *unit, *target) {
        Ok(()) => drawing.form,
        Err(_) => choose(data, *unit, *target).unwrap_or(ChartForm::Bars),
    };
    let hatch = format!("{}-h", svg::escape(drawing.id));
    let body = match form {
        ChartForm::Bars => bars::draw(drawing, &hatch),
        ChartForm::Columns => columns::draw(drawing, &hatch),
        ChartForm::Line | ChartForm::Step | ChartForm::Area => line::draw(drawing, form, &hatch),
        ChartForm::Slope => slope::draw(drawing, &hatch),
        ChartForm::Part => part::draw(drawing, &hatch),
        ChartForm::Donut => donut::draw(drawing, &hatch),
        ChartForm::Progress => progress::draw(drawing, &hatch),
        ChartForm::Grouped => grouped::draw(drawing, &hatch),
        ChartForm::Stacked => stacked::draw(drawing, &hatch),
        ChartForm::Dumbbell => dumbbell::draw(drawing, &hatch),
        ChartForm::Diverging => diverging::draw(drawing, &hatch),
        ChartForm::Multiples => multiples::draw(drawing, &hatch),
        ChartForm::Timeline => timeline::draw(drawing, &hatch),
    };
    svg::frame(drawing, form, &body)
}
