//! Sources → [`Report`]: files sorted by role, YAML and Markdown parsed, then every reference resolved. All mistakes at once.

mod annotations;
mod assets;
mod attributes;
mod audit;
mod block;
mod chapter;
mod computed;
mod edition;
mod fields;
mod figure;
mod front;
mod ids;
mod layout;
mod mistake;
mod names;
mod own_block;
mod prose;
pub(crate) mod table;
mod targets;
mod text;
mod theme;
mod told;
mod translation;
mod typeset;
mod unmarked;
mod unreadable;
pub(crate) mod vocabulary;
mod wording;
mod workspace;
pub(crate) mod yaml;

use crate::finding::{Checked, Code, Finding, Place, Severity, phrase};
use crate::model::{Edition, Report, ThemeSettings};
use crate::source::Sources;
use crate::text::Lang;
use edition::Loader;
use layout::FigureFiles;
use prose::Holding;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tracing::info_span;

/// A workspace whose settings are read, and nothing else yet: what they ask of the theme can be made while the content is loaded.
pub struct Opened<'w> {
    sources: &'w Sources,
    /// The path of `report.yaml`.
    file: layout::Path,
    layout: layout::Layout,
    languages: Vec<Lang>,
    /// Nothing when `report.yaml` cannot be parsed: it is reported; what would follow from its absence would only hide it.
    settings: Option<workspace::Settings>,
    assets: assets::Assets<'w>,
    findings: Vec<Finding>,
}

/// Opens a workspace.
///
/// # Errors
/// When the folder is no report: the finding.
pub fn open(sources: &Sources) -> Result<Opened<'_>, Box<Finding>> {
    let Some((file, _)) = sources.files.get_key_value("report.yaml") else {
        let message = phrase!(
            "ce dossier n’a pas de fichier report.yaml : ce n’est pas un rapport",
            "this folder has no file report.yaml: it is not a report"
        );
        return Err(Box::new(Finding::nowhere(Code::WorkspaceMissing, message).remedy(phrase!(
            "créez un rapport avec « millesime new report DOSSIER »",
            "create a report with `millesime new report FOLDER`"
        ))));
    };
    let mut findings = Vec::new();
    let layout = layout::layout(sources, &mut findings);
    let text = sources.text(file).unwrap_or_default();
    let node = yaml::parse(file, text, 0..text.len()).map_err(|finding| findings.push(*finding)).ok();
    let null = yaml::Node { span: 0..0, value: yaml::Value::Null };
    let languages = workspace::languages(file, node.as_ref().unwrap_or(&null), &mut findings);
    let mut assets = assets::Assets::new(sources);
    let settings = node.map(|node| workspace::settings(file, &node, languages[0], sources, &mut assets, &mut findings));
    Ok(Opened { sources, file: Arc::clone(file), layout, languages, settings, assets, findings })
}

/// Loads a workspace. The report is there when no finding is an error.
pub fn load(sources: &Sources) -> Checked<Report> {
    match open(sources) {
        Ok(opened) => opened.load(),
        Err(finding) => Checked { value: None, findings: vec![*finding] },
    }
}

impl Opened<'_> {
    /// The theme that the report asks for, and the language of the words it replaces.
    pub fn theme(&self) -> Option<(ThemeSettings, Lang)> {
        self.settings.as_ref().map(|settings| (settings.theme.clone(), self.languages[0]))
    }

    /// Loads the content. The report is there when no finding is an error.
    pub fn load(self) -> Checked<Report> {
        let Self { sources, file, layout, languages, settings, assets, mut findings } = self;
        let first = languages[0];
        let (yaml, articles) = parse(sources, first, &mut findings);
        let blocks = settings.as_ref().map(|settings| settings.theme.blocks.clone()).unwrap_or_default();
        let mut loader = Loader {
            sources,
            articles,
            yaml,
            people: Vec::new(),
            terms: Vec::new(),
            blocks,
            assets,
            findings,
            first,
            data_files: Vec::new(),
            texts: Vec::new(),
        };
        if let Some((file, node)) = layout.people.as_ref().and_then(|file| loader.yaml.get_key_value(file)) {
            loader.people = workspace::people(file, node, first, &mut loader.assets, &mut loader.findings);
        }
        if let Some((file, node)) = layout.glossary.as_ref().and_then(|file| loader.yaml.get_key_value(file)) {
            loader.terms = workspace::glossary(file, node, first, &mut loader.findings);
        }
        let (editions, found) = Holding::during(|holding| editions(&mut loader, &layout, &languages, holding));
        loader.findings.extend(found);
        if layout.editions.is_empty() && loader.findings.iter().all(|finding| finding.code != Code::EditionMissing) {
            loader.findings.push(
                Finding::new(
                    Code::EditionMissing,
                    Place::file(&file),
                    phrase!("ce rapport n’a pas d’édition", "this report has no edition"),
                )
                .remedy(phrase!(
                    "créez-en une avec « millesime new edition 2022 »",
                    "create one with `millesime new edition 2022`"
                )),
            );
        }
        unused(&mut loader, &layout.others);
        quieten(&mut loader, settings.is_some());
        let is_valid = loader.findings.iter().all(|finding| finding.severity < Severity::Error);
        let report = settings.filter(|_| is_valid).map(|settings| Report {
            organisation: settings.organisation,
            languages,
            address: settings.address,
            targets: settings.targets,
            theme: settings.theme,
            legal: settings.legal,
            editions,
            people: loader.people,
            glossary: loader.terms,
            assets: loader.assets.into_assets(),
        });
        Checked { value: report, findings: loader.findings }
    }
}

/// Parses every YAML and Markdown file of the content, in parallel; one that cannot be read is left out, with its finding.
fn parse(
    sources: &Sources,
    first: Lang,
    findings: &mut Vec<Finding>,
) -> (BTreeMap<layout::Path, yaml::Node>, BTreeMap<layout::Path, front::Article>) {
    enum Parsed {
        Yaml(yaml::Node),
        Article(front::Article),
    }
    let files: Vec<_> = sources.files.iter().filter(|(path, _)| path.starts_with("content/")).collect();
    let parsed: Vec<(Option<Parsed>, Vec<Finding>)> = files
        .par_iter()
        .with_max_len(1)
        .map(|(path, file)| {
            let _span = info_span!("file", of = &***path).entered();
            match &file.text {
                Some(text) if path.ends_with(".yaml") => match yaml::parse(path, text, 0..text.len()) {
                    Ok(node) => (Some(Parsed::Yaml(node)), Vec::new()),
                    Err(finding) => (None, vec![*finding]),
                },
                Some(text) if path.ends_with(".md") => {
                    let (article, findings) = front::parse(path, text, layout::language(path).unwrap_or(first));
                    let is_readable = findings.iter().all(|finding| !is_about_front(finding));
                    (is_readable.then_some(Parsed::Article(article)), findings)
                }
                _ => (None, Vec::new()),
            }
        })
        .collect();
    let (mut yaml, mut articles) = (BTreeMap::new(), BTreeMap::new());
    for ((path, _), (parsed, found)) in files.into_iter().zip(parsed) {
        findings.extend(found);
        match parsed {
            Some(Parsed::Yaml(node)) => drop(yaml.insert(Arc::clone(path), node)),
            Some(Parsed::Article(article)) => drop(articles.insert(Arc::clone(path), article)),
            None => {}
        }
    }
    (yaml, articles)
}

/// Whether a finding says that the front matter could not be read.
fn is_about_front(finding: &Finding) -> bool {
    use Code::{FrontMatter, YamlColon, YamlLimit, YamlQuote, YamlSyntax, YamlTab};
    matches!(finding.code, FrontMatter | YamlColon | YamlLimit | YamlQuote | YamlSyntax | YamlTab)
}

/// Loads the editions from the oldest on, each with those before; gives the latest first.
fn editions(loader: &mut Loader, layout: &layout::Layout, languages: &[Lang], holding: &mut Holding) -> Vec<Edition> {
    let mut editions: Vec<Edition> = Vec::new();
    for &lang in languages {
        for files in &layout.editions {
            // Whatever their language, later editions are held to what was typed: the ledgers of the first one.
            let typed = |edition: &&Edition| edition.lang == languages[0] && edition.name != files.name;
            let before = editions.iter().take_while(typed).count();
            let edition = loader.edition(files, lang, &editions[..before], holding);
            editions.extend(edition);
        }
    }
    for files in &layout.editions {
        let figures = files.chapters.iter().map(|chapter| &chapter.figures).chain([&files.figures]);
        let astray = figures.flat_map(FigureFiles::translations).filter(|(lang, _)| !languages[1..].contains(lang));
        loader.findings.extend(astray.map(|(lang, file)| translation::astray(file, lang)));
    }
    let rank = |edition: &Edition| languages.iter().position(|&lang| lang == edition.lang);
    editions.sort_by(|a, b| b.name.cmp(&a.name).then(rank(a).cmp(&rank(b))));
    editions
}

/// Drops what only follows from a file that could not be read: what it lacks, and what names the things it defines; the languages,
/// when it is that of the settings.
fn quieten(loader: &mut Loader, has_settings: bool) {
    let is_read = |path: &Arc<str>| match loader.yaml.get(path) {
        Some(node) => matches!(node.value, yaml::Value::Map(_) | yaml::Value::Null),
        None => loader.articles.contains_key(path),
    };
    let is_source = |path: &str| path.ends_with(".md") || path.ends_with(".yaml");
    let paths = loader.sources.below("content/").filter(|path| is_source(path));
    let unread: BTreeSet<Arc<str>> = paths.filter(|path| !is_read(path)).cloned().collect();
    let one_of = |ends: &[&str]| unread.iter().any(|path| ends.iter().any(|end| path.ends_with(end)));
    let figures = one_of(&["/figures.yaml", "/chiffres.yaml"]);
    let people = one_of(&["/people.yaml", "/personnes.yaml"]);
    let terms = one_of(&["/glossary.yaml", "/sigles.yaml"]);
    let texts = one_of(&[".md"]);
    loader.findings.retain(|finding| match finding.code {
        Code::KeyMissing => finding.place.as_ref().is_none_or(|place| !unread.contains(&place.file)),
        Code::FigureUnknown | Code::FigureYear | Code::FigureWording => !figures,
        Code::PersonUnknown => !people,
        Code::TermUnknown => !terms,
        Code::LinkUnknown => !texts,
        Code::LanguageUnmarked => has_settings,
        Code::FileUnused => unread.is_empty(),
        _ => true,
    });
}

/// Reports files of the content that nothing refers to.
fn unused(loader: &mut Loader, others: &[layout::Path]) {
    for path in others.iter().filter(|path| path.starts_with("content/")) {
        if !loader.assets.is_used(path) && !loader.data_files.contains(path) {
            loader.findings.push(
                Finding::new(
                    Code::FileUnused,
                    Place::file(path),
                    phrase!(
                        "rien ne cite « {path} » : il ne sera pas publié",
                        "nothing cites `{path}`: it will not be published"
                    ),
                )
                .remedy(phrase!("citez-le, ou rangez-le dans _drafts", "cite it, or move it to _drafts")),
            );
        }
    }
}
