//! A figure of the ledger → its records: one per value, with its series, its category and its period. The one table that CSV
//! files, JSON files and the workbook are written from.

use super::column::Column;
use super::words;
use crate::chart::Data;
use crate::model::{Break, Figure, Revision, Shape};
use crate::render::Context;
use crate::text::{NBSP, NNBSP, Number, Qualifier};
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
    /// Not final yet.
    pub(super) provisional: bool,
    /// The figure's own value of this edition, to which its computation belongs.
    pub(super) own: bool,
}

/// What a column holds for a record.
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Number(Number),
    Empty,
}

/// The records of a figure: its value and its past ones, oldest first, then its breakdown or series in the order typed.
pub(super) fn of(figure: &Figure) -> Vec<Record<'_>> {
    let own_period = figure.period.as_deref().unwrap_or_default();
    let blank = Record {
        figure,
        series: "",
        category: "",
        period: own_period,
        value: figure.value,
        provisional: figure.provisional,
        own: false,
    };
    let mut records: Vec<Record> = match figure.history.as_slice() {
        // The year of the edition stands in only for a value that says nothing of its time.
        [only] if figure.value.is_some() && (figure.period.is_some() || figure.as_of.is_some()) => {
            vec![Record { value: only.value, ..blank }]
        }
        history => history
            .iter()
            .map(|row| Record { period: &row.label, value: row.value, provisional: row.provisional, ..blank })
            .collect(),
    };
    if let Some(own) = figure.value {
        let is_own = |record: &Record| record.value.is_some_and(|value| value.value == own.value);
        if !records.iter().any(is_own) {
            records.push(blank);
        }
        if let Some(record) = records.iter_mut().rev().find(|record| is_own(record)) {
            record.own = true;
            record.provisional |= figure.provisional;
        }
    }
    if figure.shape == Shape::Scalar {
        return records;
    }
    let data = Data::of(figure);
    for (label, values) in data.rows {
        let (category, period) = if data.time { ("", label) } else { (label, own_period) };
        for (series, value) in data.series.iter().copied().zip(values) {
            let record = Record { series, category, period, value, ..blank };
            // The value of a year may be typed both as the figure's own and in its rows.
            if !records.iter().any(|known| {
                known.place() == record.place()
                    && known.value.map(|known| known.value) == value.map(|value| value.value)
            }) {
                records.push(record);
            }
        }
    }
    records
}

impl<'a> Record<'a> {
    fn place(&self) -> (&'a str, &'a str, &'a str) {
        (self.series, self.category, self.period)
    }

    /// What stands before an approximate value.
    pub(super) fn qualifier(&self) -> Option<Qualifier> {
        self.value.and_then(|value| value.qualifier)
    }

    /// The value published before, and why it changed.
    pub(super) fn revision(&self) -> Option<&'a Revision> {
        let is_overall = self.series.is_empty() && self.category.is_empty();
        self.figure.revisions.iter().find(|revision| is_overall && revision.period == self.period)
    }

    /// What is counted in another way from this value on.
    pub(super) fn broken(&self) -> Option<&'a Break> {
        let is_overall = self.series.is_empty() && self.category.is_empty();
        self.figure.breaks.iter().find(|broken| is_overall && broken.period == self.period)
    }

    /// What a column holds.
    pub(super) fn cell(&self, column: Column, cx: &Context<'a>) -> Cell<'a> {
        let lang = cx.edition.lang;
        let figure = self.figure;
        let text = match column {
            Column::Value => return self.value.map_or(Cell::Empty, Cell::Number),
            Column::Computation => {
                let derivation = figure.derivation.as_ref().filter(|_| self.own);
                return composed(derivation.map(|derivation| words::computation(derivation, lang)));
            }
            Column::Revision => {
                let unit = figure.unit.as_ref();
                return composed(self.revision().map(|revision| words::revision(revision, unit, lang)));
            }
            Column::Break => return composed(self.broken().map(|broken| words::broken(broken, lang))),
            Column::Id => &figure.id,
            Column::Label => &figure.label,
            Column::Definition => figure.definition.as_deref().unwrap_or_default(),
            Column::Chapter => figure.chapter.map_or("", |chapter| &cx.edition.chapters[chapter].label),
            Column::Series => self.series,
            Column::Category => self.category,
            Column::Period => self.period,
            Column::Qualifier => self.qualifier().map_or("", |qualifier| qualifier.words(lang)),
            Column::Unit => figure.unit.as_ref().map_or("", |unit| &unit.many),
            Column::Scope => figure.scope.map_or("", |scope| words::scope(scope, lang)),
            Column::AsOf => figure.as_of.as_deref().unwrap_or_default(),
            Column::Status => words::status(self.provisional, lang),
            Column::Note => figure.note.as_deref().unwrap_or_default(),
            Column::Source => figure.source.as_deref().unwrap_or_default(),
            Column::Licence => cx.report.legal.data_licence.as_deref().unwrap_or_default(),
        };
        if text.is_empty() { Cell::Empty } else { Cell::Text(plain(text)) }
    }
}

fn composed<'a>(text: Option<String>) -> Cell<'a> {
    text.map_or(Cell::Empty, |text| Cell::Text(Cow::Owned(plain(&text).into_owned())))
}

/// A text with ordinary spaces: a program that looks for « 70 ans et plus » does not know where a page keeps words together.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    match text.contains([NBSP, NNBSP]) {
        true => Cow::Owned(text.replace([NBSP, NNBSP], " ")),
        false => Cow::Borrowed(text),
    }
}

/// An exact decimal as machines read it: `12292330`, `-1.52`; never an exponent.
pub(in crate::render) fn exact(number: Number) -> String {
    number.value.normalize().to_string()
}
