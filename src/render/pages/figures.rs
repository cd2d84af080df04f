//! All figures of an edition, by chapter, with what readers choose and sort them by and where each is cited.

use super::{Content, dataset};
use crate::finding::Finding;
use crate::ledger;
use crate::model::{Figure, FigureId, Scope, Target};
use crate::render::data::exact;
use crate::render::figure::{self, FigureView};
use crate::render::prose;
use crate::render::shell::{self, Heading};
use crate::render::view::Link;
use crate::render::{Build, Context, PageState, Shared};
use crate::site::{Choosing, Names, PageKind};
use crate::text::Number;
use crate::text::fold::fold;
use crate::text::number::{print_with_unit, round};
use crate::text::slug::slug;
use crate::text::words;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// `figures.html`.
#[derive(Serialize, JsonSchema)]
pub(super) struct View {
    /// How many figures.
    count: usize,
    /// The same in words, with a capital.
    count_words: String,
    /// Those of the whole edition first, then chapter by chapter.
    groups: Vec<Group>,
    /// How many have a value to be compared with.
    compared: usize,
    /// Scopes to choose from.
    scopes: Vec<Choice>,
    /// Tags to choose from, by name.
    tags: Vec<Choice>,
    /// Names of the choices in the address of a selection.
    names: Choosing,
    /// The data of all figures.
    dataset: Option<dataset::View>,
}

/// The figures of one chapter, or of the whole edition.
#[derive(Serialize, JsonSchema)]
struct Group {
    /// Number of the chapter; none for the whole edition.
    number: Option<usize>,
    /// Its name in the address of a selection.
    key: String,
    /// Label of the chapter.
    label: String,
    /// Its number drawn in ribbons: SVG; empty for the whole edition.
    numeral: String,
    /// How many of them have a value to be compared with.
    compared: usize,
    /// Figures.
    figures: Vec<Entry>,
}

/// Something to choose figures by.
#[derive(Clone, Serialize, JsonSchema)]
struct Choice {
    /// In the address of a selection.
    key: String,
    /// What readers see.
    label: String,
    /// How many figures it leaves.
    count: usize,
}

/// A figure with its chart and table, and what it is found by.
#[derive(Serialize, JsonSchema)]
struct Entry {
    /// All that is known of it.
    #[serde(flatten)]
    figure: FigureView,
    /// Key of its group.
    group: String,
    /// Label of its group.
    group_label: String,
    /// Key of its scope.
    scope_key: Option<&'static str>,
    /// Keys of its tags.
    tag_keys: Vec<String>,
    /// What it was before, when that is known.
    before: Option<Before>,
    /// The pages that cite it.
    cited: Vec<Link>,
}

/// The values that a figure's last one is compared with.
#[derive(Serialize, JsonSchema)]
struct Before {
    /// The one before.
    #[serde(flatten)]
    last: Past,
    /// Those before that one, oldest first.
    older: Vec<Past>,
    /// The one they are compared to.
    current: Past,
    /// Its period.
    now: String,
    /// Why no change is said: « série rompue en 2022 ».
    unsaid: Option<String>,
    /// How much it moved, as a part of what it was, for sorting: `0.2697`; none where no change is said.
    weight: Option<String>,
}

/// A value of a period.
#[derive(Serialize, JsonSchema)]
struct Past {
    /// In full, with its qualifier: `près de 93 000 actes`.
    value: String,
    /// For `<data value>`: `93000`.
    number: String,
    /// « 2021 »
    period: String,
}

pub(super) fn content(cx: &Context, build: &Build, state: &mut PageState) -> Result<Content, Box<Finding>> {
    let lang = cx.edition.lang;
    let shared = build.shared(cx.edition_index);
    let chapters = (0..cx.edition.chapters.len()).map(Some);
    let mut groups = Vec::new();
    for chapter in [None].into_iter().chain(chapters) {
        let (key, label) = match chapter {
            Some(index) => {
                let chapter = &cx.edition.chapters[index];
                (chapter.slug.clone(), chapter.label.clone())
            }
            None => {
                (cx.edition.name.clone(), cx.theme.say(lang, "figures-of-edition", &[("edition", &cx.edition.name)]))
            }
        };
        let ids = (0..cx.edition.figures.len()).map(FigureId).filter(|id| cx.edition.figure(*id).chapter == chapter);
        let figures: Vec<Entry> =
            ids.map(|id| entry(id, (&key, &label), shared, cx, state)).collect::<Result<_, _>>()?;
        if figures.is_empty() {
            continue;
        }
        let numeral = chapter.map_or(String::new(), |index| shared.emblem.numerals[index].clone());
        let compared = figures.iter().filter(|entry| entry.before.is_some()).count();
        groups.push(Group { number: chapter.map(|index| index + 1), key, label, numeral, compared, figures });
    }
    let count = cx.edition.figures.len();
    let view = View {
        count,
        count_words: words::capitalised(&super::in_words(count, cx.edition)),
        compared: groups.iter().map(|group| group.compared).sum(),
        scopes: scopes(cx),
        tags: tags(&cx.edition.figures),
        names: Names::of(lang).choosing,
        groups,
        dataset: dataset::view(cx, build),
    };
    let heading = Heading {
        title: cx.theme.say(lang, "figures", &[]),
        description: cx.theme.say(lang, "figures-description", &[("edition", &cx.edition.name)]),
        ..Heading::default()
    };
    Ok(Content::new(cx, "figures.html", heading, &view))
}

fn entry(
    id: FigureId,
    (group, group_label): (&str, &str),
    shared: &Shared,
    cx: &Context,
    state: &mut PageState,
) -> Result<Entry, Box<Finding>> {
    let entry = cx.edition.figure(id);
    Ok(Entry {
        figure: figure::view(id, cx, state)?,
        group: group.to_owned(),
        group_label: group_label.to_owned(),
        scope_key: entry.scope.map(scope_key),
        tag_keys: entry.tags.iter().map(|tag| slug(tag)).collect(),
        before: before(entry, cx),
        cited: shared.uses[id.0].iter().map(|&page| citing(page, cx)).collect(),
    })
}

/// The values that a figure had before its last one; `None` when none is known, or when they are of something else than its value.
fn before(figure: &Figure, cx: &Context) -> Option<Before> {
    let known: Vec<(&str, Number)> =
        figure.history.iter().filter_map(|row| Some((row.label.as_str(), row.value?))).collect();
    let [older @ .., (since, old), (period, now)] = known.as_slice() else { return None };
    if figure.value.is_some_and(|value| value.value != now.value) {
        return None;
    }
    let past = |(period, number): &(&str, Number)| Past {
        value: print_with_unit(number, figure.unit.as_ref(), cx.edition.lang),
        number: exact(*number),
        period: (*period).to_owned(),
    };
    let is_said = ledger::change(figure).is_some();
    let difference = now.value.checked_sub(old.value)?.abs();
    let weight = difference.checked_div(old.value.abs()).unwrap_or(Decimal::ZERO);
    Some(Before {
        last: past(&(*since, *old)),
        older: older.iter().map(past).collect(),
        current: past(&(*period, *now)),
        now: (*period).to_owned(),
        unsaid: (!is_said).then(|| unsaid(figure, since, old.qualifier.or(now.qualifier).is_some(), cx)),
        weight: is_said.then(|| round(weight, 4).normalize().to_string()),
    })
}

/// Why no change since a period is said.
fn unsaid(figure: &Figure, since: &str, is_approximate: bool, cx: &Context) -> String {
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(cx.edition.lang, key, arguments);
    match figure.breaks.last() {
        Some(broken) if ledger::since_break(figure).iter().all(|row| row.label != since) => {
            say("compared-broken", &[("period", &broken.period)])
        }
        _ if is_approximate => say("compared-approximate", &[]),
        _ => say("compared-unsaid", &[]),
    }
}

/// A link to a page that cites a figure.
pub(super) fn citing(page: PageKind, cx: &Context) -> Link {
    let edition = cx.edition;
    let (label, target) = match page {
        PageKind::Foreword => (edition.foreword.as_ref().map(|foreword| foreword.title.clone()), None),
        PageKind::Chapter(index) => (Some(edition.chapters[index].label.clone()), Some(Target::Chapter(index))),
        PageKind::Highlight(id) => {
            let highlight = edition.chapters[id.chapter].highlights.iter().nth(id.highlight);
            (highlight.map(|highlight| highlight.title.clone()), Some(Target::Highlight(id)))
        }
        PageKind::Free(index) => (Some(edition.pages[index].title.clone()), Some(Target::Page(index))),
        _ => (None, None),
    };
    let label = label.unwrap_or_else(|| cx.theme.say(edition.lang, "cover", &[]));
    let href = target.and_then(|target| prose::href(&target, cx)).unwrap_or_else(|| shell::link_to(cx, page));
    Link { label, href: Some(href) }
}

fn scope_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Local => "local",
        Scope::Regional => "regional",
        Scope::National => "national",
    }
}

/// The scopes that figures have, from the nearest to the widest.
fn scopes(cx: &Context) -> Vec<Choice> {
    let mut counts: BTreeMap<Scope, usize> = BTreeMap::new();
    for scope in cx.edition.figures.iter().filter_map(|figure| figure.scope) {
        *counts.entry(scope).or_default() += 1;
    }
    let choice = |(scope, count)| Choice {
        key: scope_key(scope).to_owned(),
        label: words::capitalised(&figure::scope_name(scope, cx)),
        count,
    };
    counts.into_iter().map(choice).collect()
}

/// The tags that figures have, by name.
fn tags(figures: &[Figure]) -> Vec<Choice> {
    let mut tags: BTreeMap<String, Choice> = BTreeMap::new();
    for figure in figures {
        let mut own: Vec<(String, &String)> = figure.tags.iter().map(|tag| (slug(tag), tag)).collect();
        own.dedup_by(|a, b| a.0 == b.0);
        for (key, tag) in own {
            let choice = Choice { key: key.clone(), label: words::capitalised(tag), count: 0 };
            tags.entry(key).or_insert(choice).count += 1;
        }
    }
    let mut tags: Vec<Choice> = tags.into_values().collect();
    tags.sort_by_cached_key(|tag| fold(&tag.label));
    tags
}
