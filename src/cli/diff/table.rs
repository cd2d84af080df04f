//! A comparison → what a person reads: columns aligned, one line per figure.

use crate::finding::{Phrase, phrase};
use crate::ledger::{Aspect, Comparison, Move, Redefined};
use crate::model::{Figure, Scope};
use crate::text::{Lang, NBSP, Number, number};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use unicode_width::UnicodeWidthStr;

/// Prints a comparison of what stands in `from` with what stands in `to`, in `lang`; far moves are marked with `!`.
pub(super) fn print(all: &Comparison, from: &str, to: &str, threshold: Decimal, lang: Lang) -> String {
    let say = |phrase: Phrase| phrase.get(lang).to_owned();
    let mut sections = Vec::new();
    if !all.moved.is_empty() {
        let head = [say(phrase!("ont bougé", "moved")), from.to_owned(), to.to_owned(), String::new()];
        let rows = all.moved.iter().map(|moved| row(moved, lang));
        sections.push(columns(std::iter::once((' ', head)).chain(rows)));
    }
    if !all.redefined.is_empty() {
        let lines = all.redefined.iter().map(|redefined| self::redefined(redefined, lang));
        sections.push(titled(&say(phrase!("ne disent plus la même chose", "redefined")), lines));
    }
    if !all.missing.is_empty() {
        sections.push(listed(&say(phrase!("absents de {to}", "missing from {to}")), &all.missing, lang));
    }
    if !all.new.is_empty() {
        sections.push(listed(&say(phrase!("nouveaux dans {to}", "new in {to}")), &all.new, lang));
    }
    sections.push(say(summary(all, threshold, lang)));
    sections.join("\n\n") + "\n"
}

fn summary(all: &Comparison, threshold: Decimal, lang: Lang) -> Phrase {
    let far = all.moved.iter().filter(|moved| moved.is_far).count();
    let (moved, same, redefined) = (all.moved.len(), all.same, all.redefined.len());
    let (missing, new) = (all.missing.len(), all.new.len());
    let percent = number::print(&Number::new(threshold), lang);
    phrase!(
        "valeurs changées : {moved}, dont {far} de plus de {percent} % (!) ; inchangées : {same} ; chiffres redéfinis : {redefined}, absents : {missing}, nouveaux : {new}",
        "values changed: {moved}, {far} of them by more than {percent}% (!); the same: {same}; figures redefined: {redefined}, missing: {missing}, new: {new}"
    )
}

fn row(moved: &Move, lang: Lang) -> (char, [String; 4]) {
    let name = match &moved.row {
        Some(row) => format!("{} [{row}]", moved.figure.id),
        None => moved.figure.id.clone(),
    };
    let (before, after) = moved.alike();
    let print = |figure: &Figure, value: Option<Number>| match value {
        Some(value) => number::print_with_unit(&value, figure.unit.as_ref(), lang),
        None => "–".to_owned(),
    };
    (
        if moved.is_far { '!' } else { ' ' },
        [name, print(moved.earlier, before), print(moved.figure, after), change(moved, lang)],
    )
}

/// « 27,0 % de moins », « 30 fois plus ».
fn change(moved: &Move, lang: Lang) -> String {
    let Some(change) = &moved.change else { return String::new() };
    let amount = number::print_with_unit(&change.size, change.unit.as_ref(), lang);
    let said = match (change.direction, &change.times) {
        (_, Some(times)) => {
            let times = number::print(times, lang);
            phrase!("{times} fois plus", "{times} times as much")
        }
        (Ordering::Less, None) => phrase!("{amount} de moins", "{amount} less"),
        (_, None) => phrase!("{amount} de plus", "{amount} more"),
    };
    said.get(lang).to_owned()
}

fn redefined(redefined: &Redefined, lang: Lang) -> String {
    let Redefined { before, after, aspects } = redefined;
    let none = || phrase!("non dit", "unsaid").get(lang).to_owned();
    let told = aspects.iter().map(|aspect| {
        let name = match aspect {
            Aspect::Label => phrase!("libellé", "label"),
            Aspect::Unit => phrase!("unité", "unit"),
            Aspect::Scope => phrase!("périmètre", "scope"),
            Aspect::Definition => phrase!("définition", "definition"),
        };
        let [was, is] = [before, after].map(|figure| said(figure, *aspect, lang).unwrap_or_else(none));
        let colon = if lang == Lang::Fr { format!("{NBSP}:") } else { ":".to_owned() };
        format!("{}{colon} {was} → {is}", name.get(lang))
    });
    format!("{}  {}", after.id, told.collect::<Vec<_>>().join(if lang == Lang::Fr { "\u{202f}; " } else { "; " }))
}

/// What a figure says of an aspect.
fn said(figure: &Figure, aspect: Aspect, lang: Lang) -> Option<String> {
    match aspect {
        Aspect::Label => Some(figure.label.clone()),
        Aspect::Unit => figure.unit.as_ref().map(|unit| unit.many.clone()),
        Aspect::Scope => figure.scope.map(|known| scope(known, lang)),
        Aspect::Definition => figure.definition.clone(),
    }
}

fn scope(scope: Scope, lang: Lang) -> String {
    let name = match scope {
        Scope::Local => phrase!("local", "local"),
        Scope::Regional => phrase!("régional", "regional"),
        Scope::National => phrase!("national", "national"),
    };
    name.get(lang).to_owned()
}

/// Figures that one edition alone has: their id, their value, their label.
fn listed(title: &str, figures: &[&Figure], lang: Lang) -> String {
    let value = |figure: &Figure| {
        let value = figure.value.map(|value| number::print_with_unit(&value, figure.unit.as_ref(), lang));
        value.unwrap_or_default()
    };
    let rows =
        figures.iter().map(|figure| (' ', [figure.id.clone(), value(figure), String::new(), figure.label.clone()]));
    format!("  {title}\n{}", columns(rows))
}

fn titled(title: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines: Vec<String> = lines.into_iter().map(|line| format!("\n  {line}")).collect();
    format!("  {title}{}", lines.concat())
}

/// Rows with their mark: names to the left, values to the right.
fn columns(rows: impl Iterator<Item = (char, [String; 4])>) -> String {
    let rows: Vec<(char, [String; 4])> = rows.collect();
    let width = |at: usize| rows.iter().map(|(_, cells)| cells[at].width()).max().unwrap_or(0);
    let [name, before, after] = [0, 1, 2].map(width);
    let space = |wide: usize, text: &str| " ".repeat(wide.saturating_sub(text.width()));
    let lines = rows.iter().map(|(mark, [label, old, new, change])| {
        let new = if after == 0 { String::new() } else { format!("{}{new}  ", space(after, new)) };
        let line = format!("{mark} {label}{}  {}{old}  {new}{change}", space(name, label), space(before, old));
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
