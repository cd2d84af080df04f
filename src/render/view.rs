//! What every template of a page sees: the theme's contract, shared part.
//!
//! A page template gets `page` (a [`Page`]), `lang`, and one key of its own whose struct stands in `pages/`. Fields that hold
//! HTML say so; templates print them with `| safe`. Everything else is plain text, escaped by tera.

use schemars::JsonSchema;
use serde::Serialize;

/// Everything around the content of a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Page {
    /// `cover`, `chapter`, `highlight`, `figures`, `foreword`, `whole`, `contents`, `search`, `glossary`,
    /// `legal-notice`, `accessibility`, `personal-data`, `free`, `not-found`.
    pub kind: &'static str,
    /// What stands in `<title>`: page, report, organisation.
    pub title: String,
    /// One sentence for search engines and for sharing.
    pub description: String,
    /// Public address; only when the report says its own.
    pub canonical: Option<String>,
    /// Public address of the picture for sharing.
    pub image: Option<String>,
    /// Robots are to leave it out (the root, which repeats a cover; « not found »).
    pub hidden: bool,
    /// Number of the chapter whose colours the page takes.
    pub accent: Option<usize>,
    /// Colour of the browser's frame by day, `#rrggbb`.
    pub field_light: String,
    /// The same by night.
    pub field_dark: String,
    /// Hosts of the videos that a reader may ask for; nothing else may be framed.
    pub frames: Vec<String>,
    /// Who reports.
    pub organisation: Organisation,
    /// Which report.
    pub edition: Edition,
    /// Files of the theme.
    pub files: Files,
    /// Chapters, in order.
    pub chapters: Vec<ChapterLink>,
    /// The other pages that the head and the foot lead to.
    pub links: Links,
    /// From the cover to this page, this page last; empty on the cover.
    pub breadcrumb: Vec<Link>,
    /// A more recent edition, when there is one.
    pub newer: Option<Link>,
    /// The same page in the other languages.
    pub languages: Vec<Translation>,
    /// The catalogue of the data, on the page of all figures.
    pub catalogue: Option<String>,
    /// State of accessibility: `none`, `partial` or `full`.
    pub conformity: &'static str,
    /// The page is made to be printed, not to be published: it needs no script.
    pub paper: bool,
    /// What the page shows, as a document on paper.
    pub document: Option<super::file::FileView>,
    /// The edition's own sentence for the foot.
    pub footer: Option<String>,
}

/// A link; without address it is the page itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it goes.
    pub href: Option<String>,
}

/// Who reports.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Organisation {
    /// « Caisse de démonstration ».
    pub name: String,
    /// « de la Caisse de démonstration »; the name with a colon before it when nobody gave the preposition.
    pub of_name: Option<String>,
    /// Its logo.
    pub logo: Option<Picture>,
    /// Where to write: an e-mail address or a link.
    pub contact: Option<Link>,
}

/// A picture published with the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Picture {
    /// Address.
    pub src: String,
    /// Pixels, when known.
    pub width: Option<usize>,
    /// Pixels, when known.
    pub height: Option<usize>,
}

/// Which report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Edition {
    /// « 2022 ».
    pub name: String,
    /// « La juste distance ».
    pub title: String,
    /// « Rapport d’activité ».
    pub kind: String,
    /// « Rapport d’activité 2022 ».
    pub label: String,
    /// « Rapport d’activité 2022 de la Caisse de démonstration ».
    pub full_label: String,
    /// Its cover.
    pub href: String,
    /// The page is the cover.
    pub current: bool,
}

/// Addresses of the theme's files.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Files {
    /// Style sheet.
    pub styles: String,
    /// Script.
    pub script: String,
    /// Script of this kind of page alone.
    pub page_script: Option<String>,
    /// Icon.
    pub icon: String,
}

/// A chapter, wherever it is listed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChapterLink {
    /// 1, 2, 3…
    pub number: usize,
    /// « Adapter ».
    pub label: String,
    /// « Adapter l’offre, garder le lien ».
    pub title: String,
    /// Its page.
    pub href: String,
    /// For `aria-current`: `page` when the page is this chapter, `true` when it is one of its highlights.
    pub current: Option<&'static str>,
    /// Language of its words, when their translation is missing.
    pub title_lang: Option<&'static str>,
}

/// Pages apart from the chapters; `None` for those that do not exist or are the page itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Links {
    /// Key figures.
    pub figures: Option<PageLink>,
    /// Signed foreword.
    pub foreword: Option<PageLink>,
    /// Whole report.
    pub whole: PageLink,
    /// Site map.
    pub contents: PageLink,
    /// Index of everything that may be looked for.
    pub search: PageLink,
    /// Acronyms.
    pub glossary: Option<PageLink>,
    /// Legal notice.
    pub legal_notice: PageLink,
    /// Accessibility statement.
    pub accessibility: PageLink,
    /// Personal data.
    pub personal_data: PageLink,
    /// Free pages: their titles are theirs.
    pub free: Vec<PageLink>,
}

/// A page of the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PageLink {
    /// Title; empty where the theme has a word for it.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// It is the page itself.
    pub current: bool,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Translation {
    /// `en`.
    pub lang: &'static str,
    /// « English », in its own language.
    pub label: String,
    /// Where it is.
    pub href: String,
}

/// Some lines of one chapter, on the cover and beside other chapters.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChapterCard {
    /// Where and how it is called.
    #[serde(flatten)]
    pub link: ChapterLink,
    /// One line.
    pub summary: Option<String>,
    /// How many highlights.
    pub highlights: usize,
    /// Minutes of reading.
    pub minutes: usize,
    /// Its number drawn in ribbons: SVG.
    pub numeral: String,
}

/// A highlight, wherever its text stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Highlight {
    /// Permanent id, also that of its section.
    pub id: String,
    /// Title.
    pub title: String,
    /// Language of its title and summary, when their translation is missing.
    pub title_lang: Option<&'static str>,
    /// Level of its title, 1 to 6.
    pub level: u8,
    /// One line.
    pub summary: Option<String>,
    /// What it holds: « Récit et graphique ».
    pub kind: String,
    /// The article: HTML.
    pub body: String,
    /// Figures at its head.
    pub figures: Vec<super::figure::FigureView>,
    /// Who publishes the figures it cites, each once.
    pub sources: Vec<String>,
    /// Its own page.
    pub href: String,
    /// In a document on paper, the page where it starts.
    pub page: Option<usize>,
}
