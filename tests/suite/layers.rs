//! The architecture as a test: what `src/lib.rs` promises is read from the sources themselves.

use crate::harness::{none, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file of the program: its module, its path, and its code without comments and without its tests.
struct Source {
    module: String,
    path: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let entries = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    files
        .filter(|entry| !is_test(entry.path()))
        .map(|entry| {
            let path = entry.path().strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
            let module = path.split(['/', '.']).next().unwrap().to_owned();
            Source { module, code: code(&fs::read_to_string(entry.path()).unwrap()), path }
        })
        .collect()
}

/// Test files, and samples that only tests name.
fn is_test(path: &Path) -> bool {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let parent = path.parent().unwrap().join("mod.rs");
    stem == "tests" || fs::read_to_string(parent).is_ok_and(|text| text.contains(&format!("#[cfg(test)]\nmod {stem};")))
}

/// The lines of a file that the program is made of: tests stand at its end, comments on lines of their own.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text.lines().map(|line| line.split(" // ").next().unwrap());
    lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a file names: `crate::a::…` and `crate::{a, b::…}`.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut named = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            named.insert(word(rest));
            continue;
        };
        let mut depth = 0usize;
        let mut item = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    named.insert(word(item.trim()));
                    item.clear();
                    continue;
                }
                _ => {}
            }
            item.push(c);
        }
        named.insert(word(item.trim()));
    }
    named.remove("");
    named
}

/// The modules of `src/lib.rs`, in their order.
fn order() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

#[test]
fn a_module_names_only_modules_above_it() {
    let order = order();
    let rank = |module: &str| order.iter().position(|name| name == module);
    assert!(order.len() >= 15, "{order:?}");
    let mut failures = Vec::new();
    for source in sources().iter().filter(|source| !["lib", "main"].contains(&source.module.as_str())) {
        let Some(own) = rank(&source.module) else {
            failures.push(format!("src/{}: its module is not in src/lib.rs", source.path));
            continue;
        };
        for other in named(&source.code).into_iter().filter(|other| rank(other).is_some_and(|rank| rank > own)) {
            failures.push(format!("src/{}: `{other}` stands below `{}` in src/lib.rs", source.path, source.module));
        }
    }
    none(failures);
}

#[test]
fn names_of_modules_are_read_in_all_their_forms() {
    let code = "use crate::{load, site::Names, text::{Lang, number}};\nuse crate::finding::Code;\nlet a = crate::theme::load();\n";
    let expected = ["finding", "load", "site", "text", "theme"].map(str::to_owned);
    assert_eq!(named(code), BTreeSet::from(expected));
    assert!(
        sources().iter().any(|source| source.path == "load/edition.rs" && named(&source.code).contains("markdown"))
    );
    assert!(sources().iter().all(|source| !source.path.ends_with("tests.rs")));
}

/// What only some modules may do: the words that do it, who may, and why no one else.
const RIGHTS: &[(&[&str], &[&str], &str)] = &[
    (
        &[
            "fs::read",
            "fs::write",
            "fs::create",
            "fs::remove",
            "fs::rename",
            "fs::copy",
            "fs::metadata",
            "File::",
            "WalkDir",
            "OpenOptions",
        ],
        &["source", "output", "publish"],
        "`source` reads the disk and `output` writes it; `publish` has targets and records of its own",
    ),
    (&["println!", "eprintln!", "stdout()", "stderr()", "anstream::"], &["cli"], "`cli` speaks to people"),
    (
        &["Zoned::now", "Timestamp::now", "SystemTime::now", "env::var"],
        &["cli", "pdf"],
        "the day and the locale are read once, in `cli`; `pdf` looks for a browser",
    ),
    (
        &["Instant::now"],
        &["serve", "pdf", "cli"],
        "only a preview and a printing browser are waited for, and only a command says how long it took",
    ),
    (&["HashMap", "HashSet", "rand::", "thread_rng"], &[], "the same input gives the same bytes"),
    (&["<svg ", "<path ", "<rect "], &["chart"], "SVG is written in `chart`"),
    (&["tera::"], &["theme", "render"], "templates belong to the theme"),
    // `check` keeps its table of criteria in YAML.
    (&["serde_yaml::"], &["load", "theme", "project", "check"], "after `load` everything is plain data"),
    (
        &["blake3::"],
        &["site", "render", "theme", "output", "pdf", "serve", "publish"],
        "fingerprints belong to addresses and outputs",
    ),
];

#[test]
fn each_right_has_its_holders() {
    let mut failures = Vec::new();
    for source in sources() {
        for (words, holders, reason) in RIGHTS {
            if holders.contains(&source.module.as_str()) {
                continue;
            }
            for (number, line) in source.code.lines().enumerate() {
                if let Some(word) = words.iter().find(|word| line.contains(*word)) {
                    failures.push(format!("src/{}: `{word}` (line {} of its code): {reason}", source.path, number + 1));
                }
            }
        }
    }
    none(failures);
}

#[test]
fn every_file_says_what_it_is_and_none_is_too_long() {
    let mut failures = Vec::new();
    for path in ["src", "tests/suite"] {
        for entry in walkdir::WalkDir::new(root().join(path)).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let name = entry.path().strip_prefix(root()).unwrap().display();
            if !text.starts_with("//! ") {
                failures.push(format!("{name} does not start with `//!`"));
            }
            for word in ["util", "utils", "helper", "helpers", "manager", "common", "misc"] {
                if entry.path().file_stem().is_some_and(|stem| stem == word) {
                    failures.push(format!("{name}: `{word}` says nothing"));
                }
            }
        }
    }
    none(failures);
}
