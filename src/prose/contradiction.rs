//! A number that no figure has, in a sentence about one → the claim it contradicts.

use super::claim::{Claim, Claims, Topic};
use super::digits::Symbol;
use super::evidence::{Counted, after_noun, counts, hits, same_symbol, specific};
use super::lexicon::{OTHERWISE, is_in};
use super::sentence::{Mention, Sentence};
use super::stem::Stem;
use super::token::Token;
use crate::model::{Cell, Scope};
use crate::text::Qualifier;
use crate::text::number::round;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The claim that a number contradicts: its unit and most words of its label are there, it is alone to be meant, and nothing says that
/// something else is meant.
pub(super) fn contradicted(
    sentence: &Sentence,
    mention: &Mention,
    claims: &Claims,
    spoken: &BTreeSet<usize>,
) -> Option<(usize, usize)> {
    let says_otherwise = sentence.around(mention.at, 4, 3).any(|word| is_in(OTHERWISE, word))
        || sentence.is_ahead
        || is_change(sentence, mention);
    if says_otherwise {
        return None;
    }
    let mut shares_words = vec![false; claims.topics.len()];
    for &topic in sentence.stems.iter().flat_map(|stem| claims.about(*stem)) {
        shares_words[topic] = true;
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (index, topic) in claims.topics.iter().enumerate().filter(|(index, _)| shares_words[*index]) {
        if spoken.contains(&index) || !same_symbol(topic, mention) || elsewhere(sentence, topic) {
            continue;
        }
        let hits = hits(sentence, topic, claims);
        let meant = topic.claims.iter().enumerate().filter(|(_, claim)| is_meant(claim, mention, claims.year()));
        for (claim_index, claim) in meant {
            let counted = counts(sentence, mention, topic, claim);
            let is_about = match &claim.cell {
                Cell::Row(_) | Cell::Series { .. } => counted == Counted::Row && hits.found > 0,
                Cell::Own | Cell::Period(_) => {
                    let unit = match mention.symbol {
                        Symbol::None => {
                            counted == Counted::Unit
                                || (counted == Counted::Label
                                    && !topic.unit_stems.is_empty()
                                    && said_before(sentence, mention, topic))
                        }
                        Symbol::Percent | Symbol::Currency => true,
                    };
                    let alone = specific(topic, claims) > 0 && mention.symbol == Symbol::None;
                    let said = hits.found >= 2 && hits.covers(if sentence.is_cell { 100 } else { 66 });
                    unit && (said || (alone && hits.covers(50) && hits.found + usize::from(topic.unit_is_acronym) > 0))
                }
            };
            if is_about {
                found.push((hits.found * 100 / hits.wanted.max(1), index, claim_index));
            }
        }
    }
    // Two figures that might be meant as much: which one is contradicted is not known.
    found.sort_by_key(|&(cover, index, claim)| (std::cmp::Reverse(cover), index, claim));
    let &(cover, topic, claim) = found.first()?;
    if found.get(1).is_some_and(|&(other, second, _)| other == cover && second != topic) {
        return None;
    }
    let values = claims.topics[topic].claims.iter().map(Claim::printed).chain(claims.topics[topic].target);
    let agrees = values.clone().any(|value| agrees(mention, value));
    let of_another_size = !is_near(mention.number.value, claims.topics[topic].claims[claim].number.value);
    (!agrees && !of_another_size).then_some((topic, claim))
}

/// Whether a claim is the one a number would be, by its year.
fn is_meant(claim: &Claim, mention: &Mention, edition: Option<i32>) -> bool {
    match (&claim.cell, mention.year) {
        (Cell::Row(_) | Cell::Series { .. }, _) => mention.year.is_none_or(|year| Some(year) == edition),
        (Cell::Own, None) => true,
        (Cell::Period(_), None) => false,
        (_, Some(year)) => claim.year(edition) == Some(year),
    }
}

/// Whether the unit stands before the number, and the number counts nothing else: « les anomalies sont au nombre de 371 ».
fn said_before(sentence: &Sentence, mention: &Mention, topic: &Topic) -> bool {
    let before = &sentence.tokens[..mention.at];
    let since = before.iter().rposition(|token| matches!(token, Token::Number(_))).map_or(0, |at| at + 1);
    let mut words = before[since..].iter().filter_map(Token::word).filter_map(Stem::of);
    after_noun(sentence, mention) && words.any(|stem| topic.unit_stems.contains(&stem))
}

/// `de 12 %`, after a verb of change, or `de plus`: a difference, not a value.
fn is_change(sentence: &Sentence, mention: &Mention) -> bool {
    const MOVES: &[&str] = &[
        "augment", "baiss", "croi", "dimin", "hauss", "progress", "recul", "rise", "fell", "drop", "increas",
        "decreas", "grew", "rédui", "redui", "evolu",
    ];
    let moves = sentence.around(mention.at, 6, 0).any(|word| MOVES.iter().any(|start| word.starts_with(start)));
    let after_to = sentence.around(mention.at, 1, 0).next().is_some_and(|word| word == "a" || word == "to");
    // « deux maisons, quatre équipes et quatre centres de plus »: it may come last.
    let more = sentence.tokens[mention.at..].windows(2).any(|pair| {
        let pair = (pair[0].word(), pair[1].word());
        matches!(
            pair,
            (Some("de"), Some("plus" | "moins" | "mieux")) | (Some("en"), Some("plus" | "moins" | "moyenne"))
        )
    });
    let sign = mention.number.value.is_sign_negative();
    let by = sentence.around(mention.at, 1, 0).next().is_some_and(|word| matches!(word, "de" | "d" | "by"));
    (moves && !after_to && (by || mention.symbol == Symbol::Percent)) || more || sign
}

/// Whether the sentence speaks of another scope than the figure's.
fn elsewhere(sentence: &Sentence, topic: &Topic) -> bool {
    let is_other = |(stem, scope): &(Stem, Scope)| topic.scope != Some(*scope) && !topic.label_stems.contains(stem);
    sentence.scopes.iter().any(is_other)
}

/// Whether two numbers can be the same one mistyped; a number of quite another size counts something else.
fn is_near(typed: Decimal, value: Decimal) -> bool {
    let (small, large) =
        if typed.abs() < value.abs() { (typed.abs(), value.abs()) } else { (value.abs(), typed.abs()) };
    !small.is_zero() && large <= small * Decimal::from(12)
}

/// Whether a number says a value in other words: rounded, or with a qualifier that holds.
fn agrees(mention: &Mention, value: Decimal) -> bool {
    let (typed, value) = (mention.number.value.abs(), value.abs());
    let tenth = typed / Decimal::TEN;
    match mention.qualifier.map(|(qualifier, _)| qualifier) {
        _ if typed == value => true,
        Some(Qualifier::MoreThan) => value >= typed,
        Some(Qualifier::LessThan) => value <= typed,
        Some(Qualifier::Nearly | Qualifier::About) => (value - typed).abs() <= tenth,
        None => is_rounded(mention, value),
    }
}

/// `92 %` for 91,7; `68 000` for 67 915; `12,3 M€` for 12 292 330: the typed digits are the first of the value, rounded.
fn is_rounded(mention: &Mention, value: Decimal) -> bool {
    let typed = mention.number.value.abs().normalize();
    // The place of the last digit that is not an idle zero, counted from the decimal mark: −3 for thousands.
    let digits = typed.mantissa().unsigned_abs().to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    if digits.len() - zeros < 2 && typed.scale() == 0 {
        return false;
    }
    if typed.scale() > 0 || zeros == 0 {
        return round(value, typed.scale()) == typed && !value.is_integer();
    }
    let power = Decimal::from(10_u64.pow(u32::try_from(zeros.min(15)).expect("at most fifteen")));
    round(value / power, 0) * power == typed
}
