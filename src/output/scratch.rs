//! A site for the time of one job: a folder that goes away with its value.

use super::{Error, folder};
use crate::render::Rendered;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A temporary folder.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// An empty folder.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn new() -> Result<Self, Error> {
        let made = tempfile::Builder::new().prefix("millesime-").tempdir();
        made.map(Self).map_err(Error::disk(&std::env::temp_dir()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes the files of a site in a folder of it, over those of the same names.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn lay(&self, rendered: &Rendered, name: &str) -> Result<PathBuf, Error> {
        let path = self.path().join(name);
        folder::lay(rendered, &path)?;
        Ok(path)
    }

    /// A file that a program wrote there, `None` when there is none.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path().join(name)).ok()
    }
}

/// A file of a site that was written, `None` when there is none.
pub fn published(folder: &Path, address: &str) -> Option<Vec<u8>> {
    fs::read(folder.join(address)).ok()
}
