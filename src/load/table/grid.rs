//! Headings and rows → the values of a figure, exact, with the one unit that they share.

use super::{Cell, Frame, Origin, Selection};
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::load::fields::At;
use crate::load::typeset;
use crate::load::unreadable::unreadable;
use crate::model::Grid;
use crate::text::fold::fold;
use crate::text::nearest::nearest;
use crate::text::number::{self, Reading};
use crate::text::{Lang, Number, Unit};

/// Ways to say that a value is missing.
const MISSING: [&str; 10] = ["n. d.", "nd", "n.d.", "n/a", "-", "–", "—", "…", "...", "null"];

/// Reads every value of a table, and the unit that they were typed with.
pub(in crate::load) fn grid(
    mut frame: Frame,
    selection: &Selection,
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> (Grid, Option<String>) {
    select(&mut frame, selection, findings);
    let origin = &frame.origin;
    let mut unit = Units { origin, found: None, is_told: false };
    let mut grid = Grid { category: None, series: Vec::new(), rows: Vec::new() };
    let text = |cell: &Cell| typeset::text(&cell.text, lang);
    grid.category = frame.headings.first().map(text);
    // The unit of each column, from its heading: « Part (%) ».
    let mut of_columns = Vec::new();
    for heading in &frame.headings[1..] {
        let (name, inner) = split_unit(&heading.text);
        of_columns.push(inner);
        grid.series.push(typeset::text(name, lang));
    }
    let mut seen: Vec<String> = Vec::new();
    for row in &frame.rows {
        let category = &row[0];
        category_is_new(origin, category, &mut seen, findings);
        let values = row[1..].iter().zip(&of_columns).map(|(cell, of_column)| {
            value(origin, cell, lang, findings).and_then(|mut reading| {
                if reading.unit.is_none()
                    && let Some(of_column) = of_column
                {
                    let (scale, of_column) = Unit::with_scale(of_column);
                    reading.number = reading.number.times(scale).or_else(|| {
                        findings.push(scaled_twice(origin, cell, &of_column.many));
                        None
                    })?;
                    reading.unit = Some(of_column.many);
                }
                unit.keep(cell, reading, findings)
            })
        });
        let values = values.collect();
        grid.rows.push((text(category), values));
    }
    (grid, unit.found)
}

/// The number of a cell; an empty one, or « n. d. », is missing.
pub(in crate::load) fn cell_value(cell: &At<String>, lang: Lang) -> Result<Option<Reading>, number::Unreadable> {
    let text = cell.value.trim();
    if text.is_empty() || MISSING.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    number::read(text, lang).map(Some)
}

/// Keeps the columns that were asked for, in the order asked.
fn select(frame: &mut Frame, selection: &Selection, findings: &mut Vec<Finding>) {
    if selection.columns.is_empty() {
        return;
    }
    let same = |cell: &Cell, name: &str| {
        fold(&cell.text) == fold(name.trim()) || fold(split_unit(&cell.text).0) == fold(name.trim())
    };
    let mut kept = vec![0];
    for name in &selection.columns {
        match frame.headings.iter().position(|cell| same(cell, name)) {
            Some(index) if kept.contains(&index) => {}
            Some(index) => kept.push(index),
            None => {
                let names = frame.headings[1..].iter().map(|cell| cell.text.as_str());
                let known = names.clone().collect::<Vec<_>>().join(", ");
                let near = nearest(name, names);
                let message = phrase!("aucune colonne ne s’appelle « {name} »", "no column is called `{name}`");
                let finding = Finding::new(Code::DataSelection, Place::file(&frame.origin.file), message);
                findings.push(finding.remedy(match near {
                    Some(near) => did_you_mean(near),
                    None => phrase!("colonnes : {known}", "columns: {known}"),
                }));
            }
        }
    }
    for row in std::iter::once(&mut frame.headings).chain(&mut frame.rows) {
        *row = kept.iter().map(|&index| row[index].clone()).collect();
    }
}

/// `Part (%)` → `Part` and its unit; a parenthesis that holds no symbol is part of the name.
pub(crate) fn split_unit(heading: &str) -> (&str, Option<&str>) {
    let split = heading.trim().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match split.map(|(name, inner)| (name.trim(), inner.trim().trim_start_matches("en ").trim())) {
        Some((name, inner)) if !name.is_empty() && is_symbol(inner) => (name, Some(inner)),
        _ => (heading.trim(), None),
    }
}

/// A unit that no category could be called: `%`, `€`, `k€`, `M€`, `points`, `millions d’euros`.
fn is_symbol(text: &str) -> bool {
    let text = fold(text);
    text.starts_with('%') || text.ends_with('€') || text.ends_with("euros") || text == "points" || text == "pts"
}

/// Whether the name of a row is there, and no other row's.
pub(crate) fn category_is_new(origin: &Origin, cell: &Cell, seen: &mut Vec<String>, findings: &mut Vec<Finding>) {
    let folded = fold(&cell.text);
    if cell.is_empty() {
        let message = phrase!("cette ligne a des valeurs et pas de nom", "this row has values and no name");
        findings.push(origin.find(Code::DataFile, cell, message).remedy(phrase!(
            "écrivez dans la première colonne ce que la ligne compte",
            "write in the first column what the row counts"
        )));
    } else if seen.contains(&folded) {
        let name = &cell.text;
        let message = phrase!("« {name} » nomme deux lignes", "`{name}` names two rows");
        findings.push(origin.find(Code::DataFile, cell, message).remedy(phrase!(
            "donnez à chaque ligne son nom, ou additionnez-les",
            "give each row its own name, or add them up"
        )));
    }
    seen.push(folded);
}

/// The number of a cell; `None` when it is missing, or is none, which is found.
pub(crate) fn value(origin: &Origin, cell: &Cell, lang: Lang, findings: &mut Vec<Finding>) -> Option<Reading> {
    if cell.text.starts_with('#') && cell.text.len() > 2 {
        let error = &cell.text;
        let message =
            phrase!("le tableur n’a pu calculer que « {error} »", "the spreadsheet computed nothing but `{error}`");
        findings.push(origin.find(Code::DataCell, cell, message).remedy(phrase!(
            "corrigez la formule ; une valeur qui manque s’écrit « n. d. »",
            "mend the formula; a value that is missing is written `n. d.`"
        )));
        return None;
    }
    let typed = At { value: cell.text.clone(), span: cell.span.clone() };
    match cell_value(&typed, lang) {
        Ok(reading) => reading,
        Err(reason) => {
            let finding = origin.about(cell, unreadable(&origin.file, &typed, &reason, lang));
            findings.push(match cell.is_date {
                true => finding.remedy(phrase!(
                    "le tableur y a vu une date : donnez à la cellule le format « Nombre » et retapez la valeur",
                    "the spreadsheet took it for a date: give the cell the format “Number” and type the value again"
                )),
                false => finding,
            });
            None
        }
    }
}

/// A value that has a scale of its own under a heading that gives another: `1,2 million` under `(M€)`.
fn scaled_twice(origin: &Origin, cell: &Cell, unit: &str) -> Finding {
    let text = &cell.text;
    let message = phrase!(
        "« {text} » ne se lit pas dans l’unité de sa colonne ({unit})",
        "`{text}` cannot be read in the unit of its column ({unit})"
    );
    origin.find(Code::DataCell, cell, message).remedy(phrase!(
        "écrivez le nombre seul, dans l’unité de la colonne, ou son unité entière à côté de lui",
        "write the number alone, in the unit of the column, or its whole unit beside it"
    ))
}

/// The unit that all values of a table share.
struct Units<'a> {
    origin: &'a Origin,
    found: Option<String>,
    /// A second unit was told, once for the whole table.
    is_told: bool,
}

impl Units<'_> {
    /// The number of a reading; its unit must be that of the others.
    fn keep(&mut self, cell: &Cell, reading: Reading, findings: &mut Vec<Finding>) -> Option<Number> {
        match (&self.found, reading.unit) {
            (_, None) => {}
            _ if self.is_told => {}
            (None, unit) => self.found = unit,
            (Some(known), Some(unit)) if *known == unit || Unit::new(known, None) == Unit::new(&unit, None) => {}
            (Some(known), Some(unit)) => {
                self.is_told = true;
                let message = phrase!(
                    "ce tableau a deux unités, « {known} » et « {unit} »",
                    "this table has two units, `{known}` and `{unit}`"
                );
                findings.push(self.origin.find(Code::DataCell, cell, message).remedy(phrase!(
                    "gardez les colonnes d’une unité avec « colonnes: », et faites un second chiffre des autres",
                    "keep the columns of one unit with `columns:`, and make a second figure of the others"
                )));
            }
        }
        Some(reading.number)
    }
}
