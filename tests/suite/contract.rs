//! The contract of themes: its reference is what the views say, nothing of it is ever taken away, and the built-in themes keep to it.

use crate::harness::{build, compare, console, minimal, none, root, tests, write};
use millesime::finding::Code;
use millesime::render::contract::entries;
use millesime::text::Lang;
use millesime::theme::contract::{Field, Shape};
use std::collections::BTreeMap;
use std::fs;

const HEAD: &str = "\
# What templates see: contract 1

This page is written from the program's own structs; `docs/themes.md` says how to use it. A theme whose `theme.yaml` says
`contract: 1` may name every field below, and later versions of the program keep all of them; they may add others. A template that
names anything else is an error at its line.

« HTML » and « SVG » fields are printed with `| safe`; everything else is plain text. *Or none*: test it first, `{% if page.newer %}`.
";

/// More fields than that are said once, and then by their first place.
const SAID_AGAIN: usize = 6;

/// The reference, in Markdown.
fn reference(entries: &BTreeMap<String, Shape>) -> String {
    let mut text = HEAD.to_owned();
    let mut known: Vec<(Shape, String)> = Vec::new();
    let is_block = |name: &str| name.starts_with("blocks/");
    for blocks in [false, true] {
        for (template, shape) in entries.iter().filter(|(name, _)| is_block(name) == blocks) {
            text += &format!("\n## `{template}`\n\n");
            for (name, field) in shape.fields().into_iter().flatten() {
                line(&mut text, name, field, 0, name, &mut known);
            }
        }
    }
    text
}

fn line(text: &mut String, name: &str, field: &Field, depth: usize, path: &str, known: &mut Vec<(Shape, String)>) {
    let list = if matches!(field.shape, Shape::List(_)) { ", a list" } else { "" };
    let none = if field.may_be_none { ", *or none*" } else { "" };
    let about = if field.about.is_empty() { String::new() } else { format!(": {}", field.about) };
    *text += &format!("{}- `{name}`{list}{none}{about}", "  ".repeat(depth));
    let Some(fields) = field.shape.fields() else {
        *text += "\n";
        return;
    };
    let item = Shape::Fields(fields.clone());
    if let Some((_, first)) = known.iter().find(|(shape, _)| *shape == item) {
        *text += &format!(" (as `{first}`)\n");
        return;
    }
    if fields.len() >= SAID_AGAIN {
        known.push((item, path.to_owned()));
    }
    *text += "\n";
    for (name, field) in fields {
        line(text, name, field, depth + 1, &format!("{path}.{name}"), known);
    }
}

/// Every path that a template may name: `chapter.html chapter.groups.title`.
fn paths(entries: &BTreeMap<String, Shape>) -> Vec<String> {
    fn add(paths: &mut Vec<String>, before: &str, shape: &Shape) {
        for (name, field) in shape.fields().into_iter().flatten() {
            let path = format!("{before}{name}");
            add(paths, &format!("{path}."), &field.shape);
            paths.push(path);
        }
    }
    let mut paths = Vec::new();
    entries.iter().for_each(|(template, shape)| add(&mut paths, &format!("{template} "), shape));
    paths.sort();
    paths
}

#[test]
fn the_reference_is_what_the_views_say() {
    none(compare(&root().join("docs/theme-contract.md"), &reference(&entries(&[]))).err());
}

#[test]
fn nothing_of_contract_1_is_taken_away() {
    let now = paths(&entries(&[]));
    let promised = fs::read_to_string(tests("contract/1.txt")).unwrap();
    let lost = promised.lines().filter(|path| now.binary_search_by(|known| known.as_str().cmp(path)).is_err());
    none(lost.map(|path| format!("contract 1 promises `{path}`: give it again, or a theme made for it breaks")));
    assert!(promised.lines().count() > 300);
}

/// A built-in theme as a theme of the workspace, so that its own templates are judged.
#[test]
fn built_in_themes_keep_to_the_contract_and_hold_nothing_unused() {
    let mut failures = Vec::new();
    for theme in ["default", "folio"] {
        let workspace = minimal();
        let folder = root().join("themes").join(theme);
        let entries = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().map(Result::unwrap);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap();
            let mut text = fs::read_to_string(entry.path()).unwrap();
            // A copy that says nothing else would not count.
            text += if path.ends_with(".html") { "{# copy #}" } else { "" };
            write(workspace.path(), &format!("themes/copy/{path}"), text);
        }
        let report = fs::read_to_string(workspace.path().join("report.yaml")).unwrap();
        write(workspace.path(), "report.yaml", format!("{report}\ntheme: copy\n"));
        let built = build(workspace.path());
        if built.findings.iter().any(|finding| [Code::ThemeTemplate, Code::ThemeUnused].contains(&finding.code)) {
            failures.push(format!("{theme}:\n{}", console(&built, Lang::Fr)));
        }
        assert!(built.rendered.is_some(), "{}", console(&built, Lang::Fr));
    }
    none(failures);
}
