//! The shape of the values → the form that suits them, or why a form would mislead.

use super::measure::width;
use super::value::{known, print};
use super::{Data, columns};
use crate::finding::{Phrase, phrase};
use crate::model::ChartForm;
use crate::text::unit::UnitKind;
use crate::text::{Lang, Number, Unit};
use rust_decimal::Decimal;

/// Most bars that can still be compared.
const ROWS: usize = 40;
/// Most columns.
const COLUMNS: usize = 6;
/// Most lines that can be told apart.
const LINES: usize = 4;
/// Most pairs.
const PAIRS: usize = 20;

/// The form that suits these values, when one does: always one that [`fits`].
pub fn choose(data: &Data, unit: Option<&Unit>, target: Option<&Number>) -> Option<ChartForm> {
    let candidates: &[ChartForm] = match (data.time, data.series.len()) {
        _ if data.rows.len() == 1 => &[ChartForm::Progress, ChartForm::Pairs, ChartForm::Bars, ChartForm::Diverging],
        (true, 1) if legible(data, unit) => &[ChartForm::Columns, ChartForm::Line],
        (true, _) => &[ChartForm::Line],
        (false, 1) if parts(data, unit) => &[ChartForm::Part],
        (false, 1) => &[ChartForm::Diverging, ChartForm::Bars],
        (false, _) => &[ChartForm::Pairs],
    };
    candidates.iter().copied().find(|form| fits(*form, data, unit, target).is_ok())
}

/// Why a form would mislead for these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing to draw.
    Empty,
    /// A negative value where bars must start at zero on one side.
    Negative,
    /// The form draws one series.
    OneSeries,
    /// The form draws two series.
    TwoSeries,
    /// Too many series (at most 4 lines).
    TooManySeries,
    /// Too many categories for this form (the most it takes).
    TooManyRows(usize),
    /// Too few categories (the least it takes).
    TooFewRows(usize),
    /// Parts that do not make the whole.
    NotAWhole,
    /// Progress needs a percentage between 0 and 100, or a target.
    NoTarget,
    /// The categories are not dates.
    NotTime,
    /// Years are not the parts of a whole.
    Time,
    /// No value is negative: diverging bars say nothing.
    NoNegative,
}

impl Misfit {
    /// The reason in a sentence, as a finding says it.
    pub fn reason(&self) -> Phrase {
        match self {
            Misfit::Empty => phrase!("il n’y a aucune valeur à dessiner", "there is no value to draw"),
            Misfit::Negative => phrase!(
                "une valeur est négative, or cette forme part de zéro d’un seul côté",
                "a value is negative, but this form starts at zero on one side only"
            ),
            Misfit::OneSeries => {
                phrase!("cette forme ne montre qu’une série", "this form shows one series only")
            }
            Misfit::TwoSeries => {
                phrase!("cette forme compare exactement deux séries", "this form compares exactly two series")
            }
            Misfit::TooManySeries => phrase!(
                "au-delà de {LINES} séries, les courbes ne se distinguent plus",
                "beyond {LINES} series, the lines cannot be told apart"
            ),
            Misfit::TooManyRows(most) => {
                phrase!("cette forme montre {most} lignes au plus", "this form shows {most} rows at most")
            }
            Misfit::TooFewRows(least) => {
                phrase!("cette forme demande au moins {least} lignes", "this form needs at least {least} rows")
            }
            Misfit::NotAWhole => {
                phrase!("les parts ne font pas exactement le tout", "the parts do not add up to the whole")
            }
            Misfit::NoTarget => phrase!(
                "une jauge demande un pourcentage entre 0 et 100, ou une cible",
                "a progress bar needs a percentage between 0 and 100, or a target"
            ),
            Misfit::Time => phrase!(
                "les lignes sont des périodes, et non les parts d’un tout",
                "the rows are periods of time, not parts of a whole"
            ),
            Misfit::NotTime => phrase!("les lignes ne sont pas des périodes", "the rows are not periods of time"),
            Misfit::NoNegative => phrase!(
                "aucune valeur n’est négative : des barres simples suffisent",
                "no value is negative: plain bars are enough"
            ),
        }
    }
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
    match form {
        ChartForm::Line => refuse(series > LINES, Misfit::TooManySeries)?,
        ChartForm::Pairs => refuse(series != 2, Misfit::TwoSeries)?,
        _ => refuse(series != 1, Misfit::OneSeries)?,
    }
    refuse(negative && !matches!(form, ChartForm::Line | ChartForm::Diverging), Misfit::Negative)?;
    match form {
        ChartForm::Bars => refuse(rows > ROWS, Misfit::TooManyRows(ROWS)),
        ChartForm::Columns => {
            refuse(!data.time, Misfit::NotTime)?;
            refuse(rows < 2, Misfit::TooFewRows(2))?;
            refuse(rows > COLUMNS, Misfit::TooManyRows(COLUMNS))
        }
        ChartForm::Line => {
            refuse(!data.time, Misfit::NotTime)?;
            refuse(rows < 2, Misfit::TooFewRows(2))
        }
        ChartForm::Part => {
            refuse(data.time, Misfit::Time)?;
            refuse(rows < 2, Misfit::TooFewRows(2))?;
            refuse(rows > 3, Misfit::TooManyRows(3))?;
            refuse(!whole(data, unit), Misfit::NotAWhole)
        }
        ChartForm::Progress => {
            refuse(rows > 1, Misfit::TooManyRows(1))?;
            let share = percent(unit) && all().all(|number| number.value <= Decimal::ONE_HUNDRED);
            let aimed = target.is_some_and(|target| target.value > Decimal::ZERO) && !percent(unit);
            refuse(!share && !aimed, Misfit::NoTarget)
        }
        ChartForm::Pairs => refuse(rows > PAIRS, Misfit::TooManyRows(PAIRS)),
        ChartForm::Diverging => {
            refuse(!negative, Misfit::NoNegative)?;
            refuse(rows > ROWS, Misfit::TooManyRows(ROWS))
        }
    }
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
    let sum = known(data, 0).try_fold(Decimal::ZERO, |sum, (_, number)| sum.checked_add(number.value));
    let whole = data.whole.map(|whole| whole.value).or(percent(unit).then_some(Decimal::ONE_HUNDRED));
    complete && sum.is_some_and(|sum| sum > Decimal::ZERO && whole.is_none_or(|whole| whole == sum))
}

/// Whether values fit over columns on a narrow screen.
fn legible(data: &Data, unit: Option<&Unit>) -> bool {
    let widest = known(data, 0).map(|(_, number)| width(&print(Some(&number), unit, Lang::Fr))).fold(0.0, f64::max);
    columns::roomy(widest, data.rows.len())
}
