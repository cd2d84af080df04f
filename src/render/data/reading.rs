//! The published file of all figures, as [`super::json`] writes it → figures that can be compared.

use crate::finding::Place;
use crate::model::{Figure, Row, Scope, Shape};
use crate::text::{Lang, Number, Qualifier, Unit};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::sync::Arc;

#[derive(Deserialize)]
struct Document<'j> {
    #[serde(borrow)]
    figures: Vec<Entry<'j>>,
}

/// What is known of a figure; what older files do not say is not known.
#[derive(Deserialize)]
struct Entry<'j> {
    id: String,
    label: String,
    definition: Option<String>,
    #[serde(borrow)]
    value: Option<&'j RawValue>,
    qualifier: Option<String>,
    unit: Option<UnitEntry>,
    scope: Option<String>,
    #[serde(borrow, default)]
    values: Vec<Value<'j>>,
}

#[derive(Deserialize)]
struct UnitEntry {
    one: String,
    many: String,
}

#[derive(Deserialize)]
struct Value<'j> {
    #[serde(default)]
    series: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    period: String,
    #[serde(borrow)]
    value: Option<&'j RawValue>,
    qualifier: Option<String>,
}

/// The figures of a published edition, in the order of the report, with every value that was published: the one that pages show, then a
/// row for each of the others. `None` when it is not such a file.
pub fn published(json: &[u8]) -> Option<Vec<Figure>> {
    let document: Document = serde_json::from_slice(json).ok()?;
    document.figures.into_iter().map(figure).collect()
}

fn figure(entry: Entry) -> Option<Figure> {
    let place = Place::file(&Arc::from("figures.json"));
    let value = number(entry.value, entry.qualifier.as_deref())?;
    let mut rows = entry.values.iter().map(row).collect::<Option<Vec<Row>>>()?;
    // The value that pages show stands among the rows too, under its period: last of those that are neither of a category nor of a series.
    let is_overall = |at: usize| entry.values[at].category.is_empty() && entry.values[at].series.is_empty();
    let same = |row: &Row| row.value.map(|value| value.value) == value.map(|value| value.value);
    if let Some(at) = (0..rows.len()).rev().find(|&at| is_overall(at) && same(&rows[at])) {
        rows.remove(at);
    }
    for at in 1..rows.len() {
        let alike = rows[..at].iter().filter(|row| row.label == rows[at].label).count();
        if alike > 0 {
            rows[at].label += &format!(" ({})", alike + 1);
        }
    }
    Some(Figure {
        definition: entry.definition,
        value,
        unit: entry.unit.map(|unit| Unit::new(&unit.one, Some(&unit.many))),
        scope: entry.scope.as_deref().and_then(scope),
        shape: Shape::Rows(rows),
        ..Figure::new(entry.id, entry.label, place)
    })
}

/// A row is called by all that tells it from the others: `Région, Chirurgie`, `2021`.
fn row(value: &Value) -> Option<Row> {
    let last = if value.category.is_empty() { &value.period } else { &value.category };
    let name: Vec<&str> =
        [&value.series, last].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    Some(Row::new(name.join(", "), number(value.value, value.qualifier.as_deref())?))
}

/// The inner `None` is a value that is missing, the outer one what is no number.
fn number(raw: Option<&RawValue>, qualifier: Option<&str>) -> Option<Option<Number>> {
    let Some(raw) = raw.map(RawValue::get).filter(|raw| *raw != "null") else { return Some(None) };
    let value: Decimal = raw.parse().ok()?;
    Some(Some(Number::new(value).qualified(qualifier.and_then(Qualifier::read))))
}

fn scope(word: &str) -> Option<Scope> {
    let all = [Scope::Local, Scope::Regional, Scope::National];
    all.into_iter().find(|scope| super::words::scope(*scope, Lang::En) == word)
}
