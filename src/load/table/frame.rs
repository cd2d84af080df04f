//! A table as it stands in a file → its headings and its rows: titles above and notes below are set aside, merged headings are joined.

use super::{Area, Cell, Origin, Table, area};
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::text::fold::fold;

/// Lines of headings that merged cells may make.
const MOST_HEADINGS: usize = 3;

/// Words that begin a line below a table that is no category.
const NOTES: [&str; 7] = ["source", "note", "lecture", "champ", "remarque", "reading", "nb"];

/// Headings and rows, as many cells in each; the first column names the rows.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) origin: Origin,
    pub(crate) headings: Vec<Cell>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The first line of what stands above.
    pub(crate) title: Option<String>,
    /// The lines that stand below.
    pub(crate) notes: Vec<String>,
}

/// Finds the headings and the rows of a table; `None` when there is none.
pub(crate) fn frame(table: Table, findings: &mut Vec<Finding>) -> Option<Frame> {
    let Table { origin, mut rows, merged, is_chosen } = table;
    // A title may stand left of its table, and the corner above the categories may be empty: whole rows say where the table begins.
    let filled = |row: &[Cell]| row.iter().filter(|cell| !cell.is_empty()).count();
    let whole = rows.iter().filter(|row| filled(row) > 1).flatten().filter(|cell| !cell.is_empty());
    let first_column = whole.map(|cell| cell.column).min().unwrap_or(0);
    let is_title = |row: &Vec<Cell>| row.iter().all(|cell| cell.is_empty() || cell.column <= first_column);
    let titles = if is_chosen { 0 } else { rows.iter().take_while(|row| is_title(row)).count() };
    let below = rows.split_off(titles.min(rows.len()));
    let title =
        rows.iter().flatten().map(|cell| cell.text.clone()).find(|text| !text.is_empty() && !text.starts_with("sep="));
    let mut rows = below;
    rows.iter_mut().for_each(|row| row.retain(|cell| cell.column >= first_column));
    rows.retain(|row| filled(row) > 0);
    let Some(top) = rows.first().and_then(|row| row.first()).map(|cell| cell.row) else {
        findings.push(none(&origin));
        return None;
    };
    let (headings, height) = headings(&rows, top, &merged);
    let body_from = top + height;
    rows.retain(|row| row.first().is_some_and(|cell| cell.row >= body_from));
    let notes = set_notes_aside(&origin, &mut rows, &is_title, findings);
    if headings.iter().filter(|cell| !cell.is_empty()).count() == 0 || headings.len() < 2 || rows.is_empty() {
        findings.push(none(&origin));
        return None;
    }
    if let Some(number) = headings[1..].iter().find(|cell| is_number(&cell.text)) {
        findings.push(no_headings(&origin, number, &headings));
        return None;
    }
    let before = findings.len();
    unmerged(&origin, &rows, &merged, findings);
    let rows = even(&origin, rows, headings.len(), findings);
    let (headings, rows) = without_empty_columns(headings, rows);
    names(&origin, &headings, findings);
    (findings.len() == before || !rows.is_empty()).then_some(Frame { origin, headings, rows, title, notes })
}

fn none(origin: &Origin) -> Finding {
    origin
        .whole(phrase!(
            "ce tableau n’a pas d’en-tête et deux colonnes au moins",
            "this table lacks a header and at least two columns"
        ))
        .remedy(phrase!(
            "première ligne : « Catégorie;Valeur », puis une ligne par catégorie",
            "first line: `Category;Value`, then a line per category"
        ))
}

/// The headings: one line, or several where cells are merged; and how many lines they take.
fn headings(rows: &[Vec<Cell>], top: usize, merged: &[Area]) -> (Vec<Cell>, usize) {
    let of_top = merged.iter().filter(|area| *area.rows.start() == top);
    let is_wide = |area: &Area| area.columns.start() < area.columns.end();
    let height = of_top.map(|area| area.rows.end() - top + 1 + usize::from(is_wide(area))).max().unwrap_or(1);
    let height = height.min(MOST_HEADINGS);
    let lines: Vec<&Vec<Cell>> =
        rows.iter().take_while(|row| row.first().is_some_and(|cell| cell.row < top + height)).collect();
    let shown = |cell: &Cell| -> String {
        let area = merged.iter().find(|area| area.contains(cell.row, cell.column));
        let corner = area.map_or((cell.row, cell.column), |area| (*area.rows.start(), *area.columns.start()));
        let mut cells = lines.iter().flat_map(|line| line.iter());
        cells.find(|cell| (cell.row, cell.column) == corner).map_or(String::new(), |cell| cell.text.clone())
    };
    let headings = rows[0].iter().enumerate().map(|(index, cell)| {
        let mut parts: Vec<String> = lines.iter().filter_map(|line| line.get(index)).map(shown).collect();
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        Cell { text: parts.join(", "), ..cell.clone() }
    });
    (headings.collect(), height)
}

/// Drops the lines of one cell below the table: after an empty line, or that begin like a note. Other lines after an empty one are
/// perhaps another table: which of them is meant has to be said.
fn set_notes_aside(
    origin: &Origin,
    rows: &mut Vec<Vec<Cell>>,
    is_title: &impl Fn(&Vec<Cell>) -> bool,
    findings: &mut Vec<Finding>,
) -> Vec<String> {
    let row_of = |row: &Vec<Cell>| row.first().map_or(0, |cell| cell.row);
    let is_note = |row: &Vec<Cell>| {
        let text = row.first().map(|cell| fold(&cell.text)).unwrap_or_default();
        let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        is_title(row) && (NOTES.contains(&word) && text.contains(':') || text.starts_with(['*', '(']))
    };
    let text = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<String>();
    let mut notes = Vec::new();
    while let Some(row) = rows.pop_if(|row| is_note(row)) {
        notes.push(text(&row));
    }
    // The parser of CSV leaves no trace of empty lines but their numbers.
    let gap = rows.windows(2).position(|pair| row_of(&pair[1]) > row_of(&pair[0]) + 1);
    let Some(end) = gap.filter(|_| origin.sheet.is_some()) else { return notes };
    let below = rows.split_off(end + 1);
    notes.extend(below.iter().filter(|row| is_title(row)).map(text));
    if let Some(cell) = below.iter().find(|row| !is_title(row)).and_then(|row| row.iter().find(|cell| !cell.is_empty()))
    {
        let first = rows.first().and_then(|row| row.first()).map_or(0, |cell| cell.row.saturating_sub(1));
        let last = rows.last().and_then(|row| row.last()).map_or((0, 0), |cell| (cell.row, cell.column));
        let column = rows.first().and_then(|row| row.first()).map_or(0, |cell| cell.column);
        let range = Area::new((first, column), last).name();
        let message = phrase!(
            "d’autres lignes suivent une ligne vide : sont-elles du même tableau ?",
            "other rows follow an empty one: are they of the same table?"
        );
        findings.push(origin.find(Code::DataSelection, cell, message).remedy(phrase!(
            "dites quelles cellules lire, par exemple « plage: {range} », ou supprimez la ligne vide",
            "say which cells to read, for instance `range: {range}`, or delete the empty row"
        )));
    }
    notes
}

/// A quantity, and not a year that heads a column.
fn is_number(text: &str) -> bool {
    let is_year = text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| !c.is_ascii_digit() && !" \u{a0}\u{202f},.%€+-−".contains(*c)).count();
    digits > 0 && others == 0 && !is_year
}

fn no_headings(origin: &Origin, cell: &Cell, headings: &[Cell]) -> Finding {
    let line = headings.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ; ");
    let message = phrase!(
        "la première ligne du tableau est « {line} » : il lui manque une ligne d’en-tête",
        "the first row of the table is `{line}`: it lacks a row of headings"
    );
    origin.find(Code::DataFile, cell, message).remedy(phrase!(
        "ajoutez au-dessus une ligne qui nomme les colonnes, comme « Catégorie;2021;2022 »",
        "add above it a row that names the columns, such as `Category;2021;2022`"
    ))
}

/// Cells merged among the values: one number for several rows is nobody's.
fn unmerged(origin: &Origin, rows: &[Vec<Cell>], merged: &[Area], findings: &mut Vec<Finding>) {
    for area in merged {
        let corner = |cell: &&Cell| (cell.row, cell.column) == (*area.rows.start(), *area.columns.start());
        let Some(cell) = rows.iter().flatten().find(corner).filter(|cell| !cell.is_empty()) else { continue };
        let name = area.name();
        let message = phrase!("les cellules {name} sont fusionnées", "the cells {name} are merged");
        findings.push(origin.find(Code::DataCell, cell, message).remedy(phrase!(
            "défusionnez-les, et écrivez dans chacune ce qu’elle vaut",
            "split them, and write in each what it holds"
        )));
    }
}

/// Keeps the rows that have as many cells as the headings; empty cells too many do not count.
fn even(origin: &Origin, rows: Vec<Vec<Cell>>, width: usize, findings: &mut Vec<Finding>) -> Vec<Vec<Cell>> {
    let mut kept = Vec::new();
    for mut row in rows {
        while row.len() > width && row.last().is_some_and(Cell::is_empty) {
            row.pop();
        }
        if row.len() == width {
            kept.push(row);
            continue;
        }
        let found = row.len();
        let span = row.first().map_or(0, |cell| cell.span.start)..row.last().map_or(0, |cell| cell.span.end);
        let finding = Finding::new(
            Code::DataFile,
            Place::new(&origin.file, span),
            phrase!(
                "l’en-tête a {width} cellules, cette ligne en a {found}",
                "the header has {width} cells, this row has {found}"
            ),
        );
        let finding = finding.remedy(phrase!(
            "corrigez la ligne ou l’en-tête ; une cellule qui contient le séparateur se met entre guillemets",
            "mend the row or the header; a cell that holds the separator is quoted"
        ));
        findings.extend(row.first().map(|cell| origin.about(cell, finding)));
    }
    kept
}

/// Columns in which nothing is written are no columns.
fn without_empty_columns(headings: Vec<Cell>, rows: Vec<Vec<Cell>>) -> (Vec<Cell>, Vec<Vec<Cell>>) {
    let is_kept =
        |index: usize| index == 0 || !headings[index].is_empty() || rows.iter().any(|row| !row[index].is_empty());
    let kept: Vec<bool> = (0..headings.len()).map(is_kept).collect();
    let keep = |row: Vec<Cell>| row.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell).collect();
    (keep(headings), rows.into_iter().map(keep).collect())
}

/// Every column has a name of its own; the first may go without.
fn names(origin: &Origin, headings: &[Cell], findings: &mut Vec<Finding>) {
    let letters = |cell: &Cell| area::letters(cell.column);
    for (index, cell) in headings.iter().enumerate().skip(1) {
        let twin = headings[..index].iter().find(|other| fold(&other.text) == fold(&cell.text));
        let (message, remedy): (Phrase, Phrase) = match twin {
            _ if cell.is_empty() => {
                let column = letters(cell);
                let message = phrase!(
                    "la colonne {column} a des valeurs et pas de titre",
                    "the column {column} has values and no heading"
                );
                (message, phrase!("nommez-la, ou videz-la", "name it, or empty it"))
            }
            None => continue,
            Some(twin) => {
                let (name, one, other) = (&cell.text, letters(twin), letters(cell));
                let message = phrase!(
                    "les colonnes {one} et {other} s’appellent toutes deux « {name} »",
                    "the columns {one} and {other} are both called `{name}`"
                );
                (message, phrase!("donnez à chacune son nom", "give each its own name"))
            }
        };
        findings.push(origin.find(Code::DataFile, cell, message).remedy(remedy));
    }
}
