//! The files of a workspace, now and before → which of them differ.

use crate::source::Sources;
use std::collections::BTreeSet;

/// How the files of a workspace differ from those of the load before.
#[derive(Debug)]
pub(super) struct Changes<'w> {
    /// There are others: what was looked for in vain may be there.
    pub(super) is_relisted: bool,
    /// Paths of those that are new or say something else.
    paths: BTreeSet<&'w str>,
}

impl<'w> Changes<'w> {
    pub(super) fn between(before: &Sources, now: &'w Sources) -> Self {
        let is_relisted = !before.files.keys().eq(now.files.keys());
        let is_other = |path: &str, file| before.files.get(path) != Some(file);
        let paths = match is_relisted {
            true => now.files.iter().filter(|(path, file)| is_other(path, file)).map(|(path, _)| &**path).collect(),
            // Side by side: a workspace may hold thousands of files.
            false => std::iter::zip(&before.files, &now.files)
                .filter(|((_, before), (_, now))| before != now)
                .map(|(_, (path, _))| &**path)
                .collect(),
        };
        Self { is_relisted, paths }
    }

    /// Whether a file is new or says something else.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether a file below a folder (`content/2022/`) is new or says something else.
    pub(super) fn are_below(&self, folder: &str) -> bool {
        self.paths.range(folder..).next().is_some_and(|path| path.starts_with(folder))
    }

    /// Whether files came or went, or one changed that belongs to none of these folders: any edition may show it.
    pub(super) fn reach_all(&self, folders: &[&str]) -> bool {
        let is_common = |path: &&&str| {
            (path.starts_with("content/") || path.starts_with("assets/"))
                && !folders.iter().any(|folder| path.starts_with(folder))
        };
        self.is_relisted || self.paths.iter().any(|path| is_common(&path))
    }
}
