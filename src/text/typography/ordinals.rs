//! French ordinals in a text: `1er` is 1 and a superscript er.

use super::run::{address, token};
use std::ops::Range;

/// One ordinal: its numeral and what is printed above the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal<'a> {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// `1`, `21`, `XXI`.
    pub base: &'a str,
    /// `er`, `re`, `e`, `nd`, `nde` and their plurals.
    pub superscript: &'a str,
}

/// The ordinals of a text, in order: `1er`, `1re`, `2e`, `2nde`, `XXIe`, `Ier`. None in addresses.
pub fn ordinals(text: &str) -> impl Iterator<Item = Ordinal<'_>> {
    let bytes = text.as_bytes();
    let mut at = if may_hold(bytes) { 0 } else { bytes.len() };
    std::iter::from_fn(move || {
        // Few bytes can begin a numeral: the words around them are looked at, the others are skipped.
        while let Some(found) = bytes[at..].iter().position(|&byte| is_numeral(byte)) {
            let start = at + found;
            let numeral = bytes[start..].iter().take_while(|&&byte| is_numeral(byte)).count();
            at = start + numeral;
            if !matches!(bytes.get(at), Some(b'e' | b'r' | b'n'))
                || text[..start].chars().next_back().is_some_and(char::is_alphanumeric)
            {
                continue;
            }
            let word = &text[start..];
            let word = &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())];
            at = start + word.len();
            let Some((base, superscript)) = ordinal(word) else { continue };
            if address(&text[token(text, start)]).is_none() {
                return Some(Ordinal { range: start..at, base, superscript });
            }
        }
        at = bytes.len();
        None
    })
}

/// Whether a numeral stands before a letter that ordinals end with: few texts go further. No branch, so that many bytes are seen at once.
fn may_hold(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let begins_end = |byte: u8| (byte == b'e') | (byte == b'r') | (byte == b'n');
    pairs.fold(false, |held, (&byte, &next)| held | (is_numeral(byte) & begins_end(next)))
}

fn is_numeral(byte: u8) -> bool {
    byte.is_ascii_digit() | (byte == b'I') | (byte == b'V') | (byte == b'X')
}

fn ordinal(word: &str) -> Option<(&str, &str)> {
    let arabic = word.find(|c: char| !c.is_ascii_digit())?;
    let roman = word.find(|c| !matches!(c, 'I' | 'V' | 'X'))?;
    let (base, superscript) = word.split_at(arabic.max(roman));
    let first = base == "1" || base == "I";
    let fits = match superscript.strip_suffix('s').unwrap_or(superscript) {
        "er" | "re" => first,
        "e" => !first && !base.is_empty(),
        "nd" | "nde" => base == "2" || base == "II",
        _ => false,
    };
    fits.then_some((base, superscript))
}
