//! What is served at one moment: the last site that was whole, and what is wrong since.

use super::{follow, state};
use crate::check;
use crate::finding::{self, Finding, Phrase, phrase};
use crate::project::{self, Memo, Options as Build, Summary};
use crate::render::{GoOn, Plan, Rendering};
use crate::source::{Seen, Sources};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// One state of the preview; never changed, only replaced.
#[derive(Debug)]
pub struct Generation {
    /// 1, 2, 3…
    pub number: u64,
    /// The last site that was whole; `None` as long as there was none.
    pub good: Option<Arc<Good>>,
    /// The one before it: a page that is being loaded may still ask for its style sheet.
    pub former: Option<Arc<Good>>,
    /// The inputs, for the excerpts of findings.
    pub sources: Sources,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// All pages were rendered and checked: there are no other findings.
    pub is_checked: bool,
    /// Nothing was built: errors stand in the way.
    pub is_broken: bool,
    /// What stands in the way beside the content: the folder is gone, the program failed.
    pub trouble: Option<Phrase>,
    /// The files that changed.
    pub changed: Vec<Arc<str>>,
    /// The page of the file that was saved, and its place on it (`2022/coordonner/index.html#visites`).
    pub follow: Option<String>,
    /// Counts, once the pages are checked.
    pub summary: Option<Summary>,
}

/// A whole site.
#[derive(Debug)]
pub struct Good {
    /// Its files, each made when it is first asked for.
    pub rendering: Rendering,
    /// What it is made of.
    pub plan: Arc<Plan>,
    /// The inputs.
    pub sources: Sources,
    /// Fingerprint of the files that pages show and that keep their address when they change.
    pub(super) shown_files: String,
    /// A page of it was asked for, and made.
    is_asked: (Mutex<bool>, Condvar),
}

impl Good {
    /// Says that a page was asked for, and made.
    pub(super) fn tell_asked(&self) {
        let (is_asked, told) = &self.is_asked;
        *is_asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.notify_all();
    }

    /// Waits until a page was asked for, or as long as that: whoever looks on comes first.
    pub(super) fn wait_until_asked(&self, most: Duration) {
        let (is_asked, told) = &self.is_asked;
        let is_asked = is_asked.lock().unwrap_or_else(PoisonError::into_inner);
        drop(told.wait_timeout_while(is_asked, most, |is_asked| !*is_asked));
    }
}

impl Generation {
    /// The one before the first.
    pub(super) fn none() -> Self {
        Self {
            number: 0,
            good: None,
            former: None,
            sources: Sources::default(),
            findings: Vec::new(),
            is_checked: true,
            is_broken: true,
            trouble: None,
            changed: Vec::new(),
            follow: None,
            summary: None,
        }
    }

    /// The one after this: a site of what was seen, whose pages can be asked for and are not checked yet. What stands in the way of
    /// it leaves the last good site in place.
    pub(super) fn next(&self, seen: &Seen, options: &Build, memo: &mut Memo) -> Self {
        let (sources, findings) = (seen.sources.clone(), seen.findings.clone());
        let before = self.good.as_ref().map(|good| &good.rendering);
        // Nothing is shared with a build but its inputs, which it does not change, and what it remembers.
        let made = catch_unwind(AssertUnwindSafe(|| {
            let draft = project::draft(sources, findings, options, memo, &mut |_| {});
            let good = draft.plan.map(|plan| {
                let rendering = Rendering::after(Arc::clone(&plan), before);
                let (sources, shown_files) = (draft.sources.clone(), state::shown_files(&rendering));
                Arc::new(Good { rendering, plan, sources, shown_files, is_asked: Default::default() })
            });
            (draft.sources, draft.findings, good)
        }));
        let Ok((sources, mut findings, good)) = made else {
            *memo = Memo::default();
            return self.failed();
        };
        finding::sort(&mut findings);
        let is_broken = good.is_none();
        let shown = good.as_ref().or(self.good.as_ref());
        Self {
            number: self.number + 1,
            follow: shown.and_then(|good| follow::page(&good.plan, &seen.changed)),
            former: if is_broken { self.former.clone() } else { self.good.clone() },
            good: good.or_else(|| self.good.clone()),
            sources,
            findings,
            is_checked: is_broken,
            is_broken,
            trouble: None,
            changed: seen.changed.clone(),
            summary: None,
        }
    }

    /// The same site with all pages rendered and checked; the one before it, when an error is found in them. `None` when it was not
    /// to `go_on`.
    pub(super) fn checked(&self, options: &Build, go_on: &GoOn) -> Option<Self> {
        let good = self.good.as_ref()?;
        let checked = catch_unwind(AssertUnwindSafe(|| {
            let rendered = good.rendering.whole(go_on)?;
            let mut findings = [&self.findings[..], &rendered.findings[..]].concat();
            let mut summary = None;
            if let Some(site) = &rendered.value {
                let (pages, legal) = (&good.plan.site.pages, &good.plan.report.legal);
                findings.extend(check::rendered(site, pages, legal, &findings, options.production, go_on)?);
                summary = Some(Summary::of(&good.plan, site));
            }
            finding::sort(&mut findings);
            Some((findings, summary))
        }));
        let Ok(checked) = checked else { return Some(Self { good: self.former.clone(), ..self.failed() }) };
        let (findings, summary) = checked?;
        let is_broken = summary.is_none() || project::has_error(&findings);
        let (good, former) = match is_broken {
            true => (self.former.clone(), self.good.clone()),
            false => (self.good.clone(), self.former.clone()),
        };
        Some(Self {
            number: self.number + u64::from(is_broken),
            good,
            former,
            sources: self.sources.clone(),
            findings,
            is_checked: true,
            is_broken,
            trouble: None,
            changed: self.changed.clone(),
            follow: self.follow.clone(),
            summary,
        })
    }

    fn failed(&self) -> Self {
        self.troubled(phrase!(
            "le programme a échoué sur ce contenu : c’est un défaut de Millésime, pas du vôtre ; la dernière page valable reste affichée",
            "the program failed on this content: that is a defect of Millésime, not of yours; the last good page stays"
        ))
    }

    /// The same site, and what stands in the way of the next.
    pub(super) fn troubled(&self, trouble: Phrase) -> Self {
        Self {
            number: self.number + 1,
            good: self.good.clone(),
            former: self.former.clone(),
            sources: self.sources.clone(),
            findings: Vec::new(),
            is_checked: true,
            is_broken: true,
            trouble: Some(trouble),
            changed: Vec::new(),
            follow: None,
            summary: None,
        }
    }
}
