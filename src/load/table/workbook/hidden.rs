//! The bytes of a workbook and the name of a sheet → its hidden rows and columns, which the reader of workbooks does not tell.
//!
//! ECMA-376 part 1, §18.3.1.13 (`col`) and §18.3.1.73 (`row`): `hidden` is on the row or the span of columns itself.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};
use std::ops::RangeInclusive;
use zip::ZipArchive;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Rows and columns that a sheet does not show, both counted from 0.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Hidden {
    rows: BTreeSet<usize>,
    columns: Vec<RangeInclusive<usize>>,
}

impl Hidden {
    pub(super) fn row(&self, row: usize) -> bool {
        self.rows.contains(&row)
    }

    pub(super) fn column(&self, column: usize) -> bool {
        self.columns.iter().any(|span| span.contains(&column))
    }
}

/// What a sheet hides; nothing where the package cannot be read, which its reader tells.
pub(super) fn of(bytes: &[u8], sheet: &str) -> Hidden {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => return Hidden::default(),
    };
    let Some(path) = path(&mut archive, sheet) else { return Hidden::default() };
    let mut hidden = Hidden::default();
    let mut next = 0;
    elements(&mut archive, &path, |element| match element.local_name().as_ref() {
        "row" => {
            let row = number(element, "r").map_or(next, |row| row.saturating_sub(1));
            next = row + 1;
            if is_hidden(element) {
                hidden.rows.insert(row);
            }
        }
        "col" if is_hidden(element) => {
            if let (Some(first), Some(last)) = (number(element, "min"), number(element, "max")) {
                hidden.columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
            }
        }
        _ => {}
    });
    hidden
}

/// The part of the package that holds a sheet.
fn path(archive: &mut Archive, sheet: &str) -> Option<String> {
    let mut relation = None;
    elements(archive, "xl/workbook.xml", |element| {
        if element.local_name().as_ref() == "sheet" && text(element, "name").as_deref() == Some(sheet) {
            relation = text(element, "id");
        }
    });
    let relation = relation?;
    let mut target = None;
    elements(archive, "xl/_rels/workbook.xml.rels", |element| {
        if text(element, "Id").as_ref() == Some(&relation) {
            target = text(element, "Target");
        }
    });
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// Hands each element of a part of the package to `see`; stops where it is damaged.
fn elements(archive: &mut Archive, part: &str, mut see: impl FnMut(&BytesStart)) {
    let Ok(part) = archive.by_name(part) else { return };
    let mut reader = Reader::from_reader(BufReader::new(part.take(super::unpacked::MOST_UNPACKED)));
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return,
            _ => {}
        }
        buffer.clear();
    }
}

/// An attribute by its name without a prefix: `r:id` is `id`.
fn text(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::default()).ok().map(|value| value.into_owned())
}

fn number(element: &BytesStart, name: &str) -> Option<usize> {
    text(element, name)?.parse().ok()
}

fn is_hidden(element: &BytesStart) -> bool {
    text(element, "hidden").is_some_and(|hidden| ["1", "true"].contains(&hidden.as_str()))
}
