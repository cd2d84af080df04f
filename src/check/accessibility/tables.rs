//! Tables: data have a title and headers, layout has neither.

use super::{Faults, Page};
use crate::finding::phrase;

pub(super) fn check(page: &Page, faults: &mut Faults) {
    for (index, table) in page.named(&["table"]) {
        let inside = page.descendants(index);
        let headers = || inside.iter().filter(|element| element.is(&["th"]));
        let has_caption = inside.iter().any(|element| element.is(&["caption"]));
        if matches!(table.get("role"), Some("presentation" | "none")) {
            if has_caption || headers().next().is_some() || table.get("summary").is_some() {
                faults.at(
                    table.start,
                    "5.8",
                    phrase!(
                        "un tableau de mise en forme a des éléments de tableau de données",
                        "a layout table has elements of a data table"
                    ),
                    phrase!(
                        "retirez role=\"presentation\", ou caption et th",
                        "remove role=\"presentation\", or caption and th"
                    ),
                );
            }
            continue;
        }
        if !has_caption && !["aria-label", "aria-labelledby", "title"].iter().any(|name| table.says(name)) {
            faults.at(
                table.start,
                "5.4",
                phrase!("un tableau n’a pas de titre", "a table has no title"),
                phrase!("ajoutez <caption>, ou aria-label=\"…\"", "add <caption>, or aria-label=\"…\""),
            );
        }
        if headers().next().is_none() {
            faults.at(
                table.start,
                "5.6",
                phrase!("un tableau n’a pas d’en-têtes", "a table has no headers"),
                phrase!("écrivez ses en-têtes dans des th", "write its headers in th elements"),
            );
        }
        let is_tied = |scope: Option<&str>| matches!(scope, Some("col" | "row" | "colgroup" | "rowgroup"));
        for header in headers().filter(|header| !is_tied(header.get("scope")) && header.get("id").is_none()) {
            faults.at(
                header.start,
                "5.7",
                phrase!(
                    "un en-tête de tableau ne dit pas de quelles cellules",
                    "a table header does not say of which cells"
                ),
                phrase!("ajoutez scope=\"col\" ou scope=\"row\"", "add scope=\"col\" or scope=\"row\""),
            );
        }
    }
}
