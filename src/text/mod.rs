//! Words, numbers, units and dates of French and English: reading them as people write them, printing
//! them as their typography asks. Pure functions of strings.

pub mod date;
pub mod fold;
pub mod lang;
pub mod nearest;
pub mod number;
pub mod placeholder;
pub mod slug;
pub mod spelled;
pub mod typography;
pub mod unit;
pub mod vague;
pub mod words;

pub use date::Date;
pub use lang::Lang;
pub use number::{Number, Qualifier, Scale};
pub use unit::{Unit, UnitKind};

/// The no-break space that holds a value to its unit, a day to its month, « to its quote.
pub const NBSP: char = '\u{a0}';
/// The narrow no-break space between groups of digits and before `; ! ?`.
pub const NNBSP: char = '\u{202f}';
/// The minus sign.
pub const MINUS: char = '\u{2212}';
/// The apostrophe of French and English.
pub const APOSTROPHE: char = '’';
