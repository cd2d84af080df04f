//! What a target holds: `.millesime/publication.json`, kept on the target itself, and the same of a publication under way.

use crate::site;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The folder of our own files on a target.
pub(super) const OWN: &str = ".millesime/";
/// Where the manifest stands on a target.
pub(super) const PATH: &str = ".millesime/publication.json";
/// Where a publication under way says what it is about to write.
pub(super) const PENDING: &str = ".millesime/pending.json";
/// Who publishes.
pub(super) const LOCK: &str = ".millesime/lock.json";
/// Files that were sent and have not taken their places yet.
pub(super) const INCOMING: &str = ".millesime/incoming-";
/// The ending of one of these that has not taken its place yet.
pub(super) const ASIDE: &str = ".new";
/// Former publications that the manifest remembers.
const REMEMBERED: usize = 20;

/// A file of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// BLAKE3 of the bytes, in hexadecimal.
    pub hash: String,
    /// Bytes.
    pub size: u64,
}

impl Entry {
    /// The entry of a content.
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: blake3::hash(bytes).to_hex().to_string(), size: bytes.len() as u64 }
    }

    /// Whether the address `path` names this content, so that another content has another address.
    pub fn names(&self, path: &str) -> bool {
        path.contains(site::fingerprint(&self.hash))
    }
}

/// A publication, in a line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// From 1.
    pub number: u32,
    /// When, by the clock of who published.
    pub published: Timestamp,
    /// `user@machine`.
    pub by: String,
    /// Files of the site.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The number of the publication that this one went back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_to: Option<u32>,
}

/// A file that the site no longer has and that readers may still ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// What it was.
    #[serde(flatten)]
    pub entry: Entry,
    /// Since when.
    pub since: Timestamp,
}

/// What a target holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always 1; another number is of a later Millésime.
    pub version: u32,
    /// This publication.
    pub publication: Past,
    /// Address → file.
    pub files: BTreeMap<String, Entry>,
    /// Files to remove once nobody can be reading what refers to them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub retired: BTreeMap<String, Retired>,
    /// Publications before this one, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Past>,
}

impl Manifest {
    /// What is kept of it and of the publications before it.
    pub(super) fn history(&self) -> Vec<Past> {
        std::iter::once(&self.publication).chain(&self.former).take(REMEMBERED).cloned().collect()
    }
}

/// What a publication under way writes: what is on the target is then its own, wherever it stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// Address → file it will be.
    pub files: BTreeMap<String, Entry>,
    /// Addresses that publications before it began to write.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub leftovers: BTreeSet<String>,
}

/// The key of the hash of all the others.
const SEAL: &str = "seal";

/// As our own files are written: with a hash of themselves, so that one that was cut or altered on its way is not believed.
pub(super) fn sealed(value: &impl Serialize) -> Vec<u8> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(value) else { unreachable!("our own files are objects") };
    let seal = Entry::of(&pretty(&fields)).hash;
    fields.insert(SEAL.to_owned(), Value::String(seal));
    pretty(&fields)
}

/// `None` when it is not what was written, or of a later Millésime.
pub(super) fn unsealed<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut fields: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    let seal = fields.shift_remove(SEAL)?;
    let is_whole = seal.as_str() == Some(&Entry::of(&pretty(&fields)).hash);
    serde_json::from_value(Value::Object(fields)).ok().filter(|_| is_whole)
}

fn pretty(fields: &Map<String, Value>) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(fields).expect("strings and numbers have a JSON form");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_altered_on_its_way_is_not_believed() {
        let entry = Entry::of("données".as_bytes());
        let written = sealed(&Pending { files: BTreeMap::from([("a.html".to_owned(), entry)]), ..Pending::default() });
        assert!(unsealed::<Pending>(&written).is_some());
        for at in 0..written.len() {
            let mut altered = written.clone();
            altered[at] ^= 4;
            assert_eq!(unsealed::<Pending>(&altered), None, "{at}");
        }
        // Without its last line break it is whole.
        for at in 0..written.len() - 1 {
            assert_eq!(unsealed::<Pending>(&written[..at]), None, "{at}");
        }
    }
}
