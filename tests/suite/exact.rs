//! A number that is typed reaches the published CSV digit for digit, in every spelling that is accepted; so does one of a workbook.
//!
//! What is expected is made of digits, without arithmetic: the test shares no code with what it tests.

use crate::harness::{minimal, records, site, write};
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Figures, and values in each: ten thousand in all.
const FIGURES: usize = 50;
const VALUES: usize = 200;

/// Numbers that are the same at each run (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit).unwrap()
    }

    /// A number by its digits: whole without leading zero, and fraction.
    fn digits(&mut self, most: usize) -> (String, String) {
        let whole = 1 + self.below(most as u64 - 4);
        let mut digit = |least: u64| char::from(b'0' + u8::try_from(least as usize + self.below(10 - least)).unwrap());
        let mut text = String::from(digit(u64::from(whole > 1)));
        (1..whole).for_each(|_| text.push(digit(0)));
        let length = self.below(5);
        let fraction = (0..length).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect();
        (text, fraction)
    }
}

/// The digits with their decimal point `shift` places further right, as a machine writes them: no idle zero, no sign on zero.
fn machine(negative: bool, whole: &str, fraction: &str, shift: usize) -> String {
    let fraction = format!("{fraction:0<shift$}");
    let (moved, rest) = fraction.split_at(shift);
    let whole = format!("{whole}{moved}");
    let whole = Some(whole.trim_start_matches('0')).filter(|digits| !digits.is_empty()).unwrap_or("0").to_owned();
    let rest = rest.trim_end_matches('0');
    let sign = if negative && (whole != "0" || !rest.is_empty()) { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// The whole digits in threes.
fn grouped(whole: &str, space: &str) -> String {
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(space);
        }
        out.push(digit);
    }
    out
}

/// What follows the digits, the places it moves the decimal point, and the unit it brings.
const TAILS: &[&[(&str, usize)]] = &[
    &[("", 0), (" million", 6), (" millions", 6), (" milliard", 9), (" mille", 3)],
    &[(" %", 0), ("%", 0), ("\u{a0}%", 0), (" pour cent", 0)],
    &[(" €", 0), ("€", 0), (" k€", 3), (" M€", 6), (" Md€", 9), (" euros", 0), (" millions d’euros", 6)],
    &[(" actes", 0), (" acte", 0), (" millions d'actes", 6), ("\u{202f}actes", 0)],
];

/// One number in a spelling of its own, and what the machine must read.
fn spelled(dice: &mut Dice, tails: &[(&str, usize)]) -> (String, String) {
    let (whole, fraction) = dice.digits(15);
    let sign = ["", "", "", "-", "−", "+", "- ", "– "][dice.below(8)];
    let (tail, shift) = tails[dice.below(tails.len() as u64)];
    let space = ["", " ", "\u{a0}", "\u{202f}"][dice.below(4)];
    // A point before three digits could be a mark of thousands: French wants the comma there.
    let mark = if fraction.len() == 3 { "," } else { [",", "."][dice.below(2)] };
    let mark = if fraction.is_empty() { "" } else { mark };
    let text = format!("{sign}{}{mark}{fraction}{tail}", grouped(&whole, space));
    (text, machine(!sign.is_empty() && sign != "+", &whole, &fraction, shift))
}

/// The values of each published file.
fn published(workspace: &Path) -> BTreeMap<String, Vec<String>> {
    let files = site(workspace);
    let of_figure = |path: &str| Some(path.strip_prefix("2022/donnees/")?.strip_suffix(".csv")?.to_owned());
    let read = |text: &str| records(text).into_iter().map(|mut row| row.remove("valeur").unwrap()).collect();
    files.iter().filter_map(|(path, text)| Some((of_figure(path)?, read(text)))).collect()
}

fn compare(expected: &BTreeMap<String, Vec<(String, String)>>, published: &BTreeMap<String, Vec<String>>) {
    assert_eq!(expected.values().map(Vec::len).sum::<usize>(), 10_000);
    for (id, values) in expected {
        let found = &published[id];
        assert_eq!(found.len(), values.len(), "{id}");
        for ((typed, expected), found) in values.iter().zip(found) {
            assert_eq!(found, expected, "{id}: {typed}");
        }
    }
}

#[test]
fn ten_thousand_numbers_go_from_yaml_to_csv_unchanged() {
    let workspace = minimal();
    let mut dice = Dice(1);
    let mut expected = BTreeMap::new();
    let mut yaml = "visites:\n  libelle: Visites\n  valeur: 4 200\n  source: Caisse\n".to_owned();
    for figure in 0..FIGURES {
        let tails = TAILS[figure % TAILS.len()];
        let (id, in_braces) = (format!("f{figure}"), dice.below(4) == 0);
        write!(
            yaml,
            "{id}:\n  libelle: Figure {figure}\n  source: Caisse\n  lignes:{}",
            if in_braces { " {" } else { "\n" }
        )
        .unwrap();
        let mut values = Vec::new();
        for row in 0..VALUES {
            let (typed, machine) = spelled(&mut dice, tails);
            let must_quote = in_braces && typed.contains(',') || typed.starts_with("- ");
            let quote = if must_quote { ["\"", "'"][dice.below(2)] } else { ["", "\"", "'"][dice.below(3)] };
            let escaped = if quote == "'" { typed.replace('\'', "''") } else { typed.clone() };
            if in_braces {
                write!(yaml, "R{row}: {quote}{escaped}{quote}, ").unwrap();
            } else {
                writeln!(yaml, "    R{row}: {quote}{escaped}{quote}").unwrap();
            }
            values.push((typed, machine));
        }
        yaml.push_str(if in_braces { "}\n" } else { "" });
        expected.insert(id, values);
    }
    write(workspace.path(), "content/2022/10-soigner/figures.yaml", yaml);
    compare(&expected, &published(workspace.path()));
}

#[test]
fn ten_thousand_numbers_go_from_a_workbook_to_csv_as_they_are_shown() {
    let workspace = minimal();
    let mut dice = Dice(2);
    let mut expected = BTreeMap::new();
    let mut yaml = "visites:\n  libelle: Visites\n  valeur: 4 200\n  source: Caisse\n".to_owned();
    let mut workbook = Workbook::new();
    for figure in 0..FIGURES {
        let id = format!("f{figure}");
        let sheet = workbook.add_worksheet().set_name(&id).unwrap();
        sheet.write_row(0, 0, ["Nom", "Valeur"]).unwrap();
        let mut values = Vec::new();
        for row in 0..VALUES {
            let (whole, mut fraction) = dice.digits(12);
            let negative = dice.below(4) == 0;
            let sign = if negative { "-" } else { "" };
            let places = fraction.len();
            let zeros = "0".repeat(places);
            let point = if places > 0 { "." } else { "" };
            // What is shown has `places` decimals; what is stored may have more, which no one sees.
            let (format, percent) = match figure % 4 {
                0 => ("General".to_owned(), false),
                1 => (format!("0{point}{zeros}\\ %"), true),
                2 => (format!("# ##0{point}{zeros} \"€\""), false),
                _ => (format!("#,##0{point}{zeros}_);(#,##0{point}{zeros})"), false),
            };
            let shown = machine(negative, &whole, &fraction, 0);
            if figure % 4 > 1 {
                fraction.push_str(["", "1", "04", "3"][dice.below(4)]);
            }
            let exponent = if percent { "e-2" } else { "" };
            let stored: f64 = format!("{sign}{whole}.{fraction}0{exponent}").parse().unwrap();
            let row = u32::try_from(row).unwrap() + 1;
            sheet.write(row, 0, format!("R{row}")).unwrap();
            sheet.write_with_format(row, 1, stored, &Format::new().set_num_format(&format)).unwrap();
            values.push((format!("{stored} {format}"), shown));
        }
        write!(
            yaml,
            "{id}:\n  libelle: Figure {figure}\n  source: Caisse\n  donnees: {{fichier: donnees.xlsx, feuille: {id}}}\n"
        )
        .unwrap();
        expected.insert(id, values);
    }
    write(workspace.path(), "content/2022/10-soigner/figures.yaml", yaml);
    write(workspace.path(), "content/2022/10-soigner/donnees.xlsx", workbook.save_to_buffer().unwrap());
    compare(&expected, &published(workspace.path()));
}
