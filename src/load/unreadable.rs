//! A text where a number is expected, and that is none, or two → the finding that says how to write it.

use super::fields::At;
use super::yaml::{Key, Node, Value};
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::text::{Lang, number};
use std::sync::Arc;

/// A text that is not a number, or two.
pub(super) fn unreadable(file: &Arc<str>, text: &At<String>, reason: &number::Unreadable, lang: Lang) -> Finding {
    let typed = text.value.trim();
    let place = Place::new(file, text.span.clone());
    match reason {
        number::Unreadable::Ambiguous(one, other) => {
            let (one, other) = (number::print(one, lang), number::print(other, lang));
            Finding::new(
                Code::NumberAmbiguous,
                place,
                phrase!("« {typed} » peut se lire {one} ou {other}", "`{typed}` can be read {one} or {other}"),
            )
            .remedy(phrase!("écrivez « {one} » ou « {other} »", "write `{one}` or `{other}`"))
        }
        number::Unreadable::LeadingZero => {
            let without = typed.trim_start_matches('0');
            let zero = if without.starts_with(|c: char| c.is_ascii_digit()) { "" } else { "0" };
            let without = format!("{zero}{without}");
            Finding::new(
                Code::NumberLeadingZero,
                place,
                phrase!("« {typed} » commence par un zéro", "`{typed}` starts with a zero"),
            )
            .remedy(phrase!(
                "écrivez « {without} » ; un code n’est pas un chiffre",
                "write `{without}`; a code is not a figure"
            ))
        }
        number::Unreadable::TooLong => Finding::new(
            Code::NumberUnreadable,
            place,
            phrase!(
                "« {typed} » a plus de chiffres qu’un nombre exact n’en tient (28)",
                "`{typed}` has more digits than an exact number holds (28)"
            ),
        )
        .remedy(phrase!("arrondissez-le, ou employez une plus grande unité", "round it, or use a larger unit")),
        number::Unreadable::Not(_) => Finding::new(
            Code::NumberUnreadable,
            place,
            phrase!("« {typed} » n’est pas un nombre", "`{typed}` is not a number"),
        )
        .remedy(phrase!(
            "écrivez par exemple 1 272, 55,1 % ou 1,29 million",
            "write for instance 1,272, 55.1% or 1.29 million"
        )),
    }
}

/// Whether a key is what a comma cut off a number between braces: the ` 1 %` of `{2023: 55,1 %}`.
pub(super) fn is_decimal_tail(before: Option<&Node>, key: &Key, node: &Node) -> bool {
    let is_glued = before.is_some_and(|before| before.span.end + 1 == key.span.start);
    is_glued && node.value == Value::Null && key.name.starts_with(|c: char| c.is_ascii_digit())
}

/// What to write instead of `{2023: 55,1 %}`.
pub(super) fn decimal_comma() -> Phrase {
    phrase!(
        "entre accolades, un nombre à virgule se met entre guillemets : \"55,1 %\"",
        "between braces, a number with a comma is quoted: \"55,1 %\""
    )
}
