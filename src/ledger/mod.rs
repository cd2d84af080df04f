//! What follows from figures of several years: histories and changes.

use crate::model::{Figure, Row};
use crate::text::number::{Number, round};
use crate::text::unit::UnitKind;
use rust_decimal::Decimal;

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
        rows.push(Row { label: year.to_string(), value });
    }
    rows.sort_by(|a, b| a.label.cmp(&b.label));
    rows
}

/// Whether a label is a year, so that histories of several editions can be joined.
pub fn is_year(label: &str) -> bool {
    label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// How much a figure moved between its last two known values.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Percentage, or points for a percentage; signed. Decimals: one for percentages, those of the values for points.
    pub amount: Number,
    /// Whether it is in points.
    pub in_points: bool,
    /// The period it is counted from.
    pub since: String,
    /// The period it is counted to.
    pub until: String,
}

/// The change between the last two values of a history; `None` without two values, from zero, or beyond exact arithmetic.
pub fn change(figure: &Figure) -> Option<Change> {
    let [.., before, last] = figure.history.as_slice() else { return None };
    let (old, new) = (before.value?, last.value?);
    let in_points = figure.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Percent);
    let difference = new.value.checked_sub(old.value)?;
    let amount = if in_points {
        Number::new(difference).with_decimals(old.decimals.max(new.decimals))
    } else {
        if old.value <= Decimal::ZERO {
            return None;
        }
        let share = difference.checked_div(old.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
        Number::new(round(share, 1)).with_decimals(1)
    };
    Some(Change { amount, in_points, since: before.label.clone(), until: last.label.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, value: i64) -> Row {
        Row { label: label.to_owned(), value: Some(Number::new(Decimal::from(value))) }
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
}
