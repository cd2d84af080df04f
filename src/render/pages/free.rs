//! Free pages, and « page not found ».

use super::{Content, first_words};
use crate::finding::Finding;
use crate::render::shell::Heading;
use crate::render::{Context, PageState, prose};
use schemars::JsonSchema;
use serde::Serialize;

/// `free.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// Title.
    title: String,
    /// Language of its words, when their translation is missing.
    title_lang: Option<&'static str>,
    /// What it says: HTML.
    body: String,
}

pub(super) fn content(cx: &Context, index: usize, state: &mut PageState) -> Result<Content, Box<Finding>> {
    let page = &cx.edition.pages[index];
    let heading = Heading { title: page.title.clone(), description: first_words(cx, &page.text), ..Heading::default() };
    let view = View {
        title: page.title.clone(),
        title_lang: prose::foreign(&page.text, cx),
        body: prose::html(&page.text, 1, &page.slug, cx, state)?,
    };
    Ok(Content::new(cx, "free.html", heading, &view))
}

/// `not-found.html` has nothing of its own.
#[derive(Serialize, JsonSchema)]
pub(super) struct NotFound {}

pub(super) fn not_found(cx: &Context) -> Content {
    let lang = cx.edition.lang;
    let heading = Heading {
        title: cx.theme.say(lang, "not-found", &[]),
        description: cx.theme.say(lang, "not-found-text", &[]),
        ..Heading::default()
    };
    Content::new(cx, "not-found.html", heading, &NotFound {})
}
