//! « Did you mean … »: the known word nearest to the one that was typed.

use super::fold::fold;
use strsim::damerau_levenshtein;

/// The candidate nearest to `word`, when one is near enough to be what was meant: accents and capitals aside, one slip for every three
/// letters; else the only candidate that holds the word. The first of equals wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    if length == 0 {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    let mut holding = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let distance = damerau_levenshtein(&word, &folded);
        let allowed = length.max(folded.chars().count()).max(3) / 3;
        // A word replaced from end to end is another word, however short.
        if distance <= allowed && distance < length && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        if length >= 3 && folded.contains(&word) {
            holding.push(candidate);
        }
    }
    match (best, holding.as_slice()) {
        (Some((_, candidate)), _) => Some(candidate),
        (None, [only]) => Some(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found() {
        let known = ["teleconsultations", "arrets-longs", "titre", "chiffres", "résumé"];
        for (word, expected) in [
            ("teleconsultation", Some("teleconsultations")),
            ("Téléconsultations", Some("teleconsultations")),
            ("tirte", Some("titre")),
            ("resume", Some("résumé")),
            ("arrets", Some("arrets-longs")),
            ("hospitalisation", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }

    #[test]
    fn the_first_of_equals_and_no_guess_between_many() {
        assert_eq!(nearest("actes-2022", ["actes-2021", "actes-2023"]), Some("actes-2021"));
        assert_eq!(nearest("tele", ["teleconsultations", "telemedecine-rurale"]), None);
    }
}
