//! Words of a link that do not say where it leads.

use super::fold::fold;

/// Folded: without accents or capitals.
const VAGUE: [&str; 34] = [
    "ici",
    "cliquez ici",
    "cliquer ici",
    "la",
    "lien",
    "ce lien",
    "le lien",
    "voir le lien",
    "suite",
    "la suite",
    "lire la suite",
    "lire",
    "lire plus",
    "plus",
    "voir plus",
    "voir",
    "en savoir plus",
    "savoir plus",
    "details",
    "plus de details",
    "telecharger",
    "here",
    "click here",
    "link",
    "this link",
    "the link",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "continue",
    "download",
    "www",
];

/// Longest vague words, in bytes: what is longer says something.
const LONGEST: usize = 24;

/// Whether the words of a link say nothing out of their sentence (RGAA 6.1): « cliquez ici ».
pub fn is_vague(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let folded = fold(words.trim_matches(|c: char| !c.is_alphanumeric()));
    VAGUE.contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_vague;

    #[test]
    fn words_out_of_their_sentence() {
        for vague in ["ici", "Cliquez ici !", "En savoir plus…", "là", "Read more", "→ Télécharger"] {
            assert!(is_vague(vague), "{vague}");
        }
        for clear in ["le plan régional", "Télécharger le bilan", "Ici, l’agence", "2022"] {
            assert!(!is_vague(clear), "{clear}");
        }
    }
}
