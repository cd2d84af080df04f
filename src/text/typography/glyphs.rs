//! Typed signs → printed signs: quotes, apostrophes, ellipses, dashes, minus.

use super::numerals::{begins_unit, ends_word, number_length};
use super::run::Run;
use crate::text::{APOSTROPHE, Lang, MINUS};

/// Sets the signs of a run.
pub(super) fn set(run: &Run, lang: Lang) -> Run {
    let mut set = run.beginning();
    let mut quotes = Quotes::default();
    let mut at = run.start;
    while let Some(&c) = run.chars.get(at) {
        if run.guarded[at] {
            set.push(c, true);
            at += 1;
            continue;
        }
        let (sign, length) = match c {
            '"' => (quotes.double(run, at, lang), 1),
            '«' | '»' | '“' | '”' => (quotes.see(c), 1),
            '\'' | '’' => (quotes.single(run, at), 1),
            '‘' | '´' | '`' | '′' | 'ʼ' if between_letters(run, at) => (APOSTROPHE, 1),
            '‘' => (quotes.see(c), 1),
            '.' if is_ellipsis(run, at) => ('…', 3),
            '-' | '+' if lang == Lang::Fr => sign(run, at, c),
            c => (c, 1),
        };
        set.push(sign, false);
        at += length;
    }
    set
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
        let (previous, next) = (run.previous(at), run.chars.get(at + 1));
        let may_open = previous.is_none_or(|c| c.is_whitespace() || "([{«“‘'’\"-–—/".contains(c));
        let may_close = next.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}…»”'\"-–—/".contains(*c));
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
    fn single(&mut self, run: &Run, at: usize) -> char {
        let typed = run.chars[at];
        let (previous, next) = (run.previous(at), run.chars.get(at + 1));
        let after_word = previous.is_some_and(char::is_alphanumeric);
        let before_word = next.is_some_and(|c| c.is_alphanumeric());
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
    (at + 2..run.chars.len()).any(|later| {
        let ends = run.previous(later).is_some_and(|c| !c.is_whitespace());
        let word_goes_on = run.chars.get(later + 1).is_some_and(|c| c.is_alphanumeric());
        run.chars[later] == '\'' && !run.guarded[later] && ends && !word_goes_on
    })
}

fn between_letters(run: &Run, at: usize) -> bool {
    run.previous(at).is_some_and(char::is_alphabetic) && run.chars.get(at + 1).is_some_and(|c| c.is_alphabetic())
}

/// Three full stops and no more.
fn is_ellipsis(run: &Run, at: usize) -> bool {
    let dots = run.chars[at..].iter().take_while(|c| **c == '.').count();
    dots == 3 && run.previous(at) != Some('.') && !run.guarded[at..at + 3].contains(&true)
}

/// Whether the text calls for a number, so that a hyphen apart from it is a minus still: `(- 1,52 %)`, `de - 1,52 %`.
fn announced(left: &[char]) -> bool {
    let left = &left[..left.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1)];
    left.last() == Some(&'(') || ["de", "à", "soit"].iter().any(|word| ends_word(left, word))
}

/// A hyphen that is a minus (`-1,52 %`) or a dash (` - `), a plus that belongs to its number: the sign and how much of the text it takes.
fn sign(run: &Run, at: usize, typed: char) -> (char, usize) {
    let previous = run.previous(at);
    let before = run.chars[..at].iter().rposition(|c| !c.is_whitespace()).map(|last| run.chars[last]);
    let detached = previous.is_none_or(|c| c.is_whitespace() || c == '(');
    let figure = run.skip_spaces(at + 1);
    let spaced = figure > at + 1;
    let end = figure + number_length(&run.chars[figure..]);
    let after = run.skip_spaces(end);
    let rate = end > figure && begins_unit(&run.chars[after..], after > end);
    let operation = before.is_some_and(|c| c.is_ascii_digit());
    if detached && rate && !operation && (typed == '+' || !spaced || announced(&run.chars[..at])) {
        return (if typed == '+' { '+' } else { MINUS }, figure - at);
    }
    let hyphens = run.chars[at..].iter().take_while(|c| **c == '-').count();
    let next = run.skip_spaces(at + hyphens);
    let between_words = before.is_some_and(|c| c.is_alphanumeric() || "»”\")]’'…,.!?%€".contains(c))
        && run.chars.get(next).is_some_and(|c| c.is_alphabetic() || "«“\"([‘'".contains(*c))
        && previous.is_some_and(char::is_whitespace)
        && next > at + hyphens;
    if (1..=2).contains(&hyphens) && between_words { ('–', hyphens) } else { (typed, 1) }
}
