//! Documents on paper: the pages they are printed from, and the printed files that the pages of the site offer.

use super::file::{FileView, size};
use super::made::Made;
use super::{Build, Context, PageState, Rendered, gather, html, pages, shell};
use crate::finding::Checked;
use crate::model::Report;
use crate::site::{self, Address, Document, Site};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// On which page of paper each id of a document stands, 1 for the first.
pub type PageNumbers = BTreeMap<String, usize>;

/// Printed documents, by address. Empty where none was asked for: no page then speaks of them.
#[derive(Clone, Debug, Default)]
pub struct Documents(BTreeMap<Address, Arc<[u8]>>);

impl Documents {
    /// Adds one.
    pub fn insert(&mut self, address: Address, bytes: Arc<[u8]>) {
        self.0.insert(address, bytes);
    }

    /// Adds all of them to the site.
    pub(super) fn publish(&self, rendered: &mut Rendered) {
        for (address, bytes) in &self.0 {
            rendered.files.insert(address.path().to_owned(), Arc::clone(bytes));
        }
    }

    /// A document of the edition, as pages offer it.
    pub(super) fn offer(&self, document: Document, cx: &Context) -> Option<FileView> {
        let address = site::document(cx.report, cx.edition_index, document);
        let bytes = self.0.get(&address)?;
        let (_, name) = address.path().rsplit_once('/')?;
        Some(FileView {
            href: shell::link(cx, &address),
            name: name.to_owned(),
            format: "PDF".to_owned(),
            size: size(bytes.len(), cx.edition.lang),
            width: None,
            height: None,
        })
    }
}

/// Renders what the documents are printed from: a page for each, where [`site::printed`] says, and the files these pages need.
/// `numbers` holds the page numbers that are known, by address of the document.
pub fn papers(
    report: &Report,
    site: &Site,
    theme: &Theme,
    numbers: &BTreeMap<Address, PageNumbers>,
) -> Checked<Rendered> {
    let (none, made) = (Documents::default(), Made::of(report, site));
    let build = Build::of(report, site, theme, &none, &made);
    build.share(&|| true).expect("nobody stops it");
    let wanted: Vec<(usize, Document, Address)> = (0..report.editions.len())
        .flat_map(|edition| Document::all(report, edition).map(move |document| (edition, document)))
        .map(|(edition, document)| (edition, document, site::printed(report, edition, document)))
        .collect();
    let made: Vec<_> = wanted
        .par_iter()
        .with_max_len(1)
        .map(|(edition, document, page)| {
            let cx = Context { data: &build.data(*edition).figures, ..build.context(*edition, page) };
            let known = numbers.get(&site::document(report, *edition, *document)).cloned().unwrap_or_default();
            let state = PageState { paper: true, numbers: known, ..PageState::default() };
            html(&cx, document.page(), &build, state, |state| pages::printed(&cx, *document, &build, state))
        })
        .collect();
    gather(build.all_beside(), std::iter::zip(wanted.iter().map(|(.., page)| page), made))
}
