//! What a sentence asks of a figure → its words: `près de 550`, `en baisse de 27,0 %`, `deux maisons`.

use super::change;
use crate::ledger::{self, Change};
use crate::model::{Figure, FigureUse, Since, Wording};
use crate::render::Context;
use crate::render::data::exact;
use crate::text::number::{self, round};
use crate::text::{Lang, NBSP, Number, Unit, spelled, words};
use std::cmp::Ordering;

/// What is printed in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its words.
    pub text: String,
    /// The exact number behind them, for `<data value>`.
    pub number: String,
}

/// The words of a figure in a sentence; `None` when it has nothing to say, which `load` reports.
pub fn said(figure: &Figure, what: &FigureUse, cx: &Context) -> Option<Said> {
    let (text, number) = match (&what.wording, what.since()) {
        (_, Some(since)) => moved(figure, what, since, cx)?,
        (Wording::Share, _) => {
            let share = ledger::share(figure, &what.cell).ok()?;
            let share = shown(share, what.decimals).qualified(share.qualifier.filter(|_| what.qualifier));
            let text = number::print_with_unit(&share, Some(&Unit::percent()), cx.edition.lang);
            (text, share)
        }
        _ => {
            let value = ledger::value(figure, &what.cell)?;
            let value = what.decimals.map_or(value, |decimals| value.with_decimals(decimals));
            let text = valued(&value.qualified(None), figure.unit.as_ref(), what, cx);
            // Unless the sentence says it itself.
            let text = match value.qualifier.filter(|_| what.qualifier) {
                Some(qualifier) => qualifier.before(&text, cx.edition.lang),
                None => text,
            };
            (text, value)
        }
    };
    let text = if what.capital { words::capitalised(&text) } else { text };
    Some(Said { text, number: exact(number) })
}

/// A value with its unit, in digits or in words.
fn valued(value: &Number, unit: Option<&Unit>, what: &FigureUse, cx: &Context) -> String {
    let lang = cx.edition.lang;
    let unit = unit.filter(|_| what.unit);
    let whole = u64::try_from(value.value).ok().filter(|_| value.value.is_integer());
    match (&what.wording, whole) {
        (Wording::Words, Some(n)) if n <= spelled::LARGEST => match unit {
            Some(unit) => spelled::with_unit(n, unit, what.feminine, lang),
            None => spelled::number(n, what.feminine, lang),
        },
        (Wording::Compact, _) => match number::compact(value, unit, lang) {
            (short, Some(unit)) if unit.starts_with('%') && lang == Lang::En => format!("{short}{unit}"),
            (short, Some(unit)) => format!("{short}{NBSP}{unit}"),
            (short, None) => short,
        },
        _ => number::print_with_unit(value, unit, lang),
    }
}

/// A change with its direction, and what it comes to: below zero when the figure went down.
fn moved(figure: &Figure, what: &FigureUse, since: &Since, cx: &Context) -> Option<(String, Number)> {
    let lang = cx.edition.lang;
    let change = ledger::change_between(figure, &what.cell, since.period.as_deref())?;
    let change = Change { size: shown(change.size, what.decimals), ..change };
    let signed = match change.direction {
        Ordering::Less => Number { value: -change.size.value, ..change.size },
        _ => change.size,
    };
    let amount = || number::print_with_unit(&change.size, change.unit.as_ref(), lang);
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(lang, key, arguments);
    let text = match (&what.wording, change.direction) {
        (Wording::Signed(_), _) => number::print_change(&signed, change.unit.as_ref(), lang),
        (Wording::Trend(_), Ordering::Less) => say("figure-down-by", &[("amount", &amount())]),
        (Wording::Trend(_), Ordering::Greater) => say("figure-up-by", &[("amount", &amount())]),
        (Wording::Trend(_), Ordering::Equal) => say("figure-steady", &[]),
        _ => change::sentence(&change, since.unsaid, cx),
    };
    Some((text, signed))
}

/// A percentage with the decimals asked for, more where it would read as none.
fn shown(number: Number, decimals: Option<u32>) -> Number {
    let Some(decimals) = decimals else { return number };
    let says_none = |decimals| round(number.value, decimals).is_zero() && !number.value.is_zero();
    let decimals = (decimals..number.decimals).find(|&decimals| !says_none(decimals)).unwrap_or(number.decimals);
    Number { value: round(number.value, decimals), ..number.with_decimals(decimals) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, FigureId, Grid, Shape};
    use crate::render::sample::{figure, on_page, report, row, value};
    use crate::text::Qualifier;

    /// What a sentence prints, with common spaces.
    fn printed(figure: &Figure, what: &FigureUse, lang: Lang) -> String {
        let mut report = report(vec![figure.clone()]);
        std::sync::Arc::make_mut(&mut report.editions[0]).lang = lang;
        let said = on_page(&report, |cx, _| said(cx.edition.figure(FigureId(0)), what, cx));
        said.map_or_else(String::new, |said| said.text.replace([NBSP, '\u{202f}'], " "))
    }

    fn with(wording: Wording) -> FigureUse {
        FigureUse { wording, ..FigureUse::plain() }
    }

    #[test]
    fn values_agree_with_their_unit_and_their_qualifier() {
        use Qualifier::{About, LessThan, MoreThan, Nearly};
        let (value, words, compact) = (|| Wording::Value, || Wording::Words, || Wording::Compact);
        for (typed, unit, qualifier, wording, fr, en) in [
            ("67 915", "actes", None, value(), "67 915 actes", "67,915 actes"),
            ("1", "actes", None, value(), "1 acte", "1 acte"),
            ("0", "actes", None, value(), "0 acte", "0 actes"),
            ("1,9", "actes", None, value(), "1,9 acte", "1.9 actes"),
            ("2", "actes", None, value(), "2 actes", "2 actes"),
            ("1,9 million", "actes", None, value(), "1,9 million d’actes", "1.9 million actes"),
            ("2 millions", "actes", None, value(), "2 millions d’actes", "2 million actes"),
            ("1,29 million", "patients", None, value(), "1,29 million de patients", "1.29 million patients"),
            ("1,29 million", "€", None, value(), "1,29 M€", "€1.29 million"),
            ("1,2 milliard", "heures", None, value(), "1,2 milliard d’heures", "1.2 billion heures"),
            ("55,1", "%", None, value(), "55,1 %", "55.1%"),
            ("-1,52", "%", None, value(), "−1,52 %", "−1.52%"),
            ("12 292 330", "€", None, value(), "12 292 330 €", "€12,292,330"),
            ("68 000", "actes", Some(Nearly), value(), "près de 68 000 actes", "nearly 68,000 actes"),
            ("150", "agents", Some(MoreThan), value(), "plus de 150 agents", "more than 150 agents"),
            ("10", "jours", Some(LessThan), value(), "moins de 10 jours", "less than 10 jours"),
            ("73", "%", Some(About), value(), "environ 73 %", "about 73%"),
            ("1", "acte", Some(MoreThan), words(), "plus d’un acte", "more than one acte"),
            ("11", "actes", Some(Nearly), words(), "près de onze actes", "nearly eleven actes"),
            ("8", "jours", Some(Nearly), words(), "près de huit jours", "nearly eight jours"),
            ("2", "maisons de santé", None, words(), "deux maisons de santé", "two maisons de santé"),
            ("53", "%", None, words(), "cinquante-trois pour cent", "fifty-three per cent"),
            ("12 292 330", "€", None, compact(), "12,3 M€", "€12.3 million"),
            ("1 390 412", "actes", None, compact(), "1,39 million d’actes", "1.39 million actes"),
            ("67 915", "actes", None, compact(), "67 915 actes", "67,915 actes"),
            ("55,1", "%", None, compact(), "55,1 %", "55.1%"),
            (
                "3 000 000",
                "patients",
                Some(Nearly),
                compact(),
                "près de 3 millions de patients",
                "nearly 3 million patients",
            ),
        ] {
            let mut figure = figure("a", "A", typed, unit);
            figure.value = figure.value.map(|value| value.qualified(qualifier));
            let what = with(wording);
            let said = (printed(&figure, &what, Lang::Fr), printed(&figure, &what, Lang::En));
            assert_eq!((said.0.as_str(), said.1.as_str()), (fr, en), "{typed} {unit}");
        }
    }

    #[test]
    fn changes_keep_their_direction() {
        let change = |period: Option<&str>, unsaid| {
            let since = Since { period: period.map(str::to_owned), unsaid };
            [Wording::Change(since.clone()), Wording::Trend(since.clone()), Wording::Signed(since)]
        };
        for (unit, rows, since, unsaid, decimals, fr, en) in [
            (
                "actes",
                [("2020", "137 000"), ("2021", "93 000"), ("2022", "67 915")],
                None,
                false,
                None,
                ["27,0 % de moins qu’en 2021", "en baisse de 27,0 %", "−27,0 %"],
                ["27.0% less than in 2021", "down by 27.0%", "−27.0%"],
            ),
            (
                "actes",
                [("2020", "67 915"), ("2021", "93 000"), ("2022", "137 000")],
                None,
                true,
                Some(0),
                ["47 % de plus", "en hausse de 47 %", "+47 %"],
                ["47% more", "up by 47%", "+47%"],
            ),
            (
                "actes",
                [("2020", "137 000"), ("2021", "93 000"), ("2022", "67 915")],
                Some("2020"),
                false,
                Some(0),
                ["50 % de moins qu’en 2020", "en baisse de 50 %", "−50 %"],
                ["50% less than in 2020", "down by 50%", "−50%"],
            ),
            (
                "%",
                [("2020", "25"), ("2021", "53"), ("2022", "51")],
                None,
                false,
                None,
                ["2 points de moins qu’en 2021", "en baisse de 2 points", "−2 points"],
                ["2 points less than in 2021", "down by 2 points", "−2 points"],
            ),
            (
                "%",
                [("2020", "25"), ("2021", "51"), ("2022", "52")],
                None,
                false,
                None,
                ["1 point de plus qu’en 2021", "en hausse de 1 point", "+1 point"],
                ["1 point more than in 2021", "up by 1 point", "+1 point"],
            ),
            (
                "médecins",
                [("2020", "1"), ("2021", "4"), ("2022", "3")],
                None,
                false,
                None,
                ["1 médecin de moins qu’en 2021", "en baisse de 1 médecin", "−1 médecin"],
                ["1 médecin fewer than in 2021", "down by 1 médecin", "−1 médecin"],
            ),
            (
                "actes",
                [("2020", "1"), ("2021", "40"), ("2022", "40")],
                None,
                false,
                None,
                ["autant qu’en 2021", "sans changement", "0,0 %"],
                ["as much as in 2021", "unchanged", "0.0%"],
            ),
            (
                "dossiers",
                [("2020", "1"), ("2021", "1 600"), ("2022", "48 000")],
                None,
                false,
                Some(0),
                ["30 fois plus qu’en 2021", "en hausse de 2 900 %", "+2 900 %"],
                ["30 times more than in 2021", "up by 2,900%", "+2,900%"],
            ),
            (
                "actes",
                [("2020", "1"), ("2021", "100 000"), ("2022", "100 001")],
                None,
                false,
                Some(0),
                ["0,001 % de plus qu’en 2021", "en hausse de 0,001 %", "+0,001 %"],
                ["0.001% more than in 2021", "up by 0.001%", "+0.001%"],
            ),
        ] {
            let mut figure = figure("a", "A", rows[2].1, unit);
            figure.history = rows.iter().map(|(label, value)| row(label, value)).collect();
            for (index, wording) in change(since, unsaid).into_iter().enumerate() {
                let what = FigureUse { decimals, ..with(wording) };
                assert_eq!(printed(&figure, &what, Lang::Fr), fr[index]);
                assert_eq!(printed(&figure, &what, Lang::En), en[index]);
            }
        }
    }

    #[test]
    fn a_change_may_be_that_of_a_former_year() {
        let mut figure = figure("a", "A", "67 915", "actes");
        figure.history = vec![row("2020", "137 000"), row("2021", "93 000"), row("2022", "67 915")];
        let what = FigureUse { cell: Cell::Period("2021".to_owned()), ..with(Wording::Trend(Since::default())) };
        assert_eq!(printed(&figure, &what, Lang::Fr), "en baisse de 32,1 %");
    }

    #[test]
    fn shares_are_those_of_the_whole_or_of_the_target() {
        let mut rows = figure("suites", "Suites", "36", "dossiers");
        rows.shape = Shape::Rows(vec![row("Pénalités", "21"), row("Plaintes", "15"), row("dont graves", "2")]);
        let of = |label: &str| FigureUse { cell: Cell::Row(label.to_owned()), ..with(Wording::Share) };
        assert_eq!(printed(&rows, &of("Pénalités"), Lang::Fr), "58,3 %");
        assert_eq!(printed(&rows, &FigureUse { decimals: Some(0), ..of("Pénalités") }, Lang::En), "58%");
        rows.value = None;
        assert_eq!(printed(&rows, &of("Plaintes"), Lang::Fr), "41,7 %");
        let mut aimed = figure("actes", "Actes", "près de 15", "actes");
        aimed.target = Some(value("20"));
        assert_eq!(printed(&aimed, &with(Wording::Share), Lang::Fr), "près de 75,0 %");
        let mut grid = figure("g", "G", "", "actes");
        grid.shape = Shape::Series(Grid {
            category: None,
            series: vec!["Ici".to_owned(), "Ailleurs".to_owned()],
            rows: vec![
                ("A".to_owned(), vec![Some(value("1")), Some(value("3"))]),
                ("B".to_owned(), vec![Some(value("1")), Some(value("1"))]),
            ],
        });
        let cell = Cell::Series { series: "Ailleurs".to_owned(), row: "A".to_owned() };
        assert_eq!(printed(&grid, &FigureUse { cell: cell.clone(), ..FigureUse::plain() }, Lang::Fr), "3 actes");
        assert_eq!(printed(&grid, &FigureUse { cell, ..with(Wording::Share) }, Lang::Fr), "75,0 %");
    }

    #[test]
    fn a_sentence_chooses_its_words() {
        let maisons = figure("a", "A", "près de 21", "maisons");
        for (what, expected) in [
            (FigureUse { unit: false, ..FigureUse::plain() }, "près de 21"),
            (FigureUse { qualifier: false, ..FigureUse::plain() }, "21 maisons"),
            (FigureUse { capital: true, ..FigureUse::plain() }, "Près de 21 maisons"),
            (FigureUse { decimals: Some(1), qualifier: false, ..FigureUse::plain() }, "21,0 maisons"),
            (FigureUse { feminine: true, qualifier: false, ..with(Wording::Words) }, "vingt et une maisons"),
            (FigureUse { unit: false, qualifier: false, capital: true, ..with(Wording::Words) }, "Vingt et un"),
        ] {
            assert_eq!(printed(&maisons, &what, Lang::Fr), expected);
        }
    }
}
