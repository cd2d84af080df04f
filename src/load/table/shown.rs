//! A number of a spreadsheet and the format of its cell → the text that the spreadsheet shows: 0.551 with `0.0%` → `55,1%`.
//!
//! Formats follow ECMA-376 part 1, §18.8.30 and §18.8.31. Text is all that goes on from here: a number of a spreadsheet is read by the
//! same reader as one of a CSV, so that the page shows what the spreadsheet showed.

use crate::text::number::round;
use crate::text::{Date, Lang, date};
use rust_decimal::Decimal;
use std::iter::Peekable;
use std::str::Chars;

/// Digits that a spreadsheet keeps of a number; what follows is the noise of binary fractions (0.1 + 0.2).
const DIGITS: usize = 15;

/// The decimal that a spreadsheet's binary number stands for; `None` beyond what an exact decimal holds.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    let text = format!("{value:.*e}", DIGITS - 1);
    Decimal::from_scientific(&text).ok().map(|value| value.normalize())
}

/// The text of `value` in a cell of that format.
pub(super) fn number(value: Decimal, format: &str, lang: Lang) -> String {
    let sections: Vec<Section> = sections(format).into_iter().map(|section| Section::read(&section)).collect();
    let chosen = choose(&sections, value).filter(|section| section.is_plain());
    // A section without a digit hides the number, or shows zero as a dash: the number is still there.
    let chosen = chosen.or_else(|| sections.iter().find(|section| section.is_plain()));
    chosen.map_or_else(|| digits(value, 1, None, false, lang), |section| section.print(value, lang))
}

/// The text of a day in a cell of that format: as much of it as the format shows; `None` when it shows a time.
pub(super) fn day(day: Date, format: &str, lang: Lang) -> Option<String> {
    let first = sections(format).into_iter().next().unwrap_or_default();
    let bare: String = Section::read(&first).bare.to_lowercase();
    let has = |letter| bare.contains(letter);
    let month = date::month_name(day.month(), lang);
    match (has('d') || has('j'), has('m'), has('y') || has('a')) {
        (true, _, _) => Some(date::print(day, lang)),
        (false, true, true) => Some(format!("{month} {}", day.year())),
        (false, false, true) => Some(day.year().to_string()),
        (false, true, false) if !has('h') && !has('s') => Some(month.to_owned()),
        _ => None,
    }
}

/// Cuts a format at its semicolons, those in quotes apart.
fn sections(format: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut chars = format.chars();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        if c == ';' && !quoted {
            sections.push(String::new());
            continue;
        }
        quoted ^= c == '"';
        let section = sections.last_mut().expect("there is a first one");
        section.push(c);
        if c == '\\' && !quoted {
            section.extend(chars.next());
        }
    }
    sections
}

/// Whether a condition holds, `[>=1000]`.
type Condition = (String, Decimal);

/// One section of a format, read.
#[derive(Default)]
struct Section {
    condition: Option<Condition>,
    /// Text before the digits, then after them.
    before: String,
    after: String,
    /// Least digits before the decimal mark.
    whole: usize,
    /// Least and most digits after it.
    fraction: (u32, u32),
    /// Thousands are grouped.
    grouped: bool,
    /// Powers of ten that the number is shown in: 2 for each `%`, −3 for each final comma.
    shift: i32,
    /// Has places for digits.
    has_digits: bool,
    /// Is a fraction, a power of ten or `General`: shown in full.
    in_full: bool,
    /// What is neither literal nor in brackets, for dates.
    bare: String,
}

impl Section {
    fn read(text: &str) -> Self {
        let mut section = Self::default();
        let mut chars = text.chars().peekable();
        let (mut in_fraction, mut commas) = (false, 0);
        while let Some(c) = chars.next() {
            match c {
                // Alone, it is but the width of a digit: `"-"??` is how a zero is shown in accounts.
                '?' if !section.has_digits => {}
                '0' | '#' | '?' => {
                    // What stands between digits is a mark of thousands, or that of a code, which is no number.
                    let is_spaced = !section.after.is_empty() && section.after.trim().is_empty();
                    section.grouped |= !in_fraction && (commas > 0 || is_spaced);
                    section.after.clear();
                    commas = 0;
                    section.has_digits = true;
                    if in_fraction {
                        section.fraction.1 += 1;
                        section.fraction.0 = if c == '0' { section.fraction.1 } else { section.fraction.0 };
                    } else {
                        section.whole += usize::from(c == '0');
                    }
                }
                '.' if !in_fraction => in_fraction = true,
                ',' => {
                    commas += i32::from(section.has_digits);
                    continue;
                }
                'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => section.in_full = true,
                '/' if section.has_digits => section.in_full = true,
                '%' => {
                    section.shift += 2;
                    section.literal('%');
                }
                '"' => chars.by_ref().take_while(|c| *c != '"').for_each(|c| section.literal(c)),
                '\\' => chars.next().into_iter().for_each(|c| section.literal(c)),
                // As wide as that character, or filled with it.
                '_' => drop(chars.next().map(|_| section.literal(' '))),
                '*' => drop(chars.next()),
                '[' => section.bracket(&mut chars),
                '@' => section.in_full = true,
                c if c.is_ascii_alphabetic() => section.bare.push(c),
                c => section.literal(c),
            }
            if section.has_digits && !matches!(c, '0' | '#' | '?' | '.') {
                section.shift -= 3 * commas;
                commas = 0;
            }
        }
        section.shift -= 3 * commas;
        section.in_full |= ["general", "standard"].contains(&section.bare.to_lowercase().as_str());
        section
    }

    /// `[$€-40C]`, `[>=1000]`, `[Red]`, `[h]`.
    fn bracket(&mut self, chars: &mut Peekable<Chars>) {
        let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
        if let Some(currency) = inner.strip_prefix('$') {
            currency.chars().take_while(|c| *c != '-').for_each(|c| self.literal(c));
        } else if inner.starts_with(['<', '>', '=']) {
            let at = inner.find(|c: char| !"<>=".contains(c)).unwrap_or(inner.len());
            let (sign, bound) = inner.split_at(at);
            self.condition = bound.parse().ok().map(|bound| (sign.to_owned(), bound));
        } else if ["h", "hh", "m", "mm", "s", "ss"].contains(&inner.to_lowercase().as_str()) {
            self.bare.push('h');
        }
    }

    fn literal(&mut self, c: char) {
        if self.has_digits { self.after.push(c) } else { self.before.push(c) }
    }

    fn is_plain(&self) -> bool {
        self.has_digits || self.in_full
    }

    fn print(&self, value: Decimal, lang: Lang) -> String {
        if self.in_full {
            return digits(value, 1, None, false, lang);
        }
        let shifted = shift(value, self.shift);
        let figure = digits(shifted, self.whole.max(1), Some(self.fraction), self.grouped, lang);
        let (sign, figure) = match figure.strip_prefix('-') {
            Some(figure) => ("-", figure),
            None => ("", figure.as_str()),
        };
        // Parentheses and the section's own sign say that the number is negative, which `sign` says.
        let is_negative = !sign.is_empty();
        let clean = |text: &str| -> String {
            let kept = text.chars().filter(|c| !is_negative || !"()-−".contains(*c));
            kept.map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
        };
        format!("{sign}{}{figure}{}", clean(&self.before).trim_start(), clean(&self.after)).trim().to_owned()
    }
}

/// The section that shows `value`: the first whose condition holds; without conditions, positive; negative; zero.
fn choose(sections: &[Section], value: Decimal) -> Option<&Section> {
    let holds = |(sign, bound): &Condition| match sign.as_str() {
        "<" => value < *bound,
        "<=" => value <= *bound,
        ">" => value > *bound,
        ">=" => value >= *bound,
        "=" => value == *bound,
        _ => value != *bound,
    };
    if sections.iter().any(|section| section.condition.is_some()) {
        return sections.iter().find(|section| section.condition.as_ref().is_none_or(holds));
    }
    let index = match value {
        value if value.is_zero() => 2,
        value if value.is_sign_negative() => 1,
        _ => 0,
    };
    sections.get(index).or(sections.first())
}

/// `value` × 10^`power`; what an exact decimal cannot hold stays as it is.
fn shift(value: Decimal, power: i32) -> Decimal {
    let ten = |power: i32| (0..power).try_fold(Decimal::ONE, |ten, _| ten.checked_mul(Decimal::TEN));
    let shifted = if power < 0 {
        ten(-power).and_then(|ten| value.checked_div(ten))
    } else {
        ten(power).and_then(|ten| value.checked_mul(ten))
    };
    shifted.unwrap_or(value)
}

/// The digits of a number: at least `whole` before the mark; after it, at least and at most `fraction`, all of them without limits.
fn digits(value: Decimal, whole: usize, fraction: Option<(u32, u32)>, grouped: bool, lang: Lang) -> String {
    let (least, most) = fraction.unwrap_or((0, 28));
    let rounded = round(value, most).normalize();
    let text = rounded.abs().to_string();
    let (before, after) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = if rounded.is_sign_negative() && !rounded.is_zero() { "-".to_owned() } else { String::new() };
    let before = format!("{before:0>whole$}");
    let (group, mark) = if lang == Lang::Fr { (' ', ',') } else { (',', '.') };
    for (at, digit) in before.chars().enumerate() {
        if grouped && at > 0 && (before.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    let after = format!("{after:0<width$}", width = least as usize);
    if !after.is_empty() {
        out.push(mark);
        out.push_str(&after);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64, format: &str) -> String {
        number(decimal(value).expect("a decimal"), format, Lang::Fr)
    }

    #[test]
    fn numbers_are_read_as_they_are_shown() {
        for (value, format, expected) in [
            (0.551, "0.0%", "55,1%"),
            (0.551, "0.0\\ %", "55,1 %"),
            (0.5512345, "0.0%", "55,1%"),
            (12_292_330.0, "#,##0\\ \"€\"", "12 292 330 €"),
            (12_292_330.4, "# ##0 \"€\"", "12 292 330 €"),
            (-1234.5, "#,##0.00_);(#,##0.00)", "-1 234,50"),
            (-1234.5, "#,##0.00_);[Red]\\-#,##0.00", "-1 234,50"),
            (
                -1234.5,
                "_-* #,##0.00\\ [$€-40C]_-;\\-* #,##0.00\\ [$€-40C]_-;_-* \"-\"??\\ [$€-40C]_-;_-@_-",
                "-1 234,50 €",
            ),
            (0.0, "_-* #,##0.00\\ [$€-40C]_-;\\-* #,##0.00\\ [$€-40C]_-;_-* \"-\"??\\ [$€-40C]_-;_-@_-", "0,00 €"),
            (0.1 + 0.2, "General", "0,3"),
            (1.0 / 3.0, "General", "0,333333333333333"),
            (67_915.0, "General", "67915"),
            (1_234_567.0, "0.0,,\" M€\"", "1,2 M€"),
            (1_234_567.0, "#,##0,", "1 235"),
            (2500.0, "[>=1000]0.0,\" k\";0", "2,5 k"),
            (250.0, "[>=1000]0.0,\" k\";0", "250"),
            (0.061, "+0.0%;-0.0%", "+6,1%"),
            (-0.061, "+0.0%;-0.0%", "-6,1%"),
            (1000.0, "00000", "01000"),
            (3.25, "0.0##", "3,25"),
            (1500.0, "0.00E+00", "1500"),
            (0.5, "# ?/?", "0,5"),
            (12.0, ";;;", "12"),
            (12.0, "$#,##0", "$12"),
            (612_345_678.0, "00\" \"00\" \"00\" \"00\" \"00", "0 612 345 678"),
        ] {
            assert_eq!(shown(value, format), expected, "{value} {format}");
        }
        assert_eq!(number(Decimal::new(12_345, 1), "#,##0.0", Lang::En), "1,234.5");
    }

    #[test]
    fn days_are_shown_as_far_as_the_format_goes() {
        let first = Date::new(2022, 9, 1).expect("a day");
        for (format, expected) in [
            ("dd/mm/yyyy", Some("1er\u{a0}septembre 2022")),
            ("mm-dd-yy", Some("1er\u{a0}septembre 2022")),
            ("[$-40C]mmmm\\ yyyy;@", Some("septembre 2022")),
            ("mmm-yy", Some("septembre 2022")),
            ("yyyy", Some("2022")),
            ("mmmm", Some("septembre")),
            ("h:mm", None),
            ("[h]:mm:ss", None),
        ] {
            assert_eq!(day(first, format, Lang::Fr).as_deref(), expected, "{format}");
        }
    }
}
