//! Markdown events → the pieces of a line: emphasis, links, inline directives, superscripts.

use super::directive::{head_prefix, is_name_char, typed};
use super::parse::{Builder, DEEPEST};
use super::{Inline, RawDirective, RawImage, RawInline};
use crate::finding::{Code, Finding, Place, phrase};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

type Inlines = Vec<Inline<RawInline>>;

/// Longest superscript or subscript, in bytes: `1^er^`, `CO~2~`; longer is two carets that mean themselves.
const LONGEST_SCRIPT: usize = 24;

/// Plain text gathered from neighbouring events, with where each piece comes from.
#[derive(Default)]
struct Run {
    text: String,
    /// (offset in `text`, offset in the file), ascending.
    pieces: Vec<(usize, usize)>,
    /// Offsets in `text` of characters that a backslash made literal.
    literal: Vec<usize>,
}

impl Run {
    fn push(&mut self, text: &str, at: usize, literal: bool) {
        if literal {
            self.literal.push(self.text.len());
        }
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Where a byte of the run stands in the file.
    fn source(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|&(from, _)| from <= offset).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |&(from, at)| at + (offset - from))
    }

    /// Where a byte of the file stands in the run.
    fn offset(&self, source: usize) -> usize {
        let piece = self.pieces.partition_point(|&(_, at)| at <= source).saturating_sub(1);
        let offset = self.pieces.get(piece).map_or(0, |&(from, at)| from + (source - at));
        offset.min(self.text.len())
    }
}

impl Builder<'_> {
    /// The inlines up to the end of the element that holds them, which is left for the caller, or to a block.
    pub(super) fn inlines(&mut self) -> Inlines {
        self.inlines_until(None)
    }

    /// As [`Self::inlines`], or up to the closing HTML tag `until`, which is taken.
    fn inlines_until(&mut self, until: Option<&str>) -> Inlines {
        let mut inlines = Vec::new();
        let mut run = Run::default();
        while let Some((event, range)) = self.events.peek() {
            let range = range.start + self.base..range.end + self.base;
            match event {
                Event::Text(text) => {
                    let literal = range.start > 0 && self.text.as_bytes()[range.start - 1] == b'\\';
                    run.push(&typed(text), range.start, literal);
                    self.events.next();
                    continue;
                }
                Event::SoftBreak => {
                    run.push(" ", range.start, false);
                    self.events.next();
                    continue;
                }
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
                | Event::Code(_)
                | Event::HardBreak
                | Event::FootnoteReference(_)
                | Event::InlineHtml(_) => self.flush(&mut run, &mut inlines),
                _ => break,
            }
            match self.events.next() {
                Some((Event::Start(tag), _)) => {
                    if self.depth >= DEEPEST {
                        self.too_deep(&range);
                        continue;
                    }
                    self.depth += 1;
                    let content = self.inlines();
                    self.depth -= 1;
                    self.events.next();
                    inlines.push(match tag {
                        Tag::Emphasis => Inline::Emphasis(content),
                        Tag::Strong => Inline::Strong(content),
                        Tag::Link { dest_url, .. } => {
                            Inline::Cite(RawInline::Link { href: typed(&dest_url).into_owned(), span: range }, content)
                        }
                        Tag::Image { dest_url, title, .. } => {
                            let (source, title) = (typed(&dest_url).into_owned(), typed(&title).into_owned());
                            let image = RawImage { source, title, span: range };
                            Inline::Cite(RawInline::Image(Box::new(image)), content)
                        }
                        _ => continue,
                    });
                }
                Some((Event::Code(code), _)) => inlines.push(Inline::Code(typed(&code).into_owned())),
                Some((Event::HardBreak, _)) => inlines.push(Inline::Break),
                Some((Event::FootnoteReference(label), _)) => {
                    let call = self.calls.iter().position(|known| **known == *label).unwrap_or_else(|| {
                        self.calls.push(label.to_string());
                        self.calls.len() - 1
                    });
                    inlines.push(Inline::NoteCall(call));
                }
                Some((Event::InlineHtml(tag), _)) => {
                    if until.is_some_and(|until| tag.eq_ignore_ascii_case(until)) {
                        return inlines;
                    }
                    self.html(&tag, range, &mut inlines);
                }
                _ => break,
            }
        }
        self.flush(&mut run, &mut inlines);
        inlines
    }

    /// An HTML tag inside a line: a few are allowed, the others are findings.
    fn html(&mut self, tag: &str, range: Range<usize>, inlines: &mut Inlines) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
        let lower = inside.to_ascii_lowercase();
        let lang = lower.strip_prefix("span ").and_then(|rest| rest.trim().strip_prefix("lang="));
        let lang = lang.map(|value| value.trim_matches(['"', '\'']).to_owned());
        let is_code = |value: &String| {
            (2..=12).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let name = match lower.as_str() {
            "br" => return inlines.push(Inline::Break),
            _ if tag.starts_with("<!--") => return,
            "sub" | "sup" => lower.as_str(),
            _ if lang.as_ref().is_some_and(is_code) => "span",
            _ => return self.forbid_html(range),
        };
        if self.depth >= DEEPEST {
            return self.forbid_html(range);
        }
        self.depth += 1;
        let content = self.inlines_until(Some(&format!("</{name}>")));
        self.depth -= 1;
        inlines.push(match (name, lang) {
            ("sub", _) => Inline::Subscript(content),
            ("sup", _) => Inline::Superscript(content),
            (_, lang) => Inline::Foreign(lang.unwrap_or_default(), content),
        });
    }

    /// Cuts a run of plain text at what Markdown does not know: directives, superscripts, subscripts.
    fn flush(&mut self, run: &mut Run, inlines: &mut Inlines) {
        let run = std::mem::take(run);
        let text = run.text.as_str();
        let mut plain = 0;
        let mut at = 0;
        let is_mark = |byte: &u8| matches!(byte, b':' | b'^' | b'~' | b'[');
        while let Some(found) = text.as_bytes()[at..].iter().position(is_mark) {
            at += found;
            let cut = if run.literal.contains(&at) {
                None
            } else {
                match text.as_bytes()[at] {
                    b':' => self.inline_directive(&run, at),
                    b'^' => script(&run, at, "^").map(|(content, end)| (Inline::Superscript(content), end)),
                    b'~' if text[at..].starts_with("~~") => {
                        script(&run, at, "~~").map(|(content, end)| (Inline::Deleted(content), end))
                    }
                    b'~' => script(&run, at, "~").map(|(content, end)| (Inline::Subscript(content), end)),
                    _ => {
                        self.unknown_note(&run, at);
                        None
                    }
                }
            };
            match cut {
                Some((inline, end)) => {
                    if plain < at {
                        inlines.push(Inline::Text(text[plain..at].to_owned(), run.source(plain)));
                    }
                    inlines.push(inline);
                    (plain, at) = (end, end);
                }
                None => at += 1,
            }
        }
        if plain < text.len() {
            inlines.push(Inline::Text(text[plain..].to_owned(), run.source(plain)));
        }
    }

    /// `:name[…]{…}` at `at`: the piece and where it ends in the run.
    fn inline_directive(&mut self, run: &Run, at: usize) -> Option<(Inline<RawInline>, usize)> {
        let text = run.text.as_str();
        let after = text[at..].trim_start_matches(':');
        let colons = text.len() - at - after.len();
        let name: usize = after.chars().take_while(|&c| is_name_char(c)).map(char::len_utf8).sum();
        let starts_word = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ':');
        let is_name = name > 0 && !after.starts_with(|c: char| c.is_ascii_digit());
        let start = run.source(at);
        if colons == 1 {
            if !(starts_word && is_name && after[name..].starts_with('[')) {
                return None;
            }
            // An entity or a replaced character may be longer here than in the file.
            let end = self.text.floor_char_boundary(run.source(text.len().saturating_sub(1)) + 1);
            return match head_prefix(self.file, self.text, start + 1, end.max(start + 1)) {
                Ok((head, stop)) => {
                    let label_span = head.label.unwrap_or(head.name.end..head.name.end);
                    let directive = RawDirective {
                        name: self.text[head.name.clone()].to_owned(),
                        label: self.text[label_span.clone()].to_owned(),
                        attributes: head.attributes,
                        name_span: head.name,
                        label_span,
                        span: start..stop,
                    };
                    Some((
                        Inline::Cite(RawInline::Directive(Box::new(directive)), Vec::new()),
                        run.offset(stop).max(at + 1),
                    ))
                }
                Err(finding) => {
                    self.findings.push(*finding);
                    None
                }
            };
        }
        let is_block =
            is_name && (after[name..].starts_with(['[', '{']) || (colons > 2 && text[..at].trim().is_empty()));
        if starts_word && is_block {
            let name = &after[..name];
            self.findings.push(
                Finding::new(
                    Code::DirectiveMisplaced,
                    Place::new(self.file, start..start + colons + name.len()),
                    phrase!("le bloc « {name} » ne peut pas se tenir ici", "the block `{name}` cannot stand here"),
                )
                .remedy(phrase!(
                    "mettez-le seul sur sa ligne, contre la marge, hors d’une liste ou d’une citation",
                    "put it alone on its line, at the margin, outside lists and quotations"
                )),
            );
        }
        None
    }

    /// `[^label]` that no definition answers.
    fn unknown_note(&mut self, run: &Run, at: usize) {
        let Some(label) =
            run.text[at..].strip_prefix("[^").and_then(|rest| rest.split_once(']')).map(|(label, _)| label)
        else {
            return;
        };
        if label.is_empty() || label.contains(char::is_whitespace) {
            return;
        }
        let start = run.source(at);
        self.findings.push(
            Finding::new(
                Code::NoteUnknown,
                Place::new(self.file, start..self.text.floor_char_boundary(start + label.len() + 3)),
                phrase!("la note « {label} » n’est pas écrite", "the note `{label}` is not written"),
            )
            .remedy(phrase!(
                "ajoutez une ligne « [^{label}]: le texte de la note »",
                "add a line `[^{label}]: the text of the note`"
            )),
        );
    }
}

/// What stands between two marks, when it is short and holds no space (`~~` takes any text).
fn script(run: &Run, at: usize, mark: &str) -> Option<(Inlines, usize)> {
    let from = at + mark.len();
    let length = run.text[from..].find(mark)?;
    let content = &run.text[from..from + length];
    let is_script = mark == "~~" || (length <= LONGEST_SCRIPT && !content.contains(char::is_whitespace));
    (length > 0 && is_script)
        .then(|| (vec![Inline::Text(content.to_owned(), run.source(from))], from + length + mark.len()))
}
