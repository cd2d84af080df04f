//! A highlight: on its own page, in its chapter, in the whole report.

use super::{Content, chapter, first_words, minutes};
use crate::finding::Finding;
use crate::markdown::{self, Node};
use crate::model::{self, Block, HighlightId, Inlines, Nodes, Text};
use crate::render::inventory::Inventory;
use crate::render::shell::{self, Heading};
use crate::render::view::{Highlight, Link, Picture};
use crate::render::{Build, Context, PageState, figure, plain, prose};
use crate::site::{self, PageKind};
use crate::text::words;
use schemars::JsonSchema;
use serde::Serialize;

/// Words of prose from which a highlight is a story, whatever else it holds.
const STORY: usize = 60;

/// `highlight.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// The highlight.
    highlight: Highlight,
    /// Picture of its head.
    image: Option<Picture>,
    /// Minutes of reading.
    minutes: usize,
    /// Its chapter, at this highlight.
    chapter: Link,
    /// The number of its chapter drawn in ribbons: SVG.
    numeral: String,
    /// The one before in the edition.
    previous: Option<Neighbour>,
    /// The one after.
    next: Option<Neighbour>,
}

/// The highlight before or after, which may be in another chapter.
#[derive(Serialize, JsonSchema)]
struct Neighbour {
    /// Its title.
    title: String,
    /// Its own page.
    href: String,
    /// Number of its chapter.
    accent: usize,
}

pub(super) fn content(
    cx: &Context,
    id: HighlightId,
    build: &Build,
    state: &mut PageState,
) -> Result<Content, Box<Finding>> {
    let article = article(cx, id);
    let highlight = view(cx, id, 1, state)?;
    let description = article.summary.clone().unwrap_or_else(|| first_words(cx, &article.text));
    let chapter = &cx.edition.chapters[id.chapter];
    let heading = Heading {
        title: article.title.clone(),
        description: plain::shortened(&description, 200),
        image: article.image.or(chapter.image),
        steps: vec![(
            chapter::crumb(cx, id.chapter),
            site::address(cx.report, cx.edition_index, PageKind::Chapter(id.chapter)),
        )],
        label: None,
    };
    let all = all(cx);
    let here = all.iter().position(|it| *it == id);
    let neighbour = |offset: fn(usize) -> Option<usize>| {
        let other = *all.get(offset(here?)?)?;
        Some(Neighbour {
            title: self::article(cx, other).title.clone(),
            href: shell::link_to(cx, PageKind::Highlight(other)),
            accent: other.chapter + 1,
        })
    };
    let view = View {
        image: article.image.map(|asset| shell::picture(cx, asset)),
        minutes: minutes(article.text.words),
        chapter: Link {
            label: chapter.label.clone(),
            href: Some(format!("{}#{}", shell::link_to(cx, PageKind::Chapter(id.chapter)), article.id)),
        },
        numeral: build.shared(cx.edition_index).emblem.numerals[id.chapter].clone(),
        previous: neighbour(|index| index.checked_sub(1)),
        next: neighbour(|index| index.checked_add(1)),
        highlight,
    };
    Ok(Content::new(cx, "highlight.html", heading, &view))
}

/// A highlight whose title has this level.
pub(super) fn view(cx: &Context, id: HighlightId, level: u8, state: &mut PageState) -> Result<Highlight, Box<Finding>> {
    let article = article(cx, id);
    let inventory = Inventory::of_highlight(article);
    let mut sources: Vec<String> = Vec::new();
    for figure in &inventory.figures {
        if let Some(source) = cx.edition.figure(*figure).source.as_ref().filter(|source| !sources.contains(source)) {
            sources.push(source.clone());
        }
    }
    Ok(Highlight {
        id: article.id.clone(),
        title: article.title.clone(),
        title_lang: prose::foreign(&article.text, cx),
        level,
        summary: article.summary.clone(),
        kind: kind(cx, &inventory, &article.text),
        figures: article.figures.iter().map(|&id| figure::tile(id, cx)).collect(),
        body: prose::html(&article.text, level, &article.id, cx, state)?,
        sources,
        href: shell::link_to(cx, PageKind::Highlight(id)),
        page: state.numbers.get(&article.id).copied(),
    })
}

/// The article behind an id.
pub(super) fn article<'a>(cx: &Context<'a>, id: HighlightId) -> &'a model::Highlight {
    let mut highlights = cx.edition.chapters[id.chapter].highlights.iter();
    highlights.nth(id.highlight).expect("a highlight id names a highlight of its edition")
}

/// Every highlight of the edition, in reading order.
fn all(cx: &Context) -> Vec<HighlightId> {
    let chapters = cx.edition.chapters.iter().enumerate();
    chapters
        .flat_map(|(chapter, it)| (0..it.highlights.len()).map(move |highlight| HighlightId { chapter, highlight }))
        .collect()
}

/// « Récit et graphique », « Témoignages »: what a reader finds inside.
fn kind(cx: &Context, inventory: &Inventory, text: &Text) -> String {
    let parts = [
        ("kind-chart", inventory.charts),
        ("kind-table", inventory.tables),
        ("kind-figures", inventory.figure_lists),
        ("kind-directory", inventory.directories),
        ("kind-video", inventory.videos),
        ("kind-testimonial", inventory.testimonials),
        ("kind-picture", inventory.pictures),
    ];
    let mut names: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| cx.theme.say(cx.edition.lang, key, &[("n", &count.to_string())]))
        .collect();
    if names.is_empty() || words_of(&text.flow.nodes, 0) >= STORY {
        names.insert(0, cx.theme.say(cx.edition.lang, "kind-story", &[]));
    }
    names.truncate(3);
    words::capitalised(&words::list(&names, cx.edition.lang))
}

/// Words of running prose, outside any block but a dossier, after `counted` others; counted no further than a story needs.
fn words_of(nodes: &Nodes, counted: usize) -> usize {
    nodes.iter().fold(counted, |counted, node| match node {
        _ if counted >= STORY => counted,
        Node::Paragraph(line) | Node::Heading { content: line, .. } => words_of_line(line, counted),
        Node::List { items, .. } => items.iter().fold(counted, |counted, item| words_of(item, counted)),
        Node::Quote(content) | Node::Directive(Block::Dossier { body: content, .. }) => words_of(content, counted),
        Node::Definitions(definitions) => definitions.iter().fold(counted, |counted, definition| {
            let counted = words_of_line(&definition.term, counted);
            definition.meanings.iter().fold(counted, |counted, meaning| words_of(meaning, counted))
        }),
        Node::Table(_) | Node::Code(_) | Node::Rule | Node::Directive(_) => counted,
    })
}

fn words_of_line(line: &Inlines, counted: usize) -> usize {
    counted + markdown::plain(line).split_whitespace().count()
}
