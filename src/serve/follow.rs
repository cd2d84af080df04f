//! The files just saved → the page to show: the one that holds their text.

use crate::model::{Edition, Report};
use crate::render::Plan;
use crate::site::{self, PageKind};
use std::sync::Arc;

/// The page of the files that changed, with the place on it (`2022/coordonner/index.html#visites`). Nothing when they do not lead
/// to one page: themes and settings are everywhere, and a hundred files at once are not a save.
pub(super) fn page(plan: &Plan, changed: &[Arc<str>]) -> Option<String> {
    let mut pages = changed.iter().filter_map(|path| page_of(&plan.report, path));
    let first = pages.next()?;
    pages.all(|page| page == first).then_some(first)
}

fn page_of(report: &Report, path: &str) -> Option<String> {
    report.editions.iter().enumerate().find_map(|(index, edition)| {
        let (kind, place) = place(edition, path)?;
        let address = site::address(report, index, kind);
        Some(place.map_or_else(|| address.path().to_owned(), |id| format!("{}#{id}", address.path())))
    })
}

/// The page of an edition that a file is about, and the id of its place there.
fn place<'e>(edition: &'e Edition, path: &str) -> Option<(PageKind, Option<&'e str>)> {
    if *edition.place.file == *path {
        return Some((PageKind::Cover, None));
    }
    if edition.foreword.as_ref().is_some_and(|foreword| *foreword.text.file == *path) {
        return Some((PageKind::Foreword, None));
    }
    if let Some(page) = edition.pages.iter().position(|page| *page.text.file == *path) {
        return Some((PageKind::Free(page), None));
    }
    for (number, chapter) in edition.chapters.iter().enumerate() {
        if let Some(highlight) = chapter.highlights.iter().find(|highlight| *highlight.place.file == *path) {
            return Some((PageKind::Chapter(number), Some(&highlight.id)));
        }
        let folder = chapter.place.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        if path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) {
            return Some((PageKind::Chapter(number), None));
        }
    }
    let is_ledger = edition.figures.iter().any(|figure| *figure.place.file == *path);
    is_ledger.then_some((PageKind::Figures, None))
}
