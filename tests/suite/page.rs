//! A built page → its tags and its text, as a reader's program would see them: no more HTML than the tests need.

use std::collections::BTreeSet;

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

/// What no page may have: anything inline, anything from another site, an id twice, a reference to an id that is not there, headings
/// that skip a level, syntax of the sources.
pub(crate) fn faults(path: &str, html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    faults.extend(values(html, "id").filter(|id| !ids.insert(*id)).map(|id| format!("two elements are `{id}`")));
    for name in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"] {
        let missing = values(html, name).flat_map(str::split_whitespace).filter(|id| !ids.contains(id));
        faults.extend(missing.map(|id| format!("{name} names `{id}`, which is not there")));
    }
    let levels: Vec<u32> = tags(html).filter_map(|tag| tag.strip_prefix('h')?.chars().next()?.to_digit(10)).collect();
    if levels.iter().filter(|level| **level == 1).count() != 1 || levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
        faults.push(format!("headings {levels:?}"));
    }
    faults.extend(tags(html).filter(|tag| is_inline(tag) || is_foreign(tag)).map(|tag| format!("<{tag}>")));
    let images = tags(html).filter(|tag| tag.starts_with("img "));
    faults.extend(images.filter(|tag| attribute(tag, "alt").is_none()).map(|tag| format!("<{tag}>: no alternative")));
    faults.extend(leak(html));
    faults.into_iter().map(|fault| format!("{path}: {fault}")).collect()
}

fn name(tag: &str) -> &str {
    tag.split(char::is_whitespace).next().unwrap_or_default()
}

/// Styles and scripts stand in files of their own.
fn is_inline(tag: &str) -> bool {
    let is_handler =
        |word: &str| word.starts_with("on") && word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let names = tag.split("=\"").map(|part| part.rsplit(char::is_whitespace).next().unwrap_or_default());
    name(tag) == "style"
        || attribute(tag, "style").is_some()
        || (name(tag) == "script" && attribute(tag, "src").is_none())
        || names.into_iter().any(is_handler)
}

/// Whether a browser would ask another site for it.
fn is_foreign(tag: &str) -> bool {
    let loaded = match name(tag) {
        "link" if attribute(tag, "rel").is_some_and(|rel| ["canonical", "alternate"].contains(&rel)) => None,
        "link" | "use" | "image" => attribute(tag, "href"),
        "script" | "img" | "iframe" | "video" | "audio" | "source" | "track" | "embed" => attribute(tag, "src"),
        _ => None,
    };
    loaded.is_some_and(|address| address.contains("//"))
}

/// Syntax of the sources or of the templates that a reader would see.
fn leak(html: &str) -> Option<String> {
    let text = text(html);
    let marks = [":::", "::", ":chiffre[", ":figure[", ":sigle[", "{{", "{%", "[^", "](", "| --", "__"];
    let strong = || html.split(['<', '>']).any(|part| part.contains("**") && part.chars().any(char::is_alphabetic));
    let at = marks.into_iter().find_map(|mark| text.find(mark));
    // Notes are called by asterisks, which stand alone in their element.
    let at = at.or_else(|| strong().then(|| text.find("**").unwrap_or(0)))?;
    Some(text[at..].chars().take(60).collect())
}

#[test]
fn tags_and_words_are_told_apart() {
    let html = "<p id=\"a\" class=\"b c\">L’<abbr title=\"x\">été</abbr>,\n le <b>vrai</b> &amp; l’autre<br>fin</p><script>no</script>";
    assert_eq!(text(html), "L’été, le vrai & l’autre fin");
    assert_eq!(tags(html).count(), 5);
    assert_eq!(values(html, "class").collect::<Vec<_>>(), ["b c"]);
    assert_eq!(attribute("a data-href=\"no\" href=\"yes\"", "href"), Some("yes"));
}

#[test]
fn faults_are_seen() {
    let sound = "<h1>Un</h1><h2 id=\"a\">Deux</h2><a href=\"https://example.org\">onde</a><sup>**</sup>";
    assert_eq!(faults("p", sound), [""; 0]);
    let faulty = [
        "<h1>Un</h1><h3>Trois</h3>",
        "<h1 style=\"x\">Un</h1>",
        "<h1>Un</h1><p onclick=\"x\">",
        "<h1>Un</h1><script>x</script>",
        "<h1>Un</h1><img src=\"//x/y\" alt=\"\">",
        "<h1>Un</h1><img src=\"y\">",
        "<h1 id=\"a\">Un</h1><p id=\"a\">",
        "<h1>Un :chiffre[x]</h1>",
        "<h1>Un</h1><p>du **gras**</p>",
        "<h1 aria-labelledby=\"b\">Un</h1>",
    ];
    for html in faulty {
        assert_eq!(faults("p", html).len(), 1, "{html}");
    }
}
