//! The words that hold the place of a text still to come: `new` writes them, and a report that has some left is not published.

use super::Lang;
use super::fold::fold;

/// What is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// A text or a title.
    Text,
    /// What a field asks for.
    Detail,
    /// The source of a figure that was made up.
    Source,
    /// The name of the body.
    Name,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Detail, Self::Source, Self::Name];

    /// The words, which begin a field or a line.
    pub const fn words(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Text, Lang::Fr) => "À écrire",
            (Self::Detail, Lang::Fr) => "À compléter",
            (Self::Source, Lang::Fr) => "Exemple, à remplacer",
            (Self::Name, Lang::Fr) => "Nom de l’organisme",
            (Self::Text, Lang::En) => "To be written",
            (Self::Detail, Lang::En) => "To fill in",
            (Self::Source, Lang::En) => "Example, to be replaced",
            (Self::Name, Lang::En) => "Name of the body",
        }
    }
}

/// How many bytes at the start of a field or a line say that its text is still to come: `À compléter : la fonction…`, `À écrire pour
/// 2026.`. A sentence that only begins like that (`À écrire chaque jour, on progresse`) says something.
pub fn placeholder(text: &str) -> Option<usize> {
    // Nearly every field and line of a report is looked at, and begins with another letter.
    if !text.starts_with(['À', 'à', 'A', 'a', 'E', 'e', 'N', 'n', 'T', 't']) {
        return None;
    }
    let all = Lang::ALL.into_iter().flat_map(|lang| Placeholder::ALL.map(|kind| kind.words(lang)));
    all.filter_map(|words| {
        let end = text.char_indices().nth(words.chars().count()).map_or(text.len(), |(at, _)| at);
        let (start, rest) = text.split_at(end);
        (is_final(rest) && fold(start) == fold(words)).then_some(end)
    })
    .next()
}

/// Whether nothing of the same sentence follows, but for the year that is meant.
fn is_final(rest: &str) -> bool {
    let rest = rest.trim_start();
    let year = ["pour ", "for "].iter().find_map(|word| rest.strip_prefix(word));
    rest.is_empty()
        || rest.starts_with([':', '.', ',', ';', '!', '?', '…', ')'])
        || year.is_some_and(|year| year.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_in_any_case() {
        for words in Lang::ALL.into_iter().flat_map(|lang| Placeholder::ALL.map(|kind| kind.words(lang))) {
            for text in [words.to_owned(), words.to_lowercase(), words.to_uppercase(), fold(words)] {
                assert_eq!(placeholder(&text), Some(text.len()), "{text}");
            }
        }
    }

    #[test]
    fn what_is_still_to_come_begins_with_its_words() {
        for text in [
            "À écrire",
            "A écrire : le chapô",
            "à compléter\u{a0}: l’adresse",
            "À écrire pour 2026.",
            "To be written for 2026.",
            "To fill in",
            "Nom de l'organisme",
            "Exemple, à remplacer",
        ] {
            assert!(placeholder(text).is_some(), "{text}");
        }
        for text in [
            "",
            "À",
            "À écrire chaque jour, on progresse",
            "À compléter en ligne avant le 3 mars",
            "Un formulaire à compléter",
            "To be written by hand",
            "À écrire pour les enfants",
        ] {
            assert_eq!(placeholder(text), None, "{text}");
        }
        let text = "À écrire : le titre";
        assert_eq!(&text[..placeholder(text).unwrap()], "À écrire");
    }
}
