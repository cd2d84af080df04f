//! The paths of a workspace → its editions, chapters and highlights by name, and the next free number.

use super::Refusal;
use crate::source::Sources;
use crate::text::Lang;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Names of the folders directly below `folder` (which ends in `/`), in order.
pub(super) fn folders(sources: &Sources, folder: &str) -> Vec<String> {
    let names: BTreeSet<&str> =
        below(sources, folder).filter_map(|path| path.split_once('/')).map(|(name, _)| name).collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Paths below `folder`, relative to it.
pub(super) fn below<'a>(sources: &'a Sources, folder: &'a str) -> impl Iterator<Item = &'a str> {
    sources.files.keys().filter_map(move |path| path.strip_prefix(folder))
}

/// The editions: folders of `content/` that hold an `edition.yaml`, the latest last.
pub(super) fn editions(sources: &Sources) -> Vec<String> {
    let mut found = folders(sources, "content/");
    found.retain(|name| sources.files.contains_key(format!("content/{name}/edition.yaml").as_str()));
    found
}

/// The report's own language, as `report.yaml` says; `None` when it does not, or cannot be read.
pub fn language(sources: &Sources) -> Option<Lang> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(alias = "langues")]
        languages: Vec<String>,
    }
    let head: Head = serde_yaml::from_str(sources.text("report.yaml")?).ok()?;
    Lang::from_code(head.languages.first()?)
}

/// The edition of that name, or the latest one.
pub(super) fn pick_edition(sources: &Sources, name: Option<&str>) -> Result<String, Refusal> {
    let mut known = editions(sources);
    match name {
        None => known.pop().ok_or(Refusal::NoEdition),
        Some(name) if known.iter().any(|edition| edition == name) => Ok(name.to_owned()),
        Some(name) => Err(Refusal::UnknownEdition(name.to_owned(), known)),
    }
}

/// The chapters of an edition: folders that hold a `chapter.md`.
pub(super) fn chapters(sources: &Sources, edition: &str) -> Vec<String> {
    let folder = format!("content/{edition}/");
    let mut found = folders(sources, &folder);
    found.retain(|name| sources.files.contains_key(format!("{folder}{name}/chapter.md").as_str()));
    found
}

/// The number and the rest of a name: `20-agir.md` → 20, `agir.md`.
pub(super) fn numbered(name: &str) -> Option<(u32, &str)> {
    let (number, rest) = name.split_once('-')?;
    Some((number.parse().ok()?, rest))
}

/// The next ten after the last number: there is room to put something between two.
pub(super) fn next_number<'a>(names: impl Iterator<Item = &'a str>) -> u32 {
    let last = names.filter_map(numbered).map(|(number, _)| number).max().unwrap_or(0);
    (last / 10).saturating_add(1).saturating_mul(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_report() {
        let mut sources = Sources::default();
        assert_eq!(language(&sources), None);
        let text = Some("langues: [en, fr]\nadresse: x\n".into());
        sources.files.insert("report.yaml".into(), crate::source::File { bytes: [].into(), text });
        assert_eq!(language(&sources), Some(Lang::En));
    }

    #[test]
    fn numbers_go_by_tens() {
        assert_eq!(next_number(["10-a", "25-b", "chapter.md"].into_iter()), 30);
        assert_eq!(next_number(["10-a", "20-b"].into_iter()), 30);
        assert_eq!(next_number(["chapter.md", "assets"].into_iter()), 10);
    }
}
