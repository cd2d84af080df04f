//! Site and theme → the whole site in memory.

pub mod prose;

use crate::finding::{Checked, Finding};
use crate::model::{Edition, Report, TermId};
use crate::site::{Address, Site};
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The whole site: address (relative to its root, `2022/coordonner/index.html`) → bytes.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Sorted by address.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// Where something is rendered: everything a page may refer to, and the page itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The workspace.
    pub report: &'a Report,
    /// Index of the edition.
    pub edition_index: usize,
    /// The edition.
    pub edition: &'a Edition,
    /// All addresses.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// The page that is being written; links are relative to it.
    pub page: &'a Address,
}

/// What a page has already said or named, so that nothing is said or named twice on it.
#[derive(Clone, Debug, Default)]
pub struct PageState {
    /// Terms already expanded.
    pub terms: BTreeSet<TermId>,
    /// How many times each id was given.
    ids: BTreeMap<String, usize>,
}

impl PageState {
    /// An id no one else has on the page: `id`, then `id-2`, `id-3`…
    pub fn unique(&mut self, id: &str) -> String {
        let count = self.ids.entry(id.to_owned()).or_default();
        *count += 1;
        if *count == 1 { id.to_owned() } else { format!("{id}-{count}") }
    }
}

/// Renders every page and file.
pub fn render(report: &Report, site: &Site, theme: &Theme) -> Checked<Rendered> {
    let _ = (report, site, theme);
    Checked { value: Some(Rendered::default()), findings: Vec::<Finding>::new() }
}
