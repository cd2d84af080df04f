//! Markdown events → [`Doc`]: blocks.

use super::directive::{self, Head, Mark};
use super::{Definition, Doc, Footnote, Inline, Node, RawBlock, RawInline, Table};
use crate::finding::{Code, Finding, Place, phrase};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, OffsetIter, Options, Parser, Tag};
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

/// Nodes as typed.
type Nodes = Vec<Node<RawBlock, RawInline>>;

/// No real text nests deeper; a hostile one must not exhaust the stack.
pub(super) const DEEPEST: usize = 40;

/// Parses the text of `file` from the byte `start` (after its front matter). All spans are offsets into `text`.
pub fn parse(file: &Arc<str>, text: &str, start: usize) -> (Doc, Vec<Finding>) {
    let mut findings = Vec::new();
    let marked = directive::mark(file, text, start, &mut findings);
    let mut builder = Builder {
        file,
        text,
        base: start,
        events: events(&marked.text),
        marks: marked.marks,
        closing: 0,
        depth: 0,
        calls: Vec::new(),
        definitions: BTreeMap::new(),
        findings,
    };
    let mut nodes = Vec::new();
    while builder.events.peek().is_some() {
        nodes.extend(builder.blocks());
        builder.closing = 0;
    }
    let notes = builder.notes();
    (Doc { nodes, notes }, builder.findings)
}

fn events(text: &str) -> Peekable<OffsetIter<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    Parser::new_ext(text, options).into_offset_iter().peekable()
}

/// Turns events into nodes; one for a text, one for each label.
pub(super) struct Builder<'a> {
    pub(super) file: &'a Arc<str>,
    /// The whole file.
    pub(super) text: &'a str,
    /// Offset in the file of what the events speak of.
    pub(super) base: usize,
    pub(super) events: Peekable<OffsetIter<'a>>,
    marks: BTreeMap<usize, Mark>,
    /// Containers that a fence has closed and that are still to be left.
    closing: usize,
    pub(super) depth: usize,
    /// Labels of footnotes, in the order of their first call.
    pub(super) calls: Vec<String>,
    definitions: BTreeMap<String, (Nodes, Range<usize>)>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Builder<'a> {
    /// Blocks up to the end of the one that holds them, or to the fence that closes their container.
    fn blocks(&mut self) -> Nodes {
        let mut nodes = Vec::new();
        while self.closing == 0 {
            let Some((event, range)) = self.events.peek() else { break };
            let range = range.start + self.base..range.end + self.base;
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if !is_inline(tag) => {
                    let tag = tag.clone();
                    self.events.next();
                    self.block(tag, range, &mut nodes);
                }
                Event::Rule => {
                    self.events.next();
                    self.rule(&range, &mut nodes);
                }
                Event::Html(_) => {
                    self.events.next();
                }
                // The items of a tight list hold text without a paragraph around it.
                _ => nodes.push(Node::Paragraph(self.inlines())),
            }
        }
        nodes
    }

    /// Blocks one level deeper; beyond [`DEEPEST`] they are dropped with a finding.
    fn deeper(&mut self, range: &Range<usize>) -> Nodes {
        if self.depth >= DEEPEST {
            self.too_deep(range);
            return Vec::new();
        }
        self.depth += 1;
        let nodes = self.blocks();
        self.depth -= 1;
        nodes
    }

    /// Skips to the end of the element that was just entered.
    pub(super) fn too_deep(&mut self, range: &Range<usize>) {
        let mut depth = 1usize;
        while depth > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => depth += 1,
                Some((Event::End(_), _)) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        if !self.findings.iter().any(|finding| finding.code == Code::NestingDepth) {
            self.findings.push(
                Finding::new(
                    Code::NestingDepth,
                    Place::new(self.file, range.start..range.start),
                    phrase!("plus de {DEEPEST} niveaux imbriqués", "more than {DEEPEST} nested levels"),
                )
                .remedy(phrase!("sortez ce texte de ce qui l’entoure", "take this text out of what is around it")),
            );
        }
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, nodes: &mut Nodes) {
        match tag {
            Tag::Paragraph => {
                let content = self.inlines();
                self.events.next();
                if !content.is_empty() {
                    nodes.push(Node::Paragraph(content));
                }
            }
            Tag::Heading { level, id, .. } => {
                let content = self.inlines();
                self.events.next();
                nodes.push(Node::Heading { level: level as u8, id: id.map(|id| id.to_string()), content, span: range });
            }
            Tag::BlockQuote(_) => nodes.push(Node::Quote(self.deeper(&range))),
            Tag::CodeBlock(kind) => {
                let _: CodeBlockKind = kind;
                let mut code = String::new();
                while let Some((Event::Text(text), _)) = self.events.next() {
                    code.push_str(&directive::typed(&text));
                }
                nodes.push(Node::Code(code));
            }
            Tag::List(start) => {
                let (mut items, mut loose) = (Vec::new(), false);
                while let Some((Event::Start(Tag::Item), item)) = self.events.next() {
                    loose |= matches!(self.events.peek(), Some((Event::Start(Tag::Paragraph), _)));
                    let item = item.start + self.base..item.end + self.base;
                    items.push(self.deeper(&item));
                }
                nodes.push(Node::List { start, loose, items });
            }
            Tag::Table(alignments) => nodes.push(Node::Table(self.table(&alignments))),
            Tag::DefinitionList => nodes.push(Node::Definitions(self.definition_list())),
            Tag::FootnoteDefinition(label) => {
                let content = self.deeper(&range);
                let line = self.text[range.start..].find('\n').map_or(range.end, |end| range.start + end);
                self.definitions.entry(label.to_string()).or_insert((content, range.start..line));
            }
            Tag::HtmlBlock => {
                let source = self.text[range.clone()].trim().to_owned();
                while !matches!(self.events.next(), Some((Event::End(_), _)) | None) {}
                if source.starts_with("<!--") && !source.contains("-->") {
                    self.open_comment(range.start, &source);
                } else if !(source.starts_with("<!--") && source.ends_with("-->")) {
                    let end = source.find(['>', '\n']).map_or(source.len(), |end| end + 1);
                    self.forbid_html(range.start..range.start + end);
                }
            }
            // Inline tags never come here, and the other extensions are off.
            _ => {
                self.deeper(&range);
            }
        }
    }

    fn table(&mut self, alignments: &[Alignment]) -> Table<RawInline> {
        let numeric = alignments.iter().map(|&alignment| alignment == Alignment::Right).collect();
        let mut table = Table { numeric, head: Vec::new(), rows: Vec::new() };
        loop {
            match self.events.next() {
                Some((Event::Start(Tag::TableHead), range)) => table.head = self.row(range),
                Some((Event::Start(Tag::TableRow), range)) => {
                    let row = self.row(range);
                    table.rows.push(row);
                }
                _ => return table,
            }
        }
    }

    /// The cells of the row at `range`; what the parser drops, beyond the columns of the heading, is a finding.
    fn row(&mut self, range: Range<usize>) -> Vec<Vec<Inline<RawInline>>> {
        let mut cells = Vec::new();
        let mut read = range.start;
        while let Some((Event::Start(Tag::TableCell), cell)) = self.events.next() {
            read = cell.end;
            cells.push(self.inlines());
            self.events.next();
        }
        let beyond = &self.text[read + self.base..range.end + self.base];
        let typed = beyond.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if !typed.is_empty() {
            let from = read + self.base + beyond.find(typed).unwrap_or(0);
            let columns = cells.len();
            self.findings.push(
                Finding::new(
                    Code::TableCells,
                    Place::new(self.file, from..from + typed.len()),
                    phrase!(
                        "ce tableau a {columns} colonnes : « {typed} » n’en a pas",
                        "this table has {columns} columns: `{typed}` has none"
                    ),
                )
                .remedy(phrase!(
                    "donnez-lui une colonne, avec son titre ; une barre qui est du texte s’écrit « \\| »",
                    "give it a column, with its heading; a bar that is text is written `\\|`"
                )),
            );
        }
        cells
    }

    fn definition_list(&mut self) -> Vec<Definition<RawBlock, RawInline>> {
        let mut entries: Vec<Definition<_, _>> = Vec::new();
        loop {
            match self.events.next() {
                Some((Event::Start(Tag::DefinitionListTitle), range)) => {
                    let term = self.inlines();
                    self.events.next();
                    let span = range.start + self.base..range.end + self.base;
                    entries.push(Definition { term, meanings: Vec::new(), span });
                }
                Some((Event::Start(Tag::DefinitionListDefinition), range)) => {
                    let range = range.start + self.base..range.end + self.base;
                    let meaning = self.deeper(&range);
                    if let Some(entry) = entries.last_mut() {
                        entry.meanings.push(meaning);
                    }
                }
                _ => return entries,
            }
        }
    }

    /// A thematic break: a directive line in disguise, or a real one.
    fn rule(&mut self, range: &Range<usize>, nodes: &mut Nodes) {
        let line = self.text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        match self.marks.remove(&line) {
            None => nodes.push(Node::Rule),
            Some(Mark::Void) => {}
            Some(Mark::Close(count)) => self.closing = count,
            Some(Mark::Leaf(head)) => {
                let block = self.directive(head, None);
                nodes.push(Node::Directive(block));
            }
            Some(Mark::Open(head)) => {
                let span = head.span.clone();
                let body = if self.depth >= DEEPEST { Vec::new() } else { self.deeper(&span) };
                self.closing = self.closing.saturating_sub(1);
                let block = self.directive(head, Some(body));
                nodes.push(Node::Directive(block));
            }
        }
    }

    fn directive(&mut self, head: Head, body: Option<Nodes>) -> RawBlock {
        let label_span = head.label.unwrap_or(head.name.end..head.name.end);
        RawBlock {
            name: self.text[head.name.clone()].to_owned(),
            label: self.label(label_span.clone()),
            label_text: self.text[label_span.clone()].to_owned(),
            attributes: head.attributes,
            body,
            name_span: head.name,
            label_span,
            span: head.span,
        }
    }

    /// The inlines of a label: Markdown of its own, without notes.
    fn label(&mut self, span: Range<usize>) -> Vec<Inline<RawInline>> {
        let mut label = Builder {
            file: self.file,
            text: self.text,
            base: span.start,
            events: events(&self.text[span]),
            marks: BTreeMap::new(),
            closing: 0,
            depth: self.depth,
            calls: Vec::new(),
            definitions: BTreeMap::new(),
            findings: Vec::new(),
        };
        let nodes = label.blocks();
        self.findings.append(&mut label.findings);
        match nodes.into_iter().next() {
            Some(Node::Paragraph(content) | Node::Heading { content, .. }) => content,
            _ => Vec::new(),
        }
    }

    /// The notes in the order of their calls; one that is never called is a finding.
    fn notes(&mut self) -> Vec<Footnote<RawBlock, RawInline>> {
        let mut notes = Vec::new();
        for label in std::mem::take(&mut self.calls) {
            let content = self.definitions.remove(&label).map(|(content, _)| content).unwrap_or_default();
            notes.push(Footnote { label, content });
        }
        for (label, (_, span)) in std::mem::take(&mut self.definitions) {
            self.findings.push(
                Finding::new(
                    Code::NoteUnused,
                    Place::new(self.file, span),
                    phrase!("la note « {label} » n’est appelée nulle part", "the note `{label}` is called nowhere"),
                )
                .remedy(phrase!(
                    "écrivez « [^{label}] » dans le texte, ou supprimez la note",
                    "write `[^{label}]` in the text, or delete the note"
                )),
            );
        }
        notes
    }

    /// Reports a comment that nothing ends: it would hide the rest of the text.
    fn open_comment(&mut self, start: usize, source: &str) {
        let line = source.lines().next().map_or(0, str::len);
        self.findings.push(
            Finding::new(
                Code::HtmlForbidden,
                Place::new(self.file, start..start + line),
                phrase!(
                    "ce commentaire n’est pas fermé : tout ce qui le suit serait caché",
                    "this comment is not closed: all that follows it would be hidden"
                ),
            )
            .remedy(phrase!("ajoutez « --> » là où il finit", "add `-->` where it ends")),
        );
    }

    /// Reports an HTML tag; the one that closes it says nothing more.
    pub(super) fn forbid_html(&mut self, span: Range<usize>) {
        let tag = self.text[span.clone()].trim().to_owned();
        if tag.starts_with("</") && self.findings.iter().any(|finding| finding.code == Code::HtmlForbidden) {
            return;
        }
        let name: String = tag.trim_start_matches('<').chars().take_while(char::is_ascii_alphanumeric).collect();
        let remedy = match name.to_ascii_lowercase().as_str() {
            "b" | "strong" => phrase!("écrivez « **le texte** »", "write `**the text**`"),
            "i" | "em" => phrase!("écrivez « *le texte* »", "write `*the text*`"),
            "a" => phrase!("écrivez « [le texte](l’adresse) »", "write `[the text](the address)`"),
            "img" => {
                phrase!("écrivez « ::image[ce qu’elle montre]{{src=…}} »", "write `::image[what it shows]{{src=…}}`")
            }
            "iframe" | "video" => phrase!("écrivez un bloc « :::video »", "write a `:::video` block"),
            "abbr" => phrase!("mettez le sigle au glossaire", "put the acronym in the glossary"),
            _ => phrase!(
                "employez Markdown ou un bloc « ::: » ; seuls <br>, <sub>, <sup> et <span lang=\"…\"> sont admis",
                "use Markdown or a `:::` block; only <br>, <sub>, <sup> and <span lang=\"…\"> are allowed"
            ),
        };
        let message = phrase!("« {tag} » : le HTML n’est pas admis ici", "`{tag}`: HTML is not allowed here");
        self.findings.push(Finding::new(Code::HtmlForbidden, Place::new(self.file, span), message).remedy(remedy));
    }
}

/// Tags that stand inside a line.
fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
