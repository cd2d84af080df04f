//! The ledger of an edition → its published data: CSV and JSON of every figure and of all of them, a workbook, a catalogue.

mod column;
mod csv;
mod json;
mod licence;
mod package;
mod reading;
mod record;
#[cfg(test)]
mod tests;
mod words;
mod workbook;

pub use reading::published;

pub(super) use licence::licence;
pub(super) use record::exact;

use super::{Context, file};
use crate::model::{Chapter, Edition, FigureId};
use crate::site::{self, Address, OpenData};
use rayon::prelude::*;
use record::Record;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of data of an edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Published {
    /// Those of each figure.
    pub(super) figures: Vec<FigureFiles>,
    /// Bytes of those of all figures; `None` when there are no figures.
    pub(super) all: Option<AllSizes>,
    /// The files themselves: address, content.
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
}

/// The files of a figure.
#[derive(Clone, Debug)]
pub struct FigureFiles {
    /// CSV.
    pub csv: DataFile,
    /// JSON.
    pub json: DataFile,
}

/// A published file of data.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Where it is.
    pub address: Address,
    /// `1,2 ko`.
    pub size: String,
}

impl FigureFiles {
    /// Those of a figure, of that many bytes.
    pub(super) fn of(figure: FigureId, csv: usize, json: usize, cx: &Context) -> Self {
        let file = |file, bytes| DataFile {
            address: site::data(cx.report, cx.edition_index, file),
            size: file::size(bytes, cx.edition.lang),
        };
        Self { csv: file(OpenData::FigureCsv(figure), csv), json: file(OpenData::FigureJson(figure), json) }
    }
}

/// Bytes of the files of all figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct AllSizes {
    /// CSV.
    pub(super) csv: usize,
    /// JSON.
    pub(super) json: usize,
    /// Workbook.
    pub(super) workbook: usize,
    /// Catalogue.
    pub(super) package: usize,
}

/// Every file of data of an edition. They say nothing of its texts: see [`is_alike`]. Links inside them start from their own folder,
/// which must be that of `cx.page`.
pub(super) fn publish(cx: &Context) -> Published {
    if cx.edition.figures.is_empty() {
        return Published::default();
    }
    let address = |file| site::data(cx.report, cx.edition_index, file);
    let catalogue = address(OpenData::Package);
    let cx = &Context { page: &catalogue, ..*cx };
    let records: Vec<Vec<Record>> = cx.edition.figures.iter().map(record::of).collect();
    let (workbook, (files, (csv, json))) = rayon::join(
        || workbook::write(&records, cx),
        || {
            let one = |(figure, records): (usize, &Vec<Record>)| {
                (csv::write(records.iter().copied(), cx), json::one(FigureId(figure), records, cx))
            };
            let files: Vec<_> = records.par_iter().enumerate().map(one).collect();
            (files, (csv::write(records.iter().flatten().copied(), cx), json::all(&records, cx)))
        },
    );
    let own = |(figure, (csv, json)): (usize, &(Vec<u8>, Vec<u8>))| {
        FigureFiles::of(FigureId(figure), csv.len(), json.len(), cx)
    };
    let own: Vec<FigureFiles> = files.iter().enumerate().map(own).collect();
    let figures: Vec<usize> = files.iter().map(|(csv, _)| csv.len()).collect();
    let package = package::package(csv.len(), &figures, cx);
    let all = AllSizes { csv: csv.len(), json: json.len(), workbook: workbook.len(), package: package.len() };
    let mut published = BTreeMap::new();
    let mut insert = |address: &Address, bytes: Vec<u8>| published.insert(address.path().to_owned(), bytes.into());
    for (names, (csv, json)) in own.iter().zip(files) {
        insert(&names.csv.address, csv);
        insert(&names.json.address, json);
    }
    let mut publish = |file, bytes| insert(&address(file), bytes);
    publish(OpenData::Csv, csv);
    publish(OpenData::Json, json);
    publish(OpenData::Workbook, workbook);
    publish(OpenData::Package, package);
    publish(OpenData::Schema, package::schema(cx));
    Published { figures: own, all: Some(all), files: published }
}

/// Whether two editions have the same files of data, the rest of the report being the same: everything of them is but their texts.
pub(super) fn is_alike(a: &Edition, b: &Edition) -> bool {
    let heads = |edition: &Edition| {
        let head = |chapter: &Chapter| (chapter.slug.clone(), chapter.title.clone(), chapter.label.clone());
        edition.chapters.iter().map(head).collect::<Vec<_>>()
    };
    (&a.name, a.lang, a.year, &a.title, &a.kind) == (&b.name, b.lang, b.year, &b.title, &b.kind)
        && (a.published, a.embargo) == (b.published, b.embargo)
        && a.figures == b.figures
        && heads(a) == heads(b)
}

/// The name of a file inside its folder.
pub(super) fn name(address: &Address) -> &str {
    address.path().rsplit('/').next().unwrap_or_default()
}
