//! `tests/reports/CASE/`: small valid reports, one per subject; `tests/expected/CASE/`: the pages, files and charts of them that are
//! read here word for word. An expected file is begun by creating it empty.

use crate::harness::{compare, folders, none, site, tests};
use crate::page::faults;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SITES: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    let cases = folders("reports");
    cases.into_par_iter().map(|case| (case.clone(), site(&tests("reports").join(case)))).collect()
});

/// The text of an expected file in a built site: a file of it, or `charts/ID.svg`, the first drawing of that figure.
fn found(site: &BTreeMap<String, String>, path: &str) -> Option<String> {
    let Some(figure) = path.strip_prefix("charts/").and_then(|name| name.strip_suffix(".svg")) else {
        return site.get(path).map(|text| without_fingerprints(text));
    };
    let page = site
        .iter()
        .find(|(path, html)| path.ends_with(".html") && html.contains(&format!("id=\"chart-{figure}-t\"")))?
        .1;
    let at = page.find(&format!("aria-labelledby=\"chart-{figure}-t"))?;
    let start = page[..at].rfind("<svg")?;
    let end = at + page[at..].find("</svg>")? + "</svg>".len();
    Some(page[start..end].to_owned() + "\n")
}

/// The same text with `FINGERPRINT` where the hash of another file stands: its content is not this text's concern.
fn without_fingerprints(text: &str) -> String {
    let is_hash = |part: &str| {
        part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let parts = text.split_inclusive(['.', '/']);
    parts
        .map(|part| {
            if is_hash(&part[..part.len() - 1]) {
                part.replace(&part[..part.len() - 1], "FINGERPRINT")
            } else {
                part.to_owned()
            }
        })
        .collect()
}

#[test]
fn pages_are_as_expected() {
    let mut failures = Vec::new();
    for case in folders("expected") {
        let Some(site) = SITES.get(&case) else {
            failures.push(format!("tests/expected/{case} has no tests/reports/{case}"));
            continue;
        };
        let folder = tests("expected").join(&case);
        let entries = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().map(Result::unwrap);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap();
            match found(site, path) {
                Some(text) => failures.extend(compare(entry.path(), &text).err()),
                None => failures.push(format!("tests/expected/{case}/{path}: the site has no such file")),
            }
        }
    }
    failures.extend(
        SITES
            .keys()
            .filter(|case| !tests("expected").join(case).is_dir())
            .map(|case| format!("tests/expected/{case} is missing")),
    );
    none(failures);
}

#[test]
fn every_page_of_every_report_is_sound() {
    let pages =
        SITES.iter().flat_map(|(case, site)| site.iter().map(move |(path, text)| (format!("{case}/{path}"), text)));
    none(pages.filter(|(path, _)| path.ends_with(".html")).flat_map(|(path, html)| faults(&path, html)));
}

#[test]
fn names_of_files_become_addresses_anyone_can_type() {
    let site = &SITES["names"];
    let plain = |path: &&String| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.-_".contains(&byte));
    let pages: Vec<&String> = site.keys().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.iter().all(plain), "{pages:?}");
    for path in ["2022/ecouter-ete/ete/index.html", "2022/ecouter-ete/oeuvres-coeur/index.html"] {
        assert!(site.contains_key(path), "{path} is not among {pages:?}");
    }
    let page = &site["2022/ecouter-ete/oeuvres-coeur/index.html"];
    assert!(
        page.contains("Œuvres &amp; «\u{a0}cœur\u{a0}» &lt;b&gt;")
            || page.contains("Œuvres &amp; «\u{202f}cœur\u{202f}» &lt;b&gt;"),
        "{page}"
    );
}

#[test]
fn fingerprints_are_masked() {
    assert_eq!(
        without_fingerprints("../theme/a.0123456789.css, 0123456789 and x/abcdefabcd/y"),
        "../theme/a.FINGERPRINT.css, 0123456789 and x/FINGERPRINT/y"
    );
}
