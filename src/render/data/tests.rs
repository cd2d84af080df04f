//! Figures made by hand → the files a reader downloads.

use super::{csv, json, record, workbook};
use crate::model::{Break, Cause, Derivation, Figure, FigureId, Grid, Input, Piece, Report, Revision, Scope, Shape};
use crate::render::Context;
use crate::render::sample::{figure, on_page, report, row, value};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use std::sync::Arc;

fn rates() -> Figure {
    let mut rates = figure("taux", "Taux", "", "%");
    rates.period = Some("2022".to_owned());
    rates.shape = Shape::Series(Grid {
        category: Some("Volet".to_owned()),
        series: vec!["Région".to_owned(), "France".to_owned()],
        rows: vec![("Chirurgie".to_owned(), vec![Some(value("−1,52")), None])],
    });
    rates
}

fn lines(report: &Report) -> Vec<String> {
    let bytes = on_page(report, |cx, _| csv::write(report.editions[0].figures.iter().flat_map(record::of), cx));
    String::from_utf8(bytes).expect("UTF-8").split_terminator("\r\n").map(str::to_owned).collect()
}

fn parsed(report: &Report) -> serde_json::Value {
    let bytes =
        on_page(report, |cx: &Context, _| json::one(FigureId(0), &record::of(cx.edition.figure(FigureId(0))), cx));
    serde_json::from_slice(&bytes).expect("JSON")
}

fn sheets(report: &Report) -> Vec<(String, Vec<Vec<Data>>)> {
    let records: Vec<_> = report.editions[0].figures.iter().map(record::of).collect();
    let bytes = on_page(report, |cx, _| workbook::write(&records, cx));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    book.worksheets().into_iter().map(|(name, range)| (name, rows(range))).collect()
}

#[test]
fn numbers_are_raw_and_missing_ones_are_empty() {
    let lines = lines(&report(vec![rates()]));
    assert_eq!(
        lines,
        [
            "\u{feff}identifiant;libelle;definition;chapitre;serie;categorie;periode;valeur;nuance;unite;perimetre;au;statut;calcul;revision;rupture;note;source;licence",
            "taux;Taux;;Coordonner;Région;Chirurgie;2022;-1.52;;%;;;définitif;;;;;Organisme, rapport 2022;",
            "taux;Taux;;Coordonner;France;Chirurgie;2022;;;%;;;définitif;;;;;Organisme, rapport 2022;",
        ]
    );
}

#[test]
fn no_cell_is_taken_for_a_formula_and_separators_are_quoted() {
    let mut rows = figure("lieux", "=HYPERLINK(\"x\")", "3", "actes");
    rows.shape = Shape::Rows(vec![row("+33;1", "12 292 330"), row("@lieu", "0")]);
    let lines = lines(&report(vec![rows]));
    assert!(lines[1].starts_with("lieux;\"'=HYPERLINK(\"\"x\"\")\";;Coordonner;;;;3;"), "{}", lines[1]);
    assert!(lines[2].contains(";;\"'+33;1\";;12292330;;actes;"), "{}", lines[2]);
    assert!(lines[3].contains(";;'@lieu;;0;;actes;"), "{}", lines[3]);
}

#[test]
fn past_values_own_value_and_breakdown_are_all_there() {
    let mut visits = figure("visites", "Visites", "plus de 1,29 million", "visites");
    visits.history = vec![row("2021", "1,1 million"), row("2022", "plus de 1,29 million")];
    visits.shape = Shape::Rows(vec![row("Lille", "4"), row("Lens", "")]);
    let lines = lines(&report(vec![visits]));
    let starts = [
        "visites;Visites;;Coordonner;;;2021;1100000;;visites",
        "visites;Visites;;Coordonner;;;2022;1290000;plus de;visites",
        "visites;Visites;;Coordonner;;Lille;;4;;visites",
        "visites;Visites;;Coordonner;;Lens;;;;visites",
    ];
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert!(lines[1..].iter().zip(starts).all(|(line, start)| line.starts_with(start)), "{lines:?}");
}

#[test]
fn a_lone_value_is_of_its_own_period_not_of_the_edition() {
    let mut fraud = figure("fraude", "Fraudes", "697", "dossiers");
    fraud.history = vec![row("2022", "697")];
    assert!(lines(&report(vec![fraud.clone()]))[1].contains(";;;2022;697;"));
    fraud.period = Some("2020".to_owned());
    assert!(lines(&report(vec![fraud.clone()]))[1].contains(";;;2020;697;"));
    (fraud.period, fraud.as_of) = (None, Some("31 mars 2022".to_owned()));
    assert!(lines(&report(vec![fraud]))[1].contains(";;;;697;;dossiers;;31 mars 2022;"));
}

#[test]
fn revisions_breaks_and_computations_stand_beside_their_value() {
    let mut share = figure("part", "Part", "42 %", "%");
    let provisional = crate::model::Row { provisional: true, ..row("2020", "40") };
    share.history = vec![provisional, row("2021", "41"), row("2022", "42")];
    share.revisions = vec![Revision {
        period: "2021".to_owned(),
        edition: "2021".to_owned(),
        before: value("43"),
        now: Some(value("41")),
        reason: Some("double compte retiré".to_owned()),
    }];
    share.breaks = vec![Break { period: "2022".to_owned(), cause: Cause::Scope(Scope::Regional), last: None }];
    let input = |id: &str, label: &str| {
        Piece::Input(Input { figure: id.to_owned(), label: label.to_owned(), of: None, value: value("21"), unit: None })
    };
    let pieces = vec![
        input("a", "Anomalies"),
        Piece::Sign('÷'),
        input("b", "Contrôles"),
        Piece::Sign('×'),
        Piece::Number(value("100")),
    ];
    share.derivation = Some(Derivation { pieces });
    let report = report(vec![share]);
    let lines = lines(&report);
    assert!(lines[1].contains(";2020;40;;%;;;provisoire;;;;;"), "{lines:?}");
    assert!(lines[2].contains(";définitif;;43 % dans l’édition 2021 : double compte retiré;;;"), "{lines:?}");
    assert!(
        lines[3].contains(";définitif;Anomalies ÷ Contrôles × 100;;autre périmètre : régional auparavant;;"),
        "{lines:?}"
    );
    let values = &parsed(&report)["figure"];
    assert_eq!(values["computation"]["inputs"], serde_json::json!(["a", "b"]));
    assert_eq!(
        (&values["values"][0]["status"], &values["values"][1]["revision"]["before"]),
        (&"provisional".into(), &43.into())
    );
}

#[test]
fn json_keeps_every_digit_and_says_what_is_missing() {
    let mut long = figure("long", "Long", "", "€");
    long.shape = Shape::Rows(vec![row("A", "1234567890123456789,012345678"), row("B", "")]);
    let report = report(vec![long]);
    let bytes = on_page(&report, |cx, _| json::one(FigureId(0), &record::of(cx.edition.figure(FigureId(0))), cx));
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("\"value\": 1234567890123456789.012345678"), "{text}");
    let file = parsed(&report);
    assert_eq!(file["organisation"], "Caisse");
    assert_eq!(file["figure"]["unit"]["many"], "€");
    assert_eq!(file["figure"]["values"][1], serde_json::json!({"category": "B", "value": null}));
    assert_eq!(file["figure"]["status"], "final");
}

#[test]
fn a_workbook_has_a_sheet_per_chapter_with_numbers_as_numbers() {
    let mut report = report(vec![rates(), figure("actes", "Actes", "67 915", "actes")]);
    let edition = Arc::make_mut(&mut report.editions[0]);
    edition.figures[1].chapter = None;
    edition.chapters[0].label = "Agir : soigner / prévenir [à plusieurs] et longtemps".to_owned();
    let sheets = sheets(&report);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["À lire", "L’année 2022", "Agir soigner prévenir à plusieu"]);
    assert_eq!(sheets[1].1[0][0], Data::String("Identifiant".to_owned()));
    assert_eq!(sheets[1].1[1][7], Data::Float(67_915.0));
    assert_eq!(sheets[2].1[1][7], Data::Float(-1.52));
    assert_eq!(sheets[2].1[2][7], Data::Empty);
}

#[test]
fn names_of_sheets_never_meet() {
    let taken = &mut std::collections::BTreeSet::new();
    let mut name = |label: &str| workbook::sheet_name(label, taken);
    assert_eq!(name("Coordonner"), "Coordonner");
    assert_eq!(name("COORDONNER"), "COORDONNER (2)");
    assert_eq!(name("History"), "History (2)");
    assert_eq!(name("''"), "–");
    let long = "Une maison de santé pour chaque canton";
    assert_eq!(
        (name(long), name(long)),
        ("Une maison de santé pour chaque".to_owned(), "Une maison de santé pour ch (2)".to_owned())
    );
}
