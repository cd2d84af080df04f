//! Marks in the units of the data → plotters elements on our sheet.

use super::backend::{EM, Sheet, WIDTH};
use super::ink::Ink;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::{FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use std::ops::Range;

type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// A drawing area: x in the unit of `domain`, y in em from the top.
pub(super) struct Canvas<'a>(DrawingArea<Sheet<'a>, Plane>);

/// Which point of a text stands at its place, and how far from it, in twentieths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Begins there.
    Start(u8),
    /// Its middle is there.
    Middle,
    /// Its middle is that far after it.
    Centre(u8),
    /// Ends there.
    End(u8),
}

impl<'a> Canvas<'a> {
    /// A sheet of `height` em over `domain`, written to `out`.
    pub(super) fn new(out: &'a mut String, hatch: &'a str, domain: Range<f64>, height: f64) -> Self {
        let pixels = (height * EM).round() as i32;
        let area: DrawingArea<Sheet, Shift> = Sheet { out, height: pixels.unsigned_abs(), hatch }.into_drawing_area();
        Canvas(area.apply_coord_spec(Plane::new(domain, 0.0..height, (0..WIDTH, 0..pixels))))
    }

    fn draw<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, (f64, f64)>,
        E: Drawable<Sheet<'a>>,
    {
        self.0.draw(element).expect("writing to a string cannot fail");
    }

    /// A rectangle between two x and two y.
    pub(super) fn rect(&self, x: Range<f64>, y: Range<f64>, ink: Ink) {
        self.draw(&Rectangle::new([(x.start, y.start), (x.end, y.end)], ink.style()));
    }

    /// A straight line.
    pub(super) fn line(&self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        self.draw(&PathElement::new([from, to], ink.style()));
    }

    /// A filled shape.
    pub(super) fn area(&self, corners: Vec<(f64, f64)>, ink: Ink) {
        self.draw(&Polygon::new(corners, ink.style()));
    }

    /// A point.
    pub(super) fn dot(&self, at: (f64, f64), ink: Ink) {
        self.draw(&Circle::new(at, (0.4 * EM) as i32, ink.style()));
    }

    /// A line of text; `y` is its baseline.
    pub(super) fn text(&self, at: (f64, f64), text: &str, ink: Ink, anchor: Anchor) {
        if text.is_empty() {
            return;
        }
        let (h_pos, dx) = match anchor {
            Anchor::Start(dx) => (HPos::Left, dx),
            Anchor::Middle => (HPos::Center, 0),
            Anchor::Centre(dx) => (HPos::Center, dx),
            Anchor::End(dx) => (HPos::Right, dx),
        };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, EM, FontStyle::Normal),
            color: ink.colour(dx),
            pos: Pos::new(h_pos, VPos::Bottom),
        };
        self.draw(&Text::new(text.to_owned(), at, style));
    }

    /// Lines of text, one under the other; `y` is the first baseline.
    pub(super) fn lines(&self, at: (f64, f64), lines: &[String], ink: Ink, anchor: Anchor) {
        for (line, text) in (0u32..).zip(lines) {
            self.text((at.0, at.1 + LEADING * f64::from(line)), text, ink, anchor);
        }
    }
}

/// From one baseline to the next in a label of several lines, in em.
pub(super) const LEADING: f64 = 1.2;

/// Height of further lines of a label, in em.
pub(super) fn further(lines: &[String]) -> f64 {
    LEADING * lines.len().saturating_sub(1) as f64
}

/// Where `value` of `domain` stands between two heights, in em.
pub(super) fn level(value: f64, domain: Range<f64>, heights: (f64, f64)) -> f64 {
    let limits = ((heights.0 * EM).round() as i32, (heights.1 * EM).round() as i32);
    f64::from(RangedCoordf64::from(domain).map(&value, limits)) / EM
}
