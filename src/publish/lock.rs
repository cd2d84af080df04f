//! One publisher at a time: a file on the target that says who publishes, and since when.

use super::error::{Error, Trouble};
use super::manifest::{Entry, LOCK, sealed};
use super::store::Sent;
use super::transfer::Carrier;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Who publishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The workspace on its machine: its own lock, left by a publication that was interrupted, does not stop it.
    pub id: String,
    /// `user@machine`.
    pub owner: String,
    /// Since when, by the clock of its machine.
    pub since: Timestamp,
}

impl Lock {
    /// Takes the lock; with `force`, from whoever holds it. Some hosts cannot create a file only where there is none: who holds the lock
    /// is read before, and after.
    pub(super) fn take(&self, carrier: &Carrier, force: bool) -> Result<(), Error> {
        let bytes: Arc<[u8]> = sealed(self).into();
        let entry = Entry::of(&bytes);
        let write = || carrier.put(LOCK, &bytes, &entry, Sent::own());
        let holder: Option<Option<Lock>> = carrier.read_own(LOCK)?;
        match &holder {
            Some(Some(holder)) if holder.id != self.id && !force => return Err(holder.held()),
            Some(Some(holder)) if holder == self => return Ok(()),
            None => {
                carrier.patiently(LOCK, || carrier.store.create(LOCK, &bytes)).map_err(Error::at(LOCK))?;
            }
            // One that cannot be read was cut while it was written, and is nobody's.
            Some(_) => carrier.patiently(LOCK, write).map_err(Error::at(LOCK))?,
        }
        // Of two that write it at once, the last one holds it.
        match carrier.read_own::<Lock>(LOCK)? {
            Some(Some(holder)) if holder.id != self.id => Err(holder.held()),
            Some(Some(_)) => Ok(()),
            _ => carrier.patiently(LOCK, write).map_err(Error::at(LOCK)),
        }
    }

    fn held(&self) -> Error {
        Error::Locked(self.owner.clone(), self.since.strftime("%Y-%m-%d %H:%M UTC").to_string())
    }

    /// Gives the lock back.
    pub(super) fn release(carrier: &Carrier) -> Result<(), Trouble> {
        carrier.patiently(LOCK, || carrier.store.remove(LOCK))
    }
}
