//! The built pages → the list of an audit: each criterion with what the machine found, and what is left for a person.

use super::criteria::{self, Criterion, Machine};
use super::sample::{self, Sampled};
use super::structure;
use crate::check::page::Page;
use crate::check::review::{self, Review};
use crate::render::Rendered;
use crate::site;
use rayon::prelude::*;

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
pub(in crate::check) fn audit(rendered: &Rendered, planned: &[site::Page]) -> Audit {
    let pages: Vec<Option<Page>> = review::pages(rendered).collect();
    let pages: Vec<Page> = pages.into_iter().flatten().collect();
    let mut reviews: Vec<Review> = pages.par_iter().map(|page| Review::of(page, rendered)).collect();
    structure::titles(&mut reviews);
    let lines = criteria::all().into_iter().map(|criterion| {
        let fails = reviews.iter().filter(|page| page.faults.iter().any(|fault| fault.criterion == criterion.number));
        let fails = fails.map(|page| page.path.to_owned()).collect();
        let applies = pages.iter().filter(|page| criterion.applies(page)).count();
        Line { criterion, applies, fails }
    });
    Audit { pages: pages.len(), lines: lines.collect(), sample: sample::draw(&pages, planned) }
}
