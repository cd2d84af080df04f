//! One cell of a figure → its value, and its share of the whole.

use crate::model::{Cell, Figure, Row, Shape};
use crate::text::number::{Number, round};
use crate::text::unit::UnitKind;
use rust_decimal::Decimal;

/// The value of a cell; `None` when the figure has no such cell or its value is missing.
pub fn value(figure: &Figure, cell: &Cell) -> Option<Number> {
    match cell {
        Cell::Own => figure.value,
        Cell::Period(period) => among(&figure.history, period),
        Cell::Row(label) => match &figure.shape {
            Shape::Rows(rows) => among(rows, label),
            Shape::Scalar | Shape::Series(_) => None,
        },
        Cell::Series { series, row } => match &figure.shape {
            Shape::Series(grid) => {
                let column = grid.series.iter().position(|name| name == series)?;
                let (_, values) = grid.rows.iter().find(|(label, _)| label == row)?;
                *values.get(column)?
            }
            Shape::Scalar | Shape::Rows(_) => None,
        },
    }
}

fn among(rows: &[Row], label: &str) -> Option<Number> {
    rows.iter().find(|row| row.label == label).and_then(|row| row.value)
}

/// Why a value has no share to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoShare {
    /// It is a percentage already.
    Percentage,
    /// It is no part of anything: neither a category nor a value with a target.
    NoWhole,
    /// A value of the breakdown is missing, so that its total is unknown.
    Incomplete,
    /// Shares of what is negative or zero say nothing.
    NotPositive,
}

/// The share of a cell, in percent: of the figure's own value or of the sum of its categories for a category, of the
/// target for the figure's own value. One decimal, more where it would read 0 or 100 without being so.
///
/// # Errors
/// Why there is none.
pub fn share(figure: &Figure, cell: &Cell) -> Result<Number, NoShare> {
    if figure.unit.as_ref().is_some_and(|unit| matches!(unit.kind, UnitKind::Percent | UnitKind::Points)) {
        return Err(NoShare::Percentage);
    }
    let own = value(figure, cell).ok_or(NoShare::Incomplete)?;
    let part = own.value;
    let whole = match (cell, &figure.shape) {
        (Cell::Own, _) => figure.target.map(|target| target.value).ok_or(NoShare::NoWhole)?,
        (Cell::Row(_), Shape::Rows(rows)) => match figure.value {
            Some(whole) => whole.value,
            None => sum(rows.iter().filter(|row| !is_detail(&row.label)).map(|row| row.value))?,
        },
        (Cell::Series { series, .. }, Shape::Series(grid)) => {
            let column = grid.series.iter().position(|name| name == series).ok_or(NoShare::NoWhole)?;
            let rows = grid.rows.iter().filter(|(label, _)| !is_detail(label));
            if rows.clone().all(|(label, _)| super::is_year(label)) {
                return Err(NoShare::NoWhole);
            }
            sum(rows.map(|(_, values)| values.get(column).copied().flatten()))?
        }
        _ => return Err(NoShare::NoWhole),
    };
    if part < Decimal::ZERO || whole <= Decimal::ZERO {
        return Err(NoShare::NotPositive);
    }
    let percent = part.checked_div(whole).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    let percent = percent.ok_or(NoShare::NotPositive)?;
    let is_bare = |rounded: Decimal| rounded != percent && (rounded.is_zero() || rounded == Decimal::ONE_HUNDRED);
    let decimals = (1..=6).find(|&decimals| !is_bare(round(percent, decimals))).unwrap_or(6);
    Ok(Number::new(round(percent, decimals)).with_decimals(decimals).qualified(own.qualifier))
}

fn sum(values: impl Iterator<Item = Option<Number>>) -> Result<Decimal, NoShare> {
    let mut total = Decimal::ZERO;
    for value in values {
        total = total.checked_add(value.ok_or(NoShare::Incomplete)?.value).ok_or(NoShare::NotPositive)?;
    }
    Ok(total)
}

/// Whether a category is a part of the one above it, not of the whole.
pub fn is_detail(label: &str) -> bool {
    label.starts_with("dont ") || label.starts_with("of which ")
}
