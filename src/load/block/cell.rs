//! `annee=`, `ligne=` and `serie=` of `:figure[…]` → one value of the figure, or what is wrong with them.

use crate::finding::{Code, Note, Phrase, did_you_mean, phrase};
use crate::load::fields::At;
use crate::load::text::Resolver;
use crate::load::typeset;
use crate::load::vocabulary::As;
use crate::model::{Cell, Figure, Grid, Row, Shape};
use crate::text::nearest::nearest;

/// What an author asked for.
pub(super) struct Selection {
    pub(super) year: Option<At<String>>,
    pub(super) row: Option<At<String>>,
    pub(super) series: Option<At<String>>,
}

impl Resolver<'_, '_> {
    /// The value asked for, when the figure has it.
    pub(super) fn cell(&mut self, figure: &Figure, asked: &Selection, what: As, label: &At<String>) -> Option<Cell> {
        let key = &figure.id;
        let cell = match (&asked.year, &asked.row, &asked.series, &figure.shape) {
            (None, None, None, _) => {
                let is_change = matches!(what, As::Change | As::Trend | As::Signed);
                if figure.value.is_none() && !is_change {
                    self.no_own_value(figure, label);
                    return None;
                }
                Cell::Own
            }
            // A year that is no category of the grid may be one of the figure's own history.
            (Some(year), None, None, Shape::Series(grid)) if !grid.rows.iter().any(|(row, _)| *row == year.value) => {
                Cell::Period(self.period(figure, year)?)
            }
            (year, row, series, Shape::Series(grid)) => {
                // The years of a grid are its rows, or its series when a row is named beside them.
                let (row, series) = match (row, series) {
                    (Some(row), None) => (Some(row), year.as_ref()),
                    (Some(row), series) => (Some(row), series.as_ref()),
                    (None, series) => (year.as_ref(), series.as_ref()),
                };
                self.grid_cell(figure, grid, row, series, label)?
            }
            (_, _, Some(series), _) => {
                self.find(
                    Code::FigureYear,
                    series.span.clone(),
                    phrase!("« {key} » n’a pas de séries", "`{key}` has no series"),
                )
                .remedy = Some(phrase!("ôtez « serie »", "remove `series`"));
                return None;
            }
            (Some(year), Some(_), None, _) => {
                self.find(
                    Code::FigureYear,
                    year.span.clone(),
                    phrase!("« {key} » n’a ses lignes que pour une année", "`{key}` has its rows for one year only"),
                )
                .remedy = Some(phrase!("ôtez « annee », ou « ligne »", "remove `year`, or `row`"));
                return None;
            }
            (Some(year), None, None, shape) => match shape {
                Shape::Rows(rows) if has(rows, &self.called(figure, year)) => Cell::Row(self.called(figure, year)),
                _ => Cell::Period(self.period(figure, year)?),
            },
            (None, Some(row), None, shape) => match shape {
                Shape::Rows(rows) if !has(&figure.history, &self.called(figure, row)) => {
                    Cell::Row(self.known_label(figure, row, &labels(rows))?)
                }
                _ => Cell::Period(self.period(figure, row)?),
            },
        };
        Some(cell)
    }

    /// A period of the figure's history.
    pub(super) fn period(&mut self, figure: &Figure, typed: &At<String>) -> Option<String> {
        let mut known = labels(&figure.history);
        // Its categories are shown too, since one may have been meant.
        let wanted = self.called(figure, typed);
        if !known.contains(&wanted.as_str())
            && let Shape::Rows(rows) = &figure.shape
        {
            known.extend(labels(rows));
        }
        self.known_label(figure, typed, &known)
    }

    fn grid_cell(
        &mut self,
        figure: &Figure,
        grid: &Grid,
        row: Option<&At<String>>,
        series: Option<&At<String>>,
        label: &At<String>,
    ) -> Option<Cell> {
        let names: Vec<&str> = grid.series.iter().map(String::as_str).collect();
        let series = match (series, names.as_slice()) {
            (Some(series), _) => self.known_label(figure, series, &names)?,
            (None, [only]) => (*only).to_owned(),
            (None, _) => {
                let key = &figure.id;
                let message = phrase!("« {key} » a plusieurs séries", "`{key}` has several series");
                self.unsaid(label, message, &names, ("serie", "series"));
                return None;
            }
        };
        let column = grid.series.iter().position(|name| *name == series)?;
        let rows: Vec<&str> = grid
            .rows
            .iter()
            .filter(|(_, values)| values.get(column).is_some_and(Option::is_some))
            .map(|(row, _)| row.as_str())
            .collect();
        let Some(row) = row else {
            let key = &figure.id;
            let message = phrase!("« {key} » a plusieurs lignes", "`{key}` has several rows");
            self.unsaid(label, message, &rows, ("ligne", "row"));
            return None;
        };
        let row = self.known_label(figure, row, &rows)?;
        Some(Cell::Series { series, row })
    }

    /// What a row is called where the figure is shown; a text may name it in the language the figure was typed in.
    fn called(&self, figure: &Figure, typed: &At<String>) -> String {
        let wanted = self.typeset(&typed.value);
        let first = typeset::text(&typed.value, self.names.first);
        figure.names.get(&first).cloned().unwrap_or(wanted)
    }

    /// One of the words known; else a finding with the nearest.
    fn known_label(&mut self, figure: &Figure, typed: &At<String>, known: &[&str]) -> Option<String> {
        let wanted = self.called(figure, typed);
        if known.contains(&wanted.as_str()) {
            return Some(wanted);
        }
        let (key, near) = (&figure.id, nearest(&wanted, known.iter().copied()));
        let finding = self.find(
            Code::FigureYear,
            typed.span.clone(),
            phrase!("« {key} » n’a pas de valeur « {wanted} »", "`{key}` has no value `{wanted}`"),
        );
        finding.remedy = near.map(did_you_mean);
        finding.notes.extend(listed(known));
        None
    }

    /// What must be said and was not, among several.
    fn unsaid(&mut self, label: &At<String>, message: Phrase, known: &[&str], key: (&str, &str)) {
        let (fr, en) = key;
        let first = known.first().copied().unwrap_or("…");
        let finding = self.find(Code::FigureYear, label.span.clone(), message);
        finding.remedy = Some(phrase!("dites laquelle : {{{fr}=\"{first}\"}}", "say which one: {{{en}=\"{first}\"}}"));
        finding.notes.extend(listed(known));
    }

    fn no_own_value(&mut self, figure: &Figure, label: &At<String>) {
        let key = &figure.id;
        self.find(
            Code::FigureYear,
            label.span.clone(),
            phrase!(
                "« {key} » n’a pas de valeur à lui, seulement des lignes",
                "`{key}` has no value of its own, only rows"
            ),
        )
        .remedy = Some(match figure.shape {
            Shape::Series(_) => phrase!(
                "ajoutez {{serie=\"…\" ligne=\"…\"}}, ou « valeur: … » au chiffre",
                "add {{series=\"…\" row=\"…\"}}, or `value: …` to the figure"
            ),
            Shape::Rows(_) | Shape::Scalar => phrase!(
                "ajoutez {{ligne=\"…\"}}, ou « valeur: … » au chiffre",
                "add {{row=\"…\"}}, or `value: …` to the figure"
            ),
        });
    }
}

fn has(rows: &[Row], label: &str) -> bool {
    labels(rows).contains(&label)
}

/// Rows and periods that hold a value.
fn labels(rows: &[Row]) -> Vec<&str> {
    rows.iter().filter(|row| row.value.is_some()).map(|row| row.label.as_str()).collect()
}

/// « valeurs connues : … », when there are any.
fn listed(known: &[&str]) -> Option<Note> {
    let known = (!known.is_empty()).then(|| known.join(", "))?;
    Some(Note { text: phrase!("valeurs connues : {known}", "known values: {known}"), place: None })
}
