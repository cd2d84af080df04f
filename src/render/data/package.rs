//! The data of an edition → its catalogue: a Frictionless Data Package, and the Table Schema of its CSV files.
//!
//! Both follow specs.frictionlessdata.io, version 1, which every reader of data packages knows.

use super::column::Column;
use super::csv::DELIMITER;
use super::json;
use super::licence::{Licence, licence};
use crate::model::FigureId;
use crate::render::{Context, shell};
use crate::site::{self, OpenData, PageKind};
use crate::text::slug::slug;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: String,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    contributors: [Contributor<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses: Option<[Licence<'a>; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source<'a>>,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Contributor<'a> {
    title: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct Source<'a> {
    title: &'a str,
}

/// One CSV file.
#[derive(Serialize)]
struct Resource<'a> {
    profile: &'static str,
    name: &'a str,
    title: &'a str,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    dialect: Dialect,
    schema: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses: Option<[Licence<'a>; 1]>,
    /// The figure on the page of all figures; not of the standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

#[derive(Serialize)]
struct Dialect {
    delimiter: char,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

/// `datapackage.json`; `all` and `figures` are the bytes of the CSV files.
pub(super) fn package(all: usize, figures: &[usize], cx: &Context) -> Vec<u8> {
    let (report, index, edition) = (cx.report, cx.edition_index, cx.edition);
    let page = site::address(report, index, PageKind::Figures);
    let title = cx.theme.say(edition.lang, "data-of-figures", &[]);
    let licence = report.legal.data_licence.as_deref().map(licence);
    let resource = |name, title, file, bytes, sources, page| Resource {
        profile: "tabular-data-resource",
        name,
        title,
        path: super::name(&site::data(report, index, file)).to_owned(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes,
        dialect: Dialect { delimiter: DELIMITER },
        schema: "schema.json",
        sources,
        licenses: licence.clone().map(|licence| [licence]),
        page,
    };
    let every: BTreeSet<&str> = edition.figures.iter().filter_map(|figure| figure.source.as_deref()).collect();
    let sources: Vec<Source> = every.into_iter().map(|title| Source { title }).collect();
    let mut resources = vec![resource("figures", &title, OpenData::Csv, all, Vec::new(), None)];
    resources.extend(edition.figures.iter().zip(figures).enumerate().map(|(figure, (entry, &bytes))| {
        let (id, source) = (FigureId(figure), entry.source.as_deref().map(|title| Source { title }));
        let sources = source.into_iter().collect();
        resource(&entry.id, &entry.label, OpenData::FigureCsv(id), bytes, sources, Some(json::page(id, cx)))
    }));
    json::write(&Package {
        profile: "tabular-data-package",
        name: slug(&format!("{} {}", edition.kind, edition.name)),
        title: format!("{title}, {}, {}", shell::report_label(cx), report.organisation.name),
        description: cx.theme.say(edition.lang, "figures-description", &[("edition", &edition.name)]),
        homepage: shell::public(cx, &page),
        created: edition.published.map(|day| format!("{day}T00:00:00Z")),
        contributors: [Contributor { title: &report.organisation.name, role: "publisher" }],
        licenses: licence.clone().map(|licence| [licence]),
        sources,
        resources,
    })
}

/// `schema.json`: the columns of every CSV file.
pub(super) fn schema(cx: &Context) -> Vec<u8> {
    let field = |column: Column| {
        let words = column.words(cx.edition.lang);
        let is_required = matches!(column, Column::Id | Column::Label | Column::Status);
        Field {
            name: words.name,
            title: words.title,
            description: words.meaning,
            kind: if column == Column::Value { "number" } else { "string" },
            constraints: is_required.then_some(Constraints { required: true }),
        }
    };
    json::write(&Schema { fields: Column::ALL.map(field).into(), missing_values: [""] })
}
