//! A run of text, with the parts of it that no rule may touch: addresses, e-mails, paths.

use std::ops::Range;

/// Signs that may open a token, before its address.
const OPENING: [char; 8] = ['«', '“', '"', '\'', '(', '‘', '’', '['];

/// Signs that may close a token, after its address.
const CLOSING: [char; 14] = ['»', '”', '"', '\'', ')', ']', '…', ';', '.', '!', '?', ',', ':', '’'];

/// A run after the character that precedes it.
pub(super) struct Run<'a> {
    /// The preceding character, if any, then the run.
    pub(super) text: &'a str,
    /// Where the run itself starts.
    pub(super) start: usize,
    /// Where its addresses are, in order.
    addresses: Vec<Range<usize>>,
}

impl<'a> Run<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let mut addresses = Vec::new();
        let mut at = 0;
        while let Some(sign) = text.as_bytes()[at..].iter().position(|&byte| may_be_of_address(byte)) {
            let token = token(text, at + sign);
            if let Some(address) = address(&text[token.clone()]) {
                addresses.push(token.start + address.start..token.start + address.end);
            }
            at = token.end;
        }
        Self { text, start, addresses }
    }

    /// Whether the character at `at` belongs to an address.
    pub(super) fn guards(&self, at: usize) -> bool {
        self.addresses.iter().any(|address| address.contains(&at))
    }

    /// The character before `at`.
    pub(super) fn previous(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The last character before `at` that is not a space.
    pub(super) fn before_spaces(&self, at: usize) -> Option<char> {
        self.text[..at].trim_end().chars().next_back()
    }

    /// Where the first character from `at` that is not a space begins.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start().len()
    }
}

/// Whether a byte belongs to a letter of a French or English word. A text of such bytes only begins and ends with whole characters where its neighbours do.
#[inline]
pub(super) fn is_of_letter(byte: u8) -> bool {
    // From À to ɏ, and the bytes that follow the first of a character.
    byte.is_ascii_alphabetic() || matches!(byte, 0xc3..=0xc9 | 0x80..=0xbf)
}

/// The token around the byte `at`: what spaces part.
pub(super) fn token(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| text.ceil_char_boundary(space + 1));
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
    start..end
}

/// The part of a token, its surrounding punctuation apart, that is an address.
pub(super) fn address(token: &str) -> Option<Range<usize>> {
    if token.strip_prefix(':').is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        return Some(0..token.len());
    }
    let core = token.trim_start_matches(OPENING);
    let start = token.len() - core.len();
    let core = core.trim_end_matches(CLOSING);
    // Most tokens only end with a point.
    (core.bytes().any(may_be_of_address) && is_address(core)).then(|| start..start + core.len())
}

/// Whether addresses hold this sign: one at least of these is in each.
#[inline]
fn may_be_of_address(byte: u8) -> bool {
    matches!(byte, b':' | b'@' | b'/' | b'\\' | b'.')
}

fn is_address(core: &str) -> bool {
    let mail = core.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let file = core.rsplit_once('/').is_some_and(|(_, name)| name.trim_matches('.').contains('.'));
    let begins = ["www.", "mailto:", "/", "./", "../", "~/"].iter().any(|start| core.starts_with(start));
    core.contains("://") || core.contains("::") || core.contains('\\') || begins || mail || file
}
