//! What each page weighs, held to a budget: light pages are read on old telephones and slow lines, and cost less energy
//! (RGESN 2024, criterion 6.1).
//!
//! Weights are those of a first visit, in bytes as hosts send them: texts compressed with Brotli. Pictures, sounds and videos are apart:
//! they are chosen one by one, and their weight is that of their file.

use super::page::Page;
use super::review::Review;
use crate::compression::{Effort, brotli, gzip, is_compressible};
use crate::finding::{Code, Finding, Phrase, phrase};
use crate::render::Rendered;
use crate::site::{self, PageKind};
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a page without its media.
pub const PAGE: usize = 300_000;
/// Bytes of its HTML, style sheets and scripts. The whole report on one page and the page of all figures, which readers choose knowing
/// what they are, and which no author can divide, are only held to [`PAGE`].
pub const TEXTS: usize = 100_000;
/// Bytes of its style sheets.
pub const STYLES: usize = 20_000;
/// Bytes of its scripts.
pub const SCRIPT: usize = 15_000;
/// Files that a browser asks for, media apart.
pub const REQUESTS: usize = 15;

/// Bytes at the end of a style sheet that its edition alone has, at most: its running heads and foot.
const REST: usize = 1_000;

/// What a page weighs, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// Its file in the site.
    pub page: String,
    /// The page itself.
    pub html: usize,
    /// Its style sheets.
    pub styles: usize,
    /// Its scripts.
    pub script: usize,
    /// Fonts, icons and what the style sheets ask for.
    pub other: usize,
    /// Files asked for, media apart.
    pub requests: usize,
    /// Its pictures, sounds and videos.
    pub media: usize,
}

impl Weight {
    /// Without media.
    pub fn total(&self) -> usize {
        self.texts() + self.other
    }

    fn texts(&self) -> usize {
        self.html + self.styles + self.script
    }
}

/// Files of a site, with what they are for.
pub(super) type Parts = BTreeSet<(Part, String)>;

/// What the files of a page are for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Styles,
    Script,
    Other,
    Media,
}

/// Weighs every page exactly.
pub(super) fn weigh(pages: &[Review], rendered: &Rendered) -> Vec<Weight> {
    let parts = parts(pages, rendered);
    let names: BTreeSet<&String> = parts.iter().flatten().map(|(_, name)| name).collect();
    let sizes: BTreeMap<&String, usize> =
        names.into_par_iter().map(|name| (name, sent(name, &rendered.files[name]))).collect();
    let weigh = |(page, parts): (&Review, &Parts)| {
        weight(page, sent(page.path, page.html.as_bytes()), parts, |name| sizes[name])
    };
    pages.par_iter().zip(&parts).map(weigh).collect()
}

/// Pages and files over their budget.
pub(super) fn check(pages: &[Review], planned: &[site::Page], rendered: &Rendered) -> Vec<Finding> {
    let gathered = |page: &&site::Page| matches!(page.kind, PageKind::Whole | PageKind::Figures);
    let gathered: BTreeSet<&str> = planned.iter().filter(gathered).map(|page| page.address.path()).collect();
    if are_light(pages, &gathered, rendered) {
        return Vec::new();
    }
    let weights = weigh(pages, rendered);
    let mut findings: Vec<Finding> =
        weights.iter().filter_map(|weight| over(weight, gathered.contains(weight.page.as_str()))).collect();
    findings.extend(shared(&weights));
    findings
}

/// Whether every page is within its budget for sure. Compressing is dear: a page is first taken for its full size, which it hardly
/// exceeds once compressed, then for what Huffman's code alone would make of it, and only what is too heavy so is compressed, in haste.
fn are_light(pages: &[Review], gathered: &BTreeSet<&str>, rendered: &Rendered) -> bool {
    let parts = parts(pages, rendered);
    let asked: BTreeSet<(bool, &String)> =
        parts.iter().flatten().map(|(part, name)| (matches!(part, Part::Styles | Part::Script), name)).collect();
    let (texts, others): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(is_text, _)| *is_text);
    let texts: Vec<&String> = texts.into_iter().map(|(_, name)| name).collect();
    let mut sizes = zipped_together(&texts, rendered);
    sizes.extend(others.into_iter().map(|(_, name)| (name, rendered.files[name].len())));
    pages.par_iter().zip(&parts).all(|(page, parts)| {
        let raw = weight(page, page.html.len(), parts, |name| sizes[name]);
        let is_light = |html| excess(&Weight { html, ..raw.clone() }, gathered.contains(page.path)).is_none();
        let shared = raw.styles <= STYLES && raw.script <= SCRIPT && raw.requests <= REQUESTS;
        let html = page.html.as_bytes();
        shared && (is_light(raw.html) || is_light(coded(html)) || is_light(zipped(page.path, html)))
    })
}

/// What a page weighs and its budget, when it is over it.
fn excess(weight: &Weight, is_gathered: bool) -> Option<(usize, usize)> {
    if weight.total() > PAGE {
        Some((weight.total(), PAGE))
    } else {
        (weight.texts() > TEXTS && !is_gathered).then_some((weight.texts(), TEXTS))
    }
}

/// A page over its own budget.
fn over(weight: &Weight, is_gathered: bool) -> Option<Finding> {
    let (now, budget) = excess(weight, is_gathered)?;
    let page = &weight.page;
    let (now, most) = (kilobytes(now), kilobytes(budget));
    let finding = Finding::nowhere(
        Code::PageWeight,
        phrase!(
            "la page « {page} » pèse {now} ko compressée, le budget est de {most}",
            "the page `{page}` weighs {now} kB compressed, the budget is {most}"
        ),
    );
    let heaviest = weight.html >= weight.styles.max(weight.script).max(weight.other);
    let remedy = if heaviest {
        phrase!(
            "répartissez ses textes, ses tableaux ou ses graphiques sur plusieurs pages",
            "spread its texts, tables or charts over several pages"
        )
    } else {
        phrase!(
            "allégez les styles, les scripts ou les polices du thème",
            "lighten the styles, scripts or fonts of the theme"
        )
    };
    Some(finding.remedy(remedy).note(shares(weight)))
}

/// Its parts, the heaviest first.
fn shares(weight: &Weight) -> Phrase {
    let mut parts = [
        (weight.html, "HTML", "HTML"),
        (weight.styles, "styles", "styles"),
        (weight.script, "script", "script"),
        (weight.other, "polices et icônes", "fonts and icons"),
    ];
    parts.sort_by_key(|(size, ..)| std::cmp::Reverse(*size));
    let told = |fr: bool| {
        let unit = if fr { "ko" } else { "kB" };
        let parts = parts.iter().filter(|(size, ..)| *size > 0);
        parts
            .map(|(size, name_fr, name_en)| {
                format!("{} {} {unit}", if fr { name_fr } else { name_en }, kilobytes(*size))
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    Phrase { fr: told(true), en: told(false) }
}

/// What pages share — styles, script, number of files — is told once, of the page that has most.
fn shared(weights: &[Weight]) -> Vec<Finding> {
    let worst = |of: fn(&Weight) -> usize, budget: usize| {
        let over = weights.iter().filter(|weight| of(weight) > budget);
        over.max_by_key(|weight| (of(weight), std::cmp::Reverse(&weight.page)))
    };
    let found = |weight: &Weight, message: Phrase, remedy: Phrase| {
        let (page, Phrase { fr, en }) = (&weight.page, shares(weight));
        Finding::nowhere(Code::PageWeight, message)
            .remedy(remedy)
            .note(phrase!("page « {page} » : {fr}", "page `{page}`: {en}"))
    };
    let styles = worst(|weight| weight.styles, STYLES).map(|weight| {
        let (now, most) = (kilobytes(weight.styles), kilobytes(STYLES));
        found(
            weight,
            phrase!(
                "les styles pèsent {now} ko compressés, le budget est de {most}",
                "the styles weigh {now} kB compressed, the budget is {most}"
            ),
            phrase!("retirez de styles/ ce qui ne sert pas", "remove from styles/ what is not used"),
        )
    });
    let script = worst(|weight| weight.script, SCRIPT).map(|weight| {
        let (now, most) = (kilobytes(weight.script), kilobytes(SCRIPT));
        found(
            weight,
            phrase!(
                "les scripts pèsent {now} ko compressés, le budget est de {most}",
                "the scripts weigh {now} kB compressed, the budget is {most}"
            ),
            phrase!(
                "retirez de scripts/ ce dont la page se passe",
                "remove from scripts/ what the page can do without"
            ),
        )
    });
    let requests = worst(|weight| weight.requests, REQUESTS).map(|weight| {
        let now = weight.requests;
        found(
            weight,
            phrase!(
                "une page demande {now} fichiers, le budget est de {REQUESTS}",
                "a page asks for {now} files, the budget is {REQUESTS}"
            ),
            phrase!("réduisez les polices et les images du thème", "reduce the fonts and pictures of the theme"),
        )
    });
    [styles, script, requests].into_iter().flatten().collect()
}

fn weight(page: &Review, html: usize, parts: &Parts, size: impl Fn(&String) -> usize) -> Weight {
    let mut weight = Weight { page: page.path.to_owned(), html, requests: 1, ..Weight::default() };
    for (part, name) in parts {
        let sum = match part {
            Part::Styles => &mut weight.styles,
            Part::Script => &mut weight.script,
            Part::Other => &mut weight.other,
            Part::Media => &mut weight.media,
        };
        *sum += size(name);
        weight.requests += usize::from(*part != Part::Media);
    }
    weight
}

/// For each page, the files of the site that a browser asks for with it, each once.
fn parts(pages: &[Review], rendered: &Rendered) -> Vec<Parts> {
    let mut parts: Vec<Parts> = pages.iter().map(|page| page.parts.clone()).collect();
    // Pages share their style sheets: each is read once.
    let mut asked: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for parts in &mut parts {
        let mut fetched = Vec::new();
        for (_, sheet) in parts.iter().filter(|(part, _)| *part == Part::Styles) {
            if !asked.contains_key(sheet) {
                asked.insert(sheet.clone(), fetches(sheet, rendered));
            }
            fetched.extend(asked[sheet].iter().map(|name| (Part::Other, name.clone())));
        }
        parts.extend(fetched);
    }
    parts
}

/// The files that a style sheet asks for.
fn fetches(name: &str, rendered: &Rendered) -> Vec<String> {
    let sheet = std::str::from_utf8(&rendered.files[name]).unwrap_or("");
    let links = sheet.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let files = links.filter_map(|link| super::links::target(name, link.trim_matches(['"', '\''])));
    files.map(Cow::into_owned).filter(|name| rendered.files.contains_key(name)).collect()
}

/// The files that a page names for a browser to ask for.
pub(super) fn named(page: &Page, rendered: &Rendered) -> Parts {
    let mut parts = BTreeSet::new();
    for (_, element) in page.named(&["link", "script", "img", "video", "audio", "source", "input"]) {
        let (part, link) = match element.get("rel") {
            Some("stylesheet") => (Part::Styles, element.get("href")),
            Some("icon" | "preload" | "apple-touch-icon" | "manifest") => (Part::Other, element.get("href")),
            Some(_) => continue,
            None if element.is(&["script"]) => (Part::Script, element.get("src")),
            // What is not loaded before the reader asks weighs nothing.
            None if element.get("preload") == Some("none") => (Part::Media, element.get("poster")),
            None if element.is(&["source"]) => continue,
            None => (Part::Media, element.get("src")),
        };
        let name = link.and_then(|link| super::links::target(page.path, link)).map(Cow::into_owned);
        parts.extend(name.filter(|name| rendered.files.contains_key(name)).map(|name| (part, name)));
    }
    parts
}

/// Bytes of a file as hosts send it.
fn sent(name: &str, bytes: &[u8]) -> usize {
    if is_compressible(name) { brotli(bytes, Effort::Quick).len() } else { bytes.len() }
}

/// No fewer bytes than hosts send, five times sooner.
fn zipped(name: &str, bytes: &[u8]) -> usize {
    if is_compressible(name) { gzip(bytes, Effort::Quick).len() } else { bytes.len() }
}

/// The same for each of some files. Editions have nearly the same: of one that differs from another at its end alone, what differs
/// counts in full.
fn zipped_together<'n>(names: &[&'n String], rendered: &Rendered) -> BTreeMap<&'n String, usize> {
    let mut models: Vec<&String> = Vec::new();
    let mut rests: Vec<(&String, usize, usize)> = Vec::new();
    for name in names {
        let bytes = &rendered.files[*name];
        let rest = |model: &&String| {
            let shared = bytes.iter().zip(&*rendered.files[*model]).take_while(|(a, b)| a == b).count();
            bytes.len() - shared
        };
        let nearest = models.iter().map(rest).enumerate().min_by_key(|(_, rest)| *rest);
        match nearest.filter(|(_, rest)| *rest <= REST) {
            Some((model, rest)) => rests.push((name, model, rest)),
            None => {
                rests.push((name, models.len(), 0));
                models.push(name);
            }
        }
    }
    let weights: Vec<usize> = models.par_iter().map(|name| zipped(name, &rendered.files[*name])).collect();
    rests.into_iter().map(|(name, model, rest)| (name, weights[model] + rest)).collect()
}

/// No fewer bytes than a host sends of a text, sooner still: those of Huffman's code for each byte, at most the entropy and the
/// frequency of the commonest byte and 0.086 bits each (Gallager, « Variations on a theme by Huffman », 1978), and the code's own.
fn coded(text: &[u8]) -> usize {
    const TABLE: usize = 512;
    let mut counts = [0_u32; 256];
    text.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let length = text.len().max(1) as f64;
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / length);
    let (entropy, commonest) =
        shares.fold((0.0, 0.0_f64), |(entropy, most), share| (entropy - share * share.log2(), most.max(share)));
    ((entropy + commonest + 0.086) * length / 8.0).ceil() as usize + TABLE
}

/// Rounded up, so that what is over its budget shows it.
fn kilobytes(bytes: usize) -> usize {
    bytes.div_ceil(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    const HEAD: &str = "<link rel=\"stylesheet\" href=\"a.css\"><link rel=\"icon\" href=\"i.svg\"><script src=\"a.js\"></script><img src=\"p.jpg\">";

    /// Text that hardly compresses.
    fn noise(length: usize) -> String {
        let hashes = (0..length / 64 + 1).map(|n| blake3::hash(&n.to_le_bytes()).to_hex().to_string());
        let mut noise: String = hashes.collect();
        noise.truncate(length);
        noise
    }

    fn told(files: &[(&str, String)], kind: PageKind) -> Vec<String> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), Arc::from(text.as_bytes())));
        let rendered = Rendered { files: files.collect(), ..Rendered::default() };
        let planned = [site::Page { kind, edition: 0, address: site::Address::page("") }];
        check(&super::super::all_reviewed(&rendered), &planned, &rendered)
            .into_iter()
            .map(|finding| finding.message.fr)
            .collect()
    }

    #[test]
    fn budgets_are_of_what_is_sent() {
        let light = [
            ("index.html", HEAD.to_owned() + &"a ".repeat(400_000)),
            ("a.css", "b".repeat(90_000)),
            ("p.jpg", noise(900_000)),
        ];
        assert_eq!(told(&light, PageKind::Cover), [""; 0]);
        let heavy = [("index.html", HEAD.to_owned() + &noise(200_000))];
        assert_eq!(told(&heavy, PageKind::Cover).len(), 1);
        assert_eq!(told(&heavy, PageKind::Whole), [""; 0]);
        assert_eq!(told(&[("index.html", noise(700_000))], PageKind::Whole).len(), 1);
        assert!(
            told(&[("index.html", HEAD.to_owned()), ("a.css", noise(60_000))], PageKind::Cover)[0]
                .starts_with("les styles")
        );
        assert!(
            told(&[("index.html", HEAD.to_owned()), ("a.js", noise(50_000))], PageKind::Cover)[0]
                .starts_with("les scripts")
        );
    }

    #[test]
    fn what_is_sent_is_never_more_than_its_bounds() {
        for text in [String::new(), "a".into(), "ab".repeat(9_000), noise(50_000), HEAD.repeat(300)] {
            let (sent, zipped, coded) =
                (sent("a.html", text.as_bytes()), zipped("a.html", text.as_bytes()), coded(text.as_bytes()));
            assert!(sent <= zipped + 8 && sent <= coded, "{sent} {zipped} {coded}");
        }
    }

    #[test]
    fn fonts_of_the_style_sheet_are_asked_for() {
        let fonts: String = (0..20).map(|n| format!("@font-face{{src:url(\"f/{n}.woff2\")}}")).collect();
        let mut files = vec![("index.html".to_owned(), HEAD.to_owned()), ("a.css".to_owned(), fonts)];
        files.extend((0..20).map(|n| (format!("f/{n}.woff2"), "x".to_owned())));
        let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        assert_eq!(told(&files, PageKind::Cover), ["une page demande 22 fichiers, le budget est de 15"]);
    }
}
