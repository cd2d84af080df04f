//! Civil dates: `2022-09-01` ↔ `1er septembre 2022`.

use super::fold::fold;
use super::{Lang, NBSP};

/// A day.
pub type Date = jiff::civil::Date;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads `2022-09-01`, `01/09/2022`, `1er septembre 2022`, `07 avril 2020`, `1 September 2022`, `September 1, 2022`.
pub fn read(text: &str) -> Option<Date> {
    let folded = fold(text.trim());
    let numbers = |mark| folded.split(mark).map(number).collect::<Option<Vec<_>>>();
    if let Some(&[year, month, day]) = numbers('-').as_deref() {
        return (folded.len() == 10).then(|| date(year, month, day))?;
    }
    if let Some(&[day, month, year]) = numbers('/').as_deref() {
        return date(year, month, day);
    }
    let words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let &[first, second, year] = words.as_slice() else { return None };
    let (day, month) = match month(second) {
        Some(month) => (first, month),
        None => (second, month(first)?),
    };
    let day = ["er", "st", "nd", "rd", "th"].into_iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    date(number(year)?, month, number(day)?)
}

/// Reads a day, a month (`juin 2020`, `2020-06`) or a year (`2020`) as the day it begins.
pub fn read_period(text: &str) -> Option<Date> {
    // Most labels of charts are years or no period at all.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let folded = fold(text.trim());
    read(&folded).or_else(|| match *folded.split([' ', '-']).collect::<Vec<_>>() {
        [year] => date(number(year)?, 1, 1),
        [first, second] => match month(first) {
            Some(month) => date(number(second)?, month, 1),
            None => date(number(first)?, number(second)?, 1),
        },
        _ => None,
    })
}

/// Prints a date in words: `1er septembre 2022`, `1 September 2022`, with a no-break space between day and month.
pub fn print(date: Date, lang: Lang) -> String {
    let ordinal = if lang == Lang::Fr && date.day() == 1 { "er" } else { "" };
    format!("{}{ordinal}{NBSP}{} {}", date.day(), month_name(date.month(), lang), date.year())
}

/// The name of a month, 1 to 12; nothing for another number.
pub fn month_name(month: i8, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Fr => FRENCH,
        Lang::En => ENGLISH,
    };
    usize::try_from(month).ok().and_then(|month| names.get(month.checked_sub(1)?).copied()).unwrap_or_default()
}

/// The number of the month with that French or English name, whatever its accents and capitals.
pub(crate) fn month(name: &str) -> Option<i16> {
    let name = fold(name);
    let is_name = |names: &[&str; 12], month: usize| {
        // Most words begin with another letter; those that do not are few enough to be folded.
        let wanted = names[month];
        name.get(..1).is_some_and(|first| first.eq_ignore_ascii_case(&wanted[..1])) && fold(wanted) == name
    };
    let month = (0..12).find(|&month| is_name(&FRENCH, month) || is_name(&ENGLISH, month))?;
    i16::try_from(month + 1).ok()
}

/// A number of one to four digits.
fn number(text: &str) -> Option<i16> {
    (1..=4).contains(&text.len()).then_some(text).filter(|text| text.bytes().all(|c| c.is_ascii_digit()))?.parse().ok()
}

/// Reports are not older than print: a year has four digits.
fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (year >= 1000).then(|| Date::new(year, month, day).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2022-09-01", Some((2022, 9, 1))),
            ("01/09/2022", Some((2022, 9, 1))),
            ("1/9/2022", Some((2022, 9, 1))),
            ("1er septembre 2022", Some((2022, 9, 1))),
            ("7 avril 2020", Some((2020, 4, 7))),
            ("07 avril 2020", Some((2020, 4, 7))),
            ("15\u{a0}Août 2022", Some((2022, 8, 15))),
            ("15 aout 2022", Some((2022, 8, 15))),
            ("September 1, 2022", Some((2022, 9, 1))),
            ("1st September 2022", Some((2022, 9, 1))),
            ("2022-9-1", None),
            ("31 février 2022", None),
            ("30/02/2022", None),
            ("septembre 2022", None),
            ("1/9/22", None),
            ("2022", None),
            ("", None),
        ] {
            let date = expected.map(|(year, month, day)| Date::new(year, month, day).unwrap());
            assert_eq!(read(text), date, "{text}");
        }
    }

    #[test]
    fn periods_begin_somewhere() {
        for (text, expected) in [
            ("2022", "2022-01-01"),
            ("juin 2020", "2020-06-01"),
            ("Déc. 2020", ""),
            ("2020-06", "2020-06-01"),
            ("31 mars 2022", "2022-03-31"),
            ("total", ""),
        ] {
            assert_eq!(read_period(text).map_or(String::new(), |date| date.to_string()), expected, "{text}");
        }
    }

    #[test]
    fn printed_in_words_and_read_back() {
        let date = Date::new(2022, 9, 1).unwrap();
        assert_eq!(print(date, Lang::Fr), "1er\u{a0}septembre 2022");
        assert_eq!(print(date, Lang::En), "1\u{a0}September 2022");
        let mut day = Date::new(2020, 1, 1).unwrap();
        while day.year() == 2020 {
            for lang in Lang::ALL {
                assert_eq!(read(&print(day, lang)), Some(day));
            }
            day = day.tomorrow().unwrap();
        }
    }
}
