//! What is served at one moment: the last site that was whole, and what is wrong since.

use super::{follow, state};
use crate::finding::{Finding, Phrase, phrase};
use crate::project::{self, Options as Build, Plan, Summary};
use crate::render::Rendered;
use crate::source::{Seen, Sources};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

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
    /// Nothing was built: errors stand in the way.
    pub is_broken: bool,
    /// What stands in the way beside the content: the folder is gone, the program failed.
    pub trouble: Option<Phrase>,
    /// The files that changed.
    pub changed: Vec<Arc<str>>,
    /// The page of the file that was saved, and its place on it (`2022/coordonner/index.html#visites`).
    pub follow: Option<String>,
}

/// A whole site.
#[derive(Debug)]
pub struct Good {
    /// Its files.
    pub rendered: Rendered,
    /// What it was made of.
    pub plan: Plan,
    /// The inputs.
    pub sources: Sources,
    /// Counts.
    pub summary: Summary,
    /// Fingerprint of the files that pages show and that keep their address when they change.
    pub(super) shown_files: String,
}

impl Generation {
    /// The first one.
    pub(super) fn first(seen: &Seen, options: &Build) -> Self {
        let nothing = Self {
            number: 0,
            good: None,
            former: None,
            sources: Sources::default(),
            findings: Vec::new(),
            is_broken: true,
            trouble: None,
            changed: Vec::new(),
            follow: None,
        };
        Self { follow: None, ..nothing.next(seen, options) }
    }

    /// The one after this: what was seen, built. What fails leaves the last good site in place.
    pub(super) fn next(&self, seen: &Seen, options: &Build) -> Self {
        let (sources, findings) = (seen.sources.clone(), seen.findings.clone());
        // Nothing is shared with a build but its inputs, which it does not change.
        let built = catch_unwind(AssertUnwindSafe(|| project::build_from(sources, findings, options, &mut |_| {})));
        let Ok(built) = built else {
            return self.troubled(phrase!(
                "le programme a échoué sur ce contenu : c’est un défaut de Millésime, pas du vôtre ; la dernière page valable reste affichée",
                "the program failed on this content: that is a defect of Millésime, not of yours; the last good page stays"
            ));
        };
        let good = match (built.rendered, built.plan) {
            (Some(rendered), Some(plan)) => {
                let (sources, summary) = (built.sources.clone(), built.summary);
                let shown_files = state::shown_files(&rendered);
                Some(Arc::new(Good { rendered, plan, sources, summary, shown_files }))
            }
            _ => None,
        };
        let is_broken = good.is_none();
        let good = good.or_else(|| self.good.clone());
        let follow = good.as_ref().and_then(|good| follow::page(&good.plan, &seen.changed));
        Self {
            number: self.number + 1,
            former: if is_broken { self.former.clone() } else { self.good.clone() },
            good,
            sources: built.sources,
            findings: built.findings,
            is_broken,
            trouble: None,
            changed: seen.changed.clone(),
            follow,
        }
    }

    /// The same site, and what stands in the way of the next.
    pub(super) fn troubled(&self, trouble: Phrase) -> Self {
        Self {
            number: self.number + 1,
            good: self.good.clone(),
            former: self.former.clone(),
            sources: self.sources.clone(),
            findings: Vec::new(),
            is_broken: true,
            trouble: Some(trouble),
            changed: Vec::new(),
            follow: None,
        }
    }
}
