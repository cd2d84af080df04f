//! A sentence for the user, in French and in English.

use crate::text::Lang;

/// One sentence in the two languages of the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// French; the user's own text stands in « ».
    pub fr: String,
    /// English; the user's own text stands in backticks.
    pub en: String,
}

impl Phrase {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// Builds a [`Phrase`] from a French and an English format string; both may name variables in scope.
macro_rules! phrase {
    ($fr:literal, $en:literal $(,)?) => {
        $crate::finding::Phrase { fr: format!($fr), en: format!($en) }
    };
}
pub(crate) use phrase;

/// The remedy of a name that was mistyped.
pub fn did_you_mean(near: &str) -> Phrase {
    phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?")
}
