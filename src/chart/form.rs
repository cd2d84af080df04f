//! The shape of the values → the form that suits them, or why a form would mislead.

use super::measure::width;
use super::value::{known, print};
use super::{Data, Misfit, columns};
use crate::model::ChartForm;
use crate::text::unit::UnitKind;
use crate::text::{Lang, Number, Unit};
use rust_decimal::Decimal;

/// Most bars that can still be compared.
const ROWS: usize = 40;
/// Most columns.
const COLUMNS: usize = 6;
/// Most lines that can be told apart.
pub(super) const LINES: usize = 4;
/// Most categories with several bars or points.
const GROUPS: usize = 20;
/// Most bars of a group.
const GROUP: usize = 3;
/// Most parts of a bar among others.
const STACK: usize = 4;
/// Most parts of a single whole.
const PARTS: usize = 3;
/// Most slopes whose ends can all be named.
const SLOPES: usize = 8;
/// Most small charts side by side.
const PANELS: usize = 12;
/// Most stops of a timeline.
const STOPS: usize = 20;

/// The form that suits these values, when one does: always one that [`fits`].
pub fn choose(data: &Data, unit: Option<&Unit>, target: Option<&Number>) -> Option<ChartForm> {
    let candidates: &[ChartForm] = match (data.time, data.series.len()) {
        _ if data.rows.len() == 1 => &[ChartForm::Progress, ChartForm::Grouped, ChartForm::Bars, ChartForm::Diverging],
        (true, 1) if legible(data, unit) => &[ChartForm::Columns, ChartForm::Line],
        (true, _) => &[ChartForm::Line, ChartForm::Multiples],
        (false, 1) if parts(data, unit) => &[ChartForm::Part],
        (false, 1) => &[ChartForm::Diverging, ChartForm::Bars],
        (false, _) => &[ChartForm::Grouped],
    };
    candidates.iter().copied().find(|form| fits(*form, data, unit, target).is_ok())
}

/// Whether `form` tells the truth about these values.
///
/// # Errors
/// The reason why not.
pub fn fits(form: ChartForm, data: &Data, unit: Option<&Unit>, target: Option<&Number>) -> Result<(), Misfit> {
    let (rows, series) = (data.rows.len(), data.series.len());
    let all = || (0..series).flat_map(|series| known(data, series)).map(|(_, number)| number);
    let negative = all().any(|number| number.value < Decimal::ZERO);
    let refuse = |wrong: bool, why: Misfit| if wrong { Err(why) } else { Ok(()) };

    refuse(all().next().is_none(), Misfit::Empty)?;
    let between = |least: usize, most: usize| {
        refuse(
            series < least || series > most,
            if most == 1 { Misfit::OneSeries } else { Misfit::SomeSeries(least, most) },
        )
    };
    match form {
        ChartForm::Line | ChartForm::Step => refuse(series > LINES, Misfit::TooManySeries)?,
        ChartForm::Slope => between(1, SLOPES)?,
        ChartForm::Grouped => between(2, GROUP)?,
        ChartForm::Stacked => between(2, STACK)?,
        ChartForm::Dumbbell => between(2, 2)?,
        ChartForm::Multiples => between(2, PANELS)?,
        _ => between(1, 1)?,
    }
    let signed = [ChartForm::Line, ChartForm::Step, ChartForm::Slope, ChartForm::Dumbbell, ChartForm::Diverging];
    let signed = signed.contains(&form) || [ChartForm::Multiples, ChartForm::Timeline].contains(&form);
    refuse(negative && form == ChartForm::Stacked, Misfit::MixedSigns)?;
    refuse(negative && !signed, Misfit::Negative)?;
    let at_least = |least: usize| refuse(rows < least, Misfit::TooFewRows(least));
    let at_most = |most: usize| refuse(rows > most, Misfit::TooManyRows(most));
    match form {
        ChartForm::Bars => at_most(ROWS),
        ChartForm::Columns => {
            refuse(!data.time, Misfit::NotTime)?;
            at_least(2)?;
            at_most(COLUMNS)
        }
        ChartForm::Line | ChartForm::Step | ChartForm::Area | ChartForm::Multiples => {
            refuse(!data.time, Misfit::NotTime)?;
            at_least(2)
        }
        ChartForm::Slope => {
            refuse(!data.time, Misfit::NotTime)?;
            at_least(2)?;
            refuse(rows > 2, Misfit::TwoDates(rows))?;
            refuse(data.breaks.iter().any(|(label, _)| *label == data.rows[1].0), Misfit::Broken)
        }
        ChartForm::Part | ChartForm::Donut => {
            refuse(data.time, Misfit::Time)?;
            at_least(2)?;
            refuse(rows > PARTS, Misfit::TooManyParts(PARTS))?;
            refuse(!whole(data, unit), Misfit::NotAWhole)
        }
        ChartForm::Progress => {
            at_most(1)?;
            let share = percent(unit) && all().all(|number| number.value <= Decimal::ONE_HUNDRED);
            let aimed = target.is_some_and(|target| target.value > Decimal::ZERO) && !percent(unit);
            refuse(!share && !aimed, Misfit::NoTarget)
        }
        ChartForm::Grouped | ChartForm::Dumbbell => at_most(GROUPS),
        ChartForm::Stacked => {
            at_most(GROUPS)?;
            refuse(data.rows.iter().any(|(_, values)| values.iter().any(Option::is_none)), Misfit::MissingPart)?;
            refuse(percent(unit) && !data.rows.iter().all(|(_, values)| hundred(values)), Misfit::NotAWhole)
        }
        ChartForm::Diverging => {
            refuse(!negative, Misfit::NoNegative)?;
            at_most(ROWS)
        }
        ChartForm::Timeline => {
            refuse(!data.time, Misfit::NotTime)?;
            at_most(STOPS)
        }
    }
}

/// The sum of some values; `None` beyond what a decimal can hold.
pub(super) fn sum(mut values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value))
}

/// Whether percentages make a whole.
fn hundred(values: &[Option<Number>]) -> bool {
    sum(values.iter().flatten().map(|number| number.value)) == Some(Decimal::ONE_HUNDRED)
}

/// Whether values are shares of a hundred.
pub(super) fn percent(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|unit| unit.kind == UnitKind::Percent)
}

/// Whether the rows are known to be parts: their whole is declared, or they are percentages.
fn parts(data: &Data, unit: Option<&Unit>) -> bool {
    (data.whole.is_some() || percent(unit)) && fits(ChartForm::Part, data, unit, None).is_ok()
}

/// Whether the rows sum to their whole: the declared one, else 100 for percentages. Without either, the author's
/// word is taken.
fn whole(data: &Data, unit: Option<&Unit>) -> bool {
    let complete = known(data, 0).count() == data.rows.len();
    let sum = sum(known(data, 0).map(|(_, number)| number.value));
    let whole = data.whole.map(|whole| whole.value).or(percent(unit).then_some(Decimal::ONE_HUNDRED));
    complete && sum.is_some_and(|sum| sum > Decimal::ZERO && whole.is_none_or(|whole| whole == sum))
}

/// Whether values fit over columns on a narrow screen.
fn legible(data: &Data, unit: Option<&Unit>) -> bool {
    let widest = known(data, 0).map(|(_, number)| width(&print(Some(&number), unit, Lang::Fr))).fold(0.0, f64::max);
    columns::roomy(widest, data.rows.len())
}
