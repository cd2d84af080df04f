//! A verdict on a number → what its author is told, with what to paste.

use super::Free;
use super::claim::{Claim, Claims, Of, Topic};
use super::digits::Symbol;
use super::line::Line;
use super::sentence::{Mention, Sentence};
use super::verdict::Verdict;
use crate::finding::{Code, Finding, Place, phrase};
use crate::text::{Lang, fold::fold, number};
use std::ops::Range;
use std::sync::Arc;

/// The largest number that `forme=lettres` prints in words.
const SPELLED: u32 = 16;

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
            line.citable.then(|| {
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
            let (of_fr, of_en) = match &claim.of {
                Of::Now => (String::new(), String::new()),
                Of::Period(label) | Of::Row(label) => (format!(" ({label})"), format!(" ({label})")),
            };
            let (_, directive) = replacement(line, sentence, mention, topic, claim);
            let remedy = if line.citable {
                phrase!(
                    "corrigez l’un des deux, ou écrivez {directive} ; si ce nombre compte autre chose : « nombres_libres: [\"{typed}\"] » dans l’en-tête",
                    "correct one of them, or write {directive}; if this number counts something else: `free_numbers: [\"{typed}\"]` in the front matter"
                )
            } else {
                phrase!(
                    "corrigez l’un des deux ; si ce nombre compte autre chose : « nombres_libres: [\"{typed}\"] » dans l’en-tête",
                    "correct one of them; if this number counts something else: `free_numbers: [\"{typed}\"]` in the front matter"
                )
            };
            Some(
                Finding::new(
                    Code::NumberContradicts,
                    Place::new(file, line.place(&mention.range)),
                    phrase!(
                        "« {typed} » n’est pas ce que dit le registre : « {label} »{of_fr} vaut {fr}",
                        "`{typed}` is not what the ledger says: `{label}`{of_en} is {en}"
                    ),
                )
                .remedy(remedy)
                .note_at(topic.place.clone(), phrase!("le chiffre est défini ici", "the figure is defined here")),
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
        phrase!(
            "aucun constat ne concerne « {typed} » dans ce texte",
            "no finding concerns `{typed}` in this text"
        ),
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
fn replacement(line: &Line, sentence: &Sentence, mention: &Mention, topic: &Topic, claim: &Claim) -> (Range<usize>, String) {
    let french = sentence.lang == Lang::Fr;
    let mut range = mention.range.clone();
    let mut attributes = Vec::new();
    match &claim.of {
        Of::Now => {}
        Of::Period(period) => attributes.push(attribute(if french { "annee" } else { "year" }, period)),
        Of::Row(row) => attributes.push(attribute(if french { "ligne" } else { "row" }, row)),
    }
    let is_now = claim.of == Of::Now;
    if let Some((_, start)) = mention.qualifier.filter(|(qualifier, _)| is_now && topic.qualifier == Some(*qualifier)) {
        range.start = start;
    }
    if mention.in_words && is_now && claim.number.value <= SPELLED.into() {
        attributes.push(if french { "forme=lettres" } else { "as=words" }.to_owned());
    } else if mention.symbol == Symbol::None && topic.unit.is_some() {
        match unit_end(line, sentence, mention, topic) {
            Some(end) => range.end = end,
            None => attributes.push(if french { "unite=false" } else { "with_unit=false" }.to_owned()),
        }
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
