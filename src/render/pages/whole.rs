//! The whole report on one page, for paper: cover, contents, foreword, chapters with every highlight open, tables. A chapter alone is
//! printed from the same page without cover, contents and foreword.

use super::{Content, chapter, cover, foreword};
use crate::finding::Finding;
use crate::render::figure::{self, FigureView};
use crate::render::shell::{self, Heading};
use crate::render::{Build, Context, PageState};
use crate::site::Document;
use schemars::JsonSchema;
use serde::Serialize;

/// `whole.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// The cover; `None` where one chapter alone is printed.
    cover: Option<cover::View>,
    /// The foreword in full.
    foreword: Option<foreword::View>,
    /// The chapters with every highlight.
    chapters: Vec<chapter::View>,
    /// The tables behind the charts, each figure once.
    tables: Vec<Table>,
    /// On paper, the page of the foreword.
    foreword_page: Option<usize>,
    /// On paper, the page of the annex.
    annex_page: Option<usize>,
}

/// A table of the annex.
#[derive(Serialize, JsonSchema)]
struct Table {
    /// Its number, from 1, in the order of the charts.
    rank: usize,
    /// The figure.
    #[serde(flatten)]
    figure: FigureView,
}

/// The id of a table of the annex.
pub(in crate::render) fn annex_id(number: usize) -> String {
    format!("annex-{number}")
}

/// The page of the site.
pub(super) fn content(cx: &Context, build: &Build, state: &mut PageState) -> Result<Content, Box<Finding>> {
    let heading = Heading { title: cx.theme.say(cx.edition.lang, "whole", &[]), ..edition_heading(cx) };
    edition(cx, heading, build, state)
}

/// The page that a document is printed from.
pub(in crate::render) fn printed(
    cx: &Context,
    document: Document,
    build: &Build,
    state: &mut PageState,
) -> Result<Content, Box<Finding>> {
    match document {
        Document::Edition => edition(cx, edition_heading(cx), build, state),
        Document::Chapter(index) => {
            state.annex = Some(Vec::new());
            let chapters = vec![chapter::view(cx, index, 1, build, state)?];
            let heading = Heading { title: cx.edition.chapters[index].label.clone(), ..Heading::default() };
            Ok(assemble(cx, heading, None, None, chapters, state))
        }
    }
}

fn edition_heading(cx: &Context) -> Heading {
    let report = shell::report_label(cx);
    let description = cx.theme.say(cx.edition.lang, "whole-description", &[("report", &report)]);
    Heading { title: cx.edition.title.clone(), description, ..Heading::default() }
}

fn edition(cx: &Context, heading: Heading, build: &Build, state: &mut PageState) -> Result<Content, Box<Finding>> {
    state.annex = Some(Vec::new());
    for chapter in &cx.edition.chapters {
        state.unique(&chapter.slug);
    }
    let cover = cover::view(cx, build, state)?;
    let foreword = foreword::view(cx, 2, state)?;
    let chapters = (0..cx.edition.chapters.len())
        .map(|index| chapter::view(cx, index, 2, build, state))
        .collect::<Result<_, _>>()?;
    Ok(assemble(cx, heading, Some(cover), foreword, chapters, state))
}

fn assemble(
    cx: &Context,
    heading: Heading,
    cover: Option<cover::View>,
    foreword: Option<foreword::View>,
    chapters: Vec<chapter::View>,
    state: &mut PageState,
) -> Content {
    let charted = state.annex.take().unwrap_or_default();
    let tables = charted.into_iter().enumerate().map(|(index, id)| {
        let table = figure::table(id, cx, state);
        Table { rank: index + 1, figure: FigureView { table: Some(table), ..figure::tile(id, cx) } }
    });
    let tables = tables.collect();
    let page = |id: &str| state.numbers.get(id).copied();
    let (foreword_page, annex_page) = (page("page-foreword"), page("page-annex"));
    Content::new(cx, "whole.html", heading, &View { cover, foreword, chapters, tables, foreword_page, annex_page })
}
