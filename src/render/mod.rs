//! Site and theme → the whole site in memory.

pub mod block;
mod compact;
pub mod contract;
mod data;
mod emblem;
pub mod figure;
pub mod file;
mod files;
pub mod inventory;
mod made;
mod pages;
mod paper;
mod plain;
pub mod prose;
mod rendering;
#[cfg(test)]
mod sample;
mod shell;
#[cfg(test)]
mod tests;
mod uses;
pub mod view;

pub use data::{FigureFiles, published};
pub use paper::{Documents, PageNumbers, papers};
pub(crate) use plain::text as plain_text;
pub use rendering::{Plan, Rendering};

use crate::finding::{Checked, Finding, Severity};
use crate::model::{Edition, FigureId, Report, TermId};
use crate::site::{Address, PageKind, Site};
use crate::theme::Theme;
use data::Published;
use emblem::Emblem;
use figure::Drawings;
use files::ThemeFiles;
use made::Made;
use pages::Content;
use prose::Acronyms;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tracing::info_span;

pub use uses::uses;

/// The whole site: address (relative to its root, `2022/coordonner/index.html`) → bytes.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Sorted by address.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Charts in chapters and on the pages of key figures, each place counted once.
    pub charts: usize,
}

/// Where something is rendered: everything a page may refer to, and the page itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The workspace.
    pub report: &'a Report,
    /// Index of the edition.
    pub edition_index: usize,
    /// The edition.
    pub edition: &'a Edition,
    /// All addresses.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// The page that is being written; links are relative to it.
    pub page: &'a Address,
    /// The files of data of each figure of the edition.
    pub data: &'a [FigureFiles],
    /// The glossary, as texts are searched for it.
    acronyms: &'a Acronyms<'a>,
    /// Charts already drawn.
    drawings: &'a Drawings,
    /// The documents on paper that pages offer.
    documents: &'a Documents,
}

/// What a page has already said or named, so that nothing is said or named twice on it.
#[derive(Clone, Debug, Default)]
pub struct PageState {
    /// Terms already expanded.
    pub terms: BTreeSet<TermId>,
    /// Origins that the page may frame once the reader agrees (`https://www.youtube-nocookie.com`), for its content policy.
    pub frames: BTreeSet<String>,
    /// Charts drawn on the page.
    pub charts: usize,
    /// The figures whose tables stand at the end of the page, in the order of their charts; `None` on a page without such an annex.
    pub annex: Option<Vec<FigureId>>,
    /// The page is made to be printed, not to be published.
    pub paper: bool,
    /// On paper, the pages where ids stand; empty until they are known.
    pub numbers: PageNumbers,
    /// Ids given so far.
    ids: BTreeSet<String>,
}

impl PageState {
    /// The number of a figure's table in the annex of the page, when there is one.
    pub fn annexed(&mut self, figure: FigureId) -> Option<usize> {
        let annex = self.annex.as_mut()?;
        let place = annex.iter().position(|it| *it == figure).unwrap_or_else(|| {
            annex.push(figure);
            annex.len() - 1
        });
        Some(place + 1)
    }

    /// An id no one else has on the page: `id`, then `id-2`, `id-3`…
    pub fn unique(&mut self, id: &str) -> String {
        let mut unique = id.to_owned();
        let mut count = 1;
        while !self.ids.insert(unique.clone()) {
            count += 1;
            unique = format!("{id}-{count}");
        }
        unique
    }
}

/// What all pages of an edition share, made once.
#[derive(Clone, Debug)]
struct Shared {
    /// Its year and numerals in ribbons.
    emblem: Emblem,
    /// Where the theme's files are.
    files: ThemeFiles,
    /// The pages that cite each figure.
    uses: Vec<Vec<PageKind>>,
    /// What is published beside the pages and the data: files of the theme, assets.
    beside: Rendered,
}

/// What every page of a build is made with, and what was made so far.
struct Build<'a> {
    report: &'a Report,
    site: &'a Site,
    theme: &'a Theme,
    acronyms: Acronyms<'a>,
    documents: &'a Documents,
    made: &'a Made,
}

impl<'a> Build<'a> {
    fn of(report: &'a Report, site: &'a Site, theme: &'a Theme, documents: &'a Documents, made: &'a Made) -> Self {
        Self { report, site, theme, acronyms: Acronyms::of(&report.glossary), documents, made }
    }

    /// The context of a page of one edition, before the files of its data are known.
    fn context<'c>(&'c self, edition: usize, page: &'c Address) -> Context<'c> {
        Context {
            report: self.report,
            edition_index: edition,
            edition: &self.report.editions[edition],
            site: self.site,
            theme: self.theme,
            page,
            data: &[],
            acronyms: &self.acronyms,
            drawings: &self.made.drawings,
            documents: self.documents,
        }
    }

    /// What the pages of an edition share.
    fn shared(&self, edition: usize) -> &'a Shared {
        self.made.shared(edition, || {
            let mut beside = Rendered::default();
            let root = Address::page(crate::site::root(self.report, edition));
            let cx = self.context(edition, &root);
            let emblem = emblem::draw(cx.edition, &self.theme.palette);
            let files = files::theme(&cx, &emblem, &mut beside);
            files::assets(&cx, &mut beside);
            Shared { emblem, files, uses: uses::uses(cx.edition), beside }
        })
    }

    /// The files of data of an edition.
    fn data(&self, edition: usize) -> &'a Published {
        self.made.data(edition, || {
            let root = Address::page(crate::site::root(self.report, edition));
            data::publish(&self.context(edition, &root))
        })
    }

    /// The files of an edition that are no pages: address, content.
    fn beside(&self, edition: usize) -> impl Iterator<Item = (&'a String, &'a Arc<[u8]>)> + use<'a> {
        self.shared(edition).beside.files.iter().chain(&self.data(edition).files)
    }

    /// A page, by its place in the site.
    fn page(&self, index: usize) -> &'a Result<Page, Box<Finding>> {
        self.made.page(index, || {
            let page = &self.site.pages[index];
            let cx = self.context(page.edition, &page.address);
            let cx = Context { data: &self.data(page.edition).figures, ..cx };
            html(&cx, page.kind, self, PageState::default(), |state| pages::content(&cx, page.kind, self, state))
        })
    }

    /// What stands beside the pages of all editions.
    fn all_beside(&self) -> Rendered {
        let editions = 0..self.report.editions.len();
        let files = editions.flat_map(|edition| self.beside(edition));
        Rendered { files: files.map(|(address, bytes)| (address.clone(), Arc::clone(bytes))).collect(), charts: 0 }
    }

    /// Makes what the pages of each edition share, once for all of them, as long as it is to `go_on`.
    fn share(&self, go_on: &GoOn) -> Option<()> {
        let editions = (0..self.report.editions.len()).into_par_iter();
        editions.try_for_each(|index| go_on().then(|| (self.shared(index), self.data(index))).map(|_| ()))
    }

    /// Makes whatever is not made yet, as long as it is to `go_on`.
    fn whole(&self, go_on: &GoOn) -> Option<Checked<Rendered>> {
        self.share(go_on)?;
        // One page may weigh as much as all the others: each is taken alone.
        let pages = (0..self.site.pages.len()).into_par_iter().with_max_len(1);
        pages.try_for_each(|index| go_on().then(|| self.page(index)).map(|_| ()))?;
        let mut rendered = self.all_beside();
        self.documents.publish(&mut rendered);
        files::robots(self, &mut rendered);
        let pages = self.site.pages.iter().enumerate().map(|(index, page)| {
            let counted = matches!(page.kind, PageKind::Chapter(_) | PageKind::Figures);
            let html = self.page(index).clone();
            (&page.address, html.map(|html| Page { charts: if counted { html.charts } else { 0 }, ..html }))
        });
        Some(gather(rendered, pages))
    }
}

/// Whether to go on with what nobody may be waiting for any more.
pub type GoOn<'a> = dyn Fn() -> bool + Sync + 'a;

/// Renders every page and file, and the documents on paper that were printed. A template that fails on several pages is reported once for each different place.
pub fn render(report: &Report, site: &Site, theme: &Theme, documents: &Documents) -> Checked<Rendered> {
    let made = Made::of(report, site);
    let build = Build::of(report, site, theme, documents, &made);
    build.whole(&|| true).expect("nobody stops it")
}

/// Adds pages to the site, unless a template failed.
fn gather<'a>(
    mut rendered: Rendered,
    pages: impl Iterator<Item = (&'a Address, Result<Page, Box<Finding>>)>,
) -> Checked<Rendered> {
    let mut findings: Vec<Finding> = Vec::new();
    for (address, html) in pages {
        match html {
            Ok(Page { html, charts }) => {
                rendered.charts += charts;
                rendered.files.insert(address.path().to_owned(), html);
            }
            Err(finding) if findings.contains(&finding) => {}
            Err(finding) => findings.push(*finding),
        }
    }
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    Checked { value: (!failed).then_some(rendered), findings }
}

/// A page, and how many charts it shows.
#[derive(Clone, Debug)]
struct Page {
    html: Arc<[u8]>,
    charts: usize,
}

/// A page: its content in its shell.
fn html(
    cx: &Context,
    kind: PageKind,
    build: &Build,
    mut state: PageState,
    content: impl FnOnce(&mut PageState) -> Result<Content, Box<Finding>>,
) -> Result<Page, Box<Finding>> {
    let _span = info_span!("page", of = cx.page.path()).entered();
    let content = content(&mut state)?;
    let shell = shell::page(cx, kind, &build.shared(cx.edition_index).files, content.heading, &state);
    let mut context = content.context;
    context.insert("page", &shell);
    let html = cx.theme.render_page(content.template, &context, compact::html)?;
    Ok(Page { html: html.into_bytes().into(), charts: state.charts })
}
