//! `legal: audit:` in `report.yaml` → the accessibility audit. A statement that contradicts itself is refused: readers and the
//! authority take it at its word.

use super::fields::Fields;
use super::layout::Path;
use super::workspace::typeset;
use super::yaml::{Node, Value};
use crate::finding::{Code, Place, phrase};
use crate::model::Audit;
use crate::text::Lang;
use crate::text::fold::fold;
use rust_decimal::Decimal;

/// Reads the audit; `none` and its synonyms say that there is none.
pub(super) fn read(file: &Path, node: &Node, lang: Lang, findings: &mut Vec<crate::finding::Finding>) -> Option<Audit> {
    if matches!(&node.value, Value::Scalar(word) if ["aucun", "none", "false"].contains(&fold(word).as_str())) {
        return None;
    }
    let mut fields = Fields::of(file, node, lang, findings);
    let date = fields.date("date");
    let rate = fields.number("rate");
    let auditor = fields.required("auditor").map(|text| typeset(text, lang));
    let mut texts = |key| -> Vec<String> {
        let texts = fields.texts(key).into_iter().map(|text| typeset(text, lang));
        texts.filter(|text| !text.is_empty()).collect()
    };
    let exceptions = texts("exceptions");
    let (derogations, exempt) = (texts("derogations"), texts("exempt"));
    let (environments, tools, pages) = (texts("environments"), texts("tools"), texts("pages"));
    for (key, is_there) in [("date", date.is_some()), ("rate", rate.is_some())] {
        if !is_there {
            fields.missing(key);
        }
    }
    if let Some(rate) = &rate {
        let (value, span) = (rate.value.number.value, rate.span.clone());
        if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value) {
            let message = phrase!("un taux de conformité va de 0 à 100 %", "a conformity rate goes from 0 to 100%");
            fields.find(Code::ValueType, span, message).remedy =
                Some(phrase!("écrivez par exemple 62 %", "write for instance 62%"));
        } else if value == Decimal::ONE_HUNDRED && !exceptions.is_empty() {
            let message = phrase!(
                "un site conforme à 100 % n’a pas de contenus non accessibles",
                "a site that conforms at 100% has no inaccessible content"
            );
            fields.find(Code::AuditContradiction, span, message).remedy = Some(phrase!(
                "corrigez le taux, ou retirez « exceptions »",
                "correct the rate, or remove `exceptions`"
            ));
        } else if value < Decimal::ONE_HUNDRED && exceptions.is_empty() {
            let message = phrase!(
                "la déclaration doit énumérer ce qui n’est pas conforme",
                "the statement must list what does not conform"
            );
            fields.find(Code::AuditContradiction, span, message).remedy = Some(phrase!(
                "ajoutez « exceptions: [ce qui n’est pas conforme] »",
                "add `exceptions: [what does not conform]`"
            ));
        }
    }
    fields.finish();
    let place = Place::new(file, node.span.clone());
    Some(Audit {
        date: date?,
        rate: rate?.value.number.value,
        auditor: auditor?,
        exceptions,
        derogations,
        exempt,
        environments,
        tools,
        pages,
        place,
    })
}
