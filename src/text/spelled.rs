//! Whole numbers and what they count → words: `vingt et une maisons`, `deux millions d’actes`, `eighty-one`.

use super::unit::{Unit, UnitKind};
use super::{Lang, NBSP, words};

const FRENCH: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
];
const FRENCH_TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];
const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The largest number that is spelled out: what follows has no word that readers know.
pub const LARGEST: u64 = 999_999_999_999;

/// A whole number in words, up to [`LARGEST`], in digits beyond. `feminine` gives « une », « vingt et une ».
///
/// French as schools teach it: hyphens below one hundred, « et » before one, plural of `vingt` and `cent` where nothing
/// follows.
pub fn number(n: u64, feminine: bool, lang: Lang) -> String {
    match lang {
        _ if n > LARGEST => n.to_string(),
        Lang::Fr => french(n, feminine),
        Lang::En => english(n),
    }
}

/// A whole number in words with what it counts: `trois dossiers`, `deux millions d’actes`, `trente pour cent`, `six euros`.
pub fn with_unit(n: u64, unit: &Unit, feminine: bool, lang: Lang) -> String {
    let words = number(n, feminine, lang);
    let singular = match lang {
        Lang::Fr => n < 2,
        Lang::En => n == 1,
    };
    let counted = match (unit.kind, lang) {
        (UnitKind::Percent, Lang::Fr) => unit.many.replacen('%', "pour cent", 1),
        (UnitKind::Percent, Lang::En) => unit.many.replacen('%', "per cent", 1),
        (UnitKind::Currency, _) => unit.many.replacen('€', if singular { "euro" } else { "euros" }, 1),
        (UnitKind::Counted | UnitKind::Points, _) => unit.agreeing(singular).to_owned(),
    };
    // « Million » is a noun: what it counts comes after « de ».
    let noun = lang == Lang::Fr && n >= 1_000_000 && n.is_multiple_of(1_000_000);
    let counted = if noun { words::of(&counted) } else { counted };
    format!("{words}{NBSP}{counted}")
}

fn french(n: u64, feminine: bool) -> String {
    let mut words = Vec::new();
    let (billions, millions, thousands, rest) = (n / 1_000_000_000, n / 1_000_000 % 1000, n / 1000 % 1000, n % 1000);
    for (count, one, many) in [(billions, "milliard", "milliards"), (millions, "million", "millions")] {
        if count > 0 {
            words.push(format!("{} {}", french_hundreds(count, false, true), if count > 1 { many } else { one }));
        }
    }
    match thousands {
        0 => {}
        1 => words.push("mille".to_owned()),
        // « Mille » is a numeral: quatre-vingt mille, deux cent mille.
        _ => words.push(format!("{} mille", french_hundreds(thousands, false, false))),
    }
    if rest > 0 || n == 0 {
        words.push(french_hundreds(rest, feminine, true));
    }
    words.join(" ")
}

/// Below one thousand; `last` when no other numeral follows, so that `vingt` and `cent` take their plural.
fn french_hundreds(n: u64, feminine: bool, last: bool) -> String {
    let (hundreds, rest) = (n / 100, n % 100);
    let below = || french_tens(rest, feminine, last);
    match (hundreds, rest) {
        (0, _) => below(),
        (1, 0) => "cent".to_owned(),
        (1, _) => format!("cent {}", below()),
        (_, 0) => format!("{} cent{}", word(&FRENCH, hundreds), if last { "s" } else { "" }),
        _ => format!("{} cent {}", word(&FRENCH, hundreds), below()),
    }
}

fn french_tens(n: u64, feminine: bool, last: bool) -> String {
    let one = if feminine { "une" } else { "un" };
    match n {
        1 => one.to_owned(),
        0..=16 => word(&FRENCH, n).to_owned(),
        17..=19 => format!("dix-{}", word(&FRENCH, n - 10)),
        71 => "soixante et onze".to_owned(),
        70..=79 => format!("soixante-{}", french_tens(n - 60, false, last)),
        80 => format!("quatre-vingt{}", if last { "s" } else { "" }),
        81..=99 => format!("quatre-vingt-{}", french_tens(n - 80, feminine, last)),
        _ => match n % 10 {
            0 => word(&FRENCH_TENS, n / 10).to_owned(),
            1 => format!("{} et {one}", word(&FRENCH_TENS, n / 10)),
            units => format!("{}-{}", word(&FRENCH_TENS, n / 10), word(&FRENCH, units)),
        },
    }
}

fn english(n: u64) -> String {
    let mut words = Vec::new();
    for (size, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")] {
        let count = n / size % 1000;
        if count > 0 {
            words.push(format!("{} {name}", english_hundreds(count)));
        }
    }
    let rest = n % 1000;
    if rest > 0 && rest < 100 && !words.is_empty() {
        words.push(format!("and {}", english_hundreds(rest)));
    } else if rest > 0 || n == 0 {
        words.push(english_hundreds(rest));
    }
    words.join(" ")
}

fn english_hundreds(n: u64) -> String {
    let (hundreds, rest) = (n / 100, n % 100);
    let below = || match rest {
        0..=19 => word(&ENGLISH, rest).to_owned(),
        _ if rest % 10 == 0 => word(&ENGLISH_TENS, rest / 10).to_owned(),
        _ => format!("{}-{}", word(&ENGLISH_TENS, rest / 10), word(&ENGLISH, rest % 10)),
    };
    match (hundreds, rest) {
        (0, _) => below(),
        (_, 0) => format!("{} hundred", word(&ENGLISH, hundreds)),
        _ => format!("{} hundred and {}", word(&ENGLISH, hundreds), below()),
    }
}

fn word(words: &[&'static str], n: u64) -> &'static str {
    usize::try_from(n).ok().and_then(|n| words.get(n)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_numerals() {
        for (n, feminine, expected) in [
            (0, false, "zéro"),
            (1, true, "une"),
            (17, false, "dix-sept"),
            (20, false, "vingt"),
            (21, false, "vingt et un"),
            (21, true, "vingt et une"),
            (22, false, "vingt-deux"),
            (61, true, "soixante et une"),
            (70, false, "soixante-dix"),
            (71, true, "soixante et onze"),
            (77, false, "soixante-dix-sept"),
            (79, false, "soixante-dix-neuf"),
            (80, false, "quatre-vingts"),
            (81, true, "quatre-vingt-une"),
            (91, false, "quatre-vingt-onze"),
            (99, false, "quatre-vingt-dix-neuf"),
            (100, false, "cent"),
            (101, false, "cent un"),
            (180, false, "cent quatre-vingts"),
            (200, false, "deux cents"),
            (201, true, "deux cent une"),
            (1000, false, "mille"),
            (1001, true, "mille une"),
            (1980, false, "mille neuf cent quatre-vingts"),
            (2000, false, "deux mille"),
            (21_000, true, "vingt et un mille"),
            (80_000, false, "quatre-vingt mille"),
            (200_000, false, "deux cent mille"),
            (1_000_000, false, "un million"),
            (80_000_000, false, "quatre-vingts millions"),
            (200_000_001, true, "deux cents millions une"),
            (1_000_000_000, false, "un milliard"),
            (
                999_999_999_999,
                false,
                concat!(
                    "neuf cent quatre-vingt-dix-neuf milliards neuf cent quatre-vingt-dix-neuf millions ",
                    "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf"
                ),
            ),
            (1_000_000_000_000, false, "1000000000000"),
        ] {
            assert_eq!(number(n, feminine, Lang::Fr), expected);
        }
    }

    #[test]
    fn english_numerals() {
        for (n, expected) in [
            (0, "zero"),
            (1, "one"),
            (13, "thirteen"),
            (20, "twenty"),
            (81, "eighty-one"),
            (100, "one hundred"),
            (101, "one hundred and one"),
            (1000, "one thousand"),
            (1001, "one thousand and one"),
            (1100, "one thousand one hundred"),
            (21_450, "twenty-one thousand four hundred and fifty"),
            (2_000_016, "two million and sixteen"),
        ] {
            assert_eq!(number(n, true, Lang::En), expected);
        }
    }

    #[test]
    fn what_is_counted_agrees() {
        for (n, unit, feminine, fr, en) in [
            (0, "acte", false, "zéro acte", "zero actes"),
            (1, "maison de santé", true, "une maison de santé", "one maison de santé"),
            (2, "actes", false, "deux actes", "two actes"),
            (30, "%", false, "trente pour cent", "thirty per cent"),
            (1, "€", false, "un euro", "one euro"),
            (36, "€", false, "trente-six euros", "thirty-six euros"),
            (2_000_000, "actes", false, "deux millions d’actes", "two million actes"),
            (1_000_000, "€", false, "un million d’euros", "one million euros"),
            (3_000_000, "patients", false, "trois millions de patients", "three million patients"),
            (2_000_001, "actes", false, "deux millions un actes", "two million and one actes"),
            (28, "points", false, "vingt-huit points", "twenty-eight points"),
        ] {
            let unit = Unit::new(unit, None);
            let said = |lang| with_unit(n, &unit, feminine, lang).replace(NBSP, " ");
            assert_eq!((said(Lang::Fr).as_str(), said(Lang::En).as_str()), (fr, en));
        }
    }
}
