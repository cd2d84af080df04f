//! What must hold between figures → the findings of what does not, with the arithmetic as an auditor would write it.

use super::account;
use super::cell::is_detail;
use super::compute::{self, Computation, Quantity};
use super::exact::Exact;
use super::settle::are_settled;
use super::settled::Settled;
use super::units::Counts;
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::model::{Figure, Shape};
use crate::text::fold::fold;
use crate::text::{Number, Unit, number};
use rust_decimal::Decimal;

/// Something that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What.
    pub claim: Claim,
    /// How far from exact it may be; what rounding explains when it is not stated.
    pub tolerance: Option<Decimal>,
    /// Where it is written.
    pub place: Place,
}

/// What a check claims.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// The value of the figure, or the one that is stated, is so to what is computed.
    Compared(Option<Stated>, Relation, Box<Computation>),
    /// Its rows, series by series, sum to that.
    Sum(Number),
}

/// A value that a check states.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The value.
    pub number: Number,
    /// Its unit, when one is written.
    pub unit: Option<Unit>,
}

/// How a value must be to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same, but for rounding.
    Equal,
    /// Not more.
    AtMost,
    /// Not less.
    AtLeast,
}

/// Percentages that sum to a hundred but for that much were probably meant to sum to a hundred.
const NEAR: i64 = 5;

/// Checks what one figure claims, and what its parts should be without being asked.
pub(super) fn figure(index: usize, checks: &[Check], ledger: &Settled, failed: &[bool], findings: &mut Vec<Finding>) {
    let figure = ledger.figures[index].as_ref().expect("settled figures are checked");
    for check in checks {
        match &check.claim {
            Claim::Compared(stated, relation, computation) => {
                if are_settled(&computation.references(), ledger, failed) {
                    let result = compared(index, figure, check, (stated.as_ref(), *relation, computation), ledger);
                    findings.extend(result.unwrap_or_else(Some).map(|finding| *finding));
                }
            }
            Claim::Sum(whole) => sums(figure, check, whole, ledger, findings),
        }
    }
    if checks.iter().all(|check| !matches!(check.claim, Claim::Sum(_))) {
        hundred(figure, ledger, findings);
    }
}

/// The name of a series, `None` for a breakdown, and its rows that have a value.
type Column<'a> = (Option<&'a str>, Vec<(&'a str, Number)>);

type Compared<'a> = (Option<&'a Stated>, Relation, &'a Computation);

/// The finding of a comparison that does not hold; an error when it cannot be made.
fn compared(
    index: usize,
    figure: &Figure,
    check: &Check,
    (stated, relation, computation): Compared,
    ledger: &Settled,
) -> Result<Option<Box<Finding>>, Box<Finding>> {
    let id = &figure.id;
    let right = compute::compute(computation, ledger, &check.place)?;
    let counts = Counts::of(figure.unit.as_ref());
    let number = stated.map(|stated| stated.number).or(figure.value).ok_or_else(|| {
        Finding::new(
            Code::FigureShape,
            check.place.clone(),
            phrase!("« {id} » n’a pas de valeur à contrôler", "`{id}` has no value to check"),
        )
        .remedy(phrase!(
            "donnez-lui une valeur, ou écrivez « egal: … » dans le contrôle",
            "give it a value, or write `equals: …` in the check"
        ))
    })?;
    let mut left = match stated {
        Some(Stated { unit: None, .. }) => Quantity::printed(&number, right.counts.clone()),
        Some(Stated { unit, .. }) => Quantity::printed(&number, Counts::of(unit.as_ref())),
        None => Quantity::printed(&number, counts),
    };
    if let (None, Some(exact)) = (stated, ledger.exact[index]) {
        left.value = exact;
    }
    if left.counts.plus(&right.counts).is_err() {
        return Err(Box::new(compute::incomparable(&left.counts, &right.counts, &check.place)));
    }
    let rounding = left.slack.plus(right.slack).unwrap_or(left.slack);
    let tolerance = check.tolerance.map_or(rounding, Exact::of);
    let too_long = || phrase!("ce calcul dépasse ce qui peut être exact", "this computation exceeds what can be exact");
    let gap = left
        .value
        .minus(right.value)
        .ok_or_else(|| Box::new(Finding::new(Code::FigureFormula, check.place.clone(), too_long())))?;
    let holds = match relation {
        Relation::Equal => gap.abs() <= tolerance,
        Relation::AtMost => gap <= tolerance,
        Relation::AtLeast => gap >= Exact::ZERO.minus(tolerance).unwrap_or(Exact::ZERO),
    };
    if holds {
        return Ok(None);
    }
    let unit = left.counts.unit();
    let written = number::print_with_unit(&number, unit.as_ref(), ledger.lang);
    let computed = number::print_with_unit(&account::shown(right.value, &number), unit.as_ref(), ledger.lang);
    let message = match relation {
        Relation::Equal if stated.is_some() => phrase!(
            "le contrôle de « {id} » attend {written}, le calcul donne {computed}",
            "the check of `{id}` expects {written}, the computation gives {computed}"
        ),
        Relation::Equal => phrase!(
            "« {id} » vaut {written}, le calcul donne {computed}",
            "`{id}` is {written}, the computation gives {computed}"
        ),
        Relation::AtMost => {
            phrase!("« {id} » vaut {written}, plus que {computed}", "`{id}` is {written}, more than {computed}")
        }
        Relation::AtLeast => {
            phrase!("« {id} » vaut {written}, moins que {computed}", "`{id}` is {written}, less than {computed}")
        }
    };
    let mut finding = Finding::new(Code::CheckFailed, check.place.clone(), message);
    if !computation.references().is_empty() {
        finding = finding.note(account::of(computation, &right, &number, gap.abs(), tolerance, ledger)?);
    }
    for reference in computation.references() {
        if let Some(input) = ledger.ids.get(&reference.id).filter(|&&input| input != index) {
            let (id, place) = (&reference.id, ledger.figures[*input].as_ref().map(|figure| figure.place.clone()));
            finding = match place {
                Some(place) => finding.note_at(place, phrase!("« {id} »", "`{id}`")),
                None => finding,
            };
        }
    }
    Ok(Some(Box::new(finding.remedy(correct(gap.abs(), right.value, ledger)))))
}

/// What to write instead; a gap is only meant where it is small beside what it is a gap from.
fn correct(gap: Exact, beside: Exact, ledger: &Settled) -> Phrase {
    let is_small = gap.times(Exact::TEN).is_some_and(|ten| ten <= beside.abs());
    let gap = account::plain(gap, ledger.lang);
    match is_small {
        true => phrase!(
            "corrigez l’un des termes ; un écart voulu s’écrit « tolerance: {gap} »",
            "correct one of the terms; a gap that is meant is written `tolerance: {gap}`"
        ),
        false => phrase!("corrigez l’un des termes, ou le contrôle", "correct one of the terms, or the check"),
    }
}

/// The rows of a figure that have a value, series by series, without the details of another row.
fn columns(figure: &Figure) -> Vec<Column<'_>> {
    match &figure.shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => {
            let whole = rows.iter().filter(|row| !is_detail(&row.label));
            vec![(None, whole.filter_map(|row| Some((row.label.as_str(), row.value?))).collect())]
        }
        Shape::Series(grid) => grid
            .series
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let whole = grid.rows.iter().filter(|(label, _)| !is_detail(label));
                let cells = whole.filter_map(|(label, values)| Some((label.as_str(), (*values.get(at)?)?)));
                (Some(name.as_str()), cells.collect())
            })
            .collect(),
    }
}

/// The sum of rows and what their rounding explains; `None` when it is too long.
fn total(rows: &[(&str, Number)], counts: &Counts) -> Option<(Exact, Exact)> {
    rows.iter().try_fold((Exact::ZERO, Exact::ZERO), |(sum, slack), (_, number)| {
        let row = Quantity::printed(number, counts.clone());
        Some((sum.plus(row.value)?, slack.plus(row.slack)?))
    })
}

fn sums(figure: &Figure, check: &Check, whole: &Number, ledger: &Settled, findings: &mut Vec<Finding>) {
    let (id, counts) = (&figure.id, Counts::of(figure.unit.as_ref()));
    let columns = columns(figure);
    if columns.is_empty() {
        findings.push(
            Finding::new(
                Code::FigureShape,
                check.place.clone(),
                phrase!("« {id} » n’a pas de lignes à additionner", "`{id}` has no rows to add up"),
            )
            .remedy(phrase!("ajoutez « lignes », ou retirez ce contrôle", "add `rows`, or remove this check")),
        );
    }
    for (series, rows) in columns {
        let Some((sum, slack)) = total(&rows, &counts) else { continue };
        let tolerance = check.tolerance.map_or(slack, Exact::of);
        let Some(gap) = sum.minus(Exact::of(whole.value)).map(Exact::abs) else { continue };
        if gap > tolerance {
            let (sum_text, whole_text) = (account::exact(sum, figure, ledger), ledger.print(whole, figure));
            let message = summed(figure, series, &sum_text, &whole_text);
            findings.push(
                Finding::new(Code::CheckFailed, check.place.clone(), message)
                    .remedy(correct(gap, sum, ledger))
                    .note(account::column(&rows, sum, ledger.lang)),
            );
        }
    }
}

fn summed(figure: &Figure, series: Option<&str>, sum: &str, whole: &str) -> Phrase {
    let id = &figure.id;
    match series {
        None => phrase!("les lignes de « {id} » font {sum}, non {whole}", "the rows of `{id}` make {sum}, not {whole}"),
        Some(series) => phrase!(
            "la série « {series} » de « {id} » fait {sum}, non {whole}",
            "the series `{series}` of `{id}` makes {sum}, not {whole}"
        ),
    }
}

/// Percentages that nearly sum to a hundred, more than rounding explains.
fn hundred(figure: &Figure, ledger: &Settled, findings: &mut Vec<Finding>) {
    let counts = Counts::of(figure.unit.as_ref());
    if counts != Counts::Percent {
        return;
    }
    for (series, rows) in columns(figure) {
        let is_share = rows.len() > 1
            && rows.iter().all(|(_, number)| number.value > Decimal::ZERO && number.value < Decimal::ONE_HUNDRED);
        let Some((sum, slack)) = total(&rows, &counts).filter(|_| is_share) else { continue };
        let Some(gap) = sum.minus(Exact::HUNDRED).map(Exact::abs) else { continue };
        if gap > slack && gap <= Exact::of(NEAR.into()) {
            let (sum_text, whole) =
                (account::exact(sum, figure, ledger), ledger.print(&Number::new(Decimal::ONE_HUNDRED), figure));
            findings.push(
                Finding::new(Code::PercentSum, figure.place.clone(), summed(figure, series, &sum_text, &whole))
                    .remedy(phrase!(
                        "corrigez une ligne ; si ces parts ne font pas un tout, « controles: {{somme: 100, tolerance: {NEAR}}} » le dit",
                        "correct a row; if these shares make no whole, `checks: {{sum: 100, tolerance: {NEAR}}}` says so"
                    ))
                    .note(account::column(&rows, sum, ledger.lang)),
            );
        }
    }
}

/// Two figures of one edition that say they count the same, with different values.
pub(super) fn edition(ledger: &Settled, failed: &[bool], findings: &mut Vec<Finding>) {
    let said = |figure: &Figure| {
        let unit = figure.unit.as_ref().map(|unit| fold(&unit.many));
        let when = [&figure.as_of, &figure.period].map(|when| when.as_deref().map(fold));
        (fold(&figure.label), unit, figure.scope, when)
    };
    let mut known = std::collections::BTreeMap::new();
    let settled =
        ledger.figures.iter().zip(failed).filter(|(_, failed)| !**failed).filter_map(|(figure, _)| figure.as_ref());
    for figure in settled.filter(|figure| !figure.label.is_empty()) {
        let Some(value) = figure.value else { continue };
        let first: &mut (&Figure, Number) = known.entry(said(figure)).or_insert((figure, value));
        if first.1.value == value.value {
            continue;
        }
        let (id, other) = (&figure.id, &first.0.id);
        let (one, two) =
            (ledger.print(&value, figure), number::print_with_unit(&first.1, first.0.unit.as_ref(), ledger.lang));
        let mut finding = Finding::new(
            Code::FigureConflict,
            figure.place.clone(),
            phrase!(
                "« {id} » et « {other} » comptent la même chose : {one} et {two}",
                "`{id}` and `{other}` count the same thing: {one} and {two}"
            ),
        )
        .remedy(phrase!(
            "gardez l’un des deux, ou dites dans le libellé, le périmètre ou la période ce qui les distingue",
            "keep one of them, or tell in the label, the scope or the period what sets them apart"
        ))
        .note_at(first.0.place.clone(), phrase!("l’autre est ici", "the other one is here"));
        // Two bodies may count the same on their own ground.
        if figure.source != first.0.source {
            finding.severity = crate::finding::Severity::Warning;
        }
        findings.push(finding);
    }
}
