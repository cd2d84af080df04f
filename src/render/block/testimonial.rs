//! Testimonials: a quote between its quotation marks and who says it.

use super::template;
use crate::model::{Person, Speaker, Testimonial};
use crate::render::file::{self, FileView};
use crate::render::prose::{Html, Pen};
use schemars::JsonSchema;
use serde::Serialize;

/// A quote and who says it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TestimonialView {
    /// The main quote of a chapter, from edge to edge.
    lead: bool,
    /// Its paragraphs, with their quotation marks.
    quote: String,
    speakers: Vec<SpeakerView>,
    /// Function shared by all.
    role: Option<String>,
    /// Place shared by all.
    place: Option<String>,
}

/// Who speaks: `name` in bold, then `detail`. A function that speaks is its own name.
#[derive(Debug, Serialize, JsonSchema)]
struct SpeakerView {
    name: String,
    /// Functions, then place.
    detail: Vec<String>,
    portrait: Option<FileView>,
}

/// A testimonial in the columns or in a group.
pub(in crate::render) fn plain(testimonial: &Testimonial, pen: &mut Pen, class: &str) -> Html {
    write(testimonial, false, pen, class)
}

/// The main testimonial of a chapter.
pub(in crate::render) fn lead(testimonial: &Testimonial, pen: &mut Pen) -> Html {
    write(testimonial, true, pen, "")
}

fn write(testimonial: &Testimonial, lead: bool, pen: &mut Pen, class: &str) -> Html {
    let mut speakers: Vec<SpeakerView> = testimonial.speakers.iter().filter_map(|one| speaker(one, pen)).collect();
    let (mut role, mut place) = (testimonial.role.clone(), testimonial.place.clone());
    // One speaker shares nothing with another; nobody but a function is the function itself.
    match speakers.as_mut_slice() {
        [alone] => alone.detail.extend(role.take().into_iter().chain(place.take())),
        [] => {
            if let Some(name) = role.take().or_else(|| place.take()) {
                speakers.push(SpeakerView { name, detail: place.take().into_iter().collect(), portrait: None });
            }
        }
        _ => {}
    }
    let view = TestimonialView { lead, quote: pen.quotation(&testimonial.quote)?, speakers, role, place };
    template("testimonial", &view, class, pen.cx)
}

fn speaker(speaker: &Speaker, pen: &Pen) -> Option<SpeakerView> {
    let (name, roles, place, portrait) = match speaker {
        Speaker::Person(id) => {
            let Person { name, roles, place, portrait, .. } = &pen.cx.report.people[id.0];
            (name.clone(), roles.clone(), place.clone(), *portrait)
        }
        Speaker::Named { name, role, place } => (name.clone(), role.clone().into_iter().collect(), place.clone(), None),
    };
    let mut words = name.into_iter().chain(roles).chain(place);
    Some(SpeakerView {
        name: words.next()?,
        detail: words.collect(),
        portrait: portrait.map(|portrait| file::of_asset(portrait, pen.cx)),
    })
}
