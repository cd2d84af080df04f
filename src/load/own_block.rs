//! Blocks that a theme adds: `blocks:` of its `theme.yaml` → their declarations; the directives that texts write → blocks.

use super::attributes::Attributes;
use super::fields::{At, Fields};
use super::text::{Container, Resolver};
use super::vocabulary::{Choices, DIRECTIVES, choose, folded_key};
use super::yaml::{Key, Node, Value};
use crate::finding::{Code, phrase};
use crate::markdown::RawBlock;
use crate::model::{Block, Need, OwnAttribute, OwnBlock, OwnUse};
use crate::text::fold::fold;

/// Whether something must be given.
const NEEDS: Choices<Need> = &[
    ("required", "nécessaire", Need::Required),
    ("optional", "facultatif", Need::Optional),
    ("none", "aucun", Need::Absent),
];

/// How a block is written: `:::name` … `:::`, or `::name`.
const FORMS: Choices<bool> = &[("open", "ouvert", true), ("line", "ligne", false)];

/// The blocks of a manifest.
pub(super) fn read<'a>(fields: &mut Fields<'a, '_>) -> Vec<OwnBlock> {
    let entries = fields.map("blocks").unwrap_or_default();
    entries.into_iter().filter_map(|(key, node)| declaration(fields, key, node)).collect()
}

fn declaration<'a>(fields: &mut Fields<'a, '_>, key: &Key, node: &'a Node) -> Option<OwnBlock> {
    let name = fold(&key.name);
    let taken = DIRECTIVES.iter().find(|(en, fr, _)| *en == name || *fr == name);
    let is_name = name == key.name
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if taken.is_some() || !is_name {
        let typed = &key.name;
        let (message, remedy) = if let Some((template, ..)) = taken {
            (
                phrase!("le bloc « {typed} » existe déjà", "the block `{typed}` exists already"),
                phrase!(
                    "changez son gabarit blocks/{template}.html, ou donnez un autre nom au vôtre",
                    "change its template blocks/{template}.html, or give yours another name"
                ),
            )
        } else {
            (
                phrase!("« {typed} » ne peut pas nommer un bloc", "`{typed}` cannot name a block"),
                phrase!(
                    "écrivez des minuscules sans accent, des chiffres et des traits d’union",
                    "write small letters without accents, digits and hyphens"
                ),
            )
        };
        fields.find(Code::ThemeBlock, key.span.clone(), message).remedy = Some(remedy);
        return None;
    }
    let place = fields.place(key.span.clone());
    Some(fields.nested(node, |fields| OwnBlock {
        name,
        is_container: fields.choice("form", FORMS).unwrap_or(true),
        title: fields.choice("title", NEEDS).unwrap_or(Need::Optional),
        attributes: attributes(fields),
        place,
    }))
}

fn attributes(fields: &mut Fields) -> Vec<OwnAttribute> {
    let entries = fields.map("attributes").unwrap_or_default();
    let mut attributes = Vec::new();
    for (key, node) in entries {
        let name = folded_key(&key.name);
        let values: Vec<String> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| fields.scalar(item)).map(|text| text.value).collect(),
            _ => Vec::new(),
        };
        let need = match &node.value {
            Value::List(_) | Value::Null => Some(Need::Optional),
            _ => fields.scalar(node).and_then(|text| {
                let need = choose(&text.value, NEEDS).filter(|need| *need != Need::Absent);
                if need.is_none() {
                    let typed = &text.value;
                    let message =
                        phrase!("« {typed} » n’est pas un choix possible", "`{typed}` is not a possible choice");
                    fields.find(Code::ValueChoice, text.span, message).remedy = Some(phrase!(
                        "écrivez « nécessaire », « facultatif », ou la liste de ses valeurs : [une, autre]",
                        "write `required`, `optional`, or the list of its values: [one, other]"
                    ));
                }
                need
            }),
        };
        attributes.extend(need.map(|need| OwnAttribute { name, need, values }));
    }
    attributes
}

impl Resolver<'_, '_> {
    /// A block of the theme that stands in `container`.
    pub(super) fn own_block(&mut self, own: &OwnBlock, raw: RawBlock, container: Container) -> Option<Block> {
        let name = &own.name;
        if raw.body.is_some() != own.is_container {
            let remedy = if own.is_container {
                phrase!("écrivez « :::{name} » puis, plus bas, « ::: »", "write `:::{name}` and, below, `:::`")
            } else {
                phrase!(
                    "écrivez « ::{name}[…] » avec deux deux-points, sans ligne de fermeture",
                    "write `::{name}[…]` with two colons, without a closing line"
                )
            };
            let message = phrase!("« {name} » ne s’écrit pas ainsi", "`{name}` is not written like this");
            self.find(Code::DirectiveKind, raw.name_span, message).remedy = Some(remedy);
            return None;
        }
        if matches!(container, Container::Box | Container::Prose | Container::Gallery) {
            let message = phrase!("« {name} » ne peut pas se tenir ici", "`{name}` cannot stand here");
            self.find(Code::DirectiveMisplaced, raw.name_span, message).remedy = Some(phrase!(
                "sortez-le du bloc, de la liste ou de la citation qui l’entoure",
                "take it out of the block, list or quotation around it"
            ));
            return None;
        }
        let span = raw.span.clone();
        let title = self.line(raw.label);
        let title = match own.title {
            Need::Required => self.titled(title, name, &span),
            Need::Optional => title,
            Need::Absent => {
                if !title.is_empty() {
                    let message = phrase!("le bloc « {name} » n’a pas de titre", "the block `{name}` has no title");
                    self.find(Code::AttributeUnknown, raw.label_span, message).remedy =
                        Some(phrase!("enlevez les crochets", "remove the brackets"));
                }
                Vec::new()
            }
        };
        let mut typed = Attributes::of(self.file, name, span.clone(), &raw.attributes, self.lang);
        let attributes = own.attributes.iter().map(|attribute| {
            let value = typed.declared(attribute);
            (attribute.name.clone(), value.map(|At { value, .. }| super::typeset::text(&value, self.lang)))
        });
        let attributes = attributes.collect();
        let mut findings = typed.finish();
        self.findings.append(&mut findings);
        let body = if own.is_container { self.body(raw.body, Container::Box, name, &span) } else { Vec::new() };
        Some(Block::Own(OwnUse { name: name.clone(), title, attributes, body }))
    }
}
