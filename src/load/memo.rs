//! What a load leaves for the next one of the same workspace: what is made of files that are the same is not made again.

use super::editions::Loaded;
use super::layout::{self, Layout, Path};
use super::parsed::Files;
use crate::finding::Finding;
use crate::model::OwnBlock;
use crate::source::Sources;
use crate::text::Lang;
use std::collections::BTreeSet;
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

/// How the files of a workspace differ from those of the load before.
#[derive(Debug)]
pub(super) struct Changes<'w> {
    /// There are others: what was looked for in vain may be there.
    is_relisted: bool,
    /// Paths of those that are new or say something else.
    paths: BTreeSet<&'w str>,
}

impl<'w> Changes<'w> {
    pub(super) fn between(before: &Sources, now: &'w Sources) -> Self {
        let is_relisted = !before.files.keys().eq(now.files.keys());
        let is_other = |path: &str, file| before.files.get(path) != Some(file);
        let paths = match is_relisted {
            true => now.files.iter().filter(|(path, file)| is_other(path, file)).map(|(path, _)| &**path).collect(),
            // Side by side: a workspace may hold thousands of files.
            false => std::iter::zip(&before.files, &now.files)
                .filter(|((_, before), (_, now))| before != now)
                .map(|(_, (path, _))| &**path)
                .collect(),
        };
        Self { is_relisted, paths }
    }

    /// Whether a file is new or says something else.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether a file below a folder (`content/2022/`) is new or says something else.
    pub(super) fn are_below(&self, folder: &str) -> bool {
        self.paths.range(folder..).next().is_some_and(|path| path.starts_with(folder))
    }

    /// Whether files came or went, or one changed that belongs to none of these folders: any edition may show it.
    pub(super) fn reach_all(&self, folders: &[&str]) -> bool {
        let is_common = |path: &&&str| {
            (path.starts_with("content/") || path.starts_with("assets/"))
                && !folders.iter().any(|folder| path.starts_with(folder))
        };
        self.is_relisted || self.paths.iter().any(|path| is_common(&path))
    }
}
