//! The demonstration report at the root of the repository: everything that a report may hold, built and read back.

use crate::harness::{build, console, none, root};
use crate::page::{attribute, faults, tags, text, values};
use millesime::markdown::{Inline, Node};
use millesime::model::{AsideKind, Block, ChartForm, Cite, Display, Edition, Nodes, Report, VideoSource};
use millesime::site::{self, PageKind};
use millesime::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The report, and its pages and files as text.
struct Whole {
    report: Report,
    files: BTreeMap<String, String>,
}

static WHOLE: LazyLock<Whole> = LazyLock::new(|| {
    let built = build(root());
    assert!(built.findings.is_empty(), "{}", console(&built, Lang::Fr));
    let report = millesime::load::load(&built.sources).value.unwrap();
    let files = built.rendered.unwrap().files;
    let files = files.iter().map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect();
    Whole { report, files }
});

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    WHOLE.files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, html)| (path.as_str(), html.as_str()))
}

fn page(edition: usize, kind: PageKind) -> &'static str {
    let address = site::address(&WHOLE.report, edition, kind);
    WHOLE.files.get(address.path()).unwrap_or_else(|| panic!("{} is missing", address.path()))
}

fn editions() -> impl Iterator<Item = (usize, &'static Edition)> {
    WHOLE.report.editions.iter().map(|edition| &**edition).enumerate()
}

/// Every node of an edition, those inside blocks too.
fn nodes(edition: &Edition) -> Vec<&Node<Block, Cite>> {
    fn walk<'n>(nodes: &'n Nodes, found: &mut Vec<&'n Node<Block, Cite>>) {
        for node in nodes {
            found.push(node);
            match node {
                Node::Quote(inner) => walk(inner, found),
                Node::List { items, .. } => items.iter().for_each(|item| walk(item, found)),
                Node::Directive(Block::Dossier { body, .. }) => walk(body, found),
                Node::Directive(Block::Aside(aside)) => walk(&aside.body, found),
                Node::Directive(Block::Testimonial(testimonial)) => walk(&testimonial.quote, found),
                Node::Directive(Block::Directory { entries, .. }) => {
                    entries.iter().for_each(|entry| walk(&entry.text, found));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    for chapter in &edition.chapters {
        walk(&chapter.lead.flow.nodes, &mut found);
        walk(&chapter.body.flow.nodes, &mut found);
        chapter.highlights.iter().for_each(|highlight| walk(&highlight.text.flow.nodes, &mut found));
    }
    found
}

/// Runs of plain text of some length, whole wherever they are shown: cut at acronyms, which a page spells out once.
fn samples(nodes: &Nodes) -> Vec<String> {
    let inlines =
        nodes.iter().filter_map(|node| if let Node::Paragraph(content) = node { Some(content) } else { None });
    let texts = inlines
        .flatten()
        .filter_map(|inline| if let Inline::Text(text, _) = inline { Some(text.trim()) } else { None });
    let terms: BTreeSet<&str> = WHOLE.report.glossary.iter().map(|term| term.term.as_str()).collect();
    let is_term = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().filter(|c| c.is_uppercase()).count() > 1 || terms.contains(bare.rsplit('’').next().unwrap())
    };
    let runs = texts.flat_map(|text| {
        let words: Vec<&str> = text.split(' ').collect();
        let runs = words.split(is_term).map(|run| run.join(" ")).collect::<Vec<_>>();
        runs.into_iter().filter(|run| run.len() > 40 && !run.contains("\u{a0}("))
    });
    runs.collect()
}

#[test]
fn every_kind_of_page_is_there() {
    for (index, edition) in editions() {
        let mut kinds =
            vec![PageKind::Cover, PageKind::Foreword, PageKind::Figures, PageKind::Whole, PageKind::Contents];
        kinds.extend([PageKind::Glossary, PageKind::LegalNotice, PageKind::Accessibility, PageKind::PersonalData]);
        kinds.extend((0..edition.chapters.len()).map(PageKind::Chapter));
        kinds.extend((0..edition.pages.len()).map(PageKind::Free));
        for kind in kinds {
            assert!(page(index, kind).starts_with("<!doctype html>"), "{kind:?}");
        }
    }
    for path in ["index.html", "404.html", "sitemap.xml", "robots.txt"] {
        assert!(WHOLE.files.contains_key(path), "{path}");
    }
    assert_eq!(WHOLE.report.editions.len(), 2);
    let latest = &WHOLE.report.editions[0];
    assert_eq!((latest.name.as_str(), latest.chapters.len()), ("2022", 5));
    assert!(latest.chapters.iter().all(|chapter| (4..=8).contains(&chapter.highlights.len())));
}

#[test]
fn every_figure_is_among_the_key_figures_with_its_source() {
    let mut failures = Vec::new();
    for (index, edition) in editions() {
        let html = page(index, PageKind::Figures);
        for figure in &edition.figures {
            let Some(at) = html.find(&format!(" id=\"chiffre-{}\"", figure.id)) else {
                failures.push(format!("{}: no key figure `{}`", edition.name, figure.id));
                continue;
            };
            let rest = &html[at..];
            let end = rest[1..].find(" id=\"chiffre-").map_or(rest.len(), |end| end + 1);
            let source = figure.source.as_deref().unwrap_or("?");
            if !text(&rest[..end]).contains(source) {
                failures.push(format!("{}: `{}` is without its source, {source}", edition.name, figure.id));
            }
        }
    }
    assert!(WHOLE.report.editions[0].figures.len() >= 60);
    none(failures);
}

#[test]
fn a_highlight_is_whole_in_its_chapter_on_its_page_and_in_the_whole_report() {
    let (mut failures, mut count) = (Vec::new(), 0);
    for (index, edition) in editions() {
        let whole = text(page(index, PageKind::Whole));
        for (chapter, content) in edition.chapters.iter().enumerate() {
            let own_chapter = text(page(index, PageKind::Chapter(chapter)));
            for (highlight, content) in content.highlights.iter().enumerate() {
                let id = millesime::model::HighlightId { chapter, highlight };
                let own = text(page(index, PageKind::Highlight(id)));
                let samples = samples(&content.text.flow.nodes);
                count += samples.len();
                let summary = content.summary.iter().filter(|text| !text.chars().any(char::is_uppercase));
                for sample in samples.iter().chain([&content.title]).chain(summary) {
                    for (place, page) in
                        [("its chapter", &own_chapter), ("its page", &own), ("the whole report", &whole)]
                    {
                        if !page.contains(sample.as_str()) {
                            failures.push(format!("{} {}: not in {place}: {sample}", edition.name, content.id));
                        }
                    }
                }
            }
        }
    }
    assert!(count > 100, "{count} samples");
    none(failures);
}

#[test]
fn nothing_of_the_front_matter_is_lost() {
    let mut failures = Vec::new();
    for (index, edition) in editions() {
        let cover = text(page(index, PageKind::Cover));
        let mut expected: Vec<&str> = vec![&edition.title, &edition.kind];
        expected.extend(edition.footer.as_deref());
        expected.extend(edition.foreword.as_ref().map(|foreword| foreword.excerpt.as_str()));
        expected.extend(edition.chapters.iter().map(|chapter| chapter.title.as_str()));
        expected.extend(edition.chapters.iter().filter_map(|chapter| chapter.summary.as_deref()));
        expected.extend(edition.downloads.iter().map(|(title, _)| title.as_str()));
        expected.extend(edition.corrections.iter().map(|correction| correction.text.as_str()));
        let everywhere = pages().filter(|(path, _)| path.starts_with(&format!("{}/", edition.name)));
        let everywhere: String = everywhere.map(|(_, html)| text(html)).collect();
        for words in expected {
            if !everywhere.contains(words) {
                failures.push(format!("{}: lost: {words}", edition.name));
            }
        }
        for figure in &edition.cover_figures {
            let label = &edition.figure(*figure).label;
            if !cover.contains(label.as_str()) {
                failures.push(format!("{}: not on the cover: {label}", edition.name));
            }
        }
    }
    none(failures);
}

#[test]
fn every_page_is_sound() {
    none(pages().flat_map(|(path, html)| faults(path, html)));
    let styles = WHOLE.files.iter().filter(|(path, _)| path.ends_with(".css"));
    none(
        styles
            .filter(|(_, css)| css.contains("@import") || css.contains("//"))
            .map(|(path, _)| format!("{path} loads something")),
    );
}

#[test]
fn notes_are_linked_both_ways() {
    let mut count = 0;
    for (path, html) in pages() {
        let ids: BTreeSet<&str> = values(html, "id").collect();
        for tag in tags(html).filter(|tag| tag.starts_with("a ")) {
            let role = attribute(tag, "role");
            if role == Some("doc-noteref") || role == Some("doc-backlink") {
                let target = attribute(tag, "href").and_then(|href| href.strip_prefix('#'));
                assert!(target.is_some_and(|target| ids.contains(target)), "{path}: <{tag}>");
                count += 1;
            }
        }
        let roles = |role: &str| html.matches(&format!("role=\"{role}\"")).count();
        assert!(roles("doc-backlink") >= usize::from(roles("doc-noteref") > 0), "{path}");
    }
    assert!(count >= 6, "{count} links of notes");
}

#[test]
fn every_block_and_every_form_is_shown() {
    let all: Vec<_> = editions().flat_map(|(_, edition)| nodes(edition)).collect();
    let blocks: Vec<&Block> =
        all.iter().filter_map(|node| if let Node::Directive(block) = node { Some(block) } else { None }).collect();
    let speakers = |count: usize| {
        blocks.iter().any(|block| matches!(block, Block::Testimonial(said) if said.speakers.len() == count))
    };
    let aside = |kind: AsideKind| blocks.iter().any(|block| matches!(block, Block::Aside(aside) if aside.kind == kind));
    let figures = |shown: Display| {
        blocks.iter().any(|block| matches!(block, Block::Figures { display, .. } if *display == shown))
    };
    let form = |form: ChartForm| blocks.iter().any(|block| matches!(block, Block::Chart(chart) if chart.form == form));
    let mut missing = Vec::new();
    let mut expect = |name: &str, is_there: bool| {
        if !is_there {
            missing.push(name.to_owned())
        }
    };
    expect("dossier", blocks.iter().any(|block| matches!(block, Block::Dossier { .. })));
    (1..=3).for_each(|count| expect(&format!("testimonial of {count}"), speakers(count)));
    for kind in [AsideKind::Focus, AsideKind::Zoom, AsideKind::Retrospective, AsideKind::Note] {
        expect(&format!("{kind:?}"), aside(kind));
    }
    for display in [Display::Tiles, Display::List, Display::Table] {
        expect(&format!("figures as {display:?}"), figures(display));
    }
    for shape in [
        ChartForm::Bars,
        ChartForm::Columns,
        ChartForm::Line,
        ChartForm::Part,
        ChartForm::Progress,
        ChartForm::Stacked,
        ChartForm::Dumbbell,
        ChartForm::Diverging,
        ChartForm::Timeline,
    ] {
        expect(&format!("chart {shape:?}"), form(shape));
    }
    expect("tile", blocks.iter().any(|block| matches!(block, Block::Tile(_))));
    expect("table of a figure", blocks.iter().any(|block| matches!(block, Block::Table { .. })));
    expect("directory", blocks.iter().any(|block| matches!(block, Block::Directory { .. })));
    expect("image", blocks.iter().any(|block| matches!(block, Block::Image(_))));
    expect("gallery", blocks.iter().any(|block| matches!(block, Block::Gallery { .. })));
    expect("download", blocks.iter().any(|block| matches!(block, Block::Download(_))));
    let consent =
        |block: &&&Block| matches!(block, Block::Video(video) if matches!(video.source, VideoSource::Provider { .. }));
    expect("video of a provider", blocks.iter().any(|block| consent(&block)));
    expect("table", all.iter().any(|node| matches!(node, Node::Table(_))));
    let nested = |items: &[Nodes]| items.iter().flatten().any(|node| matches!(node, Node::List { .. }));
    expect("nested list", all.iter().any(|node| matches!(node, Node::List { items, .. } if nested(items))));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn french_typography_everywhere() {
    let mut failures = Vec::new();
    for (path, html) in pages() {
        let text = text(html);
        let letters: Vec<char> = text.chars().collect();
        for at in 1..letters.len().saturating_sub(1) {
            let (before, here, after) = (letters[at - 1], letters[at], letters[at + 1]);
            let is_wrong = match here {
                '\'' => before.is_alphabetic() && after.is_alphabetic(),
                ' ' => matches!(after, ':' | ';' | '!' | '?' | '%' | '»' | '€') || before == '«',
                _ => false,
            };
            if is_wrong {
                let around: String = letters[at.saturating_sub(25)..(at + 15).min(letters.len())].iter().collect();
                failures.push(format!("{path}: …{around}…"));
                break;
            }
        }
    }
    none(failures);
}

#[test]
fn numbers_of_tables_are_grouped_by_narrow_spaces() {
    let mut grouped = 0;
    for (path, html) in pages() {
        for cell in html.split("<td class=\"numeric\"").skip(1) {
            // The period that follows a value has its own digits.
            let cell =
                text(cell.split_once('>').unwrap().1.split("</td>").next().unwrap().split("<small").next().unwrap());
            let digits: String =
                cell.chars().take_while(|c| !matches!(c, ',' | '.')).filter(char::is_ascii_digit).collect();
            if digits.len() > 3 && !digits.starts_with("20") {
                assert!(cell.contains('\u{202f}'), "{path}: {cell:?}");
                grouped += 1;
            }
        }
    }
    assert!(grouped > 50, "{grouped} cells");
}
