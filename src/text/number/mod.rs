//! Numbers as people write them ↔ exact decimals.

mod figure;
mod print;
mod read;
#[cfg(test)]
mod tests;

use super::Lang;
use rust_decimal::{Decimal, RoundingStrategy};

pub use print::{compact, print, print_change, print_with_unit};
pub use read::{Reading, Unreadable, read};

/// The word or prefix a number is written with: `1,29 million` keeps its million when printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Written in full.
    #[default]
    One,
    /// `k€`, `mille` as a word.
    Thousand,
    /// `million`, `M€`.
    Million,
    /// `milliard`, `Md€`.
    Billion,
}

impl Scale {
    /// The power of ten it stands for.
    pub fn exponent(self) -> u32 {
        match self {
            Scale::One => 0,
            Scale::Thousand => 3,
            Scale::Million => 6,
            Scale::Billion => 9,
        }
    }

    /// Its word after a number: `million`, `millions`; nothing for [`Scale::One`].
    pub fn word(self, singular: bool, lang: Lang) -> &'static str {
        match (self, lang, singular) {
            (Scale::One, ..) => "",
            (Scale::Thousand, Lang::Fr, _) => "mille",
            (Scale::Million, Lang::Fr, true) => "million",
            (Scale::Million, Lang::Fr, false) => "millions",
            (Scale::Billion, Lang::Fr, true) => "milliard",
            (Scale::Billion, Lang::Fr, false) => "milliards",
            (Scale::Thousand, Lang::En, _) => "thousand",
            (Scale::Million, Lang::En, _) => "million",
            (Scale::Billion, Lang::En, _) => "billion",
        }
    }

    /// Its prefix before a currency: `k`, `M`, `Md`.
    pub fn prefix(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Thousand => "k",
            Scale::Million => "M",
            Scale::Billion => "Md",
        }
    }
}

/// A number with what is needed to print it as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The full exact value: `1,29 million` is 1290000.
    pub value: Decimal,
    /// How many decimals are printed, counted in units of `scale`.
    pub decimals: u32,
    /// The scale it is printed in.
    pub scale: Scale,
    /// What stands before it when it is not exact.
    pub qualifier: Option<Qualifier>,
}

impl Number {
    /// A value written in full with all its decimals.
    pub fn new(value: Decimal) -> Self {
        Self { value, decimals: value.scale(), scale: Scale::One, qualifier: None }
    }

    /// The same value printed with that many decimals.
    #[must_use]
    pub fn with_decimals(self, decimals: u32) -> Self {
        Self { decimals, ..self }
    }

    /// The same value behind that qualifier, or as an exact one.
    #[must_use]
    pub fn qualified(self, qualifier: Option<Qualifier>) -> Self {
        Self { qualifier, ..self }
    }

    /// The number that `self` is when its unit brings a scale (`12` in `k€` is 12000, printed `12 k€`); `None` when it is too long
    /// for an exact decimal or has a scale of its own.
    pub fn times(self, scale: Scale) -> Option<Self> {
        if self.scale != Scale::One {
            return (scale == Scale::One).then_some(self);
        }
        let value = shift(self.value.mantissa(), self.value.scale(), scale.exponent())?;
        Some(Self { value, scale, ..self })
    }
}

/// What stands before an approximate number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// plus de, more than
    MoreThan,
    /// moins de, less than
    LessThan,
    /// près de, nearly
    Nearly,
    /// environ, about
    About,
}

impl Qualifier {
    /// Its words before a number: `plus de`, `more than`.
    pub fn words(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Qualifier::MoreThan, Lang::Fr) => "plus de",
            (Qualifier::LessThan, Lang::Fr) => "moins de",
            (Qualifier::Nearly, Lang::Fr) => "près de",
            (Qualifier::About, Lang::Fr) => "environ",
            (Qualifier::MoreThan, Lang::En) => "more than",
            (Qualifier::LessThan, Lang::En) => "less than",
            (Qualifier::Nearly, Lang::En) => "nearly",
            (Qualifier::About, Lang::En) => "about",
        }
    }

    /// Its sign, where words have no room: beside the marks of a chart.
    pub fn sign(self) -> char {
        match self {
            Qualifier::MoreThan => '>',
            Qualifier::LessThan => '<',
            Qualifier::Nearly | Qualifier::About => '≈',
        }
    }

    /// A number in digits or in words after its qualifier: `près de 550`, `plus d’un`, `environ trois`.
    pub fn before(self, number: &str, lang: Lang) -> String {
        let qualifier = self.words(lang);
        match qualifier.strip_suffix(" de") {
            Some(start) if lang == Lang::Fr => format!("{start} {}", super::words::of(number)),
            _ => format!("{qualifier} {number}"),
        }
    }

    /// The qualifier written alone, in either language: `plus de`, `Environ`, `nearly`.
    pub fn read(text: &str) -> Option<Self> {
        let folded = super::fold::fold(text.trim());
        let words = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        read::QUALIFIERS
            .iter()
            .find(|(spelling, _)| spelling.trim_end_matches(" d'") == words || *spelling == words)
            .map(|(_, qualifier)| *qualifier)
    }
}

/// Rounds half away from zero, as reports state: 0,5 → 1 and −0,5 → −1.
pub fn round(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// `mantissa` × 10^(`exponent` − `scale`), exactly; `None` beyond what a decimal holds.
fn shift(mantissa: i128, scale: u32, exponent: u32) -> Option<Decimal> {
    let (mantissa, scale) = match scale.checked_sub(exponent) {
        Some(scale) => (mantissa, scale),
        None => (mantissa.checked_mul(10_i128.checked_pow(exponent - scale)?)?, 0),
    };
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}
