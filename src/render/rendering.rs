//! A site that is rendered as it is asked for, for the preview: a page costs what it costs alone, and what is the same as before nothing.

use super::made::Made;
use super::{Build, Documents, GoOn, Rendered, Shared, data};
use crate::finding::Checked;
use crate::model::Report;
use crate::site::{self, Site};
use crate::theme::Theme;
use std::sync::Arc;

/// What a site is made of.
#[derive(Debug)]
pub struct Plan {
    /// The content.
    pub report: Report,
    /// Its pages and addresses.
    pub site: Site,
    /// How they look.
    pub theme: Arc<Theme>,
}

/// A site, and what was rendered of it so far.
#[derive(Debug)]
pub struct Rendering {
    plan: Arc<Plan>,
    documents: Documents,
    made: Made,
}

impl Rendering {
    /// A site of which nothing is rendered yet but what is the same as in the site `before`.
    pub fn after(plan: Arc<Plan>, before: Option<&Self>) -> Self {
        let mut made = Made::of(&plan.report, &plan.site);
        if let Some(before) = before {
            take(&mut made, &plan, before);
        }
        Self { plan, documents: Documents::default(), made }
    }

    fn build(&self) -> Build<'_> {
        let Plan { report, site, theme } = &*self.plan;
        Build::of(report, site, theme, &self.documents, &self.made)
    }

    /// Whether there is a page at that address.
    pub fn is_page(&self, address: &str) -> bool {
        self.place(address).is_some()
    }

    fn place(&self, address: &str) -> Option<usize> {
        self.plan.site.pages.iter().position(|page| page.address.path() == address)
    }

    /// The file at that address; `None` too for a page whose template fails.
    pub fn file(&self, address: &str) -> Option<Arc<[u8]>> {
        let build = self.build();
        if let Some(page) = self.place(address) {
            return build.page(page).as_ref().ok().map(|page| Arc::clone(&page.html));
        }
        self.beside(address)
    }

    /// The file at that address, unless it is a page.
    pub fn beside(&self, address: &str) -> Option<Arc<[u8]>> {
        let build = self.build();
        let holds = |edition: &usize| address.starts_with(&site::root(&self.plan.report, *edition));
        let editions = (0..self.plan.report.editions.len()).filter(holds);
        let known = editions
            .filter_map(|edition| {
                let beside = &build.shared(edition).beside.files;
                beside.get(address).or_else(|| build.data(edition).files.get(address))
            })
            .next();
        known.cloned().or_else(|| {
            let mut common = Rendered::default();
            super::files::robots(&build, &mut common);
            common.files.remove(address)
        })
    }

    /// The files of the theme and the assets of all editions: address, content.
    pub fn shown(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        let build = self.build();
        let shared: Vec<&Shared> = (0..self.plan.report.editions.len()).map(|edition| build.shared(edition)).collect();
        shared.into_iter().flat_map(|shared| &shared.beside.files).map(|(address, bytes)| (address.as_str(), bytes))
    }

    /// The whole site; `None` when it was not to `go_on`. What was made until then stays.
    pub fn whole(&self, go_on: &GoOn) -> Option<Checked<Rendered>> {
        self.build().whole(go_on)
    }
}

/// Takes from a former site what is the same there: what the pages of an edition share, when nothing changed but other editions; its
/// pages too, when what they say of the others is the same.
fn take(made: &mut Made, plan: &Plan, before: &Rendering) {
    let former = &*before.plan;
    let is_alike = Arc::ptr_eq(&plan.theme, &former.theme) && plan.report.is_framed_like(&former.report);
    if !is_alike {
        return;
    }
    let (now, then) = (&plan.report.editions, &former.report.editions);
    for (index, edition) in now.iter().enumerate() {
        let Some(there) = then.iter().position(|it| (&it.name, it.lang) == (&edition.name, edition.lang)) else {
            continue;
        };
        if Arc::ptr_eq(&then[there], edition) {
            made.share(index, &before.made, there);
        }
        if data::is_alike(&then[there], edition) {
            made.share_data(index, &before.made, there);
        }
    }
    let documents = Documents::default();
    let (build, build_before) = (Build::of(&plan.report, &plan.site, &plan.theme, &documents, made), before.build());
    let is_named_alike = |index: usize| {
        let (a, b) = (&now[index], &then[index]);
        Arc::ptr_eq(a, b)
            || (&a.name, a.lang, &a.kind) == (&b.name, b.lang, &b.kind)
                && build.shared(index).emblem.past == build_before.shared(index).emblem.past
    };
    let is_same_shelf = plan.site == former.site && now.len() == then.len() && (0..now.len()).all(is_named_alike);
    if !is_same_shelf {
        return;
    }
    for (index, page) in plan.site.pages.iter().enumerate() {
        if Arc::ptr_eq(&now[page.edition], &then[page.edition]) {
            made.keep(index, &before.made);
        }
    }
}
