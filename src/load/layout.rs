//! Paths of a workspace → which file is which: editions, chapters, groups, highlights, pages. What matches nothing is a finding.

use super::misplaced::{nested_group, twice, unexpected, unfit};
use crate::finding::{Code, Finding, Place, phrase};
use crate::source::Sources;
use crate::text::{Lang, slug::slug};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file's path in the workspace.
pub(super) type Path = Arc<str>;

/// The files of a workspace by their role.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) glossary: Option<Path>,
    pub(super) people: Option<Path>,
    /// By name, ascending.
    pub(super) editions: Vec<EditionFiles>,
    /// Pictures, data and documents that texts may refer to.
    pub(super) others: Vec<Path>,
}

/// The files of an edition.
#[derive(Debug, Default)]
pub(super) struct EditionFiles {
    pub(super) name: String,
    pub(super) folder: String,
    pub(super) edition: Option<Path>,
    pub(super) foreword: Option<Translated>,
    pub(super) figures: FigureFiles,
    pub(super) chapters: Vec<ChapterFiles>,
    pub(super) pages: Vec<(String, Translated)>,
}

impl EditionFiles {
    /// The year that its name is.
    pub(super) fn year(&self) -> Option<i32> {
        self.name.parse().ok()
    }

    /// Every text but those of the chapters themselves.
    pub(super) fn articles(&self) -> Vec<&Translated> {
        let highlights = self.chapters.iter().flat_map(|chapter| &chapter.entries).flat_map(|entry| match entry {
            Entry::Highlight(highlight) => std::slice::from_ref(highlight),
            Entry::Group { highlights, .. } => highlights,
        });
        let pages = self.pages.iter().map(|(_, page)| page);
        highlights.map(|highlight| &highlight.text).chain(pages).chain(&self.foreword).collect()
    }
}

/// The files of a chapter.
#[derive(Debug, Default)]
pub(super) struct ChapterFiles {
    pub(super) slug: String,
    pub(super) folder: String,
    pub(super) chapter: Option<Translated>,
    pub(super) figures: FigureFiles,
    /// Those that stand in no group first, at their place; groups keep theirs.
    pub(super) entries: Vec<Entry>,
}

/// What stands in a chapter, in reading order.
#[derive(Debug)]
pub(super) enum Entry {
    Highlight(HighlightFiles),
    Group { file: Path, highlights: Vec<HighlightFiles> },
}

/// A highlight: its address when it gives none, and its texts.
#[derive(Debug)]
pub(super) struct HighlightFiles {
    pub(super) slug: String,
    pub(super) text: Translated,
}

/// A text in each language it exists in; `None` is the report's first language.
#[derive(Clone, Debug, Default)]
pub(super) struct Translated(BTreeMap<Option<Lang>, Path>);

impl Translated {
    /// Takes a file; one that has its place already is a finding.
    fn keep(&mut self, lang: Option<Lang>, path: &Path, findings: &mut Vec<Finding>) {
        match self.0.get(&lang) {
            None => drop(self.0.insert(lang, Arc::clone(path))),
            Some(first) => findings.push(twice(path, first)),
        }
    }

    /// The text in the first language.
    pub(super) fn own(&self) -> Option<&Path> {
        self.0.get(&None)
    }

    /// Every text whose name tells its language.
    pub(super) fn translations(&self) -> impl Iterator<Item = (Lang, &Path)> {
        self.0.iter().filter_map(|(lang, path)| Some(((*lang)?, path)))
    }

    /// The text in `lang`, or in the first language; `true` when it is a stand-in.
    pub(super) fn get(&self, lang: Lang, first: Lang) -> Option<(&Path, bool)> {
        let original = self.own();
        if lang == first {
            return original.map(|path| (path, false));
        }
        self.0.get(&Some(lang)).map(|path| (path, false)).or(original.map(|path| (path, true)))
    }
}

/// The figures of an edition or of a chapter, and their words in other languages.
#[derive(Debug, Default)]
pub(super) struct FigureFiles(BTreeMap<Option<Lang>, Path>);

impl FigureFiles {
    fn keep(&mut self, name: &str, path: &Path, findings: &mut Vec<Finding>) {
        let Some(lang) = sheet(name) else { return };
        match self.0.get(&lang) {
            None => drop(self.0.insert(lang, Arc::clone(path))),
            Some(first) => findings.push(twice(path, first)),
        }
    }

    /// The figures themselves.
    pub(super) fn own(&self) -> Option<&Path> {
        self.0.get(&None)
    }

    /// Their words in `lang`.
    pub(super) fn words(&self, lang: Lang) -> Option<&Path> {
        self.0.get(&Some(lang))
    }

    /// Every file of words.
    pub(super) fn translations(&self) -> impl Iterator<Item = (Lang, &Path)> {
        self.0.iter().filter_map(|(lang, path)| Some(((*lang)?, path)))
    }
}

/// A path cut at its slashes.
type Parts<'a> = Vec<&'a str>;

/// Sorts the files of `content/`.
pub(super) fn layout(sources: &Sources, findings: &mut Vec<Finding>) -> Layout {
    let mut layout = Layout::default();
    let mut editions: BTreeMap<&str, Vec<(Parts, &Path)>> = BTreeMap::new();
    for path in sources.below("content/") {
        let parts: Parts = path.split('/').skip(1).collect();
        match parts.as_slice() {
            ["glossary.yaml" | "sigles.yaml"] => seat(&mut layout.glossary, path, findings),
            ["people.yaml" | "personnes.yaml"] => seat(&mut layout.people, path, findings),
            [name] if is_text(name) => findings.push(unexpected(path, name, &["glossary.yaml", "people.yaml"])),
            [_] => layout.others.push(Arc::clone(path)),
            [edition, rest @ ..] => editions.entry(edition).or_default().push((rest.to_vec(), path)),
            [] => {}
        }
    }
    for (name, files) in editions {
        if let Some(edition) = edition(name, &files, &mut layout.others, findings) {
            layout.editions.push(edition);
        }
    }
    layout.others.extend(sources.below("assets/").cloned());
    layout
}

/// Gives a file its place; one that another has already is a finding.
fn seat(place: &mut Option<Path>, path: &Path, findings: &mut Vec<Finding>) {
    match place {
        None => *place = Some(Arc::clone(path)),
        Some(first) => findings.push(twice(path, first)),
    }
}

/// Markdown and YAML have a role; any other file may be cited by a text.
fn is_text(name: &str) -> bool {
    [".md", ".yaml", ".yml", ".markdown"].iter().any(|extension| name.ends_with(extension))
}

fn edition(
    name: &str,
    files: &[(Parts, &Path)],
    others: &mut Vec<Path>,
    findings: &mut Vec<Finding>,
) -> Option<EditionFiles> {
    let mut edition =
        EditionFiles { name: name.to_owned(), folder: format!("content/{name}/"), ..EditionFiles::default() };
    let mut chapters: BTreeMap<&str, Vec<(Parts, &Path)>> = BTreeMap::new();
    for (parts, path) in files {
        match parts.as_slice() {
            ["edition.yaml" | "millesime.yaml"] => seat(&mut edition.edition, path, findings),
            [file] if sheet(file).is_some() => edition.figures.keep(file, path, findings),
            [file] => match twin(file) {
                Some(("foreword" | "editorial", lang)) => {
                    edition.foreword.get_or_insert_default().keep(lang, path, findings);
                }
                _ if is_text(file) => {
                    findings.push(unexpected(
                        path,
                        file,
                        &["edition.yaml", "figures.yaml", "editorial.md", "foreword.md"],
                    ));
                }
                _ => others.push(Arc::clone(path)),
            },
            ["pages", file] => match twin(file) {
                Some((stem, lang)) => {
                    let slug = slug(without_number(stem).1);
                    let page = match edition.pages.iter_mut().find(|(known, _)| *known == slug) {
                        Some((_, page)) => page,
                        None => &mut edition.pages.push_mut((slug, Translated::default())).1,
                    };
                    page.keep(lang, path, findings);
                }
                None if is_text(file) => findings.push(unexpected(path, file, &[])),
                None => others.push(Arc::clone(path)),
            },
            [chapter, rest @ ..] => chapters.entry(chapter).or_default().push((rest.to_vec(), path)),
            [] => {}
        }
    }
    if edition.edition.is_none() {
        findings.push(
            Finding::new(
                Code::EditionMissing,
                Place::file(&Arc::from(format!("content/{name}/edition.yaml"))),
                phrase!(
                    "le dossier « content/{name} » n’a pas de fichier edition.yaml",
                    "the folder `content/{name}` has no file edition.yaml"
                ),
            )
            .remedy(phrase!(
                "ajoutez « content/{name}/edition.yaml » avec une ligne « titre: … »",
                "add `content/{name}/edition.yaml` with a line `title: …`"
            )),
        );
        return None;
    }
    findings.extend(unfit(name));
    let mut folders: Vec<_> = chapters.into_iter().collect();
    folders.sort_by_key(|(folder, _)| order(folder));
    for (folder, files) in folders {
        let texts = files.iter().any(|(parts, _)| parts.last().is_some_and(|name| is_text(name)));
        if texts {
            edition.chapters.push(chapter(&edition.folder, folder, &files, others, findings));
        } else {
            others.extend(files.into_iter().map(|(_, path)| Arc::clone(path)));
        }
    }
    Some(edition)
}

fn chapter(
    parent: &str,
    name: &str,
    files: &[(Parts, &Path)],
    others: &mut Vec<Path>,
    findings: &mut Vec<Finding>,
) -> ChapterFiles {
    let mut chapter = ChapterFiles {
        slug: slug(without_number(name).1),
        folder: format!("{parent}{name}/"),
        ..ChapterFiles::default()
    };
    let mut entries: BTreeMap<(u32, String), Entry> = BTreeMap::new();
    for (parts, path) in files {
        let [folder, "group.yaml" | "rubrique.yaml"] = parts.as_slice() else { continue };
        match entries.get(&order(folder)) {
            Some(Entry::Group { file, .. }) => findings.push(twice(path, file)),
            _ => drop(entries.insert(order(folder), group(path))),
        }
    }
    for (parts, path) in files {
        match parts.as_slice() {
            [file] if sheet(file).is_some() => chapter.figures.keep(file, path, findings),
            [file] if matches!(twin(file), Some(("chapter" | "chapitre", _))) => {
                let lang = twin(file).and_then(|(_, lang)| lang);
                chapter.chapter.get_or_insert_default().keep(lang, path, findings);
            }
            [_, "group.yaml" | "rubrique.yaml"] => {}
            [folder, rest @ ..] if matches!(entries.get(&order(folder)), Some(Entry::Group { .. })) => {
                match (highlight_file(rest), entries.get_mut(&order(folder))) {
                    (Some((stem, lang)), Some(Entry::Group { highlights, .. })) => {
                        let slug = slug(without_number(stem).1);
                        let highlight = match highlights.iter_mut().find(|known| known.slug == slug) {
                            Some(known) => known,
                            None => highlights.push_mut(HighlightFiles { slug, text: Translated::default() }),
                        };
                        highlight.text.keep(lang, path, findings);
                    }
                    _ => other(path, rest, others, findings),
                }
            }
            rest => match highlight_file(rest) {
                Some((stem, lang)) => {
                    let slug = slug(without_number(stem).1);
                    let new = || Entry::Highlight(HighlightFiles { slug, text: Translated::default() });
                    match entries.entry(order(stem)).or_insert_with(new) {
                        Entry::Highlight(highlight) => highlight.text.keep(lang, path, findings),
                        Entry::Group { file, .. } => findings.push(twice(path, file)),
                    }
                }
                None => other(path, rest, others, findings),
            },
        }
    }
    chapter.entries = entries.into_values().collect();
    for entry in &mut chapter.entries {
        if let Entry::Group { highlights, .. } = entry {
            highlights
                .sort_by_cached_key(|highlight| highlight.text.0.values().next().map(|path| order(last_name(path))));
        }
    }
    chapter
}

fn group(file: &Path) -> Entry {
    Entry::Group { file: Arc::clone(file), highlights: Vec::new() }
}

/// The name that orders a highlight: its file's, or its folder's when the file is `index.md`.
fn last_name(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    match parts.next() {
        Some(index) if matches!(twin(index), Some(("index", _))) => parts.next().unwrap_or(index),
        Some(name) => name,
        None => path,
    }
}

/// `10-x.md` or `10-x/index.md`: the name before the extension, and the language of a twin.
fn highlight_file<'a>(parts: &[&'a str]) -> Option<(&'a str, Option<Lang>)> {
    match parts {
        [file] => twin(file).filter(|(stem, _)| *stem != "index"),
        [folder, file] => twin(file).filter(|(stem, _)| *stem == "index").map(|(_, lang)| (*folder, lang)),
        _ => None,
    }
}

fn other(path: &Path, parts: &[&str], others: &mut Vec<Path>, findings: &mut Vec<Finding>) {
    match parts.last() {
        Some(&("group.yaml" | "rubrique.yaml")) => findings.push(nested_group(path)),
        Some(name) if is_text(name) => {
            findings.push(unexpected(path, name, &["chapter.md", "figures.yaml", "group.yaml", "index.md"]))
        }
        _ => others.push(Arc::clone(path)),
    }
}

/// `telemedecine.en.md` → (`telemedecine`, English); `telemedecine.md` → (`telemedecine`, none).
fn twin(file: &str) -> Option<(&str, Option<Lang>)> {
    let stem = file.strip_suffix(".md")?;
    match stem.rsplit_once('.') {
        Some((stem, code)) if code.len() == 2 && Lang::from_code(code).is_some() => Some((stem, Lang::from_code(code))),
        _ => Some((stem, None)),
    }
}

/// `figures.yaml` → none; `figures.en.yaml`, their words in English → English; any other name is no file of figures.
fn sheet(file: &str) -> Option<Option<Lang>> {
    let (stem, code) = match file.strip_suffix(".yaml")?.rsplit_once('.') {
        Some((stem, code)) => (stem, Some(Lang::from_code(code).filter(|_| code.len() == 2)?)),
        None => (file.strip_suffix(".yaml")?, None),
    };
    ["figures", "chiffres"].contains(&stem).then_some(code)
}

/// The language a text is written in, when its name says so: `telemedecine.en.md`.
pub(super) fn language(path: &str) -> Option<Lang> {
    twin(path.rsplit('/').next()?).and_then(|(_, lang)| lang)
}

/// `10-coordonner` → (10, `coordonner`); what has no number comes after.
fn without_number(name: &str) -> (u32, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    match (name[..digits].parse(), name[digits..].strip_prefix(['-', '_', ' ', '.'])) {
        (Ok(number), Some(rest)) if !rest.is_empty() => (number, rest),
        _ => (u32::MAX, name),
    }
}

/// Order of reading: the number, then the name.
fn order(name: &str) -> (u32, String) {
    (without_number(name).0, name.to_owned())
}
