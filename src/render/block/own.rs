//! A block that a theme adds → its HTML, by the theme's own template.

use crate::model::{Need, OwnAttribute, OwnBlock, OwnUse};
use crate::render::contract;
use crate::render::prose::{Html, Pen};
use crate::theme::contract::{Field, Shape};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the template of such a block sees.
#[derive(Debug, Serialize, JsonSchema)]
struct OwnView<'a> {
    /// For `aria-labelledby`, or wherever an id is needed.
    id: String,
    /// Its name.
    name: &'a str,
    /// Its title: HTML; empty when it has none.
    title: String,
    /// Level of its heading.
    level: u8,
    /// What it holds: HTML; empty for a block of one line.
    body: String,
    /// Every attribute the theme declares; none where the author gave none.
    attributes: BTreeMap<&'a str, Option<&'a str>>,
}

/// The same as a shape, with the attributes that the theme declares.
pub(in crate::render) fn shape(own: &OwnBlock) -> Shape {
    let mut shape = contract::shape::<OwnView>();
    if let Shape::Fields(fields) = &mut shape
        && let Some(attributes) = fields.get_mut("attributes")
    {
        let field = |attribute: &OwnAttribute| Field {
            shape: Shape::Plain,
            may_be_none: attribute.need == Need::Optional && attribute.values.is_empty(),
            about: String::new(),
        };
        let declared = own.attributes.iter().map(|attribute| (attribute.name.clone(), field(attribute)));
        attributes.shape = Shape::Fields(declared.collect());
    }
    shape
}

pub(super) fn html(own: &OwnUse, pen: &mut Pen, class: &str) -> Html {
    let view = OwnView {
        id: pen.id(&own.name),
        name: &own.name,
        title: pen.title(&own.title),
        level: (pen.level + 1).min(6),
        body: pen.below(|pen| pen.blocks(&own.body))?,
        attributes: own.attributes.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect(),
    };
    super::template(&own.name, &view, class, pen.cx)
}
