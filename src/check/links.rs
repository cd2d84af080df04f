//! Every internal link and fragment of the built pages leads somewhere.
//!
//! Pages are ours or a theme's: attributes are read as `name="value"` after a space; a link written otherwise is only not
//! checked.

use crate::finding::{Code, Finding, phrase};
use crate::render::Rendered;
use crate::site;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Links that lead nowhere, by page and target.
pub(super) fn check(rendered: &Rendered) -> Vec<Finding> {
    let pages: Vec<(&String, &str)> = rendered
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
        .collect();
    let marks: Vec<Marks> = pages.par_iter().map(|(_, html)| marks(html)).collect();
    let ids: BTreeMap<&str, &BTreeSet<&str>> =
        pages.iter().zip(&marks).map(|((path, _), marks)| (path.as_str(), &marks.ids)).collect();
    let broken: Vec<(String, String)> = pages
        .par_iter()
        .zip(&marks)
        // The error page is addressed from the root of a host that is not known here.
        .filter(|((path, _), _)| path.as_str() != "404.html")
        .flat_map_iter(|((path, _), marks)| {
            let broken = marks.links.iter().filter(|link| is_internal(link) && !leads(path, link, rendered, &ids));
            broken.map(|link| ((*path).clone(), (*link).to_owned())).collect::<Vec<_>>()
        })
        .collect();
    broken
        .into_iter()
        .map(|(page, link)| {
            Finding::nowhere(
                Code::LinkBroken,
                phrase!(
                    "la page « {page} » mène à « {link} », qui n’existe pas",
                    "the page `{page}` leads to `{link}`, which does not exist"
                ),
            )
            .remedy(phrase!(
                "cherchez ce lien dans les modèles de votre thème",
                "look for this link in the templates of your theme"
            ))
        })
        .collect()
}

/// The ids and links of a page.
#[derive(Default)]
struct Marks<'h> {
    ids: BTreeSet<&'h str>,
    links: BTreeSet<&'h str>,
}

fn marks(html: &str) -> Marks<'_> {
    let mut marks = Marks::default();
    let mut at = 0;
    while let Some(found) = html[at..].find('=') {
        let name = &html[..at + found];
        at += found + 1;
        let Some(quote) = html[at..].chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let set = if name.ends_with(" id") {
            &mut marks.ids
        } else if name.ends_with(" href") || name.ends_with(" src") {
            &mut marks.links
        } else {
            continue;
        };
        let value = &html[at + 1..];
        set.insert(&value[..value.find(quote).unwrap_or(value.len())]);
    }
    marks
}

fn is_internal(link: &str) -> bool {
    !["https:", "http:", "mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme))
}

fn leads(page: &str, link: &str, rendered: &Rendered, ids: &BTreeMap<&str, &BTreeSet<&str>>) -> bool {
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let mut parts: Vec<String> = match path {
        "" => page.split('/').map(str::to_owned).collect(),
        _ => page
            .split('/')
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .split_last()
            .map_or(Vec::new(), |(_, folder)| folder.to_vec()),
    };
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            if parts.pop().is_none() {
                return false;
            }
        } else {
            parts.push(decoded(part));
        }
    }
    let target = parts.join("/");
    let exists = rendered.files.contains_key(&target);
    exists
        && fragment
            .is_none_or(|fragment| ids.get(target.as_str()).is_some_and(|ids| ids.contains(decoded(fragment).as_str())))
}

/// A part of a link as its target is named.
fn decoded(part: &str) -> String {
    site::decoded(part).replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn links_and_fragments_are_followed() {
        let mut rendered = Rendered::default();
        let page = r##"<p id="a"><a href="#a"></a><a href="#b"></a><a href="../x/index.html"></a><a href="../x/index.html#c%C3%A9">"##;
        rendered.files.insert("y/index.html".into(), Arc::from(page.as_bytes()));
        rendered.files.insert("x/index.html".into(), Arc::from("<p id=\"cé\">".as_bytes()));
        let findings = check(&rendered);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.en.contains("`#b`"));
    }
}
