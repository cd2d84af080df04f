//! Numbers met in prose: where one ends, which spaces group its digits, what is its unit.

/// Symbols that take a no-break space even where none was typed.
const SYMBOLS: [&str; 8] = ["%", "‰", "€", "k€", "M€", "Md€", "Mds€", "°C"];

/// Words and abbreviations that stay with their number when a space was typed.
const WORDS: [&str; 18] = [
    "million",
    "millions",
    "milliard",
    "milliards",
    "euro",
    "euros",
    "point",
    "points",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "ha",
    "ko",
    "Mo",
    "Go",
    "h",
];

/// Whether `left` ends with a number rather than with a code (`MD24`).
pub(super) fn ends_number(left: &str) -> bool {
    let before = left.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    left.ends_with(|c: char| c.is_ascii_digit()) && !before.ends_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Whether a unit stands at the beginning of `right`: a symbol, or a word when `spaced`.
pub(super) fn begins_unit(right: &str, spaced: bool) -> bool {
    let words: &[&str] = if spaced { &WORDS } else { &[] };
    SYMBOLS.iter().chain(words).any(|unit| begins_word(right, unit))
}

/// Whether `right` begins with that whole word.
pub(super) fn begins_word(right: &str, word: &str) -> bool {
    right
        .strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’')))
}

/// Whether `left` ends with that whole word.
pub(super) fn ends_word(left: &str, word: &str) -> bool {
    left.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// How many digits `right` begins with.
pub(super) fn leading_digits(right: &str) -> usize {
    right.bytes().take_while(u8::is_ascii_digit).count()
}

/// How many digits `left` ends with.
pub(super) fn trailing_digits(left: &str) -> usize {
    left.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// The length of the number that `right` begins with: `1 272`, `6,07`.
pub(super) fn number_length(right: &str) -> usize {
    let mut end = leading_digits(right);
    if end == 0 {
        return 0;
    }
    while let Some(group) = right[end..].strip_prefix(char::is_whitespace)
        && leading_digits(group) == 3
    {
        end = right.len() - group.len() + 3;
    }
    match right[end..].strip_prefix([',', '.']).map_or(0, leading_digits) {
        0 => end,
        decimals => end + 1 + decimals,
    }
}

/// Whether the space between `left` and `right` groups the digits of one number: `1|272`, `12|292|330`. Telephone numbers and codes
/// have groups of other sizes; a year has four digits.
pub(super) fn groups(left: &str, right: &str) -> bool {
    ends_group(left) && begins_groups(right)
}

/// Whether `left` ends with one to three digits that begin or continue a number.
fn ends_group(left: &str) -> bool {
    let size = trailing_digits(left);
    if !(1..=3).contains(&size) {
        return false;
    }
    let (rest, digits) = left.split_at(left.len() - size);
    let begins = !digits.starts_with('0');
    let before = rest.trim_end();
    if before.len() < rest.len() {
        return match trailing_digits(before) {
            0 => begins && !["covid", "Covid", "COVID"].iter().any(|word| ends_word(before, word)),
            1..=3 => size == 3 && ends_group(before),
            _ => begins,
        };
    }
    begins
        && match rest.strip_suffix(['-', '−', '+']) {
            Some(rest) => !rest.ends_with(char::is_alphanumeric),
            None => !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '/' | '_' | ':' | '°')),
        }
}

/// Whether `right` begins with three digits, and with as many in every group that follows.
fn begins_groups(right: &str) -> bool {
    let size = leading_digits(right);
    let rest = &right[size..];
    let group = rest.trim_start();
    let continues = group.len() < rest.len() && leading_digits(group) > 0;
    let ends = !rest.starts_with(|c: char| c.is_alphabetic() || c == '_') || begins_unit(rest, false);
    size == 3 && ends && (!continues || begins_groups(group))
}
