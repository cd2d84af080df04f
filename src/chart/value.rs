//! The rows of a chart → numbers to place and labels to print.

use super::{Data, Drawing};
use crate::text::unit::UnitKind;
use crate::text::{Lang, NBSP, Number, Unit, number};
use rust_decimal::prelude::ToPrimitive;

/// One value with its place in the data and its label.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// Category or period, with an asterisk when a note explains it.
    pub(super) label: String,
    /// The value; `None` is missing.
    pub(super) value: Option<f64>,
    /// The value as printed, or the words for a missing one.
    pub(super) text: String,
    /// Not final yet.
    pub(super) provisional: bool,
    /// From here on, something else is counted than before.
    pub(super) cut: bool,
    /// A note of the author explains it.
    pub(super) noted: bool,
}

/// The points of one series, in the order of the data.
pub(super) fn points(drawing: &Drawing, series: usize) -> Vec<Point> {
    let data = &drawing.data;
    let point = |(label, values): &(&str, Vec<Option<Number>>)| {
        let value = values.get(series).copied().flatten();
        let noted = data.notes.iter().any(|(noted, _)| noted == label);
        let cut = data.breaks.iter().any(|(from, _)| from == label);
        Point {
            label: if noted { format!("{label}{MARK}") } else { (*label).to_owned() },
            value: value.as_ref().map(real),
            text: print(value.as_ref(), drawing.unit, drawing.lang),
            provisional: data.provisional.contains(label),
            cut,
            noted,
        }
    };
    data.rows.iter().map(point).collect()
}

/// After the name of a row that a note under the chart explains.
const MARK: &str = "*";

/// Under a period whose value is not final.
pub(super) fn provisional(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "provisoire",
        Lang::En => "provisional",
    }
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

/// A value beside its mark: the unit is repeated when it is a sign, left to the subtitle when it is a word; what is not exact
/// has the sign of it, for which there is always room.
pub(super) fn print(number: Option<&Number>, unit: Option<&Unit>, lang: Lang) -> String {
    let Some(number) = number else { return missing(lang).to_owned() };
    let sign_of_unit = unit.filter(|unit| unit.kind != UnitKind::Counted);
    let text = number::print_with_unit(&number.qualified(None), sign_of_unit, lang);
    match number.qualifier {
        Some(qualifier) => format!("{}{NBSP}{text}", qualifier.sign()),
        None => text,
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
