//! `:::testimonial` → who speaks, and the quote without its outer marks.

use crate::finding::{Code, phrase};
use crate::load::attributes::Attributes;
use crate::load::text::{Container, Resolver};
use crate::load::typeset;
use crate::markdown::{Inline, Node, RawBlock, RawInline, plain};
use crate::model::{Block, Nodes, Speaker, Testimonial};
use std::ops::Range;

impl Resolver<'_, '_> {
    pub(super) fn testimonial(
        &mut self,
        attributes: &mut Attributes,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        name: &str,
        span: &Range<usize>,
    ) -> Option<Block> {
        let mut ids = attributes.words("person");
        ids.extend(attributes.words("persons"));
        let mut text = |key| attributes.text(key).map(|text| typeset::text(&text.value, self.lang));
        let (given, role, place) = (text("name"), text("role"), text("place"));
        let mut speakers = Vec::new();
        for id in &ids {
            // Small letters begin an id; a capital, a name typed where an id is meant.
            if ids.len() > 1 && id.value.starts_with(char::is_uppercase) {
                let typed = &id.value;
                self.find(
                    Code::PersonUnknown,
                    id.span.clone(),
                    phrase!("« {typed} » n’est pas dans people.yaml", "`{typed}` is not in people.yaml"),
                )
                .remedy = Some(phrase!(
                    "pour une personne citée une seule fois, écrivez {{nom=\"…\" fonction=\"…\"}}",
                    "for a person quoted once, write {{name=\"…\" role=\"…\"}}"
                ));
                break;
            }
            match self.names.person(self.file, id) {
                Ok(id) => speakers.push(Speaker::Person(id)),
                Err(finding) => self.findings.push(*finding),
            }
        }
        let mut shared = (role, place);
        if ids.is_empty() {
            if given.is_none() && shared.0.is_none() {
                let _ = attributes.required("person");
            } else {
                let (role, place) = std::mem::take(&mut shared);
                speakers.push(Speaker::Named { name: given, role, place });
            }
        } else if given.is_some() {
            self.find(
                Code::AttributeValue,
                span.clone(),
                phrase!(
                    "ce témoignage donne à la fois une personne de people.yaml et un nom",
                    "this testimonial gives both a person of people.yaml and a name"
                ),
            )
            .remedy = Some(phrase!("gardez l’un des deux", "keep one of the two"));
        }
        let mut quote = self.body(body, Container::Prose, name, span);
        strip_quotes(&mut quote);
        (!speakers.is_empty()).then_some(Block::Testimonial(Testimonial {
            speakers,
            role: shared.0,
            place: shared.1,
            quote,
        }))
    }
}

/// Takes the outer quotation marks off a quote: the theme writes them.
fn strip_quotes(quote: &mut Nodes) {
    let is_quoted = plain_nodes(quote).is_some_and(|text| {
        let text = text.trim();
        (text.starts_with('«') && text.ends_with('»') && text.matches('«').count() == 1)
            || (text.starts_with('“') && text.ends_with('”') && text.matches('“').count() == 1)
    });
    if !is_quoted {
        return;
    }
    if let Some(Node::Paragraph(content)) = quote.first_mut()
        && let Some(Inline::Text(text, _)) = content.first_mut()
    {
        *text =
            text.trim_start().trim_start_matches(['«', '“']).trim_start_matches([' ', '\u{a0}', '\u{202f}']).to_owned();
    }
    if let Some(Node::Paragraph(content)) = quote.last_mut()
        && let Some(Inline::Text(text, _)) = content.last_mut()
    {
        *text = text.trim_end().trim_end_matches(['»', '”']).trim_end_matches([' ', '\u{a0}', '\u{202f}']).to_owned();
    }
}

/// The words of a quote made of paragraphs.
fn plain_nodes(nodes: &Nodes) -> Option<String> {
    nodes
        .iter()
        .map(|node| match node {
            Node::Paragraph(content) => Some(plain(content)),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()
        .map(|paragraphs| paragraphs.join(" "))
}
