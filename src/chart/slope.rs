//! Two dates → where each series went: a line from one to the other, values at its start, value and name at its end.

use super::Drawing;
use super::canvas::{Anchor, Canvas, LEADING, level};
use super::columns::asked;
use super::ink::Ink;
use super::measure::{BOLD, width, wrap};
use super::period::periods;
use super::spread::{Wish, spread};
use super::svg::{Body, NARROW, room};
use super::value::{Point, points};

/// Height when nothing is asked, in em.
const HEIGHT: f64 = 14.0;
/// Room of a line of text.
const LINE: f64 = 1.25;
/// From the middle of a line of text to its baseline.
const MIDDLE: f64 = 0.35;
/// From a label to the line it belongs to, in twentieths of an em.
const GAP: u8 = 10;
/// Widest line of a name at the end.
const NAME: f64 = 7.0;
/// Percent kept between a point and the end of the line that leads to its label.
const LEAD: f64 = 4.0;
/// Over the highest label, and the least height of the plot.
const HEAD: f64 = 0.2;
const LEAST: f64 = 4.0;
/// Most of the plot that the values at the start may take.
const MOST: f64 = 0.6;
/// How far a label moves before a line must lead to it.
const MOVED: f64 = 0.3;

/// One series: its points at both dates and the lines of its name.
struct Slope {
    ends: [Point; 2],
    name: Vec<String>,
}

/// The values known at one end, with the rank of their series.
fn known(slopes: &[Slope], side: usize) -> Vec<(usize, f64)> {
    slopes.iter().enumerate().filter_map(|(i, slope)| Some((i, slope.ends[side].value?))).collect()
}

/// Draws every series between the first two periods.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let slopes: Vec<Slope> = (drawing.data.series.iter().enumerate())
        .filter_map(|(i, name)| {
            let points = points(drawing, i);
            let ends = [points.first()?.clone(), points.get(1)?.clone()];
            Some(Slope { ends, name: if name.is_empty() { Vec::new() } else { wrap(name, NAME) } })
        })
        .collect();
    let values = || slopes.iter().flat_map(|slope| &slope.ends).filter_map(|point| point.value);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let domain = least..if most > least { most } else { least + 1.0 };

    let gap = f64::from(GAP) / 20.0;
    let starts = slopes.iter().map(|slope| width(&slope.ends[0].text)).fold(0.0, f64::max) + gap;
    let names = slopes.iter().flat_map(|slope| &slope.name).map(|line| width(line)).fold(0.0, f64::max);
    let room = room(slopes.iter().map(|slope| width(&slope.ends[1].text) * BOLD).fold(names, f64::max) + gap);
    let narrow = NARROW - f64::from(room);
    // From the points, a line leads to labels that had to move: between these percents.
    // Values too wide for a start of their own are left to the table and the description.
    let is_told = starts <= narrow * MOST;
    let left = if is_told { 100.0 * starts / narrow } else { 0.0 };
    let (from, to) = (left + LEAD, 100.0 - LEAD);

    let blocks: Vec<f64> = slopes.iter().map(|slope| LINE * (1 + slope.name.len()) as f64).collect();
    let series: Vec<Vec<Point>> = slopes.iter().map(|slope| slope.ends.to_vec()).collect();
    let mut foot = periods(&series, &[0.0, 100.0], f64::from(room), drawing.lang);
    // Blocks that are higher than the lines they name rise over the highest point.
    let plot = (asked(drawing.height, HEIGHT) - HEAD - foot.height).max(LEAST);
    let ends: Vec<Vec<(usize, f64)>> = [0, 1].map(|side: usize| known(&slopes, side)).into();
    let rise = |value: f64| plot - level(value, domain.clone(), (0.0, plot));
    let size = |side: usize, i: usize| if side == 0 { LINE } else { blocks[i] };
    let wishes = |side: usize, top: f64| -> Vec<Wish> {
        ends[side].iter().map(|(i, value)| Wish { at: top + rise(*value), size: size(side, *i) }).collect()
    };
    let free = |side: usize| {
        let wishes = wishes(side, 0.0);
        let places = spread(&wishes, (f64::NEG_INFINITY, f64::INFINITY));
        let ends = |(wish, at): (&Wish, f64)| (at - wish.size / 2.0, at + wish.size / 2.0);
        let spans: Vec<_> = wishes.iter().zip(places).map(ends).collect();
        (spans.iter().map(|s| s.0).fold(0.0, f64::min), spans.iter().map(|s| s.1).fold(plot, f64::max))
    };
    let ((over, under), (above, below)) = (free(0), free(1));
    let top = HEAD - over.min(above);
    let base = top + under.max(below);
    let height = base + foot.height;
    let y = |value: f64| top + rise(value);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    for x in [from, to] {
        canvas.line((x, top), (x, base), Ink::Grid);
    }
    for slope in &slopes {
        if let [Some(a), Some(b)] = [0, 1].map(|i: usize| slope.ends[i].value) {
            canvas.line((from, y(a)), (to, y(b)), Ink::Line(0));
        }
    }
    for (side, x, lead) in [(0, from, left + 0.5), (1, to, 100.0)] {
        for ((i, value), middle) in ends[side].iter().zip(spread(&wishes(side, top), (0.0, base))) {
            let (slope, y) = (&slopes[*i], y(*value));
            let point = &slope.ends[side];
            canvas.dot((x, y), if point.provisional { Ink::Hollow } else { Ink::Dot(0) });
            if (middle - y).abs() > MOVED && (side == 1 || is_told) {
                canvas.line((x, y), (lead, middle), Ink::Leader);
            }
            if side == 0 && is_told {
                canvas.text((left, middle + MIDDLE), &point.text, Ink::Plain, Anchor::End(GAP));
            } else if side == 1 {
                let first = middle - size(side, *i) / 2.0 + LINE / 2.0 + MIDDLE;
                canvas.text((100.0, first), &point.text, Ink::Value, Anchor::Start(GAP));
                canvas.lines((100.0, first + LEADING), &slope.name, Ink::Plain, Anchor::Start(GAP));
            }
        }
    }
    let first = if is_told && foot.end_first(starts, GAP) { left } else { 0.0 };
    foot.draw(&canvas, &[first, 100.0], base);
    drop(canvas);
    Body { marks, height, room }
}
