//! A comparison → one JSON document for machines. Values are texts, so that they stay exact.

use super::published::{Edition, Figures};
use crate::ledger::{Aspect, Comparison};
use crate::model::Figure;
use crate::publish::{Pages, Past};
use crate::text::Number;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

/// Prints the comparison of two editions. `version` changes when a field changes its meaning; new fields may come without notice.
pub(super) fn print(all: &Comparison, before: &str, after: &str, threshold: Decimal) -> String {
    let mut document = json!({
        "version": 1,
        "before": before,
        "after": after,
        "threshold": raw(&Number::new(threshold)),
    });
    document.as_object_mut().expect("it was made so").extend(figures(all));
    format!("{document:#}\n")
}

/// Prints what changed since a publication, under the same `version`; without `is_publishable` the
/// report was compared with its drafts. `figures` are those of an edition: `null` when it is new, or when what was published cannot be
/// read.
pub(super) fn print_published(
    target: &str,
    is_publishable: bool,
    since: &Past,
    editions: &[Edition],
    pages: &Pages,
    threshold: Decimal,
) -> String {
    let edition = |edition: &Edition| {
        let state = match &edition.figures {
            Figures::Compared { .. } => "compared",
            Figures::New => "new",
            Figures::Unreadable => "unreadable",
        };
        json!({
            "edition": edition.name,
            "state": state,
            "figures": edition.figures.comparison(threshold).map(|all| figures(&all)),
        })
    };
    let reworded =
        pages.reworded.iter().map(|page| json!({ "path": page.path, "before": page.before, "after": page.after }));
    let document = json!({
        "version": 1,
        "target": target,
        "publishable": is_publishable,
        "publication": since,
        "threshold": raw(&Number::new(threshold)),
        "editions": editions.iter().map(edition).collect::<Vec<_>>(),
        "pages": {
            "new": pages.new,
            "reworded": reworded.collect::<Vec<_>>(),
            "removed": pages.gone,
            "restyled": pages.restyled,
            "unknown": pages.unknown,
        },
    });
    format!("{document:#}\n")
}

/// The figures that moved, were redefined, are missing or new.
pub(super) fn figures(all: &Comparison) -> Map<String, Value> {
    let moved = all.moved.iter().map(|moved| {
        let change = moved.change.as_ref().map(|change| {
            let direction = match change.direction {
                Ordering::Less => "down",
                Ordering::Equal => "none",
                Ordering::Greater => "up",
            };
            json!({
                "size": raw(&change.size),
                "unit": change.unit.as_ref().map(|unit| &unit.many),
                "direction": direction,
            })
        });
        json!({
            "id": moved.figure.id,
            "label": moved.figure.label,
            "row": moved.row,
            "unit": unit(moved.figure),
            "before": moved.before.as_ref().map(raw),
            "after": moved.after.as_ref().map(raw),
            "change": change,
            "beyond_threshold": moved.is_far,
        })
    });
    let redefined = all.redefined.iter().map(|redefined| {
        let aspects = redefined.aspects.iter().map(|aspect| match aspect {
            Aspect::Label => "label",
            Aspect::Unit => "unit",
            Aspect::Scope => "scope",
            Aspect::Definition => "definition",
        });
        json!({
            "id": redefined.after.id,
            "aspects": aspects.collect::<Vec<_>>(),
            "before": figure(redefined.before),
            "after": figure(redefined.after),
        })
    });
    let fields = [
        ("moved", moved.collect()),
        ("unchanged", json!(all.same)),
        ("redefined", redefined.collect()),
        ("missing", all.missing.iter().copied().map(figure).collect()),
        ("new", all.new.iter().copied().map(figure).collect()),
    ];
    fields.into_iter().map(|(name, value): (&str, Value)| (name.to_owned(), value)).collect()
}

fn figure(figure: &Figure) -> Value {
    json!({
        "id": figure.id,
        "label": figure.label,
        "value": figure.value.as_ref().map(raw),
        "unit": unit(figure),
        "definition": figure.definition,
    })
}

fn unit(figure: &Figure) -> Option<&str> {
    figure.unit.as_ref().map(|unit| unit.many.as_str())
}

fn raw(number: &Number) -> String {
    number.value.normalize().to_string()
}
