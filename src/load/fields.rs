//! A YAML mapping → typed fields: every mistake is a finding, and the reading goes on.

use super::unmarked;
use super::unreadable::{decimal_comma, is_decimal_tail, unreadable};
use super::vocabulary::{Choices, choose, folded_key, french, names};
use super::yaml::{Key, Node, Value};
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::prose::Free;
use crate::text::{Date, Lang, date, fold::fold, nearest::nearest, number};
use std::ops::Range;
use std::sync::Arc;

/// A value of the user and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// Reads the fields of one mapping. [`Fields::finish`] reports what was not asked for.
pub(super) struct Fields<'a, 'f> {
    file: &'a Arc<str>,
    span: Range<usize>,
    /// Key, its folded name, value, and whether it was asked for.
    entries: Vec<(&'a Key, String, &'a Node, bool)>,
    known: Vec<&'static str>,
    /// Keys that must be there and are not.
    absent: Vec<&'static str>,
    findings: &'f mut Vec<Finding>,
    lang: Lang,
}

impl<'a, 'f> Fields<'a, 'f> {
    /// The fields of `node`; a null has none, and what is not a mapping is a finding.
    pub(super) fn of(file: &'a Arc<str>, node: &'a Node, lang: Lang, findings: &'f mut Vec<Finding>) -> Self {
        let mut entries: Vec<(&Key, String, &Node, bool)> = Vec::new();
        match &node.value {
            Value::Map(map) => {
                for (key, value) in map {
                    if let Some((first, ..)) = entries.iter().find(|(known, ..)| known.name == key.name) {
                        findings.push(duplicate(file, key, first));
                    } else {
                        entries.push((key, folded_key(&key.name), value, false));
                    }
                }
            }
            Value::Null => {}
            _ => findings.push(wrong_type(file, node, Wanted::Lines)),
        }
        let span = node.span.start..node.span.start;
        Self { file, span, entries, known: Vec::new(), absent: Vec::new(), findings, lang }
    }

    /// Where the mapping starts, for what is missing from it.
    pub(super) fn span(&self) -> Range<usize> {
        self.entries.first().map_or(self.span.clone(), |(key, ..)| key.span.clone())
    }

    /// Adds a finding about a place of the file.
    pub(super) fn find(&mut self, code: Code, span: Range<usize>, message: crate::finding::Phrase) -> &mut Finding {
        self.findings.push(Finding::new(code, Place::new(self.file, span), message));
        self.findings.last_mut().expect("it was just pushed")
    }

    /// The node of a key, under its English or French name.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// A key as it was typed, and its node.
    pub(super) fn entry(&mut self, key: &'static str) -> Option<(&'a Key, &'a Node)> {
        self.known.push(key);
        let (mut found, alias): (Option<(&'a Key, &'a Node)>, _) = (None, french(key));
        for (typed, folded, node, taken) in &mut self.entries {
            if !*taken && (folded == key || folded == alias) {
                *taken = true;
                match found {
                    None => found = Some((typed, node)),
                    Some((first, _)) => self.findings.push(duplicate(self.file, typed, first)),
                }
            }
        }
        found.filter(|(_, node)| node.value != Value::Null)
    }

    /// A required key is missing; it is reported at the end, unless a key that is there was meant to be it.
    pub(super) fn missing(&mut self, key: &'static str) {
        self.absent.push(key);
    }

    /// The name of a key in the language the author writes keys in.
    fn spoken<'k>(&self, key: &'k str) -> &'k str {
        if self.lang == Lang::Fr { french(key) } else { key }
    }

    /// How many findings there are so far: what is missing because it could not be read is not missing too.
    pub(super) fn seen(&self) -> usize {
        self.findings.len()
    }

    /// Reads the fields of a mapping inside this one.
    pub(super) fn nested<T>(&mut self, node: &'a Node, read: impl FnOnce(&mut Fields<'a, '_>) -> T) -> T {
        let mut inner = Fields::of(self.file, node, self.lang, self.findings);
        let value = read(&mut inner);
        inner.finish();
        value
    }

    /// Adds a finding made for this file.
    pub(super) fn push(&mut self, finding: impl FnOnce(&'a Arc<str>) -> Finding) {
        self.findings.push(finding(self.file));
    }

    /// A place of the file.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, span)
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<At<String>> {
        let node = self.node(key)?;
        self.scalar(node)
    }

    /// A text in Markdown, whose directives are read.
    pub(super) fn markdown(&mut self, key: &'static str) -> Option<At<String>> {
        let node = self.node(key)?;
        match &node.value {
            Value::Scalar(text) => Some(At { value: text.clone(), span: node.span.clone() }),
            _ => self.scalar(node),
        }
    }

    /// A text that must be there and not be empty.
    pub(super) fn required(&mut self, key: &'static str) -> Option<At<String>> {
        let seen = self.findings.len();
        let text = self.text(key).filter(|text| !text.value.trim().is_empty());
        if text.is_none() && self.findings.len() == seen {
            self.missing(key);
        }
        text
    }

    /// The text of a node.
    pub(super) fn scalar(&mut self, node: &Node) -> Option<At<String>> {
        match &node.value {
            Value::Scalar(text) => {
                let text = At { value: text.clone(), span: node.span.clone() };
                self.findings.extend(unmarked::directive(self.file, &text));
                Some(text)
            }
            Value::Null => None,
            _ => {
                self.findings.push(wrong_type(self.file, node, Wanted::Text));
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<At<String>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items.iter().filter_map(|item| self.scalar(item)).collect(),
            Some(node) => self.scalar(node).into_iter().collect(),
        }
    }

    /// The items of a list.
    pub(super) fn list(&mut self, key: &'static str) -> &'a [Node] {
        match self.node(key) {
            None => &[],
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => {
                self.findings.push(wrong_type(self.file, node, Wanted::List));
                &[]
            }
        }
    }

    /// The entries of a mapping, in the order typed; repeated keys are findings.
    pub(super) fn map(&mut self, key: &'static str) -> Option<Vec<(&'a Key, &'a Node)>> {
        let node = self.node(key)?;
        self.entries_of(node)
    }

    /// The entries of a mapping node.
    pub(super) fn entries_of(&mut self, node: &'a Node) -> Option<Vec<(&'a Key, &'a Node)>> {
        let Value::Map(map) = &node.value else {
            self.findings.push(wrong_type(self.file, node, Wanted::Lines));
            return None;
        };
        let mut entries: Vec<(&Key, &Node)> = Vec::new();
        for (key, value) in map {
            match entries.iter().find(|(known, _)| known.name == key.name) {
                Some((first, _)) => self.findings.push(duplicate(self.file, key, first)),
                None => {
                    let name = At { value: key.name.clone(), span: key.span.clone() };
                    self.findings.extend(unmarked::directive(self.file, &name));
                    entries.push((key, value));
                }
            }
        }
        Some(entries)
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let text = self.text(key)?;
        match text.value.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let remedy = match fold(other).as_str() {
                    "oui" | "yes" | "vrai" | "on" => phrase!("écrivez « true »", "write `true`"),
                    "non" | "no" | "faux" | "off" => phrase!("écrivez « false »", "write `false`"),
                    _ => phrase!("écrivez « true » (oui) ou « false » (non)", "write `true` or `false`"),
                };
                let message =
                    phrase!("« {other} » n’est ni « true » ni « false »", "`{other}` is neither `true` nor `false`");
                self.find(Code::ValueBoolean, text.span, message).remedy = Some(remedy);
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, key: &'static str, choices: Choices<T>) -> Option<T> {
        self.chosen(key, choices).map(|chosen| chosen.value)
    }

    /// One of a few words, and where it is written.
    pub(super) fn chosen<T: Copy>(&mut self, key: &'static str, choices: Choices<T>) -> Option<At<T>> {
        let text = self.text(key)?;
        let choice = choose(&text.value, choices);
        if choice.is_none() {
            let finding = not_a_choice(self.file, &text, choices);
            self.findings.push(finding);
        }
        choice.map(|value| At { value, span: text.span })
    }

    /// A day.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        self.dated(key).map(|dated| dated.value)
    }

    /// A day, and where it is written.
    pub(super) fn dated(&mut self, key: &'static str) -> Option<At<Date>> {
        let text = self.text(key)?;
        let date = date::read(&text.value);
        if date.is_none() {
            let typed = &text.value;
            let message = phrase!("« {typed} » n’est pas une date", "`{typed}` is not a date");
            self.find(Code::DateUnreadable, text.span.clone(), message).remedy = Some(phrase!(
                "écrivez par exemple 2022-09-01 ou « 1er septembre 2022 »",
                "write for instance 2022-09-01"
            ));
        }
        date.map(|value| At { value, span: text.span })
    }

    /// A number as people write it.
    pub(super) fn number(&mut self, key: &'static str) -> Option<At<number::Reading>> {
        let text = self.text(key)?;
        self.read_number(text)
    }

    /// A number as people write it, from a text.
    pub(super) fn read_number(&mut self, text: At<String>) -> Option<At<number::Reading>> {
        match number::read(&text.value, self.lang) {
            Ok(reading) => Some(At { value: reading, span: text.span }),
            Err(reason) => {
                self.findings.push(unreadable(self.file, &text, &reason, self.lang));
                None
            }
        }
    }

    /// The numbers that a text declares free of the ledger.
    pub(super) fn free_numbers(&mut self) -> Vec<Free> {
        let texts = self.texts("free_numbers").into_iter();
        let read = texts.filter_map(|text| {
            let (typed, span) = (text.value.clone(), text.span.clone());
            let reading = self.read_number(text)?;
            Some(Free { value: reading.value.number.value.abs(), typed, span })
        });
        read.collect()
    }

    /// Reports the keys that no one asked for, then those that are missing; the last thing done with the fields.
    pub(super) fn finish(mut self) {
        let mut before = None;
        for (key, _, node, taken) in &self.entries {
            let before = before.replace(*node);
            if *taken {
                continue;
            }
            let name = &key.name;
            let words = self.known.iter().flat_map(|&known| [self.spoken(known), known, french(known)]);
            let near = nearest(&fold(name), words);
            self.absent.retain(|absent| near.is_none_or(|near| !names(absent, near)));
            let remedy = near.map(did_you_mean);
            let remedy = if is_decimal_tail(before, key, node) { Some(decimal_comma()) } else { remedy };
            let known: Vec<_> = self.known.iter().map(|known| self.spoken(known)).collect();
            let known = known.join(", ");
            self.findings.push(
                Finding::new(
                    Code::KeyUnknown,
                    Place::new(self.file, key.span.clone()),
                    phrase!("« {name} » n’est pas une clé connue ici", "`{name}` is not a known key here"),
                )
                .maybe_remedy(remedy)
                .note(phrase!("clés connues ici : {known}", "known keys here: {known}")),
            );
        }
        let span = self.span();
        for name in std::mem::take(&mut self.absent) {
            let name = self.spoken(name);
            let message = phrase!("il manque « {name} »", "`{name}` is missing");
            self.find(Code::KeyMissing, span.clone(), message).remedy =
                Some(phrase!("ajoutez une ligne « {name}: … »", "add a line `{name}: …`"));
        }
    }
}

/// A word that is none of the choices.
pub(super) fn not_a_choice<T>(file: &Arc<str>, text: &At<String>, choices: Choices<T>) -> Finding {
    let typed = &text.value;
    let (fr, en) = (choices.iter().map(|(_, fr, _)| *fr), choices.iter().map(|(en, ..)| *en));
    let (fr, en) = (fr.collect::<Vec<_>>().join(", "), en.collect::<Vec<_>>().join(", "));
    Finding::new(
        Code::ValueChoice,
        Place::new(file, text.span.clone()),
        phrase!("« {typed} » n’est pas un choix possible", "`{typed}` is not a possible choice"),
    )
    .remedy(phrase!("écrivez l’un de : {fr}", "write one of: {en}"))
}

fn duplicate(file: &Arc<str>, key: &Key, first: &Key) -> Finding {
    let name = &key.name;
    Finding::new(
        Code::KeyDuplicate,
        Place::new(file, key.span.clone()),
        phrase!("« {name} » est donné deux fois", "`{name}` is given twice"),
    )
    .remedy(phrase!("gardez l’une des deux lignes", "keep one of the two lines"))
    .note_at(Place::new(file, first.span.clone()), phrase!("la première est ici", "the first one is here"))
}

/// What a field takes.
#[derive(Clone, Copy)]
enum Wanted {
    Text,
    List,
    Lines,
}

fn wrong_type(file: &Arc<str>, node: &Node, wanted: Wanted) -> Finding {
    let (fr, en) = match &node.value {
        Value::Null => ("rien", "nothing"),
        Value::Scalar(_) => ("un texte", "a text"),
        Value::List(_) => ("une liste", "a list"),
        Value::Map(_) => ("des clés", "keys"),
    };
    let (wanted_fr, wanted_en, remedy) = match wanted {
        Wanted::Text => (
            "un texte",
            "a text",
            phrase!(
                "écrivez le texte après le deux-points ; entre guillemets s’il a des crochets ou des accolades",
                "write the text after the colon; in quotes if it has brackets or braces"
            ),
        ),
        Wanted::List => ("une liste", "a list", phrase!("une ligne « - … » par élément", "one line `- …` per item")),
        Wanted::Lines => (
            "des lignes « nom: valeur »",
            "lines of `name: value`",
            phrase!(
                "une ligne « nom: valeur » par élément, sans tiret",
                "one line `name: value` per item, without dash"
            ),
        ),
    };
    // A mapping or a list may be long: its first line is enough to find it; at the top of a file, its first item.
    let span = match &node.value {
        Value::Scalar(_) => node.span.clone(),
        Value::List(items) if node.span.start == 0 => {
            items.first().map_or(0..0, |item| item.span.start..item.span.start)
        }
        _ => node.span.start..node.span.start,
    };
    Finding::new(
        Code::ValueType,
        Place::new(file, span),
        phrase!("{fr} se trouve là où l’on attend {wanted_fr}", "found {en}, expected {wanted_en}"),
    )
    .remedy(remedy)
}
