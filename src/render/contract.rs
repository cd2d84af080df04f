//! The views → what each template sees: the contract of themes, its version 1.
//!
//! Everything is read from the structs themselves, so it cannot say anything else than what templates are given. The reference
//! `docs/theme-contract.md` is written from it by a test, which also holds that nothing of version 1 is ever taken away.

use super::view::Page;
use super::{block, pages};
use crate::finding::Finding;
use crate::model::{OwnBlock, Report};
use crate::theme::Theme;
use crate::theme::contract::{Field, Shape};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the workspace's own templates name and do not get.
pub fn faults(theme: &Theme, report: &Report) -> Vec<Finding> {
    theme.faults(|| entries(&report.theme.blocks))
}

/// What each template that the program renders is given: `chapter.html` → fields. `own` are the blocks that themes add.
pub fn entries(own: &[OwnBlock]) -> BTreeMap<String, Shape> {
    let plain = |about: &str| Field { shape: Shape::Plain, may_be_none: false, about: about.to_owned() };
    let lang = ("lang".to_owned(), plain("The language of the page: `fr`."));
    let page = Field { shape: shape::<Page>(), may_be_none: false, about: "What surrounds the content.".to_owned() };
    let mut entries = BTreeMap::new();
    for (template, view) in pages::shapes() {
        let Shape::Fields(mut fields) = view else { continue };
        fields.extend([lang.clone(), ("page".to_owned(), page.clone())]);
        entries.insert(template.to_owned(), Shape::Fields(fields));
    }
    let own = own.iter().map(|own| (own.name.clone(), block::own_shape(own)));
    for (name, view) in block::shapes().into_iter().map(|(name, view)| (name.to_owned(), view)).chain(own) {
        let block = Field { shape: view, may_be_none: false, about: "The block.".to_owned() };
        let class = plain("Words of its grid column for `class`; empty outside the grid.");
        let fields = BTreeMap::from([lang.clone(), ("block".to_owned(), block), ("class".to_owned(), class)]);
        entries.insert(format!("blocks/{name}.html"), Shape::Fields(fields));
    }
    entries
}

/// The fields of a view.
pub(super) fn shape<T: JsonSchema>() -> Shape {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<T>();
    read(schema.as_value()).shape
}

/// A JSON schema → a field.
fn read(schema: &Value) -> Field {
    let about = schema.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        // `Option` of a struct: the struct or null.
        let is_null = |choice: &&Value| choice.get("type").is_some_and(|kind| kind == "null");
        let shape = choices.iter().find(|choice| !is_null(choice)).map_or(Shape::Any, |choice| read(choice).shape);
        return Field { shape, may_be_none: choices.iter().any(|choice| is_null(&choice)), about };
    }
    let (kind, may_be_none) = match schema.get("type") {
        Some(Value::Array(kinds)) => {
            let kind = kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null");
            (kind, kinds.iter().any(|kind| kind == "null"))
        }
        Some(Value::String(kind)) => (Some(kind.as_str()), false),
        _ => (None, false),
    };
    let none = Map::new();
    let shape = match kind {
        Some("object") => {
            let fields = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
            Shape::Fields(fields.iter().map(|(name, field)| (name.clone(), read(field))).collect())
        }
        Some("array") => {
            let item = schema.get("items").map_or(Shape::Any, |item| read(item).shape);
            Shape::List(Box::new(item))
        }
        Some(_) => Shape::Plain,
        None => Shape::Any,
    };
    Field { shape, may_be_none, about }
}
