//! `formula`, `share_of`, `ratio_of`, `total_of`, `change` and `checks` of an entry → what is computed, and what must hold.

use super::fields::{At, Fields};
use super::layout::Path;
use super::yaml::{Key, Node, Value};
use crate::finding::{Code, Finding, Place, phrase};
use crate::ledger::{Check, Claim, Computation, Expression, Reference, Relation, Stated};
use crate::text::{Lang, Unit, number};
use rust_decimal::Decimal;
use std::ops::Range;

/// What computations are read with.
pub(super) struct Reader<'a> {
    pub(super) file: &'a Path,
    /// The text of the file, to point inside formulas.
    pub(super) text: &'a str,
    pub(super) lang: Lang,
    /// The id of the entry.
    pub(super) id: &'a str,
}

/// The keys that say how a value is computed.
const COMPUTED: [&str; 5] = ["formula", "share_of", "ratio_of", "total_of", "change"];

/// The words that stand for the rows of the entry itself.
const OWN_ROWS: [&str; 2] = ["lignes", "rows"];

impl Reader<'_> {
    /// How the value of an entry is computed, when it is.
    pub(super) fn computation(&self, fields: &mut Fields) -> Option<(Computation, Place)> {
        let mut found = None;
        for name in COMPUTED {
            let Some((key, node)) = fields.entry(name) else { continue };
            let read = self.one(name, key, node, false, fields).map(|one| (one.computation, self.place(&key.span)));
            if found.is_some() {
                let message = phrase!("cette valeur est calculée de deux façons", "this value is computed in two ways");
                fields.find(Code::FigureShape, key.span.clone(), message).remedy = Some(phrase!(
                    "gardez l’une ; l’autre peut être un contrôle, sous « controles »",
                    "keep one; the other can be a check, under `checks`"
                ));
            }
            found = found.or(read);
        }
        found
    }

    /// What must hold of an entry: `checks` is a mapping, or a list of mappings.
    pub(super) fn checks(&self, fields: &mut Fields) -> Vec<Check> {
        let nodes: Vec<&Node> = match fields.node("checks") {
            None => return Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
        };
        let mut checks = Vec::new();
        for node in nodes {
            fields.nested(node, |inner| {
                let seen = inner.seen();
                let before = checks.len();
                self.claims(inner, &mut checks);
                let tolerance = inner.number("tolerance").map(|reading| reading.value.number.value);
                for check in &mut checks[before..] {
                    check.tolerance = check.tolerance.or(tolerance);
                }
                if checks.len() == before && inner.seen() == seen {
                    let span = inner.span();
                    let message = phrase!("ce contrôle ne contrôle rien", "this check checks nothing");
                    inner.find(Code::KeyMissing, span, message).remedy = Some(phrase!(
                        "écrivez par exemple « total_de: lignes », « somme: 100 » ou « egal: a + b »",
                        "write for instance `total_of: rows`, `sum: 100` or `equals: a + b`"
                    ));
                }
            });
        }
        checks
    }

    fn claims(&self, fields: &mut Fields, checks: &mut Vec<Check>) {
        for name in &COMPUTED[1..] {
            let Some((key, node)) = fields.entry(name) else { continue };
            let Some(one) = self.one(name, key, node, true, fields) else { continue };
            let claim = Claim::Compared(one.equals, Relation::Equal, Box::new(one.computation));
            checks.push(Check { claim, tolerance: one.tolerance, place: self.place(&key.span) });
        }
        let relations = [("equals", Relation::Equal), ("at_most", Relation::AtMost), ("at_least", Relation::AtLeast)];
        for (name, relation) in relations {
            let Some((key, node)) = fields.entry(name) else { continue };
            let Some(expression) = fields.scalar(node).and_then(|typed| self.expression(&typed, fields)) else {
                continue;
            };
            let claim = Claim::Compared(None, relation, Box::new(Computation::Expression(expression)));
            checks.push(Check { claim, tolerance: None, place: self.place(&key.span) });
        }
        if let Some((key, node)) = fields.entry("sum") {
            let whole = fields.scalar(node).and_then(|typed| fields.read_number(typed));
            checks.extend(whole.map(|whole| Check {
                claim: Claim::Sum(whole.value.number),
                tolerance: None,
                place: self.place(&key.span),
            }));
        }
    }

    /// One of the ways to compute; what a check states of its result only where it is one.
    fn one<'n>(
        &self,
        name: &str,
        key: &Key,
        node: &'n Node,
        is_check: bool,
        fields: &mut Fields<'n, '_>,
    ) -> Option<One> {
        let plain = |computation| One { computation, equals: None, tolerance: None };
        match name {
            "formula" => {
                let typed = fields.scalar(node)?;
                self.expression(&typed, fields).map(Computation::Expression).map(plain)
            }
            "total_of" => self.total(node, fields).map(plain),
            "change" => {
                let (of, from, (equals, tolerance)) = fields
                    .nested(node, |inner| (inner.required("of"), inner.required("from"), stated(inner, is_check)));
                let (now, from) = (self.reference(&of?, fields)?, from?);
                let before = Reference { of: Some(from.value), place: self.place(&from.span), ..now.clone() };
                Some(One { computation: Computation::Change(now, before), equals, tolerance })
            }
            _ => {
                let (part, whole, (equals, tolerance)) = fields
                    .nested(node, |inner| (inner.required("figure"), inner.required("over"), stated(inner, is_check)));
                let part = part.and_then(|id| self.reference(&id, fields));
                let whole = whole.and_then(|id| self.reference(&id, fields));
                let make = if name == "share_of" { Expression::share } else { Expression::ratio };
                let computation = Computation::Expression(make(part?, whole?, self.place(&key.span)));
                Some(One { computation, equals, tolerance })
            }
        }
    }

    /// `[a, b]`, the id of a figure that has rows, or the rows of the entry itself.
    fn total(&self, node: &Node, fields: &mut Fields) -> Option<Computation> {
        let Value::List(items) = &node.value else {
            let typed = fields.scalar(node)?;
            if OWN_ROWS.contains(&typed.value.as_str()) {
                let place = self.place(&typed.span);
                return Some(Computation::Rows(Reference { id: self.id.to_owned(), of: None, place }));
            }
            return self.reference(&typed, fields).map(Computation::Rows);
        };
        let typed: Vec<At<String>> = items.iter().filter_map(|item| fields.scalar(item)).collect();
        let references: Vec<Reference> = typed.iter().filter_map(|typed| self.reference(typed, fields)).collect();
        if items.is_empty() {
            let message = phrase!("ce total n’a pas de termes", "this total has no terms");
            fields.find(Code::KeyMissing, node.span.clone(), message).remedy =
                Some(phrase!("nommez les chiffres à additionner : [a, b]", "name the figures to add up: [a, b]"));
        }
        (!references.is_empty() && references.len() == items.len()).then_some(Computation::Total(references))
    }

    fn reference(&self, typed: &At<String>, fields: &mut Fields) -> Option<Reference> {
        self.kept(Reference::read(&typed.value, self.lang, &|span| self.inside(typed, span)), fields)
    }

    /// Arithmetic; a number alone may have any unit.
    fn expression(&self, typed: &At<String>, fields: &mut Fields) -> Option<Expression> {
        if let Ok(reading) = number::read(&typed.value, self.lang)
            && reading
                .unit
                .as_ref()
                .is_none_or(|unit| !unit.contains(|c: char| c.is_ascii_digit() || "+-*/()".contains(c)))
        {
            return Some(Expression::Number(reading.number, reading.unit));
        }
        self.kept(Expression::read(&typed.value, self.lang, &|span| self.inside(typed, span)), fields)
    }

    fn kept<T>(&self, read: Result<T, Box<Finding>>, fields: &mut Fields) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(finding) => {
                fields.push(|_| *finding);
                None
            }
        }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.file, span.clone())
    }

    /// The place of some bytes of a value; all of it when it is not written as it reads.
    fn inside(&self, typed: &At<String>, span: Range<usize>) -> Place {
        let starts = [typed.span.start, typed.span.start + 1];
        let start =
            starts.into_iter().find(|&start| self.text.get(start..).is_some_and(|text| text.starts_with(&typed.value)));
        self.place(&start.map_or(typed.span.clone(), |start| start + span.start..start + span.end))
    }
}

/// A computation, and what a check says of it.
struct One {
    computation: Computation,
    equals: Option<Stated>,
    tolerance: Option<Decimal>,
}

/// What a check states of a result, and how near it must be.
fn stated(fields: &mut Fields, is_check: bool) -> (Option<Stated>, Option<Decimal>) {
    if !is_check {
        return (None, None);
    }
    let equals = fields.number("equals").map(|reading| Stated {
        number: reading.value.number,
        unit: reading.value.unit.map(|unit| Unit::new(&unit, None)),
    });
    (equals, fields.number("tolerance").map(|reading| reading.value.number.value))
}
