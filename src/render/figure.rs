//! A figure of the ledger → what templates and texts show of it.

mod change;
mod chart;
mod drawings;
mod remarks;
mod said;
mod table;
#[cfg(test)]
mod tests;

pub use change::{ChangeView, change};
pub use chart::ChartView;
pub(super) use drawings::Drawings;
pub use said::{Said, said};
pub use table::{CellView, RowView, TableView};

pub(super) use chart::{chart_block, table_block};
pub(super) use table::table;

use super::data::exact;
use super::data::{DataFile, FigureFiles};
use super::file::FileView;
use super::{Context, PageState};
use crate::chart::Data;
use crate::finding::Finding;
use crate::model::{Figure, FigureId, Scope, Shape};
use crate::text::unit::UnitKind;
use crate::text::{Lang, Number, date, number};
use schemars::JsonSchema;
use serde::Serialize;

/// That many bars are as high as two tiles; a wide tile, which has no value above them, holds as many of each series.
const MANY: usize = 6;

/// A figure as templates see it. Everything is plain text but `chart`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureView {
    /// Key in the ledger.
    pub id: String,
    /// Its id on the page of all figures: `chiffre-actes`.
    pub anchor: String,
    /// Number of its chapter; `None` for a figure of the whole edition.
    pub accent: Option<usize>,
    /// Link to it there.
    pub href: String,
    /// « Téléconsultations facturées »
    pub label: String,
    /// Short enough for large type: `67 915`, `1,73`; empty when the figure has no value of its own.
    pub value: Option<String>,
    /// `actes`, `%`, `M€`; not a counted word that the label says again.
    pub unit: Option<String>,
    /// The unit is a sign that stands in the value's own type: `%`, `M€`.
    pub sign: bool,
    /// For `<data value>`: `67915`.
    pub number: Option<String>,
    /// Value and unit in full, for lists and tables: `67 915 actes`, `1 731 574,50 €`.
    pub full: Option<String>,
    /// The same, only when the value was shortened.
    pub exact: Option<String>,
    /// « plus de »
    pub qualifier: Option<String>,
    /// How it changed since the period before, when that is known.
    pub change: Option<ChangeView>,
    /// What is said where there is no change: its note.
    pub detail: Option<String>,
    /// Who publishes it: « CPAM d’Indre-et-Loire, rapport 2022 ».
    pub source: Option<String>,
    /// « Source : CPAM d’Indre-et-Loire, rapport 2022, au 31 mars 2022 ».
    pub source_line: Option<String>,
    /// « régional »
    pub scope: Option<String>,
    /// « 31 mars 2022 »
    pub as_of: Option<String>,
    /// « 2022 »
    pub period: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// How it was computed, what it counts, what changed in its series: a sentence each.
    pub remarks: Vec<String>,
    /// Not final yet.
    pub provisional: bool,
    /// What was aimed at, in full: `75 %`.
    pub target: Option<String>,
    /// Takes the width of two tiles: several series.
    pub wide: bool,
    /// Takes the height of two tiles: many bars.
    pub tall: bool,
    /// All its values; `None` where only the value is shown ([`tile`]).
    pub table: Option<TableView>,
    /// Its chart with title, source, table and CSV: HTML. `None` where none suits it or only the value is shown.
    pub chart: Option<String>,
    /// Its data: CSV, then JSON.
    pub files: Vec<FileView>,
}

/// A figure with its chart and table, for a page that shows all of it.
///
/// # Errors
/// A mistake in the theme's template.
pub fn view(id: FigureId, cx: &Context, page: &mut PageState) -> Result<FigureView, Box<Finding>> {
    let chart = chart::own(id, cx, page)?;
    Ok(FigureView { table: Some(table(id, cx, page)), chart, ..tile(id, cx) })
}

/// A figure's value and what stands around it, without chart and table.
pub fn tile(id: FigureId, cx: &Context) -> FigureView {
    let figure = cx.edition.figure(id);
    let lang = cx.edition.lang;
    let shown = current(figure);
    let (rows, series) = match &figure.shape {
        Shape::Scalar => (0, 1),
        Shape::Rows(rows) => (rows.len(), 1),
        Shape::Series(grid) => (grid.rows.len(), grid.series.len()),
    };
    let (value, unit) = match &shown {
        Some((value, _)) => {
            let (short, unit) = number::compact(value, figure.unit.as_ref(), lang);
            let sign = figure.unit.as_ref().is_some_and(is_sign);
            (Some(short), unit.filter(|unit| sign || !says(&figure.label, unit)))
        }
        None => (None, None),
    };
    let full =
        shown.as_ref().map(|(value, _)| number::print_with_unit(&value.qualified(None), figure.unit.as_ref(), lang));
    let change = change(figure, cx);
    let period = shown.as_ref().and_then(|(_, period)| period.clone()).or_else(|| figure.period.clone());
    FigureView {
        id: figure.id.clone(),
        anchor: anchor(id, cx),
        accent: figure.chapter.map(|chapter| chapter + 1),
        href: super::prose::href(&crate::model::Target::Figure(id), cx).unwrap_or_default(),
        label: figure.label.clone(),
        sign: unit.as_deref().is_some_and(|unit| !unit.contains(' ') && figure.unit.as_ref().is_some_and(is_sign)),
        exact: full.clone().filter(|_| shortened(shown.as_ref().map(|(value, _)| value), value.as_deref(), lang)),
        full,
        value,
        unit,
        number: shown.as_ref().map(|(value, _)| exact(*value)),
        qualifier: shown
            .as_ref()
            .and_then(|(value, _)| value.qualifier)
            .map(|qualifier| qualifier.words(lang).to_owned()),
        detail: figure.note.clone().filter(|_| change.is_none()),
        change,
        source_line: source_line(figure, cx),
        source: figure.source.clone(),
        scope: figure.scope.map(|scope| scope_name(scope, cx)),
        as_of: figure.as_of.clone(),
        period,
        note: figure.note.clone(),
        remarks: remarks::remarks(figure, cx),
        provisional: figure.provisional,
        target: figure.target.map(|target| number::print_with_unit(&target, figure.unit.as_ref(), lang)),
        wide: series > 1,
        tall: rows >= MANY * series && !Data::of(figure).time,
        table: None,
        chart: None,
        files: files(id, cx),
    }
}

/// The id of a figure on the page of all figures.
pub fn anchor(id: FigureId, cx: &Context) -> String {
    let prefix = match cx.edition.lang {
        Lang::Fr => "chiffre",
        Lang::En => "figure",
    };
    format!("{prefix}-{}", cx.edition.figure(id).id)
}

/// The value a figure shows: its own, else the last one known, with the period that one is of.
pub(super) fn current(figure: &Figure) -> Option<(Number, Option<String>)> {
    let last = || figure.history.iter().rev().find_map(|row| Some((row.value?, Some(row.label.clone()))));
    figure.value.map(|value| (value, None)).or_else(last)
}

/// The files of a figure and their sizes.
fn files(id: FigureId, cx: &Context) -> Vec<FileView> {
    let FigureFiles { csv, json } = &cx.data[id.0];
    let file = |file: &DataFile, format: &str| FileView {
        href: file.address.from(cx.page),
        name: super::data::name(&file.address).to_owned(),
        format: format.to_owned(),
        size: file.size.clone(),
        width: None,
        height: None,
    };
    vec![file(csv, "CSV"), file(json, "JSON")]
}

/// « Source : … », with the day or the period unless the source already says it.
fn source_line(figure: &Figure, cx: &Context) -> Option<String> {
    let source = figure.source.as_deref()?;
    let line = cx.theme.say(cx.edition.lang, "figure-source", &[("source", source)]);
    let typed = figure.as_of.as_deref().or(figure.period.as_deref());
    let when = typed.filter(|typed| !source.contains(typed)).and_then(|_| when(figure, cx));
    Some(when.map_or_else(|| line.clone(), |when| format!("{line}, {when}")))
}

/// « au 31 mars 2022 », « en octobre 2022 », « 2022 », « de mars à juin 2020 »: the day or the period of a figure inside a sentence.
fn when(figure: &Figure, cx: &Context) -> Option<String> {
    let lang = cx.edition.lang;
    let Some(typed) = &figure.as_of else { return Some(inside(figure.period.as_deref()?, lang)) };
    let key = match date::read(typed) {
        Some(_) => "figure-as-of",
        None if date::read_period(typed).is_some() => "figure-as-of-period",
        // « fin 2020 », « avenant 9, juillet 2021 »: no preposition fits all.
        None => return Some(inside(typed, lang)),
    };
    Some(cx.theme.say(lang, key, &[("date", typed)]))
}

/// A text as it stands inside a sentence: French months and prepositions have no capital there; acronyms (T1) keep theirs.
fn inside(text: &str, lang: Lang) -> String {
    let mut letters = text.chars();
    match (lang, letters.next()) {
        (Lang::Fr, Some(first)) if letters.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// `local`, `régional`, `national`.
pub(super) fn scope_name(scope: Scope, cx: &Context) -> String {
    let key = match scope {
        Scope::Local => "figure-scope-local",
        Scope::Regional => "figure-scope-regional",
        Scope::National => "figure-scope-national",
    };
    cx.theme.say(cx.edition.lang, key, &[])
}

/// Whether a label holds these words, whole and in that order.
fn says(label: &str, words: &str) -> bool {
    let spaced = |text: &str| {
        let words = text.to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    spaced(label).contains(&spaced(words))
}

/// Signs, not words.
fn is_sign(unit: &crate::text::Unit) -> bool {
    matches!(unit.kind, UnitKind::Percent | UnitKind::Currency)
}

/// Whether large type shows less than the number says.
fn shortened(number: Option<&Number>, shown: Option<&str>, lang: Lang) -> bool {
    match (number, shown) {
        (Some(number), Some(shown)) => !number::print(&number.qualified(None), lang).starts_with(shown),
        _ => false,
    }
}
