//! Two series → two points per row and the way between them: ours full, the reference hollow, values under the points.

use super::Drawing;
use super::bars::LABEL;
use super::canvas::{Anchor, Canvas, further};
use super::describe::target_words;
use super::ink::Ink;
use super::key::{Sample, key};
use super::measure::{BOLD, width, wrap};
use super::spread::{Wish, roomy, spread};
use super::svg::{Body, NARROW};
use super::value::{Point, points, real};

/// From the last baseline of a label to the middle of its points.
const BELOW: f64 = 1.0;
/// From the middle of the points to the baseline of their values.
const VALUES: f64 = 1.5;
/// From the baseline of the values to the next row.
const AFTER: f64 = 1.1;
/// What is kept free at both ends, in percent: half a point in the narrowest place.
const EDGE: f64 = 2.5;
/// Free between two values.
const FREE: f64 = 0.4;

/// Draws the first two series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let name = |series: usize| drawing.data.series.get(series).copied().unwrap_or_default();
    let series = [points(drawing, 0), points(drawing, 1)];
    let target = drawing.target.map(real);
    let values = || series.iter().flatten().filter_map(|point| point.value).chain(target);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let span = if most > least { most - least } else { 1.0 };
    let x = |value: f64| EDGE + (100.0 - 2.0 * EDGE) * (value - least) / span;
    let aimed = target_words(drawing);
    let samples = [(Sample::Dot(0), name(0)), (Sample::Dot(1), name(1))];
    let key = key(samples.into_iter().chain(aimed.as_deref().map(|words| (Sample::Tick, words))));

    let labels: Vec<_> = series[0].iter().map(|point| wrap(&point.label, NARROW)).collect();
    let texts: Vec<_> = (0..labels.len()).map(|row| texts([&series[0][row], &series[1][row]], &x)).collect();
    let tall = |row: usize| LABEL + further(&labels[row]) + BELOW + VALUES + 1.2 * texts[row].1 + AFTER;
    let height = (key.height + (0..labels.len()).map(tall).sum::<f64>() - AFTER + 0.35).max(LABEL);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    key.draw(&canvas, 0.0, 100.0, 0.0);
    let mut top = key.height;
    for (row, lines) in labels.iter().enumerate() {
        canvas.lines((0.0, top + LABEL), lines, Ink::Plain, Anchor::Start(0));
        let middle = top + LABEL + further(lines) + BELOW;
        canvas.line((0.0, middle), (100.0, middle), Ink::Grid);
        let ends = [0, 1].map(|s: usize| series[s][row].value.map(&x));
        if let [Some(from), Some(to)] = ends {
            canvas.line((from, middle), (to, middle), Ink::Rod);
        }
        if let Some(target) = target {
            canvas.line((x(target), middle - 0.6), (x(target), middle + 0.6), Ink::Target);
        }
        // Ours last: it stays whole where both are equal.
        for s in [1, 0] {
            if let Some(at) = ends[s] {
                canvas.dot((at, middle), Ink::Dot(s as u8));
            }
        }
        for (s, (at, anchor, line)) in texts[row].0.iter().enumerate() {
            let ink = match series[s][row].value {
                None => Ink::Second,
                Some(_) if s == 0 => Ink::Value,
                Some(_) => Ink::Plain,
            };
            canvas.text((*at, middle + VALUES + 1.2 * line), &series[s][row].text, ink, *anchor);
        }
        top += tall(row);
    }
    drop(canvas);
    Body { marks, height, room: 0 }
}

/// Where the two values of a row stand: percent, anchor, line; and how many lines they take after the first.
///
/// Straight under their points if they can, else turned away from each other or from the edge, else moved as little as they
/// must, else one under the other.
fn texts(pair: [&Point; 2], x: &impl Fn(f64) -> f64) -> (Vec<(f64, Anchor, f64)>, f64) {
    // What is missing is said at the right, where the longest ways end.
    let at = pair.map(|point| point.value.map_or(100.0, x));
    let long = [width(&pair[0].text) * BOLD, width(&pair[1].text)];
    let span = |i: usize, anchor: Anchor| {
        let from = NARROW * at[i] / 100.0;
        let left = match anchor {
            Anchor::Start(dx) => from + f64::from(dx) / 20.0,
            Anchor::End(dx) => from - f64::from(dx) / 20.0 - long[i],
            Anchor::Middle | Anchor::Centre(_) => from - long[i] / 2.0,
        };
        (left, left + long[i])
    };
    // Values of one place keep apart.
    let aside = if (at[0] - at[1]).abs() * NARROW / 100.0 < FREE { 5 } else { 0 };
    let (left, right) = (Anchor::End(aside), Anchor::Start(aside));
    let away = if at[0] <= at[1] { [left, right] } else { [right, left] };
    let all = [Anchor::Middle, left, right];
    let choices = [[Anchor::Middle; 2], away].into_iter().chain(all.into_iter().flat_map(|a| all.map(|b| [a, b])));
    for anchors in choices {
        let (one, other) = (span(0, anchors[0]), span(1, anchors[1]));
        let inside = |span: (f64, f64)| span.0 >= 0.0 && span.1 <= NARROW;
        let apart = one.1 + FREE <= other.0 || other.1 + FREE <= one.0;
        // Turned away from the same place, values need no more room than that of their points.
        let turned = anchors == away;
        if inside(one) && inside(other) && (apart || turned) {
            return (vec![(at[0], anchors[0], 0.0), (at[1], anchors[1], 0.0)], 0.0);
        }
    }
    let wishes = [0, 1].map(|i| Wish { at: NARROW * at[i] / 100.0, size: long[i] + FREE });
    let limits = (-FREE / 2.0, NARROW + FREE / 2.0);
    if roomy(&wishes, limits) {
        let places = spread(&wishes, limits);
        return (places.into_iter().map(|at| (100.0 * at / NARROW, Anchor::Middle, 0.0)).collect(), 0.0);
    }
    (vec![(0.0, Anchor::Start(0), 0.0), (0.0, Anchor::Start(0), 1.0)], 1.0)
}
