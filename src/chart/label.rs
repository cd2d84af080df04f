//! Labels of points → places where none touches another, and where, if it can be, they cover no point and no line.
//!
//! Each label has a few discrete places around its point, and each place its cost: the model of Christensen, Marks and
//! Shieber, « An Empirical Study of Algorithms for Point-Feature Label Placement », ACM Transactions on Graphics 14 (1995),
//! solved by their greedy pass, the most important labels first. Touching a label is no cost but a refusal: a label without
//! any free place is left out, its value being in the table and in the description.

use super::canvas::{Anchor, LEADING};
use super::measure::{BOLD, width};

/// A label to place beside its point.
pub(super) struct Label {
    /// Its point, in percent.
    pub(super) x: f64,
    /// Its point, in em.
    pub(super) y: f64,
    /// Lines above the value: the name of the series, or none.
    pub(super) name: Vec<String>,
    /// The value; after a tab, what stands out less.
    pub(super) text: String,
    /// In bold.
    pub(super) strong: bool,
    /// Better above its point, or under it, or no matter.
    pub(super) above: Option<bool>,
}

impl Label {
    /// Whether it names a series.
    pub(super) fn is_named(&self) -> bool {
        !self.name.is_empty() || self.text.contains('\t')
    }

    /// From the first baseline to that of the value.
    pub(super) fn name_height(&self) -> f64 {
        LEADING * self.name.len() as f64
    }

    pub(super) fn wide(&self) -> f64 {
        let name = self.name.iter().map(|line| width(line) * BOLD).fold(0.0, f64::max);
        name.max(width(&self.text) * if self.strong || self.text.contains('\t') { BOLD } else { 1.0 })
    }
}

/// A rectangle, in em.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// Where labels may stand, in em.
pub(super) struct Plot<'a> {
    /// Width of the narrowest plot; percents are of it.
    pub(super) wide: f64,
    /// What labels must not leave.
    pub(super) bounds: Area,
    /// Segments, as (percent, em).
    pub(super) lines: &'a [[(f64, f64); 2]],
    /// Points, as (percent, em).
    pub(super) points: &'a [(f64, f64)],
}

/// From a point to the baseline of a label above it, and to the first baseline of one under it.
const ABOVE: f64 = 0.8;
const BELOW: f64 = 1.55;
/// From a point to a label at its side, in twentieths of an em.
const ASIDE: u8 = 7;
/// From a baseline up to the top of its letters, and down to their bottom.
pub(super) const ASCENT: f64 = 0.85;
pub(super) const DESCENT: f64 = 0.25;
/// What is kept free between two labels.
const BESIDE: f64 = 0.15;
/// What an em away from the point costs, beside a point covered, a line crossed, the wrong side taken, a place that is not
/// straight above or under.
const AWAY: f64 = 3.0;
const COVER: f64 = 30.0;
const CROSS: f64 = 4.0;
const WRONG: f64 = 3.0;
const SIDE: f64 = 0.5;
/// Lines are looked at in a plot this much wider than the narrowest: a line behind a label can still be read.
const USUAL: f64 = 1.6;

/// The anchor and the first baseline of each label, given what is `taken`, each at the least cost given those before it.
pub(super) fn place(labels: &[Label], plot: &Plot, taken: &mut Vec<Area>) -> Vec<Option<(Anchor, f64)>> {
    labels.iter().map(|label| place_one(label, plot, taken)).collect()
}

fn place_one(label: &Label, plot: &Plot, taken: &mut Vec<Area>) -> Option<(Anchor, f64)> {
    let long = label.wide();
    let area = |anchor: Anchor, first: f64, scale: f64| {
        let at = scale * plot.wide * label.x / 100.0;
        let left = match anchor {
            Anchor::Start(dx) => at + f64::from(dx) / 20.0,
            Anchor::Middle => at - long / 2.0,
            Anchor::Centre(dx) => at + f64::from(dx) / 20.0 - long / 2.0,
            Anchor::End(dx) => at - f64::from(dx) / 20.0 - long,
        };
        Area { left, right: left + long, top: first - ASCENT, bottom: first + label.name_height() + DESCENT }
    };
    // A bare value is read as that of the nearest point.
    let is_its_own = |area: &Area| {
        let mut others = plot.points.iter().filter(|(x, y)| *x == label.x && *y != label.y);
        label.is_named() || others.all(|(_, y)| gap(area, label.y) < gap(area, *y))
    };
    let cost = |anchor: Anchor, first: f64| {
        let (narrow, usual) = (area(anchor, first, 1.0), area(anchor, first, USUAL));
        let inside = narrow.left >= plot.bounds.left
            && narrow.right <= plot.bounds.right
            && narrow.top >= plot.bounds.top
            && narrow.bottom <= plot.bounds.bottom;
        (inside && is_its_own(&narrow) && !taken.iter().any(|other| overlap(other, &narrow))).then(|| {
            let em = |x: f64| plot.wide * x / 100.0;
            let covered = plot.points.iter().filter(|(x, y)| holds(&narrow, em(*x), *y)).count() as f64;
            let crossed = plot.lines.iter().filter(|line| crosses(line, &usual, |x| USUAL * em(x))).count() as f64;
            COVER * covered + CROSS * crossed
        })
    };
    let anchors: &[(Anchor, f64)] = if label.x <= 0.0 {
        &[(Anchor::Start(0), 0.0)]
    } else {
        &[(Anchor::Middle, 0.0), (Anchor::Start(ASIDE), SIDE), (Anchor::End(ASIDE), SIDE)]
    };
    let (above, below) = (label.y - ABOVE - label.name_height(), label.y + BELOW);
    let wrong = |side: bool| if label.above == Some(!side) { WRONG } else { 0.0 };
    let mut best: Option<(f64, Anchor, f64)> = None;
    // Far from its point, a bare value would be taken for another's.
    for step in 0..if label.is_named() { 12 } else { 3 } {
        let away = 0.6 * f64::from(step);
        for (anchor, side) in anchors {
            for (first, extra) in [(above - away, wrong(true)), (below + away, wrong(false) + 0.2)] {
                let Some(cost) = cost(*anchor, first).map(|cost| cost + extra + side + AWAY * away) else { continue };
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, *anchor, first));
                }
            }
        }
    }
    let (_, anchor, first) = best?;
    taken.push(area(anchor, first, 1.0));
    Some((anchor, first))
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.left < b.right + BESIDE && b.left < a.right + BESIDE && a.top < b.bottom && b.top < a.bottom
}

/// From an area up or down to a height.
fn gap(area: &Area, y: f64) -> f64 {
    (area.top - y).max(y - area.bottom).max(0.0)
}

/// Whether a point (with its radius) lies in an area.
fn holds(area: &Area, x: f64, y: f64) -> bool {
    x > area.left - 0.3 && x < area.right + 0.3 && y > area.top - 0.2 && y < area.bottom + 0.2
}

/// Whether a segment goes through an area, looked at every twentieth of its length.
fn crosses(line: &[(f64, f64); 2], area: &Area, em: impl Fn(f64) -> f64) -> bool {
    let [(x1, y1), (x2, y2)] = *line;
    (0..=20).map(|i| f64::from(i) / 20.0).any(|t| {
        let (x, y) = (em(x1 + (x2 - x1) * t), y1 + (y2 - y1) * t);
        x > area.left && x < area.right && y > area.top && y < area.bottom
    })
}
