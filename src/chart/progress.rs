//! One percentage, or a value and its target → a bar filled up to the value, with a mark at the target.

use super::canvas::{Anchor, Canvas, further};
use super::ink::Ink;
use super::measure::{BOLD, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{points, print, real};
use super::words::words;
use super::{Drawing, form};

/// Thickness of the bar, in em.
const BAR: f64 = 1.6;
/// From the end of the bar to the baseline of its words.
const WORDS: f64 = 1.4;
/// Height kept above the bar for the words of the target.
const HEAD: f64 = 1.75;

/// Draws the first value of the first series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let points = points(drawing, 0);
    let (label, value, text) =
        points.first().map_or(("", 0.0, ""), |p| (p.label.as_str(), p.value.unwrap_or(0.0), p.text.as_str()));
    let target = drawing.target.map(real);
    let most = if form::percent(drawing.unit) { 100.0 } else { target.unwrap_or(0.0).max(value) };
    let most = if most > 0.0 { most } else { 1.0 };
    let head = if target.is_some() { HEAD } else { 0.0 };

    let names = wrap(label, NARROW - width(text) * BOLD - 1.0);
    let height = head + BAR + WORDS + further(&names) + 0.4;
    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..most, height);
    let filled = value.clamp(0.0, most);
    canvas.rect(0.0..most, head..head + BAR, Ink::Ground);
    canvas.rect(0.0..filled, head..head + BAR, Ink::Mark);
    canvas.rect(0.0..most, head..head + BAR, Ink::Outline);
    canvas.lines((0.0, head + BAR + WORDS), &names, Ink::Plain, Anchor::Start(0));
    canvas.text((most, head + BAR + WORDS), text, Ink::Value, Anchor::End(0));
    if let (Some(at), Some(target)) = (target, drawing.target) {
        let at = at.clamp(0.0, most);
        let target = format!("{}{}", words(drawing.lang).target, print(Some(target), drawing.unit, drawing.lang));
        canvas.line((at, head - 0.4), (at, head + BAR + 0.3), Ink::Target);
        // Beside its mark, on the side that has room in the narrowest place.
        let room = NARROW * (1.0 - at / most);
        let (x, anchor) = match width(&target) {
            wide if wide <= room => (at, Anchor::Start(0)),
            wide if wide <= NARROW - room => (at, Anchor::End(0)),
            _ => (0.0, Anchor::Start(0)),
        };
        canvas.text((x, 0.95), &target, Ink::Second, anchor);
    }
    drop(canvas);
    Body { marks, height, room: 0 }
}
