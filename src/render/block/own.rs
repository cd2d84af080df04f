//! A block that a theme adds → its HTML, by the theme's own template.

use crate::model::OwnUse;
use crate::render::prose::{Html, Pen};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the template of such a block sees.
#[derive(Debug, Serialize)]
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
