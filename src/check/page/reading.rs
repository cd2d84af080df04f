//! The tags of a page, one after the other → its elements.

use super::Page;
use super::element::{Attributes, Element, mark, usual};
use super::names::{canonical, ends_by_itself, implies_end, is_raw, is_void};
use memchr::{memchr, memchr3, memmem};

pub(super) struct Reading<'h> {
    pub(super) page: Page<'h>,
    /// Indices of the elements that are open.
    pub(super) open: Vec<usize>,
}

/// The attributes of a tag, and what they say of its element: see [`Element`].
struct Noted<'h> {
    /// Up to the `>` that ends the tag.
    attributes: &'h str,
    marks: u64,
    is_plain: bool,
    is_hidden: bool,
}

impl<'h> Reading<'h> {
    /// Reads what starts with `<` at `start`; where to go on.
    pub(super) fn tag(&mut self, start: usize) -> usize {
        let html = self.page.html;
        let rest = &html.as_bytes()[start..];
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => {
                memmem::find(&rest[4..], b"-->").map_or(html.len(), |end| start + 4 + end + 3)
            }
            Some(b'/') => self.end_tag(start),
            Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(start),
            _ => start + 1,
        }
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let html = self.page.html;
        let tag = &html[start + 1..];
        let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let mut name = simple_name(tag);
        if !tag[name.len()..].bytes().next().is_none_or(is_end) {
            name = &tag[..tag.bytes().position(is_end).unwrap_or(tag.len())];
        }
        let length = name.len();
        let name = canonical(name);
        while let Some(&top) = self.open.last()
            && implies_end(self.page.elements[top].name, name)
        {
            self.open.pop();
            self.close(top, start, false);
        }
        let index = self.page.elements.len();
        let parent = self.open.last().copied().unwrap_or(index);
        let Noted { attributes, marks, is_plain, is_hidden } = self.note(&tag[length..]);
        let end = (start + 1 + length + attributes.len() + 1).min(html.len());
        let is_hidden = is_hidden || self.open.last().is_some_and(|&top| self.page.elements[top].is_hidden);
        let mark = mark(name);
        self.page.marks |= mark;
        let element = Element {
            name,
            mark,
            attributes,
            marks,
            is_plain,
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

    /// Reads the end tag at `start`; where to go on.
    fn end_tag(&mut self, start: usize) -> usize {
        let tag = &self.page.html[start + "</".len()..];
        let mut name = simple_name(tag);
        if !tag[name.len()..].starts_with('>') {
            name = &tag[..memchr(b'>', tag.as_bytes()).unwrap_or(tag.len())];
        }
        let after = (start + "</".len() + name.len() + ">".len()).min(self.page.html.len());
        let name = canonical(name.trim_ascii());
        let Some(depth) = self.open.iter().rposition(|&index| self.page.elements[index].name == name) else {
            self.page.unbalanced.push(start);
            return after;
        };
        while self.open.len() > depth {
            let index = self.open.pop().expect("it is deeper than `depth`");
            let is_own = self.open.len() == depth;
            self.close(index, start, !is_own);
        }
        after
    }

    /// Ends an element; `forgotten` when something else does.
    pub(super) fn close(&mut self, index: usize, end: usize, forgotten: bool) {
        let next = self.page.elements.len();
        let element = &mut self.page.elements[index];
        (element.end, element.next) = (end, next);
        if forgotten && !ends_by_itself(element.name) {
            self.page.unbalanced.push(element.start);
        }
    }

    /// Reads the attributes of the tag whose name `text` follows, and keeps its ids and links.
    fn note(&mut self, text: &'h str) -> Noted<'h> {
        let mut noted = Noted { attributes: "", marks: 0, is_plain: true, is_hidden: false };
        let mut rest = text;
        // Nearly every tag is written plainly: its end is met where its attributes end.
        while let Some((attribute, after)) = usual(rest) {
            self.keep(attribute, &mut noted);
            rest = after;
        }
        if rest.as_bytes().first() != Some(&b'>') {
            let read = text.len() - rest.len();
            let length = read + tag_end(rest.as_bytes());
            let others = text[read..length].strip_suffix('>').unwrap_or(&text[read..length]);
            for attribute in (Attributes { rest: others }) {
                self.keep(attribute, &mut noted);
            }
            rest = &text[read + others.len()..];
        }
        noted.attributes = &text[..text.len() - rest.len()];
        noted
    }

    /// Keeps what an attribute says of its element.
    fn keep(&mut self, (name, value): (&'h str, &'h str), noted: &mut Noted) {
        let mark = mark(name);
        // Two names may have one mark: then they are looked at.
        let is_first = noted.marks & mark == 0;
        noted.marks |= mark;
        let is_plain = match name {
            "class" | "d" | "type" | "content" | "value" => true,
            "id" => {
                self.page.ids.push(value);
                true
            }
            "href" | "src" => {
                self.page.links.push(value);
                true
            }
            "poster" => {
                self.page.links.push(value);
                false
            }
            "hidden" => {
                noted.is_hidden = true;
                false
            }
            "aria-hidden" => {
                noted.is_hidden |= value == "true";
                false
            }
            _ => false,
        };
        noted.is_plain &= is_plain && is_first;
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

/// The small letters and digits that a tag starts with, after `<` or `</`: nearly always its whole name.
fn simple_name(tag: &str) -> &str {
    let is_simple = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    &tag[..tag.as_bytes().iter().take_while(|byte| is_simple(byte)).count()]
}

/// Bytes up to and with the `>` that ends the tag at the start of `text`.
pub(super) fn tag_end(text: &[u8]) -> usize {
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
