//! The whole site in memory → a folder that takes the place of the former one in one step.

use super::manifest::{self, Manifest};
use super::target::is_empty;
use super::{Error, Target, Trouble};
use crate::render::Rendered;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The folder, from the root of the disk.
    pub path: PathBuf,
    /// Files, the manifest not counted.
    pub files: usize,
    /// Their bytes.
    pub bytes: usize,
}

/// A site written beside its target, in whose place it is [put](Staged::put), or else swept away.
#[derive(Debug)]
pub struct Staged {
    target: Target,
    /// Where it is; nowhere when the former site is the same.
    fresh: Option<PathBuf>,
    files: usize,
    bytes: usize,
}

/// Writes the site beside `target`.
///
/// # Errors
/// When the disk says no; the former site is then untouched.
pub fn stage(rendered: &Rendered, target: &Target) -> Result<Staged, Error> {
    recover(target)?;
    let bytes = rendered.files.values().map(|bytes| bytes.len()).sum();
    let mut staged = Staged { target: target.clone(), fresh: None, files: rendered.files.len(), bytes };
    let manifest = manifest(rendered);
    let former = Manifest::of(&target.path()).map(|manifest| (target.path(), manifest));
    let is_same = |(folder, former): &(PathBuf, Manifest)| *former == manifest && holds(folder, rendered);
    if !(target.is_ours && former.as_ref().is_some_and(is_same)) {
        let fresh = staged.fresh.insert(target.beside("new"));
        fill(rendered, &manifest, fresh, former.as_ref()).map_err(|error| as_seen(error, fresh, target))?;
    }
    Ok(staged)
}

impl Staged {
    /// Puts the site in the place of the former one.
    ///
    /// # Errors
    /// When the disk says no; the former site is then in its place.
    pub fn put(self) -> Result<Written, Error> {
        if let Some(fresh) = &self.fresh {
            swap(fresh, &self.target)?;
        }
        Ok(Written { path: self.target.path(), files: self.files, bytes: self.bytes })
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Once it is put nothing is there; what stays behind otherwise is swept by the next build.
        let _ = self.fresh.as_ref().map(fs::remove_dir_all);
    }
}

/// Sweeps what interrupted builds left. One that stopped between the two steps of [`swap`] left the former site under its
/// resting name: it is put back.
fn recover(target: &Target) -> Result<(), Error> {
    let path = target.path();
    for old in target.leftovers("old") {
        if path.exists() {
            fs::remove_dir_all(&old).map_err(Error::disk(&old))?;
        } else {
            fs::rename(&old, &path).map_err(Error::disk(&path))?;
        }
    }
    for new in target.leftovers("new") {
        fs::remove_dir_all(&new).map_err(Error::disk(&new))?;
    }
    Ok(())
}

/// What a site holds.
fn manifest(rendered: &Rendered) -> Manifest {
    let hash = |(address, bytes): (&String, &Arc<[u8]>)| (address.clone(), blake3::hash(bytes).to_hex().to_string());
    Manifest::new(rendered.files.par_iter().map(hash).collect())
}

/// Writes a site in `folder`, over files of the same names.
pub(super) fn lay(rendered: &Rendered, folder: &Path) -> Result<(), Error> {
    fill(rendered, &manifest(rendered), folder, None)
}

/// Fills `folder`. A file that the `former` site has already is linked, not written: tools that send what is newer send only what changed.
fn fill(
    rendered: &Rendered,
    manifest: &Manifest,
    folder: &Path,
    former: Option<&(PathBuf, Manifest)>,
) -> Result<(), Error> {
    let mut folders: BTreeMap<&Path, Vec<(&str, &[u8])>> = BTreeMap::new();
    for (address, bytes) in &rendered.files {
        let path = Path::new(address);
        if address.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Error::new(address, Trouble::Address));
        }
        folders.entry(path.parent().unwrap_or(Path::new(""))).or_default().push((address, bytes));
    }
    let write = |address: &str, bytes: &[u8]| {
        let path = folder.join(address);
        let same = former.filter(|(_, former)| former.files.get(address) == manifest.files.get(address));
        if same.is_some_and(|(former, _)| link(&former.join(address), bytes, &path)) {
            return Ok(());
        }
        fs::write(&path, bytes).map_err(Error::disk(&path))
    };
    // A core to a folder: two that write in the same one wait for each other.
    folders.into_par_iter().try_for_each(|(below, files)| {
        create(&folder.join(below))?;
        files.into_iter().try_for_each(|(address, bytes)| write(address, bytes))
    })?;
    create(&folder.join(".millesime"))?;
    // The manifest comes last. Nothing is forced to the disk, which would take longer than the build: fingerprints tell if a power
    // cut lost a file, and building again mends it.
    let path = folder.join(manifest::PATH);
    fs::write(&path, manifest.to_json()).map_err(Error::disk(&path))
}

fn create(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(Error::disk(folder))
}

/// Whether every file of a site is in `folder`, byte for byte.
fn holds(folder: &Path, rendered: &Rendered) -> bool {
    rendered.files.par_iter().all(|(address, bytes)| is(&folder.join(address), bytes))
}

/// Whether a file, and no link, holds these bytes.
fn is(path: &Path, bytes: &[u8]) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|about| about.is_file() && about.len() == bytes.len() as u64);
    is_file && fs::read(path).is_ok_and(|held| held == bytes)
}

/// Gives a file of the former site a second name in the new one, when it still holds these bytes and the disk can.
fn link(old: &Path, bytes: &[u8], new: &Path) -> bool {
    is(old, bytes) && fs::hard_link(old, new).is_ok()
}

/// Two renames: the former site steps aside, the new one takes its name. If the second fails the former comes back.
fn swap(fresh: &Path, target: &Target) -> Result<(), Error> {
    let path = target.path();
    let refused = |cause| Error::new(&target.named, Trouble::Disk(cause));
    if !path.exists() {
        return fs::rename(fresh, &path).map_err(refused);
    }
    if is_empty(&path).map_err(refused)? {
        fs::remove_dir_all(&path).map_err(refused)?;
        return fs::rename(fresh, &path).map_err(refused);
    }
    let old = target.beside("old");
    fs::rename(&path, &old).map_err(refused)?;
    if let Err(cause) = fs::rename(fresh, &path) {
        fs::rename(&old, &path).map_err(refused)?;
        return Err(refused(cause));
    }
    // The new site is in place; what cannot be removed now is swept by the next build.
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

/// The temporary name means nothing to people: the error speaks of the output they named.
fn as_seen(error: Error, fresh: &Path, target: &Target) -> Error {
    match error.path.strip_prefix(fresh) {
        Ok(inside) => Error { path: target.named.join(inside), ..error },
        Err(_) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::target;
    use std::collections::BTreeSet;
    use tempfile::TempDir;

    /// A workspace with an empty `content/`.
    fn workspace() -> TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        root
    }

    fn site(files: &[(&str, &str)]) -> Rendered {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes())));
        Rendered { files: files.collect(), ..Rendered::default() }
    }

    fn build(root: &TempDir, out: &str, files: &[(&str, &str)]) -> Result<Written, Error> {
        stage(&site(files), &target(&root.path().join(out), root.path(), false)?)?.put()
    }

    /// Every file under a folder, hidden ones too, with its bytes.
    fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
    }

    #[test]
    fn a_site_replaces_the_former_one_whole() {
        let root = workspace();
        let written = build(&root, "dist", &[("index.html", "un"), ("2021/index.html", "ancien")]).unwrap();
        assert_eq!((written.files, written.bytes), (2, 8));
        build(&root, "dist", &[("index.html", "deux"), ("2022/a/b.csv", "")]).unwrap();
        let files = snapshot(root.path());
        let names: Vec<&str> =
            files.keys().map(|path| path.strip_prefix(root.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["dist/.millesime/manifest.json", "dist/2022/a/b.csv", "dist/index.html"]);
        assert_eq!(files[&root.path().join("dist/index.html")], b"deux");
    }

    #[cfg(unix)]
    #[test]
    fn only_what_changed_is_written() {
        use std::os::unix::fs::MetadataExt;
        let root = workspace();
        let inode = |name: &str| fs::metadata(root.path().join("dist").join(name)).unwrap().ino();
        build(&root, "dist", &[("same", "un"), ("changed", "un"), ("edited", "un"), ("linked", "un")]).unwrap();
        let same = inode("same");
        // What was changed behind our back is written again, even where it would look the same through a link.
        fs::write(root.path().join("dist/edited"), "xx").unwrap();
        fs::write(root.path().join("elsewhere"), "un").unwrap();
        fs::remove_file(root.path().join("dist/linked")).unwrap();
        std::os::unix::fs::symlink(root.path().join("elsewhere"), root.path().join("dist/linked")).unwrap();
        let files = [("same", "un"), ("changed", "deux"), ("edited", "un"), ("linked", "un")];
        let target = target(&root.path().join("dist"), root.path(), true).unwrap();
        stage(&site(&files), &target).unwrap().put().unwrap();
        assert_eq!(inode("same"), same);
        for (name, text) in files {
            let path = root.path().join("dist").join(name);
            assert!(fs::symlink_metadata(&path).unwrap().is_file(), "{name}");
            assert_eq!(fs::read_to_string(path).unwrap(), text, "{name}");
            assert_eq!(fs::metadata(root.path().join("dist").join(name)).unwrap().nlink(), 1);
        }
    }

    #[test]
    fn a_site_that_is_already_there_is_left_alone() {
        let root = workspace();
        let files = [("index.html", "un"), ("2021/index.html", "deux")];
        build(&root, "dist", &files).unwrap();
        let is_staged = |strangers| {
            let target = target(&root.path().join("dist"), root.path(), strangers).unwrap();
            stage(&site(&files), &target).unwrap().fresh.is_some()
        };
        assert!(!is_staged(false) && is_staged(true));
        fs::write(root.path().join("dist/2021/index.html"), "trois").unwrap();
        assert!(is_staged(false));
        build(&root, "dist", &files).unwrap();
        assert_eq!(fs::read(root.path().join("dist/2021/index.html")).unwrap(), b"deux");
        // A file that was asked to go goes, though the rest is the same.
        fs::write(root.path().join("dist/CNAME"), "mine").unwrap();
        let named = root.path().join("dist");
        stage(&site(&files), &target(&named, root.path(), true).unwrap()).unwrap().put().unwrap();
        assert!(!named.join("CNAME").exists());
    }

    #[test]
    fn a_site_that_is_not_put_in_its_place_leaves_nothing() {
        let root = workspace();
        build(&root, "dist", &[("index.html", "un")]).unwrap();
        let before = snapshot(root.path());
        let target = target(&root.path().join("dist"), root.path(), false).unwrap();
        let staged = stage(&site(&[("index.html", "deux")]), &target).unwrap();
        assert_ne!(snapshot(root.path()), before);
        drop(staged);
        assert_eq!(snapshot(root.path()), before);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_failure_in_the_middle_leaves_the_former_site() {
        let root = workspace();
        build(&root, "dist", &[("index.html", "un")]).unwrap();
        let before = snapshot(root.path());
        let error =
            build(&root, "dist", &[("index.html", "deux"), ("a", "file"), ("a/b", "needs a folder")]).unwrap_err();
        assert!(matches!(error.trouble, Trouble::Disk(_)), "{error:?}");
        assert!(error.path.starts_with(root.path().join("dist")), "{error:?}");
        assert_eq!(snapshot(root.path()), before);
    }

    #[test]
    fn an_interrupted_build_is_swept_and_an_interrupted_swap_is_undone() {
        let root = workspace();
        build(&root, "dist", &[("index.html", "un")]).unwrap();
        fs::rename(root.path().join("dist"), root.path().join(".dist.millesime-old-1")).unwrap();
        fs::create_dir(root.path().join(".dist.millesime-new-1")).unwrap();
        let error = build(&root, "dist", &[("a", ""), ("a/b", "")]).unwrap_err();
        assert!(matches!(error.trouble, Trouble::Disk(_)), "{error:?}");
        assert_eq!(fs::read(root.path().join("dist/index.html")).unwrap(), b"un", "the former site came back");
        let names: BTreeSet<_> = fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["content".into(), "dist".into()].into());
    }

    #[test]
    fn what_is_not_ours_is_never_deleted() {
        let root = workspace();
        fs::create_dir(root.path().join("photos")).unwrap();
        fs::write(root.path().join("photos/a.jpg"), "a").unwrap();
        let error = build(&root, "photos", &[("index.html", "un")]).unwrap_err();
        assert!(matches!(error.trouble, Trouble::NotOurs), "{error:?}");

        build(&root, "dist", &[("index.html", "un")]).unwrap();
        fs::write(root.path().join("dist/.DS_Store"), "").unwrap();
        build(&root, "dist", &[("index.html", "deux")]).unwrap();
        fs::write(root.path().join("dist/CNAME"), "mine").unwrap();
        let error = build(&root, "dist", &[("index.html", "trois")]).unwrap_err();
        assert!(matches!(&error.trouble, Trouble::Stranger(path) if path == Path::new("CNAME")), "{error:?}");
        assert_eq!(fs::read(root.path().join("dist/index.html")).unwrap(), b"deux");
        assert!(target(&root.path().join("photos"), root.path(), true).is_err());
        assert!(target(&root.path().join("dist"), root.path(), true).is_ok());
    }

    #[test]
    fn the_sources_are_never_the_output() {
        let root = workspace();
        for out in ["", ".", "..", "content", "content/dist", "dist/../content/x", "themes", "assets/site"] {
            let error = build(&root, out, &[("index.html", "un")]).unwrap_err();
            assert!(matches!(error.trouble, Trouble::Sources), "{out}: {error:?}");
        }
        fs::write(root.path().join("file"), "").unwrap();
        let error = build(&root, "file", &[]).unwrap_err();
        assert!(matches!(error.trouble, Trouble::NotAFolder), "{error:?}");
        build(&root, "new/er/dist", &[("index.html", "un")]).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_and_seen_through() {
        let root = workspace();
        std::os::unix::fs::symlink(root.path().join("elsewhere"), root.path().join("dist")).unwrap();
        assert!(matches!(build(&root, "dist", &[]).unwrap_err().trouble, Trouble::Symlink));
        std::os::unix::fs::symlink(root.path().join("content"), root.path().join("link")).unwrap();
        assert!(matches!(build(&root, "link/site", &[]).unwrap_err().trouble, Trouble::Sources));
    }

    #[test]
    fn addresses_stay_inside() {
        let root = workspace();
        for address in ["../out.html", "/etc/out", "a/../../out", ""] {
            let error = build(&root, "dist", &[(address, "")]).unwrap_err();
            assert!(matches!(error.trouble, Trouble::Address), "{address}: {error:?}");
        }
        assert!(!root.path().join("dist").exists());
    }
}
