//! One publisher at a time: a file on the target that says who publishes, and since when.

use super::error::{Error, Trouble};
use super::manifest::{LOCK, json};
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
    /// Takes the lock; with `force`, from whoever holds it.
    pub(super) fn take(&self, carrier: &Carrier, force: bool) -> Result<(), Error> {
        let bytes: Arc<[u8]> = json(self).into();
        if carrier.patiently(LOCK, || carrier.store.create(LOCK, &bytes)).map_err(Error::at(LOCK))? {
            return self.confirm(carrier);
        }
        match self.holder(carrier)? {
            Some(holder) if holder.id != self.id && !force => Err(holder.held()),
            Some(holder) if holder == *self => Ok(()),
            _ => {
                carrier.patiently(LOCK, || carrier.store.write(LOCK, &bytes, Sent::own())).map_err(Error::at(LOCK))?;
                self.confirm(carrier)
            }
        }
    }

    /// Some hosts cannot create a file unless it is there: of two that write it at once, the last one holds it.
    fn confirm(&self, carrier: &Carrier) -> Result<(), Error> {
        match self.holder(carrier)? {
            Some(holder) if holder.id != self.id => Err(holder.held()),
            _ => Ok(()),
        }
    }

    fn held(self) -> Error {
        Error::Locked(self.owner, self.since.strftime("%Y-%m-%d %H:%M UTC").to_string())
    }

    /// Who holds the lock; a lock that cannot be read was cut while it was written, and is nobody's.
    fn holder(&self, carrier: &Carrier) -> Result<Option<Lock>, Error> {
        let bytes = carrier.patiently(LOCK, || carrier.store.read(LOCK)).map_err(Error::at(LOCK))?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Gives the lock back.
    pub(super) fn release(carrier: &Carrier) -> Result<(), Trouble> {
        carrier.patiently(LOCK, || carrier.store.remove(LOCK))
    }
}
