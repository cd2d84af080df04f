//! One to four series over time → lines, stairs or a field, with their values; dates in their true place.

use std::ops::Range;

use super::canvas::{Anchor, Canvas, LEADING};
use super::columns::asked;
use super::describe::target_words;
use super::ink::{Ink, LINES};
use super::key::{Key, Sample, key};
use super::label::{Area, DESCENT, Label, Plot, place};
use super::measure::{BOLD, width, wrap};
use super::period::{Periods, periods, places};
use super::spread::{Wish, spread};
use super::svg::{Body, NARROW, room};
use super::value::{Point, points, real};
use super::{ChartForm, Drawing};

/// Height of the whole when nothing is asked, in em: one series, several.
const HEIGHT: (f64, f64) = (15.0, 22.0);
/// The least height of the plot.
const LEAST: f64 = 6.0;
/// Most periods whose values are all printed.
const FEW: usize = 6;
/// From the last point to its value, in twentieths of an em.
const END: u8 = 14;
/// Room of a value at the end of a line.
const LINE: f64 = 1.2;
/// From a point to the baseline of its value at its side.
const MIDDLE: f64 = 0.35;

/// What is drawn, and where.
struct Field {
    series: Vec<Vec<Point>>,
    xs: Vec<f64>,
    /// Heights of the plot, from the top: its largest value, its smallest, the axis of the periods.
    top: f64,
    bottom: f64,
    foot: f64,
    domain: Range<f64>,
    /// Em at the right of the plot.
    room: u32,
}

impl Field {
    /// Not rounded to what is drawn: of two points at one height, the labels still know which is higher.
    fn y(&self, value: f64) -> f64 {
        let Range { start, end } = self.domain;
        self.bottom - (value - start) / (end - start) * (self.bottom - self.top)
    }

    fn narrow(&self) -> f64 {
        NARROW - f64::from(self.room)
    }

    /// Sets the heights of a plot under its key and a `head`, over a foot: the height of the whole, in em.
    fn fit(&mut self, key: &Key, head: f64, (usual, foot): (f64, f64)) -> f64 {
        let height = usual.max(key.height + head + LEAST + foot);
        self.top = key.height + head;
        self.foot = height - foot;
        // Below zero, values need room over the periods.
        self.bottom = if self.domain.start < 0.0 { self.foot - 1.9 } else { self.foot };
        height
    }

    /// The points of a series as places in percent and em; `None` where the value is missing.
    fn places(&self, series: usize) -> Vec<Option<(f64, f64)>> {
        self.series[series].iter().zip(&self.xs).map(|(point, x)| Some((*x, self.y(point.value?)))).collect()
    }

    /// Runs of places that a line may join: neither a missing value nor a break stands between them.
    fn runs(&self, series: usize) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for (place, point) in self.places(series).into_iter().zip(&self.series[series]) {
            if point.cut || place.is_none() {
                runs.push(Vec::new());
            }
            if let (Some(place), Some(run)) = (place, runs.last_mut()) {
                run.push(place);
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// Draws up to four series: joined by straight lines, by stairs, or over a field.
pub(super) fn draw(drawing: &Drawing, form: ChartForm, hatch: &str) -> Body {
    let count = drawing.data.series.len().clamp(1, usize::from(LINES));
    let series: Vec<_> = (0..count).map(|i| points(drawing, i)).collect();
    let target = drawing.target.map(real);
    let values = || series.iter().flatten().filter_map(|point| point.value).chain(target);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let domain = least..if most > least { most } else { least + 1.0 };
    let labels: Vec<&str> = drawing.data.rows.iter().map(|(label, _)| *label).collect();
    let xs = places(&labels);

    let ends = series.iter().filter_map(|points| points.last()).filter(|point| point.value.is_some());
    let widest = ends.map(|point| width(&point.text) * BOLD).fold(0.0, f64::max);
    let room = room(widest + f64::from(END) / 20.0);
    let aimed = target_words(drawing);
    let aim = aimed.as_deref().map(|words| (Sample::Target, words));

    // Names stand on the first points if they can, else in a key.
    let names: Vec<&str> = (0..count).map(|i| drawing.data.series.get(i).copied().unwrap_or_default()).collect();
    let named = names.iter().any(|name| !name.is_empty());
    let mut field = Field { series, xs, top: 0.0, bottom: 0.0, foot: 0.0, domain, room };
    let periods = periods(&field.series, &field.xs, f64::from(room), drawing.lang);
    let usual = asked(drawing.height, if count > 1 { HEIGHT.1 } else { HEIGHT.0 });
    let free = field.narrow() * field.xs.get(1).copied().unwrap_or(100.0) / 100.0 - 0.5;
    let limit = if count > 2 { f64::INFINITY } else { free.max(6.0) / BOLD };
    let lines: Vec<_> = names.iter().map(|name| wrap(name, limit)).collect();
    let tall = lines.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let head = 1.9
        + LEADING
            * if count > 2 {
                (count / 2) as f64
            } else if named {
                tall
            } else {
                0.0
            };
    let size = (usual, periods.height);
    let mut shown = key(aim);
    let mut height = field.fit(&shown, head, size);
    let mut placed = labels_of(&field, Some(&lines), target, shown.height);
    if placed.is_none() {
        let samples = (0u8..).zip(&names).map(|(i, name)| (Sample::Line(i), *name));
        shown = key(samples.chain(aim));
        height = field.fit(&shown, 1.9, size);
        placed = labels_of(&field, None, target, shown.height);
    }

    let mut marks = String::new();
    let canvas = Canvas::new(&mut marks, hatch, 0.0..100.0, height);
    shown.draw(&canvas, 0.0, 100.0, 0.0);
    marks_of(&canvas, &field, &periods, form, target);
    periods.draw(&canvas, &field.xs, field.foot);
    for Text { at, anchor, name, text, ink } in placed.unwrap_or_default() {
        canvas.lines(at, &name, Ink::Value, anchor);
        canvas.text((at.0, at.1 + LEADING * name.len() as f64), &text, ink, anchor);
    }
    drop(canvas);
    Body { marks, height, room }
}

/// Everything but the texts.
fn marks_of(canvas: &Canvas, field: &Field, periods: &Periods, form: ChartForm, target: Option<f64>) {
    let zero = field.y(0.0);
    if form == ChartForm::Area {
        for run in field.runs(0) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let corners = [(first.0, zero)].into_iter().chain(run.iter().copied()).chain([(last.0, zero)]);
            canvas.area(corners.collect(), Ink::Area);
        }
    }
    for row in periods.shown() {
        let high = field.series.iter().filter_map(|points| points[row].value).fold(f64::NEG_INFINITY, f64::max);
        if high.is_finite() && field.y(high) < field.foot {
            canvas.line((field.xs[row], field.y(high)), (field.xs[row], field.foot), Ink::Grid);
        }
    }
    for (row, point) in field.series[0].iter().enumerate() {
        if point.noted {
            canvas.line((field.xs[row], field.top), (field.xs[row], field.foot), Ink::Note);
        }
        if point.cut && row > 0 {
            let x = (field.xs[row - 1] + field.xs[row]) / 2.0;
            canvas.line((x, field.top), (x, field.foot), Ink::Break);
        }
    }
    canvas.line((0.0, zero), (100.0, zero), Ink::Axis);
    if let Some(target) = target {
        canvas.line((0.0, field.y(target)), (100.0, field.y(target)), Ink::Goal);
    }
    for series in 0..field.series.len() {
        for run in field.runs(series) {
            for pair in run.windows(2) {
                segments(pair[0], pair[1], form).iter().for_each(|[from, to]| {
                    canvas.line(*from, *to, Ink::Line(series as u8));
                });
            }
        }
    }
    for series in 0..field.series.len() {
        for (place, point) in field.places(series).into_iter().zip(&field.series[series]) {
            if let Some(place) = place {
                canvas.dot(place, if point.provisional { Ink::Hollow } else { Ink::Dot(series as u8) });
            }
        }
    }
}

/// From one point to the next: straight, or held until the next and then straight up or down.
fn segments(from: (f64, f64), to: (f64, f64), form: ChartForm) -> Vec<[(f64, f64); 2]> {
    if form == ChartForm::Step { vec![[from, (to.0, from.1)], [(to.0, from.1), to]] } else { vec![[from, to]] }
}

/// A text with its place: `at` is its first baseline.
struct Text {
    at: (f64, f64),
    anchor: Anchor,
    name: Vec<String>,
    text: String,
    ink: Ink,
}

/// The labels: values at the ends of lines first, then first points with their `names`, then the others while there is
/// room. `None` when a name has none.
fn labels_of(field: &Field, names: Option<&[Vec<String>]>, target: Option<f64>, top: f64) -> Option<Vec<Text>> {
    let narrow = field.narrow();
    let mut texts = Vec::new();
    let mut taken = Vec::new();
    let last = field.xs.len() - 1;
    let mut ends: Vec<(&Point, f64)> =
        (field.series.iter()).filter_map(|points| Some((&points[last], field.y(points[last].value?)))).collect();
    // Lines that end together share their value.
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    ends.dedup_by(|a, b| a.1 == b.1 && a.0.text == b.0.text);
    let wishes: Vec<Wish> = ends.iter().map(|(.., y)| Wish { at: *y, size: LINE }).collect();
    for ((point, _), middle) in ends.iter().zip(spread(&wishes, (top, field.foot + LINE / 2.0))) {
        let left = narrow + f64::from(END) / 20.0;
        taken.push(Area { left, right: NARROW, top: middle - LINE / 2.0, bottom: middle + LINE / 2.0 });
        texts.push(Text {
            at: (100.0, middle + MIDDLE),
            anchor: Anchor::Start(END),
            name: Vec::new(),
            text: point.text.clone(),
            ink: Ink::Value,
        });
    }
    let segments: Vec<[(f64, f64); 2]> = (0..field.series.len())
        .flat_map(|series| field.runs(series))
        .flat_map(|run| run.windows(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>())
        .chain([Some(0.0), target].into_iter().flatten().map(|value| [(0.0, field.y(value)), (100.0, field.y(value))]))
        .collect();
    let dots: Vec<(f64, f64)> = (0..field.series.len()).flat_map(|series| field.places(series)).flatten().collect();
    let bounds = Area { left: 0.0, right: NARROW, top, bottom: field.foot + DESCENT };
    let plot = Plot { wide: narrow, bounds, lines: &segments, points: &dots };
    let (first, others) = labels(field, names);
    let placed = place(&first, &plot, &mut taken);
    let shown = first.iter().zip(&placed).filter(|(label, placed)| label.is_named() && placed.is_some()).count();
    if names.is_some_and(|names| shown < names.iter().filter(|name| !name[0].is_empty()).count()) {
        return None;
    }
    let placed = placed.into_iter().chain(place(&others, &plot, &mut taken));
    for (label, placed) in first.into_iter().chain(others).zip(placed.collect::<Vec<_>>()) {
        let Some((anchor, baseline)) = placed else { continue };
        let ink = if label.text.contains('\t') { Ink::Named } else { Ink::Plain };
        texts.push(Text { at: (label.x, baseline), anchor, name: label.name, text: label.text, ink });
    }
    Some(texts)
}

/// The labels of first points, from the middle out, and those of the others.
fn labels(field: &Field, names: Option<&[Vec<String>]>) -> (Vec<Label>, Vec<Label>) {
    let many = field.series.len() > 2;
    let (mut firsts, mut others) = (Vec::new(), Vec::new());
    for (s, points) in field.series.iter().enumerate() {
        for (rank, row) in printed(points, field.series.len()).into_iter().enumerate() {
            let point = &points[row];
            if row + 1 == points.len() {
                continue;
            }
            let y = field.y(point.value.unwrap_or(0.0));
            let around = [row.checked_sub(1), Some(row + 1)];
            let around: Vec<f64> = around.iter().flatten().filter_map(|i| points.get(*i)?.value).collect();
            let mean = around.iter().sum::<f64>() / around.len().max(1) as f64;
            // Of several series, the highest has its values above; of one, its peaks have.
            let highest = field.series.iter().all(|other| other[row].value <= point.value);
            let peak = if field.series.len() > 1 { highest } else { point.value.unwrap_or(0.0) >= mean };
            let above = (!around.is_empty() && rank > 0).then_some(peak);
            let mut label =
                Label { x: field.xs[row], y, name: Vec::new(), text: point.text.clone(), strong: false, above };
            if rank > 0 {
                others.push(label);
                continue;
            }
            match names.map(|names| &names[s]).filter(|name| !name[0].is_empty()) {
                Some(name) if many => label.text = format!("{}\t{}", name.join(" "), point.text),
                Some(name) => label.name.clone_from(name),
                None => {}
            }
            // The upper half has its labels above, from the middle up; the lower half, from the middle down.
            let higher = field.series.iter().filter(|other| other[row].value > point.value).count();
            let before = field.series[..s].iter().filter(|other| other[row].value == point.value).count();
            let (place, middle) = (higher + before, field.series.len() / 2);
            label.above = many.then_some(place < middle);
            firsts.push((if place < middle { middle - 1 - place } else { place - middle }, label));
        }
    }
    firsts.sort_by_key(|(away, _)| *away);
    (firsts.into_iter().map(|(_, label)| label).collect(), others)
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
