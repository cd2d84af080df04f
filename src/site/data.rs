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
    let (stem, extension) = match file {
        OpenData::FigureCsv(figure) => (content.figure(figure).id.as_str(), ".csv"),
        OpenData::FigureJson(figure) => (content.figure(figure).id.as_str(), ".json"),
        OpenData::Csv => (names.figures, ".csv"),
        OpenData::Workbook => (names.figures, ".xlsx"),
        // Machines look for these under one name whatever the language.
        OpenData::Json => ("figures", ".json"),
        OpenData::Package => ("datapackage", ".json"),
        OpenData::Schema => ("schema", ".json"),
    };
    Address::file(root(report, edition) + names.data + "/" + stem + extension)
}
