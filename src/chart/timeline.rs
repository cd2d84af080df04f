//! Values over time → dates one under the other along a rail, each with its value and what a note says of it. The rail
//! follows time as far as texts leave it room, and is cut where something else begins to be counted.

use super::Drawing;
use super::canvas::{Anchor, Canvas, LEADING};
use super::ink::Ink;
use super::measure::{LARGE, width, wrap};
use super::period::places;
use super::spread::{Wish, spread};
use super::svg::{Body, NARROW, WIDE};
use super::value::{Point, known, points, provisional};
use super::words::cause_words;
use crate::text::number;

/// Where the rail stands, in percent.
const RAIL: f64 = 3.0;
/// From the rail to the texts, in twentieths of an em.
const GAP: u8 = 22;
/// From the top of a stop to the middle of its point, and to its first baseline.
const DOT: f64 = 0.6;
const BASE: f64 = 0.95;
/// From the date to the value, and from there to the note.
const VALUE: f64 = 1.45;
const NOTE: f64 = 1.45;
/// Free between two stops.
const FREE: f64 = 1.3;
/// Most room that time takes beyond that of the texts.
const LOOSE: f64 = 1.5;

/// One date and its texts.
struct Stop {
    date: Vec<String>,
    value: Option<Vec<String>>,
    /// What a note says, broken for the narrowest column and for a wide one.
    note: [Vec<String>; 2],
    height: f64,
}

/// Draws the first series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let points = points(drawing, 0);
    let stops: Vec<Stop> =
        points.iter().zip(&drawing.data.rows).map(|(point, row)| stop(drawing, point, row.0)).collect();
    let labels: Vec<&str> = drawing.data.rows.iter().map(|(label, _)| *label).collect();
    let sizes: Vec<f64> = stops.iter().map(|stop| stop.height + FREE).collect();
    let needed: f64 = sizes.iter().sum();
    let whole = if stops.len() > 2 { needed * LOOSE } else { needed };
    let wishes: Vec<Wish> = (places(&labels).iter().zip(&sizes))
        .map(|(x, size)| Wish { at: x / 100.0 * (whole - size) + size / 2.0, size: *size })
        .collect();
    let tops: Vec<f64> =
        spread(&wishes, (0.0, whole)).iter().zip(&sizes).map(|(middle, size)| middle - size / 2.0).collect();
    let height = tops.last().zip(stops.last()).map_or(1.0, |(top, stop)| top + stop.height + 0.35);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    for (i, pair) in tops.windows(2).enumerate() {
        let ink = if points[i + 1].cut { Ink::Break } else { Ink::Rod };
        canvas.line((RAIL, pair[0] + DOT), (RAIL, pair[1] + DOT), ink);
    }
    for ((stop, point), top) in stops.iter().zip(&points).zip(&tops) {
        let hollow = point.provisional || point.value.is_none();
        canvas.dot((RAIL, top + DOT), if hollow { Ink::Hollow } else { Ink::Dot(0) });
        let mut at = top + BASE;
        let write = |at: f64, lines: &[String], ink: Ink| {
            canvas.lines((RAIL, at), lines, ink, Anchor::Start(GAP));
            at + LEADING * lines.len().saturating_sub(1) as f64
        };
        at = write(at, &stop.date, if stop.value.is_some() { Ink::Second } else { Ink::Value });
        if let Some(value) = &stop.value {
            at = write(at + VALUE, value, if point.value.is_some() { Ink::Large } else { Ink::Second });
        }
        let [narrow, wide] = &stop.note;
        if narrow == wide {
            write(at + NOTE, narrow, Ink::Plain);
        } else {
            write(at + NOTE, narrow, Ink::PlainNarrow);
            write(at + NOTE, wide, Ink::PlainWide);
        }
    }
    drop(canvas);
    Body { marks, height, room: 0 }
}

/// The texts of a date: a missing value is said unless a note tells what happened.
fn stop(drawing: &Drawing, point: &Point, label: &str) -> Stop {
    let limit = NARROW * (1.0 - RAIL / 100.0) - f64::from(GAP) / 20.0;
    let notes = drawing.data.notes.iter().map(|(noted, note)| (*noted, (*note).to_owned()));
    let breaks = drawing.data.breaks.iter().map(|(from, cause)| (*from, cause_words(cause, drawing.lang)));
    let notes = notes.chain(breaks).filter(|(noted, _)| *noted == label);
    let notes: Vec<String> = notes.map(|(_, note)| note).collect();
    let broken = |limit: f64| notes.iter().flat_map(|note| wrap(note, limit)).collect::<Vec<_>>();
    let note = [broken(limit), broken(limit * WIDE / NARROW)];
    let mut date = wrap(label, limit);
    if point.provisional {
        date.extend(wrap(provisional(drawing.lang), limit));
    }
    // A stop stands alone: its value has its unit, in the singular or in the plural.
    let number = known(&drawing.data, 0).find(|(known, _)| *known == label).map(|(_, number)| number);
    let text = number.map_or_else(|| point.text.clone(), |n| number::print_with_unit(&n, drawing.unit, drawing.lang));
    let fits = width(&text) * LARGE <= limit;
    let text = if fits { vec![text] } else { wrap(&text.replace('\u{a0}', " "), limit / LARGE) };
    let value = (point.value.is_some() || notes.is_empty()).then_some(text);
    let lines = |lines: &[String]| LEADING * lines.len().saturating_sub(1) as f64;
    let height = BASE
        + lines(&date)
        + value.as_ref().map_or(0.0, |value| VALUE + lines(value))
        + if notes.is_empty() { 0.0 } else { NOTE + lines(&note[0]) };
    Stop { date, value, note, height }
}
