//! French (and English) typography on runs of plain text: spaces, quotes, apostrophes, ordinals.
//!
//! French follows the *Abrégé du code typographique de la presse*: a no-break space before `:` and inside « », a narrow one before `; ! ?`
//! and between groups of digits. Addresses, e-mails, paths and `::` inside the run are left as they are.

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
    let run = Run::new(text, before);
    let (corrected, fixes) = match lang {
        Lang::En => (glyphs::set(&run, lang).text(), Vec::new()),
        Lang::Fr => {
            let fixes = rewrites::find(&run);
            let run = if fixes.is_empty() { run } else { Run::new(&rewrites::apply(text, &fixes), before) };
            (spaces::set(&glyphs::set(&run, lang)), fixes)
        }
    };
    let corrected = if corrected == text { Cow::Borrowed(text) } else { Cow::Owned(corrected) };
    (corrected, fixes)
}
