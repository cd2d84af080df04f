//! A workspace folder, looked at again and again → [`Sources`] each time something changed, reading only what may have changed.
//!
//! A file is read again when its stamp (size, times, identity) is not the one it had *before* it was last read. A stamp alone
//! cannot tell two writes within one tick of the clock of a disk, so a file stays *fresh*, and is read again whatever its
//! stamp, until it was read once more a tick or longer after that stamp was first seen: whatever is written later has another.

use super::walk::Input;
use super::{Error, File, Sources, decode, walk};
use crate::finding::Finding;
use rayon::prelude::*;
use std::collections::BTreeMap;
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
        Self { root: root.to_owned(), kept: BTreeMap::new(), findings: Vec::new(), is_new: true }
    }

    /// Looks at the workspace; `None` when it is as it was. `now` is the time since any fixed moment.
    ///
    /// # Errors
    /// When the folder itself cannot be read; what was read before is kept.
    pub fn look(&mut self, now: Duration) -> Result<Option<Seen>, Error> {
        let (inputs, findings) = walk::walk(&self.root)?;
        let read: Vec<(Arc<str>, Kept)> =
            inputs.into_par_iter().map(|input| (Arc::clone(&input.name), self.again(&input, now))).collect();
        let kept: BTreeMap<Arc<str>, Kept> = read.into_iter().collect();
        let changed = changes(&self.kept, &kept);
        let is_full = |kept: &BTreeMap<Arc<str>, Kept>, path| kept.get(path).is_some_and(Kept::is_full);
        let is_doubtful = changed.iter().any(|path| is_full(&self.kept, path) && !is_full(&kept, path));
        let is_same = changed.is_empty() && findings == self.findings && !self.is_new;
        self.kept = kept;
        self.findings = findings;
        self.is_new = false;
        Ok((!is_same).then(|| self.seen(changed, is_doubtful)))
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

/// The paths whose files differ, in order.
fn changes(before: &BTreeMap<Arc<str>, Kept>, now: &BTreeMap<Arc<str>, Kept>) -> Vec<Arc<str>> {
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let other = now.iter().filter(|(path, kept)| !before.get(*path).is_some_and(|old| old.says_the_same(kept)));
    let mut changed: Vec<Arc<str>> = gone.chain(other.map(|(path, _)| path)).cloned().collect();
    changed.sort();
    changed
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
