//! A built page → its elements, ids and links, read in one pass for all rules.
//!
//! A scanner for checking, not a browser: drawings (`svg`) are one element whose inside is only searched for ids and links, end tags
//! that HTML lets authors omit are implied, and what closes badly is told rather than mended.

use memchr::{memchr, memchr3, memmem};

/// Elements without content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content is text up to their end tag, whatever it looks like.
fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title")
}

/// Elements whose end tag may be left out (HTML, « Optional tags »).
fn ends_by_itself(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "li"
            | "dt"
            | "dd"
            | "p"
            | "rt"
            | "rp"
            | "optgroup"
            | "option"
            | "colgroup"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
    )
}

/// Whether the start of `new` ends an `open` element that ends by itself.
fn implies_end(open: &str, new: &str) -> bool {
    match open {
        "p" => matches!(
            new,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "center"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "hr"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "table"
                | "ul"
        ),
        "li" => new == "li",
        "dt" | "dd" => matches!(new, "dt" | "dd"),
        "td" | "th" => matches!(new, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"),
        "tr" => matches!(new, "tr" | "thead" | "tbody" | "tfoot"),
        "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => matches!(new, "thead" | "tbody" | "tfoot"),
        "option" => matches!(new, "option" | "optgroup"),
        _ => false,
    }
}

/// Names that rules know, for pages that shout them: `<DIV>` is a `div`.
const NAMES: [&str; 64] = [
    "a",
    "area",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "col",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "marquee",
    "meta",
    "nav",
    "object",
    "ol",
    "p",
    "script",
    "section",
    "select",
    "source",
    "style",
    "summary",
    "svg",
    "table",
    "td",
    "textarea",
    "th",
    "title",
    "tr",
    "track",
    "ul",
    "video",
];

/// A name in lower case, when it is one of those.
fn canonical(name: &str) -> &str {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return name;
    }
    NAMES.iter().find(|known| known.eq_ignore_ascii_case(name)).copied().unwrap_or(name)
}

/// The length and the first seven bytes of a name as one number: rules compare names of elements more than anything else.
const fn key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (mut key, mut at) = (bytes.len() as u64, 0);
    while at < bytes.len() && at < 7 {
        key = key << 8 | bytes[at] as u64;
        at += 1;
    }
    key
}

/// One bit for the name of an attribute; few names share theirs.
const fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    1 << ((bytes.len() * 7 + bytes[0] as usize + bytes[bytes.len() - 1] as usize * 5) % 64)
}

/// A page as rules see it.
pub(super) struct Page<'h> {
    /// Where it is in the site.
    pub(super) path: &'h str,
    /// Its whole text.
    pub(super) html: &'h str,
    /// In document order: the descendants of an element follow it, up to its `next`.
    pub(super) elements: Vec<Element<'h>>,
    /// Every id, sorted; a repeated one is repeated.
    pub(super) ids: Vec<&'h str>,
    /// Every `href`, `src` and `poster`, each once, sorted.
    pub(super) links: Vec<&'h str>,
    /// Tags that close nothing, and elements that are never closed: where they start.
    pub(super) unbalanced: Vec<usize>,
}

/// An element of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'h> {
    /// In lower case.
    pub(super) name: &'h str,
    /// [`key`] of the name.
    key: u64,
    /// What follows the name in the start tag.
    attributes: &'h str,
    /// The [`mark`] of each attribute: rules ask most of all for those that are not there.
    marks: u64,
    /// Whether assistive technologies pass over it, or over what it stands in.
    pub(super) is_hidden: bool,
    /// Byte of its `<`.
    pub(super) start: usize,
    /// Byte after its start tag.
    pub(super) inside: usize,
    /// Byte where its content ends.
    pub(super) end: usize,
    /// Index of the element it stands in; its own index for the first one.
    pub(super) parent: usize,
    /// Index after its last descendant.
    pub(super) next: usize,
}

impl<'h> Element<'h> {
    /// Whether it is one of these elements.
    #[inline]
    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| key(name) == self.key && *name == self.name)
    }

    /// Its attributes: name, and value as typed, empty when there is none.
    pub(super) fn attributes(&self) -> Attributes<'h> {
        Attributes { rest: self.attributes }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&'h str> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        self.attributes().find(|(typed, _)| *typed == name).map(|(_, value)| value)
    }

    /// Whether an attribute says something.
    pub(super) fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.trim().is_empty())
    }
}

/// The attributes of a start tag, in order.
pub(super) struct Attributes<'h> {
    rest: &'h str,
}

impl<'h> Iterator for Attributes<'h> {
    type Item = (&'h str, &'h str);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((attribute, rest)) = usual(self.rest) {
            self.rest = rest;
            return Some(attribute);
        }
        let bytes = self.rest.as_bytes();
        let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'/')?;
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/');
        let length = bytes[start..].iter().position(is_end).unwrap_or(bytes.len() - start).max(1);
        let (name, after) = self.rest[start..].split_at(self.rest[start..].ceil_char_boundary(length));
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                let value = &value[1..];
                let end = memchr(*quote, value.as_bytes()).unwrap_or(value.len());
                (&value[..end], value.get(end + 1..).unwrap_or(""))
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// The first of some attributes and those that follow, when it is written as nearly all are: ` name="value"`.
fn usual(attributes: &str) -> Option<((&str, &str), &str)> {
    let rest = attributes.strip_prefix(' ')?;
    let length =
        rest.bytes().position(|byte| !byte.is_ascii_lowercase() && byte != b'-').filter(|length| *length > 0)?;
    let value = rest[length..].strip_prefix("=\"")?;
    let end = memchr(b'"', value.as_bytes())?;
    Some(((&rest[..length], &value[..end]), &value[end + 1..]))
}

impl<'h> Page<'h> {
    /// Reads a page.
    pub(super) fn read(path: &'h str, html: &'h str) -> Self {
        let mut reading = Reading {
            page: Page { path, html, elements: Vec::new(), ids: Vec::new(), links: Vec::new(), unbalanced: Vec::new() },
            open: Vec::new(),
        };
        let mut at = 0;
        while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
            at = reading.tag(at + found);
        }
        while let Some(index) = reading.open.pop() {
            reading.close(index, html.len(), true);
        }
        let mut page = reading.page;
        page.ids.sort_unstable();
        page.links.sort_unstable();
        page.links.dedup();
        page
    }

    /// The elements of these names, with their index.
    pub(super) fn named<'p>(&'p self, names: &'p [&str]) -> impl Iterator<Item = (usize, &'p Element<'h>)> {
        let keys: Vec<u64> = names.iter().map(|name| key(name)).collect();
        let is_named = move |element: &Element| keys.contains(&element.key) && names.contains(&element.name);
        self.elements.iter().enumerate().filter(move |(_, element)| is_named(element))
    }

    /// What stands inside an element.
    pub(super) fn descendants(&self, index: usize) -> &[Element<'h>] {
        &self.elements[index + 1..self.elements[index].next]
    }

    /// Whether an element stands in one that `is` tells, itself included.
    pub(super) fn within(&self, mut index: usize, is: impl Fn(&Element<'h>) -> bool) -> bool {
        loop {
            let element = &self.elements[index];
            if is(element) {
                return true;
            }
            if element.parent == index {
                return false;
            }
            index = element.parent;
        }
    }

    /// The source of an element's content.
    pub(super) fn inside(&self, index: usize) -> &'h str {
        let element = &self.elements[index];
        &self.html[element.inside..element.end]
    }

    /// Whether the page has that id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// The words of an element as assistive technologies read them: pictures by their alternative, hidden elements not.
    pub(super) fn words(&self, index: usize) -> String {
        let mut words = String::new();
        let (mut at, end) = (self.elements[index].inside, self.elements[index].end);
        let (mut next, last) = (index + 1, self.elements[index].next);
        while next < last {
            let element = &self.elements[next];
            push_text(&mut words, &self.html[at..element.start]);
            let is_hidden = element.is_hidden && !self.elements[index].is_hidden;
            if is_hidden || element.is(&["script", "style", "svg"]) {
                if element.is(&["svg"]) && !is_hidden {
                    words.push_str(element.get("aria-label").unwrap_or("image"));
                }
                (at, next) = (element.end, element.next);
                continue;
            }
            words.push_str(element.get("alt").unwrap_or(""));
            (at, next) = (element.inside, next + 1);
        }
        push_text(&mut words, &self.html[at.min(end)..end]);
        let is_spaced =
            |pair: &[u8]| pair.iter().all(u8::is_ascii_whitespace) || matches!(pair[0], b'\n' | b'\t' | b'\r');
        if words.trim() == words && !words.as_bytes().windows(2).any(is_spaced) {
            return words;
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether assistive technologies have a name for an element.
    pub(super) fn is_named(&self, index: usize) -> bool {
        let element = &self.elements[index];
        let labelled = element.get("aria-labelledby");
        element.says("aria-label")
            || labelled.is_some_and(|ids| ids.split_ascii_whitespace().any(|id| self.has_id(id)))
            || !self.words(index).is_empty()
            || element.says("title")
    }

    /// A tag or a little more, on one line, for people who will look for it.
    pub(super) fn excerpt(&self, start: usize) -> String {
        let text = &self.html[start..];
        let tag = &text[..tag_end(text.as_bytes()).min(text.len())];
        let mut excerpt = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if excerpt.chars().count() > LONGEST_EXCERPT {
            excerpt = excerpt.chars().take(LONGEST_EXCERPT).collect::<String>() + "…";
        }
        excerpt
    }
}

/// Characters of a tag that a finding shows.
const LONGEST_EXCERPT: usize = 110;

/// Adds the text of a piece of source: tags in it become spaces where they part words.
fn push_text(words: &mut String, source: &str) {
    for (index, part) in source.split('<').enumerate() {
        words.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
}

/// Bytes up to and with the `>` that ends the tag at the start of `text`.
fn tag_end(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &text[at..]) {
        at += found + 1;
        let mark = text[at - 1];
        if mark == b'>' {
            return at;
        }
        at += memchr(mark, &text[at..]).map_or(0, |end| end + 1);
    }
    text.len()
}

struct Reading<'h> {
    page: Page<'h>,
    /// Indices of the elements that are open.
    open: Vec<usize>,
}

impl<'h> Reading<'h> {
    /// Reads what starts with `<` at `start`; where to go on.
    fn tag(&mut self, start: usize) -> usize {
        let html = self.page.html;
        let rest = &html.as_bytes()[start..];
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => {
                memmem::find(&rest[4..], b"-->").map_or(html.len(), |end| start + 4 + end + 3)
            }
            Some(b'/') => {
                let end = start + memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
                self.end_tag(start, end);
                end
            }
            Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(start, start + tag_end(rest)),
            _ => start + 1,
        }
    }

    fn start_tag(&mut self, start: usize, end: usize) -> usize {
        let html = self.page.html;
        let tag = html[start + 1..end].strip_suffix('>').unwrap_or(&html[start + 1..end]);
        let length = tag.bytes().position(|byte| byte.is_ascii_whitespace() || byte == b'/').unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(length);
        let name = canonical(name);
        while let Some(&top) = self.open.last()
            && implies_end(self.page.elements[top].name, name)
        {
            self.open.pop();
            self.close(top, start, false);
        }
        let index = self.page.elements.len();
        let parent = self.open.last().copied().unwrap_or(index);
        let (marks, is_own_hidden) = self.note(attributes);
        let is_hidden = is_own_hidden || self.open.last().is_some_and(|&top| self.page.elements[top].is_hidden);
        let element = Element {
            name,
            key: key(name),
            attributes,
            marks,
            is_hidden,
            start,
            inside: end,
            end,
            parent,
            next: index + 1,
        };
        self.page.elements.push(element);
        if name == "svg" && !attributes.ends_with('/') {
            let content = &html[end..];
            let length = drawing_length(content.as_bytes());
            self.drawing(&content[..length]);
            self.page.elements[index].end = end + length;
            return (end + length + "</svg>".len()).min(html.len());
        }
        if is_raw(name) {
            let content = &html.as_bytes()[end..];
            let mark = memmem::find_iter(content, b"</").find(|at| {
                content[at + 2..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
            });
            let length = mark.unwrap_or(content.len());
            self.page.elements[index].end = end + length;
            return end + length + memchr(b'>', &content[length..]).map_or(0, |end| end + 1);
        }
        if !is_void(name) {
            self.open.push(index);
        }
        end
    }

    fn end_tag(&mut self, start: usize, end: usize) {
        let name = canonical(self.page.html[start + 2..end].trim_end_matches('>').trim_ascii());
        let Some(depth) = self.open.iter().rposition(|&index| self.page.elements[index].name == name) else {
            self.page.unbalanced.push(start);
            return;
        };
        while self.open.len() > depth {
            let index = self.open.pop().expect("it is deeper than `depth`");
            let is_own = self.open.len() == depth;
            self.close(index, start, !is_own);
        }
    }

    /// Ends an element; `forgotten` when something else does.
    fn close(&mut self, index: usize, end: usize, forgotten: bool) {
        let next = self.page.elements.len();
        let element = &mut self.page.elements[index];
        (element.end, element.next) = (end, next);
        if forgotten && !ends_by_itself(element.name) {
            self.page.unbalanced.push(element.start);
        }
    }

    /// Keeps the ids and links of a tag; the marks of its attributes, and whether assistive technologies pass over it.
    fn note(&mut self, attributes: &'h str) -> (u64, bool) {
        let (mut marks, mut is_hidden) = (0, false);
        for (name, value) in (Attributes { rest: attributes }) {
            marks |= mark(name);
            match name {
                "id" => self.page.ids.push(value),
                "href" | "src" | "poster" => self.page.links.push(value),
                "hidden" => is_hidden = true,
                "aria-hidden" => is_hidden |= value == "true",
                _ => {}
            }
        }
        (marks, is_hidden)
    }

    /// Keeps the ids and links inside a drawing.
    fn drawing(&mut self, source: &'h str) {
        for at in memchr::memchr_iter(b'=', source.as_bytes()) {
            let name = &source.as_bytes()[..at];
            let set = if name.ends_with(b" id") {
                &mut self.page.ids
            } else if name.ends_with(b" href") {
                &mut self.page.links
            } else {
                continue;
            };
            let Some(&quote @ (b'"' | b'\'')) = source.as_bytes().get(at + 1) else { continue };
            let value = &source[at + 2..];
            set.push(&value[..memchr(quote, value.as_bytes()).unwrap_or(value.len())]);
        }
    }
}

/// How long the content of a drawing is, up to its own end tag: a drawing may hold others.
fn drawing_length(content: &[u8]) -> usize {
    let mut depth = 1;
    for at in memmem::find_iter(content, b"svg") {
        let before = &content[..at];
        if before.ends_with(b"</") {
            depth -= 1;
            if depth == 0 {
                return at - "</".len();
            }
        } else if before.ends_with(b"<") && content.get(at + 3).is_some_and(|next| matches!(next, b' ' | b'>' | b'\n'))
        {
            depth += 1;
        }
    }
    content.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'h>(page: &Page<'h>) -> Vec<&'h str> {
        page.elements.iter().map(|element| element.name).collect()
    }

    #[test]
    fn a_drawing_may_hold_another() {
        let page = Page::read("p", "<p><svg role=\"img\"><svg width=\"1\"><path/></svg><circle/></svg>x</p><i></i>");
        assert_eq!((names(&page), page.unbalanced.is_empty()), (vec!["p", "svg", "i"], true));
    }

    #[test]
    fn elements_nest_and_know_their_text() {
        let html = "<!doctype html><html lang=fr><BODY><!-- <p> --><p id='a'>Un <b>deux</b>\n trois<p>Quatre<img alt=\"x > y\" src=z></body></html>";
        let page = Page::read("p", html);
        assert_eq!(names(&page), ["html", "body", "p", "b", "p", "img"]);
        assert_eq!(page.words(2), "Un deux trois");
        assert_eq!(page.words(4), "Quatrex > y");
        assert_eq!((page.elements[0].get("lang"), page.elements[5].get("src")), (Some("fr"), Some("z")));
        assert_eq!((page.ids.as_slice(), page.links.as_slice()), (["a"].as_slice(), ["z"].as_slice()));
        assert_eq!(page.descendants(1).len(), 4);
        assert!(page.within(3, |element| element.is(&["body"])) && !page.within(4, |element| element.is(&["b"])));
        assert!(page.unbalanced.is_empty());
    }

    #[test]
    fn hidden_words_are_not_read_and_drawings_are_closed_boxes() {
        let html = "<a href=x><span aria-hidden=true>→</span> Lire<svg role=img aria-label=Carte><g id=\"i\"><b></g></svg></a><i>";
        let page = Page::read("p", html);
        assert_eq!(page.words(0), "LireCarte");
        assert_eq!(names(&page), ["a", "span", "svg", "i"]);
        assert_eq!(page.ids, ["i"]);
    }

    #[test]
    fn what_closes_badly_is_told() {
        let starts = |html: &str| Page::read("p", html).unbalanced;
        assert_eq!(starts("<ul><li>a<li>b</ul><table><tr><td>x</table><p>y"), [0; 0]);
        assert_eq!(starts("<div><span></div>"), [5]);
        assert_eq!(starts("<p><div></div></p>"), [14]);
        assert_eq!(starts("<div>"), [0]);
        assert_eq!(starts("<title>a <b></title><script>if (a<b) '</p>'</script>"), [0; 0]);
    }
}
