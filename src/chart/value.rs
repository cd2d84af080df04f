//! The rows of a chart → numbers to place and labels to print.

use super::{Data, Drawing};
use crate::text::unit::UnitKind;
use crate::text::{Lang, Number, Unit, number};
use rust_decimal::prelude::ToPrimitive;

/// One value with its place in the data and its label.
pub(super) struct Point<'a> {
    /// Category or period.
    pub(super) label: &'a str,
    /// The value; `None` is missing.
    pub(super) value: Option<f64>,
    /// The value as printed, or the words for a missing one.
    pub(super) text: String,
}

/// The points of one series, in the order of the data.
pub(super) fn points<'a>(drawing: &Drawing<'a>, series: usize) -> Vec<Point<'a>> {
    let data = &drawing.data;
    let point = |(label, values): &(&'a str, Vec<Option<Number>>)| {
        let value = values.get(series).copied().flatten();
        Point { label, value: value.as_ref().map(real), text: print(value.as_ref(), drawing.unit, drawing.lang) }
    };
    data.rows.iter().map(point).collect()
}

/// A number as a coordinate.
pub(super) fn real(number: &Number) -> f64 {
    // A decimal is below 8e28: always finite.
    number.value.to_f64().unwrap_or(0.0)
}

/// All values of a series that are known.
pub(super) fn known<'a>(data: &'a Data, series: usize) -> impl Iterator<Item = (&'a str, Number)> {
    data.rows.iter().filter_map(move |(label, values)| Some((*label, values.get(series).copied().flatten()?)))
}

/// A value beside its mark: the unit is repeated when it is a sign, left to the subtitle when it is a word.
pub(super) fn print(number: Option<&Number>, unit: Option<&Unit>, lang: Lang) -> String {
    let Some(number) = number else { return missing(lang).to_owned() };
    match unit {
        Some(unit) if unit.kind != UnitKind::Counted => number::print_with_unit(number, Some(unit), lang),
        _ => number::print(number, lang),
    }
}

/// A value that is a change: `+6,07 %`, `−1,52 %`.
pub(super) fn signed(number: Option<&Number>, unit: Option<&Unit>, lang: Lang) -> String {
    let sign = if number.is_some_and(|number| real(number) > 0.0) { "+" } else { "" };
    format!("{sign}{}", print(number, unit, lang))
}

/// What stands for a missing value.
pub(super) fn missing(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "n.\u{a0}d.",
        Lang::En => "n/a",
    }
}
