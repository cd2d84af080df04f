//! A CSV file → the rows or series of a figure.

use super::fields::At;
use super::layout::Path;
use super::typeset;
use super::unreadable::unreadable;
use crate::finding::{Code, Finding, Place, phrase};
use crate::model::Grid;
use crate::text::Lang;
use crate::text::number::{self, Reading};
use std::ops::Range;

/// Reads a CSV: the first column holds the categories, the others one series each; `;`, `,` or tab, whichever the header has.
pub(super) fn read(file: &Path, text: &str, lang: Lang, findings: &mut Vec<Finding>) -> Option<(Grid, Option<String>)> {
    let header = text.lines().next().unwrap_or_default();
    let delimiter =
        [b';', b'\t', b','].into_iter().max_by_key(|&byte| header.bytes().filter(|&b| b == byte).count())?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut grid = Grid { category: None, series: Vec::new(), rows: Vec::new() };
    let (mut width, mut unit) = (0, None);
    for (index, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                findings.push(broken(file, text, &error));
                return None;
            }
        };
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0)).min(text.len());
        let line = text.floor_char_boundary(at)
            ..text[text.floor_char_boundary(at)..].find('\n').map_or(text.len(), |end| at + end);
        let cells: Vec<At<String>> = cells(&record, text, &line);
        if cells.iter().all(|cell| cell.value.is_empty()) {
            continue;
        }
        if index == 0 {
            width = cells.len();
            let mut names = cells.into_iter().map(|cell| typeset::text(&cell.value, lang));
            grid.category = names.next();
            grid.series = names.collect();
            continue;
        }
        if cells.len() != width {
            let found = cells.len();
            findings.push(
                Finding::new(
                    Code::OpenData,
                    Place::new(file, line),
                    phrase!(
                        "l’en-tête a {width} cellules, cette ligne en a {found}",
                        "the header has {width} cells, this row has {found}"
                    ),
                )
                .remedy(phrase!(
                    "corrigez la ligne ou l’en-tête ; une cellule qui contient le séparateur se met entre guillemets",
                    "mend the row or the header; a cell that holds the separator is quoted"
                )),
            );
            continue;
        }
        let mut cells = cells.into_iter();
        let category = cells.next().map(|cell| typeset::text(&cell.value, lang)).unwrap_or_default();
        let values = cells.map(|cell| match cell_value(&cell, lang) {
            Ok(reading) => reading.map(|reading| {
                unit = unit.take().or(reading.unit);
                reading.number
            }),
            Err(reason) => {
                findings.push(unreadable(file, &cell, &reason, lang));
                None
            }
        });
        grid.rows.push((category, values.collect()));
    }
    if grid.series.is_empty() || grid.rows.is_empty() {
        findings.push(
            Finding::new(
                Code::OpenData,
                Place::file(file),
                phrase!(
                    "ce tableau n’a pas d’en-tête et deux colonnes au moins",
                    "this table lacks a header and at least two columns"
                ),
            )
            .remedy(phrase!(
                "première ligne : « Catégorie;Valeur », puis une ligne par catégorie",
                "first line: `Category;Value`, then a line per category"
            )),
        );
        return None;
    }
    Some((grid, unit))
}

/// The number of a cell; an empty one, or « n. d. », is missing.
pub(super) fn cell_value(cell: &At<String>, lang: Lang) -> Result<Option<Reading>, number::Unreadable> {
    let text = cell.value.trim();
    if text.is_empty() || ["n. d.", "nd", "n.d.", "n/a", "-", "–", "—", "…"].contains(&text.to_lowercase().as_str())
    {
        return Ok(None);
    }
    number::read(text, lang).map(Some)
}

/// The cells of a record with their places: the parser undoes quotes, so each is looked for in its line.
fn cells(record: &csv::StringRecord, text: &str, line: &Range<usize>) -> Vec<At<String>> {
    let mut from = line.start;
    record
        .iter()
        .map(|cell| {
            let value = cell.trim().to_owned();
            let start = text[from..line.end.max(from)].find(&value).map_or(from, |offset| from + offset);
            let span = start..(start + value.len()).min(text.len());
            from = text.floor_char_boundary(span.end);
            At { value, span: text.floor_char_boundary(span.start)..from }
        })
        .collect()
}

fn broken(file: &Path, text: &str, error: &csv::Error) -> Finding {
    let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0)).min(text.len());
    let at = text.floor_char_boundary(at);
    let cause = error.to_string();
    Finding::new(
        Code::OpenData,
        Place::new(file, at..at),
        phrase!("ce CSV ne peut pas être lu : {cause}", "this CSV cannot be read: {cause}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn grid(text: &str) -> (Option<Grid>, Vec<Code>) {
        let mut findings = Vec::new();
        let grid = read(&Arc::from("a.csv"), text, Lang::Fr, &mut findings).map(|(grid, _)| grid);
        (grid, findings.iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn delimiters_and_gaps_are_read() {
        for text in [
            "Volet;Région;France\nChirurgie;30 %;19 %\nAutres;;n. d.\n",
            "Volet\tRégion\tFrance\nChirurgie\t30 %\t19 %\nAutres\t\t-\n",
        ] {
            let (grid, codes) = grid(text);
            let grid = grid.expect("a grid");
            assert!(codes.is_empty());
            assert_eq!(grid.series, ["Région", "France"]);
            assert_eq!(grid.rows[1].1, [None, None]);
        }
    }

    #[test]
    fn every_bad_cell_is_found() {
        assert_eq!(
            grid("a;b\nx;1.234\ny;z\nq;1;2\n").1,
            [Code::NumberAmbiguous, Code::NumberUnreadable, Code::OpenData]
        );
        assert_eq!(grid("a\n").1, [Code::OpenData]);
    }
}
