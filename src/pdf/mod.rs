//! Report, site and theme → its documents on paper: a tagged PDF of each edition and of each chapter, printed by a browser of the
//! machine.
//!
//! A browser does not number a table of contents: a document is printed once to learn on which page each part stands, and again
//! with these numbers.

mod artifacts;
mod browser;
mod document;
mod print;

use crate::finding::{Checked, Code, Finding, phrase};
use crate::model::Report;
use crate::output::{self, Scratch};
use crate::render::{self, Documents, PageNumbers, Rendered};
use crate::site::{self, Address, Document, Site};
use crate::theme::Theme;
use document::Finish;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Prints for numbers: the numbers themselves may push a line to the next page, once.
const ROUNDS: usize = 3;

/// Browsers at work at the same time: each takes some 300 MB.
const AT_ONCE: usize = 3;

/// One document on its way to paper.
struct Job {
    edition: usize,
    /// It has a table of contents, which says on which page things are.
    is_numbered: bool,
    /// The page it is printed from.
    page: Address,
    /// Where it is published.
    address: Address,
    /// What it is made of.
    fingerprint: String,
}

/// The documents of every edition. Those of `former`, a site that was built before, are kept when they are made of the same pages.
pub fn documents(report: &Report, site: &Site, theme: &Theme, former: &Path) -> Checked<Documents> {
    let Checked { value, mut findings } = render::papers(report, site, theme, &BTreeMap::new());
    let Some(pages) = value else { return Checked { value: None, findings } };
    let mut documents = Documents::default();
    let mut jobs = Vec::new();
    for job in jobs_of(report, &pages) {
        let kept = output::published(former, job.address.path());
        match kept.filter(|bytes| document::fingerprint(bytes).as_deref() == Some(&*job.fingerprint)) {
            Some(bytes) => documents.insert(job.address, Arc::from(bytes)),
            None => jobs.push(job),
        }
    }
    match printed(jobs, pages, report, site, theme) {
        Ok(printed) => {
            printed.into_iter().for_each(|(address, bytes)| documents.insert(address, Arc::from(bytes)));
            Checked { value: Some(documents), findings }
        }
        Err(finding) => {
            findings.push(*finding);
            Checked { value: None, findings }
        }
    }
}

fn jobs_of(report: &Report, pages: &Rendered) -> Vec<Job> {
    let all = (0..report.editions.len())
        .flat_map(|edition| Document::all(report, edition).map(move |document| (edition, document)));
    all.map(|(edition, document)| {
        let page = site::printed(report, edition, document);
        let fingerprint = fingerprint(&page, &site::root(report, edition), report, pages);
        let is_numbered = document == Document::Edition;
        Job { edition, is_numbered, address: site::document(report, edition, document), page, fingerprint }
    })
    .collect()
}

/// The hash of all that a document shows: its page, which names style sheet, pictures and texts by their fingerprints, the other files of
/// the theme, and the address its links lead to.
fn fingerprint(page: &Address, root: &str, report: &Report, pages: &Rendered) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(report.address.as_deref().unwrap_or_default().as_bytes());
    let theme = format!("{root}theme/");
    for (path, bytes) in pages.files.iter().filter(|(path, _)| *path == page.path() || path.starts_with(&theme)) {
        hasher.update(path.as_bytes()).update(bytes);
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

type Printed = Vec<(Address, Vec<u8>)>;

fn printed(
    jobs: Vec<Job>,
    mut pages: Rendered,
    report: &Report,
    site: &Site,
    theme: &Theme,
) -> Result<Printed, Box<Finding>> {
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    let browser = browser::find()?;
    let scratch = Scratch::new().map_err(|error| refused(&error))?;
    let mut numbers: BTreeMap<Address, PageNumbers> = BTreeMap::new();
    let mut waiting = jobs;
    let mut done = Vec::new();
    for round in 0..ROUNDS {
        let name = format!("site-{round}");
        let folder = scratch.lay(&pages, &name).map_err(|error| refused(&error))?;
        let mut prints: Vec<(Job, Vec<u8>)> = Vec::with_capacity(waiting.len());
        let mut rest = waiting.into_iter().enumerate();
        loop {
            let batch: Vec<(usize, Job)> = rest.by_ref().take(AT_ONCE).collect();
            if batch.is_empty() {
                break;
            }
            let printed = batch.into_par_iter().with_max_len(1).map(|(index, job)| {
                let bytes =
                    print::print(&browser, &folder.join(job.page.path()), &scratch, &format!("{round}-{index}"))?;
                Ok((job, bytes))
            });
            prints.extend(printed.collect::<Result<Vec<_>, Box<Finding>>>()?);
        }
        waiting = Vec::new();
        for (job, bytes) in prints {
            let found = document::numbers(&bytes).map_err(|error| unread(&error))?;
            let is_settled = !job.is_numbered || numbers.get(&job.address) == Some(&found) || round + 1 == ROUNDS;
            if is_settled {
                done.push((job.address.clone(), finish(&job, &bytes, &name, report, theme)?));
            } else {
                numbers.insert(job.address.clone(), found);
                waiting.push(job);
            }
        }
        if waiting.is_empty() {
            break;
        }
        if let Some(numbered) = render::papers(report, site, theme, &numbers).value {
            pages = numbered;
        }
    }
    Ok(done)
}

fn finish(job: &Job, bytes: &[u8], folder: &str, report: &Report, theme: &Theme) -> Result<Vec<u8>, Box<Finding>> {
    let lang = report.editions[job.edition].lang;
    // A report that has no address yet is linked from where the document stands in it.
    let link = |path: &str| {
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, id)| (path, Some(id)));
        let target = Address::file(site::decoded(path));
        let link = match &report.address {
            Some(address) => format!("{address}{}", Address::file(path).public()),
            None => target.from(&job.address),
        };
        fragment.map_or_else(|| link.clone(), |id| format!("{link}#{id}"))
    };
    let finish = Finish {
        link: &link,
        page: &|number| theme.say(lang, "paper-page", &[("number", &number.to_string())]),
        base: &format!("/{folder}/"),
        fingerprint: &job.fingerprint,
    };
    document::finish(bytes, &finish).map_err(|error| unread(&error))
}

/// What the browser wrote cannot be read as a PDF.
fn unread(error: &lopdf::Error) -> Box<Finding> {
    let message = phrase!(
        "le PDF que le navigateur a imprimé est illisible : {error}",
        "the PDF that the browser printed cannot be read: {error}"
    );
    let remedy = phrase!(
        "mettez le navigateur à jour, ou donnez-en un autre : CHROMIUM=/chemin/vers/chrome millesime build --pdf",
        "update the browser, or give another one: CHROMIUM=/path/to/chrome millesime build --pdf"
    );
    Box::new(Finding::nowhere(Code::PdfFailed, message).remedy(remedy))
}

/// The disk does not take the pages to print.
fn refused(error: &output::Error) -> Box<Finding> {
    Box::new(Finding::nowhere(Code::PdfFailed, error.message()).remedy(error.remedy()))
}
