//! French (and English) typography on runs of plain text: spaces, quotes, apostrophes, ordinals.
//!
//! French follows the *Abrégé du code typographique de la presse*: a no-break space before `:` and inside « », a narrow one before `; ! ?`
//! and between groups of digits. Addresses, e-mails, paths and `::` inside the run are left as they are.

mod edit;
mod glyphs;
mod numerals;
mod ordinals;
mod rewrites;
mod run;
mod spaces;
#[cfg(test)]
mod tests;

use super::Lang;
use run::Run;
use std::borrow::Cow;

pub use ordinals::{Ordinal, ordinals};
pub use rewrites::Fix;

/// Corrects one run of text. `before` is the character that precedes the run in the same paragraph, as it was typed.
/// Applying it twice changes nothing more.
pub fn correct(text: &str, before: Option<char>, lang: Lang) -> Cow<'_, str> {
    correct_noting(text, before, lang).0
}

/// Like [`correct`], and tells what was rewritten beyond spaces, quotes and signs: `2ème`, `65.8 %`, `12292330 €`.
pub fn correct_noting(text: &str, before: Option<char>, lang: Lang) -> (Cow<'_, str>, Vec<Fix>) {
    let start = before.map_or(0, char::len_utf8);
    let typed: Cow<str> = before.map_or(Cow::Borrowed(text), |before| format!("{before}{text}").into());
    let run = Run::new(&typed, start);
    if lang == Lang::En {
        return (run_of(text, &glyphs::set(&run, lang), start), Vec::new());
    }
    let (rewritten, fixes) = rewrites::set(&run);
    let run = if fixes.is_empty() { run } else { Run::new(&rewritten, start) };
    let signed = glyphs::set(&run, lang);
    let run = match &signed {
        Cow::Borrowed(_) => run,
        Cow::Owned(signed) => Run::new(signed, start),
    };
    (run_of(text, &spaces::set(&run), start), fixes)
}

/// A run, that was typed as `text`, without the `start` bytes that precede it.
fn run_of<'t>(text: &'t str, corrected: &str, start: usize) -> Cow<'t, str> {
    let corrected = &corrected[start..];
    if corrected == text { Cow::Borrowed(text) } else { Cow::Owned(corrected.to_owned()) }
}
