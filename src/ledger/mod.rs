//! The ledger: entries as typed → figures that cannot contradict each other.
//!
//! `formula` reads what is to be computed, `compute` computes it in exact fractions and `units` says what the result counts; `settle`
//! does so for a whole edition, inputs first; `history` joins the editions; `check` holds figures to what is claimed of them and
//! `account` writes the arithmetic of what fails; `change` says how a figure moved, `compare` what changed between two editions.

mod account;
mod cell;
mod change;
mod check;
mod compare;
mod compute;
mod exact;
mod formula;
mod history;
mod settle;
mod settled;
mod units;

pub use cell::{NoShare, is_detail, share, value};
pub use change::{Change, between, change, change_between};
pub use check::{Check, Claim, Relation, Stated};
pub use compare::{Aspect, Comparison, Move, Redefined, compare};
pub use compute::Computation;
pub use formula::{Expression, Operator, Reference};
pub use history::{Past, Reason, Told, is_year, since_break};
pub use settle::{Entry, settle};
