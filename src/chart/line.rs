//! One to four series over time → lines with their values; dates in their true place, names on the first points.

use super::Drawing;
use super::canvas::{Anchor, Canvas, LEADING, level};
use super::columns::asked;
use super::ink::{Ink, LINES};
use super::label::{Label, place};
use super::measure::{BOLD, width, wrap};
use super::svg::{Body, NARROW, room};
use super::value::{Point, points};

/// Height of the whole when nothing is asked, in em: one series, several.
const HEIGHT: (f64, f64) = (15.0, 22.0);
/// From the axis to the baseline of the periods, and to the bottom.
const FOOT: (f64, f64) = (1.6, 2.0);
/// Most periods whose values are all printed.
const FEW: usize = 6;

/// Draws up to four series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let count = drawing.data.series.len().clamp(1, usize::from(LINES));
    let series: Vec<_> = (0..count).map(|i| points(drawing, i)).collect();
    let values = || series.iter().flatten().filter_map(|point| point.value);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let domain = least..if most > least { most } else { least + 1.0 };
    let xs = places(&series[0]);

    let printed: Vec<Vec<usize>> = series.iter().map(|points| printed(points, count)).collect();
    let last = printed.iter().zip(&series).filter_map(|(printed, points)| Some(&points[*printed.last()?].text));
    let room = room(last.map(|text| width(text) * BOLD).fold(0.0, f64::max) + 0.4);
    let narrow = NARROW - f64::from(room);

    // Names stay before the second point, where they would cover it on a narrow screen.
    let free = narrow * xs.get(1).copied().unwrap_or(100.0) / 100.0 - 0.5;
    let name = |i: usize| drawing.data.series.get(i).copied().unwrap_or_default();
    // Of many series, each label is one line.
    let limit = if count > 2 { f64::INFINITY } else { free.max(6.0) / BOLD };
    let names: Vec<_> = (0..count).map(|i| wrap(name(i), limit)).collect();
    let tall = |lines: &Vec<String>| if lines[0].is_empty() { 0.0 } else { LEADING * lines.len() as f64 };
    let named = if count > 2 { LEADING * (count / 2) as f64 } else { names.iter().map(tall).fold(0.0, f64::max) };
    let head = 1.9 + named;
    let height = asked(drawing.height, if count > 1 { HEIGHT.1 } else { HEIGHT.0 }).max(head + 6.0);
    let foot = height - FOOT.1;
    // Below zero, values need room over the periods.
    let bottom = if least < 0.0 { foot - 1.9 } else { foot };
    let y = |value: f64| head + bottom - level(value, domain.clone(), (head, bottom));

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    periods(&canvas, &series, &xs, foot, y);
    canvas.line((0.0, y(0.0)), (100.0, y(0.0)), Ink::Axis);
    for (s, points) in (0..).zip(&series) {
        for pair in points.iter().zip(&xs).collect::<Vec<_>>().windows(2) {
            if let [(Point { value: Some(from), .. }, x1), (Point { value: Some(to), .. }, x2)] = pair {
                canvas.line((**x1, y(*from)), (**x2, y(*to)), Ink::Line(s));
            }
        }
    }
    for (s, points) in (0..).zip(&series) {
        for (point, x) in points.iter().zip(&xs) {
            if let Some(value) = point.value {
                canvas.dot((*x, y(value)), Ink::Dot(s));
            }
        }
    }
    let labels = labels(&series, &printed, &names, &xs, y);
    let mut lines = lines(&series, &xs, y);
    lines.push([(0.0, y(0.0)), (100.0, y(0.0))]);
    for (label, top) in labels.iter().zip(place(&labels, &lines, narrow, (0.0, foot))) {
        let anchor = if label.x > 0.0 { Anchor::Start(label.dx) } else { Anchor::Start(0) };
        canvas.lines((label.x, top), &label.name, Ink::Value, anchor);
        let ink = match label.text.contains('\t') {
            true => Ink::Named,
            false if label.strong => Ink::Value,
            false => Ink::Plain,
        };
        canvas.text((label.x, top + label.name_height()), &label.text, ink, anchor);
    }
    drop(canvas);
    Body { marks, height, room }
}

/// Where each period stands, in percent: true to time when all are years in order, else evenly.
fn places(points: &[Point]) -> Vec<f64> {
    let years: Option<Vec<f64>> = points.iter().map(|point| year(point.label)).collect();
    let steps = years.filter(|years| years.windows(2).all(|pair| pair[0] < pair[1]));
    let steps = steps.unwrap_or_else(|| (0..points.len()).map(|i| i as f64).collect());
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Vec::new() };
    let span = if last > first { last - first } else { 1.0 };
    steps.iter().map(|step| 100.0 * (step - first) / span).collect()
}

fn year(label: &str) -> Option<f64> {
    let label = label.trim();
    (label.len() == 4).then(|| label.parse::<u16>().ok().map(f64::from))?
}

/// The points whose value is printed: all when there are few, else the ends and the extremes.
fn printed(points: &[Point], series: usize) -> Vec<usize> {
    let known: Vec<usize> = (0..points.len()).filter(|i| points[*i].value.is_some()).collect();
    if known.len() <= if series > 2 { 2 } else { FEW } {
        return known;
    }
    let value = |i: &usize| points[*i].value.unwrap_or(0.0);
    let mut kept: Vec<usize> = known.first().into_iter().chain(known.last()).copied().collect();
    if series <= 2 {
        kept.extend(known.iter().min_by(|a, b| value(a).total_cmp(&value(b))));
        kept.extend(known.iter().rev().max_by(|a, b| value(a).total_cmp(&value(b))));
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The periods under the plot, as many as have room, and a light line up to their highest point.
fn periods(canvas: &Canvas, series: &[Vec<Point>], xs: &[f64], foot: f64, y: impl Fn(f64) -> f64) {
    let labels: Vec<&str> = series[0].iter().map(|point| point.label).collect();
    let Some(last) = labels.len().checked_sub(1) else { return };
    let em = |x: f64| NARROW * 0.8 * x / 100.0;
    let mut free = f64::NEG_INFINITY;
    let end = em(xs[last]) - width(labels[last]) / 2.0;
    for (i, label) in labels.iter().enumerate() {
        let half = width(label) / 2.0;
        let (from, to) = if i == 0 { (0.0, 2.0 * half) } else { (em(xs[i]) - half, em(xs[i]) + half) };
        if i != last && (from < free || to + 0.6 > end) && i != 0 {
            continue;
        }
        let highest = series.iter().filter_map(|points| points[i].value).fold(f64::NEG_INFINITY, f64::max);
        if highest.is_finite() && y(highest) < foot {
            canvas.line((xs[i], y(highest)), (xs[i], foot), Ink::Grid);
        }
        if i == last && free > from {
            // Two long names: the last one ends where the room does.
            canvas.text((100.0, foot + FOOT.0), label, Ink::Second, Anchor::End(0));
            continue;
        }
        canvas.text((xs[i], foot + FOOT.0), label, Ink::Second, if i == 0 { Anchor::Start(0) } else { Anchor::Middle });
        free = to + 0.6;
    }
}

/// The labels in the order they are placed: first points, last points, the others.
fn labels<'a>(
    series: &'a [Vec<Point>],
    printed: &[Vec<usize>],
    names: &[Vec<String>],
    xs: &[f64],
    y: impl Fn(f64) -> f64,
) -> Vec<Label<'a>> {
    let many = series.len() > 2;
    let mut labels: Vec<((u8, usize), Label)> = Vec::new();
    for (s, points) in series.iter().enumerate() {
        for (rank, i) in printed[s].iter().enumerate() {
            let (point, first, last) = (&points[*i], rank == 0, rank + 1 == printed[s].len());
            let (x, y) = (xs[*i], y(point.value.unwrap_or(0.0)));
            let same = |other: &Label| other.x == x && other.y == y && other.text == point.text.as_str();
            if !first && labels.iter().any(|(_, other)| same(other)) {
                continue;
            }
            let mut label =
                Label { x, y, dx: 7, name: Vec::new(), text: (&point.text).into(), strong: last, above: None };
            if first && !names[s][0].is_empty() {
                if many {
                    label.text = format!("{}\t{}", names[s].join(" "), point.text).into();
                } else {
                    label.name.clone_from(&names[s]);
                }
            }
            // Of many lines, the upper half has its labels above, from the middle up; the lower half, from the middle down.
            let higher = series.iter().filter(|other| other[*i].value > point.value).count();
            let before = series[..s].iter().filter(|other| other[*i].value == point.value).count();
            let place = higher + before;
            let middle = series.len() / 2;
            let away = if place < middle { middle - 1 - place } else { place - middle };
            label.above = many.then_some(place < middle);
            let order = if first {
                0
            } else if last {
                1
            } else {
                2
            };
            labels.push(((order, if many { away } else { 0 }), label));
        }
    }
    labels.sort_by_key(|(order, _)| *order);
    labels.into_iter().map(|(_, label)| label).collect()
}

/// The segments drawn, as ends in percent and em.
fn lines(series: &[Vec<Point>], xs: &[f64], y: impl Fn(f64) -> f64) -> Vec<[(f64, f64); 2]> {
    let mut lines = Vec::new();
    for points in series {
        for i in 1..points.len() {
            if let (Some(from), Some(to)) = (points[i - 1].value, points[i].value) {
                lines.push([(xs[i - 1], y(from)), (xs[i], y(to))]);
            }
        }
    }
    lines
}
