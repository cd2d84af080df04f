//! Buttons and fields: each has a name.

use super::{Faults, Page};
use crate::finding::phrase;
use std::collections::BTreeSet;

pub(super) fn check(page: &Page, faults: &mut Faults) {
    for (index, element) in page.named(&["button", "summary"]) {
        if !page.is_named(index) {
            let in_form = page.within(index, |element| element.is(&["form"]));
            faults.at(
                element.start,
                if in_form { "11.9" } else { "7.1" },
                phrase!("un bouton n’a pas de nom", "a button has no name"),
                phrase!(
                    "écrivez ce qu’il fait entre ses balises, ou dans aria-label",
                    "write what it does between its tags, or in aria-label"
                ),
            );
        }
    }
    let mut labelled: Option<BTreeSet<&str>> = None;
    for (index, field) in page.named(&["input", "select", "textarea"]) {
        let kind = field.get("type").unwrap_or("text");
        if ["hidden", "image", "submit", "reset", "button"].contains(&kind) {
            if kind == "button" && !field.says("value") && !field.says("aria-label") {
                faults.at(
                    field.start,
                    "11.9",
                    phrase!("un bouton n’a pas de nom", "a button has no name"),
                    phrase!("ajoutez value=\"…\"", "add value=\"…\""),
                );
            }
            continue;
        }
        let labelled =
            labelled.get_or_insert_with(|| page.named(&["label"]).filter_map(|(_, label)| label.get("for")).collect());
        let is_labelled = ["aria-label", "aria-labelledby", "title"].iter().any(|name| field.says(name))
            || field.get("id").is_some_and(|id| labelled.contains(id))
            || page.within(index, |element| element.is(&["label"]));
        if !is_labelled {
            faults.at(
                field.start,
                "11.1",
                phrase!("un champ n’a pas d’étiquette", "a field has no label"),
                phrase!(
                    "ajoutez <label for=\"…\">, avec l’id du champ",
                    "add <label for=\"…\">, with the id of the field"
                ),
            );
        }
    }
}
