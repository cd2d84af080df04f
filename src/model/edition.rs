//! One year's report: chapters, highlights, foreword, pages.

use super::{AssetId, Figure, FigureId, Text};
use crate::finding::Place;
use crate::text::{Date, Lang};

/// One year's report.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its folder name and address: `2022`.
    pub name: String,
    /// Its year, when the name is one.
    pub year: Option<i32>,
    /// The language of this tree.
    pub lang: Lang,
    /// « La juste distance ».
    pub title: String,
    /// « Rapport d’activité ».
    pub kind: String,
    /// Two or three sentences on the cover.
    pub pitch: Text,
    /// When it was or will be published.
    pub published: Option<Date>,
    /// Not public before that day.
    pub embargo: Option<Date>,
    /// Signed foreword.
    pub foreword: Option<Foreword>,
    /// Figures shown on the cover.
    pub cover_figures: Vec<FigureId>,
    /// In reading order.
    pub chapters: Vec<Chapter>,
    /// Free pages.
    pub pages: Vec<FreePage>,
    /// The ledger: all figures, in reading order (edition first, then chapter by chapter).
    pub figures: Vec<Figure>,
    /// Documents offered on the cover: label, file.
    pub downloads: Vec<(String, AssetId)>,
    /// Dated public corrections.
    pub corrections: Vec<Correction>,
    /// A sentence for the foot of every page.
    pub footer: Option<String>,
    /// Its `edition.yaml`.
    pub place: Place,
}

impl Edition {
    /// The figure behind an id.
    pub fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id.0]
    }
}

/// A correction made after publication.
#[derive(Clone, Debug)]
pub struct Correction {
    /// When.
    pub date: Date,
    /// What was wrong and what it says now.
    pub text: String,
}

/// The signed foreword.
#[derive(Clone, Debug)]
pub struct Foreword {
    /// « Éditorial ».
    pub title: String,
    /// One large sentence or two, for the cover.
    pub excerpt: String,
    /// Who signs.
    pub signature: Option<String>,
    /// Function of who signs.
    pub role: Option<String>,
    /// The text.
    pub text: Text,
    /// Shown beside it.
    pub portrait: Option<AssetId>,
}

/// A page apart from the chapters.
#[derive(Clone, Debug)]
pub struct FreePage {
    /// Address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// What it says.
    pub text: Text,
}

/// One chapter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Address, from the folder name without its number.
    pub slug: String,
    /// « Adapter l’offre, garder le lien ».
    pub title: String,
    /// « Adapter ».
    pub label: String,
    /// One line for the cover.
    pub summary: Option<String>,
    /// The opening paragraphs.
    pub lead: Text,
    /// What is always visible: dossier, testimonial, focus…
    pub body: Text,
    /// Picture of the opening.
    pub image: Option<AssetId>,
    /// Tiles under the lead.
    pub figures: Vec<FigureId>,
    /// Unfolded on click.
    pub highlights: Highlights,
    /// Its `chapter.md`.
    pub place: Place,
}

/// The highlights of a chapter.
#[derive(Clone, Debug)]
pub struct Highlights {
    /// « Explorer le sujet ».
    pub heading: Option<String>,
    /// Shown open rather than folded.
    pub open: bool,
    /// Titled sets; a chapter without sets has one, untitled.
    pub groups: Vec<Group>,
}

impl Highlights {
    /// Every highlight, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = &Highlight> {
        self.groups.iter().flat_map(|group| &group.highlights)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.highlights.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A set of highlights.
#[derive(Clone, Debug)]
pub struct Group {
    /// `None` for those that stand in no set.
    pub title: Option<String>,
    /// In reading order.
    pub highlights: Vec<Highlight>,
}

/// A highlight within its edition: chapter index, then index in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HighlightId {
    /// Index in [`Edition::chapters`].
    pub chapter: usize,
    /// Index in [`Highlights::iter`].
    pub highlight: usize,
}

/// One article.
#[derive(Clone, Debug)]
pub struct Highlight {
    /// Permanent; survives a new title. Unique in its edition.
    pub id: String,
    /// Title.
    pub title: String,
    /// One line shown while folded.
    pub summary: Option<String>,
    /// The article.
    pub text: Text,
    /// Tiles at its head.
    pub figures: Vec<FigureId>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// How far it is.
    pub status: Status,
    /// Where that is written; its file when it is not.
    pub status_place: Place,
    /// Who approved.
    pub approved_by: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// For sharing.
    pub image: Option<AssetId>,
    /// Its file.
    pub place: Place,
}

/// How far a text or a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Being written.
    Draft,
    /// Read by another.
    Review,
    /// Approved. What says nothing is approved.
    #[default]
    Approved,
}
