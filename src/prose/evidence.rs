//! What speaks for a number being about a figure: its digits, its symbol, the word it counts, the words of the label.

use super::claim::{Claim, Claims, Topic};
use super::digits::Symbol;
use super::sentence::{Mention, Sentence};
use super::stem::Stem;
use crate::text::UnitKind;
use rust_decimal::Decimal;

/// Evidence is counted in halves of a point.
pub(super) type Weight = i32;

/// Rare digits are no chance: `67 915` says more than `5`.
pub(super) fn distinction(value: Decimal) -> Weight {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    match digits.trim_end_matches('0').len() {
        _ if value.abs() <= Decimal::from(12) && value.is_integer() => -4,
        0 | 1 => -2,
        2 => 0,
        3 => 2,
        4 => 4,
        _ => 6,
    }
}

/// A unit that one figure alone has, or an acronym, names its figure.
pub(super) fn specific(topic: &Topic, claims: &Claims) -> Weight {
    let alone = topic.unit_stems.iter().all(|stem| claims.frequency(*stem) <= 1);
    Weight::from(alone) * 2 + Weight::from(topic.unit_is_acronym) * 4
}

/// Whether `%` and currencies agree.
pub(super) fn same_symbol(topic: &Topic, mention: &Mention) -> bool {
    match topic.unit.as_ref().map(|unit| unit.kind) {
        Some(UnitKind::Percent) => mention.symbol == Symbol::Percent,
        Some(UnitKind::Currency) => mention.symbol == Symbol::Currency,
        Some(UnitKind::Counted | UnitKind::Points) | None => mention.symbol == Symbol::None,
    }
}

/// What a number counts, as far as the words around it say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// The unit of the figure.
    Unit,
    /// The row.
    Row,
    /// A word of its label.
    Label,
    /// Something else.
    Other,
    /// No word says it.
    Unsaid,
}

pub(super) fn counts(sentence: &Sentence, mention: &Mention, topic: &Topic, claim: &Claim) -> Counted {
    let near = &mention.near;
    let is_row = !claim.stems.is_empty()
        && near.first().is_some_and(|stem| claim.stems.contains(stem))
        && claim.stems.iter().all(|stem| sentence.says(*stem));
    if is_row {
        return Counted::Row;
    }
    if near.iter().any(|stem| topic.unit_stems.contains(stem)) {
        return Counted::Unit;
    }
    match near.first() {
        Some(stem) if topic.label_stems.contains(stem) => Counted::Label,
        // A currency or a percentage is not followed by what it counts.
        Some(_) if mention.symbol == Symbol::None && !after_noun(sentence, mention) => Counted::Other,
        _ if topic.unit_stems.iter().any(|stem| sentence.says(*stem)) => Counted::Label,
        _ => Counted::Unsaid,
    }
}

/// Whether what is counted stands before the number: « les CPTS, au nombre de 6 », « le total est de 12 », or nothing names it.
pub(super) fn after_noun(sentence: &Sentence, mention: &Mention) -> bool {
    sentence.next(mention.at).is_none_or(|word| {
        ["en", "a", "au", "contre", "in", "et", "dont", "l", "un", "une", "soit", "from", "and"].contains(&word)
    })
}

/// The words of a label that a sentence has.
pub(super) struct Hits {
    /// A point for a word of few figures, a half for a common one.
    pub(super) weight: Weight,
    /// How many of them.
    pub(super) found: usize,
    /// How many the label has.
    pub(super) wanted: usize,
}

impl Hits {
    pub(super) fn covers(&self, percent: usize) -> bool {
        self.found * 100 >= self.wanted * percent
    }
}

pub(super) fn hits(sentence: &Sentence, topic: &Topic, claims: &Claims) -> Hits {
    if topic.acronym.is_some_and(|acronym| sentence.says(acronym)) {
        return Hits { weight: 4, found: 1, wanted: 1 };
    }
    let found: Vec<Stem> = topic.label_stems.iter().copied().filter(|stem| sentence.says(*stem)).collect();
    let weight = found.iter().map(|stem| if claims.frequency(*stem) <= 3 { 2 } else { 1 }).sum();
    Hits { weight, found: found.len(), wanted: topic.label_stems.len() }
}
