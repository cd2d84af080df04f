//! The workspace: one organisation, its people and words, all its editions.

use super::{Asset, AssetId, Edition, PublishTarget, ThemeSettings};
use crate::finding::Place;
use crate::text::{Date, Lang};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A whole workspace, valid.
#[derive(Clone, Debug)]
pub struct Report {
    /// Who reports.
    pub organisation: Organisation,
    /// The first is the one texts are written in.
    pub languages: Vec<Lang>,
    /// Public address of the site, ending in `/`, for canonical links and the site map of robots.
    pub address: Option<String>,
    /// Where it is published, in the order written.
    pub targets: Vec<PublishTarget>,
    /// Theme and its settings.
    pub theme: ThemeSettings,
    /// What the law asks to print.
    pub legal: Legal,
    /// The latest first.
    pub editions: Vec<Arc<Edition>>,
    /// People quoted.
    pub people: Vec<Person>,
    /// Acronyms and terms, in alphabetical order.
    pub glossary: Vec<Term>,
    /// Files published as they are.
    pub assets: BTreeMap<AssetId, Asset>,
}

impl Report {
    /// Whether everything is the same but the editions.
    pub fn is_framed_like(&self, other: &Self) -> bool {
        let Self { organisation, languages, address, targets, theme, legal, editions: _, people, glossary, assets } =
            self;
        *organisation == other.organisation
            && *languages == other.languages
            && *address == other.address
            && *targets == other.targets
            && *theme == other.theme
            && *legal == other.legal
            && *people == other.people
            && *glossary == other.glossary
            && *assets == other.assets
    }

    /// Chapters of the edition that has the most.
    pub fn most_chapters(&self) -> usize {
        self.editions.iter().map(|edition| edition.chapters.len()).max().unwrap_or(0)
    }
}

/// Who reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// « Caisse de démonstration ».
    pub name: String,
    /// With its preposition, for « Rapport d’activité 2022 *de la Caisse de démonstration* ».
    pub of_name: Option<String>,
    /// A picture for the header.
    pub logo: Option<AssetId>,
    /// Where to write.
    pub contact: Option<String>,
}

/// What the law asks every public site to print. Empty fields are findings of `load`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legal {
    /// Who publishes: name, address, telephone, e-mail.
    pub publisher: Contact,
    /// Legal form and register number.
    pub legal_form: Option<String>,
    /// Director of publication.
    pub director: Option<String>,
    /// Who hosts.
    pub host: Contact,
    /// Data protection officer.
    pub data_officer: Option<String>,
    /// Credits of pictures and texts.
    pub credits: Option<String>,
    /// Licence of the published data.
    pub data_licence: Option<String>,
    /// State of the accessibility audit.
    pub audit: Option<Audit>,
    /// Where readers report an obstacle.
    pub accessibility_contact: Option<String>,
    /// The scheme of several years for accessibility: its address, or where it can be read.
    pub scheme: Option<String>,
    /// The plan of this year that follows from it: the same.
    pub action_plan: Option<String>,
    /// What the site is made with, when it is more than what the theme uses.
    pub technologies: Vec<String>,
}

/// Name and ways to reach.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

/// An accessibility audit that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// When.
    pub date: Date,
    /// Share of the criteria met, 0–100.
    pub rate: Decimal,
    /// By whom.
    pub auditor: String,
    /// What does not conform.
    pub exceptions: Vec<String>,
    /// What is left so because mending it would be a disproportionate burden: the reason, and what is offered instead.
    pub derogations: Vec<String>,
    /// What the law does not hold to accessibility.
    pub exempt: Vec<String>,
    /// Browsers and screen readers it was tested with.
    pub environments: Vec<String>,
    /// Programs it was evaluated with.
    pub tools: Vec<String>,
    /// Pages that were tested.
    pub pages: Vec<String>,
    /// Its place in `report.yaml`.
    pub place: Place,
}

/// Years for which an accessibility statement holds (arrêté du 20 septembre 2019, « RGAA », obligations).
const STATEMENT_YEARS: i16 = 3;

impl Audit {
    /// Whether it still holds on that day.
    pub fn holds(&self, today: Date) -> bool {
        today <= self.date.saturating_add(jiff::Span::new().years(STATEMENT_YEARS))
    }
}

impl Legal {
    /// `none`, `partial` or `full`: what a public body must print on its pages (décret 2019-768, art. 5).
    pub fn conformity(&self) -> &'static str {
        match &self.audit {
            Some(audit) if audit.rate >= Decimal::ONE_HUNDRED => "full",
            Some(audit) if audit.rate >= Decimal::from(50) => "partial",
            _ => "none",
        }
    }
}

/// Index of a person in [`Report::people`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonId(pub usize);

/// Someone quoted: a person, or a function that speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Key in `people.yaml`.
    pub id: String,
    /// Name; `None` when a function speaks.
    pub name: Option<String>,
    /// Functions.
    pub roles: Vec<String>,
    /// Place or service.
    pub place: Option<String>,
    /// Picture.
    pub portrait: Option<AssetId>,
    /// Reference of the written authorisation for the picture and the words.
    pub rights: Option<String>,
    /// End of the authorisation, and where it is written.
    pub rights_until: Option<(Date, Place)>,
}

/// Index of a term in [`Report::glossary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermId(pub usize);

/// An acronym or a term of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// `CPTS`.
    pub term: String,
    /// `communauté professionnelle territoriale de santé`.
    pub meaning: String,
    /// A sentence more.
    pub definition: Option<String>,
    /// Expanded by itself at first use on a page.
    pub expand: bool,
}
