//! Units: what a figure counts.

use super::{Lang, Scale};

/// What a figure counts, in the singular and in the plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// `acte`, `%`, `€`.
    pub one: String,
    /// `actes`, `%`, `€`.
    pub many: String,
    /// How it behaves.
    pub kind: UnitKind,
}

/// How a unit behaves in sums, changes and print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A word that is counted: `actes`, `médecins`.
    Counted,
    /// `%`: a change is in points, never in percent.
    Percent,
    /// `points`: difference of two percentages.
    Points,
    /// `€` and the like: scales become prefixes (`M€`), cents are two digits or none.
    Currency,
}

/// Words that end in s or x in the singular too.
const INVARIABLE: &[&str] = &[
    "fois",
    "mois",
    "pays",
    "cas",
    "avis",
    "corps",
    "cours",
    "temps",
    "poids",
    "accès",
    "succès",
    "procès",
    "décès",
    "progrès",
    "excès",
    "recours",
    "secours",
    "concours",
    "parcours",
    "discours",
    "refus",
    "devis",
    "frais",
    "permis",
    "repas",
    "relais",
    "colis",
    "biais",
    "fonds",
    "sens",
    "bras",
    "bus",
    "vous",
    "plusieurs",
    "moins",
    "plus",
    "campus",
    "virus",
    "bonus",
    "malus",
    "corpus",
    "cursus",
    "processus",
    "consensus",
    "propos",
    "taux",
    "faux",
    "travaux",
    "matériaux",
    "noyaux",
];

/// Words after which nothing agrees any more: `centres de santé`, `visites par médecin`.
const COMPLEMENT: &[&str] =
    &["de", "des", "du", "par", "en", "à", "au", "aux", "sur", "pour", "avec", "sans", "contre", "entre"];

impl Unit {
    /// A unit from how it is written, and its plural when that is not regular.
    ///
    /// From one form alone, the other is guessed and only where the guess is safe, by the rules of French: `actes` → `acte`,
    /// `médecins omnipraticiens` → `médecin omnipraticien`, `centres de santé` → `centre de santé`, `patient` → `patients`;
    /// `fois`, `mois`, `ETP` and `km` stay. Whoever needs another plural writes both. `euros` and `pour cent` become `€` and `%`.
    pub fn new(one: &str, many: Option<&str>) -> Self {
        let one = one.split_whitespace().collect::<Vec<_>>().join(" ");
        let one = symbol(&one).map_or(one, str::to_owned);
        let kind = kind(&one);
        match (many, kind) {
            (Some(many), _) => Self { one, many: many.split_whitespace().collect::<Vec<_>>().join(" "), kind },
            (None, UnitKind::Percent | UnitKind::Currency) => Self { many: one.clone(), one, kind },
            (None, UnitKind::Points | UnitKind::Counted) => Self { many: plural(&one), one: singular(&one), kind },
        }
    }

    /// A unit that may bring a scale of its own: `k€`, `M€`, `millions d’euros`, `milliers d’actes`.
    pub fn with_scale(text: &str) -> (Scale, Self) {
        match super::number::read(&format!("1 {text}"), Lang::Fr) {
            Ok(reading) if reading.number.scale != Scale::One => match reading.unit {
                Some(unit) => (reading.number.scale, Self::new(&unit, None)),
                None => (Scale::One, Self::new(text, None)),
            },
            _ => (Scale::One, Self::new(text, None)),
        }
    }

    /// `%`.
    pub fn percent() -> Self {
        Self::new("%", None)
    }

    /// `points`: what the change of a percentage is counted in.
    pub fn points() -> Self {
        Self::new("point", Some("points"))
    }

    /// The form that agrees.
    pub fn agreeing(&self, singular: bool) -> &str {
        if singular { &self.one } else { &self.many }
    }
}

/// The symbol of a unit that was written out.
fn symbol(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "euro" | "euros" | "eur" => Some("€"),
        "pour cent" | "pourcent" | "percent" | "per cent" => Some("%"),
        "pt" | "pts" => Some("points"),
        _ => None,
    }
}

fn kind(text: &str) -> UnitKind {
    let first = text.split(' ').next().unwrap_or_default();
    match first {
        "point" | "points" => UnitKind::Points,
        _ if text.starts_with('%') => UnitKind::Percent,
        _ if text.starts_with(['€', '$', '£']) => UnitKind::Currency,
        _ => UnitKind::Counted,
    }
}

/// Each word up to a complement loses its mark of the plural; compounds (`sages-femmes`) in both parts.
fn singular(text: &str) -> String {
    let mut agrees = true;
    let words = text.split(' ').map(|word| {
        agrees &= !COMPLEMENT.contains(&word) && !word.starts_with("d’") && !word.starts_with("d'");
        if agrees { word.split('-').map(singular_word).collect::<Vec<_>>().join("-") } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn singular_word(word: &str) -> String {
    let short = word.chars().count() <= 3;
    let plain = word.chars().all(char::is_alphabetic) && !word.ends_with(char::is_uppercase);
    if short || !plain || word.ends_with("ss") || INVARIABLE.contains(&word) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("eaux") {
        return format!("{stem}eau");
    }
    if let Some(stem) = word.strip_suffix("aux") {
        return format!("{stem}al");
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// One word in small letters takes the mark of the plural; symbols, acronyms and groups of words are left as they were typed.
fn plural(text: &str) -> String {
    let word = text.chars().count() > 3 && text.chars().all(char::is_lowercase);
    if !word || text.ends_with(['s', 'x', 'z']) {
        return text.to_owned();
    }
    if text.ends_with("eau") {
        return format!("{text}x");
    }
    match text.strip_suffix("al") {
        Some(stem) => format!("{stem}aux"),
        None => format!("{text}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_form_is_guessed_where_it_is_safe() {
        for (typed, one, many) in [
            ("actes", "acte", "actes"),
            ("acte", "acte", "actes"),
            ("médecins omnipraticiens", "médecin omnipraticien", "médecins omnipraticiens"),
            ("centres de santé", "centre de santé", "centres de santé"),
            ("places d’hébergement temporaires", "place d’hébergement temporaires", "places d’hébergement temporaires"),
            ("sages-femmes", "sage-femme", "sages-femmes"),
            ("rendez-vous", "rendez-vous", "rendez-vous"),
            ("hôpitaux", "hôpital", "hôpitaux"),
            ("bureaux", "bureau", "bureaux"),
            ("indus", "indu", "indus"),
            ("fois", "fois", "fois"),
            ("mois", "mois", "mois"),
            ("pays", "pays", "pays"),
            ("ETP", "ETP", "ETP"),
            ("EHPADs", "EHPAD", "EHPADs"),
            ("km", "km", "km"),
            ("kWh", "kWh", "kWh"),
            ("visites par médecin", "visite par médecin", "visites par médecin"),
            ("ans", "ans", "ans"),
            ("jours", "jour", "jours"),
        ] {
            let unit = Unit::new(typed, None);
            assert_eq!((unit.one.as_str(), unit.many.as_str()), (one, many), "{typed}");
            assert_eq!(unit.kind, UnitKind::Counted);
        }
        let both = Unit::new("œil", Some("yeux"));
        assert_eq!((both.one.as_str(), both.many.as_str()), ("œil", "yeux"));
    }

    #[test]
    fn kinds() {
        for (typed, kind, one, many) in [
            ("%", UnitKind::Percent, "%", "%"),
            ("pour cent", UnitKind::Percent, "%", "%"),
            ("€", UnitKind::Currency, "€", "€"),
            ("euros", UnitKind::Currency, "€", "€"),
            ("€/dossier", UnitKind::Currency, "€/dossier", "€/dossier"),
            ("$", UnitKind::Currency, "$", "$"),
            ("points", UnitKind::Points, "point", "points"),
            ("pts", UnitKind::Points, "point", "points"),
            ("points de pourcentage", UnitKind::Points, "point de pourcentage", "points de pourcentage"),
        ] {
            let unit = Unit::new(typed, None);
            assert_eq!((unit.kind, unit.one.as_str(), unit.many.as_str()), (kind, one, many), "{typed}");
        }
    }

    #[test]
    fn a_unit_may_bring_its_scale() {
        for (typed, scale, many) in [
            ("k€", Scale::Thousand, "€"),
            ("M€", Scale::Million, "€"),
            ("millions d’euros", Scale::Million, "€"),
            ("milliers d'actes", Scale::Thousand, "actes"),
            ("médecins", Scale::One, "médecins"),
            ("%", Scale::One, "%"),
        ] {
            let (read, unit) = Unit::with_scale(typed);
            assert_eq!((read, unit.many.as_str()), (scale, many), "{typed}");
        }
    }
}
