//! Nothing is published before it is written and approved.

use crate::finding::{Code, Finding, Severity, phrase};
use crate::model::{Report, Status};

/// What is still to be written is an error before publishing, but in the `held` editions, which are not published yet.
pub(super) fn unwritten(findings: &mut [Finding], held: &[&str]) {
    let is_held = |finding: &Finding| {
        let rest = finding.place.as_ref().and_then(|place| place.file.strip_prefix("content/"));
        rest.and_then(|rest| rest.split('/').next()).is_some_and(|edition| held.contains(&edition))
    };
    let unwritten = findings.iter_mut().filter(|finding| finding.code == Code::TextPlaceholder && !is_held(finding));
    unwritten.for_each(|finding| finding.severity = Severity::Error);
}

/// Highlights that are not approved.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let chapters = report.editions.iter().flat_map(|edition| &edition.chapters);
    let highlights =
        chapters.flat_map(|chapter| chapter.highlights.iter()).filter(|highlight| highlight.status != Status::Approved);
    highlights
        .map(|highlight| {
            let title = &highlight.title;
            Finding::new(
                Code::StatusDraft,
                highlight.status_place.clone(),
                phrase!("« {title} » n’est pas validé", "`{title}` is not approved"),
            )
            .remedy(phrase!(
                "faites-le valider, puis écrivez « statut: validé » ; ou rangez-le dans _drafts",
                "have it approved, then write `status: approved`; or move it to _drafts"
            ))
        })
        .collect()
}
