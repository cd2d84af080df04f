//! A number in a sentence → whether it counts something, or is a year, a date, a telephone number, an article, a code, a rank, the
//! length of a list.

use super::digits::{Symbol, Writing};
use super::lexicon::{KNOWN, LABELS, LISTED, WAYS, is_in};
use super::line::Line;
use super::token::Token;
use crate::text::{Lang, date};
use rust_decimal::prelude::ToPrimitive;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It counts or measures something.
    Counted,
    /// A year.
    Year(i32),
    /// Something else.
    Apart,
}

/// The largest number of things that a sentence lists, or takes as known.
const LIST: i64 = 12;

/// What the number at `at` is; `None` for a token that is no number. `before` says what the earlier ones are.
pub(super) fn kind(tokens: &[Token], at: usize, before: &[Option<Kind>], line: &Line, lang: Lang) -> Option<Kind> {
    let Token::Number(numeral) = &tokens[at] else { return None };
    let Some(number) = numeral.number else { return Some(Kind::Apart) };
    let words = Neighbours { tokens, at };
    if let Some(year) = words.year(numeral.writing, &line.text[numeral.range.clone()]) {
        return Some(Kind::Year(year));
    }
    let dressed = numeral.writing == Writing::Dressed;
    let follows_name = !dressed && (words.is_label() || words.continues_labels(before) || words.is_name(lang));
    let small = number.value.is_integer().then(|| number.value.to_i64()).flatten().filter(|&value| value <= LIST);
    let is_apart = follows_name
        || words.is_day()
        || words.is_hour(number.value.to_i64())
        || (numeral.symbol == Symbol::None
            && (words.is_address(numeral.writing) || words.is_age() || words.is_rhythm()))
        || (small.is_some() && numeral.symbol == Symbol::None && words.is_list(line))
        || (matches!(numeral.writing, Writing::Bare(_))
            && words.is_code(numeral.writing, &line.text[numeral.range.clone()]))
        || (numeral.writing == Writing::Words
            && numeral.symbol == Symbol::None
            && !words.is_sure(number.value.to_i64()))
        || words.starts_line(line);
    Some(if is_apart { Kind::Apart } else { Kind::Counted })
}

/// A number and the tokens around it.
struct Neighbours<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl<'t> Neighbours<'t> {
    /// The word `distance` tokens before.
    fn prev(&self, distance: usize) -> Option<&'t str> {
        self.tokens[self.at.checked_sub(distance)?].word()
    }

    /// The word `distance` tokens after.
    fn next(&self, distance: usize) -> Option<&'t str> {
        self.tokens.get(self.at + distance)?.word()
    }

    fn mark(&self, offset: isize) -> Option<char> {
        match self.tokens.get(self.at.checked_add_signed(offset)?)? {
            Token::Mark(mark) => Some(*mark),
            _ => None,
        }
    }

    /// Whether a plural in small letters follows, or an acronym: what is counted.
    fn counts_plural(&self) -> bool {
        matches!(self.tokens.get(self.at + 1), Some(Token::Word(word)) if word.acronym || (!word.capital && is_plural(&word.folded)))
    }

    /// The same, or `de`, as in « 12 de ces actes ».
    fn counts_next(&self) -> bool {
        self.counts_plural() || self.next(1).is_some_and(|word| word == "de" || word == "d")
    }

    /// Four digits from 1900 to 2100, unless they count what follows.
    fn year(&self, writing: Writing, typed: &str) -> Option<i32> {
        let year = typed.parse().ok().filter(|year| writing == Writing::Bare(4) && (1900..=2100).contains(year))?;
        let introduced = self.at == 0
            || self.prev(1).is_some_and(|word| {
                ["les", "des", "ces", "compte", "ont", "sur", "dont", "soit", "contre"].contains(&word)
            });
        (!(self.counts_plural() && introduced)).then_some(year)
    }

    fn is_label(&self) -> bool {
        let labelled = |word: &str| is_in(LABELS, word);
        match self.mark(-1) {
            // `n° 12`, `art. 5`, `p. 3`.
            Some('°' | 'º') => true,
            Some('.') => {
                self.prev(2).is_some_and(|word| ["art", "p", "pp", "vol", "no", "v", "fig", "ch"].contains(&word))
            }
            _ => self.prev(1).is_some_and(labelled),
        }
    }

    /// `articles 12 et 13`, `pages 3 à 9`.
    fn continues_labels(&self, before: &[Option<Kind>]) -> bool {
        let joins = self.prev(1).is_some_and(|word| matches!(word, "et" | "a" | "ou" | "and" | "to"))
            || self.mark(-1) == Some(',');
        let Some(first) = self.at.checked_sub(2).filter(|_| joins && !self.counts_plural()) else { return false };
        let chained = Neighbours { tokens: self.tokens, at: first };
        before[first] == Some(Kind::Apart) && (chained.is_label() || chained.continues_labels(before))
    }

    /// `Windows 11`, `ISO 9001`: a number that ends a name.
    fn is_name(&self, lang: Lang) -> bool {
        let Some(Token::Word(word)) = self.at.checked_sub(1).map(|at| &self.tokens[at]) else { return false };
        let starts = self.at == 1 && !word.acronym;
        let months = date::month(&word.folded).is_some();
        let french = lang == Lang::Fr || word.acronym;
        word.capital && !starts && !months && french && !self.counts_next()
    }

    fn is_day(&self) -> bool {
        let month = |word: Option<&str>| word.is_some_and(|word| date::month(word).is_some());
        let Token::Number(numeral) = &self.tokens[self.at] else { return false };
        let small = matches!(numeral.writing, Writing::Bare(1 | 2));
        // `may` and `march` are also verbs: a number before them is a day all the same.
        small
            && (month(self.next(1))
                || (month(self.prev(1)) && !self.counts_next())
                || (self.next(1) == Some("of") && month(self.next(2))))
    }

    fn is_hour(&self, value: Option<i64>) -> bool {
        let at = self.prev(1).is_some_and(|word| {
            ["a", "des", "vers", "de", "avant", "apres", "et", "at", "from", "until", "by"].contains(&word)
        });
        match self.next(1) {
            _ if self.prev(1) == Some("h") => true,
            Some("h" | "am" | "pm") => true,
            Some("a" | "p") => self.mark(2) == Some('.') && matches!(self.next(3), Some("m")),
            Some("heures" | "heure") => {
                at && value.is_some_and(|hour| hour <= 24)
                    && self.prev(2).is_none_or(|word| !["plus", "moins", "pres"].contains(&word))
                    && self.prev(1) != Some("de")
            }
            _ => false,
        }
    }

    fn is_address(&self, writing: Writing) -> bool {
        let way = |word: Option<&str>| word.is_some_and(|word| is_in(WAYS, word));
        let on_way = matches!(writing, Writing::Bare(1..=4))
            && (way(self.next(1)) || (self.mark(1) == Some(',') && way(self.next(2))));
        let capital = |at: usize| matches!(self.tokens.get(at), Some(Token::Word(word)) if word.capital);
        let english = matches!(writing, Writing::Bare(1..=4))
            && capital(self.at + 1)
            && matches!(self.next(2), Some("street" | "road" | "lane" | "avenue"));
        let town = writing == Writing::Bare(5) && capital(self.at + 1);
        // `Tours (37)`: a department.
        let department = matches!(writing, Writing::Bare(2 | 3))
            && self.mark(-1) == Some('(')
            && self.mark(1) == Some(')')
            && self
                .at
                .checked_sub(2)
                .is_some_and(|at| matches!(&self.tokens[at], Token::Word(word) if word.capital && !word.acronym));
        on_way || english || town || department
    }

    /// `75 ans`: an age, a duration.
    fn is_age(&self) -> bool {
        matches!(self.next(1), Some("ans" | "an" | "years" | "year"))
    }

    /// `7 jours sur 7`, `7 days a week`, `24 heures sur 24`.
    fn is_rhythm(&self) -> bool {
        let span = |word: Option<&str>| matches!(word, Some("jours" | "heures" | "jour" | "days" | "hours"));
        let next_number = matches!(self.tokens.get(self.at + 3), Some(Token::Number(_)));
        (span(self.next(1)) && self.next(2) == Some("sur") && next_number)
            || self.is_proportion()
            || (self.prev(1) == Some("sur") && span(self.prev(2)))
            || (span(self.next(1)) && self.next(2) == Some("a") && matches!(self.next(3), Some("week" | "day")))
            || (span(self.next(1)) && self.next(2) == Some("par") && matches!(self.next(3), Some("semaine")))
    }

    /// `trois maisons sur quatre`: a proportion, when both are small.
    fn is_proportion(&self) -> bool {
        let small = |at: usize| {
            let Some(Token::Number(numeral)) = self.tokens.get(at) else { return false };
            numeral.number.is_some_and(|number| number.value <= LIST.into()) && numeral.symbol == Symbol::None
        };
        let on = |at: usize| {
            self.tokens.get(at).and_then(Token::word).is_some_and(|word| word == "sur" || word == "of" || word == "in")
        };
        let of_more = (self.at + 1..=self.at + 4).any(|at| on(at) && small(at + 1));
        let article = |word: &str| word == "un" || word == "une" || word == "one";
        let of_one = self.at > 0
            && on(self.at - 1)
            && (2..=5).any(|back| self.prev(back).is_some_and(article) || self.at.checked_sub(back).is_some_and(small));
        small(self.at) && (of_more || of_one)
    }

    /// A small number of things that the text lists, or has named already.
    fn is_list(&self, line: &Line) -> bool {
        let listed = (1..=2).any(|distance| self.next(distance).is_some_and(|word| is_in(LISTED, word)));
        let announces = line.before_list
            && self.tokens.len() - self.at <= 9
            && matches!(self.tokens.last(), Some(Token::Mark(':')));
        let known = self.prev(1).is_some_and(|word| is_in(KNOWN, word));
        listed || announces || known
    }

    /// A telephone number, a postal code, an identifier.
    fn is_code(&self, writing: Writing, typed: &str) -> bool {
        let called = (1..=3).any(|distance| {
            self.prev(distance).is_some_and(|word| {
                ["appel", "compos", "telephon", "joindre", "contact", "call", "dial"]
                    .iter()
                    .any(|start| word.starts_with(start))
            })
        });
        let phone = writing == Writing::Bare(4)
            && typed.starts_with('3')
            && self.prev(1).is_some_and(|word| ["au", "le", "du"].contains(&word))
            && !self.counts_next();
        let emergency = called && matches!(writing, Writing::Bare(2..=4)) && !self.counts_next();
        phone || emergency || matches!(writing, Writing::Bare(9..))
    }

    /// A number in words is one when it counts what follows; `neuf` is also an adjective, `deux` stands in idioms.
    fn is_sure(&self, value: Option<i64>) -> bool {
        value.is_some_and(|value| value >= 1_000) || self.counts_next()
    }

    /// `2. Contrôler`, `3) Agir`: a number typed by hand at the head of a line.
    fn starts_line(&self, line: &Line) -> bool {
        self.at == 0
            && matches!(self.mark(1), Some('.' | ')'))
            && self.tokens.len() > 2
            && !line.text.starts_with('(')
            && self.next(2).is_some()
    }
}

/// Whether a folded word looks like a plural noun or adjective.
fn is_plural(word: &str) -> bool {
    const NOT: &[&str] = &[
        "alors",
        "apres",
        "aux",
        "ces",
        "dans",
        "depuis",
        "des",
        "dans",
        "deux",
        "has",
        "is",
        "les",
        "mais",
        "moins",
        "nos",
        "nous",
        "certains",
        "certaines",
        "divers",
        "pas",
        "plus",
        "plusieurs",
        "puis",
        "sans",
        "ses",
        "sous",
        "this",
        "tres",
        "vers",
        "vos",
        "vous",
        "was",
        "ans",
    ];
    word.len() >= 3 && word.ends_with(['s', 'x', 'z']) && !NOT.contains(&word)
}
