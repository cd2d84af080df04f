//! Labels of points that may be close → baselines where none touches another, a point or, if it can, a line.

use super::canvas::LEADING;
use super::measure::{BOLD, width};
use std::borrow::Cow;

/// A label to place over or under its point.
pub(super) struct Label<'a> {
    /// Its point, in percent.
    pub(super) x: f64,
    /// Its point, in em.
    pub(super) y: f64,
    /// How far right of its point it begins, in twentieths of an em.
    pub(super) dx: u8,
    /// Lines above the value: the name of the series, or none.
    pub(super) name: Vec<String>,
    /// The value; after a tab, what stands out less.
    pub(super) text: Cow<'a, str>,
    /// In bold.
    pub(super) strong: bool,
    /// Better above its point, or under it, or no matter.
    pub(super) above: Option<bool>,
}

impl Label<'_> {
    /// From the first baseline to that of the value.
    pub(super) fn name_height(&self) -> f64 {
        LEADING * self.name.len() as f64
    }

    fn wide(&self) -> f64 {
        let name = self.name.iter().map(|line| width(line) * BOLD).fold(0.0, f64::max);
        name.max(width(&self.text) * if self.strong || self.text.contains('\t') { BOLD } else { 1.0 })
    }
}

/// From a point to the baseline of a label above it, and to the first baseline of one under it.
const ABOVE: f64 = 0.95;
const BELOW: f64 = 1.6;
/// From a baseline up to the top of its letters, and down to their bottom.
const ASCENT: f64 = 0.85;
const DESCENT: f64 = 0.2;
/// What is kept free after a label.
const BESIDE: f64 = 0.3;
/// What an em away from the point costs, beside a label touched, a point covered, a line crossed, the plot left, the
/// wrong side taken.
const AWAY: f64 = 3.0;
const TOUCH: f64 = 100.0;
const COVER: f64 = 30.0;
const CROSS: f64 = 4.0;
const LEAVE: f64 = 1000.0;
const WRONG: f64 = 60.0;
/// Lines are looked at in a plot this much wider than the narrowest: a line behind a label can still be read.
const USUAL: f64 = 1.6;

struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// First baselines of the labels, each placed at the least cost given those before it. `lines` are the segments
/// (percent, em), `wide` the width of the narrowest plot in em, `limits` the heights to stay between.
pub(super) fn place(labels: &[Label], lines: &[[(f64, f64); 2]], wide: f64, limits: (f64, f64)) -> Vec<f64> {
    let em = |x: f64| wide * x / 100.0;
    let mut taken: Vec<Area> = Vec::new();
    let mut baselines = Vec::new();
    for label in labels {
        let left = |scale: f64| scale * em(label.x) + if label.x > 0.0 { f64::from(label.dx) / 20.0 } else { 0.0 };
        let area = |first: f64, scale: f64| Area {
            left: left(scale),
            right: left(scale) + label.wide() + BESIDE,
            top: first - ASCENT,
            bottom: first + label.name_height() + DESCENT,
        };
        let cost = |first: f64| {
            let (usual, area) = (area(first, USUAL), area(first, 1.0));
            let touched = taken.iter().filter(|other| overlap(other, &area)).count() as f64;
            let covered = labels.iter().filter(|other| holds(&area, em(other.x), other.y)).count() as f64;
            let crossed = lines.iter().filter(|line| crosses(line, &usual, |x| USUAL * em(x))).count() as f64;
            let left = area.top < limits.0 || area.bottom > limits.1;
            TOUCH * touched + COVER * covered + CROSS * crossed + if left { LEAVE } else { 0.0 }
        };
        let above = label.y - ABOVE - label.name_height();
        let below = label.y + BELOW;
        let wrong = |side: bool| if label.above == Some(!side) { WRONG } else { 0.0 };
        let best = (0..12)
            .map(|step| 0.6 * f64::from(step))
            .flat_map(|away| [(above - away, away, wrong(true)), (below + away, away + 0.2, wrong(false))])
            .map(|(first, away, wrong)| (first, cost(first) + AWAY * away + wrong))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let first = best.map_or(above, |(first, _)| first);
        taken.push(area(first, 1.0));
        baselines.push(first);
    }
    baselines
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/// Whether a point (with its radius) lies in an area.
fn holds(area: &Area, x: f64, y: f64) -> bool {
    x > area.left - 0.3 && x < area.right + 0.3 && y > area.top - 0.3 && y < area.bottom + 0.3
}

/// Whether a segment goes through an area, looked at every twentieth of its length.
fn crosses(line: &[(f64, f64); 2], area: &Area, em: impl Fn(f64) -> f64) -> bool {
    let [(x1, y1), (x2, y2)] = *line;
    (0..=20).map(|i| f64::from(i) / 20.0).any(|t| {
        let (x, y) = (em(x1 + (x2 - x1) * t), y1 + (y2 - y1) * t);
        x > area.left && x < area.right && y > area.top && y < area.bottom
    })
}
