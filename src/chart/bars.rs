//! Rows → horizontal bars: label above, value at the end. Periods of time: earlier ones pale.

use super::Drawing;
use super::canvas::{Anchor, Canvas, further};
use super::describe::target_words;
use super::ink::Ink;
use super::key::{Sample, key};
use super::measure::{BOLD, width, wrap};
use super::svg::{Body, NARROW, room};
use super::value::{Point, missing, points, provisional, real};
use std::ops::Range;

/// Thickness of a bar, in em.
pub(super) const BAR: f64 = 1.15;
/// From the top of a row to the first baseline of its label.
pub(super) const LABEL: f64 = 0.95;
/// From the last baseline of a label to its bar.
const BELOW: f64 = 0.5;
/// From the top of a bar to the baseline of its value.
pub(super) const CENTRE: f64 = 0.93;
/// From the end of a row to the next.
const BETWEEN: f64 = 0.75;
/// Distance from a bar's end to its value, in twentieths of an em.
pub(super) const GAP: u8 = 10;

/// Draws the first series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let points = points(drawing, 0);
    if points.is_empty() {
        return nothing(drawing, hatch);
    }
    let target = drawing.target.map(real).filter(|target| *target >= 0.0);
    let domain = scale(&points, target);
    let aimed = target_words(drawing);
    let key = key(aimed.as_deref().map(|words| (Sample::Tick, words)));
    let dated = |point: &Point| {
        let mut lines = wrap(&point.label, NARROW);
        let provisional = point.provisional.then(|| wrap(provisional(drawing.lang), NARROW));
        lines.extend(provisional.into_iter().flatten());
        lines
    };
    let labels: Vec<_> = points.iter().map(dated).collect();
    let row = |lines: &Vec<String>| LABEL + further(lines) + BELOW + BAR + BETWEEN;
    let height = key.height + labels.iter().map(row).sum::<f64>() - BETWEEN + 0.15;
    let last = points.iter().rposition(|point| point.value.is_some());

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, domain.clone(), height);
    key.draw(&canvas, 0.0, domain.end, 0.0);
    let mut top = key.height;
    for (i, (point, lines)) in points.iter().zip(&labels).enumerate() {
        if point.cut && i > 0 {
            canvas.line((0.0, top - 0.3), (domain.end, top - 0.3), Ink::Break);
        }
        canvas.lines((0.0, top + LABEL), lines, Ink::Plain, Anchor::Start(0));
        let bar = top + LABEL + further(lines) + BELOW;
        let ink = if point.provisional {
            Ink::Hatch
        } else if drawing.data.time && Some(i) != last {
            Ink::Past
        } else {
            Ink::Mark
        };
        mark(&canvas, point, bar, &domain, ink, target);
        top += row(lines);
    }
    drop(canvas);
    Body { marks, height, room: beside(points.iter().map(|point| width(&point.text) * BOLD)) }
}

/// A bar from zero with its value, crossed by a tick at what was aimed at; words for a missing one.
pub(super) fn mark(canvas: &Canvas, point: &Point, top: f64, domain: &Range<f64>, ink: Ink, target: Option<f64>) {
    let end = point.value.map(|value| visible(value, domain));
    if let Some(end) = end {
        canvas.rect(0.0..end, top..top + BAR, ink);
    }
    if let Some(target) = target {
        canvas.line((target, top - 0.2), (target, top + BAR + 0.2), Ink::Target);
    }
    match end {
        Some(end) => {
            let ink = if point.text.contains('\t') { Ink::Named } else { Ink::Value };
            canvas.text((beyond(end, point, domain, target), top + CENTRE), &point.text, ink, Anchor::Start(GAP));
        }
        None => canvas.text((0.0, top + CENTRE), &point.text, Ink::Second, Anchor::Start(0)),
    }
}

/// Where the value of a bar goes: to its end, or to the tick of the target that it would otherwise cover.
fn beyond(end: f64, point: &Point, domain: &Range<f64>, target: Option<f64>) -> f64 {
    let narrow = NARROW - 3.0;
    let long = f64::from(GAP) / 20.0 + width(&point.text) * BOLD + 0.2;
    target.filter(|at| *at >= end && narrow * (at - end) / domain.end < long).unwrap_or(end)
}

/// The length of a bar: what is not zero shows at least as a hairline.
pub(super) fn visible(value: f64, domain: &Range<f64>) -> f64 {
    if value > 0.0 { value.max(domain.end / 500.0) } else { 0.0 }
}

/// From zero to the largest value, what was aimed at included.
pub(super) fn scale(points: &[Point], target: Option<f64>) -> Range<f64> {
    let most = points.iter().filter_map(|point| point.value).chain(target).fold(0.0, f64::max);
    0.0..if most > 0.0 { most } else { 1.0 }
}

/// The room for the widest of these texts after the longest bar.
pub(super) fn beside(widths: impl Iterator<Item = f64>) -> u32 {
    room(widths.fold(0.0, f64::max) + f64::from(GAP) / 20.0)
}

/// A chart without rows.
fn nothing(drawing: &Drawing, hatch: &str) -> Body {
    let mut marks = String::new();
    let height = LABEL + 0.45;
    Canvas::new(&mut marks, hatch, 0.0..1.0, height).text(
        (0.0, LABEL),
        missing(drawing.lang),
        Ink::Second,
        Anchor::Start(0),
    );
    Body { marks, height, room: 0 }
}
