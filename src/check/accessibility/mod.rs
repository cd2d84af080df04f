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
pub(super) use structure::{Title, title};

use super::page::Page;
use super::review::Review;
use crate::finding::{Code, Finding, Phrase, phrase};
use std::collections::BTreeMap;

/// One fault on one page.
pub(super) struct Fault {
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

/// The faults of a page by itself.
pub(super) fn faults(page: &Page) -> Vec<Fault> {
    let mut faults = Faults { page, found: Vec::new() };
    attributes::check(page, &mut faults);
    RULES.iter().for_each(|rule| rule(page, &mut faults));
    faults.found
}

/// Findings, but for those of the criteria `told` elsewhere. A fault that many pages share, as one of a theme does, is told once.
pub(super) fn check(pages: &mut [Review], told: &[&str]) -> Vec<Finding> {
    structure::titles(pages);
    let mut shared: BTreeMap<(&str, String, String), (Fault, Vec<&str>)> = BTreeMap::new();
    for page in pages {
        for fault in page.faults.drain(..).filter(|fault| !told.contains(&fault.criterion)) {
            let key = (fault.criterion, fault.message.fr.clone(), fault.excerpt.clone());
            let paths = &mut shared.entry(key).or_insert_with(|| (fault, Vec::new())).1;
            if paths.last() != Some(&page.path) {
                paths.push(page.path);
            }
        }
    }
    shared.into_values().map(|(fault, paths)| finding(fault, &paths)).collect()
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
