//! What templates may name, and whether they do: a field that does not exist is a finding at its line, in branches that this report
//! does not take as well.
//!
//! Tera keeps its syntax tree to itself. Templates are therefore read a second time: after tera has accepted them, so that only the
//! names in them are left to judge. What is not understood (components, comprehensions) is taken to be right.

mod tags;
#[cfg(test)]
mod tests;
mod walk;

use super::templates::Templates;
use crate::finding::Finding;
use std::collections::BTreeMap;

/// What a name of a template holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Anything: nothing is known of it.
    Any,
    /// A text, a number, yes or no: it has no fields.
    Plain,
    /// A list of such things.
    List(Box<Shape>),
    /// Named fields.
    Fields(BTreeMap<String, Field>),
}

/// A field of a template's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it holds.
    pub shape: Shape,
    /// There may be none.
    pub may_be_none: bool,
    /// What it is for, in a sentence.
    pub about: String,
}

impl Shape {
    /// The fields that templates may name here; those of a list are those of its items.
    pub fn fields(&self) -> Option<&BTreeMap<String, Field>> {
        match self {
            Shape::Fields(fields) => Some(fields),
            Shape::List(item) => item.fields(),
            Shape::Any | Shape::Plain => None,
        }
    }
}

/// The mistakes of the workspace's templates, each once, in the order of their files. `entries` says what the program gives to each
/// template that it renders itself: `chapter.html` → fields.
pub(super) fn faults(
    templates: &Templates,
    entries: &BTreeMap<String, Shape>,
    is_said: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (name, shape) in entries {
        let mut walk = walk::Walk::new(templates, is_said);
        walk.entry(name, shape);
        findings.extend(walk.into_findings());
    }
    let place = |finding: &Finding| finding.place.as_ref().map(|place| (place.file.clone(), place.span.start));
    findings.sort_by_key(place);
    findings.dedup_by_key(|finding| place(finding));
    findings
}
