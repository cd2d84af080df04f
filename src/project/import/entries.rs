//! Headings and rows → entries: one figure per row, or one figure with rows or series, whichever the table looks like.

use super::roles::{Role, role};
use crate::finding::{Code, Finding, Severity, phrase};
use crate::load::table::{self, Cell, Frame, Selection};
use crate::load::vocabulary::folded_key;
use crate::source::File;
use crate::text::number::Scale;
use crate::text::slug::slug;
use crate::text::{Lang, Unit, date};
use std::sync::Arc;

/// What a table becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum As {
    /// Each row is a figure.
    Figures,
    /// The table is one figure, each row one of its categories.
    Rows,
    /// The table is one figure, each column one of its series.
    Series,
}

/// What is asked of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// Which cells.
    pub(crate) selection: Selection,
    /// What they become; told by their shape when it is not said.
    pub(crate) shape: Option<As>,
    /// The label of the one figure.
    pub(crate) label: Option<String>,
    /// The source of the figures, where the table gives none.
    pub(crate) source: Option<String>,
}

/// One entry of `figures.yaml`: its fields by their English keys, in the order written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) fields: Vec<(String, Content)>,
}

/// What stands after a key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Text(String),
    Lines(Vec<(String, Content)>),
}

/// What was read of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imported {
    pub(crate) entries: Vec<Entry>,
    /// Columns that are no field of a figure, by their headings, and rows without a value.
    pub(crate) left: Vec<String>,
}

/// Reads the entries of a data file; `None` when a finding says why there are none.
pub(crate) fn entries(
    path: &Arc<str>,
    file: &File,
    request: &Request,
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> Option<Imported> {
    let from = findings.len();
    let table = table::read(path, file, &request.selection, lang, findings)?;
    let frame = table::frame(table, findings)?;
    let mut reader = Reader::new(&frame, request, lang, findings);
    let shape = request.shape.unwrap_or_else(|| reader.shape());
    let entries = match shape {
        As::Figures if reader.is_by_period() => reader.columns(),
        As::Figures => reader.rows(),
        As::Rows | As::Series => vec![reader.whole(shape, path)],
    };
    let left = std::mem::take(&mut reader.left);
    let is_readable = findings[from..].iter().all(|finding| finding.severity < Severity::Error);
    is_readable.then_some(Imported { entries, left })
}

/// Reads the cells of a table.
struct Reader<'a, 'f> {
    frame: &'a Frame,
    request: &'a Request,
    /// What each column is, and the unit that its heading gives.
    roles: Vec<(Role, Option<&'a str>)>,
    left: Vec<String>,
    lang: Lang,
    findings: &'f mut Vec<Finding>,
}

impl<'a, 'f> Reader<'a, 'f> {
    fn new(frame: &'a Frame, request: &'a Request, lang: Lang, findings: &'f mut Vec<Finding>) -> Self {
        let mut roles: Vec<(Role, Option<&str>)> = Vec::new();
        for heading in &frame.headings {
            let (name, unit) = table::split_unit(&heading.text);
            let role = role(name);
            let is_taken = roles.iter().any(|(known, _)| *known == role);
            roles.push((if is_taken { Role::Other(name.to_owned()) } else { role }, unit));
        }
        if !roles.iter().any(|(role, _)| *role == Role::Field("label")) {
            // « Année;Actes » : the years name the rows.
            let is_name = |role: &Role| matches!(role, Role::Other(_) | Role::Period(_) | Role::Field("year"));
            if let Some((first, _)) = roles.iter_mut().find(|(role, _)| is_name(role)) {
                *first = Role::Field("label");
            }
        }
        Self { frame, request, roles, left: Vec::new(), lang, findings }
    }

    /// A table whose columns are fields or years is a list of figures; else it is one.
    fn shape(&self) -> As {
        let others = self.roles.iter().filter(|(role, _)| matches!(role, Role::Other(_))).count();
        let has_fields = self.roles.iter().any(|(role, _)| !matches!(role, Role::Other(_) | Role::Field("label")));
        match others {
            _ if has_fields || self.is_by_period() => As::Figures,
            1 => As::Rows,
            _ => As::Series,
        }
    }

    fn column(&self, role: &Role) -> Option<usize> {
        self.roles.iter().position(|(known, _)| known == role)
    }

    fn label_column(&self) -> usize {
        self.column(&Role::Field("label")).unwrap_or(0)
    }

    /// Each row is a year or a period: each column is a figure, with its history.
    fn is_by_period(&self) -> bool {
        let label = self.label_column();
        let only_others =
            self.roles.iter().enumerate().all(|(index, (role, _))| index == label || matches!(role, Role::Other(_)));
        only_others && self.frame.rows.iter().all(|row| date::read_period(&row[label].text).is_some())
    }

    /// The number of a cell as it is typed, its unit with it; `None` when it is missing or wrong.
    fn typed(&mut self, cell: &Cell, unit: Option<&str>) -> Option<String> {
        let reading = table::value(&self.frame.origin, cell, self.lang, self.findings)?;
        let text = ordinary(&cell.text);
        Some(match unit {
            Some(unit) if reading.unit.is_none() => format!("{text} {unit}"),
            _ => text,
        })
    }

    /// The source of the table: said by the user, or below the table.
    fn source(&self) -> Option<String> {
        let below = self.frame.notes.iter().find_map(|note| {
            let (word, rest) = note.split_once(':')?;
            (folded_key(word) == "source" || folded_key(word) == "sources").then(|| ordinary(rest))
        });
        self.request.source.clone().or(below).filter(|source| !source.is_empty())
    }

    /// One figure per row; rows of one label are one figure when each has its year.
    fn rows(&mut self) -> Vec<Entry> {
        let frame = self.frame;
        let (label, id, year) =
            (self.label_column(), self.column(&Role::Field("id")), self.column(&Role::Field("year")));
        let others: Vec<usize> =
            (0..self.roles.len()).filter(|&index| matches!(self.roles[index].0, Role::Other(_))).collect();
        let has_values = self.roles.iter().any(|(role, _)| matches!(role, Role::Field("value") | Role::Period(_)));
        if has_values {
            let left = others.iter().map(|&index| frame.headings[index].text.clone());
            self.left.extend(left.filter(|name| !name.is_empty()));
        }
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = Vec::new();
        for row in &frame.rows {
            let name = ordinary(&row[label].text);
            let own = id.map(|id| row[id].text.clone()).filter(|id| !id.is_empty());
            let Some(id) = self.id(own.as_deref().unwrap_or(&name), &row[label], own.is_some()) else { continue };
            let mut fields = vec![("label".to_owned(), Content::Text(name.clone()))];
            fields.extend(self.values(row, year, if has_values { &[] } else { &others }));
            if !fields.iter().any(|(key, _)| ["value", "values", "rows"].contains(&key.as_str())) {
                self.left.push(name);
                continue;
            }
            self.others(row, &mut fields);
            let known = entries.iter_mut().find(|entry: &&mut Entry| entry.id == id).filter(|_| year.is_some());
            match known {
                Some(known) => add_years(known, fields),
                None => {
                    table::category_is_new(&frame.origin, &row[label], &mut seen, self.findings);
                    entries.push(Entry { id, fields });
                }
            }
        }
        entries
    }

    /// The values of a row: `value`, `values` by year, or `rows` by column.
    fn values(&mut self, row: &[Cell], year: Option<usize>, others: &[usize]) -> Vec<(String, Content)> {
        let unit_column = self.column(&Role::Field("unit"));
        let written = unit_column.map(|index| row[index].text.trim()).filter(|unit| !unit.is_empty());
        // A unit that brings a scale, `k€`, is written with the number: alone it would be a word.
        let scaled = written.filter(|unit| Unit::with_scale(unit).0 != Scale::One);
        let mut fields = Vec::new();
        let mut periods = Vec::new();
        for (index, (role, unit)) in self.roles.clone().into_iter().enumerate() {
            let text = match role {
                Role::Field("value") | Role::Period(_) => self.typed(&row[index], scaled.or(unit)),
                _ => continue,
            };
            match (role, year, text) {
                (Role::Period(period), _, text) => periods.push((period, text)),
                (_, Some(year), text) => periods.push((row[year].text.clone(), text)),
                (_, None, Some(text)) => fields.push(("value".to_owned(), Content::Text(text))),
                (_, None, None) => {}
            }
        }
        let mut categories = Vec::new();
        for &index in others {
            let unit = self.roles[index].1;
            if let Role::Other(name) = self.roles[index].0.clone() {
                let text = self.typed(&row[index], scaled.or(unit));
                categories.push((name, text));
            }
        }
        if let [(_, Some(text))] = categories.as_slice() {
            fields.push(("value".to_owned(), Content::Text(text.clone())));
        } else if categories.len() > 1 {
            fields.extend(lines("rows", categories));
        }
        fields.extend(lines("values", periods));
        if let Some(unit) = written.filter(|_| scaled.is_none()) {
            fields.push(("unit".to_owned(), Content::Text(unit.to_owned())));
        }
        fields
    }

    /// The fields of a row that are texts, and the source that all rows share.
    fn others(&self, row: &[Cell], fields: &mut Vec<(String, Content)>) {
        for (index, (role, _)) in self.roles.iter().enumerate() {
            let Role::Field(key) = role else { continue };
            let text = ordinary(&row[index].text);
            if !["label", "value", "unit", "id", "year"].contains(key) && !text.is_empty() {
                fields.push(((*key).to_owned(), Content::Text(text)));
            }
        }
        if !fields.iter().any(|(key, _)| key == "source") {
            fields.extend(self.source().map(|source| ("source".to_owned(), Content::Text(source))));
        }
    }

    /// One figure per column: the rows are its years.
    fn columns(&mut self) -> Vec<Entry> {
        let frame = self.frame;
        let label = self.label_column();
        let mut entries = Vec::new();
        for (index, heading) in frame.headings.iter().enumerate().filter(|(index, _)| *index != label) {
            let (name, unit) = table::split_unit(&heading.text);
            let name = ordinary(name);
            let Some(id) = self.id(&name, heading, false) else { continue };
            let values = frame.rows.iter().map(|row| (row[label].text.clone(), self.typed(&row[index], unit)));
            let values: Vec<_> = values.collect();
            let mut fields = vec![("label".to_owned(), Content::Text(name))];
            fields.extend(lines("values", values));
            fields.extend(self.source().map(|source| ("source".to_owned(), Content::Text(source))));
            entries.push(Entry { id, fields });
        }
        entries
    }

    /// The table as one figure, called as the user says, else as its title, its sheet or its file.
    fn whole(&mut self, shape: As, path: &str) -> Entry {
        let frame = self.frame;
        let label = self.label_column();
        let stem = path.rsplit(['/', '\\']).next().and_then(|name| name.split('.').next()).unwrap_or(path);
        let named = frame.origin.sheet.as_deref().filter(|sheet| !is_default(sheet)).unwrap_or(stem);
        let title = self.request.label.clone().or_else(|| frame.title.clone()).unwrap_or_else(|| named.to_owned());
        let title = ordinary(&title);
        let columns: Vec<usize> = (0..frame.headings.len()).filter(|&index| index != label).collect();
        let mut seen = Vec::new();
        for row in &frame.rows {
            table::category_is_new(&frame.origin, &row[label], &mut seen, self.findings);
        }
        let mut series = Vec::new();
        for index in columns {
            let (name, unit) = table::split_unit(&frame.headings[index].text);
            let rows = frame.rows.iter().map(|row| (ordinary(&row[label].text), self.typed(&row[index], unit)));
            series.push((ordinary(name), rows.collect::<Vec<_>>()));
        }
        let mut fields = vec![("label".to_owned(), Content::Text(title.clone()))];
        if shape == As::Rows && series.len() == 1 {
            fields.extend(series.pop().and_then(|(_, rows)| lines("rows", rows)));
        } else {
            let series = series.into_iter().filter_map(|(name, rows)| Some((name, lines("", rows)?.1)));
            fields.push(("series".to_owned(), Content::Lines(series.collect())));
        }
        fields.extend(self.source().map(|source| ("source".to_owned(), Content::Text(source))));
        let id = self.id(&title, &frame.headings[label], false).unwrap_or_default();
        Entry { id, fields }
    }

    /// The id that a label gives.
    fn id(&mut self, name: &str, cell: &Cell, is_own: bool) -> Option<String> {
        let id = if is_own { name.to_owned() } else { slug(name) };
        if id.is_empty() || !id.is_ascii() {
            let message = phrase!("« {name} » ne donne pas d’identifiant", "`{name}` gives no id");
            self.findings.push(self.frame.origin.find(Code::IdInvalid, cell, message).remedy(phrase!(
                "nommez-le avec des lettres, ou ajoutez une colonne « Identifiant »",
                "name it with letters, or add a column `Id`"
            )));
            return None;
        }
        Some(id)
    }
}

/// The lines of a key; nothing when all of them are missing.
fn lines(key: &str, values: Vec<(String, Option<String>)>) -> Option<(String, Content)> {
    let is_there = values.iter().any(|(_, value)| value.is_some());
    let lines =
        values.into_iter().map(|(name, value)| (name, Content::Text(value.unwrap_or_else(|| "n. d.".to_owned()))));
    is_there.then(|| (key.to_owned(), Content::Lines(lines.collect())))
}

/// Adds the years of a row to those of the rows of the same label.
fn add_years(known: &mut Entry, fields: Vec<(String, Content)>) {
    let values = fields.into_iter().find(|(key, _)| key == "values");
    let Some((_, Content::Lines(more))) = values else { return };
    if let Some((_, Content::Lines(lines))) = known.fields.iter_mut().find(|(key, _)| key == "values") {
        lines.extend(more);
    }
}

/// Names that spreadsheets give to sheets that nobody named.
fn is_default(sheet: &str) -> bool {
    let folded = folded_key(sheet);
    ["feuil", "feuille", "sheet"].iter().any(|word| {
        folded.strip_prefix(word).is_some_and(|rest| rest.trim_matches('_').chars().all(|c| c.is_ascii_digit()))
    })
}

/// A text with ordinary spaces.
pub(super) fn ordinary(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
