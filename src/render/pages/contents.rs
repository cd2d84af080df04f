//! The site map.

use super::Content;
use crate::model::HighlightId;
use crate::render::Context;
use crate::render::shell::{self, Heading};
use crate::render::view::{ChapterLink, Link};
use crate::site::{self, PageKind};
use schemars::JsonSchema;
use serde::Serialize;

/// `contents.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// Chapters and what they hold.
    contents: Vec<Entry>,
    /// Every other edition.
    editions: Vec<Link>,
}

/// A chapter of the site map.
#[derive(Serialize, JsonSchema)]
struct Entry {
    /// The chapter.
    #[serde(flatten)]
    link: ChapterLink,
    /// Its sets of highlights.
    groups: Vec<Group>,
}

/// A set of highlights.
#[derive(Serialize, JsonSchema)]
struct Group {
    /// Title, when the set has one.
    title: Option<String>,
    /// Its highlights.
    highlights: Vec<Link>,
}

pub(super) fn content(cx: &Context) -> Content {
    let lang = cx.edition.lang;
    let heading = Heading {
        title: cx.theme.say(lang, "contents", &[]),
        description: cx.theme.say(lang, "contents-description", &[("report", &shell::report_label(cx))]),
        ..Heading::default()
    };
    let editions = cx.report.editions.iter().enumerate();
    let editions = editions.filter(|(_, it)| it.lang == lang && it.name != cx.edition.name).map(|(index, it)| Link {
        label: cx.theme.say(lang, "report-label", &[("kind", &it.kind), ("edition", &it.name)]),
        href: Some(shell::link(cx, &site::address(cx.report, index, PageKind::Cover))),
    });
    let view = View { contents: entries(cx), editions: editions.collect() };
    Content::new(cx, "contents.html", heading, &view)
}

/// Every chapter with its highlights, linked to their own pages.
fn entries(cx: &Context) -> Vec<Entry> {
    let chapters = cx.edition.chapters.iter().enumerate();
    chapters
        .map(|(chapter, it)| {
            let mut highlight = 0;
            let groups = it.highlights.groups.iter().map(|group| Group {
                title: group.title.clone(),
                highlights: group
                    .highlights
                    .iter()
                    .map(|article| {
                        let id = HighlightId { chapter, highlight };
                        highlight += 1;
                        Link { label: article.title.clone(), href: Some(shell::link_to(cx, PageKind::Highlight(id))) }
                    })
                    .collect(),
            });
            Entry { groups: groups.collect(), link: shell::chapter_link(cx, chapter, None) }
        })
        .collect()
}
