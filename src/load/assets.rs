//! Paths typed in texts → published files.

use super::layout::Path;
use super::picture;
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::model::{Asset, AssetId, AssetKind};
use crate::site;
use crate::source::Sources;
use crate::text::nearest::nearest;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The files that texts refer to, each once.
#[derive(Clone)]
pub(super) struct Assets<'a> {
    sources: &'a Sources,
    /// All files, in order: a file is known by its place among them.
    paths: Arc<[Path]>,
    found: BTreeMap<AssetId, Asset>,
}

impl<'a> Assets<'a> {
    /// Of a workspace that has files at these `paths`.
    pub(super) fn of(sources: &'a Sources, paths: &Arc<[Path]>) -> Self {
        Self { sources, paths: Arc::clone(paths), found: BTreeMap::new() }
    }

    /// The file that `typed` names from the file `from`: beside it, or from the top of the workspace.
    pub(super) fn find(&mut self, from: &Path, typed: &str, span: Range<usize>) -> Result<AssetId, Box<Finding>> {
        let path = resolve(self.sources, from, typed, span.clone())?;
        let id = AssetId(self.paths.binary_search(&path).expect("a known file"));
        if self.found.contains_key(&id) {
            return Ok(id);
        }
        let bytes = Arc::clone(&self.sources.files[&path].bytes);
        let size = picture::is_picture(&path).then(|| picture::size(&path, &bytes)).transpose();
        let kind = match &size {
            Ok(Some(size)) => AssetKind::Image(*size),
            Ok(None) | Err(_) => AssetKind::Other,
        };
        // One that cannot be published is known all the same: it is told once, and not as a file that nothing cites.
        self.found.insert(id, Asset { path, bytes, kind });
        size.map(|_| id).map_err(|fault| Box::new(fault.finding(typed, Place::new(from, span))))
    }

    /// Adds those that other texts refer to.
    pub(super) fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// Those that were referred to.
    pub(super) fn into_assets(self) -> BTreeMap<AssetId, Asset> {
        self.found
    }
}

/// The workspace path of the file that `typed` names from the file `from`.
pub(super) fn resolve(sources: &Sources, from: &Path, typed: &str, span: Range<usize>) -> Result<Path, Box<Finding>> {
    use unicode_normalization::UnicodeNormalization;
    let typed: String = site::decoded(typed.trim()).nfc().collect();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = join(folder, &typed);
    let from_top = join("", typed.trim_start_matches('/'));
    if beside.is_none() && from_top.is_none() {
        return Err(Box::new(
            Finding::new(
                Code::FileUnknown,
                Place::new(from, span),
                phrase!("« {typed} » mène hors de l’espace de travail", "`{typed}` leads outside the workspace"),
            )
            .remedy(phrase!(
                "copiez le fichier dans le rapport, à côté du texte",
                "copy the file into the report, beside the text"
            )),
        ));
    }
    for path in [&beside, &from_top].into_iter().flatten() {
        if let Some((known, _)) = sources.files.get_key_value(path.as_str()) {
            return Ok(Arc::clone(known));
        }
    }
    let name = typed.rsplit('/').next().unwrap_or(&typed);
    let (asked, prefix) = typed.rsplit_once('/').map_or(("", String::new()), |(asked, _)| (asked, format!("{asked}/")));
    let at_top = asked.split('/').next() == Some("assets");
    let wanted = if at_top || folder.is_empty() { join("", asked) } else { join(folder, asked) }.unwrap_or_default();
    let wanted = if wanted.is_empty() { "assets".to_owned() } else { wanted };
    let near = elsewhere(sources, folder, name).or_else(|| {
        let siblings = sources.files.keys().filter_map(|path| path.strip_prefix(wanted.as_str())?.strip_prefix('/'));
        nearest(name, siblings.filter(|path| !path.contains('/'))).map(|near| format!("{prefix}{near}"))
    });
    let assets = sources.files.keys().map(AsRef::as_ref).filter(|path| path.starts_with("assets/"));
    let near = near.or_else(|| nearest(&typed, assets).map(str::to_owned));
    Err(Box::new(
        Finding::new(
            Code::FileUnknown,
            Place::new(from, span),
            phrase!("le fichier « {typed} » n’existe pas", "the file `{typed}` does not exist"),
        )
        .remedy(match near {
            Some(near) => did_you_mean(&near),
            None if wanted.starts_with("assets") => {
                phrase!("déposez-le dans « {wanted}/ »", "put it in `{wanted}/`")
            }
            None => phrase!(
                "déposez-le dans « {wanted}/ », ou dans « assets/ » et écrivez « assets/{name} »",
                "put it in `{wanted}/`, or in `assets/` and write `assets/{name}`"
            ),
        }),
    ))
}

/// A file of that very name in another folder of the edition of `folder`, or among the assets: what to write from `folder`.
fn elsewhere(sources: &Sources, folder: &str, name: &str) -> Option<String> {
    let edition: Vec<&str> = folder.splitn(3, '/').take(2).collect();
    let edition = format!("{}/", edition.join("/"));
    let is_there = |path: &&str| path.starts_with(&edition) || path.starts_with("assets/");
    let files = sources.files.keys().map(AsRef::as_ref).filter(is_there);
    let same = files.filter(|path: &&str| path.rsplit('/').next() == Some(name));
    same.map(|path| relative(folder, path)).min_by_key(|typed| typed.matches('/').count())
}

/// `a/b` and `a/c/x` → `../c/x`; what is among the assets is named from the top.
fn relative(folder: &str, path: &str) -> String {
    if path.starts_with("assets/") {
        return path.to_owned();
    }
    let (from, to): (Vec<&str>, Vec<&str>) = (folder.split('/').collect(), path.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    [vec![".."; from.len() - shared], to[shared..].to_vec()].concat().join("/")
}

/// `a/b` + `../c` → `a/c`; `None` above the top.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_never_leave_the_top() {
        assert_eq!(join("content/2022", "../x.png").as_deref(), Some("content/x.png"));
        assert_eq!(join("content", "../../x.png"), None);
        assert_eq!(join("content", "./a//b/../c").as_deref(), Some("content/a/c"));
    }

    #[test]
    fn paths_are_told_from_a_folder() {
        assert_eq!(relative("content/2022/10-a", "content/2022/10-a/20-b/x.svg"), "20-b/x.svg");
        assert_eq!(relative("content/2022/10-a", "content/2022/30-c/x.svg"), "../30-c/x.svg");
        assert_eq!(relative("content/2022/10-a", "assets/x.svg"), "assets/x.svg");
    }
}
