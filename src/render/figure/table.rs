//! A figure's values → the table behind its chart.

use crate::chart::Data;
use crate::ledger::is_detail;
use crate::model::{Figure, FigureId, Shape};
use crate::render::data::exact;
use crate::render::{Context, PageState};
use crate::text::unit::UnitKind;
use crate::text::{Number, number, words};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// A table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TableView {
    /// Key of the figure in the ledger.
    pub figure: String,
    /// Id of its caption, unique on the page.
    pub caption_id: String,
    /// What it shows.
    pub caption: String,
    /// Heading of the first column: « Année », « Catégorie ».
    pub corner: String,
    /// Headings of the columns of values.
    pub columns: Vec<String>,
    /// In order.
    pub rows: Vec<RowView>,
}

/// A row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowView {
    /// Category or period.
    pub label: String,
    /// A part of the row above (« dont… »).
    pub indent: bool,
    /// One per column.
    pub cells: Vec<CellView>,
}

/// A value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CellView {
    /// As printed: `67 915`, `55,1 %`, `n. d.`
    pub text: String,
    /// For `<data value>`: `67915`, `55.1`; `None` when there is none.
    pub number: Option<String>,
}

/// The table of a figure, under its label.
pub(in crate::render) fn table(id: FigureId, cx: &Context, page: &mut PageState) -> TableView {
    let figure = cx.edition.figure(id);
    titled(figure, figure.label.clone(), cx, page)
}

/// The table of a figure.
pub(super) fn titled(figure: &Figure, caption: String, cx: &Context, page: &mut PageState) -> TableView {
    let data = Data::of(figure);
    // A word that is counted stands in the heading, a sign stands beside each value.
    let (printed_unit, heading) = match figure.unit.as_ref() {
        Some(unit) if unit.kind == UnitKind::Counted => (None, words::capitalised(&unit.many)),
        unit => (unit, cx.theme.say(cx.edition.lang, "figure-value", &[])),
    };
    let values = || data.rows.iter().flat_map(|(_, values)| values.iter().flatten());
    let changes = printed_unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Percent | UnitKind::Points))
        && values().any(|number| number.value < Decimal::ZERO);
    let cell = |value: &Option<Number>| match value {
        Some(value) if changes => number::print_change(value, printed_unit, cx.edition.lang),
        Some(value) => number::print_with_unit(value, printed_unit, cx.edition.lang),
        None => cx.theme.say(cx.edition.lang, "figure-missing", &[]),
    };
    TableView {
        figure: figure.id.clone(),
        caption_id: page.unique(&format!("table-{}", figure.id)),
        caption,
        corner: corner(figure, cx),
        columns: data
            .series
            .iter()
            .map(|name| if name.is_empty() { heading.clone() } else { (*name).to_owned() })
            .collect(),
        rows: data
            .rows
            .iter()
            .map(|(label, values)| RowView {
                label: (*label).to_owned(),
                indent: is_detail(label),
                cells: std::iter::zip(&data.series, values)
                    .map(|(series, value)| {
                        let mark = mark(figure, series, label).map(|key| cx.theme.say(cx.edition.lang, key, &[]));
                        let text = [Some(cell(value)), mark].into_iter().flatten().collect::<Vec<_>>().join("\u{a0}");
                        CellView { text, number: value.map(exact) }
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// What a value is marked with: it is not final, or it is not the one that was first published.
fn mark(figure: &Figure, series: &str, label: &str) -> Option<&'static str> {
    let is_revised = figure.revisions.iter().any(|revision| {
        revision.reason.is_some()
            && (revision.period == label || revision.period.strip_prefix(series) == Some(&format!(", {label}")))
    });
    let is_provisional = figure.shape == Shape::Scalar
        && figure.history.iter().any(|row| row.provisional && row.value.is_some() && row.label == label);
    if is_provisional { Some("figure-provisional") } else { is_revised.then_some("figure-revised-mark") }
}

/// The heading of the first column: what the figure says of it, else whether it holds periods or categories.
fn corner(figure: &Figure, cx: &Context) -> String {
    if let Some(category) = &figure.category {
        return category.clone();
    }
    if let Shape::Series(grid) = &figure.shape
        && let Some(category) = &grid.category
    {
        return category.clone();
    }
    let data = Data::of(figure);
    let years = data.rows.iter().all(|(label, _)| label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit()));
    let key = match (data.time, years, &figure.shape) {
        (true, true, _) => "figure-year",
        (true, false, _) => "figure-period",
        (false, _, Shape::Scalar) => "figure-label",
        (false, ..) => "figure-category",
    };
    cx.theme.say(cx.edition.lang, key, &[])
}
