//! The table of spellings met in reports, and: print ∘ read is the identity for every French spelling.

use super::*;
use crate::text::Unit;
use proptest::prelude::*;

fn number(value: &str, decimals: u32, scale: Scale) -> Number {
    Number { decimals, scale, ..Number::new(value.parse().unwrap()) }
}

/// Narrow spaces shown as `_`, no-break spaces as `~`.
fn shown(text: &str) -> String {
    text.replace('\u{202f}', "_").replace('\u{a0}', "~")
}

fn reprinted(text: &str, lang: Lang) -> String {
    let reading = read(text, lang).unwrap_or_else(|why| panic!("{text}: {why:?}"));
    let unit = reading.unit.map(|unit| Unit::new(&unit, None));
    let printed = match reading.signed {
        true => print_change(&reading.number, unit.as_ref(), lang),
        false => print_with_unit(&reading.number, unit.as_ref(), lang),
    };
    shown(&printed)
}

#[test]
fn french_spellings() {
    for (typed, printed) in [
        ("1272", "1_272"),
        ("1 272", "1_272"),
        ("1\u{a0}272", "1_272"),
        ("1\u{202f}272", "1_272"),
        ("1\u{2009}272", "1_272"),
        ("999", "999"),
        ("67915", "67_915"),
        ("12 292 330 €", "12_292_330~€"),
        ("12292330€", "12_292_330~€"),
        ("1 385 168 euros", "1_385_168~€"),
        ("1 731 574,50 €", "1_731_574,50~€"),
        ("1,5 €", "1,50~€"),
        ("55,1 %", "55,1~%"),
        ("65.8 %", "65,8~%"),
        ("84.2%", "84,2~%"),
        ("30%", "30~%"),
        ("1,10", "1,10"),
        ("0,5", "0,5"),
        ("0", "0"),
        ("1,29 million", "1,29~million"),
        ("1,29 millions", "1,29~million"),
        ("65,7 millions", "65,7~millions"),
        ("2 milliards", "2~milliards"),
        ("1,73 M€", "1,73~M€"),
        ("20 M€", "20~M€"),
        ("20M€", "20~M€"),
        ("3 Md€", "3~Md€"),
        ("3 Mds €", "3~Md€"),
        ("12 k€", "12~k€"),
        ("12 k€/dossier", "12~k€/dossier"),
        ("1 642,50 €/dossier", "1_642,50~€/dossier"),
        ("1,5 million d'actes", "1,5~million d’actes"),
        ("1,5 million d’euros", "1,5~M€"),
        ("20 millions de patients", "20~millions de patients"),
        ("+ 6,07 %", "+6,07~%"),
        ("+6,07%", "+6,07~%"),
        ("- 1,52 %", "−1,52~%"),
        ("–1,52 %", "−1,52~%"),
        ("− 1,52 %", "−1,52~%"),
        ("+28 points", "+28~points"),
        ("1 point", "1~point"),
        ("plus de 36000", "plus de 36_000"),
        ("Plus de 36000", "plus de 36_000"),
        ("un peu plus de 67000 actes", "plus de 67_000~actes"),
        ("près de 550", "près de 550"),
        ("environ 3 actes", "environ 3~actes"),
        ("moins de 2 %", "moins de 2~%"),
        ("1,8 acte", "1,8~acte"),
        ("0 actes", "0~acte"),
        ("1 272 médecins omnipraticiens", "1_272~médecins omnipraticiens"),
        ("1,234", "1,234"),
        ("1234.567", "1_234,567"),
        ("0.234", "0,234"),
        ("1.234,5", "1_234,5"),
        ("1,234.5", "1_234,5"),
        ("1.234.567", "1_234_567"),
        (" 12 ", "12"),
        ("12 345 678 901 234 567 890 123 456,7", "12_345_678_901_234_567_890_123_456,7"),
    ] {
        assert_eq!(reprinted(typed, Lang::Fr), printed, "{typed}");
    }
}

#[test]
fn english_spellings() {
    for (typed, printed) in [
        ("1,272", "1,272"),
        ("1,272.5", "1,272.5"),
        ("1 272", "1,272"),
        ("1.234", "1.234"),
        ("12,5 %", "12.5%"),
        ("1.29 million", "1.29~million"),
        ("3 billion", "3~billion"),
        ("€12,292,330", "€12,292,330"),
        ("€1.73m", "€1.73~million"),
        ("€3bn", "€3~billion"),
        ("-€1.5", "−€1.50"),
        ("€ 12 / file", "€12/ file"),
        ("65.8 %", "65.8%"),
        ("more than 36,000", "more than 36,000"),
        ("nearly 550 visits", "nearly 550~visits"),
        ("about 1 visit", "about 1~visit"),
        ("1.5 points", "1.5~points"),
        ("over 2 million visits", "more than 2~million visits"),
    ] {
        assert_eq!(reprinted(typed, Lang::En), printed, "{typed}");
    }
}

#[test]
fn what_is_read_is_exact() {
    let reading = read("1,29 millions", Lang::Fr).unwrap();
    assert_eq!(reading.number, number("1290000", 2, Scale::Million));
    let reading = read("Près d’1 731 574,50 €", Lang::Fr).unwrap();
    assert_eq!(reading.number.qualified(None), number("1731574.50", 2, Scale::One));
    assert_eq!((reading.number.qualifier, reading.unit.as_deref()), (Some(Qualifier::Nearly), Some("€")));
}

#[test]
fn what_is_not_a_number() {
    for (typed, why) in [
        ("1.234", Unreadable::Ambiguous(number("1234", 0, Scale::One), number("1.234", 3, Scale::One))),
        ("12.345 €", Unreadable::Ambiguous(number("12345", 0, Scale::One), number("12.345", 3, Scale::One))),
        ("08", Unreadable::LeadingZero),
        ("007,5", Unreadable::LeadingZero),
        ("12 34", Unreadable::Not(3)),
        ("1234 567", Unreadable::Not(5)),
        ("1,234,56", Unreadable::Not(6)),
        ("5,", Unreadable::Not(1)),
        (",5", Unreadable::Not(0)),
        ("", Unreadable::Not(0)),
        ("Aucun", Unreadable::Not(0)),
        ("12 à 15", Unreadable::Not(3)),
        ("3 sur 4", Unreadable::Not(2)),
        ("T2A", Unreadable::Not(0)),
        ("2e", Unreadable::Not(1)),
        ("10h30", Unreadable::Not(2)),
        ("1e5", Unreadable::Not(1)),
        ("12:30", Unreadable::Not(2)),
        ("16/12/2019", Unreadable::Not(2)),
        ("2016-1547", Unreadable::Not(4)),
        ("3 billions", Unreadable::Not(2)),
        ("12345678901234567890123456789", Unreadable::TooLong),
        ("12345678901234567890123 milliards", Unreadable::TooLong),
    ] {
        assert_eq!(read(typed, Lang::Fr), Err(why), "{typed}");
    }
}

#[test]
fn printing_rounds_half_away_from_zero() {
    for (value, decimals, scale, printed) in [
        ("0.5", 0, Scale::One, "1"),
        ("-0.5", 0, Scale::One, "−1"),
        ("-0.04", 1, Scale::One, "0,0"),
        ("1.005", 2, Scale::One, "1,01"),
        ("1999999", 1, Scale::Million, "2,0~millions"),
        ("1949999", 1, Scale::Million, "1,9~million"),
        ("3", 2, Scale::One, "3,00"),
        ("0.0000000000000000000000000001", 28, Scale::Billion, "0,0000000000000000000000000000~milliard"),
        (
            "79228162514264337593543950335",
            u32::MAX,
            Scale::One,
            "79_228_162_514_264_337_593_543_950_335,0000000000000000000000000000",
        ),
    ] {
        assert_eq!(shown(&print(&number(value, decimals, scale), Lang::Fr)), printed, "{value}");
    }
    assert_eq!(round("2.5".parse().unwrap(), 0), "3".parse().unwrap());
}

#[test]
fn large_type_is_short() {
    let unit = |text: &str| (!text.is_empty()).then(|| Unit::new(text, None));
    for (typed, value, tail) in [
        ("12 292 330 €", "12,3", "M€"),
        ("1 731 574,50 €", "1,73", "M€"),
        ("490 586,55 €", "490_587", "€"),
        ("8 379,11 €", "8_379,11", "€"),
        ("20 000 000 €", "20", "M€"),
        ("67 915 actes", "67_915", "actes"),
        ("999 999", "999_999", ""),
        ("999 999,6", "1", "million"),
        ("1 385 168", "1,39", "million"),
        ("1 385 168 actes", "1,39", "million d’actes"),
        ("1 999 999 patients", "2", "millions de patients"),
        ("123 456 789", "123", "millions"),
        ("999 999 999", "1", "milliard"),
        ("1 234 567 890 123", "1_235", "milliards"),
        ("65,7 millions", "65,7", "millions"),
        ("12 292,33 k€", "12,3", "M€"),
        ("12 k€", "12", "k€"),
        ("123,45 k€", "123_450", "€"),
        ("12 345 M€", "12,3", "Md€"),
        ("55,1 %", "55,1", "%"),
        ("1,2345678", "1,23457", ""),
        ("0 acte", "0", "acte"),
    ] {
        let reading = read(typed, Lang::Fr).unwrap();
        let unit = unit(reading.unit.as_deref().unwrap_or_default());
        let (short, word) = compact(&reading.number, unit.as_ref(), Lang::Fr);
        assert_eq!((shown(&short).as_str(), word.as_deref().unwrap_or_default()), (value, tail), "{typed}");
    }
    let euros = number("12292330", 0, Scale::One);
    assert_eq!(compact(&euros, unit("€").as_ref(), Lang::En), ("€12.3".to_owned(), Some("million".to_owned())));
}

#[test]
fn a_unit_with_a_scale_makes_a_scaled_number() {
    let twelve = number("12.5", 1, Scale::One);
    assert_eq!(twelve.times(Scale::Thousand), Some(number("12500", 1, Scale::Thousand)));
    assert_eq!(number("1290000", 2, Scale::Million).times(Scale::Million), None);
}

#[test]
fn qualifiers_alone() {
    assert_eq!(Qualifier::read("Plus de"), Some(Qualifier::MoreThan));
    assert_eq!(Qualifier::read("près de"), Some(Qualifier::Nearly));
    assert_eq!(Qualifier::read("environ"), Some(Qualifier::About));
    assert_eq!(Qualifier::read("more than"), Some(Qualifier::MoreThan));
    assert_eq!(Qualifier::read("beaucoup"), None);
}

/// Numbers as a reader can make them: the value has no more decimals than are printed.
fn numbers() -> impl Strategy<Value = Number> {
    let scale = prop_oneof![Just(Scale::One), Just(Scale::Thousand), Just(Scale::Million), Just(Scale::Billion)];
    (-10_i128.pow(18)..10_i128.pow(18), 0_u32..12, scale).prop_map(|(mantissa, decimals, scale)| {
        let value = shift(mantissa, decimals, scale.exponent()).unwrap();
        Number { decimals, scale, ..Number::new(value) }
    })
}

fn units() -> impl Strategy<Value = Option<Unit>> {
    let text = prop_oneof![Just("%"), Just("€"), Just("points"), Just("actes"), Just("médecins"), Just("€/dossier")];
    proptest::option::of(text).prop_map(|text| text.map(|text| Unit::new(text, None)))
}

fn langs() -> impl Strategy<Value = Lang> {
    prop_oneof![Just(Lang::Fr), Just(Lang::En)]
}

/// A French spelling: digits grouped or not by any space, any mark, any minus, any unit.
fn spellings() -> impl Strategy<Value = String> {
    let space = prop_oneof![Just(""), Just(" "), Just("\u{a0}"), Just("\u{202f}"), Just("\u{2009}"), Just("  ")];
    let sign = prop_oneof![Just(""), Just("-"), Just("- "), Just("–"), Just("−"), Just("− "), Just("+"), Just("+ ")];
    let fraction = prop_oneof![Just(String::new()), "[.,][0-9]{1,2}", ",[0-9]{1,6}"];
    let unit = prop_oneof![
        Just(""),
        Just("%"),
        Just("€"),
        Just("M€"),
        Just("k€"),
        Just("Md€"),
        Just("euros"),
        Just("points"),
        Just("actes"),
        Just("millions"),
        Just("milliard d’actes"),
        Just("mille"),
    ];
    let qualifier = prop_oneof![Just(""), Just("plus de "), Just("Près de "), Just("environ\u{a0}")];
    (qualifier, sign, 0_u64..10_u64.pow(12), space.clone(), fraction, space, unit).prop_map(
        |(qualifier, sign, whole, group, fraction, gap, unit)| {
            let whole = Decimal::from(whole);
            let grouped = print(&Number::new(whole), Lang::Fr).replace('\u{202f}', group);
            format!("{qualifier}{sign}{grouped}{fraction}{gap}{unit}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn read_print_is_the_identity(number in numbers(), unit in units(), lang in langs()) {
        // One decimal of a euro is printed as two.
        let cents = number.decimals == 1 && number.scale == Scale::One;
        prop_assume!(!(cents && unit.as_ref().is_some_and(|unit| unit.many.starts_with('€'))));
        for printed in [print_with_unit(&number, unit.as_ref(), lang), print_change(&number, unit.as_ref(), lang)] {
            let reading = read(&printed, lang).map_err(|why| TestCaseError::fail(format!("{printed}: {why:?}")))?;
            prop_assert_eq!(reading.number, number, "{}", printed);
            prop_assert_eq!(reading.number.decimals, number.decimals);
            prop_assert_eq!(reading.unit.map(|unit| Unit::new(&unit, None)), unit.clone(), "{}", printed);
        }
    }

    #[test]
    fn every_spelling_has_one_canonical_print(typed in spellings()) {
        let reading = read(&typed, Lang::Fr).map_err(|why| TestCaseError::fail(format!("{typed}: {why:?}")))?;
        let unit = reading.unit.map(|unit| Unit::new(&unit, None));
        let printed = print_with_unit(&reading.number, unit.as_ref(), Lang::Fr);
        let again = read(&printed, Lang::Fr).map_err(|why| TestCaseError::fail(format!("{printed}: {why:?}")))?;
        prop_assert_eq!(again.number.value, reading.number.value);
        let unit = again.unit.map(|unit| Unit::new(&unit, None));
        prop_assert_eq!(print_with_unit(&again.number, unit.as_ref(), Lang::Fr), printed);
    }

    #[test]
    fn nothing_panics(text in any::<String>(), almost in "[0-9 .,€%kMd+’−\u{202f}a-e-]{0,40}", lang in langs()) {
        for text in [text, almost] {
            if let Ok(reading) = read(&text, lang) {
                let unit = reading.unit.map(|unit| Unit::new(&unit, None));
                compact(&reading.number, unit.as_ref(), lang);
                print_change(&reading.number, unit.as_ref(), lang);
            }
        }
    }
}
