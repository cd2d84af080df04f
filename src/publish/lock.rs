//! One publisher at a time: a file on the target that says who publishes, and since when.

use super::error::{Error, Trouble};
use super::manifest::OWN;
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

fn path() -> String {
    format!("{OWN}lock.json")
}

impl Lock {
    /// Takes the lock; with `force`, from whoever holds it.
    pub(super) fn take(&self, carrier: &Carrier, force: bool) -> Result<(), Error> {
        let path = path();
        let failed = |trouble| Error::Store(Some(path.clone()), trouble);
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings have a JSON form");
        bytes.push(b'\n');
        let bytes: Arc<[u8]> = bytes.into();
        if carrier.patiently(&path, || carrier.store.create(&path, &bytes)).map_err(failed)? {
            return self.confirm(carrier);
        }
        match self.holder(carrier)? {
            Some(holder) if holder.id != self.id && !force => {
                Err(Error::Locked(holder.owner, holder.since.strftime("%Y-%m-%d %H:%M UTC").to_string()))
            }
            Some(holder) if holder == *self => Ok(()),
            _ => {
                carrier.patiently(&path, || carrier.store.write(&path, &bytes, Sent::own())).map_err(failed)?;
                self.confirm(carrier)
            }
        }
    }

    /// Some hosts cannot create a file unless it is there: of two that write it at once, the last one holds it.
    fn confirm(&self, carrier: &Carrier) -> Result<(), Error> {
        match self.holder(carrier)? {
            Some(holder) if holder.id != self.id => {
                Err(Error::Locked(holder.owner, holder.since.strftime("%Y-%m-%d %H:%M UTC").to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Who holds the lock; a lock that cannot be read was cut while it was written, and is nobody's.
    fn holder(&self, carrier: &Carrier) -> Result<Option<Lock>, Error> {
        let path = path();
        let read = carrier.patiently(&path, || carrier.store.read(&path));
        let bytes = read.map_err(|trouble| Error::Store(Some(path.clone()), trouble))?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Gives the lock back.
    pub(super) fn release(carrier: &Carrier) -> Result<(), Trouble> {
        let path = path();
        carrier.patiently(&path, || carrier.store.remove(&path))
    }
}
