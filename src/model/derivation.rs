//! How a value was computed from others.

use crate::text::{Number, Unit};

/// A computation as an accountant writes it: « Indus constatés ÷ Montant contrôlé × 100 ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// Its pieces, from left to right.
    pub pieces: Vec<Piece>,
}

/// One piece of a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `+`, `−`, `×`, `÷`, `(` or `)`.
    Sign(char),
    /// A number that belongs to the computation itself: the 100 of a percentage.
    Number(Number),
    /// The value of a figure.
    Input(Input),
}

/// A value of the ledger that another one is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Key of the figure, in the same edition.
    pub figure: String,
    /// Its label.
    pub label: String,
    /// The period or the category of the value, when it is not the figure's own value.
    pub of: Option<String>,
    /// The value.
    pub value: Number,
    /// What it counts.
    pub unit: Option<Unit>,
}

impl Derivation {
    /// The values it was computed from.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Input(input) => Some(input),
            Piece::Sign(_) | Piece::Number(_) => None,
        })
    }
}
