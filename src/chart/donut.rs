//! Two or three parts of a whole → a ring cut in parts from noon on, each named with its value, the whole in the middle.

use super::Drawing;
use super::backend::{ring, swatch};
use super::canvas::{Anchor, Canvas, LEADING};
use super::form::percent;
use super::ink::FILLS;
use super::ink::Ink;
use super::measure::{BOLD, LARGE, pieces, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{points, print};

/// From the centre to the middle of the band, and the width of the band, in em.
const RADIUS: f64 = 2.8;
const BAND: f64 = 1.5;
/// Width and height of the whole ring.
const RING: f64 = 2.0 * RADIUS + BAND + 0.1;
/// From the ring to the samples beside it.
const GAP: f64 = 0.8;
/// From the start of a sample to its name.
const NAME: f64 = 1.5;
/// What sets two parts apart, in hundredths of the ring.
const SET: f64 = 0.8;
/// The least of a part that is not zero, in hundredths of the ring.
const SLIVER: f64 = 0.8;
/// Height of a value, and what follows each name.
const VALUE: f64 = 1.3;
const AFTER: f64 = 0.7;

/// Draws the first series: solid, hatched, pale.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let points = points(drawing, 0);
    let values: Vec<f64> = points.iter().map(|point| point.value.unwrap_or(0.0).max(0.0)).collect();
    let whole: f64 = values.iter().sum();
    let several = values.iter().filter(|value| **value > 0.0).count() > 1;
    let set = if several { SET } else { 0.0 };
    let share = |value: f64| if value > 0.0 { (100.0 * value / whole).max(SLIVER + set) } else { 0.0 };
    let total: f64 = values.iter().map(|value| share(*value)).sum();

    // Names stand beside the ring when their words have room there, else under it.
    let beside = NARROW - RING - GAP - NAME;
    let fits = |text: &str| text.split(' ').flat_map(pieces).all(|piece| width(piece) <= beside);
    let is_beside = points.iter().all(|point| fits(&point.label) && width(&point.text) * BOLD <= beside);
    let limit = if is_beside { beside } else { NARROW - NAME };
    let names: Vec<_> = points.iter().map(|point| wrap(&point.label, limit)).collect();
    let tall = |lines: &Vec<String>| VALUE + LEADING * lines.len() as f64 + AFTER;
    let list = names.iter().map(tall).sum::<f64>() - AFTER + 0.3;
    let (left, mut top, height) = if is_beside {
        (RING + GAP, ((RING - list) / 2.0).max(0.0), RING.max(list))
    } else {
        (0.0, RING + 1.0, RING + 1.0 + list)
    };

    let mut marks = String::new();
    let mut start = 0.0;
    let mut arcs = Vec::new();
    for (value, ink) in values.iter().zip(FILLS) {
        let long = 100.0 * share(*value) / if total > 0.0 { total } else { 1.0 };
        if long > 0.0 {
            arcs.push((start, long - set, ink));
        }
        start += long;
    }
    ring(&mut marks, hatch, (RADIUS, BAND), &arcs);
    let mut at = top;
    for (lines, ink) in names.iter().zip(FILLS) {
        swatch(&mut marks, hatch, (left, at + 0.15), ink);
        at += tall(lines);
    }
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    let sum = drawing.data.whole.filter(|_| !percent(drawing.unit));
    let middle = sum.map(|sum| print(Some(&sum), drawing.unit, drawing.lang));
    if let Some(text) = middle.filter(|text| width(text) * LARGE <= 2.0 * RADIUS - BAND - 0.2) {
        canvas.text((0.0, RING / 2.0 + 0.4), &text, Ink::Large, Anchor::Centre((10.0 * RING) as u8));
    }
    let dx = (20.0 * (left + NAME)) as u8;
    for (point, lines) in points.iter().zip(&names) {
        canvas.text((0.0, top + 0.95), &point.text, Ink::Value, Anchor::Start(dx));
        canvas.lines((0.0, top + 0.95 + VALUE), lines, Ink::Plain, Anchor::Start(dx));
        top += tall(lines);
    }
    drop(canvas);
    Body { marks, height, room: 0 }
}
