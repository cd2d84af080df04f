//! The bytes of an XLSX workbook → the cells of one of its sheets, as the spreadsheet shows them. The only module that names the reader
//! of workbooks.

use super::{Area, Cell, MOST_ROWS, Origin, Selection, Table, shown, too_large};
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::load::layout::Path;
use crate::text::fold::fold;
use crate::text::nearest::nearest;
use crate::text::{Date, Lang, date};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

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
    let read = || {
        let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(|error| unreadable(file, bytes, &error))?;
        let (sheet, area) = chosen(&mut workbook, file, bytes, selection)?;
        cells(&mut workbook, Origin { file: file.clone(), sheet: Some(sheet) }, area, lang)
            .map_err(|trouble| trouble.finding(file, bytes))
    };
    match read() {
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
    let cause = error.to_string();
    find(
        phrase!(
            "« {file} » ne peut pas être lu : le classeur est abîmé",
            "`{file}` cannot be read: the workbook is damaged"
        ),
        phrase!(
            "ouvrez-le dans le tableur et enregistrez-le à nouveau",
            "open it in the spreadsheet and save it again"
        ),
    )
    .note(phrase!("cause : {cause}", "cause: {cause}"))
    .into()
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

/// The sheet and the cells that are asked for; all the cells when none are.
fn chosen(
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
    let table = workbook.table_by_name(known).map_err(told)?;
    let corners = table.data().start().zip(table.data().end());
    let area = corners.map(|((top, left), (bottom, right))| {
        Area::new(((top as usize).saturating_sub(1), left as usize), (bottom as usize, right as usize))
    });
    Ok((table.sheet_name().to_owned(), area))
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
        Some(near) => phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"),
        None if known.is_empty() => phrase!("le classeur n’en nomme aucun", "the workbook names none"),
        None => phrase!("le classeur connaît : {known}", "the workbook knows: {known}"),
    };
    Box::new(Finding::new(Code::DataSelection, Place::file(file), message).remedy(remedy))
}

/// The cells of a sheet, and what is wrong with some.
fn cells(
    workbook: &mut Workbook,
    origin: Origin,
    area: Option<Area>,
    lang: Lang,
) -> Result<(Table, Vec<Finding>), Trouble> {
    let sheet = origin.sheet.clone().unwrap_or_default();
    let mut merged = Vec::new();
    for dimensions in workbook.merge_cells_by_sheet_name(&sheet)? {
        let corner = |(row, column): (u32, u32)| (row as usize, column as usize);
        merged.push(Area::new(corner(dimensions.start), corner(dimensions.end)));
    }
    let mut reader = workbook.worksheet_cells_reader(&sheet)?;
    let mut rows: BTreeMap<usize, BTreeMap<usize, Cell>> = BTreeMap::new();
    let (mut empty, mut others) = (BTreeSet::new(), BTreeSet::new());
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
        if rows.len() <= MOST_ROWS + 1 || rows.contains_key(&row) {
            let cell = Cell { text, row, column, span: 0..0, is_date };
            rows.entry(row).or_default().insert(column, cell);
        } else {
            others.insert(row);
        }
    }
    let count = rows.len() + others.len();
    let columns: BTreeSet<usize> = rows.values().flat_map(|row| row.keys().copied()).collect();
    if let Some(finding) = too_large(&origin, count.saturating_sub(1), columns.len()) {
        return Err(Trouble::Told(Box::new(finding)));
    }
    drop(reader);
    let findings = uncomputed(workbook, &origin, &empty)?;
    let across = columns.first().copied().unwrap_or(0)..columns.last().map_or(0, |last| last + 1);
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
