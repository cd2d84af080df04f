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
pub(super) fn ends_number(left: &[char]) -> bool {
    if !left.last().is_some_and(char::is_ascii_digit) {
        return false;
    }
    let digits = left.iter().rev().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).count();
    let before = left[..left.len() - digits].last();
    before.is_none_or(|c| !c.is_alphabetic() && *c != '_')
}

/// Whether a unit stands at the beginning of `right`: a symbol, or a word when `spaced`.
pub(super) fn begins_unit(right: &[char], spaced: bool) -> bool {
    let words: &[&str] = if spaced { &WORDS } else { &[] };
    SYMBOLS.iter().chain(words).any(|unit| begins_word(right, unit))
}

/// Whether `right` begins with that whole word.
pub(super) fn begins_word(right: &[char], word: &str) -> bool {
    let length = word.chars().count();
    right.len() >= length
        && right.iter().zip(word.chars()).all(|(c, wanted)| *c == wanted)
        && right.get(length).is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
}

/// Whether `left` ends with that whole word.
pub(super) fn ends_word(left: &[char], word: &str) -> bool {
    let mut rest = left.iter().rev();
    word.chars().rev().all(|wanted| rest.next() == Some(&wanted)) && rest.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The length of the number that `right` begins with: `1 272`, `6,07`.
pub(super) fn number_length(right: &[char]) -> usize {
    let digits = |at: usize| right[at..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = digits(0);
    if end == 0 {
        return 0;
    }
    while right.get(end).is_some_and(|c| c.is_whitespace()) && digits(end + 1) == 3 {
        end += 4;
    }
    match right.get(end) {
        Some(',' | '.') if digits(end + 1) > 0 => end + 1 + digits(end + 1),
        _ => end,
    }
}

/// Whether the space between `left` and `right` groups the digits of one number: `1|272`, `12|292|330`. Telephone numbers and codes
/// have groups of other sizes; a year has four digits.
pub(super) fn groups(left: &[char], right: &[char]) -> bool {
    ends_group(left) && begins_groups(right)
}

/// Whether `left` ends with one to three digits that begin or continue a number.
fn ends_group(left: &[char]) -> bool {
    let size = left.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let rest = &left[..left.len() - size];
    if !(1..=3).contains(&size) {
        return false;
    }
    let begins = left[rest.len()] != '0';
    match rest.split_last() {
        None => begins,
        Some((space, rest)) if space.is_whitespace() => {
            let rest = &rest[..rest.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1)];
            let earlier = rest.iter().rev().take_while(|c| c.is_ascii_digit()).count();
            match earlier {
                0 => begins && !["covid", "Covid", "COVID"].iter().any(|word| ends_word(rest, word)),
                1..=3 => size == 3 && ends_group(rest),
                _ => begins,
            }
        }
        Some(('-' | '−' | '+', rest)) => begins && rest.last().is_none_or(|c| !c.is_alphanumeric()),
        Some((c, _)) => begins && !c.is_alphanumeric() && !matches!(c, ',' | '.' | '/' | '_' | ':' | '°'),
    }
}

/// Whether `right` begins with three digits, and with as many in every group that follows.
fn begins_groups(right: &[char]) -> bool {
    let size = right.iter().take_while(|c| c.is_ascii_digit()).count();
    let rest = &right[size..];
    let spaces = rest.iter().take_while(|c| c.is_whitespace()).count();
    let continues = spaces > 0 && rest.get(spaces).is_some_and(char::is_ascii_digit);
    let ends = rest.first().is_none_or(|c| !c.is_alphabetic() && *c != '_') || begins_unit(rest, false);
    size == 3 && ends && (!continues || begins_groups(&rest[spaces..]))
}
