//! What readers are told of a figure beside its value: how it was computed, what it counts, what changed in its series.

use crate::model::{Break, Cause, Derivation, Figure, Piece, Revision};
use crate::render::Context;
use crate::render::figure::scope_name;
use crate::text::{Number, Unit, number};

/// One sentence per remark, each with its full stop.
pub(super) fn remarks(figure: &Figure, cx: &Context) -> Vec<String> {
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(cx.edition.lang, key, arguments);
    let computed = figure
        .derivation
        .as_ref()
        .map(|derivation| say("figure-computed", &[("formula", &formula(derivation, figure, cx))]));
    let definition = figure.definition.as_ref().map(|text| say("figure-definition", &[("definition", text)]));
    let breaks = figure.breaks.iter().map(|broken| self::broken(broken, cx));
    let revisions = figure.revisions.iter().map(|revision| revised(revision, figure, cx));
    let past = figure.history.iter().filter(|row| row.provisional && row.value.is_some() && row.value != figure.value);
    let past = past.map(|row| say("figure-past-provisional", &[("period", &row.label)]));
    computed.into_iter().chain(definition).chain(breaks).chain(revisions).chain(past).map(sentence).collect()
}

/// « Indus constatés ÷ Montant contrôlé × 100 »: the labels of its inputs.
fn formula(derivation: &Derivation, figure: &Figure, cx: &Context) -> String {
    let words = derivation.pieces.iter().map(|piece| match piece {
        Piece::Sign(sign) => sign.to_string(),
        Piece::Number(value) => number::print(value, cx.edition.lang),
        Piece::Input(input) => match &input.of {
            // The sum of its own rows.
            Some(of) if input.figure == figure.id => of.clone(),
            Some(of) => format!("{} ({of})", input.label),
            None => input.label.clone(),
        },
    });
    words.collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

fn broken(broken: &Break, cx: &Context) -> String {
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(cx.edition.lang, key, arguments);
    let period = ("period", broken.period.as_str());
    let reason = match &broken.cause {
        Cause::Unit => say("figure-break-unit", &[period]),
        Cause::Scope(before) => say("figure-break-scope", &[period, ("before", &scope_name(*before, cx))]),
        Cause::Definition(before) => {
            say("figure-break-definition", &[period, ("before", before.trim_end_matches('.'))])
        }
        Cause::Stated(reason) => say("figure-break-stated", &[period, ("reason", reason)]),
    };
    let Some((when, value, unit)) = &broken.last else { return reason };
    let last = printed(value, unit.as_ref(), cx);
    let last = sentence(say("figure-break-last", &[("period", when), ("value", &last)]));
    format!("{} {last}", sentence(reason))
}

fn revised(revision: &Revision, figure: &Figure, cx: &Context) -> String {
    let print = |value: &Number| printed(value, figure.unit.as_ref(), cx);
    let missing = || cx.theme.say(cx.edition.lang, "figure-missing", &[]);
    let now = revision.now.as_ref().map_or_else(missing, print);
    let (before, edition) = (print(&revision.before), &revision.edition);
    let key = if revision.reason.is_some() { "figure-revised" } else { "figure-confirmed" };
    let arguments = [("period", revision.period.as_str()), ("now", &now), ("before", &before), ("edition", edition)];
    let said = cx.theme.say(cx.edition.lang, key, &arguments);
    match &revision.reason {
        Some(reason) => format!("{} {reason}", sentence(said)),
        None => said,
    }
}

fn printed(value: &Number, unit: Option<&Unit>, cx: &Context) -> String {
    number::print_with_unit(value, unit, cx.edition.lang)
}

fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text } else { text + "." }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FigureId, Input};
    use crate::render::sample::{figure, on_page, report, value};

    /// The remarks of a figure, with common spaces.
    fn said(figure: Figure) -> Vec<String> {
        let report = report(vec![figure]);
        let said = on_page(&report, |cx, _| remarks(cx.edition.figure(FigureId(0)), cx));
        said.iter().map(|text| text.replace(['\u{a0}', '\u{202f}'], " ")).collect()
    }

    #[test]
    fn a_computation_is_told_with_the_labels_of_its_inputs() {
        let input = |label: &str, of: Option<&str>| {
            Piece::Input(Input {
                figure: "certificats".to_owned(),
                label: label.to_owned(),
                of: of.map(str::to_owned),
                value: value("12"),
                unit: None,
            })
        };
        let mut part = figure("part", "Part", "48,5", "%");
        let hundred = Piece::Number(value("100"));
        let pieces = vec![
            Piece::Sign('('),
            input("Certificats", Some("Sur papier")),
            Piece::Sign(')'),
            Piece::Sign('÷'),
            input("Certificats", None),
            Piece::Sign('×'),
            hundred,
        ];
        part.derivation = Some(Derivation { pieces });
        assert_eq!(said(part), ["Calculé : (Certificats (Sur papier)) ÷ Certificats × 100."]);
    }

    #[test]
    fn revisions_and_breaks_are_told_with_their_reason() {
        let mut actes = figure("actes", "Actes", "67 915", "actes");
        let revision = |period: &str, reason: Option<&str>| Revision {
            period: period.to_owned(),
            edition: "2021".to_owned(),
            before: value("93 000"),
            now: Some(value("93 412")),
            reason: reason.map(str::to_owned),
        };
        actes.revisions = vec![revision("2020", None), revision("2021", Some("Factures tardives"))];
        let cause = Cause::Unit;
        let last = Some(("2019".to_owned(), value("1"), Some(Unit::new("patients", None))));
        actes.breaks = vec![Break { period: "2020".to_owned(), cause, last }];
        assert_eq!(
            said(actes),
            [
                "Série rompue en 2020 : l’unité a changé. Dernière valeur avant : 1 patient (2019).",
                "Valeur définitive de 2020 : 93 412 actes ; l’édition 2021 donnait 93 000 actes (provisoire).",
                "Valeur révisée de 2021 : 93 412 actes ; l’édition 2021 publiait 93 000 actes. Factures tardives.",
            ]
        );
    }
}
