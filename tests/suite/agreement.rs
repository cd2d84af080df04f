//! One figure says one thing everywhere: on every page, in every drawing, table and file of data of the demonstration report. The
//! built site is read, never the model; the CSV of all figures is what the others are held against.

use crate::harness::{build, console, none, root};
use crate::page::{attribute, tags, text};
use calamine::{Data, Reader, Xlsx};
use millesime::text::number::read;
use millesime::text::{Lang, Number};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::str::FromStr;
use std::sync::{Arc, LazyLock};

type Files = BTreeMap<String, Arc<[u8]>>;

static SITE: LazyLock<Files> = LazyLock::new(|| {
    let built = build(root());
    assert!(built.findings.is_empty(), "{}", console(&built, Lang::Fr));
    built.rendered.unwrap().files
});

/// A row of the CSV of all figures.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    series: String,
    category: String,
    period: String,
    value: Option<Decimal>,
}

/// The rows of each figure of an edition, and its cells as they were read.
struct Ledger {
    rows: BTreeMap<String, Vec<Row>>,
    labels: BTreeMap<String, String>,
    cells: Vec<Vec<String>>,
}

/// What was compared, by kind, and what disagreed.
#[derive(Default)]
struct Agreement {
    counts: BTreeMap<&'static str, usize>,
    failures: Vec<String>,
}

impl Agreement {
    fn expect(&mut self, kind: &'static str, holds: bool, told: impl FnOnce() -> String) {
        *self.counts.entry(kind).or_default() += 1;
        if !holds {
            self.failures.push(format!("{kind}: {}", told()));
        }
    }
}

fn utf8(files: &Files, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("{path} is missing")).to_vec()).unwrap()
}

/// The cells of a CSV file, its head first.
fn csv(files: &Files, path: &str) -> Vec<Vec<String>> {
    let text = utf8(files, path);
    let text = text.strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{path}: no byte order mark"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn decimal(text: &str) -> Option<Decimal> {
    (!text.is_empty()).then(|| Decimal::from_str(text).unwrap_or_else(|_| panic!("`{text}` is not a number")))
}

fn ledger(files: &Files, folder: &str) -> Ledger {
    let cells = csv(files, &format!("{folder}chiffres.csv"));
    let at = |name: &str| cells[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name}"));
    let [id, label, series, category, period, value] =
        ["identifiant", "libelle", "serie", "categorie", "periode", "valeur"].map(at);
    let (mut rows, mut labels) = (BTreeMap::<String, Vec<Row>>::new(), BTreeMap::new());
    for row in &cells[1..] {
        labels.insert(row[id].clone(), row[label].clone());
        rows.entry(row[id].clone()).or_default().push(Row {
            series: row[series].clone(),
            category: row[category].clone(),
            period: row[period].clone(),
            value: decimal(&row[value]),
        });
    }
    Ledger { rows, labels, cells }
}

/// Whether a number as printed is that value, to the digit it is printed to.
fn prints(printed: &Number, value: Decimal) -> bool {
    let digit = Decimal::from(10_i64.pow(printed.scale.exponent())) / Decimal::from(10_i64.pow(printed.decimals));
    (printed.value.abs() - value.abs()).abs() * Decimal::TWO <= digit
}

/// The number in a text, from its first digit on: « près de 550 généralistes », « en baisse de 27,0 % ».
fn number(text: &str) -> Option<Number> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let start =
        text[..digits].char_indices().next_back().filter(|(_, sign)| "−-".contains(*sign)).map_or(digits, |it| it.0);
    let words: Vec<&str> = text[start..].split([' ', '\u{a0}']).collect();
    // Words after the unit are none of its concern: « 27,0 % de moins qu’en 2021 ».
    (1..=words.len())
        .rev()
        .find_map(|count| read(&words[..count].join(" "), Lang::Fr).ok())
        .map(|reading| reading.number)
}

/// Values that sentences may compute from those of a figure: changes between two of them, and shares.
fn computed(rows: &[Row]) -> Vec<Decimal> {
    let values: Vec<Decimal> = rows.iter().filter_map(|row| row.value).collect();
    let pairs = values.iter().flat_map(|old| values.iter().map(move |new| (*old, *new)));
    let hundred = Decimal::ONE_HUNDRED;
    pairs
        .flat_map(|(old, new)| {
            let share = new.checked_div(old).map(|share| share * hundred);
            [Some(new - old), share, share.map(|share| share - hundred), new.checked_div(old)]
        })
        .flatten()
        .collect()
}

/// Every `<data>` of a page names its figure, holds one of its values, and shows it.
fn check_numbers(path: &str, html: &str, ledger: &Ledger, found: &mut Agreement) {
    // The cells of a figure's table are named by their table.
    let mut pieces = html.split("<table data-figure=");
    let rest = pieces.next().into_iter().chain(pieces.filter_map(|table| Some(table.split_once("</table>")?.1)));
    let html: String = rest.collect();
    for (at, _) in html.match_indices("<data ") {
        let tag = html[at + 1..].split('>').next().unwrap();
        let shown = text(html[at..].split("</data>").next().unwrap());
        let (Some(id), Some(value)) = (attribute(tag, "data-figure"), attribute(tag, "value").and_then(decimal)) else {
            found.expect("number", false, || format!("{path}: <{tag}> names no figure"));
            continue;
        };
        let Some(rows) = ledger.rows.get(id) else {
            found.expect("number", false, || format!("{path}: no figure `{id}`"));
            continue;
        };
        let scale = Decimal::new(5, value.scale() + 1);
        let holds = rows.iter().any(|row| row.value == Some(value))
            || computed(rows).iter().any(|known| (known - value).abs() <= scale);
        found.expect("number", holds, || format!("{path}: {value} is no value of `{id}`"));
        let is_shown = match number(&shown) {
            Some(printed) => prints(&printed, value),
            // In words: « deux maisons ».
            None => !shown.is_empty() && value.is_integer(),
        };
        found.expect("print", is_shown, || format!("{path}: `{id}` is {value}, shown as {shown}"));
    }
}

/// A text of a page as files of data have it, with ordinary spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Every cell of the table of a figure is the value of its row and column.
fn check_tables(path: &str, html: &str, ledger: &Ledger, found: &mut Agreement) {
    for table in html.split("<table data-figure=\"").skip(1) {
        let id = table.split('"').next().unwrap();
        let table = table.split("</table>").next().unwrap();
        let rows = ledger.rows.get(id).unwrap_or_else(|| panic!("{path}: no figure `{id}`"));
        let (head, body) = table.split_once("<tbody>").unwrap();
        let columns: Vec<String> =
            head.split("<th ").skip(2).map(|cell| plain(&text(&format!("<th {cell}")))).collect();
        for line in body.split("<tr").skip(1) {
            let label = line.split("<th").nth(1).unwrap().split("</th>").next().unwrap();
            let label = plain(&text(&format!("<th{label}")));
            let cells = line.split("<td").skip(1).zip(&columns);
            for (cell, column) in cells {
                let cell = format!("<td{}", cell.split("</td>").next().unwrap());
                let is_own = |row: &&Row| {
                    (row.series == *column || row.series.is_empty())
                        && (row.category == label
                            || row.category.is_empty() && row.period == label
                            || row.category.is_empty() && ledger.labels[id] == label)
                };
                let value = tags(&cell).find_map(|tag| attribute(tag, "value")).and_then(decimal);
                let known: Vec<Option<Decimal>> = rows.iter().filter(is_own).map(|row| row.value).collect();
                found.expect("cell", known.contains(&value), || {
                    format!("{path}: `{id}`, {label}, {column}: {value:?} is not among {known:?}")
                });
                if let Some(value) = value {
                    let shown = number(&text(&cell));
                    let holds = shown.is_some_and(|shown| prints(&shown, value));
                    found.expect("print", holds, || format!("{path}: `{id}`, {label}: {value} is shown as {cell}"));
                }
            }
        }
    }
}

/// What the series of each category make together: the end of a stacked bar.
fn sums(rows: &[Row]) -> Vec<Decimal> {
    let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.series.is_empty()) {
        *sums.entry(&row.category).or_default() += row.value.unwrap_or_default();
    }
    sums.into_values().collect()
}

/// Every number in the drawing of a figure is one of its values, their sum in a stacked bar, or what was aimed at.
fn check_drawings(path: &str, html: &str, targets: &BTreeMap<String, Decimal>, ledger: &Ledger, found: &mut Agreement) {
    for drawing in html.split("aria-labelledby=\"chart-").skip(1) {
        let name = drawing.split("-t ").next().unwrap();
        // A figure drawn twice on a page has a second drawing of another id.
        let id = match name.rsplit_once('-') {
            Some((id, count)) if !ledger.rows.contains_key(name) && count.parse::<usize>().is_ok() => id,
            _ => name,
        };
        let rows = ledger.rows.get(id).unwrap_or_else(|| panic!("{path}: no figure `{id}`"));
        let drawing = drawing.split("</svg>").next().unwrap();
        let is_label = |words: &str| {
            let words = plain(words);
            let within = |text: &str| text.to_lowercase().contains(&words.to_lowercase());
            rows.iter().any(|row| within(&row.series) || within(&row.category) || within(&row.period))
                || within(&ledger.labels[id])
        };
        let mut numbers = 0;
        let pieces = drawing.split("<text").skip(1).flat_map(|piece| piece.split("</text>").next().unwrap().split('<'));
        for piece in pieces {
            let words = piece.split_once('>').map_or("", |(_, words)| words).trim();
            let Some(printed) = number(words).filter(|_| !words.is_empty() && !is_label(words)) else { continue };
            let holds = rows.iter().filter_map(|row| row.value).chain(targets.get(id).copied()).chain(sums(rows));
            found.expect("drawing", holds.into_iter().any(|value| prints(&printed, value)), || {
                format!("{path}: the drawing of `{id}` says {words}")
            });
            numbers += 1;
        }
        found.expect("drawing", numbers > 0, || format!("{path}: the drawing of `{id}` says no number"));
    }
}

/// The values of a figure's JSON are the rows of its CSV, and its own value is one of them.
fn check_json(place: &str, figure: &serde_json::Value, ledger: &Ledger, found: &mut Agreement) {
    let id = figure["id"].as_str().unwrap();
    let word = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let exact = |value: &serde_json::Value| value.as_number().and_then(|number| decimal(&number.to_string()));
    let rows: Vec<Row> = figure["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| Row {
            series: word(it, "series"),
            category: word(it, "category"),
            period: word(it, "period"),
            value: exact(&it["value"]),
        })
        .collect();
    let known = &ledger.rows[id];
    found.expect("json", rows == *known, || format!("{place}: `{id}` is {rows:?}, not {known:?}"));
    let own = exact(&figure["value"]);
    let holds = own.is_none() || known.iter().any(|row| row.category.is_empty() && row.value == own);
    found.expect("json", holds, || format!("{place}: the value of `{id}`, {own:?}, is not in {known:?}"));
}

/// The rows of the workbook are those of the CSV, sheet after sheet.
fn check_workbook(path: &str, bytes: &[u8], ledger: &Ledger, found: &mut Agreement) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    let mut rows = ledger.cells[1..].iter();
    for (name, range) in sheets.iter().skip(1) {
        for (line, row) in range.rows().enumerate().skip(1) {
            let Some(expected) = rows.next() else {
                found.expect("workbook", false, || format!("{path}: {name}:{} is one row too many", line + 1));
                continue;
            };
            for (at, cell) in expected.iter().enumerate() {
                let holds = match row.get(at).unwrap_or(&Data::Empty) {
                    Data::Empty => cell.is_empty(),
                    Data::Float(number) => cell.parse() == Ok(*number),
                    Data::String(words) => words == cell.strip_prefix('\'').unwrap_or(cell),
                    _ => false,
                };
                found.expect("workbook", holds, || {
                    format!("{path}: {name}:{} is {:?}, not {cell}", line + 1, row.get(at))
                });
            }
        }
    }
    found.expect("workbook", rows.next().is_none(), || format!("{path}: rows are missing"));
}

/// Everything that an edition says of its figures.
fn compare(files: &Files, edition: &str) -> Agreement {
    let folder = format!("{edition}/donnees/");
    let ledger = ledger(files, &folder);
    let mut found = Agreement::default();
    for id in ledger.rows.keys() {
        let own: Vec<_> = ledger.cells[1..].iter().filter(|row| row[0] == *id).cloned().collect();
        let file = csv(files, &format!("{folder}{id}.csv"));
        found.expect("csv", file[0] == ledger.cells[0] && file[1..] == own, || format!("{folder}{id}.csv"));
        let json: serde_json::Value = serde_json::from_str(&utf8(files, &format!("{folder}{id}.json"))).unwrap();
        check_json(&format!("{folder}{id}.json"), &json["figure"], &ledger, &mut found);
    }
    let all: serde_json::Value = serde_json::from_str(&utf8(files, &format!("{folder}figures.json"))).unwrap();
    let all = all["figures"].as_array().unwrap();
    found.expect("json", all.len() == ledger.rows.len(), || format!("{} figures in figures.json", all.len()));
    all.iter().for_each(|figure| check_json("figures.json", figure, &ledger, &mut found));
    let target = |figure: &serde_json::Value| {
        Some((figure["id"].as_str()?.to_owned(), decimal(&figure["target"].as_number()?.to_string())?))
    };
    let targets = all.iter().filter_map(target).collect();
    let path = format!("{folder}chiffres.xlsx");
    check_workbook(&path, &files[&path], &ledger, &mut found);
    let pages = files.keys().filter(|path| path.starts_with(&format!("{edition}/")) && path.ends_with(".html"));
    for path in pages {
        let html = utf8(files, path);
        check_numbers(path, &html, &ledger, &mut found);
        check_tables(path, &html, &ledger, &mut found);
        check_drawings(path, &html, &targets, &ledger, &mut found);
    }
    found
}

#[test]
fn every_number_that_names_a_figure_agrees() {
    for edition in ["2022", "2021"] {
        let found = compare(&SITE, edition);
        none(found.failures);
        if edition == "2022" {
            let least =
                [("csv", 100), ("json", 400), ("workbook", 3000), ("number", 600), ("cell", 500), ("drawing", 300)];
            for (kind, least) in least {
                let count = found.counts.get(kind).copied().unwrap_or_default();
                assert!(count >= least, "{kind}: {count} were compared");
            }
        }
    }
}

/// The site with one text changed in one file.
fn changed(path: &str, from: &str, to: &str) -> Files {
    let mut files = SITE.clone();
    let text = utf8(&files, path);
    assert!(text.contains(from), "{path}: no {from}");
    files.insert(path.to_owned(), Arc::from(text.replacen(from, to, 1).into_bytes()));
    files
}

#[test]
fn a_number_that_disagrees_is_seen() {
    let narrow = "67\u{202f}915";
    for (path, from, to, kind) in [
        ("2022/index.html", "<data value=\"67915\"", "<data value=\"67916\"", "number"),
        ("2022/chiffres/index.html", &format!("{narrow}</data>"), "67\u{202f}951</data>", "print"),
        ("2022/adapter/index.html", &format!("{narrow}</text>"), "67\u{202f}951</text>", "drawing"),
        ("2022/donnees/teleconsultations.csv", ";67915;", ";67951;", "csv"),
        ("2022/donnees/teleconsultations.json", "\"value\": 93000", "\"value\": 39000", "json"),
        ("2022/donnees/figures.json", "\"value\": 67915", "\"value\": 67951", "json"),
        ("2022/donnees/chiffres.csv", ";67915;", ";67951;", "workbook"),
    ] {
        let found = compare(&changed(path, from, to), "2022");
        assert!(found.failures.iter().any(|failure| failure.starts_with(kind)), "{path}: {:?}", found.failures);
    }
}
