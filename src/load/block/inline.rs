//! `:figure[…]` and `:term[…]` in a sentence → what of them is printed.

use crate::finding::{Code, Note, phrase};
use crate::load::attributes::Attributes;
use crate::load::fields::At;
use crate::load::text::Resolver;
use crate::load::vocabulary::{AS, As, Directive};
use crate::markdown::Attribute;
use crate::model::{Cite, Figure, FigureId, FigureUse, Shape};
use crate::text::nearest::nearest;
use std::ops::Range;

impl Resolver<'_, '_> {
    /// `:chiffre[…]` or `:sigle[…]` in a sentence.
    pub(in crate::load) fn inline_directive(
        &mut self,
        directive: Directive,
        name: &str,
        label: &At<String>,
        attributes: &[Attribute],
        span: Range<usize>,
    ) -> Option<Cite> {
        let mut attributes = Attributes::of(self.file, name, span.clone(), attributes, self.lang);
        let cite = match directive {
            Directive::Term => match self.names.term(self.file, label) {
                Ok(term) => Some(Cite::Term(term)),
                Err(finding) => {
                    self.findings.push(*finding);
                    None
                }
            },
            Directive::Figure => {
                let what = attributes.choice("as", AS);
                let (year, row) = (attributes.text("year"), attributes.text("row"));
                let of = year.or(row);
                let unit =
                    attributes.text("with_unit").is_none_or(|text| !["false", "non"].contains(&text.value.as_str()));
                self.figure(label)
                    .and_then(|figure| self.figure_use(figure, what, of, unit, label))
                    .map(|(figure, what)| Cite::Figure { figure, what, span })
            }
            _ => {
                self.find(
                    Code::DirectiveKind,
                    span,
                    phrase!(
                        "« {name} » est un bloc, il ne s’écrit pas dans une phrase",
                        "`{name}` is a block, it is not written in a sentence"
                    ),
                )
                .remedy = Some(phrase!(
                    "mettez « ::{name} » ou « :::{name} » seul sur sa ligne",
                    "put `::{name}` or `:::{name}` alone on its line"
                ));
                return None;
            }
        };
        self.findings.append(&mut attributes.finish());
        cite
    }

    /// Checks that the value asked for exists.
    pub(super) fn figure_use(
        &mut self,
        id: FigureId,
        what: Option<As>,
        of: Option<At<String>>,
        unit: bool,
        label: &At<String>,
    ) -> Option<(FigureId, FigureUse)> {
        let figure = self.names.figures.get(id.0)?;
        if let Some(of) = &of {
            let typed = self.typeset(&of.value);
            let labels = labels(figure);
            if !labels.contains(&typed.as_str()) {
                let (key, near) = (&figure.id, nearest(&typed, labels.iter().copied()));
                let known = labels.join(", ");
                let finding = self.find(
                    Code::FigureYear,
                    of.span.clone(),
                    phrase!("« {key} » n’a pas de valeur « {typed} »", "`{key}` has no value `{typed}`"),
                );
                finding.remedy = near.map(|near| phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"));
                if !known.is_empty() {
                    finding.notes.push(Note {
                        text: phrase!("valeurs connues : {known}", "known values: {known}"),
                        place: None,
                    });
                }
                return None;
            }
        }
        let of = of.map(|of| self.typeset(&of.value));
        let key = &figure.id;
        let is_change = what == Some(As::Change);
        if is_change && crate::ledger::change(figure).is_none() {
            self.find(
                Code::FigureYear,
                label.span.clone(),
                phrase!(
                    "« {key} » n’a pas de valeur antérieure : son évolution est inconnue",
                    "`{key}` has no earlier value: its change is unknown"
                ),
            )
            .remedy =
                Some(phrase!("ajoutez « valeurs: {{2021: …}} » au chiffre", "add `values: {{2021: …}}` to the figure"));
            return None;
        }
        if !is_change && of.is_none() && figure.value.is_none() {
            self.find(
                Code::FigureYear,
                label.span.clone(),
                phrase!(
                    "« {key} » n’a pas de valeur à lui, seulement des lignes",
                    "`{key}` has no value of its own, only rows"
                ),
            )
            .remedy = Some(phrase!(
                "ajoutez {{ligne=\"…\"}}, ou « valeur: … » au chiffre",
                "add {{row=\"…\"}}, or `value: …` to the figure"
            ));
            return None;
        }
        let what = match what.unwrap_or(As::Value) {
            As::Value => FigureUse::Value { of, unit },
            As::Change => FigureUse::Change,
            As::Words => FigureUse::Words,
            As::Compact => FigureUse::Compact,
        };
        Some((id, what))
    }
}

/// Rows and periods of a figure that hold one value.
fn labels(figure: &Figure) -> Vec<&str> {
    let rows = match &figure.shape {
        Shape::Rows(rows) => rows.as_slice(),
        Shape::Scalar | Shape::Series(_) => &[],
    };
    rows.iter().chain(&figure.history).filter(|row| row.value.is_some()).map(|row| row.label.as_str()).collect()
}
