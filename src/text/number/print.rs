//! A number and its unit → how they are printed in French and in English.

use super::{Number, Scale, round};
use crate::text::unit::{Unit, UnitKind};
use crate::text::{Lang, MINUS, NBSP, NNBSP, words};
use rust_decimal::Decimal;

/// Prints a number: `1 272`, `−1,52`, `1,29 million`, `près de 550`; rounded half away from zero to its decimals.
pub fn print(number: &Number, lang: Lang) -> String {
    print_with_unit(number, None, lang)
}

/// Prints a number with its unit: `55,1 %`, `12 292 330 €`, `1,5 million d’actes`, `1 acte`, `3 actes`; `65.8%`, `€12,292,330` in English.
pub fn print_with_unit(number: &Number, unit: Option<&Unit>, lang: Lang) -> String {
    join(number, parts(number, unit, false, lang), lang)
}

/// Prints a change with its sign: `+6,07 %`, `−1,52 %`, `+28 points`; zero has none. The change of a percentage is in
/// [`Unit::points`].
pub fn print_change(change: &Number, unit: Option<&Unit>, lang: Lang) -> String {
    join(change, parts(change, unit, true, lang), lang)
}

/// Shortens for display in large type: what is written in six digits stays in full, what is longer goes to three significant digits and
/// a scale. Value and unit come apart: (`1,73`, `M€`), (`67 915`, `actes`), (`1,39`, `million d’actes`); its qualifier is left out.
pub fn compact(number: &Number, unit: Option<&Unit>, lang: Lang) -> (String, Option<String>) {
    parts(&shorten(number, unit), unit, false, lang)
}

/// The digits of a rounded number, before and after its decimal mark.
struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    /// Rounds half away from zero; on digits, because a decimal cannot always hold the quotient.
    fn new(number: &Number) -> Self {
        let have = number.value.scale() + number.scale.exponent();
        let want = number.decimals.min(28);
        let mantissa = number.value.mantissa().unsigned_abs();
        let mut digits = match have.checked_sub(want) {
            Some(excess) => {
                let power = 10_u128.pow(excess);
                let up = (mantissa % power) * 2 >= power;
                (mantissa / power + u128::from(up)).to_string()
            }
            None => format!("{mantissa}{}", "0".repeat((want - have) as usize)),
        };
        let want = want as usize;
        if digits.len() <= want {
            digits.insert_str(0, &"0".repeat(want + 1 - digits.len()));
        }
        let fraction = digits.split_off(digits.len() - want);
        let whole = digits.trim_start_matches('0');
        let whole = if whole.is_empty() { "0".to_owned() } else { whole.to_owned() };
        let negative = number.value.is_sign_negative() && (whole != "0" || fraction.bytes().any(|digit| digit != b'0'));
        Self { negative, whole, fraction }
    }

    fn is_zero(&self) -> bool {
        self.whole == "0" && self.fraction.bytes().all(|digit| digit == b'0')
    }

    /// Agreement follows what is printed: 1,999 with no decimal is 2.
    fn is_singular(&self, lang: Lang) -> bool {
        match lang {
            Lang::Fr => self.whole == "0" || self.whole == "1",
            Lang::En => self.whole == "1" && self.fraction.bytes().all(|digit| digit == b'0'),
        }
    }

    fn print(&self, lang: Lang) -> String {
        let (group, mark) = match lang {
            Lang::Fr => (NNBSP, ','),
            Lang::En => (',', '.'),
        };
        let mut text = String::new();
        for (at, digit) in self.whole.chars().enumerate() {
            if at > 0 && (self.whole.len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !self.fraction.is_empty() {
            text.push(mark);
            text.push_str(&self.fraction);
        }
        text
    }
}

/// The value and what follows it.
fn parts(number: &Number, unit: Option<&Unit>, signed: bool, lang: Lang) -> (String, Option<String>) {
    let currency = unit.filter(|unit| unit.kind == UnitKind::Currency);
    let cents = currency.is_some() && number.scale == Scale::One && number.decimals == 1;
    let digits = Digits::new(&if cents { number.with_decimals(2) } else { *number });
    let singular = digits.is_singular(lang);
    let sign = match (digits.negative, signed && !digits.is_zero()) {
        (true, _) => String::from(MINUS),
        (false, true) => String::from('+'),
        (false, false) => String::new(),
    };
    let figure = digits.print(lang);
    let scale = number.scale.word(singular, lang);
    let scale = (!scale.is_empty()).then(|| scale.to_owned());
    match (unit, currency) {
        (None, _) => (format!("{sign}{figure}"), scale),
        (Some(_), Some(unit)) if lang == Lang::Fr => {
            (format!("{sign}{figure}"), Some(format!("{}{}", number.scale.prefix(), unit.many)))
        }
        (Some(_), Some(unit)) => {
            let symbol = unit.many.chars().take(1).collect::<String>();
            let per = &unit.many[symbol.len()..];
            let tail = format!("{}{per}", scale.unwrap_or_default());
            let tail = tail.trim_start();
            (format!("{sign}{symbol}{figure}"), (!tail.is_empty()).then(|| tail.to_owned()))
        }
        (Some(unit), None) => {
            let tail = match (number.scale, lang) {
                (Scale::One, _) => unit.agreeing(singular).to_owned(),
                (Scale::Million | Scale::Billion, Lang::Fr) if unit.kind == UnitKind::Counted => {
                    format!("{} {}", number.scale.word(singular, lang), words::of(&unit.many))
                }
                _ => format!("{} {}", number.scale.word(singular, lang), unit.many),
            };
            (format!("{sign}{figure}"), Some(tail))
        }
    }
}

/// Qualifier, value and tail in one text: a no-break space before the tail, but `65.8%` and `€5/file` in English.
fn join(number: &Number, (mut value, tail): (String, Option<String>), lang: Lang) -> String {
    if let Some(tail) = tail {
        if lang == Lang::Fr || !tail.starts_with(['%', '/']) {
            value.push(NBSP);
        }
        value.push_str(&tail);
    }
    match number.qualifier {
        Some(qualifier) => qualifier.before(&value, lang),
        None => value,
    }
}

/// The same value with fewer digits to show.
fn shorten(number: &Number, unit: Option<&Unit>) -> Number {
    let typed = Digits::new(number);
    if number.scale != Scale::One && typed.whole.len() + typed.fraction.len() <= 4 {
        return *number;
    }
    let decimals = if number.scale == Scale::One { number.decimals } else { number.value.normalize().scale() };
    let full = Number { decimals, scale: Scale::One, ..*number };
    if let Some(room) = 6_usize.checked_sub(Digits::new(&full).whole.len()) {
        let room = u32::try_from(room).expect("at most six");
        let decimals = match unit.map(|unit| unit.kind) {
            Some(UnitKind::Currency) if room < 2 => 0,
            Some(UnitKind::Currency) => decimals.min(2),
            _ => decimals.min(room),
        };
        let short = full.with_decimals(decimals);
        if Digits::new(&short).whole.len() <= 6 {
            return short;
        }
    }
    let million = significant(number.value, Scale::Million);
    if Digits::new(&million).whole.len() <= 3 { million } else { significant(number.value, Scale::Billion) }
}

/// `value` in `scale` with three significant digits, without trailing zeros.
fn significant(value: Decimal, scale: Scale) -> Number {
    let scaled = value / Decimal::from(10_u64.pow(scale.exponent()));
    let whole = scaled.abs().trunc().to_string().len();
    let decimals = u32::try_from(3_usize.saturating_sub(whole)).expect("at most three");
    Number { scale, ..Number::new(value) }.with_decimals(round(scaled, decimals).normalize().scale())
}
