//! The report as plain valid data: every reference resolved, every number exact.
//!
//! No input or output, no serde, no template, no HTML. After `load` everything here is valid.

mod asset;
mod block;
mod citation;
mod derivation;
mod edition;
mod figure;
mod organisation;
mod series;
mod theme;
mod target;

pub use asset::{Asset, AssetId, AssetKind};
pub use block::{
    Aside, AsideKind, Block, ChartBlock, Cite, DirectoryEntry, Display, Download, Flow, Inlines, Nodes, OwnUse,
    Picture, Speaker, Target, Testimonial, Text, Video, VideoSource,
};
pub use citation::{Cell, FigureUse, Since, Wording};
pub use derivation::{Derivation, Input, Piece};
pub use edition::{
    Chapter, Correction, Edition, Foreword, FreePage, Group, Highlight, HighlightId, Highlights, Status,
};
pub use figure::{Better, ChartForm, Figure, FigureId, Grid, Row, Scope, Shape};
pub use organisation::{Audit, Contact, Legal, Organisation, Person, PersonId, Report, Term, TermId};
pub use series::{Annotation, Break, Cause, Revision};
pub use target::{Host, PublishTarget, Storage, secret_name};
pub use theme::{DEFAULT_THEME, FontFile, Layer, Need, OwnAttribute, OwnBlock, ThemeSettings, Token};
