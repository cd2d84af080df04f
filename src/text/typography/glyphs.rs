//! Typed signs → printed signs: quotes, apostrophes, ellipses, dashes, minus.

use super::edit::Edit;
use super::numerals::{begins_unit, ends_word, number_length};
use super::run::{Run, is_of_letter};
use crate::text::{APOSTROPHE, Lang, MINUS};
use std::borrow::Cow;

/// Sets the signs of a run.
pub(super) fn set<'a>(run: &Run<'a>, lang: Lang) -> Cow<'a, str> {
    let mut edit = Edit::of(run.text);
    let mut quotes = Quotes::default();
    let mut at = run.start;
    while let Some(letters) = run.text.as_bytes()[at..].iter().position(|&byte| !is_of_letter(byte) && byte != b' ') {
        let start = at + letters;
        let Some(c) = run.text[start..].chars().next() else { break };
        at = start + c.len_utf8();
        if run.guards(start) {
            continue;
        }
        let sign = match c {
            '"' => quotes.double(run, start, lang),
            '«' | '»' | '“' | '”' => quotes.see(c),
            '\'' | '’' => quotes.single(run, start, c),
            '‘' | '´' | '`' | '′' | 'ʼ' if between_letters(run, start, at) => APOSTROPHE,
            '‘' => quotes.see(c),
            '.' if is_ellipsis(run, start) => {
                at = start + 3;
                '…'
            }
            '-' | '+' if lang == Lang::Fr => {
                let (sign, end) = sign(run, start, c);
                at = end;
                sign
            }
            _ => continue,
        };
        edit.replace(start..at, sign.encode_utf8(&mut [0; 4]));
    }
    edit.finish()
}

/// The quotes that are open.
#[derive(Default)]
struct Quotes {
    doubles: Vec<char>,
    single: bool,
}

impl Quotes {
    /// Takes note of a quote that was typed as it should be.
    fn see(&mut self, quote: char) -> char {
        match quote {
            '«' | '“' => self.doubles.push(quote),
            '‘' => self.single = true,
            '»' | '”' => {
                let opening = if quote == '»' { '«' } else { '“' };
                if let Some(level) = self.doubles.iter().rposition(|open| *open == opening) {
                    self.doubles.truncate(level);
                }
            }
            _ => {}
        }
        quote
    }

    /// A straight double quote: « or » in French, “ or ” inside others and in English; itself where it is no quote (`15"`).
    fn double(&mut self, run: &Run, at: usize, lang: Lang) -> char {
        let (previous, next) = (run.previous(at), run.text[at + 1..].chars().next());
        let may_open = previous.is_none_or(|c| c.is_whitespace() || "([{«“‘'’\"-–—/".contains(c));
        let may_close = next.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}…»”'\"-–—/".contains(c));
        let opens = match (may_open, may_close) {
            (true, true) => self.doubles.is_empty(),
            (true, false) => true,
            (false, true) => false,
            (false, false) => return '"',
        };
        let innermost = self.doubles.last().copied();
        let quote = match (opens, lang, innermost) {
            (true, Lang::Fr, Some('«')) | (true, Lang::En, _) => '“',
            (true, Lang::Fr, _) => '«',
            (false, _, None) if previous.is_some_and(|c| c.is_ascii_digit()) => return '"',
            (false, Lang::Fr, None | Some('«')) => '»',
            (false, ..) => '”',
        };
        self.see(quote)
    }

    /// A straight single quote: an apostrophe, or a quote when a pair is seen; itself where it is a mark of feet or minutes.
    fn single(&mut self, run: &Run, at: usize, typed: char) -> char {
        let previous = run.previous(at);
        let after_word = previous.is_some_and(char::is_alphanumeric);
        let before_word = run.text[at + typed.len_utf8()..].starts_with(char::is_alphanumeric);
        if !before_word && self.single {
            self.single = false;
            return APOSTROPHE;
        }
        match (after_word, before_word) {
            (true, false) if previous.is_some_and(|c| c.is_ascii_digit()) => typed,
            (true, _) => APOSTROPHE,
            (false, true) if typed == '\'' && !self.single && closes_later(run, at) => {
                self.single = true;
                '‘'
            }
            (false, true) => APOSTROPHE,
            (false, false) => typed,
        }
    }
}

/// Whether a straight quote ends a word further on.
fn closes_later(run: &Run, at: usize) -> bool {
    run.text[at + 1..].match_indices('\'').map(|(later, _)| at + 1 + later).any(|later| {
        let ends = run.previous(later).is_some_and(|c| !c.is_whitespace());
        let word_goes_on = run.text[later + 1..].starts_with(char::is_alphanumeric);
        ends && !word_goes_on && !run.guards(later)
    })
}

fn between_letters(run: &Run, start: usize, end: usize) -> bool {
    run.previous(start).is_some_and(char::is_alphabetic) && run.text[end..].starts_with(char::is_alphabetic)
}

/// Three full stops and no more.
fn is_ellipsis(run: &Run, at: usize) -> bool {
    let dots = run.text[at..].bytes().take_while(|byte| *byte == b'.').count();
    dots == 3 && run.previous(at) != Some('.')
}

/// Whether the text calls for a number, so that a hyphen apart from it is a minus still: `(- 1,52 %)`, `de - 1,52 %`.
fn announced(left: &str) -> bool {
    let left = left.trim_end();
    left.ends_with('(') || ["de", "à", "soit"].iter().any(|word| ends_word(left, word))
}

/// A hyphen that is a minus (`-1,52 %`) or a dash (` - `), a plus that belongs to its number: the sign and where what it stands for ends.
fn sign(run: &Run, at: usize, typed: char) -> (char, usize) {
    let previous = run.previous(at);
    let before = run.before_spaces(at);
    let detached = previous.is_none_or(|c| c.is_whitespace() || c == '(');
    let figure = run.skip_spaces(at + 1);
    let spaced = figure > at + 1;
    let end = figure + number_length(&run.text[figure..]);
    let after = run.skip_spaces(end);
    let rate = end > figure && begins_unit(&run.text[after..], after > end);
    let operation = before.is_some_and(|c| c.is_ascii_digit());
    if detached && rate && !operation && (typed == '+' || !spaced || announced(&run.text[..at])) {
        return (if typed == '+' { '+' } else { MINUS }, figure);
    }
    let hyphens = run.text[at..].bytes().take_while(|byte| *byte == b'-').count();
    let next = run.skip_spaces(at + hyphens);
    let between_words = before.is_some_and(|c| c.is_alphanumeric() || "»”\")]’'…,.!?%€".contains(c))
        && run.text[next..].starts_with(|c: char| c.is_alphabetic() || "«“\"([‘'".contains(c))
        && previous.is_some_and(char::is_whitespace)
        && next > at + hyphens;
    if (1..=2).contains(&hyphens) && between_words { ('–', at + hyphens) } else { (typed, at + 1) }
}
