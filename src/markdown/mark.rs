//! A mark in plain text, which the parser did not read → what its author meant by it.
//!
//! Markdown prints what it does not understand. Only what can hardly be meant is told: bold that nothing closes, a link that is cut or
//! whose address has a space. Marks that stand for themselves have a backslash.

use crate::finding::{Phrase, phrase};

/// Bytes of a link that are looked at: a text may hold a bracket at each of its bytes.
const LONGEST_LINK: usize = 400;

/// A mark that was not read.
pub(super) struct Unread {
    /// Its bytes in the text.
    pub(super) length: usize,
    pub(super) message: Phrase,
    pub(super) remedy: Phrase,
}

/// The mark at `at`, when it is one that was meant.
pub(super) fn unread(text: &str, at: usize) -> Option<Unread> {
    match &text[at..] {
        after if after.starts_with("**") => bold(text, at),
        after if after.starts_with('[') => link(&after[..after.floor_char_boundary(LONGEST_LINK)]),
        _ => None,
    }
}

/// `**` before a word.
fn bold(text: &str, at: usize) -> Option<Unread> {
    let opens = text[at + 2..].starts_with(char::is_alphanumeric)
        && !text[..at].ends_with(|before: char| before == '*' || before.is_alphanumeric());
    opens.then(|| Unread {
        length: 2,
        message: phrase!(
            "« ** » n’est fermé nulle part dans ce paragraphe : il serait imprimé",
            "`**` is closed nowhere in this paragraph: it would be printed"
        ),
        remedy: phrase!(
            "écrivez « **des mots en gras** », sans espace à l’intérieur des étoiles ; pour de vraies étoiles : « \\*\\* »",
            "write `**bold words**`, with no space inside the stars; for real stars: `\\*\\*`"
        ),
    })
}

/// `[words](address` that is no link.
fn link(text: &str) -> Option<Unread> {
    let words = text.find([']', '\n']).filter(|end| text[*end..].starts_with(']') && *end > 1)?;
    let rest = &text[words + 1..];
    let gap = rest.len() - rest.trim_start().len();
    let address = rest[gap..].strip_prefix('(')?;
    // What opens before it closes belongs to the sentence that follows.
    let end = address.find(['(', ')', '[']).filter(|end| address[*end..].starts_with(')'));
    let typed = &address[..end.unwrap_or_else(|| address.find(char::is_whitespace).unwrap_or(address.len()))];
    let is_address = typed.contains("://") || typed.contains('/') || typed.contains('.') && !typed.ends_with('.');
    if gap > 1 || (gap == 1 && (!is_address || typed.contains(char::is_whitespace))) {
        return None;
    }
    let length = words + 1 + gap + 1 + typed.len() + usize::from(end.is_some());
    let message = phrase!(
        "ce lien ne peut pas être lu : il serait imprimé tel quel",
        "this link cannot be read: it would be printed as it is"
    );
    let label = &text[..=words];
    let remedy = if end.is_none() {
        phrase!("fermez la parenthèse : {label}({typed})", "close the bracket: {label}({typed})")
    } else if gap == 1 {
        phrase!("ôtez l’espace : {label}({typed})", "remove the space: {label}({typed})")
    } else {
        phrase!(
            "mettez l’adresse entre chevrons : {label}(<{typed}>)",
            "put the address in angle brackets: {label}(<{typed}>)"
        )
    };
    Some(Unread { length, message, remedy })
}
