//! Names of cells as spreadsheets write them, `B3`, `B3:F12` ↔ rows and columns from 0.

use std::ops::RangeInclusive;

/// A rectangle of cells, its borders included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// From 0.
    pub(crate) rows: RangeInclusive<usize>,
    /// From 0.
    pub(crate) columns: RangeInclusive<usize>,
}

impl Area {
    /// From the first cell to the last, both row and column.
    pub(crate) fn new(first: (usize, usize), last: (usize, usize)) -> Self {
        Self { rows: first.0..=last.0, columns: first.1..=last.1 }
    }

    /// `B3:F12`, `$B$3:$F$12`, `B3`, `B:F`, in either order.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let bare = text.trim().replace('$', "");
        let (first, last) = bare.split_once(':').unwrap_or((&bare, &bare));
        let ((row, column), (end_row, end_column)) = (corner(first)?, corner(last)?);
        // A whole column goes from its first row to its last.
        let (row, end_row) = (row.unwrap_or(0), end_row.unwrap_or(usize::MAX));
        let first = (row.min(end_row), column.min(end_column));
        Some(Self::new(first, (row.max(end_row), column.max(end_column))))
    }

    pub(crate) fn contains(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    /// `B3:F12`.
    pub(crate) fn name(&self) -> String {
        let first = name(*self.rows.start(), *self.columns.start());
        let last = name(*self.rows.end(), *self.columns.end());
        if first == last { first } else { format!("{first}:{last}") }
    }
}

/// The name of a cell: row 6, column 1 is `B7`.
pub(crate) fn name(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// The name of a column: 27 is `AB`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("less than 26")));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Row, if any, and column of `B7` or `B`.
fn corner(text: &str) -> Option<(Option<usize>, usize)> {
    let text = text.trim().to_ascii_uppercase();
    let at = text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(at);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1) - 1;
    if digits.is_empty() {
        return Some((None, column));
    }
    let row = digits.parse::<usize>().ok().filter(|row| (1..=1_048_576).contains(row))?;
    Some((Some(row - 1), column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_cells_and_back() {
        for (text, expected) in [
            ("B3:F12", Some("B3:F12")),
            ("$b$3:$f$12", Some("B3:F12")),
            ("F12:B3", Some("B3:F12")),
            ("AA1", Some("AA1")),
            ("3B", None),
            ("effectifs", None),
            ("B0", None),
            ("", None),
        ] {
            assert_eq!(Area::read(text).map(|area| area.name()).as_deref(), expected, "{text}");
        }
        assert_eq!(
            (letters(25), letters(26), letters(701), letters(702)),
            ("Z".into(), "AA".into(), "ZZ".into(), "AAA".into())
        );
        assert!(Area::read("B:C").expect("columns").contains(9_999, 2));
    }
}
