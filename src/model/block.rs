//! What texts are made of, once resolved.

use super::{AssetId, ChartForm, FigureId, FigureUse, HighlightId, PersonId, TermId};
use crate::markdown;
use crate::text::{Date, Lang};
use std::ops::Range;
use std::sync::Arc;

/// Blocks in reading order.
pub type Nodes = Vec<markdown::Node<Block, Cite>>;
/// A line of text.
pub type Inlines = Vec<markdown::Inline<Cite>>;
/// A text with its notes.
pub type Flow = markdown::Flow<Block, Cite>;

/// A text and what was counted in it.
#[derive(Clone, Debug)]
pub struct Text {
    /// Blocks and notes.
    pub flow: Flow,
    /// Words, for reading times.
    pub words: usize,
    /// The language it is written in: not its edition's when it stands in for a missing translation.
    pub lang: Lang,
    /// The file it is written in.
    pub file: Arc<str>,
}

/// What Markdown lacks.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The feature article of a chapter.
    Dossier {
        /// Title.
        title: Inlines,
        /// Blocks.
        body: Nodes,
    },
    /// A quote and who says it.
    Testimonial(Testimonial),
    /// A boxed aside.
    Aside(Aside),
    /// A figure shown large, beside its paragraph.
    Tile(FigureId),
    /// Several figures together.
    Figures {
        /// Title.
        title: Inlines,
        /// Which.
        figures: Vec<FigureId>,
        /// How.
        display: Display,
    },
    /// A drawing of a figure, with its table and CSV.
    Chart(ChartBlock),
    /// A figure as a table.
    Table {
        /// Which.
        figure: FigureId,
        /// Caption, when it is not the figure's label.
        title: Option<String>,
    },
    /// A list of bodies or places.
    Directory {
        /// Title.
        title: Inlines,
        /// Entries.
        entries: Vec<DirectoryEntry>,
    },
    /// A picture.
    Image(Picture),
    /// Several pictures.
    Gallery {
        /// Title.
        title: Inlines,
        /// Pictures.
        pictures: Vec<Picture>,
    },
    /// A video.
    Video(Video),
    /// A document to download.
    Download(Download),
    /// A block that a theme adds.
    Own(OwnUse),
}

/// A block that a theme adds, as an author wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnUse {
    /// Name of the block and of its template.
    pub name: String,
    /// Title; empty when it has none.
    pub title: Inlines,
    /// Every attribute that the theme declares, in its order; `None` for those not given.
    pub attributes: Vec<(String, Option<String>)>,
    /// What it holds; nothing for a block of one line.
    pub body: Nodes,
}

/// A quote and who says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Testimonial {
    /// One or more.
    pub speakers: Vec<Speaker>,
    /// Function shared by all speakers.
    pub role: Option<String>,
    /// Place shared by all speakers.
    pub place: Option<String>,
    /// What is said, without its outer quotation marks.
    pub quote: Nodes,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub enum Speaker {
    /// Someone of `people.yaml`.
    Person(PersonId),
    /// Someone named here.
    Named {
        /// Name.
        name: Option<String>,
        /// Function.
        role: Option<String>,
        /// Place.
        place: Option<String>,
    },
}

/// A boxed aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Which box.
    pub kind: AsideKind,
    /// The word above its title, when it is not the usual one.
    pub kicker: Option<String>,
    /// Title.
    pub title: Inlines,
    /// Blocks.
    pub body: Nodes,
}

/// Which box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideKind {
    /// « Focus »
    Focus,
    /// « Zoom sur »
    Zoom,
    /// « Rétrospective »
    Retrospective,
    /// « À noter »
    Note,
}

/// How several figures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Display {
    /// Large values side by side.
    #[default]
    Tiles,
    /// A list.
    List,
    /// A table.
    Table,
}

/// A chart in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBlock {
    /// What is drawn.
    pub figure: FigureId,
    /// How; always one that fits the figure.
    pub form: ChartForm,
    /// The finding, as a sentence.
    pub title: Option<String>,
    /// Height of the plot in em, when asked.
    pub height: Option<f32>,
}

/// An entry of a directory.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectoryEntry {
    /// Name.
    pub name: Inlines,
    /// Its date.
    pub date: Option<Date>,
    /// What is said of it.
    pub text: Nodes,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its file.
    pub asset: AssetId,
    /// What it shows; `None` when it only decorates.
    pub alternative: Option<String>,
    /// Caption.
    pub caption: Inlines,
    /// Credit.
    pub credit: Option<String>,
}

/// A video.
#[derive(Clone, Debug, PartialEq)]
pub struct Video {
    /// Title.
    pub title: Inlines,
    /// Where it is.
    pub source: VideoSource,
    /// Picture shown before it plays.
    pub poster: Option<AssetId>,
    /// Credit.
    pub credit: Option<String>,
    /// What is said and shown, in words.
    pub transcript: Nodes,
}

/// Where a video is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VideoSource {
    /// A file of the workspace, with its captions.
    File {
        /// The video.
        file: AssetId,
        /// WebVTT captions.
        captions: Option<AssetId>,
    },
    /// Elsewhere, behind consent.
    Provider {
        /// « YouTube ».
        provider: String,
        /// Address of its page there.
        page: String,
    },
}

/// A document to download.
#[derive(Clone, Debug, PartialEq)]
pub struct Download {
    /// What it is called.
    pub title: Inlines,
    /// The file.
    pub file: AssetId,
}

/// A reference inside a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Cite {
    /// A link.
    Link(Target),
    /// A small picture in the line: file and alternative.
    Image(AssetId, String),
    /// A figure of the ledger.
    Figure {
        /// Which.
        figure: FigureId,
        /// What of it; boxed since plain text takes no more room than the largest citation.
        what: Box<FigureUse>,
        /// Bytes in the file.
        span: Range<usize>,
    },
    /// A glossary entry, spelled out.
    Term(TermId),
}

/// Where a link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site or `mailto:`.
    External(String),
    /// A chapter of this edition.
    Chapter(usize),
    /// A highlight of this edition.
    Highlight(HighlightId),
    /// A free page of this edition.
    Page(usize),
    /// A figure on the key-figures page.
    Figure(FigureId),
    /// A file to download.
    Asset(AssetId),
    /// A place on the same page.
    Fragment(String),
}
