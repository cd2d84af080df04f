//! Periods under a plot → as many names as have room, the ends and the noted ones first.

use super::canvas::{Anchor, Canvas, LEADING};
use super::ink::Ink;
use super::measure::{width, wrap};
use super::value::{Point, missing, provisional};
use crate::text::{Lang, date};

/// From the axis to the first baseline.
const BASE: f64 = 1.6;
/// Under the last baseline.
const UNDER: f64 = 0.4;
/// Free between two names.
const BETWEEN: f64 = 0.6;

/// The name of a period and where it stands.
struct Name {
    row: usize,
    lines: Vec<String>,
    anchor: Anchor,
}

/// The names shown under a plot.
pub(super) struct Periods {
    names: Vec<Name>,
    /// From the axis to the bottom, in em.
    pub(super) height: f64,
}

/// Where each period stands, in percent: true to time when all are periods that follow each other, else evenly.
pub(super) fn places(labels: &[&str]) -> Vec<f64> {
    let days: Option<Vec<f64>> = labels.iter().map(|label| day(label)).collect();
    let steps = days.filter(|days| days.windows(2).all(|pair| pair[0] < pair[1]));
    let steps = steps.unwrap_or_else(|| (0..labels.len()).map(|i| i as f64).collect());
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Vec::new() };
    let span = if last > first { last - first } else { 1.0 };
    steps.iter().map(|step| 100.0 * (step - first) / span).collect()
}

/// A period as a number of months, so that years stand evenly whether leap or not.
fn day(label: &str) -> Option<f64> {
    let date = date::read_period(label)?;
    let months = f64::from(date.year()) * 12.0 + f64::from(date.month() - 1);
    Some(months + f64::from(date.day() - 1) / f64::from(date.days_in_month()))
}

/// Names for periods at `xs` percent under a plot of `wide` em; `series` tells what is missing or provisional there.
pub(super) fn periods(series: &[Vec<Point>], xs: &[f64], wide: f64, lang: Lang) -> Periods {
    let count = xs.len();
    let limit = wide / 2.0 - BETWEEN / 2.0;
    let lines = |row: usize| {
        let mut lines = wrap(&series[0][row].label, limit);
        if series.iter().all(|points| points[row].value.is_none()) {
            lines.push(missing(lang).to_owned());
        } else if series.iter().any(|points| points[row].provisional) {
            lines.extend(wrap(provisional(lang), limit));
        }
        lines
    };
    let mut order: Vec<usize> = vec![0];
    order.extend((count > 1).then_some(count - 1));
    let noted = |row: &usize| series[0][*row].noted || series[0][*row].cut;
    order.extend((1..count.saturating_sub(1)).filter(noted));
    order.extend((1..count.saturating_sub(1)).filter(|row| !noted(row)));
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut names = Vec::new();
    for row in order {
        let lines = lines(row);
        let long = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let at = wide * xs[row] / 100.0;
        let (anchor, from) = match row {
            0 => (Anchor::Start(0), 0.0),
            row if row + 1 == count => (Anchor::End(0), wide - long),
            _ => (Anchor::Middle, at - long / 2.0),
        };
        let span = (from, from + long);
        let free = taken.iter().all(|other| other.1 + BETWEEN <= span.0 || span.1 + BETWEEN <= other.0);
        if row == 0 || row + 1 == count || (free && span.0 >= 0.0 && span.1 <= wide) {
            taken.push(span);
            names.push(Name { row, lines, anchor });
        }
    }
    let most = names.iter().map(|name| name.lines.len()).max().unwrap_or(1);
    Periods { names, height: BASE + LEADING * (most - 1) as f64 + UNDER }
}

impl Periods {
    /// Rows whose name is shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> {
        self.names.iter().map(|name| name.row)
    }

    /// Draws the names under an axis at `foot`.
    pub(super) fn draw(&self, canvas: &Canvas, xs: &[f64], foot: f64) {
        for Name { row, lines, anchor } in &self.names {
            canvas.lines((xs[*row], foot + BASE), lines, Ink::Second, *anchor);
        }
    }
}
