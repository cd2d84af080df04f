//! `diff --published`: the report as it would be published, or else as it stands, beside what is on line.

use super::{json, table};
use crate::cli::args::{Diff, Format, Shape};
use crate::cli::console::Console;
use crate::cli::gather::{self, Workspace};
use crate::cli::publish::{ended, report, target};
use crate::cli::{Exit, secret};
use crate::finding::phrase;
use crate::ledger::{self, Comparison};
use crate::model::Figure;
use crate::publish::{Error, Online, Pages, Records, Reworded, store};
use crate::render::{self, Plan, Rendered};
use crate::site::{self, OpenData, PageKind};
use crate::text::Lang;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Passages shown of each page and of each side.
const SHOWN: usize = 4;
/// Characters shown of a passage.
const LONGEST: usize = 140;

/// An edition of the report.
pub(super) struct Edition {
    pub(super) name: String,
    pub(super) figures: Figures,
}

/// Its figures.
pub(super) enum Figures {
    /// Those that are on line, and those of the report, both as they are published.
    Compared { before: Vec<Figure>, after: Vec<Figure> },
    /// The edition is not on line.
    New,
    /// What is on line is not there any more, or is of another Millésime.
    Unreadable,
}

impl Figures {
    /// What changed, where it can be said.
    pub(super) fn comparison(&self, threshold: Decimal) -> Option<Comparison<'_>> {
        // The edition is the same: no series breaks in between.
        let Self::Compared { before, after } = self else { return None };
        Some(ledger::compare(before, after, "", threshold))
    }
}

pub(super) fn run(diff: &Diff, named: Option<&str>, console: &Console) -> Exit {
    let (workspace, is_publishable) = match comparable(diff, console) {
        Ok(comparable) => comparable,
        Err(exit) => return exit,
    };
    let (Some(rendered), Some(plan)) = (&workspace.built.rendered, &workspace.built.plan) else {
        gather::report(std::slice::from_ref(&workspace), Format::Text, gather::Extent::First, console);
        let words = phrase!(
            "rien n’a été comparé : les erreurs ci-dessus empêchent de construire ce rapport",
            "nothing was compared: the errors above keep this report from being built"
        );
        console.tell(words.get(console.lang));
        return Exit::Findings;
    };
    if !is_publishable {
        let words = phrase!(
            "ce rapport ne peut pas encore être publié : il est comparé tel qu’il est, brouillons et embargos compris \
             (millesime check --production dit ce qui manque)",
            "this report cannot be published yet: it is compared as it stands, with drafts and embargoes (millesime \
             check --production says what is missing)"
        );
        console.tell(words.get(console.lang));
    }
    let outcome = target(&plan.report.targets, named).and_then(|target| {
        let store = store::open(target, &diff.workspace, &secret::find)?;
        let records = Records::of(&diff.workspace, &target.name);
        let online = Online::read(&target.name, &*store, &records, target.connections)?;
        let editions = editions(&online, plan, rendered)?;
        let pages = online.pages(rendered)?;
        match diff.form {
            Shape::Text => console.print(&print(&online, &editions, &pages, diff.threshold, console.lang)),
            Shape::Json => {
                let since = online.publication();
                console.print(&json::print_published(
                    &target.name,
                    is_publishable,
                    since,
                    &editions,
                    &pages,
                    diff.threshold,
                ));
            }
        }
        Ok(Exit::Fine)
    });
    ended(outcome, console)
}

/// The report as it would be published, or, while something stands against that, as it is; which of the two.
fn comparable(diff: &Diff, console: &Console) -> Result<(Workspace, bool), Exit> {
    let workspace = gather::production(&diff.workspace, None, None, diff.pdf, console)?;
    if workspace.built.rendered.is_some() {
        return Ok((workspace, true));
    }
    Ok((gather::unfinished(&diff.workspace, diff.pdf, console)?, false))
}

/// Each edition once: figures are the same in every language.
fn editions(online: &Online, plan: &Plan, rendered: &Rendered) -> Result<Vec<Edition>, Error> {
    let report = &plan.report;
    let mut editions = Vec::new();
    for (index, edition) in
        report.editions.iter().enumerate().filter(|(_, edition)| edition.lang == report.languages[0])
    {
        let path = site::data(report, index, OpenData::Json).path().to_owned();
        let is_online = online.has(site::address(report, index, PageKind::Cover).path());
        let former = if online.has(&path) { Some(online.contents(&[&path])?.remove(&path)) } else { None };
        let after = rendered.files.get(&path).map_or_else(|| Some(Vec::new()), |json| render::published(json));
        let before = match former {
            Some(json) => json.and_then(|json| render::published(&json)),
            None => Some(Vec::new()),
        };
        let figures = match (before, after) {
            _ if !is_online => Figures::New,
            (Some(before), Some(after)) => Figures::Compared { before, after },
            _ => Figures::Unreadable,
        };
        editions.push(Edition { name: edition.name.clone(), figures });
    }
    Ok(editions)
}

fn print(online: &Online, editions: &[Edition], pages: &Pages, threshold: Decimal, lang: Lang) -> String {
    let mut sections = vec![report::online(online.publication()).get(lang).to_owned()];
    let [from, to] = [phrase!("en ligne", "on line"), phrase!("ce rapport", "this report")];
    let (from, to) = (from.get(lang), to.get(lang));
    for Edition { name, figures } in editions {
        let said = match (figures, figures.comparison(threshold)) {
            (_, Some(all)) => {
                let is_same =
                    all.moved.is_empty() && all.redefined.is_empty() && all.new.is_empty() && all.missing.is_empty();
                if is_same {
                    continue;
                }
                let title = phrase!("chiffres de {name}", "figures of {name}");
                sections
                    .push(title.get(lang).to_owned() + "\n" + table::print(&all, from, to, threshold, lang).trim_end());
                continue;
            }
            (Figures::New, None) => phrase!("l’édition {name} n’est pas en ligne", "the edition {name} is not on line"),
            (_, None) => phrase!(
                "les chiffres en ligne de {name} ne se lisent pas : publiés par une autre version, ou perdus",
                "the figures of {name} that are on line cannot be read: published by another version, or lost"
            ),
        };
        sections.push(said.get(lang).to_owned());
    }
    sections.extend(listed(phrase!("pages nouvelles", "new pages").get(lang), &pages.new));
    let gone = phrase!(
        "pages retirées, dont les liens ne mèneront plus nulle part",
        "pages removed, to which links will lead nowhere"
    );
    sections.extend(listed(gone.get(lang), &pages.gone));
    sections.extend(reworded(pages, lang));
    let unknown = phrase!("pages dont l’ancien texte n’est plus connu", "pages whose former text is no longer known");
    sections.extend(listed(unknown.get(lang), &pages.unknown));
    let restyled = pages.restyled;
    if restyled > 0 {
        let said =
            phrase!("pages qui ne changent que de forme : {restyled}", "pages that change in form only: {restyled}");
        sections.push(said.get(lang).to_owned());
    }
    if sections.len() == 1 {
        let same = phrase!("ce rapport est celui qui est en ligne", "this report is the one that is on line");
        sections.push(same.get(lang).to_owned());
    }
    sections.join("\n\n") + "\n"
}

/// What pages say that they did not, the deepest first: the same words are told once, though a chapter and the whole report repeat them.
fn reworded(pages: &Pages, lang: Lang) -> Option<String> {
    let mut deepest: Vec<&Reworded> = pages.reworded.iter().collect();
    deepest.sort_by_key(|page| Reverse(page.path.matches('/').count()));
    let (mut lines, mut repeating) = (Vec::new(), Vec::new());
    let mut told = BTreeSet::new();
    for page in deepest {
        let [before, after] = [('−', &page.before), ('+', &page.after)].map(|(mark, passages)| {
            let fresh: Vec<&str> =
                passages.iter().map(String::as_str).filter(|text| told.insert((mark, *text))).collect();
            self::passages(mark, &fresh, lang)
        });
        if before.is_empty() && after.is_empty() {
            repeating.push(short(&page.path));
            continue;
        }
        lines.push(format!("\n  {}", short(&page.path)));
        lines.extend(before.into_iter().chain(after));
    }
    if !repeating.is_empty() {
        let paths = repeating.join(", ");
        let said = phrase!("les mêmes changements se voient dans {paths}", "the same changes show in {paths}");
        lines.push(format!("\n  {}", said.get(lang)));
    }
    let title = phrase!("pages dont le texte change", "pages that say something else");
    (!lines.is_empty()).then(|| title.get(lang).to_owned() + &lines.concat())
}

/// `2025/agir/index.html` → `2025/agir/`.
fn short(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if !folder.is_empty() => folder,
        _ => path,
    }
}

fn listed(title: &str, paths: &[String]) -> Option<String> {
    let lines: Vec<String> = paths.iter().map(|path| format!("\n  {}", short(path))).collect();
    (!lines.is_empty()).then(|| title.to_owned() + &lines.concat())
}

/// The first passages of a side of a page, each on its line.
fn passages(mark: char, passages: &[&str], lang: Lang) -> Vec<String> {
    let line = |passage: &&str| {
        let cut = passage.char_indices().nth(LONGEST).map(|(at, _)| format!("{}…", passage[..at].trim_end()));
        format!("\n    {mark} {}", cut.as_deref().unwrap_or(passage))
    };
    let mut lines: Vec<String> = passages.iter().take(SHOWN).map(line).collect();
    let more = passages.len().saturating_sub(SHOWN);
    if more > 0 {
        let said = phrase!("et {more} passage(s) de plus", "and {more} more passage(s)");
        lines.push(format!("\n    {mark} ({})", said.get(lang)));
    }
    lines
}
