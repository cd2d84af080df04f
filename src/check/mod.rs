//! Rules over the valid report and over the built pages: one per file.

mod counts;
mod links;
mod rights;
mod status;
mod unused;

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

/// What is of no use in a report that is otherwise without errors: what only follows from another mistake is not told.
pub fn idle(report: &Report) -> Vec<Finding> {
    unused::check(report)
}

/// What is wrong with the built site.
pub fn rendered(rendered: &Rendered) -> Vec<Finding> {
    links::check(rendered)
}
