//! The text of a template → its tags, as lists of words with their places. Comments and raw text are left out.

use std::ops::Range;

/// What stands between `{{ }}` or `{% %}`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// `{{ }}`: something is printed.
    pub(super) is_print: bool,
    /// Its words.
    pub(super) words: Vec<Word<'t>>,
}

/// A word of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// What kind it is.
    pub(super) kind: Kind,
    /// As typed; without the quotes of a string.
    pub(super) text: &'t str,
    /// Its bytes in the template.
    pub(super) span: Range<usize>,
}

/// The kinds of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Name,
    /// Between quotes.
    Text,
    /// A number.
    Number,
    /// A sign: `.`, `?.`, `==`.
    Sign,
}

/// Signs of several characters.
const SIGNS: [&str; 11] = ["...", "?.", "?[", "==", "!=", ">=", "<=", "//", "**", "</", "&&"];

/// The tags of a template that tera accepts.
pub(super) fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[open..];
        at = if rest.starts_with("{#") {
            rest.find("#}").map_or(text.len(), |end| open + end + 2)
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let is_print = rest.starts_with("{{");
            let (words, end) = words(text, open + 2, if is_print { "}}" } else { "%}" });
            let is_raw = !is_print && words.first().is_some_and(|word| word.text == "raw");
            tags.push(Tag { is_print, words });
            if is_raw { end_of_raw(text, end) } else { end }
        } else {
            open + 1
        };
    }
    tags
}

/// Where the tag `endraw` starts.
fn end_of_raw(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(open) = text[at..].find("{%").map(|found| at + found) {
        if text[open + 2..].trim_start_matches('-').trim_start().starts_with("endraw") {
            return open;
        }
        at = open + 2;
    }
    text.len()
}

/// The words from `start` to `close`, and where the tag ends.
fn words<'t>(text: &'t str, start: usize, close: &str) -> (Vec<Word<'t>>, usize) {
    let mut words = Vec::new();
    // A dash beside a delimiter trims white space.
    let mut at = start + usize::from(text[start..].starts_with('-'));
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            return (words, at + close.len());
        }
        if rest.starts_with('-') && rest[1..].starts_with(close) {
            return (words, at + 1 + close.len());
        }
        let length = |is_part: fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (kind, length) = match next {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' | '\'' | '`' => {
                let end = closing(rest, next);
                let inside = at + 1..(at + end).max(at + 1);
                words.push(Word { kind: Kind::Text, text: &text[inside.clone()], span: inside });
                at += (end + 1).min(rest.len());
                continue;
            }
            c if c.is_ascii_digit() => (Kind::Number, length(|c| c.is_ascii_digit())),
            c if c.is_ascii_alphabetic() || c == '_' => (Kind::Name, length(|c| c.is_ascii_alphanumeric() || c == '_')),
            c => {
                (Kind::Sign, SIGNS.iter().find(|sign| rest.starts_with(**sign)).map_or(c.len_utf8(), |sign| sign.len()))
            }
        };
        words.push(Word { kind, text: &rest[..length], span: at..at + length });
        at += length;
    }
    (words, text.len())
}

/// Offset of the quote that ends the string `rest` starts with.
fn closing(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at,
            _ => {}
        }
    }
    rest.len()
}
