//! A workspace folder, looked at again and again → [`Sources`] each time something changed, reading only what may have changed.
//!
//! A file is read again when its stamp (size, times, identity) is not the one it had *before* it was last read. A stamp alone
//! cannot tell two writes within one tick of the clock of a disk, so a file stays *fresh*, and is read again whatever its
//! stamp, until it was read once more a tick or longer after that stamp was first seen: whatever is written later has another.

use super::walk::Input;
use super::{Error, File, Sources, decode, walk};
use crate::finding::Finding;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The longest tick of the clock of a disk: that of FAT.
const TICK: Duration = Duration::from_secs(2);

/// What a look saw.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Every input file.
    pub sources: Sources,
    /// What is wrong in the files themselves.
    pub findings: Vec<Finding>,
    /// Paths of the files that came, went or changed, in order.
    pub changed: Vec<Arc<str>>,
    /// A file that held something is empty or gone: its editor may be in the middle of saving.
    pub is_doubtful: bool,
}

/// A workspace and what was last read of it.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    /// The files of the last walk, by name.
    inputs: Vec<Input>,
    kept: BTreeMap<Arc<str>, Kept>,
    /// Of the walk, not of a file.
    findings: Vec<Finding>,
    is_new: bool,
}

/// A file as it was last read.
#[derive(Clone, Debug)]
struct Kept {
    stamp: Option<Stamp>,
    /// When that stamp was first seen.
    since: Duration,
    is_fresh: bool,
    file: Option<File>,
    finding: Option<Finding>,
}

/// What the system says of a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    identity: [i64; 4],
}

impl Reader {
    /// A reader of the workspace `root`, which has read nothing yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), inputs: Vec::new(), kept: BTreeMap::new(), findings: Vec::new(), is_new: true }
    }

    /// Looks at the workspace; `None` when it is as it was. `now` is the time since any fixed moment.
    ///
    /// # Errors
    /// When the folder itself cannot be read; what was read before is kept.
    pub fn look(&mut self, now: Duration) -> Result<Option<Seen>, Error> {
        let (inputs, findings) = walk::walk(&self.root)?;
        let read: Vec<(Arc<str>, Kept)> =
            inputs.par_iter().map(|input| (Arc::clone(&input.name), self.again(input, now))).collect();
        let read: BTreeMap<Arc<str>, Kept> = read.into_iter().collect();
        let gone = self.kept.keys().filter(|path| !read.contains_key(*path));
        let mut changed: Vec<Arc<str>> = gone.chain(self.differing(&read)).cloned().collect();
        changed.sort();
        let is_doubtful = self.is_doubtful(&changed, &read);
        let is_same = changed.is_empty() && findings == self.findings && !self.is_new;
        self.inputs = inputs;
        self.kept = read;
        self.findings = findings;
        self.is_new = false;
        Ok((!is_same).then(|| self.seen(changed, is_doubtful)))
    }

    /// Looks again at these places of the disk alone; at the whole workspace when something came or went there.
    ///
    /// # Errors
    /// Those of [`Self::look`].
    pub fn look_at(&mut self, places: &BTreeSet<PathBuf>, now: Duration) -> Result<Option<Seen>, Error> {
        let Some(inputs) = self.known(places) else { return self.look(now) };
        let read: BTreeMap<Arc<str>, Kept> =
            inputs.iter().map(|input| (Arc::clone(&input.name), self.again(input, now))).collect();
        let changed: Vec<Arc<str>> = self.differing(&read).cloned().collect();
        let is_doubtful = self.is_doubtful(&changed, &read);
        self.kept.extend(read);
        Ok((!changed.is_empty()).then(|| self.seen(changed, is_doubtful)))
    }

    /// The input files at these places; `None` when something else than the content of known files may have changed.
    fn known(&self, places: &BTreeSet<PathBuf>) -> Option<Vec<Input>> {
        let mut known = Vec::new();
        for place in places {
            let name = walk::workspace_name(&self.root, place);
            let metadata = place.symlink_metadata();
            match self.inputs.binary_search_by(|input| input.name.cmp(&name)) {
                Ok(at) => {
                    let input = &self.inputs[at];
                    let is_file = metadata.is_ok_and(|metadata| metadata.is_file());
                    known.push(Some(input.clone()).filter(|input| is_file && input.path == *place)?);
                }
                Err(_) => {
                    let inside = format!("{name}/");
                    let first = self.inputs.partition_point(|input| *input.name < *inside);
                    let was_folder = self.inputs.get(first).is_some_and(|input| input.name.starts_with(&inside));
                    let is_ours =
                        || place.strip_prefix(&self.root).is_ok_and(|inside| !inside.iter().any(walk::is_skipped));
                    if was_folder || metadata.is_ok() && is_ours() {
                        return None;
                    }
                }
            }
        }
        Some(known)
    }

    /// A file as it is now, from memory when it cannot have changed.
    fn again(&self, input: &Input, now: Duration) -> Kept {
        // Taken before the file is read: a later write shows at the next look.
        let stamp = std::fs::metadata(&input.path).ok().map(|metadata| Stamp::of(&metadata));
        let before = self.kept.get(&input.name).filter(|kept| stamp.is_some() && kept.stamp == stamp);
        if let Some(kept) = before.filter(|kept| !kept.is_fresh) {
            return kept.clone();
        }
        let (file, finding) = decode::read(input);
        let since = before.map_or(now, |kept| kept.since);
        Kept { stamp, since, is_fresh: now.saturating_sub(since) < TICK, file, finding }
    }

    /// The paths of what was read now that is not as it was, in order.
    fn differing<'r>(&self, read: &'r BTreeMap<Arc<str>, Kept>) -> impl Iterator<Item = &'r Arc<str>> {
        let is_same = |path: &Arc<str>, kept: &Kept| self.kept.get(path).is_some_and(|old| old.says_the_same(kept));
        read.iter().filter(move |(path, kept)| !is_same(path, kept)).map(|(path, _)| path)
    }

    /// Whether a file that held something is empty in what was read now, or not there.
    fn is_doubtful(&self, changed: &[Arc<str>], read: &BTreeMap<Arc<str>, Kept>) -> bool {
        let is_full = |kept: &BTreeMap<Arc<str>, Kept>, path| kept.get(path).is_some_and(Kept::is_full);
        changed.iter().any(|path| is_full(&self.kept, path) && !is_full(read, path))
    }

    fn seen(&self, changed: Vec<Arc<str>>, is_doubtful: bool) -> Seen {
        let files = self.kept.iter().filter_map(|(path, kept)| Some((Arc::clone(path), kept.file.clone()?)));
        let of_files = self.kept.values().filter_map(|kept| kept.finding.clone());
        Seen {
            sources: Sources { files: files.collect() },
            findings: self.findings.iter().cloned().chain(of_files).collect(),
            changed,
            is_doubtful,
        }
    }
}

impl Kept {
    fn is_full(&self) -> bool {
        self.file.as_ref().is_some_and(|file| !file.bytes.is_empty())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let bytes = |kept: &Self| kept.file.as_ref().map(|file| Arc::clone(&file.bytes));
        bytes(self) == bytes(other) && self.finding == other.finding
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { size: metadata.len(), modified: metadata.modified().ok(), identity: identity(metadata) }
    }
}

/// Inode, device, and when anything of the file last changed, which no program can set back.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt;
    [metadata.ino().cast_signed(), metadata.dev().cast_signed(), metadata.ctime(), metadata.ctime_nsec()]
}

/// Systems without inodes: size and time of the last write have to do.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> [i64; 4] {
    [0; 4]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn paths(seen: Option<Seen>) -> Vec<String> {
        seen.map(|seen| seen.changed.iter().map(ToString::to_string).collect()).unwrap_or_default()
    }

    #[test]
    fn only_what_changed_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        write("report.yaml", "a");
        write("content/a.md", "a");
        let mut reader = Reader::new(folder.path());
        assert_eq!(paths(reader.look(Duration::ZERO).unwrap()), ["content/a.md", "report.yaml"]);
        assert!(reader.look(Duration::ZERO).unwrap().is_none());
        write("content/a.md", "b");
        assert_eq!(paths(reader.look(Duration::ZERO).unwrap()), ["content/a.md"]);
        fs::rename(folder.path().join("content/a.md"), folder.path().join("content/b.md")).unwrap();
        assert_eq!(paths(reader.look(Duration::ZERO).unwrap()), ["content/a.md", "content/b.md"]);
        fs::remove_dir_all(folder.path()).unwrap();
        assert!(reader.look(Duration::ZERO).is_err());
    }

    #[test]
    fn a_second_write_in_the_same_tick_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.yaml");
        fs::write(&path, "a").unwrap();
        let mut reader = Reader::new(folder.path());
        reader.look(Duration::ZERO).unwrap();
        for round in 0..200 {
            let text = if round % 2 == 0 { "b" } else { "c" };
            fs::write(&path, text).unwrap();
            let seen = reader.look(Duration::ZERO).unwrap().expect("a change");
            assert_eq!(seen.sources.text("report.yaml"), Some(text), "round {round}");
        }
    }

    #[test]
    fn a_settled_file_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("report.yaml"), "a").unwrap();
        let mut reader = Reader::new(folder.path());
        reader.look(Duration::ZERO).unwrap();
        assert!(reader.kept["report.yaml"].is_fresh);
        reader.look(TICK).unwrap();
        assert!(!reader.kept["report.yaml"].is_fresh);
        let bytes = Arc::clone(&reader.kept["report.yaml"].file.as_ref().unwrap().bytes);
        reader.look(Duration::ZERO).unwrap();
        assert!(Arc::ptr_eq(&bytes, &reader.kept["report.yaml"].file.as_ref().unwrap().bytes));
    }

    #[test]
    fn a_look_at_some_places_sees_what_a_whole_look_would() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join("content").join(name);
        fs::create_dir_all(place("10-x")).unwrap();
        fs::create_dir_all(place("10-x-y")).unwrap();
        for name in ["a.md", "10-x/b.md", "10-x-y/c.md"] {
            fs::write(place(name), "a").unwrap();
        }
        let mut reader = Reader::new(folder.path());
        reader.look(TICK).unwrap();
        reader.look(TICK * 2).unwrap();
        let mut look_at = |names: &[&str]| {
            let places = names.iter().map(|name| place(name)).collect();
            paths(reader.look_at(&places, TICK * 3).unwrap())
        };
        fs::write(place("a.md"), "b").unwrap();
        fs::write(place("10-x/b.md"), "b").unwrap();
        assert_eq!(look_at(&["10-x/b.md"]), ["content/10-x/b.md"], "the other one is not looked at");
        assert_eq!(look_at(&[".a.md.swp", "gone.tmp"]), <[&str; 0]>::default(), "what editors leave is nothing to us");
        assert_eq!(look_at(&["a.md"]), ["content/a.md"]);
        fs::write(place("new.md"), "b").unwrap();
        assert_eq!(look_at(&["new.md"]), ["content/new.md"]);
        fs::rename(place("new.md"), place("newer.md")).unwrap();
        assert_eq!(look_at(&["newer.md"]), ["content/new.md", "content/newer.md"], "something came: all is looked at");
        fs::rename(place("10-x"), folder.path().join("away")).unwrap();
        assert_eq!(look_at(&["10-x"]), ["content/10-x/b.md"]);
        fs::remove_file(place("a.md")).unwrap();
        assert_eq!(look_at(&["a.md"]), ["content/a.md"]);
    }

    #[test]
    fn a_file_found_empty_is_doubtful() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.yaml");
        fs::write(&path, "a").unwrap();
        let mut reader = Reader::new(folder.path());
        assert!(!reader.look(Duration::ZERO).unwrap().unwrap().is_doubtful);
        fs::write(&path, "").unwrap();
        assert!(reader.look(Duration::ZERO).unwrap().unwrap().is_doubtful);
        fs::write(&path, "b").unwrap();
        assert!(!reader.look(Duration::ZERO).unwrap().unwrap().is_doubtful);
    }
}
