//! All figures of an edition, by chapter, with a filter.

use super::Content;
use crate::finding::Finding;
use crate::model::FigureId;
use crate::render::figure::{self, FigureView};
use crate::render::shell::{self, Heading};
use crate::render::{Context, PageState, Shared};
use crate::site;
use crate::text::words;
use serde::Serialize;

/// `figures.html`.
#[derive(Serialize)]
struct View {
    /// How many figures.
    count: usize,
    /// The same in words, with a capital.
    count_words: String,
    /// Those of the whole edition first, then chapter by chapter.
    groups: Vec<Group>,
    /// CSV of all figures.
    csv: String,
}

/// The figures of one chapter, or of the whole edition.
#[derive(Serialize)]
struct Group {
    /// Number of the chapter; none for the whole edition.
    number: Option<usize>,
    /// Label of the chapter.
    label: String,
    /// Its number drawn in ribbons: SVG; empty for the whole edition.
    numeral: String,
    /// Figures.
    figures: Vec<FigureView>,
}

pub(super) fn content(cx: &Context, shared: &[Shared], state: &mut PageState) -> Result<Content, Box<Finding>> {
    let lang = cx.edition.lang;
    let chapters = (0..cx.edition.chapters.len()).map(Some);
    let mut groups = Vec::new();
    for chapter in [None].into_iter().chain(chapters) {
        let ids = (0..cx.edition.figures.len()).map(FigureId).filter(|id| cx.edition.figure(*id).chapter == chapter);
        let figures: Vec<FigureView> = ids.map(|id| figure::view(id, cx, state)).collect::<Result<_, _>>()?;
        if figures.is_empty() {
            continue;
        }
        groups.push(Group {
            number: chapter.map(|index| index + 1),
            label: match chapter {
                Some(index) => cx.edition.chapters[index].label.clone(),
                None => cx.theme.say(lang, "figures-of-edition", &[("edition", &cx.edition.name)]),
            },
            numeral: chapter.map_or(String::new(), |index| shared[cx.edition_index].emblem.numerals[index].clone()),
            figures,
        });
    }
    let count = cx.edition.figures.len();
    let view = View {
        count,
        count_words: words::capitalised(&super::in_words(count, cx.edition)),
        groups,
        csv: shell::link(cx, &site::all_csv(cx.report, cx.edition_index)),
    };
    let heading = Heading {
        title: cx.theme.say(lang, "figures", &[]),
        description: cx.theme.say(lang, "figures-description", &[("edition", &cx.edition.name)]),
        ..Heading::default()
    };
    Ok(Content::new(cx, "figures.html", heading, &view))
}
