//! Follows a template from what the program gives it: loops, assignments, inclusions and parents change what names hold.

use super::tags::{Kind, Tag, Word, tags};
use super::{Field, Shape};
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::text::nearest::nearest;
use crate::theme::templates::Templates;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Templates that include one another that deep are not followed further.
const DEPTH: usize = 16;
/// Words that are no names of data.
const KEYWORDS: [&str; 14] =
    ["and", "or", "not", "in", "is", "if", "else", "none", "None", "null", "true", "True", "false", "False"];
/// Filters that give a list of the same things.
const SAME: [&str; 6] = ["safe", "reverse", "sort", "unique", "slice", "filter"];
/// Filters that give one item of a list.
const ITEM: [&str; 3] = ["first", "last", "nth"];

/// A template being followed.
pub(super) struct Walk<'t> {
    templates: &'t Templates,
    is_said: &'t dyn Fn(&str) -> bool,
    /// What names hold: the outermost first, one more for each loop.
    frames: Vec<BTreeMap<String, &'t Shape>>,
    /// Names that a template asks for only where they are defined.
    guarded: BTreeSet<String>,
    depth: usize,
    findings: Vec<Finding>,
}

/// A path in an expression: `chapter.groups`, and where each name of it stands.
struct Path<'w, 't> {
    steps: Vec<Step<'w, 't>>,
    /// Words that it takes.
    length: usize,
}

/// What follows the first name of a path.
enum Step<'w, 't> {
    /// A name.
    Name(&'w Word<'t>),
    /// An index or a slice: `[0]`.
    Item,
    /// Something computed: nothing is known of what it gives.
    Computed,
}

impl<'t> Walk<'t> {
    pub(super) fn new(templates: &'t Templates, is_said: &'t dyn Fn(&str) -> bool) -> Self {
        Self { templates, is_said, frames: Vec::new(), guarded: BTreeSet::new(), depth: 0, findings: Vec::new() }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// A template that the program renders with these fields.
    pub(super) fn entry(&mut self, name: &str, shape: &'t Shape) {
        let fields = shape.fields().into_iter().flatten();
        self.frames = vec![fields.map(|(name, field)| (name.clone(), &field.shape)).collect()];
        self.template(name);
    }

    fn template(&mut self, name: &str) {
        let templates = self.templates;
        let Some((full, text)) = templates.text(name) else { return };
        if self.depth == DEPTH {
            return;
        }
        self.depth += 1;
        let (tags, frames) = (tags(text), self.frames.len());
        let before = self.guarded.clone();
        self.guarded.extend(tags.iter().flat_map(guards));
        let own = templates.own_path(full).map(Place::file);
        // A comment, component or raw text opened by a tag is left to tera.
        let mut skipped = None;
        for tag in &tags {
            let first = if tag.is_print { "" } else { tag.words.first().map_or("", |word| word.text) };
            match skipped {
                Some(end) if first == end => skipped = None,
                Some(_) => {}
                None => {
                    skipped = match first {
                        "raw" => Some("endraw"),
                        "component" => Some("endcomponent"),
                        _ => None,
                    };
                    if skipped.is_none() {
                        self.tag(tag, first, own.as_ref());
                    }
                }
            }
        }
        self.frames.truncate(frames);
        self.guarded = before;
        self.depth -= 1;
    }

    fn tag(&mut self, tag: &Tag, first: &str, own: Option<&Place>) {
        let words = tag.words.as_slice();
        match first {
            "" => self.expression(words, own),
            "include" | "extends" => {
                if let Some(name) = words.get(1).filter(|word| word.kind == Kind::Text) {
                    self.template(name.text);
                }
            }
            "if" | "elif" => self.expression(&words[1..], own),
            "for" => {
                let at = words.iter().position(|word| word.text == "in" && word.kind == Kind::Name).unwrap_or(0);
                let (names, over) = (&words[1.min(words.len())..at.max(1)], &words[at + 1..]);
                self.expression(over, own);
                let shape = match self.shape(over) {
                    Shape::List(item) => &**item,
                    _ => &Shape::Any,
                };
                let names: Vec<&str> =
                    names.iter().filter(|word| word.kind == Kind::Name).map(|word| word.text).collect();
                let mut frame = BTreeMap::from([("loop".to_owned(), &Shape::Any)]);
                match names.as_slice() {
                    [item] => drop(frame.insert((*item).to_owned(), shape)),
                    several => frame.extend(several.iter().map(|name| ((*name).to_owned(), &Shape::Any))),
                }
                self.frames.push(frame);
            }
            "endfor" => drop((self.frames.len() > 1).then(|| self.frames.pop())),
            "set" | "set_global" => {
                let Some(name) = words.get(1) else { return };
                let value = words.get(3..).filter(|_| words.get(2).is_some_and(|word| word.text == "="));
                if let Some(value) = value {
                    self.expression(value, own);
                }
                let shape = value.map_or(&Shape::Plain, |value| self.shape(value));
                if let Some(frame) = self.frames.last_mut() {
                    frame.insert(name.text.to_owned(), shape);
                }
            }
            "filter" => self.expression(&words[1..], own),
            _ => {}
        }
    }

    /// Judges the names of an expression.
    fn expression(&mut self, words: &[Word], own: Option<&Place>) {
        let is_component = words.first().is_some_and(|word| word.text == "<");
        let is_comprehension = words.iter().any(|word| word.kind == Kind::Name && word.text == "for");
        let Some(own) = own.filter(|_| !is_component && !is_comprehension) else { return };
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let before = at.checked_sub(1).map_or("", |before| words[before].text);
            let after = words.get(at + 1).map_or("", |after| after.text);
            let is_test = before == "is" || before == "not" && at >= 2 && words[at - 2].text == "is";
            let is_name = word.kind == Kind::Name && !KEYWORDS.contains(&word.text);
            if !is_name || is_test || matches!(before, "|" | "." | "?.") {
                at += 1;
            } else if after == "(" {
                self.call(&words[at..], own);
                at += 1;
            } else if after == "=" {
                at += 1;
            } else {
                let path = path(&words[at..]);
                let rest = &words[at + path.length..];
                let has_default = matches!(rest, [pipe, filter, ..] if pipe.text == "|" && filter.text == "default");
                if !has_default {
                    self.judge(&path, own);
                }
                // What stands between brackets has names of its own: it is read on.
                at += if path.steps.iter().all(|step| matches!(step, Step::Name(_))) { path.length } else { 1 };
            }
        }
    }

    /// `t(key="…")` names a string of the theme.
    fn call(&mut self, words: &[Word], own: &Place) {
        let [function, _, key, equals, text, after, ..] = words else { return };
        let is_whole = matches!(after.text, ")" | ",");
        if (function.text, key.text, equals.text) != ("t", "key", "=") || text.kind != Kind::Text || !is_whole {
            return;
        }
        let name = text.text;
        if !(self.is_said)(name) {
            let message = phrase!(
                "le texte « {name} » n’existe pas dans ce thème",
                "the string `{name}` does not exist in this theme"
            );
            let near = nearest(name, self.templates.strings()).map(did_you_mean);
            self.find(own, &text.span, message, near);
        }
    }

    /// The first name of a path that does not exist is a finding.
    fn judge(&mut self, path: &Path, own: &Place) {
        let Some((Step::Name(root), steps)) = path.steps.split_first() else { return };
        let Some(mut shape) = self.lookup(root.text) else {
            if !self.guarded.contains(root.text) {
                let name = root.text;
                let known: Vec<&str> = self.frames.iter().flat_map(BTreeMap::keys).map(String::as_str).collect();
                let message = phrase!("« {name} » n’existe pas ici", "`{name}` does not exist here");
                let near = nearest(name, known.iter().copied()).map(did_you_mean);
                self.find(own, &root.span, message, near.or_else(|| Some(known_names(&known))));
            }
            return;
        };
        for step in steps {
            shape = match (step, shape) {
                (Step::Item, Shape::List(item)) => item,
                (Step::Item | Step::Computed, _) | (_, Shape::Any) => return,
                (Step::Name(word), Shape::Fields(fields)) => match fields.get(word.text) {
                    Some(Field { shape, .. }) => shape,
                    None => return self.no_field(word, fields, own),
                },
                (Step::Name(word), of) => return self.no_fields(word, of, own),
            };
        }
    }

    fn no_field(&mut self, word: &Word, fields: &BTreeMap<String, Field>, own: &Place) {
        let name = word.text;
        let known = fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = phrase!(
            "le champ « {name} » n’existe pas ; les champs sont : {known}",
            "field `{name}` does not exist; the fields are: {known}"
        );
        let near = nearest(name, fields.keys().map(String::as_str)).map(did_you_mean);
        self.find(own, &word.span, message, near);
    }

    fn no_fields(&mut self, word: &Word, shape: &Shape, own: &Place) {
        let name = word.text;
        let (message, remedy) = match shape {
            Shape::List(_) => (
                phrase!(
                    "« {name} » est demandé à une liste, qui n’a pas de champs",
                    "`{name}` is asked of a list, which has no fields"
                ),
                phrase!("parcourez-la avec « {{% for … in … %}} »", "go through it with `{{% for … in … %}}`"),
            ),
            _ => (
                phrase!(
                    "« {name} » est demandé à un texte ou à un nombre, qui n’a pas de champs",
                    "`{name}` is asked of a text or a number, which has no fields"
                ),
                phrase!("imprimez-le tel quel", "print it as it is"),
            ),
        };
        self.find(own, &word.span, message, Some(remedy));
    }

    fn find(
        &mut self,
        own: &Place,
        span: &Range<usize>,
        message: crate::finding::Phrase,
        remedy: Option<crate::finding::Phrase>,
    ) {
        let place = Place::new(&own.file, span.clone());
        self.findings.push(Finding::new(Code::ThemeTemplate, place, message).maybe_remedy(remedy));
    }

    fn lookup(&self, name: &str) -> Option<&'t Shape> {
        self.frames.iter().rev().find_map(|frame| frame.get(name).copied())
    }

    /// What an expression gives, where it is a path, maybe with filters that keep what is known.
    fn shape(&self, words: &[Word]) -> &'t Shape {
        let path = path(words);
        let Some((Step::Name(root), steps)) = path.steps.split_first() else { return &Shape::Any };
        let Some(mut shape) = self.lookup(root.text) else { return &Shape::Any };
        for step in steps {
            shape = match (step, shape) {
                (Step::Name(word), Shape::Fields(fields)) => {
                    fields.get(word.text).map_or(&Shape::Any, |field| &field.shape)
                }
                (Step::Item, Shape::List(item)) => item,
                _ => &Shape::Any,
            };
        }
        let mut rest = &words[path.length..];
        while let [pipe, filter, after @ ..] = rest {
            if pipe.text != "|" {
                return &Shape::Any;
            }
            shape = match shape {
                shape if SAME.contains(&filter.text) => shape,
                Shape::List(item) if ITEM.contains(&filter.text) => item,
                _ => &Shape::Any,
            };
            let close = after.iter().position(|word| word.text == ")").map_or(after.len(), |close| close + 1);
            rest = if after.first().is_some_and(|word| word.text == "(") { &after[close..] } else { after };
        }
        if rest.is_empty() { shape } else { &Shape::Any }
    }
}

/// The path that the words start with; a path that does not start with a name has no steps.
fn path<'w, 't>(words: &'w [Word<'t>]) -> Path<'w, 't> {
    let mut steps = Vec::new();
    let mut at = 0;
    match words.first() {
        Some(word) if word.kind == Kind::Name && !KEYWORDS.contains(&word.text) => steps.push(Step::Name(word)),
        _ => return Path { steps, length: 0 },
    }
    at += 1;
    while let Some(sign) = words.get(at) {
        match (sign.text, words.get(at + 1)) {
            ("." | "?.", Some(name)) if sign.kind == Kind::Sign => {
                steps.push(Step::Name(name));
                at += 2;
            }
            ("[" | "?[", Some(inside)) if sign.kind == Kind::Sign => {
                let mut depth = 0usize;
                let close = words[at..].iter().position(|word| {
                    match (word.kind, word.text) {
                        (Kind::Sign, "[" | "?[") => depth += 1,
                        (Kind::Sign, "]") => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    depth == 0
                });
                let length = close.unwrap_or(words.len() - at - 1) + 1;
                steps.push(match (length, inside.kind) {
                    (3, Kind::Text) => Step::Name(inside),
                    (3, Kind::Number) => Step::Item,
                    _ => Step::Computed,
                });
                at += length;
            }
            _ => break,
        }
    }
    Path { steps, length: at }
}

/// Names that a tag asks for only where they are defined: `x is defined`, `x?.y`.
fn guards<'t>(tag: &Tag<'t>) -> Vec<String> {
    let words = &tag.words;
    let asked = |at: usize| {
        let after = |offset: usize| words.get(at + offset).map_or("", |word| word.text);
        after(1) == "?." || (after(1) == "is" && matches!(after(2), "defined" | "undefined" | "not"))
    };
    (0..words.len())
        .filter(|at| words[*at].kind == Kind::Name && asked(*at))
        .map(|at| words[at].text.to_owned())
        .collect()
}

fn known_names(known: &[&str]) -> crate::finding::Phrase {
    let known = known.join(", ");
    phrase!("noms connus ici : {known}", "names known here: {known}")
}
