//! Two to six periods → columns: the last one solid, earlier ones pale, a provisional one hatched, values on top.

use super::canvas::{Anchor, Canvas, level};
use super::describe::target_words;
use super::ink::Ink;
use super::key::{Sample, key};
use super::measure::{BOLD, pieces, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{Point, points, provisional, real};
use super::{Drawing, bars};
use crate::text::Lang;

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
    let target = drawing.target.map(real).filter(|target| *target >= 0.0);
    let domain = bars::scale(&points, target);
    let last = points.iter().rposition(|point| point.value.is_some());
    let aimed = target_words(drawing);
    let key = key(aimed.as_deref().map(|words| (Sample::Target, words)));

    let (periods, foot) = periods(&points, pitch, thick, drawing.lang);
    let foot = PERIOD + foot + 0.35;
    let plot = (asked(drawing.height, HEIGHT) - foot - 2.0 * LINE + 0.8).max(3.0);
    let rise = |value: f64| plot - level(value, domain.clone(), (0.0, plot));
    let tops: Vec<f64> = points.iter().map(|p| rise(p.value.unwrap_or(0.0))).collect();
    let values = values(&points, &tops, pitch, thick);
    // Values raised over their neighbours need head room.
    let head = key.height + LINE - values.iter().map(|value| value.baseline).fold(0.0, f64::min) - 0.05;
    let (base, height) = (head + plot, head + plot + foot);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    key.draw(&canvas, 0.0, 100.0, 0.0);
    for (i, point) in points.iter().enumerate() {
        if point.value.is_some() {
            let top = if point.value > Some(0.0) { (head + tops[i]).min(base - 0.05) } else { base };
            let ink = if point.provisional {
                Ink::Hatch
            } else if Some(i) == last {
                Ink::Mark
            } else {
                Ink::Past
            };
            canvas.rect(left(i)..left(i) + thick, top..base, ink);
        }
        if point.cut && i > 0 {
            let x = left(i) - (pitch - thick) / 2.0;
            canvas.line((x, head - LINE), (x, base + 0.4), Ink::Break);
        }
    }
    canvas.line((0.0, base), (100.0, base), Ink::Axis);
    if let Some(target) = target {
        canvas.line((0.0, head + rise(target)), (100.0, head + rise(target)), Ink::Goal);
    }
    for (i, point) in points.iter().enumerate() {
        let ink = if point.value.is_some() { Ink::Value } else { Ink::Second };
        let beside = |ends: bool| if ends { (left(i) + thick, Anchor::End(0)) } else { (left(i), Anchor::Start(0)) };
        let (x, anchor) = beside(values[i].ends);
        canvas.text((x, head + values[i].baseline), &point.text, ink, anchor);
        let Period { drop, lines, ends } = &periods[i];
        let (x, anchor) = beside(*ends);
        canvas.lines((x, base + PERIOD + drop), lines, Ink::Second, anchor);
    }
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

/// The name of a period under its column: how far it is lowered, its lines, and whether it ends with its column instead of
/// beginning with it.
struct Period {
    drop: f64,
    lines: Vec<String>,
    ends: bool,
}

/// The names of the periods and the height they take under their first baseline: a name that would touch another goes lower.
fn periods(points: &[Point], pitch: f64, thick: f64, lang: Lang) -> (Vec<Period>, f64) {
    let limit = NARROW * pitch / 100.0 - 0.4;
    let crowded = points.iter().any(|p| p.label.split(' ').flat_map(pieces).any(|piece| width(piece) > limit));
    let mut levels: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut heights: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let limit = if crowded { (2.0 * limit).max(8.0).min(NARROW) } else { limit };
        let mut lines = wrap(&point.label, limit);
        lines.extend(point.provisional.then(|| wrap(provisional(lang), limit)).into_iter().flatten());
        let long = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let left = NARROW * pitch * i as f64 / 100.0;
        let ends = left + long > NARROW;
        let from = if ends { left + NARROW * thick / 100.0 - long } else { left };
        let span = (from, from + long + 0.3);
        let free = |taken: &Vec<(f64, f64)>| taken.iter().all(|other| other.1 <= span.0 || span.1 <= other.0);
        let rank = levels.iter().position(free).unwrap_or(levels.len());
        if rank == levels.len() {
            levels.push(Vec::new());
            heights.push(0.0);
        }
        levels[rank].push(span);
        heights[rank] = heights[rank].max(LINE * lines.len() as f64);
        placed.push((rank, lines, ends));
    }
    let period = |(rank, lines, ends): (usize, Vec<String>, bool)| Period {
        drop: heights[..rank].iter().sum(),
        lines,
        ends,
    };
    let height = heights.iter().sum::<f64>() - LINE;
    (placed.into_iter().map(period).collect(), height.max(0.0))
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
