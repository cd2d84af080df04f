//! A glossary acronym at its first use on a page → the acronym and its meaning in brackets.
//!
//! A tooltip cannot be reached by every reader, so the meaning is written out; once, and not where the paragraph
//! already gives it.

use super::Pen;
use super::escape::{escape, escape_with_ordinals};
use crate::model::{Term, TermId};
use crate::text::Lang;

/// The acronyms of the glossary that are expanded, by their first byte, the longest first.
#[derive(Clone, Debug)]
pub(in crate::render) struct Acronyms<'a>([Vec<(TermId, &'a str)>; 256]);

impl<'a> Acronyms<'a> {
    /// Of a glossary.
    pub(in crate::render) fn of(terms: &'a [Term]) -> Self {
        let mut found = std::array::from_fn(|_| Vec::new());
        for (index, term) in terms.iter().enumerate().filter(|(_, term)| term.expand) {
            if let Some(initial) = term.term.bytes().next() {
                found[usize::from(initial)].push((TermId(index), term.term.as_str()));
            }
        }
        found.iter_mut().for_each(|terms| terms.sort_by_key(|(_, term)| std::cmp::Reverse(term.len())));
        Self(found)
    }

    /// Where the first term not yet `known` stands as a word of its own, from the byte `from` on: the end of the term, and
    /// which. Of two that start together the longer wins.
    fn first_use(&self, text: &str, from: usize, known: impl Fn(TermId) -> bool) -> Option<(usize, TermId)> {
        let places = text.bytes().enumerate().skip(from).filter(|(_, byte)| !self.0[usize::from(*byte)].is_empty());
        for (at, initial) in places {
            let starts = text.is_char_boundary(at) && !text[..at].ends_with(part_of_word);
            if !starts {
                continue;
            }
            let is_here =
                |term: &str| text[at..].strip_prefix(term).is_some_and(|after| !after.starts_with(part_of_word));
            let terms = &self.0[usize::from(initial)];
            if let Some((id, term)) = terms.iter().find(|(id, term)| is_here(term) && !known(*id)) {
                return Some((at + term.len(), *id));
            }
        }
        None
    }
}

impl Pen<'_> {
    /// Writes plain text, expanding acronyms where the paragraph allows it.
    pub(super) fn text(&mut self, out: &mut String, text: &str) {
        let plainly = match self.cx.edition.lang {
            Lang::Fr => escape_with_ordinals,
            Lang::En => escape,
        };
        let mut written = 0;
        if let Some(paragraph) = &self.paragraph {
            while let Some((end, id)) = self.cx.acronyms.first_use(text, written, |id| self.page.terms.contains(&id)) {
                plainly(out, &text[written..end]);
                written = end;
                self.page.terms.insert(id);
                let meaning = &self.cx.report.glossary[id.0].meaning;
                if !text[end..].trim_start().starts_with('(') && !explains(paragraph, meaning) {
                    out.push_str(" (");
                    escape(out, meaning);
                    out.push(')');
                }
            }
        }
        plainly(out, &text[written..]);
    }
}

/// Letters, digits and what joins them: `e-CPS` is one word.
fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Whether the paragraph holds the meaning, in capitals or not.
fn explains(paragraph: &str, meaning: &str) -> bool {
    let same = |text: &str| text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2019}', "'");
    same(paragraph).contains(&same(meaning))
}

#[cfg(test)]
mod tests {
    use super::{Acronyms, explains};
    use crate::model::Term;

    fn first(text: &str, from: usize, words: &[&str]) -> Option<usize> {
        let term =
            |word: &&str| Term { term: (*word).to_owned(), meaning: String::new(), definition: None, expand: true };
        let terms: Vec<Term> = words.iter().map(term).collect();
        Acronyms::of(&terms).first_use(text, from, |_| false).map(|(end, _)| end)
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(first("la CPAM, l’ARS", 0, &["ARS"]), Some("la CPAM, l’ARS".len()));
        assert_eq!(first("MARSEILLE", 0, &["ARS"]), None);
        assert_eq!(first("e-CPS et CPS", 0, &["CPS"]), Some("e-CPS et CPS".len()));
        assert_eq!(first("éCPS", 0, &["CPS"]), None);
        assert_eq!(first("ARS et ARS", "ARS".len(), &["ARS"]), Some("ARS et ARS".len()));
        assert_eq!(first("MSP", 0, &["MS", "MSP"]), Some(3));
    }

    #[test]
    fn a_meaning_is_known_whatever_its_capitals_and_apostrophes() {
        assert!(explains("L’Agence d’État dit", "agence d'état"));
        assert!(!explains("L’Agence", "agence d'état"));
    }
}
