//! A folder that somebody named → a [`Target`]: a folder that may be replaced without losing anything.

use super::manifest::{self, Manifest};
use super::{Error, Trouble};
use crate::source::INPUTS;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// What systems lay in folders by themselves.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A folder that is missing, empty, or wholly our own, and apart from the sources.
#[derive(Clone, Debug)]
pub struct Target {
    /// As it was named, for messages.
    pub(super) named: PathBuf,
    /// The folder it stands in; without symbolic links as far as it exists.
    pub(super) parent: PathBuf,
    /// Its name there.
    pub(super) name: OsString,
    /// Whether nothing in it is anybody else's.
    pub(super) is_ours: bool,
}

impl Target {
    /// The folder itself.
    pub fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// A neighbour whose name starts with a dot, on the same disk: `.dist.millesime-new-1234`.
    pub(super) fn beside(&self, role: &str) -> PathBuf {
        let mut name = self.prefix(role);
        name.push(std::process::id().to_string());
        self.parent.join(name)
    }

    /// Neighbours that former builds left behind.
    pub(super) fn leftovers(&self, role: &str) -> Vec<PathBuf> {
        let prefix = self.prefix(role);
        let Ok(entries) = fs::read_dir(&self.parent) else { return Vec::new() };
        let mut found: Vec<PathBuf> = entries
            .flatten()
            .filter(|entry| entry.file_name().as_encoded_bytes().starts_with(prefix.as_encoded_bytes()))
            .map(|entry| entry.path())
            .collect();
        found.sort();
        found
    }

    fn prefix(&self, role: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(format!(".millesime-{role}-"));
        name
    }
}

/// Checks that `out` may be replaced by the site of `workspace`, before anything is built. With `strangers`, files that somebody
/// laid in an output of ours since may be deleted with it.
///
/// # Errors
/// When it is a link or a file, touches the sources, or holds something that we did not write.
pub fn target(out: &Path, workspace: &Path, strangers: bool) -> Result<Target, Error> {
    let path = resolved(out).map_err(Error::disk(out))?;
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Error::new(out, Trouble::NotOurs));
    };
    let root = resolved(workspace).map_err(Error::disk(workspace))?;
    if touches_sources(&path, &root) {
        return Err(Error::new(out, Trouble::Sources));
    }
    let target =
        Target { named: out.to_owned(), parent: parent.to_owned(), name: name.to_owned(), is_ours: !strangers };
    match fs::symlink_metadata(&path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(Error::new(out, Trouble::Disk(cause))),
        Ok(meta) if meta.is_symlink() => return Err(Error::new(out, Trouble::Symlink)),
        Ok(meta) if !meta.is_dir() => return Err(Error::new(out, Trouble::NotAFolder)),
        Ok(_) => only_ours(&target, strangers)?,
    }
    Ok(target)
}

/// Whether a folder is, holds or stands among the sources of a workspace, links followed.
///
/// # Errors
/// When the disk does not say where they are.
pub fn is_among_sources(folder: &Path, workspace: &Path) -> io::Result<bool> {
    let real = |path| resolved(path).map(|path| path.canonicalize().unwrap_or(path));
    Ok(touches_sources(&real(folder)?, &real(workspace)?))
}

/// The same of paths from the root of the disk.
fn touches_sources(path: &Path, workspace: &Path) -> bool {
    workspace.starts_with(path) || INPUTS.iter().any(|input| path.starts_with(workspace.join(input)))
}

/// The path from the root of the disk; links are followed in what exists of the parent, not in the last name.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                plain = plain.canonicalize().unwrap_or(plain);
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    let (Some(parent), Some(name)) = (plain.parent(), plain.file_name()) else { return Ok(plain) };
    let mut existing = parent;
    while !existing.exists() {
        let Some(up) = existing.parent() else { break };
        existing = up;
    }
    let rest = parent.strip_prefix(existing).expect("an ancestor is a prefix");
    Ok(existing.canonicalize()?.join(rest).join(name))
}

/// An empty folder, or one whose every file our manifest lists.
fn only_ours(target: &Target, strangers: bool) -> Result<(), Error> {
    let path = target.path();
    if is_empty(&path).map_err(Error::disk(&target.named))? {
        return Ok(());
    }
    let Some(manifest) = Manifest::of(&path) else { return Err(Error::new(&target.named, Trouble::NotOurs)) };
    if strangers {
        return Ok(());
    }
    let known: BTreeSet<&str> = manifest.files.keys().map(String::as_str).chain([manifest::PATH]).collect();
    for entry in walkdir::WalkDir::new(&path).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::new(&target.named, Trouble::Disk(error.into())))?;
        if entry.file_type().is_dir() || LITTER.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let inside = entry.path().strip_prefix(&path).expect("the walk stays in its folder");
        let address = inside.to_string_lossy().replace('\\', "/");
        if !known.contains(address.as_str()) {
            return Err(Error::new(&target.named, Trouble::Stranger(inside.to_owned())));
        }
    }
    Ok(())
}

/// Whether a folder holds nothing but what systems lay in it.
pub(super) fn is_empty(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !LITTER.iter().any(|litter| name == *litter) {
            return Ok(false);
        }
    }
    Ok(true)
}
