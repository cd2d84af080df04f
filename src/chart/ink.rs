//! What a mark means → the class that colours it, smuggled through plotters in an RGB value.
//!
//! plotters carries colours only; ours are slots. The theme's CSS gives each class its colour, in light,
//! dark, print and forced colours, so the drawing itself holds none.

use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::BackendColor;

/// What a mark or a text is, hence which class it wears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// A value of ours: solid.
    Mark,
    /// An earlier period: pale, with an outline.
    Past,
    /// The rest of a whole: hatched, with an outline.
    Hatch,
    /// What remains to be filled.
    Ground,
    /// An outline over a fill.
    Outline,
    /// The zero line.
    Axis,
    /// A light line from a point to its period.
    Grid,
    /// What was aimed at.
    Target,
    /// What was aimed at, across the whole plot.
    Goal,
    /// What stands under a line.
    Area,
    /// A part told from the others by an outline alone.
    Empty,
    /// Where a series begins to count something else.
    Break,
    /// A period that a note explains.
    Note,
    /// What joins two points, or the stops of a timeline.
    Rod,
    /// From a label to the point it was moved away from.
    Leader,
    /// A point that is provisional.
    Hollow,
    /// The line of series 0 to 3.
    Line(u8),
    /// A point of series 0 to 3.
    Dot(u8),
    /// Plain text.
    Plain,
    /// Text: a value.
    Value,
    /// Text: a value in large type.
    Large,
    /// Text: what is secondary.
    Second,
    /// The same, where the column is at least [`super::svg::WIDE`] em wide.
    SecondWide,
    /// Plain text, in a column as wide as that, and in a narrower one.
    PlainWide,
    PlainNarrow,
    /// Text `value⇥name`: the value stands out from its name.
    Named,
}

/// Series told apart by a line of their own.
pub(super) const LINES: u8 = 4;

/// How the parts of a whole, or series side by side, are told apart: solid, hatched, pale, empty.
pub(super) const FILLS: [Ink; 4] = [Ink::Mark, Ink::Hatch, Ink::Past, Ink::Empty];

impl Ink {
    const PLAIN: [Ink; 24] = [
        Ink::Mark,
        Ink::Past,
        Ink::Hatch,
        Ink::Ground,
        Ink::Outline,
        Ink::Axis,
        Ink::Grid,
        Ink::Target,
        Ink::Goal,
        Ink::Area,
        Ink::Empty,
        Ink::Break,
        Ink::Note,
        Ink::Rod,
        Ink::Leader,
        Ink::Hollow,
        Ink::Plain,
        Ink::Value,
        Ink::Large,
        Ink::Second,
        Ink::SecondWide,
        Ink::PlainWide,
        Ink::PlainNarrow,
        Ink::Named,
    ];

    /// The slot as a colour; `dx` is how far a text stands from its point, in twentieths of an em.
    pub(super) fn colour(self, dx: u8) -> BackendColor {
        let (slot, series) = match self {
            Ink::Line(series) => (100, series.min(LINES - 1)),
            Ink::Dot(series) => (101, series.min(LINES - 1)),
            other => (Self::PLAIN.iter().position(|ink| *ink == other).unwrap_or(0) as u8, 0),
        };
        BackendColor { alpha: 1.0, rgb: (slot, series, dx) }
    }

    /// The slot of a colour, and its `dx` in em.
    pub(super) fn of(colour: BackendColor) -> (Self, f64) {
        let (slot, series, dx) = colour.rgb;
        let ink = match slot {
            100 => Ink::Line(series),
            101 => Ink::Dot(series),
            slot => Self::PLAIN[usize::from(slot) % Self::PLAIN.len()],
        };
        (ink, f64::from(dx) / 20.0)
    }

    /// The slot as a plotters style, filled.
    pub(super) fn style(self) -> ShapeStyle {
        let (r, g, b) = self.colour(0).rgb;
        ShapeStyle { color: RGBAColor(r, g, b, 1.0), filled: true, stroke_width: 1 }
    }

    /// The class of the element; empty when it needs none.
    pub(super) fn class(self) -> &'static str {
        match self {
            Ink::Mark => "p-mark",
            Ink::Past => "p-past",
            Ink::Ground => "p-ground",
            Ink::Hatch | Ink::Outline => "p-outline",
            Ink::Axis => "p-axis",
            Ink::Grid => "p-grid",
            Ink::Target => "p-target",
            Ink::Goal => "p-goal",
            Ink::Area => "p-area",
            Ink::Empty => "p-empty",
            Ink::Break => "p-break",
            Ink::Note => "p-note",
            Ink::Rod => "p-rod",
            Ink::Leader => "p-leader",
            Ink::Hollow => "p-dot p-dot--hollow",
            Ink::Line(0) => "p-line",
            Ink::Line(1) => "p-line p-line--2",
            Ink::Line(2) => "p-line p-line--3",
            Ink::Line(_) => "p-line p-line--4",
            Ink::Dot(0) => "p-dot",
            Ink::Dot(1) => "p-dot p-dot--2",
            Ink::Dot(2) => "p-dot p-dot--3",
            Ink::Dot(_) => "p-dot p-dot--4",
            Ink::Plain => "",
            Ink::Value | Ink::Named => "p-value",
            Ink::Large => "p-large",
            Ink::Second => "p-second",
            Ink::SecondWide => "p-second p-wide",
            Ink::PlainWide => "p-wide",
            Ink::PlainNarrow => "p-narrow",
        }
    }
}
