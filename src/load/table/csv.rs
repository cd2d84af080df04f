//! The text of a CSV → its cells; `;`, tab or `,`, whichever holds more lines together.

use super::{Cell, MOST_ROWS, Origin, Selection, Table, too_large};
use crate::finding::{Code, Finding, Place, phrase};
use crate::load::layout::Path;
use csv::StringRecord;
use std::ops::Range;

/// Lines that the separator is guessed from.
const LOOKED_AT: usize = 20;

pub(super) fn read(file: &Path, text: &str, selection: &Selection, findings: &mut Vec<Finding>) -> Option<Table> {
    let origin = Origin { file: file.clone(), sheet: None };
    if let Some(finding) = of_workbooks(&origin, selection) {
        findings.push(finding);
        return None;
    }
    let area = selection.area();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let start = byte(reader.position(), text);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                findings.push(broken(file, text, &error));
                return None;
            }
        }
        let span = start..byte(reader.position(), text);
        if let Some(finding) = unclosed(file, text, &span) {
            findings.push(finding);
            return None;
        }
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(1) - 1);
        if area.as_ref().is_some_and(|area| !area.rows.contains(&line))
            || record.iter().all(|cell| cell.trim().is_empty())
        {
            continue;
        }
        // What follows would not make it smaller.
        if rows.len() > MOST_ROWS + 1 {
            break;
        }
        let cells = cells(&record, line, text, span).into_iter();
        rows.push(cells.filter(|cell| area.as_ref().is_none_or(|area| area.contains(line, cell.column))).collect());
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if let Some(finding) = too_large(&origin, rows.len(), columns) {
        findings.push(finding);
        return None;
    }
    Some(Table { origin, rows, merged: Vec::new(), is_chosen: area.is_some() })
}

/// A CSV has neither sheets nor names.
fn of_workbooks(origin: &Origin, selection: &Selection) -> Option<Finding> {
    let is_named = selection.range.is_some() && selection.area().is_none();
    let asks = selection.table.is_some() || is_named || selection.sheet_and_range().0.is_some();
    asks.then(|| {
        let message = phrase!(
            "un CSV n’a ni feuilles, ni tableaux, ni plages nommées",
            "a CSV has no sheets, tables or named ranges"
        );
        let remedy = phrase!(
            "n’y choisissez que « colonnes » ou « plage: B3:F12 »",
            "choose nothing but `columns` or `range: B3:F12` in it"
        );
        Finding::new(Code::DataSelection, Place::file(&origin.file), message).remedy(remedy)
    })
}

/// The separator that most lines hold outside quotes.
fn separator(text: &str) -> u8 {
    let lines: Vec<String> =
        text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).map(unquoted).collect();
    let held = |separator: u8| lines.iter().filter(|line| line.contains(char::from(separator))).count();
    // The last of equals is taken: the semicolon, which no French number holds.
    [b',', b'\t', b';'].into_iter().max_by_key(|&separator| held(separator)).expect("there are three")
}

/// A line without what stands between quotes.
fn unquoted(line: &str) -> String {
    line.split('"').step_by(2).collect()
}

fn byte(position: &csv::Position, text: &str) -> usize {
    text.floor_char_boundary(usize::try_from(position.byte()).unwrap_or(usize::MAX).min(text.len()))
}

/// A quote that nothing closes takes the rest of the file for one cell.
fn unclosed(file: &Path, text: &str, span: &Range<usize>) -> Option<Finding> {
    let raw = &text[span.clone()];
    let is_open = span.end == text.len() && raw.trim_end().contains('\n') && raw.matches('"').count() % 2 == 1;
    is_open.then(|| {
        let at = span.start + raw.find('"').unwrap_or(0);
        let message = phrase!("ce guillemet n’est pas fermé", "this quote is not closed");
        Finding::new(Code::DataFile, Place::new(file, at..at + 1), message).remedy(phrase!(
            "fermez-le ; dans une cellule entre guillemets, un guillemet s’écrit deux fois",
            "close it; inside a quoted cell, a quote is written twice"
        ))
    })
}

/// The cells of a record with their places: the parser undoes quotes, so each is looked for where it stands.
fn cells(record: &StringRecord, row: usize, text: &str, span: Range<usize>) -> Vec<Cell> {
    let mut from = span.start;
    let cells = record.iter().enumerate().map(|(column, cell)| {
        let value = cell.trim().to_owned();
        let start = text[from..span.end.max(from)].find(&value).map_or(from, |offset| from + offset);
        let end = text.floor_char_boundary((start + value.len()).min(text.len()));
        from = end;
        Cell { text: value, row, column, span: start..end, is_date: false }
    });
    cells.collect()
}

fn broken(file: &Path, text: &str, error: &csv::Error) -> Finding {
    let at = error.position().map_or(0, |position| byte(position, text));
    let cause = error.to_string();
    let message = phrase!("ce CSV ne peut pas être lu : {cause}", "this CSV cannot be read: {cause}");
    Finding::new(Code::DataFile, Place::new(file, at..at), message)
        .remedy(phrase!("enregistrez-le à nouveau en « CSV UTF-8 »", "save it again as “CSV UTF-8”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_from_decimal_commas() {
        for (text, expected) in [
            ("a;b\nx;1,5\n", b';'),
            ("Part, en %;b\nx;1,5\n", b';'),
            ("a,b\nx,\"1,5\"\ny;z,3\n", b','),
            ("a\tb\nx\t1,5\n", b'\t'),
            ("Titre, 2022\na;b\nx;1\n", b';'),
            ("a,b\n\"x;y\",1\n", b','),
            ("", b';'),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }
}
