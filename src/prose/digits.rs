//! Digits in a line → the whole of the number they belong to, and whether they are one.

use crate::text::{Lang, Number, number};
use std::ops::Range;

/// A number as it stands in a line, or what looks like one.
#[derive(Clone, Debug)]
pub(super) struct Numeral {
    /// Bytes of the line, with its sign, its scale and its symbol: `1,29 million`, `−1,52 %`.
    pub(super) range: Range<usize>,
    /// Its value; `None` for a code, a date, a time, an ordinal.
    pub(super) number: Option<Number>,
    /// `%` or a currency.
    pub(super) symbol: Symbol,
    /// How it is written.
    pub(super) writing: Writing,
}

/// What a number is followed or preceded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    None,
    Percent,
    Currency,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// That many digits, nothing else: it may be a year or a code.
    Bare(usize),
    /// With decimals and nothing else: it may be a version.
    Decimal,
    /// Grouped, signed, scaled, or with a symbol: it may be nothing but a quantity.
    Dressed,
    /// In words.
    Words,
    /// With letters, slashes, or groups of odd sizes.
    Code,
}

const SYMBOLS: &[(&str, Symbol)] = &[
    ("%", Symbol::Percent),
    ("‰", Symbol::None),
    ("€", Symbol::Currency),
    ("$", Symbol::Currency),
    ("£", Symbol::Currency),
    ("k€", Symbol::Currency),
    ("K€", Symbol::Currency),
    ("M€", Symbol::Currency),
    ("Md€", Symbol::Currency),
    ("Mds€", Symbol::Currency),
    ("Mrd€", Symbol::Currency),
];

/// Symbols in words, after a space.
const SYMBOL_WORDS: &[(&str, Symbol)] = &[
    ("euros", Symbol::Currency),
    ("euro", Symbol::Currency),
    ("pour cent", Symbol::Percent),
    ("per cent", Symbol::Percent),
    ("percent", Symbol::Percent),
];

/// Units of measure that may touch their number.
const MEASURES: &[&str] = &["km", "m", "m²", "cm", "mm", "kg", "g", "ha", "ko", "Mo", "Go", "kWh", "MWh", "j", "x"];

const SCALES: &[&str] = &["millions", "million", "milliards", "milliard", "milliers", "mille", "billion", "thousand"];

const OPENING: &[char] = &['(', '[', '{', '«', '“', '"', '\'', '‘', '*', '_', '—', '–', ':'];
const CLOSING: &[char] =
    &['.', ',', ';', ':', '!', '?', ')', ']', '}', '»', '”', '"', '\'', '’', '…', '*', '_', '—', '–'];

/// Reads the number of the chunk `range`, the first with a digit at that place; it may go on in the chunks after it.
/// Gives what stands before it in its chunk, the number, and what stands after it.
pub(super) fn read(text: &str, range: Range<usize>, lang: Lang) -> (Range<usize>, Numeral, Range<usize>) {
    let chunk = &text[range.clone()];
    let mut start = range.start + (chunk.len() - chunk.trim_start_matches(OPENING).len());
    // `d’1,5 million`, `jusqu’à` is apart.
    if let Some(apostrophe) = text[start..range.end].find(['\'', '’']) {
        let after = start + apostrophe + text[start + apostrophe..].chars().next().map_or(1, char::len_utf8);
        let elided = text[start..start + apostrophe].chars().all(char::is_alphabetic);
        if elided && text[after..].starts_with(|c: char| c.is_ascii_digit()) {
            start = after;
        }
    }
    let end = trimmed(text, start..range.end);
    let numeral = match Core::of(&text[start..end]) {
        Some(core) => quantity(text, start, end, range.end, core, lang),
        None => code(start..end),
    };
    let stop = chunk_end(text, numeral.range.end);
    (range.start..start, Numeral { ..numeral.clone() }, numeral.range.end..stop)
}

fn code(range: Range<usize>) -> Numeral {
    Numeral { range, number: None, symbol: Symbol::None, writing: Writing::Code }
}

/// `range` without its closing punctuation.
fn trimmed(text: &str, range: Range<usize>) -> usize {
    range.start + text[range].trim_end_matches(CLOSING).len()
}

/// Where the chunk that holds `at` ends.
fn chunk_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| c.is_whitespace() || c == super::token::OBJECT).map_or(text.len(), |length| at + length)
}

/// The next chunk after `at`, when only spaces are between.
fn next_chunk(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let spaces = rest.len() - rest.trim_start().len();
    (spaces > 0 && spaces < rest.len()).then(|| at + spaces..chunk_end(text, at + spaces))
}

/// A chunk that can be a number: sign, digits, what follows them.
struct Core<'t> {
    dressed: bool,
    digits: usize,
    leading_zero: bool,
    suffix: &'t str,
}

impl<'t> Core<'t> {
    fn of(core: &'t str) -> Option<Self> {
        let body = core.trim_start_matches(['+', '-', '−', '×', '~', '≈', '<', '>', '€', '$', '£']);
        let whole = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mut rest = &body[whole..];
        let mut decimals = false;
        while let Some(after) = rest.strip_prefix([',', '.']) {
            let next = after.trim_start_matches(|c: char| c.is_ascii_digit());
            if next.len() == after.len() {
                break;
            }
            (rest, decimals) = (next, true);
        }
        let known = rest.is_empty() || SYMBOLS.iter().any(|(symbol, _)| *symbol == rest) || MEASURES.contains(&rest);
        (whole > 0 && known).then(|| Self {
            dressed: decimals || body.len() < core.len(),
            digits: whole,
            leading_zero: whole > 1 && body.starts_with('0'),
            suffix: rest,
        })
    }

    fn is_bare(&self) -> bool {
        !self.dressed && self.suffix.is_empty()
    }
}

/// A number and what belongs to it in the chunks that follow.
fn quantity(text: &str, start: usize, mut end: usize, mut stop: usize, first: Core, lang: Lang) -> Numeral {
    let (mut last, mut grouped) = (first, false);
    let (leading_zero, mut digits) = (last.leading_zero, last.digits);
    let is_year = last.is_bare() && digits == 4;
    let mut groups = last.suffix.is_empty() && digits <= 3 && !text[start..end].contains([',', '.']);
    while groups && end == stop {
        let Some(next) = next_chunk(text, end) else { break };
        let next_end = trimmed(text, next.clone());
        let core = Core::of(&text[next.start..next_end]);
        let Some(core) =
            core.filter(|core| core.digits == 3 && text[next.start..].starts_with(|c: char| c.is_ascii_digit()))
        else {
            break;
        };
        (end, stop, grouped) = (next_end, next.end, true);
        digits += 3;
        groups = core.is_bare();
        last = core;
    }
    // Groups of other sizes: a telephone number, a SIRET.
    let mut odd = leading_zero;
    while last.suffix.is_empty() && end == stop && !is_year {
        let Some(next) = next_chunk(text, end) else { break };
        let next_end = trimmed(text, next.clone());
        let Some(core) = Core::of(&text[next.start..next_end]).filter(Core::is_bare) else { break };
        if !text[next.start..].starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        (end, stop, odd, last) = (next_end, next.end, true, core);
    }
    if odd {
        return code(start..end);
    }
    let bare = !grouped && last.is_bare();
    let mut range = start..end;
    let mut symbol =
        SYMBOLS.iter().find(|(typed, _)| *typed == last.suffix).map_or(Symbol::None, |(_, symbol)| *symbol);
    if text[start..end].contains(['€', '$', '£']) {
        symbol = Symbol::Currency;
    }
    let mut scaled = false;
    if last.suffix.is_empty() && end == stop {
        (range.end, scaled) = scale(text, end);
        let (after, found) = self::symbol(text, range.end, scaled);
        if found != Symbol::None {
            (range.end, symbol) = (after, found);
        }
    }
    let typed = text[range.clone()].trim_start_matches('×');
    let typed = if MEASURES.contains(&last.suffix) { typed.trim_end_matches(last.suffix) } else { typed };
    let number = number::read(typed, lang).ok().map(|reading| reading.number);
    let undressed = !grouped && !scaled && symbol == Symbol::None && last.suffix.is_empty();
    let writing = match (bare, undressed) {
        (true, true) => Writing::Bare(digits),
        (false, true) if text[start..end].starts_with(|c: char| c.is_ascii_digit()) => Writing::Decimal,
        _ => Writing::Dressed,
    };
    Numeral { range, writing: if number.is_some() { writing } else { Writing::Code }, number, symbol }
}

/// The end of the word of scale that follows `at`.
fn scale(text: &str, at: usize) -> (usize, bool) {
    let Some(next) = next_chunk(text, at) else { return (at, false) };
    let word = text[next.clone()].trim_end_matches(CLOSING);
    if SCALES.contains(&word) { (next.start + word.len(), true) } else { (at, false) }
}

/// The end of the symbol that follows `at`, after `de` or `d’` when there is a scale.
fn symbol(text: &str, at: usize, scaled: bool) -> (usize, Symbol) {
    let none = (at, Symbol::None);
    let rest = text[at..].trim_start();
    if rest.len() == text.len() - at {
        return none;
    }
    let of = ["d’", "d'", "de "].into_iter().find_map(|of| rest.strip_prefix(of)).filter(|_| scaled);
    let rest = of.unwrap_or(rest).trim_start();
    let start = text.len() - rest.len();
    let words = if of.is_some() { &[][..] } else { SYMBOLS };
    let mut found = words.iter().chain(SYMBOL_WORDS).filter_map(|(typed, symbol)| {
        let typed_end = match_words(rest, typed)?;
        let ends = rest[typed_end..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '€');
        ends.then_some((start + typed_end, *symbol))
    });
    found.next().unwrap_or(none)
}

/// Length of the beginning of `text` that reads as `words`, whatever its kinds of space.
fn match_words(text: &str, words: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for wanted in words.chars() {
        let (_, c) = chars.next()?;
        if c != wanted && !(wanted == ' ' && c.is_whitespace()) {
            return None;
        }
    }
    Some(chars.next().map_or(text.len(), |(at, _)| at))
}
