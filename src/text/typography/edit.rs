//! A text and what is replaced in it, from left to right → the text with that; the same text where nothing was.

use std::borrow::Cow;
use std::ops::Range;

/// A text being edited.
pub(super) struct Edit<'a> {
    text: &'a str,
    /// How much of the text is in `edited` already.
    done: usize,
    edited: String,
}

impl<'a> Edit<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, done: 0, edited: String::new() }
    }

    /// Puts a text in the place of another, after those that were replaced before; says whether they differ.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) -> bool {
        let differs = self.text[range.clone()] != *with;
        if differs {
            if self.done == 0 {
                self.edited.reserve(self.text.len() + 16);
            }
            self.edited.push_str(&self.text[self.done..range.start]);
            self.edited.push_str(with);
            self.done = range.end;
        }
        differs
    }

    /// The text with all that was replaced.
    pub(super) fn finish(mut self) -> Cow<'a, str> {
        if self.edited.is_empty() && self.done == 0 {
            return Cow::Borrowed(self.text);
        }
        self.edited.push_str(&self.text[self.done..]);
        Cow::Owned(self.edited)
    }
}
