//! Records → a workbook for people: what it is on the first sheet, then one sheet per chapter.
//!
//! Numbers are numbers, shown with the decimals and the sign of their unit, and exact to the fifteen digits a spreadsheet has.

use super::column::Column;
use super::record::{Cell, Record, exact};
use crate::render::{Context, shell};
use crate::site::{self, PageKind};
use crate::text::{Number, Unit, UnitKind, date, fold::fold};
use rayon::prelude::*;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a cell holds at most.
const LONGEST: usize = 32_767;
/// Rows of a sheet below its head.
const MOST: usize = 1_048_575;
/// Characters of a sheet's name.
const NAME: usize = 31;
/// A spreadsheet keeps no more digits of a number.
const DIGITS: usize = 15;

/// The workbook of an edition: its figures' records, in the order of the report.
pub(super) fn write(records: &[Vec<Record>], cx: &Context) -> Vec<u8> {
    build(records, cx).expect("names of sheets, texts and rows are within what a workbook takes")
}

fn build(records: &[Vec<Record>], cx: &Context) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(cx)?);
    // A third less time than the usual level, for a twelfth more bytes.
    workbook.set_zip_compression_level(2);
    let mut taken = BTreeSet::new();
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top);
    let about = workbook.add_worksheet();
    about.set_name(sheet_name(&cx.theme.say(cx.edition.lang, "workbook-about", &[]), &mut taken))?;
    present(about, &head, cx)?;
    let mut sheets = Vec::new();
    for chapter in [None].into_iter().chain((0..cx.edition.chapters.len()).map(Some)) {
        let is_there = |it: &&Vec<Record>| it.first().is_some_and(|it| it.figure.chapter == chapter);
        let records: Vec<&Record> = records.iter().filter(is_there).flatten().collect();
        if records.is_empty() {
            continue;
        }
        let label = match chapter {
            Some(index) => cx.edition.chapters[index].label.clone(),
            None => cx.theme.say(cx.edition.lang, "figures-of-edition", &[("edition", &cx.edition.name)]),
        };
        sheets.push((sheet_name(&label, &mut taken), records));
    }
    let sheets = sheets.into_par_iter().map(|(name, records)| {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        fill(&mut sheet, &records, &head, cx)?;
        Ok(sheet)
    });
    for sheet in sheets.collect::<Result<Vec<_>, XlsxError>>()? {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

/// Title and author. Its date is the report's own, so that the same report gives the same bytes on every day.
fn properties(cx: &Context) -> Result<DocProperties, XlsxError> {
    let day = match cx.edition.published {
        Some(day) => ExcelDateTime::from_ymd(
            u16::try_from(day.year()).unwrap_or_default(),
            u8::try_from(day.month()).unwrap_or_default(),
            u8::try_from(day.day()).unwrap_or_default(),
        )?,
        None => ExcelDateTime::from_ymd(1900, 1, 1)?,
    };
    Ok(DocProperties::new()
        .set_title(title(cx))
        .set_author(&cx.report.organisation.name)
        .set_company(&cx.report.organisation.name)
        .set_creation_datetime(&day))
}

fn title(cx: &Context) -> String {
    format!("{}, {}", cx.theme.say(cx.edition.lang, "data-of-figures", &[]), shell::report_label(cx))
}

/// What the workbook holds, who publishes it, under which licence, and what each column means.
fn present(sheet: &mut Worksheet, head: &Format, cx: &Context) -> Result<(), XlsxError> {
    let lang = cx.edition.lang;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let large = Format::new().set_bold().set_font_size(16);
    sheet.set_column_width(0, 24)?.set_column_width(1, 80)?;
    sheet.write_string_with_format(0, 0, short(&title(cx)), &large)?;
    let figures = site::address(cx.report, cx.edition_index, PageKind::Figures);
    let facts = [
        ("workbook-publisher", Some(cx.report.organisation.name.clone())),
        ("workbook-published", cx.edition.published.map(|day| date::print(day, lang))),
        ("workbook-licence", cx.report.legal.data_licence.clone()),
        ("workbook-page", shell::public(cx, &figures)),
    ];
    let mut row = 2;
    for (key, fact) in facts {
        let Some(fact) = fact else { continue };
        sheet.write_string(row, 0, cx.theme.say(lang, key, &[]))?;
        sheet.write_string_with_format(row, 1, short(&fact), &wrapped)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, cx.theme.say(lang, "workbook-column", &[]), head)?;
    sheet.write_string_with_format(row, 1, cx.theme.say(lang, "workbook-meaning", &[]), head)?;
    for column in Column::ALL {
        row += 1;
        let words = column.words(lang);
        sheet.write_string(row, 0, words.title)?;
        sheet.write_string_with_format(row, 1, words.meaning, &wrapped)?;
    }
    Ok(())
}

/// One row per record under a head that stays in sight.
fn fill(sheet: &mut Worksheet, records: &[&Record], head: &Format, cx: &Context) -> Result<(), XlsxError> {
    let mut formats: BTreeMap<String, Format> = BTreeMap::new();
    let mut used = BTreeSet::new();
    let mut row = 0;
    for (at, column) in (0..).zip(Column::ALL) {
        sheet.set_column_width(at, width(column))?;
        sheet.write_string_with_format(0, at, column.words(cx.edition.lang).title, head)?;
    }
    for record in records.iter().take(MOST) {
        row += 1;
        for (at, column) in (0..).zip(Column::ALL) {
            let cell = record.cell(column, cx);
            if !matches!(cell, Cell::Empty) {
                used.insert(at);
            }
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(row, at, short(&text))?;
                }
                Cell::Number(number) => {
                    let code = number_format(&number, record.figure.unit.as_ref());
                    let format =
                        formats.entry(code).or_insert_with_key(|code| Format::new().set_num_format(code.as_str()));
                    match as_double(&number) {
                        Some(double) => sheet.write_number_with_format(row, at, double, format)?,
                        None => sheet.write_string(row, at, exact(number))?,
                    };
                }
            }
        }
    }
    let last = u16::try_from(Column::ALL.len() - 1).expect("a few columns");
    // A column of nothing is in the way of people; it keeps its place for programs.
    for at in (0..=last).filter(|at| !used.contains(at)) {
        sheet.set_column_hidden(at)?;
    }
    // Years are labels here, not numbers to be warned of.
    sheet.ignore_error_range(1, 0, row, last, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row, last)?;
    Ok(())
}

/// Characters.
fn width(column: Column) -> u8 {
    match column {
        Column::Label => 48,
        Column::Definition | Column::Computation | Column::Revision | Column::Break | Column::Note | Column::Source => {
            40
        }
        Column::Series | Column::Category => 28,
        Column::Id => 24,
        Column::Value | Column::Unit | Column::Chapter | Column::AsOf | Column::Licence => 18,
        Column::Period | Column::Qualifier | Column::Scope | Column::Status => 12,
    }
}

/// `#,##0.0" %"`: grouped digits, the decimals that were typed, the sign of the unit. Each spreadsheet shows it in the way of
/// its language.
fn number_format(number: &Number, unit: Option<&Unit>) -> String {
    let decimals = match number.scale.exponent() {
        0 => number.decimals,
        _ => number.value.normalize().scale(),
    };
    let mark = if decimals == 0 { "" } else { "." };
    let sign = unit.filter(|unit| matches!(unit.kind, UnitKind::Percent | UnitKind::Currency));
    let sign = sign.map_or(String::new(), |unit| format!("\"\u{a0}{}\"", unit.many.replace('"', "")));
    format!("#,##0{mark}{}{sign}", "0".repeat(decimals as usize))
}

/// The number a spreadsheet keeps; `None` when it would lose digits.
fn as_double(number: &Number) -> Option<f64> {
    let text = exact(*number);
    let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    (digits <= DIGITS).then(|| text.parse().ok()).flatten()
}

/// As much of a text as a cell surely holds.
fn short(text: &str) -> &str {
    text.char_indices().nth(LONGEST / 2).map_or(text, |(end, _)| &text[..end])
}

/// A name that spreadsheets take, not taken yet: no `[]:*?/\`, no apostrophe at the ends, 31 characters at most.
pub(super) fn sheet_name(label: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = label.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = match words.trim_matches('\'') {
        "" => "–",
        words => words,
    };
    let mut count = 1;
    loop {
        let mark = if count == 1 { String::new() } else { format!(" ({count})") };
        let mut name = String::new();
        for c in words.chars() {
            if name.encode_utf16().count() + c.len_utf16() + mark.len() > NAME {
                break;
            }
            name.push(c);
        }
        let name = format!("{}{mark}", name.trim_end_matches(['\'', ' ']));
        // « History » is a name that spreadsheets keep for themselves.
        if fold(&name) != "history" && taken.insert(fold(&name)) {
            return name;
        }
        count += 1;
    }
}
