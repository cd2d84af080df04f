//! `build`: checks workspaces, builds them in memory, and replaces their sites when nothing stands in the way.

use super::args::Build;
use super::console::Console;
use super::gather::{self, Workspace};
use super::timings::Timings;
use super::{Exit, closing, open};
use crate::finding::{Phrase, Severity, phrase};
use crate::output::{self, Staged, Target};
use crate::project::Destination;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tracing::info_span;

pub(super) fn run(build: &Build, yes: bool, console: &Console) -> Exit {
    let start = Instant::now();
    let timings = build.timings.then(Timings::start);
    let targets = match targets(build, yes, console) {
        Ok(targets) => targets,
        Err(exit) => return exit,
    };
    let destinations = targets.iter().map(|(_, target)| Destination { target: target.clone(), twins: build.compress });
    let roots = std::iter::zip(gather::roots(&build.common), destinations.map(Some)).collect();
    let mut workspaces = match gather::build_with(&build.common, roots, build.pdf, console) {
        Ok(workspaces) => workspaces,
        Err(exit) => return exit,
    };
    gather::report(&workspaces, build.common.format, gather::Extent::First, console);
    let mut exit = Exit::Fine;
    let mut written = Vec::new();
    let alone = (workspaces.len() == 1).then_some(start);
    for (workspace, (out, target)) in workspaces.iter_mut().zip(&targets) {
        let one = put(workspace, build.common.deny, out, target, alone, console);
        if one == Exit::Fine {
            written.push(&workspace.built.summary);
        }
        exit = exit.max(one);
    }
    if written.len() > 1 {
        let total = closing::total(written.into_iter());
        console.say(&closing::line(&total, Some(start.elapsed()), None));
    }
    if let Some(timings) = timings {
        console.tell(&timings.print(console.lang));
    }
    if build.open && exit == Exit::Fine {
        for (_, target) in &targets {
            let page = target.path().join("index.html");
            let page = page.to_string_lossy();
            console.say(&phrase!("page d’accueil : {page}", "first page: {page}"));
            open::page(&page, console);
        }
    }
    exit
}

/// Where each workspace is written, checked before the work begins: `--out`, else `dist` in the workspace; for several workspaces a
/// folder of its own name for each, in `--out` or `dist`.
fn targets(build: &Build, yes: bool, console: &Console) -> Result<Vec<(PathBuf, Target)>, Exit> {
    let roots = gather::roots(&build.common);
    let several = roots.len() > 1;
    let mut names = BTreeSet::new();
    let mut targets = Vec::new();
    for root in &roots {
        let out = match (&build.out, several) {
            (Some(out), false) => out.clone(),
            (None, false) if root == Path::new(".") => PathBuf::from("dist"),
            (None, false) => root.join("dist"),
            (out, true) => {
                let name = own_name(root);
                if !names.insert(name.clone()) {
                    let (name, path) = (name.display(), root.display());
                    console.error(
                        &phrase!(
                            "deux espaces s’appellent « {name} » : le second est « {path} »",
                            "two workspaces are called `{name}`: the second one is `{path}`"
                        ),
                        &phrase!("construisez-les séparément, avec --out", "build them apart, with --out"),
                    );
                    return Err(Exit::Usage);
                }
                out.clone().unwrap_or_else(|| PathBuf::from("dist")).join(name)
            }
        };
        let target = output::target(&out, root, yes).map_err(|error| console.output_error(&error))?;
        targets.push((out, target));
    }
    Ok(targets)
}

fn own_name(root: &Path) -> OsString {
    let path = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    path.file_name().map_or_else(|| OsString::from("site"), OsString::from)
}

fn put(
    workspace: &mut Workspace,
    deny: Severity,
    out: &Path,
    target: &Target,
    start: Option<Instant>,
    console: &Console,
) -> Exit {
    let is_denied = workspace.is_denied(deny);
    let Some(staged) = workspace.built.staged.take().filter(|_| !is_denied) else {
        console.tell(kept(target, &workspace.root).get(console.lang));
        return Exit::Findings;
    };
    match info_span!("stage", of = "put").in_scope(|| staged.and_then(Staged::put)) {
        Ok(_) => {
            console.say(&closing::line(&workspace.built.summary, start.map(|start| start.elapsed()), Some(out)));
            Exit::Fine
        }
        Err(error) => {
            let exit = console.output_error(&error);
            console.tell(kept(target, &workspace.root).get(console.lang));
            exit
        }
    }
}

fn kept(target: &Target, root: &Path) -> Phrase {
    let path = root.display();
    let (fr, en) = if root == Path::new(".") {
        (String::new(), String::new())
    } else {
        (format!("{path} : "), format!("{path}: "))
    };
    if target.path().exists() {
        phrase!(
            "{fr}rien n’a été écrit ; le site précédent est intact",
            "{en}nothing was written; the former site is intact"
        )
    } else {
        phrase!("{fr}rien n’a été écrit", "{en}nothing was written")
    }
}
