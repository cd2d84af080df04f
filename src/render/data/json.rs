//! Figures → JSON files for machines: who reports, which report, which licence, then one figure or all of them.
//!
//! Keys and choices are in English whatever the language of the report, and never change; what is not known is left out. Numbers
//! are written exactly, every digit of them.

use super::licence::{Licence, licence};
use super::record::{Record, exact, plain};
use super::words;
use crate::model::{Better, FigureId, Target};
use crate::render::{Context, figure, prose, shell};
use crate::site::{self, OpenData, PageKind};
use crate::text::{Lang, Number, Unit};
use serde::Serialize;
use serde_json::value::RawValue;

/// One file.
#[derive(Serialize)]
struct Document<'a> {
    organisation: &'a str,
    report: Report<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<Licence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<Vec<Entry<'a>>>,
}

/// The report a figure stands in.
#[derive(Serialize)]
struct Report<'a> {
    /// `2022`.
    edition: &'a str,
    /// « Rapport d’activité 2022 ».
    title: String,
    language: &'static str,
    /// `2023-06-15`.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    /// Its cover: in public when the report says where it is, else from the folder of the data.
    page: String,
    /// The catalogue of all its data, from the folder of the data.
    catalogue: &'static str,
}

/// A figure.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chapter: Option<&'a str>,
    /// Its place on the page of all figures.
    page: String,
    /// Its CSV file, from the folder of the data.
    csv: String,
    /// The value that pages show: its own, else the last one known.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qualifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<&'a str>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// How the value was computed, and from which figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    computation: Option<Computation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    /// The rows of its CSV file.
    values: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct UnitEntry<'a> {
    one: &'a str,
    many: &'a str,
}

/// A computation: in words, and the keys of the figures it starts from.
#[derive(Serialize)]
struct Computation<'a> {
    text: String,
    inputs: Vec<&'a str>,
}

/// A value published before.
#[derive(Serialize)]
struct RevisionEntry<'a> {
    edition: &'a str,
    before: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// One value; `null` when it is missing.
#[derive(Serialize)]
struct Value<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    series: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    category: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    period: &'a str,
    value: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qualifier: Option<&'static str>,
    /// Only where it is not that of the figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<RevisionEntry<'a>>,
    /// What is counted in another way from this value on.
    #[serde(rename = "break", skip_serializing_if = "Option::is_none")]
    broken: Option<String>,
}

/// The file of one figure; `cx.page` is the file itself.
pub(super) fn one(id: FigureId, records: &[Record], cx: &Context) -> Vec<u8> {
    write(&Document { figure: Some(entry(id, records, cx)), ..document(cx) })
}

/// The file of all figures, in the order of the report; `cx.page` is the file itself.
pub(super) fn all(records: &[Vec<Record>], cx: &Context) -> Vec<u8> {
    let entries = records.iter().enumerate().map(|(figure, records)| entry(FigureId(figure), records, cx));
    write(&Document { figures: Some(entries.collect()), ..document(cx) })
}

fn document<'a>(cx: &Context<'a>) -> Document<'a> {
    let cover = site::address(cx.report, cx.edition_index, PageKind::Cover);
    Document {
        organisation: &cx.report.organisation.name,
        report: Report {
            edition: &cx.edition.name,
            title: shell::report_label(cx),
            language: cx.edition.lang.code(),
            published: cx.edition.published.map(|day| day.to_string()),
            page: shell::public(cx, &cover).unwrap_or_else(|| cover.from(cx.page)),
            catalogue: "datapackage.json",
        },
        licence: cx.report.legal.data_licence.as_deref().map(licence),
        figure: None,
        figures: None,
    }
}

fn entry<'a>(id: FigureId, records: &[Record<'a>], cx: &Context<'a>) -> Entry<'a> {
    let entry = cx.edition.figure(id);
    Entry {
        id: &entry.id,
        label: &entry.label,
        definition: entry.definition.as_deref(),
        chapter: entry.chapter.map(|chapter| cx.edition.chapters[chapter].label.as_str()),
        page: page(id, cx),
        csv: super::name(&site::data(cx.report, cx.edition_index, OpenData::FigureCsv(id))).to_owned(),
        value: figure::current(entry).map(|(value, _)| raw(value)),
        qualifier: figure::current(entry)
            .and_then(|(value, _)| value.qualifier)
            .map(|qualifier| qualifier.words(Lang::En)),
        unit: entry.unit.as_ref().map(|Unit { one, many, .. }| UnitEntry { one, many }),
        scope: entry.scope.map(|scope| words::scope(scope, Lang::En)),
        period: entry.period.as_deref(),
        as_of: entry.as_of.as_deref(),
        status: words::status(entry.provisional, Lang::En),
        target: entry.target.map(raw),
        better: entry.better.map(|better| match better {
            Better::Up => "up",
            Better::Down => "down",
        }),
        note: entry.note.as_deref(),
        computation: entry.derivation.as_ref().map(|derivation| Computation {
            text: words::computation(derivation, cx.edition.lang),
            inputs: derivation.inputs().map(|input| input.figure.as_str()).collect(),
        }),
        source: entry.source.as_deref(),
        tags: &entry.tags,
        values: records.iter().map(|record| value(record, cx)).collect(),
    }
}

fn value<'a>(record: &Record<'a>, cx: &Context<'a>) -> Value<'a> {
    Value {
        series: record.series,
        category: record.category,
        period: record.period,
        value: record.value.map(raw),
        qualifier: record.qualifier().map(|qualifier| qualifier.words(Lang::En)),
        status: (record.provisional != record.figure.provisional).then(|| words::status(record.provisional, Lang::En)),
        revision: record.revision().map(|revision| RevisionEntry {
            edition: &revision.edition,
            before: raw(revision.before),
            reason: revision.reason.as_deref(),
        }),
        broken: record.broken().map(|broken| words::broken(broken, cx.edition.lang)),
    }
}

/// Where a figure stands on the page of all figures: in public when the report says where it is, else from the file.
pub(super) fn page(id: FigureId, cx: &Context) -> String {
    let page = site::address(cx.report, cx.edition_index, PageKind::Figures);
    match shell::public(cx, &page) {
        Some(page) => format!("{page}#{}", figure::anchor(id, cx)),
        None => prose::href(&Target::Figure(id), cx).unwrap_or_default(),
    }
}

/// A number with every digit it has: JSON sets no limit to them.
fn raw(number: Number) -> Box<RawValue> {
    RawValue::from_string(exact(number)).expect("a decimal is a number of JSON")
}

/// JSON that people can read too, with ordinary spaces.
pub(super) fn write(file: &impl Serialize) -> Vec<u8> {
    let text = serde_json::to_string_pretty(file).expect("plain data");
    let mut bytes = plain(&text).into_owned().into_bytes();
    bytes.push(b'\n');
    bytes
}
