//! What a target holds and what it should hold → what to send, to leave and to remove.

use super::conduct::Publication;
use super::manifest::{Entry, INCOMING, Manifest, OWN, Pending, Retired};
use super::transfer::aside;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How long what is named by its content outlives its publication: pages that readers have open still ask for it.
const OUTLIVES: SignedDuration = SignedDuration::from_hours(24);
/// Most pages and documents removed without being asked for by number.
const MOST_REMOVED: usize = 50;

/// Why a file is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The target has no such file.
    New,
    /// It has another content.
    Changed,
    /// It should have it and does not: somebody removed or altered it there.
    Restored,
}

/// A file to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Why.
    pub change: Change,
    /// What it will be.
    pub entry: Entry,
}

/// What a target holds, as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub manifest: Option<Manifest>,
    pub pending: Option<Pending>,
    /// Path → bytes.
    pub listing: BTreeMap<String, u64>,
}

/// What a publication does to a target.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What is sent, by address.
    pub uploads: BTreeMap<String, Upload>,
    /// Files that are already as they should be.
    pub unchanged: usize,
    /// Files of the former publication that the site no longer has.
    pub retired: BTreeMap<String, Entry>,
    /// Files of ours whose time has come: retired before, or left by a publication that was interrupted.
    pub due: BTreeSet<String>,
    /// Files that are not ours, where the site would be written, of another content.
    pub in_the_way: Vec<String>,
    /// Whether a publication was interrupted there.
    pub resumes: bool,
    /// Whether the inventory of the target already is that of the site.
    pub is_known: bool,
    pub(super) found: Found,
}

impl Plan {
    /// Whether the target is already as it should be.
    pub fn is_empty(&self) -> bool {
        self.is_known && self.uploads.is_empty() && self.retired.is_empty() && self.due.is_empty() && !self.resumes
    }

    /// Bytes to send.
    pub fn bytes(&self) -> u64 {
        self.uploads.values().map(|upload| upload.entry.size).sum()
    }

    /// How many files are sent for that reason.
    pub fn count(&self, change: Change) -> usize {
        self.uploads.values().filter(|upload| upload.change == change).count()
    }

    /// Pages and documents that readers lose. What is named by its content is not among them: it goes with each change.
    pub fn lost(&self) -> Vec<&str> {
        let is_there = |path: &String| self.found.listing.contains_key(path);
        let lost = self.retired.iter().filter(|(path, entry)| is_there(path) && !entry.names(path) && !is_twin(path));
        lost.map(|(path, _)| path.as_str()).collect()
    }

    /// How many may be lost without being asked for: 50, or a tenth of the former publication.
    pub fn most_lost(&self) -> usize {
        let published = self.found.manifest.as_ref().map_or(0, |manifest| manifest.files.len());
        (published / 10).clamp(1, MOST_REMOVED)
    }

    /// How many published files of an edition change or go; none on a target where nothing was published.
    pub fn changed_in(&self, edition: &str) -> usize {
        let prefix = format!("{edition}/");
        let is_of = |path: &str| path.starts_with(&prefix) && self.found.manifest.is_some();
        let changed = self.uploads.iter().filter(|(path, upload)| is_of(path) && upload.change == Change::Changed);
        changed.count() + self.lost().iter().filter(|path| is_of(path)).count()
    }

    /// The publication that is there.
    pub fn former(&self) -> Option<&Manifest> {
        self.found.manifest.as_ref()
    }
}

/// `index.html.br`: what goes with its file.
pub(super) fn is_twin(path: &str) -> bool {
    path.ends_with(".br") || path.ends_with(".gz")
}

/// What a file of the target is, as far as its inventory and the listing tell.
enum Seen {
    Absent,
    Same,
    Other,
    /// Of the right size, and its content is not known: `ours` when a publication of ours put it there.
    Unknown {
        ours: bool,
    },
    Stranger,
}

/// Compares. `is` reads a file of the target and tells whether it has that content; it is only asked where the inventory does not tell.
pub(super) fn compare<E>(
    wanted: &Publication,
    found: Found,
    now: Timestamp,
    is: impl Fn(&BTreeMap<String, Entry>) -> Result<BTreeSet<String>, E>,
) -> Result<Plan, E> {
    let empty = BTreeMap::new();
    let files = found.manifest.as_ref().map_or(&empty, |manifest| &manifest.files);
    let no_pending = Pending::default();
    let pending = found.pending.as_ref().unwrap_or(&no_pending);
    let retired = found.manifest.iter().flat_map(|manifest| &manifest.retired);
    let retired: BTreeMap<&String, &Retired> = retired.collect();
    // Some FTP servers do not list names that begin with a dot.
    let hides_dots = found.manifest.is_some() && !found.listing.keys().any(|path| path.starts_with(OWN));
    let is_there = |path: &str| match found.listing.get(path) {
        Some(size) => Some(*size),
        None if hides_dots && path.split('/').any(|part| part.starts_with('.')) => {
            files.get(path).map(|entry| entry.size)
        }
        None => None,
    };
    let is_ours = |path: &String| {
        files.contains_key(path)
            || retired.contains_key(path)
            || pending.files.contains_key(path)
            || pending.leftovers.contains(path)
    };
    let see = |path: &String, entry: &Entry| {
        let Some(size) = is_there(path) else { return Seen::Absent };
        let is_touched = pending.files.contains_key(path) || pending.leftovers.contains(path);
        match files.get(path) {
            _ if !is_ours(path) && size != entry.size => Seen::Stranger,
            _ if !is_ours(path) => Seen::Unknown { ours: false },
            _ if size != entry.size => Seen::Other,
            Some(known) if known == entry && pending.files.get(path).is_none_or(|pending| pending == entry) => {
                Seen::Same
            }
            Some(known) if !is_touched && known != entry => Seen::Other,
            _ => Seen::Unknown { ours: true },
        }
    };
    let is_known = found.manifest.as_ref().is_some_and(|manifest| manifest.files == wanted.files);
    let mut plan = Plan { resumes: found.pending.is_some(), is_known, ..Plan::default() };
    let seen: BTreeMap<&String, Seen> = wanted.files.iter().map(|(path, entry)| (path, see(path, entry))).collect();
    let unknown = seen.iter().filter(|(_, seen)| matches!(seen, Seen::Unknown { .. }));
    let same = is(&unknown.map(|(path, _)| ((*path).clone(), wanted.files[*path].clone())).collect())?;
    for (path, seen) in seen {
        let entry = &wanted.files[path];
        let change = match seen {
            Seen::Same => None,
            Seen::Unknown { .. } if same.contains(path) => None,
            Seen::Stranger | Seen::Unknown { ours: false } => {
                plan.in_the_way.push(path.clone());
                Some(Change::Changed)
            }
            Seen::Absent if files.get(path) == Some(entry) => Some(Change::Restored),
            // Its place is not listed, and pages may lead to it all the same: it goes with those that change.
            Seen::Absent if files.contains_key(path) => Some(Change::Changed),
            Seen::Absent => Some(Change::New),
            Seen::Other if files.get(path) == Some(entry) => Some(Change::Restored),
            Seen::Other | Seen::Unknown { ours: true } => Some(Change::Changed),
        };
        match change {
            None => plan.unchanged += 1,
            Some(change) => {
                plan.uploads.insert(path.clone(), Upload { change, entry: entry.clone() });
            }
        }
    }
    // Also those that are not listed: a listing may have been altered on its way.
    let gone = |path: &&String| !wanted.files.contains_key(*path);
    for path in files.keys().filter(gone) {
        plan.retired.insert(path.clone(), files[path].clone());
    }
    for path in retired.keys().copied().filter(gone) {
        let was = retired[path];
        if !was.entry.names(path) || now.duration_since(was.since) >= OUTLIVES {
            plan.due.insert(path.clone());
        }
    }
    let left = pending.files.keys().chain(&pending.leftovers).filter(gone);
    plan.due.extend(left.filter(|path| !files.contains_key(*path) && !retired.contains_key(path)).cloned());
    plan.due.extend(found.listing.keys().filter(|path| path.starts_with(INCOMING)).cloned());
    if hides_dots {
        plan.due.extend(pending.files.iter().map(|(path, entry)| aside(path, entry)));
    }
    plan.found = found;
    Ok(plan)
}
