//! A comparison → one JSON document for machines. Values are texts, so that they stay exact.

use crate::ledger::{Aspect, Comparison};
use crate::model::{Edition, Figure};
use crate::text::Number;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// Prints a comparison. `version` changes when a field changes its meaning; new fields may come without notice.
pub(super) fn print(all: &Comparison, before: &Edition, after: &Edition, threshold: Decimal) -> String {
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
    let document = json!({
        "version": 1,
        "before": before.name,
        "after": after.name,
        "threshold": raw(&Number::new(threshold)),
        "moved": moved.collect::<Vec<_>>(),
        "unchanged": all.same,
        "redefined": redefined.collect::<Vec<_>>(),
        "missing": all.missing.iter().copied().map(figure).collect::<Vec<_>>(),
        "new": all.new.iter().copied().map(figure).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
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
