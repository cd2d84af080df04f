//! An element of a page, and its attributes.

use memchr::memchr;

/// One bit for the name of an element or of an attribute; few names share theirs.
#[inline]
pub(in crate::check) const fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    1 << ((bytes.len() * 7 + bytes[0] as usize + bytes[bytes.len() - 1] as usize * 5) % 64)
}

/// The marks of some names.
#[inline]
pub(super) fn marks(names: &[&str]) -> u64 {
    names.iter().fold(0, |marks, name| marks | mark(name))
}

/// An element of a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Element<'h> {
    /// In lower case.
    pub(in crate::check) name: &'h str,
    /// [`mark`] of the name: rules ask more than anything else what an element is.
    pub(super) mark: u64,
    /// What follows the name in the start tag.
    pub(super) attributes: &'h str,
    /// The [`mark`] of each attribute: rules ask most of all for those that are not there.
    pub(super) marks: u64,
    /// It bears nothing but `class`, `id`, `href`, `src`, `d`, `type`, `content` and `value`, each once: no rule asks more of those than
    /// what they name, and most elements bear nothing else.
    pub(in crate::check) is_plain: bool,
    /// Whether assistive technologies pass over it, or over what it stands in.
    pub(in crate::check) is_hidden: bool,
    /// Byte of its `<`.
    pub(in crate::check) start: usize,
    /// Byte after its start tag.
    pub(in crate::check) inside: usize,
    /// Byte where its content ends.
    pub(in crate::check) end: usize,
    /// Index of the element it stands in; its own index for the first one.
    pub(in crate::check) parent: usize,
    /// Index after its last descendant.
    pub(in crate::check) next: usize,
}

impl<'h> Element<'h> {
    /// Whether it is one of these elements.
    #[inline]
    pub(in crate::check) fn is(&self, names: &[&str]) -> bool {
        self.mark & marks(names) != 0 && names.contains(&self.name)
    }

    /// Whether it has no attribute.
    pub(in crate::check) fn is_bare(&self) -> bool {
        self.marks == 0
    }

    /// Its attributes: name, and value as typed, empty when there is none.
    pub(in crate::check) fn attributes(&self) -> Attributes<'h> {
        Attributes { rest: self.attributes }
    }

    /// The value of an attribute.
    pub(in crate::check) fn get(&self, name: &str) -> Option<&'h str> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        self.attributes().find(|(typed, _)| *typed == name).map(|(_, value)| value)
    }

    /// Whether an attribute says something.
    pub(in crate::check) fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.trim().is_empty())
    }
}

/// The attributes of a start tag, in order.
pub(in crate::check) struct Attributes<'h> {
    pub(super) rest: &'h str,
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
#[inline]
pub(super) fn usual(attributes: &str) -> Option<((&str, &str), &str)> {
    let bytes = attributes.as_bytes();
    let name = bytes.strip_prefix(b" ")?;
    let length = name.iter().position(|byte| !byte.is_ascii_lowercase() && *byte != b'-')?;
    if length == 0 || !name[length..].starts_with(b"=\"") {
        return None;
    }
    let value = length + " =\"".len();
    let end = value + memchr(b'"', &bytes[value..])?;
    Some(((&attributes[1..=length], &attributes[value..end]), &attributes[end + 1..]))
}
