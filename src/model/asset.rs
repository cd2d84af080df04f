//! Files that are published as they are: pictures, documents, videos, logo.

use std::sync::Arc;

/// Place of an asset among all files of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub usize);

/// A file of the workspace that a text refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Path in the workspace.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What it is.
    pub kind: AssetKind,
}

/// What an asset is, from its extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetKind {
    /// A picture, with its width and height in pixels when they can be read.
    Image(Option<(usize, usize)>),
    /// Anything else.
    Other,
}

impl Asset {
    /// The last part of its path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// `PDF`, `XLSX`… from its extension.
    pub fn format(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, ext)| ext.to_uppercase())
    }
}
