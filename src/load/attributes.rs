//! Attributes of a directive → typed values; what no one asked for is a finding.

use super::fields::{At, not_a_choice};
use super::layout::Path;
use super::unmarked;
use super::vocabulary::{Choices, choose, folded_key, french, names};
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::markdown::Attribute;
use crate::model::{Need, OwnAttribute};
use crate::text::{Lang, fold::fold, nearest::nearest};
use std::ops::Range;

/// Reads the attributes of one directive. [`Attributes::finish`] reports the unknown ones.
pub(super) struct Attributes<'a> {
    file: &'a Path,
    /// Name of the directive as typed.
    directive: &'a str,
    /// Its opening, for what is missing.
    span: Range<usize>,
    entries: Vec<(&'a Attribute, bool)>,
    known: Vec<&'a str>,
    lang: Lang,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(
        file: &'a Path,
        directive: &'a str,
        span: Range<usize>,
        attributes: &'a [Attribute],
        lang: Lang,
    ) -> Self {
        let entries = attributes.iter().map(|attribute| (attribute, false)).collect();
        Self { file, directive, span, entries, known: Vec::new(), lang, findings: Vec::new() }
    }

    /// The value of an attribute.
    pub(super) fn text(&mut self, key: &'static str) -> Option<At<String>> {
        self.known.push(key);
        self.take(|folded| names(key, folded))
    }

    /// The value of an attribute whose French name here is not that of the same key elsewhere.
    pub(super) fn text_named(&mut self, english: &'static str, french: &'static str) -> Option<At<String>> {
        self.known.push(if self.lang == Lang::Fr { french } else { english });
        self.take(|folded| folded == english || folded == french)
    }

    /// The value of an attribute that a theme declares; the first of its values stands where none is given.
    pub(super) fn declared(&mut self, attribute: &'a OwnAttribute) -> Option<At<String>> {
        let name = attribute.name.as_str();
        self.known.push(name);
        let text = self.take(|folded| folded == name).filter(|text| !text.value.trim().is_empty());
        let values = &attribute.values;
        match text {
            None if attribute.need == Need::Required => {
                self.missing(name);
                None
            }
            None => values.first().map(|value| At { value: value.clone(), span: self.span.clone() }),
            Some(text) if values.is_empty() => Some(text),
            Some(text) => {
                let wanted = fold(text.value.trim());
                let value = values.iter().find(|value| fold(value) == wanted);
                if value.is_none() {
                    let (typed, all) = (&text.value, values.join(", "));
                    self.findings.push(
                        Finding::new(
                            Code::AttributeValue,
                            Place::new(self.file, text.span.clone()),
                            phrase!("« {typed} » n’est pas un choix possible", "`{typed}` is not a possible choice"),
                        )
                        .remedy(phrase!("écrivez l’un de : {all}", "write one of: {all}")),
                    );
                }
                value.map(|value| At { value: value.clone(), span: text.span })
            }
        }
    }

    fn take(&mut self, is_wanted: impl Fn(&str) -> bool) -> Option<At<String>> {
        let (attribute, taken) =
            self.entries.iter_mut().find(|(attribute, taken)| !taken && is_wanted(&folded_key(&attribute.key)))?;
        *taken = true;
        let text = At { value: attribute.value.clone(), span: attribute.value_span.clone() };
        self.findings.extend(unmarked::directive(self.file, &text));
        Some(text)
    }

    /// The value of an attribute that must be there.
    pub(super) fn required(&mut self, key: &'static str) -> Option<At<String>> {
        let text = self.text(key).filter(|text| !text.value.trim().is_empty());
        if text.is_none() {
            self.missing(self.spoken(key));
        }
        text
    }

    fn missing(&mut self, name: &str) {
        let directive = self.directive;
        self.findings.push(
            Finding::new(
                Code::AttributeMissing,
                Place::new(self.file, self.span.clone()),
                phrase!("il manque « {name} » à « {directive} »", "`{name}` is missing from `{directive}`"),
            )
            .remedy(phrase!("ajoutez {{{name}=…}}", "add {{{name}=…}}")),
        );
    }

    /// Whether a bare attribute is there.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.text(key).is_some_and(|text| !is_no(&text.value))
    }

    /// Whether something printed unless it is refused (`unite=non`) is wanted.
    pub(super) fn unless_refused(&mut self, key: &'static str) -> bool {
        self.text(key).is_none_or(|text| !is_no(&text.value))
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, key: &'static str, choices: Choices<T>) -> Option<T> {
        let text = self.text(key)?;
        let choice = choose(&text.value, choices);
        if choice.is_none() {
            self.findings.push(Finding { code: Code::AttributeValue, ..not_a_choice(self.file, &text, choices) });
        }
        choice
    }

    /// Words separated by spaces or commas, each with its place.
    pub(super) fn words(&mut self, key: &'static str) -> Vec<At<String>> {
        self.text(key).map(|text| words(&text)).unwrap_or_default()
    }

    fn spoken<'k>(&self, key: &'k str) -> &'k str {
        if self.lang == Lang::Fr { french(key) } else { key }
    }

    /// Reports the attributes that no one asked for, and gives all findings.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        let (unknown, words) = self.leftovers();
        if let Some(Words { key, text, span }) = words {
            self.findings.push(
                Finding::new(
                    Code::AttributeValue,
                    Place::new(self.file, span),
                    phrase!("« {key} » a une valeur de plusieurs mots", "`{key}` has a value of several words"),
                )
                .remedy(phrase!("écrivez {key}=\"{text}\"", "write {key}=\"{text}\"")),
            );
        }
        for attribute in unknown {
            let (key, directive) = (&attribute.key, self.directive);
            let known: Vec<_> = self.known.iter().map(|known| self.spoken(known)).collect();
            let near = nearest(key, known.iter().copied());
            let known = known.join(", ");
            let finding = Finding::new(
                Code::AttributeUnknown,
                Place::new(self.file, attribute.key_span.clone()),
                phrase!(
                    "« {key} » n’est pas un attribut de « {directive} »",
                    "`{key}` is not an attribute of `{directive}`"
                ),
            )
            .maybe_remedy(near.map(did_you_mean));
            self.findings.push(if known.is_empty() {
                finding
            } else {
                finding.note(phrase!("attributs connus : {known}", "known attributes: {known}"))
            });
        }
        self.findings
    }

    /// What no one asked for; apart, the bare words that continue an unquoted value.
    fn leftovers(&self) -> (Vec<&'a Attribute>, Option<Words>) {
        let (mut unknown, mut words) = (Vec::new(), None::<Words>);
        let mut unquoted: Option<&Attribute> = None;
        for &(attribute, taken) in &self.entries {
            let is_bare = attribute.value_span.start == attribute.key_span.end;
            match unquoted.filter(|_| is_bare && !taken) {
                Some(first) => {
                    let so_far = words.map_or_else(|| first.value.clone(), |words| words.text);
                    words = Some(Words {
                        key: first.key.clone(),
                        text: format!("{so_far} {}", attribute.key),
                        span: first.value_span.start..attribute.key_span.end,
                    });
                }
                None => {
                    if !taken {
                        unknown.push(attribute);
                    }
                    let is_unquoted = !is_bare && attribute.value_span.start == attribute.key_span.end + 1;
                    unquoted = (is_unquoted && words.is_none()).then_some(attribute);
                }
            }
        }
        (unknown, words)
    }
}

/// An unquoted value of several words: `titre=Deux mots`.
struct Words {
    key: String,
    text: String,
    span: Range<usize>,
}

/// `non`, `no`, `false`.
pub(super) fn is_no(value: &str) -> bool {
    ["false", "non", "no"].contains(&value.trim())
}

/// Words separated by spaces or commas, each with its place.
pub(super) fn words(text: &At<String>) -> Vec<At<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.value.split([' ', ',', ';', '\u{a0}']) {
        let start = text.span.start + at;
        at += word.len();
        if !word.is_empty() {
            found.push(At { value: word.to_owned(), span: start..start + word.len() });
        }
        at += text.value[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
