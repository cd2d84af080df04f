//! `:::directory` → its entries, with their dates.

use crate::finding::{Code, phrase};
use crate::load::text::{Container, Resolver};
use crate::markdown::{Inline, Node, RawBlock, RawInline};
use crate::model::{Block, DirectoryEntry, Inlines};
use crate::text::date;
use std::ops::Range;

impl Resolver<'_, '_> {
    pub(super) fn directory(
        &mut self,
        title: Inlines,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        span: &Range<usize>,
    ) -> Option<Block> {
        let mut entries = Vec::new();
        let mut stray = body.as_ref().is_none_or(Vec::is_empty);
        for node in body.unwrap_or_default() {
            let Node::Definitions(definitions) = node else {
                stray = true;
                continue;
            };
            for mut definition in definitions {
                let date = trailing_date(&mut definition.term);
                let name = self.line(definition.term);
                let text =
                    definition.meanings.into_iter().flat_map(|meaning| self.nodes(meaning, Container::Prose)).collect();
                entries.push(DirectoryEntry { name, date, text });
            }
        }
        if stray {
            self.find(
                Code::DirectiveEmpty,
                span.clone(),
                phrase!("un annuaire ne contient que des entrées", "a directory only holds entries"),
            )
            .remedy = Some(phrase!(
                "une entrée : « Nom (16 décembre 2019) » sur une ligne, puis « : le texte » sur la suivante",
                "an entry: `Name (2019-12-16)` on a line, then `: the text` on the next"
            ));
        }
        Some(Block::Directory { title, entries })
    }
}

/// Takes `(16 décembre 2019)` off the end of a directory entry's name.
fn trailing_date(term: &mut [Inline<RawInline>]) -> Option<date::Date> {
    let Some(Inline::Text(text, _)) = term.last_mut() else { return None };
    let inside = text.trim_end().strip_suffix(')')?;
    let open = inside.rfind('(')?;
    let date = date::read(inside[open + 1..].trim())?;
    let name = text[..open].trim_end().len();
    text.truncate(name);
    Some(date)
}
