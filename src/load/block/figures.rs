//! `figures`, `figure` and `chart` → what they show of the ledger.

use crate::chart;
use crate::finding::{Code, Finding, did_you_mean, phrase};
use crate::load::attributes::{Attributes, words};
use crate::load::fields::{At, not_a_choice};
use crate::load::text::Resolver;
use crate::load::vocabulary::{DISPLAYS, FORMS, choose};
use crate::markdown::{Inline, Node, RawBlock, RawInline};
use crate::model::{Block, ChartBlock, Figure, FigureId, Inlines};
use crate::text::nearest::nearest;
use std::ops::Range;

impl Resolver<'_, '_> {
    pub(super) fn figure(&mut self, id: &At<String>) -> Option<FigureId> {
        match self.names.figure(self.file, id) {
            Ok(id) => Some(id),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    pub(super) fn figures(
        &mut self,
        attributes: &mut Attributes,
        title: Inlines,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        span: &Range<usize>,
    ) -> Option<Block> {
        let display = attributes.choice("display", DISPLAYS).unwrap_or_default();
        let mut ids = attributes.words("ids");
        let tag = attributes.text("tag");
        // Ids may also be listed in the body, one per line or item.
        for node in body.unwrap_or_default() {
            ids.extend(listed(&node));
        }
        let mut figures: Vec<FigureId> = ids.iter().filter_map(|id| self.figure(id)).collect();
        if let Some(tag) = &tag {
            let tagged = |figure: &Figure| figure.tags.contains(&tag.value);
            let all = self
                .names
                .figures
                .iter()
                .enumerate()
                .filter(|(_, figure)| tagged(figure))
                .map(|(index, _)| FigureId(index));
            let before = figures.len();
            figures.extend(all);
            if figures.len() == before {
                let typed = &tag.value;
                let tags = self.names.figures.iter().flat_map(|figure| &figure.tags).map(String::as_str);
                let near = nearest(typed, tags).map(did_you_mean);
                self.find(
                    Code::FigureUnknown,
                    tag.span.clone(),
                    phrase!("aucun chiffre n’a l’étiquette « {typed} »", "no figure has the tag `{typed}`"),
                )
                .remedy = near;
            }
        }
        if ids.is_empty() && tag.is_none() {
            self.find(
                Code::AttributeMissing,
                span.clone(),
                phrase!("ce bloc ne nomme aucun chiffre", "this block names no figure"),
            )
            .remedy = Some(phrase!(
                "ajoutez {{ids=\"a b c\"}} ou {{etiquette=\"…\"}}",
                "add {{ids=\"a b c\"}} or {{tag=\"…\"}}"
            ));
        }
        (!figures.is_empty()).then_some(Block::Figures { title, figures, display })
    }

    pub(super) fn chart(&mut self, attributes: &mut Attributes, label: &At<String>) -> Option<Block> {
        let title = attributes.text("title").map(|title| self.typeset(&title.value));
        let asked = attributes.text("form");
        let height = attributes.text("height");
        let height = height.and_then(|typed| {
            let height = typed
                .value
                .trim_end_matches("em")
                .replace(',', ".")
                .parse::<f32>()
                .ok()
                .filter(|height| (6.0..=60.0).contains(height));
            if height.is_none() {
                self.find(
                    Code::AttributeValue,
                    typed.span,
                    phrase!("la hauteur d’un graphique va de 6 à 60", "the height of a chart goes from 6 to 60"),
                )
                .remedy = Some(phrase!("écrivez par exemple hauteur=12", "write for instance height=12"));
            }
            height
        });
        let figure = self.figure(label)?;
        let entry = self.names.figures.get(figure.0)?;
        let form = match &asked {
            None => entry.chart,
            Some(typed) => {
                let form = choose(&typed.value, FORMS);
                if form.is_none() {
                    let finding = not_a_choice(self.file, typed, FORMS);
                    self.findings.push(Finding { code: Code::AttributeValue, ..finding });
                    return None;
                }
                form
            }
        };
        if self.names.unsettled.contains(&figure) {
            return None;
        }
        match chart::form_of(entry, form) {
            Ok(form) => Some(Block::Chart(ChartBlock { figure, form, title, height })),
            Err(misfit) => {
                let id = &entry.id;
                let (place, reason) = (asked.map_or(label.span.clone(), |typed| typed.span), misfit.reason());
                let best = chart::form_of(entry, None).ok();
                let best = best.and_then(|best| FORMS.iter().find(|(.., form)| *form == best));
                let remedy = best.map_or(
                    phrase!("montrez-le par « ::tableau[{id}] »", "show it with `::table[{id}]`"),
                    |(en, fr, _)| {
                        phrase!(
                            "écrivez « forme={fr} », ou « ::tableau[{id}] »",
                            "write `form={en}`, or `::table[{id}]`"
                        )
                    },
                );
                let (fr, en) = (&reason.fr, &reason.en);
                self.find(
                    Code::ChartForm,
                    place,
                    phrase!("cette forme ne convient pas à « {id} » : {fr}", "this form does not fit `{id}`: {en}"),
                )
                .remedy = Some(remedy);
                None
            }
        }
    }
}

/// Ids written in the body of a `figures` block.
fn listed(node: &Node<RawBlock, RawInline>) -> Vec<At<String>> {
    match node {
        Node::Paragraph(content) => content
            .iter()
            .flat_map(|inline| match inline {
                Inline::Text(text, at) => words(&At { value: text.clone(), span: *at..*at + text.len() }),
                _ => Vec::new(),
            })
            .collect(),
        Node::List { items, .. } => items.iter().flatten().flat_map(listed).collect(),
        _ => Vec::new(),
    }
}
