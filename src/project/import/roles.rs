//! The heading of a column → what the column holds: a field of a figure, the values of a year, or a category.

use super::entries::ordinary;
use crate::load::vocabulary::{folded_key, names};
use crate::text::date;

/// Fields of a figure that a column may hold.
const FIELDS: [&str; 14] = [
    "label",
    "value",
    "unit",
    "source",
    "note",
    "scope",
    "as_of",
    "period",
    "target",
    "status",
    "better",
    "owner",
    "qualifier",
    "definition",
];

/// Other headings of a field, folded.
const SYNONYMS: [(&str, &str); 12] = [
    ("indicateur", "label"),
    ("intitule", "label"),
    ("designation", "label"),
    ("chiffre", "label"),
    ("indicator", "label"),
    ("identifiant", "id"),
    ("id", "id"),
    ("annee", "year"),
    ("exercice", "year"),
    ("year", "year"),
    ("objectif", "target"),
    ("remarque", "note"),
];

/// What a column is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// A field of a figure, its id or the year of a row.
    Field(&'static str),
    /// The values of a year or a period, by its name.
    Period(String),
    Other(String),
}

/// What a heading says of its column.
pub(super) fn role(heading: &str) -> Role {
    let folded = folded_key(heading);
    let synonym = SYNONYMS.iter().find(|(word, _)| *word == folded).map(|(_, key)| *key);
    if let Some(key) = FIELDS.into_iter().find(|key| names(key, &folded)).or(synonym) {
        return Role::Field(key);
    }
    if date::read_period(heading).is_some() { Role::Period(heading.to_owned()) } else { Role::Other(ordinary(heading)) }
}
