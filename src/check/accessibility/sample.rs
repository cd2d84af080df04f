//! The pages of an edition → the sample that an audit of the RGAA looks at: what the method always asks for, a page of each kind, the
//! heaviest, and one more in ten drawn at random, which here means by the fingerprint of their address: the same pages at
//! each run.

use crate::check::page::Page;
use crate::finding::{Phrase, phrase};
use crate::site::{self, PageKind};
use std::collections::BTreeSet;

/// A page of the sample, or why there is none.
#[derive(Clone, Debug)]
pub struct Sampled {
    /// Why it is there.
    pub reason: Phrase,
    /// Its file in the site; `None` when the site has no such page.
    pub path: Option<String>,
}

/// Draws the sample of the latest edition.
pub(super) fn draw(pages: &[Page], planned: &[site::Page]) -> Vec<Sampled> {
    let own: Vec<&site::Page> =
        planned.iter().filter(|page| page.edition == 0 && page.kind != PageKind::Root).collect();
    let read = |path: &str| pages.binary_search_by(|page| page.path.cmp(path)).ok().map(|index| &pages[index]);
    let mut sample: Vec<Sampled> = Vec::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut add = |reason: Phrase, path: Option<&'_ str>| {
        sample.push(Sampled { reason, path: path.map(str::to_owned) });
    };
    for (reason, is) in asked() {
        let path = own.iter().find(|page| is(page.kind)).map(|page| page.address.path());
        taken.extend(path);
        add(reason, path);
    }
    for (reason, is) in kinds() {
        if let Some(page) = own.iter().find(|page| is(page.kind)) {
            taken.insert(page.address.path());
            add(reason, Some(page.address.path()));
        }
    }
    for (reason, holds) in contents() {
        let holding = own.iter().filter(|page| read(page.address.path()).is_some_and(holds));
        // A page that is in the sample for another reason serves this one too.
        let page = holding.clone().find(|page| taken.contains(page.address.path())).or(holding.clone().next());
        if let Some(page) = page {
            taken.insert(page.address.path());
            add(reason, Some(page.address.path()));
        }
    }
    let weight = |page: &&&site::Page| read(page.address.path()).map_or(0, |page| page.html.len());
    if let Some(page) = own.iter().max_by_key(weight) {
        taken.insert(page.address.path());
        add(phrase!("la page la plus lourde", "the heaviest page"), Some(page.address.path()));
    }
    let mut rest: Vec<&str> = own.iter().map(|page| page.address.path()).filter(|path| !taken.contains(path)).collect();
    rest.sort_by_key(|path| (lot(path), *path));
    for path in rest.into_iter().take(taken.len().div_ceil(10)) {
        add(phrase!("au hasard", "at random"), Some(path));
    }
    sample
}

/// The place of a page in the draw: FNV-1a of its path.
fn lot(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |lot, byte| (lot ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

type IsKind = fn(PageKind) -> bool;
type Holds = fn(&Page) -> bool;

/// Pages that the method asks for by name (RGAA, « Échantillon »).
fn asked() -> [(Phrase, IsKind); 7] {
    [
        (phrase!("accueil", "home"), |kind| kind == PageKind::Cover),
        (phrase!("contact", "contact"), |_| false),
        (phrase!("mentions légales", "legal notice"), |kind| kind == PageKind::LegalNotice),
        (phrase!("accessibilité", "accessibility"), |kind| kind == PageKind::Accessibility),
        (phrase!("plan du site", "site map"), |kind| kind == PageKind::Contents),
        (phrase!("aide", "help"), |_| false),
        (phrase!("recherche", "search"), |kind| kind == PageKind::Search),
    ]
}

/// The other kinds of pages.
fn kinds() -> [(Phrase, IsKind); 9] {
    [
        (phrase!("éditorial", "foreword"), |kind| kind == PageKind::Foreword),
        (phrase!("un chapitre", "a chapter"), |kind| matches!(kind, PageKind::Chapter(_))),
        (phrase!("un fait marquant", "a highlight"), |kind| matches!(kind, PageKind::Highlight(_))),
        (phrase!("chiffres clés", "key figures"), |kind| kind == PageKind::Figures),
        (phrase!("rapport complet", "whole report"), |kind| kind == PageKind::Whole),
        (phrase!("sigles", "glossary"), |kind| kind == PageKind::Glossary),
        (phrase!("données personnelles", "personal data"), |kind| kind == PageKind::PersonalData),
        (phrase!("une page libre", "a free page"), |kind| matches!(kind, PageKind::Free(_))),
        (phrase!("page introuvable", "page not found"), |kind| kind == PageKind::NotFound),
    ]
}

/// What a page of the sample must hold.
fn contents() -> [(Phrase, Holds); 4] {
    let document: Holds = |page| {
        page.links.iter().any(|link| [".pdf", ".docx", ".odt", ".xlsx", ".pptx"].iter().any(|end| link.ends_with(end)))
    };
    [
        (phrase!("une page avec un tableau", "a page with a table"), |page| page.named(&["table"]).next().is_some()),
        (phrase!("une page avec un graphique", "a page with a chart"), |page| {
            page.named(&["svg"]).any(|(_, drawing)| drawing.get("role") == Some("img"))
        }),
        (phrase!("une page avec une vidéo", "a page with a video"), |page| {
            page.named(&["video", "iframe"]).next().is_some() || page.html.contains("data-video-src")
        }),
        (phrase!("une page avec un document à télécharger", "a page with a document to download"), document),
    ]
}
