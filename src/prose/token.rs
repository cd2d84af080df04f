//! A line of text → its words, its marks and its numbers, in order.

use super::digits::{self, Numeral};
use super::spelled;
use crate::text::{Lang, fold::fold};
use std::ops::Range;

/// What stands in a line for what is not text: a figure that is cited, a piece of code.
pub(super) const OBJECT: char = '\u{fffc}';

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) enum Token {
    /// A word; those that an apostrophe or a hyphen joins come apart.
    Word(Word),
    /// A number, or what looks like one.
    Number(Numeral),
    /// Punctuation.
    Mark(char),
    /// A figure that is cited, or something else that is not text.
    Object,
}

/// A word of a line.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    /// Without accents and capitals.
    pub(super) folded: String,
    /// `Tours`.
    pub(super) capital: bool,
    /// `CPTS`.
    pub(super) acronym: bool,
}

impl Token {
    /// The folded word, when it is one.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(&word.folded),
            _ => None,
        }
    }
}

/// Whether a text may hold a number, in digits or in words: all that a text without numbers costs.
pub(super) fn may_hold_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || spelled::may_hold(text)
}

/// The tokens of a sentence of a line.
pub(super) fn tokens(text: &str, range: Range<usize>, lang: Lang) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = range.start;
    while let Some(c) = text[at..].chars().next().filter(|_| at < range.end) {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let end = text[at..].find(|c: char| c.is_whitespace() || c == OBJECT).map_or(text.len(), |length| at + length);
        if c == OBJECT {
            tokens.push(Token::Object);
            at += c.len_utf8();
        } else if text[at..end].bytes().any(|byte| byte.is_ascii_digit()) {
            let (before, numeral, after) = digits::read(text, at..end, lang);
            words(text, before, &mut tokens);
            at = after.end;
            tokens.push(Token::Number(numeral));
            words(text, after, &mut tokens);
        } else {
            words(text, at..end, &mut tokens);
            at = end;
        }
    }
    spelled::join(text, &mut tokens, lang);
    tokens
}

/// The words and marks of a range without digits.
fn words(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let mut start = None;
    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        word(text, start.take(), at, tokens);
        if !matches!(c, '\'' | '’' | '-' | '‑' | '*' | '_' | '/') || text[range.clone()].len() == c.len_utf8() {
            tokens.push(Token::Mark(c));
        }
    }
    word(text, start, range.end, tokens);
}

fn word(text: &str, start: Option<usize>, end: usize, tokens: &mut Vec<Token>) {
    let Some(start) = start else { return };
    let typed = &text[start..end];
    let capitals = typed.chars().filter(|c| c.is_uppercase()).count();
    tokens.push(Token::Word(Word {
        range: start..end,
        folded: fold(typed),
        capital: typed.starts_with(char::is_uppercase),
        acronym: capitals >= 2 && typed.chars().next_back().is_some_and(|c| c.is_uppercase() || c == 's'),
    }));
}
