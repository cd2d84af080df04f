//! `new`: begins a report, the gallery of charts, an edition, a chapter, a highlight or a theme, and says what to do next.

use super::Exit;
use super::args::{Format, New, What};
use super::console::Console;
use super::gather;
use crate::finding::{Phrase, phrase};
use crate::model::Host;
use crate::output::{self, NewFile};
use crate::project::scaffold::{self, Refusal};
use crate::publish;
use crate::source::{self, Sources};
use crate::text::Lang;
use std::path::{Path, PathBuf};

pub(super) fn run(new: &New, console: &Console) -> Exit {
    match &new.what {
        What::Report { folder, name } => report(folder, name.as_deref(), console),
        What::Host { server, workspace } => host(*server, workspace, console),
        What::Gallery { folder } => begin(folder, &scaffold::gallery(console.lang), console),
        What::Edition { year, workspace } => {
            inside(workspace, console, |_| next_edition(year), |sources, lang| scaffold::edition(sources, year, lang))
        }
        What::Chapter { title, edition, workspace } => inside(workspace, console, next_chapter, |sources, lang| {
            scaffold::chapter(sources, edition.as_deref(), title, lang)
        }),
        What::Highlight { chapter, title, edition, workspace } => inside(
            workspace,
            console,
            |_| next_highlight(),
            |sources, lang| scaffold::highlight(sources, edition.as_deref(), chapter, title, lang),
        ),
        What::Theme { theme, extends, workspace } => {
            inside(workspace, console, next_theme, |sources, lang| scaffold::theme(sources, theme, extends, lang))
        }
    }
}

/// A report tells the year before: that of its figures.
fn report(folder: &Path, name: Option<&str>, console: &Console) -> Exit {
    let year = jiff::Zoned::now().year() - 1;
    begin(folder, &scaffold::report(name, year, console.lang), console)
}

/// The settings that a host wants beside the site: they depend on what the pages need.
fn host(server: Host, workspace: &Path, console: &Console) -> Exit {
    let Ok(built) = gather::production(workspace, None, None, false, console) else { return Exit::Machine };
    let (Some(rendered), Some(plan)) = (&built.built.rendered, &built.built.plan) else {
        gather::report(std::slice::from_ref(&built), Format::Text, gather::Extent::First, console);
        return Exit::Findings;
    };
    let files = publish::host::outside(rendered, server, plan.report.address.as_deref());
    if files.is_empty() {
        let name = server.name();
        console.error(
            &phrase!("« {name} » lit ses réglages dans le site", "`{name}` reads its settings in the site"),
            &phrase!(
                "écrivez « hebergeur: {name} » sous la cible dans report.yaml, ou millesime package --host {name}",
                "write `host: {name}` under the target in report.yaml, or millesime package --host {name}"
            ),
        );
        return Exit::Usage;
    }
    match output::create(workspace, &files) {
        Ok(paths) => {
            paths.iter().for_each(|path| created(path, console));
            console.say(&phrase!(
                "à faire : lire les premières lignes du fichier, qui disent où le placer",
                "next: read the first lines of the file, which say where it goes"
            ));
            Exit::Fine
        }
        Err(error) => console.output_error(&error),
    }
}

/// Creates a whole workspace in an empty folder.
fn begin(folder: &Path, files: &[NewFile], console: &Console) -> Exit {
    match output::create_in_empty(folder, files) {
        Ok(paths) => {
            let (path, count) = (folder.display(), paths.len());
            console.say(&phrase!("{count} fichiers créés dans {path}/", "{count} files created in {path}/"));
            console.say(&phrase!("à faire : millesime serve {path} --open", "next: millesime serve {path} --open"));
            Exit::Fine
        }
        Err(error) => console.output_error(&error),
    }
}

/// Creates in a workspace what `make` makes of its sources, in the language of its report.
fn inside(
    root: &Path,
    console: &Console,
    next: impl FnOnce(&[NewFile]) -> Phrase,
    make: impl FnOnce(&Sources, Lang) -> Result<Vec<NewFile>, Refusal>,
) -> Exit {
    let sources = match source::read(root) {
        Ok((sources, _)) => sources,
        Err(error) => {
            console.source_error(&error);
            return Exit::Machine;
        }
    };
    let lang = scaffold::language(&sources).unwrap_or(console.lang);
    let files = match make(&sources, lang) {
        Ok(files) => files,
        Err(refusal) => {
            let (message, remedy) = refusal.phrases();
            console.error(&message, &remedy);
            return Exit::Usage;
        }
    };
    match output::create(root, &files) {
        Ok(paths) => {
            paths.iter().for_each(|path| created(path, console));
            console.say(&next(&files));
            Exit::Fine
        }
        Err(error) => console.output_error(&error),
    }
}

fn created(path: &Path, console: &Console) {
    let path: PathBuf = path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    let path = path.display();
    console.say(&phrase!("créé : {path}", "created: {path}"));
}

fn next_edition(year: &str) -> Phrase {
    phrase!(
        "à faire : le titre dans content/{year}/edition.yaml, puis les chiffres et les textes ; millesime check suit l’avancement",
        "next: the title in content/{year}/edition.yaml, then figures and texts; millesime check follows the progress"
    )
}

fn next_chapter(files: &[NewFile]) -> Phrase {
    let chapter = files.first().and_then(|file| file.path.split('/').rev().nth(1)).unwrap_or_default();
    let chapter = chapter.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
    phrase!(
        "à faire : écrire le chapô, puis millesime new highlight {chapter} \"Titre\" pour chaque fait marquant",
        "next: write the lead, then millesime new highlight {chapter} \"Title\" for each highlight"
    )
}

fn next_theme(files: &[NewFile]) -> Phrase {
    let name = files.first().and_then(|file| file.path.split('/').nth(1)).unwrap_or_default();
    phrase!(
        "à faire : écrire « theme: {name} » dans report.yaml, puis millesime serve --open",
        "next: write `theme: {name}` in report.yaml, then millesime serve --open"
    )
}

fn next_highlight() -> Phrase {
    phrase!(
        "à faire : écrire le texte, puis millesime serve --open",
        "next: write the text, then millesime serve --open"
    )
}
