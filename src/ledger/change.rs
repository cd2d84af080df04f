//! How a figure moved between two values: in %, in points, in its own unit, or in times.

use super::history::is_broken;
use crate::model::{Cell, Figure};
use crate::text::Unit;
use crate::text::number::{Number, round};
use crate::text::unit::UnitKind;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A percentage of fewer than that says more than it knows: the difference itself is said (« 15 médecins de plus »).
const FEW: u32 = 20;

/// From three times as much on, « 30 fois plus » is understood where « 2 900 % de plus » is not.
const MANY_TIMES: u32 = 3;

/// How a figure moved since the value known before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its size, never negative, rounded as it is printed.
    pub size: Number,
    /// What the size counts: points for a percentage, the figure's own unit for small counts, else `%`.
    pub unit: Option<Unit>,
    /// Which way.
    pub direction: Ordering,
    /// How many times as much, when that says more than a percentage.
    pub times: Option<Number>,
    /// The period it is counted from, as printed.
    pub since: String,
}

/// The change of a figure since the last period known before; `None` when that says nothing true: no earlier value, an
/// approximate one, a history of something else than the value shown, or one that percentages cannot start from.
pub fn change(figure: &Figure) -> Option<Change> {
    change_between(figure, &Cell::Own, None)
}

/// The change of the figure's own value or of that of a period, since the period asked for, else the last one before; `None`
/// as for [`change`], and for other cells, which have no history.
pub fn change_between(figure: &Figure, cell: &Cell, since: Option<&str>) -> Option<Change> {
    let history = figure.history.as_slice();
    let last = match cell {
        Cell::Own => history.len().checked_sub(1)?,
        Cell::Period(period) => history.iter().position(|row| row.label == *period)?,
        Cell::Row(_) | Cell::Series { .. } => return None,
    };
    let before = match since {
        Some(period) => history[..last].iter().position(|row| row.label == period)?,
        None => last.checked_sub(1)?,
    };
    if is_broken(figure, before, last) {
        return None;
    }
    let (before, last) = (&history[before], &history[last]);
    let (old, new) = (before.value?, last.value?);
    let is_own = *cell == Cell::Own;
    if is_own && figure.value.is_some_and(|value| value.value != new.value) {
        return None;
    }
    between(old, new, figure.unit.as_ref(), &before.label)
}

/// The change from one value to another that counts the same; `None` when one of them is approximate or percentages cannot start
/// from the first.
pub fn between(old: Number, new: Number, unit: Option<&Unit>, since: &str) -> Option<Change> {
    if old.qualifier.or(new.qualifier).is_some() {
        return None;
    }
    let difference = new.value.checked_sub(old.value)?;
    let decimals = old.decimals.max(new.decimals);
    let kind = unit.map_or(UnitKind::Counted, |unit| unit.kind);
    let mut times = None;
    let (size, unit) = if matches!(kind, UnitKind::Percent | UnitKind::Points) {
        (Number::new(difference.abs()).with_decimals(decimals), Some(Unit::points()))
    } else if old.value <= Decimal::ZERO || new.value < Decimal::ZERO {
        return None;
    } else if old.value < FEW.into() && kind == UnitKind::Counted {
        (Number::new(difference.abs()).with_decimals(decimals), unit.cloned())
    } else {
        let share = difference.abs().checked_div(old.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let ratio = round(new.value.checked_div(old.value)?, 1);
        times = (ratio >= MANY_TIMES.into()).then(|| Number::new(ratio.normalize()));
        // A change is never printed as none: the smallest gets as many decimals as it needs.
        let decimals = (1..=6).find(|&decimals| share.is_zero() || !round(share, decimals).is_zero())?;
        (Number::new(round(share, decimals)).with_decimals(decimals), Some(Unit::percent()))
    };
    Some(Change { size, unit, direction: difference.cmp(&Decimal::ZERO), times, since: since.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Row;

    fn row(label: &str, value: i64) -> Row {
        Row::new(label, Some(Number::new(Decimal::from(value))))
    }

    fn moved(unit: Option<&str>, old: i64, new: i64) -> Option<Change> {
        let history = vec![row("2021", old), row("2022", new)];
        let place = crate::finding::Place::file(&std::sync::Arc::from("figures.yaml"));
        change(&Figure {
            value: history[1].value,
            unit: unit.map(|unit| Unit::new(unit, None)),
            history,
            ..Figure::new("a", "A", place)
        })
    }

    #[test]
    fn changes_say_what_readers_understand() {
        let down = moved(Some("actes"), 93_000, 67_915).expect("a change");
        assert_eq!((down.size.value.to_string().as_str(), down.direction), ("27.0", Ordering::Less));
        assert_eq!(down.unit, Some(Unit::percent()));
        let points = moved(Some("%"), 25, 53).expect("a change");
        assert_eq!((points.size.value, points.unit), (Decimal::from(28), Some(Unit::points())));
        let few = moved(Some("médecins"), 4, 19).expect("a change");
        assert_eq!((few.size.value, few.times), (Decimal::from(15), None));
        let many = moved(Some("dossiers"), 1_600, 48_000).expect("a change");
        assert_eq!(many.times.map(|times| times.value), Some(Decimal::from(30)));
        assert_eq!(moved(Some("actes"), 0, 5), None);
        assert_eq!(moved(Some("€"), -5, 5), None);
    }
}
