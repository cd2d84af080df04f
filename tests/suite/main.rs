//! One binary that tests the whole program: a folder goes in, findings and a site come out.
//!
//! Expected texts live in files beside the workspaces. `SNAPSHOTS=overwrite cargo test --test suite` writes them again: read the
//! difference before you accept it.

mod agreement;
mod audit;
mod broken;
mod contract;
mod determinism;
mod gallery;
mod exact;
mod harness;
mod hostile;
mod import;
mod ledger;
mod layers;
mod many;
mod new;
mod online;
mod output;
mod page;
mod pdf;
mod preview;
mod prose;
mod publish;
mod reports;
mod search;
mod stale;
mod tables;
mod whole;
