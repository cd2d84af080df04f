//! The files of a theme: those built into the program, and those of the workspace that lie over them, layer by layer.

use crate::model::Layer;
use crate::source::{File, Sources};
use include_dir::{Dir, include_dir};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// The built-in themes, as they stand in `themes/` of the program's own sources.
static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Their text files: theme → path in the theme (`templates/base.html`) → text.
static BUILT_IN: LazyLock<BTreeMap<&str, BTreeMap<String, &str>>> = LazyLock::new(|| {
    let mut themes: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    collect(&THEMES, &mut themes);
    themes
});

fn collect(folder: &Dir<'static>, themes: &mut BTreeMap<&'static str, BTreeMap<String, &'static str>>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8())
            && let Some((name, _)) = path.split_once(['/', '\\'])
        {
            themes.entry(name).or_default().insert(path[name.len() + 1..].replace('\\', "/"), text);
        }
    }
    folder.dirs().for_each(|folder| collect(folder, themes));
}

/// The names of the built-in themes.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.keys().copied()
}

/// What a built-in theme says of itself; `None` when there is no such theme.
pub fn built_in_manifest(name: &str) -> Option<&'static str> {
    BUILT_IN.get(name).map(|files| files.get("theme.yaml").copied().unwrap_or_default())
}

/// A file of one layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct ThemeFile<'a> {
    /// Its text; empty for what is not text.
    pub(super) text: &'a str,
    /// Its path in the workspace and its bytes; `None` for a built-in file.
    pub(super) own: Option<Own<'a>>,
}

/// A file of a theme of the workspace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'a> {
    /// Its path in the workspace.
    pub(super) path: &'a Arc<str>,
    /// The file.
    pub(super) file: &'a File,
}

/// One of the themes that a theme is made of.
#[derive(Debug)]
pub(super) struct LayerFiles<'a> {
    /// What its templates are called by: `default/`.
    pub(super) prefix: String,
    /// Path in the theme → file. A copy of the file it would replace changes nothing and is left out.
    pub(super) files: BTreeMap<&'a str, ThemeFile<'a>>,
}

/// The files of a report's theme, the nearest layer first.
#[derive(Debug)]
pub(super) struct Layers<'a>(pub(super) Vec<LayerFiles<'a>>);

impl<'a> Layers<'a> {
    /// The files of these layers.
    pub(super) fn of(sources: &'a Sources, layers: &'a [Layer]) -> Self {
        let mut found = Self(Vec::new());
        for layer in layers.iter().rev() {
            let built_in = BUILT_IN.get(layer.name.as_str());
            let prefix = layer.prefix(built_in.is_some());
            let files = match built_in {
                Some(files) if !layer.is_own => {
                    files.iter().map(|(path, text)| (path.as_str(), ThemeFile { text, own: None })).collect()
                }
                _ => found.own(sources, &layer.name),
            };
            found.0.insert(0, LayerFiles { prefix, files });
        }
        found
    }

    /// The files under `themes/NAME/` that change what the layers so far say.
    fn own(&self, sources: &'a Sources, name: &str) -> BTreeMap<&'a str, ThemeFile<'a>> {
        let folder = format!("themes/{name}/");
        let files = sources.files.iter().filter_map(|(path, file)| Some((path.strip_prefix(&*folder)?, path, file)));
        files
            .filter(|(inner, _, file)| {
                let replaced = self.find(inner);
                replaced.is_none_or(|replaced| file.text.as_deref() != Some(replaced.text))
            })
            .map(|(inner, path, file)| {
                let text = file.text.as_deref().unwrap_or("");
                (inner, ThemeFile { text, own: Some(Own { path, file }) })
            })
            .collect()
    }

    /// The file that counts at a path: that of the nearest layer.
    pub(super) fn find(&self, path: &str) -> Option<ThemeFile<'a>> {
        self.0.iter().find_map(|layer| layer.files.get(path).copied())
    }

    /// Every path that a layer has below `folder`, in the order in which sheets and scripts are joined: those of the farthest
    /// layer by name, then those that the next one adds, and so on.
    pub(super) fn joined(&self, folder: &str) -> Vec<&'a str> {
        let mut seen = BTreeSet::new();
        let layers = self.0.iter().rev();
        let paths = layers.flat_map(|layer| layer.files.keys().copied());
        paths.filter(|path| path.starts_with(folder) && seen.insert(*path)).collect()
    }

    /// The files of the workspace, the nearest first: path in the theme, file.
    pub(super) fn owned(&self) -> impl Iterator<Item = (&'a str, Own<'a>)> {
        let files = self.0.iter().flat_map(|layer| &layer.files);
        files.filter_map(|(path, file)| Some((*path, file.own?)))
    }

    /// Whether a path is that of a built-in file.
    pub(super) fn is_built_in(&self, path: &str) -> bool {
        self.0.iter().any(|layer| layer.files.get(path).is_some_and(|file| file.own.is_none()))
    }
}
