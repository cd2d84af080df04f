//! Sources → Report.
mod yaml;
