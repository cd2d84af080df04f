//! What a load leaves for the next one of the same workspace: what is made of files that are the same is not made again.

use super::changes::Changes;
use super::edition::Loaded;
use super::layout::{self, Layout, Path};
use super::parsed::Files;
use crate::finding::Finding;
use crate::model::OwnBlock;
use crate::source::Sources;
use crate::text::Lang;
use std::sync::Arc;

/// Kept between two loads; a first one finds it empty.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) sources: Sources,
    pub(super) listing: Option<Arc<Listing>>,
    pub(super) files: Files,
    pub(super) editions: Vec<Loaded>,
    pub(super) languages: Vec<Lang>,
    pub(super) blocks: Vec<OwnBlock>,
}

/// What the paths of a workspace say by themselves.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) layout: Layout,
    pub(super) findings: Vec<Finding>,
    /// All of them, in order.
    pub(super) paths: Arc<[Path]>,
}

impl Listing {
    fn of(sources: &Sources) -> Self {
        let mut findings = Vec::new();
        let layout = layout::layout(sources, &mut findings);
        Self { layout, findings, paths: sources.files.keys().cloned().collect() }
    }
}

impl Memo {
    /// The listing of a workspace that differs so from the one before.
    pub(super) fn listing(&self, sources: &Sources, changes: &Changes) -> Arc<Listing> {
        let known = self.listing.as_ref().filter(|_| !changes.is_relisted);
        known.map_or_else(|| Arc::new(Listing::of(sources)), Arc::clone)
    }
}
