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

use super::{Context, Rendered};
use crate::model::FigureId;
use crate::site::{self, Address, OpenData};
use rayon::prelude::*;
use record::Record;

/// Bytes of the files of an edition.
#[derive(Clone, Debug, Default)]
pub(super) struct DataSizes {
    /// Those of each figure.
    pub(super) figures: Vec<FigureSizes>,
    /// Those of all figures; `None` when there are no figures.
    pub(super) all: Option<AllSizes>,
}

/// Bytes of the files of a figure.
#[derive(Clone, Copy, Debug)]
pub struct FigureSizes {
    /// CSV.
    pub csv: usize,
    /// JSON.
    pub json: usize,
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

/// Adds every file of data of an edition, and says how many bytes they have. Links inside them start from their own folder,
/// which must be that of `cx.page`.
pub(super) fn publish(cx: &Context, rendered: &mut Rendered) -> DataSizes {
    if cx.edition.figures.is_empty() {
        return DataSizes::default();
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
    let sizes: Vec<FigureSizes> =
        files.iter().map(|(csv, json)| FigureSizes { csv: csv.len(), json: json.len() }).collect();
    let figures: Vec<usize> = sizes.iter().map(|sizes| sizes.csv).collect();
    let package = package::package(csv.len(), &figures, cx);
    let all = AllSizes { csv: csv.len(), json: json.len(), workbook: workbook.len(), package: package.len() };
    let mut publish = |file, bytes: Vec<u8>| rendered.files.insert(address(file).path().to_owned(), bytes.into());
    for (figure, (csv, json)) in files.into_iter().enumerate() {
        publish(OpenData::FigureCsv(FigureId(figure)), csv);
        publish(OpenData::FigureJson(FigureId(figure)), json);
    }
    publish(OpenData::Csv, csv);
    publish(OpenData::Json, json);
    publish(OpenData::Workbook, workbook);
    publish(OpenData::Package, package);
    publish(OpenData::Schema, package::schema(cx));
    DataSizes { figures: sizes, all: Some(all) }
}

/// The name of a file inside its folder.
pub(super) fn name(address: &Address) -> &str {
    address.path().rsplit('/').next().unwrap_or_default()
}
