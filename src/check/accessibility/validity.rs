//! The page as HTML: a type, balanced tags, ids that name one element, nothing obsolete, no tag used for its look.

use super::{Faults, Page};
use crate::finding::phrase;

/// Elements that HTML dropped because they only said how something looks, and those that move.
const OBSOLETE: [&str; 10] = ["basefont", "big", "blink", "center", "font", "marquee", "s", "strike", "tt", "u"];

pub(super) fn check(page: &Page, faults: &mut Faults) {
    if !page.html.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html>")) {
        faults.at(
            0,
            "8.1",
            phrase!("la page ne commence pas par son type", "the page does not start with its type"),
            phrase!("commencez base.html par <!doctype html>", "start base.html with <!doctype html>"),
        );
    }
    for &start in &page.unbalanced {
        faults.at(
            start,
            "8.2",
            phrase!("une balise n’est pas ouverte et fermée à sa place", "a tag is not opened and closed in its place"),
            phrase!(
                "fermez les éléments dans l’ordre inverse de leur ouverture",
                "close elements in the reverse order of their opening"
            ),
        );
    }
    for pair in page.ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        let id = pair[0];
        let start =
            page.elements.iter().filter(|element| element.get("id") == Some(id)).nth(1).map_or(0, |it| it.start);
        faults.at(
            start,
            "8.2",
            phrase!("deux éléments ont l’id « {id} »", "two elements have the id `{id}`"),
            phrase!("donnez à chacun le sien", "give each its own"),
        );
    }
    for (_, element) in page.named(&OBSOLETE) {
        let name = element.name;
        let criterion = if element.is(&["marquee", "blink"]) { "13.8" } else { "10.1" };
        faults.at(
            element.start,
            criterion,
            phrase!("l’élément {name} ne sert qu’à l’apparence", "the element {name} is only there for its look"),
            phrase!("remplacez-le par une classe et la feuille de styles", "replace it by a class and the style sheet"),
        );
    }
    for (index, element) in page.named(&["p", "li", "dt", "dd"]) {
        if element.is_bare() && page.inside(index).trim().is_empty() {
            let name = element.name;
            faults.at(
                element.start,
                "8.9",
                phrase!("un élément {name} vide sert d’espace", "an empty {name} element serves as space"),
                phrase!(
                    "retirez-le : les espaces sont l’affaire des styles",
                    "remove it: space is the business of styles"
                ),
            );
        }
    }
    for (_, meta) in page.named(&["meta"]) {
        if meta.get("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh")) {
            faults.at(
                meta.start,
                "13.1",
                phrase!("la page se recharge ou part ailleurs toute seule", "the page reloads or leaves by itself"),
                phrase!("retirez ce rafraîchissement", "remove this refresh"),
            );
        }
        if meta.get("name") != Some("viewport") {
            continue;
        }
        let content = meta.get("content").unwrap_or("").replace(' ', "");
        let is_locked = content.contains("user-scalable=no") || content.contains("user-scalable=0");
        let scale = content.split("maximum-scale=").nth(1).and_then(|rest| rest.split(',').next()?.parse::<f32>().ok());
        if is_locked || scale.is_some_and(|scale| scale < 2.0) {
            faults.at(
                meta.start,
                "10.4",
                phrase!("la page empêche d’agrandir le texte", "the page forbids to enlarge the text"),
                phrase!(
                    "écrivez content=\"width=device-width, initial-scale=1\"",
                    "write content=\"width=device-width, initial-scale=1\""
                ),
            );
        }
    }
}
