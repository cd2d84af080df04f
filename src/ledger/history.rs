//! A figure and the same in an earlier edition → its history, with what was stated again and where it counts something else.

use super::units::same;
use crate::finding::{Code, Finding, Place, phrase};
use crate::model::{Break, Cause, Figure, Revision, Row, Scope, Shape};
use crate::text::{Lang, Number, Unit, UnitKind, number};

/// The figures of an earlier edition.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// Its name.
    pub edition: &'a str,
    /// Settled.
    pub figures: &'a [Figure],
}

/// A reason given for a period: why a value was stated again, or why the series breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The period, as printed.
    pub period: String,
    /// Why, for readers.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

/// What an author says of the history of a figure.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Why past values differ from those of an earlier edition.
    pub revised: Vec<Reason>,
    /// From which period it counts something else, and why.
    pub breaks: Vec<Reason>,
    /// Where each past value is written.
    pub places: Vec<(String, Place)>,
}

/// Whether a label is a year, so that histories of several editions can be joined.
pub fn is_year(label: &str) -> bool {
    label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a figure begins to count something else after one row of its history and up to another.
pub(super) fn is_broken(figure: &Figure, from: usize, upto: usize) -> bool {
    let rows = figure.history.get(from + 1..=upto).unwrap_or_default();
    rows.iter().any(|row| figure.breaks.iter().any(|broken| broken.period == row.label))
}

/// The rows of a figure's history since it counts what it counts now.
pub fn since_break(figure: &Figure) -> &[Row] {
    let last = figure.breaks.last().and_then(|broken| figure.history.iter().position(|row| row.label == broken.period));
    &figure.history[last.unwrap_or(0)..]
}

/// Completes the history of a figure, whose own past values stand in it as typed, with this edition's value and with what the
/// latest edition before says of the same id. Own values win; what they change must be told.
pub(super) fn settle(
    figure: &mut Figure,
    told: &Told,
    year: Option<i32>,
    earlier: &[Past],
    lang: Lang,
    findings: &mut Vec<Finding>,
) {
    let before = earlier.iter().rev().find_map(|past| {
        past.figures.iter().find(|earlier| earlier.id == figure.id).map(|earlier| (past.edition, earlier))
    });
    let own_period = figure.period.clone().filter(|period| is_year(period)).or(year.map(|year| year.to_string()));
    let joins = figure.history.iter().all(|row| is_year(&row.label));
    if let (true, Some(label), Some(_)) = (joins, own_period, figure.value) {
        match figure.history.iter_mut().find(|row| row.label == label) {
            Some(row) => {
                row.provisional = figure.provisional;
                let same = row.value.zip(figure.value).filter(|(row, own)| row.value == own.value);
                row.value = same.map(|(row, own)| row.qualified(own.qualifier)).or(row.value);
            }
            None => {
                figure.history.push(Row { label, value: figure.value, provisional: figure.provisional });
            }
        }
        figure.history.sort_by(|a, b| a.label.cmp(&b.label));
    }
    let mut revisions = Revisions { told, lang, used: Vec::new() };
    let cause = before.and_then(|(_, before)| cause(before, figure));
    if let Some((edition, before)) = before.filter(|_| joins) {
        join(figure, edition, before, cause.clone(), &mut revisions, findings);
    }
    if let Some((edition, before)) = before.filter(|_| cause.is_none()) {
        restated_rows(figure, edition, before, &mut revisions, findings);
    }
    stated_breaks(figure, &told.breaks, findings);
    unannounced(figure, before.map(|(edition, before)| (edition, before, cause)), findings);
    for reason in told.revised.iter().filter(|reason| !revisions.used.contains(&reason.period)) {
        let (id, period) = (&figure.id, &reason.period);
        let mut finding = Finding::new(
            Code::FigureRevised,
            reason.place.clone(),
            phrase!(
                "« {id} » n’a pas d’autre valeur pour {period} que celle déjà publiée",
                "`{id}` has no other value for {period} than the one already published"
            ),
        )
        .remedy(phrase!("retirez ce motif, ou vérifiez l’année", "remove this reason, or check the year"));
        finding.severity = crate::finding::Severity::Warning;
        findings.push(finding);
    }
}

/// What changed in what is counted. What an edition leaves unsaid is not a change.
pub(super) fn cause(before: &Figure, now: &Figure) -> Option<Cause> {
    let is_other_unit = match (&before.unit, &now.unit) {
        (Some(a), Some(b)) => !same(a, b),
        (Some(unit), None) | (None, Some(unit)) => unit.kind != UnitKind::Counted,
        (None, None) => false,
    };
    if is_other_unit {
        return Some(Cause::Unit);
    }
    match (before.scope, now.scope, &before.definition, &now.definition) {
        (Some(a), Some(b), ..) if a != b => Some(Cause::Scope(a)),
        (.., Some(a), Some(b)) if a != b => Some(Cause::Definition(a.clone())),
        _ => None,
    }
}

/// Completes the history with the past values of the edition before.
fn join(
    figure: &mut Figure,
    edition: &str,
    before: &Figure,
    cause: Option<Cause>,
    revisions: &mut Revisions,
    findings: &mut Vec<Finding>,
) {
    let first_own = figure.history.first().map(|row| row.label.clone());
    let past: Vec<&Row> = before.history.iter().filter(|row| is_year(&row.label)).collect();
    match (&cause, first_own) {
        (Some(Cause::Unit), Some(period)) => {
            let last = past.iter().rev().find_map(|row| Some((row.label.clone(), row.value?, before.unit.clone())));
            figure.breaks.push(Break { period, cause: Cause::Unit, last });
            return;
        }
        (Some(cause), Some(period)) if past.iter().any(|row| row.label < period) => {
            figure.breaks.push(Break { period, cause: cause.clone(), last: None });
        }
        _ => {}
    }
    figure.breaks.extend(before.breaks.iter().cloned());
    for row in past {
        let Some(own) = figure.history.iter().find(|own| own.label == row.label) else {
            figure.history.push(row.clone());
            continue;
        };
        if cause.is_none()
            && let Some(value) = row.value
        {
            let revision =
                Revised { period: &row.label, edition, before: value, is_provisional: row.provisional, now: own.value };
            figure.revisions.extend(revisions.told(
                &figure.id,
                figure.unit.as_ref(),
                &figure.place,
                &revision,
                findings,
            ));
        }
    }
    let kept =
        before.revisions.iter().filter(|old| figure.revisions.iter().all(|new| new.period != old.period)).cloned();
    let kept: Vec<Revision> = kept.filter(|old| figure.history.iter().any(|row| row.label == old.period)).collect();
    figure.revisions.extend(kept);
    figure.history.sort_by(|a, b| a.label.cmp(&b.label));
    figure.breaks.sort_by(|a, b| a.period.cmp(&b.period));
    figure.revisions.sort_by(|a, b| a.period.cmp(&b.period));
}

/// Years among the rows and series of both editions are held to each other too.
fn restated_rows(
    figure: &mut Figure,
    edition: &str,
    before: &Figure,
    revisions: &mut Revisions,
    findings: &mut Vec<Finding>,
) {
    let past = dated(before);
    let mut found = Vec::new();
    for (period, value) in dated(figure) {
        let Some((_, Some(was))) = past.iter().find(|(label, _)| *label == period) else { continue };
        let revision =
            Revised { period: &period, edition, before: *was, is_provisional: before.provisional, now: value };
        found.extend(revisions.told(&figure.id, figure.unit.as_ref(), &figure.place, &revision, findings));
    }
    figure.revisions.extend(found);
}

/// The cells of a breakdown whose category is a year: « 2021 », « France, 2021 ».
fn dated(figure: &Figure) -> Vec<(String, Option<Number>)> {
    match &figure.shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => {
            rows.iter().filter(|row| is_year(&row.label)).map(|row| (row.label.clone(), row.value)).collect()
        }
        Shape::Series(grid) => {
            let years = grid.rows.iter().filter(|(label, _)| is_year(label));
            years
                .flat_map(|(label, values)| {
                    grid.series.iter().zip(values).map(move |(series, value)| (format!("{series}, {label}"), *value))
                })
                .collect()
        }
    }
}

/// A past value and what was printed of it before.
struct Revised<'a> {
    period: &'a str,
    edition: &'a str,
    before: Number,
    is_provisional: bool,
    now: Option<Number>,
}

struct Revisions<'a> {
    told: &'a Told,
    lang: Lang,
    /// Periods whose reason was of use.
    used: Vec<String>,
}

impl Revisions<'_> {
    /// The revision that readers are told of, when the value differs; without a reason it is an error.
    fn told(
        &mut self,
        id: &str,
        unit: Option<&Unit>,
        place: &Place,
        revised: &Revised,
        findings: &mut Vec<Finding>,
    ) -> Option<Revision> {
        let Revised { period, edition, before, is_provisional, now } = *revised;
        if now.is_some_and(|now| now.value == before.value) {
            return None;
        }
        let year = period.rsplit(", ").next().unwrap_or(period);
        let reason = self.told.revised.iter().find(|reason| reason.period == period || reason.period == year);
        if let Some(reason) = reason {
            self.used.push(reason.period.clone());
        } else if !is_provisional {
            let print = |value: &Number| number::print_with_unit(value, unit, self.lang);
            let was = print(&before);
            let message = match now.as_ref().map(print) {
                Some(now) => phrase!(
                    "« {id} » donne {now} pour {period}, l’édition {edition} publiait {was}",
                    "`{id}` gives {now} for {period}, the edition {edition} published {was}"
                ),
                None => phrase!(
                    "« {id} » ne donne plus de valeur pour {period}, l’édition {edition} publiait {was}",
                    "`{id}` no longer gives a value for {period}, the edition {edition} published {was}"
                ),
            };
            let at = self.told.places.iter().find(|(label, _)| label == period).map_or(place, |(_, place)| place);
            findings.push(Finding::new(Code::FigureRevised, at.clone(), message).remedy(phrase!(
                "corrigez la valeur, ou dites pourquoi aux lecteurs : « revision: {{{year}: motif}} »",
                "correct the value, or tell readers why: `revised: {{{year}: reason}}`"
            )));
        }
        Some(Revision {
            period: period.to_owned(),
            edition: edition.to_owned(),
            before,
            now,
            reason: reason.map(|reason| reason.text.clone()),
        })
    }
}

/// The breaks that the author states; one at the same period as a break that was seen says it better.
fn stated_breaks(figure: &mut Figure, stated: &[Reason], findings: &mut Vec<Finding>) {
    for reason in stated {
        let period = &reason.period;
        if figure.history.iter().all(|row| row.label != *period) {
            let id = &figure.id;
            findings.push(
                Finding::new(
                    Code::FigureYear,
                    reason.place.clone(),
                    phrase!(
                        "« {id} » n’a pas de valeur « {period} » où rompre la série",
                        "`{id}` has no value `{period}` at which to break the series"
                    ),
                )
                .remedy(phrase!(
                    "écrivez la première période du nouveau compte",
                    "write the first period of the new count"
                )),
            );
            continue;
        }
        let seen = figure.breaks.iter().position(|broken| broken.period == *period);
        let last = seen.and_then(|at| figure.breaks.remove(at).last);
        figure.breaks.push(Break { period: period.clone(), cause: Cause::Stated(reason.text.clone()), last });
    }
    let position = |period: &str| figure.history.iter().position(|row| row.label == period);
    let mut breaks = figure.breaks.clone();
    breaks.sort_by_key(|broken| position(&broken.period));
    figure.breaks = breaks;
}

/// Warns of a break that the author does not state: it may be a slip.
fn unannounced(figure: &Figure, before: Option<(&str, &Figure, Option<Cause>)>, findings: &mut Vec<Finding>) {
    let Some((edition, before, Some(cause))) = before else { return };
    if !figure.breaks.iter().any(|broken| broken.cause == cause) {
        return;
    }
    let id = &figure.id;
    let none = || ("aucune".to_owned(), "none".to_owned());
    let unit = |figure: &Figure| {
        figure.unit.as_ref().map_or_else(none, |unit| (format!("« {} »", unit.many), format!("`{}`", unit.many)))
    };
    let message = match &cause {
        Cause::Unit => {
            let ((was_fr, was_en), (is_fr, is_en)) = (unit(before), unit(figure));
            phrase!(
                "l’unité de « {id} » était {was_fr} dans l’édition {edition}, elle est {is_fr} : la série est rompue",
                "the unit of `{id}` was {was_en} in the edition {edition}, it is {is_en}: the series is broken"
            )
        }
        Cause::Scope(was) => {
            let ((was_fr, was_en), (is_fr, is_en)) = (scope(*was), figure.scope.map_or(("", ""), scope));
            phrase!(
                "le périmètre de « {id} » était {was_fr} dans l’édition {edition}, il est {is_fr} : la série est rompue",
                "the scope of `{id}` was {was_en} in the edition {edition}, it is {is_en}: the series is broken"
            )
        }
        Cause::Definition(_) | Cause::Stated(_) => phrase!(
            "la définition de « {id} » n’est plus celle de l’édition {edition} : la série est rompue",
            "the definition of `{id}` is no longer that of the edition {edition}: the series is broken"
        ),
    };
    let period = figure.breaks.iter().find(|broken| broken.cause == cause).map_or("", |broken| &broken.period);
    findings.push(
        Finding::new(Code::FigureBreak, figure.place.clone(), message)
            .remedy(phrase!(
                "reprenez ce qui était compté, ou dites-le aux lecteurs : « rupture: {{{period}: motif}} »",
                "count what was counted, or tell readers: `breaks: {{{period}: reason}}`"
            ))
            .note_at(before.place.clone(), phrase!("le même chiffre, avant", "the same figure, before")),
    );
}

/// Its names inside a sentence.
fn scope(scope: Scope) -> (&'static str, &'static str) {
    match scope {
        Scope::Local => ("local", "local"),
        Scope::Regional => ("régional", "regional"),
        Scope::National => ("national", "national"),
    }
}
