//! The figures of two editions, or of one before and after → what moved, what is missing, what is new, what counts something else.

use super::change::{Change, between};
use super::exact::Exact;
use super::history::{cause, is_year};
use super::settled::rows;
use super::units::same;
use crate::model::Figure;
use crate::text::{Number, Scale, UnitKind};
use rust_decimal::Decimal;

/// What changed from one edition to another, or since one was published; figures are joined by id and stand in the order of the later
/// one.
#[derive(Clone, Debug, Default)]
pub struct Comparison<'a> {
    /// Values that differ.
    pub moved: Vec<Move<'a>>,
    /// How many values are the same.
    pub same: usize,
    /// Figures that say something else of what they count.
    pub redefined: Vec<Redefined<'a>>,
    /// Figures of the earlier edition that the later one lacks.
    pub missing: Vec<&'a Figure>,
    /// Figures of the later edition that the earlier one lacks.
    pub new: Vec<&'a Figure>,
}

/// A value that differs.
#[derive(Clone, Debug)]
pub struct Move<'a> {
    /// The figure, in the earlier edition.
    pub earlier: &'a Figure,
    /// The figure, in the later edition.
    pub figure: &'a Figure,
    /// Its row, when it is not its own value.
    pub row: Option<String>,
    /// The value of the earlier edition; `None` when it has none.
    pub before: Option<Number>,
    /// The value of the later edition.
    pub after: Option<Number>,
    /// How it moved, where that can be said.
    pub change: Option<Change>,
    /// By more than the threshold: in % of what it was, in points for a percentage.
    pub is_far: bool,
}

/// A figure that says something else of what it counts.
#[derive(Clone, Debug)]
pub struct Redefined<'a> {
    /// In the earlier edition.
    pub before: &'a Figure,
    /// In the later one.
    pub after: &'a Figure,
    /// What differs.
    pub aspects: Vec<Aspect>,
}

/// What a figure says of what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Its label.
    Label,
    /// Its unit.
    Unit,
    /// Its scope.
    Scope,
    /// Its definition.
    Definition,
}

/// Compares the figures of two editions, or of one at two moments; `since` is the period of the earlier ones. Moves beyond `threshold`
/// percent, or points, are told apart. Values that do not count the same are not compared.
pub fn compare<'a>(before: &'a [Figure], after: &'a [Figure], since: &str, threshold: Decimal) -> Comparison<'a> {
    let mut comparison = Comparison::default();
    for figure in after {
        let Some(old) = before.iter().find(|old| old.id == figure.id) else {
            comparison.new.push(figure);
            continue;
        };
        let aspects = aspects(old, figure);
        if cause(old, figure).is_none() {
            moves(old, figure, since, threshold, &mut comparison);
        }
        if !aspects.is_empty() {
            comparison.redefined.push(Redefined { before: old, after: figure, aspects });
        }
    }
    let is_missing = |old: &&Figure| after.iter().all(|figure| figure.id != old.id);
    comparison.missing = before.iter().filter(is_missing).collect();
    comparison
}

fn aspects(before: &Figure, after: &Figure) -> Vec<Aspect> {
    let is_other_unit = match (&before.unit, &after.unit) {
        (Some(a), Some(b)) => !same(a, b),
        (a, b) => a.is_some() != b.is_some(),
    };
    [
        (before.label != after.label, Aspect::Label),
        (is_other_unit, Aspect::Unit),
        (before.scope != after.scope, Aspect::Scope),
        (before.definition != after.definition, Aspect::Definition),
    ]
    .into_iter()
    .filter_map(|(differs, aspect)| differs.then_some(aspect))
    .collect()
}

fn moves<'a>(old: &'a Figure, figure: &'a Figure, since: &str, threshold: Decimal, comparison: &mut Comparison<'a>) {
    let mut pairs = vec![(None, old.value, figure.value)];
    let (before, after) = (rows(old), rows(figure));
    let was = |name: &str| before.iter().find(|row| row.name == name).and_then(|row| row.value);
    pairs.extend(after.iter().map(|row| (Some(row.name.clone()), was(&row.name), row.value)));
    let gone = before.iter().filter(|row| after.iter().all(|now| now.name != row.name));
    pairs.extend(gone.map(|row| (Some(row.name.clone()), row.value, None)));
    // What is counted in another way since is not said to have moved.
    let is_broken = figure.breaks.iter().any(|broken| is_year(&broken.period) && broken.period.as_str() > since);
    for (row, before, after) in pairs {
        match (before, after) {
            (None, None) => {}
            (Some(old), Some(new)) if old.value == new.value => comparison.same += 1,
            _ => {
                let change = before
                    .zip(after)
                    .filter(|_| !is_broken)
                    .and_then(|(old, new)| between(old, new, figure.unit.as_ref(), since));
                let is_far = before.zip(after).is_none_or(|(old, new)| is_far(old, new, figure, threshold));
                comparison.moved.push(Move { earlier: old, figure, row, before, after, change, is_far });
            }
        }
    }
}

/// Whether a value moved by more than the threshold; from zero, any move is far.
fn is_far(old: Number, new: Number, figure: &Figure, threshold: Decimal) -> bool {
    let is_percent = figure.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Percent);
    let gap = || {
        let difference = Exact::of(new.value).minus(Exact::of(old.value))?.abs();
        if is_percent { Some(difference) } else { difference.over(Exact::of(old.value).abs())?.times(Exact::HUNDRED) }
    };
    gap().is_none_or(|gap| gap > Exact::of(threshold))
}

impl Move<'_> {
    /// A value as both are best compared: in full where their scales differ.
    pub fn alike(&self) -> (Option<Number>, Option<Number>) {
        let scales = self.before.zip(self.after).is_some_and(|(old, new)| old.scale != new.scale);
        let full = |number: Number| match scales {
            true => Number {
                scale: Scale::One,
                decimals: number.decimals.saturating_sub(number.scale.exponent()),
                ..number
            },
            false => number,
        };
        (self.before.map(full), self.after.map(full))
    }
}
