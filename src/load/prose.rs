//! The texts of an edition, held to its ledger.

use super::edition::Loader;
use super::fields::At;
use super::layout::{self, Path};
use crate::markdown;
use crate::model::Figure;
use crate::prose::{self, Claims, Free, Lines, Text};
use crate::text::Lang;
use rayon::prelude::*;
use std::sync::Arc;

impl Loader<'_> {
    /// Keeps what a file of the edition in `lang` says, until its figures are compared with it; `free` are the numbers it declares
    /// free. A text that stands in for its translation is compared in its own language.
    pub(super) fn keep(&mut self, file: &Path, free: Vec<Free>, lang: Lang) {
        let is_own = layout::language(file).unwrap_or(self.first) == lang;
        if let Some(article) = self.articles.get_mut(file).filter(|_| is_own) {
            let lines = std::mem::take(&mut article.lines);
            self.texts.push(Text { file: Arc::clone(file), lines, free });
        }
    }

    /// Compares the numbers of all texts kept with the figures of their edition.
    pub(super) fn hold(&mut self, figures: &[Figure], year: Option<i32>) {
        let claims = Claims::of(figures, year);
        let texts = std::mem::take(&mut self.texts);
        // One text may be as long as all the others: each is taken alone.
        let texts = texts.par_iter().with_max_len(1);
        self.findings.par_extend(texts.flat_map_iter(|text| prose::hold(text, &claims)));
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
