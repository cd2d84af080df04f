//! Two or three series → as many bars per row, each named: ours solid, the references hatched and pale.

use super::Drawing;
use super::bars::{BAR, LABEL, beside, mark, scale};
use super::canvas::{Anchor, Canvas, further};
use super::describe::target_words;
use super::ink::{FILLS, Ink};
use super::key::{Sample, key};
use super::measure::{BOLD, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{Point, points, real};

/// Most bars of a row.
const MOST: usize = 3;
/// From the last baseline of a label to the first bar.
const BELOW: f64 = 0.55;
/// From one bar of a row to the next.
const BETWEEN: f64 = 0.25;
/// From the end of a row to the next label's first line.
const AFTER: f64 = 1.15;
/// Height of a line that names a bar above it, when names are too long for its end.
const NAME: f64 = 1.25;
/// Em at the end of a bar beyond which names go above.
const ROOM: f64 = 9.5;

/// Draws two or three series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let name = |series: usize| drawing.data.series.get(series).copied().unwrap_or_default();
    let count = drawing.data.series.len().clamp(1, MOST);
    let series: Vec<_> = (0..count).map(|i| points(drawing, i)).collect();
    let target = drawing.target.map(real).filter(|target| *target >= 0.0);
    let all: Vec<Point> = series.iter().flatten().cloned().collect();
    let domain = scale(&all, target);
    let value = |point: &Point| width(&point.text) * BOLD;
    let named = |i: usize| series[i].iter().map(move |point| value(point) + 0.3 + width(name(i))).fold(0.0, f64::max);
    let named = (0..count).map(named).fold(0.0, f64::max);
    let above = named > ROOM;
    let names: Vec<_> = (0..count).map(|series| wrap(name(series), NARROW)).collect();
    let over = |series: usize| if above { NAME + further(&names[series]) } else { 0.0 };
    let aimed = target_words(drawing);
    let key = key(aimed.as_deref().map(|words| (Sample::Tick, words)));

    let labels: Vec<_> = series[0].iter().map(|point| wrap(&point.label, NARROW / BOLD)).collect();
    let bars = (0..count).map(over).sum::<f64>() + count as f64 * (BAR + BETWEEN) - BETWEEN;
    let row = |lines: &Vec<String>| LABEL + further(lines) + BELOW + bars + AFTER;
    let height = (key.height + labels.iter().map(row).sum::<f64>() - AFTER + 0.25).max(LABEL);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, domain.clone(), height);
    key.draw(&canvas, 0.0, domain.end, 0.0);
    let mut top = key.height;
    for (i, lines) in labels.iter().enumerate() {
        canvas.lines((0.0, top + LABEL), lines, Ink::Value, Anchor::Start(0));
        let mut bar = top + LABEL + further(lines) + BELOW;
        for s in 0..count {
            let mut point = series[s][i].clone();
            if above {
                canvas.lines((0.0, bar + LABEL - 0.1), &names[s], Ink::Second, Anchor::Start(0));
                bar += over(s);
            } else if point.value.is_some() {
                point.text = format!("{}\t{}", point.text, name(s));
            } else {
                point.text = format!("{} {}", point.text, name(s));
            }
            mark(&canvas, &point, bar, &domain, FILLS[s], target);
            bar += BAR + BETWEEN;
        }
        top += row(lines);
    }
    drop(canvas);
    let widest = if above { all.iter().map(value).fold(0.0, f64::max) } else { named };
    Body { marks, height, room: beside(std::iter::once(widest)) }
}
