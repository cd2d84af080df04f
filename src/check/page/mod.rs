//! A built page → its elements, ids and links, read in one pass for all rules.
//!
//! A scanner for checking, not a browser: drawings (`svg`) are one element whose inside is only searched for ids and links, end tags
//! that HTML lets authors omit are implied, and what closes badly is told rather than mended.

mod element;
mod names;
mod reading;

pub(super) use element::{Element, mark};

use element::marks;
use memchr::memchr;
use reading::{Reading, tag_end};
use std::borrow::Cow;

/// A page as rules see it.
pub(super) struct Page<'h> {
    /// Where it is in the site.
    pub(super) path: &'h str,
    /// Its whole text.
    pub(super) html: &'h str,
    /// In document order: the descendants of an element follow it, up to its `next`.
    pub(super) elements: Vec<Element<'h>>,
    /// The marks of their names.
    marks: u64,
    /// Every id, sorted; a repeated one is repeated.
    pub(super) ids: Vec<&'h str>,
    /// Every `href`, `src` and `poster`, each once, sorted.
    pub(super) links: Vec<&'h str>,
    /// Tags that close nothing, and elements that are never closed: where they start.
    pub(super) unbalanced: Vec<usize>,
}

impl<'h> Page<'h> {
    /// Reads a page.
    pub(super) fn read(path: &'h str, html: &'h str) -> Self {
        let elements = Vec::with_capacity(html.len() / BYTES_OF_ELEMENT);
        let (ids, links, unbalanced) = (Vec::new(), Vec::new(), Vec::new());
        let mut reading =
            Reading { page: Page { path, html, elements, marks: 0, ids, links, unbalanced }, open: Vec::new() };
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
        let wanted = marks(names);
        // Most names that rules ask for are in no page.
        let elements = if self.marks & wanted == 0 { &[] } else { self.elements.as_slice() };
        let is_named = move |element: &Element| element.mark & wanted != 0 && names.contains(&element.name);
        elements.iter().enumerate().filter(move |(_, element)| is_named(element))
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
    pub(super) fn words(&self, index: usize) -> Cow<'h, str> {
        let inside = self.inside(index);
        if memchr(b'<', inside.as_bytes()).is_none() && is_tidy(inside) {
            return Cow::Borrowed(inside);
        }
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
        if !is_tidy(&words) {
            words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        Cow::Owned(words)
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

/// Bytes of a page for each of its elements, at least, in most pages.
const BYTES_OF_ELEMENT: usize = 64;

/// Characters of a tag that a finding shows.
const LONGEST_EXCERPT: usize = 110;

/// Whether nothing but single spaces stands between the words of a text.
fn is_tidy(words: &str) -> bool {
    let mut last = b' ';
    let is_tidy = |byte: u8| {
        let before = std::mem::replace(&mut last, byte);
        !byte.is_ascii_whitespace() || (byte == b' ' && before != b' ')
    };
    words.bytes().all(is_tidy) && words.trim() == words
}

/// Adds the text of a piece of source: tags in it become spaces where they part words.
fn push_text(words: &mut String, source: &str) {
    for (index, part) in source.split('<').enumerate() {
        words.push_str(if index == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
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
