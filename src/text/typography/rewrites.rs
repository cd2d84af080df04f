//! What is rewritten in French, not only respaced, and told to the author: `2ème`, `65.8 %`, `07 avril`, `etc...`.

use super::numerals::{begins_unit, begins_word, ends_word};
use super::run::Run;
use crate::text::number::{Number, print};
use crate::text::{Lang, NBSP, date};
use std::ops::Range;

/// One place where the text was rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Bytes of the run, as it was typed.
    pub range: Range<usize>,
    /// What was typed there.
    pub from: String,
    /// What is printed.
    pub to: String,
}

/// Everything to rewrite in a run, in order and apart from one another.
pub(super) fn find(run: &Run) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let mut at = run.start;
    let mut byte = 0;
    while let Some(c) = run.chars.get(at) {
        let Some((length, to)) = (if run.guarded[at] { None } else { rewrite(run, at) }) else {
            (at, byte) = (at + 1, byte + c.len_utf8());
            continue;
        };
        let from: String = run.chars[at..at + length].iter().collect();
        let end = byte + from.len();
        if to != from {
            fixes.push(Fix { range: byte..end, from, to });
        }
        (at, byte) = (at + length, end);
    }
    fixes
}

/// The run with its fixes made.
pub(super) fn apply(text: &str, fixes: &[Fix]) -> String {
    let mut rewritten = String::with_capacity(text.len());
    let mut done = 0;
    for fix in fixes {
        rewritten.push_str(&text[done..fix.range.start]);
        rewritten.push_str(&fix.to);
        done = fix.range.end;
    }
    rewritten.push_str(&text[done..]);
    rewritten
}

/// What begins at `at` and is written otherwise: its length and its right form. A number or word that needs nothing comes back whole, so that no
/// rule looks at the middle of it.
fn rewrite(run: &Run, at: usize) -> Option<(usize, String)> {
    let right = &run.chars[at..];
    let begins = matches!(right[0], '0'..='9' | 'I' | 'V' | 'X' | 'e' | 'E');
    if !begins || run.previous(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    match right[0] {
        '0'..='9' => number(run, at),
        'I' | 'V' | 'X' => {
            let numeral = right.iter().take_while(|c| matches!(c, 'I' | 'V' | 'X')).count();
            ordinal(right, numeral, false)
        }
        'e' | 'E' => et_cetera(right),
        _ => None,
    }
}

/// `etc...` → `etc.`
fn et_cetera(right: &[char]) -> Option<(usize, String)> {
    let dots = right.get(3..)?.iter().take_while(|c| **c == '.').count();
    let length = match right.get(3)? {
        '…' => 4,
        '.' if dots == 3 => 6,
        _ => return None,
    };
    let word: String = right[..3].iter().collect();
    let ends = right.get(length).is_none_or(|c| !c.is_alphanumeric() && *c != '…');
    (word.eq_ignore_ascii_case("etc") && ends).then(|| (length, format!("{word}.")))
}

fn number(run: &Run, at: usize) -> Option<(usize, String)> {
    let right = &run.chars[at..];
    let size = right.iter().take_while(|c| c.is_ascii_digit()).count();
    let digits: String = right[..size].iter().collect();
    if let Some(fix) = glued_first(right, size).or_else(|| ordinal(right, size, digits == "1")) {
        return Some(fix);
    }
    let before = run.chars[..at].iter().rposition(|c| !c.is_whitespace()).map(|last| run.chars[last]);
    let spaced = run.previous(at).is_none_or(char::is_whitespace);
    if let Some('-' | '/' | '.' | ',' | ':' | '_') = run.previous(at)
        && run.previous(at - 1).is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    let after = run.skip_spaces(at + size);
    if size == 2 && digits.starts_with('0') && after > at + size && begins_month(&run.chars[after..]) {
        return Some((size, digits[1..].to_owned()));
    }
    if let Some(fix) = decimal_point(run, at, size) {
        return Some(fix);
    }
    // Four digits and more before € are never a year or a postcode.
    let alone = !(spaced && before.is_some_and(|c| c.is_ascii_digit()));
    let amount = ["€", "euros"].iter().any(|unit| begins_word(&run.chars[after..], unit));
    if size >= 4 && amount && alone && !digits.starts_with('0') {
        let number = Number::new(digits.parse().ok()?);
        return Some((size, print(&number, Lang::Fr)));
    }
    None
}

/// `65.8 %` → `65,8 %`. Three decimals could be thousands: left for the author.
fn decimal_point(run: &Run, at: usize, size: usize) -> Option<(usize, String)> {
    let right = &run.chars[at..];
    let decimals = right.get(size + 1..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    let length = size + 1 + decimals;
    let after = run.skip_spaces(at + length);
    let unit = &run.chars[after..];
    let measured = begins_unit(unit, after > at + length) && !begins_word(unit, "h");
    let number: String = right[..length].iter().collect();
    (right[size] == '.' && (1..=2).contains(&decimals) && measured).then(|| (length, number.replace('.', ",")))
}

/// `1erseptembre` → `1er septembre`: superscripts lose the space that followed them when texts are pasted.
fn glued_first(right: &[char], size: usize) -> Option<(usize, String)> {
    let word: String = right[size..].iter().take_while(|c| c.is_alphabetic()).collect();
    let rest =
        word.strip_prefix("er").filter(|rest| right[0] == '1' && size == 1 && rest.chars().all(char::is_lowercase))?;
    let month = date::month(rest).is_some();
    if !month && rest.chars().count() < 4 {
        return None;
    }
    let space = if month { NBSP } else { ' ' };
    Some((3, format!("1er{space}")))
}

/// `2ème` → `2e`, `1ère` → `1re`, `XXIème` → `XXIe`, and their plurals.
fn ordinal(right: &[char], size: usize, first: bool) -> Option<(usize, String)> {
    let suffix: String = right[size..].iter().take_while(|c| c.is_alphabetic()).collect();
    let length = size + suffix.chars().count();
    let (singular, plural) = match suffix.strip_suffix('s') {
        Some(singular) => (singular, "s"),
        None => (suffix.as_str(), ""),
    };
    let short = match singular {
        "ème" | "eme" | "éme" | "ième" | "ieme" | "iéme" | "è" => "e",
        "ère" | "ere" | "ére" if first => "re",
        _ => return None,
    };
    if right.get(length).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let numeral: String = right[..size].iter().collect();
    Some((length, format!("{numeral}{short}{plural}")))
}

/// Whether the text begins with the name of a month.
pub(super) fn begins_month(right: &[char]) -> bool {
    let word: String = right.iter().take_while(|c| c.is_alphabetic()).take(10).collect();
    word.len() > 2 && date::month(&word).is_some() && begins_word(right, &word)
}

/// Whether `left` ends with the day of a month: `7`, `31`, `1er`.
pub(super) fn ends_day(left: &[char]) -> bool {
    let digits = left.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let before = left[..left.len() - digits].last();
    ends_word(left, "1er")
        || ((1..=2).contains(&digits) && before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ',' | '.')))
}
