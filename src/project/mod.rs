//! The one conductor: a workspace folder → findings and the built site.

pub(crate) mod import;
mod memo;
pub mod scaffold;

pub use memo::Memo;

use crate::finding::{self, Checked, Code, Finding, Severity, phrase};
use crate::model::{Edition, Report};
use crate::output::{self, Staged, Target};
use crate::render::{self, Documents, Plan, Rendered};
use crate::source::{self, Sources};
use crate::text::{Date, Lang, date};
use crate::theme::Theme;
use crate::{check, load, pdf, site};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tracing::info_span;

/// What a build is asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// Today: embargoes and expiries.
    pub date: Date,
    /// Only this edition.
    pub edition: Option<String>,
    /// The gate: warnings of the law count, drafts are refused.
    pub production: bool,
    /// Print the documents on paper too; those of the site in this folder are kept while their pages stay the same.
    pub pdf: Option<PathBuf>,
    /// Where the site is written.
    pub destination: Option<Destination>,
}

/// Where a site is written while its pages are checked: nobody waits for the disk.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The folder.
    pub target: Target,
    /// With compressed twins beside its texts.
    pub twins: bool,
}

/// A step of a build, for progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read.
    Read,
    /// Texts and figures are checked.
    Load,
    /// Pages and charts are made.
    Render,
    /// Documents are printed.
    Print,
    /// The built pages are checked.
    Check,
}

impl Stage {
    /// In the order of a build.
    pub const ALL: [Self; 5] = [Self::Read, Self::Load, Self::Print, Self::Render, Self::Check];

    /// The name of its span.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Load => "load",
            Self::Print => "print",
            Self::Render => "render",
            Self::Check => "check",
        }
    }
}

/// Says a step, and times it.
fn step<T>(stage: Stage, progress: &mut dyn FnMut(Stage), work: impl FnOnce() -> T) -> T {
    progress(stage);
    info_span!("stage", of = stage.slug()).in_scope(work)
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Editions.
    pub editions: usize,
    /// HTML pages.
    pub pages: usize,
    /// Figures of the ledgers.
    pub figures: usize,
    /// Charts drawn.
    pub charts: usize,
    /// Bytes of all files.
    pub bytes: usize,
}

impl Summary {
    /// Of a site.
    pub fn of(plan: &Plan, rendered: &Rendered) -> Self {
        let editions = &plan.report.editions;
        Self {
            editions: editions.len(),
            pages: plan.site.pages.len(),
            figures: editions.iter().map(|edition| edition.figures.len()).sum(),
            charts: rendered.charts,
            bytes: rendered.files.values().map(|file| file.len()).sum(),
        }
    }
}

/// What a build gives.
#[derive(Debug)]
pub struct Built {
    /// The inputs, for the excerpts of findings.
    pub sources: Sources,
    /// Sorted by place.
    pub findings: Vec<Finding>,
    /// The site, when it has no destination; `None` too when an error of the report stands in the way.
    pub rendered: Option<Rendered>,
    /// What the site was made of, when it is there.
    pub plan: Option<Arc<Plan>>,
    /// The site beside its destination, to be put in its place: a build of many workspaces keeps none in memory.
    pub staged: Option<Result<Staged, output::Error>>,
    /// Counts.
    pub summary: Summary,
}

/// Builds a workspace in memory.
///
/// # Errors
/// When the folder cannot be read.
pub fn build(root: &Path, options: &Options, progress: &mut dyn FnMut(Stage)) -> Result<Built, source::Error> {
    let (sources, findings) = step(Stage::Read, progress, || source::read(root))?;
    Ok(build_from(sources, findings, options, progress))
}

/// Builds in memory what was read, with what was found while reading.
pub fn build_from(
    sources: Sources,
    findings: Vec<Finding>,
    options: &Options,
    progress: &mut dyn FnMut(Stage),
) -> Built {
    let Draft { sources, findings, plan } = draft(sources, findings, options, &mut Memo::default(), progress);
    let mut built = Built { sources, findings, rendered: None, plan: None, staged: None, summary: Summary::default() };
    if let Some(plan) = plan {
        make(plan, options, progress, &mut built);
    }
    finding::sort(&mut built.findings);
    built
}

/// A report that can be rendered, or what stands in the way.
#[derive(Debug)]
pub struct Draft {
    /// The inputs.
    pub sources: Sources,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// What a site can be made of, when nothing is an error.
    pub plan: Option<Arc<Plan>>,
}

/// From what was read to what a site is made of, while nothing is wrong; with what is known from the draft before.
pub fn draft(
    sources: Sources,
    mut findings: Vec<Finding>,
    options: &Options,
    memo: &mut Memo,
    progress: &mut dyn FnMut(Stage),
) -> Draft {
    let (mut report, theme) = step(Stage::Load, progress, || load(&sources, memo, &mut findings));
    if options.production {
        let held = report.as_mut().map(|report| hold(report, options.date)).unwrap_or_default();
        check::withhold(&mut findings, &held.iter().map(|edition| edition.name.as_str()).collect::<Vec<_>>());
        if report.as_ref().is_some_and(|report| report.editions.is_empty()) {
            findings.extend(too_early(&held));
        }
    }
    let plan = match report {
        Some(report) => plan(report, theme, options, &mut findings),
        // What is less than an error of the theme may only follow from what could not be read.
        None => {
            let faults = theme.findings.into_iter();
            findings.extend(faults.filter(|finding| finding.severity == Severity::Error));
            None
        }
    };
    Draft { sources, findings, plan: plan.map(Arc::new) }
}

/// The report, with what was found in it, and its theme, which is made while the content is loaded.
fn load(sources: &Sources, memo: &mut Memo, findings: &mut Vec<Finding>) -> (Option<Report>, Checked<Arc<Theme>>) {
    let Memo { load: before, theme } = memo;
    let opened = match load::open(sources, std::mem::take(before)) {
        Ok(opened) => opened,
        Err(finding) => {
            findings.push(*finding);
            return (None, Checked { value: None, findings: Vec::new() });
        }
    };
    let asked = opened.theme();
    let theme = theme.ready(sources, asked.as_ref());
    let ((loaded, known), theme) = rayon::join(|| opened.load(), || theme.begun());
    *before = known;
    findings.extend(loaded.findings);
    let chapters = loaded.value.as_ref().map_or(0, Report::most_chapters);
    (loaded.value, theme.coloured(chapters))
}

/// Takes out of a report the editions that may not be published yet.
fn hold(report: &mut Report, date: Date) -> Vec<Arc<Edition>> {
    let (kept, held): (Vec<_>, Vec<_>) =
        report.editions.drain(..).partition(|edition| edition.embargo.is_none_or(|embargo| embargo <= date));
    report.editions = kept;
    held
}

/// A site without any edition would take the place of the one that is online.
fn too_early(held: &[Arc<Edition>]) -> Option<Finding> {
    let first = held.iter().min_by_key(|edition| edition.embargo)?;
    let (name, day) = (&first.name, first.embargo?);
    let (fr, en) = (date::print(day, Lang::Fr), date::print(day, Lang::En));
    let finding = Finding::new(
        Code::EditionMissing,
        first.place.clone(),
        phrase!(
            "aucune édition ne peut encore paraître : « {name} » est sous embargo jusqu’au {fr}",
            "no edition may be published yet: `{name}` is under embargo until {en}"
        ),
    );
    Some(finding.remedy(phrase!(
        "attendez ce jour, corrigez « embargo: », ou construisez sans --production pour relire",
        "wait for that day, correct `embargo:`, or build without --production to proofread"
    )))
}

/// From a valid report to the plan of its site.
fn plan(
    mut report: Report,
    theme: Checked<Arc<Theme>>,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> Option<Plan> {
    findings.extend(check::report(&report, options.date, options.production));
    if !has_error(findings) {
        findings.extend(check::idle(&report));
    }
    // An audit that no longer holds establishes nothing: the pages must say that the site does not conform.
    report.legal.audit = report.legal.audit.filter(|audit| audit.holds(options.date));
    if let Some(name) = &options.edition {
        let known: Vec<_> = report.editions.iter().map(|edition| edition.name.clone()).collect();
        report.editions.retain(|edition| edition.name == *name);
        if report.editions.is_empty() {
            let known = known.join(", ");
            findings.push(
                Finding::nowhere(
                    Code::EditionMissing,
                    phrase!("l’édition « {name} » n’existe pas", "the edition `{name}` does not exist"),
                )
                .remedy(phrase!("éditions : {known}", "editions: {known}")),
            );
        }
    }
    findings.extend(theme.findings);
    let theme = theme.value?;
    findings.extend(render::contract::faults(&theme, &report));
    if has_error(findings) {
        return None;
    }
    let site = site::plan(&report);
    Some(Plan { report, site, theme })
}

/// From the plan of a site to its pages, while nothing is wrong.
fn make(plan: Arc<Plan>, options: &Options, progress: &mut dyn FnMut(Stage), built: &mut Built) {
    let Plan { report, site, theme } = &*plan;
    let documents = match &options.pdf {
        Some(former) => {
            let printed = step(Stage::Print, progress, || pdf::documents(report, site, theme, former));
            built.findings.extend(printed.findings);
            let Some(documents) = printed.value else { return };
            documents
        }
        None => Documents::default(),
    };
    let rendered = step(Stage::Render, progress, || render::render(report, site, theme, &documents));
    built.findings.extend(rendered.findings);
    let Some(rendered) = rendered.value else { return };
    let (found, staged) = step(Stage::Check, progress, || {
        rayon::join(
            || check::rendered(&rendered, &site.pages, &report.legal, &built.findings, options.production, &|| true),
            || options.destination.as_ref().map(|destination| stage(&rendered, destination)),
        )
    });
    built.findings.extend(found.expect("nobody stops it"));
    built.summary = Summary::of(&plan, &rendered);
    if has_error(&built.findings) {
        return;
    }
    match staged {
        Some(staged) => {
            built.staged = Some(staged);
            rayon::join(|| drop(rendered), || drop(plan));
        }
        None => {
            built.rendered = Some(rendered);
            built.plan = Some(plan);
        }
    }
}

/// Writes a site beside its destination.
fn stage(rendered: &Rendered, destination: &Destination) -> Result<Staged, output::Error> {
    let twins =
        destination.twins.then(|| info_span!("stage", of = "compress").in_scope(|| output::compressed(rendered)));
    info_span!("stage", of = "write")
        .in_scope(|| output::stage(twins.as_ref().unwrap_or(rendered), &destination.target))
}

pub(crate) fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
