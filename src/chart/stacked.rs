//! Two to four series that add up → one bar per row cut in parts: a key above, the values under their parts, the sum at the
//! end.

use super::Drawing;
use super::bars::{BAR, CENTRE, GAP, LABEL, beside};
use super::canvas::{Anchor, Canvas, LEADING, further};
use super::form::{percent, sum};
use super::ink::{FILLS, Ink};
use super::key::{Sample, key};
use super::measure::{BOLD, width, wrap};
use super::spread::{Wish, roomy, spread};
use super::svg::{Body, NARROW};
use super::value::{Point, points, print};
use crate::text::Number;

/// From the last baseline of a label to its bar.
const BELOW: f64 = 0.5;
/// From a bar to the baseline of its values.
const VALUES: f64 = 1.15;
/// From the last baseline of a row to the next row.
const AFTER: f64 = 1.25;
/// What sets two parts apart, in percent of the width.
const SET: f64 = 0.3;
/// Free between two values.
const FREE: f64 = 0.5;
/// How far a value may stand from the middle of its part in the narrowest place.
const FAR: f64 = 1.6;
/// Between values that have no room under their parts.
const DOT: &str = " · ";

/// The values under a bar.
enum Under {
    /// Each with its middle under its part, in percent.
    Parts(Vec<(f64, String)>),
    /// In the order of the parts.
    Lines(Vec<String>),
}

/// Draws up to four series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let count = drawing.data.series.len().clamp(1, FILLS.len());
    let series: Vec<_> = (0..count).map(|i| points(drawing, i)).collect();
    let names = (0..count).map(|i| (Sample::Fill(i), drawing.data.series.get(i).copied().unwrap_or_default()));
    let key = key(names);
    let value = |s: usize, row: usize| series[s][row].value.unwrap_or(0.0);
    let rows = drawing.data.rows.len();
    let wholes: Vec<f64> = (0..rows).map(|row| (0..count).map(|s| value(s, row)).sum()).collect();
    let most = wholes.iter().copied().fold(0.0, f64::max);
    let most = if most > 0.0 { most } else { 1.0 };
    let totals: Vec<String> = drawing.data.rows.iter().map(|(_, values)| total(drawing, values)).collect();
    let room = match totals.iter().map(|text| width(text) * BOLD).fold(0.0, f64::max) {
        0.0 => 0,
        widest => beside(std::iter::once(widest)),
    };

    let narrow = NARROW - f64::from(room);
    let under: Vec<Under> = (0..rows)
        .map(|row| {
            let parts: Vec<(&Point, f64, f64)> = (0..count)
                .scan(0.0, |start, s| {
                    let from = *start;
                    *start += value(s, row);
                    Some((&series[s][row], from, *start))
                })
                .collect();
            under(&parts, most, narrow)
        })
        .collect();
    let labels: Vec<_> = series[0].iter().map(|point| wrap(&point.label, NARROW)).collect();
    let tall = |row: usize| {
        let lines = if let Under::Lines(lines) = &under[row] { further(lines) } else { 0.0 };
        LABEL + further(&labels[row]) + BELOW + BAR + VALUES + lines + AFTER
    };
    let height = (key.height + (0..rows).map(tall).sum::<f64>() - AFTER + 0.35).max(LABEL);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    key.draw(&canvas, 0.0, 100.0, 0.0);
    let mut top = key.height;
    for row in 0..rows {
        canvas.lines((0.0, top + LABEL), &labels[row], Ink::Plain, Anchor::Start(0));
        let bar = top + LABEL + further(&labels[row]) + BELOW;
        let mut start = 0.0;
        for (s, ink) in FILLS.into_iter().enumerate().take(count) {
            let wide = 100.0 * value(s, row).max(0.0) / most;
            let end = (start + wide).min(100.0);
            if wide > 0.0 {
                // The gap is taken from the part, unless nothing would be left of it.
                let gap = if s + 1 < count && wide > 3.0 * SET { SET } else { 0.0 };
                canvas.rect(start..(end - gap).max(start + 0.1).min(100.0), bar..bar + BAR, ink);
            }
            start = end;
        }
        canvas.text((start, bar + CENTRE), &totals[row], Ink::Value, Anchor::Start(GAP));
        match &under[row] {
            Under::Parts(parts) => {
                for (x, text) in parts {
                    canvas.text((*x, bar + BAR + VALUES), text, Ink::Plain, Anchor::Middle);
                }
            }
            Under::Lines(lines) => canvas.lines((0.0, bar + BAR + VALUES), lines, Ink::Plain, Anchor::Start(0)),
        }
        top += tall(row);
    }
    drop(canvas);
    Body { marks, height, room }
}

/// The sum of a row as printed; nothing for percentages, whose sum says nothing.
fn total(drawing: &Drawing, values: &[Option<Number>]) -> String {
    if percent(drawing.unit) {
        return String::new();
    }
    let known = || values.iter().flatten();
    let decimals = known().map(|number| number.decimals).max().unwrap_or(0);
    let total = sum(known().map(|number| number.value));
    total.map_or_else(String::new, |total| {
        print(Some(&Number::new(total).with_decimals(decimals)), drawing.unit, drawing.lang)
    })
}

/// Places the values of a row under their parts, moved as little as they must.
fn under(parts: &[(&Point, f64, f64)], most: f64, narrow: f64) -> Under {
    let wish = |(point, from, to): &(&Point, f64, f64)| Wish {
        at: narrow * (from + to) / 2.0 / most,
        size: width(&point.text) + FREE,
    };
    let wishes: Vec<Wish> = parts.iter().map(wish).collect();
    let limits = (-FREE / 2.0, narrow + FREE / 2.0);
    let places = spread(&wishes, limits);
    let near = wishes.iter().zip(&places).all(|(wish, at)| (wish.at - at).abs() <= FAR);
    if roomy(&wishes, limits) && near {
        let texts = parts.iter().map(|(point, ..)| point.text.clone());
        return Under::Parts(places.into_iter().map(|at| 100.0 * at / narrow).zip(texts).collect());
    }
    let texts: Vec<&str> = parts.iter().map(|(point, ..)| point.text.as_str()).collect();
    Under::Lines(wrap(&texts.join(DOT), NARROW.max(LEADING)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_under_their_parts_or_in_lines() {
        let point = |text: &str| Point {
            label: String::new(),
            value: Some(1.0),
            text: text.to_owned(),
            provisional: false,
            cut: false,
            noted: false,
        };
        let (a, b) = (point("12"), point("7"));
        let Under::Parts(parts) = under(&[(&a, 0.0, 50.0), (&b, 50.0, 100.0)], 100.0, 14.0) else { panic!("parts") };
        assert_eq!(parts, [(25.0, "12".to_owned()), (75.0, "7".to_owned())]);
        let long = point("1 000 000 000 000 €");
        assert!(
            matches!(under(&[(&long, 0.0, 1.0), (&long, 1.0, 2.0)], 2.0, 10.0), Under::Lines(lines) if lines.len() > 1)
        );
    }
}
