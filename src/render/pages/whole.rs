//! The whole report on one page, for paper: cover, contents, foreword, chapters with every highlight open, tables.

use super::{Content, chapter, cover, foreword};
use crate::finding::Finding;
use crate::model::FigureId;
use crate::render::figure::{self, FigureView};
use crate::render::inventory::Inventory;
use crate::render::shell::{self, Heading};
use crate::render::{Context, PageState, Shared};
use schemars::JsonSchema;
use serde::Serialize;

/// `whole.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// The cover.
    cover: cover::View,
    /// The foreword in full.
    foreword: Option<foreword::View>,
    /// The chapters with every highlight.
    chapters: Vec<chapter::View>,
    /// The tables behind the charts, each figure once.
    tables: Vec<FigureView>,
}

pub(super) fn content(cx: &Context, shared: &[Shared], state: &mut PageState) -> Result<Content, Box<Finding>> {
    for chapter in &cx.edition.chapters {
        state.unique(&chapter.slug);
    }
    let cover = cover::view(cx, shared, state)?;
    let foreword = foreword::view(cx, 2, state)?;
    let chapters = (0..cx.edition.chapters.len())
        .map(|index| chapter::view(cx, index, 2, shared, state))
        .collect::<Result<_, _>>()?;
    let tables = charted(cx)
        .into_iter()
        .map(|id| FigureView { table: Some(figure::table(id, cx, state)), ..figure::tile(id, cx) })
        .collect();
    let lang = cx.edition.lang;
    let heading = Heading {
        title: cx.theme.say(lang, "whole", &[]),
        description: cx.theme.say(lang, "whole-description", &[("report", &shell::report_label(cx))]),
        ..Heading::default()
    };
    Ok(Content::new(cx, "whole.html", heading, &View { cover, foreword, chapters, tables }))
}

/// The figures that have a chart in the report, in the order of the ledger.
fn charted(cx: &Context) -> Vec<FigureId> {
    let charted = Inventory::of_edition(cx.report, cx.edition).charted;
    (0..cx.edition.figures.len()).map(FigureId).filter(|id| charted.contains(id)).collect()
}
