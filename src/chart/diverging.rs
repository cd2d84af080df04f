//! Gains and losses → bars on both sides of a zero axis: losses hatched, values signed.

use super::Drawing;
use super::bars::{GAP, beside};
use super::canvas::{Anchor, Canvas, further};
use super::ink::Ink;
use super::measure::{LARGE, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{points, signed};

/// Thickness of a bar, in em.
const BAR: f64 = 1.9;
/// From the last baseline of a label to its bar.
const BELOW: f64 = 0.6;
/// From the top of a bar to the baseline of its value.
const CENTRE: f64 = 1.35;
/// How far the axis goes beyond the bar, on both sides.
const AXIS: f64 = 0.25;
/// From the end of a bar to the next label's first line.
const AFTER: f64 = 1.5;

/// Draws the first series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let mut points = points(drawing, 0);
    for (point, (_, values)) in points.iter_mut().zip(&drawing.data.rows) {
        if point.value.is_some() {
            point.text = signed(values.first().copied().flatten().as_ref(), drawing.unit, drawing.lang);
        }
    }
    let values = || points.iter().filter_map(|point| point.value);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let domain = least..if most > least { most } else { least + 1.0 };
    // A hairline, for what is not zero.
    let hairline = (domain.end - domain.start) / 500.0;

    let labels: Vec<_> = points.iter().map(|point| wrap(&point.label, NARROW)).collect();
    let row = |lines: &Vec<String>| 1.0 + further(lines) + BELOW + BAR + AFTER;
    let height = labels.iter().map(row).sum::<f64>() + 0.6;

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, domain.clone(), height);
    let mut top = 0.0;
    for (point, lines) in points.iter().zip(&labels) {
        canvas.lines((domain.start, top + 1.0), lines, Ink::Plain, Anchor::Start(0));
        let bar = top + 1.0 + further(lines) + BELOW;
        let at = |value: f64| (value, bar + CENTRE);
        match point.value {
            None => canvas.text(at(0.0), &point.text, Ink::Second, Anchor::Start(GAP)),
            Some(value) if value > 0.0 => {
                let value = value.max(hairline);
                canvas.rect(0.0..value, bar..bar + BAR, Ink::Mark);
                canvas.text(at(value), &point.text, Ink::Large, Anchor::Start(GAP));
            }
            Some(value) => {
                if value < 0.0 {
                    canvas.rect(value.min(-hairline)..0.0, bar..bar + BAR, Ink::Hatch);
                }
                // On the free side of the axis, where nothing can leave the view.
                canvas.text(at(0.0), &point.text, Ink::Large, Anchor::Start(GAP));
            }
        }
        canvas.line((0.0, bar - AXIS), (0.0, bar + BAR + AXIS), Ink::Axis);
        top += row(lines);
    }
    let room = beside(points.iter().map(|point| width(&point.text) * LARGE));
    // Its middle under the axis, where half of it has room even in the narrowest view.
    let free = -(NARROW - f64::from(room)) * least / (domain.end - domain.start) > width("0") / 2.0;
    canvas.text((0.0, top + 0.2), "0", Ink::Second, if free { Anchor::Middle } else { Anchor::Start(0) });
    drop(canvas);
    Body { marks, height, room }
}
