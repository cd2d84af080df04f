//! TODO

pub mod palette;
