//! The numbers of a sentence and what a ledger claims → which of them repeat a figure, which contradict one.
//!
//! Both are weighed on evidence: the unit, the words of the label, the year, other values of the same figure in the sentence, and how
//! unlikely it is that such a number comes by chance (`67 915` against `5`). Weights were set on the sentences of
//! `tests/prose/*/tuned.md` and are measured on those of `tests/prose/*/held-out.md`.

use super::claim::{Claim, Claims, Topic};
use super::digits::Symbol;
use super::sentence::{Mention, Sentence};
use super::stem::Stem;
use super::token::Token;
use crate::model::{Cell, Scope};
use crate::text::number::round;
use crate::text::{Qualifier, UnitKind};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What a number has to do with the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is this claim of this topic.
    Repeats(usize, usize),
    /// It is said of this topic, and is not this claim.
    Contradicts(usize, usize),
}

/// Evidence is counted in halves of a point.
type Weight = i32;

/// What a repetition needs.
const ENOUGH: Weight = 6;

/// How many words after a number may name what it counts: `50 infirmiers`, `1 732 nouvelles procédures`.
const REACH: usize = 3;

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
            None => contradicts(sentence, mention, claims, &spoken)?,
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

/// Rare digits are no chance: `67 915` says more than `5`.
fn distinction(value: Decimal) -> Weight {
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    match digits.trim_end_matches('0').len() {
        _ if value.abs() <= Decimal::from(12) && value.is_integer() => -4,
        0 | 1 => -2,
        2 => 0,
        3 => 2,
        4 => 4,
        _ => 6,
    }
}

/// A unit that one figure alone has, or an acronym, names its figure.
fn specific(topic: &Topic, claims: &Claims) -> Weight {
    let alone = topic.unit_stems.iter().all(|stem| claims.frequency(*stem) <= 1);
    Weight::from(alone) * 2 + Weight::from(topic.unit_is_acronym) * 4
}

/// Whether `%` and currencies agree.
fn same_symbol(topic: &Topic, mention: &Mention) -> bool {
    match topic.unit.as_ref().map(|unit| unit.kind) {
        Some(UnitKind::Percent) => mention.symbol == Symbol::Percent,
        Some(UnitKind::Currency) => mention.symbol == Symbol::Currency,
        Some(UnitKind::Counted | UnitKind::Points) | None => mention.symbol == Symbol::None,
    }
}

/// What a number counts, as far as the words around it say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    /// The unit of the figure.
    Unit,
    /// The row.
    Row,
    /// A word of its label.
    Label,
    /// Something else.
    Other,
    /// No word says it.
    Unsaid,
}

fn counts(sentence: &Sentence, mention: &Mention, topic: &Topic, claim: &Claim) -> Counted {
    let near: Vec<Stem> = sentence.following(mention.at, REACH).filter_map(|(_, word)| Stem::of(word)).collect();
    let is_row = !claim.stems.is_empty()
        && near.first().is_some_and(|stem| claim.stems.contains(stem))
        && claim.stems.iter().all(|stem| sentence.says(*stem));
    if is_row {
        return Counted::Row;
    }
    if near.iter().any(|stem| topic.unit_stems.contains(stem)) {
        return Counted::Unit;
    }
    match near.first() {
        Some(stem) if topic.label_stems.contains(stem) => Counted::Label,
        // A currency or a percentage is not followed by what it counts.
        Some(_) if mention.symbol == Symbol::None && !after_noun(sentence, mention) => Counted::Other,
        _ if topic.unit_stems.iter().any(|stem| sentence.says(*stem)) => Counted::Label,
        _ => Counted::Unsaid,
    }
}

/// Whether what is counted stands before the number: « les CPTS, au nombre de 6 », « le total est de 12 », or nothing names it.
fn after_noun(sentence: &Sentence, mention: &Mention) -> bool {
    let next = sentence.following(mention.at, 1).next().map(|(_, word)| word);
    next.is_none_or(|word| {
        ["en", "a", "au", "contre", "in", "et", "dont", "l", "un", "une", "soit", "from", "and"].contains(&word)
    })
}

/// The words of a label that a sentence has.
struct Hits {
    /// A point for a word of few figures, a half for a common one.
    weight: Weight,
    found: usize,
    wanted: usize,
}

impl Hits {
    fn covers(&self, percent: usize) -> bool {
        self.found * 100 >= self.wanted * percent
    }
}

fn hits(sentence: &Sentence, topic: &Topic, claims: &Claims) -> Hits {
    if topic.acronym.is_some_and(|acronym| sentence.says(acronym)) {
        return Hits { weight: 4, found: 1, wanted: 1 };
    }
    let found: Vec<Stem> = topic.label_stems.iter().copied().filter(|stem| sentence.says(*stem)).collect();
    let weight = found.iter().map(|stem| if claims.frequency(*stem) <= 3 { 2 } else { 1 }).sum();
    Hits { weight, found: found.len(), wanted: topic.label_stems.len() }
}

/// Words that make a number a part, a change, an aim or an average: it is not the figure, and does not contradict it.
const OTHERWISE: &[&str] = &[
    "ajoutent",
    "additional",
    "another",
    "autre",
    "autres",
    "chacun",
    "chacune",
    "chaque",
    "dernier",
    "derniers",
    "dont",
    "each",
    "every",
    "extra",
    "first",
    "last",
    "mois",
    "moitie",
    "new",
    "nouveau",
    "nouveaux",
    "nouvel",
    "nouvelle",
    "nouvelles",
    "parmi",
    "per",
    "premier",
    "premiere",
    "premieres",
    "premiers",
    "quotidiens",
    "seul",
    "seuls",
    "supplementaire",
    "supplementaires",
];

/// Words that make a whole sentence speak of what is not there yet, or of elsewhere.
const ELSEWHERE: &[&str] = &[
    "aim",
    "attendu",
    "attendue",
    "attendues",
    "attendus",
    "cible",
    "expected",
    "objectif",
    "objectifs",
    "prevu",
    "prevue",
    "prevues",
    "prevus",
    "prochain",
    "prochaine",
    "prochainement",
    "target",
    "vise",
    "viser",
];

/// Words of a scope.
const PLACES: &[(&str, Scope)] = &[
    ("france", Scope::National),
    ("national", Scope::National),
    ("nationale", Scope::National),
    ("nationalement", Scope::National),
    ("nationales", Scope::National),
    ("nationaux", Scope::National),
    ("nationwide", Scope::National),
    ("pays", Scope::National),
    ("region", Scope::Regional),
    ("regional", Scope::Regional),
    ("regionale", Scope::Regional),
    ("regionales", Scope::Regional),
    ("regionaux", Scope::Regional),
];

/// The claim that a number contradicts: its unit and most words of its label are there, it is alone to be meant, and nothing says that
/// something else is meant.
fn contradicts(sentence: &Sentence, mention: &Mention, claims: &Claims, spoken: &BTreeSet<usize>) -> Option<Verdict> {
    let says_otherwise = sentence.around(mention.at, 4, 3).any(|word| OTHERWISE.contains(&word))
        || sentence.tokens.iter().filter_map(Token::word).any(|word| ELSEWHERE.contains(&word))
        || is_change(sentence, mention);
    if says_otherwise {
        return None;
    }
    let mut candidates: BTreeSet<usize> = BTreeSet::new();
    for stem in &sentence.stems {
        candidates.extend(claims.about(*stem));
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for &index in candidates.difference(spoken) {
        let topic = &claims.topics[index];
        if !same_symbol(topic, mention) || elsewhere(sentence, topic) {
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
    let values = claims.topics[topic].claims.iter().map(|claim| claim.number.value).chain(claims.topics[topic].target);
    let agrees = values.clone().any(|value| agrees(mention, value));
    let of_another_size = !is_near(mention.number.value, claims.topics[topic].claims[claim].number.value);
    (!agrees && !of_another_size).then_some(Verdict::Contradicts(topic, claim))
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
    let words = sentence.tokens.iter().filter_map(Token::word);
    words
        .filter_map(|word| PLACES.iter().find(|(place, _)| *place == word))
        .any(|(place, scope)| topic.scope != Some(*scope) && !topic.label_stems.contains(&Stem::any(place)))
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
