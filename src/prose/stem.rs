//! Words → what they share with the other words of their family: `facturées`, `facturation` and `facture` are one.

use super::lexicon::{EMPTY, is_in};

/// The beginning of a word without its ending, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stem(u64);

/// Letters kept: with six, `satisfaits` meets `satisfaction` and `téléconsultation` does not meet `télé-expertise`.
const KEPT: usize = 6;

impl Stem {
    /// The stem of a folded word; `None` for one that says nothing of what is counted.
    pub(super) fn of(folded: &str) -> Option<Self> {
        if folded.len() < 3 || is_in(EMPTY, folded) {
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
}
