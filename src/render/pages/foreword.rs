//! The signed foreword, in full.

use super::{Content, minutes};
use crate::finding::Finding;
use crate::render::shell::{self, Heading};
use crate::render::view::Picture;
use crate::render::{Context, PageState, plain, prose};
use schemars::JsonSchema;
use serde::Serialize;

/// `foreword` in `foreword.html` and `whole.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// Its title.
    title: String,
    /// Language of its words, when their translation is missing.
    title_lang: Option<&'static str>,
    /// The text: HTML.
    body: String,
    /// Who signs.
    signature: Option<String>,
    /// Function of who signs.
    role: Option<String>,
    /// Portrait of who signs.
    portrait: Option<Picture>,
    /// Minutes of reading.
    minutes: usize,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Own<'a> {
    foreword: &'a View,
}

pub(super) fn content(cx: &Context, state: &mut PageState) -> Result<Content, Box<Finding>> {
    let view = view(cx, 1, state)?.expect("the page of the foreword exists with the foreword");
    let excerpt = cx.edition.foreword.as_ref().map_or("", |foreword| foreword.excerpt.as_str());
    let heading =
        Heading { title: view.title.clone(), description: plain::shortened(excerpt, 200), ..Heading::default() };
    Ok(Content::new(cx, "foreword.html", heading, &Own { foreword: &view }))
}

/// The foreword under a title of this level, when the edition has one.
pub(super) fn view(cx: &Context, level: u8, state: &mut PageState) -> Result<Option<View>, Box<Finding>> {
    let Some(foreword) = &cx.edition.foreword else { return Ok(None) };
    Ok(Some(View {
        title: foreword.title.clone(),
        title_lang: prose::foreign(&foreword.text, cx),
        body: prose::html(&foreword.text, level, "foreword", cx, state)?,
        signature: foreword.signature.clone(),
        role: foreword.role.clone(),
        portrait: foreword.portrait.map(|asset| shell::picture(cx, asset)),
        minutes: minutes(foreword.text.words),
    }))
}
