//! Lines `:::name[label]{key=value}`, `::name…` and `:::` outside code → marks on the text.
//!
//! A directive line must end a paragraph and close a list whatever stands around it. So the text that the Markdown parser
//! reads has a thematic break of the same length in its place: no offset moves, and the parser's own rules for blocks apply.
//!
//! A line that starts with `:name[` goes on with its paragraph or begins one. The parser would take its colon for the mark of a
//! definition: it reads [`STAND_IN`] there, which [`typed`] undoes.

use super::Attribute;
use crate::finding::{Code, Finding, Place, phrase};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What the parser reads for the colon of a `:name[` that starts a line: the control character made to stand for another.
const STAND_IN: char = '\u{1a}';

/// What the parser read, as it was typed.
pub(super) fn typed(read: &str) -> Cow<'_, str> {
    if read.contains(STAND_IN) { Cow::Owned(read.replace(STAND_IN, ":")) } else { Cow::Borrowed(read) }
}

/// What a directive line is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// Opens a container.
    Open(Head),
    /// Stands alone.
    Leaf(Head),
    /// Closes that many containers, the innermost first.
    Close(usize),
    /// A line that was reported, or a fence that closes nothing.
    Void,
}

/// `name[label]{attributes}` with its places in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Head {
    pub(super) name: Range<usize>,
    pub(super) label: Option<Range<usize>>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) span: Range<usize>,
}

/// The text for the Markdown parser, and the marks by the offset of their line.
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) marks: BTreeMap<usize, Mark>,
}

/// Finds directive lines in `text[start..]`. Offsets of marks are those of `text`; the masked text is `text[start..]` with
/// the same length.
pub(super) fn mark(file: &Arc<str>, text: &str, start: usize, findings: &mut Vec<Finding>) -> Marked {
    let mut masked = text.as_bytes()[start..].to_vec();
    let mut marks = BTreeMap::new();
    let mut open: Vec<(usize, Head)> = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        let line_start = offset;
        offset += line.len();
        let line = line.trim_end_matches('\n');
        let inside = line.trim_start_matches([' ', '\t', '>']);
        if starts_with_inline(inside) {
            masked[line_start - start + line.len() - inside.len()] = STAND_IN as u8;
            continue;
        }
        let indent = line.bytes().take_while(|&byte| byte == b' ').count();
        let body = &line[indent..];
        if indent > 3 {
            continue;
        }
        if let Some(run) = code_fence(body) {
            match fence {
                None if run.0 == b'~' || !body[run.1..].contains('`') => fence = Some(run),
                Some((kind, length)) if kind == run.0 && run.1 >= length && body[run.1..].trim().is_empty() => {
                    fence = None
                }
                _ => {}
            }
            continue;
        }
        let colons = body.bytes().take_while(|&byte| byte == b':').count();
        if fence.is_some() || colons < 2 {
            continue;
        }
        let at = line_start + indent;
        let rest = body[colons..].trim_end();
        let mark = if rest.is_empty() {
            if colons == 2 {
                continue;
            }
            close(file, at..at + colons, &mut open, findings)
        } else {
            let name_at = at + colons + rest.len() - rest.trim_start().len();
            match head(file, text, name_at, at + colons + rest.len()) {
                Ok(head) => {
                    let head = Head { span: at..head.span.end, ..head };
                    if colons == 2 {
                        Mark::Leaf(head)
                    } else {
                        open.push((colons, head.clone()));
                        Mark::Open(head)
                    }
                }
                Err(finding) => {
                    findings.push(*finding);
                    if colons > 2 {
                        // Its fence still pairs with the one that closes it.
                        open.push((colons, Head::default()));
                    }
                    Mark::Void
                }
            }
        };
        marks.insert(line_start, mark);
        let (from, to) = (line_start - start, line_start - start + line.len());
        masked[from..to].fill(b' ');
        // A leaf of two colons and a letter is at least three bytes long.
        masked[from + indent..from + indent + 3].fill(b'*');
    }
    for (colons, head) in open.iter().rev().filter(|(_, head)| !head.span.is_empty()) {
        findings.push(unclosed(file, text, head, *colons));
    }
    let text = String::from_utf8(masked).expect("whole lines were replaced by ASCII");
    Marked { text, marks }
}

/// A closing fence: closes the innermost container, or the one opened with as many colons.
fn close(file: &Arc<str>, span: Range<usize>, open: &mut Vec<(usize, Head)>, findings: &mut Vec<Finding>) -> Mark {
    let colons = span.len();
    let Some(innermost) = open.last() else {
        findings.push(
            Finding::new(
                Code::DirectiveStray,
                Place::new(file, span),
                phrase!(
                    "cette ligne ferme un bloc alors qu’aucun n’est ouvert",
                    "this line closes a block but none is open"
                ),
            )
            .remedy(phrase!(
                "supprimez-la, ou ouvrez le bloc plus haut par « :::nom »",
                "delete it, or open the block above with `:::name`"
            )),
        );
        return Mark::Void;
    };
    let depth = if innermost.0 == colons {
        open.len() - 1
    } else {
        open.iter().rposition(|(count, _)| *count == colons).unwrap_or(open.len() - 1)
    };
    let mut closed = 0;
    while open.len() > depth {
        let Some((count, head)) = open.pop() else { break };
        if open.len() > depth && !head.span.is_empty() {
            let fence = ":".repeat(count);
            findings.push(
                Finding::new(
                    Code::DirectiveUnclosed,
                    Place::new(file, head.span.clone()),
                    phrase!("ce bloc n’est pas fermé", "this block is not closed"),
                )
                .remedy(phrase!("fermez-le par une ligne « {fence} »", "close it with a line `{fence}`"))
                .note_at(
                    Place::new(file, span.clone()),
                    phrase!(
                        "le bloc qui le contient se ferme avant lui, ici",
                        "the block around it closes before it, here"
                    ),
                ),
            );
        }
        closed += usize::from(!head.span.is_empty());
    }
    Mark::Close(closed)
}

fn unclosed(file: &Arc<str>, text: &str, head: &Head, colons: usize) -> Finding {
    let fence = ":".repeat(colons);
    let name = &text[head.name.clone()];
    Finding::new(
        Code::DirectiveUnclosed,
        Place::new(file, head.span.clone()),
        phrase!("le bloc « {name} » n’est pas fermé", "the block `{name}` is not closed"),
    )
    .remedy(phrase!("fermez-le par une ligne « {fence} »", "close it with a line `{fence}`"))
}

/// The run of a code fence that opens a line: its character and length.
fn code_fence(line: &str) -> Option<(u8, usize)> {
    let kind = line.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|&byte| byte == kind).count();
    (length >= 3).then_some((kind, length))
}

/// Reads `name[label]{attributes}` that must fill `text[start..end]`.
pub(super) fn head(file: &Arc<str>, text: &str, start: usize, end: usize) -> Result<Head, Box<Finding>> {
    let (head, stop) = head_prefix(file, text, start, end)?;
    let rest = text[stop..end].trim();
    if rest.is_empty() {
        return Ok(head);
    }
    let at = end - text[stop..end].trim_start().len();
    let name = text[head.name.clone()].to_owned();
    let remedy = if rest.starts_with(['[', '{']) {
        phrase!("supprimez l’espace avant « {rest} »", "remove the space before `{rest}`")
    } else if head.label.is_none() && head.attributes.is_empty() {
        phrase!(
            "mettez le titre entre crochets : « {name}[{rest}] »",
            "put the title between brackets: `{name}[{rest}]`"
        )
    } else {
        phrase!(
            "n’écrivez rien après les accolades ; le texte commence à la ligne suivante",
            "write nothing after the braces; the text starts on the next line"
        )
    };
    Err(Box::new(
        Finding::new(
            Code::DirectiveSyntax,
            Place::new(file, at..end),
            phrase!("« {rest} » ne peut pas se lire ici", "`{rest}` cannot be read here"),
        )
        .remedy(remedy),
    ))
}

/// Reads `name[label]{attributes}` at `start`; gives where it stops.
pub(super) fn head_prefix(
    file: &Arc<str>,
    text: &str,
    start: usize,
    end: usize,
) -> Result<(Head, usize), Box<Finding>> {
    let source = &text[..end];
    let name_length: usize = source[start..].chars().take_while(|&c| is_name_char(c)).map(char::len_utf8).sum();
    let name = start..start + name_length;
    if name.is_empty() {
        return Err(Box::new(
            Finding::new(
                Code::DirectiveSyntax,
                Place::new(file, start..end),
                phrase!("un nom de bloc est attendu après « : »", "a block name is expected after `:`"),
            )
            .remedy(phrase!("par exemple « :::focus[Titre] »", "for instance `:::focus[Title]`")),
        ));
    }
    let mut at = name.end;
    let mut head = Head { name, ..Head::default() };
    if source[at..].starts_with('[') {
        let close = matching(source, at, b'[', b']').ok_or_else(|| unbalanced(file, at..end, ']'))?;
        head.label = Some(at + 1..close);
        at = close + 1;
    }
    if source[at..].starts_with('{') {
        let close = closing_brace(source, at).map_err(|(at, missing)| unbalanced(file, at..end, missing))?;
        head.attributes = attributes(file, source, at + 1..close)?;
        at = close + 1;
    }
    head.span = start..at;
    Ok((head, at))
}

/// Whether a line starts with `:name[`.
fn starts_with_inline(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(':') else { return false };
    let after = rest.trim_start_matches(is_name_char);
    after.len() < rest.len() && after.starts_with('[')
}

/// Letters, digits, `-` and `_` make names of directives and attributes.
pub(super) fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// The bracket that closes the one at `start`; a backslash protects the next byte.
fn matching(text: &str, start: usize, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' => return None,
            byte if byte == open => depth += 1,
            byte if byte == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The brace that closes the one at `start`, outside quotes; else what is missing, and where it was opened.
fn closing_brace(text: &str, start: usize) -> Result<usize, (usize, char)> {
    let mut quote = None;
    let mut opened = start;
    for (at, byte) in text.bytes().enumerate().skip(start + 1) {
        match (quote, byte) {
            (_, b'\n') => break,
            (Some(open), byte) if byte == open => quote = None,
            (None, b'"' | b'\'') if text.as_bytes()[at - 1] == b'=' => (quote, opened) = (Some(byte), at),
            (None, b'}') => return Ok(at),
            _ => {}
        }
    }
    Err(quote.map_or((start, '}'), |quote| (opened, char::from(quote))))
}

fn unbalanced(file: &Arc<str>, span: Range<usize>, missing: char) -> Box<Finding> {
    Box::new(
        Finding::new(
            Code::DirectiveSyntax,
            Place::new(file, span),
            phrase!("il manque « {missing} » sur cette ligne", "`{missing}` is missing on this line"),
        )
        .remedy(phrase!("ajoutez « {missing} »", "add `{missing}`")),
    )
}

/// The mark that closes a quoted value. Word processors put in curly quotes and guillemets on their own.
fn closing_quote(open: char) -> Option<char> {
    match open {
        '"' | '\'' => Some(open),
        '“' | '”' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Reads `key=value key="a value" key`, separated by spaces; `#id` is `id=…`.
fn attributes(file: &Arc<str>, text: &str, span: Range<usize>) -> Result<Vec<Attribute>, Box<Finding>> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut at = span.start;
    loop {
        at += text[at..span.end].len() - text[at..span.end].trim_start_matches([' ', '\t', '\u{a0}', ',']).len();
        if at >= span.end {
            return Ok(attributes);
        }
        let length: usize = text[at..span.end].chars().take_while(|&c| is_name_char(c)).map(char::len_utf8).sum();
        if length == 0 {
            let rest = &text[at..span.end];
            return Err(Box::new(
                Finding::new(
                    Code::DirectiveSyntax,
                    Place::new(file, at..span.end),
                    phrase!("« {rest} » n’est pas un attribut", "`{rest}` is not an attribute"),
                )
                .remedy(phrase!(
                    "une valeur de plusieurs mots se met entre guillemets : clé=\"une valeur\"",
                    "a value of several words is quoted: key=\"a value\""
                )),
            ));
        }
        let key_span = at..at + length;
        at = key_span.end;
        let mut value_span = at..at;
        if text[at..span.end].starts_with('=') {
            at += 1;
            match text[at..span.end].chars().next().and_then(|c| Some((c, closing_quote(c)?))) {
                Some((open, close)) => {
                    let opened = at;
                    at += open.len_utf8();
                    let length =
                        text[at..span.end].find(close).ok_or_else(|| unbalanced(file, opened..span.end, close))?;
                    value_span = at..at + length;
                    at = value_span.end + close.len_utf8();
                }
                None => {
                    let length = text[at..span.end].find([' ', '\t', ',']).unwrap_or(span.end - at);
                    value_span = at..at + length;
                    at = value_span.end;
                }
            }
        }
        let key = text[key_span.clone()].to_owned();
        if attributes.iter().any(|attribute| attribute.key == key) {
            return Err(Box::new(
                Finding::new(
                    Code::DirectiveSyntax,
                    Place::new(file, key_span),
                    phrase!("l’attribut « {key} » est donné deux fois", "the attribute `{key}` is given twice"),
                )
                .remedy(phrase!("gardez l’un des deux", "keep one of the two")),
            ));
        }
        attributes.push(Attribute { key, value: text[value_span.clone()].trim().to_owned(), key_span, value_span });
    }
}
