//! `:figure[…]` and `:term[…]` in a sentence → what of them is printed.

use super::cell;
use crate::finding::{Code, phrase};
use crate::ledger::{self, NoShare};
use crate::load::attributes::{Attributes, is_no};
use crate::load::fields::At;
use crate::load::text::Resolver;
use crate::load::vocabulary::{AS, As, Directive};
use crate::markdown::Attribute;
use crate::model::{Cell, Cite, Figure, FigureId, FigureUse, Since, Wording};
use crate::text::spelled;
use std::ops::Range;

/// What an author asked for and where, before it is checked against the figure.
struct Asked {
    what: As,
    selection: cell::Selection,
    since: Option<At<String>>,
    decimals: Option<At<String>>,
    plain: FigureUse,
}

impl Asked {
    fn read(attributes: &mut Attributes) -> Self {
        Self {
            what: attributes.choice("as", AS).unwrap_or(As::Value),
            selection: cell::Selection {
                year: attributes.text("year"),
                row: attributes.text("row"),
                series: attributes.text_named("series", "serie"),
            },
            since: attributes.text("since"),
            decimals: attributes.text("decimals"),
            plain: FigureUse {
                unit: attributes.unless_refused("with_unit"),
                qualifier: attributes.unless_refused("with_qualifier"),
                feminine: attributes.flag("feminine"),
                capital: attributes.flag("capital"),
                ..FigureUse::plain()
            },
        }
    }
}

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
                let asked = Asked::read(&mut attributes);
                self.figure(label)
                    .and_then(|figure| Some((figure, self.figure_use(figure, asked, label)?)))
                    .map(|(figure, what)| Cite::Figure { figure, what: Box::new(what), span })
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

    /// Checks that the figure has what is asked of it.
    fn figure_use(&mut self, id: FigureId, asked: Asked, label: &At<String>) -> Option<FigureUse> {
        let figure = self.names.figures.get(id.0)?;
        let decimals = match &asked.decimals {
            None => None,
            Some(typed) => Some(self.decimals(typed)?),
        };
        if self.names.unsettled.contains(&id) {
            return None;
        }
        let cell = self.cell(figure, &asked.selection, asked.what, label)?;
        let wording = match asked.what {
            As::Value => Wording::Value,
            As::Compact => Wording::Compact,
            As::Words => {
                self.can_be_spelled(figure, &cell, label)?;
                Wording::Words
            }
            As::Share => {
                self.has_share(figure, &cell, label)?;
                Wording::Share
            }
            As::Change => Wording::Change(self.since(figure, &cell, asked.since.as_ref(), label)?),
            As::Trend => Wording::Trend(self.since(figure, &cell, asked.since.as_ref(), label)?),
            As::Signed => Wording::Signed(self.since(figure, &cell, asked.since.as_ref(), label)?),
        };
        let what = FigureUse { cell, wording, decimals, ..asked.plain };
        if let Some(since) = asked.since.filter(|_| what.since().is_none()) {
            self.find(
                Code::FigureWording,
                since.span,
                phrase!("« depuis » ne dit rien sans évolution", "`since` says nothing without a change"),
            )
            .remedy = Some(phrase!("ajoutez forme=evolution, ou ôtez « depuis »", "add as=change, or remove `since`"));
        }
        Some(what)
    }

    fn decimals(&mut self, typed: &At<String>) -> Option<u32> {
        let count = typed.value.trim().parse::<u32>().ok().filter(|count| *count <= 9);
        if count.is_none() {
            let value = &typed.value;
            self.find(
                Code::AttributeValue,
                typed.span.clone(),
                phrase!("« {value} » n’est pas un nombre de décimales", "`{value}` is not a number of decimals"),
            )
            .remedy = Some(phrase!("écrivez un nombre de 0 à 9", "write a number from 0 to 9"));
        }
        count
    }

    fn can_be_spelled(&mut self, figure: &Figure, cell: &Cell, label: &At<String>) -> Option<()> {
        let value = ledger::value(figure, cell)?.value;
        let spelled = value.is_integer() && u64::try_from(value).is_ok_and(|n| n <= spelled::LARGEST);
        if !spelled {
            let key = &figure.id;
            self.find(
                Code::FigureWording,
                label.span.clone(),
                phrase!(
                    "« {key} » n’est pas un nombre entier : il ne s’écrit pas en lettres",
                    "`{key}` is not a whole number: it is not written in words"
                ),
            )
            .remedy = Some(phrase!("ôtez forme=lettres", "remove as=words"));
        }
        spelled.then_some(())
    }

    fn has_share(&mut self, figure: &Figure, cell: &Cell, label: &At<String>) -> Option<()> {
        let Err(reason) = ledger::share(figure, cell) else { return Some(()) };
        let key = &figure.id;
        let (message, remedy) = match reason {
            NoShare::Percentage => (
                phrase!("« {key} » est déjà un pourcentage", "`{key}` is a percentage already"),
                phrase!("ôtez forme=part", "remove as=share"),
            ),
            NoShare::NoWhole => (
                phrase!("« {key} » n’est ici la part de rien", "`{key}` is the share of nothing here"),
                phrase!(
                    "nommez une catégorie par {{ligne=\"…\"}}, ou donnez une « cible: » au chiffre",
                    "name a category with {{row=\"…\"}}, or give the figure a `target:`"
                ),
            ),
            NoShare::Incomplete => (
                phrase!(
                    "le total de « {key} » est inconnu : une de ses valeurs manque",
                    "the total of `{key}` is unknown: one of its values is missing"
                ),
                phrase!("ajoutez « valeur: » au chiffre : le total", "add `value:` to the figure: the total"),
            ),
            NoShare::NotPositive => (
                phrase!(
                    "une part de « {key} » ne dirait rien : elle n’est pas positive, ou son total ne l’est pas",
                    "a share of `{key}` would say nothing: it is not positive, or its total is not"
                ),
                phrase!("ôtez forme=part", "remove as=share"),
            ),
        };
        self.find(Code::FigureWording, label.span.clone(), message).remedy = Some(remedy);
        None
    }

    /// Where a change is counted from; `depuis=non` leaves its words to the sentence.
    fn since(&mut self, figure: &Figure, cell: &Cell, asked: Option<&At<String>>, label: &At<String>) -> Option<Since> {
        let key = &figure.id;
        if matches!(cell, Cell::Row(_) | Cell::Series { .. }) {
            self.find(
                Code::FigureWording,
                label.span.clone(),
                phrase!("une ligne de « {key} » n’a pas d’évolution connue", "a row of `{key}` has no known change"),
            )
            .remedy = Some(phrase!(
                "faites-en un chiffre à part, avec ses « valeurs: {{2021: …, 2022: …}} »",
                "make it a figure of its own, with its `values: {{2021: …, 2022: …}}`"
            ));
            return None;
        }
        let mut since = Since::default();
        match asked {
            Some(typed) if is_no(&typed.value) => since.unsaid = true,
            Some(typed) => since.period = Some(self.period(figure, typed)?),
            None => {}
        }
        if ledger::change_between(figure, cell, since.period.as_deref()).is_some() {
            return Some(since);
        }
        let (message, remedy) =
            if figure.history.iter().filter_map(|row| row.value).any(|value| value.qualifier.is_some()) {
                (
                    phrase!(
                        "« {key} » est approximatif : son évolution ne peut pas être calculée",
                        "`{key}` is approximate: its change cannot be computed"
                    ),
                    phrase!("dites-la en toutes lettres", "say it in your own words"),
                )
            } else if figure.history.iter().filter(|row| row.value.is_some()).count() < 2 {
                (
                    phrase!(
                        "« {key} » n’a pas de valeur antérieure : son évolution est inconnue",
                        "`{key}` has no earlier value: its change is unknown"
                    ),
                    phrase!("ajoutez « valeurs: {{2021: …}} » au chiffre", "add `values: {{2021: …}}` to the figure"),
                )
            } else {
                (
                    phrase!(
                        "l’évolution de « {key} » entre ces périodes ne peut pas être calculée",
                        "the change of `{key}` between these periods cannot be computed"
                    ),
                    phrase!(
                        "choisissez la période de départ par {{depuis=…}}, avant celle d’arrivée",
                        "choose the first period with {{since=…}}, before the last one"
                    ),
                )
            };
        self.find(Code::FigureYear, label.span.clone(), message).remedy = Some(remedy);
        None
    }
}
