//! Everything that readers may look for in an edition, by first letter: the page is a plain index, which a script filters.

use super::{Content, figures};
use crate::markdown;
use crate::model::{FigureId, HighlightId, Target};
use crate::render::inventory::Inventory;
use crate::render::prose;
use crate::render::shell::{self, Heading};
use crate::render::{Context, figure};
use crate::site::PageKind;
use crate::text::fold::fold;
use crate::text::number::print_with_unit;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// `search.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// How many entries.
    count: usize,
    /// Entries by their first letter.
    letters: Vec<Letter>,
}

/// The entries of one letter.
#[derive(Serialize, JsonSchema)]
struct Letter {
    /// `a`, or `0` for what starts with no letter: for ids.
    key: String,
    /// `A`, or « 0–9 ».
    label: String,
    /// In the order of the alphabet, articles passed over.
    entries: Vec<Entry>,
}

/// Something to be found.
#[derive(Serialize, JsonSchema)]
struct Entry {
    /// What it is called.
    label: String,
    /// Where it is.
    href: Option<String>,
    /// What it is: « fait marquant », « chiffre clé ».
    kind: String,
    /// A few words that tell it from others: its chapter, its value, its meaning.
    note: Option<String>,
    /// Number of its chapter, whose colours it takes.
    accent: Option<usize>,
    /// More words that it is found by; not shown.
    words: String,
}

pub(super) fn content(cx: &Context) -> Content {
    let lang = cx.edition.lang;
    let say = |key: &str| cx.theme.say(lang, key, &[]);
    let mut entries = pages(cx);
    entries.extend(chapters(cx));
    entries.extend(ledger(cx));
    entries.extend(terms(cx));
    entries.extend(named(cx));
    let count = entries.len();
    let passed = say("search-small-words");
    let passed: Vec<&str> = passed.split_whitespace().collect();
    let mut keyed: Vec<(String, Entry)> =
        entries.into_iter().map(|entry| (sorted_by(&entry.label, &passed), entry)).collect();
    keyed.sort_by(|(a, first), (b, second)| (a, &first.label, &first.kind).cmp(&(b, &second.label, &second.kind)));
    let mut letters: Vec<Letter> = Vec::new();
    for (key, entry) in keyed {
        let first = key.chars().next().filter(char::is_ascii_lowercase);
        let (key, label) = match first {
            Some(letter) => (letter.to_string(), letter.to_ascii_uppercase().to_string()),
            None => ("0".to_owned(), say("search-digits")),
        };
        match letters.last_mut().filter(|last| last.key == key) {
            Some(last) => last.entries.push(entry),
            None => letters.push(Letter { key, label, entries: vec![entry] }),
        }
    }
    let heading = Heading {
        title: say("search"),
        description: cx.theme.say(lang, "search-description", &[("report", &shell::report_label(cx))]),
        ..Heading::default()
    };
    Content::new(cx, "search.html", heading, &View { count, letters })
}

/// What an entry is sorted by: without accents and signs, and without the articles before it (« L’accès aux soins » stands under A).
fn sorted_by(label: &str, passed: &[&str]) -> String {
    let folded = fold(label);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| !passed.contains(word)).unwrap_or(0);
    words[first..].join(" ")
}

/// The pages apart from the chapters.
fn pages(cx: &Context) -> Vec<Entry> {
    let say = |key: &str| cx.theme.say(cx.edition.lang, key, &[]);
    let entry = |label: String, page: PageKind| Entry {
        label,
        href: Some(shell::link_to(cx, page)),
        kind: say("search-page"),
        note: None,
        accent: None,
        words: String::new(),
    };
    let edition = cx.edition;
    let mut entries: Vec<Entry> =
        edition.foreword.iter().map(|foreword| entry(foreword.title.clone(), PageKind::Foreword)).collect();
    if !edition.figures.is_empty() {
        entries.push(entry(say("figures"), PageKind::Figures));
    }
    if !cx.report.glossary.is_empty() {
        entries.push(entry(say("glossary"), PageKind::Glossary));
    }
    for (key, page) in [
        ("whole", PageKind::Whole),
        ("contents", PageKind::Contents),
        ("legal-notice", PageKind::LegalNotice),
        ("accessibility", PageKind::Accessibility),
        ("personal-data", PageKind::PersonalData),
    ] {
        entries.push(entry(say(key), page));
    }
    let free = edition.pages.iter().enumerate();
    entries.extend(free.map(|(index, page)| entry(page.title.clone(), PageKind::Free(index))));
    entries
}

/// Chapters and highlights.
fn chapters(cx: &Context) -> Vec<Entry> {
    let lang = cx.edition.lang;
    let mut entries = Vec::new();
    for (index, chapter) in cx.edition.chapters.iter().enumerate() {
        let number = (index + 1).to_string();
        entries.push(Entry {
            label: chapter.title.clone(),
            href: prose::href(&Target::Chapter(index), cx),
            kind: cx.theme.say(lang, "search-chapter", &[("number", &number)]),
            note: (chapter.label != chapter.title).then(|| chapter.label.clone()),
            accent: Some(index + 1),
            words: chapter.summary.clone().unwrap_or_default(),
        });
        for (highlight, article) in chapter.highlights.iter().enumerate() {
            let id = HighlightId { chapter: index, highlight };
            let more = article.summary.iter().chain(&article.tags).map(String::as_str);
            entries.push(Entry {
                label: article.title.clone(),
                href: prose::href(&Target::Highlight(id), cx),
                kind: cx.theme.say(lang, "search-highlight", &[]),
                note: Some(chapter.label.clone()),
                accent: Some(index + 1),
                words: more.collect::<Vec<_>>().join(" "),
            });
        }
    }
    entries
}

/// Figures, with the value they show.
fn ledger(cx: &Context) -> Vec<Entry> {
    let lang = cx.edition.lang;
    let figures = cx.edition.figures.iter().enumerate();
    let entry = |(index, entry): (usize, &crate::model::Figure)| Entry {
        label: entry.label.clone(),
        href: prose::href(&Target::Figure(FigureId(index)), cx),
        kind: cx.theme.say(lang, "search-figure", &[]),
        note: figure::current(entry).map(|(value, _)| print_with_unit(&value, entry.unit.as_ref(), lang)),
        accent: entry.chapter.map(|chapter| chapter + 1),
        words: entry.tags.join(" "),
    };
    figures.map(entry).collect()
}

/// Acronyms and terms.
fn terms(cx: &Context) -> Vec<Entry> {
    let glossary = shell::link_to(cx, PageKind::Glossary);
    let entry = |term: &crate::model::Term| Entry {
        label: term.term.clone(),
        href: Some(format!("{glossary}#{}", prose::term_anchor(term))),
        kind: cx.theme.say(cx.edition.lang, "search-term", &[]),
        note: Some(term.meaning.clone()),
        accent: None,
        words: term.definition.clone().unwrap_or_default(),
    };
    cx.report.glossary.iter().map(entry).collect()
}

/// People who are quoted and bodies that directories list, each once, at the first page that names them.
fn named(cx: &Context) -> Vec<Entry> {
    let say = |key: &str| cx.theme.say(cx.edition.lang, key, &[]);
    let mut found: BTreeMap<(String, &str), Entry> = BTreeMap::new();
    let mut add = |label: String, kind: &'static str, note: String, words: String, page: PageKind, accent| {
        let entry = || Entry {
            href: figures::citing(page, cx).href,
            kind: say(kind),
            note: (!note.is_empty()).then_some(note),
            accent,
            words,
            label: label.clone(),
        };
        found.entry((label.clone(), kind)).or_insert_with(entry);
    };
    let mut visit = |inventory: &Inventory, page: PageKind, accent: Option<usize>| {
        for person in inventory.people.iter().map(|person| &cx.report.people[person.0]) {
            let roles = person.roles.join(", ");
            let place = person.place.clone().unwrap_or_default();
            match &person.name {
                Some(name) => add(name.clone(), "search-person", roles, place, page, accent),
                None => add(roles, "search-person", place, String::new(), page, accent),
            }
        }
        for (name, role) in &inventory.named {
            add(name.clone(), "search-person", role.clone(), String::new(), page, accent);
        }
        for name in &inventory.listed {
            add(markdown::plain(name), "search-listed", String::new(), String::new(), page, accent);
        }
    };
    let edition = cx.edition;
    if let Some(foreword) = &edition.foreword {
        visit(&Inventory::of_text(&foreword.text), PageKind::Foreword, None);
    }
    for (index, chapter) in edition.chapters.iter().enumerate() {
        visit(&Inventory::of_text(&chapter.body), PageKind::Chapter(index), Some(index + 1));
        for (highlight, article) in chapter.highlights.iter().enumerate() {
            let page = PageKind::Highlight(HighlightId { chapter: index, highlight });
            visit(&Inventory::of_text(&article.text), page, Some(index + 1));
        }
    }
    for (index, page) in edition.pages.iter().enumerate() {
        visit(&Inventory::of_text(&page.text), PageKind::Free(index), None);
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::sorted_by;

    #[test]
    fn articles_accents_and_signs_are_passed_over() {
        let passed = ["la", "l", "des"];
        assert_eq!(sorted_by("L’Éveil des sens", &passed), "eveil des sens");
        assert_eq!(sorted_by("« La mer »", &passed), "mer");
        assert_eq!(sorted_by("La", &passed), "la");
        assert_eq!(sorted_by("…", &passed), "");
        assert_eq!(sorted_by("400 000 appels", &passed), "400 000 appels");
    }
}
