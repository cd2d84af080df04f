//! Every internal link and fragment of the built pages leads somewhere.

use super::review::Review;
use crate::finding::{Code, Finding, phrase};
use crate::render::Rendered;
use crate::site;
use rayon::prelude::*;
use std::borrow::Cow;

/// Links that lead nowhere, by page and target.
pub(super) fn check(pages: &[Review], rendered: &Rendered) -> Vec<Finding> {
    let broken: Vec<(&str, &str)> = pages
        .par_iter()
        // The error page is addressed from the root of a host that is not known here.
        .filter(|page| page.path != "404.html")
        .flat_map_iter(|page| {
            let mut last = None;
            let links = page.links.iter().filter(|link| is_internal(link));
            links.filter(move |link| !leads(page, link, &mut last, rendered, pages)).map(|link| (page.path, *link))
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

fn is_internal(link: &str) -> bool {
    !["https:", "http:", "mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme))
}

/// What a path of a link leads to.
#[derive(Clone, Copy)]
enum End<'p, 'h> {
    Nothing,
    File,
    Page(&'p Review<'h>),
}

/// The path of a link, and what it leads to.
type Followed<'p, 'h> = (&'h str, End<'p, 'h>);

/// Whether a link of `page` names a file of the site, and in it an id. Links come sorted: many have the path of the `last` one.
fn leads<'p, 'h>(
    page: &Review<'h>,
    link: &'h str,
    last: &mut Option<Followed<'p, 'h>>,
    rendered: &Rendered,
    pages: &'p [Review<'h>],
) -> bool {
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let end = match *last {
        Some((former, end)) if former == path => end,
        _ => follow(page, path, rendered, pages),
    };
    *last = Some((path, end));
    match (end, fragment) {
        (End::Nothing, _) | (End::File, Some(_)) => false,
        (End::File | End::Page(_), None) => true,
        (End::Page(page), Some(fragment)) => page.has_id(&decoded(fragment)),
    }
}

/// Where a path of `page` leads.
fn follow<'p, 'h>(page: &Review, path: &str, rendered: &Rendered, pages: &'p [Review<'h>]) -> End<'p, 'h> {
    let Some(target) = target(page.path, path) else { return End::Nothing };
    match pages.binary_search_by(|page| page.path.cmp(&target)) {
        Ok(index) => End::Page(&pages[index]),
        Err(_) if rendered.files.contains_key(&*target) => End::File,
        Err(_) => End::Nothing,
    }
}

/// The file that a relative path of `page` names; `None` when it leaves the site.
pub(crate) fn target<'p>(page: &'p str, path: &str) -> Option<Cow<'p, str>> {
    if path.is_empty() {
        return Some(Cow::Borrowed(page));
    }
    let mut target = page[..page.rfind('/').unwrap_or(0)].to_owned();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            if target.is_empty() {
                return None;
            }
            target.truncate(target.rfind('/').unwrap_or(0));
        } else {
            if !target.is_empty() {
                target.push('/');
            }
            target.push_str(&decoded(part));
        }
    }
    Some(Cow::Owned(target))
}

/// A part of a link as its target is named.
fn decoded(part: &str) -> Cow<'_, str> {
    if part.contains(['%', '&']) { Cow::Owned(site::decoded(part).replace("&amp;", "&")) } else { Cow::Borrowed(part) }
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
        let findings = check(&crate::check::all_reviewed(&rendered), &rendered);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.en.contains("`#b`"));
    }
}
