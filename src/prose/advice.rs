//! A verdict on a number → what its author is told, with what to paste.

use super::Free;
use super::claim::{Claim, Claims, Topic};
use super::digits::Symbol;
use super::line::Line;
use super::sentence::{Mention, Sentence};
use super::verdict::Verdict;
use crate::finding::{Code, Finding, Place, phrase};
use crate::model::Cell;
use crate::text::{Lang, fold::fold, number};
use std::ops::Range;
use std::sync::Arc;

/// The finding about a number; `None` for one that repeats a figure where nothing can be cited, a title or a summary.
pub(super) fn finding(
    file: &Arc<str>,
    line: &Line,
    sentence: &Sentence,
    mention: &Mention,
    verdict: &Verdict,
    claims: &Claims,
) -> Option<Finding> {
    let typed = shown(&line.text[mention.range.clone()]);
    match *verdict {
        Verdict::Repeats(topic, claim) => {
            let topic = &claims.topics[topic];
            let (range, directive) = replacement(line, sentence, mention, topic, &topic.claims[claim]);
            let (typed, id) = (shown(&line.text[range.clone()]), &topic.id);
            line.is_citable(&range).then(|| {
                Finding::new(
                    Code::NumberUncited,
                    Place::new(file, line.place(&range)),
                    phrase!("« {typed} » est dans le registre : « {id} »", "`{typed}` is in the ledger: `{id}`"),
                )
                .remedy(phrase!("écrivez {directive}", "write {directive}"))
            })
        }
        Verdict::Contradicts(topic, claim) => {
            let topic = &claims.topics[topic];
            let claim = &topic.claims[claim];
            let label = &topic.label;
            let (fr, en) = (value(topic, claim, Lang::Fr), value(topic, claim, Lang::En));
            let of = match &claim.cell {
                Cell::Own => String::new(),
                Cell::Period(label) | Cell::Row(label) => format!(" ({label})"),
                Cell::Series { series, row } => format!(" ({series}, {row})"),
            };
            let (_, directive) = replacement(line, sentence, mention, topic, claim);
            let remedy = match line.is_citable(&mention.range) {
                true => phrase!(
                    "corrigez l’un des deux, ou écrivez {directive}",
                    "correct one of them, or write {directive}"
                ),
                false => phrase!("corrigez l’un des deux", "correct one of them"),
            };
            Some(
                Finding::new(
                    Code::NumberContradicts,
                    Place::new(file, line.place(&mention.range)),
                    phrase!(
                        "« {typed} » n’est pas ce que dit le registre : « {label} »{of} vaut {fr}",
                        "`{typed}` is not what the ledger says: `{label}`{of} is {en}"
                    ),
                )
                .remedy(remedy)
                .note_at(topic.place.clone(), phrase!("le chiffre est défini ici", "the figure is defined here"))
                .note(phrase!(
                    "si ce nombre compte autre chose, ajoutez à l’en-tête : nombres_libres: [\"{typed}\"]",
                    "if this number counts something else, add to the front matter: free_numbers: [\"{typed}\"]"
                )),
            )
        }
    }
}

/// A number that was declared free and is nowhere.
pub(super) fn unused(file: &Arc<str>, free: &Free) -> Finding {
    let typed = &free.typed;
    Finding::new(
        Code::NumberFree,
        Place::new(file, free.span.clone()),
        phrase!("aucun constat ne concerne « {typed} » dans ce texte", "no finding concerns `{typed}` in this text"),
    )
    .remedy(phrase!("retirez-le de « nombres_libres »", "remove it from `free_numbers`"))
}

fn value(topic: &Topic, claim: &Claim, lang: Lang) -> String {
    number::print_with_unit(&claim.number, topic.unit.as_ref(), lang)
}

/// A piece of the text on one line, with ordinary spaces.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What to paste, and over which bytes of the line: the unit goes with the number when it is the one that will be printed.
fn replacement(
    line: &Line,
    sentence: &Sentence,
    mention: &Mention,
    topic: &Topic,
    claim: &Claim,
) -> (Range<usize>, String) {
    let french = sentence.lang == Lang::Fr;
    let mut range = mention.range.clone();
    let mut attributes = Vec::new();
    let mut add = |fr: &str, en: &str| attributes.push(if french { fr } else { en }.to_owned());
    match &claim.cell {
        Cell::Own => {}
        Cell::Period(period) => add(&attribute("annee", period), &attribute("year", period)),
        Cell::Row(row) => add(&attribute("ligne", row), &attribute("row", row)),
        Cell::Series { series, row } => {
            add(&attribute("serie", series), &attribute("series", series));
            add(&attribute("ligne", row), &attribute("row", row));
        }
    }
    if let Some(printed) = claim.number.qualifier {
        match mention.qualifier {
            Some((typed, start)) if typed == printed => range.start = start,
            Some(_) => add("nuance=non", "with_qualifier=no"),
            None => {}
        }
    }
    if mention.in_words {
        add("forme=lettres", "as=words");
        if line.text[mention.range.clone()].ends_with("une") {
            add("feminin", "feminine");
        }
    }
    if mention.symbol == Symbol::None && topic.unit.is_some() {
        match unit_end(line, sentence, mention, topic) {
            Some(end) => range.end = end,
            None => add("unite=non", "with_unit=no"),
        }
    }
    if line.text[range.clone()].starts_with(char::is_uppercase) {
        add("majuscule", "capital");
    }
    let name = if french { "chiffre" } else { "figure" };
    let attributes = if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(" ")) };
    (range, format!(":{name}[{}]{attributes}", topic.id))
}

/// `key=value`, in quotes when the value is not one word.
fn attribute(key: &str, value: &str) -> String {
    let one_word = value.chars().all(char::is_alphanumeric);
    if one_word { format!("{key}={value}") } else { format!("{key}=\"{value}\"") }
}

/// Where the unit ends that follows a number, when it is typed as it will be printed.
fn unit_end(line: &Line, sentence: &Sentence, mention: &Mention, topic: &Topic) -> Option<usize> {
    let unit = topic.unit.as_ref()?;
    let rest = &line.text[mention.range.end..];
    let typed = rest.trim_start();
    let typed = ["d’", "d'", "de "].into_iter().find_map(|of| typed.strip_prefix(of)).unwrap_or(typed);
    let spaced = rest.len() > typed.len();
    let start = line.text.len() - typed.len();
    let singular = crate::text::words::is_singular(mention.number.value, sentence.lang);
    let unit = unit.agreeing(singular);
    let typed_unit: String = typed.chars().take(unit.chars().count()).collect();
    let ends = typed[typed_unit.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-');
    (spaced && ends && fold(&typed_unit) == fold(unit)).then_some(start + typed_unit.len())
}
