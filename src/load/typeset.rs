//! The text of an article as typed → the same with the typography of its language. Pure, so that articles are done in parallel.

use super::layout::Path;
use super::vocabulary::{DIRECTIVES, Directive};
use crate::finding::{Code, Finding, Place, phrase};
use crate::markdown::{Doc, Inline, Node, RawBlock, RawInline};
use crate::text::{Lang, fold::fold, typography};
use std::borrow::Cow;

/// Corrects every run of text; code, addresses and attributes stay as typed. What is rewritten beyond spaces, quotes and
/// signs (`2ème`, `65.8 %`) is an advice, so that nothing changes behind the author's back.
pub(super) fn doc(file: &Path, doc: &mut Doc, lang: Lang) -> Vec<Finding> {
    let mut setter = Setter { file, before: None, findings: Vec::new() };
    setter.nodes(&mut doc.nodes, lang);
    for note in &mut doc.notes {
        setter.nodes(&mut note.content, lang);
    }
    setter.findings
}

/// A text of a field — a title, a label, a source — typeset.
pub(super) fn text(text: &str, lang: Lang) -> String {
    typography::correct(text.trim(), None, lang).into_owned()
}

struct Setter<'a> {
    file: &'a Path,
    /// The character that stands before the next run in its line, as typed.
    before: Option<char>,
    findings: Vec<Finding>,
}

impl Setter<'_> {
    fn nodes(&mut self, content: &mut [Node<RawBlock, RawInline>], lang: Lang) {
        for node in content {
            match node {
                Node::Paragraph(content) | Node::Heading { content, .. } => self.line(content, lang),
                Node::List { items, .. } => items.iter_mut().for_each(|item| self.nodes(item, lang)),
                Node::Quote(content) => self.nodes(content, lang),
                Node::Table(table) => {
                    let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                    cells.for_each(|cell| self.line(cell, lang));
                }
                Node::Definitions(entries) => {
                    for entry in entries {
                        self.line(&mut entry.term, lang);
                        entry.meanings.iter_mut().for_each(|meaning| self.nodes(meaning, lang));
                    }
                }
                Node::Code(_) | Node::Rule => {}
                Node::Directive(block) => {
                    self.line(&mut block.label, lang);
                    block.body.iter_mut().for_each(|body| self.nodes(body, lang));
                }
            }
        }
    }

    /// A paragraph, a cell, a title: what precedes a run is in the same line.
    fn line(&mut self, content: &mut [Inline<RawInline>], lang: Lang) {
        self.before = None;
        self.inlines(content, lang);
    }

    fn inlines(&mut self, content: &mut [Inline<RawInline>], lang: Lang) {
        for inline in content {
            match inline {
                Inline::Text(text, at) => self.run(text, *at, lang),
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Deleted(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content)
                | Inline::Cite(RawInline::Link { .. } | RawInline::Image(_), content) => self.inlines(content, lang),
                // Words of a language without rules of ours keep their signs: English ones move the fewest.
                Inline::Foreign(code, content) => self.inlines(content, Lang::from_code(code).unwrap_or(Lang::En)),
                Inline::Code(code) => self.before = code.chars().next_back(),
                Inline::Break => self.before = None,
                // A figure or a term will stand there.
                Inline::Cite(RawInline::Directive(_), _) => self.before = Some('x'),
                Inline::NoteCall(_) => {}
            }
        }
    }

    fn run(&mut self, text: &mut String, at: usize, lang: Lang) {
        self.lost_colons(text, at);
        let last = text.chars().next_back();
        let (corrected, fixes) = typography::correct_noting(text, self.before, lang);
        for fix in fixes {
            let (from, to) = (&fix.from, &fix.to);
            self.findings.push(
                Finding::new(
                    Code::TypographyFixed,
                    Place::new(self.file, at + fix.range.start..at + fix.range.end),
                    phrase!("« {from} » est imprimé « {to} »", "`{from}` is printed `{to}`"),
                )
                .remedy(phrase!("écrivez « {to} »", "write `{to}`")),
            );
        }
        if let Cow::Owned(corrected) = corrected {
            *text = corrected;
        }
        self.before = last.or(self.before);
    }

    /// `chiffre[actes]` in a sentence has lost its colon. Looked for here, where places are still those of the file.
    fn lost_colons(&mut self, text: &str, at: usize) {
        for (open, _) in text.match_indices('[') {
            let start = text[..open].trim_end_matches(char::is_alphanumeric).len();
            let word = &text[start..open];
            let folded = fold(word);
            let is_directive = DIRECTIVES.iter().any(|(english, french, directive)| {
                matches!(directive, Directive::Figure | Directive::Term) && (*english == folded || *french == folded)
            });
            if is_directive && !text[..start].ends_with(':') && text[open..].contains(']') {
                self.findings.push(
                    Finding::new(
                        Code::DirectiveSyntax,
                        Place::new(self.file, at + start..at + open),
                        phrase!("il manque un deux-points devant « {word}[ »", "a colon is missing before `{word}[`"),
                    )
                    .remedy(phrase!("écrivez « :{word}[…] »", "write `:{word}[…]`")),
                );
            }
        }
    }
}
