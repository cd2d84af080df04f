//! A whole small report, rendered: what every page must hold, whatever the theme says.

use super::{Documents, Rendered, render, sample};
use crate::model::{Audit, Correction, FigureId, Foreword, FreePage, Report};
use crate::site;
use crate::source::Sources;
use crate::text::Lang;
use crate::theme;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The sample with every kind of page, two editions, and an address in a sub-folder.
fn report() -> Report {
    let mut figures = vec![
        sample::figure("visites", "Visites de délégués", "2 701", "visites"),
        sample::figure("satisfaits", "Professionnels satisfaits", "91,7 %", "%"),
    ];
    figures[1].chapter = None;
    let mut report = sample::report(figures);
    report.address = Some("https://rapport.example.org/caisse/".to_owned());
    report.organisation.of_name = Some("de la Caisse".to_owned());
    report.organisation.contact = Some("contact@example.org".to_owned());
    report.legal.host.name = Some("Hébergeur".to_owned());
    let edition = Arc::make_mut(&mut report.editions[0]);
    edition.cover_figures = vec![FigureId(0), FigureId(1)];
    edition.pitch = sample::text(vec![sample::paragraph("Deux phrases. Pas plus.")]);
    edition.foreword = Some(Foreword {
        title: "Éditorial".to_owned(),
        excerpt: "Une grande phrase.".to_owned(),
        signature: None,
        role: Some("La direction".to_owned()),
        text: sample::text(vec![sample::paragraph("Une grande phrase.")]),
        portrait: None,
    });
    edition.pages =
        vec![FreePage { slug: "a-propos".to_owned(), title: "À propos".to_owned(), text: sample::text(Vec::new()) }];
    edition.corrections =
        vec![Correction { date: "2023-07-01".parse().expect("a date"), text: "67 915 et non 67 951.".to_owned() }];
    let chapter = &mut edition.chapters[0];
    chapter.figures = vec![FigureId(0)];
    chapter.lead = sample::text(vec![sample::paragraph("Le chapô.")]);
    chapter.body = sample::text(vec![sample::paragraph("Toujours visible.")]);
    let mut group = chapter.highlights.groups[0].clone();
    group.title = Some("Une rubrique".to_owned());
    group.highlights[0].id = "ecrans".to_owned();
    group.highlights[0].title = "Moins d’écrans & plus de visites".to_owned();
    group.highlights[0].figures = vec![FigureId(1)];
    chapter.highlights.groups.push(group);
    let mut second = chapter.clone();
    second.slug = "adapter".to_owned();
    second.label = "Adapter".to_owned();
    for (index, highlight) in second.highlights.groups.iter_mut().flat_map(|it| &mut it.highlights).enumerate() {
        highlight.id = format!("autre-{index}");
    }
    edition.chapters.push(second);
    let mut past = edition.clone();
    past.name = "2021".to_owned();
    report.editions.push(Arc::new(past));
    report
}

fn rendered(report: &Report) -> Rendered {
    let theme = theme::load(&Sources::default(), report).value.expect("the built-in theme is sound");
    let checked = render(report, &site::plan(report), &theme, &Documents::default());
    assert_eq!(checked.findings, []);
    checked.value.expect("the sample renders")
}

/// The HTML pages: address and text.
fn pages(rendered: &Rendered) -> Vec<(&str, &str)> {
    let pages = rendered.files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8"))).collect()
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_of_the_site_is_written() {
    let report = report();
    let rendered = rendered(&report);
    for page in site::plan(&report).pages {
        assert!(rendered.files.contains_key(page.address.path()), "{}", page.address.path());
    }
}

#[test]
fn links_and_fragments_lead_somewhere() {
    let rendered = rendered(&report());
    for (path, html) in pages(&rendered) {
        let own: BTreeSet<&str> = values(html, "id").into_iter().collect();
        for link in values(html, "href").into_iter().chain(values(html, "src")) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            if file.is_empty() {
                assert!(own.contains(fragment), "{path}: {link}");
                continue;
            }
            let target = match file.strip_prefix("/caisse/") {
                Some(absolute) => absolute.to_owned(),
                None => joined(path, file),
            };
            let found = rendered.files.get(&target).unwrap_or_else(|| panic!("{path}: {link} leads to {target}"));
            if !fragment.is_empty() {
                let html = std::str::from_utf8(found).expect("a page");
                assert!(values(html, "id").contains(&fragment), "{path}: {link}");
            }
        }
    }
}

/// The file that a relative link leads to.
fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{from}: {link} leaves the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn ids_are_given_once() {
    for (path, html) in pages(&rendered(&report())) {
        let mut seen = BTreeSet::new();
        for id in values(html, "id") {
            assert!(seen.insert(id), "{path}: {id} twice");
        }
        for named in values(html, "aria-labelledby").iter().flat_map(|ids| ids.split(' ')) {
            assert!(seen.contains(named), "{path}: nothing is named {named}");
        }
    }
}

#[test]
fn headings_start_at_one_and_skip_no_level() {
    for (path, html) in pages(&rendered(&report())) {
        let main = html.split("<main").nth(1).expect("a main");
        let levels: Vec<u32> = main.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
        assert_eq!(levels.first(), Some(&1), "{path}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{path}: h{} then h{}", pair[0], pair[1]);
        }
    }
}

#[test]
fn nothing_stands_inline_and_nothing_comes_from_elsewhere() {
    for (path, html) in pages(&rendered(&report())) {
        assert_eq!(values(html, "style"), Vec::<&str>::new(), "{path}");
        assert!(!html.contains("<style"), "{path}");
        let has_own = ["chiffres/index.html", "recherche/index.html"].iter().any(|page| path.ends_with(page));
        let scripts = if has_own { 2 } else { 1 };
        assert_eq!(html.matches("<script").count(), scripts, "{path}: only the scripts of the theme");
        assert!(html.contains("default-src 'none'"), "{path}");
        assert!(values(html, "src").iter().all(|source| !source.contains("//")), "{path}");
        for string in values(html, "content").iter().chain(&values(html, "aria-label")) {
            assert!(!string.contains('{'), "{path}: {string} was not filled in");
        }
    }
}

#[test]
fn the_state_of_accessibility_follows_the_audit() {
    let mut report = report();
    for (rate, said) in [
        (None, "non conforme"),
        (Some(49), "non conforme"),
        (Some(50), "partiellement conforme"),
        (Some(100), "totalement conforme"),
    ] {
        report.legal.audit = rate.map(|rate| Audit {
            date: "2023-02-01".parse().expect("a date"),
            rate: rate.into(),
            auditor: "Cabinet".to_owned(),
            exceptions: Vec::new(),
            derogations: Vec::new(),
            exempt: Vec::new(),
            environments: Vec::new(),
            tools: Vec::new(),
            pages: Vec::new(),
            place: crate::finding::Place::file(&"report.yaml".into()),
        });
        for (path, html) in pages(&rendered(&report)) {
            assert!(html.contains(&format!("Accessibilité\u{a0}: {said}")), "{path}: {said}");
        }
    }
}

#[test]
fn a_former_edition_points_to_the_latest() {
    let rendered = rendered(&report());
    for (path, html) in pages(&rendered) {
        assert_eq!(html.contains("class=\"notice\""), path.starts_with("2021/"), "{path}");
    }
}

#[test]
fn robots_are_told_every_public_page_once() {
    let report = report();
    let rendered = rendered(&report);
    let map = std::str::from_utf8(&rendered.files["sitemap.xml"]).expect("UTF-8");
    assert!(map.contains("<loc>https://rapport.example.org/caisse/2022/coordonner/visites/</loc>"));
    assert_eq!(map.matches("<loc>").count(), site::plan(&report).pages.len() - 2);
    let root = std::str::from_utf8(&rendered.files["index.html"]).expect("UTF-8");
    assert!(root.contains("<link rel=\"canonical\" href=\"https://rapport.example.org/caisse/2022/\">"));
}

#[test]
fn a_site_without_address_says_none() {
    let mut report = report();
    report.address = None;
    let rendered = rendered(&report);
    assert!(!rendered.files.contains_key("sitemap.xml"));
    for (path, html) in pages(&rendered) {
        assert!(!html.contains("canonical") && !html.contains("og:"), "{path}");
    }
    let lost = std::str::from_utf8(&rendered.files["404.html"]).expect("UTF-8");
    assert!(lost.contains("href=\"/2022/index.html\""));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report();
    assert_eq!(rendered(&report).files, rendered(&report).files);
}

#[test]
fn what_is_not_translated_says_its_language() {
    let mut report = report();
    report.languages = vec![Lang::Fr, Lang::En];
    let mut english = (*report.editions[0]).clone();
    english.lang = Lang::En;
    report.editions.push(Arc::new(english));
    let rendered = rendered(&report);
    let pages = pages(&rendered);
    let titles = |wanted: &str| -> Vec<&str> {
        let here = pages.iter().filter(|(path, _)| path.contains("/en/") == (wanted == "en"));
        let tags = ["<h1", "<h2", "<h3"].map(|tag| here.clone().flat_map(move |(_, html)| html.split(tag).skip(1)));
        let tags = tags.into_iter().flatten().filter_map(|rest| rest.split_once("</h").map(|(title, _)| title));
        tags.filter(|title| ["Moins d’écrans", "Éditorial", "À propos", "Adapter"].iter().any(|it| title.contains(it)))
            .collect()
    };
    let (french, english) = (titles("fr"), titles("en"));
    assert!(english.len() > 6, "{english:?}");
    let own = english.iter().filter(|title| !title.contains(" lang=\"fr\"")).collect::<Vec<_>>();
    // What the theme says itself is translated: « In the chapter Adapter ».
    assert!(own.iter().all(|title| title.contains("visually-hidden")), "{own:?}");
    assert!(french.iter().all(|title| !title.contains(" lang=")), "{french:?}");
}
