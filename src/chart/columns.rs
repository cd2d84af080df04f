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

/// Height of the whole where the one asked for makes no sense, in em.
const HEIGHT: f64 = 10.0;
/// Height of the plot when nothing is asked, and at least.
const PLOT: f64 = 6.7;
const LEAST: f64 = 3.0;
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
    let plot = match drawing.height {
        Some(_) => (asked(drawing.height, HEIGHT) - key.height - foot - 2.0 * LINE + 0.8).max(LEAST),
        None => PLOT,
    };
    let rise = |value: f64| plot - level(value, domain.clone(), (0.0, plot));
    let tops: Vec<f64> = points.iter().map(|p| rise(p.value.unwrap_or(0.0))).collect();
    let values = values(&points, &tops, (pitch, thick), target.map(rise));
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
        let Value { baseline, side } = &values[i];
        canvas.text((side.x, head + baseline), &point.text, ink, side.anchor);
    }
    for Period { drop, lines, side } in &periods {
        canvas.lines((side.x, base + PERIOD + drop), lines, Ink::Second, side.anchor);
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

/// Where a text of a column stands: at its beginning, else at its end, else at the end of the drawing.
struct Side {
    /// In percent.
    x: f64,
    anchor: Anchor,
    /// Its two ends in the narrowest place, in em.
    span: (f64, f64),
}

/// The side for a text `long` em wide of the column between two percents.
fn side(column: (f64, f64), long: f64) -> Side {
    let em = |x: f64| NARROW * x / 100.0;
    let ending = |x: f64| Side { x, anchor: Anchor::End(0), span: (em(x) - long, em(x)) };
    if em(column.0) + long <= NARROW {
        let from = em(column.0);
        return Side { x: column.0, anchor: Anchor::Start(0), span: (from, from + long) };
    }
    Some(ending(column.1)).filter(|side| side.span.0 >= 0.0).unwrap_or_else(|| ending(100.0))
}

/// A name under a column: how far it is lowered, its lines and its side.
struct Period {
    drop: f64,
    lines: Vec<String>,
    side: Side,
}

/// The names of the periods, what is provisional under them, and the height they take under their first baseline: a name
/// that would touch another goes lower.
fn periods(points: &[Point], pitch: f64, thick: f64, lang: Lang) -> (Vec<Period>, f64) {
    let limit = NARROW * pitch / 100.0 - 0.4;
    let crowded = points.iter().any(|p| p.label.split(' ').flat_map(pieces).any(|piece| width(piece) > limit));
    let limit = if crowded { (2.0 * limit).clamp(8.0, NARROW) } else { limit };
    let names = points.iter().map(|point| wrap(&point.label, limit)).enumerate();
    let words = points.iter().map(|point| if point.provisional { wrap(provisional(lang), NARROW) } else { Vec::new() });
    let mut levels: Vec<(f64, Vec<(f64, f64)>)> = Vec::new();
    let mut placed: Vec<(usize, usize, Vec<String>, Side)> = Vec::new();
    for (i, lines) in names.chain(words.enumerate().filter(|(_, lines)| !lines.is_empty())) {
        let long = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        let side = side((pitch * i as f64, pitch * i as f64 + thick), long);
        let span = (side.span.0, side.span.1 + 0.3);
        let least = placed.iter().find(|(column, ..)| *column == i).map_or(0, |(_, level, ..)| level + 1);
        let free = |(_, taken): &(f64, Vec<(f64, f64)>)| taken.iter().all(|t| t.1 <= span.0 || span.1 <= t.0);
        let level = (least..levels.len()).find(|level| free(&levels[*level])).unwrap_or(levels.len().max(least));
        if level == levels.len() {
            levels.push((0.0, Vec::new()));
        }
        levels[level].0 = levels[level].0.max(LINE * lines.len() as f64);
        levels[level].1.push(span);
        placed.push((i, level, lines, side));
    }
    let drop = |level: usize| levels[..level].iter().map(|(height, _)| height).sum::<f64>();
    let periods = placed.into_iter().map(|(_, level, lines, side)| Period { drop: drop(level), lines, side });
    (periods.collect(), (drop(levels.len()) - LINE).max(0.0))
}

/// A value over its column: its baseline and its side.
struct Value {
    baseline: f64,
    side: Side,
}

/// Places the values just over their columns, raised where they would touch a neighbour in the narrowest place, or the line
/// of what was aimed at.
fn values(points: &[Point], tops: &[f64], (pitch, thick): (f64, f64), goal: Option<f64>) -> Vec<Value> {
    let left = |i: usize| NARROW * pitch * i as f64 / 100.0;
    let right = |i: usize| left(i) + NARROW * thick / 100.0;
    let mut placed: Vec<(f64, f64, f64)> = Vec::new();
    let mut values = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let long = width(&point.text) * BOLD;
        let side = side((pitch * i as f64, pitch * i as f64 + thick), long);
        let (start, end) = side.span;
        let under = (0..points.len()).filter(|j| *j == i || (left(*j) < end + 0.2 && right(*j) > start - 0.2));
        let mut baseline = under.map(|j| tops[j]).fold(f64::INFINITY, f64::min) - ABOVE;
        if let Some(goal) = goal.filter(|goal| (baseline - 0.9..baseline + 0.3).contains(goal)) {
            baseline = goal - 0.35;
        }
        placed.sort_by(|a, b| b.2.total_cmp(&a.2));
        for (s, e, other) in &placed {
            if *s < end + 0.3 && *e > start - 0.3 && (other - baseline).abs() < LINE {
                baseline = other - LINE;
            }
        }
        placed.push((start, end, baseline));
        values.push(Value { baseline, side });
    }
    values
}
