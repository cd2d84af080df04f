//! Markdown events → tree.
use super::Doc;
/// Parses.
pub fn parse(_text: &str) -> Doc {
    Doc { nodes: vec![], notes: vec![] }
}
