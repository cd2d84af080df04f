//! A chapter: opening, figures, what is always visible, highlights, neighbours.

use super::{Content, chapter_minutes, highlight, in_words};
use crate::finding::Finding;
use crate::model::{self, HighlightId};
use crate::render::figure::{self, FigureView};
use crate::render::shell::{self, Heading};
use crate::render::view::{ChapterCard, ChapterLink, Highlight, Picture};
use crate::render::{Build, Context, PageState, plain, prose};
use crate::text::words;
use schemars::JsonSchema;
use serde::Serialize;

/// `chapter` in `chapter.html`, and each chapter of the whole report.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct View {
    /// Where and how it is called.
    #[serde(flatten)]
    pub(super) link: ChapterLink,
    /// Id of its section on the page of the whole report: its slug.
    pub(super) id: String,
    /// Level of its title: 1 on its own page, 2 in the whole report.
    level: u8,
    /// Its opening paragraphs: HTML.
    lead: String,
    /// Picture of the opening.
    image: Option<Picture>,
    /// Its number drawn in ribbons: SVG.
    numeral: String,
    /// How many highlights.
    count: usize,
    /// Minutes of reading.
    minutes: usize,
    /// Tiles under the lead.
    figures: Vec<FigureView>,
    /// What is always visible: HTML.
    body: String,
    /// « Explorer le sujet », when the chapter says it.
    heading: Option<String>,
    /// « Sept faits marquants ».
    count_label: String,
    /// Its highlights are to stay open.
    open: bool,
    /// Its highlights.
    groups: Vec<Group>,
    /// In a document on paper, the page where it starts.
    page: Option<usize>,
    /// The chapter before.
    previous: Option<ChapterCard>,
    /// The chapter after.
    next: Option<ChapterCard>,
}

/// A set of highlights.
#[derive(Debug, Serialize, JsonSchema)]
struct Group {
    /// Title, when the set has one.
    title: Option<String>,
    /// Id of that title.
    id: String,
    /// In reading order.
    highlights: Vec<Highlight>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Own<'a> {
    chapter: &'a View,
}

pub(super) fn content(
    cx: &Context,
    index: usize,
    build: &Build,
    state: &mut PageState,
) -> Result<Content, Box<Finding>> {
    let view = view(cx, index, 1, build, state)?;
    let chapter = &cx.edition.chapters[index];
    let lead = chapter.summary.clone().unwrap_or_else(|| plain::text(&view.lead));
    let description =
        cx.theme.say(cx.edition.lang, "chapter-description", &[("number", &(index + 1).to_string()), ("text", &lead)]);
    let heading = Heading {
        title: chapter.label.clone(),
        label: Some(crumb(cx, index)),
        description: plain::shortened(&description, 200),
        image: chapter.image,
        ..Heading::default()
    };
    Ok(Content::new(cx, "chapter.html", heading, &Own { chapter: &view }))
}

/// « Chapitre 3, Adapter ».
pub(super) fn crumb(cx: &Context, chapter: usize) -> String {
    let label = &cx.edition.chapters[chapter].label;
    cx.theme.say(cx.edition.lang, "chapter-crumb", &[("number", &(chapter + 1).to_string()), ("label", label)])
}

/// A chapter whose title has this level.
pub(super) fn view(
    cx: &Context,
    index: usize,
    level: u8,
    build: &Build,
    state: &mut PageState,
) -> Result<View, Box<Finding>> {
    let chapter = &cx.edition.chapters[index];
    // The permanent ids come first: nothing else on the page may take them.
    for highlight in chapter.highlights.iter() {
        state.unique(&highlight.id);
        state.unique(&format!("{}-panel", highlight.id));
        state.unique(&format!("{}-title", highlight.id));
    }
    // In the whole report each chapter has its own name for what is named alike in all.
    let scope = if level == 1 { "" } else { &chapter.slug };
    let lead = prose::lead(&chapter.lead, "lead", scope, cx, state)?;
    let body = prose::chapter_body(&chapter.body, level, scope, cx, state)?;
    let groups = groups(cx, index, level + 1, state)?;
    let count = chapter.highlights.len();
    let words = in_words(count, cx.edition);
    let count_label =
        cx.theme.say(cx.edition.lang, "highlight-heading", &[("n", &count.to_string()), ("words", &words)]);
    let last = cx.edition.chapters.len() - 1;
    Ok(View {
        link: shell::chapter_link(cx, index, None),
        id: chapter.slug.clone(),
        level,
        lead,
        image: chapter.image.map(|asset| shell::picture(cx, asset)),
        numeral: build.shared(cx.edition_index).emblem.numerals[index].clone(),
        count,
        minutes: chapter_minutes(chapter),
        figures: chapter.figures.iter().map(|&id| figure::tile(id, cx)).collect(),
        body,
        heading: chapter.highlights.heading.clone(),
        count_label: words::capitalised(&count_label),
        open: chapter.highlights.open,
        groups,
        page: state.numbers.get(&chapter.slug).copied(),
        previous: (index > 0).then(|| card(cx, index - 1, build)),
        next: (index < last).then(|| card(cx, index + 1, build)),
    })
}

/// The sets of a chapter; `level` is that of the heading above them.
fn groups(cx: &Context, chapter: usize, level: u8, state: &mut PageState) -> Result<Vec<Group>, Box<Finding>> {
    let highlights = &cx.edition.chapters[chapter].highlights;
    let mut index = 0;
    let mut groups = Vec::with_capacity(highlights.groups.len());
    for (number, group) in highlights.groups.iter().enumerate() {
        let level = level + 1 + u8::from(group.title.is_some());
        let mut views = Vec::with_capacity(group.highlights.len());
        for _ in &group.highlights {
            views.push(highlight::view(cx, HighlightId { chapter, highlight: index }, level, state)?);
            index += 1;
        }
        groups.push(Group {
            title: group.title.clone(),
            id: state.unique(&format!("{}-group-{}", cx.edition.chapters[chapter].slug, number + 1)),
            highlights: views,
        });
    }
    Ok(groups)
}

/// A chapter in a few lines.
pub(super) fn card(cx: &Context, index: usize, build: &Build) -> ChapterCard {
    let chapter: &model::Chapter = &cx.edition.chapters[index];
    ChapterCard {
        link: shell::chapter_link(cx, index, None),
        summary: chapter.summary.clone(),
        highlights: chapter.highlights.len(),
        minutes: chapter_minutes(chapter),
        numeral: build.shared(cx.edition_index).emblem.numerals[index].clone(),
    }
}
