//! Numbers in words: `trois mille`, `vingt et un`, `un million d’euros`.

use super::digits::{Numeral, Symbol, Writing};
use super::token::Token;
use crate::text::{Lang, Number};
use rust_decimal::Decimal;

#[rustfmt::skip]
const FRENCH: &[(&str, u64)] = &[
    ("cent", 100), ("cents", 100), ("cinq", 5), ("cinquante", 50), ("deux", 2), ("dix", 10), ("douze", 12), ("huit", 8),
    ("mille", 1_000), ("milliard", 1_000_000_000), ("milliards", 1_000_000_000), ("million", 1_000_000), ("millions", 1_000_000),
    ("neuf", 9), ("onze", 11), ("quarante", 40), ("quatorze", 14), ("quatre", 4), ("quinze", 15), ("seize", 16), ("sept", 7),
    ("six", 6), ("soixante", 60), ("treize", 13), ("trente", 30), ("trois", 3), ("un", 1), ("une", 1), ("vingt", 20),
    ("vingts", 20),
];

#[rustfmt::skip]
const ENGLISH: &[(&str, u64)] = &[
    ("billion", 1_000_000_000), ("eight", 8), ("eighteen", 18), ("eighty", 80), ("eleven", 11), ("fifteen", 15), ("fifty", 50),
    ("five", 5), ("forty", 40), ("four", 4), ("fourteen", 14), ("hundred", 100), ("million", 1_000_000), ("nine", 9),
    ("nineteen", 19), ("ninety", 90), ("one", 1), ("seven", 7), ("seventeen", 17), ("seventy", 70), ("six", 6), ("sixteen", 16),
    ("sixty", 60), ("ten", 10), ("thirteen", 13), ("thirty", 30), ("thousand", 1_000), ("three", 3), ("twelve", 12),
    ("twenty", 20), ("two", 2),
];

/// By the first letter and the length of a word, the last letters of the words of numbers: one bit each.
const SHAPES: [[u32; 10]; 26] = {
    let mut shapes = [[0; 10]; 26];
    let lists = [FRENCH, ENGLISH];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            let word = lists[list][at].0.as_bytes();
            shapes[(word[0] - b'a') as usize][word.len()] |= 1 << (word[word.len() - 1] - b'a');
            at += 1;
        }
        list += 1;
    }
    shapes
};

/// Whether a text may hold a number in words: a quick look, before words are told apart. `un` and `one` alone are no numbers.
pub(super) fn may_hold(text: &str) -> bool {
    let words = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
    words.filter(|word| is_likely(word)).any(|word| {
        let lower = word.to_ascii_lowercase();
        let is_known =
            |words: &[(&str, u64)]| words.binary_search_by(|(known, _)| known.as_bytes().cmp(&lower)).is_ok();
        !matches!(&*lower, b"une" | b"one") && (is_known(FRENCH) || is_known(ENGLISH))
    })
}

/// Whether a word of letters has the shape of one of those: few others do.
fn is_likely(word: &[u8]) -> bool {
    let letter = |byte: u8| byte.to_ascii_lowercase() - b'a';
    let &[first, .., last] = word else { return false };
    (3..=9).contains(&word.len()) && SHAPES[usize::from(letter(first))][word.len()] & 1 << letter(last) != 0
}

/// Replaces the words of each number by the number. `un` and `une` alone are articles, `cent` after `pour` is a unit.
pub(super) fn join(text: &str, tokens: &mut Vec<Token>, lang: Lang) {
    let words = if lang == Lang::Fr { FRENCH } else { ENGLISH };
    let value = |token: &Token| {
        let word = token.word()?;
        words.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| words[at].1)
    };
    let mut at = 0;
    while at < tokens.len() {
        let mut values = Vec::new();
        let mut end = at;
        while let Some(token) = tokens.get(end) {
            let joins = !values.is_empty() && token.word().is_some_and(|word| word == "et" || word == "and");
            match value(token) {
                Some(value) => values.push(value),
                // `vingt et un`, `two hundred and ten`; `deux et trois` are two numbers.
                None if joins && joined(&values, tokens.get(end + 1).and_then(value)) => {}
                None => break,
            }
            end += 1;
        }
        let after_percent = at > 0 && tokens[at - 1].word().is_some_and(|word| word == "pour" || word == "per");
        if let Some(number) = total(&values).filter(|_| !after_percent && values != [1])
            && let (Token::Word(first), Token::Word(last)) = (&tokens[at], &tokens[end - 1])
        {
            let (mut range, mut symbol) = (first.range.start..last.range.end, Symbol::None);
            if let Some((stop, found)) = currency(text, tokens, end) {
                (range.end, symbol) = (stop.1, found);
                end = stop.0;
            }
            let number = Some(Number::new(Decimal::from(number)));
            let numeral = Numeral { range, number, symbol, writing: Writing::Words };
            tokens.splice(at..end, [Token::Number(numeral)]);
        }
        at += 1;
    }
}

/// `euros`, `d’euros`, `pour cent` at `at`: the token after them, where they end in the line, and what they are.
fn currency(text: &str, tokens: &[Token], at: usize) -> Option<((usize, usize), Symbol)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let of = matches!(word(at), Some("d" | "de")) as usize;
    let (last, symbol) = match (word(at + of)?, word(at + 1)) {
        ("euro" | "euros", _) => (at + of, Symbol::Currency),
        ("percent", _) if of == 0 => (at, Symbol::Percent),
        ("pour" | "per", Some("cent")) if of == 0 => (at + 1, Symbol::Percent),
        _ => return None,
    };
    match &tokens[last] {
        Token::Word(word) if word.range.end <= text.len() => Some(((last + 1, word.range.end), symbol)),
        _ => None,
    }
}

/// Whether `et` goes on with a number: after tens before a unit, after hundreds in English.
fn joined(before: &[u64], after: Option<u64>) -> bool {
    matches!((before.last(), after), (Some(20..=60), Some(1 | 11)) | (Some(100 | 1_000), Some(1..=99)))
}

/// The number that a sequence of words says; `None` when they are several numbers (`deux trois`).
fn total(values: &[u64]) -> Option<u64> {
    let (mut total, mut group, mut last) = (0_u64, 0_u64, u64::MAX);
    for &value in values {
        match value {
            100 => group = if group == 0 { 100 } else { group.checked_mul(100)? },
            1_000.. => {
                total = total.checked_add(group.max(1).checked_mul(value)?)?;
                group = 0;
            }
            20 if group == 4 => group = 80,
            _ => {
                let fits = group == 0
                    || (last >= 20 && value < 20 && group % 10 == 0)
                    || (last >= 100 && value < 100)
                    || (last == 10 && (7..=9).contains(&value))
                    || (last == 20 && value < 20);
                if !fits {
                    return None;
                }
                group += value;
            }
        }
        last = value;
    }
    (!values.is_empty()).then_some(total + group)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn read(text: &str, lang: Lang) -> Vec<String> {
        let tokens = tokens(text, 0..text.len(), lang);
        let numbers = tokens.iter().filter_map(|token| match token {
            Token::Number(numeral) => numeral.number,
            _ => None,
        });
        numbers.map(|number| number.value.to_string()).collect()
    }

    #[test]
    fn french() {
        for (text, expected) in [
            ("trois mille appels", &["3000"][..]),
            ("vingt et un dossiers", &["21"]),
            ("quatre-vingt-dix-sept pour cent des assurés", &["97"]),
            ("soixante et onze agents", &["71"]),
            ("quatre-vingts visites", &["80"]),
            ("deux cent cinquante mille euros", &["250000"]),
            ("un million d’actes", &["1000000"]),
            ("une maison, un médecin", &[]),
            ("deux et trois jours", &["2", "3"]),
            ("cinq pour cent", &["5"]),
            ("trente-trois dossiers", &["33"]),
            ("cent vingt-sept mille actes", &["127000"]),
            ("Mille deux cents lettres", &["1200"]),
        ] {
            assert_eq!(read(text, Lang::Fr), expected, "{text}");
        }
    }

    #[test]
    fn english() {
        for (text, expected) in [
            ("fifty nurses", &["50"][..]),
            ("twenty-one claims", &["21"]),
            ("twelve hundred letters", &["1200"]),
            ("two hundred and ten members", &["210"]),
            ("one visit", &[]),
            ("three million members", &["3000000"]),
        ] {
            assert_eq!(read(text, Lang::En), expected, "{text}");
        }
    }

    #[test]
    fn words_are_sorted() {
        assert!(FRENCH.is_sorted() && ENGLISH.is_sorted());
    }
}
