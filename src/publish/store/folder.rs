//! A folder of this machine, or a share mounted on it.

use super::{Sent, Store};
use crate::publish::error::Trouble;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// The ending of a file that is being written.
const PARTIAL: &str = ".millesime-partiel";

/// A folder; it is made when something is first written in it.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder `root`.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn parent(&self, path: &str) -> Result<(), Trouble> {
        let parent = self.at(path);
        fs::create_dir_all(parent.parent().unwrap_or(&self.root)).map_err(trouble)
    }
}

impl Store for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(trouble(cause)),
        }
    }

    fn write(&self, path: &str, bytes: &Arc<[u8]>, _: Sent) -> Result<(), Trouble> {
        self.parent(path)?;
        let partial = self.at(&format!("{path}{PARTIAL}"));
        let written = File::create(&partial)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
            .and_then(|()| fs::rename(&partial, self.at(path)));
        written.map_err(|cause| {
            let _ = fs::remove_file(&partial);
            trouble(cause)
        })
    }

    fn create(&self, path: &str, bytes: &Arc<[u8]>) -> Result<bool, Trouble> {
        self.parent(path)?;
        match OpenOptions::new().write(true).create_new(true).open(self.at(path)) {
            Ok(mut file) => file.write_all(bytes).map(|()| true).map_err(trouble),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(cause) => Err(trouble(cause)),
        }
    }

    fn list(&self) -> Result<BTreeMap<String, u64>, Trouble> {
        let mut found = BTreeMap::new();
        if !self.root.exists() {
            return Ok(found);
        }
        for entry in walkdir::WalkDir::new(&self.root) {
            let entry = entry.map_err(|error| trouble(error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(&self.root).expect("the walk stays in its folder");
            let size = entry.metadata().map_err(|error| trouble(error.into()))?.len();
            found.insert(path.to_string_lossy().replace('\\', "/"), size);
        }
        Ok(found)
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        match fs::remove_file(self.at(path)) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(trouble(cause)),
            _ => {}
        }
        // Folders that are empty now; the first that is not stops it.
        let path = self.at(path);
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.parent(to)?;
        fs::rename(self.at(from), self.at(to)).map_err(trouble)
    }

    fn renames(&self) -> bool {
        true
    }
}

fn trouble(cause: io::Error) -> Trouble {
    match cause.kind() {
        ErrorKind::NotFound => Trouble::Missing,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Trouble::Denied(cause.to_string()),
        ErrorKind::Interrupted | ErrorKind::TimedOut | ErrorKind::StaleNetworkFileHandle | ErrorKind::ResourceBusy => {
            Trouble::Passing(cause.to_string())
        }
        _ => Trouble::Other(cause.to_string()),
    }
}
