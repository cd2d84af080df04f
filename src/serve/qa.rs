//! A generation → what `/_qa/` shows: the report as whoever leads it wants to see it, on one page.

use super::findings::{self, Shown, Spot, spot};
use super::weight::{self, Weight};
use super::{Generation, Good, Options};
use crate::model::{Chapter, Edition, Figure, FigureId, Highlight, Report, Status};
use crate::render::inventory::Inventory;
use crate::site::{self, PageKind};
use crate::source::Sources;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// How many of the heaviest pages are shown.
const HEAVIEST: usize = 12;

#[derive(Serialize)]
struct Review<'g> {
    lang: &'static str,
    root: String,
    editor: Option<&'g str>,
    organisation: &'g str,
    broken: bool,
    #[serde(flatten)]
    findings: Shown<'g>,
    editions: Vec<EditionReview<'g>>,
    heaviest: Vec<Weight<'g>>,
}

#[derive(Serialize)]
struct EditionReview<'g> {
    name: &'g str,
    lang: &'static str,
    title: &'g str,
    chapters: Vec<ChapterReview<'g>>,
    /// Figures that no text, list or cover shows.
    unused: Vec<FigureReview<'g>>,
    /// Figures that are not final, or whose publisher is not named.
    unvalidated: Vec<FigureReview<'g>>,
}

#[derive(Serialize)]
struct ChapterReview<'g> {
    title: &'g str,
    href: String,
    spot: Spot<'g>,
    has_image: bool,
    texts: Vec<TextReview<'g>>,
}

#[derive(Serialize)]
struct TextReview<'g> {
    title: &'g str,
    href: String,
    spot: Spot<'g>,
    /// `draft`, `review`, `approved`.
    status: &'static str,
    approved_by: Option<&'g str>,
    owner: Option<&'g str>,
    words: usize,
    has_image: bool,
    /// Stands in for a translation that is missing.
    is_untranslated: bool,
}

#[derive(Serialize)]
struct FigureReview<'g> {
    label: &'g str,
    id: &'g str,
    spot: Spot<'g>,
    owner: Option<&'g str>,
    provisional: bool,
    has_source: bool,
}

/// The content of the page, as JSON: of the last good site, with the findings of now.
pub(super) fn json(generation: &Generation, options: &Options, root: &Path) -> String {
    let good = generation.good.as_deref();
    let rendered = good.and_then(|good| good.rendering.whole(&|| true)?.value);
    let review = Review {
        lang: options.lang.code(),
        root: root.to_string_lossy().replace('\\', "/"),
        editor: options.editor.as_deref(),
        organisation: good.map_or("", |good| &good.plan.report.organisation.name),
        broken: generation.is_broken,
        findings: findings::shown(&generation.findings, &generation.sources, options.lang),
        editions: good.map(editions).unwrap_or_default(),
        heaviest: rendered.as_ref().map(|rendered| weight::heaviest(rendered, HEAVIEST)).unwrap_or_default(),
    };
    serde_json::to_string(&review).expect("plain data has a JSON form")
}

fn editions(good: &Good) -> Vec<EditionReview<'_>> {
    let report = &good.plan.report;
    let one = |(index, edition): (usize, _)| {
        let used = used(report, edition);
        let figures = || edition.figures.iter().enumerate();
        let of = |figure| figure_review(figure, &good.sources);
        EditionReview {
            name: &edition.name,
            lang: edition.lang.code(),
            title: &edition.title,
            chapters: (0..edition.chapters.len()).map(|chapter| chapter_review(good, index, chapter)).collect(),
            unused: figures().filter(|(id, _)| !used.contains(&FigureId(*id))).map(|(_, figure)| of(figure)).collect(),
            unvalidated: figures()
                .filter(|(_, figure)| figure.provisional || figure.source.is_none())
                .map(|(_, figure)| of(figure))
                .collect(),
        }
    };
    report.editions.iter().map(|edition| &**edition).enumerate().map(one).collect()
}

/// The figures that are shown somewhere beside the page of all figures.
fn used(report: &Report, edition: &Edition) -> BTreeSet<FigureId> {
    let mut used: BTreeSet<FigureId> = Inventory::of_edition(report, edition).figures.into_iter().collect();
    used.extend(&edition.cover_figures);
    for chapter in &edition.chapters {
        used.extend(&chapter.figures);
        used.extend(chapter.highlights.iter().flat_map(|highlight| &highlight.figures));
    }
    used
}

fn chapter_review(good: &Good, edition: usize, number: usize) -> ChapterReview<'_> {
    let report = &good.plan.report;
    let chapter: &Chapter = &report.editions[edition].chapters[number];
    let href = format!("/{}", site::address(report, edition, PageKind::Chapter(number)).public());
    let texts = chapter.highlights.iter().map(|highlight: &Highlight| TextReview {
        title: &highlight.title,
        href: format!("{href}#{}", highlight.id),
        spot: spot(&highlight.place, &good.sources),
        status: match highlight.status {
            Status::Draft => "draft",
            Status::Review => "review",
            Status::Approved => "approved",
        },
        approved_by: highlight.approved_by.as_deref(),
        owner: highlight.owner.as_deref(),
        words: highlight.text.words,
        has_image: highlight.image.is_some(),
        is_untranslated: highlight.text.lang != report.editions[edition].lang,
    });
    ChapterReview {
        title: &chapter.title,
        spot: spot(&chapter.place, &good.sources),
        has_image: chapter.image.is_some(),
        texts: texts.collect(),
        href: href.clone(),
    }
}

fn figure_review<'g>(figure: &'g Figure, sources: &Sources) -> FigureReview<'g> {
    FigureReview {
        label: &figure.label,
        id: &figure.id,
        spot: spot(&figure.place, sources),
        owner: figure.owner.as_deref(),
        provisional: figure.provisional,
        has_source: figure.source.is_some(),
    }
}
