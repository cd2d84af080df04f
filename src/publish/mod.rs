//! A built site → what readers see: packages, settings of hosts, and targets that are brought up to date in an order that never shows half
//! a site.

pub mod host;
