//! Blocks → HTML through the theme's `blocks/NAME.html`: the views that those templates see.
//!
//! Every template gets `block` (a view of this module), `class` (words of its grid column, or empty) and `lang`. Fields
//! named `…_html` and every `title`, `body`, `quote`, `caption` hold HTML that is already escaped, for `| safe`.

mod own;
mod picture;
mod testimonial;
#[cfg(test)]
mod tests;
mod video;

pub(super) use video::service;

use super::contract::shape;
use super::figure::{self, FigureView};
use super::file::{self, FileView};
use super::prose::{Html, Pen, Segment};
use crate::model::{Aside, AsideKind, Block, DirectoryEntry, Display, Download, FigureId, Inlines, Nodes};
use crate::text::date;
use crate::theme::contract::Shape;
use schemars::JsonSchema;
use serde::Serialize;

pub(super) use own::shape as own_shape;
pub(super) use testimonial::{lead as lead_testimonial, plain as testimonial};

/// The HTML of a block; `class` says where it stands in the columns and is empty outside them.
pub(super) fn html(block: &Block, pen: &mut Pen, class: &str) -> Html {
    match block {
        Block::Dossier { title, body } => dossier(title, body, pen),
        Block::Testimonial(content) => testimonial(content, pen, class),
        Block::Aside(content) => aside(content, pen, class),
        Block::Tile(id) => pull_figure(*id, pen, class),
        Block::Figures { title, figures, display } => self::figures(title, figures, *display, pen, class),
        Block::Chart(chart) => figure::chart_block(chart, class, pen.cx, pen.page),
        Block::Table { figure, title } => figure::table_block(*figure, title.as_deref(), class, pen.cx, pen.page),
        Block::Directory { title, entries } => directory(title, entries, pen, class),
        Block::Image(content) => picture::alone(content, pen, class),
        Block::Gallery { title, pictures } => picture::gallery(title, pictures, pen, class),
        Block::Video(content) => video::html(content, pen, class),
        Block::Download(content) => download(content, pen, class),
        Block::Own(content) => own::html(content, pen, class),
    }
}

/// A figure shown large in the side column.
pub(super) fn tile(id: FigureId, pen: &mut Pen) -> Html {
    pull_figure(id, pen, "col-aside")
}

/// Renders `blocks/NAME.html` with a view.
pub(super) fn template<V: Serialize>(name: &str, view: &V, class: &str, cx: &super::Context) -> Html {
    let mut context = tera::Context::new();
    context.insert("block", view);
    context.insert("class", class);
    context.insert("lang", cx.edition.lang.code());
    cx.theme.render(&format!("blocks/{name}.html"), &context)
}

/// What the template of each block is given as `block`.
pub(super) fn shapes() -> Vec<(&'static str, Shape)> {
    let (aside, figures, figure) = (shape::<AsideView>(), shape::<FiguresView>(), shape::<FigureView>());
    let chart = shape::<figure::ChartView>();
    let mut shapes = vec![
        ("dossier", shape::<DossierView>()),
        ("testimonial", shape::<testimonial::TestimonialView>()),
        ("figure", figure),
        ("chart", chart.clone()),
        ("table", chart),
        ("directory", shape::<DirectoryView>()),
        ("image", shape::<picture::PictureView>()),
        ("gallery", shape::<picture::GalleryView>()),
        ("video", shape::<video::VideoView>()),
        ("download", shape::<DownloadView>()),
    ];
    shapes.extend(["focus", "zoom", "retrospective", "note"].map(|name| (name, aside.clone())));
    shapes.extend(["figures", "figures-list", "figures-table"].map(|name| (name, figures.clone())));
    shapes
}

/// The feature article of a chapter.
#[derive(Debug, Serialize, JsonSchema)]
struct DossierView {
    id: String,
    title: String,
    /// Level of its heading.
    level: u8,
    /// What stands in the columns under its title.
    opening: String,
    /// What follows: columns, or matter from edge to edge.
    rest: Vec<PartView>,
}

/// A part of the dossier.
#[derive(Debug, Serialize, JsonSchema)]
struct PartView {
    /// Brings its own columns.
    bleed: bool,
    body: String,
}

/// The feature article of a chapter, whose first paragraph is its lead.
pub(super) fn dossier(title: &Inlines, body: &Nodes, pen: &mut Pen) -> Html {
    let id = pen.id("dossier");
    let title = pen.title(title);
    let segments = pen.below(|pen| {
        if let Some(crate::markdown::Node::Paragraph(_)) = body.first() {
            pen.mark_next_paragraph("lead");
        }
        pen.segments(body, true)
    })?;
    let mut segments = segments.into_iter().peekable();
    let opening = match segments.next_if(|segment| matches!(segment, Segment::Columns(_))) {
        Some(Segment::Columns(body)) => body,
        _ => String::new(),
    };
    let rest = segments
        .map(|segment| match segment {
            Segment::Columns(body) => PartView { bleed: false, body },
            Segment::Bleed(body) => PartView { bleed: true, body },
        })
        .collect();
    template("dossier", &DossierView { id, title, level: pen.level + 1, opening, rest }, "", pen.cx)
}

/// A boxed aside.
#[derive(Debug, Serialize, JsonSchema)]
struct AsideView {
    id: String,
    /// `focus`, `zoom`, `retrospective`, `note`.
    kind: &'static str,
    /// The word above its title; empty when its author wants none.
    kicker: String,
    /// Its title; empty when it has none, and the kicker is its heading.
    title: String,
    /// Level of its heading.
    level: u8,
    body: String,
}

fn aside(aside: &Aside, pen: &mut Pen, class: &str) -> Html {
    let kind = match aside.kind {
        AsideKind::Focus => "focus",
        AsideKind::Zoom => "zoom",
        AsideKind::Retrospective => "retrospective",
        AsideKind::Note => "note",
    };
    let view = AsideView {
        id: pen.id(kind),
        kind,
        kicker: aside.kicker.clone().unwrap_or_else(|| pen.say(&format!("block-{kind}"), &[])),
        title: pen.title(&aside.title),
        level: (pen.level + 1).min(6),
        body: pen.below(|pen| pen.blocks(&aside.body))?,
    };
    template(kind, &view, class, pen.cx)
}

fn pull_figure(id: FigureId, pen: &mut Pen, class: &str) -> Html {
    template("figure", &figure::tile(id, pen.cx), class, pen.cx)
}

/// Several figures together.
#[derive(Debug, Serialize, JsonSchema)]
struct FiguresView {
    id: String,
    title: String,
    level: u8,
    figures: Vec<FigureView>,
    /// Whether one of them says how it changed, for the table's column.
    any_change: bool,
}

fn figures(title: &Inlines, figures: &[FigureId], display: Display, pen: &mut Pen, class: &str) -> Html {
    let figures: Vec<FigureView> = figures.iter().map(|&id| figure::tile(id, pen.cx)).collect();
    let view = FiguresView {
        id: pen.id("figure-set"),
        title: pen.title(title),
        level: (pen.level + 1).min(6),
        any_change: figures.iter().any(|figure| figure.change.is_some()),
        figures,
    };
    let name = match display {
        Display::Tiles => "figures",
        Display::List => "figures-list",
        Display::Table => "figures-table",
    };
    template(name, &view, class, pen.cx)
}

/// A list of bodies or places.
#[derive(Debug, Serialize, JsonSchema)]
struct DirectoryView {
    id: String,
    title: String,
    level: u8,
    entries: Vec<EntryView>,
}

/// One of them.
#[derive(Debug, Serialize, JsonSchema)]
struct EntryView {
    name: String,
    /// `2019-12-16`.
    date: Option<String>,
    /// `16 décembre 2019`.
    date_text: Option<String>,
    body: String,
}

fn directory(title: &Inlines, entries: &[DirectoryEntry], pen: &mut Pen, class: &str) -> Html {
    let (id, title, level) = (pen.id("directory"), pen.title(title), (pen.level + 1).min(6));
    let entries = entries
        .iter()
        .map(|entry| {
            Ok(EntryView {
                name: pen.title(&entry.name),
                date: entry.date.map(|day| day.to_string()),
                date_text: entry.date.map(|day| date::print(day, pen.cx.edition.lang)),
                body: pen.below(|pen| pen.blocks(&entry.text))?,
            })
        })
        .collect::<Result<_, Box<crate::finding::Finding>>>()?;
    template("directory", &DirectoryView { id, title, level, entries }, class, pen.cx)
}

/// A document to download.
#[derive(Debug, Serialize, JsonSchema)]
struct DownloadView {
    title: String,
    file: FileView,
    /// `PDF, 1,2 Mo`.
    description: String,
}

fn download(download: &Download, pen: &mut Pen, class: &str) -> Html {
    let file = file::of_asset(download.file, pen.cx);
    let view = DownloadView { title: pen.title(&download.title), description: file.description(), file };
    template("download", &view, class, pen.cx)
}
