//! Numbers as people write them ↔ exact decimals.

use super::{Lang, Unit};
use rust_decimal::Decimal;

/// The word or prefix a number is written with: `1,29 million` keeps its million when printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Written in full.
    #[default]
    One,
    /// `k€`, `mille` as a word.
    Thousand,
    /// `million`, `M€`.
    Million,
    /// `milliard`, `Md€`.
    Billion,
}

/// A number with what is needed to print it as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The full exact value: `1,29 million` is 1290000.
    pub value: Decimal,
    /// How many decimals are printed, counted in units of `scale`.
    pub decimals: u32,
    /// The scale it is printed in.
    pub scale: Scale,
}

/// What stands before an approximate number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// plus de, more than
    MoreThan,
    /// moins de, less than
    LessThan,
    /// près de, nearly
    Nearly,
    /// environ, about
    About,
}

/// What was read: the number and all that stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub number: Number,
    /// A `+` was typed.
    pub signed: bool,
    /// `plus de`, `près de`…
    pub qualifier: Option<Qualifier>,
    /// What follows: `€`, `%`, `points`, `actes`… as typed.
    pub unit: Option<String>,
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Two readings are possible (`1.234`): both, ready to be printed in `lang`.
    Ambiguous(Number, Number),
    /// A leading zero (`08`).
    LeadingZero,
    /// More digits than an exact decimal holds (28).
    TooLong,
    /// Not a number: the byte offset where it stops being one.
    Not(usize),
}

/// Reads a number as people write it, with its unit and qualifier.
///
/// # Errors
/// [`Unreadable`] says why not, and shows both readings of an ambiguous one.
pub fn read(text: &str, lang: Lang) -> Result<Reading, Unreadable> {
    let _ = (text, lang);
    Err(Unreadable::Not(0))
}

/// Prints a number: `1 272`, `−1,52`, `1,29 million`.
pub fn print(number: &Number, lang: Lang) -> String {
    let _ = lang;
    number.value.to_string()
}

/// Prints a number with its unit: `55,1 %`, `12 292 330 €`, `1,5 million d’actes`, `1 acte`, `3 actes`.
pub fn print_with_unit(number: &Number, unit: Option<&Unit>, lang: Lang) -> String {
    let _ = unit;
    print(number, lang)
}

/// Shortens for display in large type: at most four significant digits, as (value, unit): (`1,73`, `M€`), (`67 915`, `actes`).
pub fn compact(number: &Number, unit: Option<&Unit>, lang: Lang) -> (String, Option<String>) {
    let _ = unit;
    (print(number, lang), None)
}
