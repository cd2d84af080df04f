//! Every form drawn on plain and on hard data.

use super::*;
use crate::text::unit::UnitKind;
use rust_decimal::Decimal;
use std::str::FromStr;

/// A number as typed, with its decimals.
fn number(text: &str) -> Number {
    let value = Decimal::from_str(text).unwrap();
    Number { value, decimals: value.scale(), scale: crate::text::Scale::One }
}

fn unit(sign: &str, kind: UnitKind) -> Unit {
    Unit { kind, ..Unit::new(sign, None) }
}

/// One series; `-` is a missing value.
fn rows<'a>(rows: &[(&'a str, &str)], time: bool) -> Data<'a> {
    let row = |(label, value): &(&'a str, &str)| (*label, vec![(*value != "-").then(|| number(value))]);
    Data { series: vec![""], rows: rows.iter().map(row).collect(), time, whole: None }
}

/// Several series; `-` is a missing value.
fn grid<'a>(series: &[&'a str], rows: &[(&'a str, &[&str])], time: bool) -> Data<'a> {
    let row = |(label, values): &(&'a str, &[&str])| {
        (*label, values.iter().map(|value| (*value != "-").then(|| number(value))).collect())
    };
    Data { series: series.to_vec(), rows: rows.iter().map(row).collect(), time, whole: None }
}

fn drawing<'a>(id: &'a str, form: ChartForm, data: Data<'a>, unit: Option<&'a Unit>) -> Drawing<'a> {
    Drawing { id, form, title: "Sujet du graphique", data, unit, target: None, height: None, lang: Lang::Fr }
}

/// All the drawings kept as snapshots, by name.
fn gallery(look: &mut dyn FnMut(&Drawing)) {
    let (percent, euro) = (unit("%", UnitKind::Percent), unit("€", UnitKind::Currency));
    let mut show = |id: &str, form, data, unit: Option<&Unit>, target: Option<&Number>| {
        look(&Drawing { target, ..drawing(id, form, data, unit) });
    };
    use ChartForm::*;
    show(
        "bars-plain",
        Bars,
        rows(
            &[
                ("Maladie : gestion des bénéficiaires", "91.8"),
                ("Maladie : indemnités journalières", "84.2"),
                ("Maladie : invalidité", "77.1"),
                ("Accidents du travail et maladies professionnelles, rechutes comprises", "65.8"),
            ],
            false,
        ),
        Some(&percent),
        None,
    );
    show("bars-one", Bars, rows(&[("Médecins", "620")], false), None, None);
    let many: Vec<_> = (1..=40).map(|i| (format!("Ligne {i}"), format!("{}", 41 - i))).collect();
    let many: Vec<_> = many.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect();
    show("bars-forty", Bars, rows(&many, false), None, None);
    show("bars-equal-and-missing", Bars, rows(&[("A", "3"), ("B", "3"), ("C", "-"), ("D", "0")], false), None, None);
    show("bars-huge-and-tiny", Bars, rows(&[("Huge", "1000000000000"), ("Tiny", "0.0001")], false), Some(&euro), None);
    show(
        "bars-escaped",
        Bars,
        rows(&[("<b>A & \"B\"</b>\u{0}", "1"), ("Anticonstitutionnellementanticonstitutionnellement", "2")], false),
        None,
        None,
    );
    show("bars-time", Bars, rows(&[("juin 2020", "25"), ("décembre 2020", "53")], true), Some(&percent), None);
    show("columns-plain", Columns, rows(&[("2020", "470"), ("2021", "282"), ("2022", "391")], true), None, None);
    show("columns-two", Columns, rows(&[("avant 2022", "1600"), ("2022", "48000")], true), None, None);
    show(
        "columns-crowded",
        Columns,
        rows(
            &[
                ("2017-2018", "12292330"),
                ("2018-2019", "12392330"),
                ("2019-2020", "12492330"),
                ("2020-2021", "-"),
                ("2021-2022", "11292330"),
                ("2022-2023", "12192330"),
            ],
            true,
        ),
        Some(&euro),
        None,
    );
    show("columns-zero", Columns, rows(&[("2021", "0"), ("2022", "0")], true), None, None);
    show(
        "line-two",
        Line,
        grid(
            &["Actes facturés", "Assurés concernés"],
            &[("2020", &["137000", "75000"]), ("2021", &["93000", "50000"]), ("2022", &["67915", "36000"])],
            true,
        ),
        None,
        None,
    );
    show("line-rising", Line, rows(&[("2015", "3"), ("2019", "4.5"), ("2020", "9"), ("2022", "12")], true), None, None);
    show(
        "line-four-close",
        Line,
        grid(
            &["Isère", "Rhône", "Savoie", "Haute-Savoie"],
            &[
                ("2019", &["41", "42", "43", "44"]),
                ("2020", &["43", "42.5", "41", "44"]),
                ("2021", &["-", "44", "43", "42"]),
                ("2022", &["45", "45", "45", "45"]),
            ],
            true,
        ),
        None,
        None,
    );
    show(
        "line-negative",
        Line,
        rows(&[("2019", "-2.1"), ("2020", "-7.8"), ("2021", "6.8"), ("2022", "2.6")], true),
        Some(&percent),
        None,
    );
    let years: Vec<_> = (0..20).map(|i| (format!("{}", 2003 + i), format!("{}", 100 + (i * 37) % 53))).collect();
    let years: Vec<_> = years.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect();
    show("line-long", Line, rows(&years, true), None, None);
    show("line-two-points", Line, rows(&[("2021", "5"), ("2022", "5")], true), None, None);
    show("part-two", Part, rows(&[("passés en commission", "2810"), ("en attente", "357")], false), None, None);
    show(
        "part-three",
        Part,
        rows(
            &[
                ("Dossiers acceptés", "1731574"),
                ("Dossiers refusés après un examen contradictoire", "490586"),
                ("En attente", "1200"),
            ],
            false,
        ),
        Some(&euro),
        None,
    );
    show("progress-plain", Progress, rows(&[("satisfaits", "91.7")], false), Some(&percent), None);
    show(
        "progress-target",
        Progress,
        rows(&[("des assurés ont activé leur espace", "55.1")], false),
        Some(&percent),
        Some(&number("75")),
    );
    show("progress-beyond", Progress, rows(&[("Visites", "2701")], false), None, Some(&number("2500")));
    show(
        "pairs-plain",
        Pairs,
        grid(
            &["région", "France"],
            &[
                ("Volets à forte valeur médicale", &["11", "7"]),
                ("Chirurgie", &["30", "19"]),
                ("Maternité", &["61", "75"]),
            ],
            false,
        ),
        Some(&percent),
        None,
    );
    show(
        "pairs-long",
        Pairs,
        grid(
            &["Provence-Alpes-Côte d’Azur", "Ensemble de la France métropolitaine"],
            &[("Indemnités", &["12292330", "-"]), ("Invalidité", &["1731574", "990586"])],
            false,
        ),
        Some(&euro),
        None,
    );
    show(
        "diverging-plain",
        Diverging,
        rows(&[("Médecins non accompagnés", "6.07"), ("Médecins accompagnés", "-1.52")], false),
        Some(&percent),
        None,
    );
    show(
        "diverging-losses",
        Diverging,
        rows(&[("A", "-12.5"), ("B", "-0.001"), ("C", "-"), ("D", "0")], false),
        Some(&percent),
        None,
    );
}

#[test]
#[ignore]
fn write() {
    gallery(&mut |d| std::fs::write(format!("/tmp/charts/{}.svg", d.id), draw(d)).unwrap());
}
