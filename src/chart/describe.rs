//! A chart → what it says, in words: subject, extent, extremes, course, and every value when they are few.

use super::value::{known, print, real};
use super::words::{cause_words, words};
use super::{ChartForm, Drawing};
use crate::text::{Number, number};
use rust_decimal::Decimal;

/// Most values that are worth listing.
const FEW: usize = 8;
/// Most values whose extremes are plain to see.
const PLAIN: usize = 3;

/// Describes a chart in words: extent, extremes, every value when there are few.
pub fn describe(drawing: &Drawing) -> String {
    let w = words(drawing.lang);
    let data = &drawing.data;
    let series = data.series.len().max(1);
    let count: usize = (0..series).map(|series| known(data, series).count()).sum();
    let subject = drawing.title.trim().trim_end_matches('.');

    let cells = series * data.rows.len();
    let listed = data.rows.iter().map(|row| row_words(drawing, row)).collect::<Vec<_>>().join(w.semicolon);
    let mut sentences = match (count, cells) {
        (0, _) => vec![format!("{subject}{}{}.", w.colon, w.none)],
        (_, 1) if data.rows[0].0.is_empty() => vec![format!("{subject}{}{listed}.", w.colon)],
        (_, 1) => vec![format!("{subject}."), sentence(&listed)],
        _ => {
            let values = if count == 1 { w.value } else { w.values };
            vec![format!("{subject}{}{count} {values}{}.", w.colon, extent(drawing))]
        }
    };
    for series in 0..series {
        sentences.extend(course(drawing, series));
    }
    if cells > FEW {
        sentences.push(w.table.to_owned());
    } else if count > 0 && cells > 1 {
        sentences.push(sentence(&listed));
    }
    sentences.extend(widest(drawing));
    sentences.extend(gaps(drawing).filter(|_| count > 0 && cells > FEW));
    let said = |(label, note): &(&str, &str)| sentence(&format!("{label}{}{}", w.colon, note.trim_end_matches('.')));
    sentences.extend(data.breaks.iter().map(|(label, why)| {
        sentence(&format!("{} ({label}){}{}", w.cut, w.colon, cause_words(why, drawing.lang).trim_end_matches('.')))
    }));
    sentences.extend(data.provisional.iter().map(|label| said(&(label, w.provisional))));
    sentences.extend(data.notes.iter().map(said));
    sentences.extend(target_words(drawing).map(|words| sentence(&words)));
    sentences.join(" ")
}

/// What was aimed at, in words: `objectif : 75 %`.
pub(super) fn target_words(drawing: &Drawing) -> Option<String> {
    drawing.target.map(|target| format!("{}{}", words(drawing.lang).target, full(target, drawing)))
}

/// The row whose two values lie furthest apart, where a chart is made to show that.
fn widest(drawing: &Drawing) -> Option<String> {
    if drawing.form != ChartForm::Dumbbell || drawing.data.rows.len() < 2 {
        return None;
    }
    let apart = |(_, values): &&(&str, Vec<Option<Number>>)| match values.as_slice() {
        [Some(one), Some(other), ..] => (real(one) - real(other)).abs(),
        _ => 0.0,
    };
    let row = drawing.data.rows.iter().rev().max_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    let w = words(drawing.lang);
    (apart(&row) > 0.0).then(|| sentence(&format!("{}{}{}", w.widest, w.colon, row.0)))
}

/// What is missing, by name while that is short.
fn gaps(drawing: &Drawing) -> impl Iterator<Item = String> {
    let w = words(drawing.lang);
    let data = &drawing.data;
    let series = data.series.len().max(1);
    let missing: Vec<String> = (data.rows.iter())
        .flat_map(|(label, values)| {
            let names = data.series.iter().zip(values).filter(|(_, value)| value.is_none());
            names.map(move |(name, _)| if series > 1 { format!("{label} ({name})") } else { (*label).to_owned() })
        })
        .collect();
    let said = match missing.as_slice() {
        [] => None,
        [one] => Some(format!("{}{}{one}.", w.gap, w.colon)),
        [first @ .., last] if missing.len() <= FEW => {
            Some(format!("{}{}{} {} {last}.", w.gaps, w.colon, first.join(", "), w.and))
        }
        _ => Some(format!("{}{}{}.", w.gaps, w.colon, missing.len())),
    };
    said.into_iter()
}

/// A number with its unit, signed when the chart shows changes.
fn full(number: &Number, drawing: &Drawing) -> String {
    format!("{}{}", sign(number, drawing), number::print_with_unit(number, drawing.unit, drawing.lang))
}

fn sign(number: &Number, drawing: &Drawing) -> &'static str {
    if drawing.form == ChartForm::Diverging && number.value > Decimal::ZERO { "+" } else { "" }
}

/// ` (2020 – 2022)`: the first and the last period.
fn extent(drawing: &Drawing) -> String {
    let rows = &drawing.data.rows;
    match (rows.first(), rows.last()) {
        (Some((first, _)), Some((last, _))) if drawing.data.time && rows.len() > 1 => format!(" ({first} – {last})"),
        _ => String::new(),
    }
}

/// What one series does: its course over time when it has one, its extremes.
fn course(drawing: &Drawing, series: usize) -> Vec<String> {
    let w = words(drawing.lang);
    // Across a break, nothing is compared: what follows the last one is told.
    let data = &drawing.data;
    let cut = data.rows.iter().rposition(|(label, _)| data.breaks.iter().any(|(from, _)| from == label));
    let since = cut.unwrap_or(0);
    let values: Vec<_> = known(data, series)
        .filter(|(label, _)| since == 0 || data.rows.iter().position(|(row, _)| row == label) >= Some(since))
        .collect();
    let (Some(first), Some(last), true) = (values.first(), values.last(), values.len() > 1) else { return Vec::new() };
    // Of equals, the first row is named.
    let least = values.iter().min_by_key(|(_, number)| number.value).unwrap_or(first);
    let most = values.iter().rev().max_by_key(|(_, number)| number.value).unwrap_or(first);
    let with = |(label, number): &(&str, Number)| format!("{} ({label})", full(number, drawing));
    let name = drawing.data.series.get(series).copied().unwrap_or_default();

    let mut said = Vec::new();
    if least.1.value == most.1.value {
        said.push(format!("{}{}{}", w.equal, w.colon, full(&least.1, drawing)));
    } else {
        if drawing.data.time {
            said.push(match last.1.value.cmp(&first.1.value) {
                std::cmp::Ordering::Equal => format!("{}{}{}", w.stable, w.colon, full(&first.1, drawing)),
                way => {
                    let steady =
                        values.len() > 2 && values.windows(2).all(|pair| pair[1].1.value.cmp(&pair[0].1.value) == way);
                    let way = match (way.is_gt(), steady) {
                        (true, true) => w.rising,
                        (true, false) => w.up,
                        (false, true) => w.falling,
                        (false, false) => w.down,
                    };
                    format!("{way}, {} {} {} {}", w.from, with(first), w.to, with(last))
                }
            });
        }
        let ends = [first.1.value, last.1.value];
        let told = |number: &Number| drawing.data.time && ends[0] != ends[1] && ends.contains(&number.value);
        let plain = values.len() <= PLAIN;
        for (word, extreme) in [(w.least, least), (w.most, most)] {
            if !plain && !told(&extreme.1) {
                said.push(format!("{word}{}{}", w.colon, with(extreme)));
            }
        }
    }
    if name.is_empty() || said.is_empty() {
        return said.into_iter().map(|words| sentence(&words)).collect();
    }
    let lower = |words: &String| {
        words
            .char_indices()
            .map(|(i, c)| if i == 0 { c.to_lowercase().to_string() } else { c.to_string() })
            .collect::<String>()
    };
    let words = said.iter().map(lower).collect::<Vec<_>>().join(w.semicolon);
    vec![sentence(&format!("{name}{}{words}", w.colon))]
}

/// One row in words: `Assurés : 31`, or `Chirurgie : 30 % (région) et 19 % (France)`.
fn row_words(drawing: &Drawing, (label, values): &(&str, Vec<Option<Number>>)) -> String {
    let w = words(drawing.lang);
    let text = |number: &Option<Number>| match number {
        Some(number) => format!("{}{}", sign(number, drawing), print(Some(number), drawing.unit, drawing.lang)),
        None => w.missing.to_owned(),
    };
    let mut parts: Vec<_> = drawing
        .data
        .series
        .iter()
        .zip(values)
        .map(|(name, number)| if name.is_empty() { text(number) } else { format!("{} ({name})", text(number)) })
        .collect();
    let last = parts.pop().unwrap_or_else(|| w.missing.to_owned());
    let joined = if parts.is_empty() { last } else { format!("{} {} {last}", parts.join(", "), w.and) };
    if label.is_empty() { joined } else { format!("{label}{}{joined}", w.colon) }
}

/// Words as a sentence: a capital first, a full stop last.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
