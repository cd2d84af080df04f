//! Addresses of the documents on paper of an edition, and of the pages they are printed from.

use super::{Address, Names, PageKind, address, root};
use crate::model::Report;

/// A document on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// The whole edition.
    Edition,
    /// One chapter.
    Chapter(usize),
}

impl Document {
    /// The documents of an edition, the whole first.
    pub fn all(report: &Report, edition: usize) -> impl Iterator<Item = Self> {
        let chapters = (0..report.editions[edition].chapters.len()).map(Document::Chapter);
        [Document::Edition].into_iter().chain(chapters)
    }

    /// The document that holds what a page shows.
    pub fn of(kind: PageKind) -> Option<Self> {
        match kind {
            PageKind::Whole => Some(Document::Edition),
            PageKind::Chapter(chapter) => Some(Document::Chapter(chapter)),
            _ => None,
        }
    }

    /// The page beside which it stands and that has the same content.
    pub fn page(self) -> PageKind {
        match self {
            Document::Edition => PageKind::Whole,
            Document::Chapter(chapter) => PageKind::Chapter(chapter),
        }
    }
}

/// Where a document is: `2022/rapport/rapport-2022.pdf`, `2022/adapter/adapter-2022.pdf`. The same for every build: a document
/// that was downloaded, quoted or bookmarked keeps its address when a figure in it is corrected.
pub fn document(report: &Report, edition: usize, document: Document) -> Address {
    let content = &report.editions[edition];
    let name = match document {
        Document::Edition => Names::of(content.lang).whole,
        Document::Chapter(chapter) => &content.chapters[chapter].slug,
    };
    Address::file(format!("{}{name}/{name}-{}.pdf", root(report, edition), content.name))
}

/// Where the page is that a document is printed from.
pub fn printed(report: &Report, edition: usize, document: Document) -> Address {
    address(report, edition, document.page())
}
