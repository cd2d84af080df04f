//! Two or three parts of a whole → one bar cut in parts, each named with its value.

use super::Drawing;
use super::canvas::{Anchor, Canvas, LEADING, further};
use super::ink::{FILLS, Ink};
use super::measure::{LARGE, width, wrap};
use super::svg::{Body, NARROW};
use super::value::points;

/// Thickness of the bar, in em.
const BAR: f64 = 2.6;
/// What sets two parts apart, in percent of the width.
const GAP: f64 = 0.4;
/// The least width of a part that is not zero, in percent.
const SLIVER: f64 = 0.4;
/// Draws the first series: solid, hatched, pale.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let points = points(drawing, 0);
    let values: Vec<f64> = points.iter().map(|point| point.value.unwrap_or(0.0).max(0.0)).collect();
    let whole: f64 = values.iter().sum();
    let gaps = GAP * values.len().saturating_sub(1) as f64;
    // What is not zero shows at least as a sliver, at the cost of the largest part.
    let share = |value: f64| if value > 0.0 { ((100.0 - gaps) * value / whole).max(SLIVER) } else { 0.0 };
    let excess = values.iter().map(|value| share(*value)).sum::<f64>() - (100.0 - gaps);
    let largest = (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b]));

    let half = NARROW / 2.0 - 0.5;
    let ends = points.len() == 2 && points.iter().all(|point| width(&point.text) * LARGE <= half);
    let names: Vec<_> = points.iter().map(|p| wrap(&p.label, if ends { half } else { NARROW - 2.0 })).collect();
    let height = if ends {
        BAR + 3.3 + names.iter().map(|lines| further(lines)).fold(0.0, f64::max) + 0.4
    } else {
        BAR + 0.6 + names.iter().map(|lines| 1.6 + LEADING * lines.len() as f64).sum::<f64>()
    };

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    let mut start = 0.0;
    for (i, (value, ink)) in values.iter().zip(FILLS).enumerate() {
        let wide = share(*value) - if Some(i) == largest { excess.max(0.0) } else { 0.0 };
        let end = (start + wide).min(100.0);
        canvas.rect(start..end, 0.0..BAR, ink);
        start = (end + GAP).min(100.0);
    }
    let mut top = BAR + 0.6;
    for (i, (point, lines)) in points.iter().zip(&names).enumerate() {
        if ends {
            let (x, anchor) = if i == 0 { (0.0, Anchor::Start(0)) } else { (100.0, Anchor::End(0)) };
            canvas.text((x, BAR + 1.7), &point.text, Ink::Large, anchor);
            canvas.lines((x, BAR + 3.3), lines, Ink::Plain, anchor);
        } else {
            // Under the bar, each part with a sample of itself.
            canvas.rect(0.0..5.0, top + 0.35..top + 1.35, FILLS[i % FILLS.len()]);
            canvas.text((5.0, top + 1.2), &point.text, Ink::Value, Anchor::Start(12));
            canvas.lines((5.0, top + 1.2 + LEADING), lines, Ink::Plain, Anchor::Start(12));
            top += 1.6 + LEADING * lines.len() as f64;
        }
    }
    drop(canvas);
    Body { marks, height, room: 0 }
}
