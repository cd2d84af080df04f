//! Units: what a figure counts.

/// What a figure counts, in the singular and in the plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// `acte`, `%`, `€`.
    pub one: String,
    /// `actes`, `%`, `€`.
    pub many: String,
    /// How it behaves.
    pub kind: UnitKind,
}

/// How a unit behaves in sums, changes and print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A word that is counted: `actes`, `médecins`.
    Counted,
    /// `%`: a change is in points, never in percent.
    Percent,
    /// `points`: difference of two percentages.
    Points,
    /// `€` and the like: scales become prefixes (`M€`), cents are two digits or none.
    Currency,
}

impl Unit {
    /// A unit from how it is written, and its plural when that is not regular.
    pub fn new(one: &str, many: Option<&str>) -> Self {
        Self { one: one.to_owned(), many: many.unwrap_or(one).to_owned(), kind: UnitKind::Counted }
    }
}
