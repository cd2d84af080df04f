//! Addresses of the published data of an edition.

use super::{Address, Names, root};
use crate::model::{FigureId, Report};

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenData {
    /// All values of one figure, for spreadsheets and machines.
    FigureCsv(FigureId),
    /// One figure with all that is known of it, for machines.
    FigureJson(FigureId),
    /// All values of all figures.
    Csv,
    /// All figures, for machines.
    Json,
    /// All figures, one sheet per chapter.
    Workbook,
    /// The catalogue: a Frictionless Data Package.
    Package,
    /// The columns of every CSV file: a Frictionless Table Schema.
    Schema,
}

/// Names of the files of a whole edition, in any language: no figure may be called so.
pub const RESERVED: [&str; 4] = ["chiffres", "datapackage", "figures", "schema"];

/// Where a file of data is. The same for every build: addresses are permanent.
pub fn data(report: &Report, edition: usize, file: OpenData) -> Address {
    let content = &report.editions[edition];
    let names = Names::of(content.lang);
    let name = match file {
        OpenData::FigureCsv(figure) => format!("{}.csv", content.figure(figure).id),
        OpenData::FigureJson(figure) => format!("{}.json", content.figure(figure).id),
        OpenData::Csv => format!("{}.csv", names.figures),
        OpenData::Workbook => format!("{}.xlsx", names.figures),
        // Machines look for these under one name whatever the language.
        OpenData::Json => "figures.json".to_owned(),
        OpenData::Package => "datapackage.json".to_owned(),
        OpenData::Schema => "schema.json".to_owned(),
    };
    Address::file(&format!("{}{}/{name}", root(report, edition), names.data))
}
