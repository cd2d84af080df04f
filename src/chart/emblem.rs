//! The year drawn in ribbons from the report's own figures, and chapter numerals.

/// One digit of the year or one chapter numeral, as an `<svg>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// 0–9.
    pub digit: u8,
    /// The drawing, `aria-hidden`.
    pub svg: String,
}

/// The year in ribbons: one ribbon per chapter, one value per digit and chapter (`values[chapter][digit]`).
pub fn year(name: &str, values: &[Vec<f64>]) -> Vec<Glyph> {
    let _ = (name, values);
    Vec::new()
}

/// A chapter's numeral: one ribbon per key figure of the chapter; `all` are the values of the whole report (they set the scale).
pub fn numeral(number: usize, values: &[f64], all: &[f64]) -> Vec<Glyph> {
    let _ = (number, values, all);
    Vec::new()
}
