//! Where a site is written: the few requests that every kind of host answers.

mod folder;
mod ftp;
mod remote;
mod secret;
mod sftp;

pub use secret::Secret;

use folder::Folder;
use ftp::Ftp;
use remote::Remote;
use secret::Keys;
use sftp::Sftp;

use super::error::{Error, Trouble};
use super::host::{IMMUTABLE, REVALIDATE};
use crate::model::{PublishTarget, Storage};
use crate::output::media_type;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A folder of files, here or elsewhere. Paths are relative, with `/`. Requests may come from several threads; each leaves a file as it
/// was or whole, never in between.
pub trait Store: Send + Sync {
    /// The bytes of a file; `None` when it is not there.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble>;
    /// Writes a file in place of a former one.
    fn write(&self, path: &str, bytes: &Arc<[u8]>, sent: Sent) -> Result<(), Trouble>;
    /// Writes a file unless it is there; whether it was written.
    fn create(&self, path: &str, bytes: &Arc<[u8]>) -> Result<bool, Trouble>;
    /// What stands in a folder: `""` for the whole, else a path that ends with `/`. Hosts that list everything at once name no folders.
    fn list(&self, folder: &str) -> Result<Listing, Trouble>;
    /// Removes a file; one that is not there is fine.
    fn remove(&self, path: &str) -> Result<(), Trouble>;
    /// Gives a file another name, in place of a former one, in one step.
    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble>;
    /// Whether [`Store::rename`] is answered: then files are sent aside first, and take their places at once.
    fn renames(&self) -> bool;
}

/// What stands in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Path → bytes.
    pub files: BTreeMap<String, u64>,
    /// Folders that are to be listed in their turn; their paths end with `/`.
    pub folders: Vec<String>,
}

/// How a store that is itself the host sends a file to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Media type.
    pub media: &'static str,
    /// `Cache-Control`.
    pub cache: &'static str,
}

impl Sent {
    /// A file of the site; `named` when its address names its content.
    pub fn of(path: &str, named: bool) -> Self {
        Self { media: media_type(path), cache: if named { IMMUTABLE } else { REVALIDATE } }
    }

    /// A file that Millésime keeps for itself.
    pub fn own() -> Self {
        Self { media: "application/json", cache: "no-store" }
    }
}

/// What a host gave; `None` where it has nothing.
fn found<T>(answer: Result<T, Trouble>) -> Result<Option<T>, Trouble> {
    match answer {
        Ok(given) => Ok(Some(given)),
        Err(Trouble::Missing) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

/// Why something was not written: servers say of a folder where nothing may be made that it is not there, each in its words, `said`.
fn unwritten(said: &str) -> impl Fn(Trouble) -> Trouble {
    move |trouble| if trouble == Trouble::Missing { Trouble::Denied(said.to_owned()) } else { trouble }
}

/// Opens the store of a target; `secret` looks up a variable, `workspace` is where relative folders start.
///
/// # Errors
/// When a secret is missing or the settings make no sense; nothing is asked of the host yet.
pub fn open(
    target: &PublishTarget,
    workspace: &Path,
    secret: &dyn Fn(&str) -> Option<Secret>,
) -> Result<Box<dyn Store>, Error> {
    let mut keys = Keys { target: &target.name, secret, given: Vec::new() };
    match &target.place {
        Storage::Folder { path } => Ok(Box::new(Folder::apart(workspace.join(path), workspace)?)),
        Storage::Sftp { address, user, key, folder } => {
            Ok(Box::new(Sftp::open(address, user.as_deref(), key.as_deref(), folder)?))
        }
        Storage::Ftp { address, user, folder } => Ok(Box::new(Ftp::open(address, user.as_deref(), folder, &mut keys)?)),
        place => Ok(Box::new(Remote::open(place, keys)?)),
    }
}
