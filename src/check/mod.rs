//! Rules over the valid report and over the built pages: one per file.

mod counts;
mod links;
mod rights;
mod status;

use crate::finding::Finding;
use crate::model::Report;
use crate::render::Rendered;
use crate::text::Date;

/// What is wrong with a valid report on the day `date`; `production` is the gate before publishing.
pub fn report(report: &Report, date: Date, production: bool) -> Vec<Finding> {
    let mut findings = rights::check(report, date);
    findings.extend(counts::check(report));
    if production {
        findings.extend(status::check(report));
    }
    findings
}

/// What is wrong with the built site.
pub fn rendered(rendered: &Rendered) -> Vec<Finding> {
    links::check(rendered)
}
