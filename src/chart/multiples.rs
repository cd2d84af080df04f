//! Many series over time → one small chart each, two in a row, all on the same scale; first and last values under each.

use super::Drawing;
use super::canvas::{Anchor, Canvas, LEADING, further, level};
use super::ink::Ink;
use super::measure::{BOLD, width, wrap};
use super::period::places;
use super::svg::{Body, NARROW};
use super::value::{Point, points, provisional};
use crate::text::Lang;

/// Most small charts.
const MOST: usize = 12;
/// Width of one of two in a row, and where the second begins, in percent.
const HALF: f64 = 45.0;
const SECOND: f64 = 55.0;
/// Height of one plot, in em.
const PLOT: f64 = 4.5;
/// From the top to the first baseline of a name, and from the last to the plot.
const NAME: f64 = 0.95;
const BELOW: f64 = 1.0;
/// From the axis to the baseline of the periods.
const FOOT: f64 = 1.4;
/// From the last baseline of one to the top of the next.
const AFTER: f64 = 1.8;
/// Free between two texts of a line.
const FREE: f64 = 0.6;

/// A small chart: its points, the lines of its name, and the texts at its left and right foot.
struct Panel {
    points: Vec<Point>,
    name: Vec<String>,
    left: Vec<(String, Ink)>,
    right: Vec<(String, Ink)>,
}

impl Panel {
    fn lines(&self) -> usize {
        self.left.len().max(self.right.len())
    }
}

/// Draws up to twelve series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let series: Vec<_> = (0..drawing.data.series.len().min(MOST)).map(|i| points(drawing, i)).collect();
    let ends = series.iter().flat_map(|points| points.first().into_iter().chain(points.last()));
    // A value too wide for half a row takes a whole one.
    let halves = ends.map(|point| width(&point.text) * BOLD).fold(0.0, f64::max) <= NARROW * HALF / 100.0;
    let (wide, row) = if halves { (HALF, 2) } else { (100.0, 1) };
    let panels: Vec<Panel> = (drawing.data.series.iter().zip(series))
        .map(|(name, points)| panel(points, name, NARROW * wide / 100.0, drawing.lang))
        .collect();
    let values = || panels.iter().flat_map(|panel| &panel.points).filter_map(|point| point.value);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let domain = least..if most > least { most } else { least + 1.0 };
    let labels: Vec<&str> = drawing.data.rows.iter().map(|(label, _)| *label).collect();
    let xs = places(&labels);

    let head = |pair: &[Panel]| NAME + BELOW + pair.iter().map(|panel| further(&panel.name)).fold(0.0, f64::max);
    let foot = |pair: &[Panel]| {
        let lines = pair.iter().map(Panel::lines).max().unwrap_or(1);
        FOOT + LEADING * lines.saturating_sub(1) as f64
    };
    let height = panels.chunks(row).map(|pair| head(pair) + PLOT + foot(pair) + AFTER).sum::<f64>() - AFTER + 0.4;

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    let mut top = 0.0;
    for pair in panels.chunks(row) {
        let (high, low) = (top + head(pair), top + head(pair) + PLOT);
        let y = |value: f64| high + low - level(value, domain.clone(), (high, low));
        for (panel, start) in pair.iter().zip([0.0, SECOND]) {
            canvas.lines((start, top + NAME), &panel.name, Ink::Value, Anchor::Start(0));
            plot(&canvas, panel, &|row| start + wide * xs[row] / 100.0, &y, least < 0.0);
            canvas.line((start, y(0.0)), (start + wide, y(0.0)), Ink::Axis);
            let side = |texts: &[(String, Ink)], x: f64, anchor: Anchor| {
                for (line, (text, ink)) in texts.iter().enumerate() {
                    canvas.text((x, low + FOOT + LEADING * line as f64), text, *ink, anchor);
                }
            };
            side(&panel.left, start, Anchor::Start(0));
            side(&panel.right, start + wide, Anchor::End(0));
        }
        top = low + foot(pair) + AFTER;
    }
    drop(canvas);
    Body { marks, height, room: 0 }
}

/// The field, the line and the last point of one.
fn plot(canvas: &Canvas, panel: &Panel, x: &impl Fn(usize) -> f64, y: &impl Fn(f64) -> f64, signed: bool) {
    let mut run: Vec<(f64, f64)> = Vec::new();
    let close = |run: &mut Vec<(f64, f64)>| {
        if let (Some(first), Some(last), false) = (run.first(), run.last(), signed) {
            let ends = [(first.0, y(0.0)), (last.0, y(0.0))];
            if run.len() > 1 {
                canvas.area([ends[0]].into_iter().chain(run.iter().copied()).chain([ends[1]]).collect(), Ink::Area);
            }
        }
        run.windows(2).for_each(|pair| canvas.line(pair[0], pair[1], Ink::Line(0)));
        run.clear();
    };
    let known: Vec<usize> = (0..panel.points.len()).filter(|row| panel.points[*row].value.is_some()).collect();
    for (row, point) in panel.points.iter().enumerate() {
        if point.cut || point.value.is_none() {
            close(&mut run);
        }
        if point.cut && row > 0 {
            let middle = (x(row - 1) + x(row)) / 2.0;
            canvas.line((middle, y(0.0) - PLOT / 2.0), (middle, y(0.0)), Ink::Break);
        }
        run.extend(point.value.map(|value| (x(row), y(value))));
    }
    close(&mut run);
    for row in known.iter().copied() {
        let point = &panel.points[row];
        // A point between two gaps has no line to show it.
        let lone = |other: Option<usize>| other.and_then(|i| panel.points.get(i)).is_none_or(|p| p.value.is_none());
        if Some(&row) == known.last() || (lone(row.checked_sub(1)) && lone(Some(row + 1))) {
            let ink = if point.provisional { Ink::Hollow } else { Ink::Dot(0) };
            canvas.dot((x(row), y(point.value.unwrap_or(0.0))), ink);
        }
    }
}

/// The texts of one, for `room` em.
fn panel(points: Vec<Point>, name: &str, room: f64, lang: Lang) -> Panel {
    let mut panel = Panel { name: wrap(name, room / BOLD), points, left: Vec::new(), right: Vec::new() };
    if let (Some(first), Some(last)) = (panel.points.first().cloned(), panel.points.last().cloned()) {
        let half = (room - FREE) / 2.0;
        let (from, to) = (wrap(&first.label, half), wrap(&last.label, half));
        let deep = from.len().max(to.len());
        let padded = |lines: Vec<String>| {
            let blank = deep - lines.len();
            lines.into_iter().chain(std::iter::repeat_n(String::new(), blank)).map(|line| (line, Ink::Second))
        };
        panel.left.extend(padded(from));
        panel.right.extend(padded(to));
        let fits = width(&first.text) + width(&last.text) * BOLD + FREE <= room;
        panel.left.push((first.text, Ink::Plain));
        if !fits {
            panel.right.push((String::new(), Ink::Plain));
        }
        panel.right.push((last.text, Ink::Value));
        panel.right.extend(last.provisional.then(|| (provisional(lang).to_owned(), Ink::Second)));
    }
    panel
}
