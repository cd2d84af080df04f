//! What is asked of a workbook (a sheet, a range, a name, a table) → the sheet and the cells to read.

use super::{Workbook, unreadable};
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::load::layout::Path;
use crate::load::table::{Area, Selection};
use crate::text::fold::fold;
use crate::text::nearest::nearest;
use calamine::{DataRef, Reader, SheetType, SheetVisible, XlsxError};

/// Most cells of the rectangle that the reader makes of a sheet.
const MOST_CELLS: u64 = 10_000_000;

/// The sheet and the cells that are asked for; all the cells when none are.
pub(super) fn chosen(
    workbook: &mut Workbook,
    file: &Path,
    bytes: &[u8],
    selection: &Selection,
) -> Result<(String, Option<Area>), Box<Finding>> {
    if let Some(name) = &selection.table {
        return named_table(workbook, file, bytes, name);
    }
    let (sheet, range) = selection.sheet_and_range();
    let Some(range) = range.filter(|_| selection.area().is_none()) else {
        return Ok((sheet_named(workbook, file, sheet)?, selection.area()));
    };
    let names: Vec<(String, String)> =
        workbook.defined_names().iter().filter(|(name, _)| !name.starts_with('_')).cloned().collect();
    let Some((_, value)) = names.iter().find(|(name, _)| fold(name) == fold(range)) else {
        let message = phrase!(
            "« {range} » n’est ni une plage comme B3:F12 ni un nom du classeur",
            "`{range}` is neither a range such as B3:F12 nor a name of the workbook"
        );
        return Err(unknown(file, message, range, names.iter().map(|(name, _)| name.as_str())));
    };
    let (sheet, cells) = value.rsplit_once('!').unwrap_or(("", value));
    let sheet = sheet.trim_matches('\'').replace("''", "'");
    match Area::read(cells) {
        Some(area) => Ok((sheet_named(workbook, file, Some(&sheet))?, Some(area))),
        None => {
            let message = phrase!(
                "le nom « {range} » désigne « {value} », qui n’est pas une plage",
                "the name `{range}` stands for `{value}`, which is not a range"
            );
            let remedy = phrase!("écrivez la plage elle-même, comme B3:F12", "write the range itself, such as B3:F12");
            Err(Box::new(Finding::new(Code::DataSelection, Place::file(file), message).remedy(remedy)))
        }
    }
}

/// The sheet of a table and its cells, its headings included and its totals not.
fn named_table(
    workbook: &mut Workbook,
    file: &Path,
    bytes: &[u8],
    name: &str,
) -> Result<(String, Option<Area>), Box<Finding>> {
    let told = |error| unreadable(file, bytes, &error);
    workbook.load_tables().map_err(told)?;
    let names: Vec<String> = workbook.table_names().into_iter().cloned().collect();
    let Some(known) = names.iter().find(|known| fold(known) == fold(name.trim())) else {
        let message = phrase!("aucun tableau ne s’appelle « {name} »", "no table is called `{name}`");
        return Err(unknown(file, message, name, names.iter().map(String::as_str)));
    };
    // The reader makes a whole rectangle of the sheet: one that a stray cell makes immense is not worth its memory.
    let sheets: Vec<String> = workbook.sheet_names();
    let sheet = sheets.iter().find(|sheet| workbook.table_names_in_sheet(sheet).contains(&known));
    if let Some(sheet) = sheet.cloned()
        && extent(workbook, &sheet).map_err(told)? > MOST_CELLS
    {
        let message = phrase!(
            "une cellule est écrite très loin des autres dans la feuille « {sheet} »",
            "a cell is written very far from the others in the sheet `{sheet}`"
        );
        let finding = Finding::new(Code::DataSize, Place::file(file), message);
        return Err(Box::new(finding.remedy(phrase!(
            "effacez-la (Ctrl+Fin y mène), ou donnez la plage du tableau",
            "delete it (Ctrl+End leads there), or give the range of the table"
        ))));
    }
    let table = workbook.table_by_name(known).map_err(told)?;
    let corners = table.data().start().zip(table.data().end());
    let area = corners.map(|((top, left), (bottom, right))| {
        Area::new(((top as usize).saturating_sub(1), left as usize), (bottom as usize, right as usize))
    });
    Ok((table.sheet_name().to_owned(), area))
}

/// How many cells the rectangle around all cells of a sheet has.
fn extent(workbook: &mut Workbook, sheet: &str) -> Result<u64, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(sheet)?;
    let (mut rows, mut columns) = (0, 0);
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        rows = rows.max(u64::from(row) + 1);
        columns = columns.max(u64::from(column) + 1);
    }
    Ok(rows * columns)
}

/// The sheet of that name; without one, the only sheet that is shown and holds something.
fn sheet_named(workbook: &mut Workbook, file: &Path, name: Option<&str>) -> Result<String, Box<Finding>> {
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    if let Some(name) = name {
        let known = names().find(|known| fold(known) == fold(name.trim())).map(str::to_owned);
        return known.ok_or_else(|| {
            let message = phrase!("aucune feuille ne s’appelle « {name} »", "no sheet is called `{name}`");
            unknown(file, message, name, names())
        });
    }
    let shown: Vec<String> = sheets.iter().filter(|(_, is_shown)| *is_shown).map(|(name, _)| name.clone()).collect();
    let mut full = shown.into_iter().filter(|name| holds_something(workbook, name));
    match (full.next(), full.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => {
            let message = phrase!("ce classeur est vide", "this workbook is empty");
            let remedy = phrase!("enregistrez-le avec ses données", "save it with its data");
            Err(Box::new(Finding::new(Code::DataFile, Place::file(file), message).remedy(remedy)))
        }
        _ => {
            let known = names().collect::<Vec<_>>().join(", ");
            let first = names().next().unwrap_or_default();
            let message = phrase!("ce classeur a plusieurs feuilles", "this workbook has several sheets");
            let finding = Finding::new(Code::DataSelection, Place::file(file), message).remedy(phrase!(
                "dites laquelle lire : « feuille: {first} »",
                "say which one to read: `sheet: {first}`"
            ));
            Err(Box::new(finding.note(phrase!("feuilles : {known}", "sheets: {known}"))))
        }
    }
}

fn holds_something(workbook: &mut Workbook, sheet: &str) -> bool {
    let Ok(mut reader) = workbook.worksheet_cells_reader(sheet) else { return false };
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) if *cell.get_value() == DataRef::Empty => {}
            Ok(None) => return false,
            // What cannot be read is told when it is.
            _ => return true,
        }
    }
}

/// A name that the workbook does not know, and those that it knows.
fn unknown<'a>(file: &Path, message: Phrase, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Box<Finding> {
    let near = nearest(name, known.clone());
    let known = known.collect::<Vec<_>>().join(", ");
    let remedy = match near {
        Some(near) => did_you_mean(near),
        None if known.is_empty() => phrase!("le classeur n’en nomme aucun", "the workbook names none"),
        None => phrase!("le classeur connaît : {known}", "the workbook knows: {known}"),
    };
    Box::new(Finding::new(Code::DataSelection, Place::file(file), message).remedy(remedy))
}
