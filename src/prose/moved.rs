//! A change typed in a sentence — « en hausse de 6 % », « 27,0 % de moins qu’en 2021 » — → the figure that moved so, and what to paste: the
//! change is then computed, with its direction.

use super::claim::{Claims, Topic};
use super::digits::{Numeral, Symbol};
use super::evidence::{distinction, hits};
use super::line::Line;
use super::sentence::{Mention, Sentence};
use super::token::Token;
use crate::finding::{Code, Finding, Place, phrase};
use crate::ledger::{self, Change};
use crate::model::{Cell, Figure};
use crate::text::number::round;
use crate::text::{Lang, UnitKind};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// A change that the ledger computes.
#[derive(Debug)]
pub(super) struct Moved {
    change: Change,
    /// It is not counted from the last period known before, and is asked for by its period.
    is_asked: bool,
}

/// The changes of a figure up to its own value, the last one first.
pub(super) fn moves(figure: &Figure) -> Vec<Moved> {
    let last = ledger::change(figure).map(|change| Moved { change, is_asked: false });
    let earlier = figure.history.iter().rev().skip(2).filter_map(|row| {
        let change = ledger::change_between(figure, &Cell::Own, Some(&row.label))?;
        Some(Moved { change, is_asked: true })
    });
    last.into_iter().chain(earlier).collect()
}

/// How a change is worded, and over which bytes.
struct Phrase {
    range: Range<usize>,
    direction: Ordering,
    /// « en hausse de 6 % », and not « 6 % de plus ».
    is_trend: bool,
    /// It is counted in points.
    is_points: bool,
    /// The period is said: « de moins qu’en 2021 ».
    since: Option<String>,
}

/// The finding about a change that a figure computes; `None` when no figure did so for sure, or nothing can be cited there.
pub(super) fn finding(
    file: &Arc<str>,
    line: &Line,
    sentence: &Sentence,
    mention: &Mention,
    claims: &Claims,
) -> Option<Finding> {
    let phrase = worded(sentence, mention)?;
    let mut known = claims.topics.iter().filter_map(|topic| {
        let moved = topic.moves.iter().find(|moved| is_that(moved, mention, &phrase))?;
        is_about(sentence, mention, topic, claims).then_some((topic, moved))
    });
    let (topic, moved) = known.next().filter(|_| known.next().is_none())?;
    if !line.is_citable(&phrase.range) {
        return None;
    }
    let french = sentence.lang == Lang::Fr;
    let mut attributes = vec![match (french, phrase.is_trend) {
        (true, true) => "forme=tendance".to_owned(),
        (true, false) => "forme=evolution".to_owned(),
        (false, true) => "as=trend".to_owned(),
        (false, false) => "as=change".to_owned(),
    }];
    let since = if french { "depuis" } else { "since" };
    if moved.is_asked {
        let period = &moved.change.since;
        let is_word = period.chars().all(char::is_alphanumeric);
        attributes.push(if is_word { format!("{since}={period}") } else { format!("{since}=\"{period}\"") });
    } else if !phrase.is_trend && phrase.since.is_none() {
        attributes.push(format!("{since}={}", if french { "non" } else { "no" }));
    }
    let typed_decimals = mention.number.decimals;
    if typed_decimals < moved.change.size.decimals {
        attributes.push(format!("{}={typed_decimals}", if french { "decimales" } else { "decimals" }));
    }
    let name = if french { "chiffre" } else { "figure" };
    let directive = format!(":{name}[{}]{{{}}}", topic.id, attributes.join(" "));
    let typed = line.text[phrase.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let id = &topic.id;
    Some(
        Finding::new(
            Code::NumberUncited,
            Place::new(file, line.place(&phrase.range)),
            phrase!(
                "« {typed} » est une évolution que le registre calcule : « {id} »",
                "`{typed}` is a change that the ledger computes: `{id}`"
            ),
        )
        .remedy(phrase!("écrivez {directive}", "write {directive}")),
    )
}

/// Whether a change is the one typed: its size to the digits typed, its direction, its period when one is said.
fn is_that(moved: &Moved, mention: &Mention, phrase: &Phrase) -> bool {
    let change = &moved.change;
    let (typed, decimals) = (mention.number.value.abs(), mention.number.decimals);
    let has_unit = match change.unit.as_ref().map(|unit| unit.kind) {
        Some(UnitKind::Percent) => mention.symbol == Symbol::Percent && !phrase.is_points,
        Some(UnitKind::Points) => phrase.is_points,
        _ => false,
    };
    has_unit
        && change.times.is_none()
        && change.direction == phrase.direction
        && decimals <= change.size.decimals
        && round(change.size.value, decimals) == typed
        && match &phrase.since {
            Some(since) => *since == change.since,
            None => !moved.is_asked,
        }
}

/// Whether the sentence speaks of a figure: it cites it, repeats its value, or says most words of its label.
fn is_about(sentence: &Sentence, mention: &Mention, topic: &Topic, claims: &Claims) -> bool {
    let repeats = |other: &Mention| {
        other.at != mention.at
            && distinction(other.number.value) >= 2
            && topic.claims.iter().any(|claim| claim.printed().abs() == other.number.value.abs())
    };
    let hits = hits(sentence, topic, claims);
    sentence.cited.contains(&topic.id)
        || sentence.mentions().iter().any(repeats)
        || (hits.weight >= 2 && hits.covers(50) && mention.number.value > Decimal::ONE)
}

/// The direction that stands around a number: « en hausse de 6 % », « up 6% », « 6 % de plus », « 6% more than in 2021 ».
fn worded(sentence: &Sentence, mention: &Mention) -> Option<Phrase> {
    let tokens = &sentence.tokens;
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let start = |at: usize| match &tokens[at] {
        Token::Word(word) => word.range.start,
        _ => mention.range.start,
    };
    let end = |at: usize| match &tokens[at] {
        Token::Word(word) => word.range.end,
        _ => mention.range.end,
    };
    let at = mention.at;
    // The unit of points is a word, which the change prints.
    let is_points = mention.symbol == Symbol::None && word(at + 1).is_some_and(|word| word.starts_with("point"));
    let (after, upto) = if is_points { (at + 2, end(at + 1)) } else { (at + 1, mention.range.end) };
    let back = |steps: usize| at.checked_sub(steps).and_then(word);
    let plain = Phrase {
        range: mention.range.start..upto,
        direction: Ordering::Equal,
        is_trend: false,
        is_points,
        since: None,
    };
    let trend = |from: usize, direction| Phrase { range: start(from)..upto, direction, is_trend: true, ..plain };
    let compared = |range: Range<usize>, direction, since| Phrase { range, direction, since, ..plain };
    if sentence.lang == Lang::Fr {
        if let (Some("de"), Some("en"), Some(direction)) = (back(1), back(3), back(2).and_then(french)) {
            return Some(trend(at - 3, direction));
        }
        let direction = match (word(after), word(after + 1)) {
            (Some("de"), Some("plus")) => Ordering::Greater,
            (Some("de"), Some("moins")) => Ordering::Less,
            _ => return None,
        };
        return match (word(after + 2), word(after + 3), tokens.get(after + 4)) {
            (Some("qu"), Some("en"), Some(Token::Number(year))) => {
                Some(compared(mention.range.start..year.range.end, direction, period(year)))
            }
            // « 6 % de plus que la région » compares with something else.
            (Some("que" | "qu" | "de" | "d"), ..) => None,
            _ => Some(compared(mention.range.start..end(after + 1), direction, None)),
        };
    }
    if let Some(direction) = back(1).and_then(english) {
        return Some(trend(at - 1, direction));
    }
    if let (Some("by"), Some(direction)) = (back(1), back(2).and_then(english)) {
        return Some(trend(at - 2, direction));
    }
    let direction = match word(after) {
        Some("more") => Ordering::Greater,
        Some("less" | "fewer") => Ordering::Less,
        _ => return None,
    };
    match (word(after + 1), word(after + 2), tokens.get(after + 3)) {
        (Some("than"), Some("in"), Some(Token::Number(year))) => {
            Some(compared(mention.range.start..year.range.end, direction, period(year)))
        }
        (Some("than"), ..) => None,
        _ => Some(compared(mention.range.start..end(after), direction, None)),
    }
}

/// « en hausse de », « en recul de »: the word between.
fn french(word: &str) -> Option<Ordering> {
    match word {
        "hausse" | "augmentation" | "progression" | "croissance" => Some(Ordering::Greater),
        "baisse" | "recul" | "diminution" | "repli" => Some(Ordering::Less),
        _ => None,
    }
}

fn english(word: &str) -> Option<Ordering> {
    match word {
        "up" => Some(Ordering::Greater),
        "down" => Some(Ordering::Less),
        _ => None,
    }
}

/// The year of « qu’en 2021 », as a period is named.
fn period(year: &Numeral) -> Option<String> {
    year.number.map(|year| year.value.normalize().to_string())
}
