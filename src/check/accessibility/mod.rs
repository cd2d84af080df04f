//! What a machine can judge of the RGAA, on every built page: one file per theme of the criteria, one finding per fault however many
//! pages show it.

mod attributes;
pub(super) mod audit;
mod criteria;
mod images;
mod links;
mod media;
mod names;
mod sample;
mod structure;
mod tables;
#[cfg(test)]
mod tests;
mod validity;

pub use audit::{Audit, Line, State};
pub use criteria::{Criterion, Machine, VERSION};
pub use sample::Sampled;

use super::page::Page;
use crate::finding::{Code, Finding, Phrase, phrase};
use crate::render::GoOn;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One fault on one page.
struct Fault {
    /// Number of the criterion: `1.1`.
    criterion: &'static str,
    /// The tag at fault, on one line.
    excerpt: String,
    /// What is wrong.
    message: Phrase,
    /// What to do.
    remedy: Phrase,
}

/// The faults of a page, as rules tell them.
struct Faults<'p, 'h> {
    page: &'p Page<'h>,
    found: Vec<Fault>,
}

impl Faults<'_, '_> {
    /// Tells a fault of what starts at that byte of the page.
    fn at(&mut self, start: usize, criterion: &'static str, message: Phrase, remedy: Phrase) {
        let excerpt = self.page.excerpt(start);
        self.found.push(Fault { criterion, excerpt, message, remedy });
    }
}

/// The rules, by theme.
const RULES: [fn(&Page, &mut Faults); 7] =
    [images::check, media::check, tables::check, links::check, names::check, validity::check, structure::check];

/// The faults of every page, in the order of the pages; `None` when it was not to `go_on`.
fn faults(pages: &[Page], go_on: &GoOn) -> Option<Vec<Vec<Fault>>> {
    let of = |page| {
        let mut faults = Faults { page, found: Vec::new() };
        attributes::check(page, &mut faults);
        RULES.iter().for_each(|rule| rule(page, &mut faults));
        faults.found
    };
    let mut found: Vec<Vec<Fault>> = pages.par_iter().map(|page| go_on().then(|| of(page))).collect::<Option<_>>()?;
    structure::titles(pages, &mut found);
    Some(found)
}

/// Findings, but for those of the criteria `told` elsewhere. A fault that many pages share, as one of a theme does, is told once.
/// `None` when it was not to `go_on`.
pub(super) fn check(pages: &[Page], told: &[&str], go_on: &GoOn) -> Option<Vec<Finding>> {
    let mut shared: BTreeMap<(&str, String, String), (Fault, Vec<&str>)> = BTreeMap::new();
    for (page, faults) in pages.iter().zip(faults(pages, go_on)?) {
        for fault in faults.into_iter().filter(|fault| !told.contains(&fault.criterion)) {
            let key = (fault.criterion, fault.message.fr.clone(), fault.excerpt.clone());
            let paths = &mut shared.entry(key).or_insert_with(|| (fault, Vec::new())).1;
            if paths.last() != Some(&page.path) {
                paths.push(page.path);
            }
        }
    }
    Some(shared.into_values().map(|(fault, paths)| finding(fault, &paths)).collect())
}

fn finding(fault: Fault, paths: &[&str]) -> Finding {
    let Fault { criterion, excerpt, message: Phrase { fr, en }, remedy } = fault;
    let (first, others) = (paths[0], paths.len() - 1);
    let page = match others {
        0 => phrase!("page « {first} »", "page `{first}`"),
        1 => phrase!("page « {first} » et une autre", "page `{first}` and another"),
        _ => phrase!("page « {first} » et {others} autres", "page `{first}` and {others} others"),
    };
    Finding::nowhere(Code::Accessibility, phrase!("RGAA {criterion} : {fr}", "RGAA {criterion}: {en}"))
        .remedy(remedy)
        .note(Phrase { fr: format!("{} : {excerpt}", page.fr), en: format!("{}: {excerpt}", page.en) })
}
