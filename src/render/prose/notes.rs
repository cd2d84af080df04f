//! Footnotes: calls in the text and the list below it, linked both ways.

use super::{Html, Pen, attribute, escape};
use crate::markdown::{Footnote, Node};
use crate::model::{Block, Cite};

/// The calls written so far: for each note, the id of its first call.
#[derive(Clone, Debug, Default)]
pub(super) struct Calls(Vec<Option<String>>);

impl Calls {
    pub(super) fn new(notes: usize) -> Self {
        Self(vec![None; notes])
    }

    /// Up to three notes bear stars, more bear numbers.
    fn marker(&self, note: usize) -> String {
        if self.0.len() <= 3 { "*".repeat(note + 1) } else { (note + 1).to_string() }
    }
}

impl Pen<'_> {
    /// Writes the call to a note. A text without notes (a title) calls none.
    pub(super) fn call(&mut self, out: &mut String, note: usize) {
        if note >= self.calls.0.len() {
            return;
        }
        let number = (note + 1).to_string();
        let id = self.id(&format!("call-{number}"));
        out.push_str("<a class=\"note-call\"");
        attribute(out, "id", &id);
        attribute(out, "href", &format!("#{}-{number}", self.note_prefix));
        out.push_str(" role=\"doc-noteref\"");
        attribute(out, "aria-label", &self.say("block-note-call", &[("number", &number)]));
        out.push_str("><sup>");
        escape(out, &self.calls.marker(note));
        out.push_str("</sup></a>");
        self.calls.0[note].get_or_insert(id);
    }

    /// Writes the list of notes; nothing when there is none.
    pub(super) fn notes(
        &mut self,
        out: &mut String,
        notes: &[Footnote<Block, Cite>],
        class: &str,
    ) -> Result<(), Box<crate::finding::Finding>> {
        if notes.is_empty() {
            return Ok(());
        }
        out.push_str("<ol");
        attribute(out, "class", &format!("notes{class}"));
        out.push_str(" role=\"list\">\n");
        for (index, note) in notes.iter().enumerate() {
            out.push_str("<li");
            attribute(out, "id", &format!("{}-{}", self.note_prefix, index + 1));
            out.push_str("><span aria-hidden=\"true\">");
            escape(out, &self.calls.marker(index));
            out.push_str("</span>");
            let back = self.back_link(index);
            out.push_str(&self.note(note, &back)?);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
        Ok(())
    }

    fn note(&mut self, note: &Footnote<Block, Cite>, back: &str) -> Html {
        if let [Node::Paragraph(content)] = note.content.as_slice() {
            let content = self.inline(content);
            return Ok(format!("<span>{content}{back}</span>"));
        }
        let mut content = String::new();
        self.quietly(|pen| pen.bare(&mut content, &note.content))?;
        Ok(format!("<div>{content}<p>{}</p></div>", back.trim_start()))
    }

    /// The way back to the first call of a note that was called.
    fn back_link(&self, index: usize) -> String {
        let Some(call) = &self.calls.0[index] else { return String::new() };
        let mut out = String::from(" <a");
        attribute(&mut out, "href", &format!("#{call}"));
        out.push_str(" role=\"doc-backlink\">");
        escape(&mut out, &self.say("block-note-back", &[]));
        out.push_str("<span class=\"visually-hidden\">");
        escape(&mut out, &self.say("block-note-back-which", &[("number", &(index + 1).to_string())]));
        out.push_str("</span></a>");
        out
    }
}
