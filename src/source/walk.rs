//! A workspace folder → the paths of its input files, sorted, none outside the workspace.

use super::{Error, unreadable};
use crate::finding::{Code, Finding, Place, phrase};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// What is read at the top of a workspace; the rest of the folder is not ours.
pub const INPUTS: [&str; 4] = ["report.yaml", "content", "themes", "assets"];

/// An input file: where it is on the disk, and its name in the workspace.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// On the disk.
    pub(super) path: PathBuf,
    /// In the workspace: relative, composed Unicode, `/`.
    pub(super) name: Arc<str>,
}

/// Lists the input files of `root`.
pub(super) fn walk(root: &Path) -> Result<(Vec<Input>, Vec<Finding>), Error> {
    let real_root = root.canonicalize().map_err(|cause| Error { path: root.to_owned(), cause })?;
    let mut found: BTreeMap<Arc<str>, PathBuf> = BTreeMap::new();
    let mut findings = Vec::new();
    for input in INPUTS {
        let walker = WalkDir::new(root.join(input)).follow_links(true).sort_by_file_name();
        let mut entries = walker.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry.file_name()));
        // Not a `for` loop: the body may skip the folder it is in.
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 && error.io_error().is_some_and(is_absent) => break,
                Err(error) => {
                    findings.push(refused(root, &error));
                    continue;
                }
            };
            let name = workspace_name(root, entry.path());
            if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&real_root)) {
                findings.push(outside(&name));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            if !entry.file_type().is_file() {
                continue;
            }
            if entry.path().to_str().is_none() {
                findings.push(
                    Finding::new(
                        Code::FileName,
                        Place::file(&name),
                        phrase!(
                            "le nom du fichier « {name} » n’est pas de l’Unicode valide",
                            "the file name `{name}` is not valid Unicode"
                        ),
                    )
                    .remedy(phrase!(
                        "renommez-le : ses accents viennent d’un ancien système",
                        "rename it: its accents come from an old system"
                    )),
                );
            } else if found.insert(Arc::clone(&name), entry.path().to_owned()).is_some() {
                findings.push(
                    Finding::new(
                        Code::FileName,
                        Place::file(&name),
                        phrase!(
                            "deux fichiers portent ce nom : seuls leurs accents sont codés autrement",
                            "two files have this name: only their accents are encoded differently"
                        ),
                    )
                    .remedy(phrase!("supprimez ou renommez l’un des deux", "delete or rename one of the two")),
                );
            }
        }
    }
    Ok((found.into_iter().map(|(name, path)| Input { path, name }).collect(), findings))
}

/// Hidden files, drafts, and what office programs leave beside open documents.
pub(super) fn is_skipped(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name == "_drafts" || name == "Thumbs.db" || name.ends_with('~')
}

fn is_absent(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}

pub(super) fn workspace_name(root: &Path, path: &Path) -> Arc<str> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Arc::from(parts.join("/").nfc().collect::<String>())
}

fn outside(name: &Arc<str>) -> Finding {
    Finding::new(
        Code::SymlinkOutside,
        Place::file(name),
        phrase!("le lien « {name} » mène hors de l’espace de travail", "the link `{name}` leads outside the workspace"),
    )
    .remedy(phrase!("copiez le fichier à la place du lien", "copy the file in place of the link"))
}

fn refused(root: &Path, error: &walkdir::Error) -> Finding {
    let name = workspace_name(root, error.path().unwrap_or(root));
    if error.loop_ancestor().is_some() {
        return Finding::new(
            Code::SymlinkOutside,
            Place::file(&name),
            phrase!(
                "le lien « {name} » revient sur un dossier qui le contient",
                "the link `{name}` leads back to a folder around it"
            ),
        )
        .remedy(phrase!("supprimez ce lien", "delete this link"));
    }
    if error.path().is_some_and(Path::is_symlink) {
        return outside(&name);
    }
    match error.io_error() {
        Some(cause) => unreadable(&name, cause),
        None => outside(&name),
    }
}
