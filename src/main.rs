//! The command `millesime`.
fn main() {}
