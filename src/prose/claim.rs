//! The figures of an edition → what each of them says: its values, and the words that announce them.

use super::moved::{self, Moved};
use super::stem::Stem;
use crate::finding::Place;
use crate::ledger::is_year;
use crate::model::{Cell, Figure, Scope, Shape};
use crate::text::number::round;
use crate::text::{Number, Unit, UnitKind, fold::fold};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// All that a ledger says, found by value and by words.
#[derive(Debug)]
pub struct Claims {
    pub(super) topics: Vec<Topic>,
    /// Value without its sign → (topic, claim).
    by_value: BTreeMap<Decimal, Vec<(usize, usize)>>,
    /// Stem of a unit, a label or a row → topics, ascending.
    by_stem: BTreeMap<Stem, Vec<usize>>,
    year: Option<i32>,
}

/// What a figure is about.
#[derive(Debug)]
pub(super) struct Topic {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) unit: Option<Unit>,
    pub(super) scope: Option<Scope>,
    pub(super) place: Place,
    /// Stems of the words that are counted.
    pub(super) unit_stems: Vec<Stem>,
    /// Stems of the label that are not of the unit, each once.
    pub(super) label_stems: Vec<Stem>,
    /// The acronym that the label gives between parentheses.
    pub(super) acronym: Option<Stem>,
    /// Whether the unit is an acronym.
    pub(super) unit_is_acronym: bool,
    pub(super) claims: Vec<Claim>,
    pub(super) target: Option<Decimal>,
    /// How it moved.
    pub(super) moves: Vec<Moved>,
}

/// One value of a figure.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) number: Number,
    pub(super) cell: Cell,
    /// Stems of the row and of the series, all of them.
    pub(super) stems: Vec<Stem>,
}

impl Claim {
    /// Its value as it is printed: what is computed is rounded.
    pub(super) fn printed(&self) -> Decimal {
        let unit = Decimal::from(10_u64.pow(self.number.scale.exponent()));
        (round(self.number.value / unit, self.number.decimals) * unit).normalize()
    }

    /// The year it is about; that of the edition when it is its value.
    pub(super) fn year(&self, edition: Option<i32>) -> Option<i32> {
        match &self.cell {
            Cell::Own => edition,
            Cell::Period(label) | Cell::Row(label) | Cell::Series { row: label, .. } if is_year(label) => {
                label.parse().ok()
            }
            Cell::Period(_) | Cell::Row(_) | Cell::Series { .. } => None,
        }
    }
}

impl Claims {
    /// What the figures of the edition of `year` say.
    pub fn of(figures: &[Figure], year: Option<i32>) -> Self {
        let topics: Vec<Topic> = figures.iter().map(|figure| topic(figure, year)).collect();
        let mut by_value: BTreeMap<Decimal, Vec<(usize, usize)>> = BTreeMap::new();
        let mut by_stem: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
        for (at, topic) in topics.iter().enumerate() {
            for (index, claim) in topic.claims.iter().enumerate() {
                by_value.entry(claim.printed().abs()).or_default().push((at, index));
            }
            let rows = topic.claims.iter().flat_map(|claim| &claim.stems);
            for stem in topic.unit_stems.iter().chain(&topic.label_stems).chain(rows) {
                let topics = by_stem.entry(*stem).or_default();
                if topics.last() != Some(&at) {
                    topics.push(at);
                }
            }
        }
        Self { topics, by_value, by_stem, year }
    }

    /// The year of the edition.
    pub(super) fn year(&self) -> Option<i32> {
        self.year
    }

    /// Every claim that is printed so, whatever its sign: topic, claim.
    pub(super) fn equal(&self, value: Decimal) -> &[(usize, usize)] {
        self.by_value.get(&value.abs().normalize()).map_or(&[], Vec::as_slice)
    }

    /// How many topics have a word of that family.
    pub(super) fn frequency(&self, stem: Stem) -> usize {
        self.by_stem.get(&stem).map_or(0, Vec::len)
    }

    /// The topics that have a word of that family.
    pub(super) fn about(&self, stem: Stem) -> &[usize] {
        self.by_stem.get(&stem).map_or(&[], Vec::as_slice)
    }
}

fn topic(figure: &Figure, year: Option<i32>) -> Topic {
    let counted = figure.unit.as_ref().filter(|unit| unit.kind == UnitKind::Counted);
    let unit_stems = counted.map_or(Vec::new(), |unit| stems(&unit.many));
    let mut label_stems = stems(&figure.label);
    label_stems.retain(|stem| !unit_stems.contains(stem));
    let is_acronym = |word: &str| word.len() >= 2 && word.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let acronym = figure.label.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    Topic {
        id: figure.id.clone(),
        label: figure.label.clone(),
        unit: figure.unit.clone(),
        scope: figure.scope,
        place: figure.place.clone(),
        unit_is_acronym: counted.is_some_and(|unit| is_acronym(&unit.many)),
        acronym: acronym.filter(|inside| is_acronym(inside)).map(|inside| Stem::any(&fold(inside))),
        unit_stems,
        label_stems,
        claims: claims(figure, year),
        target: figure.target.map(|target| target.value),
        moves: moved::moves(figure),
    }
}

/// Every value of a figure: its own, those of its history, its rows, the cells of its series.
fn claims(figure: &Figure, year: Option<i32>) -> Vec<Claim> {
    let mut claims = Vec::new();
    if let Some(number) = figure.value {
        claims.push(Claim { number, cell: Cell::Own, stems: Vec::new() });
    }
    for row in &figure.history {
        let now = figure.value.is_some() && year.is_some_and(|year| row.label == year.to_string());
        if let Some(number) = row.value.filter(|_| !now) {
            claims.push(Claim { number, cell: Cell::Period(row.label.clone()), stems: Vec::new() });
        }
    }
    match &figure.shape {
        Shape::Scalar => {}
        Shape::Rows(rows) => claims.extend(rows.iter().filter_map(|row| {
            let cell = Cell::Row(row.label.clone());
            Some(Claim { number: row.value?, cell, stems: stems(&row.label) })
        })),
        Shape::Series(grid) => {
            for (row, values) in &grid.rows {
                claims.extend(grid.series.iter().zip(values).filter_map(|(series, value)| {
                    let cell = Cell::Series { series: series.clone(), row: row.clone() };
                    Some(Claim { number: (*value)?, cell, stems: stems(&format!("{series} {row}")) })
                }));
            }
        }
    }
    claims
}

/// The stems of a text, each once, in order.
fn stems(text: &str) -> Vec<Stem> {
    let folded = fold(text);
    let mut stems = Vec::new();
    for stem in folded.split(|c: char| !c.is_alphanumeric()).filter_map(Stem::of) {
        if !stems.contains(&stem) {
            stems.push(stem);
        }
    }
    stems
}
