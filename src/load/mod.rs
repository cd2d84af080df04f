//! Sources → Report.
mod assets; mod data; mod figure; mod fields; mod ids; mod layout; mod vocabulary; mod workspace;
mod yaml;
