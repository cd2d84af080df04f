//! Markdown as parsed → a text of the model: references resolved, directives in their place.

use super::assets::Assets;
use super::fields::At;
use super::layout::Path;
use super::names::Names;
use super::vocabulary::{DIRECTIVES, Directive};
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::markdown::{
    self, Definition, Doc, Footnote, Inline, Node, RawBlock, RawDirective, RawImage, RawInline, plain,
};
use crate::model::{Block, Cite, Flow, Inlines, Nodes, Picture, Text};
use crate::text::{Lang, fold::fold, nearest::nearest, typography};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// What a text, or a block of it, may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// What is always visible in a chapter.
    Chapter,
    /// An article: a highlight, a free page, the foreword.
    Article,
    /// The feature article of a chapter.
    Dossier,
    /// A boxed aside.
    Box,
    /// Prose only: quotes, notes, transcripts, entries of a directory, items of a list.
    Prose,
    /// Pictures only.
    Gallery,
}

/// Turns the texts of one file into those of the model.
pub(super) struct Resolver<'a, 'w> {
    pub(super) file: &'a Path,
    pub(super) lang: Lang,
    pub(super) names: &'a Names<'a>,
    pub(super) assets: &'a mut Assets<'w>,
    pub(super) findings: &'a mut Vec<Finding>,
    words: usize,
    /// Level of the last heading, so that none is skipped.
    heading: u8,
    /// Ids of the headings of the text, for its links to `#id`.
    anchors: BTreeSet<String>,
}

impl<'a, 'w> Resolver<'a, 'w> {
    pub(super) fn new(
        file: &'a Path,
        lang: Lang,
        names: &'a Names<'a>,
        assets: &'a mut Assets<'w>,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self { file, lang, names, assets, findings, words: 0, heading: 1, anchors: BTreeSet::new() }
    }

    /// A whole text.
    pub(super) fn text(&mut self, doc: Doc, container: Container) -> Text {
        self.words = 0;
        self.heading = 1;
        self.anchors = BTreeSet::new();
        collect_anchors(&doc.nodes, &mut self.anchors);
        let nodes = self.nodes(doc.nodes, container);
        let notes = doc.notes.into_iter().map(|note| self.note(note)).collect();
        Text { flow: Flow { nodes, notes }, words: self.words, lang: self.lang, file: Arc::clone(self.file) }
    }

    fn note(&mut self, note: Footnote<RawBlock, RawInline>) -> Footnote<Block, Cite> {
        Footnote { label: note.label, content: self.nodes(note.content, Container::Prose) }
    }

    /// Blocks that stand in `container`.
    pub(super) fn nodes(&mut self, nodes: Vec<Node<RawBlock, RawInline>>, container: Container) -> Nodes {
        nodes.into_iter().filter_map(|node| self.node(node, container)).collect()
    }

    fn node(&mut self, node: Node<RawBlock, RawInline>, container: Container) -> Option<Node<Block, Cite>> {
        Some(match node {
            Node::Paragraph(mut content) => match content.as_slice() {
                [Inline::Cite(RawInline::Image(_), _)] if container != Container::Prose => {
                    Node::Directive(self.lone_image(content.remove(0))?)
                }
                _ => Node::Paragraph(self.line(content)),
            },
            Node::Heading { level, id, content, span } => {
                self.check_heading(level, &span);
                Node::Heading { level, id, content: self.line(content), span }
            }
            Node::List { start, loose, items } => {
                let items = items.into_iter().map(|item| self.nodes(item, Container::Prose)).collect();
                Node::List { start, loose, items }
            }
            Node::Quote(content) => Node::Quote(self.nodes(content, Container::Prose)),
            Node::Table(table) => {
                let head = self.cells(table.head);
                let rows = table.rows.into_iter().map(|row| self.cells(row)).collect();
                Node::Table(markdown::Table { numeric: table.numeric, head, rows })
            }
            Node::Definitions(entries) => {
                let entries = entries.into_iter().map(|entry| Definition {
                    term: self.line(entry.term),
                    meanings: entry.meanings.into_iter().map(|meaning| self.nodes(meaning, Container::Prose)).collect(),
                    span: entry.span,
                });
                Node::Definitions(entries.collect())
            }
            Node::Code(code) => Node::Code(code),
            Node::Rule => Node::Rule,
            Node::Directive(raw) => Node::Directive(self.directive(raw, container)?),
        })
    }

    fn cells(&mut self, cells: Vec<Vec<Inline<RawInline>>>) -> Vec<Inlines> {
        cells.into_iter().map(|cell| self.line(cell)).collect()
    }

    /// Headings start at `##` and go down one level at a time.
    fn check_heading(&mut self, level: u8, span: &Range<usize>) {
        let remedy = match level {
            1 => phrase!(
                "écrivez « ## » : le titre de l’article est dans l’en-tête",
                "write `##`: the title of the article is in the front matter"
            ),
            2 => {
                self.heading = 2;
                return;
            }
            3 if self.heading >= 2 => {
                self.heading = 3;
                return;
            }
            3 => {
                phrase!("écrivez « ## », ou ajoutez un titre « ## » avant", "write `##`, or add a `##` heading before")
            }
            _ => phrase!("écrivez « ### », ou du texte en **gras**", "write `###`, or **bold** text"),
        };
        let marks = "#".repeat(level.into());
        let end = (span.start + usize::from(level)).min(span.end);
        let message = phrase!("un titre « {marks} » ne convient pas ici", "a `{marks}` heading does not fit here");
        self.find(Code::HeadingLevel, span.start..end, message).remedy = Some(remedy);
    }

    /// The inlines of a paragraph, a cell, a title.
    pub(super) fn line(&mut self, content: Vec<Inline<RawInline>>) -> Inlines {
        let line = content.into_iter().filter_map(|inline| self.inline(inline)).collect();
        self.said_twice(&line);
        line
    }

    fn inline(&mut self, inline: Inline<RawInline>) -> Option<Inline<Cite>> {
        Some(match inline {
            Inline::Text(text, at) => {
                self.words += text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                Inline::Text(text, at)
            }
            Inline::Emphasis(content) => Inline::Emphasis(self.line(content)),
            Inline::Strong(content) => Inline::Strong(self.line(content)),
            Inline::Deleted(content) => Inline::Deleted(self.line(content)),
            Inline::Superscript(content) => Inline::Superscript(self.line(content)),
            Inline::Subscript(content) => Inline::Subscript(self.line(content)),
            Inline::Code(code) => Inline::Code(code),
            Inline::NoteCall(call) => Inline::NoteCall(call),
            Inline::Break => Inline::Break,
            Inline::Foreign(code, content) => Inline::Foreign(code, self.line(content)),
            Inline::Cite(RawInline::Link { href, span }, content) => {
                let content = self.line(content);
                match self.names.link(self.file, &href, &span, &self.anchors, self.assets) {
                    Ok(target) => Inline::Cite(Cite::Link(target), content),
                    Err(finding) => {
                        self.findings.push(*finding);
                        return None;
                    }
                }
            }
            Inline::Cite(RawInline::Image(image), alternative) => {
                let RawImage { source, span, .. } = *image;
                let alternative = self.alternative(&alternative, &source, &span);
                let asset = self.asset(&At { value: source, span })?;
                Inline::Cite(Cite::Image(asset, alternative), Vec::new())
            }
            Inline::Cite(RawInline::Directive(directive), _) => {
                let RawDirective { name, label, attributes, name_span, label_span, span } = *directive;
                let directive = self.known(&name, &name_span)?;
                let label = At { value: label, span: label_span };
                self.words += 1;
                Inline::Cite(self.inline_directive(directive, &name, &label, &attributes, span)?, Vec::new())
            }
        })
    }

    /// `![alternative](source "caption")` alone in its paragraph is a picture.
    fn lone_image(&mut self, inline: Inline<RawInline>) -> Option<Block> {
        let Inline::Cite(RawInline::Image(image), alternative) = inline else { return None };
        let RawImage { source, title, span } = *image;
        let alternative = self.alternative(&alternative, &source, &span);
        let caption = typography::correct(&title, None, self.lang).into_owned();
        let caption = if caption.is_empty() { Vec::new() } else { vec![Inline::Text(caption, span.start)] };
        let asset = self.asset(&At { value: source, span })?;
        Some(Block::Image(Picture { asset, alternative: Some(alternative), caption, credit: None }))
    }

    /// What the brackets of `![alternative](source)` say.
    fn alternative(&mut self, typed: &[Inline<RawInline>], source: &str, span: &Range<usize>) -> String {
        let alternative = plain(typed);
        if alternative.trim().is_empty() {
            self.find(
                Code::ImageAlternative,
                span.clone(),
                phrase!("cette image ne dit pas ce qu’elle montre", "this picture does not say what it shows"),
            )
            .remedy = Some(phrase!(
                "écrivez ce qu’elle montre entre les crochets, ou ::image[]{{src={source} decoratif}}",
                "write what it shows between the brackets, or ::image[]{{src={source} decorative}}"
            ));
        }
        alternative
    }

    /// The directive of that name.
    pub(super) fn known(&mut self, name: &str, span: &Range<usize>) -> Option<Directive> {
        let folded = fold(name);
        let found = DIRECTIVES.iter().find(|(english, french, _)| *english == folded || *french == folded);
        if found.is_none() {
            let french = self.lang == Lang::Fr;
            let own = self.names.blocks.iter().map(|block| block.name.as_str());
            let words = DIRECTIVES.iter().flat_map(|(en, fr, _)| if french { [*fr, *en] } else { [*en, *fr] });
            let words = words.chain(own.clone());
            let near = nearest(&folded, words).map(did_you_mean);
            let all = DIRECTIVES.iter().map(|(en, fr, _)| if french { *fr } else { *en });
            let all: Vec<_> = all.chain(own).collect();
            let all = all.join(", ");
            let finding = self.find(
                Code::DirectiveUnknown,
                span.clone(),
                phrase!("le bloc « {name} » n’existe pas", "the block `{name}` does not exist"),
            );
            finding.remedy = near;
            finding.notes.push(crate::finding::Note { text: phrase!("blocs : {all}", "blocks: {all}"), place: None });
        }
        found.map(|(.., directive)| *directive)
    }

    /// The file that a text names.
    pub(super) fn asset(&mut self, typed: &At<String>) -> Option<crate::model::AssetId> {
        match self.assets.find(self.file, &typed.value, typed.span.clone()) {
            Ok(id) => Some(id),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    /// Adds a finding about a place of the file.
    pub(super) fn find(&mut self, code: Code, span: Range<usize>, message: Phrase) -> &mut Finding {
        self.findings.push(Finding::new(code, Place::new(self.file, span), message));
        self.findings.last_mut().expect("it was just pushed")
    }
}

/// The ids of all headings of a text, those inside its blocks too.
fn collect_anchors(nodes: &[Node<RawBlock, RawInline>], anchors: &mut BTreeSet<String>) {
    for node in nodes {
        match node {
            Node::Heading { id: Some(id), .. } => drop(anchors.insert(id.clone())),
            Node::Directive(raw) => collect_anchors(raw.body.as_deref().unwrap_or_default(), anchors),
            Node::Quote(body) => collect_anchors(body, anchors),
            _ => {}
        }
    }
}
