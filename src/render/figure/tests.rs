//! Figures of a small edition → what templates see of them.

use super::{change, tile, view};
use crate::model::{ChartForm, Figure, FigureId, Grid, Shape};
use crate::render::render;
use crate::render::sample::{EVIL, figure, on_page, report, row, value};
use crate::text::Unit;

fn with_history(unit: &str, rows: &[(&str, &str)]) -> Figure {
    let mut figure = figure("actes", "Actes", rows.last().map_or("", |(_, value)| value), unit);
    figure.history = rows.iter().map(|(label, value)| row(label, value)).collect();
    figure
}

/// What is said of a figure's change, with common spaces.
fn said(figure: Figure) -> Option<String> {
    let report = report(vec![figure]);
    on_page(&report, |cx, _| change(cx.edition.figure(FigureId(0)), cx))
        .map(|change| change.text.replace(['\u{a0}', '\u{202f}'], " "))
}

#[test]
fn a_change_is_said_in_words_since_the_period_before() {
    for (unit, rows, expected) in [
        ("actes", [("2021", "93 000"), ("2022", "67 915")], Some("27,0 % de moins qu’en 2021")),
        ("%", [("juin 2020", "25"), ("décembre 2020", "53")], Some("28 points de plus qu’en juin 2020")),
        ("%", [("2021", "65,8"), ("2022", "65,0")], Some("0,8 point de moins qu’en 2021")),
        ("actes", [("2022-01-01", "100"), ("2022-12-31", "150")], Some("50,0 % de plus qu’au 1er janvier 2022")),
        ("actes", [("2021", "100 000"), ("2022", "100 001")], Some("0,001 % de plus qu’en 2021")),
        ("médecins", [("2021", "4"), ("2022", "19")], Some("15 médecins de plus qu’en 2021")),
        ("actes", [("2021", "12"), ("2022", "12")], Some("inchangé depuis 2021")),
        ("actes", [("2021", "0"), ("2022", "12")], None),
        ("actes", [("2021", ""), ("2022", "12")], None),
        ("actes", [("2021", "12"), ("2022", "")], None),
    ] {
        assert_eq!(said(with_history(unit, &rows)).as_deref(), expected, "{rows:?}");
    }
}

#[test]
fn an_approximate_value_or_another_history_has_no_change() {
    for rows in [[("2021", "93 000"), ("2022", "plus de 67 915")], [("2021", "près de 93 000"), ("2022", "67 915")]] {
        assert_eq!(said(with_history("actes", &rows)), None);
    }
    let mut other = with_history("actes", &[("2020", "93 000"), ("2021", "67 915")]);
    other.value = Some(value("50 000"));
    assert_eq!(said(other), None);
}

#[test]
fn a_shortened_value_is_given_in_full() {
    let report =
        report(vec![figure("ij", "Indemnités", "12 292 330", "€"), figure("actes", "Actes", "67 915", "actes")]);
    let (short, full) = on_page(&report, |cx, _| (tile(FigureId(0), cx), tile(FigureId(1), cx)));
    assert_eq!((short.value.as_deref(), short.unit.as_deref(), short.sign), (Some("12,3"), Some("M€"), true));
    assert_eq!(short.exact.as_deref(), Some("12\u{202f}292\u{202f}330\u{a0}€"));
    assert_eq!(short.number.as_deref(), Some("12292330"));
    assert_eq!((full.value.as_deref(), full.exact, full.sign), (Some("67\u{202f}915"), None, false));
}

#[test]
fn a_source_says_when_as_people_do() {
    for (typed, said) in [
        ("31 mars 2022", ", au 31 mars 2022"),
        ("octobre 2022", ", en octobre 2022"),
        ("2021", ", en 2021"),
        ("Fin juin 2022", ", fin juin 2022"),
    ] {
        let mut visits = figure("visites", "Visites", "12", "visites");
        visits.as_of = Some(typed.to_owned());
        let report = report(vec![visits]);
        let source =
            on_page(&report, |cx, _| super::source_line(cx.edition.figure(FigureId(0)), cx)).unwrap_or_default();
        assert!(source.ends_with(said), "{source}");
    }
}

#[test]
fn a_chart_comes_with_its_caption_source_table_and_file() {
    let mut grid = figure("visites", "Visites", "", "visites");
    grid.chart = Some(ChartForm::Line);
    grid.as_of = Some("31 mars 2022".to_owned());
    grid.shape = Shape::Series(Grid {
        category: None,
        series: vec!["Omnipraticiens".to_owned(), "Kinés".to_owned()],
        rows: vec![
            ("2021".to_owned(), vec![Some(value("620")), None]),
            ("2022".to_owned(), vec![Some(value("1 617")), Some(value("12"))]),
        ],
    });
    let report = report(vec![grid]);
    let view = on_page(&report, |cx, page| view(FigureId(0), cx, page).expect("sound templates"));
    let chart = view.chart.expect("a chart");
    assert!(
        chart.contains("<figure class=\"chart\" role=\"figure\" aria-label=\"2021 à 2022\">\n  <figcaption>"),
        "{chart}"
    );
    assert!(chart.find("</figcaption>") < chart.find("<svg") && chart.find("<svg") < chart.find("<details"), "{chart}");
    assert!(chart.contains("Source\u{a0}: Organisme, rapport 2022, au 31 mars 2022."), "{chart}");
    assert!(chart.contains("<th scope=\"col\">Année</th>"), "{chart}");
    assert!(
        chart.contains("<td class=\"numeric\"><data value=\"1617\">1\u{202f}617</data></td>")
            && chart.contains("<td class=\"numeric\">n.\u{a0}d.</td>")
    );
    assert!(
        chart.contains("href=\"../donnees/visites.csv\" download=\"visites.csv\"") && chart.contains("</span>CSV, "),
        "{chart}"
    );
    let caption = chart.split("<caption id=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a caption");
    assert!(chart.contains(&format!("aria-labelledby=\"{caption}\"")), "{chart}");
}

#[test]
fn ids_of_a_chart_shown_twice_differ() {
    let mut bars = figure("lieux", "Lieux", "", "lieux");
    bars.shape = Shape::Rows(vec![row("Artois", "3"), row("Somme", "5"), row("Aisne", "2"), row("Oise", "")]);
    let report = report(vec![bars]);
    let html = on_page(&report, |cx, page| {
        let mut chart = || view(FigureId(0), cx, page).expect("sound templates").chart.expect("bars suit it");
        chart() + &chart()
    });
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
    assert!(all >= 4, "{html}");
}

#[test]
fn nothing_of_a_figure_is_read_as_html() {
    let mut evil = figure("evil", EVIL, "", "actes");
    evil.unit = Some(Unit { one: EVIL.to_owned(), many: EVIL.to_owned(), kind: crate::text::unit::UnitKind::Counted });
    evil.note = Some(EVIL.to_owned());
    evil.source = Some(EVIL.to_owned());
    evil.period = Some(EVIL.to_owned());
    evil.shape = Shape::Rows(vec![row(EVIL, "3"), row("b", "5"), row("c", "2"), row("d", "1")]);
    let report = report(vec![evil]);
    let html = on_page(&report, |cx, page| view(FigureId(0), cx, page).expect("sound templates").chart.expect("bars"));
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
}

#[test]
fn the_tile_of_a_figure_holds_all_that_is_known_of_it() {
    let mut lone = figure("ij", "Indemnités", "12 292 330", "€");
    lone.target = Some(value("15 000 000"));
    lone.provisional = true;
    let report = report(vec![lone]);
    let site =
        on_page(&report, |cx, _| render(cx.report, cx.site, cx.theme, cx.documents)).value.expect("sound templates");
    let html = std::str::from_utf8(&site.files["2022/chiffres/index.html"]).expect("UTF-8");
    assert!(html.contains("id=\"chiffre-ij\"") && html.contains("soit 12\u{202f}292\u{202f}330\u{a0}€"), "{html}");
    assert!(html.contains("Cible\u{a0}: 15\u{202f}000\u{202f}000\u{a0}€") && html.contains("provisoire"), "{html}");
    assert!(html.contains("Source\u{a0}: Organisme") && html.contains("donnees/ij.csv"), "{html}");
}

#[test]
fn a_period_reads_well_inside_a_sentence() {
    let mut waves = figure("appels", "Appels", "12", "appels");
    waves.period = Some("De mars à juin 2020".to_owned());
    let report = report(vec![waves]);
    let line = on_page(&report, |cx, _| tile(FigureId(0), cx).source_line);
    assert_eq!(line.as_deref(), Some("Source\u{a0}: Organisme, rapport 2022, de mars à juin 2020"));
}

#[test]
fn a_unit_that_the_label_says_is_not_said_twice() {
    let report = report(vec![
        figure("maisons", "Maisons de santé du département", "21", "maisons de santé"),
        figure("actes", "Téléconsultations", "67 915", "actes"),
        figure("taux", "Part en %", "12", "%"),
        figure("delai", "Délai des demandes journalières", "12", "jours"),
    ]);
    let units = on_page(&report, |cx, _| [0, 1, 2, 3].map(|index| tile(FigureId(index), cx).unit));
    assert_eq!(units, [None, Some("actes".to_owned()), Some("%".to_owned()), Some("jours".to_owned())]);
}
