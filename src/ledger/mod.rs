//! What follows from figures of several years: histories and changes.

mod cell;

pub use cell::{NoShare, share, value};

use crate::model::{Cell, Figure, Row};
use crate::text::Unit;
use crate::text::number::{Number, round};
use crate::text::unit::UnitKind;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The past values of a figure, oldest first, with this edition's own.
///
/// `own` is what the entry itself gives (`values`); `earlier` is the same id in the edition before, when there is one. Own values
/// win; those of earlier editions complete them when both speak of years and count the same thing.
pub fn history(
    own: Vec<Row>,
    value: Option<Number>,
    year: Option<i32>,
    same_unit: bool,
    earlier: Option<&Figure>,
) -> Vec<Row> {
    let mut rows = own;
    if !rows.iter().all(|row| is_year(&row.label)) {
        return rows;
    }
    for row in earlier.filter(|_| same_unit).map_or(&[][..], |figure| &figure.history) {
        if is_year(&row.label) && rows.iter().all(|known| known.label != row.label) {
            rows.push(row.clone());
        }
    }
    if let (Some(year), Some(_)) = (year, value)
        && rows.iter().all(|row| row.label != year.to_string())
    {
        rows.push(Row::new(year.to_string(), value));
    }
    rows.sort_by(|a, b| a.label.cmp(&b.label));
    rows
}

/// Whether a label is a year, so that histories of several editions can be joined.
pub fn is_year(label: &str) -> bool {
    label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit())
}

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
    let (before, last) = (&history[before], &history[last]);
    let (old, new) = (before.value?, last.value?);
    let is_own = *cell == Cell::Own;
    if figure.qualifier.is_some() || (is_own && figure.value.is_some_and(|value| value.value != new.value)) {
        return None;
    }
    let difference = new.value.checked_sub(old.value)?;
    let decimals = old.decimals.max(new.decimals);
    let kind = figure.unit.as_ref().map_or(UnitKind::Counted, |unit| unit.kind);
    let mut times = None;
    let (size, unit) = if matches!(kind, UnitKind::Percent | UnitKind::Points) {
        (Number::new(difference.abs()).with_decimals(decimals), Some(Unit::points()))
    } else if old.value <= Decimal::ZERO || new.value < Decimal::ZERO {
        return None;
    } else if old.value < FEW.into() && kind == UnitKind::Counted {
        (Number::new(difference.abs()).with_decimals(decimals), figure.unit.clone())
    } else {
        let share = difference.abs().checked_div(old.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let ratio = round(new.value.checked_div(old.value)?, 1);
        times = (ratio >= MANY_TIMES.into()).then(|| Number::new(ratio.normalize()));
        // A change is never printed as none: the smallest gets as many decimals as it needs.
        let decimals = (1..=6).find(|&decimals| share.is_zero() || !round(share, decimals).is_zero())?;
        (Number::new(round(share, decimals)).with_decimals(decimals), Some(Unit::percent()))
    };
    Some(Change { size, unit, direction: difference.cmp(&Decimal::ZERO), times, since: before.label.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, value: i64) -> Row {
        Row::new(label, Some(Number::new(Decimal::from(value))))
    }

    #[test]
    fn own_values_win_and_the_year_is_added() {
        let now = Some(Number::new(Decimal::from(67_915)));
        let rows = history(vec![row("2021", 93_000), row("2020", 137_000)], now, Some(2022), true, None);
        let labels: Vec<_> = rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["2020", "2021", "2022"]);
        let months = history(vec![row("juin 2020", 25), row("décembre 2020", 53)], now, Some(2022), true, None);
        assert_eq!(months.len(), 2);
    }

    fn moved(unit: Option<&str>, old: i64, new: i64) -> Option<Change> {
        let history = vec![row("2021", old), row("2022", new)];
        let place = crate::finding::Place::file(&std::sync::Arc::from("figures.yaml"));
        change(&Figure {
            id: "a".to_owned(),
            label: "A".to_owned(),
            value: history[1].value,
            qualifier: None,
            unit: unit.map(|unit| Unit::new(unit, None)),
            history,
            shape: crate::model::Shape::Scalar,
            scope: None,
            as_of: None,
            period: None,
            source: None,
            note: None,
            annotations: Vec::new(),
            definition: None,
            derivation: None,
            revisions: Vec::new(),
            breaks: Vec::new(),
            target: None,
            better: None,
            provisional: false,
            owner: None,
            tags: Vec::new(),
            chart: None,
            chapter: None,
            place,
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
