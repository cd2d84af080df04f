//! A site → how heavy each page is: its own bytes, and those of the pictures, styles and scripts that it loads.

use crate::render::Rendered;
use crate::site;
use serde::Serialize;
use std::collections::BTreeSet;

/// What makes a page load another file at once.
const LOADING: [&str; 3] = [" src=\"", " poster=\"", "<link rel=\"stylesheet\" href=\""];

/// One page.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Weight<'r> {
    address: &'r str,
    /// Bytes of the page alone.
    own: usize,
    /// Bytes with all that it loads, each file once, before compression.
    total: usize,
}

/// The heaviest pages first, at most `most`.
pub(super) fn heaviest(rendered: &Rendered, most: usize) -> Vec<Weight<'_>> {
    let pages = rendered.files.iter().filter(|(address, _)| address.ends_with(".html"));
    let mut weights: Vec<Weight> = pages
        .map(|(address, bytes)| {
            let loaded = loaded(address, &String::from_utf8_lossy(bytes));
            let more: usize = loaded.iter().filter_map(|file| rendered.files.get(file)).map(|file| file.len()).sum();
            Weight { address, own: bytes.len(), total: bytes.len() + more }
        })
        .collect();
    weights.sort_by(|a, b| b.total.cmp(&a.total).then(a.address.cmp(b.address)));
    weights.truncate(most);
    weights
}

/// Addresses of the files that a page loads.
fn loaded(address: &str, html: &str) -> BTreeSet<String> {
    let links = LOADING
        .iter()
        .flat_map(|mark| html.match_indices(mark).filter_map(|(at, mark)| html[at + mark.len()..].split('"').next()));
    links.map(|link| resolved(address, link)).collect()
}

/// The address that a relative link of a page leads to.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split(['?', '#']).next().unwrap_or_default().split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    site::decoded(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_page_weighs_what_it_loads_once() {
        let mut rendered = Rendered::default();
        let mut add = |address: &str, text: &str| rendered.files.insert(address.to_owned(), Arc::from(text.as_bytes()));
        let page = "<img src=\"../assets/a%20b.png\"><img src=\"../assets/a%20b.png\"><a href=\"../big.pdf\">";
        add("2022/x/index.html", page);
        add("2022/assets/a b.png", "12345");
        add("2022/big.pdf", "1234567890");
        add("index.html", "");
        let own = page.len();
        assert_eq!(heaviest(&rendered, 1), [Weight { address: "2022/x/index.html", own, total: own + 5 }]);
    }
}
