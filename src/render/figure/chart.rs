//! A figure → its chart between its title and its source, with the table and the CSV behind it.

use super::{FileView, TableView, files, says, source_line, table, when};
use crate::chart::{self, Data};
use crate::model::{ChartBlock, ChartForm, Figure, FigureId, Scope};
use crate::render::pages::annex_id;
use crate::render::prose::Html;
use crate::render::{Context, PageState, block};
use crate::text::unit::UnitKind;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// What `blocks/chart.html` and `blocks/table.html` show.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChartView {
    /// The finding, as a sentence, or the figure's label.
    pub title: Option<String>,
    /// What, where, when.
    pub subtitle: Option<String>,
    /// Title and subtitle as they are read: the name of the `<figure>`.
    pub caption: String,
    /// What the table and the file are called: the figure's label.
    pub label: String,
    /// The drawing; empty for a table.
    pub svg: Arc<str>,
    /// « Source : … »
    pub source_line: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// What readers should know of some of its rows, which an asterisk marks.
    pub notes: Vec<RowNote>,
    /// How it was computed, what it counts, what changed in its series: a sentence each.
    pub remarks: Vec<String>,
    /// Not final yet.
    pub provisional: bool,
    /// Its values.
    pub table: TableView,
    /// Where its table stands in the annex of the page, when it has one.
    pub annex: Option<AnnexView>,
    /// Its data: CSV, then JSON.
    pub files: Vec<FileView>,
}

/// Where a table stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnnexView {
    /// Number of the table.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// On paper, its page, once it is known.
    pub page: Option<usize>,
}

/// What readers should know of a row, a period or a category.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowNote {
    /// As printed.
    pub label: String,
    /// The remark.
    pub text: String,
}

/// The notes on the rows that are shown.
fn notes(figure: &Figure) -> Vec<RowNote> {
    let data = Data::of(figure);
    data.notes.iter().map(|(label, text)| RowNote { label: (*label).to_owned(), text: (*text).to_owned() }).collect()
}

/// A chart in a text.
pub(in crate::render) fn chart_block(block: &ChartBlock, class: &str, cx: &Context, page: &mut PageState) -> Html {
    let figure = cx.edition.figure(block.figure);
    let finding = block.title.is_some();
    let title = block.title.clone().unwrap_or_else(|| figure.label.clone());
    let subtitle = subtitle(block.figure, finding, block.form, cx);
    write(block.figure, Some(title), subtitle, (block.form, block.height), class, cx, page)
}

/// The chart of a figure under its own label, when a form suits it.
pub(super) fn own(
    id: FigureId,
    cx: &Context,
    page: &mut PageState,
) -> Result<Option<String>, Box<crate::finding::Finding>> {
    let figure = cx.edition.figure(id);
    let data = Data::of(figure);
    // One value drawn alone, without a whole or a target, says nothing more than its digits.
    let says_more = |form: &ChartForm| data.rows.len() > 1 || data.series.len() > 1 || *form == ChartForm::Progress;
    let form = chart::form_of(figure, figure.chart).ok().filter(says_more);
    let Some(form) = form else { return Ok(None) };
    let subtitle = subtitle(id, false, form, cx).unwrap_or_else(|| figure.label.clone());
    write(id, None, Some(subtitle), (form, None), "", cx, page).map(Some)
}

/// A figure as a table in a text.
pub(in crate::render) fn table_block(
    id: FigureId,
    title: Option<&str>,
    class: &str,
    cx: &Context,
    page: &mut PageState,
) -> Html {
    let figure = cx.edition.figure(id);
    let caption = title.unwrap_or(&figure.label).to_owned();
    let view = ChartView {
        title: None,
        subtitle: None,
        caption: caption.clone(),
        label: figure.label.clone(),
        svg: Arc::from(""),
        source_line: source_line(figure, cx),
        note: figure.note.clone(),
        notes: notes(figure),
        remarks: super::remarks::remarks(figure, cx),
        provisional: figure.provisional,
        annex: None,
        table: table::titled(figure, caption, cx, page),
        files: files(id, cx),
    };
    block::template("table", &view, class, cx)
}

fn write(
    id: FigureId,
    title: Option<String>,
    subtitle: Option<String>,
    (form, height): (ChartForm, Option<f32>),
    class: &str,
    cx: &Context,
    page: &mut PageState,
) -> Html {
    let figure = cx.edition.figure(id);
    let svg_id = page.unique(&format!("chart-{}", figure.id));
    page.charts += 1;
    let svg = cx.drawings.svg(id, form, height, svg_id, cx);
    let caption = [title.as_deref(), subtitle.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let source_line = source_under(subtitle.as_deref(), figure, cx);
    // A timeline tells its notes itself.
    let notes = if form == ChartForm::Timeline { Vec::new() } else { notes(figure) };
    let view = ChartView {
        title,
        subtitle,
        caption,
        label: figure.label.clone(),
        svg,
        source_line,
        note: figure.note.clone(),
        notes,
        remarks: super::remarks::remarks(figure, cx),
        provisional: figure.provisional,
        annex: annex(id, page),
        table: table::table(id, cx, page),
        files: files(id, cx),
    };
    block::template("chart", &view, class, cx)
}

/// The place of its table in the annex of the page.
fn annex(figure: FigureId, page: &mut PageState) -> Option<AnnexView> {
    let number = page.annexed(figure)?;
    let id = annex_id(number);
    Some(AnnexView { number, page: page.numbers.get(&id).copied(), id })
}

/// What, where, when, in which unit; the label only where the title says something else. `None` when nothing is to be said.
fn subtitle(id: FigureId, with_label: bool, form: ChartForm, cx: &Context) -> Option<String> {
    let figure = cx.edition.figure(id);
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(cx.edition.lang, key, arguments);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(with_label.then(|| figure.label.clone()));
    parts.extend(match figure.scope {
        Some(Scope::Regional) => Some(say("chart-scope-regional", &[])),
        Some(Scope::National) => Some(say("chart-scope-national", &[])),
        // The body's own territory is what a report is about.
        Some(Scope::Local) | None => None,
    });
    // A counted word that the label does not hold: without it, bare numbers would say nothing.
    let unit = figure.unit.as_ref().filter(|unit| unit.kind == UnitKind::Counted);
    parts.extend(
        unit.filter(|unit| !says(&figure.label, &unit.many)).map(|unit| say("chart-unit", &[("unit", &unit.many)])),
    );
    let data = Data::of(figure);
    let when = match data.rows.as_slice() {
        // A gauge shows the one value of the edition.
        [(first, _), .., (last, _)] if data.time && form != ChartForm::Progress => {
            Some(say("chart-range", &[("first", first), ("last", last)]))
        }
        _ => when(figure, cx),
    };
    // The label may already end with its period.
    parts.extend(when.filter(|when| !(with_label && figure.label.contains(when.as_str()))));
    let line = parts.join(", ");
    let mut letters = line.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The source of a chart: without the period where its subtitle already says it.
fn source_under(subtitle: Option<&str>, figure: &Figure, cx: &Context) -> Option<String> {
    let source = figure.source.as_deref()?;
    let said = when(figure, cx).is_some_and(|when| subtitle.is_some_and(|line| line.to_lowercase().contains(&when)));
    if said {
        Some(cx.theme.say(cx.edition.lang, "figure-source", &[("source", source)]))
    } else {
        source_line(figure, cx)
    }
}
