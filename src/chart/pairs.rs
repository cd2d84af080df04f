//! Two series → two bars per row: ours solid, the reference hatched, both named.

use super::Drawing;
use super::bars::{BAR, LABEL, beside, mark, scale};
use super::canvas::{Anchor, Canvas, further};
use super::ink::Ink;
use super::measure::{BOLD, width, wrap};
use super::svg::{Body, NARROW};
use super::value::{Point, points};

/// From the last baseline of a label to the first bar.
const BELOW: f64 = 0.55;
/// From one bar of a pair to the other.
const BETWEEN: f64 = 0.25;
/// From the end of a pair to the next label's first line.
const AFTER: f64 = 1.15;
/// Height of a line that names a bar above it, when names are too long for its end.
const NAME: f64 = 1.25;
/// Em at the end of a bar beyond which names go above.
const ROOM: f64 = 9.5;

/// Draws the first two series.
pub(super) fn draw(drawing: &Drawing, hatch: &str) -> Body {
    let name = |series: usize| drawing.data.series.get(series).copied().unwrap_or_default();
    let series = [points(drawing, 0), points(drawing, 1)];
    let both: Vec<_> = series.iter().flatten().map(copy).collect();
    let domain = scale(&both);
    let value = |point: &Point| width(&point.text) * BOLD;
    let named =
        (0..2).flat_map(|i| series[i].iter().map(move |point| value(point) + 0.3 + width(name(i)))).fold(0.0, f64::max);
    let above = named > ROOM;
    let names = [0, 1].map(|series| wrap(name(series), NARROW));
    let over = |series: usize| if above { NAME + further(&names[series]) } else { 0.0 };

    let labels: Vec<_> = series[0].iter().map(|point| wrap(point.label, NARROW / BOLD)).collect();
    let row = |lines: &Vec<String>| LABEL + further(lines) + BELOW + over(0) + over(1) + 2.0 * BAR + BETWEEN + AFTER;
    let height = (labels.iter().map(row).sum::<f64>() - AFTER + 0.25).max(LABEL);

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, domain.clone(), height);
    let mut top = 0.0;
    for (i, lines) in labels.iter().enumerate() {
        canvas.lines((0.0, top + LABEL), lines, Ink::Value, Anchor::Start(0));
        let mut bar = top + LABEL + further(lines) + BELOW;
        for (s, ink) in [(0, Ink::Mark), (1, Ink::Hatch)] {
            let mut point = copy(&series[s][i]);
            if above {
                canvas.lines((0.0, bar + LABEL - 0.1), &names[s], Ink::Second, Anchor::Start(0));
                bar += over(s);
            } else if point.value.is_some() {
                point.text = format!("{}\t{}", point.text, name(s));
            } else {
                point.text = format!("{} {}", point.text, name(s));
            }
            mark(&canvas, &point, bar, &domain, ink);
            bar += BAR + BETWEEN;
        }
        top += row(lines);
    }
    drop(canvas);
    let widest = if above { both.iter().map(value).fold(0.0, f64::max) } else { named };
    Body { marks, height, room: beside(std::iter::once(widest)) }
}

fn copy<'a>(point: &Point<'a>) -> Point<'a> {
    Point { label: point.label, value: point.value, text: point.text.clone() }
}
