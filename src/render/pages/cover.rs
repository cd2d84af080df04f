//! The cover of an edition: the year in ribbons, foreword, figures, chapters, downloads, other editions.

use super::{Content, chapter, minutes};
use crate::finding::Finding;
use crate::model::{AssetId, FigureId, FigureUse};
use crate::render::figure::{self, FigureView};
use crate::render::shell::{self, Heading};
use crate::render::view::{ChapterCard, Link, Picture};
use crate::render::{Build, Context, PageState, Shared, file, prose};
use crate::site::{self, OpenData, PageKind};
use crate::text::{date, words};
use schemars::JsonSchema;
use serde::Serialize;

/// `cover` in `cover.html` and `whole.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// The year in ribbons; nothing when the edition has no figures.
    emblem: Option<Emblem>,
    /// Two or three sentences: HTML.
    pitch: String,
    /// When it was published, in words.
    published: Option<String>,
    /// The beginning of the foreword.
    foreword: Option<Foreword>,
    /// How many figures, in words, with a capital: « Cinq ».
    figure_count: String,
    /// Key figures.
    figures: Vec<FigureView>,
    /// Chapters.
    chapters: Vec<ChapterCard>,
    /// Documents and data.
    downloads: Vec<Download>,
    /// Other editions in this language, the latest first.
    editions: Vec<OtherEdition>,
    /// Corrections made after publication.
    corrections: Vec<Correction>,
}

/// The year in ribbons and what it is made of.
#[derive(Serialize, JsonSchema)]
struct Emblem {
    /// One drawing per digit: SVG.
    digits: Vec<String>,
    /// How many figures it draws.
    count: usize,
    /// The same in words.
    count_words: String,
    /// The digits in words.
    digit_words: String,
    /// Headings of the columns of its table, one per digit.
    columns: Vec<String>,
    /// Rows of its table.
    rows: Vec<EmblemRow>,
}

/// One chapter of the table behind the emblem.
#[derive(Serialize, JsonSchema)]
struct EmblemRow {
    /// Its label.
    chapter: String,
    /// One figure per digit: « Visites : 2 701 ».
    cells: Vec<String>,
}

/// The beginning of the foreword.
#[derive(Serialize, JsonSchema)]
struct Foreword {
    /// Its title.
    title: String,
    /// Language of its words, when their translation is missing.
    title_lang: Option<&'static str>,
    /// One large sentence or two.
    excerpt: String,
    /// Who signs.
    signature: Option<String>,
    /// Function of who signs.
    role: Option<String>,
    /// Where it is read in full.
    href: String,
    /// Minutes of reading.
    minutes: usize,
    /// Portrait of who signs.
    portrait: Option<Picture>,
}

/// A file to take away.
#[derive(Serialize, JsonSchema)]
struct Download {
    /// What it is called.
    label: String,
    /// Where it is.
    href: String,
    /// `PDF`.
    format: String,
    /// « 2,1 Mo ».
    size: String,
}

/// Another edition.
#[derive(Serialize, JsonSchema)]
struct OtherEdition {
    /// Its link.
    #[serde(flatten)]
    link: Link,
    /// Its year in ribbons: one SVG per digit.
    digits: Vec<String>,
}

/// A correction made after publication.
#[derive(Serialize, JsonSchema)]
struct Correction {
    /// When, in words.
    date: String,
    /// When, for machines.
    day: String,
    /// What was wrong and what it says now.
    text: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Own<'a> {
    cover: &'a View,
}

pub(super) fn content(cx: &Context, build: &Build, state: &mut PageState) -> Result<Content, Box<Finding>> {
    let view = view(cx, build, state)?;
    let heading =
        Heading { title: cx.edition.title.clone(), description: description(cx), image: None, ..Heading::default() };
    Ok(Content::new(cx, "cover.html", heading, &Own { cover: &view }))
}

/// « Rapport d’activité 2022 de… : cinq chapitres, trente-trois faits marquants, vingt chiffres clés. »
fn description(cx: &Context) -> String {
    let lang = cx.edition.lang;
    let counts = [
        ("chapter-count", cx.edition.chapters.len()),
        ("highlight-count", cx.edition.chapters.iter().map(|chapter| chapter.highlights.len()).sum()),
        ("figure-count", cx.edition.figures.len()),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| cx.theme.say(lang, key, &[("n", &n.to_string())]))
        .collect();
    let report = shell::report_label(cx);
    let of = cx.report.organisation.of_name.as_ref().unwrap_or(&cx.report.organisation.name);
    let counts = words::list(&counts, lang);
    cx.theme.say(lang, "cover-description", &[("report", &report), ("organisation", of), ("counts", &counts)])
}

pub(super) fn view(cx: &Context, build: &Build, state: &mut PageState) -> Result<View, Box<Finding>> {
    let edition = cx.edition;
    let figures: Vec<FigureView> = edition.cover_figures.iter().map(|&id| figure::tile(id, cx)).collect();
    Ok(View {
        emblem: emblem(cx, build.shared(cx.edition_index)),
        pitch: prose::bare(&edition.pitch, 1, "pitch", cx, state)?,
        published: edition.published.map(|day| date::print(day, edition.lang)),
        foreword: edition.foreword.as_ref().map(|foreword| Foreword {
            title: foreword.title.clone(),
            title_lang: prose::foreign(&foreword.text, cx),
            excerpt: foreword.excerpt.clone(),
            signature: foreword.signature.clone(),
            role: foreword.role.clone(),
            href: shell::link_to(cx, PageKind::Foreword),
            minutes: minutes(foreword.text.words),
            portrait: foreword.portrait.map(|asset| shell::picture(cx, asset)),
        }),
        figure_count: words::capitalised(&super::in_words(figures.len(), edition)),
        figures,
        chapters: (0..edition.chapters.len()).map(|index| chapter::card(cx, index, build)).collect(),
        downloads: downloads(cx, build),
        editions: others(cx, build),
        corrections: edition
            .corrections
            .iter()
            .map(|it| Correction {
                date: date::print(it.date, edition.lang),
                day: it.date.to_string(),
                text: it.text.clone(),
            })
            .collect(),
    })
}

fn emblem(cx: &Context, shared: &Shared) -> Option<Emblem> {
    let drawn = &shared.emblem;
    if drawn.digits.is_empty() {
        return None;
    }
    let lang = cx.edition.lang;
    let mut distinct: Vec<FigureId> = drawn.rows.iter().flat_map(|(_, figures)| figures.iter().copied()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let cell = |id: &FigureId| {
        let figure = cx.edition.figure(*id);
        let value = figure::said(figure, &FigureUse::plain(), cx).map(|said| said.text);
        cx.theme.say(lang, "label-value", &[("label", &figure.label), ("value", &value.unwrap_or_default())])
    };
    let column = |(index, digit): (usize, &char)| {
        let arguments = [("n", &*(index + 1).to_string()), ("digit", &*digit.to_string())];
        cx.theme.say(lang, "emblem-column", &arguments)
    };
    Some(Emblem {
        digits: drawn.digits.clone(),
        count: distinct.len(),
        count_words: super::in_words(distinct.len(), cx.edition),
        digit_words: super::in_words(drawn.year.len(), cx.edition),
        columns: drawn.year.iter().enumerate().map(column).collect(),
        rows: drawn
            .rows
            .iter()
            .map(|(chapter, figures)| EmblemRow {
                chapter: cx.edition.chapters[*chapter].label.clone(),
                cells: figures.iter().map(cell).collect(),
            })
            .collect(),
    })
}

fn downloads(cx: &Context, build: &Build) -> Vec<Download> {
    let document = |(label, asset): &(String, AssetId)| {
        let asset_file = &cx.report.assets[asset];
        Download {
            label: label.clone(),
            href: shell::link(cx, &cx.site.asset(cx.report, cx.edition_index, *asset)),
            format: asset_file.format(),
            size: file::size(asset_file.bytes.len(), cx.edition.lang),
        }
    };
    let data = build.data(cx.edition_index).all.map(|sizes| Download {
        label: cx.theme.say(cx.edition.lang, "data-of-figures", &[]),
        href: shell::link(cx, &site::data(cx.report, cx.edition_index, OpenData::Workbook)),
        format: "XLSX".to_owned(),
        size: file::size(sizes.workbook, cx.edition.lang),
    });
    let paper = cx.documents.offer(site::Document::Edition, cx).map(|file| Download {
        label: cx.theme.say(cx.edition.lang, "whole-document", &[]),
        href: file.href,
        format: file.format,
        size: file.size,
    });
    paper.into_iter().chain(cx.edition.downloads.iter().map(document)).chain(data).collect()
}

fn others(cx: &Context, build: &Build) -> Vec<OtherEdition> {
    let others = cx.report.editions.iter().enumerate();
    others
        .filter(|(_, it)| it.lang == cx.edition.lang && it.name != cx.edition.name)
        .map(|(index, it)| OtherEdition {
            link: Link {
                label: cx.theme.say(it.lang, "other-edition", &[("edition", &it.name), ("kind", &it.kind)]),
                href: Some(shell::link(cx, &site::address(cx.report, index, PageKind::Cover))),
            },
            digits: build.shared(index).emblem.past.clone(),
        })
        .collect()
}
