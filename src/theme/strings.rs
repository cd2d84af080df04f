//! The words of a theme: `i18n/LANG.yaml` and the report's own strings → what templates say.

use super::files::Layers;
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::source::Sources;
use crate::text::nearest::nearest;
use crate::text::{Lang, words};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The strings of every language.
#[derive(Clone, Debug, Default)]
pub(super) struct Strings(BTreeMap<Lang, BTreeMap<String, Entry>>);

/// One string, or a pair chosen by the argument `n`.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Entry {
    /// The same for every number.
    Text(String),
    /// Singular and plural.
    Plural {
        /// For one.
        one: String,
        /// For several.
        other: String,
    },
}

/// Reads the strings of every layer from the farthest on, then the report's `own`, written in the first of its `languages`: the last wins.
/// What the program has in another language nobody would hear.
pub(super) fn load(
    layers: &Layers,
    sources: &Sources,
    own: &[(String, String)],
    languages: &[Lang],
    findings: &mut Vec<Finding>,
) -> Strings {
    let mut strings = Strings::default();
    for lang in Lang::ALL {
        let path = format!("i18n/{}.yaml", lang.code());
        let mut entries = BTreeMap::new();
        for file in layers.0.iter().rev().filter_map(|layer| layer.files.get(path.as_str())) {
            let is_heard = file.own.is_some() || languages.contains(&lang);
            if !is_heard || file.text.trim().is_empty() {
                continue;
            }
            match (serde_yaml::from_str::<BTreeMap<String, Entry>>(file.text), file.own) {
                (Ok(read), _) => entries.extend(read),
                (Err(error), Some(own)) => findings.push(in_yaml(&error, own.path, file.text)),
                (Err(_), None) => findings.push(Finding::nowhere(Code::ThemeString, refusal())),
            }
        }
        strings.0.insert(lang, entries);
    }
    for (key, text) in own {
        if !strings.0.values().any(|entries| entries.contains_key(key)) {
            findings.push(unknown(key, &strings, sources));
        }
        if let Some(entries) = languages.first().and_then(|first| strings.0.get_mut(first)) {
            entries.insert(key.clone(), Entry::Text(text.clone()));
        }
    }
    strings
}

impl Strings {
    /// Every key of a language.
    #[cfg(test)]
    pub(super) fn keys(&self, lang: Lang) -> Vec<&str> {
        self.0.get(&lang).into_iter().flat_map(BTreeMap::keys).map(String::as_str).collect()
    }

    /// Every string of a language: key and text, the plural where there are two.
    pub(super) fn words(&self, lang: Lang) -> impl Iterator<Item = (&str, &str)> {
        self.0.get(&lang).into_iter().flatten().map(|(key, entry)| match entry {
            Entry::Text(text) | Entry::Plural { other: text, .. } => (key.as_str(), text.as_str()),
        })
    }

    /// The string behind `key` with its `{names}` filled in; `None` when the theme has no such string.
    pub(super) fn say(&self, lang: Lang, key: &str, arguments: &[(&str, &str)]) -> Option<String> {
        let template = match self.0.get(&lang)?.get(key)? {
            Entry::Text(text) => text,
            Entry::Plural { one, other } => {
                let n = arguments.iter().find(|(name, _)| *name == "n").and_then(|(_, n)| n.parse::<Decimal>().ok());
                if n.is_some_and(|n| words::is_singular(n, lang)) { one } else { other }
            }
        };
        Some(fill(template, arguments))
    }
}

/// Replaces each `{name}` by the argument of that name; a brace without argument stays as it is.
fn fill(template: &str, arguments: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        text.push_str(before);
        let argument = after.find('}').and_then(|close| {
            let (_, value) = arguments.iter().find(|(name, _)| *name == &after[1..close])?;
            Some((*value, close + 1))
        });
        match argument {
            Some((value, length)) => {
                text.push_str(value);
                rest = &after[length..];
            }
            None => {
                text.push('{');
                rest = &after[1..];
            }
        }
    }
    text + rest
}

fn unknown(key: &str, strings: &Strings, sources: &Sources) -> Finding {
    let known = strings.0.values().flat_map(BTreeMap::keys).map(String::as_str);
    let message = phrase!("le thème n’a pas de texte nommé « {key} »", "the theme has no string named `{key}`");
    let remedy = nearest(key, known).map(did_you_mean).unwrap_or_else(|| {
        phrase!(
            "enlevez cette ligne : le thème ne dit ce texte nulle part",
            "remove this line: the theme says this string nowhere"
        )
    });
    match super::in_report(sources, key) {
        Some(place) => Finding::new(Code::ThemeString, place, message),
        None => Finding::nowhere(Code::ThemeString, message),
    }
    .remedy(remedy)
}

/// A finding for what the YAML reader says of a file of a theme.
fn in_yaml(error: &serde_yaml::Error, path: &Arc<str>, text: &str) -> Finding {
    let span = error.location().map_or(0..0, |at| point(text, at.line() as usize, at.column() as usize));
    Finding::new(Code::YamlSyntax, Place::new(path, span), refusal()).remedy(phrase!(
        "vérifiez les deux-points, les crochets et l’alignement ; le thème fourni donne l’exemple",
        "check the colons, the brackets and the alignment; the built-in theme shows how"
    ))
}

fn refusal() -> crate::finding::Phrase {
    phrase!(
        "ce fichier du thème n’a pas la forme attendue, « clé: texte »",
        "this file of the theme has not the expected form, `key: text`"
    )
}

/// The byte range of the character at `line` and `column`, both from 1.
pub(super) fn point(text: &str, line: usize, column: usize) -> Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    let offset = start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset);
    offset..offset
}
