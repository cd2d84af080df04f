//! The accessibility statement says what the law wants, and the same everywhere (loi n° 2005-102, art. 47; décret n° 2019-768, art. 5).

use super::review::Review;
use crate::finding::{Code, Finding, Place, Severity, phrase};
use crate::model::{Legal, Report};
use crate::text::{Date, Lang, date};
use std::sync::Arc;

/// The three lawful mentions, by what the audit says; French and English.
const MENTIONS: [(&str, &str, &str); 3] = [
    ("none", "Accessibilité : non conforme", "Accessibility: not compliant"),
    ("partial", "Accessibilité : partiellement conforme", "Accessibility: partially compliant"),
    ("full", "Accessibilité : totalement conforme", "Accessibility: fully compliant"),
];

/// What the statement lacks, or says and does not hold; `production` is the gate before publishing.
pub(super) fn check(report: &Report, today: Date, production: bool) -> Vec<Finding> {
    audit(report, today, production).into_iter().chain(plans(&report.legal, production)).collect()
}

/// A scheme of several years or a plan of the year that is not published (loi n° 2005-102, art. 47, III). It is asked for once there is
/// something to state: an audit, or a site to be published.
fn plans(legal: &Legal, production: bool) -> Option<Finding> {
    if legal.audit.is_none() && !production {
        return None;
    }
    let (fr, en) = match (&legal.scheme, &legal.action_plan) {
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => ("« schema »", "`scheme`"),
        (Some(_), None) => ("« plan_action »", "`action_plan`"),
        (None, None) => ("« schema » et « plan_action »", "`scheme` and `action_plan`"),
    };
    let place = legal.audit.as_ref().map_or_else(|| Place::file(&Arc::from("report.yaml")), |it| it.place.clone());
    let message = phrase!(
        "la déclaration d’accessibilité doit dire où lire le schéma pluriannuel et le plan d’action de l’année : il manque {fr}",
        "the accessibility statement must say where to read the scheme of several years and the plan of the year: {en} missing"
    );
    Some(Finding::new(Code::StatementPlan, place, message).remedy(phrase!(
        "écrivez leur adresse, ou où les lire, dans « mentions » de report.yaml",
        "write their address, or where to read them, in `legal` of report.yaml"
    )))
}

/// An audit that no longer holds, or is of a day to come.
fn audit(report: &Report, today: Date, production: bool) -> Option<Finding> {
    let audit = report.legal.audit.as_ref()?;
    let (fr, en) = (date::print(audit.date, Lang::Fr), date::print(audit.date, Lang::En));
    let finding = if audit.date > today {
        Finding::new(
            Code::AuditContradiction,
            audit.place.clone(),
            phrase!("l’audit est daté du {fr}, un jour à venir", "the audit is dated {en}, a day to come"),
        )
        .remedy(phrase!("écrivez le jour où il a été mené", "write the day when it was made"))
    } else if !audit.holds(today) {
        let finding = Finding::new(
            Code::AuditExpired,
            audit.place.clone(),
            phrase!(
                "l’audit du {fr} a plus de trois ans : le site se dit non conforme",
                "the audit of {en} is more than three years old: the site says it does not conform"
            ),
        );
        let severity = if production { Severity::Error } else { finding.severity };
        Finding { severity, ..finding }.remedy(phrase!(
            "faites mener un nouvel audit, ou écrivez « audit: aucun »",
            "have a new audit made, or write `audit: none`"
        ))
    } else {
        return None;
    };
    Some(finding)
}

/// Pages without the mention, or with one that is not what the audit says.
pub(super) fn mentions(pages: &[Review], legal: &Legal) -> Vec<Finding> {
    let state = legal.conformity();
    let (_, fr, en) = MENTIONS.iter().find(|(name, ..)| *name == state).expect("it is one of the three");
    let (mut missing, mut other) = (Vec::new(), Vec::new());
    for page in pages {
        let said = mentioned(page);
        if said.is_empty() {
            missing.push(page.path);
        } else if said.iter().any(|name| *name != state) {
            other.push(page.path);
        }
    }
    let place =
        || legal.audit.as_ref().map_or_else(|| Place::file(&Arc::from("report.yaml")), |audit| audit.place.clone());
    let told = |pages: &[&str]| match pages {
        [] => None,
        [one] => Some(phrase!("page « {one} »", "page `{one}`")),
        [first, rest @ ..] => {
            let rest = rest.len();
            Some(phrase!("page « {first} », et {rest} de plus", "page `{first}`, and {rest} more"))
        }
    };
    let other = told(&other).map(|pages| {
        Finding::new(
            Code::AuditContradiction,
            place(),
            phrase!(
                "des pages disent autre chose que « {fr} », qui suit de l’audit",
                "pages say something else than `{en}`, which follows from the audit"
            ),
        )
        .remedy(phrase!(
            "corrigez « conformity-… » dans « theme: textes: », ou le texte qui le dit",
            "correct `conformity-…` in `theme: strings:`, or the text that says so"
        ))
        .note(pages)
    });
    let missing = told(&missing).map(|pages| {
        Finding::new(
            Code::LegalMissing,
            place(),
            phrase!("des pages n’ont pas la mention « {fr} »", "pages lack the mention `{en}`"),
        )
        .remedy(phrase!(
            "le gabarit base.html l’écrit avec {{{{ t(key=\"conformity-\" ~ page.conformity) }}}}",
            "the template base.html writes it with {{{{ t(key=\"conformity-\" ~ page.conformity) }}}}"
        ))
        .note(pages)
    });
    other.into_iter().chain(missing).collect()
}

/// The states that a page says.
fn mentioned(page: &Review) -> Vec<&'static str> {
    let mut said = Vec::new();
    for at in memchr::memmem::find_iter(page.html.as_bytes(), "Accessibili") {
        let words: String = page.html[at..].chars().take(LONGEST_MENTION).collect();
        let words = words.replace("&nbsp;", " ").replace(['\u{a0}', '\u{202f}'], " ");
        let known = MENTIONS.iter().find(|(_, fr, en)| words.starts_with(fr) || words.starts_with(en));
        said.extend(known.map(|(name, ..)| *name));
    }
    said
}

/// Characters, with room for the names of spaces.
const LONGEST_MENTION: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::page::Page;
    use crate::render::Rendered;

    #[test]
    fn a_page_says_what_the_audit_says() {
        let told = |html: &str| {
            let findings =
                mentions(&[Review::of(&Page::read("index.html", html), &Rendered::default())], &Legal::default());
            findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        assert_eq!(told("<li>Accessibilité\u{a0}: non conforme</li>"), []);
        assert_eq!(told("<li>Accessibility: not compliant</li>"), []);
        assert_eq!(told("<li>Accessibilité&nbsp;: totalement conforme</li>"), [Code::AuditContradiction]);
        assert_eq!(told("<li>Accessibilité</li>"), [Code::LegalMissing]);
    }
}
