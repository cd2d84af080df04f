//! What is rewritten in French, not only respaced, and told to the author: `2ème`, `65.8 %`, `07 avril`, `etc...`.

use super::edit::Edit;
use super::numerals::{begins_unit, begins_word, ends_word, leading_digits, trailing_digits};
use super::run::Run;
use crate::text::number::{Number, print};
use crate::text::{Lang, NBSP, date};
use std::borrow::Cow;
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

/// Rewrites a run, and notes each place in order.
pub(super) fn set<'a>(run: &Run<'a>) -> (Cow<'a, str>, Vec<Fix>) {
    let mut edit = Edit::of(run.text);
    let mut fixes = Vec::new();
    let mut at = run.start;
    while let Some(letters) = run.text.as_bytes()[at..].iter().position(|&byte| may_begin(byte)) {
        let start = at + letters;
        at = start + 1;
        // Most are inside a word.
        let in_word = start > 0 && run.text.as_bytes()[start - 1].is_ascii_alphanumeric();
        if in_word || run.previous(start).is_some_and(char::is_alphanumeric) || run.guards(start) {
            continue;
        }
        let Some((length, to)) = rewrite(run, start) else { continue };
        at = start + length;
        if edit.replace(start..at, &to) {
            let range = start - run.start..at - run.start;
            fixes.push(Fix { range, from: run.text[start..at].to_owned(), to });
        }
    }
    (edit.finish(), fixes)
}

/// Whether a number, an ordinal or `etc.` may begin with this character.
fn may_begin(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'I' | b'V' | b'X' | b'e' | b'E')
}

/// What begins at `at` and is written otherwise: its length and its right form. A number or word that needs nothing comes back whole, so that no
/// rule looks at the middle of it.
fn rewrite(run: &Run, at: usize) -> Option<(usize, String)> {
    let right = &run.text[at..];
    match right.bytes().next()? {
        b'0'..=b'9' => number(run, at),
        b'e' | b'E' => et_cetera(right),
        _ => ordinal(right, right.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count(), false),
    }
}

/// `etc...` → `etc.`
fn et_cetera(right: &str) -> Option<(usize, String)> {
    let (word, rest) = right.split_at_checked(3).filter(|(word, _)| word.eq_ignore_ascii_case("etc"))?;
    let three = rest.strip_prefix("...").filter(|after| !after.starts_with('.'));
    let after = three.or_else(|| rest.strip_prefix('…'))?;
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '…');
    ends.then(|| (right.len() - after.len(), format!("{word}.")))
}

fn number(run: &Run, at: usize) -> Option<(usize, String)> {
    let right = &run.text[at..];
    let size = leading_digits(right);
    let digits = &right[..size];
    if let Some(fix) = glued_first(right).or_else(|| ordinal(right, size, digits == "1")) {
        return Some(fix);
    }
    if let Some('-' | '/' | '.' | ',' | ':' | '_') = run.previous(at)
        && run.previous(at - 1).is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    let after = run.skip_spaces(at + size);
    if size == 2 && digits.starts_with('0') && after > at + size && begins_month(&run.text[after..]) {
        return Some((size, digits[1..].to_owned()));
    }
    if let Some(fix) = decimal_point(run, at, size) {
        return Some(fix);
    }
    // Four digits and more before € are never a year or a postcode.
    let spaced = run.previous(at).is_none_or(char::is_whitespace);
    let alone = !(spaced && run.before_spaces(at).is_some_and(|c| c.is_ascii_digit()));
    let amount = || ["€", "euros"].iter().any(|unit| begins_word(&run.text[after..], unit));
    if size >= 4 && alone && !digits.starts_with('0') && amount() {
        let number = Number::new(digits.parse().ok()?);
        return Some((size, print(&number, Lang::Fr)));
    }
    None
}

/// `65.8 %` → `65,8 %`. Three decimals could be thousands: left for the author.
fn decimal_point(run: &Run, at: usize, size: usize) -> Option<(usize, String)> {
    let decimals = leading_digits(run.text[at + size..].strip_prefix('.')?);
    let end = at + size + 1 + decimals;
    let after = run.skip_spaces(end);
    let unit = &run.text[after..];
    let measured = || begins_unit(unit, after > end) && !begins_word(unit, "h");
    ((1..=2).contains(&decimals) && measured()).then(|| (end - at, run.text[at..end].replace('.', ",")))
}

/// `1erseptembre` → `1er septembre`: superscripts lose the space that followed them when texts are pasted.
fn glued_first(right: &str) -> Option<(usize, String)> {
    let rest = letters(right.strip_prefix("1er")?);
    if !rest.chars().all(char::is_lowercase) {
        return None;
    }
    let month = date::month(rest).is_some();
    if !month && rest.chars().count() < 4 {
        return None;
    }
    let space = if month { NBSP } else { ' ' };
    Some((3, format!("1er{space}")))
}

/// `2ème` → `2e`, `1ère` → `1re`, `XXIème` → `XXIe`, and their plurals.
fn ordinal(right: &str, size: usize, first: bool) -> Option<(usize, String)> {
    let (numeral, right) = right.split_at(size);
    let suffix = letters(right);
    let (singular, plural) = match suffix.strip_suffix('s') {
        Some(singular) => (singular, "s"),
        None => (suffix, ""),
    };
    let short = match singular {
        "ème" | "eme" | "éme" | "ième" | "ieme" | "iéme" | "è" => "e",
        "ère" | "ere" | "ére" if first => "re",
        _ => return None,
    };
    if right[suffix.len()..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((size + suffix.len(), format!("{numeral}{short}{plural}")))
}

/// The letters that a text begins with.
fn letters(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// Whether the text begins with the name of a month.
pub(super) fn begins_month(right: &str) -> bool {
    let word = letters(right);
    word.len() > 2 && begins_word(right, word) && date::month(word).is_some()
}

/// Whether `left` ends with the day of a month: `7`, `31`, `1er`.
pub(super) fn ends_day(left: &str) -> bool {
    let digits = trailing_digits(left);
    let before = &left[..left.len() - digits];
    ends_word(left, "1er")
        || ((1..=2).contains(&digits) && !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.')))
}
