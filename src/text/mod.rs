//! Words, numbers, units and dates of French and English: reading them as people write them, printing
//! them as their typography asks. Pure functions of strings.

pub mod date;
pub mod lang;
pub mod nearest;
pub mod number;
pub mod slug;
pub mod typography;
pub mod unit;
pub mod words;

pub use date::Date;
pub use lang::Lang;
pub use number::{Number, Qualifier, Scale};
pub use unit::Unit;
