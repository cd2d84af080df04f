//! Figures → the widths of ribbons; a centre-line → the path of a ribbon beside it.

use super::digits::{HALF, Run, Stroke};

/// The scale shared by all figures of a report: the logarithm of the least and of the most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    /// The scale of these values; signs are dropped, what is not a number counts as zero.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (least, most) = values
            .into_iter()
            .map(size)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), v| (least.min(v), most.max(v)));
        Self { least, most }
    }

    /// 0 for the least value, 1 for the most.
    fn place(self, value: f64) -> f64 {
        if self.most > self.least {
            ((size(value) - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
        } else {
            0.5
        }
    }
}

/// The logarithm of a value's size.
fn size(value: f64) -> f64 {
    if value.is_finite() { value.abs().ln_1p() } else { 0.0 }
}

/// One ribbon: its width and how far left of the centre-line it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ribbon {
    pub(super) width: f64,
    pub(super) offset: f64,
}

/// The ribbons of these values, `gap` apart, together as wide as a stroke. The first runs leftmost.
///
/// Every ribbon keeps a share, so the thickest is at most about four times the thinnest.
pub(super) fn ribbons(values: &[f64], scale: Scale, gap: f64) -> Vec<Ribbon> {
    let shares: Vec<f64> = values.iter().map(|value| 0.3 + scale.place(*value)).collect();
    let sum: f64 = shares.iter().sum();
    let free = 2.0 * HALF - gap * shares.len().saturating_sub(1) as f64;
    let mut edge = HALF;
    let ribbon = |share: &f64| {
        let width = free * share / sum;
        let offset = edge - width / 2.0;
        edge -= width + gap;
        Ribbon { width, offset }
    };
    shares.iter().map(ribbon).collect()
}

/// The `d` of a path that runs `offset` left of a stroke's centre-line.
pub(super) fn path(stroke: &Stroke, offset: f64) -> String {
    let mut heading = stroke.heading;
    let (dx, dy) = direction(heading);
    // On screen y goes down: left of the heading (dx, dy) is (dy, −dx).
    let (mut x, mut y) = (stroke.start.0 + offset * dy, stroke.start.1 - offset * dx);
    let mut d = format!("M{} {}", decimal(x), decimal(y));
    for (i, run) in stroke.runs.iter().enumerate() {
        let closing = stroke.closed && i + 1 == stroke.runs.len();
        let (dx, dy) = direction(heading);
        match *run {
            Run::Ahead(length) => {
                (x, y) = (x + length * dx, y + length * dy);
                if closing {
                    continue;
                }
                d += &match (dx == 0.0, dy == 0.0) {
                    (_, true) => format!("H{}", decimal(x)),
                    (true, _) => format!("V{}", decimal(y)),
                    _ => format!("L{} {}", decimal(x), decimal(y)),
                };
            }
            Run::Right(radius, turn) => arc(&mut d, (&mut x, &mut y, &mut heading), radius + offset, turn, 1.0),
            Run::Left(radius, turn) => arc(&mut d, (&mut x, &mut y, &mut heading), radius - offset, turn, -1.0),
        }
    }
    if stroke.closed {
        d.push('Z');
    }
    d
}

/// Turns around a centre `radius` away on the side of the turn.
fn arc(d: &mut String, (x, y, heading): (&mut f64, &mut f64, &mut f64), radius: f64, turn: f64, side: f64) {
    let (dx, dy) = direction(*heading);
    let centre = (*x - side * radius * dy, *y + side * radius * dx);
    *heading += side * turn;
    let (dx, dy) = direction(*heading);
    (*x, *y) = (centre.0 + side * radius * dy, centre.1 - side * radius * dx);
    let sweep = if side > 0.0 { 1 } else { 0 };
    *d += &format!("A{r} {r} 0 0 {sweep} {} {}", decimal(*x), decimal(*y), r = decimal(radius));
}

/// The unit vector of a heading in degrees; exact on quarter turns.
fn direction(heading: f64) -> (f64, f64) {
    match heading.rem_euclid(360.0) {
        0.0 => (1.0, 0.0),
        90.0 => (0.0, 1.0),
        180.0 => (-1.0, 0.0),
        270.0 => (0.0, -1.0),
        other => (other.to_radians().cos(), other.to_radians().sin()),
    }
}

/// A coordinate to one decimal. What arithmetic alone tells apart is the same: a ribbon must end where it began.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{:.1}", (value * 1e6).round() / 1e6);
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
