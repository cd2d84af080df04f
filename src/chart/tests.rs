//! Every form drawn on plain and on hard data.

use super::*;
use crate::text::unit::UnitKind;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::str::FromStr;

/// A number as typed, with its decimals.
fn number(text: &str) -> Number {
    let value = Decimal::from_str(text).unwrap();
    Number::new(value)
}

fn unit(sign: &str, kind: UnitKind) -> Unit {
    Unit { kind, ..Unit::new(sign, None) }
}

/// One series; `-` is a missing value.
fn rows<'a>(rows: &[(&'a str, &str)], time: bool) -> Data<'a> {
    let row = |(label, value): &(&'a str, &str)| (*label, vec![(*value != "-").then(|| number(value))]);
    Data { series: vec![""], rows: rows.iter().map(row).collect(), time, ..Data::default() }
}

/// Several series; `-` is a missing value.
fn grid<'a>(series: &[&'a str], rows: &[(&'a str, &[&str])], time: bool) -> Data<'a> {
    let row = |(label, values): &(&'a str, &[&str])| {
        (*label, values.iter().map(|value| (*value != "-").then(|| number(value))).collect())
    };
    Data { series: series.to_vec(), rows: rows.iter().map(row).collect(), time, ..Data::default() }
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
        "grouped-plain",
        Grouped,
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
        "grouped-long",
        Grouped,
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
fn every_form_is_drawn_as_it_was() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| gallery(&mut |drawing| insta::assert_snapshot!(drawing.id, draw(drawing))));
}

#[test]
fn every_drawing_is_well_formed() {
    gallery(&mut |drawing| well_formed(&draw(drawing)));
}

/// Balanced tags, no style or fill but the hatch, no number that is not one, nothing outside the view.
fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "{text}");
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{svg}"),
            None if tag.ends_with('/') => {}
            None => open.push(name),
        }
        for (attribute, value) in tag.split('"').collect::<Vec<_>>().chunks_exact(2).map(|pair| (pair[0], pair[1])) {
            assert!(!attribute.contains("style="), "{tag}");
            assert!(!attribute.ends_with(" fill=") || value.starts_with("url(#"), "{tag}");
            if let Some(percent) = value.strip_suffix('%') {
                let percent: f64 = percent.parse().expect("a number");
                assert!((-0.01..=100.01).contains(&percent), "{tag}");
            }
            if let Some(em) = value.strip_suffix("em").filter(|_| name != "title" && name != "desc") {
                assert!(em.parse::<f64>().expect("a number").is_finite(), "{tag}");
                assert!(!attribute.contains("height=") || !em.starts_with('-'), "{tag}");
            }
        }
    }
    assert!(open.is_empty(), "{svg}");
}

fn percents<'a>(values: &[(&'a str, &str)]) -> Data<'a> {
    rows(values, false)
}

#[test]
fn the_shape_chooses_the_form() {
    let percent = unit("%", UnitKind::Percent);
    let no_unit = |data: &Data| choose(data, None, None);
    let years = |n: usize| {
        ["2015", "2016", "2017", "2018", "2019", "2020", "2021"][..n].iter().map(|y| (*y, "12")).collect::<Vec<_>>()
    };
    assert_eq!(no_unit(&rows(&years(2), true)), Some(ChartForm::Columns));
    assert_eq!(no_unit(&rows(&years(6), true)), Some(ChartForm::Columns));
    assert_eq!(no_unit(&rows(&years(7), true)), Some(ChartForm::Line));
    let long = [("2019", "12292330"), ("2020", "12292330"), ("2021", "12292330"), ("2022", "12292330")];
    assert_eq!(no_unit(&rows(&long, true)), Some(ChartForm::Line), "values too wide for their columns");
    assert_eq!(no_unit(&rows(&[("2021", "3"), ("2022", "-1")], true)), Some(ChartForm::Line));
    assert_eq!(no_unit(&rows(&[("A", "3"), ("B", "-1")], false)), Some(ChartForm::Diverging));
    assert_eq!(no_unit(&rows(&[("A", "3"), ("B", "1")], false)), Some(ChartForm::Bars));
    let part = Data { whole: Some(number("4.00")), ..rows(&[("A", "3"), ("B", "1")], false) };
    assert_eq!(no_unit(&part), Some(ChartForm::Part));
    assert_eq!(no_unit(&Data { whole: Some(number("5")), ..part }), Some(ChartForm::Bars));
    assert_eq!(choose(&percents(&[("A", "75"), ("B", "25")]), Some(&percent), None), Some(ChartForm::Part));
    assert_eq!(choose(&percents(&[("A", "75"), ("B", "26")]), Some(&percent), None), Some(ChartForm::Bars));
    assert_eq!(choose(&percents(&[("A", "75")]), Some(&percent), None), Some(ChartForm::Progress));
    assert_eq!(choose(&percents(&[("A", "175")]), Some(&percent), None), Some(ChartForm::Bars));
    assert_eq!(choose(&percents(&[("A", "12")]), None, Some(&number("20"))), Some(ChartForm::Progress));
    let two: &[(&str, &[&str])] = &[("A", &["1", "2"]), ("B", &["3", "4"])];
    assert_eq!(no_unit(&grid(&["x", "y"], two, false)), Some(ChartForm::Grouped));
    assert_eq!(no_unit(&grid(&["x", "y"], two, true)), Some(ChartForm::Line));
    assert_eq!(
        no_unit(&grid(&["x", "y", "z"], &[("A", &["1", "2", "3"]), ("B", &["1", "2", "3"])], false)),
        Some(ChartForm::Grouped)
    );
    assert_eq!(no_unit(&rows(&[], false)), None);
    assert_eq!(no_unit(&rows(&[("A", "-")], false)), None);
}

#[test]
fn a_form_that_misleads_is_refused() {
    use ChartForm::*;
    let refused = |form, data: &Data| fits(form, data, None, None).err();
    let few = rows(&[("A", "3"), ("B", "1")], false);
    let time = rows(&[("2021", "3"), ("2022", "1")], true);
    let loss = rows(&[("2021", "3"), ("2022", "-1")], true);
    let two = grid(&["x", "y"], &[("A", &["1", "2"])], false);
    assert_eq!(refused(Bars, &rows(&[("A", "-")], false)), Some(Misfit::Empty));
    assert_eq!(refused(Bars, &loss), Some(Misfit::Negative));
    assert_eq!(refused(Columns, &loss), Some(Misfit::Negative));
    assert_eq!(refused(Line, &loss), None);
    assert_eq!(refused(Diverging, &loss), None);
    assert_eq!(refused(Diverging, &time), Some(Misfit::NoNegative));
    assert_eq!(refused(Columns, &few), Some(Misfit::NotTime));
    assert_eq!(refused(Line, &few), Some(Misfit::NotTime));
    assert_eq!(refused(Bars, &two), Some(Misfit::OneSeries));
    assert_eq!(refused(Grouped, &few), Some(Misfit::SomeSeries(2, 3)));
    assert_eq!(
        refused(Line, &grid(&["a", "b", "c", "d", "e"], &[("2021", &["1"]), ("2022", &["1"])], true)),
        Some(Misfit::TooManySeries)
    );
    assert_eq!(refused(Progress, &rows(&[("A", "3")], false)), Some(Misfit::NoTarget));
    assert_eq!(refused(Progress, &few), Some(Misfit::TooManyRows(1)));
    assert_eq!(refused(Part, &rows(&[("A", "3")], false)), Some(Misfit::TooFewRows(2)));
    assert_eq!(refused(Part, &few), None, "the author says that these are parts");
    assert_eq!(refused(Part, &Data { whole: Some(number("5")), ..few.clone() }), Some(Misfit::NotAWhole));
    assert_eq!(refused(Part, &rows(&[("A", "3"), ("B", "-")], false)), Some(Misfit::NotAWhole));
    let many = rows(&[("2021", "3"); 7], true);
    assert_eq!(refused(Columns, &many), Some(Misfit::TooManyRows(6)));
    assert!(Misfit::TooManyRows(6).reason().fr.contains("6 lignes"));
}

#[test]
fn lengths_are_true_to_the_values() {
    let svg = draw(&drawing("a", ChartForm::Bars, rows(&[("A", "40"), ("B", "10")], false), None));
    assert!(
        svg.contains("width=\"100%\" height=\"1.15em\"") && svg.contains("width=\"25%\" height=\"1.15em\""),
        "{svg}"
    );
    let svg = draw(&drawing("a", ChartForm::Diverging, rows(&[("A", "30"), ("B", "-10")], false), None));
    assert!(svg.contains("x=\"25%\" y=\"1.6em\" width=\"75%\""), "{svg}");
    // Columns: heights in the ratio of the values, and dates of a line true to time.
    let svg = draw(&drawing("a", ChartForm::Columns, rows(&[("2021", "50"), ("2022", "100")], true), None));
    let heights: Vec<f64> = svg
        .split("<rect")
        .skip(1)
        .map(|rect| rect.split("height=\"").nth(1).unwrap().split("em").next().unwrap().parse().unwrap())
        .collect();
    assert!((heights[0] * 2.0 - heights[1]).abs() < 0.03, "{heights:?}");
    let svg = draw(&drawing("a", ChartForm::Line, rows(&[("2010", "1"), ("2018", "2"), ("2020", "3")], true), None));
    assert!(svg.contains("cx=\"80%\""), "{svg}");
}

#[test]
fn a_missing_value_is_a_gap_and_is_said() {
    let data = || rows(&[("2019", "1"), ("2020", "2"), ("2021", "-"), ("2022", "3")], true);
    let svg = draw(&drawing("a", ChartForm::Line, data(), None));
    assert_eq!(svg.matches("class=\"p-line\"").count(), 1);
    assert_eq!(svg.matches("<circle").count(), 3);
    assert!(draw(&drawing("a", ChartForm::Columns, data(), None)).contains(">n.\u{a0}d.</text>"));
    let english = Drawing { lang: Lang::En, ..drawing("a", ChartForm::Bars, data(), None) };
    assert!(draw(&english).contains(">n/a</text>"));
    assert!(describe(&english).contains("2021: not available"), "{}", describe(&english));
}

#[test]
fn the_description_says_what_the_chart_shows() {
    let said = |form, data| describe(&drawing("a", form, data, None));
    let years = rows(&[("2019", "470"), ("2020", "282"), ("2021", "391"), ("2022", "400")], true);
    assert_eq!(
        said(ChartForm::Columns, years.clone()),
        "Sujet du graphique\u{a0}: 4 valeurs (2019 – 2022). En baisse, de 470 (2019) à 400 (2022). \
         Minimum\u{a0}: 282 (2020). 2019\u{a0}: 470\u{202f}; 2020\u{a0}: 282\u{202f}; 2021\u{a0}: 391\u{202f}; 2022\u{a0}: 400."
    );
    let english = Drawing { lang: Lang::En, ..drawing("a", ChartForm::Columns, years, None) };
    assert_eq!(
        describe(&english),
        "Sujet du graphique: 4 values (2019 – 2022). Down, from 470 (2019) to 400 (2022). Lowest: 282 (2020). \
         2019: 470; 2020: 282; 2021: 391; 2022: 400."
    );
    assert!(
        said(ChartForm::Bars, rows(&[("A", "1"); 9], false)).ends_with("Le tableau des données donne chaque valeur.")
    );
    assert!(said(ChartForm::Bars, rows(&[("A", "-")], false)).contains("aucune valeur disponible"));
}

/// The bare values of a drawing of lines, by where they stand: across, then down.
fn values_by_place(svg: &str) -> BTreeMap<&str, Vec<(f64, u32)>> {
    let mut found: BTreeMap<&str, Vec<(f64, u32)>> = BTreeMap::new();
    for line in svg.lines().filter(|line| line.starts_with("<text") && !line.contains("p-second")) {
        let get = |name: &str| Some(line.split_once(name)?.1.split_once('"')?.0);
        let said = line.split_once('>').unwrap().1.strip_suffix("</text>").unwrap();
        let digits: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        if let (Some(x), Some(y), Ok(value)) = (get(" x=\""), get(" y=\""), digits.parse()) {
            found.entry(x).or_default().push((y.trim_end_matches("em").parse().unwrap(), value));
        }
    }
    found
}

proptest! {
    #[test]
    fn values_stand_in_the_order_of_their_points(
        points in prop::collection::vec(prop::array::uniform4(prop_oneof![1_000_u32..1_010, 1_000_u32..9_999]), 3..7),
        count in 2_usize..5,
    ) {
        let cells: Vec<(String, Vec<String>)> = (2001..).zip(&points).map(|(year, values)| {
            (format!("{year}"), values[..count].iter().map(u32::to_string).collect())
        }).collect();
        let cells: Vec<(&str, Vec<&str>)> =
            cells.iter().map(|(year, values)| (year.as_str(), values.iter().map(String::as_str).collect())).collect();
        let rows: Vec<(&str, &[&str])> = cells.iter().map(|(year, values)| (*year, values.as_slice())).collect();
        let data = grid(&["Nord", "Sud", "Est", "Ouest"][..count], &rows, true);
        let svg = draw(&drawing("a", ChartForm::Line, data, None));
        for mut values in values_by_place(&svg).into_values() {
            values.sort_by(|a, b| a.0.total_cmp(&b.0));
            prop_assert!(values.is_sorted_by(|a, b| a.1 >= b.1), "{values:?}\n{svg}");
        }
    }

    #[test]
    fn any_data_is_drawn_within_the_view(
        cells in prop::collection::vec((".{0,40}", prop::collection::vec(prop::option::of((any::<i64>(), 0u32..10)), 0..6)), 0..12),
        names in prop::collection::vec(".{0,30}", 0..6),
        time: bool,
        kind in 0usize..3,
        target in prop::option::of(any::<i32>()),
        height in prop::option::of(any::<f32>()),
        title in ".{0,40}",
    ) {
        let number = |value: Decimal| Number::new(value);
        let data = Data {
            series: names.iter().map(String::as_str).collect(),
            rows: cells.iter().map(|(label, values)| {
                (label.as_str(), values.iter().map(|cell| cell.map(|(n, scale)| number(Decimal::new(n, scale)))).collect())
            }).collect(),
            time,
            ..Data::default()
        };
        let kinds = [None, Some(unit("%", UnitKind::Percent)), Some(unit("actes", UnitKind::Counted))];
        let target = target.map(|n| number(Decimal::from(n)));
        let chosen = choose(&data, kinds[kind].as_ref(), target.as_ref());
        if let Some(form) = chosen {
            prop_assert!(fits(form, &data, kinds[kind].as_ref(), target.as_ref()).is_ok());
        }
        for form in ChartForm::ALL {
            well_formed(&draw(&Drawing {
                id: "a", form, title: &title, data: data.clone(), unit: kinds[kind].as_ref(), target: target.as_ref(), height, lang: Lang::Fr,
            }));
        }
    }
}
