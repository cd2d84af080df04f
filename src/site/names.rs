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
    /// Index of everything that may be looked for.
    pub search: &'static str,
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
    /// A selection of figures.
    pub choosing: Choosing,
}

/// Names in the address of a selection of figures: `#chapitre=adapter&tri=evolution`.
#[derive(Clone, Copy, Debug, serde::Serialize, schemars::JsonSchema)]
pub struct Choosing {
    /// Figures of one chapter.
    pub chapter: &'static str,
    /// Figures of one scope.
    pub scope: &'static str,
    /// Figures with a tag.
    pub tag: &'static str,
    /// Their order.
    pub sort: &'static str,
    /// By name.
    pub by_name: &'static str,
    /// By how much they changed.
    pub by_change: &'static str,
    /// How they are shown.
    pub view: &'static str,
    /// As one table, year against year.
    pub table: &'static str,
}

const FRENCH: Names = Names {
    foreword: "editorial",
    figures: "chiffres",
    whole: "rapport",
    contents: "plan",
    search: "recherche",
    glossary: "sigles",
    legal: "mentions-legales",
    accessibility: "accessibilite",
    personal_data: "donnees-personnelles",
    data: "donnees",
    choosing: Choosing {
        chapter: "chapitre",
        scope: "perimetre",
        tag: "etiquette",
        sort: "tri",
        by_name: "nom",
        by_change: "evolution",
        view: "vue",
        table: "tableau",
    },
};

const ENGLISH: Names = Names {
    foreword: "foreword",
    figures: "figures",
    whole: "report",
    contents: "contents",
    search: "search",
    glossary: "glossary",
    legal: "legal-notice",
    accessibility: "accessibility",
    personal_data: "personal-data",
    data: "data",
    choosing: Choosing {
        chapter: "chapter",
        scope: "scope",
        tag: "tag",
        sort: "sort",
        by_name: "name",
        by_change: "change",
        view: "view",
        table: "table",
    },
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
    pub fn reserved(self) -> [&'static str; 13] {
        [
            self.foreword,
            self.figures,
            self.whole,
            self.contents,
            self.search,
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
