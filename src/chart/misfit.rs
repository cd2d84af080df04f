//! Why a form would mislead → the reason in a sentence.

use super::form::LINES;
use crate::finding::{Phrase, phrase};

/// Why a form would mislead for some values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing to draw.
    Empty,
    /// A negative value where bars must start at zero on one side.
    Negative,
    /// Parts of both signs: what one adds, another takes away.
    MixedSigns,
    /// The form draws one series.
    OneSeries,
    /// The form compares series (the least and the most it takes).
    SomeSeries(usize, usize),
    /// Too many series (at most 4 lines).
    TooManySeries,
    /// Too many categories for this form (the most it takes).
    TooManyRows(usize),
    /// Too few categories (the least it takes).
    TooFewRows(usize),
    /// Too many parts to be compared by their angles or their place.
    TooManyParts(usize),
    /// Parts that do not make the whole.
    NotAWhole,
    /// A part is missing: what is drawn would pass for the whole.
    MissingPart,
    /// Progress needs a percentage between 0 and 100, or a target.
    NoTarget,
    /// The categories are not dates.
    NotTime,
    /// Years are not the parts of a whole.
    Time,
    /// A slope goes from one date to another (how many there are).
    TwoDates(usize),
    /// The series counts something else at its end than at its start.
    Broken,
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
            Misfit::MixedSigns => phrase!(
                "une valeur est négative : empilée, elle se retrancherait de ce que la barre montre",
                "a value is negative: stacked, it would be taken from what the bar shows"
            ),
            Misfit::OneSeries => {
                phrase!("cette forme ne montre qu’une série", "this form shows one series only")
            }
            Misfit::SomeSeries(least, most) if least == most => {
                phrase!("cette forme compare exactement {least} séries", "this form compares exactly {least} series")
            }
            Misfit::SomeSeries(least, most) => {
                phrase!("cette forme compare de {least} à {most} séries", "this form compares {least} to {most} series")
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
            Misfit::TooManyParts(most) => phrase!(
                "au-delà de {most} parts, l’œil ne compare plus leurs tailles ; des barres le permettent",
                "beyond {most} parts, the eye no longer compares their sizes; bars allow it"
            ),
            Misfit::NotAWhole => {
                phrase!("les parts ne font pas exactement le tout", "the parts do not add up to the whole")
            }
            Misfit::MissingPart => phrase!(
                "une part manque : la barre passerait pour le tout",
                "a part is missing: the bar would pass for the whole"
            ),
            Misfit::NoTarget => phrase!(
                "une jauge demande un pourcentage entre 0 et 100, ou une cible",
                "a progress bar needs a percentage between 0 and 100, or a target"
            ),
            Misfit::Time => phrase!(
                "les lignes sont des périodes, et non les parts d’un tout",
                "the rows are periods of time, not parts of a whole"
            ),
            Misfit::NotTime => phrase!(
                "les lignes ne sont pas des périodes : les relier dirait une évolution qui n’existe pas",
                "the rows are not periods of time: joining them would tell of a change that does not exist"
            ),
            Misfit::TwoDates(found) => phrase!(
                "une pente va d’une date à une autre, et il y en a {found} : elle cacherait ce qui s’est passé entre elles",
                "a slope goes from one date to another, and there are {found}: it would hide what happened between them"
            ),
            Misfit::Broken => phrase!(
                "la série ne compte pas la même chose aux deux dates : une pente les comparerait",
                "the series does not count the same thing at both dates: a slope would compare them"
            ),
            Misfit::NoNegative => phrase!(
                "aucune valeur n’est négative : des barres simples suffisent",
                "no value is negative: plain bars are enough"
            ),
        }
    }
}
