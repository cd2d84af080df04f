//! Names of what a chart shows beside samples of it: the key of series that no label can name in place.

use super::canvas::{Anchor, Canvas, LEADING, further};
use super::ink::{FILLS, Ink};
use super::measure::wrap;
use super::svg::NARROW;

/// Width of a sample, in percent.
const SAMPLE: f64 = 5.0;
/// From a sample to its name, in twentieths of an em.
const GAP: u8 = 12;
/// From the top of an entry to its baseline.
const BASE: f64 = 0.95;
/// Height of an entry of one line.
const ENTRY: f64 = 1.5;
/// Room under a key.
const AFTER: f64 = 0.7;

/// How a series is shown in the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sample {
    /// A bar, by its rank.
    Fill(usize),
    /// A line with its point.
    Line(u8),
    /// A point.
    Dot(u8),
    /// What was aimed at, as a line across the plot.
    Target,
    /// What was aimed at, as a tick across each bar.
    Tick,
}

/// The lines of each name, and the height of all.
pub(super) struct Key {
    entries: Vec<(Sample, Vec<String>)>,
    /// Height, room under it included; 0 when there is nothing to name.
    pub(super) height: f64,
}

/// The key of what has a name.
pub(super) fn key<'a>(entries: impl IntoIterator<Item = (Sample, &'a str)>) -> Key {
    let limit = NARROW - NARROW * SAMPLE / 100.0 - f64::from(GAP) / 20.0;
    let entries: Vec<_> = entries
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(sample, name)| (sample, wrap(name, limit)))
        .collect();
    let height = entries.iter().map(|(_, lines)| ENTRY + further(lines)).sum::<f64>();
    Key { height: if entries.is_empty() { 0.0 } else { height + AFTER }, entries }
}

impl Key {
    /// Draws the key from `top` down, on a canvas whose width is `domain` long from `start`.
    pub(super) fn draw(&self, canvas: &Canvas, start: f64, wide: f64, top: f64) {
        let end = start + wide * SAMPLE / 100.0;
        let mut top = top;
        for (sample, lines) in &self.entries {
            let middle = top + 0.62;
            match *sample {
                Sample::Fill(rank) => canvas.rect(start..end, top + 0.12..top + 1.12, FILLS[rank % FILLS.len()]),
                Sample::Line(series) => {
                    canvas.line((start, middle), (end, middle), Ink::Line(series));
                    canvas.dot(((start + end) / 2.0, middle), Ink::Dot(series));
                }
                Sample::Dot(series) => canvas.dot(((start + end) / 2.0, middle), Ink::Dot(series)),
                Sample::Target => canvas.line((start, middle), (end, middle), Ink::Goal),
                Sample::Tick => {
                    let x = (start + end) / 2.0;
                    canvas.line((x, top + 0.05), (x, top + 1.25), Ink::Target);
                }
            }
            canvas.lines((end, top + BASE), lines, Ink::Plain, Anchor::Start(GAP));
            top += ENTRY + LEADING * lines.len().saturating_sub(1) as f64;
        }
    }
}
