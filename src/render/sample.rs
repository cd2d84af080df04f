//! A small report made by hand, for the tests of what is rendered.

use super::made::Made;
use super::{Build, Context, Documents, FigureFiles, PageState};
use crate::finding::Place;
use crate::markdown::{Flow, Inline, Node};
use crate::model::{
    Asset, AssetId, AssetKind, Chapter, Cite, Edition, Figure, FigureId, FigureUse, Group, Highlight, Highlights,
    Inlines, Legal, Nodes, Organisation, Person, Report, Row, Status, Term, Text, ThemeSettings,
};
use crate::site::{self, Address};
use crate::source::Sources;
use crate::text::{Lang, Number, Unit, lang, number};
use crate::theme::{self, Theme};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// What would run if anything were left unescaped.
pub(super) const EVIL: &str = "<script>alert(\"&\")</script>";

pub(super) fn place() -> Place {
    Place::file(&Arc::from("sample"))
}

pub(super) fn value(typed: &str) -> Number {
    number::read(typed, lang::Lang::Fr).expect("a number of the sample").number
}

pub(super) fn row(label: &str, typed: &str) -> Row {
    Row::new(label, (!typed.is_empty()).then(|| value(typed)))
}

/// A figure with a value and a unit, each possibly empty.
pub(super) fn figure(id: &str, label: &str, typed: &str, unit: &str) -> Figure {
    Figure {
        value: (!typed.is_empty()).then(|| value(typed)),
        unit: (!unit.is_empty()).then(|| Unit::new(unit, None)),
        source: Some("Organisme, rapport 2022".to_owned()),
        chapter: Some(0),
        ..Figure::new(id, label, place())
    }
}

pub(super) fn words(text: &str) -> Inlines {
    vec![Inline::Text(text.to_owned(), 0)]
}

pub(super) fn paragraph(text: &str) -> Node<crate::model::Block, Cite> {
    Node::Paragraph(words(text))
}

pub(super) fn heading(level: u8, text: &str) -> Node<crate::model::Block, Cite> {
    Node::Heading { level, id: None, content: words(text), span: 0..0 }
}

pub(super) fn cite(figure: usize, what: FigureUse) -> Inline<Cite> {
    Inline::Cite(Cite::Figure { figure: crate::model::FigureId(figure), what: Box::new(what), span: 0..0 }, Vec::new())
}

pub(super) fn text(nodes: Nodes) -> Text {
    Text { flow: Flow { nodes, notes: Vec::new() }, words: 0, lang: crate::text::Lang::Fr, file: Arc::from("sample") }
}

fn term(term: &str, meaning: &str, expand: bool) -> Term {
    Term { term: term.to_owned(), meaning: meaning.to_owned(), definition: None, expand }
}

/// A report of one edition, one chapter, one highlight, with those figures.
pub(super) fn report(figures: Vec<Figure>) -> Report {
    let highlight = Highlight {
        id: "visites".to_owned(),
        title: "Visites".to_owned(),
        summary: None,
        text: text(Vec::new()),
        figures: Vec::new(),
        owner: None,
        status: Status::Approved,
        status_place: place(),
        approved_by: None,
        tags: Vec::new(),
        image: None,
        place: place(),
    };
    let chapter = Chapter {
        slug: "coordonner".to_owned(),
        title: "Coordonner les soins".to_owned(),
        label: "Coordonner".to_owned(),
        summary: None,
        lead: text(Vec::new()),
        body: text(Vec::new()),
        image: None,
        figures: Vec::new(),
        highlights: Highlights {
            heading: None,
            open: false,
            groups: vec![Group { title: None, highlights: vec![highlight] }],
        },
        place: place(),
    };
    let edition = Edition {
        name: "2022".to_owned(),
        year: Some(2022),
        lang: Lang::Fr,
        title: "Titre".to_owned(),
        kind: "Rapport d’activité".to_owned(),
        pitch: text(Vec::new()),
        published: None,
        embargo: None,
        foreword: None,
        cover_figures: Vec::new(),
        chapters: vec![chapter],
        pages: Vec::new(),
        figures,
        downloads: Vec::new(),
        corrections: Vec::new(),
        footer: None,
        place: place(),
    };
    let asset = |path: &str, kind: AssetKind| Asset { path: path.into(), bytes: vec![0; 1_234_567].into(), kind };
    let person = |role: &str, name: Option<&str>| Person {
        id: role.to_owned(),
        name: name.map(str::to_owned),
        roles: vec![role.to_owned()],
        place: None,
        portrait: None,
        rights: None,
        rights_until: None,
    };
    Report {
        organisation: Organisation { name: "Caisse".to_owned(), of_name: None, logo: None, contact: None },
        languages: vec![Lang::Fr],
        address: None,
        targets: Vec::new(),
        theme: ThemeSettings { hues: vec![268.0], ..ThemeSettings::default() },
        legal: Legal::default(),
        editions: vec![Arc::new(edition)],
        people: vec![person("Déléguée", None), person("Technicien", None)],
        glossary: vec![
            term("ARS", "agence régionale de santé", true),
            term("CPTS", "communauté professionnelle territoriale de santé", true),
            term("DMP", "dossier médical partagé", false),
        ],
        assets: BTreeMap::from([
            (AssetId(0), asset("content/2022/photo.png", AssetKind::Image(Some((640, 480))))),
            (AssetId(1), asset("content/2022/plan.pdf", AssetKind::Other)),
        ]),
    }
}

/// The built-in theme, which is long to load.
static THEME: LazyLock<Theme> = LazyLock::new(|| {
    let both = Report { languages: Lang::ALL.to_vec(), ..report(Vec::new()) };
    let loaded = theme::load(&Sources::default(), &both);
    assert_eq!(loaded.findings, [], "the built-in theme is sound");
    loaded.value.expect("the built-in theme")
});

/// Renders something on the chapter's page.
pub(super) fn on_page<T>(report: &Report, write: impl FnOnce(&Context, &mut PageState) -> T) -> T {
    let site = site::plan(report);
    let page = Address::page("2022/coordonner");
    let (documents, made) = (Documents::default(), Made::of(report, &site));
    let build = Build::of(report, &site, &THEME, &documents, &made);
    let cx = build.context(0, &page);
    let figures = (0..cx.edition.figures.len()).map(FigureId);
    let data: Vec<FigureFiles> = figures.map(|figure| FigureFiles::of(figure, 60, 90, &cx)).collect();
    write(&Context { data: &data, ..cx }, &mut PageState::default())
}
