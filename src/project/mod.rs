//! The one conductor: a workspace folder → findings and the built site.

pub mod scaffold;

use crate::finding::Finding;
use crate::render::Rendered;
use crate::source::{self, Sources};
use crate::text::Date;
use std::path::Path;

/// What a build is asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// Today: embargoes and expiries.
    pub date: Date,
    /// Only this edition.
    pub edition: Option<String>,
    /// The gate: warnings of the law count, drafts are refused.
    pub production: bool,
}

/// A step of a build, for progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read.
    Read,
    /// Texts and figures are checked.
    Load,
    /// Pages and charts are made.
    Render,
    /// The built pages are checked.
    Check,
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Editions.
    pub editions: usize,
    /// HTML pages.
    pub pages: usize,
    /// Figures of the ledgers.
    pub figures: usize,
    /// Charts drawn.
    pub charts: usize,
    /// Bytes of all files.
    pub bytes: usize,
}

/// What a build gives.
#[derive(Debug)]
pub struct Built {
    /// The inputs, for the excerpts of findings.
    pub sources: Sources,
    /// Sorted by place.
    pub findings: Vec<Finding>,
    /// The site; `None` when an error of the report stands in the way.
    pub rendered: Option<Rendered>,
    /// Counts.
    pub summary: Summary,
}

/// Builds a workspace in memory.
///
/// # Errors
/// When the folder cannot be read.
pub fn build(root: &Path, options: &Options, progress: &mut dyn FnMut(Stage)) -> Result<Built, source::Error> {
    let _ = options;
    progress(Stage::Read);
    let (sources, findings) = source::read(root)?;
    Ok(Built { sources, findings, rendered: None, summary: Summary::default() })
}
