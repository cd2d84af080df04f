//! Lines of text → HTML.

use super::{Pen, attribute, escape};
use crate::markdown::Inline;
use crate::model::Cite;

impl Pen<'_> {
    /// Writes a line of text.
    pub(in crate::render) fn line(&mut self, out: &mut String, content: &[Inline<Cite>]) {
        for piece in content {
            self.piece(out, piece);
        }
    }

    /// Writes a line in which acronyms are not expanded: headings, links, quotes, tables, notes.
    pub(in crate::render) fn quiet_line(&mut self, out: &mut String, content: &[Inline<Cite>]) {
        let paragraph = self.paragraph.take();
        self.line(out, content);
        self.paragraph = paragraph;
    }

    fn piece(&mut self, out: &mut String, piece: &Inline<Cite>) {
        match piece {
            Inline::Text(text, _) => self.text(out, text),
            Inline::Emphasis(inner) => self.within(out, "em", inner),
            Inline::Strong(inner) => self.within(out, "strong", inner),
            Inline::Deleted(inner) => self.within(out, "del", inner),
            Inline::Superscript(inner) => self.within(out, "sup", inner),
            Inline::Subscript(inner) => self.within(out, "sub", inner),
            Inline::Code(code) => {
                out.push_str("<code>");
                escape(out, code);
                out.push_str("</code>");
            }
            Inline::NoteCall(note) => self.call(out, *note),
            Inline::Break => out.push_str("<br>\n"),
            Inline::Foreign(lang, inner) => {
                out.push_str("<span");
                attribute(out, "lang", lang);
                out.push('>');
                self.quiet_line(out, inner);
                out.push_str("</span>");
            }
            Inline::Cite(cite, inner) => self.cite(out, cite, inner),
        }
    }

    fn within(&mut self, out: &mut String, tag: &str, inner: &[Inline<Cite>]) {
        out.push('<');
        out.push_str(tag);
        out.push('>');
        self.line(out, inner);
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}
