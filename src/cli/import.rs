//! `import`: a CSV or a sheet of a workbook becomes entries of a `figures.yaml`; what changes is said before it is written.

use super::Exit;
use super::args::Import;
use super::console::{self, Console};
use crate::finding::{Finding, Phrase, Severity, phrase, terminal};
use crate::load::table::Selection;
use crate::output::{self, NewFile};
use crate::project::import::{self, Change, Imported, Merge, Request};
use crate::project::scaffold;
use crate::source::{self, Sources};
use crate::text::Lang;
use std::path::{Component, Path};
use std::sync::Arc;

/// Changed values shown before the rest is counted.
const MOST_SHOWN: usize = 200;

pub(super) fn run(import: &Import, console: &Console) -> Exit {
    let (sources, found) = match source::read(&import.workspace) {
        Ok(read) => read,
        Err(error) => {
            console.source_error(&error);
            return Exit::Machine;
        }
    };
    let lang = scaffold::language(&sources).unwrap_or(console.lang);
    let imported = match read(import, lang, console) {
        Ok(imported) => imported,
        Err(exit) => return exit,
    };
    left(&imported, console);
    let Some(into) = &import.into else {
        console.print(&import::print(&imported.entries, lang));
        console.say(&phrase!(
            "rien n’a été écrit : ajoutez --dans content/ANNÉE/CHAPITRE/figures.yaml",
            "nothing was written: add --into content/YEAR/CHAPTER/figures.yaml"
        ));
        return Exit::Fine;
    };
    let path: Arc<str> = Arc::from(target(&sources, &import.workspace, into));
    let unreadable: Vec<Finding> =
        found.into_iter().filter(|finding| finding.place.as_ref().is_some_and(|place| place.file == path)).collect();
    if !unreadable.is_empty() {
        return refused(&unreadable, &sources, console);
    }
    let merge = match import::merge(&path, sources.text(&path).unwrap_or_default(), &imported.entries, lang) {
        Ok(merge) => merge,
        Err(finding) => return refused(&[*finding], &sources, console),
    };
    let (after, errors) = import::new_errors(&sources, &path, &merge.text);
    if !errors.is_empty() {
        return refused(&errors, &after, console);
    }
    diff(&path, &merge, console);
    write(&path, &merge, &sources, import, console)
}

/// The entries of the data file.
fn read(import: &Import, lang: Lang, console: &Console) -> Result<Imported, Exit> {
    let name: Arc<str> = Arc::from(import.file.to_string_lossy().replace('\\', "/"));
    let (file, found) = source::read_one(&import.file, &name).map_err(|error| {
        let (path, cause) = (error.path.display(), &error.cause);
        let message = match cause.kind() {
            std::io::ErrorKind::NotFound => phrase!("« {path} » n’existe pas", "`{path}` does not exist"),
            _ => phrase!("« {path} » ne peut pas être lu : {cause}", "`{path}` cannot be read: {cause}"),
        };
        console.error(&message, &phrase!("donnez un fichier .csv ou .xlsx", "give a .csv or .xlsx file"));
        Exit::Machine
    })?;
    let mut findings: Vec<Finding> = found.into_iter().map(guessed).collect();
    let selection = Selection {
        sheet: import.sheet.clone(),
        range: import.range.clone(),
        table: import.table.clone(),
        columns: Vec::new(),
    };
    let request =
        Request { selection, shape: import.shape, label: import.label.clone(), source: import.source.clone() };
    let imported = file.as_ref().and_then(|file| import::entries(&name, file, &request, lang, &mut findings));
    let text = file.as_ref().and_then(|file| file.text.as_deref());
    tell(&findings, &|path| text.filter(|_| path == &*name), console);
    imported.ok_or(Exit::Findings)
}

/// A CSV in another encoding is read all the same: what is made of it is shown, and can be read before it is published.
fn guessed(finding: Finding) -> Finding {
    if finding.code != crate::finding::Code::Encoding {
        return finding;
    }
    let remedy = phrase!(
        "vérifiez les accents de ce qui suit ; au besoin, enregistrez le fichier en « CSV UTF-8 »",
        "check the accents of what follows; if need be, save the file as “CSV UTF-8”"
    );
    Finding { severity: Severity::Warning, ..finding }.remedy(remedy)
}

fn tell<'t>(findings: &[Finding], texts: &dyn Fn(&str) -> Option<&'t str>, console: &Console) {
    if let Some(counts) = terminal::counts(findings, console.lang) {
        console.tell(&terminal::show(findings, &|path| texts(path), console.lang, console::columns()));
        console.tell(&counts);
    }
}

/// What of the table is in no figure.
fn left(imported: &Imported, console: &Console) {
    if !imported.left.is_empty() {
        let names = imported.left.join(", ");
        console.tell(
            phrase!(
                "laissé de côté (ni une clé d’un chiffre, ni une valeur) : {names}",
                "left aside (neither a key of a figure nor a value): {names}"
            )
            .get(console.lang),
        );
    }
}

/// The path in the workspace of the file to write; a folder stands for its `figures.yaml`.
fn target(sources: &Sources, workspace: &Path, into: &Path) -> String {
    let inside = into.strip_prefix(workspace).unwrap_or(into);
    let parts: Vec<_> = inside
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let path = parts.join("/");
    if path.ends_with(".yaml") || path.ends_with(".yml") {
        return path;
    }
    let french = format!("{path}/chiffres.yaml");
    if sources.files.contains_key(french.as_str()) { french } else { format!("{path}/figures.yaml") }
}

fn refused(findings: &[Finding], sources: &Sources, console: &Console) -> Exit {
    tell(findings, &|path| sources.text(path), console);
    console.tell(phrase!("rien n’a été écrit", "nothing was written").get(console.lang));
    Exit::Findings
}

/// New entries, changed values, and how many stay the same.
fn diff(path: &str, merge: &Merge, console: &Console) {
    let mut shown = Vec::new();
    for Change { id, label, is_new, moved, kept } in &merge.changes {
        if *is_new {
            shown.push(format!("  + {id}  {label}"));
        }
        for moved in moved {
            let (key, to) = (&moved.key, &moved.to);
            let from = moved.from.as_deref().unwrap_or("–");
            shown.push(format!("  ~ {id}  {key} : {from} → {to}"));
        }
        let stays = phrase!("n’est plus dans le tableau ; gardé", "is no longer in the table; kept");
        shown.extend(kept.iter().map(|line| format!("  = {id}  {line} : {}", stays.get(console.lang))));
    }
    let rest = shown.len().saturating_sub(MOST_SHOWN);
    shown.truncate(MOST_SHOWN);
    if rest > 0 {
        shown.push(phrase!("  … et {rest} autres", "  … and {rest} more").get(console.lang).to_owned());
    }
    let count = |wanted: &dyn Fn(&Change) -> bool| merge.changes.iter().filter(|change| wanted(change)).count();
    let new = count(&|change| change.is_new);
    let changed = count(&|change| !change.moved.is_empty());
    let same = merge.changes.len() - new - changed;
    let plural = |count: usize, end: &'static str| if count > 1 { end } else { "" };
    let (many_new, many_changed, many_same) = (plural(new, "x"), plural(changed, "s"), plural(same, "s"));
    let counts = phrase!(
        "{path} : {new} nouveau{many_new}, {changed} modifié{many_changed}, {same} inchangé{many_same}",
        "{path}: {new} new, {changed} changed, {same} the same"
    );
    console.tell(counts.get(console.lang));
    if !shown.is_empty() {
        console.tell(&shown.join("\n"));
    }
}

/// Writes the file when it differs, and when the changes were allowed.
fn write(path: &Arc<str>, merge: &Merge, sources: &Sources, import: &Import, console: &Console) -> Exit {
    let said = |phrase: Phrase| console.tell(phrase.get(console.lang));
    if !import.replace && merge.changes.iter().any(|change| !change.moved.is_empty()) {
        said(phrase!(
            "rien n’a été écrit : --remplacer accepte ces changements",
            "nothing was written: --replace accepts these changes"
        ));
        return Exit::Findings;
    }
    if sources.text(path) == Some(&merge.text) {
        console.say(&phrase!("rien à changer", "nothing to change"));
        return Exit::Fine;
    }
    let written = match sources.files.get(path) {
        Some(former) => output::replace(&import.workspace.join(&**path), &like(&former.bytes, &merge.text)),
        None => {
            let file = NewFile { path: path.to_string(), bytes: merge.text.clone().into_bytes() };
            output::create(&import.workspace, &[file]).map(|_| ())
        }
    };
    match written {
        Ok(()) => {
            console.say(&phrase!("écrit : {path}", "written: {path}"));
            Exit::Fine
        }
        Err(error) => console.output_error(&error),
    }
}

/// The new text with the byte order mark and the line ends of the former file.
fn like(former: &[u8], text: &str) -> Vec<u8> {
    let mark = if former.starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
    let is_dos = former.windows(2).any(|pair| pair == b"\r\n");
    let text = if is_dos { text.replace('\n', "\r\n") } else { text.to_owned() };
    format!("{mark}{text}").into_bytes()
}
