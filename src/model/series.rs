//! What happens to a series over the years: values stated again, beginnings of another count, and remarks on its rows.

use crate::finding::Place;
use crate::text::{Number, Unit};

/// A past value that differs from the one an earlier edition printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The period it is of, as printed.
    pub period: String,
    /// The edition that printed the other value.
    pub edition: String,
    /// What it printed.
    pub before: Number,
    /// What is stated now; `None` when the value is given as missing.
    pub now: Option<Number>,
    /// Why; `None` when the value before was provisional, which is reason enough.
    pub reason: Option<String>,
}

/// What readers should know of one row of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Year, period or category, as printed.
    pub row: String,
    /// The remark.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

/// A period from which a history counts something else: what is before is not compared with what is after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first period of the new count, as printed.
    pub period: String,
    /// What changed.
    pub cause: Cause,
    /// The last value before, with its period and unit, when the history no longer holds it: one in another unit.
    pub last: Option<(String, Number, Option<Unit>)>,
}

/// Why a history begins to count something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Another unit.
    Unit,
    /// Another scope: the one before.
    Scope(super::Scope),
    /// Another definition: the one before.
    Definition(String),
    /// What the authors say.
    Stated(String),
}
