//! A built site → what readers see: settings of hosts, and targets that are brought up to date in an order that never shows half a site.
//!
//! ```text
//!  site + store ─plan─▶ what is new, changed, gone ─order─▶ waves ─transfer─▶ store
//!                          (manifest, listing)                               └─ records (for going back)
//! ```
//!
//! A publication may stop at any request: readers see the former page or the new one, each with all that it refers to, and running it
//! again ends where an uninterrupted one would have.

mod conduct;
mod error;
pub mod host;
mod lock;
mod manifest;
mod network;
mod online;
mod order;
mod plan;
mod records;
pub mod store;
mod transfer;
mod verify;

pub use conduct::{Done, Limits, Publication, allowed, history, prepare, publish};
pub use error::{Error, Trouble};
pub use lock::Lock;
pub use manifest::{Entry, Manifest, Past};
pub use online::{Online, Pages, Reworded};
pub use plan::{Change, Plan};
pub use records::Records;
pub use store::Store;
pub use transfer::{Pace, Progress, Step, Tell};
pub use verify::{Fault, verify};
