//! A table of a spreadsheet → entries of a `figures.yaml`, and what they change in the one that exists.
//!
//! Everything here is a function of texts: `cli` reads the files before and `output` writes after, when nothing would be lost.

mod entries;
mod merge;
mod roles;

pub(crate) use entries::{As, Imported, Request, entries};
pub(crate) use merge::{Change, Merge, merge, print};

use crate::finding::{Finding, Severity};
use crate::load;
use crate::source::{File, Sources};
use std::sync::Arc;

/// The errors that a workspace would have with `text` for the file `path`, and has not now.
pub(crate) fn new_errors(sources: &Sources, path: &str, text: &str) -> (Sources, Vec<Finding>) {
    let errors = |sources: &Sources| -> Vec<Finding> {
        let found = load::load(sources).findings.into_iter();
        found.filter(|finding| finding.severity == Severity::Error).collect()
    };
    let before = errors(sources);
    let mut after = sources.clone();
    let file = File { bytes: Arc::from(text.as_bytes()), text: Some(Arc::from(text)) };
    after.files.insert(Arc::from(path), file);
    // Lines move when others are added above them: an error is known by what it says, and in which file.
    let is_known = |finding: &Finding| {
        let file = |finding: &Finding| finding.place.as_ref().map(|place| Arc::clone(&place.file));
        before.iter().any(|known| known.message == finding.message && file(known) == file(finding))
    };
    let found = errors(&after).into_iter().filter(|finding| !is_known(finding)).collect();
    (after, found)
}
