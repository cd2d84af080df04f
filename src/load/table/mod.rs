//! A data file → the table that people see in it → the rows or series of a figure.
//!
//! ```text
//!  CSV ──csv──┐
//!             ├─▶ Table ─frame─▶ Frame (headings, rows) ─grid─▶ Grid of a figure, or entries to import
//!  XLSX ─workbook (shown)──┘
//! ```

mod area;
mod csv;
mod frame;
mod grid;
mod selection;
mod shown;
mod workbook;

pub(crate) use area::Area;
pub(crate) use frame::{Frame, frame};
pub(super) use grid::cell_value;
pub(crate) use grid::{category_is_new, split_unit, value};
pub(crate) use selection::Selection;
pub(super) use selection::wanted;

use super::layout::Path;
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::model::Grid;
use crate::source;
use crate::text::Lang;
use std::ops::Range;

/// Most rows of a table: a page that shows more is read by nobody, and a chart shows 40.
pub(crate) const MOST_ROWS: usize = 1_000;

/// Most columns of a table.
pub(crate) const MOST_COLUMNS: usize = 100;

/// The cells of a data file, as they are seen.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) origin: Origin,
    /// Rows that hold something, from the top; each has its cells from the left, none missing between two.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Cells that were merged in one.
    merged: Vec<Area>,
    /// The author said which cells: no title stands above them.
    is_chosen: bool,
}

/// Where a table comes from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) file: Path,
    /// The sheet of a workbook; a CSV has none.
    pub(crate) sheet: Option<String>,
}

/// One cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// As the spreadsheet shows it.
    pub(crate) text: String,
    /// From 0, in the sheet or the file.
    pub(crate) row: usize,
    /// From 0.
    pub(crate) column: usize,
    /// Its bytes in a CSV.
    span: Range<usize>,
    /// The spreadsheet holds a date.
    is_date: bool,
}

impl Cell {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Origin {
    /// A finding about a cell: a CSV has its line; a sheet has its name and that of the cell, `Données!B7`.
    pub(crate) fn find(&self, code: Code, cell: &Cell, message: Phrase) -> Finding {
        self.about(cell, Finding::new(code, Place::new(&self.file, cell.span.clone()), message))
    }

    /// The same for a finding that was made as if the file were a text.
    pub(crate) fn about(&self, cell: &Cell, mut finding: Finding) -> Finding {
        if let Some(sheet) = &self.sheet {
            let name = format!("{sheet}!{}", area::name(cell.row, cell.column));
            finding.place = Some(Place::file(&self.file));
            finding.message = Phrase {
                fr: format!("{name}\u{a0}: {}", finding.message.fr),
                en: format!("{name}: {}", finding.message.en),
            };
        }
        finding
    }

    fn whole(&self, message: Phrase) -> Finding {
        Finding::new(Code::DataFile, Place::file(&self.file), message)
    }
}

/// The series of a figure, and the unit they were typed with; `asked` is where the figure names the file.
pub(super) fn of_figure(
    path: &Path,
    file: &source::File,
    selection: &Selection,
    asked: Place,
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> Option<(Grid, Option<String>)> {
    let from = findings.len();
    let table = read(path, file, selection, lang, findings);
    let framed = table.and_then(|table| frame(table, findings));
    let grid = framed.map(|frame| grid::grid(frame, selection, lang, findings));
    // What has no line to show is better told with the line that asks for it.
    for finding in &mut findings[from..] {
        if finding.place.as_ref().is_some_and(Place::is_file) {
            *finding = finding.clone().note_at(asked.clone(), phrase!("demandé ici", "asked for here"));
        }
    }
    grid
}

/// Reads what `selection` asks of a data file; `None` when a finding says why it cannot be read.
pub(crate) fn read(
    path: &Path,
    file: &source::File,
    selection: &Selection,
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> Option<Table> {
    let extension = path.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    match (extension.as_str(), &file.text) {
        ("csv" | "tsv", Some(text)) => csv::read(path, text, selection, findings),
        ("xlsx" | "xlsm", _) => workbook::read(path, &file.bytes, selection, lang, findings),
        _ => {
            findings.push(not_a_table(path, &extension));
            None
        }
    }
}

fn not_a_table(path: &Path, extension: &str) -> Finding {
    let is_other = ["xls", "ods", "xlsb", "numbers"].contains(&extension);
    let remedy = if is_other {
        phrase!(
            "dans le tableur : « Enregistrer sous », « Classeur Excel (.xlsx) » ou « CSV UTF-8 »",
            "in the spreadsheet: “Save as”, “Excel workbook (.xlsx)” or “CSV UTF-8”"
        )
    } else {
        phrase!(
            "donnez un fichier .csv ou .xlsx ; « ::document » publie les autres",
            "give a .csv or .xlsx file; `::download` publishes the others"
        )
    };
    let message =
        phrase!("« {path} » n’est ni un CSV ni un classeur .xlsx", "`{path}` is neither a CSV nor an .xlsx workbook");
    Finding::new(Code::DataFile, Place::file(path), message).remedy(remedy)
}

/// A table too large for a page; `rows` counts that of the headings.
fn too_large(origin: &Origin, rows: usize, columns: usize) -> Option<Finding> {
    let message = if rows > MOST_ROWS + 1 {
        phrase!("ce tableau a plus de {MOST_ROWS} lignes", "this table has more than {MOST_ROWS} rows")
    } else if columns > MOST_COLUMNS {
        phrase!(
            "ce tableau a {columns} colonnes, plus de {MOST_COLUMNS}",
            "this table has {columns} columns, more than {MOST_COLUMNS}"
        )
    } else {
        return None;
    };
    Some(Finding::new(Code::DataSize, Place::file(&origin.file), message).remedy(phrase!(
        "résumez-le, ou n’en gardez qu’une plage ; « ::document » publie le fichier entier",
        "sum it up, or keep a range of it; `::download` publishes the whole file"
    )))
}
