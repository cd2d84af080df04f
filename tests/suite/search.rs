//! The index of each edition: all that readers may look for is in it, under its letter, and each entry leads to its place. The built
//! pages are read, never the model.

use crate::harness::{build, none, root, tests};
use crate::page::{attribute, tags, text, values};
use millesime::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The pages of a report.
fn pages(workspace: &Path) -> BTreeMap<String, String> {
    let files = build(workspace).rendered.unwrap().files;
    let pages = files.into_iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap())).collect()
}

/// The file and the fragment that a link of a page leads to.
fn target(page: &str, href: &str) -> (String, String) {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for step in path.split('/') {
        match step {
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    (folders.join("/"), fragment.to_owned())
}

/// The places of an edition that an index must lead to: pages apart from the cover, highlights, figures, terms.
fn places(pages: &BTreeMap<String, String>, edition: &str, index: &str) -> BTreeSet<(String, String)> {
    let mut places = BTreeSet::new();
    for (path, html) in pages.iter().filter(|(path, _)| path.starts_with(edition)) {
        let depth = path[edition.len()..].matches('/').count();
        let is_other_language =
            depth > 0 && edition.matches('/').count() == 1 && path[edition.len()..].starts_with("en/");
        if depth != 1 || path == index || is_other_language {
            continue;
        }
        places.insert((path.clone(), String::new()));
        let is_whole = html.contains("whole__contents");
        for tag in tags(html).filter(|_| !is_whole) {
            let class = attribute(tag, "class").unwrap_or_default();
            if class.split(' ').any(|one| ["highlight", "tile", "glossary__entry"].contains(&one))
                && let Some(id) = attribute(tag, "id")
            {
                places.insert((path.clone(), id.to_owned()));
            }
        }
    }
    places
}

/// What is wrong with an index.
fn wrong(pages: &BTreeMap<String, String>, index: &str) -> Vec<String> {
    let html = &pages[index];
    let edition =
        index.trim_end_matches("index.html").trim_end_matches('/').rsplit_once('/').unwrap().0.to_owned() + "/";
    let mut wrong = Vec::new();
    let mut led = BTreeSet::new();
    let mut letters = Vec::new();
    for section in html.split("<section class=\"index__letter\"").skip(1) {
        let (section, _) = section.split_once("</section>").unwrap();
        let letter =
            text(section.split("<h2").nth(1).unwrap().split_once('>').unwrap().1.split("</h2>").next().unwrap());
        let letter = fold(letter.trim());
        for entry in section.split("<li").skip(1) {
            let (label, _) = entry.split_once('>').unwrap().1.split_once("</a>").unwrap();
            let label = fold(&text(label));
            let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            if letter.len() == 1 && !words.any(|word| word.starts_with(&letter)) {
                wrong.push(format!("{index}: « {label} » stands under {letter}"));
            }
            let href = values(entry, "href").next().unwrap();
            led.insert(target(index, href));
        }
        letters.push(letter);
    }
    if letters.is_empty() || !letters.is_sorted() {
        wrong.push(format!("{index}: letters {letters:?}"));
    }
    for (path, fragment) in &led {
        match pages.get(path) {
            None => wrong.push(format!("{index}: no page {path}")),
            Some(html) if !fragment.is_empty() && !values(html, "id").any(|id| id == fragment) => {
                wrong.push(format!("{index}: {path} has no #{fragment}"));
            }
            Some(_) => {}
        }
    }
    let missing = places(pages, &edition, index).into_iter().filter(|place| !led.contains(place));
    wrong.extend(missing.map(|(path, fragment)| format!("{index}: nothing leads to {path}#{fragment}")));
    wrong
}

#[test]
fn everything_is_found_under_its_letter() {
    for workspace in [root().to_owned(), tests("reports/languages"), tests("reports/blocks")] {
        let pages = pages(&workspace);
        let indexes: Vec<&String> = pages
            .keys()
            .filter(|path| path.ends_with("/recherche/index.html") || path.ends_with("/search/index.html"))
            .collect();
        assert!(!indexes.is_empty());
        none(indexes.into_iter().flat_map(|index| wrong(&pages, index)));
    }
}

#[test]
fn people_and_listed_bodies_are_found_too() {
    let pages = pages(&tests("reports/blocks"));
    let index = text(&pages["2022/recherche/index.html"]);
    for said in SAID {
        assert!(index.contains(said), "« {said} » is not in: {index}");
    }
}

/// A person of `people.yaml`, one who is named where she is quoted, a body of a directory.
const SAID: [&str; 3] = ["Médecin-conseil, Pilote de plateforme", "Infirmière", "Exempleville"];
