//! `figures.yaml` → entries of the ledger.

use super::annotations::annotations;
use super::computed::Reader;
use super::fields::{At, Fields};
use super::layout::Path;
use super::table::{self, Selection, cell_value};
use super::told::reasons;
use super::typeset;
use super::unreadable::{decimal_comma, is_decimal_tail, unreadable};
use super::vocabulary::{BETTER, FIGURE_STATUSES, FORMS, QUALIFIERS, SCOPES};
use super::yaml::{Key, Node, Value};
use super::{assets, ids};
use crate::finding::{Code, Finding, Place, phrase};
use crate::ledger::{Entry, Told};
use crate::model::{Figure, Grid, Row, Shape};
use crate::source::Sources;
use crate::text::number::Reading;
use crate::text::{Lang, Number, Qualifier, Unit};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What the figures of an edition are read with.
pub(super) struct Ledger<'a> {
    pub(super) sources: &'a Sources,
    pub(super) lang: Lang,
    /// The year of the edition.
    pub(super) year: Option<i32>,
    /// Data files that were read.
    pub(super) used: Vec<Path>,
}

/// Reads one `figures.yaml`; `chapter` is the index of its chapter.
pub(super) fn entries(
    file: &Path,
    node: &Node,
    chapter: Option<usize>,
    ledger: &mut Ledger,
    findings: &mut Vec<Finding>,
) -> Vec<Entry> {
    let typed = match &node.value {
        Value::Null => Vec::new(),
        _ => Fields::of(file, node, ledger.lang, findings).entries_of(node).unwrap_or_default(),
    };
    let mut entries = Vec::new();
    for (key, node) in typed {
        findings.extend(ids::invalid(file, &key.name, &key.span));
        findings.extend(ids::reserved(file, &key.name, &key.span));
        if let Value::Scalar(typed) = &node.value {
            findings.push(bare(file, &key.name, typed, node));
            // What else it lacks is said by that; it stands in for the texts that cite it.
            let entry = entry(file, key, node, chapter, ledger, &mut Vec::new());
            let figure = Figure { value: Some(Number::new(Decimal::ZERO)), ..entry.figure };
            entries.push(Entry { figure, is_unread: true, ..entry });
            continue;
        }
        entries.push(entry(file, key, node, chapter, ledger, findings));
    }
    entries
}

/// `teleconsultations: 67 915`, without a label: what to write instead.
fn bare(file: &Path, id: &str, typed: &str, node: &Node) -> Finding {
    Finding::new(
        Code::ValueType,
        Place::new(file, node.span.clone()),
        phrase!("« {id} » n’a qu’une valeur", "`{id}` has nothing but a value"),
    )
    .remedy(phrase!(
        "écrivez sous « {id}: », en retrait, « libelle: … », « valeur: {typed} » et « source: … »",
        "write below `{id}:`, indented, `label: …`, `value: {typed}` and `source: …`"
    ))
}

/// The values of an entry and the unit they were typed with.
#[derive(Default)]
struct Values {
    unit: Option<At<String>>,
    conflict: Option<At<String>>,
}

impl Values {
    /// Keeps the unit of a reading; two different ones are a conflict.
    fn keep(&mut self, reading: &mut Reading, span: &std::ops::Range<usize>) {
        let Some(unit) = reading.unit.take() else { return };
        match &self.unit {
            None => self.unit = Some(At { value: unit, span: span.clone() }),
            Some(known) if known.value == unit => {}
            Some(known) => {
                let same = |a: &str, b: &str| Unit::new(a, None) == Unit::new(b, None);
                if !same(&known.value, &unit) {
                    self.conflict.get_or_insert(At { value: unit, span: span.clone() });
                }
            }
        }
    }
}

fn entry(
    file: &Path,
    key: &Key,
    node: &Node,
    chapter: Option<usize>,
    ledger: &mut Ledger,
    findings: &mut Vec<Finding>,
) -> Entry {
    let lang = ledger.lang;
    let mut values = Values::default();
    let place = Place::new(file, key.span.clone());
    let mut fields = Fields::of(file, node, lang, findings);
    let label = fields.required("label").map(|label| typeset(&label.value, lang));
    let seen = fields.seen();
    let value = fields.number("value").map(|mut reading| {
        values.keep(&mut reading.value, &reading.span);
        reading.value
    });
    let own = fields.map("values");
    let at = |(key, _): &(&Key, &Node)| (typeset(&key.name, lang), Place::new(file, key.span.clone()));
    let places = own.iter().flatten().map(at).collect();
    let own = own.map(|own| read_rows(&mut fields, own, lang, &mut values));
    let breakdown = rows(&mut fields, "rows", lang, &mut values);
    let series = series(&mut fields, lang, &mut values);
    let reader = Reader { file, text: ledger.sources.text(file).unwrap_or_default(), lang, id: &key.name };
    let computed = reader.computation(&mut fields);
    let data_file = table::wanted(&mut fields);
    let target = fields.number("target").map(|mut reading| {
        values.keep(&mut reading.value, &reading.span);
        reading.value.number
    });
    let is_unread = fields.seen() > seen;
    let unit = unit(&mut fields, lang);
    if let (Some(unit), Some(typed), None) = (&unit, &values.unit, &values.conflict)
        && !agrees(unit, &typed.value)
    {
        values.conflict = Some(At { value: unit.many.clone(), span: typed.span.clone() });
    }
    let decimals = decimals(&mut fields);
    let stated = fields.chosen("qualifier", QUALIFIERS);
    let scope = fields.choice("scope", SCOPES);
    let text = |fields: &mut Fields, key| fields.text(key).map(|text| typeset(&text.value, lang));
    let (as_of, period) = (text(&mut fields, "as_of"), text(&mut fields, "period"));
    let (source, note) = (text(&mut fields, "source"), text(&mut fields, "note"));
    let annotations = annotations(file, &mut fields, lang);
    let definition = text(&mut fields, "definition");
    let better = fields.choice("better", BETTER);
    let provisional = fields.choice("status", FIGURE_STATUSES).unwrap_or(false);
    let small_counts = fields.text("small_counts").map(|reason| reason.value);
    let owner = fields.text("owner").map(|owner| owner.value);
    let tags = fields.texts("tags").into_iter().map(|tag| tag.value).collect();
    let chart = fields.choice("chart", FORMS);
    let category = text(&mut fields, "category");
    let checks = reader.checks(&mut fields);
    let told = Told {
        revised: reasons(&mut fields, "revised", file, lang),
        breaks: reasons(&mut fields, "breaks", file, lang),
        places,
    };
    if let (Some((_, place)), Some(_)) = (&computed, &value) {
        let message = phrase!(
            "ce chiffre a une valeur écrite et une valeur calculée",
            "this figure has a value that is written and one that is computed"
        );
        fields.find(Code::FigureShape, place.span.clone(), message).remedy = Some(phrase!(
            "retirez « valeur », ou faites du calcul un contrôle, sous « controles »",
            "remove `value`, or make the computation a check, under `checks`"
        ));
    }
    if let Some(conflict) = values.conflict.take() {
        let one = values.unit.as_ref().map_or("", |unit| &unit.value);
        fields.push(|file| two_units(one, &conflict.value, Place::new(file, conflict.span)));
    }
    let shapes = [breakdown.is_some(), series.is_some(), data_file.is_some()].into_iter().filter(|&is| is).count();
    if shapes > 1 {
        let message = phrase!(
            "un chiffre a « lignes », « series » ou « donnees », pas plusieurs",
            "a figure has `rows`, `series` or `data`, not several"
        );
        fields.find(Code::FigureShape, key.span.clone(), message).remedy = Some(phrase!(
            "gardez l’un d’eux ; l’autre peut faire un second chiffre",
            "keep one of them; the other can make a second figure"
        ));
    } else if shapes == 0 && value.is_none() && own.is_none() && computed.is_none() && !is_unread {
        let message = phrase!("ce chiffre n’a ni valeur ni lignes", "this figure has neither a value nor rows");
        fields.find(Code::FigureShape, key.span.clone(), message).remedy =
            Some(phrase!("ajoutez « valeur: … »", "add `value: …`"));
    }
    if source.is_none() {
        let message = phrase!("ce chiffre n’a pas de source", "this figure has no source");
        fields.find(Code::FigureSource, key.span.clone(), message).remedy = Some(phrase!(
            "ajoutez « source: … » : qui le publie, et quand",
            "add `source: …`: who publishes it, and when"
        ));
    }
    fields.finish();
    let asks_data = data_file.is_some();
    let known = unit.clone().or_else(|| values.unit.as_ref().map(|unit| Unit::new(&unit.value, None)));
    let data = data_file.and_then(|typed| data_file_grid(file, typed, known.as_ref(), ledger, findings));
    let is_unread = is_unread || (asks_data && data.is_none());
    let mut heading = None;
    let shape = match (breakdown, series, data) {
        (Some(rows), ..) => Shape::Rows(rows),
        (_, Some(grid), _) => Shape::Series(grid),
        (_, _, Some((grid, typed))) => {
            values.unit = values.unit.or(typed.map(|unit| At { value: unit, span: key.span.clone() }));
            heading.clone_from(&grid.category);
            from_grid(grid)
        }
        _ => Shape::Scalar,
    };
    let category = category.or(heading);
    let unit = unit.or(values.unit.map(|unit| Unit::new(&unit.value, None)));
    let own = own.unwrap_or_default();
    let value = value.map(|reading| reading.number).or_else(|| own_value(&own, ledger.year));
    // What could not be read was reported, and nothing will be published: a stand-in keeps quiet the texts that cite it.
    let value = value.or_else(|| is_unread.then(|| Number::new(Decimal::ZERO)));
    let mut figure = Figure {
        id: key.name.clone(),
        label: label.unwrap_or_default(),
        value,
        unit,
        history: own,
        shape,
        category,
        scope,
        as_of,
        period,
        source,
        note,
        annotations,
        definition,
        derivation: None,
        revisions: Vec::new(),
        breaks: Vec::new(),
        target,
        better,
        provisional,
        small_counts,
        owner,
        tags,
        chart,
        chapter,
        names: BTreeMap::new(),
        place,
    };
    if let Some(decimals) = decimals {
        print_with(&mut figure, decimals);
    }
    if let Some(stated) = &stated {
        qualify(file, &mut figure, stated, computed.is_some(), findings);
    }
    Entry { figure, computed, decimals, qualifier: stated.map(|stated| stated.value), checks, told, is_unread }
}

fn typeset(text: &str, lang: Lang) -> String {
    typeset::text(text, lang)
}

/// This edition's value among those given by year: that of its year, else the last one.
fn own_value(own: &[Row], year: Option<i32>) -> Option<Number> {
    let year = year.map(|year| year.to_string());
    own.iter().find(|row| Some(&row.label) == year.as_ref()).or(own.last()).and_then(|row| row.value)
}

/// Prints every value of a figure with that many decimals.
fn print_with(figure: &mut Figure, decimals: u32) {
    let history = figure.history.iter_mut().filter_map(|row| row.value.as_mut());
    let others = figure.value.iter_mut().chain(&mut figure.target).chain(history);
    for number in others.chain(cells(&mut figure.shape)) {
        *number = number.with_decimals(decimals);
    }
}

/// The values of a breakdown.
fn cells(shape: &mut Shape) -> Vec<&mut Number> {
    match shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => rows.iter_mut().filter_map(|row| row.value.as_mut()).collect(),
        Shape::Series(grid) => grid.rows.iter_mut().flat_map(|(_, values)| values.iter_mut().flatten()).collect(),
    }
}

/// `qualifier` is said of the figure's value; of each of its rows where it has no value of its own. One typed with a number stays.
fn qualify(file: &Path, figure: &mut Figure, stated: &At<Qualifier>, is_computed: bool, findings: &mut Vec<Finding>) {
    let numbers = match &mut figure.value {
        Some(value) => vec![value],
        None if is_computed => return,
        None => cells(&mut figure.shape),
    };
    for number in numbers {
        if number.qualifier.is_some_and(|typed| typed != stated.value) {
            let message = phrase!("ce chiffre a deux nuances", "this figure has two qualifiers");
            findings.push(Finding::new(Code::FigureShape, Place::new(file, stated.span.clone()), message).remedy(
                phrase!("gardez celle de la valeur, ou « nuance »", "keep the one of the value, or `qualifier`"),
            ));
            return;
        }
        number.qualifier = Some(stated.value);
    }
}

fn decimals(fields: &mut Fields) -> Option<u32> {
    let typed = fields.text("decimals")?;
    let count = typed.value.trim().parse::<u32>().ok().filter(|count| *count <= 9);
    if count.is_none() {
        let value = &typed.value;
        let message = phrase!("« {value} » n’est pas un nombre de décimales", "`{value}` is not a number of decimals");
        fields.find(Code::ValueType, typed.span, message).remedy =
            Some(phrase!("écrivez un nombre de 0 à 9", "write a number from 0 to 9"));
    }
    count
}

/// What a figure counts: a word in the plural, or both its forms.
pub(super) fn unit(fields: &mut Fields, lang: Lang) -> Option<Unit> {
    let node = fields.node("unit")?;
    if let Value::Map(_) = node.value {
        let (one, many) = fields.nested(node, |inner| (inner.required("one"), inner.required("many")));
        return Some(Unit::new(&typeset(&one?.value, lang), Some(&typeset(&many?.value, lang))));
    }
    fields.scalar(node).map(|unit| Unit::new(&typeset(&unit.value, lang), None))
}

/// A mapping of categories or periods to values.
fn rows(fields: &mut Fields, key: &'static str, lang: Lang, values: &mut Values) -> Option<Vec<Row>> {
    let entries = fields.map(key)?;
    Some(read_rows(fields, entries, lang, values))
}

fn read_rows(fields: &mut Fields, entries: Vec<(&Key, &Node)>, lang: Lang, values: &mut Values) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut before = None;
    for (key, node) in entries {
        if is_decimal_tail(before.replace(node), key, node) {
            let name = &key.name;
            let message = phrase!(
                "une virgule a coupé un nombre : « {name} » en est la fin",
                "a comma has cut a number: `{name}` is its end"
            );
            fields.find(Code::NumberUnreadable, key.span.clone(), message).remedy = Some(decimal_comma());
            continue;
        }
        let mut number = None;
        if let Some(cell) = fields.scalar(node) {
            match cell_value(&cell, lang) {
                Ok(Some(mut reading)) => {
                    values.keep(&mut reading, &cell.span);
                    number = Some(reading.number);
                }
                Ok(None) => {}
                Err(reason) => fields.push(|file| unreadable(file, &cell, &reason, lang)),
            }
        }
        rows.push(Row::new(typeset(&key.name, lang), number));
    }
    rows
}

/// Series → category → value, turned into rows of the union of the categories.
fn series(fields: &mut Fields, lang: Lang, values: &mut Values) -> Option<Grid> {
    let mut grid = Grid { category: None, series: Vec::new(), rows: Vec::new() };
    let all = fields.map("series")?;
    let count = all.len();
    for (index, (key, node)) in all.into_iter().enumerate() {
        grid.series.push(typeset(&key.name, lang));
        let Some(entries) = fields.entries_of(node) else { continue };
        for row in read_rows(fields, entries, lang, values) {
            let cells = match grid.rows.iter_mut().find(|(category, _)| *category == row.label) {
                Some((_, cells)) => cells,
                None => &mut grid.rows.push_mut((row.label, vec![None; count])).1,
            };
            cells[index] = row.value;
        }
    }
    Some(grid)
}

fn data_file_grid(
    file: &Path,
    (typed, selection): (At<String>, Selection),
    known: Option<&Unit>,
    ledger: &mut Ledger,
    findings: &mut Vec<Finding>,
) -> Option<(Grid, Option<String>)> {
    let path = match assets::resolve(ledger.sources, file, &typed.value, typed.span.clone()) {
        Ok(path) => path,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    ledger.used.push(path.clone());
    let asked = Place::new(file, typed.span);
    let data = &ledger.sources.files[&path];
    let (grid, unit) = table::of_figure(&path, data, &selection, asked.clone(), ledger.lang, findings)?;
    if let (Some(known), Some(unit)) = (known, &unit)
        && !agrees(known, unit)
    {
        findings.push(two_units(&known.many, unit, asked));
    }
    Some((grid, unit))
}

/// Whether a unit that was typed is a form of another.
fn agrees(unit: &Unit, typed: &str) -> bool {
    let read = Unit::new(typed, None);
    [&unit.one, &unit.many].into_iter().any(|form| [&read.one, &read.many].contains(&form))
}

fn two_units(one: &str, other: &str, place: Place) -> Finding {
    let message = phrase!(
        "ce chiffre a deux unités, « {one} » et « {other} »",
        "this figure has two units, `{one}` and `{other}`"
    );
    Finding::new(Code::FigureShape, place, message)
        .remedy(phrase!("gardez une unité, ou faites deux chiffres", "keep one unit, or make two figures"))
}

/// One series of data is a breakdown.
fn from_grid(grid: Grid) -> Shape {
    if grid.series.len() > 1 {
        return Shape::Series(grid);
    }
    Shape::Rows(grid.rows.into_iter().map(|(label, mut values)| Row::new(label, values.pop().flatten())).collect())
}
