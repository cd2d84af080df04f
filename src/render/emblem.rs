//! The figures of an edition → its year and the numerals of its chapters, drawn in ribbons.

use crate::chart::emblem;
use crate::model::{Edition, FigureId};
use crate::theme::palette::Palette;
use rust_decimal::prelude::ToPrimitive;

/// The drawings of one edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Emblem {
    /// One SVG per digit of the year; empty for an edition that has no year or no figures.
    pub(super) digits: Vec<String>,
    /// The digits themselves.
    pub(super) year: Vec<char>,
    /// The same in wide ribbons, to be read in one colour beside a later edition: SVG.
    pub(super) past: Vec<String>,
    /// One drawing per chapter: SVG.
    pub(super) numerals: Vec<String>,
    /// The icon of the edition's pages: SVG.
    pub(super) icon: String,
    /// The figures behind the ribbons: per chapter that has any, one per digit.
    pub(super) rows: Vec<(usize, Vec<FigureId>)>,
}

/// Draws an edition. Each chapter gives one figure per digit: its tiles first, then its other figures; a chapter with fewer
/// repeats its last one. A chapter without figures has no ribbon.
pub(super) fn draw(edition: &Edition, palette: &Palette) -> Emblem {
    let year: Vec<char> = edition.name.chars().filter(char::is_ascii_digit).collect();
    let columns = year.len().max(1);
    let rows: Vec<(usize, Vec<FigureId>)> = (0..edition.chapters.len())
        .filter_map(|chapter| Some((chapter, repeated(figures(edition, chapter), columns)?)))
        .collect();
    let value =
        |figure: &FigureId| edition.figure(*figure).value.and_then(|number| number.value.to_f64()).unwrap_or(0.0);
    let values: Vec<Vec<f64>> = rows.iter().map(|(_, figures)| figures.iter().map(value).collect()).collect();
    let all: Vec<f64> = values.iter().flatten().copied().collect();
    let numerals = (0..edition.chapters.len())
        .map(|chapter| {
            let own = rows.iter().position(|(it, _)| *it == chapter).map_or(&[][..], |row| &values[row]);
            emblem::numeral(chapter + 1, own, &all).into_iter().map(|glyph| glyph.svg).collect()
        })
        .collect();
    let svgs = |glyphs: Vec<emblem::Glyph>| glyphs.into_iter().map(|glyph| glyph.svg).collect::<Vec<_>>();
    let (digits, past) = match rows.is_empty() {
        true => (Vec::new(), Vec::new()),
        false => (svgs(emblem::year(&edition.name, &values)), svgs(emblem::past_year(&edition.name, &values))),
    };
    let colours: Vec<String> = palette.chapters.iter().map(|accent| accent.ribbon.light.to_string()).collect();
    let icon = emblem::favicon(if year.is_empty() { "1" } else { &edition.name }, &values, &colours);
    Emblem { digits, past, year, numerals, icon, rows }
}

/// The figures of a chapter that have a value, its tiles first.
fn figures(edition: &Edition, chapter: usize) -> Vec<FigureId> {
    let tiles = edition.chapters[chapter].figures.iter().copied();
    let others = (0..edition.figures.len()).map(FigureId).filter(|id| edition.figure(*id).chapter == Some(chapter));
    let mut figures = Vec::new();
    for id in tiles.chain(others) {
        if edition.figure(id).value.is_some() && !figures.contains(&id) {
            figures.push(id);
        }
    }
    figures
}

fn repeated(figures: Vec<FigureId>, columns: usize) -> Option<Vec<FigureId>> {
    let last = *figures.last()?;
    Some(figures.into_iter().chain(std::iter::repeat(last)).take(columns).collect())
}
