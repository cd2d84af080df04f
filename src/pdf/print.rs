//! A page on disk → the PDF that a browser makes of it.

use crate::finding::{Code, Finding, phrase};
use crate::output::Scratch;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A whole report takes a few seconds; a machine that is busy or a first start, ten times more.
const LIMIT: Duration = Duration::from_secs(120);

/// How often the browser is looked after.
const PAUSE: Duration = Duration::from_millis(20);

/// What keeps the browser to the page: it asks no other host, greets nobody and keeps nothing.
const ALONE: [&str; 12] = [
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--host-resolver-rules=MAP * ~NOTFOUND",
];

/// Prints a page. `name` is unique among the prints of the scratch folder.
pub(super) fn print(browser: &Path, page: &Path, scratch: &Scratch, name: &str) -> Result<Vec<u8>, Box<Finding>> {
    // Root, and machines that allow no name spaces, cannot have Chromium's sandbox. What is printed is the report's own page, which
    // may load nothing but the report's own files.
    attempt(browser, page, scratch, name, &[]).or_else(|| attempt(browser, page, scratch, name, &["--no-sandbox"])).ok_or_else(
        || {
            let (browser, seconds) = (browser.display(), LIMIT.as_secs());
            let message = phrase!(
                "le navigateur « {browser} » n’a pas imprimé le rapport en {seconds} secondes ou s’est arrêté",
                "the browser `{browser}` did not print the report within {seconds} seconds or stopped"
            );
            let remedy = phrase!(
                "mettez ce navigateur à jour, ou donnez-en un autre : CHROMIUM=/chemin/vers/chrome millesime build --pdf",
                "update this browser, or give another one: CHROMIUM=/path/to/chrome millesime build --pdf"
            );
            Box::new(Finding::nowhere(Code::PdfFailed, message).remedy(remedy))
        },
    )
}

fn attempt(browser: &Path, page: &Path, scratch: &Scratch, name: &str, more: &[&str]) -> Option<Vec<u8>> {
    let (printed, profile) = (format!("{name}.pdf"), format!("{name}.profile"));
    let option = |option: &str, name: &str| {
        let mut option = OsString::from(option);
        option.push(scratch.path().join(name));
        option
    };
    let child = Command::new(browser)
        .args(ALONE)
        .args(more)
        .arg(option("--user-data-dir=", &profile))
        .arg(option("--print-to-pdf=", &printed))
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let is_done = ends_well(child.ok()?);
    scratch.read(&printed).filter(|bytes| is_done && bytes.starts_with(b"%PDF"))
}

/// Whether the browser ends by itself within the limit. One that does not is stopped, and waited for: nothing of it is left behind.
fn ends_well(mut child: Child) -> bool {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < LIMIT => thread::sleep(PAUSE),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}
