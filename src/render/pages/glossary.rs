//! Acronyms and terms.

use super::Content;
use crate::model::TermId;
use crate::render::shell::Heading;
use crate::render::{Context, PageState};
use crate::text::{Lang, slug};
use serde::Serialize;

/// `glossary.html`.
#[derive(Serialize)]
struct View {
    /// In alphabetical order.
    terms: Vec<Term>,
}

/// A term.
#[derive(Serialize)]
struct Term {
    /// `sigle-cpts`: where links lead.
    id: String,
    /// « CPTS ».
    term: String,
    /// Spelled out.
    meaning: String,
    /// A sentence more.
    definition: Option<String>,
}

pub(super) fn content(cx: &Context, state: &mut PageState) -> Content {
    // What is defined here is not to be expanded here.
    state.terms.extend((0..cx.report.glossary.len()).map(TermId));
    let terms = cx.report.glossary.iter().map(|term| Term {
        id: anchor(&term.term, cx.edition.lang),
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

/// The id of a term on the glossary page.
fn anchor(term: &str, lang: Lang) -> String {
    let prefix = match lang {
        Lang::Fr => "sigle",
        Lang::En => "term",
    };
    format!("{prefix}-{}", slug::slug(term))
}
