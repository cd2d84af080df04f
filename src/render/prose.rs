//! Texts → HTML: prose written here, blocks through the theme's `blocks/NAME.html`.

use super::{Context, PageState};
use crate::finding::Finding;
use crate::model::{Inlines, Text};

/// The HTML of a text: runs of prose in `div.prose.col-text`, wide blocks in `.col-wide`, notes at the end.
/// `level` is the level of the heading above it; `scope` prefixes its ids.
///
/// # Errors
/// A mistake in the theme's template.
pub fn html(text: &Text, level: u8, scope: &str, cx: &Context, page: &mut PageState) -> Result<String, Box<Finding>> {
    let _ = (text, level, scope, cx, page);
    Ok(String::new())
}

/// The HTML of a line of text.
pub fn inline(content: &Inlines, cx: &Context, page: &mut PageState) -> String {
    let _ = (content, cx, page);
    String::new()
}
