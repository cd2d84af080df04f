//! What was made so far of a site: each part when it is first asked for.
//!
//! Nobody waits for a part that another thread is making: a task that waits for itself would wait for ever. Two threads may make the same
//! part at the same time, then; they make the same bytes.

use super::data::Published;
use super::figure::Drawings;
use super::{Page, Shared};
use crate::finding::Finding;
use crate::model::Report;
use crate::site::Site;
use std::sync::{Arc, OnceLock};

/// The parts of a site.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// Charts.
    pub(super) drawings: Drawings,
    /// What the pages of each edition share.
    editions: Vec<OnceLock<Arc<Shared>>>,
    /// Their files of data.
    data: Vec<OnceLock<Arc<Published>>>,
    /// The pages, in the order of the site.
    pages: Vec<OnceLock<Result<Page, Box<Finding>>>>,
}

impl Made {
    /// Nothing yet.
    pub(super) fn of(report: &Report, site: &Site) -> Self {
        Self {
            drawings: Drawings::default(),
            editions: empty(report.editions.len()),
            data: empty(report.editions.len()),
            pages: empty(site.pages.len()),
        }
    }

    /// What the pages of an edition share.
    pub(super) fn shared(&self, edition: usize, make: impl FnOnce() -> Shared) -> &Arc<Shared> {
        first(&self.editions[edition], || Arc::new(make()))
    }

    /// The files of data of an edition.
    pub(super) fn data(&self, edition: usize, make: impl FnOnce() -> Published) -> &Arc<Published> {
        first(&self.data[edition], || Arc::new(make()))
    }

    /// A page.
    pub(super) fn page(
        &self,
        index: usize,
        make: impl FnOnce() -> Result<Page, Box<Finding>>,
    ) -> &Result<Page, Box<Finding>> {
        first(&self.pages[index], make)
    }

    /// Takes what the pages of an edition share from a site where it is the same.
    pub(super) fn share(&mut self, edition: usize, former: &Self, there: usize) {
        self.editions[edition] = former.editions[there].clone();
    }

    /// Takes the files of data of an edition from a site where they are the same.
    pub(super) fn share_data(&mut self, edition: usize, former: &Self, there: usize) {
        self.data[edition] = former.data[there].clone();
    }

    /// Takes a page from a site where it has the same place and is the same.
    pub(super) fn keep(&mut self, page: usize, former: &Self) {
        self.pages[page] = former.pages[page].clone();
    }
}

/// As many slots that hold nothing.
fn empty<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

/// What a slot holds, or what is made for it.
fn first<T>(slot: &OnceLock<T>, make: impl FnOnce() -> T) -> &T {
    if slot.get().is_none() {
        // Refused when another thread was faster.
        let _ = slot.set(make());
    }
    slot.get().expect("filled above")
}
