//! Texts → HTML: prose written here, blocks through the theme's `blocks/NAME.html`.

mod acronym;
mod cite;
mod escape;
mod layout;
mod line;
mod nodes;
mod notes;
#[cfg(test)]
mod tests;

pub(super) use acronym::Acronyms;
pub use cite::href;
pub use escape::{attribute, escape};
pub(super) use layout::Segment;

use super::{Context, PageState};
use crate::finding::Finding;
use crate::markdown::Node;
use crate::model::{Block, Inlines, Nodes, Term, Text};
use crate::text::slug::slug;
use notes::Calls;
use std::collections::BTreeSet;

/// HTML, or the finding about the template that could not make it.
pub type Html = Result<String, Box<Finding>>;

/// The HTML of a text as children of a grid of columns: runs of prose in `div.prose.col-text`, wide blocks in `.col-wide`,
/// notes at the end. `level` is the level of the heading above it; `scope` prefixes its ids and is empty where the
/// page holds one text.
///
/// # Errors
/// A mistake in the theme's template.
pub fn html(text: &Text, level: u8, scope: &str, cx: &Context, page: &mut PageState) -> Html {
    let mut pen = Pen::new(cx, page, level, scope, text);
    let mut out = String::new();
    pen.say_untranslated(&mut out, "untranslated col-text");
    for segment in pen.segments(&text.flow.nodes, false)? {
        out.push_str(segment.body());
    }
    pen.notes(&mut out, &text.flow.notes, " col-wide")?;
    Ok(out)
}

/// What a chapter always shows below its lead, as full sections from edge to edge: its dossier, its main testimonial,
/// and the rest in `div.section > div.frame.columns`. `level` and `scope` are those of [`html`]; the heading above is the
/// chapter's title.
///
/// # Errors
/// A mistake in the theme's template.
pub fn chapter_body(text: &Text, level: u8, scope: &str, cx: &Context, page: &mut PageState) -> Html {
    let mut pen = Pen::new(cx, page, level, scope, text);
    let mut segments = pen.segments(&text.flow.nodes, true)?;
    let mut notes = String::new();
    pen.notes(&mut notes, &text.flow.notes, " col-wide")?;
    match segments.last_mut() {
        Some(Segment::Columns(last)) => last.push_str(&notes),
        _ if !notes.is_empty() => segments.push(Segment::Columns(notes)),
        _ => {}
    }
    let mut out = String::new();
    for segment in segments {
        match segment {
            Segment::Columns(body) => {
                out.push_str("<div class=\"section\"><div class=\"frame columns\">\n");
                out.push_str(&body);
                out.push_str("</div></div>\n");
            }
            Segment::Bleed(body) => out.push_str(&body),
        }
    }
    Ok(out)
}

/// The HTML of a text without columns, for a page that sets its own: nodes and blocks one after the other, then notes.
///
/// # Errors
/// A mistake in the theme's template.
pub fn bare(text: &Text, level: u8, scope: &str, cx: &Context, page: &mut PageState) -> Html {
    let mut pen = Pen::new(cx, page, level, scope, text);
    let mut out = String::new();
    pen.bare(&mut out, &text.flow.nodes)?;
    pen.notes(&mut out, &text.flow.notes, "")?;
    Ok(out)
}

/// The HTML of a short text whose paragraphs all bear `class`: a lead, a pitch.
///
/// # Errors
/// A mistake in the theme's template.
pub fn lead(text: &Text, class: &str, scope: &str, cx: &Context, page: &mut PageState) -> Html {
    let mut pen = Pen::new(cx, page, 1, scope, text);
    let mut out = String::new();
    for node in &text.flow.nodes {
        if let Node::Paragraph(content) = node {
            pen.paragraph(&mut out, content, Some(class));
        } else {
            pen.node(&mut out, node)?;
        }
    }
    pen.say_untranslated(&mut out, "untranslated");
    pen.notes(&mut out, &text.flow.notes, "")?;
    Ok(out)
}

/// The HTML of a line of text.
pub fn inline(content: &Inlines, cx: &Context, page: &mut PageState) -> String {
    let mut out = String::new();
    Pen::blank(cx, page, 1, "").line(&mut out, content);
    out
}

/// The language of a text, when it is not the page's: its translation is missing.
pub(super) fn foreign(text: &Text, cx: &Context) -> Option<&'static str> {
    (text.lang != cx.edition.lang).then(|| text.lang.code())
}

/// The id of a term on the glossary page.
pub fn term_anchor(term: &Term) -> String {
    slug(&term.term)
}

/// Writes one text: where it stands on its page, and what it has said so far.
pub(super) struct Pen<'a> {
    /// Everything the page may refer to.
    pub(super) cx: &'a Context<'a>,
    /// What the page has already said or named.
    pub(super) page: &'a mut PageState,
    /// Level of the heading that the text stands under.
    pub(super) level: u8,
    /// Level of the last heading written, so that none is skipped.
    depth: u8,
    /// Prefix of ids; empty where the page holds one text.
    scope: String,
    /// Ids that the text itself declares, for its links to `#id`.
    own_ids: BTreeSet<String>,
    /// Calls to notes.
    calls: Calls,
    /// Prefix of the ids of notes, its own on the page.
    note_prefix: String,
    /// The plain text of the paragraph being written; `None` where acronyms are not expanded.
    paragraph: Option<String>,
    /// The language of the text, when it is not the page's: its translation is missing.
    foreign: Option<&'static str>,
    /// Acronyms are not expanded in any paragraph written now.
    quiet: bool,
    /// A link is being written: none may stand in it.
    linked: bool,
    /// Words of the next paragraph's class.
    next_class: Option<&'static str>,
    /// A full-bleed testimonial may still come.
    lead_testimonial: bool,
}

impl<'a> Pen<'a> {
    fn new(cx: &'a Context<'a>, page: &'a mut PageState, level: u8, scope: &str, text: &Text) -> Self {
        let mut pen = Self::blank(cx, page, level, scope);
        if !text.flow.notes.is_empty() {
            pen.calls = Calls::new(text.flow.notes.len());
            pen.note_prefix = pen.id("note");
            for number in 1..=text.flow.notes.len() {
                pen.page.unique(&format!("{}-{number}", pen.note_prefix));
            }
        }
        pen.foreign = foreign(text, cx);
        collect_ids(&text.flow.nodes, &mut pen.own_ids);
        pen
    }

    /// Says to readers that a text stands in for its missing translation.
    fn say_untranslated(&self, out: &mut String, class: &str) {
        if self.foreign.is_some() {
            out.push_str("<p");
            attribute(out, "class", class);
            out.push('>');
            escape(out, &self.cx.theme.say(self.cx.edition.lang, "not-translated", &[]));
            out.push_str("</p>\n");
        }
    }

    /// Gives an element the language of the text, when it is not the page's.
    fn say_language(&self, out: &mut String) {
        if let Some(lang) = self.foreign {
            attribute(out, "lang", lang);
        }
    }

    fn blank(cx: &'a Context<'a>, page: &'a mut PageState, level: u8, scope: &str) -> Self {
        Self {
            cx,
            page,
            level,
            depth: level,
            scope: scope.to_owned(),
            own_ids: BTreeSet::new(),
            calls: Calls::new(0),
            note_prefix: String::new(),
            paragraph: None,
            foreign: None,
            quiet: false,
            linked: false,
            next_class: None,
            lead_testimonial: true,
        }
    }

    /// The id within the text's scope, unique on the page.
    pub(super) fn id(&mut self, id: &str) -> String {
        let scoped = self.scoped(id);
        self.page.unique(&scoped)
    }

    fn scoped(&self, id: &str) -> String {
        if self.scope.is_empty() { id.to_owned() } else { format!("{}-{id}", self.scope) }
    }

    /// Writes what stands under a heading one level lower.
    pub(super) fn below<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let (level, depth) = (self.level, self.depth);
        self.level = (level + 1).min(6);
        self.depth = self.level;
        let written = write(self);
        (self.level, self.depth) = (level, depth);
        written
    }

    /// Writes what no acronym is expanded in: quotes, notes.
    pub(super) fn quietly<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let quiet = std::mem::replace(&mut self.quiet, true);
        let written = write(self);
        self.quiet = quiet;
        written
    }

    /// A line of text on its own.
    pub(super) fn inline(&mut self, content: &[crate::markdown::Inline<crate::model::Cite>]) -> String {
        let mut out = String::new();
        self.line(&mut out, content);
        out
    }

    /// A line in which acronyms are not expanded: a title, a name.
    pub(super) fn title(&mut self, content: &[crate::markdown::Inline<crate::model::Cite>]) -> String {
        let mut out = String::new();
        self.quiet_line(&mut out, content);
        out
    }

    /// Blocks one after the other, without columns.
    pub(super) fn blocks(&mut self, nodes: &Nodes) -> Html {
        let mut out = String::new();
        self.bare(&mut out, nodes)?;
        Ok(out)
    }

    /// Marks the first paragraph that is written next.
    pub(super) fn mark_next_paragraph(&mut self, class: &'static str) {
        self.next_class = Some(class);
    }

    /// A string of the theme in the edition's language.
    pub(super) fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.cx.theme.say(self.cx.edition.lang, key, arguments)
    }
}

/// Ids typed as `{#id}` in a text, at any depth.
fn collect_ids(nodes: &Nodes, ids: &mut BTreeSet<String>) {
    for node in nodes {
        match node {
            Node::Heading { id: Some(id), .. } => {
                ids.insert(id.clone());
            }
            Node::Directive(Block::Dossier { body, .. }) => collect_ids(body, ids),
            Node::Directive(Block::Aside(aside)) => collect_ids(&aside.body, ids),
            Node::Directive(Block::Own(own)) => collect_ids(&own.body, ids),
            Node::Quote(body) => collect_ids(body, ids),
            _ => {}
        }
    }
}
