//! The files of one edition → [`Edition`].

use super::assets::Assets;
use super::changes::Changes;
use super::chapter::ChapterHead;
use super::fields::{At, Fields};
use super::figure;
use super::ids::Taken;
use super::layout::{self, EditionFiles, Path};
use super::names::Names;
use super::parsed::Files;
use super::prose::{self, Held, Holding};
use super::text::{Container, Resolver};
use super::yaml::{Node, Value};
use super::{annotations, translation, typeset};
use crate::finding::{Code, Finding, Place, phrase};
use crate::ledger::{self, Entry, Past};
use crate::markdown;
use crate::model::{
    Asset, AssetId, Chapter, Correction, Edition, Figure, FigureId, Foreword, FreePage, HighlightId, OwnBlock, Person,
    Target, Term, Text,
};
use crate::prose::Claims;
use crate::site;
use crate::source::Sources;
use crate::text::Lang;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What all editions are made with.
#[derive(Clone, Copy)]
pub(super) struct Basis<'w> {
    pub(super) sources: &'w Sources,
    /// Every YAML and Markdown file, parsed.
    pub(super) files: &'w Files,
    pub(super) people: &'w [Person],
    pub(super) terms: &'w [Term],
    /// Those that the theme adds.
    pub(super) blocks: &'w [OwnBlock],
    /// The language texts are written in.
    pub(super) first: Lang,
    /// No file of the edition is cited yet.
    pub(super) assets: &'w Assets<'w>,
}

/// The figures of an edition, and what was found in their files.
pub(super) struct Ledger {
    pub(super) figures: Vec<Figure>,
    /// Those of which nothing more can be said: what is wrong with them was reported.
    unsettled: BTreeSet<FigureId>,
    findings: Vec<Finding>,
    /// The tables they are read from.
    data_files: Vec<Path>,
}

/// An edition in one language, and all that its files gave.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) edition: Arc<Edition>,
    pub(super) findings: Vec<Finding>,
    /// The files that its texts refer to.
    pub(super) assets: BTreeMap<AssetId, Asset>,
    /// The tables that its figures are read from.
    pub(super) data_files: Vec<Path>,
    /// Its texts, held to its figures.
    pub(super) held: Held,
}

impl Loaded {
    /// Whether a file changed that it is made of.
    pub(super) fn is_touched(&self, files: &EditionFiles, changes: &Changes) -> bool {
        let elsewhere = self.assets.values().map(|asset| &asset.path).chain(&self.data_files);
        changes.are_below(&files.folder) || elsewhere.into_iter().any(|path| changes.has(path))
    }
}

/// One edition being read, and what its texts give beside it.
pub(super) struct Loader<'w> {
    pub(super) basis: Basis<'w>,
    pub(super) assets: Assets<'w>,
    pub(super) findings: Vec<Finding>,
    /// What its texts say.
    pub(super) texts: Vec<crate::prose::Text>,
}

/// Settles the figures of an edition in `lang`; `earlier` are those of the editions before, the oldest first.
pub(super) fn ledger(basis: Basis, files: &EditionFiles, lang: Lang, earlier: &[Past]) -> Ledger {
    let first = basis.first;
    let year = files.year();
    // Numbers are typed once, in the report's first language.
    let chapters = files.chapters.iter().enumerate().map(|(index, chapter)| (Some(index), &chapter.figures));
    let sheets: Vec<_> = [(None, &files.figures)].into_iter().chain(chapters).collect();
    let read = sheets.into_par_iter().with_max_len(1).filter_map(|(chapter, sheet)| {
        let (file, node) = sheet.own().and_then(|file| basis.files.yaml(file))?;
        let mut ledger = figure::Ledger { sources: basis.sources, lang: first, year, used: Vec::new() };
        let mut findings = Vec::new();
        Some((figure::entries(file, node, chapter, &mut ledger, &mut findings), findings, ledger.used))
    });
    let (mut entries, mut findings, mut data_files): (Vec<Entry>, Vec<Finding>, Vec<Path>) = Default::default();
    let mut taken = Taken::default();
    for (read, found, used) in read.collect::<Vec<_>>() {
        findings.extend(found);
        data_files.extend(used);
        for entry in read {
            match taken.take(&entry.figure.id, &entry.figure.place) {
                None => entries.push(entry),
                Some(finding) => findings.push(finding),
            }
        }
    }
    let (mut figures, unsettled) = ledger::settle(entries, year, earlier, first, &mut findings);
    let settled = figures.iter().enumerate().filter(|(index, _)| !unsettled.contains(&FigureId(*index)));
    findings.extend(settled.flat_map(|(_, figure)| annotations::astray(figure)));
    if lang != first {
        let mut words = Vec::new();
        let mut without = Vec::new();
        for files in files.chapters.iter().map(|chapter| &chapter.figures).chain([&files.figures]) {
            match files.words(lang).and_then(|file| basis.files.yaml(file)) {
                Some((file, node)) => words.extend(translation::read(file, node, lang, &mut findings)),
                None => without.extend(files.own().cloned()),
            }
        }
        translation::translate(&mut figures, &words, &without, (first, lang), &mut findings);
    }
    Ledger { figures, unsettled, findings, data_files }
}

/// Loads one edition in `lang`, whose figures are settled; what was found in its texts when they were `held` to the same figures is
/// not looked for again.
pub(super) fn edition(basis: Basis, files: &EditionFiles, lang: Lang, ledger: Ledger, held: &Held) -> Option<Loaded> {
    let file = files.edition.as_ref()?;
    let Ledger { figures, unsettled, findings, data_files } = ledger;
    let mut loader = Loader { findings, ..Loader::of(basis) };
    let (edition, found, held) =
        Holding::during(held, |holding| loader.edition(file, files, lang, (figures, unsettled), holding));
    loader.findings.extend(found);
    Some(Loaded {
        edition: Arc::new(edition),
        findings: loader.findings,
        assets: loader.assets.into_assets(),
        data_files,
        held,
    })
}

impl<'w> Loader<'w> {
    /// One that has read nothing.
    fn of(basis: Basis<'w>) -> Self {
        Self { basis, assets: basis.assets.clone(), findings: Vec::new(), texts: Vec::new() }
    }

    fn edition(
        &mut self,
        file: &Path,
        files: &EditionFiles,
        lang: Lang,
        (figures, unsettled): (Vec<Figure>, BTreeSet<FigureId>),
        holding: &mut Holding,
    ) -> Edition {
        let year = files.year();
        let mut taken = Taken::by_the_site(&site::Names::of(lang).reserved());
        let heads: Vec<ChapterHead> =
            files.chapters.iter().filter_map(|chapter| self.chapter_head(chapter, lang, &mut taken)).collect();
        let pages: Vec<(String, Path)> = files
            .pages
            .iter()
            .filter_map(|(slug, text)| {
                let (path, is_stand_in) = text.get(lang, self.basis.first)?;
                self.stand_in(path, is_stand_in, lang);
                self.findings.extend(taken.take(slug, &Place::file(path)));
                Some((slug.clone(), Arc::clone(path)))
            })
            .collect();
        let claims = Arc::new(Claims::of(&figures, year));
        holding.hold(&mut self.texts, &claims);
        let (targets, by_file) = targets(&heads, &pages);
        let Basis { first, people, terms, blocks, .. } = self.basis;
        let names =
            Names { figures: &figures, unsettled: &unsettled, first, people, terms, blocks, targets, files: by_file };
        let mut edition = self.settings(file, files, lang, year, &names);
        edition.foreword = files.foreword.as_ref().and_then(|text| {
            let (path, is_stand_in) = text.get(lang, first)?;
            self.stand_in(path, is_stand_in, lang);
            self.foreword(path, lang, &names)
        });
        edition.pages = pages.into_iter().filter_map(|(slug, path)| self.page(slug, &path, lang, &names)).collect();
        let chapters: Vec<(Chapter, Self)> = heads
            .into_par_iter()
            .with_max_len(1)
            .map(|head| {
                let mut own = Loader::of(self.basis);
                (own.chapter(head, &names), own)
            })
            .collect();
        for (chapter, own) in chapters {
            edition.chapters.push(chapter);
            self.findings.extend(own.findings);
            self.assets.extend(own.assets);
        }
        holding.hold(&mut self.texts, &claims);
        edition.figures = figures;
        edition
    }

    /// Reports a text that stands in for its missing translation.
    pub(super) fn stand_in(&mut self, path: &Path, is_stand_in: bool, lang: Lang) {
        if is_stand_in {
            let twin = path.replacen(".md", &format!(".{}.md", lang.code()), 1);
            self.findings.push(
                Finding::new(
                    Code::TranslationMissing,
                    Place::file(path),
                    phrase!(
                        "ce texte n’est pas traduit : il paraît dans sa langue d’origine",
                        "this text is not translated: it appears in its first language"
                    ),
                )
                .remedy(phrase!("ajoutez « {twin} »", "add `{twin}`")),
            );
        }
    }

    /// Reads `edition.yaml`.
    fn settings(&mut self, file: &Path, files: &EditionFiles, lang: Lang, year: Option<i32>, names: &Names) -> Edition {
        let null = Node { span: 0..0, value: Value::Null };
        let node = self.basis.files.yaml(file).map_or(&null, |(_, node)| node);
        let mut fields = Fields::of(file, node, lang, &mut self.findings);
        let typeset = |text: At<String>| typeset::text(&text.value, lang);
        let title = fields.required("title").map(typeset).unwrap_or_default();
        let kind = fields.text("kind").map(typeset).unwrap_or_else(|| match lang {
            Lang::Fr => "Rapport d’activité".to_owned(),
            Lang::En => "Annual report".to_owned(),
        });
        let pitch = fields.markdown("pitch");
        let (published, embargo) = (fields.date("published"), fields.date("embargo"));
        let figures = fields.texts("figures");
        let footer = fields.text("footer").map(typeset);
        let (downloads, corrections) = (fields.list("downloads"), fields.list("corrections"));
        let downloads: Vec<_> = downloads
            .iter()
            .map(|node| fields.nested(node, |item| (item.required("title"), item.required("file"))))
            .collect();
        let corrections: Vec<_> = corrections
            .iter()
            .map(|node| fields.nested(node, |item| (item.date("date"), item.required("text"))))
            .collect();
        let free = fields.free_numbers();
        fields.finish();
        let pitch = match pitch {
            Some(pitch) => {
                let source = self.basis.sources.text(file).unwrap_or_default();
                let lines = Arc::new(prose::field(file, source, &pitch, lang));
                self.texts.push(crate::prose::Text { file: Arc::clone(file), lines, free });
                // Typed in YAML, its places are those of the value; Markdown inside it has none of its own.
                let (mut doc, mut found) = markdown::parse(file, &pitch.value, 0);
                found.extend(typeset::doc(file, &mut doc, lang));
                self.findings.extend(
                    found
                        .into_iter()
                        .map(|finding| Finding { place: Some(Place::new(file, pitch.span.clone())), ..finding }),
                );
                Resolver::new(file, lang, names, &mut self.assets, &mut self.findings).text(doc, Container::Prose)
            }
            None => Text {
                flow: markdown::Flow { nodes: Vec::new(), notes: Vec::new() },
                words: 0,
                lang,
                file: Arc::clone(file),
            },
        };
        let downloads = downloads
            .into_iter()
            .filter_map(|(title, typed)| {
                let asset = self.asset(file, typed?)?;
                Some((typeset(title?), asset))
            })
            .collect();
        Edition {
            name: files.name.clone(),
            year,
            lang,
            title,
            kind,
            pitch,
            published,
            embargo,
            foreword: None,
            cover_figures: self.figure_ids(file, &figures, names),
            chapters: Vec::new(),
            pages: Vec::new(),
            figures: Vec::new(),
            downloads,
            corrections: corrections
                .into_iter()
                .filter_map(|(date, text)| Some(Correction { date: date?, text: typeset(text?) }))
                .collect(),
            footer,
            place: Place::file(file),
        }
    }

    pub(super) fn asset(&mut self, file: &Path, typed: At<String>) -> Option<AssetId> {
        match self.assets.find(file, &typed.value, typed.span) {
            Ok(id) => Some(id),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    pub(super) fn figure_ids(&mut self, file: &Path, ids: &[At<String>], names: &Names) -> Vec<FigureId> {
        let mut figures = Vec::new();
        if let [one] = ids
            && let Some(finding) = unlisted(file, one)
        {
            self.findings.push(finding);
            return figures;
        }
        for id in ids {
            match names.figure(file, id) {
                Ok(id) => figures.push(id),
                Err(finding) => self.findings.push(*finding),
            }
        }
        figures
    }

    /// The resolved text of a file.
    pub(super) fn article_text(&mut self, file: &Path, container: Container, names: &Names) -> Text {
        let lang = layout::language(file).unwrap_or(self.basis.first);
        let doc = self.basis.files.article(file).map(|article| article.doc.clone());
        let doc = doc.unwrap_or(markdown::Flow { nodes: Vec::new(), notes: Vec::new() });
        Resolver::new(file, lang, names, &mut self.assets, &mut self.findings).text(doc, container)
    }

    fn foreword(&mut self, file: &Path, lang: Lang, names: &Names) -> Option<Foreword> {
        let front = &self.basis.files.article(file)?.front;
        let mut fields = Fields::of(file, front, lang, &mut self.findings);
        let typeset = |text: At<String>| typeset::text(&text.value, lang);
        let title = fields.required("title").map(typeset);
        let excerpt = fields.required("excerpt").map(typeset);
        let (signature, role) = (fields.text("signature").map(typeset), fields.text("role").map(typeset));
        let portrait = fields.text("portrait");
        let free = fields.free_numbers();
        fields.finish();
        self.keep(file, free, lang);
        let portrait = portrait.and_then(|portrait| self.asset(file, portrait));
        let text = self.article_text(file, Container::Article, names);
        Some(Foreword { title: title?, excerpt: excerpt?, signature, role, text, portrait })
    }

    fn page(&mut self, slug: String, file: &Path, lang: Lang, names: &Names) -> Option<FreePage> {
        let front = &self.basis.files.article(file)?.front;
        let mut fields = Fields::of(file, front, lang, &mut self.findings);
        let title = fields.required("title").map(|title| typeset::text(&title.value, lang));
        let free = fields.free_numbers();
        fields.finish();
        self.keep(file, free, lang);
        let text = self.article_text(file, Container::Article, names);
        Some(FreePage { slug, title: title?, text })
    }
}

/// `chiffres: a, b`, several ids that are no list.
fn unlisted(file: &Path, typed: &At<String>) -> Option<Finding> {
    let ids: Vec<&str> = typed.value.split([',', ';', ' ', '\u{a0}']).filter(|id| !id.is_empty()).collect();
    let list = ids.join(", ");
    (ids.len() > 1).then(|| {
        Finding::new(
            Code::ValueType,
            Place::new(file, typed.span.clone()),
            phrase!("plusieurs chiffres font une liste", "several figures make a list"),
        )
        .remedy(phrase!("mettez-les entre crochets : « [{list}] »", "put them between brackets: `[{list}]`"))
    })
}

/// What links may name: chapters, highlights and pages, by id and by file.
fn targets(heads: &[ChapterHead], pages: &[(String, Path)]) -> (BTreeMap<String, Target>, BTreeMap<Path, Target>) {
    let (mut ids, mut files) = (BTreeMap::new(), BTreeMap::new());
    for (chapter, head) in heads.iter().enumerate() {
        ids.insert(head.slug.clone(), Target::Chapter(chapter));
        files.insert(Arc::clone(&head.file), Target::Chapter(chapter));
        let highlights = head.groups.iter().flat_map(|(_, highlights)| highlights);
        for (highlight, head) in highlights.enumerate() {
            let target = Target::Highlight(HighlightId { chapter, highlight });
            ids.insert(head.id.clone(), target.clone());
            files.insert(Arc::clone(&head.file), target);
        }
    }
    for (index, (slug, file)) in pages.iter().enumerate() {
        ids.insert(slug.clone(), Target::Page(index));
        files.insert(Arc::clone(file), Target::Page(index));
    }
    (ids, files)
}
