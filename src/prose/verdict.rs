//! The numbers of a sentence and what a ledger claims → which of them repeat a figure, which contradict one.
//!
//! Both are weighed on evidence: the unit, the words of the label, the year, other values of the same figure in the sentence, and how
//! unlikely it is that such a number comes by chance (`67 915` against `5`). Weights were set on the sentences of
//! `tests/prose/*/tuned.md` and are measured on those of `tests/prose/*/held-out.md`.

use super::claim::Claims;
use super::contradiction::contradicted;
use super::digits::Symbol;
use super::evidence::{Counted, Weight, counts, distinction, hits, same_symbol, specific};
use super::sentence::{Mention, Sentence};
use crate::model::Cell;
use std::collections::BTreeSet;

/// What a number has to do with the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is this claim of this topic.
    Repeats(usize, usize),
    /// It is said of this topic, and is not this claim.
    Contradicts(usize, usize),
}

/// What a repetition needs.
const ENOUGH: Weight = 6;

/// The verdicts on the numbers of a sentence that need one.
pub(super) fn verdicts<'s>(sentence: &'s Sentence, claims: &Claims) -> Vec<(&'s Mention, Verdict)> {
    let mentions = sentence.mentions();
    // The figures that the sentence speaks of for sure: those it cites, and those whose value it repeats.
    let mut spoken: BTreeSet<usize> = (0..claims.topics.len())
        .filter(|&topic| sentence.cited.iter().any(|cited| *cited == claims.topics[topic].id))
        .collect();
    let mut repeated: Vec<Option<(usize, usize)>> = vec![None; mentions.len()];
    spoken.extend(told_apart(mentions, claims));
    // Twice: what is sure of one number is evidence for the next.
    for _ in 0..2 {
        for (mention, repeated) in mentions.iter().zip(&mut repeated) {
            if repeated.is_none() {
                *repeated = repeats(sentence, mention, claims, &spoken);
                spoken.extend(repeated.map(|(topic, _)| topic));
            }
        }
    }
    let verdicts = mentions.iter().zip(repeated).filter_map(|(mention, repeated)| {
        let verdict = match repeated {
            Some((topic, claim)) => Verdict::Repeats(topic, claim),
            None => {
                let (topic, claim) = contradicted(sentence, mention, claims, &spoken)?;
                Verdict::Contradicts(topic, claim)
            }
        };
        Some((mention, verdict))
    });
    verdicts.collect()
}

/// The figures of which two values stand in the sentence, each beside its year: « 93 000 en 2021 et 137 000 en 2020 ».
fn told_apart(mentions: &[Mention], claims: &Claims) -> BTreeSet<usize> {
    let dated = mentions.iter().filter(|mention| distinction(mention.number.value) >= 0).flat_map(|mention| {
        let candidates = claims.equal(mention.number.value).iter();
        candidates.filter(move |(topic, claim)| {
            let topic = &claims.topics[*topic];
            let year = topic.claims[*claim].year(claims.year());
            mention.year.is_some() && mention.year == year && same_symbol(topic, mention)
        })
    });
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for &(topic, claim) in dated {
        if seen.iter().any(|&(other, another)| other == topic && another != claim) {
            twice.insert(topic);
        }
        seen.insert((topic, claim));
    }
    twice
}

/// The claim that a number repeats, when the evidence is enough: the one with the most.
fn repeats(
    sentence: &Sentence,
    mention: &Mention,
    claims: &Claims,
    spoken: &BTreeSet<usize>,
) -> Option<(usize, usize)> {
    let candidates = claims.equal(mention.number.value).iter();
    let weighed = candidates.filter_map(|&(topic, claim)| {
        let weight = evidence(sentence, mention, claims, (topic, claim), spoken)?;
        Some((weight, topic, claim))
    });
    // The first of equals: figures stand in reading order.
    let best = weighed.min_by_key(|&(weight, topic, claim)| (-weight, topic, claim))?;
    (best.0 >= ENOUGH).then_some((best.1, best.2))
}

/// How much speaks for a number being that claim; `None` when its unit or its year say that it is not.
fn evidence(
    sentence: &Sentence,
    mention: &Mention,
    claims: &Claims,
    (topic_index, claim_index): (usize, usize),
    spoken: &BTreeSet<usize>,
) -> Option<Weight> {
    let topic = &claims.topics[topic_index];
    let claim = &topic.claims[claim_index];
    if !same_symbol(topic, mention) {
        return None;
    }
    // « reculer de 85 % » is not « −85 % », though it says the same.
    if claim.number.value.is_sign_negative() != mention.number.value.is_sign_negative() {
        return None;
    }
    let counted = counts(sentence, mention, topic, claim);
    let hits = hits(sentence, topic, claims);
    let mut weight = match counted {
        Counted::Unit => 5 + specific(topic, claims),
        Counted::Row => 6,
        Counted::Label => 2,
        Counted::Unsaid => 0,
        Counted::Other => -4,
    };
    weight += hits.weight.min(6);
    weight += if hits.weight > 0 && hits.covers(50) { 2 } else { 0 };
    weight += if mention.symbol == Symbol::None { 0 } else { 2 };
    weight += distinction(mention.number.value);
    weight += if spoken.contains(&topic_index) { 4 } else { 0 };
    if !claim.stems.is_empty() && counted != Counted::Row {
        weight += if claim.stems.iter().all(|stem| sentence.says(*stem)) { 4 } else { -4 };
    }
    if let (Some(said), Some(meant)) = (mention.year, claim.year(claims.year())) {
        let known = topic.claims.iter().any(|claim| claim.year(claims.year()) == Some(said));
        weight += if said == meant {
            2
        } else if known || claim.cell != Cell::Own {
            -6
        } else {
            0
        };
    }
    Some(weight)
}
