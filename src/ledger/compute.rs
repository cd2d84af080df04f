//! A computation and the figures settled so far → its exact result, what that counts, and how it was obtained.

use super::exact::Exact;
use super::formula::{Expression, Operator, Reference};
use super::settled::{Found, Settled};
use super::units::Counts;
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::model::{Derivation, Piece};
use crate::text::{Number, Scale, Unit, UnitKind};

/// What is computed from the ledger.
#[derive(Clone, Debug, PartialEq)]
pub enum Computation {
    /// Arithmetic: formulas, shares, ratios.
    Expression(Expression),
    /// The sum of several values.
    Total(Vec<Reference>),
    /// The sum of the rows of a figure.
    Rows(Reference),
    /// How a figure moved: its value now, and that of the period it is compared with; in % of what it was, in points when it is a percentage.
    Change(Reference, Reference),
}

impl Computation {
    /// The values it names.
    pub(super) fn references(&self) -> Vec<&Reference> {
        match self {
            Self::Expression(expression) => expression.references(),
            Self::Total(references) => references.iter().collect(),
            Self::Rows(reference) => vec![reference],
            Self::Change(now, before) => vec![now, before],
        }
    }
}

/// A value while it is computed.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    pub(super) value: Exact,
    pub(super) counts: Counts,
    /// How far the rounding of what it comes from may have moved it.
    pub(super) slack: Exact,
    /// Decimals and scale that follow from those of its terms; `None` once multiplied or divided.
    pub(super) print: Option<(u32, Scale)>,
}

impl Quantity {
    /// A value as it is printed; `counts` is what it counts.
    pub(super) fn printed(number: &Number, counts: Counts) -> Self {
        let is_money = matches!(&counts, Counts::Unit(unit) if unit.kind == UnitKind::Currency);
        let is_rounded = number.scale != Scale::One
            || matches!(counts, Counts::Percent | Counts::Points)
            || (number.decimals > 0 && !is_money);
        let value = Exact::of(number.value);
        let slack = match (number.qualifier.is_some(), is_rounded) {
            (true, _) => Exact::half_figure(number),
            (false, true) => Exact::half_digit(number),
            (false, false) => Exact::ZERO,
        };
        Self { value, counts, slack, print: Some((number.decimals, number.scale)) }
    }

    /// A number of a formula: nothing is rounded in it.
    pub(super) fn typed(number: &Number, unit: Option<&str>) -> Self {
        let counts = unit.map_or(Counts::Free, |unit| Counts::of(Some(&Unit::new(unit, None))));
        Self {
            value: Exact::of(number.value),
            counts,
            slack: Exact::ZERO,
            print: Some((number.decimals, number.scale)),
        }
    }

    /// The number that is printed, with those decimals or those that suit it; `None` when it is too long.
    pub(super) fn number(&self, decimals: Option<u32>) -> Option<Number> {
        if let Some((known, scale)) = self.print {
            let decimals = decimals.unwrap_or(known);
            let places = decimals.saturating_sub(scale.exponent());
            return Some(Number { decimals, scale, ..Number::new(self.value.round(places)?.normalize()) });
        }
        let most = decimals.unwrap_or_else(|| self.suitable());
        let least =
            if decimals.is_some() { most } else { (0..=most).find(|&places| self.value.fits(places)).unwrap_or(most) };
        // Money has its two digits of cents or none.
        let is_money =
            matches!(&self.counts, Counts::Unit(unit) | Counts::Per(unit, _) if unit.kind == UnitKind::Currency);
        let least = if is_money && decimals.is_none() && least > 0 { most } else { least };
        Some(Number::new(self.value.round(least)?).with_decimals(least))
    }

    /// Decimals of a product or a quotient: one for percentages and points, two for money, else three significant digits;
    /// more for what would be printed as nothing.
    fn suitable(&self) -> u32 {
        let size = self.value.abs();
        let first = match &self.counts {
            Counts::Percent | Counts::Points => 1,
            Counts::Unit(unit) | Counts::Per(unit, _) if unit.kind == UnitKind::Currency => 2,
            _ if size >= Exact::HUNDRED => 0,
            _ if size >= Exact::TEN => 1,
            _ => 2,
        };
        (first..=9)
            .find(|&places| size.is_zero() || size.round(places).is_none_or(|rounded| !rounded.is_zero()))
            .unwrap_or(first)
    }
}

/// Computes; the place is that of the whole computation.
pub(super) fn compute(computation: &Computation, ledger: &Settled, place: &Place) -> Result<Quantity, Box<Finding>> {
    match computation {
        Computation::Expression(expression) => evaluate(expression, ledger),
        Computation::Total(references) => {
            let (first, others) = references.split_first().expect("a total has terms");
            others.iter().try_fold(ledger.find(first)?.quantity, |sum, reference| {
                operation(&sum, Operator::Plus, &ledger.find(reference)?.quantity, false, &reference.place)
            })
        }
        Computation::Rows(reference) => {
            let mut rows = ledger.rows(reference)?.into_iter().map(|found| found.quantity);
            let first = rows.next().expect("a figure that has rows");
            rows.try_fold(first, |sum, next| operation(&sum, Operator::Plus, &next, false, place))
        }
        Computation::Change(now, before) => {
            let (before, now) = ledger.change(now, before)?;
            let difference = operation(&now.quantity, Operator::Minus, &before.quantity, false, place)?;
            if difference.counts == Counts::Points {
                return Ok(difference);
            }
            if before.quantity.value.is_zero() {
                return Err(ledger.by_zero(&Expression::Value(before.reference), place));
            }
            let share = operation(&difference, Operator::Over, &before.quantity, false, place)?;
            let hundred = Quantity::typed(&Number::new(rust_decimal::Decimal::ONE_HUNDRED), None);
            operation(&share, Operator::Times, &hundred, true, place)
        }
    }
}

fn evaluate(expression: &Expression, ledger: &Settled) -> Result<Quantity, Box<Finding>> {
    match expression {
        Expression::Number(number, unit) => Ok(Quantity::typed(number, unit.as_deref())),
        Expression::Value(reference) => ledger.find(reference).map(|found| found.quantity),
        Expression::Opposite(inner) => {
            let inner = evaluate(inner, ledger)?;
            Ok(Quantity { value: Exact::ZERO.minus(inner.value).expect("an opposite is as long"), ..inner })
        }
        Expression::Operation(a, sign, b, place) => {
            let (left, right) = (evaluate(a, ledger)?, evaluate(b, ledger)?);
            if *sign == Operator::Over && right.value.is_zero() {
                return Err(ledger.by_zero(b, place));
            }
            let is_hundred = [&**a, &**b].into_iter().any(|side| {
                matches!(side, Expression::Number(number, None) if number.value == rust_decimal::Decimal::ONE_HUNDRED)
            });
            operation(&left, *sign, &right, is_hundred, place)
        }
    }
}

fn operation(
    a: &Quantity,
    sign: Operator,
    b: &Quantity,
    is_hundred: bool,
    place: &Place,
) -> Result<Quantity, Box<Finding>> {
    let misfit = || Box::new(misfit(&a.counts, sign, &b.counts, place));
    let (counts, factor) = match sign {
        Operator::Plus => (a.counts.plus(&b.counts).map_err(|_| misfit())?, None),
        Operator::Minus => (a.counts.minus(&b.counts).map_err(|_| misfit())?, None),
        Operator::Times => a.counts.times(&b.counts, is_hundred),
        Operator::Over => a.counts.over(&b.counts),
    };
    let factor = factor.unwrap_or(Exact::ONE);
    let computed = || {
        let value = match sign {
            Operator::Plus => a.value.plus(b.value)?,
            Operator::Minus => a.value.minus(b.value)?,
            Operator::Times => a.value.times(b.value)?,
            Operator::Over => a.value.over(b.value)?,
        };
        // To the first order, which is what rounding calls for.
        let slack = match sign {
            _ if a.slack.is_zero() && b.slack.is_zero() => Exact::ZERO,
            Operator::Plus | Operator::Minus => a.slack.plus(b.slack)?,
            Operator::Times => a.value.abs().times(b.slack)?.plus(b.value.abs().times(a.slack)?)?,
            Operator::Over => a.slack.plus(value.abs().times(b.slack)?)?.over(b.value.abs())?,
        };
        Some((value.times(factor)?, slack.times(factor)?))
    };
    let (value, slack) = computed().ok_or_else(|| {
        Box::new(
            Finding::new(
                Code::FigureFormula,
                place.clone(),
                phrase!("ce calcul dépasse ce qui peut être exact", "this computation exceeds what can be exact"),
            )
            .remedy(phrase!(
                "arrondissez ses termes, ou coupez-le en plusieurs chiffres",
                "round its terms, or cut it into several figures"
            )),
        )
    })?;
    let print = match (sign, a.print, b.print) {
        (Operator::Plus | Operator::Minus, Some(a), Some(b)) => Some(wider(a, b)),
        _ => None,
    };
    Ok(Quantity { value, counts, slack, print })
}

/// The decimals and the scale that hold both: `1,29 million` and `7,8 millions` stay in millions, else all is written in full.
fn wider((a, a_scale): (u32, Scale), (b, b_scale): (u32, Scale)) -> (u32, Scale) {
    if a_scale == b_scale {
        return (a.max(b), a_scale);
    }
    (a.saturating_sub(a_scale.exponent()).max(b.saturating_sub(b_scale.exponent())), Scale::One)
}

/// Two values that cannot be added or subtracted.
fn misfit(a: &Counts, sign: Operator, b: &Counts, place: &Place) -> Finding {
    let (one, other) = (name(a), name(b));
    let (one_fr, one_en, other_fr, other_en) = (&one.fr, &one.en, &other.fr, &other.en);
    let message = match sign {
        Operator::Minus => {
            phrase!("on ne soustrait pas {other_fr} de {one_fr}", "{other_en} cannot be subtracted from {one_en}")
        }
        _ => phrase!("on n’additionne pas {one_fr} et {other_fr}", "{one_en} and {other_en} cannot be added"),
    };
    mixed(message, place)
}

/// Two values that cannot be compared.
pub(super) fn incomparable(a: &Counts, b: &Counts, place: &Place) -> Finding {
    let (one, other) = (name(a), name(b));
    let (one_fr, one_en, other_fr, other_en) = (&one.fr, &one.en, &other.fr, &other.en);
    mixed(phrase!("on ne compare pas {one_fr} et {other_fr}", "{one_en} and {other_en} cannot be compared"), place)
}

fn mixed(message: Phrase, place: &Place) -> Finding {
    Finding::new(Code::FigureUnits, place.clone(), message).remedy(phrase!(
        "vérifiez les identifiants et l’unité de chaque chiffre",
        "check the ids and the unit of each figure"
    ))
}

/// What is counted, inside a sentence.
pub(super) fn name(counts: &Counts) -> Phrase {
    match counts.unit() {
        Some(unit) => {
            let many = unit.many;
            phrase!("« {many} »", "`{many}`")
        }
        None if *counts == Counts::Share => phrase!("un rapport sans unité", "a ratio without a unit"),
        None => phrase!("un nombre sans unité", "a number without a unit"),
    }
}

/// How a result was obtained, for its readers.
pub(super) fn derivation(computation: &Computation, ledger: &Settled) -> Result<Derivation, Box<Finding>> {
    let plus = || Piece::Sign(Operator::Plus.sign());
    let joined = |found: Vec<Found>| {
        let mut pieces = Vec::new();
        for found in found {
            if !pieces.is_empty() {
                pieces.push(plus());
            }
            pieces.push(Piece::Input(found.input));
        }
        pieces
    };
    let pieces = match computation {
        Computation::Expression(expression) => {
            let mut pieces = Vec::new();
            write(expression, ledger, &mut pieces)?;
            pieces
        }
        Computation::Total(references) => {
            joined(references.iter().map(|reference| ledger.find(reference)).collect::<Result<_, _>>()?)
        }
        Computation::Rows(reference) => joined(ledger.rows(reference)?),
        Computation::Change(now, before) => {
            let (before, now) = ledger.change(now, before)?;
            let is_points = before.quantity.counts == Counts::Percent;
            let difference =
                [Piece::Input(now.input), Piece::Sign(Operator::Minus.sign()), Piece::Input(before.input.clone())];
            if is_points {
                difference.to_vec()
            } else {
                let hundred = Piece::Number(Number::new(rust_decimal::Decimal::ONE_HUNDRED));
                let after = [')', Operator::Over.sign()].map(Piece::Sign);
                let times = [Piece::Input(before.input), Piece::Sign(Operator::Times.sign()), hundred];
                [Piece::Sign('(')].into_iter().chain(difference).chain(after).chain(times).collect()
            }
        }
    };
    Ok(Derivation { pieces })
}

fn write(expression: &Expression, ledger: &Settled, pieces: &mut Vec<Piece>) -> Result<(), Box<Finding>> {
    match expression {
        Expression::Number(number, _) => pieces.push(Piece::Number(*number)),
        Expression::Value(reference) => pieces.push(Piece::Input(ledger.find(reference)?.input)),
        Expression::Opposite(inner) => {
            pieces.push(Piece::Sign(Operator::Minus.sign()));
            enclose(inner, matches!(**inner, Expression::Operation(..)), ledger, pieces)?;
        }
        Expression::Operation(a, sign, b, _) => {
            enclose(a, rank(a) < sign.rank(), ledger, pieces)?;
            pieces.push(Piece::Sign(sign.sign()));
            // a − (b + c) and a ÷ (b × c) keep their parentheses.
            let same = matches!(sign, Operator::Minus | Operator::Over) && rank(b) == sign.rank();
            enclose(b, rank(b) < sign.rank() || same, ledger, pieces)?;
        }
    }
    Ok(())
}

fn enclose(
    expression: &Expression,
    is_enclosed: bool,
    ledger: &Settled,
    pieces: &mut Vec<Piece>,
) -> Result<(), Box<Finding>> {
    if is_enclosed {
        pieces.push(Piece::Sign('('));
    }
    write(expression, ledger, pieces)?;
    if is_enclosed {
        pieces.push(Piece::Sign(')'));
    }
    Ok(())
}

fn rank(expression: &Expression) -> u8 {
    match expression {
        Expression::Operation(_, sign, ..) => sign.rank(),
        _ => u8::MAX,
    }
}
