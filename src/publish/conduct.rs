//! A publication from end to end: read the target, plan, take the lock, send, record, remove what nobody reads any more.

use super::error::{Error, Trouble};
use super::lock::Lock;
use super::manifest::{self, Entry, INCOMING, Manifest, Past, Pending, Retired};
use super::order;
use super::plan::{self, Change, Found, Plan, Upload};
use super::records::Records;
use super::store::Store;
use super::transfer::{Carrier, Pace, Progress, Step, Tell};
use crate::render::Rendered;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a target should hold.
#[derive(Clone, Debug, Default)]
pub struct Publication {
    /// Address → file.
    pub files: BTreeMap<String, Entry>,
    /// Hash → bytes, as far as they are known here.
    contents: BTreeMap<String, Arc<[u8]>>,
    /// The publication that this one goes back to.
    back_to: Option<u32>,
}

impl Publication {
    /// A site that was built.
    pub fn of_site(site: &Rendered) -> Self {
        let mut publication = Self::default();
        for (path, bytes) in &site.files {
            let entry = Entry::of(bytes);
            publication.contents.insert(entry.hash.clone(), Arc::clone(bytes));
            publication.files.insert(path.clone(), entry);
        }
        publication
    }

    /// A former publication, with the contents that this machine has kept.
    pub fn of_record(manifest: &Manifest, records: &Records) -> Self {
        let entries = manifest.files.values();
        let contents = entries.filter_map(|entry| Some((entry.hash.clone(), records.content(entry)?))).collect();
        Self { files: manifest.files.clone(), contents, back_to: Some(manifest.publication.number) }
    }

    fn content(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.contents.get(&self.files.get(path)?.hash)
    }
}

/// How much at a time, how patiently, and what was allowed.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests at the same time.
    pub connections: usize,
    /// How failures are tried again.
    pub pace: Pace,
    /// How long readers may finish with the former pages before what is gone is removed.
    pub grace: Duration,
    /// Most pages and documents to remove; `None` for the usual cap.
    pub deletions: Option<usize>,
    /// Files of others may be replaced.
    pub replace: bool,
    /// The lock of another is broken.
    pub break_lock: bool,
}

/// What a publication did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The publication, as the history has it.
    pub publication: Past,
    /// Files sent.
    pub sent: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files removed.
    pub removed: usize,
    /// Files of the former publication that could not be kept for going back.
    pub unkept: usize,
}

/// Reads a target and compares it with what it should hold. Nothing is written.
///
/// # Errors
/// When the target cannot be read, or its manifest is not understood.
pub fn prepare(
    store: &dyn Store,
    wanted: &Publication,
    limits: &Limits,
    now: Timestamp,
    tell: Tell,
) -> Result<Plan, Error> {
    let carrier = Carrier { store, pace: limits.pace, connections: limits.connections, tell };
    let found = found(&carrier)?;
    plan::compare(wanted, found, now, |unknown| {
        let same = Mutex::new(BTreeSet::new());
        let paths: Vec<(&str, u64)> = unknown.iter().map(|(path, entry)| (path.as_str(), entry.size)).collect();
        carrier.each(Step::Comparing, &paths, |path| {
            if carrier.holds(path, &unknown[path])? {
                same.lock().expect("no thread panics").insert(path.to_owned());
            }
            Ok(())
        })?;
        Ok(same.into_inner().expect("no thread panics"))
    })
}

fn found(carrier: &Carrier) -> Result<Found, Error> {
    let (manifest, pending) = inventories(carrier)?;
    Ok(Found { manifest, pending, listing: carrier.list()? })
}

/// What a target says that it holds, and what a publication under way says.
pub(super) fn inventories(carrier: &Carrier) -> Result<(Option<Manifest>, Option<Pending>), Error> {
    let manifest = match carrier.read_own(manifest::PATH)? {
        Some(manifest) => Some(manifest.filter(|manifest: &Manifest| manifest.version == 1).ok_or(Error::Manifest)?),
        None => None,
    };
    Ok((manifest, carrier.read_own(manifest::PENDING)?.map(Option::unwrap_or_default)))
}

/// The history of a target, the latest publication first.
///
/// # Errors
/// When the target cannot be read, or its manifest is not understood.
pub fn history(store: &dyn Store, pace: Pace) -> Result<Vec<Past>, Error> {
    let carrier = Carrier { store, pace, connections: 1, tell: &|_| {} };
    Ok(inventories(&carrier)?.0.map(|manifest| manifest.history()).unwrap_or_default())
}

/// What stands against a plan, before anything is written.
///
/// # Errors
/// Files in the way, too many deletions, contents that are lost.
pub fn allowed(plan: &Plan, wanted: &Publication, limits: &Limits) -> Result<(), Error> {
    if !plan.in_the_way.is_empty() && !limits.replace {
        return Err(Error::InTheWay(plan.in_the_way.clone()));
    }
    let (lost, most) = (plan.lost().len(), limits.deletions.unwrap_or_else(|| plan.most_lost()));
    if lost > most {
        return Err(Error::Deletions(lost, most));
    }
    let unknown = plan.uploads.keys().filter(|path| wanted.content(path).is_none()).count();
    if unknown > 0 { Err(Error::Lost(unknown)) } else { Ok(()) }
}

/// Carries a plan out.
///
/// # Errors
/// As [`allowed`]; when somebody else publishes; when a request fails for good. The target is then as readers should see it, and the
/// next publication goes on from there.
pub fn publish(
    store: &dyn Store,
    plan: &Plan,
    wanted: &Publication,
    records: &Records,
    lock: &Lock,
    limits: &Limits,
    tell: Tell,
) -> Result<Done, Error> {
    allowed(plan, wanted, limits)?;
    let carrier = Carrier { store, pace: limits.pace, connections: limits.connections, tell };
    lock.take(&carrier, limits.break_lock)?;
    let done = carry_out(&carrier, plan, wanted, records, lock, limits);
    let released = Lock::release(&carrier);
    let done = done?;
    released.map_err(|trouble| Error::Store(None, trouble))?;
    Ok(done)
}

fn carry_out(
    carrier: &Carrier,
    plan: &Plan,
    wanted: &Publication,
    records: &Records,
    lock: &Lock,
    limits: &Limits,
) -> Result<Done, Error> {
    let (manifest, pending) = inventories(carrier)?;
    if manifest != plan.found.manifest || pending != plan.found.pending {
        return Err(Error::Overtaken);
    }
    let unkept = keep(carrier, plan, wanted, records)?;
    carrier.write_own(manifest::PENDING, &begun(plan, wanted))?;

    let staged = plan.found.listing.iter().filter(|(path, _)| path.starts_with(INCOMING));
    let staged = staged.map(|(path, size)| (path.clone(), *size)).collect();
    send(carrier, &plan.uploads, wanted, &staged)?;
    let overwritten = overwritten(carrier, plan, wanted)?;
    if !overwritten.is_empty() {
        send(carrier, &overwritten, wanted, &BTreeMap::new())?;
    }

    let mut manifest = followed(plan, wanted, lock);
    carrier.write_own(manifest::PATH, &manifest)?;
    records.record(&manifest)?;
    let removed = remove(carrier, plan, limits, &mut manifest)?;
    let gone = carrier.patiently(manifest::PENDING, || carrier.store.remove(manifest::PENDING));
    gone.map_err(Error::at(manifest::PENDING))?;
    Ok(Done { publication: manifest.publication, sent: plan.uploads.len(), bytes: plan.bytes(), removed, unkept })
}

/// Sends files in the order in which readers may meet them.
fn send(
    carrier: &Carrier,
    uploads: &BTreeMap<String, Upload>,
    wanted: &Publication,
    staged: &BTreeMap<String, u64>,
) -> Result<(), Error> {
    let pages = wanted.files.keys().map(String::as_str).filter(|path| path.ends_with(".html")).collect();
    let waves = order::waves(uploads, &pages, |path| wanted.content(path));
    let files = uploads.iter().filter_map(|(path, upload)| {
        let bytes = wanted.content(path)?;
        Some((path.clone(), (upload.entry.clone(), Arc::clone(bytes))))
    });
    carrier.send(&waves, &files.collect(), staged)
}

/// The files that are not as they were left. A target may carry out the last requests of an interrupted publication long after they were cut
/// off: what it was about to write is read once more.
fn overwritten(carrier: &Carrier, plan: &Plan, wanted: &Publication) -> Result<BTreeMap<String, Upload>, Error> {
    let Some(pending) = &plan.found.pending else { return Ok(BTreeMap::new()) };
    let was = |path: &String| plan.former().and_then(|former| former.files.get(path));
    let is_doubtful = |path: &String| {
        pending.leftovers.contains(path) || pending.files.get(path).is_some_and(|entry| was(path) != Some(entry))
    };
    let doubtful: BTreeMap<&str, &Entry> =
        wanted.files.iter().filter(|(path, _)| is_doubtful(path)).map(|(path, entry)| (path.as_str(), entry)).collect();
    let paths: Vec<(&str, u64)> = doubtful.iter().map(|(path, entry)| (*path, entry.size)).collect();
    let overwritten = Mutex::new(BTreeMap::new());
    carrier.each(Step::Comparing, &paths, |path| {
        let entry = doubtful[path];
        if !carrier.holds(path, entry)? && wanted.content(path).is_some() {
            let upload = Upload { change: Change::Changed, entry: entry.clone() };
            overwritten.lock().expect("no thread panics").insert(path.to_owned(), upload);
        }
        Ok(())
    })?;
    Ok(overwritten.into_inner().expect("no thread panics"))
}

/// Keeps the new contents, and those that are about to be replaced or removed; how many of these could not be.
fn keep(carrier: &Carrier, plan: &Plan, wanted: &Publication, records: &Records) -> Result<usize, Error> {
    // Recorded first: what no recorded publication has is forgotten then, and the new one comes last.
    if let Some(manifest) = plan.former().filter(|manifest| records.manifest(manifest.publication.number).is_none()) {
        records.record(manifest)?;
    }
    for (path, entry) in &wanted.files {
        if let Some(bytes) = wanted.content(path) {
            records.keep(entry, bytes)?;
        }
    }
    let Some(manifest) = plan.former() else { return Ok(0) };
    let changed = plan.uploads.iter().filter(|(_, upload)| upload.change == Change::Changed).map(|(path, _)| path);
    let going = changed.chain(plan.retired.keys()).filter_map(|path| Some((path.as_str(), manifest.files.get(path)?)));
    let going: BTreeMap<&str, &Entry> = going.filter(|(_, entry)| !records.has(entry)).collect();
    let paths: Vec<(&str, u64)> = going.iter().map(|(path, entry)| (*path, entry.size)).collect();
    let unkept = Mutex::new(0);
    carrier.each(Step::Keeping, &paths, |path| {
        let bytes = carrier.store.read(path)?.filter(|bytes| Entry::of(bytes) == *going[path]);
        match bytes.map(|bytes| records.keep(going[path], &bytes)) {
            Some(Ok(())) => Ok(()),
            Some(Err(error)) => Err(Trouble::Other(error.message().en)),
            None => {
                *unkept.lock().expect("no thread panics") += 1;
                Ok(())
            }
        }
    })?;
    Ok(unkept.into_inner().expect("no thread panics"))
}

/// What is said on the target before the first file is sent.
fn begun(plan: &Plan, wanted: &Publication) -> Pending {
    let mut leftovers = BTreeSet::new();
    if let Some(pending) = &plan.found.pending {
        leftovers.extend(pending.files.keys().chain(&pending.leftovers).cloned());
    }
    Pending { files: wanted.files.clone(), leftovers }
}

/// The manifest once everything is in its place.
fn followed(plan: &Plan, wanted: &Publication, lock: &Lock) -> Manifest {
    let former = plan.former();
    let publication = Past {
        number: former.map_or(1, |former| former.publication.number + 1),
        published: lock.since,
        by: lock.owner.clone(),
        files: wanted.files.len(),
        bytes: wanted.files.values().map(|entry| entry.size).sum(),
        back_to: wanted.back_to,
    };
    let mut retired: BTreeMap<String, Retired> = former.map(|former| former.retired.clone()).unwrap_or_default();
    retired.retain(|path, _| !wanted.files.contains_key(path));
    for (path, entry) in &plan.retired {
        retired.insert(path.clone(), Retired { entry: entry.clone(), since: lock.since });
    }
    // One that changed nothing of the site is no publication of its own.
    if let Some(former) = former.filter(|former| former.files == wanted.files) {
        return Manifest { retired, ..former.clone() };
    }
    Manifest {
        version: 1,
        publication,
        files: wanted.files.clone(),
        retired,
        former: former.map(Manifest::history).unwrap_or_default(),
    }
}

/// Waits until nobody reads what leads to them, then removes the files that are gone; how many.
fn remove(carrier: &Carrier, plan: &Plan, limits: &Limits, manifest: &mut Manifest) -> Result<usize, Error> {
    let now = plan.retired.iter().filter(|(path, entry)| !entry.names(path)).map(|(path, _)| path);
    let now: BTreeSet<&String> = now.collect();
    if !now.is_empty() {
        let of_files = now.len();
        (carrier.tell)(Progress { step: Step::Waiting, files: 0, of_files, bytes: 0, of_bytes: 0 });
        thread::sleep(limits.grace);
    }
    let going: BTreeSet<&String> = now.into_iter().chain(&plan.due).collect();
    // What was sent aside has taken its place, and only its former name is listed.
    let paths: Vec<(&str, u64)> = going.iter().map(|path| (path.as_str(), 0)).collect();
    carrier.each(Step::Removing, &paths, |path| carrier.store.remove(path))?;
    let before = manifest.retired.len();
    manifest.retired.retain(|path, _| !going.contains(path));
    if manifest.retired.len() < before {
        carrier.write_own(manifest::PATH, manifest)?;
    }
    Ok(going.iter().filter(|path| !path.starts_with(INCOMING)).count())
}
