//! A report's own figures → the year drawn in ribbons, chapter numerals, and the icon of the site.

mod digits;
mod ribbon;
#[cfg(test)]
mod tests;

use digits::{HALF, strokes, width};
use ribbon::{Ribbon, Scale, decimal, path, ribbons};

/// Most ribbons of the year: one per chapter.
const CHAPTERS: usize = 7;
/// Most ribbons of a numeral: one per key figure.
const FIGURES: usize = 5;
/// Fewest ribbons: one alone would not be a ribbon drawing.
const FEWEST: usize = 2;
/// Between two ribbons of the year, of a numeral, of a past year in ink.
const GAP: f64 = 2.2;
const GAP_NUMERAL: f64 = 3.0;
const GAP_INK: f64 = 5.0;

/// One digit of the year or one chapter numeral, as an `<svg>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// 0–9.
    pub digit: u8,
    /// The drawing, `aria-hidden`: paths `ribbon ribbon--1` to `ribbon--7`, and `ribbon--ground` under a second stroke.
    pub svg: String,
}

/// The year in ribbons: one ribbon per chapter, one value per digit and chapter (`values[chapter][digit]`).
///
/// Two to seven ribbons: a chapter with fewer values repeats its last, a report with one chapter repeats it, chapters
/// beyond the seventh are left out. Characters of `name` that are not digits are skipped.
pub fn year(name: &str, values: &[Vec<f64>]) -> Vec<Glyph> {
    in_ribbons(name, values, GAP)
}

/// The year of an earlier edition, drawn the same with wider gaps, to be read in one colour.
pub fn past_year(name: &str, values: &[Vec<f64>]) -> Vec<Glyph> {
    in_ribbons(name, values, GAP_INK)
}

/// A chapter's numeral: one ribbon per key figure of the chapter; `all` are the values of the whole report (they set
/// the scale). Two to five ribbons.
pub fn numeral(number: usize, values: &[f64], all: &[f64]) -> Vec<Glyph> {
    let scale = Scale::of(all.iter().chain(values).copied());
    let ribbons = ribbons(&some(values, FIGURES), scale, GAP_NUMERAL);
    digits_of(&number.to_string()).map(|digit| glyph(digit, &ribbons, GAP_NUMERAL)).collect()
}

/// The icon of the site: the first digit of the year as a document of its own, in these colours (`#2438b8`…), one per
/// chapter, repeated when there are fewer. Empty when `name` has no digit.
pub fn favicon(name: &str, values: &[Vec<f64>], colours: &[impl AsRef<str>]) -> String {
    let Some(digit) = digits_of(name).next() else { return String::new() };
    let ribbons = ribbons(&column(values, 0), Scale::of(values.iter().flatten().copied()), GAP);
    let mut paths = String::new();
    for stroke in strokes(digit) {
        for (i, ribbon) in ribbons.iter().enumerate() {
            let colour = colours.get(i % colours.len().max(1)).map_or("#16172b", AsRef::as_ref);
            let (width, d) = (decimal(ribbon.width), path(stroke, ribbon.offset));
            paths += &format!("<path stroke=\"{}\" stroke-width=\"{width}\" d=\"{d}\"/>\n", super::svg::escape(colour));
        }
    }
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" fill=\"none\" viewBox=\"{}\">\n{paths}</svg>\n", view(digit))
}

fn in_ribbons(name: &str, values: &[Vec<f64>], gap: f64) -> Vec<Glyph> {
    let scale = Scale::of(values.iter().flatten().copied());
    let digit = |(place, digit)| glyph(digit, &ribbons(&column(values, place), scale, gap), gap);
    digits_of(name).enumerate().map(digit).collect()
}

fn digits_of(text: &str) -> impl Iterator<Item = u8> {
    text.chars().filter_map(|c| c.to_digit(10)).map(|digit| digit as u8)
}

/// The value of each chapter for one digit of the year.
fn column(values: &[Vec<f64>], place: usize) -> Vec<f64> {
    let value = |chapter: &Vec<f64>| chapter.get(place).or(chapter.last()).copied().unwrap_or(0.0);
    some(&values.iter().map(value).collect::<Vec<_>>(), CHAPTERS)
}

/// Between two and `most` values, the last repeated.
fn some(values: &[f64], most: usize) -> Vec<f64> {
    let mut some: Vec<f64> = values.iter().take(most).copied().collect();
    let last = some.last().copied().unwrap_or(0.0);
    some.resize(some.len().max(FEWEST), last);
    some
}

fn view(digit: u8) -> String {
    format!("-{HALF} -{HALF} {} 274", width(digit))
}

/// One digit; under a second stroke, its centre-line in the colour of the ground.
fn glyph(digit: u8, ribbons: &[Ribbon], gap: f64) -> Glyph {
    let mut paths = String::new();
    for (i, stroke) in strokes(digit).iter().enumerate() {
        if i > 0 {
            let width = decimal(2.0 * (HALF + gap));
            paths += &format!(
                "<path class=\"ribbon ribbon--ground\" stroke-width=\"{width}\" d=\"{}\"/>\n",
                path(stroke, 0.0)
            );
        }
        for (n, ribbon) in (1..).zip(ribbons) {
            let (width, d) = (decimal(ribbon.width), path(stroke, ribbon.offset));
            paths += &format!("<path class=\"ribbon ribbon--{n}\" stroke-width=\"{width}\" d=\"{d}\"/>\n");
        }
    }
    let svg = format!(
        "<svg class=\"digit digit--{digit}\" viewBox=\"{}\" aria-hidden=\"true\" focusable=\"false\">\n{paths}</svg>",
        view(digit)
    );
    Glyph { digit, svg }
}
