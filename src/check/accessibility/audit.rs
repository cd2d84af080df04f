//! The built pages → the list of an audit: each criterion with what the machine found, and what is left for a person.

use super::criteria::{self, Criterion, Machine};
use super::faults;
use super::sample::{self, Sampled};
use crate::check::page::Page;
use crate::site;

/// The list of an audit.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Pages that were read.
    pub pages: usize,
    /// Every criterion, in order.
    pub lines: Vec<Line>,
    /// Pages that a person should look at.
    pub sample: Vec<Sampled>,
}

/// One criterion over all pages.
#[derive(Clone, Debug)]
pub struct Line {
    /// The criterion.
    pub criterion: Criterion,
    /// Pages it applies to.
    pub applies: usize,
    /// Pages on which a rule found a fault.
    pub fails: Vec<String>,
}

/// How a criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A machine found faults.
    Fails,
    /// No page has anything it is about.
    NotApplicable,
    /// A machine found no fault.
    Passes,
    /// Nothing to look at: the way sites are made sees to it.
    Made,
    /// Only a person can judge.
    Open,
}

impl Line {
    /// How it stands.
    pub fn state(&self) -> State {
        match (&self.criterion.machine, self.criterion.human()) {
            _ if !self.fails.is_empty() => State::Fails,
            _ if self.applies == 0 => State::NotApplicable,
            (Some(Machine::Pages | Machine::Sources), _) => State::Passes,
            (None, None) => State::Made,
            (None, Some(_)) => State::Open,
        }
    }
}

/// Goes through all criteria; `planned` are the pages with their kinds.
pub(in crate::check) fn audit(pages: &[Page], planned: &[site::Page]) -> Audit {
    let faults = faults(pages, &|| true).expect("nobody stops it");
    let lines = criteria::all().into_iter().map(|criterion| {
        let fails = pages
            .iter()
            .zip(&faults)
            .filter(|(_, found)| found.iter().any(|fault| fault.criterion == criterion.number));
        let fails = fails.map(|(page, _)| page.path.to_owned()).collect();
        let applies = pages.iter().filter(|page| criterion.applies(page)).count();
        Line { criterion, applies, fails }
    });
    Audit { pages: pages.len(), lines: lines.collect(), sample: sample::draw(pages, planned) }
}
