//! A number as someone typed it → its exact value, and what stood around it.

use super::figure::{Figure, Meaning, Run, Written};
use super::{Number, Qualifier, Scale};
use crate::text::Lang;

/// What was read: the number and what stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number, with its `plus de`, `près de`…
    pub number: Number,
    /// A `+` was typed.
    pub signed: bool,
    /// What follows: `€`, `%`, `points`, `actes`… as typed but for its spaces, without the `de` of `millions de`.
    pub unit: Option<String>,
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Two readings are possible (`1.234`): both, ready to be printed in `lang`; the one with thousands first.
    Ambiguous(Number, Number),
    /// A leading zero (`08`).
    LeadingZero,
    /// More digits than an exact decimal holds (28).
    TooLong,
    /// Not a number: the byte offset where it stops being one.
    Not(usize),
}

/// Spellings of qualifiers, folded; the longest of those that share a beginning comes first.
pub(super) const QUALIFIERS: &[(&str, Qualifier)] = &[
    ("un peu plus de", Qualifier::MoreThan),
    ("un peu plus d'", Qualifier::MoreThan),
    ("un peu moins de", Qualifier::LessThan),
    ("un peu moins d'", Qualifier::LessThan),
    ("plus de", Qualifier::MoreThan),
    ("plus d'", Qualifier::MoreThan),
    ("moins de", Qualifier::LessThan),
    ("moins d'", Qualifier::LessThan),
    ("pres de", Qualifier::Nearly),
    ("pres d'", Qualifier::Nearly),
    ("presque", Qualifier::Nearly),
    ("environ", Qualifier::About),
    ("quelque", Qualifier::About),
    ("more than", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("less than", Qualifier::LessThan),
    ("fewer than", Qualifier::LessThan),
    ("under", Qualifier::LessThan),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("approximately", Qualifier::About),
    (">", Qualifier::MoreThan),
    ("<", Qualifier::LessThan),
    ("≈", Qualifier::About),
    ("~", Qualifier::About),
];

const SCALE_WORDS: &[(&str, Scale)] = &[
    ("mille", Scale::Thousand),
    ("millier", Scale::Thousand),
    ("milliers", Scale::Thousand),
    ("thousand", Scale::Thousand),
    ("million", Scale::Million),
    ("millions", Scale::Million),
    ("milliard", Scale::Billion),
    ("milliards", Scale::Billion),
];

const SCALE_PREFIXES: &[(&str, Scale)] = &[
    ("k", Scale::Thousand),
    ("K", Scale::Thousand),
    ("Mrds", Scale::Billion),
    ("Mrd", Scale::Billion),
    ("Mds", Scale::Billion),
    ("Md", Scale::Billion),
    ("M", Scale::Million),
];

/// Prefixes after an amount in English: `€1.73m`, `€3bn`.
const ENGLISH_PREFIXES: &[(&str, Scale)] = &[("bn", Scale::Billion), ("m", Scale::Million)];

const CURRENCIES: [char; 3] = ['€', '$', '£'];

/// Reads a number as people write it, with its unit and qualifier.
///
/// The comma is decimal in French and groups thousands in English; a lone dot before three digits could be either in French.
///
/// # Errors
/// [`Unreadable`] says why not, and shows both readings of an ambiguous one.
pub fn read(text: &str, lang: Lang) -> Result<Reading, Unreadable> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_spaces();
    let qualifier = cursor.qualifier();
    cursor.skip_spaces();
    let mut sign = cursor.sign();
    let currency = cursor.take(|c| CURRENCIES.contains(&c));
    cursor.skip_spaces();
    if sign.is_none() {
        sign = cursor.sign();
    }
    let figure = cursor.figure()?;
    let after_figure = cursor.at;
    cursor.skip_spaces();
    let glued = cursor.at == after_figure;
    let scale = cursor.scale(lang, currency.is_some());
    let unit = cursor.unit(currency, glued && scale == Scale::One, lang)?;

    let number = |written: Written| Ok(written.number(sign == Some('-'), scale)?.qualified(qualifier));
    match figure.interpret(lang)? {
        Meaning::One(written) => Ok(Reading { number: number(written)?, signed: sign == Some('+'), unit }),
        Meaning::Two(grouped, decimal) => Err(Unreadable::Ambiguous(number(grouped)?, number(decimal)?)),
    }
}

/// Where reading stands in the text.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| wanted(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip_spaces(&mut self) {
        while self.take(is_space).is_some() {}
    }

    fn qualifier(&mut self) -> Option<Qualifier> {
        QUALIFIERS.iter().find_map(|(spelling, qualifier)| {
            let end = self.at + match_folded(self.rest(), spelling)?;
            let follows_word = spelling.ends_with(char::is_alphabetic);
            let next = self.text[end..].chars().next()?;
            (!follows_word || !next.is_alphabetic()).then(|| {
                self.at = end;
                *qualifier
            })
        })
    }

    /// A `+` or any kind of minus (told as `-`), and the spaces after it.
    fn sign(&mut self) -> Option<char> {
        let sign = self.take(|c| "+-‐‑‒–—−﹣-".contains(c))?;
        self.skip_spaces();
        Some(if sign == '+' { '+' } else { '-' })
    }

    fn digits(&mut self) -> Option<Run<'a>> {
        let start = self.at;
        while self.take(|c| c.is_ascii_digit()).is_some() {}
        (self.at > start).then(|| Run { separator: None, start, digits: &self.text[start..self.at] })
    }

    /// All runs of digits that spaces, dots and commas hold together.
    fn figure(&mut self) -> Result<Figure<'a>, Unreadable> {
        let mut runs = vec![self.digits().ok_or(Unreadable::Not(self.at))?];
        loop {
            let end = self.at;
            let separator = match self.take(|c| c == '.' || c == ',' || is_space(c)) {
                Some(c) if is_space(c) => {
                    self.skip_spaces();
                    ' '
                }
                Some(c) => c,
                None => break,
            };
            match self.digits() {
                Some(run) => runs.push(Run { separator: Some(separator), ..run }),
                None if separator == ' ' => {
                    self.at = end;
                    break;
                }
                None => return Err(Unreadable::Not(end)),
            }
        }
        Ok(Figure(runs))
    }

    fn scale(&mut self, lang: Lang, currency_before: bool) -> Scale {
        let rest = self.rest();
        let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        let lower = word.to_lowercase();
        let english = lang == Lang::En && (lower == "billion" || lower == "billions");
        let scale = SCALE_WORDS.iter().find(|(spelling, _)| *spelling == lower);
        if let Some(scale) = scale.map(|(_, scale)| *scale).or(english.then_some(Scale::Billion)) {
            self.at += word_end;
            self.skip_spaces();
            let of = ["de ", "d'"].into_iter().find_map(|of| match_folded(self.rest(), of));
            self.at += of.unwrap_or(0);
            self.skip_spaces();
            return scale;
        }
        let english = ENGLISH_PREFIXES.iter().filter(|_| lang == Lang::En && currency_before);
        let prefix = SCALE_PREFIXES.iter().chain(english).find(|(prefix, _)| *prefix == word);
        match (prefix, after.chars().next()) {
            (Some((_, scale)), None) => {
                self.at += word_end;
                *scale
            }
            (Some((_, scale)), Some(next)) if CURRENCIES.contains(&next) || is_space(next) || next == '/' => {
                self.at += word_end;
                self.skip_spaces();
                *scale
            }
            _ => Scale::One,
        }
    }

    /// The unit: all that is left, its spaces made ordinary, after the currency that stood before the number.
    fn unit(&mut self, currency: Option<char>, glued: bool, lang: Lang) -> Result<Option<String>, Unreadable> {
        let rest = self.rest().trim_end_matches(is_space);
        let words = rest.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let Some(first) = words.chars().next() else {
            return Ok(currency.map(String::from));
        };
        let starts_well = first.is_alphabetic()
            || "%‰°".contains(first)
            || CURRENCIES.contains(&first)
            || (first == '/' && currency.is_some());
        // `2e`, `1er`, `10h30` and `1e5` are not quantities; and a French « billion » is 10^12: too easily mistaken.
        let ordinal = ["e", "er", "re", "ère", "ere", "ème", "eme", "ième", "nd", "nde", "st", "rd", "th"];
        let odd_glue = glued && (ordinal.contains(&words.as_str()) || (first.is_alphabetic() && has_digit(&words)));
        let odd_scale = lang == Lang::Fr && words.starts_with("billion");
        // `12 à 15` and `3 sur 4` are two numbers.
        let second =
            words.split_once(' ').filter(|(word, _)| ["à", "a", "ou", "et", "sur", "to", "or", "of"].contains(word));
        let odd_pair = second.is_some_and(|(_, after)| after.starts_with(|c: char| c.is_ascii_digit()));
        if !starts_well || odd_glue || odd_scale || odd_pair {
            return Err(Unreadable::Not(self.at));
        }
        Ok(Some(match currency {
            None => words,
            Some(currency) if first == '/' => format!("{currency}{words}"),
            Some(currency) => format!("{currency} {words}"),
        }))
    }
}

/// Any space people or their word processors put in numbers, with the zero-width ones.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Length of the beginning of `text` that reads as `wanted`, whatever its capitals, accents and kinds of space.
fn match_folded(text: &str, wanted: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for wanted in wanted.chars() {
        let (_, c) = chars.next()?;
        let same = match wanted {
            ' ' => is_space(c),
            '\'' => matches!(c, '\'' | '’'),
            'e' => matches!(c, 'e' | 'E' | 'è' | 'È' | 'é' | 'É'),
            wanted => c.eq_ignore_ascii_case(&wanted),
        };
        if !same {
            return None;
        }
    }
    Some(chars.next().map_or(text.len(), |(at, _)| at))
}
