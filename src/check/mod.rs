//! Rules over the valid report and over the built pages: one per file.

pub mod accessibility;
pub mod budget;
mod counts;
pub(crate) mod links;
mod page;
mod passages;
mod review;
mod rights;
mod statement;
mod status;
mod unused;

use crate::finding::{Code, Finding, Severity};
use crate::model::{Legal, Report};
use crate::render::{GoOn, Rendered};
use crate::site;
use crate::text::Date;
pub use passages::passages;

use accessibility::Audit;
use budget::Weight;
use review::{Review, reviewed};

/// What is wrong with a valid report on the day `date`; `production` is the gate before publishing.
pub fn report(report: &Report, date: Date, production: bool) -> Vec<Finding> {
    let mut findings = rights::check(report, date);
    findings.extend(statement::check(report, date, production));
    findings.extend(counts::check(report));
    if production {
        findings.extend(status::check(report));
    }
    findings
}

/// Makes of what is still to be written an error, as it is before publishing; the `held` editions are not published yet.
pub fn withhold(findings: &mut [Finding], held: &[&str]) {
    status::unwritten(findings, held);
}

/// What is of no use in a report that is otherwise without errors: what only follows from another mistake is not told.
pub fn idle(report: &Report) -> Vec<Finding> {
    unused::check(report)
}

/// What is wrong with the built site, whose pages were planned as `planned`. What `told` already says of the texts is not said again of the
/// pages that show them; before publishing, what the law asks of a site is an error. `None` when it was not to `go_on`.
pub fn rendered(
    rendered: &Rendered,
    planned: &[site::Page],
    legal: &Legal,
    told: &[Finding],
    production: bool,
    go_on: &GoOn,
) -> Option<Vec<Finding>> {
    let mut pages = reviewed(rendered, go_on)?;
    let mut findings = go_on().then(|| links::check(&pages, rendered))?;
    findings.extend(go_on().then(|| budget::check(&pages, planned, rendered))?);
    findings.extend(statement::mentions(&pages, legal));
    let links_are_told = told.iter().any(|finding| finding.code == Code::LinkText);
    let faults = accessibility::check(&mut pages, if links_are_told { &["6.1"] } else { &[] });
    findings.extend(faults.into_iter().map(|finding| match production {
        true => Finding { severity: Severity::Error, ..finding },
        false => finding,
    }));
    Some(findings)
}

/// The list of an accessibility audit of the built site, whose pages were planned as `planned`.
pub fn audit(rendered: &Rendered, planned: &[site::Page]) -> Audit {
    accessibility::audit::audit(rendered, planned)
}

/// What every page of the built site weighs.
pub fn weigh(rendered: &Rendered) -> Vec<Weight> {
    budget::weigh(&all_reviewed(rendered), rendered)
}

/// What stays of all pages of a site.
fn all_reviewed(rendered: &Rendered) -> Vec<Review<'_>> {
    reviewed(rendered, &|| true).expect("nobody stops it")
}
