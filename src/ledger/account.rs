//! A computation that does not hold → its arithmetic, line by line, the digits one under the other.

use super::compute::{self, Computation, Quantity};
use super::exact::Exact;
use super::settled::Settled;
use crate::finding::{Finding, Phrase, phrase};
use crate::model::{Figure, Input, Piece};
use crate::text::{Lang, Number, Scale, number};

/// A line of an account.
struct Line {
    sign: char,
    digits: String,
    /// What it is, in both languages.
    words: Phrase,
}

/// An exact value with the unit of a figure.
pub(super) fn exact(value: Exact, figure: &Figure, ledger: &Settled) -> String {
    ledger.print(&shown(value, &Number::new(rust_decimal::Decimal::ZERO)), figure)
}

/// An exact value for a key: as few decimals as it has, four at most.
pub(super) fn plain(value: Exact, lang: Lang) -> String {
    number::print(&shown_up(value), lang)
}

/// With the decimals of the number it stands beside and two more, fewer when it has fewer; in full where that one has a scale.
pub(super) fn shown(value: Exact, beside: &Number) -> Number {
    let most = beside.decimals.saturating_sub(beside.scale.exponent()) + 2;
    let places = (0..=most).find(|&places| value.fits(places)).unwrap_or(most);
    Number::new(value.round(places).unwrap_or_default())
}

/// Rounded up at the fourth decimal, so that a tolerance of that much is enough.
fn shown_up(value: Exact) -> Number {
    let places = (0..=4).find(|&places| value.fits(places)).unwrap_or(4);
    let near = value.round(places).unwrap_or_default();
    let step = rust_decimal::Decimal::new(1, places);
    Number::new(if Exact::of(near) < value { near + step } else { near })
}

/// The rows of a figure and their sum.
pub(super) fn column(rows: &[(&str, Number)], sum: Exact, lang: Lang) -> Phrase {
    let mut lines: Vec<Line> = rows
        .iter()
        .enumerate()
        .map(|(at, (label, number))| Line {
            sign: if at == 0 { ' ' } else { '+' },
            digits: number::print(&full(number), lang),
            words: phrase!("{label}", "{label}"),
        })
        .collect();
    lines.push(Line { sign: '=', digits: plain(sum, lang), words: phrase!("calculé", "computed") });
    aligned(&lines, lang)
}

/// The same number written in full.
fn full(number: &Number) -> Number {
    let decimals = number.decimals.saturating_sub(number.scale.exponent());
    Number { decimals, scale: Scale::One, ..*number }
}

/// The account of a comparison: the terms of a sum in a column, any other computation on a line, then what is written and the gap.
pub(super) fn of(
    computation: &Computation,
    computed: &Quantity,
    written: &Number,
    gap: Exact,
    tolerance: Exact,
    ledger: &Settled,
) -> Result<Phrase, Box<Finding>> {
    let derivation = compute::derivation(computation, ledger)?;
    let print = |number: &Number| number::print(&full(number), ledger.lang);
    let is_sum = matches!(computation, Computation::Total(_) | Computation::Rows(_));
    let mut lines = Vec::new();
    let value = number::print(&shown(computed.value, written), ledger.lang);
    if is_sum {
        for input in derivation.inputs() {
            let sign = if lines.is_empty() { ' ' } else { '+' };
            let label = label(input);
            lines.push(Line { sign, digits: print(&input.value), words: phrase!("{label}", "{label}") });
        }
        lines.push(Line { sign: '=', digits: value, words: phrase!("calculé", "computed") });
    } else if let [Piece::Input(input)] = derivation.pieces.as_slice() {
        let label = label(input);
        lines.push(Line { sign: ' ', digits: value, words: phrase!("{label}", "{label}") });
    } else {
        let formula = said(&derivation.pieces, ledger);
        lines.push(Line { sign: ' ', digits: value, words: phrase!("calculé : {formula}", "computed: {formula}") });
    }
    lines.push(Line { sign: ' ', digits: print(written), words: phrase!("écrit", "written") });
    let allowed = plain(tolerance, ledger.lang);
    let gap_words = match tolerance.is_zero() {
        true => phrase!("écart", "gap"),
        false => phrase!("écart (admis : {allowed})", "gap (allowed: {allowed})"),
    };
    lines.push(Line { sign: ' ', digits: number::print(&shown(gap, written), ledger.lang), words: gap_words });
    Ok(aligned(&lines, ledger.lang))
}

fn label(input: &Input) -> &str {
    input.of.as_deref().unwrap_or(&input.label)
}

/// A computation in digits: no space inside parentheses.
fn said(pieces: &[Piece], ledger: &Settled) -> String {
    let words: Vec<String> = pieces.iter().map(|piece| ledger.piece(piece)).collect();
    words.join(" ").replace("( ", "(").replace(" )", ")")
}

/// Digits one under the other by their decimal mark.
fn aligned(lines: &[Line], lang: Lang) -> Phrase {
    let mark = if lang == Lang::Fr { ',' } else { '.' };
    let parts = |line: &Line| {
        let (whole, rest) = line.digits.split_once(mark).unwrap_or((&line.digits, ""));
        (whole.chars().count(), if rest.is_empty() { 0 } else { rest.chars().count() + 1 })
    };
    let before = lines.iter().map(|line| parts(line).0).max().unwrap_or(0);
    let after = lines.iter().map(|line| parts(line).1).max().unwrap_or(0);
    let write = |lang: Lang| {
        let mut text = phrase!("le calcul :", "the computation:").get(lang).to_owned();
        for line in lines {
            let (whole, rest) = parts(line);
            let (left, right) = (" ".repeat(before - whole), " ".repeat(after - rest));
            text += &format!("\n{} {left}{}{right}  {}", line.sign, line.digits, line.words.get(lang));
        }
        text
    };
    Phrase { fr: write(Lang::Fr), en: write(Lang::En) }
}
