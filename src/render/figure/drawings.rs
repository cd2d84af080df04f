//! Charts already drawn: the same figure stands in its chapter, on its highlight's page, on the key figures and in the whole report.

use crate::chart::{self, Data, Drawing};
use crate::model::{ChartForm, FigureId};
use crate::render::Context;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tracing::info_span;

/// What a drawing follows from, beside the report and the theme. Heights are compared by their bits.
type Key = (usize, FigureId, ChartForm, Option<u32>, String);

/// The drawings of a build, shared by its pages.
#[derive(Debug, Default)]
pub(in crate::render) struct Drawings(Mutex<BTreeMap<Key, Arc<str>>>);

impl Drawings {
    /// The SVG of a figure, drawn at most once for each form, height and id (two pages may draw it at the same time).
    pub(super) fn svg(
        &self,
        figure: FigureId,
        form: ChartForm,
        height: Option<f32>,
        id: String,
        cx: &Context,
    ) -> Arc<str> {
        let key = (cx.edition_index, figure, form, height.map(f32::to_bits), id);
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(svg) = known().get(&key) {
            return Arc::clone(svg);
        }
        let svg = draw(figure, form, height, &key.4, cx);
        Arc::clone(known().entry(key).or_insert(svg))
    }
}

fn draw(figure: FigureId, form: ChartForm, height: Option<f32>, id: &str, cx: &Context) -> Arc<str> {
    let figure = cx.edition.figure(figure);
    let _span = info_span!("chart", of = %figure.id).entered();
    let drawing = Drawing {
        id,
        form,
        title: &figure.label,
        data: Data::drawn(figure, form),
        unit: figure.unit.as_ref(),
        target: figure.target.as_ref(),
        height,
        lang: cx.edition.lang,
    };
    chart::draw(&drawing).into()
}
