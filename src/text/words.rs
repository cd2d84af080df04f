//! Numbers and lists in words: « sept faits marquants », « a, b et c », « d’actes ».

use super::fold::fold;
use super::number::{Number, print};
use super::{APOSTROPHE, Lang, spelled};
use rust_decimal::Decimal;

/// Beginnings of the common words whose h is mute, folded.
const MUTE_H: [&str; 14] = [
    "habit",
    "heberg",
    "hectar",
    "hectolitr",
    "heure",
    "histo",
    "homme",
    "honorair",
    "hopita",
    "hospital",
    "hote",
    "huile",
    "hygien",
    "hyper",
];

/// A count in words up to sixteen (`sept`, `one`), in digits beyond; `feminine` gives `une`.
pub fn count(n: usize, feminine: bool, lang: Lang) -> String {
    match u64::try_from(n) {
        Ok(few @ 0..=16) => spelled::number(few, feminine, lang),
        _ => print(&Number::new(Decimal::from(n)), lang),
    }
}

/// `a`, `a et b`, `a, b et c`.
pub fn list<S: AsRef<str>>(items: &[S], lang: Lang) -> String {
    let and = match lang {
        Lang::Fr => " et ",
        Lang::En => " and ",
    };
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{and}{}", first.join(", "), last.as_ref())
        }
    }
}

/// The same words with a capital.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether `n` takes the singular: below 2 in French, exactly 1 in English.
pub fn is_singular(n: Decimal, lang: Lang) -> bool {
    match lang {
        Lang::Fr => n.abs() < Decimal::TWO,
        Lang::En => n.abs() == Decimal::ONE,
    }
}

/// A French word after `de`, elided where it must be: `d’actes`, `d’heures`, `de patients`, `de handicaps`, `de onze`.
pub fn of(word: &str) -> String {
    let folded = fold(word);
    let elides = match folded.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') => !["onz", "oui"].iter().any(|start| folded.starts_with(start)),
        Some('h') => MUTE_H.iter().any(|start| folded.starts_with(start)),
        _ => false,
    };
    if elides { format!("d{APOSTROPHE}{word}") } else { format!("de {word}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        assert_eq!(count(7, false, Lang::Fr), "sept");
        assert_eq!(count(1, true, Lang::Fr), "une");
        assert_eq!(count(0, false, Lang::Fr), "zéro");
        assert_eq!(count(16, false, Lang::En), "sixteen");
        assert_eq!(count(17, true, Lang::Fr), "17");
        assert_eq!(count(1272, false, Lang::Fr), "1\u{202f}272");
    }

    #[test]
    fn lists() {
        assert_eq!(list::<&str>(&[], Lang::Fr), "");
        assert_eq!(list(&["a"], Lang::Fr), "a");
        assert_eq!(list(&["a", "b"], Lang::Fr), "a et b");
        assert_eq!(list(&["a", "b", "c"], Lang::Fr), "a, b et c");
        assert_eq!(list(&["a", "b", "c"], Lang::En), "a, b and c");
    }

    #[test]
    fn singular_below_two_in_french() {
        let is = |text: &str, lang| is_singular(text.parse().unwrap(), lang);
        assert!(is("0", Lang::Fr) && is("1.99", Lang::Fr) && is("-1.5", Lang::Fr) && !is("2", Lang::Fr));
        assert!(is("1", Lang::En) && !is("0", Lang::En) && !is("1.5", Lang::En));
    }

    #[test]
    fn elision() {
        for (word, expected) in [
            ("actes", "d’actes"),
            ("établissements", "d’établissements"),
            ("œuvres", "d’œuvres"),
            ("heures", "d’heures"),
            ("hôpitaux", "d’hôpitaux"),
            ("handicaps", "de handicaps"),
            ("patients", "de patients"),
            ("onze", "de onze"),
            ("yaourts", "de yaourts"),
        ] {
            assert_eq!(of(word), expected);
        }
    }
}
