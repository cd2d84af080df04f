//! What stands around the content of every page: head, navigation, breadcrumb, foot.

use super::view::{ChapterLink, Edition, Files, Link, Links, Organisation, Page, PageLink, Picture, Translation};
use super::{Context, PageState, ThemeFiles, prose};
use crate::model::{AssetId, AssetKind};
use crate::site::{self, Address, Document, OpenData, PageKind};

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    /// Its title, without the report's name.
    pub(super) title: String,
    /// One sentence for search engines and for sharing.
    pub(super) description: String,
    /// For sharing.
    pub(super) image: Option<AssetId>,
    /// The steps between the cover and the page.
    pub(super) steps: Vec<(String, Address)>,
    /// Its name in the breadcrumb, when it is not its title.
    pub(super) label: Option<String>,
}

/// Everything around the content of a page.
pub(super) fn page(cx: &Context, kind: PageKind, files: &ThemeFiles, heading: Heading, state: &PageState) -> Page {
    let accent = match kind {
        PageKind::Chapter(chapter) => Some(chapter + 1),
        PageKind::Highlight(id) => Some(id.chapter + 1),
        _ => None,
    };
    let palette = &cx.theme.palette;
    let field = accent.and_then(|number| palette.chapters.get(number - 1)).map_or(palette.edition, |it| it.field);
    let edition = edition(cx, kind);
    let cover = matches!(kind, PageKind::Cover | PageKind::Root);
    let own = match kind {
        PageKind::Root => site::address(cx.report, cx.edition_index, PageKind::Cover),
        _ => cx.page.clone(),
    };
    let title =
        [("page", heading.title.as_str()), ("report", &edition.label), ("organisation", &cx.report.organisation.name)];
    Page {
        kind: name(kind),
        title: cx.theme.say(cx.edition.lang, "page-title", &title),
        canonical: (kind != PageKind::NotFound).then(|| public(cx, &own)).flatten(),
        image: heading
            .image
            .or(cx.report.organisation.logo)
            .and_then(|asset| public(cx, &cx.site.asset(cx.report, cx.edition_index, asset))),
        hidden: kind == PageKind::NotFound,
        accent,
        field_light: field.light.to_string(),
        field_dark: field.dark.to_string(),
        frames: state.frames.iter().cloned().collect(),
        organisation: organisation(cx),
        edition,
        files: Files {
            styles: link(cx, &files.styles),
            script: link(cx, &files.script),
            page_script: files.page_scripts.get(name(kind)).map(|address| link(cx, address)),
            icon: link(cx, &files.icon),
        },
        chapters: chapters(cx, kind),
        links: links(cx, kind),
        breadcrumb: if cover { Vec::new() } else { breadcrumb(cx, &heading) },
        newer: newer(cx),
        languages: translations(cx, kind),
        catalogue: (kind == PageKind::Figures)
            .then(|| link(cx, &site::data(cx.report, cx.edition_index, OpenData::Package))),
        conformity: cx.report.legal.conformity(),
        paper: state.paper,
        document: Document::of(kind).and_then(|document| cx.documents.offer(document, cx)),
        footer: cx.edition.footer.clone(),
        description: heading.description,
    }
}

/// The link to `target` from the page. « Page not found » is shown at any address, so its links start from the root of the host.
pub(super) fn link(cx: &Context, target: &Address) -> String {
    if cx.page.path() != "404.html" {
        return target.from(cx.page);
    }
    let host = cx.report.address.as_deref().and_then(|address| address.split_once("://")).map_or("", |(_, rest)| rest);
    let root = host.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let path = target.from(&Address::page(""));
    if root.is_empty() { format!("/{path}") } else { format!("/{root}/{path}") }
}

/// A page of the edition, linked.
pub(super) fn link_to(cx: &Context, kind: PageKind) -> String {
    link(cx, &site::address(cx.report, cx.edition_index, kind))
}

/// The address in public of a page or a file, when the report says where it is published.
pub(super) fn public(cx: &Context, target: &Address) -> Option<String> {
    let encoded = target.from(&Address::page(""));
    let path = if target.public() == target.path() { encoded.as_str() } else { encoded.trim_end_matches("index.html") };
    Some(format!("{}{path}", cx.report.address.as_deref()?))
}

/// A picture published with the edition.
pub(super) fn picture(cx: &Context, asset: AssetId) -> Picture {
    let (width, height) = match cx.report.assets[&asset].kind {
        AssetKind::Image(Some((width, height))) => (Some(width), Some(height)),
        _ => (None, None),
    };
    Picture { src: link(cx, &cx.site.asset(cx.report, cx.edition_index, asset)), width, height }
}

/// « Rapport d’activité 2022 ».
pub(super) fn report_label(cx: &Context) -> String {
    cx.theme.say(cx.edition.lang, "report-label", &[("kind", &cx.edition.kind), ("edition", &cx.edition.name)])
}

fn name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Cover | PageKind::Root => "cover",
        PageKind::Foreword => "foreword",
        PageKind::Chapter(_) => "chapter",
        PageKind::Highlight(_) => "highlight",
        PageKind::Figures => "figures",
        PageKind::Whole => "whole",
        PageKind::Contents => "contents",
        PageKind::Glossary => "glossary",
        PageKind::Search => "search",
        PageKind::LegalNotice => "legal-notice",
        PageKind::Accessibility => "accessibility",
        PageKind::PersonalData => "personal-data",
        PageKind::Free(_) => "free",
        PageKind::NotFound => "not-found",
    }
}

fn organisation(cx: &Context) -> Organisation {
    let organisation = &cx.report.organisation;
    Organisation {
        name: organisation.name.clone(),
        of_name: organisation.of_name.clone(),
        logo: organisation.logo.map(|asset| picture(cx, asset)),
        contact: organisation.contact.as_deref().map(contact),
    }
}

/// A way to reach someone, as a link where it is one.
pub(super) fn contact(text: &str) -> Link {
    let href = if text.starts_with("https://") || text.starts_with("http://") || text.starts_with("mailto:") {
        Some(text.to_owned())
    } else if text.contains('@') && !text.contains(char::is_whitespace) {
        Some(format!("mailto:{text}"))
    } else {
        None
    };
    Link { label: text.trim_start_matches("mailto:").to_owned(), href }
}

fn edition(cx: &Context, kind: PageKind) -> Edition {
    let label = report_label(cx);
    let organisation = &cx.report.organisation;
    let full_label = match &organisation.of_name {
        Some(of_name) => format!("{label} {of_name}"),
        None => format!("{label}, {}", organisation.name),
    };
    Edition {
        name: cx.edition.name.clone(),
        title: cx.edition.title.clone(),
        kind: cx.edition.kind.clone(),
        label,
        full_label,
        href: link_to(cx, PageKind::Cover),
        current: matches!(kind, PageKind::Cover | PageKind::Root),
    }
}

/// The link to a chapter from the page.
pub(super) fn chapter_link(cx: &Context, chapter: usize, current: Option<&'static str>) -> ChapterLink {
    let content = &cx.edition.chapters[chapter];
    ChapterLink {
        number: chapter + 1,
        label: content.label.clone(),
        title: content.title.clone(),
        href: link_to(cx, PageKind::Chapter(chapter)),
        current,
        title_lang: prose::foreign(&content.lead, cx),
    }
}

fn chapters(cx: &Context, kind: PageKind) -> Vec<ChapterLink> {
    let current = |chapter| match kind {
        PageKind::Chapter(here) if here == chapter => Some("page"),
        PageKind::Highlight(here) if here.chapter == chapter => Some("true"),
        _ => None,
    };
    (0..cx.edition.chapters.len()).map(|chapter| chapter_link(cx, chapter, current(chapter))).collect()
}

fn links(cx: &Context, here: PageKind) -> Links {
    let to = |kind: PageKind| PageLink { label: String::new(), href: link_to(cx, kind), current: kind == here };
    Links {
        figures: (!cx.edition.figures.is_empty()).then(|| to(PageKind::Figures)),
        foreword: cx.edition.foreword.as_ref().map(|it| PageLink { label: it.title.clone(), ..to(PageKind::Foreword) }),
        whole: to(PageKind::Whole),
        contents: to(PageKind::Contents),
        search: to(PageKind::Search),
        glossary: (!cx.report.glossary.is_empty()).then(|| to(PageKind::Glossary)),
        legal_notice: to(PageKind::LegalNotice),
        accessibility: to(PageKind::Accessibility),
        personal_data: to(PageKind::PersonalData),
        free: cx
            .edition
            .pages
            .iter()
            .enumerate()
            .map(|(index, page)| PageLink { label: page.title.clone(), ..to(PageKind::Free(index)) })
            .collect(),
    }
}

fn breadcrumb(cx: &Context, heading: &Heading) -> Vec<Link> {
    let home = Link { label: cx.theme.say(cx.edition.lang, "home", &[]), href: Some(link_to(cx, PageKind::Cover)) };
    let steps =
        heading.steps.iter().map(|(label, address)| Link { label: label.clone(), href: Some(link(cx, address)) });
    let last = Link { label: heading.label.clone().unwrap_or_else(|| heading.title.clone()), href: None };
    [home].into_iter().chain(steps).chain([last]).collect()
}

/// The latest edition in the language of this one, when this one is older.
fn newer(cx: &Context) -> Option<Link> {
    let (index, latest) = cx.report.editions.iter().enumerate().find(|(_, it)| it.lang == cx.edition.lang)?;
    if latest.name == cx.edition.name {
        return None;
    }
    Some(Link { label: latest.name.clone(), href: Some(link(cx, &site::address(cx.report, index, PageKind::Cover))) })
}

fn translations(cx: &Context, kind: PageKind) -> Vec<Translation> {
    let kind = if kind == PageKind::Root { PageKind::Cover } else { kind };
    let twins = cx.report.editions.iter().enumerate();
    twins
        .filter(|(_, it)| it.name == cx.edition.name && it.lang != cx.edition.lang)
        .map(|(index, it)| {
            let same = cx.site.pages.iter().find(|page| page.edition == index && page.kind == kind);
            let address =
                same.map_or_else(|| site::address(cx.report, index, PageKind::Cover), |page| page.address.clone());
            Translation {
                lang: it.lang.code(),
                label: cx.theme.say(it.lang, "language-name", &[]),
                href: link(cx, &address),
            }
        })
        .collect()
}
