//! What a sentence says of a figure: which of its values, and in what words.

/// What of a figure is printed in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureUse {
    /// Which of its values.
    pub cell: Cell,
    /// In what words.
    pub wording: Wording,
    /// With its unit.
    pub unit: bool,
    /// With its « près de ».
    pub qualifier: bool,
    /// How many decimals, when they are not those of the figure.
    pub decimals: Option<u32>,
    /// In words, « une » rather than « un ».
    pub feminine: bool,
    /// With a capital, at the beginning of a sentence.
    pub capital: bool,
}

/// One value among those of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// That of the edition.
    Own,
    /// That of a year or period.
    Period(String),
    /// That of a category.
    Row(String),
    /// That of a category in one of several series.
    Series {
        /// Name of the series.
        series: String,
        /// Category or period.
        row: String,
    },
}

/// In what words a value is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// `près de 67 915 actes`
    Value,
    /// `deux maisons de santé`
    Words,
    /// `1,73 M€`
    Compact,
    /// `58,3 %`: of its breakdown's total, or of its target.
    Share,
    /// `27,0 % de moins qu’en 2021`
    Change(Since),
    /// `en baisse de 27,0 %`
    Trend(Since),
    /// `−27,0 %`
    Signed(Since),
}

/// What a change is counted from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The period; the last one known before when nothing is asked.
    pub period: Option<String>,
    /// The sentence says it itself.
    pub unsaid: bool,
}

impl FigureUse {
    /// The figure's own value, as it is printed when nothing is asked.
    pub fn plain() -> Self {
        Self {
            cell: Cell::Own,
            wording: Wording::Value,
            unit: true,
            qualifier: true,
            decimals: None,
            feminine: false,
            capital: false,
        }
    }

    /// What a change is counted from; `None` where no change is said.
    pub fn since(&self) -> Option<&Since> {
        match &self.wording {
            Wording::Change(since) | Wording::Trend(since) | Wording::Signed(since) => Some(since),
            Wording::Value | Wording::Words | Wording::Compact | Wording::Share => None,
        }
    }
}
