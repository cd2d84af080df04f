//! A glossary acronym at its first use on a page → the acronym and its meaning in brackets.
//!
//! A tooltip cannot be reached by every reader, so the meaning is written out; once, and not where the paragraph
//! already gives it.

use super::Pen;
use super::escape::{escape, escape_with_ordinals};
use crate::model::{Term, TermId};
use crate::text::Lang;

impl Pen<'_> {
    /// Writes plain text, expanding acronyms where the paragraph allows it.
    pub(super) fn text(&mut self, out: &mut String, text: &str) {
        let plainly = match self.cx.edition.lang {
            Lang::Fr => escape_with_ordinals,
            Lang::En => escape,
        };
        let mut written = 0;
        if let Some(paragraph) = &self.paragraph {
            let mut from = 0;
            while let Some((end, id)) =
                first_use(text, from, self.cx.report.glossary.iter(), |id| self.page.terms.contains(&id))
            {
                plainly(out, &text[written..end]);
                (written, from) = (end, end);
                self.page.terms.insert(id);
                let meaning = &self.cx.report.glossary[id.0].meaning;
                if !explains(paragraph, meaning) && !text[end..].trim_start().starts_with('(') {
                    out.push_str(" (");
                    escape(out, meaning);
                    out.push(')');
                }
            }
        }
        plainly(out, &text[written..]);
    }
}

/// Where the first term not yet `known` stands as a word of its own, from the byte `from` on: the end of the term, and
/// which. Of two that start together the longer wins.
fn first_use<'t>(
    text: &str,
    from: usize,
    terms: impl Iterator<Item = &'t Term>,
    known: impl Fn(TermId) -> bool,
) -> Option<(usize, TermId)> {
    terms
        .enumerate()
        .map(|(index, term)| (TermId(index), term))
        .filter(|(id, term)| term.expand && !term.term.is_empty() && !known(*id))
        .filter_map(|(id, term)| Some((find_word(text, from, &term.term)?, term.term.len(), id)))
        .min_by_key(|&(start, length, id)| (start, usize::MAX - length, id))
        .map(|(start, length, id)| (start + length, id))
}

fn find_word(text: &str, from: usize, word: &str) -> Option<usize> {
    text[from..].match_indices(word).map(|(at, _)| from + at).find(|&start| {
        let part_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let end = start + word.len();
        !text[..start].chars().next_back().is_some_and(part_of_word)
            && !text[end..].chars().next().is_some_and(part_of_word)
    })
}

/// Whether the paragraph holds the meaning, in capitals or not.
fn explains(paragraph: &str, meaning: &str) -> bool {
    let same = |text: &str| text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2019}', "'");
    same(paragraph).contains(&same(meaning))
}

#[cfg(test)]
mod tests {
    use super::{explains, find_word};

    #[test]
    fn words_are_whole() {
        assert_eq!(find_word("la CPAM, l’ARS", 0, "ARS"), Some("la CPAM, l’".len()));
        assert_eq!(find_word("MARSEILLE", 0, "ARS"), None);
        assert_eq!(find_word("e-CPS et CPS", 0, "CPS"), Some("e-CPS et ".len()));
        assert_eq!(find_word("éCPS", 0, "CPS"), None);
    }

    #[test]
    fn a_meaning_is_known_whatever_its_capitals_and_apostrophes() {
        assert!(explains("L’Agence d’État dit", "agence d'état"));
        assert!(!explains("L’Agence", "agence d'état"));
    }
}
