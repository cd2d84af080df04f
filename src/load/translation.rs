//! `figures.en.yaml` → the words of the figures of `figures.yaml` in another language. Numbers are typed once: a translation has none.

use super::fields::Fields;
use super::figure;
use super::layout::Path;
use super::yaml::{Key, Node, Value};
use super::{annotations, told, typeset};
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::ledger::Reason;
use crate::model::{Annotation, Cause, Figure, Piece, Shape};
use crate::text::nearest::nearest;
use crate::text::{Lang, Unit, UnitKind, date};
use std::collections::BTreeMap;

/// The words of one figure.
pub(super) struct Words {
    /// Where they are written.
    place: Place,
    label: Option<String>,
    unit: Option<Unit>,
    category: Option<String>,
    as_of: Option<String>,
    period: Option<String>,
    source: Option<String>,
    note: Option<String>,
    definition: Option<String>,
    annotations: Vec<Annotation>,
    revised: Vec<Reason>,
    breaks: Vec<Reason>,
    /// Row, period or series → what it is called.
    names: Vec<(String, String, Place)>,
}

/// The words of the figures of one file, by id.
pub(super) type Translation = Vec<(String, Words)>;

/// Reads one `figures.en.yaml`.
pub(super) fn read(file: &Path, node: &Node, lang: Lang, findings: &mut Vec<Finding>) -> Translation {
    // A file of comments alone, as a new edition begins with.
    let entries = match node.value {
        Value::Null => Vec::new(),
        _ => Fields::of(file, node, lang, findings).entries_of(node).unwrap_or_default(),
    };
    let words = |(key, node): (&Key, &Node)| (key.name.clone(), words(file, key, node, lang, findings));
    entries.into_iter().map(words).collect()
}

fn words(file: &Path, key: &Key, node: &Node, lang: Lang, findings: &mut Vec<Finding>) -> Words {
    let mut fields = Fields::of(file, node, lang, findings);
    let text = |fields: &mut Fields, key| fields.text(key).map(|text| typeset::text(&text.value, lang));
    let names = fields.map("names").unwrap_or_default();
    let name = |(key, node): (&Key, &Node)| {
        let name = fields.scalar(node)?;
        Some((key.name.clone(), typeset::text(&name.value, lang), Place::new(file, key.span.clone())))
    };
    let names = names.into_iter().filter_map(name).collect();
    let words = Words {
        place: Place::new(file, key.span.clone()),
        label: text(&mut fields, "label"),
        unit: figure::unit(&mut fields, lang),
        category: text(&mut fields, "category"),
        as_of: text(&mut fields, "as_of"),
        period: text(&mut fields, "period"),
        source: text(&mut fields, "source"),
        note: text(&mut fields, "note"),
        definition: text(&mut fields, "definition"),
        annotations: annotations::annotations(file, &mut fields, lang),
        revised: told::reasons(&mut fields, "revised", file, lang),
        breaks: told::reasons(&mut fields, "breaks", file, lang),
        names,
    };
    fields.finish();
    words
}

/// Puts the words of `lang` in the place of those of the report's first language; what is missing stays as it is and is reported.
/// `files` are the files of figures that have no translation at all.
pub(super) fn translate(
    figures: &mut [Figure],
    translation: &Translation,
    without: &[Path],
    (first, lang): (Lang, Lang),
    findings: &mut Vec<Finding>,
) {
    let known: Vec<String> = figures.iter().map(|figure| figure.id.clone()).collect();
    for (id, words) in translation.iter().filter(|(id, _)| !known.contains(id)) {
        let near = nearest(id, known.iter().map(String::as_str));
        findings.push(
            Finding::new(
                Code::FigureUnknown,
                words.place.clone(),
                phrase!("« {id} » n’est pas dans le registre", "`{id}` is not in the ledger"),
            )
            .maybe_remedy(near.map(did_you_mean)),
        );
    }
    for figure in figures.iter_mut() {
        figure.as_of = figure.as_of.take().map(|day| in_words(day, lang));
        let words = translation.iter().find(|(id, _)| *id == figure.id).map(|(_, words)| words);
        let missing = replace(figure, words);
        if let Some(words) = words {
            rename(figure, words, first, findings);
        }
        if !missing.is_empty() && !without.contains(&figure.place.file) {
            findings.push(untranslated(figure, words, &missing, lang));
        }
    }
    for file in without {
        let twin = file.replacen(".yaml", &format!(".{}.yaml", lang.code()), 1);
        let message = phrase!(
            "les libellés, les unités et les notes de ces chiffres ne sont pas traduits",
            "the labels, units and notes of these figures are not translated"
        );
        findings.push(Finding::new(Code::TranslationMissing, Place::file(file), message).remedy(phrase!(
            "ajoutez « {twin} » : sous chaque identifiant, « label: … » et « unit: … »",
            "add `{twin}`: below each id, `label: …` and `unit: …`"
        )));
    }
    inputs(figures);
}

/// A day is printed in the language of its page.
fn in_words(day: String, lang: Lang) -> String {
    date::read(&day).map_or(day, |read| date::print(read, lang))
}

/// Gives a figure its words; tells the keys of those that are missing.
fn replace(figure: &mut Figure, words: Option<&Words>) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let mut put = |key, own: &mut Option<String>, new: Option<&String>, is_needed: bool| match new {
        Some(new) => *own = Some(new.clone()),
        None if is_needed && own.is_some() => missing.push(key),
        None => {}
    };
    let mut label = Some(std::mem::take(&mut figure.label));
    put("label", &mut label, words.and_then(|words| words.label.as_ref()), true);
    figure.label = label.unwrap_or_default();
    put("category", &mut figure.category, words.and_then(|words| words.category.as_ref()), true);
    put("as_of", &mut figure.as_of, words.and_then(|words| words.as_of.as_ref()), false);
    put("period", &mut figure.period, words.and_then(|words| words.period.as_ref()), false);
    put("source", &mut figure.source, words.and_then(|words| words.source.as_ref()), false);
    put("note", &mut figure.note, words.and_then(|words| words.note.as_ref()), true);
    put("definition", &mut figure.definition, words.and_then(|words| words.definition.as_ref()), true);
    let is_word = figure.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Counted);
    match words.and_then(|words| words.unit.as_ref()) {
        Some(unit) => figure.unit = Some(unit.clone()),
        None if is_word => missing.push("unit"),
        None => {}
    }
    let said = |reasons: &[Reason], period: &str| {
        reasons.iter().find(|reason| reason.period == period).map(|reason| reason.text.clone())
    };
    let (mut notes, mut revised, mut breaks) = (true, true, true);
    for note in &mut figure.annotations {
        let new = words.and_then(|words| words.annotations.iter().find(|new| new.row == note.row));
        notes &= new.is_some();
        note.text = new.map_or_else(|| std::mem::take(&mut note.text), |new| new.text.clone());
    }
    for revision in figure.revisions.iter_mut().filter(|revision| revision.reason.is_some()) {
        let year = revision.period.rsplit(", ").next().unwrap_or_default();
        let new = words.and_then(|words| said(&words.revised, &revision.period).or(said(&words.revised, year)));
        revised &= new.is_some();
        revision.reason = new.or(revision.reason.take());
    }
    for broken in &mut figure.breaks {
        let Cause::Stated(reason) = &mut broken.cause else { continue };
        let new = words.and_then(|words| said(&words.breaks, &broken.period));
        breaks &= new.is_some();
        *reason = new.unwrap_or_else(|| std::mem::take(reason));
    }
    let others = [("annotations", notes), ("revised", revised), ("breaks", breaks)];
    missing.extend(others.into_iter().filter(|(_, is_there)| !is_there).map(|(key, _)| key));
    missing
}

/// Gives the rows, periods and series of a figure their names; a text may cite them by either.
fn rename(figure: &mut Figure, words: &Words, first: Lang, findings: &mut Vec<Finding>) {
    let mut names = BTreeMap::new();
    for (typed, name, place) in &words.names {
        let label = typeset::text(typed, first);
        let known = labels(figure);
        if known.contains(&label) {
            names.insert(label, name.clone());
            continue;
        }
        let id = &figure.id;
        let near = nearest(&label, known.iter().map(String::as_str));
        findings.push(
            Finding::new(
                Code::FigureYear,
                place.clone(),
                phrase!(
                    "« {id} » n’a ni ligne, ni série, ni période « {label} »",
                    "`{id}` has no row, series or period `{label}`"
                ),
            )
            .maybe_remedy(near.map(did_you_mean)),
        );
    }
    let new = |label: &mut String| {
        if let Some(name) = names.get(label) {
            label.clone_from(name);
        }
    };
    figure.history.iter_mut().for_each(|row| new(&mut row.label));
    match &mut figure.shape {
        Shape::Scalar => {}
        Shape::Rows(rows) => rows.iter_mut().for_each(|row| new(&mut row.label)),
        Shape::Series(grid) => {
            grid.series.iter_mut().for_each(new);
            grid.rows.iter_mut().for_each(|(label, _)| new(label));
        }
    }
    figure.annotations.iter_mut().for_each(|note| new(&mut note.row));
    figure.breaks.iter_mut().for_each(|broken| new(&mut broken.period));
    figure.revisions.iter_mut().for_each(|revision| new(&mut revision.period));
    figure.names = names;
}

/// What computations say of the values they start from.
fn inputs(figures: &mut [Figure]) {
    let said: BTreeMap<String, Figure> = figures.iter().map(|figure| (figure.id.clone(), figure.clone())).collect();
    let pieces = figures.iter_mut().filter_map(|figure| figure.derivation.as_mut()).flat_map(|it| &mut it.pieces);
    for piece in pieces {
        let Piece::Input(input) = piece else { continue };
        let Some(figure) = said.get(&input.figure) else { continue };
        input.label.clone_from(&figure.label);
        input.unit.clone_from(&figure.unit);
        if let Some(name) = input.of.as_ref().and_then(|of| figure.names.get(of)) {
            input.of = Some(name.clone());
        }
    }
}

fn labels(figure: &Figure) -> Vec<String> {
    let past = figure.history.iter().map(|row| row.label.clone());
    let rows: Vec<String> = match &figure.shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => rows.iter().map(|row| row.label.clone()).collect(),
        Shape::Series(grid) => {
            grid.series.iter().cloned().chain(grid.rows.iter().map(|(label, _)| label.clone())).collect()
        }
    };
    past.chain(rows).collect()
}

fn untranslated(figure: &Figure, words: Option<&Words>, missing: &[&str], lang: Lang) -> Finding {
    let id = &figure.id;
    let place = words.map_or(&figure.place, |words| &words.place);
    let keys = missing.join(", ");
    let Phrase { fr, en } = language(lang);
    let first = missing[0];
    Finding::new(
        Code::TranslationMissing,
        place.clone(),
        phrase!(
            "« {id} » n’est pas entièrement traduit en {fr} : {keys}",
            "`{id}` is not fully translated into {en}: {keys}"
        ),
    )
    .remedy(phrase!(
        "ajoutez sous « {id}: », dans le fichier des traductions, « {first}: … »",
        "add below `{id}:`, in the file of translations, `{first}: …`"
    ))
}

/// The name of a language in a sentence.
pub(super) fn language(lang: Lang) -> Phrase {
    match lang {
        Lang::Fr => phrase!("français", "French"),
        Lang::En => phrase!("anglais", "English"),
    }
}
