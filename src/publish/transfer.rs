//! Waves → the store: several files at a time, each read back, each tried again when the network fails.

use super::error::{Error, Trouble};
use super::manifest::{ASIDE, Entry, INCOMING, sealed, unsealed};
use super::store::{Sent, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// How to try again.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Tries of one request, the first included.
    pub tries: u32,
    /// The wait after the first failure; each one after is twice as long.
    pub first: Duration,
}

impl Default for Pace {
    /// Seven tries over some ten seconds: a network that stumbles is not waited for, one that fell is.
    fn default() -> Self {
        Self { tries: 7, first: Duration::from_millis(200) }
    }
}

/// A step of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What the target holds is read.
    Comparing,
    /// The former publication is kept, for going back.
    Keeping,
    /// Files are sent.
    Sending,
    /// Files take their places.
    Placing,
    /// Readers finish with the former pages.
    Waiting,
    /// What is no longer of use is removed.
    Removing,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which one.
    pub step: Step,
    /// Files done.
    pub files: usize,
    /// Files of the step.
    pub of_files: usize,
    /// Bytes done.
    pub bytes: u64,
    /// Bytes of the step.
    pub of_bytes: u64,
}

/// Whoever is told of the progress; called from several threads.
pub type Tell<'t> = &'t (dyn Fn(Progress) + Sync);

/// A store, with the manner of asking it.
#[derive(Clone, Copy)]
pub(super) struct Carrier<'c> {
    pub store: &'c dyn Store,
    pub pace: Pace,
    pub connections: usize,
    pub tell: Tell<'c>,
}

impl Carrier<'_> {
    /// Asks until it is answered or there is no hope; `what` tells requests apart, so that those that fail together are not all tried
    /// again at the same moment.
    pub(super) fn patiently<T>(&self, what: &str, ask: impl Fn() -> Result<T, Trouble>) -> Result<T, Trouble> {
        let mut failures = 0;
        loop {
            match ask() {
                Err(trouble) if trouble.is_passing() && failures + 1 < self.pace.tries => {
                    let jitter = u32::from(blake3::hash(what.as_bytes()).as_bytes()[failures as usize % 32]);
                    let wait = self.pace.first * 2u32.pow(failures.min(6));
                    thread::sleep(wait / 2 + wait * jitter / 512);
                    failures += 1;
                }
                answer => return answer,
            }
        }
    }

    /// Does the same to each path, several at a time. The first failure stops the rest.
    pub(super) fn each(
        &self,
        step: Step,
        paths: &[(&str, u64)],
        work: impl Fn(&str) -> Result<(), Trouble> + Sync,
    ) -> Result<(), Error> {
        let of_bytes = paths.iter().map(|(_, size)| size).sum();
        let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
        let done = Mutex::new(Progress { step, files: 0, of_files: paths.len(), bytes: 0, of_bytes });
        let work_on = || {
            while let Some((path, size)) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                match self.patiently(path, || work(path)) {
                    Ok(()) => {
                        let mut done = done.lock().expect("no thread panics");
                        done.files += 1;
                        done.bytes += size;
                        (self.tell)(*done);
                    }
                    Err(trouble) => {
                        next.store(paths.len(), Ordering::Relaxed);
                        failed.lock().expect("no thread panics").get_or_insert((*path, trouble));
                    }
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.connections.min(paths.len()) {
                scope.spawn(work_on);
            }
            work_on();
        });
        match failed.into_inner().expect("no thread panics") {
            Some((path, trouble)) => Err(Error::at(path)(trouble)),
            None => Ok(()),
        }
    }

    /// Every file of the target, with its size, folder by folder where the host has folders.
    pub(super) fn list(&self) -> Result<BTreeMap<String, u64>, Error> {
        let (mut files, mut folders) = (BTreeMap::new(), vec![String::new()]);
        let quietly = Carrier { tell: &|_| {}, ..*self };
        while !folders.is_empty() {
            let found = Mutex::new((BTreeMap::new(), Vec::new()));
            let level: Vec<(&str, u64)> = folders.iter().map(|folder| (folder.as_str(), 0)).collect();
            let list = |folder: &str| {
                let listing = self.store.list(folder)?;
                let mut found = found.lock().expect("no thread panics");
                found.0.extend(listing.files);
                found.1.extend(listing.folders);
                Ok(())
            };
            quietly.each(Step::Comparing, &level, list).map_err(|error| match error {
                Error::Store(_, trouble) => Error::Store(None, trouble),
                other => other,
            })?;
            let (more, next) = found.into_inner().expect("no thread panics");
            files.extend(more);
            folders = next;
        }
        Ok(files)
    }

    /// Reads a file of our own; `Some(None)` when it is there and is not what was written.
    pub(super) fn read_own<T: DeserializeOwned>(&self, path: &str) -> Result<Option<Option<T>>, Error> {
        let read = || match self.store.read(path)? {
            Some(bytes) => unsealed(&bytes).map(|read| Some(Some(read))).ok_or(Trouble::Corrupt),
            None => Ok(None),
        };
        // Altered on its way here, or on its way there.
        match self.patiently(path, || match read() {
            Err(Trouble::Corrupt) => read(),
            answer => answer,
        }) {
            Err(Trouble::Corrupt) => Ok(Some(None)),
            answer => answer.map_err(Error::at(path)),
        }
    }

    /// Writes a file of our own, whole or not at all.
    pub(super) fn write_own(&self, path: &str, value: &impl Serialize) -> Result<(), Error> {
        let bytes: Arc<[u8]> = sealed(value).into();
        let entry = Entry::of(&bytes);
        let write = || {
            if !self.store.renames() {
                return self.put(path, &bytes, &entry, Sent::own());
            }
            let aside = format!("{path}{ASIDE}");
            self.put(&aside, &bytes, &entry, Sent::own())?;
            self.place(&aside, path, &bytes, &entry, Sent::own())
        };
        self.patiently(path, write).map_err(Error::at(path))
    }

    /// Gives a file that was sent aside its place.
    fn place(&self, aside: &str, path: &str, bytes: &Arc<[u8]>, entry: &Entry, sent: Sent) -> Result<(), Trouble> {
        match self.store.rename(aside, path) {
            // A former try may have been answered by nobody and done all the same.
            Err(Trouble::Missing) if self.holds(path, entry)? => Ok(()),
            Err(Trouble::Missing) => {
                self.put(aside, bytes, entry, sent)?;
                self.store.rename(aside, path)
            }
            answer => answer,
        }
    }

    /// Writes a file and reads it back.
    pub(super) fn put(&self, path: &str, bytes: &Arc<[u8]>, entry: &Entry, sent: Sent) -> Result<(), Trouble> {
        self.store.write(path, bytes, sent)?;
        if self.holds(path, entry)? { Ok(()) } else { Err(Trouble::Corrupt) }
    }

    /// Whether a file of the target has that content.
    pub(super) fn holds(&self, path: &str, entry: &Entry) -> Result<bool, Trouble> {
        Ok(self.store.read(path)?.is_some_and(|bytes| Entry::of(&bytes) == *entry))
    }

    /// Sends the files of all waves, then puts them in their places, wave after wave. `staged` are the files that an interrupted
    /// publication sent, with their sizes.
    pub(super) fn send(
        &self,
        waves: &[Vec<String>],
        files: &BTreeMap<String, (Entry, Arc<[u8]>)>,
        staged: &BTreeMap<String, u64>,
    ) -> Result<(), Error> {
        let sized = |paths: &[String]| -> Vec<(String, u64)> {
            paths.iter().map(|path| (path.clone(), files[path].0.size)).collect()
        };
        let all = sized(&waves.concat());
        let borrowed: Vec<(&str, u64)> = all.iter().map(|(path, size)| (path.as_str(), *size)).collect();
        if self.store.renames() {
            let stage = |path: &str| {
                let (entry, bytes) = &files[path];
                let aside = aside(path, entry);
                if staged.get(&aside) == Some(&entry.size) && self.holds(&aside, entry)? {
                    return Ok(());
                }
                self.put(&aside, bytes, entry, Sent::of(path, entry.names(path)))
            };
            self.each(Step::Sending, &borrowed, stage)?;
            let place = |path: &str| {
                let (entry, bytes) = &files[path];
                self.place(&aside(path, entry), path, bytes, entry, Sent::of(path, entry.names(path)))
            };
            for wave in waves {
                let wave: Vec<(&str, u64)> = wave.iter().map(|path| (path.as_str(), files[path].0.size)).collect();
                self.each(Step::Placing, &wave, place)?;
            }
            return Ok(());
        }
        // Progress is that of the whole, not of each wave.
        let (mut files_before, mut bytes_before) = (0, 0);
        let (of_files, of_bytes) = (all.len(), all.iter().map(|(_, size)| size).sum());
        let all_told = self.tell;
        for wave in waves {
            let tell = move |progress: Progress| {
                let progress = Progress {
                    files: files_before + progress.files,
                    bytes: bytes_before + progress.bytes,
                    of_files,
                    of_bytes,
                    ..progress
                };
                all_told(progress);
            };
            let wave: Vec<(&str, u64)> = wave.iter().map(|path| (path.as_str(), files[path].0.size)).collect();
            let put = |path: &str| {
                let (entry, bytes) = &files[path];
                self.put(path, bytes, entry, Sent::of(path, entry.names(path)))
            };
            Carrier { tell: &tell, ..*self }.each(Step::Sending, &wave, put)?;
            files_before += wave.len();
            bytes_before += wave.iter().map(|(_, size)| size).sum::<u64>();
        }
        Ok(())
    }
}

/// Where a file waits before it takes its place: a name for its address and its content.
pub(super) fn aside(path: &str, entry: &Entry) -> String {
    format!("{INCOMING}{}-{}", &blake3::hash(path.as_bytes()).to_hex()[..16], &entry.hash[..16])
}
