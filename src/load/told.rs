//! `revised` and `breaks` of an entry → what its author says of its history.

use super::fields::Fields;
use super::layout::Path;
use super::typeset;
use crate::finding::Place;
use crate::ledger::Reason;
use crate::text::Lang;

/// Period → reason, in the order typed; a period without a reason is reported as missing one.
pub(super) fn reasons(fields: &mut Fields, key: &'static str, file: &Path, lang: Lang) -> Vec<Reason> {
    let entries = fields.map(key).unwrap_or_default();
    let mut reasons = Vec::new();
    for (period, node) in entries {
        let text = fields.scalar(node).map(|text| typeset::text(&text.value, lang)).filter(|text| !text.is_empty());
        let place = Place::new(file, period.span.clone());
        match text {
            Some(text) => reasons.push(Reason { period: typeset::text(&period.name, lang), text, place }),
            None => {
                let name = &period.name;
                let message =
                    crate::finding::phrase!("il manque le motif de {name}", "the reason of {name} is missing");
                fields.find(crate::finding::Code::KeyMissing, period.span.clone(), message).remedy =
                    Some(crate::finding::phrase!(
                        "écrivez une phrase pour les lecteurs après le deux-points",
                        "write a sentence for readers after the colon"
                    ));
            }
        }
    }
    reasons
}
