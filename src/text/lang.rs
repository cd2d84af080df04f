//! The languages Millésime writes.

/// A language of a report or of the command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language, the default one first.
    pub const ALL: [Lang; 2] = [Lang::Fr, Lang::En];

    /// The BCP 47 code, as in `<html lang>` and file suffixes.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// The language with that code (`fr`, `fr-FR`, `fr_FR.UTF-8`…).
    pub fn from_code(code: &str) -> Option<Self> {
        let head: String = code.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(&head))
    }
}
