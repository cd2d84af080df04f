//! Periods under a plot → as many names as have room, the ends and the noted ones first.

use super::canvas::{Anchor, Canvas, LEADING};
use super::ink::Ink;
use super::measure::{width, wrap};
use super::svg::{NARROW, WIDE};
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
    /// Shown in a wide column only.
    is_wide: bool,
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

/// Names for periods at `xs` percent, with `room` em kept at the right of the plot; `series` tells what is missing or
/// provisional there.
pub(super) fn periods(series: &[Vec<Point>], xs: &[f64], room: f64, lang: Lang) -> Periods {
    let count = xs.len();
    let whole = |row: usize| width(&series[0][row].label);
    // The ends have a line each while they can, else half of the room.
    let narrow = NARROW - room;
    let ends = whole(0) + if count > 1 { whole(count - 1) + BETWEEN } else { 0.0 };
    let half = if ends <= narrow { narrow } else { (narrow - BETWEEN) / 2.0 };
    let lines = |row: usize| {
        let mut lines = wrap(&series[0][row].label, half);
        if series.iter().all(|points| points[row].value.is_none()) {
            lines.push(missing(lang).to_owned());
        } else if series.iter().any(|points| points[row].provisional) {
            let rest = narrow - BETWEEN - whole(0).min(half);
            let limit = if row + 1 == count { rest } else { 0.0 };
            lines.extend(wrap(provisional(lang), limit.max((narrow - BETWEEN) / 2.0)));
        }
        lines
    };
    let mut order: Vec<usize> = vec![0];
    order.extend((count > 1).then_some(count - 1));
    let noted = |row: &usize| series[0][*row].noted || series[0][*row].cut;
    order.extend((1..count.saturating_sub(1)).filter(noted));
    order.extend((1..count.saturating_sub(1)).filter(|row| !noted(row)));
    let mut names: Vec<Name> = Vec::new();
    for wide in [narrow, WIDE - room] {
        // What was placed in the narrower column has its room in the wider one too.
        let mut taken: Vec<(f64, f64)> = names.iter().map(|name| name.span(xs, wide)).collect();
        for row in order.iter().copied() {
            if names.iter().any(|name| name.row == row) {
                continue;
            }
            let anchor = match row {
                0 => Anchor::Start(0),
                row if row + 1 == count => Anchor::End(0),
                _ => Anchor::Middle,
            };
            let name = Name { row, lines: lines(row), anchor, is_wide: wide > narrow };
            let span = name.span(xs, wide);
            let free = taken.iter().all(|other| other.1 + BETWEEN <= span.0 || span.1 + BETWEEN <= other.0);
            if row == 0 || row + 1 == count || (free && span.0 >= 0.0 && span.1 <= wide) {
                taken.push(span);
                names.push(name);
            }
        }
    }
    let most = names.iter().map(|name| name.lines.len()).max().unwrap_or(1);
    Periods { names, height: BASE + LEADING * (most - 1) as f64 + UNDER }
}

impl Name {
    /// From where to where it goes, in em, under a plot of `wide` em.
    fn span(&self, xs: &[f64], wide: f64) -> (f64, f64) {
        let long = self.lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let at = wide * xs[self.row] / 100.0;
        let from = match self.anchor {
            Anchor::Start(_) => 0.0,
            Anchor::End(_) => wide - long,
            Anchor::Middle | Anchor::Centre(_) => at - long / 2.0,
        };
        (from, from + long)
    }
}

impl Periods {
    /// Rows whose name is shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> {
        self.names.iter().map(|name| name.row)
    }

    /// Lets the first name end where the plot begins, when it has `room` em there.
    pub(super) fn end_first(&mut self, room: f64, gap: u8) -> bool {
        let Some(first) = self.names.first_mut() else { return false };
        let fits = first.lines.iter().all(|line| width(line) <= room - f64::from(gap) / 20.0);
        if fits {
            first.anchor = Anchor::End(gap);
        }
        fits
    }

    /// Draws the names under an axis at `foot`.
    pub(super) fn draw(&self, canvas: &Canvas, xs: &[f64], foot: f64) {
        for Name { row, lines, anchor, is_wide } in &self.names {
            let ink = if *is_wide { Ink::SecondWide } else { Ink::Second };
            canvas.lines((xs[*row], foot + BASE), lines, ink, *anchor);
        }
    }
}
