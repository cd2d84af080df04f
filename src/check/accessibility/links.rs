//! Links: each has words, which say where it leads, and warns when it opens a window.

use super::{Faults, Page};
use crate::finding::phrase;
use crate::text::fold::fold;
use crate::text::vague::is_vague;

pub(super) fn check(page: &Page, faults: &mut Faults) {
    for (index, link) in page.named(&["a"]) {
        if link.get("href").is_none() {
            continue;
        }
        let words = page.words(index);
        let label = link.get("aria-label").unwrap_or("").trim();
        if words.is_empty() && !page.is_named(index) {
            faults.at(
                link.start,
                "6.2",
                phrase!("un lien n’a pas d’intitulé", "a link has no words"),
                phrase!("écrivez où il mène entre <a> et </a>", "write where it leads between <a> and </a>"),
            );
        } else if is_vague(&words) && label.is_empty() && link.get("aria-labelledby").is_none() {
            faults.at(
                link.start,
                "6.1",
                phrase!("le lien « {words} » ne dit pas où il mène", "the link `{words}` does not say where it leads"),
                phrase!(
                    "nommez la page ou le document : « Lire le bilan 2022 »",
                    "name the page or the document: “Read the 2022 review”"
                ),
            );
        }
        if link.get("target") == Some("_blank") {
            let said = fold(&format!("{words} {label} {}", link.get("title").unwrap_or("")));
            if !["fenetre", "onglet", "window", "tab"].iter().any(|word| said.contains(word)) {
                faults.at(
                    link.start,
                    "13.2",
                    phrase!("un lien ouvre une fenêtre sans le dire", "a link opens a window without saying so"),
                    phrase!(
                        "retirez target=\"_blank\", ou ajoutez « (nouvelle fenêtre) »",
                        "remove target=\"_blank\", or add “(new window)”"
                    ),
                );
            }
        }
        // RGAA 6.1, test 6.1.5, and 7.1: what is read holds what is seen.
        if !label.is_empty() && words.contains(char::is_alphanumeric) && !fold(label).contains(&fold(&words)) {
            faults.at(
                link.start,
                "6.1",
                phrase!(
                    "l’intitulé lu, « {label} », n’a pas les mots que l’on voit, « {words} »",
                    "the words read, `{label}`, lack those that are seen, `{words}`"
                ),
                phrase!("reprenez dans aria-label les mots du lien", "repeat in aria-label the words of the link"),
            );
        }
    }
}
