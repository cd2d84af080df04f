//! Source files for the author: new ones overwrite nothing that exists; one that was asked to be changed is replaced whole or not at all.

use super::target::is_empty;
use super::{Error, Trouble};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Path relative to the folder it is created in, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Creates files under `root`, all or none; the paths created, in the order given.
///
/// # Errors
/// When one of them exists, or the disk says no.
pub fn create(root: &Path, files: &[NewFile]) -> Result<Vec<PathBuf>, Error> {
    let paths: Vec<PathBuf> = files.iter().map(|file| root.join(&file.path)).collect();
    if let Some(taken) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(Error::new(taken, Trouble::Exists));
    }
    for (done, (path, file)) in paths.iter().zip(files).enumerate() {
        if let Err(cause) = create_one(path, &file.bytes) {
            // Best effort: what is left shows the author how far it went.
            for path in &paths[..done] {
                let _ = fs::remove_file(path);
            }
            return Err(Error::new(path, Trouble::Disk(cause)));
        }
    }
    Ok(paths)
}

/// The same in a folder that must be missing or empty.
///
/// # Errors
/// When it is neither, or the disk says no.
pub fn create_in_empty(root: &Path, files: &[NewFile]) -> Result<Vec<PathBuf>, Error> {
    if root.exists() && (!root.is_dir() || !is_empty(root).map_err(Error::disk(root))?) {
        return Err(Error::new(root, Trouble::NotEmpty));
    }
    create(root, files)
}

/// Gives a file that exists a new content, by a file beside it that takes its place.
///
/// # Errors
/// When the disk says no; the former content is then intact.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    // Through a link, the file that it leads to is the one to change.
    let path = &path.canonicalize().map_err(Error::disk(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.millesime"));
    let write = || {
        fs::write(&beside, bytes)?;
        fs::set_permissions(&beside, fs::metadata(path)?.permissions())?;
        fs::rename(&beside, path)
    };
    write().map_err(|cause| {
        let _ = fs::remove_file(&beside);
        Error::new(path, Trouble::Disk(cause))
    })
}

fn create_one(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> NewFile {
        NewFile { path: path.to_owned(), bytes: path.as_bytes().to_vec() }
    }

    #[test]
    fn never_overwrites() {
        let root = tempfile::tempdir().unwrap();
        create(root.path(), &[file("a/b.md"), file("c.md")]).unwrap();
        fs::write(root.path().join("c.md"), "mine").unwrap();
        let error = create(root.path(), &[file("new.md"), file("c.md")]).unwrap_err();
        assert!(matches!(error.trouble, Trouble::Exists));
        assert_eq!(fs::read_to_string(root.path().join("c.md")).unwrap(), "mine");
        assert!(!root.path().join("new.md").exists(), "all or none");
    }

    #[test]
    fn replaces_whole_and_keeps_rights() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.yaml");
        fs::write(&path, "one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
        assert!(replace(&root.path().join("none.yaml"), b"x").is_err());
    }

    #[test]
    fn undoes_what_it_began() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("file"), "").unwrap();
        let error = create(root.path(), &[file("first.md"), file("file/inside.md")]).unwrap_err();
        assert!(matches!(error.trouble, Trouble::Disk(_)), "{error:?}");
        assert!(!root.path().join("first.md").exists());
    }

    #[test]
    fn a_report_wants_an_empty_folder() {
        let root = tempfile::tempdir().unwrap();
        create_in_empty(&root.path().join("new"), &[file("a.md")]).unwrap();
        assert!(create_in_empty(&root.path().join("new"), &[file("b.md")]).is_err());
        fs::write(root.path().join("file"), "").unwrap();
        assert!(create_in_empty(&root.path().join("file"), &[file("b.md")]).is_err());
    }
}
