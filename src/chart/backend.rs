//! plotters' drawing calls → the elements of a fluid SVG.
//!
//! x is in hundredths of a percent of the width, y in hundredths of an em: bars stretch with the page, type does not.
//! Only `rect`, `line`, `circle` and `text` take both units, so nothing else is written; a polygon stands in a nested `svg`
//! whose view box is stretched to the same place.

use super::ink::Ink;
use super::svg::{escape, units};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

/// The width of every sheet: 100 %.
pub(super) const WIDTH: i32 = 10_000;
/// Units in one em of height.
pub(super) const EM: f64 = 100.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Where the elements go.
pub(super) struct Sheet<'a> {
    /// One element per line.
    pub(super) out: &'a mut String,
    /// Height, in hundredths of an em.
    pub(super) height: u32,
    /// Id of the hatch pattern.
    pub(super) hatch: &'a str,
}

/// ` name="12.5%"`, or nothing for zero, which is what SVG assumes.
fn attribute(name: &str, value: i32, unit: &str) -> String {
    if value == 0 { String::new() } else { format!(" {name}=\"{}{unit}\"", units(f64::from(value) / 100.0)) }
}

fn class(ink: Ink) -> String {
    if ink.class().is_empty() { String::new() } else { format!(" class=\"{}\"", ink.class()) }
}

impl DrawingBackend for Sheet<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (WIDTH.unsigned_abs(), self.height)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Nothing: no form draws pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        let (ink, _) = Ink::of(style.color());
        *self.out += &format!(
            "<line{}{}{}{}{}/>\n",
            class(ink),
            attribute("x1", from.0, "%"),
            attribute("y1", from.1, "em"),
            attribute("x2", to.0, "%"),
            attribute("y2", to.1, "em"),
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let mut from = None;
        for to in path {
            if let Some(from) = from {
                self.draw_line(from, to, style)?;
            }
            from = Some(to);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, start: BackendCoord, end: BackendCoord, style: &S, _: bool) -> Drawn {
        let (ink, _) = Ink::of(style.color());
        let place = format!(
            "{}{} width=\"{}%\" height=\"{}em\"",
            attribute("x", start.0, "%"),
            attribute("y", start.1, "em"),
            units(f64::from(end.0 - start.0) / 100.0),
            units(f64::from(end.1 - start.1) / 100.0),
        );
        if ink == Ink::Hatch {
            *self.out += &format!("<rect{place} fill=\"url(#{})\"/>\n", self.hatch);
        }
        *self.out += &format!("<rect{}{place}/>\n", class(ink));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        let (ink, _) = Ink::of(style.color());
        let (x, y) = (attribute("cx", at.0, "%"), attribute("cy", at.1, "em"));
        *self.out += &format!("<circle{}{x}{y} r=\"{}em\"/>\n", class(ink), units(f64::from(radius) / 100.0));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let (ink, _) = Ink::of(style.color());
        let corners: Vec<String> = corners.into_iter().map(|(x, y)| format!("{x},{y}")).collect();
        *self.out += &format!(
            "<svg width=\"100%\" height=\"{}em\" viewBox=\"0 0 {WIDTH} {}\" preserveAspectRatio=\"none\"><polygon{} points=\"{}\"/></svg>\n",
            units(f64::from(self.height) / EM),
            self.height,
            class(ink),
            corners.join(" "),
        );
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let (ink, dx) = Ink::of(style.color());
        let (anchor, dx) = match style.anchor().h_pos {
            HPos::Left => ("", dx),
            HPos::Center => (" text-anchor=\"middle\"", dx),
            HPos::Right => (" text-anchor=\"end\"", -dx),
        };
        let dx = if dx == 0.0 { String::new() } else { format!(" dx=\"{}em\"", units(dx)) };
        let place = format!("{}{}{dx}{anchor}", attribute("x", at.0, "%"), attribute("y", at.1, "em"));
        let span = |text: &str| format!("<tspan{}>{}</tspan>", class(ink), escape(text));
        *self.out += &match (ink, text.split_once('\t')) {
            (Ink::Named, Some((value, name))) => format!("<text{place}>{} {}</text>\n", span(value), escape(name)),
            // Larger type on the element itself would enlarge the em of its own y.
            (Ink::Large, _) => format!("<text{place}>{}</text>\n", span(text)),
            _ => format!("<text{}{place}>{}</text>\n", class(ink), escape(text)),
        };
        Ok(())
    }
}

/// A ring of `radius` and `band` em, at the left, cut in arcs: where each begins and how long it is, in hundredths from noon
/// on. plotters knows no ring: a circle of a hundred units is dashed for each arc, and drawn twice more as an outline.
pub(super) fn ring(out: &mut String, hatch: &str, (radius, band): (f64, f64), arcs: &[(f64, f64, Ink)]) {
    let centre = units(radius + band / 2.0 + 0.05);
    let circle = |radius: f64| format!("cx=\"{centre}em\" cy=\"{centre}em\" r=\"{}em\"", units(radius));
    for (start, long, ink) in arcs {
        let (name, stroke) = match ink {
            Ink::Hatch => ("p-arc", format!(" stroke=\"url(#{hatch})\"")),
            Ink::Past => ("p-arc p-arc--past", String::new()),
            _ => ("p-arc p-arc--mark", String::new()),
        };
        *out += &format!(
            "<circle class=\"{name}\" {} stroke-width=\"{}em\" pathLength=\"100\" stroke-dasharray=\"{} {}\" \
             stroke-dashoffset=\"{}\"{stroke}/>\n",
            circle(radius),
            units(band),
            units(*long),
            units(100.0 - long),
            units(25.0 - start),
        );
    }
    for radius in [radius - band / 2.0, radius + band / 2.0] {
        *out += &format!("<circle class=\"p-outline\" {}/>\n", circle(radius));
    }
}

/// A sample of a fill, placed in em.
pub(super) fn swatch(out: &mut String, hatch: &str, (x, y): (f64, f64), ink: Ink) {
    let place = format!("x=\"{}em\" y=\"{}em\" width=\"1em\" height=\"0.95em\"", units(x), units(y));
    if ink == Ink::Hatch {
        *out += &format!("<rect {place} fill=\"url(#{hatch})\"/>\n");
    }
    *out += &format!("<rect{} {place}/>\n", class(ink));
}
