//! The digits of a number and their separators → thousands and decimals.

use super::{Number, Scale, Unreadable, shift};
use crate::text::Lang;

/// One run of digits and what separates it from the one before.
pub(super) struct Run<'a> {
    /// A space, a dot or a comma; nothing before the first.
    pub(super) separator: Option<char>,
    /// Its byte offset in the text.
    pub(super) start: usize,
    /// Its digits.
    pub(super) digits: &'a str,
}

/// The digits of a number, not yet told apart into thousands and decimals.
pub(super) struct Figure<'a>(pub(super) Vec<Run<'a>>);

/// One reading of a figure: its digits before and after the decimal mark.
pub(super) struct Written {
    whole: String,
    fraction: String,
}

/// What a figure means.
pub(super) enum Meaning {
    /// This number.
    One(Written),
    /// With its thousands grouped, or with decimals.
    Two(Written, Written),
}

impl Figure<'_> {
    /// Tells thousands from decimals.
    pub(super) fn interpret(&self, lang: Lang) -> Result<Meaning, Unreadable> {
        let runs = &self.0;
        let decimal_mark = if lang == Lang::Fr { ',' } else { '.' };
        let last = runs.last().and_then(|run| run.separator).unwrap_or(' ');
        let count = runs.iter().filter(|run| run.separator == Some(last)).count();
        if last == ' ' || count > 1 {
            return Ok(Meaning::One(self.split(false)?));
        }
        let could_group = runs.len() == 2
            && runs[0].digits.len() <= 3
            && !runs[0].digits.starts_with('0')
            && runs[1].digits.len() == 3;
        if last == decimal_mark || !could_group {
            return Ok(Meaning::One(self.split(true)?));
        }
        match lang {
            Lang::En => Ok(Meaning::One(self.split(false)?)),
            Lang::Fr => Ok(Meaning::Two(self.split(false)?, self.split(true)?)),
        }
    }

    /// Joins the groups of thousands; the last run is the decimals when `decimal`.
    fn split(&self, decimal: bool) -> Result<Written, Unreadable> {
        let runs = self.0.as_slice();
        let (groups, fraction) = match runs.split_last() {
            Some((last, groups)) if decimal => (groups, last.digits),
            _ => (runs, ""),
        };
        if let [first, others @ ..] = groups
            && !others.is_empty()
        {
            let mark = others[0].separator;
            let bad = others.iter().find(|run| run.digits.len() != 3 || run.separator != mark);
            if let Some(bad) = bad.or((first.digits.len() > 3).then_some(&others[0])) {
                return Err(Unreadable::Not(bad.start));
            }
        }
        let whole: String = groups.iter().map(|run| run.digits).collect();
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(Unreadable::LeadingZero);
        }
        Ok(Written { whole, fraction: fraction.to_owned() })
    }
}

impl Written {
    /// The exact number that was written in `scale`.
    pub(super) fn number(&self, negative: bool, scale: Scale) -> Result<Number, Unreadable> {
        let digits = format!("{}{}", self.whole, self.fraction);
        let significant = digits.trim_start_matches('0');
        if significant.len() > 28 || self.fraction.len() > 28 {
            return Err(Unreadable::TooLong);
        }
        let mantissa = significant.bytes().fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let decimals = u32::try_from(self.fraction.len()).expect("at most 28 decimals");
        let mantissa = if negative { -mantissa } else { mantissa };
        let value = shift(mantissa, decimals, scale.exponent()).ok_or(Unreadable::TooLong)?;
        Ok(Number { value, decimals, scale, qualifier: None })
    }
}
