//! Pictures, alone or together.

use super::template;
use crate::markdown::plain;
use crate::model::{Inlines, Picture};
use crate::render::file::{self, FileView};
use crate::render::prose::{Html, Pen};
use schemars::JsonSchema;
use serde::Serialize;

/// A picture.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PictureView {
    file: FileView,
    /// What it shows; empty when it only decorates.
    alternative: String,
    caption: String,
    /// The caption without markup: the name of the `<figure>`.
    caption_text: String,
    credit: Option<String>,
}

/// Several pictures.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GalleryView {
    id: String,
    title: String,
    level: u8,
    pictures: Vec<PictureView>,
}

/// One picture.
pub(super) fn alone(picture: &Picture, pen: &mut Pen, class: &str) -> Html {
    template("image", &view(picture, pen), class, pen.cx)
}

/// Several pictures under a title.
pub(super) fn gallery(title: &Inlines, pictures: &[Picture], pen: &mut Pen, class: &str) -> Html {
    let view = GalleryView {
        id: pen.id("gallery"),
        title: pen.title(title),
        level: (pen.level + 1).min(6),
        pictures: pictures.iter().map(|picture| view(picture, pen)).collect(),
    };
    template("gallery", &view, class, pen.cx)
}

fn view(picture: &Picture, pen: &mut Pen) -> PictureView {
    PictureView {
        file: file::of_asset(picture.asset, pen.cx),
        alternative: picture.alternative.clone().unwrap_or_default(),
        caption: pen.title(&picture.caption),
        caption_text: plain(&picture.caption),
        credit: picture.credit.clone(),
    }
}
