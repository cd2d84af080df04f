//! Acronyms and terms.

use super::Content;
use crate::render::shell::Heading;
use crate::render::{Context, prose};
use schemars::JsonSchema;
use serde::Serialize;

/// `glossary.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// In alphabetical order.
    terms: Vec<Term>,
}

/// A term.
#[derive(Serialize, JsonSchema)]
struct Term {
    /// `cpts`: where links lead.
    id: String,
    /// « CPTS ».
    term: String,
    /// Spelled out.
    meaning: String,
    /// A sentence more.
    definition: Option<String>,
}

pub(super) fn content(cx: &Context) -> Content {
    let terms = cx.report.glossary.iter().map(|term| Term {
        id: prose::term_anchor(term),
        term: term.term.clone(),
        meaning: term.meaning.clone(),
        definition: term.definition.clone(),
    });
    let lang = cx.edition.lang;
    let heading = Heading {
        title: cx.theme.say(lang, "glossary", &[]),
        description: cx.theme.say(lang, "glossary-description", &[]),
        ..Heading::default()
    };
    Content::new(cx, "glossary.html", heading, &View { terms: terms.collect() })
}
