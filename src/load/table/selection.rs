//! `data: file.csv`, or `data: {file: …, sheet: …, range: …, columns: …}` → which cells of which file.

use super::Area;
use crate::load::fields::{At, Fields};
use crate::load::yaml::Value;

/// Which cells of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// A sheet, by its name.
    pub(crate) sheet: Option<String>,
    /// `B3:F12`, `Données!B3:F12`, or a name that the workbook gives to cells.
    pub(crate) range: Option<String>,
    /// A table, by its name.
    pub(crate) table: Option<String>,
    /// Columns to keep, by their headings; none keeps them all.
    pub(crate) columns: Vec<String>,
}

impl Selection {
    /// The sheet that the range names, before its `!`, else the one that is named apart.
    pub(super) fn sheet_and_range(&self) -> (Option<&str>, Option<&str>) {
        let range = self.range.as_deref().map(str::trim);
        match range.and_then(|range| range.rsplit_once('!')) {
            Some((sheet, range)) => (Some(sheet.trim_matches('\'')), Some(range)),
            None => (self.sheet.as_deref(), range),
        }
    }

    /// The cells of the range, when it is not a name.
    pub(super) fn area(&self) -> Option<Area> {
        Area::read(self.sheet_and_range().1?)
    }
}

/// The file of a figure and which cells of it, from the value of `data`.
pub(in crate::load) fn wanted(fields: &mut Fields) -> Option<(At<String>, Selection)> {
    let node = fields.node("data")?;
    let Value::Map(_) = node.value else {
        return fields.scalar(node).map(|file| (file, Selection::default()));
    };
    fields.nested(node, |inner| {
        let file = inner.required("file");
        let mut text = |key| inner.text(key).map(|text| text.value);
        let (sheet, range, table) = (text("sheet"), text("range"), text("table"));
        let columns = inner.texts("columns").into_iter().map(|column| column.value).collect();
        Some((file?, Selection { sheet, range, table, columns }))
    })
}
