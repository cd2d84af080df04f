//! The list of what an output holds: `.millesime/manifest.json`. It says that the folder is ours, and whether a file is still
//! the one that was written.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Where the manifest stands inside an output.
pub(super) const PATH: &str = ".millesime/manifest.json";

/// What an output holds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Always 1; another number is of a later Millésime.
    pub version: u32,
    /// Address → BLAKE3 of the bytes, in hexadecimal.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn new(files: BTreeMap<String, String>) -> Self {
        Self { version: 1, files }
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings have a JSON form") + "\n"
    }

    /// The manifest of `folder`; `None` when there is none that can be read: then the folder is not ours.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(folder.join(PATH)).ok()?).ok()
    }
}
