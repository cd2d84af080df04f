//! French ordinals in a text: `1er` is 1 and a superscript er.

use super::run::address;
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
    text.split(char::is_whitespace).flat_map(move |token| {
        let words = token.split(|c: char| !c.is_alphanumeric());
        words.filter_map(move |word| {
            let (base, superscript) = ordinal(word)?;
            // Looked at last: few tokens hold what could be an ordinal.
            if address(&token.chars().collect::<Vec<_>>()).is_some() {
                return None;
            }
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            Some(Ordinal { range: start..start + word.len(), base, superscript })
        })
    })
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
