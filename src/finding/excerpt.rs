//! A text and a span of bytes → the line to show, what is marked in it, and where it is as line and column.

use memchr::{memchr, memchr_iter, memrchr};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns kept before the mark, of the mark, and after it: a line of prose may hold a whole paragraph.
const BEFORE: usize = 48;
const MARKED: usize = 72;
const AFTER: usize = 48;
/// Bytes looked at on each side: a line may be as long as its file, and have a finding at each of its words.
const LOOKED_AT: usize = 1_000;

/// Line and column of a byte offset, both from 1; columns count characters. An offset inside a character is its start, one
/// past the end is the end.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    (memchr_iter(b'\n', before.as_bytes()).count() + 1, before[line_start..].chars().count() + 1)
}

/// One line of a file with a part of it marked, cut to what fits a terminal, with `…` where it was cut; no tabs, no control
/// characters.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What stands before the mark.
    pub before: String,
    /// What is marked; empty when a place between two characters is meant.
    pub marked: String,
    /// What stands after it.
    pub after: String,
}

impl Excerpt {
    /// The whole line.
    pub(super) fn text(&self) -> String {
        format!("{}{}{}", self.before, self.marked, self.after).trim_end().to_owned()
    }

    /// The same, cut around the mark to what fits so many columns.
    pub(super) fn within(self, columns: usize) -> Self {
        if width(&self.text()) <= columns {
            return self;
        }
        let marked = first_columns(&self.marked, (columns * 2 / 3).max(1));
        let room = columns.saturating_sub(width(&marked)).max(2);
        let after = first_columns(&self.after, (room / 2).max(room.saturating_sub(width(&self.before))));
        let before = last_columns(&self.before, room.saturating_sub(width(&after)).max(1));
        Self { before, marked, after, ..self }
    }

    /// Terminal columns before the mark.
    pub(super) fn indent(&self) -> usize {
        width(&self.before)
    }

    /// Terminal columns of the mark; at least 1, so that an empty span is seen.
    pub(super) fn width(&self) -> usize {
        width(&self.marked).max(1)
    }
}

/// The line where `span` starts. Of a span of several lines the first one is marked to its end.
pub fn excerpt(text: &str, span: &Range<usize>) -> Excerpt {
    let start = text.floor_char_boundary(span.start);
    let line_start = memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |at| at + 1);
    let line_end = memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
    let end = text.ceil_char_boundary(span.end).clamp(start, line_end);

    let near = |from: usize, to: usize| &text[from..text.floor_char_boundary(from.saturating_add(LOOKED_AT)).min(to)];
    let before = text.ceil_char_boundary(start.saturating_sub(LOOKED_AT)).max(line_start);
    let before = last_columns(&visible(&text[before..start]), BEFORE);
    let marked = first_columns(&visible(near(start, end)), MARKED);
    let after = first_columns(&visible(near(end, line_end)), AFTER);
    let (line, column) = line_column(text, start);
    Excerpt { line, column, before, marked, after }
}

/// Columns of a text in a terminal.
pub(super) fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Tabs become spaces, and what would move the cursor or turn the direction of the text becomes `�`.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push_str("    "),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => shown.push('\u{FFFD}'),
            c if c.is_control() => shown.push('\u{FFFD}'),
            c => shown.push(c),
        }
    }
    shown
}

fn first_columns(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    format!("{}…", take(text.chars(), limit - 1))
}

fn last_columns(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let kept = take(text.chars().rev(), limit - 1);
    format!("…{}", kept.chars().rev().collect::<String>())
}

fn take(chars: impl Iterator<Item = char>, limit: usize) -> String {
    let mut columns = 0;
    chars
        .take_while(|c| {
            columns += c.width().unwrap_or(0);
            columns <= limit
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "é l’été\n::chiffre[œuvre]\n";
        assert_eq!(line_column(text, 0), (1, 1));
        assert_eq!(line_column(text, text.find("été").unwrap()), (1, 5));
        assert_eq!(line_column(text, text.find("œuvre").unwrap()), (2, 11));
        assert_eq!(line_column(text, text.len()), (3, 1));
        assert_eq!(line_column(text, 1), (1, 1), "inside a character");
        assert_eq!(line_column(text, 10_000), (3, 1), "past the end");
    }

    #[test]
    fn marks_what_the_span_says() {
        let text = "un\n\tdeux 数 trois\nquatre";
        let at = text.find("trois").unwrap();
        let shown = excerpt(text, &(at..at + 5));
        assert_eq!((shown.line, shown.column), (2, 9));
        assert_eq!(shown.text(), "    deux 数 trois");
        assert_eq!((shown.indent(), shown.width()), (12, 5), "a tab takes four columns, an ideogram two");
    }

    #[test]
    fn several_lines_are_marked_to_the_end_of_the_first() {
        let shown = excerpt(":::dossier\ntexte\n", &(0..16));
        assert_eq!((shown.text().as_str(), shown.width()), (":::dossier", 10));
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{} ICI {}", "avant ".repeat(200), "après ".repeat(200));
        let at = text.find("ICI").unwrap();
        let shown = excerpt(&text, &(at..at + 3));
        assert!(shown.text().starts_with('…') && shown.text().ends_with('…'), "{}", shown.text());
        assert!(width(&shown.text()) <= BEFORE + MARKED + AFTER);
        assert_eq!(shown.text().chars().skip(shown.indent()).take(shown.width()).collect::<String>(), "ICI");
    }

    #[test]
    fn a_narrow_terminal_shows_what_stands_around_the_mark() {
        let text = format!("{} ICI {}", "avant ".repeat(20), "après ".repeat(20));
        let at = text.find("ICI").unwrap();
        for columns in 0..200 {
            let shown = excerpt(&text, &(at..at + 3)).within(columns);
            assert!(width(&shown.text()) <= columns.max(4), "{columns}: {}", shown.text());
            let marked: String = shown.text().chars().skip(shown.indent()).take(shown.width()).collect();
            assert!(marked == "ICI" || columns < 5, "{columns}: {}", shown.text());
        }
        let whole = excerpt(&text, &(3..text.len())).within(60);
        assert!(width(&whole.text()) <= 60 && whole.width() == 40, "{}", whole.text());
        assert_eq!(excerpt("un deux", &(3..7)).within(7).text(), "un deux");
    }

    #[test]
    fn odd_spans_do_not_panic() {
        let text = "é\u{202E}a\n";
        for start in 0..10 {
            for end in 0..10 {
                let shown = excerpt(text, &(start..end));
                assert!(shown.width() >= 1);
                assert!(!shown.text().contains('\u{202E}'));
            }
        }
        assert_eq!(excerpt("", &(0..0)).text(), "");
    }
}
