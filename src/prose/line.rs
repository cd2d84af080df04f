//! A text as parsed → its lines: what each paragraph, heading, item, cell and caption says, and where every byte of it stands.

use super::token::OBJECT;
use crate::markdown::{Attribute, Doc, Inline, Node, RawBlock, RawInline, plain};
use crate::text::{Lang, fold::fold};
use std::ops::Range;

/// The lines of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// In reading order.
    pub(super) lines: Vec<Line>,
    /// The language they are written in.
    pub(super) lang: Lang,
}

/// A run of text that is read in one go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// What it says. [`OBJECT`] stands for what is not text.
    pub(super) text: String,
    /// (byte of the text, byte of the file), ascending: where the two part, they are known again.
    places: Vec<(usize, usize)>,
    /// For each [`OBJECT`]: the figure that is cited there, and what of it is asked for.
    pub(super) cited: Vec<Option<String>>,
    /// Words that stand above or beside it: the headings of a cell.
    pub(super) context: String,
    /// Bytes of the text that stand in a link, where nothing else can lead elsewhere.
    linked: Vec<Range<usize>>,
    /// A list follows.
    pub(super) before_list: bool,
    /// Whether inline directives may be written in it.
    citable: bool,
}

impl Line {
    /// A text of a field, typed at `at` in its file; no directive can be written in it.
    pub(super) fn plain(text: &str, at: usize) -> Self {
        Self { text: text.to_owned(), places: vec![(0, at)], ..Self::default() }
    }

    /// Whether an inline directive may be written over these bytes.
    pub(super) fn is_citable(&self, range: &Range<usize>) -> bool {
        self.citable && !self.linked.iter().any(|link| link.start < range.end && range.start < link.end)
    }

    /// Where bytes of the line stand in the file.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let place = |offset: usize| {
            let piece = self.places.partition_point(|&(from, _)| from <= offset).saturating_sub(1);
            self.places.get(piece).map_or(0, |&(from, at)| at + (offset - from))
        };
        let last = self.text[range.clone()].char_indices().next_back();
        // The last character is placed by itself: what comes after the range may stand elsewhere.
        let end = last.map_or(place(range.end), |(offset, c)| place(range.start + offset) + c.len_utf8());
        place(range.start)..end
    }

    /// Adds a run of text that starts at `at` in `source`: entities, backslashes and the margins of the lines below the first are in
    /// the source and not in the text.
    fn push(&mut self, text: &str, at: usize, source: &str) {
        if source.get(at..at + text.len()) == Some(text) {
            self.places.push((self.text.len(), at));
            self.text.push_str(text);
            return;
        }
        let mut from = at;
        for c in text.chars() {
            let rest = source.get(from..).unwrap_or_default();
            let found = if c == ' ' && rest.starts_with(['\n', '\r']) {
                rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len()
            } else if let Some(after) = rest.strip_prefix('\\').filter(|_| c != '\\') {
                from += rest.len() - after.len();
                c.len_utf8()
            } else if rest.starts_with('&') && c != '&' {
                rest.find(';').map_or(1, |end| end + 1)
            } else {
                c.len_utf8()
            };
            self.places.push((self.text.len(), from));
            self.text.push(c);
            from += found;
        }
    }

    fn object(&mut self, cited: Option<String>) {
        self.text.push(OBJECT);
        self.cited.push(cited);
    }
}

impl Lines {
    /// The lines of a text, as it was typed: before any correction of its typography. `source` is its file.
    pub fn of(doc: &Doc, source: &str, lang: Lang) -> Self {
        let mut reader = Reader { source, lines: Vec::new() };
        reader.nodes(&doc.nodes);
        for note in &doc.notes {
            reader.nodes(&note.content);
        }
        Self { lines: reader.lines, lang }
    }

    /// No line yet.
    pub fn empty(lang: Lang) -> Self {
        Self { lines: Vec::new(), lang }
    }

    /// Adds a text of a field, typed at `at`.
    pub fn push(&mut self, text: &str, at: usize) {
        self.lines.push(Line::plain(text, at));
    }

    /// Where in the file the part of each line stands that `part` finds in what it says.
    pub fn places(&self, part: impl Fn(&str) -> Option<Range<usize>>) -> Vec<Range<usize>> {
        self.lines.iter().filter_map(|line| Some(line.place(&part(&line.text)?))).collect()
    }

    /// The same lines in a file where they begin `by` bytes later.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        let places = self.lines.iter_mut().flat_map(|line| &mut line.places);
        places.for_each(|(_, at)| *at += by);
        self
    }
}

struct Reader<'s> {
    source: &'s str,
    lines: Vec<Line>,
}

impl Reader<'_> {
    fn nodes(&mut self, nodes: &[Node<RawBlock, RawInline>]) {
        for (at, node) in nodes.iter().enumerate() {
            match node {
                Node::Paragraph(content) | Node::Heading { content, .. } => {
                    let before_list = matches!(nodes.get(at + 1), Some(Node::List { .. }));
                    self.line(content, before_list, String::new());
                }
                Node::List { items, .. } => items.iter().for_each(|item| self.nodes(item)),
                Node::Quote(content) => self.nodes(content),
                Node::Table(table) => {
                    table.head.iter().for_each(|cell| self.line(cell, false, String::new()));
                    for row in &table.rows {
                        let name = row.first().map(|cell| plain(cell)).unwrap_or_default();
                        for (column, cell) in row.iter().enumerate() {
                            let head = table.head.get(column).map(|cell| plain(cell)).unwrap_or_default();
                            let context = if column == 0 { String::new() } else { format!("{head} {name}") };
                            self.line(cell, false, context);
                        }
                    }
                }
                Node::Definitions(entries) => {
                    for entry in entries {
                        self.line(&entry.term, false, String::new());
                        entry.meanings.iter().for_each(|meaning| self.nodes(meaning));
                    }
                }
                Node::Code(_) | Node::Rule => {}
                Node::Directive(block) => {
                    self.line(&block.label, false, String::new());
                    block.attributes.iter().filter(|attribute| is_text(attribute)).for_each(|attribute| {
                        self.lines.push(Line::plain(&attribute.value, attribute.value_span.start));
                    });
                    self.nodes(block.body.as_deref().unwrap_or_default());
                }
            }
        }
    }

    fn line(&mut self, content: &[Inline<RawInline>], before_list: bool, context: String) {
        let mut line = Line { before_list, context, citable: true, ..Line::default() };
        self.inlines(content, &mut line);
        if !line.text.trim().is_empty() {
            self.lines.push(line);
        }
    }

    fn inlines(&self, content: &[Inline<RawInline>], line: &mut Line) {
        for inline in content {
            match inline {
                Inline::Text(text, at) => line.push(text, *at, self.source),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content)
                | Inline::Foreign(_, content) => self.inlines(content, line),
                Inline::Cite(RawInline::Link { .. }, content) => {
                    let start = line.text.len();
                    self.inlines(content, line);
                    line.linked.push(start..line.text.len());
                }
                Inline::Cite(RawInline::Directive(directive), _) => {
                    line.object(Some(directive.label.trim().to_owned()))
                }
                Inline::Code(_) | Inline::Cite(RawInline::Image(_), _) => line.object(None),
                // What is struck out is not said; a break and a call are not words.
                Inline::Deleted(_) | Inline::NoteCall(_) => {}
                Inline::Break => line.text.push('\n'),
            }
        }
    }
}

/// Whether readers see an attribute as a sentence: a finding above a chart, a caption, a kicker.
fn is_text(attribute: &Attribute) -> bool {
    ["titre", "title", "legende", "caption", "surtitre", "kicker"].contains(&fold(&attribute.key).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn every_byte_has_its_place() {
        let source = "---\nx: y\n---\n- Les 67&nbsp;915 actes\n  et *27* autres \\* :\n\n> Une\n> suite de 12 jours.\n\n| A | B |\n|---|---|\n| 3 | 4 |\n";
        let start = source.rfind("---\n- ").unwrap() + 4;
        let (doc, findings) = crate::markdown::parse(&Arc::from("a.md"), source, start);
        assert!(findings.is_empty());
        let lines = Lines::of(&doc, source, Lang::Fr);
        for (typed, wanted) in
            [("67\u{a0}915", "67&nbsp;915"), ("27", "27"), ("autres", "autres"), ("12 jours", "12 jours"), ("4", "4")]
        {
            let line = lines.lines.iter().find(|line| line.text.contains(typed)).unwrap();
            let at = line.text.find(typed).unwrap();
            assert_eq!(&source[line.place(&(at..at + typed.len()))], wanted);
        }
        assert!(lines.lines.iter().any(|line| line.context == "B 3"));
    }
}
