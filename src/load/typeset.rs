//! The text of an article as typed → the same with the typography of its language. Pure, so that articles are done in parallel.

use crate::markdown::{Doc, Inline, Node, RawBlock, RawInline};
use crate::text::{Lang, typography};

/// Corrects every run of text; code, addresses and attributes stay as typed.
pub(super) fn doc(doc: &mut Doc, lang: Lang) {
    nodes(&mut doc.nodes, lang);
    for note in &mut doc.notes {
        nodes(&mut note.content, lang);
    }
}

fn nodes(content: &mut [Node<RawBlock, RawInline>], lang: Lang) {
    for node in content {
        match node {
            Node::Paragraph(content) | Node::Heading { content, .. } => line(content, lang),
            Node::List { items, .. } => items.iter_mut().for_each(|item| nodes(item, lang)),
            Node::Quote(content) => nodes(content, lang),
            Node::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| line(cell, lang));
            }
            Node::Definitions(entries) => {
                for entry in entries {
                    line(&mut entry.term, lang);
                    entry.meanings.iter_mut().for_each(|meaning| nodes(meaning, lang));
                }
            }
            Node::Code(_) | Node::Rule => {}
            Node::Directive(block) => {
                line(&mut block.label, lang);
                block.body.iter_mut().for_each(|body| nodes(body, lang));
            }
        }
    }
}

/// A paragraph, a cell, a title: what precedes a run is in the same line.
fn line(content: &mut [Inline<RawInline>], lang: Lang) {
    let mut before = None;
    inlines(content, &mut before, lang);
}

/// `before` is the character that stands before the next run, as typed.
fn inlines(content: &mut [Inline<RawInline>], before: &mut Option<char>, lang: Lang) {
    for inline in content {
        match inline {
            Inline::Text(text, _) => {
                let last = text.chars().next_back();
                if let std::borrow::Cow::Owned(corrected) = typography::correct(text, *before, lang) {
                    *text = corrected;
                }
                *before = last.or(*before);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Deleted(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Cite(RawInline::Link { .. } | RawInline::Image { .. }, content) => inlines(content, before, lang),
            // Words of a language without rules of ours keep their signs: English ones move the fewest.
            Inline::Foreign(code, content) => inlines(content, before, Lang::from_code(code).unwrap_or(Lang::En)),
            Inline::Code(code) => *before = code.chars().next_back(),
            Inline::Break => *before = None,
            // A figure or a term will stand there.
            Inline::Cite(RawInline::Directive { .. }, _) => *before = Some('x'),
            Inline::NoteCall(_) => {}
        }
    }
}
