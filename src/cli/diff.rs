//! `diff`: what changed among the figures from one edition to another, or in the report since it was published.

mod json;
mod published;
mod table;

use super::Exit;
use super::args::{Diff, Shape};
use super::console::{self, Console};
use crate::finding::{self, Finding, Severity, phrase};
use crate::ledger;
use crate::load;
use crate::model::{Edition, Report};
use crate::source;

pub(super) fn run(diff: &Diff, console: &Console) -> Exit {
    if let Some(target) = &diff.online {
        return published::run(diff, Some(target.as_str()).filter(|target| !target.is_empty()), console);
    }
    let (sources, mut findings) = match source::read(&diff.workspace) {
        Ok(read) => read,
        Err(error) => {
            console.source_error(&error);
            return Exit::Machine;
        }
    };
    let loaded = load::load(&sources);
    findings.extend(loaded.findings);
    let Some(report) = loaded.value else {
        let mut errors: Vec<Finding> =
            findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        finding::sort(&mut errors);
        console.tell(&finding::terminal::show(&errors, &|path| sources.text(path), console.lang, console::columns()));
        return Exit::Findings;
    };
    let (before, after) = match pair(&report, diff, console) {
        Ok(pair) => pair,
        Err(exit) => return exit,
    };
    let comparison = ledger::compare(&before.figures, &after.figures, &before.name, diff.threshold);
    let (from, to) = (before.name.as_str(), after.name.as_str());
    match diff.form {
        Shape::Text => console.print(&table::print(&comparison, from, to, diff.threshold, console.lang)),
        Shape::Json => console.print(&json::print(&comparison, from, to, diff.threshold)),
    }
    Exit::Fine
}

/// The editions that were named; else the last one and the one before.
fn pair<'a>(report: &'a Report, diff: &Diff, console: &Console) -> Result<(&'a Edition, &'a Edition), Exit> {
    // The latest edition comes first; figures are the same in every language.
    let editions: Vec<&Edition> = report
        .editions
        .iter()
        .map(|edition| &**edition)
        .filter(|edition| edition.lang == report.languages[0])
        .collect();
    let known = editions.iter().map(|edition| edition.name.as_str()).collect::<Vec<_>>().join(", ");
    let find = |name: &str| {
        editions.iter().copied().find(|edition| edition.name == name).ok_or_else(|| {
            console.error(
                &phrase!("l’édition « {name} » n’existe pas", "the edition `{name}` does not exist"),
                &phrase!("éditions : {known}", "editions: {known}"),
            );
            Exit::Usage
        })
    };
    let after = match (&diff.after, editions.first()) {
        (Some(name), _) => find(name)?,
        (None, Some(latest)) => latest,
        (None, None) => return Err(Exit::Usage),
    };
    let before = match &diff.before {
        Some(name) => find(name)?,
        None => editions.iter().copied().find(|edition| edition.name < after.name).ok_or_else(|| {
            console.error(
                &phrase!("ce rapport n’a qu’une édition", "this report has one edition only"),
                &phrase!(
                    "nommez deux éditions : millesime diff 2021 2022",
                    "name two editions: millesime diff 2021 2022"
                ),
            );
            Exit::Usage
        })?,
    };
    Ok((before, after))
}
