//! The bytes of an XLSX workbook → the cells of one of its sheets, as the spreadsheet shows them. The only module that names
//! the reader of workbooks.

mod choice;
mod hidden;
mod unpacked;

use super::area::letters;
use super::{Area, Cell, MOST_ROWS, Origin, Selection, Table, shown, too_large};
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::load::layout::Path;
use crate::text::{Date, Lang, date};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use hidden::Hidden;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// What a workbook that is encrypted, and any older document of the same makers, begins with.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

pub(super) fn read(
    file: &Path,
    bytes: &[u8],
    selection: &Selection,
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> Option<Table> {
    if unpacked::exceeds(bytes, unpacked::MOST_UNPACKED) {
        findings.push(bomb(file));
        return None;
    }
    let read = || -> Result<(Table, Vec<Finding>), Box<Finding>> {
        let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(|error| unreadable(file, bytes, &error))?;
        let (sheet, area) = choice::chosen(&mut workbook, file, bytes, selection)?;
        let hidden = hidden::of(bytes, &sheet);
        let (table, mut found) = cells(&mut workbook, Origin { file: file.clone(), sheet: Some(sheet) }, area, lang)
            .map_err(|trouble| trouble.finding(file, bytes))?;
        found.extend(unseen(&table, &hidden));
        Ok((table, found))
    };
    // The reader does arithmetic on what a damaged file says and may panic: to its user, such a file is only damaged.
    let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged(file, "panic")));
    match read {
        Ok((table, found)) => {
            let is_readable = found.is_empty();
            findings.extend(found);
            is_readable.then_some(table)
        }
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// Rows and columns that hold something and are not shown: whoever hid them may not want them published, and a table without them
/// may lack what its total counts.
fn unseen(table: &Table, hidden: &Hidden) -> Vec<Finding> {
    let full = || table.rows.iter().flatten().filter(|cell| !cell.is_empty());
    let rows: BTreeMap<usize, &Cell> =
        full().rev().filter(|cell| hidden.row(cell.row)).map(|cell| (cell.row, cell)).collect();
    let columns: BTreeMap<usize, &Cell> =
        full().rev().filter(|cell| hidden.column(cell.column)).map(|cell| (cell.column, cell)).collect();
    let remedy = || {
        phrase!(
            "affichez ce qui est à publier, supprimez le reste, ou donnez une plage sans rien de masqué",
            "show what is to be published, delete the rest, or give a range without anything hidden"
        )
    };
    let mut findings = Vec::new();
    if let Some(cell) = rows.values().next() {
        let names = rows.keys().map(|row| (row + 1).to_string()).collect::<Vec<_>>().join(", ");
        let message = phrase!("des lignes sont masquées : {names}", "rows are hidden: {names}");
        findings.push(table.origin.find(Code::DataCell, cell, message).remedy(remedy()));
    }
    if let Some(cell) = columns.values().next() {
        let names = columns.keys().map(|&column| letters(column)).collect::<Vec<_>>().join(", ");
        let message = phrase!("des colonnes sont masquées : {names}", "columns are hidden: {names}");
        findings.push(table.origin.find(Code::DataCell, cell, message).remedy(remedy()));
    }
    findings
}

/// A workbook that unpacks to more than any computer should read.
fn bomb(file: &Path) -> Finding {
    let most = unpacked::MOST_UNPACKED / 1_000_000;
    let message = phrase!(
        "« {file} » contient plus de {most} Mo une fois décompressé",
        "`{file}` holds more than {most} MB once unpacked"
    );
    Finding::new(Code::DataSize, Place::file(file), message).remedy(phrase!(
        "enregistrez dans un nouveau classeur la seule feuille à publier",
        "save in a new workbook the one sheet to publish"
    ))
}

/// A workbook that cannot be read, and what to do.
fn unreadable(file: &Path, bytes: &[u8], error: &XlsxError) -> Box<Finding> {
    let find = |message: Phrase, remedy: Phrase| {
        Box::new(Finding::new(Code::DataFile, Place::file(file), message).remedy(remedy))
    };
    if matches!(error, XlsxError::Password) {
        return find(
            phrase!("« {file} » est protégé par un mot de passe", "`{file}` is protected by a password"),
            phrase!(
                "dans le tableur, retirez le mot de passe (Fichier, Informations, Protéger le classeur), puis enregistrez",
                "in the spreadsheet, take the password away (File, Info, Protect workbook), then save"
            ),
        );
    }
    if bytes.starts_with(&COMPOUND) {
        return find(
            phrase!(
                "« {file} » est un classeur d’un ancien format, malgré son nom",
                "`{file}` is a workbook of an older format, despite its name"
            ),
            phrase!(
                "dans le tableur : « Enregistrer sous », « Classeur Excel (.xlsx) »",
                "in the spreadsheet: “Save as”, “Excel workbook (.xlsx)”"
            ),
        );
    }
    if let XlsxError::CellError(value) = error {
        return find(
            phrase!("une cellule de « {file} » contient « {value} »", "a cell of `{file}` holds `{value}`"),
            phrase!(
                "cherchez-la dans le tableur et corrigez sa formule",
                "find it in the spreadsheet and mend its formula"
            ),
        );
    }
    damaged(file, &error.to_string())
}

fn damaged(file: &Path, cause: &str) -> Box<Finding> {
    let message = phrase!(
        "« {file} » ne peut pas être lu : le classeur est abîmé",
        "`{file}` cannot be read: the workbook is damaged"
    );
    let remedy = phrase!(
        "ouvrez-le dans le tableur et enregistrez-le à nouveau",
        "open it in the spreadsheet and save it again"
    );
    let finding = Finding::new(Code::DataFile, Place::file(file), message).remedy(remedy);
    Box::new(finding.note(phrase!("cause : {cause}", "cause: {cause}")))
}

/// Why cells cannot be read.
enum Trouble {
    Reader(XlsxError),
    Told(Box<Finding>),
}

impl From<XlsxError> for Trouble {
    fn from(error: XlsxError) -> Self {
        Self::Reader(error)
    }
}

impl Trouble {
    fn finding(self, file: &Path, bytes: &[u8]) -> Box<Finding> {
        match self {
            Self::Reader(error) => unreadable(file, bytes, &error),
            Self::Told(finding) => finding,
        }
    }
}

/// The cells of a sheet, and what is wrong with some.
fn cells(
    workbook: &mut Workbook,
    origin: Origin,
    area: Option<Area>,
    lang: Lang,
) -> Result<(Table, Vec<Finding>), Trouble> {
    let sheet = origin.sheet.clone().unwrap_or_default();
    let mut reader = workbook.worksheet_cells_reader(&sheet)?;
    let mut rows: BTreeMap<usize, BTreeMap<usize, Cell>> = BTreeMap::new();
    let mut empty = BTreeSet::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if area.as_ref().is_some_and(|area| !area.contains(row, column)) {
            continue;
        }
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let format = format.map_or("General", |format| format.format_code.as_str());
        let (text, is_date) = text(cell.get_value(), format, lang);
        if *cell.get_value() == DataRef::Empty {
            empty.insert((row, column));
        }
        if text.is_empty() {
            continue;
        }
        rows.entry(row).or_default().insert(column, Cell { text, row, column, span: 0..0, is_date });
        // What follows would not make it smaller.
        if rows.len() > MOST_ROWS + 1 {
            break;
        }
    }
    let columns = || rows.values().flat_map(|row| row.keys().copied());
    let across = columns().min().unwrap_or(0)..columns().max().map_or(0, |last| last + 1);
    if let Some(finding) = too_large(&origin, rows.len(), across.len()) {
        return Err(Trouble::Told(Box::new(finding)));
    }
    drop(reader);
    let corner = |(row, column): (u32, u32)| (row as usize, column as usize);
    let merged = workbook.merge_cells_by_sheet_name(&sheet)?.into_iter();
    let merged = merged.map(|cells| Area::new(corner(cells.start), corner(cells.end))).collect();
    let findings = uncomputed(workbook, &origin, &empty)?;
    let blank = |row, column| Cell { text: String::new(), row, column, span: 0..0, is_date: false };
    let rows = rows.into_iter().map(|(row, mut cells)| {
        across.clone().map(|column| cells.remove(&column).unwrap_or_else(|| blank(row, column))).collect()
    });
    Ok((Table { rows: rows.collect(), merged, is_chosen: area.is_some(), origin }, findings))
}

/// Formulas that no spreadsheet has computed: the file holds no value for them.
fn uncomputed(
    workbook: &mut Workbook,
    origin: &Origin,
    empty: &BTreeSet<(usize, usize)>,
) -> Result<Vec<Finding>, XlsxError> {
    let mut findings = Vec::new();
    if empty.is_empty() {
        return Ok(findings);
    }
    let mut reader = workbook.worksheet_cells_reader(origin.sheet.as_deref().unwrap_or_default())?;
    while let Some(formula) = reader.next_formula()? {
        let (row, column) = formula.get_position();
        let (row, column) = (row as usize, column as usize);
        if formula.get_value().is_empty() || !empty.contains(&(row, column)) {
            continue;
        }
        let cell = Cell { text: String::new(), row, column, span: 0..0, is_date: false };
        let message = phrase!("cette formule n’a pas encore été calculée", "this formula has not been computed yet");
        findings.push(origin.find(Code::DataCell, &cell, message).remedy(phrase!(
            "ouvrez le classeur dans le tableur et enregistrez-le",
            "open the workbook in the spreadsheet and save it"
        )));
    }
    Ok(findings)
}

/// What a cell shows, and whether it is a date.
fn text(value: &DataRef, format: &str, lang: Lang) -> (String, bool) {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(value) => shown::number((*value).into(), format, lang),
        DataRef::Float(value) => match shown::decimal(*value) {
            Some(value) => shown::number(value, format, lang),
            None => value.to_string(),
        },
        DataRef::Bool(value) => match (lang, value) {
            (Lang::Fr, true) => "VRAI".to_owned(),
            (Lang::Fr, false) => "FAUX".to_owned(),
            (Lang::En, value) => value.to_string().to_uppercase(),
        },
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let day = civil(year, month, day).filter(|_| moment.is_datetime());
            let text = day.and_then(|day| shown::day(day, format, lang));
            return (text.unwrap_or_else(|| format!("{hour}:{minute:02}")), true);
        }
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(date::read);
            let shown =
                day.and_then(|day| shown::day(day, if format == "General" { "yyyy-mm-dd" } else { format }, lang));
            return (shown.unwrap_or_else(|| text.clone()), true);
        }
        DataRef::DurationIso(text) => return (text.clone(), true),
        DataRef::Error(error) => error.to_string(),
    };
    (text, false)
}

fn civil(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}
