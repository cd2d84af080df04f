//! What is on line, and the site as it would be → the pages that are new, that go, and that say something else.

use super::conduct::inventories;
use super::error::Error;
use super::manifest::{Entry, Manifest, Past};
use super::records::Records;
use super::store::Store;
use super::transfer::{Carrier, Pace, Step};
use crate::check::passages;
use crate::render::Rendered;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// The last publication of a target.
pub struct Online<'t> {
    carrier: Carrier<'t>,
    records: &'t Records,
    manifest: Manifest,
}

/// What becomes of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Addresses of pages that are not on line.
    pub new: Vec<String>,
    /// Pages that say something else.
    pub reworded: Vec<Reworded>,
    /// Addresses of pages that are on line and no longer in the site.
    pub gone: Vec<String>,
    /// How many say the same in another form: a menu, a style, a number of version.
    pub restyled: usize,
    /// Addresses of pages that differ and whose former text is no longer to be had.
    pub unknown: Vec<String>,
}

/// A page that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    /// Its address.
    pub path: String,
    /// Passages that it no longer has, in their order.
    pub before: Vec<String>,
    /// Passages that it did not have.
    pub after: Vec<String>,
}

impl<'t> Online<'t> {
    /// Asks the target what it holds; `name` is that of the target.
    ///
    /// # Errors
    /// When the target cannot be read, its inventory is not understood, or nothing was published there.
    pub fn read(name: &str, store: &'t dyn Store, records: &'t Records, connections: usize) -> Result<Self, Error> {
        let carrier = Carrier { store, pace: Pace::default(), connections, tell: &|_| {} };
        let manifest = inventories(&carrier)?.0.ok_or_else(|| Error::NeverPublished(name.to_owned()))?;
        Ok(Self { carrier, records, manifest })
    }

    /// Which publication it is.
    pub fn publication(&self) -> &Past {
        &self.manifest.publication
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.manifest.files.contains_key(path)
    }

    /// The contents of files, as they were published: those that this machine has not kept are read from the target. What is there no
    /// longer, or was altered, is left out.
    ///
    /// # Errors
    /// When the target cannot be read.
    pub fn contents(&self, paths: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let known: BTreeMap<&str, &Entry> =
            paths.iter().filter_map(|path| Some((*path, self.manifest.files.get(*path)?))).collect();
        let contents = Mutex::new(BTreeMap::new());
        let sized: Vec<(&str, u64)> = known.iter().map(|(path, entry)| (*path, entry.size)).collect();
        self.carrier.each(Step::Comparing, &sized, |path| {
            let entry = known[path];
            let bytes = match self.records.content(entry) {
                Some(kept) => Some(kept.to_vec()),
                None => self.carrier.store.read(path)?.filter(|bytes| Entry::of(bytes) == *entry),
            };
            if let Some(bytes) = bytes {
                contents.lock().expect("no thread panics").insert(path.to_owned(), bytes);
            }
            Ok(())
        })?;
        Ok(contents.into_inner().expect("no thread panics"))
    }

    /// Compares the pages with those of the site.
    ///
    /// # Errors
    /// When the target cannot be read.
    pub fn pages(&self, site: &Rendered) -> Result<Pages, Error> {
        let is_page = |path: &&String| path.ends_with(".html");
        let online: BTreeSet<&String> = self.manifest.files.keys().filter(is_page).collect();
        let wanted: BTreeSet<&String> = site.files.keys().filter(is_page).collect();
        let differs = |path: &&&String| Entry::of(&site.files[**path]) != self.manifest.files[**path];
        let differing: Vec<&str> = online.intersection(&wanted).filter(differs).map(|path| path.as_str()).collect();
        let former = self.contents(&differing)?;
        let mut pages = Pages {
            new: wanted.difference(&online).map(|path| (*path).clone()).collect(),
            gone: online.difference(&wanted).map(|path| (*path).clone()).collect(),
            ..Pages::default()
        };
        for path in differing {
            let Some(before) = former.get(path) else {
                pages.unknown.push(path.to_owned());
                continue;
            };
            let [before, after] = [before.as_slice(), &site.files[path]].map(read);
            let (before, after) = (without(&before, &after), without(&after, &before));
            if before.is_empty() && after.is_empty() {
                pages.restyled += 1;
            } else {
                pages.reworded.push(Reworded { path: path.to_owned(), before, after });
            }
        }
        Ok(pages)
    }
}

fn read(page: &[u8]) -> Vec<String> {
    passages(&String::from_utf8_lossy(page))
}

/// The passages that others lack, as often as they lack them.
fn without(passages: &[String], others: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        *counts.entry(other.as_str()).or_default() += 1;
    }
    let is_alone = |passage: &&String| match counts.get_mut(passage.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    passages.iter().filter(is_alone).cloned().collect()
}
