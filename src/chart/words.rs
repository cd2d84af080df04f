//! The words of a chart's description and key, in French and English.

use crate::model::{Cause, Scope};
use crate::text::Lang;

/// The words of a language, with the spaces its typography asks.
pub(super) struct Words {
    pub(super) colon: &'static str,
    pub(super) semicolon: &'static str,
    pub(super) value: &'static str,
    pub(super) values: &'static str,
    pub(super) up: &'static str,
    pub(super) rising: &'static str,
    pub(super) falling: &'static str,
    pub(super) down: &'static str,
    pub(super) stable: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) and: &'static str,
    pub(super) least: &'static str,
    pub(super) most: &'static str,
    pub(super) equal: &'static str,
    pub(super) missing: &'static str,
    pub(super) gap: &'static str,
    pub(super) gaps: &'static str,
    pub(super) widest: &'static str,
    pub(super) provisional: &'static str,
    pub(super) cut: &'static str,
    pub(super) none: &'static str,
    pub(super) table: &'static str,
    /// Before the value of a target.
    pub(super) target: &'static str,
}

/// The words of `lang`.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Fr => &Words {
            colon: "\u{a0}: ",
            semicolon: "\u{202f}; ",
            value: "valeur",
            values: "valeurs",
            up: "En hausse",
            down: "En baisse",
            rising: "En hausse continue",
            falling: "En baisse continue",
            stable: "Même valeur au début et à la fin",
            from: "de",
            to: "à",
            and: "et",
            least: "Minimum",
            most: "Maximum",
            equal: "Toutes égales",
            missing: "non disponible",
            gap: "Valeur manquante",
            gaps: "Valeurs manquantes",
            widest: "Plus grand écart",
            provisional: "valeur provisoire",
            cut: "Rupture de série",
            none: "aucune valeur disponible",
            table: "Le tableau des données donne chaque valeur.",
            target: "objectif\u{a0}: ",
        },
        Lang::En => &Words {
            colon: ": ",
            semicolon: "; ",
            value: "value",
            values: "values",
            up: "Up",
            down: "Down",
            rising: "Up without a break",
            falling: "Down without a break",
            stable: "Same value at the start and at the end",
            from: "from",
            to: "to",
            and: "and",
            least: "Lowest",
            most: "Highest",
            equal: "All equal",
            missing: "not available",
            gap: "Missing value",
            gaps: "Missing values",
            widest: "Widest gap",
            provisional: "provisional value",
            cut: "Break in the series",
            none: "no value available",
            table: "The data table gives every value.",
            target: "target: ",
        },
    }
}

/// Why a series is broken, in words.
pub(super) fn cause_words(cause: &Cause, lang: Lang) -> String {
    let scope = |scope: &Scope| match (scope, lang) {
        (Scope::Local, _) => "local",
        (Scope::Regional, Lang::Fr) => "régional",
        (Scope::Regional, Lang::En) => "regional",
        (Scope::National, _) => "national",
    };
    match (cause, lang) {
        (Cause::Unit, Lang::Fr) => "changement d’unité".to_owned(),
        (Cause::Unit, Lang::En) => "change of unit".to_owned(),
        (Cause::Scope(before), Lang::Fr) => format!("changement de périmètre (auparavant {})", scope(before)),
        (Cause::Scope(before), Lang::En) => format!("change of scope ({} before)", scope(before)),
        (Cause::Definition(before), Lang::Fr) => format!("changement de définition (auparavant\u{a0}: {before})"),
        (Cause::Definition(before), Lang::En) => format!("change of definition (before: {before})"),
        (Cause::Stated(why), _) => why.clone(),
    }
}
