//! Attributes that any element may bear: roles, states, languages, order of focus, presentation.

use super::{Faults, Page};
use crate::check::page::{Element, mark};
use crate::finding::phrase;

/// Roles of WAI-ARIA 1.2, of its modules for graphics and for publishing, and those that mean no role.
const ROLES: &str = " alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox \
complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell group heading \
img insertion link list listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none \
note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider \
spinbutton status strong subscript suggestion superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree \
treegrid treeitem graphics-document graphics-object graphics-symbol ";

/// Whether an attribute only says how something looks.
fn is_looks(name: &str) -> bool {
    matches!(
        name,
        "align"
            | "alink"
            | "background"
            | "bgcolor"
            | "border"
            | "cellpadding"
            | "cellspacing"
            | "clear"
            | "color"
            | "face"
            | "hspace"
            | "link"
            | "nowrap"
            | "valign"
            | "vlink"
            | "vspace"
    )
}

pub(super) fn check(page: &Page, faults: &mut Faults) {
    for (index, element) in page.elements.iter().enumerate().filter(|(_, element)| !element.is_plain) {
        let mut seen = 0;
        for (rank, (name, value)) in element.attributes().enumerate() {
            // Two names may have one mark: then the former ones are read again.
            if seen & mark(name) != 0 && element.attributes().take(rank).any(|(former, _)| former == name) {
                faults.at(
                    element.start,
                    "8.2",
                    phrase!("l’attribut {name} est écrit deux fois", "the attribute {name} is written twice"),
                    phrase!("gardez-en un", "keep one"),
                );
            }
            seen |= mark(name);
            one(page, index, element, name, value, faults);
        }
    }
}

fn one(page: &Page, index: usize, element: &Element, name: &str, value: &str, faults: &mut Faults) {
    let start = element.start;
    match name {
        "role" if !value.starts_with("doc-") && !ROLES.contains(&format!(" {value} ")) => faults.at(
            start,
            "7.1",
            phrase!("le rôle « {value} » n’existe pas", "the role `{value}` does not exist"),
            phrase!("corrigez role, ou retirez-le", "correct role, or remove it"),
        ),
        "role" if value == "img" && !element.is(&["svg", "img"]) && !page.is_named(index) => faults.at(
            start,
            "1.1",
            phrase!("une image n’a pas d’alternative", "a picture has no alternative"),
            phrase!("ajoutez aria-label=\"…\" : ce qu’elle montre", "add aria-label=\"…\": what it shows"),
        ),
        "role" if value == "heading" && element.get("aria-level").is_none() => faults.at(
            start,
            "9.1",
            phrase!("un titre n’a pas de niveau", "a heading has no level"),
            phrase!("écrivez h2, h3… plutôt que role=\"heading\"", "write h2, h3… rather than role=\"heading\""),
        ),
        "aria-labelledby" | "aria-describedby" | "aria-controls" | "aria-owns" | "aria-details" | "for" | "headers" => {
            let criterion = match name {
                "for" => "11.1",
                "headers" => "5.7",
                _ => "7.1",
            };
            for id in value.split_ascii_whitespace().filter(|id| !page.has_id(id)) {
                faults.at(
                    start,
                    criterion,
                    phrase!(
                        "{name} nomme « {id} », qui n’est pas dans la page",
                        "{name} names `{id}`, which is not in the page"
                    ),
                    phrase!("corrigez cet id", "correct this id"),
                );
            }
        }
        "aria-hidden" if value == "true" => {
            let focusable = |element: &Element| {
                (element.is(&["button", "input", "select", "textarea", "iframe"])
                    || (element.is(&["a"]) && element.get("href").is_some())
                    || element.get("tabindex") == Some("0"))
                    && element.get("tabindex") != Some("-1")
                    && element.get("disabled").is_none()
            };
            if focusable(element) || page.descendants(index).iter().any(focusable) {
                faults.at(
                    start,
                    "7.1",
                    phrase!(
                        "un élément caché aux lecteurs d’écran reçoit le focus",
                        "an element hidden from screen readers takes the focus"
                    ),
                    phrase!(
                        "retirez aria-hidden, ou le lien ou le bouton qu’il contient",
                        "remove aria-hidden, or the link or button in it"
                    ),
                );
            }
        }
        "tabindex" if value.parse::<i32>().is_ok_and(|order| order > 0) => faults.at(
            start,
            "12.8",
            phrase!("un ordre de tabulation est imposé", "an order of focus is forced"),
            phrase!(
                "écrivez tabindex=\"0\", et l’élément à sa place dans la page",
                "write tabindex=\"0\", and the element in its place"
            ),
        ),
        "lang" | "xml:lang" | "hreflang" | "srclang" if !is_language(value) => faults.at(
            start,
            "8.8",
            phrase!("« {value} » n’est pas un code de langue", "`{value}` is not the code of a language"),
            phrase!("écrivez fr, en, de, pt-BR…", "write fr, en, de, pt-BR…"),
        ),
        "dir" if !["ltr", "rtl", "auto"].contains(&value) => faults.at(
            start,
            "8.10",
            phrase!("« {value} » n’est pas un sens de lecture", "`{value}` is not a reading direction"),
            phrase!("écrivez ltr ou rtl", "write ltr or rtl"),
        ),
        _ if is_looks(name) || (name == "style" && !value.is_empty()) => faults.at(
            start,
            "10.1",
            phrase!("l’attribut {name} met en forme dans le HTML", "the attribute {name} styles within the HTML"),
            phrase!("mettez cette présentation dans la feuille de styles", "put this presentation in the style sheet"),
        ),
        _ if name.len() > 4 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_lowercase()) => faults
            .at(
                start,
                "7.3",
                phrase!(
                    "{name} ne s’exécutera pas : la page refuse les scripts écrits dans le HTML",
                    "{name} will not run: the page refuses scripts written in the HTML"
                ),
                phrase!(
                    "mettez l’action dans un fichier de scripts/, sur un bouton ou un lien",
                    "put the action in a file of scripts/, on a button or a link"
                ),
            ),
        _ => {}
    }
}

/// The shape of a BCP 47 tag: a language of two or three letters, then parts of one to eight.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
