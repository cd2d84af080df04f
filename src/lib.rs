//! Millésime turns a folder of Markdown highlights and YAML key figures into the yearly report of a public body.
//!
//! Data goes one way. Each stage is a function of the one before; nothing fills a field later.
//!
//! ```text
//!  folder ─source::read─▶ Sources ─load::load─▶ Report ─site::plan─▶ Site ─render::render(+Theme)─▶ Rendered
//!                                                                                                   │
//!                                        disk ◀──────── output::stage ─┼─ serve ──────▶ preview
//!                                                                      └─ publish ────▶ readers
//! ```
//!
//! The order of the modules below is the architecture: a module names only modules above it.

pub mod text;
pub mod finding;
pub mod source;
pub mod markdown;
pub mod model;
pub mod ledger;
pub mod prose;
pub mod chart;
pub mod site;
pub mod theme;
pub mod load;
pub mod render;
pub mod compression;
pub mod check;
pub mod output;
pub mod pdf;
pub mod project;
pub mod serve;
pub mod publish;
pub mod cli;
