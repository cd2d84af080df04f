//! A figure of the ledger → the values its chart and its table show.

use super::{Data, Misfit, choose, fits};
use crate::model::{ChartForm, Figure, Shape};
use crate::text::date;
use crate::text::unit::UnitKind;

impl<'a> Data<'a> {
    /// What a figure holds, with what readers should know of its rows: its rows or series, else its history when two values are known, else its value alone.
    pub fn of(figure: &'a Figure) -> Self {
        let data = Self::values_of(figure);
        let is_row = |label: &str| data.rows.iter().any(|(row, _)| *row == label);
        let notes = figure.annotations.iter().map(|note| (note.row.as_str(), note.text.as_str()));
        let notes = notes.filter(|(label, _)| is_row(label)).collect();
        let breaks = figure.breaks.iter().map(|broken| (broken.period.as_str(), &broken.cause));
        let breaks = breaks.filter(|(period, _)| data.time && is_row(period)).collect();
        // What is not final in a figure that is not is the last thing known.
        let last = data.rows.iter().rev().find(|(_, values)| values.iter().any(Option::is_some));
        let mut provisional: Vec<&str> =
            last.filter(|_| figure.provisional).map(|(label, _)| *label).into_iter().collect();
        provisional.extend(figure.history.iter().filter(|row| row.provisional).map(|row| row.label.as_str()));
        provisional.retain(|label| data.time && is_row(label));
        provisional.dedup();
        Self { notes, breaks, provisional, ..data }
    }

    fn values_of(figure: &'a Figure) -> Self {
        match &figure.shape {
            Shape::Series(grid) => Self {
                series: grid.series.iter().map(String::as_str).collect(),
                rows: grid.rows.iter().map(|(label, values)| (label.as_str(), values.clone())).collect(),
                time: are_periods(grid.rows.iter().map(|(label, _)| label.as_str())),
                ..Self::default()
            },
            Shape::Rows(rows) => Self {
                series: vec![""],
                rows: rows.iter().map(|row| (row.label.as_str(), vec![row.value])).collect(),
                time: are_periods(rows.iter().map(|row| row.label.as_str())),
                // The value of a percentage is no sum of the percentages of its rows.
                whole: figure
                    .value
                    .filter(|_| !figure.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Percent)),
                ..Self::default()
            },
            Shape::Scalar if figure.history.iter().filter(|row| row.value.is_some()).count() > 1 => Self {
                series: vec![""],
                rows: figure.history.iter().map(|row| (row.label.as_str(), vec![row.value])).collect(),
                time: true,
                ..Self::default()
            },
            Shape::Scalar => Self::value_of(figure),
        }
    }

    /// What a form shows of a figure: progress is that of its value, a slope goes from one date to the other even when the
    /// table has the dates as columns, every other form shows all it holds.
    pub fn drawn(figure: &'a Figure, form: ChartForm) -> Self {
        if form == ChartForm::Progress && figure.value.is_some() {
            return Self::value_of(figure);
        }
        let data = Self::of(figure);
        let turned = form == ChartForm::Slope && !data.time && are_periods(data.series.iter().copied());
        if turned { data.turned() } else { data }
    }

    /// Rows as series and series as rows, in time.
    fn turned(self) -> Self {
        let value = |row: usize, series: usize| self.rows[row].1.get(series).copied().flatten();
        let rows = self
            .series
            .iter()
            .enumerate()
            .map(|(series, name)| (*name, (0..self.rows.len()).map(|row| value(row, series)).collect()));
        Self { rows: rows.collect(), series: self.rows.iter().map(|(label, _)| *label).collect(), time: true, ..self }
    }

    /// The value of a figure alone.
    fn value_of(figure: &'a Figure) -> Self {
        Self {
            series: vec![""],
            rows: figure.value.map(|value| (figure.label.as_str(), vec![Some(value)])).into_iter().collect(),
            ..Self::default()
        }
    }
}

/// The form a figure is drawn in: the one asked for, when it tells the truth; else the one that suits what it holds.
///
/// # Errors
/// Why the form asked for would mislead, or why none suits.
pub fn form_of(figure: &Figure, asked: Option<ChartForm>) -> Result<ChartForm, Misfit> {
    let (unit, target) = (figure.unit.as_ref(), figure.target.as_ref());
    if let Some(form) = asked {
        return fits(form, &Data::drawn(figure, form), unit, target).map(|()| form);
    }
    let data = Data::of(figure);
    choose(&data, unit, target)
        .ok_or_else(|| fits(ChartForm::Bars, &data, unit, target).err().unwrap_or(Misfit::TooManySeries))
}

/// Whether all labels are years, months or days that follow each other.
fn are_periods<'a>(labels: impl Iterator<Item = &'a str>) -> bool {
    let dates: Option<Vec<_>> = labels.map(date::read_period).collect();
    dates.is_some_and(|dates| !dates.is_empty() && dates.is_sorted())
}
