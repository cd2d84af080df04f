//! Nothing is published before it is approved.

use crate::finding::{Code, Finding, phrase};
use crate::model::{Report, Status};

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
                highlight.place.clone(),
                phrase!("« {title} » n’est pas validé", "`{title}` is not approved"),
            )
            .remedy(phrase!(
                "faites-le valider, puis écrivez « statut: validé » ; ou rangez-le dans _drafts",
                "have it approved, then write `status: approved`; or move it to _drafts"
            ))
        })
        .collect()
}
