//! The figures settled so far: where computations find the values they name.

use super::cell::is_detail;
use super::compute::Quantity;
use super::exact::Exact;
use super::formula::{Expression, Reference};
use super::units::Counts;
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::model::{Figure, Input, Piece, Shape};
use crate::text::nearest::nearest;
use crate::text::{Lang, NBSP, Number, number, typography};
use std::collections::BTreeMap;

/// The figures of an edition, each there from when it is settled.
pub(super) struct Settled {
    pub(super) lang: Lang,
    /// In the order of the files; `None` for those not settled yet and for those that cannot be.
    pub(super) figures: Vec<Option<Figure>>,
    /// Exact values of the computed ones, which are printed rounded.
    pub(super) exact: Vec<Option<Exact>>,
    /// Every id of the edition.
    pub(super) ids: BTreeMap<String, usize>,
}

/// A value that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) quantity: Quantity,
    pub(super) input: Input,
    pub(super) reference: Reference,
}

impl Settled {
    /// The index of the figure that a reference names.
    pub(super) fn index(&self, reference: &Reference) -> Result<usize, Box<Finding>> {
        let id = &reference.id;
        self.ids.get(id).copied().ok_or_else(|| {
            let message = phrase!("« {id} » n’est pas dans le registre", "`{id}` is not in the ledger");
            let finding = Finding::new(Code::FigureUnknown, reference.place.clone(), message);
            let apart: Vec<&str> = id.split('-').collect();
            let cut = (1..apart.len()).map(|at| (apart[..at].join("-"), apart[at..].join("-")));
            let mut cut = cut.filter(|(a, b)| [a, b].iter().all(|id| self.ids.contains_key(*id)));
            let near = nearest(id, self.ids.keys().map(String::as_str));
            Box::new(match (cut.next(), near) {
                // `a-b` is an id; a subtraction has spaces.
                (Some((a, b)), _) => finding.remedy(phrase!(
                    "pour soustraire, mettez des espaces : {a} - {b}",
                    "to subtract, put spaces: {a} - {b}"
                )),
                (None, Some(near)) => finding.remedy(did_you_mean(near)),
                (None, None) => finding.remedy(phrase!("ajoutez-le à figures.yaml", "add it to figures.yaml")),
            })
        })
    }

    fn figure(&self, reference: &Reference) -> Result<(usize, &Figure), Box<Finding>> {
        let index = self.index(reference)?;
        Ok((index, self.figures[index].as_ref().expect("inputs are settled before what is computed from them")))
    }

    /// The value that a reference names.
    pub(super) fn find(&self, reference: &Reference) -> Result<Found, Box<Finding>> {
        let (index, figure) = self.figure(reference)?;
        let id = &figure.id;
        let Some(of) = &reference.of else {
            let value = figure.value.ok_or_else(|| {
                let finding = Finding::new(
                    Code::FigureYear,
                    reference.place.clone(),
                    phrase!(
                        "« {id} » n’a pas de valeur à lui, seulement des lignes",
                        "`{id}` has no value of its own, only rows"
                    ),
                );
                Box::new(finding.remedy(match labels(figure).first() {
                    Some(label) => phrase!(
                        "écrivez {id}[{label}], ou « total_de: {id} »",
                        "write {id}[{label}], or `total_of: {id}`"
                    ),
                    None => phrase!("ajoutez « valeur: … » au chiffre", "add `value: …` to the figure"),
                }))
            })?;
            let mut found = found(figure, None, &value, reference);
            if let Some(exact) = self.exact[index] {
                found.quantity = Quantity { value: exact, slack: Exact::ZERO, ..found.quantity };
            }
            return Ok(found);
        };
        let wanted = typography::correct(of, None, self.lang);
        let value = cell(figure, &wanted).ok_or_else(|| {
            let labels = labels(figure);
            let near = nearest(&wanted, labels.iter().map(String::as_str));
            let known = labels.join(", ");
            let finding = Finding::new(
                Code::FigureYear,
                reference.place.clone(),
                phrase!("« {id} » n’a pas de valeur « {of} »", "`{id}` has no value `{of}`"),
            )
            .maybe_remedy(near.map(did_you_mean));
            Box::new(if known.is_empty() {
                finding
            } else {
                finding.note(phrase!("valeurs connues : {known}", "known values: {known}"))
            })
        })?;
        Ok(found(figure, Some(wanted.into_owned()), &value, reference))
    }

    /// The rows of a figure that make its total: all but the details of another row. One that has no value leaves the total unknown.
    pub(super) fn rows(&self, reference: &Reference) -> Result<Vec<Found>, Box<Finding>> {
        let (_, figure) = self.figure(reference)?;
        let rows = rows(figure);
        if rows.is_empty() {
            let id = &figure.id;
            let message = phrase!("« {id} » n’a pas de lignes à additionner", "`{id}` has no rows to add up");
            return Err(Finding::new(Code::FigureShape, reference.place.clone(), message)
                .remedy(phrase!("nommez les chiffres à additionner : [a, b]", "name the figures to add up: [a, b]"))
                .into());
        }
        let terms = rows.into_iter().filter(|row| !row.is_detail);
        terms
            .map(|row| match row.value {
                Some(value) => Ok(found(figure, Some(row.name), &value, reference)),
                None => Err(Box::new(incomplete(&figure.id, &row.name, &reference.place))),
            })
            .collect()
    }

    /// The values of a figure before and now.
    pub(super) fn change(&self, now: &Reference, before: &Reference) -> Result<(Found, Found), Box<Finding>> {
        let (_, figure) = self.figure(now)?;
        let (upto, since, place) = (now.of.as_deref(), before.of.as_deref().unwrap_or_default(), &before.place);
        let (now, before) = (self.find(now)?, self.find(before)?);
        let position = |label: &str| figure.history.iter().position(|row| row.label == label);
        let from = before.input.of.as_deref().and_then(position);
        let upto = upto.and_then(position).unwrap_or(figure.history.len());
        let broken = figure
            .breaks
            .iter()
            .find(|broken| position(&broken.period).is_some_and(|at| from.is_some_and(|from| from < at) && at <= upto));
        if let Some(broken) = broken {
            let (id, period) = (&figure.id, &broken.period);
            let finding = Finding::new(
                Code::FigureYear,
                place.clone(),
                phrase!(
                    "« {id} » ne compte plus la même chose depuis {period} : il ne se compare pas à {since}",
                    "`{id}` counts something else since {period}: it is not compared with {since}"
                ),
            )
            .remedy(phrase!("comparez à {period} ou plus tard", "compare with {period} or later"));
            return Err(Box::new(finding));
        }
        Ok((before, now))
    }

    /// A division by something that is zero: how it came to be zero.
    pub(super) fn by_zero(&self, under: &Expression, place: &Place) -> Box<Finding> {
        let references = under.references();
        let message = match (under, references.as_slice()) {
            (Expression::Value(_), [reference]) => {
                let id = &reference.id;
                phrase!("« {id} » vaut zéro : on ne divise pas par zéro", "`{id}` is zero: nothing is divided by zero")
            }
            _ => phrase!("ce qui divise vaut zéro", "the divisor is zero"),
        };
        let mut finding = Finding::new(Code::FigureDivision, place.clone(), message).remedy(phrase!(
            "corrigez sa valeur, ou retirez ce calcul",
            "correct its value, or remove this computation"
        ));
        let mut told: Vec<usize> = Vec::new();
        let mut next: Vec<usize> = references.iter().filter_map(|reference| self.index(reference).ok()).collect();
        while let Some(index) = next.pop() {
            let Some(figure) = self.figures[index].as_ref().filter(|_| !told.contains(&index)) else { continue };
            told.push(index);
            let (id, value) = (&figure.id, figure.value.map_or_else(String::new, |value| self.print(&value, figure)));
            let Some(derivation) = &figure.derivation else {
                finding = finding.note_at(figure.place.clone(), phrase!("{id} = {value}", "{id} = {value}"));
                continue;
            };
            let formula: String = derivation.pieces.iter().map(|piece| self.piece(piece)).collect::<Vec<_>>().join(" ");
            finding = finding
                .note_at(figure.place.clone(), phrase!("{id} = {formula} = {value}", "{id} = {formula} = {value}"));
            next.extend(derivation.inputs().filter_map(|input| self.ids.get(&input.figure)));
        }
        Box::new(finding)
    }

    /// A value with its unit.
    pub(super) fn print(&self, value: &Number, figure: &Figure) -> String {
        number::print_with_unit(value, figure.unit.as_ref(), self.lang)
    }

    /// A piece of a computation in digits.
    pub(super) fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Sign(sign) => sign.to_string(),
            Piece::Number(value) => number::print(value, self.lang),
            Piece::Input(input) => number::print_with_unit(&input.value, input.unit.as_ref(), self.lang),
        }
    }
}

fn found(figure: &Figure, of: Option<String>, value: &Number, reference: &Reference) -> Found {
    Found {
        quantity: Quantity::printed(value, Counts::of(figure.unit.as_ref())),
        input: Input {
            figure: figure.id.clone(),
            label: figure.label.clone(),
            of: of.clone(),
            value: *value,
            unit: figure.unit.clone(),
        },
        reference: Reference { of, ..reference.clone() },
    }
}

/// A total of which one term is not known.
fn incomplete(id: &str, label: &str, place: &Place) -> Finding {
    Finding::new(
        Code::FigureFormula,
        place.clone(),
        phrase!(
            "« {label} » n’a pas de valeur dans « {id} » : ce total serait incomplet",
            "`{label}` has no value in `{id}`: this total would be incomplete"
        ),
    )
    .remedy(phrase!(
        "donnez sa valeur, ou nommez ce qui s’additionne : total_de: [{id}[…], {id}[…]]",
        "give its value, or name what is added up: total_of: [{id}[…], {id}[…]]"
    ))
}

/// A row as formulas name it.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) value: Option<Number>,
    /// A part of another row.
    is_detail: bool,
}

/// The rows of a figure; those of a table are named « série, catégorie ».
pub(super) fn rows(figure: &Figure) -> Vec<Named> {
    let named = |name: String, label: &str, value| Named { name, value, is_detail: is_detail(label) };
    match &figure.shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => rows.iter().map(|row| named(row.label.clone(), &row.label, row.value)).collect(),
        Shape::Series(grid) => grid
            .rows
            .iter()
            .flat_map(|(category, values)| {
                let cells = grid.series.iter().zip(values);
                cells.map(move |(series, value)| named(format!("{series}, {category}"), category, *value))
            })
            .collect(),
    }
}

/// The periods and rows of a figure that have a value.
fn known(figure: &Figure) -> impl Iterator<Item = (String, Number)> {
    let past = figure.history.iter().map(|row| (row.label.clone(), row.value));
    let rows = rows(figure).into_iter().map(|row| (row.name, row.value));
    past.chain(rows).filter_map(|(name, value)| Some((name, value?)))
}

/// The value of a period or a row, whatever its kind of spaces.
fn cell(figure: &Figure, wanted: &str) -> Option<Number> {
    let plain = |label: &str| label.replace([NBSP, '\u{202f}'], " ");
    let wanted = plain(wanted);
    known(figure).find(|(label, _)| plain(label) == wanted).map(|(_, value)| value)
}

fn labels(figure: &Figure) -> Vec<String> {
    known(figure).map(|(label, _)| label).collect()
}
