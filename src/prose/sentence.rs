//! A line → its sentences, each with the numbers that count something and the words around them.

use super::apart::{Kind, kind};
use super::digits::{Symbol, Writing};
use super::lexicon::{AHEAD, PLACES, is_in};
use super::line::Line;
use super::stem::Stem;
use super::token::{OBJECT, Token, may_hold_number, tokens};
use crate::model::Scope;
use crate::text::{Lang, Number, Qualifier};
use std::ops::Range;

/// How many words after a number may name what it counts.
const REACH: usize = 3;

/// A number that counts something.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its place among the tokens of the sentence.
    pub(super) at: usize,
    /// Bytes of the line: the number, its scale and its symbol.
    pub(super) range: Range<usize>,
    pub(super) number: Number,
    pub(super) symbol: Symbol,
    /// Typed in words.
    pub(super) in_words: bool,
    /// `plus de`, `près de`, and where it starts.
    pub(super) qualifier: Option<(Qualifier, usize)>,
    /// The year the sentence speaks of, there.
    pub(super) year: Option<i32>,
    /// Stems of the words that may name what it counts: `50 infirmiers`, `1 732 nouvelles procédures`.
    pub(super) near: Vec<Stem>,
}

/// A sentence and its numbers.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) tokens: Vec<Token>,
    mentions: Vec<Mention>,
    /// Stems of its words, and of the headings of its cell; sorted.
    pub(super) stems: Vec<Stem>,
    /// It is a cell: the headings of its row and column say what it counts.
    pub(super) is_cell: bool,
    /// The scopes it names, with the stem of the word.
    pub(super) scopes: Vec<(Stem, Scope)>,
    /// Whether it speaks of what is not there yet.
    pub(super) is_ahead: bool,
    /// Ids of the figures it cites.
    pub(super) cited: Vec<String>,
    pub(super) lang: Lang,
}

impl Sentence {
    pub(super) fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Whether a word of that family is in the sentence.
    pub(super) fn says(&self, stem: Stem) -> bool {
        self.stems.binary_search(&stem).is_ok()
    }

    /// The folded words around a token, up to a full stop: `from` tokens before it, `to` after it.
    pub(super) fn around(&self, at: usize, from: usize, to: usize) -> impl Iterator<Item = &str> {
        let range = at.saturating_sub(from)..(at + to + 1).min(self.tokens.len());
        self.tokens[range].iter().filter_map(Token::word)
    }

    /// The word that follows a number at once.
    pub(super) fn next(&self, at: usize) -> Option<&str> {
        following(&self.tokens, at).next()
    }
}

/// The sentences of a line that hold numbers that count something; `year` is that of the edition. The others cost no more than a look at
/// their bytes.
pub(super) fn sentences(line: &Line, lang: Lang, year: Option<i32>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    if !may_hold_number(&line.text) {
        return sentences;
    }
    let mut cited = line.cited.iter();
    for range in spans(&line.text) {
        let text = &line.text[range.clone()];
        let cited: Vec<&String> = cited.by_ref().take(text.matches(OBJECT).count()).flatten().collect();
        if may_hold_number(text) {
            sentences.extend(sentence(tokens(&line.text, range, lang), &cited, line, lang, year));
        }
    }
    sentences
}

/// The bytes of each sentence: one ends with a point that a capital follows, as abbreviations and decimals do not.
fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = text.match_indices(['.', '!', '?', '…']).filter_map(|(at, mark)| {
        let end = at + mark.len();
        let rest = text[end..].trim_start();
        let next = rest.chars().next().filter(|_| rest.len() < text.len() - end)?;
        (next.is_uppercase() || mark == "!" || mark == "?").then_some(end)
    });
    ends.chain([text.len()]).map(move |end| std::mem::replace(&mut start, end)..end)
}

fn sentence(tokens: Vec<Token>, cited: &[&String], line: &Line, lang: Lang, year: Option<i32>) -> Option<Sentence> {
    let mut kinds: Vec<Option<Kind>> = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let found = kind(&tokens, at, &kinds, line, lang);
        kinds.push(found);
    }
    let years: Vec<(usize, i32)> = kinds
        .iter()
        .enumerate()
        .filter_map(|(at, kind)| match kind {
            Some(Kind::Year(year)) if !names_text(&tokens, at) => Some((at, *year)),
            _ => None,
        })
        .collect();
    let mut mentions = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        let Token::Number(numeral) = &tokens[at] else { continue };
        let (Some(Kind::Counted), Some(number)) = (kind, numeral.number) else { continue };
        mentions.push(Mention {
            at,
            range: numeral.range.clone(),
            number,
            symbol: shared_symbol(&tokens, at).unwrap_or(numeral.symbol),
            in_words: numeral.writing == Writing::Words,
            qualifier: qualifier(&tokens, at),
            year: earlier(&tokens, at).and_then(|()| Some(year? - 1)).or_else(|| nearest(&years, at)),
            near: following(&tokens, at).take(REACH).filter_map(Stem::of).collect(),
        });
    }
    if mentions.is_empty() {
        return None;
    }
    let mut stems: Vec<Stem> = tokens.iter().filter_map(Token::word).filter_map(Stem::of).collect();
    let context = crate::text::fold::fold(&line.context);
    stems.extend(context.split(|c: char| !c.is_alphanumeric()).filter_map(Stem::of));
    stems.sort_unstable();
    let words = || tokens.iter().filter_map(Token::word);
    let scope =
        |word: &str| PLACES.iter().find(|(place, _)| *place == word).map(|(_, scope)| (Stem::any(word), *scope));
    let scopes = words().filter_map(scope).collect();
    let is_ahead = words().any(|word| is_in(AHEAD, word));
    let cited = cited.iter().map(|cited| (*cited).clone()).collect();
    Some(Sentence { scopes, is_ahead, tokens, mentions, stems, is_cell: !line.context.is_empty(), cited, lang })
}

/// « la loi de 2019 », « the Act of 2005 »: a year that names a text, not the period of a figure.
fn names_text(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(2).and_then(|at| tokens[at].word());
    before.is_some_and(|word| ["loi", "decret", "ordonnance", "arrete", "circulaire", "act", "law"].contains(&word))
}

/// The words that follow a number, up to a mark or another number.
fn following(tokens: &[Token], at: usize) -> impl Iterator<Item = &str> {
    tokens[at + 1..].iter().map_while(Token::word)
}

/// The year that is nearest; of two as near, the one that follows.
fn nearest(years: &[(usize, i32)], at: usize) -> Option<i32> {
    years.iter().min_by_key(|(place, _)| (place.abs_diff(at), *place < at)).map(|(_, year)| *year)
}

/// `25 à 53 %`: the first number has the symbol of the second.
fn shared_symbol(tokens: &[Token], at: usize) -> Option<Symbol> {
    let Token::Number(first) = &tokens[at] else { return None };
    let joint = tokens.get(at + 1).and_then(Token::word)?;
    let Some(Token::Number(second)) = tokens.get(at + 2) else { return None };
    let joins = matches!(joint, "a" | "et" | "ou" | "to" | "and" | "or");
    (joins && first.symbol == Symbol::None && second.symbol == Symbol::Percent).then_some(Symbol::Percent)
}

/// Qualifiers, their words from the last to the first.
const QUALIFIERS: &[(&[&str], Qualifier)] = &[
    (&["de", "plus", "peu", "un"], Qualifier::MoreThan),
    (&["d", "plus", "peu", "un"], Qualifier::MoreThan),
    (&["de", "moins", "peu", "un"], Qualifier::LessThan),
    (&["de", "plus"], Qualifier::MoreThan),
    (&["d", "plus"], Qualifier::MoreThan),
    (&["de", "moins"], Qualifier::LessThan),
    (&["d", "moins"], Qualifier::LessThan),
    (&["moins", "au"], Qualifier::MoreThan),
    (&["a", "jusqu"], Qualifier::LessThan),
    (&["de", "pres"], Qualifier::Nearly),
    (&["d", "pres"], Qualifier::Nearly),
    (&["presque"], Qualifier::Nearly),
    (&["environ"], Qualifier::About),
    (&["quelque"], Qualifier::About),
    (&["quelques"], Qualifier::About),
    (&["than", "more"], Qualifier::MoreThan),
    (&["over"], Qualifier::MoreThan),
    (&["least", "at"], Qualifier::MoreThan),
    (&["than", "less"], Qualifier::LessThan),
    (&["than", "fewer"], Qualifier::LessThan),
    (&["under"], Qualifier::LessThan),
    (&["to", "up"], Qualifier::LessThan),
    (&["nearly"], Qualifier::Nearly),
    (&["almost"], Qualifier::Nearly),
    (&["about"], Qualifier::About),
    (&["around"], Qualifier::About),
    (&["approximately"], Qualifier::About),
    (&["some"], Qualifier::About),
];

fn qualifier(tokens: &[Token], at: usize) -> Option<(Qualifier, usize)> {
    QUALIFIERS.iter().find_map(|(words, qualifier)| {
        let start = at.checked_sub(words.len())?;
        let fits = words.iter().enumerate().all(|(back, word)| tokens[at - 1 - back].word() == Some(word));
        match &tokens[start] {
            Token::Word(first) if fits => Some((*qualifier, first.range.start)),
            _ => None,
        }
    })
}

/// `un an plus tôt`, `l’année précédente`, `the year before` within the words that follow.
fn earlier(tokens: &[Token], at: usize) -> Option<()> {
    let near = &tokens[at + 1..(at + 9).min(tokens.len())];
    let stop = near.iter().position(|token| matches!(token, Token::Number(_) | Token::Object)).unwrap_or(near.len());
    let words: Vec<&str> = near[..stop].iter().filter_map(Token::word).collect();
    let pair = |pair: &[&str]| match *pair {
        ["an" | "annee" | "year", next] => {
            ["plus", "precedente", "precedent", "derniere", "dernier", "passee", "passe", "before", "earlier"]
                .contains(&next)
        }
        ["previous", "year"] => true,
        _ => false,
    };
    words.windows(2).any(pair).then_some(())
}
