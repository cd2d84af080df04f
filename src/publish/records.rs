//! What was published from this machine: `.millesime/publications/TARGET/` in the workspace. Going back needs the files of former
//! publications; they are kept here rather than on the target, where readers could still find what was withdrawn.

use super::error::Error;
use super::manifest::{self, Entry, Manifest};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Publications whose files are kept.
const KEPT: usize = 10;

/// What Millésime keeps in a workspace.
const OWN: &str = ".millesime";

fn folder(workspace: &Path, target: &str) -> PathBuf {
    workspace.join(OWN).join("publications").join(target)
}

/// The folder of records of one target. While it is open, no other command of this machine publishes from this workspace to it.
#[derive(Debug)]
pub struct Records {
    folder: PathBuf,
    /// Held until the end of the command, whatever ends it; `None` when they are only read.
    lock: Option<File>,
}

impl Drop for Records {
    fn drop(&mut self) {
        // Closing would not do: a process that is just being started holds the file open too, until it runs its own program.
        let _ = self.lock.as_ref().map(File::unlock);
    }
}

impl Records {
    /// The records of a target, to be read; there may be none.
    pub fn of(workspace: &Path, target: &str) -> Self {
        Self { folder: folder(workspace, target), lock: None }
    }

    /// Opens the records of a target.
    ///
    /// # Errors
    /// When another command has them open, or the disk says no.
    pub fn open(workspace: &Path, target: &str) -> Result<Self, Error> {
        let folder = folder(workspace, target);
        let failed = |cause: io::Error| Error::Records(folder.clone(), cause.to_string());
        fs::create_dir_all(folder.join("objects")).map_err(failed)?;
        let ignore = workspace.join(OWN).join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n").map_err(failed)?;
        }
        let lock = File::create(folder.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { folder, lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(cause)) => Err(failed(cause)),
        }
    }

    /// A name for this workspace on this machine, the same each time; `seed` makes the first one.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn identity(&self, seed: &str) -> Result<String, Error> {
        let path = self.folder.join("identity");
        match fs::read_to_string(&path) {
            Ok(identity) if !identity.trim().is_empty() => Ok(identity.trim().to_owned()),
            _ => {
                let identity = blake3::hash(seed.as_bytes()).to_hex()[..16].to_owned();
                self.write(&path, identity.as_bytes())?;
                Ok(identity)
            }
        }
    }

    /// Whether the content is kept.
    pub(super) fn has(&self, entry: &Entry) -> bool {
        self.object(entry).is_file()
    }

    /// Keeps a content.
    pub(super) fn keep(&self, entry: &Entry, bytes: &[u8]) -> Result<(), Error> {
        if self.has(entry) { Ok(()) } else { self.write(&self.object(entry), bytes) }
    }

    /// A content, if it is kept and still what it was.
    pub(super) fn content(&self, entry: &Entry) -> Option<Arc<[u8]>> {
        let bytes = fs::read(self.object(entry)).ok()?;
        (Entry::of(&bytes) == *entry).then(|| bytes.into())
    }

    /// Keeps a manifest, and forgets the oldest ones with the contents that only they had.
    pub(super) fn record(&self, manifest: &Manifest) -> Result<(), Error> {
        self.write(&self.page(manifest.publication.number), &manifest::sealed(manifest))?;
        let numbers = self.numbers();
        let (old, kept) = numbers.split_at(numbers.len().saturating_sub(KEPT));
        for number in old {
            // What cannot be removed only takes room.
            let _ = fs::remove_file(self.page(*number));
        }
        let needed: BTreeSet<String> = kept
            .iter()
            .filter_map(|number| self.manifest(*number))
            .flat_map(|manifest| manifest.files.into_values().map(|entry| entry.hash))
            .collect();
        for object in fs::read_dir(self.folder.join("objects")).into_iter().flatten().flatten() {
            if object.file_name().to_str().is_none_or(|name| !needed.contains(name)) {
                let _ = fs::remove_file(object.path());
            }
        }
        Ok(())
    }

    /// The manifest of a former publication, if this machine has it.
    pub fn manifest(&self, number: u32) -> Option<Manifest> {
        manifest::unsealed(&fs::read(self.page(number)).ok()?)
    }

    /// The publications that this machine has records of, the oldest first.
    fn numbers(&self) -> Vec<u32> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut numbers: Vec<u32> =
            entries.filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json")?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers
    }

    fn page(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number:04}.json"))
    }

    fn object(&self, entry: &Entry) -> PathBuf {
        self.folder.join("objects").join(&entry.hash)
    }

    /// A file beside takes its place.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let beside = path.with_extension("partiel");
        fs::write(&beside, bytes)
            .and_then(|()| fs::rename(&beside, path))
            .map_err(|cause| Error::Records(path.to_owned(), cause.to_string()))
    }
}
