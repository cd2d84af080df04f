//! The data of all figures → what readers may take away, and what search engines read of it (schema.org `Dataset`).

use crate::render::file::{self, FileView};
use crate::render::{Build, Context, data, shell};
use crate::site::{self, OpenData};
use crate::text::date;
use schemars::JsonSchema;
use serde::Serialize;

/// `dataset` in `figures.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// « Chiffres clés, Rapport d’activité 2022, Caisse de démonstration ».
    name: String,
    /// One sentence.
    description: String,
    /// What may be done with them.
    licence: Option<Licence>,
    /// When they were published.
    published: Option<Day>,
    /// Public address of the page.
    address: Option<String>,
    /// Workbook, CSV, JSON, catalogue.
    files: Vec<DataFileView>,
}

/// A licence.
#[derive(Serialize, JsonSchema)]
struct Licence {
    /// « Licence Ouverte 2.0 ».
    title: String,
    /// Its text, when it is known.
    href: Option<&'static str>,
}

/// A day for people and for machines.
#[derive(Serialize, JsonSchema)]
struct Day {
    /// « 15 juin 2023 ».
    text: String,
    /// `2023-06-15`.
    iso: String,
}

/// A file of data.
#[derive(Serialize, JsonSchema)]
struct DataFileView {
    /// « Tableur : une feuille par chapitre ».
    label: String,
    /// Its media type.
    kind: &'static str,
    /// Where and how large it is.
    #[serde(flatten)]
    file: FileView,
}

/// All data of an edition with figures.
pub(super) fn view(cx: &Context, build: &Build) -> Option<View> {
    let sizes = build.data(cx.edition_index).all.as_ref()?;
    let lang = cx.edition.lang;
    let say = |key: &str| cx.theme.say(lang, key, &[]);
    let file = |which, key: &str, format: &str, kind, bytes| {
        let address = site::data(cx.report, cx.edition_index, which);
        DataFileView {
            label: say(key),
            kind,
            file: FileView {
                href: address.from(cx.page),
                name: data::name(&address).to_owned(),
                format: format.to_owned(),
                size: file::size(bytes, lang),
                width: None,
                height: None,
            },
        }
    };
    let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Some(View {
        name: [&say("figures"), &shell::report_label(cx), &cx.report.organisation.name].map(String::as_str).join(", "),
        description: cx.theme.say(lang, "figures-description", &[("edition", &cx.edition.name)]),
        licence: cx
            .report
            .legal
            .data_licence
            .as_deref()
            .map(|title| Licence { title: title.to_owned(), href: data::licence(title).path }),
        published: cx.edition.published.map(|day| Day { text: date::print(day, lang), iso: day.to_string() }),
        address: shell::public(cx, cx.page),
        files: vec![
            file(OpenData::Workbook, "dataset-workbook", "XLSX", workbook, sizes.workbook),
            file(OpenData::Csv, "dataset-csv", "CSV", "text/csv", sizes.csv),
            file(OpenData::Json, "dataset-json", "JSON", "application/json", sizes.json),
            file(OpenData::Package, "dataset-package", "JSON", "application/json", sizes.package),
        ],
    })
}
