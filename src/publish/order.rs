//! What is sent → waves: when one begins, everything that its files refer to is there.
//!
//! First what refers to nothing (styles, pictures, data); then pages that are new, which no page of the former publication leads to;
//! then pages that change, the farthest from the first page before those that lead to them; then what robots read.

use super::plan::{Change, Upload, is_twin};
use crate::check::links;
use memchr::memmem;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// What robots read.
const LAST: [&str; 4] = ["sitemap.xml", "feed.xml", "atom.xml", "robots.txt"];

/// The waves, in their order; the files of one may be sent at the same time. `content` gives the bytes of a page of the new site.
pub(super) fn waves<'c>(
    uploads: &BTreeMap<String, Upload>,
    pages: &BTreeSet<&str>,
    content: impl Fn(&str) -> Option<&'c Arc<[u8]>>,
) -> Vec<Vec<String>> {
    let distances = distances(pages, content);
    let farthest = distances.values().copied().max().unwrap_or_default() + 1;
    let mut waves: BTreeMap<(u8, usize, bool), Vec<String>> = BTreeMap::new();
    for (path, upload) in uploads {
        let whole = if is_twin(path) { &path[..path.len() - 3] } else { path };
        let rank = if whole.ends_with(".html") {
            match upload.change {
                Change::New => (1, 0),
                // A page that nothing leads to is as far as can be.
                Change::Changed | Change::Restored => (2, farthest - distances.get(whole).copied().unwrap_or(farthest)),
            }
        } else if LAST.iter().any(|last| whole == *last || whole.ends_with(&format!("/{last}"))) {
            (3, 0)
        } else {
            (0, 0)
        };
        // A compressed twin follows its file: until it is there, hosts send the one or the other, each whole.
        waves.entry((rank.0, rank.1, is_twin(path))).or_default().push(path.clone());
    }
    waves.into_values().collect()
}

/// How many links each page is from the first page.
fn distances<'c>(pages: &BTreeSet<&str>, content: impl Fn(&str) -> Option<&'c Arc<[u8]>>) -> BTreeMap<String, usize> {
    let mut distances = BTreeMap::from([("index.html".to_owned(), 0)]);
    let mut next = VecDeque::from(["index.html".to_owned()]);
    while let Some(page) = next.pop_front() {
        let distance = distances[&page] + 1;
        for target in content(&page).map(|bytes| targets(&page, bytes)).unwrap_or_default() {
            if pages.contains(target.as_str()) && !distances.contains_key(&target) {
                distances.insert(target.clone(), distance);
                next.push_back(target);
            }
        }
    }
    distances
}

/// The files of the site that a page leads to.
fn targets(page: &str, bytes: &[u8]) -> Vec<String> {
    let mut targets = Vec::new();
    for at in memmem::find_iter(bytes, b"href=\"") {
        let rest = &bytes[at + 6..];
        let end = memchr::memchr(b'"', rest).unwrap_or(0);
        let Ok(link) = std::str::from_utf8(&rest[..end]) else { continue };
        let path = link.split(['#', '?']).next().unwrap_or_default();
        if !path.is_empty() && !link.contains(':') {
            targets.extend(links::target(page, path).map(|target| target.into_owned()));
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Entry;
    use super::*;

    #[test]
    fn what_is_referred_to_comes_first() {
        let site: BTreeMap<String, Arc<[u8]>> = [
            ("index.html", "<a href=\"2022/index.html\">"),
            (
                "2022/index.html",
                "<a href=\"a/index.html#x\"> <a href=\"https://example.org\"> <a href=\"b/index.html\">",
            ),
            ("2022/a/index.html", "<a href=\"../index.html\">"),
            ("2022/b/index.html", ""),
            ("404.html", ""),
        ]
        .map(|(path, html)| (path.to_owned(), Arc::from(html.as_bytes())))
        .into();
        let pages = site.keys().map(String::as_str).collect();
        let upload = |change| Upload { change, entry: Entry::of(b"") };
        let mut uploads: BTreeMap<String, Upload> =
            site.keys().map(|path| (path.clone(), upload(Change::Changed))).collect();
        uploads.insert("2022/b/index.html".to_owned(), upload(Change::New));
        for path in ["sitemap.xml", "2022/donnees/a.csv", "2022/a/index.html.br"] {
            uploads.insert(path.to_owned(), upload(Change::Changed));
        }
        let waves = waves(&uploads, &pages, |path| site.get(path));
        let expected: [&[&str]; 8] = [
            &["2022/donnees/a.csv"],
            &["2022/b/index.html"],
            &["404.html"],
            &["2022/a/index.html"],
            &["2022/a/index.html.br"],
            &["2022/index.html"],
            &["index.html"],
            &["sitemap.xml"],
        ];
        assert_eq!(waves, expected);
    }
}
