//! Names of the generated pages, per language: part of permanent addresses, never to be changed.

use crate::text::Lang;

/// Folder names of the generated pages of an edition.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Signed foreword.
    pub foreword: &'static str,
    /// Key figures.
    pub figures: &'static str,
    /// Whole report on one page.
    pub whole: &'static str,
    /// Site map.
    pub contents: &'static str,
    /// Acronyms.
    pub glossary: &'static str,
    /// Legal notice.
    pub legal: &'static str,
    /// Accessibility statement.
    pub accessibility: &'static str,
    /// Personal data.
    pub personal_data: &'static str,
    /// Open data.
    pub data: &'static str,
}

const FRENCH: Names = Names {
    foreword: "editorial",
    figures: "chiffres",
    whole: "rapport",
    contents: "plan",
    glossary: "sigles",
    legal: "mentions-legales",
    accessibility: "accessibilite",
    personal_data: "donnees-personnelles",
    data: "donnees",
};

const ENGLISH: Names = Names {
    foreword: "foreword",
    figures: "figures",
    whole: "report",
    contents: "contents",
    glossary: "glossary",
    legal: "legal-notice",
    accessibility: "accessibility",
    personal_data: "personal-data",
    data: "data",
};

impl Names {
    /// The names in `lang`.
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Fr => FRENCH,
            Lang::En => ENGLISH,
        }
    }

    /// Names that no chapter or free page may take, so that addresses never meet.
    pub fn reserved(self) -> [&'static str; 12] {
        [
            self.foreword,
            self.figures,
            self.whole,
            self.contents,
            self.glossary,
            self.legal,
            self.accessibility,
            self.personal_data,
            self.data,
            "assets",
            "theme",
            "en",
        ]
    }
}
