//! The machine → a browser that can print: Chromium, Chrome or Edge.

use crate::finding::{Code, Finding, phrase};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The variable in which people name their browser.
const VARIABLE: &str = "CHROMIUM";

/// Names of the command, the most likely first.
const COMMANDS: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
];

/// Where browsers stand that are not commands: on macOS below `/` and the home folder, on Windows below the folders of programs.
const PLACES: [&str; 8] = [
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "opt/google/chrome/chrome",
    "snap/bin/chromium",
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
];

/// The folders those places are below.
const ROOTS: [&str; 4] = ["HOME", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];

/// The browser that is named in `CHROMIUM`, else the first that is installed.
pub(super) fn find() -> Result<PathBuf, Box<Finding>> {
    let remedy = || {
        phrase!(
            "installez Chromium, Chrome ou Edge, ou donnez le chemin du vôtre : {VARIABLE}=/chemin/vers/chrome millesime build --pdf",
            "install Chromium, Chrome or Edge, or give the path of yours: {VARIABLE}=/path/to/chrome millesime build --pdf"
        )
    };
    if let Some(named) = env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
        let shown = named.to_string_lossy().into_owned();
        return command(&named).ok_or_else(|| {
            let message = phrase!(
                "le navigateur « {shown} », que donne {VARIABLE}, n’existe pas",
                "the browser `{shown}` that {VARIABLE} names does not exist"
            );
            Box::new(Finding::nowhere(Code::PdfBrowser, message).remedy(remedy()))
        });
    }
    let installed = COMMANDS.iter().find_map(|name| command(&OsString::from(name)));
    installed.or_else(placed).ok_or_else(|| {
        let message =
            phrase!("aucun navigateur n’a été trouvé pour imprimer les PDF", "no browser was found to print the PDFs");
        Box::new(Finding::nowhere(Code::PdfBrowser, message).remedy(remedy()))
    })
}

/// A program by its path, or by its name in the folders of commands.
fn command(name: &OsString) -> Option<PathBuf> {
    let path = Path::new(name);
    if path.components().count() > 1 {
        return path.is_file().then(|| path.to_owned());
    }
    let folders = env::var_os("PATH")?;
    let in_folder = |folder: PathBuf| {
        let path = folder.join(path);
        [path.clone(), path.with_extension("exe")].into_iter().find(|path| path.is_file())
    };
    env::split_paths(&folders).find_map(in_folder)
}

fn placed() -> Option<PathBuf> {
    let roots = ROOTS.iter().filter_map(env::var_os).map(PathBuf::from).chain([PathBuf::from("/")]);
    let places = roots.flat_map(|root| PLACES.iter().map(move |place| root.join(place)));
    places.into_iter().find(|path| path.is_file())
}
