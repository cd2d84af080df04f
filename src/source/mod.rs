//! A workspace folder → [`Sources`]: every input file in memory. The only module that reads the disk.

mod decode;
mod reader;
mod walk;

pub use reader::{Reader, Seen};
pub use walk::INPUTS;

use crate::finding::{Code, Finding, Place, phrase};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Every input file of a workspace, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Path relative to the workspace, composed Unicode, `/` → the file.
    pub files: BTreeMap<Arc<str>, File>,
}

/// One input file.
#[derive(Clone, Debug)]
pub struct File {
    /// As read, for pictures and documents; shared, not copied.
    pub bytes: Arc<[u8]>,
    /// Decoded text of Markdown, YAML, CSV, templates, styles: no byte order mark, `\n` line ends.
    pub text: Option<Arc<str>>,
}

impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Sources {
    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.text.as_deref()
    }

    /// Paths below a folder (`content/2022/`), in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        let from = (Bound::Included(folder), Bound::Unbounded);
        self.files.range::<str, _>(from).map(|(path, _)| path).take_while(move |path| path.starts_with(folder))
    }
}

/// The folder cannot be read.
#[derive(Debug)]
pub struct Error {
    /// What could not be read.
    pub path: PathBuf,
    /// Why.
    pub cause: std::io::Error,
}

/// Reads `report.yaml`, `content/`, `themes/` and `assets/` of a workspace, with what is wrong in the files themselves:
/// encodings, names, links that leave the workspace, sizes.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn read(root: &Path) -> Result<(Sources, Vec<Finding>), Error> {
    let (paths, mut findings) = walk::walk(root)?;
    let read: Vec<_> = paths.par_iter().map(decode::read).collect();
    let mut files = BTreeMap::new();
    for (path, (file, finding)) in paths.into_iter().zip(read) {
        findings.extend(finding);
        if let Some(file) = file {
            files.insert(path.name, file);
        }
    }
    Ok((Sources { files }, findings))
}

/// Reads one file, inside a workspace or not, under the name that findings give it.
///
/// # Errors
/// When there is no such file.
pub fn read_one(path: &Path, name: &Arc<str>) -> Result<(Option<File>, Option<Finding>), Error> {
    std::fs::metadata(path).map_err(|cause| Error { path: path.to_owned(), cause })?;
    Ok(decode::read(&walk::Input { path: path.to_owned(), name: Arc::clone(name) }))
}

/// A file or folder that the system does not let us read.
fn unreadable(name: &Arc<str>, cause: &std::io::Error) -> Finding {
    let message = match cause.kind() {
        std::io::ErrorKind::PermissionDenied => {
            phrase!("vous n’avez pas le droit de lire « {name} »", "you may not read `{name}`")
        }
        _ => phrase!("« {name} » ne peut pas être lu : {cause}", "`{name}` cannot be read: {cause}"),
    };
    Finding::new(Code::FileUnreadable, Place::file(name), message).remedy(phrase!(
        "demandez le droit de le lire, ou sortez-le du rapport",
        "ask for the right to read it, or take it out of the report"
    ))
}
