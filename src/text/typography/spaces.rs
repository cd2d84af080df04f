//! French spaces: which no-break space belongs between two characters, typed or not.

use super::numerals::{begins_unit, begins_word, ends_number, ends_word, groups};
use super::rewrites::{begins_month, ends_day};
use super::run::Run;
use crate::text::{NBSP, NNBSP};

/// Abbreviations that stay with the number that follows them.
const BEFORE_NUMBER: [&str; 7] = ["p.", "pp.", "art.", "fig.", "vol.", "chap.", "al."];

/// Titles that stay with the name that follows them.
const BEFORE_NAME: [&str; 9] = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Drs", "Pr", "Prs"];

/// Signs that no space precedes: what follows them opens.
const OPENING: &str = "([{«“‘¿¡";

/// Sets the spaces of a run.
pub(super) fn set(run: &Run) -> String {
    let mut set = String::with_capacity(run.chars.len() * 2);
    let mut at = run.start;
    while let Some(&c) = run.chars.get(at) {
        // No space stands inside a word: most characters are done with that.
        if c.is_alphabetic() && run.previous(at).is_some_and(char::is_alphabetic) {
            set.push(c);
            at += 1;
            continue;
        }
        let end = run.skip_spaces(at);
        let left = &run.chars[..at];
        if end > at {
            match between(left, free(run, end), true) {
                Some(space) => set.push(space),
                None => set.extend(&run.chars[at..end]),
            }
            at = end;
            continue;
        }
        // The run that ends with « has put its space already.
        let after_run = at == run.start && left.last() == Some(&'«');
        let inside_address = at > 0 && run.guarded[at] && run.guarded[at - 1];
        let follows = left.last().is_some_and(|c| !c.is_whitespace());
        if follows && !after_run && !inside_address {
            set.extend(between(left, free(run, at), false));
        }
        set.push(c);
        at += 1;
    }
    if run.chars.last() == Some(&'«') && run.chars.len() > run.start {
        set.push(NBSP);
    }
    set
}

/// What begins at `at`, unless it is an address: its punctuation is its own.
fn free(run: &Run, at: usize) -> &[char] {
    if run.guarded.get(at) == Some(&true) { &['\0'] } else { &run.chars[at..] }
}

/// The no-break space that belongs between `left` and `right`, which a space separates when `typed`.
fn between(left: &[char], right: &[char], typed: bool) -> Option<char> {
    let &last = left.last()?;
    if last == '«' {
        return Some(NBSP);
    }
    let &first = right.first()?;
    let quiet = || right.get(1).is_none_or(|c| c.is_whitespace() || "«»“”‘’\"'".contains(*c));
    // Signs that follow one another closely (`?!`) stay so.
    let alone = || !OPENING.contains(last) && (typed || !":;!?".contains(last));
    match first {
        '»' => return Some(NBSP),
        ':' if quiet() && alone() && last != ':' => return Some(NBSP),
        ';' if quiet() && alone() => return Some(NNBSP),
        '!' | '?' => {
            let ends = quiet() || right.get(1).is_some_and(|c| ")]….,;!?".contains(*c));
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
fn ends_hour(left: &[char]) -> bool {
    let hour = left.strip_suffix(&['h']).unwrap_or_default();
    let digits = hour.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
    ends_number(&hour[..digits])
}

/// `30`.
fn begins_minutes(right: &[char]) -> bool {
    let minutes: String = right.iter().take_while(|c| c.is_ascii_digit()).collect();
    minutes.len() == 2 && begins_word(right, &minutes)
}
