//! A figure of the ledger → its records: one per value, with its series, its category and its period. The one table that CSV
//! files, JSON files and the workbook are written from.

use super::column::Column;
use crate::chart::Data;
use crate::model::{Figure, Scope, Shape};
use crate::render::Context;
use crate::text::{Lang, Number, Qualifier};
use std::borrow::Cow;

/// One value of a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) figure: &'a Figure,
    /// Empty when there is one series.
    pub(super) series: &'a str,
    /// Empty for the overall value.
    pub(super) category: &'a str,
    /// Empty when nothing says it.
    pub(super) period: &'a str,
    /// `None` when it is missing, which is not zero.
    pub(super) value: Option<Number>,
    /// Only of the figure's own value.
    pub(super) qualifier: Option<Qualifier>,
}

/// What a column holds for a record.
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Number(Number),
    Empty,
}

/// The records of a figure: its value and its past ones, oldest first, then its breakdown or series in the order typed.
pub(super) fn of(figure: &Figure) -> Vec<Record<'_>> {
    let own = figure.period.as_deref().unwrap_or_default();
    let overall = |period, value| Record { figure, series: "", category: "", period, value, qualifier: None };
    let mut records: Vec<Record> = Vec::new();
    match figure.history.as_slice() {
        [] => {}
        // The year of the edition stands in only for a value that says nothing of its time.
        [only] => {
            let is_silent = figure.period.is_none() && figure.as_of.is_none() || figure.value.is_none();
            records.push(overall(if is_silent { &only.label } else { own }, only.value));
        }
        history => records.extend(history.iter().map(|row| overall(&row.label, row.value))),
    }
    if let Some(value) = figure.value {
        let is_own = |record: &Record| record.value.is_some_and(|known| known.value == value.value);
        if !records.iter().any(is_own) {
            records.push(overall(own, figure.value));
        }
        if let Some(record) = records.iter_mut().rev().find(|record| is_own(record)) {
            record.qualifier = figure.qualifier;
        }
    }
    let data = match figure.shape {
        Shape::Scalar => return records,
        Shape::Rows(_) | Shape::Series(_) => Data::of(figure),
    };
    for (label, values) in data.rows {
        let (category, period) = if data.time { ("", label) } else { (label, own) };
        let cells = data.series.iter().zip(values);
        records.extend(cells.map(|(series, value)| Record {
            figure,
            series,
            category,
            period,
            value,
            qualifier: None,
        }));
    }
    records
}

impl<'a> Record<'a> {
    /// What a column holds.
    pub(super) fn cell(&self, column: Column, cx: &Context<'a>) -> Cell<'a> {
        let lang = cx.edition.lang;
        let figure = self.figure;
        let text = match column {
            Column::Value => return self.value.map_or(Cell::Empty, Cell::Number),
            Column::Id => &figure.id,
            Column::Label => &figure.label,
            Column::Chapter => figure.chapter.map_or("", |chapter| &cx.edition.chapters[chapter].label),
            Column::Series => self.series,
            Column::Category => self.category,
            Column::Period => self.period,
            Column::Qualifier => self.qualifier.map_or("", |qualifier| qualifier.words(lang)),
            Column::Unit => figure.unit.as_ref().map_or("", |unit| &unit.many),
            Column::Scope => figure.scope.map_or("", |scope| scope_word(scope, lang)),
            Column::AsOf => figure.as_of.as_deref().unwrap_or_default(),
            Column::Status => status_word(figure.provisional, lang),
            Column::Note => figure.note.as_deref().unwrap_or_default(),
            Column::Source => figure.source.as_deref().unwrap_or_default(),
            Column::Licence => cx.report.legal.data_licence.as_deref().unwrap_or_default(),
        };
        if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
    }
}

/// `régional`; never the theme's words, which a report may replace.
pub(super) fn scope_word(scope: Scope, lang: Lang) -> &'static str {
    match (scope, lang) {
        (Scope::Local, _) => "local",
        (Scope::Regional, Lang::Fr) => "régional",
        (Scope::Regional, Lang::En) => "regional",
        (Scope::National, _) => "national",
    }
}

/// `définitif`, `provisoire`.
pub(super) fn status_word(provisional: bool, lang: Lang) -> &'static str {
    match (provisional, lang) {
        (true, Lang::Fr) => "provisoire",
        (false, Lang::Fr) => "définitif",
        (true, Lang::En) => "provisional",
        (false, Lang::En) => "final",
    }
}

/// An exact decimal as machines read it: `12292330`, `-1.52`; never an exponent.
pub(in crate::render) fn exact(number: Number) -> String {
    number.value.normalize().to_string()
}
