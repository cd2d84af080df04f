//! HTML → its words, for titles, descriptions and attributes.

/// The text of a piece of our own HTML: tags dropped, references resolved, spaces joined.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    for (reference, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        text = text.replace(reference, character);
    }
    // No-break spaces stay: only the white space of the source is joined.
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// At most `most` characters, cut after a whole word.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text[..limit].rfind(' ').unwrap_or(limit);
    format!("{}…", text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_references_are_read() {
        assert_eq!(text("<p>Le <b>1<sup>er</sup></b>\n  &lt;a&gt; &amp;lt; b</p>"), "Le 1er <a> &lt; b");
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(shortened("une phrase, longue", 12), "une phrase…");
        assert_eq!(shortened("une phrase", 12), "une phrase");
    }
}
