//! Millésime turns a folder of Markdown highlights and YAML key figures into the yearly report of a public body.
//!
//! Data goes one way. Each stage is a function of the one before; nothing fills a field later.
//!
//! ```text
//!  folder ─source::read─▶ Sources ─load::load─▶ Report ─site::plan─▶ Site ─render::render(+Theme)─▶ Rendered
//!                                                                                                   │
//!                                                                     disk ◀──────── output::write ─┘
//! ```
//!
//! The order of the modules below is the architecture: a module names only modules above it.

pub mod chart;
pub mod check;
pub mod cli;
pub mod finding;
pub mod ledger;
pub mod load;
pub mod markdown;
pub mod model;
pub mod output;
pub mod project;
pub mod render;
pub mod site;
pub mod source;
pub mod text;
pub mod theme;
