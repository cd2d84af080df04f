//! Words of French and English that tell what a number is, and what a sentence speaks of: folded and sorted.

use crate::model::Scope;

/// Words after which a number is a name: `article 47`, `page 12`, `niveau 2`. In the singular, but for what comes in lists.
#[rustfmt::skip]
pub(super) const LABELS: &[&str] = &[
    "alinea", "annex", "annexe", "annexes", "appendix", "arrete", "art", "article", "articles", "avenant", "axe", "box", "bp",
    "bureau", "categorie", "category", "ccam", "cedex", "chapitre", "chapitres", "chapter", "chapters", "cim", "circulaire",
    "class", "classe", "code", "codes", "covid", "cs", "decret", "degre", "directive", "dose", "echelon", "encadre", "etage",
    "etape", "fiche", "fiches", "figure", "figures", "finess", "floor", "form", "graphique", "groupe", "iso", "item", "j",
    "level", "ligne", "livre", "loi", "lot", "module", "naf", "ngap", "niveau", "no", "note", "number", "numero", "objectif",
    "option", "ordonnance", "p", "page", "pages", "palier", "part", "partie", "phase", "porte", "pp", "quai", "rcs", "ref",
    "reference", "reglement", "regulation", "room", "route", "salle", "schedule", "schema", "secteur", "section", "sections",
    "semaine", "siren", "siret", "stade", "stage", "step", "table", "tableau", "tableaux", "tables", "tome", "tsa", "type", "v",
    "vague", "version", "vol", "volet", "volume", "week", "zone",
];

/// Ways on which houses have numbers.
#[rustfmt::skip]
pub(super) const WAYS: &[&str] = &[
    "allee", "av", "avenue", "bd", "bis", "boulevard", "chemin", "cours", "impasse", "lane", "place", "quai", "road", "route",
    "rue", "square", "street", "ter",
];

/// Things that a sentence announces and then lists.
#[rustfmt::skip]
pub(super) const LISTED: &[&str] = &[
    "actions", "aims", "ambitions", "axes", "chantiers", "chapitres", "chapters", "criteres", "defis", "engagements", "etapes",
    "facons", "familles", "fois", "fronts", "goals", "grands", "leviers", "manieres", "missions", "mots", "objectifs",
    "objectives", "orientations", "parties", "parts", "phases", "piliers", "pillars", "points", "principes", "priorites",
    "priorities", "questions", "raisons", "reasons", "regles", "sortes", "stages", "steps", "temps", "themes", "times", "types",
    "volets", "ways",
];

/// Words before a small number that is known already: `ces deux structures`.
#[rustfmt::skip]
pub(super) const KNOWN: &[&str] = &[
    "both", "ces", "les", "leurs", "nos", "our", "ses", "the", "their", "these", "those", "tous", "toutes", "vos",
];

/// Words that say nothing of what is counted, folded.
#[rustfmt::skip]
pub(super) const EMPTY: &[&str] = &[
    "able", "afin", "ainsi", "alors", "amount", "and", "annee", "annees", "apres", "are", "aucun", "aussi", "autre", "autres",
    "aux", "avait", "avant", "avec", "average", "avoir", "ayant", "been", "between", "but", "cela", "celle", "celui", "ces",
    "cet", "cette", "ceux", "chez", "comme", "contre", "dans", "depuis", "des", "deux", "donc", "dont", "elle", "elles", "encore",
    "ensemble", "entre", "est", "etait", "ete", "etre", "font", "for", "from", "global", "had", "has", "have", "her", "his",
    "ils", "its", "les", "leur", "leurs", "lors", "mais", "meme", "montant", "more", "moyen", "moyenne", "nombre", "nos", "not",
    "notre", "nous", "number", "ont", "our", "par", "part", "pas", "percentage", "peu", "plus", "pour", "proportion", "que",
    "quel", "qui", "rate", "sans", "ses", "share", "soit", "son", "sont", "sous", "sum", "sur", "taux", "than", "that", "the",
    "their", "them", "these", "they", "this", "those", "total", "tous", "tout", "toute", "toutes", "tres", "une", "valeur",
    "value", "vers", "volume", "was", "were", "which", "who", "with", "year", "years",
];

/// Words that make a number a part, a change, an aim or an average: it is not the figure, and does not contradict it.
#[rustfmt::skip]
pub(super) const OTHERWISE: &[&str] = &[
    "additional", "ajoutent", "another", "autre", "autres", "chacun", "chacune", "chaque", "dernier", "derniers", "dont", "each",
    "every", "extra", "first", "last", "mois", "moitie", "new", "nouveau", "nouveaux", "nouvel", "nouvelle", "nouvelles", "parmi",
    "per", "premier", "premiere", "premieres", "premiers", "quotidiens", "seul", "seuls", "supplementaire", "supplementaires",
];

/// Words that make a whole sentence speak of what is not there yet.
#[rustfmt::skip]
pub(super) const AHEAD: &[&str] = &[
    "aim", "attendu", "attendue", "attendues", "attendus", "cible", "expected", "objectif", "objectifs", "prevu", "prevue",
    "prevues", "prevus", "prochain", "prochaine", "prochainement", "target", "vise", "viser",
];

/// Words of a scope.
pub(super) const PLACES: &[(&str, Scope)] = &[
    ("france", Scope::National),
    ("national", Scope::National),
    ("nationale", Scope::National),
    ("nationalement", Scope::National),
    ("nationales", Scope::National),
    ("nationaux", Scope::National),
    ("nationwide", Scope::National),
    ("pays", Scope::National),
    ("region", Scope::Regional),
    ("regional", Scope::Regional),
    ("regionale", Scope::Regional),
    ("regionales", Scope::Regional),
    ("regionaux", Scope::Regional),
];

/// Whether a folded word is in one of the lists above.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_folded() {
        for list in [EMPTY, LABELS, WAYS, LISTED, KNOWN, OTHERWISE, AHEAD] {
            assert!(list.is_sorted());
            assert!(list.iter().all(|word| crate::text::fold::fold(word) == *word));
        }
    }
}
