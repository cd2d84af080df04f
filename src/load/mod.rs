//! Sources → [`Report`]: files sorted by role, YAML and Markdown parsed, then every reference resolved. All mistakes at once.

mod annotations;
mod assets;
mod attributes;
mod audit;
mod block;
mod changes;
mod chapter;
mod computed;
mod edition;
mod editions;
mod fields;
mod figure;
mod front;
mod ids;
mod layout;
mod memo;
mod misplaced;
mod mistake;
mod names;
mod own_block;
mod parsed;
mod picture;
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
mod unwritten;
pub(crate) mod vocabulary;
mod wording;
mod workspace;
pub(crate) mod yaml;

use crate::finding::{Checked, Code, Finding, Place, Severity, phrase};
use crate::model::{Edition, PublishTarget, Report, ThemeSettings};
use crate::source::Sources;
use crate::text::Lang;
use changes::Changes;
use edition::Basis;
use layout::Path;
use memo::Listing;
use parsed::Files;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use memo::Memo;

/// A workspace whose settings are read, and nothing else yet: what they ask of the theme can be made while the content is loaded.
pub struct Opened<'w> {
    sources: &'w Sources,
    /// The path of `report.yaml`.
    file: Path,
    listing: Arc<Listing>,
    changes: Changes<'w>,
    before: Memo,
    languages: Vec<Lang>,
    /// Nothing when `report.yaml` cannot be parsed: it is reported; what would follow from its absence would only hide it.
    settings: Option<workspace::Settings>,
    assets: assets::Assets<'w>,
    findings: Vec<Finding>,
}

/// Opens a workspace, of which the load `before` left something.
///
/// # Errors
/// When the folder is no report: the finding.
pub fn open(sources: &Sources, before: Memo) -> Result<Opened<'_>, Box<Finding>> {
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
    let changes = Changes::between(&before.sources, sources);
    let listing = before.listing(sources, &changes);
    let mut findings = listing.findings.clone();
    let text = sources.text(file).unwrap_or_default();
    let node = yaml::parse(file, text, 0..text.len()).map_err(|finding| findings.push(*finding)).ok();
    findings.extend(node.as_ref().and_then(|node| unwritten::finding(file, text, node, None)));
    let null = yaml::Node { span: 0..0, value: yaml::Value::Null };
    let languages = workspace::languages(file, node.as_ref().unwrap_or(&null), &mut findings);
    let mut assets = assets::Assets::of(sources, &listing.paths);
    let settings = node.map(|node| workspace::settings(file, &node, languages[0], sources, &mut assets, &mut findings));
    Ok(Opened { sources, file: Arc::clone(file), listing, changes, before, languages, settings, assets, findings })
}

/// Loads a workspace. The report is there when no finding is an error.
pub fn load(sources: &Sources) -> Checked<Report> {
    match open(sources, Memo::default()) {
        Ok(opened) => opened.load().0,
        Err(finding) => Checked { value: None, findings: vec![*finding] },
    }
}

/// Reads only where a report is published: a mistake in a text does not stop it. The targets are there when they can be used, and, should
/// there be none, when nothing in `report.yaml` may have hidden them; else what is wrong in that file.
pub fn targets(sources: &Sources) -> Checked<Vec<PublishTarget>> {
    let Opened { file, settings, mut findings, .. } = match open(sources, Memo::default()) {
        Ok(opened) => opened,
        Err(finding) => return Checked { value: None, findings: vec![*finding] },
    };
    let is_of_file = |finding: &Finding| finding.place.as_ref().is_some_and(|place| place.file == file);
    findings.retain(|finding| finding.severity == Severity::Error && is_of_file(finding));
    let targets = settings.and_then(|settings| settings.targets);
    Checked { value: targets.filter(|targets| !targets.is_empty() || findings.is_empty()), findings }
}

impl Opened<'_> {
    /// The theme that the report asks for, and the languages of the report.
    pub fn theme(&self) -> Option<(ThemeSettings, Vec<Lang>)> {
        self.settings.as_ref().map(|settings| (settings.theme.clone(), self.languages.clone()))
    }

    /// Loads the content; with what the next load may need. The report is there when no finding is an error.
    pub fn load(self) -> (Checked<Report>, Memo) {
        let Self { sources, file, listing, changes, mut before, languages, settings, mut assets, mut findings } = self;
        let layout = &listing.layout;
        let first = languages[0];
        if before.languages.first() != Some(&first) {
            // Every text is read in another language.
            before.files = Files::default();
        }
        let none = assets::Assets::of(sources, &listing.paths);
        let files = Files::parse(sources, first, &before.files, &changes);
        findings.extend(files.findings().cloned());
        let people = layout.people.as_ref().and_then(|file| files.yaml(file));
        let people = people.map(|(file, node)| workspace::people(file, node, first, &mut assets, &mut findings));
        let terms = layout.glossary.as_ref().and_then(|file| files.yaml(file));
        let terms = terms.map(|(file, node)| workspace::glossary(file, node, first, &mut findings));
        let (people, terms) = (people.unwrap_or_default(), terms.unwrap_or_default());
        let blocks = settings.as_ref().map(|settings| settings.theme.blocks.clone()).unwrap_or_default();
        let basis =
            Basis { sources, files: &files, people: &people, terms: &terms, blocks: &blocks, first, assets: &none };
        let loaded = editions::editions(basis, &layout.editions, &languages, &changes, before);
        findings.extend(loaded.iter().flat_map(|loaded| &loaded.findings).cloned());
        findings.extend(misplaced::languages(layout, &languages));
        if layout.editions.is_empty() && findings.iter().all(|finding| finding.code != Code::EditionMissing) {
            findings.push(
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
        let mut assets = assets.into_assets();
        assets.extend(loaded.iter().flat_map(|loaded| &loaded.assets).map(|(id, asset)| (*id, asset.clone())));
        let cited: BTreeSet<&Path> = assets
            .values()
            .map(|asset| &asset.path)
            .chain(loaded.iter().flat_map(|loaded| &loaded.data_files))
            .collect();
        findings.extend(unused(&layout.others, &cited));
        quieten(&mut findings, sources, &files, settings.is_some());
        let editions = latest_first(loaded.iter().map(|loaded| Arc::clone(&loaded.edition)).collect(), &languages);
        let memo = Memo {
            sources: sources.clone(),
            listing: Some(Arc::clone(&listing)),
            files,
            editions: loaded,
            languages: languages.clone(),
            blocks,
        };
        let is_valid = findings.iter().all(|finding| finding.severity < Severity::Error);
        let report = settings.filter(|_| is_valid).map(|settings| Report {
            organisation: settings.organisation,
            languages,
            address: settings.address,
            targets: settings.targets.unwrap_or_default(),
            theme: settings.theme,
            legal: settings.legal,
            editions,
            people,
            glossary: terms,
            assets,
        });
        (Checked { value: report, findings }, memo)
    }
}

/// The order of reports: the latest edition first, each in the languages of the report.
fn latest_first(mut editions: Vec<Arc<Edition>>, languages: &[Lang]) -> Vec<Arc<Edition>> {
    let rank = |edition: &Edition| languages.iter().position(|&lang| lang == edition.lang);
    editions.sort_by(|a, b| b.name.cmp(&a.name).then(rank(a).cmp(&rank(b))));
    editions
}

/// Drops what only follows from something else: from a file that could not be read, what it lacks and what names the things it defines;
/// from a figure whose id is another's, what names it; from a file that is not found, what it would have used; from the settings, the
/// languages.
fn quieten(findings: &mut Vec<Finding>, sources: &Sources, files: &Files, has_settings: bool) {
    let places =
        |code: Code| findings.iter().filter(move |finding| finding.code == code).filter_map(|it| it.place.clone());
    let is_top = |place: &Place| sources.text(&place.file).is_some_and(|text| text[..place.span.start].ends_with('\n'));
    let is_figures = |path: &str| path.ends_with("/figures.yaml") || path.ends_with("/chiffres.yaml");
    let hidden = places(Code::KeyDuplicate).any(|place| is_figures(&place.file) && is_top(&place));
    let unfinished: Vec<String> = places(Code::FileUnknown)
        .filter_map(|place| place.file.rsplit_once('/').map(|(folder, _)| format!("{folder}/")))
        .collect();
    let miswritten: Vec<Place> = places(Code::DirectiveKind).collect();
    let unread: BTreeSet<&Path> = files.unread().collect();
    let one_of = |ends: &[&str]| unread.iter().any(|path| ends.iter().any(|end| path.ends_with(end)));
    let figures = unread.iter().any(|path| is_figures(path));
    let people = one_of(&["/people.yaml", "/personnes.yaml"]);
    let terms = one_of(&["/glossary.yaml", "/sigles.yaml"]);
    let texts = one_of(&[".md"]);
    findings.retain(|finding| match finding.code {
        Code::KeyMissing => finding.place.as_ref().is_none_or(|place| !unread.contains(&place.file)),
        Code::FigureUnknown => !figures && !hidden,
        Code::FigureYear | Code::FigureWording => !figures,
        Code::PersonUnknown => !people,
        Code::TermUnknown => !terms,
        Code::LinkUnknown => !texts,
        Code::LanguageUnmarked => has_settings,
        Code::FileUnused => unread.is_empty() && !follows(finding, &unfinished),
        Code::DirectiveUnclosed => !miswritten.iter().any(|kind| holds(finding, kind)),
        _ => true,
    });
}

/// Whether a finding is about a file below one of `folders`.
fn follows(finding: &Finding, folders: &[String]) -> bool {
    finding.place.as_ref().is_some_and(|place| folders.iter().any(|folder| place.file.starts_with(folder.as_str())))
}

/// Whether the place of a finding is around `inner`.
fn holds(finding: &Finding, inner: &Place) -> bool {
    let is_around = |outer: &Place| outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
    finding.place.as_ref().is_some_and(|outer| outer.file == inner.file && is_around(outer))
}

/// Reports files of the content that nothing refers to.
fn unused(others: &[Path], cited: &BTreeSet<&Path>) -> Vec<Finding> {
    let others = others.iter().filter(|path| path.starts_with("content/") && !cited.contains(path));
    others
        .map(|path| {
            Finding::new(
                Code::FileUnused,
                Place::file(path),
                phrase!(
                    "rien ne cite « {path} » : il ne sera pas publié",
                    "nothing cites `{path}`: it will not be published"
                ),
            )
            .remedy(phrase!("citez-le, ou rangez-le dans _drafts", "cite it, or move it to _drafts"))
        })
        .collect()
}
