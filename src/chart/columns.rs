//! Two to six periods → columns: the last one solid, earlier ones pale, values on top.

use super::canvas::{Anchor, Canvas, further, level};
use super::ink::Ink;
use super::measure::{BOLD, pieces, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{Point, points};
use super::{Drawing, bars};

/// Height of the whole when nothing is asked, in em.
const HEIGHT: f64 = 10.0;
/// From the baseline axis to the baseline of the period.
const PERIOD: f64 = 1.35;
/// From the baseline of a value to its column.
const ABOVE: f64 = 0.45;
/// Height of a line of values.
const LINE: f64 = 1.2;

/// Draws the first series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let points = points(drawing, 0);
    let pitch = 100.0 / points.len().max(1) as f64;
    let thick = (0.72 * pitch).min(30.0);
    let left = |i: usize| pitch * i as f64;
    let domain = bars::scale(&points);
    let last = points.iter().rposition(|point| point.value.is_some());

    let periods = periods(&points, pitch);
    let foot = PERIOD + periods.iter().map(|(drop, lines)| drop + further(lines)).fold(0.0, f64::max) + 0.35;
    let plot = (asked(drawing.height, HEIGHT) - foot - 2.0 * LINE + 0.8).max(3.0);
    let tops: Vec<f64> =
        points.iter().map(|p| plot - level(p.value.unwrap_or(0.0), domain.clone(), (0.0, plot))).collect();
    let values = values(&points, &tops, pitch, thick);
    // Values raised over their neighbours need head room.
    let head = LINE - values.iter().map(|value| value.baseline).fold(0.0, f64::min) - 0.05;
    let (base, height) = (head + plot, head + plot + foot);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    for (i, point) in points.iter().enumerate() {
        let solid = Some(i) == last;
        if point.value.is_some() {
            let top = if point.value > Some(0.0) { (head + tops[i]).min(base - 0.05) } else { base };
            canvas.rect(left(i)..left(i) + thick, top..base, if solid { Ink::Mark } else { Ink::Past });
        }
        let ink = if point.value.is_some() { Ink::Value } else { Ink::Second };
        let beside = |ends: bool| if ends { (left(i) + thick, Anchor::End(0)) } else { (left(i), Anchor::Start(0)) };
        let (x, anchor) = beside(values[i].ends);
        canvas.text((x, head + values[i].baseline), &point.text, ink, anchor);
        let (drop, lines) = &periods[i];
        let widest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let (x, anchor) = beside(widest > NARROW * (1.0 - left(i) / 100.0));
        canvas.lines((x, base + PERIOD + drop), lines, Ink::Second, anchor);
    }
    canvas.line((0.0, base), (100.0, base), Ink::Axis);
    drop(canvas);
    Body { marks, height, room: 0 }
}

/// The height asked for within reason, else the usual one, in em.
pub(super) fn asked(height: Option<f32>, usual: f64) -> f64 {
    height.map(f64::from).filter(|height| height.is_finite()).map_or(usual, |height| height.clamp(6.0, 60.0))
}

/// Whether every value fits over its own column in the narrowest place.
pub(super) fn roomy(widest: f64, columns: usize) -> bool {
    widest * BOLD + 0.3 <= NARROW / columns.max(1) as f64
}

/// The lines of each period's name and how far they are lowered: names too wide for their column alternate.
fn periods(points: &[Point], pitch: f64) -> Vec<(f64, Vec<String>)> {
    let limit = NARROW * pitch / 100.0 - 0.4;
    let crowded = points.iter().any(|p| p.label.split(' ').flat_map(pieces).any(|piece| width(piece) > limit));
    let lines: Vec<_> = points.iter().map(|p| wrap(p.label, if crowded { 2.0 * limit } else { limit })).collect();
    let step = lines.iter().step_by(2).map(|l| further(l)).fold(0.0, f64::max) + LINE;
    lines.into_iter().enumerate().map(|(i, l)| (if crowded && i % 2 == 1 { step } else { 0.0 }, l)).collect()
}

/// A value over its column: its baseline, and whether it ends with its column instead of beginning with it.
struct Value {
    baseline: f64,
    ends: bool,
}

/// Places the values just over their columns, raised where they would touch a neighbour in the narrowest place.
fn values(points: &[Point], tops: &[f64], pitch: f64, thick: f64) -> Vec<Value> {
    let left = |i: usize| NARROW * pitch * i as f64 / 100.0;
    let right = |i: usize| left(i) + NARROW * thick / 100.0;
    let mut placed: Vec<(f64, f64, f64)> = Vec::new();
    let mut values = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let long = width(&point.text) * BOLD;
        let ends = left(i) + long > NARROW;
        let (start, end) = if ends { (right(i) - long, right(i)) } else { (left(i), left(i) + long) };
        let under = (0..points.len()).filter(|j| *j == i || (left(*j) < end + 0.2 && right(*j) > start - 0.2));
        let mut baseline = under.map(|j| tops[j]).fold(f64::INFINITY, f64::min) - ABOVE;
        placed.sort_by(|a, b| b.2.total_cmp(&a.2));
        for (s, e, other) in &placed {
            if *s < end + 0.3 && *e > start - 0.3 && (other - baseline).abs() < LINE {
                baseline = other - LINE;
            }
        }
        placed.push((start, end, baseline));
        values.push(Value { baseline, ends });
    }
    values
}
