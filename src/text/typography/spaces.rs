//! French spaces: which no-break space belongs between two characters, typed or not.

use super::edit::Edit;
use super::numerals::{begins_unit, begins_word, ends_number, ends_word, groups, leading_digits};
use super::rewrites::{begins_month, ends_day};
use super::run::{Run, is_of_letter};
use crate::text::{NBSP, NNBSP};
use std::borrow::Cow;

/// Abbreviations that stay with the number that follows them.
const BEFORE_NUMBER: [&str; 7] = ["p.", "pp.", "art.", "fig.", "vol.", "chap.", "al."];

/// Titles that stay with the name that follows them.
const BEFORE_NAME: [&str; 9] = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Drs", "Pr", "Prs"];

/// Signs that no space precedes: what follows them opens.
const OPENING: &str = "([{«“‘¿¡";

/// Sets the spaces of a run.
pub(super) fn set<'a>(run: &Run<'a>) -> Cow<'a, str> {
    let text = run.text;
    let mut edit = Edit::of(text);
    let mut put = |at, end, space: Option<char>| {
        if let Some(space) = space {
            edit.replace(at..end, space.encode_utf8(&mut [0; 4]));
        }
    };
    let mut at = run.start;
    while let Some(c) = text[at..].chars().next() {
        let left = &text[..at];
        if c.is_whitespace() {
            let end = run.skip_spaces(at);
            put(at, end, between(left, free(run, end), true));
            at = end;
            continue;
        }
        // The run that ends with « has put its space already.
        let after_run = at == run.start && left.ends_with('«');
        let inside_address = at > 0 && run.guards(at) && run.guards(at - 1);
        if !left.is_empty() && !left.ends_with(char::is_whitespace) && !after_run && !inside_address {
            put(at, at, between(left, free(run, at), false));
        }
        let in_word = is_of_letter(text.as_bytes()[at]);
        at += c.len_utf8();
        // No space stands inside a word.
        if in_word {
            at += text.as_bytes()[at..].iter().take_while(|byte| is_of_letter(**byte)).count();
        }
    }
    if text.ends_with('«') && text.len() > run.start {
        put(text.len(), text.len(), Some(NBSP));
    }
    edit.finish()
}
/// What begins at `at`, unless it is an address: its punctuation is its own.
fn free<'a>(run: &Run<'a>, at: usize) -> &'a str {
    if run.guards(at) { "\0" } else { &run.text[at..] }
}

/// The no-break space that belongs between `left` and `right`, which a space separates when `typed`.
fn between(left: &str, right: &str, typed: bool) -> Option<char> {
    let last = left.chars().next_back()?;
    if last == '«' {
        return Some(NBSP);
    }
    let mut following = right.chars();
    let first = following.next()?;
    // Of two words, only those of a date are held together: `1er avril`.
    if first.is_lowercase() && last.is_alphabetic() && !matches!(last, 'r' | 'º') {
        return None;
    }
    let second = following.next();
    let quiet = || second.is_none_or(|c| c.is_whitespace() || "«»“”‘’\"'".contains(c));
    // Signs that follow one another closely (`?!`) stay so.
    let alone = || !OPENING.contains(last) && (typed || !":;!?".contains(last));
    match first {
        '»' => return Some(NBSP),
        ':' if quiet() && alone() && last != ':' => return Some(NBSP),
        ';' if quiet() && alone() => return Some(NNBSP),
        '!' | '?' => {
            let ends = quiet() || second.is_some_and(|c| ")]….,;!?".contains(c));
            return (ends && alone()).then_some(NNBSP);
        }
        _ => {}
    }
    if ends_number(left) && begins_unit(right, typed) {
        return Some(NBSP);
    }
    let numbered = matches!(last, '°' | 'º') && ["n°", "N°", "nº", "Nº"].iter().any(|word| ends_word(left, word));
    if numbered && (first.is_ascii_digit() || (typed && first.is_alphanumeric())) {
        return Some(NBSP);
    }
    if !typed {
        return None;
    }
    if groups(left, right) {
        return Some(NNBSP);
    }
    let held = (first.is_ascii_digit() && BEFORE_NUMBER.iter().any(|word| ends_word(left, word)))
        || (first.is_uppercase() && BEFORE_NAME.iter().any(|word| ends_word(left, word)))
        || (ends_day(left) && begins_month(right))
        || (ends_hour(left) && begins_minutes(right));
    held.then_some(NBSP)
}

/// `8 h`.
fn ends_hour(left: &str) -> bool {
    left.strip_suffix('h').is_some_and(|hour| ends_number(hour.trim_end()))
}

/// `30`.
fn begins_minutes(right: &str) -> bool {
    leading_digits(right) == 2 && begins_word(right, &right[..2])
}
