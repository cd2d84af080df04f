//! A folder of this machine, or a share mounted on it.

use super::{Listing, Sent, Store};
use crate::output::is_among_sources;
use crate::publish::error::{Error, Trouble};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The ending of a file that is being written.
const PARTIAL: &str = ".millesime-partiel";

/// A folder; it is made when something is first written in it.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder `root`, which must not be, hold or stand among the sources of `workspace`.
    ///
    /// # Errors
    /// When it does, or the disk does not say where they are.
    pub(super) fn apart(root: PathBuf, workspace: &Path) -> Result<Self, Error> {
        match is_among_sources(&root, workspace) {
            Ok(false) => Ok(Self { root }),
            Ok(true) => Err(Error::Sources(root)),
            Err(cause) => Err(Error::Settings(cause.to_string())),
        }
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

    fn list(&self, _: &str) -> Result<Listing, Trouble> {
        let mut found = Listing::default();
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
            found.files.insert(path.to_string_lossy().replace('\\', "/"), size);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_are_no_target() {
        let workspace = tempfile::tempdir().unwrap();
        let root = workspace.path();
        fs::create_dir(root.join("content")).unwrap();
        for path in [".", "..", "content", "content/2022/site", "site/../content", "themes/site"] {
            assert!(matches!(Folder::apart(root.join(path), root), Err(Error::Sources(_))), "{path}");
        }
        assert!(Folder::apart(root.join("site"), root).is_ok());
    }

    #[test]
    fn files_take_their_places_whole_and_empty_folders_go() {
        let workspace = tempfile::tempdir().unwrap();
        let store = Folder::apart(workspace.path().join("site"), workspace.path()).unwrap();
        assert_eq!(store.list(""), Ok(Listing::default()));
        let bytes: Arc<[u8]> = Arc::from("un".as_bytes());
        store.write("2022/données/a b.csv", &bytes, Sent::own()).unwrap();
        assert_eq!((store.create("lock", &bytes), store.create("lock", &bytes)), (Ok(true), Ok(false)));
        store.rename("lock", "2022/index.html").unwrap();
        assert_eq!(store.read("lock"), Ok(None));
        assert_eq!(store.rename("lock", "x"), Err(Trouble::Missing));
        let names: Vec<String> = store.list("").unwrap().files.into_keys().collect();
        assert_eq!(names, ["2022/données/a b.csv", "2022/index.html"]);
        store.remove("2022/données/a b.csv").unwrap();
        store.remove("2022/données/a b.csv").unwrap();
        assert!(!workspace.path().join("site/2022/données").exists());
    }
}
