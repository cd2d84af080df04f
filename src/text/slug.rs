//! Titles → addresses.

use super::fold::fold;
use std::borrow::Cow;

/// The longest a slug may be, in characters.
const LONGEST: usize = 60;

/// What French elides: cut from the word that follows.
const ELISIONS: [&str; 13] = ["l", "d", "qu", "c", "j", "m", "n", "s", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// `Contact tracing : la fin` → `contact-tracing-la-fin`; accents are folded, `œ` is `oe`, elisions are cut, and it ends at the last
/// whole word within sixty characters. Never empty for a text that holds a letter or a digit.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let mut slug = String::new();
    let mut length = 0;
    for word in folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(bare).filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST));
            length = size;
        } else if length + 1 + size <= LONGEST {
            slug.push('-');
            slug.push_str(&word);
            length += 1 + size;
        } else {
            break;
        }
    }
    slug
}

/// A word without its elided article and without apostrophes: `l'hopital` → `hopital`, `aujourd'hui` → `aujourdhui`.
fn bare(word: &str) -> Cow<'_, str> {
    let rest = match word.split_once('\'') {
        Some((article, rest)) if ELISIONS.contains(&article) && rest.contains(char::is_alphanumeric) => rest,
        _ => word,
    };
    if rest.contains('\'') { rest.replace('\'', "").into() } else { rest.into() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn titles_become_addresses() {
        for (title, expected) in [
            ("Contact tracing : la fin", "contact-tracing-la-fin"),
            ("L’hôpital d'aujourd’hui", "hopital-aujourdhui"),
            ("Œuvrer jusqu’à l’été", "oeuvrer-a-ete"),
            ("« Mon espace santé » !", "mon-espace-sante"),
            ("Arrêts de travail – 2022", "arrets-de-travail-2022"),
            ("e\u{301}tat", "etat"),
            ("L’", "l"),
            ("…", ""),
            ("Ελλάδα", "ελλαδα"),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn long_titles_end_at_a_word() {
        let title = "Travailler avec les acteurs de la santé et les entreprises en Indre-et-Loire";
        assert_eq!(slug(title), "travailler-avec-les-acteurs-de-la-sante-et-les-entreprises");
        assert_eq!(slug(&"a".repeat(80)).len(), 60);
    }
}
