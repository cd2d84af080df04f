//! Report → [`Site`]: which pages and files exist, and their addresses. Cannot fail.

mod address;
mod data;
mod document;
mod names;

pub use address::{Address, decoded};
pub use data::{OpenData, RESERVED, data};
pub use document::{Document, document, printed};
pub use names::{Choosing, Names};

use crate::model::{Asset, AssetId, Edition, HighlightId, Report};
use std::collections::BTreeMap;

/// Every page of a report, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Pages of every edition, then those of the root.
    pub pages: Vec<Page>,
    /// Fingerprinted names of the assets: `assets/1f0c…/photo.jpg`, below the edition.
    assets: BTreeMap<AssetId, String>,
}

/// One HTML page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// Index of its edition in [`Report::editions`].
    pub edition: usize,
    /// Where it is.
    pub address: Address,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The cover of an edition.
    Cover,
    /// The signed foreword.
    Foreword,
    /// A chapter with all its highlights.
    Chapter(usize),
    /// One highlight alone.
    Highlight(HighlightId),
    /// All figures.
    Figures,
    /// The whole report on one page.
    Whole,
    /// The site map.
    Contents,
    /// Index of everything that may be looked for.
    Search,
    /// Acronyms and terms.
    Glossary,
    /// Publisher, director, host.
    LegalNotice,
    /// Accessibility statement.
    Accessibility,
    /// Personal data and cookies.
    PersonalData,
    /// A free page: index in [`Edition::pages`].
    Free(usize),
    /// The root of the site: the latest edition's cover.
    Root,
    /// « Page not found », addressed from the root of the host.
    NotFound,
}

/// Lists every page of the report.
pub fn plan(report: &Report) -> Site {
    let mut pages = Vec::new();
    for (index, edition) in report.editions.iter().enumerate() {
        let kinds = kinds(report, edition);
        pages.extend(kinds.into_iter().map(|kind| Page {
            kind,
            edition: index,
            address: address(report, index, kind),
        }));
    }
    if !report.editions.is_empty() {
        for kind in [PageKind::Root, PageKind::NotFound] {
            pages.push(Page { kind, edition: 0, address: address(report, 0, kind) });
        }
    }
    Site { pages, assets: report.assets.iter().map(|(id, asset)| (*id, asset_name(asset))).collect() }
}

/// The pages of an edition, in reading order.
fn kinds(report: &Report, edition: &Edition) -> Vec<PageKind> {
    let mut kinds = vec![PageKind::Cover];
    kinds.extend(edition.foreword.as_ref().map(|_| PageKind::Foreword));
    for (chapter, content) in edition.chapters.iter().enumerate() {
        kinds.push(PageKind::Chapter(chapter));
        let count = content.highlights.len();
        kinds.extend((0..count).map(|highlight| PageKind::Highlight(HighlightId { chapter, highlight })));
    }
    if !edition.figures.is_empty() {
        kinds.push(PageKind::Figures);
    }
    kinds.extend([PageKind::Whole, PageKind::Contents, PageKind::Search]);
    if !report.glossary.is_empty() {
        kinds.push(PageKind::Glossary);
    }
    kinds.extend((0..edition.pages.len()).map(PageKind::Free));
    kinds.extend([PageKind::LegalNotice, PageKind::Accessibility, PageKind::PersonalData]);
    kinds
}

/// Where a page of an edition is. The same for every build: addresses are permanent.
pub fn address(report: &Report, edition: usize, kind: PageKind) -> Address {
    let content = &report.editions[edition];
    let names = Names::of(content.lang);
    let below = |path: &str| Address::page(root(report, edition) + path);
    match kind {
        PageKind::Cover => below(""),
        PageKind::Foreword => below(names.foreword),
        PageKind::Chapter(chapter) => below(&content.chapters[chapter].slug),
        PageKind::Highlight(id) => {
            let chapter = &content.chapters[id.chapter];
            let highlight = chapter.highlights.iter().nth(id.highlight).map_or("", |highlight| highlight.id.as_str());
            Address::page(root(report, edition) + &chapter.slug + "/" + highlight)
        }
        PageKind::Figures => below(names.figures),
        PageKind::Whole => below(names.whole),
        PageKind::Contents => below(names.contents),
        PageKind::Search => below(names.search),
        PageKind::Glossary => below(names.glossary),
        PageKind::LegalNotice => below(names.legal),
        PageKind::Accessibility => below(names.accessibility),
        PageKind::PersonalData => below(names.personal_data),
        PageKind::Free(page) => below(&content.pages[page].slug),
        PageKind::Root => Address::page(""),
        PageKind::NotFound => Address::file("404.html"),
    }
}

/// The folder of an edition, ending in `/`: `2022/`, and `2022/en/` in a second language.
pub fn root(report: &Report, edition: usize) -> String {
    let edition = &report.editions[edition];
    // With room for what is written below it.
    let mut root = String::with_capacity(64);
    root.push_str(&edition.name);
    root.push('/');
    if report.languages.first().is_some_and(|first| *first != edition.lang) {
        root.push_str(edition.lang.code());
        root.push('/');
    }
    root
}

/// A file of the theme, below the edition.
pub fn theme_file(report: &Report, edition: usize, name: &str) -> Address {
    Address::file(root(report, edition) + "theme/" + name)
}

/// A name that changes with the content: `fonts/text.woff2` → `fonts/text.1f0c….woff2`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let print = fingerprint(&hash);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{print}.{extension}"),
        None => format!("{name}.{print}"),
    }
}

impl Site {
    /// A published asset, below the edition.
    pub fn asset(&self, report: &Report, edition: usize, asset: AssetId) -> Address {
        Address::file(root(report, edition) + &self.assets[&asset])
    }
}

/// The part of a content's hash, in hexadecimal, that stands in its address.
pub fn fingerprint(hash: &str) -> &str {
    hash.get(..10).unwrap_or(hash)
}

/// `assets/HASH/name`: the hash keeps old addresses valid in caches, the name stays readable in downloads.
fn asset_name(asset: &Asset) -> String {
    let hash = blake3::hash(&asset.bytes).to_hex();
    format!("assets/{}/{}", fingerprint(&hash), asset.file_name())
}
