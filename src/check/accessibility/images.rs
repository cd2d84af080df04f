//! Images: what says something has an alternative, what says nothing is passed over.

use super::{Faults, Page};
use crate::finding::phrase;

pub(super) fn check(page: &Page, faults: &mut Faults) {
    for (index, element) in page.named(&["img", "area", "input"]) {
        if element.is(&["input"]) && element.get("type") != Some("image") {
            continue;
        }
        let start = element.start;
        match element.get("alt") {
            None if !element.says("aria-label") && !element.says("aria-labelledby") => faults.at(
                start,
                "1.1",
                phrase!("une image n’a pas d’alternative", "a picture has no alternative"),
                phrase!(
                    "ajoutez alt=\"…\", vide si l’image n’apporte rien",
                    "add alt=\"…\", empty when the picture adds nothing"
                ),
            ),
            Some(alt) if alt.trim().is_empty() && (element.says("title") || element.says("aria-label")) => faults.at(
                start,
                "1.2",
                phrase!(
                    "une image de décoration porte un titre, que les lecteurs d’écran lisent",
                    "a decorative picture has a title, which screen readers read"
                ),
                phrase!(
                    "retirez title et aria-label, ou écrivez l’alternative",
                    "remove title and aria-label, or write the alternative"
                ),
            ),
            Some(alt) if is_file_name(alt) => faults.at(
                start,
                "1.3",
                phrase!("l’alternative « {alt} » est un nom de fichier", "the alternative `{alt}` is a file name"),
                phrase!("dites ce que montre l’image", "say what the picture shows"),
            ),
            _ => {}
        }
        if element.is(&["img"]) {
            captioned(page, index, faults);
        }
    }
    for (index, element) in page.named(&["svg"]) {
        if element.is_hidden {
            continue;
        }
        let is_named = element.says("aria-label")
            || element.get("aria-labelledby").is_some_and(|ids| ids.split_ascii_whitespace().any(|id| page.has_id(id)))
            || page.inside(index).trim_start().starts_with("<title");
        if element.get("role") != Some("img") || !is_named {
            faults.at(
                element.start,
                "1.1",
                phrase!("un dessin SVG n’est ni nommé ni caché", "an SVG drawing is neither named nor hidden"),
                phrase!(
                    "ajoutez role=\"img\" et aria-label=\"…\", ou aria-hidden=\"true\" s’il n’apporte rien",
                    "add role=\"img\" and aria-label=\"…\", or aria-hidden=\"true\" when it adds nothing"
                ),
            );
        }
        captioned(page, index, faults);
    }
}

/// `facade-2022.jpg`
fn is_file_name(alt: &str) -> bool {
    let extension = alt.trim().rsplit_once('.').map_or("", |(_, extension)| extension);
    ["jpg", "jpeg", "png", "svg", "webp", "gif", "avif"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// An image and its caption are tied: RGAA 1.9 wants more than `figure` and `figcaption`.
fn captioned(page: &Page, image: usize, faults: &mut Faults) {
    let mut index = page.elements[image].parent;
    while !page.elements[index].is(&["figure"]) {
        let parent = page.elements[index].parent;
        if parent == index {
            return;
        }
        index = parent;
    }
    let figure = &page.elements[index];
    // A quote with the portrait of who speaks is no captioned image.
    let has = |name: &str| page.descendants(index).iter().any(|element| element.is(&[name]));
    let is_tied = matches!(figure.get("role"), Some("figure" | "group"))
        && (figure.says("aria-label") || figure.says("aria-labelledby"));
    if has("figcaption") && !has("blockquote") && !is_tied {
        faults.at(
            figure.start,
            "1.9",
            phrase!("une image et sa légende ne sont pas liées", "a picture and its caption are not tied"),
            phrase!(
                "ajoutez role=\"figure\" et aria-label=\"…\", le texte de la légende",
                "add role=\"figure\" and aria-label=\"…\", the text of the caption"
            ),
        );
    }
}
