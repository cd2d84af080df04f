//! Records → a CSV file for spreadsheets and machines.
//!
//! `;` between columns and a byte order mark, so that a double click opens it right in a French spreadsheet; numbers raw and
//! exact with a decimal point, so that a machine reads them without knowing the language; the same columns in every file, so
//! that files can be laid end to end. A missing value is an empty cell.

use super::column::Column;
use super::record::{Cell, Record, exact};
use crate::render::Context;
use std::borrow::Cow;

/// Between columns.
pub(super) const DELIMITER: char = ';';

/// The file of these records.
pub(super) fn write<'a>(records: impl IntoIterator<Item = Record<'a>>, cx: &Context<'a>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(DELIMITER as u8)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let in_memory = "a vector takes every byte, and every row has as many cells as the head";
    writer.write_record(Column::ALL.map(|column| column.words(cx.edition.lang).name)).expect(in_memory);
    for record in records {
        for column in Column::ALL {
            let cell = match record.cell(column, cx) {
                Cell::Empty => Cow::Borrowed(""),
                Cell::Number(number) => Cow::Owned(exact(number)),
                Cell::Text(cell) => text(cell),
            };
            writer.write_field(cell.as_bytes()).expect(in_memory);
        }
        writer.write_record(None::<&[u8]>).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}

/// Text that no spreadsheet takes for a formula: the apostrophe is the spreadsheet's own mark of text.
fn text(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { cell }
}
