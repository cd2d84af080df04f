//! A built page → its tags and its text, as a reader's program would see them: no more HTML than the tests need.

/// The opening tags of a page, without their brackets: `a href="#x"`.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|tag| tag.split('>').next())
}

/// The value of an attribute of a tag.
pub(crate) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        if before.ends_with(char::is_whitespace)
            && let Some(value) = after.strip_prefix("=\"")
        {
            return value.split('"').next();
        }
        rest = after;
    }
    None
}

/// The values of an attribute on all tags.
pub(crate) fn values<'h>(html: &'h str, name: &'h str) -> impl Iterator<Item = &'h str> {
    tags(html).filter_map(move |tag| attribute(tag, name))
}

/// The words of a page: tags removed, entities undone, what is not for readers left out, every run of white space one space. No-break
/// spaces stay what they are.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut skipped = None;
    for (index, part) in html.split('<').enumerate() {
        let (tag, words) = if index == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        let name = tag.split(char::is_whitespace).next().unwrap_or_default();
        match skipped {
            Some(open) if name.strip_prefix('/') == Some(open) => skipped = None,
            Some(_) => continue,
            None if ["script", "style", "code", "pre"].contains(&name) => {
                skipped = Some(name);
                continue;
            }
            None => {}
        }
        // Elements that stand in a sentence do not cut it.
        if !["a", "abbr", "em", "strong", "span", "sup", "sub", "b", "i", "small", "tspan"]
            .contains(&name.trim_start_matches('/'))
        {
            text.push(' ');
        }
        text.push_str(words);
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'");
    text.replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
        .split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn tags_and_words_are_told_apart() {
    let html = "<p id=\"a\" class=\"b c\">L’<abbr title=\"x\">été</abbr>,\n le <b>vrai</b> &amp; l’autre<br>fin</p><script>no</script>";
    assert_eq!(text(html), "L’été, le vrai & l’autre fin");
    assert_eq!(tags(html).count(), 5);
    assert_eq!(values(html, "class").collect::<Vec<_>>(), ["b c"]);
    assert_eq!(attribute("a data-href=\"no\" href=\"yes\"", "href"), Some("yes"));
}
