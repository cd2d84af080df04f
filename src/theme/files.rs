//! The files of a theme: those built into the program, and those of the workspace that lie over them.

use crate::source::{File, Sources};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The default theme, as it stands in `themes/default/` of the program's own sources.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The text files of the built-in theme: path in the theme (`templates/base.html`) → text.
pub(super) fn built_in() -> BTreeMap<String, &'static str> {
    let mut files = BTreeMap::new();
    collect(&BUILT_IN, &mut files);
    files
}

fn collect(folder: &Dir<'static>, files: &mut BTreeMap<String, &'static str>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(file.path().to_string_lossy().replace('\\', "/"), text);
        }
    }
    folder.dirs().for_each(|folder| collect(folder, files));
}

/// A file of the workspace's own theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'a> {
    /// Its path in the workspace.
    pub(super) path: &'a Arc<str>,
    /// The file.
    pub(super) file: &'a File,
}

impl<'a> Own<'a> {
    /// Its text; empty for what is not text.
    pub(super) fn text(&self) -> &'a str {
        self.file.text.as_deref().unwrap_or("")
    }
}

/// The files under `themes/NAME/`: path in the theme → file. A copy of a built-in file changes nothing and is left out.
pub(super) fn own<'a>(
    sources: &'a Sources,
    name: &str,
    built_in: &BTreeMap<String, &'static str>,
) -> BTreeMap<&'a str, Own<'a>> {
    let folder = format!("themes/{name}/");
    let files =
        sources.files.iter().filter_map(|(path, file)| Some((path.strip_prefix(&*folder)?, Own { path, file })));
    files.filter(|(path, own)| built_in.get(*path).is_none_or(|text| own.file.text.as_deref() != Some(*text))).collect()
}

/// The names of the themes a report may ask for: the built-in one, and every folder under `themes/`.
pub(super) fn names(sources: &Sources) -> Vec<&str> {
    let mut names: Vec<&str> = sources
        .files
        .keys()
        .filter_map(|path| Some(path.strip_prefix("themes/")?.split_once('/')?.0))
        .chain(["default"])
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
