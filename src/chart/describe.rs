//! A chart → what it says, in words: subject, extent, extremes, course, and every value when they are few.

use super::value::{known, print};
use super::{ChartForm, Drawing};
use crate::text::{Lang, Number, number};
use rust_decimal::Decimal;

/// Most values that are worth listing.
const FEW: usize = 8;
/// Most values whose extremes are plain to see.
const PLAIN: usize = 3;

/// The words of a language, with the spaces its typography asks.
pub(super) struct Words {
    colon: &'static str,
    semicolon: &'static str,
    value: &'static str,
    values: &'static str,
    up: &'static str,
    down: &'static str,
    stable: &'static str,
    from: &'static str,
    to: &'static str,
    and: &'static str,
    least: &'static str,
    most: &'static str,
    equal: &'static str,
    missing: &'static str,
    none: &'static str,
    table: &'static str,
    /// Before the value of a target.
    pub(super) target: &'static str,
}

/// The words of `lang`.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Fr => &Words {
            colon: "\u{a0}: ",
            semicolon: "\u{202f}; ",
            value: "valeur",
            values: "valeurs",
            up: "En hausse",
            down: "En baisse",
            stable: "Même valeur au début et à la fin",
            from: "de",
            to: "à",
            and: "et",
            least: "Minimum",
            most: "Maximum",
            equal: "Toutes égales",
            missing: "non disponible",
            none: "aucune valeur disponible",
            table: "Le tableau des données donne chaque valeur.",
            target: "objectif\u{a0}: ",
        },
        Lang::En => &Words {
            colon: ": ",
            semicolon: "; ",
            value: "value",
            values: "values",
            up: "Up",
            down: "Down",
            stable: "Same value at the start and at the end",
            from: "from",
            to: "to",
            and: "and",
            least: "Lowest",
            most: "Highest",
            equal: "All equal",
            missing: "not available",
            none: "no value available",
            table: "The data table gives every value.",
            target: "target: ",
        },
    }
}

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
    if let Some(target) = drawing.target {
        sentences.push(sentence(&format!("{}{}", w.target, full(target, drawing))));
    }
    sentences.join(" ")
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
    let values: Vec<_> = known(&drawing.data, series).collect();
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
                    let way = if way.is_gt() { w.up } else { w.down };
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
