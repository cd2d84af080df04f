//! The policies that the pages carry → one policy for all of them, in a header: browsers then apply both, so that it allows what
//! some page needs, and adds what only a header can say.

use crate::render::Rendered;
use std::collections::{BTreeMap, BTreeSet};

/// What introduces the policy in a page.
const MARK: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// The header `Content-Security-Policy`. A page without a policy is only kept from being framed elsewhere.
pub(super) fn of(site: &Rendered) -> String {
    let pages = site.files.iter().filter(|(path, _)| path.ends_with(".html"));
    let policies: Option<BTreeSet<&str>> =
        pages.map(|(_, bytes)| in_page(std::str::from_utf8(bytes).unwrap_or_default())).collect();
    let mut directives: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for directive in policies.iter().flatten().flat_map(|policy| policy.split(';')) {
        let mut words = directive.split_whitespace();
        if let Some(name) = words.next() {
            directives.entry(name).or_default().extend(words);
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for (name, sources) in directives {
        let some: Vec<&str> = sources.iter().filter(|source| **source != "'none'").copied().collect();
        let sources = if some.is_empty() { "'none'".to_owned() } else { some.join(" ") };
        lines.push(format!("{name} {sources}"));
    }
    lines.push("frame-ancestors 'self'".to_owned());
    lines.join("; ")
}

fn in_page(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once(MARK)?;
    rest.split_once('"').map(|(policy, _)| policy)
}
