//! A built page → what rules over several pages ask of it, and the faults that its own rules find.
//!
//! Each page is read, judged and let go: the elements of all pages at once would take more memory than the site.

use super::accessibility::{self, Fault, Title};
use super::budget::{self, Parts};
use super::page::Page;
use crate::render::{GoOn, Rendered};
use rayon::prelude::*;

/// What stays of a page.
pub(super) struct Review<'h> {
    /// Where it is in the site.
    pub(super) path: &'h str,
    /// Its whole text.
    pub(super) html: &'h str,
    /// Every id, sorted.
    pub(super) ids: Vec<&'h str>,
    /// Every `href`, `src` and `poster`, each once, sorted.
    pub(super) links: Vec<&'h str>,
    /// The first one.
    pub(super) title: Option<Title<'h>>,
    /// The files of the site that it names for a browser to ask for.
    pub(super) parts: Parts,
    /// What the rules of accessibility find on it alone.
    pub(super) faults: Vec<Fault>,
}

impl<'h> Review<'h> {
    /// Judges a page of a site.
    pub(super) fn of(page: &Page<'h>, rendered: &Rendered) -> Self {
        Self {
            path: page.path,
            html: page.html,
            ids: page.ids.clone(),
            links: page.links.clone(),
            title: accessibility::title(page),
            parts: budget::named(page, rendered),
            faults: accessibility::faults(page),
        }
    }

    /// Whether the page has that id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.binary_search(&id).is_ok()
    }
}

/// The pages of a site, in the order of their addresses.
pub(super) fn pages(rendered: &Rendered) -> impl IndexedParallelIterator<Item = Option<Page<'_>>> {
    let pages: Vec<_> = rendered.files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    // One page may weigh as much as all the others. A document in HTML that a text offers may have another encoding.
    pages.into_par_iter().with_max_len(1).map(|(path, bytes)| {
        let html = simdutf8::basic::from_utf8(bytes).ok()?;
        Some(Page::read(path, html))
    })
}

/// What stays of each page of a site, in the order of their addresses; `None` when it was not to `go_on`.
pub(super) fn reviewed<'r>(rendered: &'r Rendered, go_on: &GoOn) -> Option<Vec<Review<'r>>> {
    let judged = |page: Option<Page<'r>>| go_on().then(|| page.map(|page| Review::of(&page, rendered)));
    let reviews: Vec<Option<Review>> = pages(rendered).map(judged).collect::<Option<_>>()?;
    Some(reviews.into_iter().flatten().collect())
}
