//! Site and theme → the whole site in memory.

use std::collections::BTreeMap;

/// The whole site: address (relative to its root, `2022/coordonner/index.html`) → bytes.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// Sorted by address.
    pub files: BTreeMap<String, std::sync::Arc<[u8]>>,
}
