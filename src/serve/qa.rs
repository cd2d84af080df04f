//! A generation → what stands on `/_qa/`: the report as whoever leads it wants to see it.

use super::Generation;
use crate::text::Lang;

/// The content of the page, as JSON.
pub(super) fn json(generation: &Generation, lang: Lang) -> String {
    let _ = (generation, lang);
    "{}".to_owned()
}
