//! Words → what they share with the other words of their family: `facturées`, `facturation` and `facture` are one.

/// The beginning of a word without its ending, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stem(u64);

/// Letters kept: with six, `satisfaits` meets `satisfaction` and `téléconsultation` does not meet `télé-expertise`.
const KEPT: usize = 6;

/// Words that say nothing of what is counted, folded.
const EMPTY: &[&str] = &[
    "able",
    "afin",
    "ainsi",
    "alors",
    "amount",
    "and",
    "annee",
    "annees",
    "apres",
    "are",
    "aucun",
    "aussi",
    "autre",
    "autres",
    "aux",
    "avait",
    "avant",
    "avec",
    "average",
    "avoir",
    "ayant",
    "been",
    "between",
    "but",
    "cela",
    "celle",
    "celui",
    "ces",
    "cet",
    "cette",
    "ceux",
    "chez",
    "comme",
    "contre",
    "dans",
    "depuis",
    "des",
    "deux",
    "donc",
    "dont",
    "elle",
    "elles",
    "encore",
    "ensemble",
    "entre",
    "est",
    "etait",
    "ete",
    "etre",
    "font",
    "for",
    "from",
    "global",
    "had",
    "has",
    "have",
    "her",
    "his",
    "ils",
    "its",
    "les",
    "leur",
    "leurs",
    "lors",
    "mais",
    "meme",
    "montant",
    "more",
    "moyen",
    "moyenne",
    "nombre",
    "nos",
    "not",
    "notre",
    "nous",
    "number",
    "ont",
    "our",
    "par",
    "part",
    "pas",
    "percentage",
    "peu",
    "plus",
    "pour",
    "proportion",
    "que",
    "quel",
    "qui",
    "rate",
    "sans",
    "ses",
    "share",
    "soit",
    "son",
    "sont",
    "sous",
    "sum",
    "sur",
    "taux",
    "than",
    "that",
    "the",
    "their",
    "them",
    "these",
    "they",
    "this",
    "those",
    "total",
    "tous",
    "tout",
    "toute",
    "toutes",
    "tres",
    "une",
    "valeur",
    "value",
    "vers",
    "volume",
    "was",
    "were",
    "which",
    "who",
    "with",
    "year",
    "years",
];

impl Stem {
    /// The stem of a folded word; `None` for one that says nothing of what is counted.
    pub(super) fn of(folded: &str) -> Option<Self> {
        if folded.len() < 3 || EMPTY.binary_search(&folded).is_ok() {
            return None;
        }
        Some(Self::any(folded))
    }

    /// The stem of any folded word.
    pub(super) fn any(folded: &str) -> Self {
        let mut word = folded;
        if word.len() > 3 {
            word = word.strip_suffix(['s', 'x']).unwrap_or(word);
        }
        if word.len() > 4 {
            word = word.strip_suffix("er").unwrap_or(word).trim_end_matches('e');
        }
        let bytes = word.bytes().take(KEPT);
        Self(bytes.fold(0, |packed, byte| (packed << 8) | u64::from(byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_meet() {
        for family in [
            &["facturees", "facturer", "facturation", "factures"][..],
            &["satisfaits", "satisfaction"],
            &["controles", "controlee", "controler", "controle"],
            &["medecin", "medecins"],
        ] {
            assert!(family.iter().all(|word| Stem::of(word) == Stem::of(family[0])), "{family:?}");
        }
        assert_ne!(Stem::of("teleconsultation"), Stem::of("teleexpertise"));
        assert_ne!(Stem::of("assures"), Stem::of("assurance"));
        assert_eq!(Stem::of("taux"), None);
    }

    #[test]
    fn empty_words_are_sorted() {
        assert!(EMPTY.is_sorted());
    }
}
