//! The texts of an edition, held to its ledger.

use super::edition::Loader;
use super::fields::At;
use super::layout::{self, Path};
use crate::finding::Finding;
use crate::markdown;
use crate::prose::{self, Claims, Free, Lines, Text};
use crate::text::Lang;
use rayon::Scope;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

impl Loader<'_> {
    /// Keeps what a file of the edition in `lang` says, until its figures are compared with it; `free` are the numbers it declares
    /// free. A text that stands in for its translation is compared in its own language.
    pub(super) fn keep(&mut self, file: &Path, free: Vec<Free>, lang: Lang) {
        let is_own = layout::language(file).unwrap_or(self.basis.first) == lang;
        if let Some(article) = self.basis.files.article(file).filter(|_| is_own) {
            self.texts.push(Text { file: Arc::clone(file), lines: Arc::clone(&article.lines), free });
        }
    }
}

/// Texts that were compared with the same figures before, and what was found in them.
pub(super) type Held = BTreeMap<Path, (Text, Vec<Finding>)>;

/// Texts compared with the figures of their edition while others are read.
pub(super) struct Holding<'h, 'f> {
    scope: &'h Scope<'f>,
    before: &'f Held,
    /// The texts and what was found in each, by its place in the order of reading.
    found: &'f Mutex<BTreeMap<usize, (Text, Vec<Finding>)>>,
    texts: usize,
}

impl Holding<'_, '_> {
    /// Gives the texts that `read` keeps to the other cores, and waits for what they find. What was found in a text `before` is not
    /// looked for again.
    pub(super) fn during<T>(before: &Held, read: impl FnOnce(&mut Holding) -> T) -> (T, Vec<Finding>, Held) {
        let found = Mutex::new(BTreeMap::new());
        let value = rayon::in_place_scope(|scope| read(&mut Holding { scope, before, found: &found, texts: 0 }));
        let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        let findings = found.values().flat_map(|(_, findings)| findings).cloned().collect();
        let held = found.into_values().map(|held| (Arc::clone(&held.0.file), held)).collect();
        (value, findings, held)
    }

    /// Compares the numbers of texts with what the figures claim.
    pub(super) fn hold(&mut self, texts: &mut Vec<Text>, claims: &Arc<Claims>) {
        for text in texts.drain(..) {
            let (claims, found, before, index) = (Arc::clone(claims), self.found, self.before, self.texts);
            self.texts += 1;
            self.scope.spawn(move |_| {
                let known = before.get(&text.file).filter(|(former, _)| former.says_the_same(&text));
                let findings = known.map_or_else(|| prose::hold(&text, &claims), |(_, findings)| findings.clone());
                found.lock().unwrap_or_else(PoisonError::into_inner).insert(index, (text, findings));
            });
        }
    }
}

/// The lines of a Markdown text typed in a YAML field of `source`; read as plain text when quotes or folding have changed it.
pub(super) fn field(file: &Path, source: &str, text: &At<String>, lang: Lang) -> Lines {
    let typed = source.get(text.span.clone()).unwrap_or_default();
    match typed.find(&text.value) {
        Some(offset) => {
            let (doc, _) = markdown::parse(file, &text.value, 0);
            Lines::of(&doc, &text.value, lang).shifted(text.span.start + offset)
        }
        None => {
            let mut lines = Lines::empty(lang);
            lines.push(typed, text.span.start);
            lines
        }
    }
}
