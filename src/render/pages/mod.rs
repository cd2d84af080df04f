//! Each kind of page: report → the view of its template. One file per kind.

mod chapter;
mod contents;
mod cover;
mod dataset;
mod figures;
mod foreword;
mod free;
mod glossary;
mod highlight;
mod legal;
mod search;
mod whole;

pub(super) use whole::{annex_id, printed};

use super::contract::shape;
use super::shell::Heading;
use super::{Build, Context, PageState};
use crate::finding::Finding;
use crate::model::{Edition, Text};
use crate::site::PageKind;
use crate::text::words;
use crate::theme::contract::Shape;
use crate::{model::Chapter, theme};
use serde::Serialize;

/// What a page shows, and the template that shows it.
#[derive(Debug)]
pub(super) struct Content {
    /// `chapter.html`.
    pub(super) template: &'static str,
    /// What the page says of itself.
    pub(super) heading: Heading,
    /// The page's own view.
    pub(super) context: tera::Context,
}

impl Content {
    fn new(cx: &Context, template: &'static str, heading: Heading, view: &impl Serialize) -> Self {
        Self { template, heading, context: theme::context(cx.edition.lang, view) }
    }
}

/// What the template of each kind of page is given besides `page`.
pub(super) fn shapes() -> Vec<(&'static str, Shape)> {
    vec![
        ("cover.html", shape::<cover::Own>()),
        ("foreword.html", shape::<foreword::Own>()),
        ("chapter.html", shape::<chapter::Own>()),
        ("highlight.html", shape::<highlight::View>()),
        ("figures.html", shape::<figures::View>()),
        ("whole.html", shape::<whole::View>()),
        ("contents.html", shape::<contents::View>()),
        ("glossary.html", shape::<glossary::View>()),
        ("search.html", shape::<search::View>()),
        ("legal-notice.html", shape::<legal::Own>()),
        ("accessibility.html", shape::<legal::Own>()),
        ("personal-data.html", shape::<legal::Own>()),
        ("free.html", shape::<free::View>()),
        ("not-found.html", shape::<free::NotFound>()),
    ]
}

/// The content of a page.
pub(super) fn content(
    cx: &Context,
    kind: PageKind,
    build: &Build,
    state: &mut PageState,
) -> Result<Content, Box<Finding>> {
    match kind {
        PageKind::Cover | PageKind::Root => cover::content(cx, build, state),
        PageKind::Foreword => foreword::content(cx, state),
        PageKind::Chapter(chapter) => chapter::content(cx, chapter, build, state),
        PageKind::Highlight(id) => highlight::content(cx, id, build, state),
        PageKind::Figures => figures::content(cx, build, state),
        PageKind::Whole => whole::content(cx, build, state),
        PageKind::Contents => Ok(contents::content(cx)),
        PageKind::Glossary => Ok(glossary::content(cx)),
        PageKind::Search => Ok(search::content(cx)),
        PageKind::LegalNotice => Ok(legal::notice(cx)),
        PageKind::Accessibility => Ok(legal::accessibility(cx)),
        PageKind::PersonalData => Ok(legal::personal_data(cx)),
        PageKind::Free(page) => free::content(cx, page, state),
        PageKind::NotFound => Ok(free::not_found(cx)),
    }
}

/// Minutes of reading, at 200 words a minute.
fn minutes(words: usize) -> usize {
    words.div_ceil(200).max(1)
}

/// Minutes of reading of a whole chapter.
fn chapter_minutes(chapter: &Chapter) -> usize {
    let highlights: usize = chapter.highlights.iter().map(|highlight| highlight.text.words).sum();
    minutes(chapter.lead.words + chapter.body.words + highlights)
}

/// « sept », or « 27 ».
fn in_words(n: usize, edition: &Edition) -> String {
    words::count(n, false, edition.lang)
}

/// The first words of a text, for descriptions. What they say is not counted as said on the page.
fn first_words(cx: &Context, text: &Text) -> String {
    use crate::markdown::Node;
    let paragraph = text.flow.nodes.iter().find_map(|node| match node {
        Node::Paragraph(content) => Some(content),
        _ => None,
    });
    let html = paragraph.map(|content| super::prose::inline(content, cx, &mut PageState::default()));
    super::plain::shortened(&super::plain::text(&html.unwrap_or_default()), 180)
}
