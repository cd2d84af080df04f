//! The page as a whole: its language, its title, its headings, its regions, its lists, its way to the content.

use super::{Fault, Faults, Page, Review};
use crate::check::page::Element;
use crate::finding::{Phrase, phrase};
use std::collections::BTreeMap;

/// Titles that editors and templates put where none was given.
const EMPTY_TITLES: [&str; 4] = ["sans titre", "untitled", "document", "page"];

pub(super) fn check(page: &Page, faults: &mut Faults) {
    if !page.named(&["html"]).next().is_some_and(|(_, html)| html.says("lang")) {
        faults.at(
            0,
            "8.3",
            phrase!("la page ne dit pas sa langue", "the page does not say its language"),
            phrase!(
                "écrivez <html lang=\"{{{{ lang }}}}\"> dans base.html",
                "write <html lang=\"{{{{ lang }}}}\"> in base.html"
            ),
        );
    }
    let title = page.named(&["title"]).next().map(|(index, _)| page.inside(index).trim());
    if title.is_none_or(str::is_empty) {
        faults.at(
            0,
            "8.5",
            phrase!("la page n’a pas de titre", "the page has no title"),
            phrase!(
                "écrivez <title>{{{{ page.title }}}}</title> dans base.html",
                "write <title>{{{{ page.title }}}}</title> in base.html"
            ),
        );
    } else if title.is_some_and(|title| EMPTY_TITLES.iter().any(|empty| empty.eq_ignore_ascii_case(title))) {
        faults.at(
            0,
            "8.6",
            phrase!("le titre de la page ne dit rien", "the title of the page says nothing"),
            own_title(),
        );
    }
    headings(page, faults);
    regions(page, faults);
    lists(page, faults);
    first_link(page, faults);
}

fn own_title() -> Phrase {
    phrase!("donnez à la page un titre à elle", "give the page a title of its own")
}

/// One `h1`, no level skipped, no heading without words.
fn headings(page: &Page, faults: &mut Faults) {
    let mut last = 0;
    let mut first_level = 0;
    for (index, heading) in page.named(&["h1", "h2", "h3", "h4", "h5", "h6"]) {
        // What waits for a script is no part of the outline yet.
        if heading.is_hidden {
            continue;
        }
        let level = heading.name.as_bytes()[1] - b'0';
        if level == 1 {
            first_level += 1;
        }
        let message = if page.words(index).is_empty() && !heading.says("aria-label") {
            phrase!("un titre est vide", "a heading is empty")
        } else if last == 0 && level > 1 {
            phrase!("le premier titre est un h{level}", "the first heading is an h{level}")
        } else if level > last + 1 {
            phrase!("un titre h{level} suit un h{last}", "an h{level} follows an h{last}")
        } else {
            last = level;
            continue;
        };
        last = level;
        faults.at(
            heading.start,
            "9.1",
            message,
            phrase!(
                "les titres descendent d’un niveau à la fois, chacun avec ses mots",
                "headings go down one level at a time, each with its words"
            ),
        );
    }
    if first_level != 1 {
        let message = match first_level {
            0 => phrase!("la page n’a pas de titre h1", "the page has no h1 heading"),
            _ => phrase!("la page a {first_level} titres h1", "the page has {first_level} h1 headings"),
        };
        faults.at(0, "9.1", message, phrase!("chaque page a un h1, et un seul", "each page has one h1, and no more"));
    }
}

/// `header`, `nav`, `main`, `footer`; several `nav` are told apart by their names.
fn regions(page: &Page, faults: &mut Faults) {
    // The role stands for the element where a theme writes no such element.
    let count = |name: &str, role: &str| match page.named(&[name]).count() {
        0 => page.elements.iter().filter(|element| element.get("role") == Some(role)).count(),
        count => count,
    };
    let mains = count("main", "main");
    if mains != 1 {
        faults.at(
            0,
            "9.2",
            phrase!("la page compte {mains} main", "the page has {mains} main"),
            phrase!(
                "mettez le contenu de la page dans un main, et un seul",
                "put the content of the page in one main, and no more"
            ),
        );
    }
    for (name, role) in [("header", "banner"), ("footer", "contentinfo"), ("nav", "navigation")] {
        if count(name, role) == 0 {
            faults.at(
                0,
                "9.2",
                phrase!("la page n’a pas d’élément {name}", "the page has no {name} element"),
                phrase!("ajoutez-le dans base.html", "add it in base.html"),
            );
        }
    }
    let navs: Vec<&Element> = page.named(&["nav"]).map(|(_, nav)| nav).collect();
    let name = |nav: &Element| nav.get("aria-label").or(nav.get("aria-labelledby")).unwrap_or("").trim().to_owned();
    if navs.len() > 1 {
        for (rank, nav) in navs.iter().enumerate() {
            let own = name(nav);
            if own.is_empty() || navs[..rank].iter().any(|former| name(former) == own) {
                faults.at(
                    nav.start,
                    "12.6",
                    phrase!("deux menus ne se distinguent pas", "two menus cannot be told apart"),
                    phrase!("donnez à chaque nav son aria-label", "give each nav its aria-label"),
                );
            }
        }
    }
}

/// Lists hold items, items stand in lists, and no list is typed with bullets.
fn lists(page: &Page, faults: &mut Faults) {
    let remedy = || {
        phrase!(
            "écrivez la liste avec ul ou ol, et li ; ou dl, dt et dd",
            "write the list with ul or ol, and li; or dl, dt and dd"
        )
    };
    for (index, element) in page.named(&["li", "dt", "dd"]) {
        let parent = &page.elements[element.parent];
        let lists: &[&str] = if element.is(&["li"]) { &["ul", "ol", "menu"] } else { &["dl", "div"] };
        if element.parent == index || !parent.is(lists) {
            faults.at(
                element.start,
                "9.3",
                phrase!("un élément de liste est hors de sa liste", "a list item stands outside its list"),
                remedy(),
            );
        }
    }
    for (index, element) in page.elements.iter().enumerate().skip(1) {
        let parent = &page.elements[element.parent];
        let is_list = parent.is(&["ul", "ol"]) && element.parent != index && !parent.says("role");
        if is_list && !element.is(&["li", "script", "template"]) {
            faults.at(
                element.start,
                "9.3",
                phrase!(
                    "une liste contient autre chose que ses éléments",
                    "a list holds something other than its items"
                ),
                remedy(),
            );
        }
    }
    for (index, paragraph) in page.named(&["p"]) {
        let text = page.inside(index).trim_start();
        if text.starts_with(['•', '▪', '‣', '◦', '·']) {
            faults.at(
                paragraph.start,
                "9.3",
                phrase!("une liste est tapée avec des puces", "a list is typed with bullets"),
                remedy(),
            );
        }
    }
}

/// The first thing that takes the focus leads to the content.
fn first_link(page: &Page, faults: &mut Faults) {
    let focusable = |element: &Element| {
        element.is(&["button", "input", "select", "textarea", "summary"])
            || (element.is(&["a"]) && element.get("href").is_some())
    };
    let Some(first) = page.elements.iter().find(|element| focusable(element)) else { return };
    let target = first.get("href").and_then(|href| href.strip_prefix('#'));
    let leads = target.is_some_and(|id| {
        page.elements.iter().any(|element| {
            element.get("id") == Some(id) && (element.is(&["main"]) || element.get("role") == Some("main"))
        })
    });
    if !leads {
        faults.at(
            first.start,
            "12.7",
            phrase!(
                "la page ne commence pas par un lien vers son contenu",
                "the page does not start with a link to its content"
            ),
            phrase!(
                "ajoutez en tête de body <a href=\"#ID\">, avec l’id de main",
                "add at the start of body <a href=\"#ID\">, with the id of main"
            ),
        );
    }
}

/// The title of a page.
pub(in crate::check) struct Title<'h> {
    /// The language of the page.
    lang: Option<&'h str>,
    words: &'h str,
    /// With its tags.
    source: &'h str,
}

/// The first title of a page.
pub(in crate::check) fn title<'h>(page: &Page<'h>) -> Option<Title<'h>> {
    let (index, element) = page.named(&["title"]).next()?;
    let lang = page.named(&["html"]).next().and_then(|(_, html)| html.get("lang"));
    Some(Title { lang, words: page.inside(index).trim(), source: page.html[element.start..element.end].trim() })
}

/// No two pages of the site in one language have the same title, unless they are one page at two addresses. What is not translated yet
/// has that of its original, and is told as such.
pub(super) fn titles(pages: &mut [Review]) {
    let mut known: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    let mut repeated = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let Some(Title { lang, words, .. }) = page.title else { continue };
        let same = known.insert((lang, words), index);
        repeated.extend(same.filter(|former| !is_copy(&pages[*former], page)).map(|former| (former, index)));
    }
    for (former, index) in repeated {
        let former = pages[former].path;
        let excerpt = pages[index].title.as_ref().map_or("", |title| title.source).to_owned();
        pages[index].faults.push(Fault {
            criterion: "8.6",
            excerpt,
            message: phrase!(
                "le titre est aussi celui de la page « {former} »",
                "the title is also that of the page `{former}`"
            ),
            remedy: own_title(),
        });
    }
}

/// Two pages with the same canonical address, or where there is none, the same words: the root repeats the cover of the latest edition.
fn is_copy(one: &Review, other: &Review) -> bool {
    let (one, other) = (Page::read(one.path, one.html), Page::read(other.path, other.html));
    let canonical = |page: &Page| {
        page.named(&["link"])
            .find(|(_, link)| link.get("rel") == Some("canonical"))
            .and_then(|(_, link)| link.get("href"))
            .map(str::to_owned)
    };
    let words = |page: &Page| page.named(&["main"]).next().map(|(main, _)| page.words(main).into_owned());
    match (canonical(&one), canonical(&other)) {
        (Some(one), Some(other)) => one == other,
        _ => words(&one) == words(&other),
    }
}
