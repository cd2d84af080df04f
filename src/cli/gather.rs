//! Workspaces → what each builds to, with all findings in one list whose paths start from the current folder.

use super::Exit;
use super::args::{Common, Format};
use super::console::{self, Console};
use crate::finding::phrase;
use crate::finding::{self, Finding, Place, Severity};
use crate::project::{self, Built, Destination, Options, Stage, Summary};
use crate::source::Sources;
use crate::text::{Date, Lang};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One workspace, built in memory.
pub(super) struct Workspace {
    /// As it was named.
    pub root: PathBuf,
    /// What its paths are preceded by: nothing for the current folder, else `caisses/tours/`.
    prefix: String,
    pub built: Built,
}

impl Workspace {
    /// One that was only read.
    pub(super) fn read(root: &Path, sources: Sources, findings: Vec<Finding>) -> Self {
        let built = Built { sources, findings, rendered: None, plan: None, staged: None, summary: Summary::default() };
        Self { root: root.to_owned(), prefix: prefix(root), built }
    }

    /// Whether a finding is as serious as `deny`, or more.
    pub(super) fn is_denied(&self, deny: Severity) -> bool {
        self.built.findings.iter().any(|finding| finding.severity >= deny)
    }
}

/// The workspaces that were named; the current folder when none was.
pub(super) fn roots(common: &Common) -> Vec<PathBuf> {
    if common.workspaces.is_empty() { vec![PathBuf::from(".")] } else { common.workspaces.clone() }
}

/// Builds every workspace in memory.
pub(super) fn build(common: &Common, console: &Console) -> Result<Vec<Workspace>, Exit> {
    let plain = roots(common).into_iter().map(|root| (root, None)).collect();
    build_with(common, plain, false, console)
}

/// The same, several at once; each written beside its destination when it has one, with the documents on paper when they are asked for.
pub(super) fn build_with(
    common: &Common,
    roots: Vec<(PathBuf, Option<Destination>)>,
    pdf: bool,
    console: &Console,
) -> Result<Vec<Workspace>, Exit> {
    let options = Options {
        date: common.date.unwrap_or_else(|| jiff::Zoned::now().date()),
        edition: common.edition.clone(),
        production: common.production,
        pdf: None,
        destination: None,
    };
    let said = if roots.len() == 1 { Said::Steps } else { Said::End };
    let build = |(root, destination): (PathBuf, Option<Destination>)| {
        let pdf = destination.as_ref().filter(|_| pdf).map(|destination| destination.target.path());
        one(root, &Options { pdf, destination, ..options.clone() }, said, console)
    };
    roots.into_par_iter().with_max_len(1).map(build).collect()
}

/// Builds one workspace as it is published: everything that a publication needs is asked for. With `pdf`, its documents on paper too;
/// those of its `dist` that are still right are taken from there.
pub(super) fn production(
    root: &Path,
    edition: Option<&str>,
    date: Option<Date>,
    pdf: bool,
    console: &Console,
) -> Result<Workspace, Exit> {
    let options = Options {
        date: date.unwrap_or_else(|| jiff::Zoned::now().date()),
        edition: edition.map(str::to_owned),
        production: true,
        pdf: pdf.then(|| root.join("dist")),
        destination: None,
    };
    one(root.to_owned(), &options, Said::Steps, console)
}

/// The same as it is, with its drafts and what is under embargo.
pub(super) fn unfinished(root: &Path, pdf: bool, console: &Console) -> Result<Workspace, Exit> {
    let options = Options {
        date: jiff::Zoned::now().date(),
        edition: None,
        production: false,
        pdf: pdf.then(|| root.join("dist")),
        destination: None,
    };
    one(root.to_owned(), &options, Said::Steps, console)
}

/// What progress is said of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// Each step.
    Steps,
    /// That it is built: several are at once.
    End,
}

fn one(root: PathBuf, options: &Options, said: Said, console: &Console) -> Result<Workspace, Exit> {
    let prefix = prefix(&root);
    let lead = prefix.trim_end_matches('/');
    let mut first = true;
    let mut progress = |stage: Stage| {
        if said == Said::Steps {
            let between = if first && prefix.is_empty() { "" } else { " · " };
            console.progress(&format!("{}{between}{}", if first { lead } else { "" }, name(stage, console.lang)));
            first = false;
        }
    };
    let built = project::build(&root, options, &mut progress);
    console.progress(&format!("{}\n", if said == Said::End { lead } else { "" }));
    match built {
        Ok(built) => Ok(Workspace { root, prefix, built }),
        Err(error) => {
            console.source_error(&error);
            Err(Exit::Machine)
        }
    }
}

fn prefix(root: &Path) -> String {
    let text = root.to_string_lossy().replace('\\', "/");
    match text.trim_start_matches("./").trim_end_matches('/') {
        "" if text.starts_with('/') => "/".to_owned(),
        "" | "." => String::new(),
        name => format!("{name}/"),
    }
}

/// A step of a build, for people.
pub(super) fn name(stage: Stage, lang: Lang) -> String {
    let phrase = match stage {
        Stage::Read => phrase!("lecture", "reading"),
        Stage::Load => phrase!("textes et chiffres", "texts and figures"),
        Stage::Print => phrase!("impression des PDF", "printing of the PDFs"),
        Stage::Render => phrase!("pages et graphiques", "pages and charts"),
        Stage::Check => phrase!("contrôles", "checks"),
    };
    phrase.get(lang).to_owned()
}

/// How much of the findings people are shown; machines are given all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of them.
    All,
    /// The first advices of each kind.
    First,
}

/// Prints the findings of all workspaces in the asked format, and their count.
pub(super) fn report(workspaces: &[Workspace], format: Format, extent: Extent, console: &Console) {
    let findings = findings(workspaces);
    let texts = |path: &str| text(workspaces, path);
    match format {
        Format::Text => {
            if let Some(counts) = finding::terminal::counts(&findings, console.lang) {
                let (shown, more) = match extent {
                    Extent::All => (findings, Vec::new()),
                    Extent::First => finding::terminal::first(&findings, console.lang),
                };
                console.tell(&finding::terminal::show(&shown, &texts, console.lang, console::columns()));
                more.iter().for_each(|line| console.tell(line));
                console.tell(&counts);
            }
        }
        Format::Json => console.print(&finding::json::print(&findings, &texts, console.lang, json!({}))),
        Format::Sarif => console.print(&finding::sarif::print(&findings, &texts, console.lang)),
    }
}

/// Prints the findings of all workspaces in JSON, with what else was asked for beside them.
pub(super) fn report_json(workspaces: &[Workspace], more: Value, console: &Console) {
    let texts = |path: &str| text(workspaces, path);
    console.print(&finding::json::print(&findings(workspaces), &texts, console.lang, more));
}

fn findings(workspaces: &[Workspace]) -> Vec<Finding> {
    workspaces.iter().flat_map(|w| w.built.findings.iter().map(|finding| based(finding, &w.prefix))).collect()
}

fn text<'w>(workspaces: &'w [Workspace], path: &str) -> Option<&'w str> {
    workspaces.iter().find_map(|workspace| workspace.built.sources.text(path.strip_prefix(&workspace.prefix)?))
}

/// The same finding, its paths seen from the current folder.
fn based(finding: &Finding, prefix: &str) -> Finding {
    let mut finding = finding.clone();
    if prefix.is_empty() {
        return finding;
    }
    match &mut finding.place {
        Some(place) => rebase(place, prefix),
        None => finding.place = Some(Place::file(&Arc::from(prefix))),
    }
    for place in finding.notes.iter_mut().filter_map(|note| note.place.as_mut()) {
        rebase(place, prefix);
    }
    finding
}

fn rebase(place: &mut Place, prefix: &str) {
    place.file = Arc::from(format!("{prefix}{}", place.file));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_from_the_current_folder() {
        for (root, expected) in
            [(".", ""), ("./", ""), ("caisses/tours", "caisses/tours/"), ("./a/", "a/"), ("/", "/"), ("..", "../")]
        {
            assert_eq!(prefix(Path::new(root)), expected, "{root}");
        }
    }
}
