//! `tests/broken/CODE/` and `tests/broken/CODE--VARIANT/`: one mistake each, laid over a valid report, and what the console says.

use crate::harness::{
    build, build_sample, codes, compare, console, copy, folders, minimal, none, options, stranger, tests, write,
};
use millesime::finding::{Code, Severity};
use millesime::project::{self, Built};
use millesime::text::Lang;
use rayon::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::LazyLock;

/// What lays a mistake in a workspace.
type Make = fn(&Path);

/// Mistakes that files in a repository cannot hold, or that are the absence of a file.
const MADE: &[(&str, Make)] = &[
    ("workspace-missing", |workspace| fs::remove_file(workspace.join("report.yaml")).unwrap()),
    ("edition-missing", |workspace| fs::remove_file(workspace.join("content/2022/edition.yaml")).unwrap()),
    ("edition-missing--embargo", |workspace| {
        let path = workspace.join("content/2022/edition.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + "embargo: 2023-10-02\n").unwrap();
    }),
    ("edition-missing--none", |workspace| fs::remove_dir_all(workspace.join("content/2022")).unwrap()),
    ("file-unknown--chapter", |workspace| {
        fs::remove_file(workspace.join("content/2022/10-soigner/chapter.md")).unwrap()
    }),
    ("encoding", |workspace| {
        let latin = b"---\ntitre: Les visites\n---\n\nL'ann\xe9e o\xf9 les d\xe9l\xe9gu\xe9s reviennent, apr\xe8s l'\xe9t\xe9.\n";
        write(workspace, HIGHLIGHT, latin);
    }),
    ("encoding--spreadsheet", |workspace| {
        write(workspace, "content/2022/10-soigner/donnees.csv", b"Ann\xe9e;Journ\xe9es\n2021;12\n2022;14\n");
        write(workspace, "content/2022/10-soigner/figures.yaml", FIGURES_WITH_DATA);
    }),
    ("data-cell--workbook", |workspace| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Données").unwrap();
        sheet.write_row(0, 0, ["Profession", "Médecins", "Infirmiers"]).unwrap();
        sheet.write(1, 0, "Effectif").unwrap();
        sheet.write_formula(1, 1, Formula::new("=Feuil2!A1").set_result("#REF!")).unwrap();
        sheet.merge_range(1, 2, 2, 2, "411", &Format::new()).unwrap();
        write(workspace, WORKBOOK, workbook.save_to_buffer().unwrap());
    }),
    ("data-selection--sheet", |workspace| {
        let mut workbook = Workbook::new();
        for name in ["Activité", "Effectifs"] {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.write_row(0, 0, ["Profession", "2021"]).unwrap();
            sheet.write(1, 0, "Médecins").unwrap().write(1, 1, 620).unwrap();
        }
        write(workspace, WORKBOOK, workbook.save_to_buffer().unwrap());
    }),
    ("data-file--password", |workspace| write(workspace, WORKBOOK, crate::tables::encrypted())),
    ("data-size", |workspace| {
        let rows: String = (0..1_200).map(|row| format!("Acte {row};{row}\n")).collect();
        write(workspace, "content/2022/10-soigner/donnees.csv", format!("Acte;Nombre\n{rows}"));
    }),
    ("file-too-large", |workspace| {
        let file = fs::File::create(workspace.join(HIGHLIGHT)).unwrap();
        file.set_len(17 << 20).unwrap();
    }),
    ("file-name", |workspace| {
        write(workspace, "content/2022/10-soigner/20-e\u{301}te\u{301}.md", "---\ntitre: Été\n---\n\nTexte.\n");
        write(workspace, "content/2022/10-soigner/20-\u{e9}t\u{e9}.md", "---\ntitre: Été\n---\n\nTexte.\n");
    }),
    ("file-name--bytes", |workspace| {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"content/2022/10-soigner/20-\xe9t\xe9.md");
        fs::write(workspace.join(name), "---\ntitre: Été\n---\n\nTexte.\n").unwrap();
    }),
    ("yaml-limit", |workspace| {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let item = format!("*a{}", level - 1);
            bomb += &format!("a{level}: &a{level} [{}]\n", vec![item; 10].join(", "));
        }
        write(workspace, "content/people.yaml", bomb);
    }),
    ("yaml-limit--depth", |workspace| {
        write(workspace, "content/people.yaml", format!("deleguee: {}{}\n", "[".repeat(5_000), "]".repeat(5_000)));
    }),
    ("nesting-depth", |workspace| {
        let quotes = ">".repeat(500);
        write(workspace, HIGHLIGHT, format!("---\ntitre: Les visites\n---\n\n{quotes} Texte.\n"));
    }),
];

/// Mistakes that only the gate before publication refuses.
const IN_PRODUCTION: &[&str] = &["status-draft", "text-placeholder", "edition-missing--embargo"];

/// Codes that no workspace can cause, and why they are there.
const GUARDS: &[(Code, &str)] = &[
    (Code::PdfBrowser, "the machine has no browser: tested with `build --pdf`"),
    (Code::PdfFailed, "the browser of the machine failed: tested with `build --pdf`"),
];

const HIGHLIGHT: &str = "content/2022/10-soigner/10-visites.md";

const WORKBOOK: &str = "content/2022/10-soigner/donnees.xlsx";

const FIGURES_WITH_DATA: &str = "visites:\n  libelle: Visites\n  valeur: 4 200\n  source: Caisse\njournees:\n  libelle: Journées\n  donnees: donnees.csv\n  source: Caisse\n";

/// Every case, built once.
static BUILT: LazyLock<BTreeMap<String, Built>> = LazyLock::new(|| {
    let cases = folders("broken");
    cases.into_par_iter().map(|case| (case.clone(), build_case(&case))).collect()
});

fn build_case(case: &str) -> Built {
    let workspace = minimal();
    copy(&tests("broken").join(case), workspace.path());
    if let Some((_, make)) = MADE.iter().find(|(name, _)| *name == case) {
        make(workspace.path());
    }
    if code_of(case) == Some(Code::FigureUnused) {
        return build(workspace.path());
    }
    if IN_PRODUCTION.contains(&case) {
        let options = project::Options { production: true, ..options() };
        return project::build(workspace.path(), &options, &mut |_| {}).unwrap();
    }
    build_sample(workspace.path())
}

/// What the program tells someone who may not read a file: whoever runs the tests may.
fn told_to_a_stranger(lang: Lang) -> String {
    let workspace = minimal();
    fs::set_permissions(workspace.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let locked = workspace.path().join(HIGHLIGHT);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let output = stranger(workspace.path()).args(["check", "--lang", lang.code()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    // The last lines count the findings.
    said.trim_end().rsplit_once('\n').unwrap().0.trim_end().to_owned() + "\n"
}

fn code_of(case: &str) -> Option<Code> {
    Code::from_slug(case.split_once("--").map_or(case, |(slug, _)| slug))
}

#[test]
fn each_mistake_is_found_and_said() {
    let check = |(case, built): (&String, &Built)| -> Result<(), String> {
        if case == "file-unreadable" {
            compare(&tests("broken/file-unreadable/expected.fr.txt"), &told_to_a_stranger(Lang::Fr))?;
            return compare(&tests("broken/file-unreadable/expected.en.txt"), &told_to_a_stranger(Lang::En));
        }
        let code = code_of(case).ok_or_else(|| format!("tests/broken/{case}: there is no such code"))?;
        let shown = console(built, Lang::Fr);
        if !codes(built).contains(&code) {
            return Err(format!("tests/broken/{case}: `{}` was not found, but\n{shown}", code.slug()));
        }
        let stops = code.severity() == Severity::Error || IN_PRODUCTION.contains(&case.as_str());
        if built.rendered.is_some() == stops {
            return Err(format!("tests/broken/{case}: rendered is {}\n{shown}", built.rendered.is_some()));
        }
        for (lang, name) in [(Lang::Fr, "expected.fr.txt"), (Lang::En, "expected.en.txt")] {
            compare(&tests("broken").join(case).join(name), &console(built, lang))?;
        }
        Ok(())
    };
    none(BUILT.iter().filter_map(|case| check(case).err()));
}

#[test]
fn every_code_has_a_mistake_and_every_made_mistake_a_folder() {
    let cases = folders("broken");
    let missing = Code::ALL.iter().filter(|code| {
        let has_case = cases.iter().any(|case| code_of(case) == Some(**code));
        has_case == GUARDS.iter().any(|(guard, _)| guard == *code)
    });
    let missing =
        missing.map(|code| format!("tests/broken/{} is missing, or its code is no longer a guard", code.slug()));
    let made = MADE.iter().map(|(case, _)| case).chain(IN_PRODUCTION).filter(|case| !cases.iter().any(|c| c == *case));
    none(missing.chain(made.map(|case| format!("tests/broken/{case} is missing"))));
}

#[test]
fn a_mistake_says_what_to_write() {
    let mute = |(case, built): (&String, &Built)| {
        let finding = built.findings.iter().find(|finding| Some(finding.code) == code_of(case))?;
        let told = finding.remedy.is_some() || !finding.notes.is_empty();
        (!told).then(|| format!("tests/broken/{case}: {}", finding.message.fr))
    };
    none(BUILT.iter().filter_map(mute));
}

#[test]
fn the_base_of_all_mistakes_is_without_one() {
    let built = build(minimal().path());
    assert_eq!(console(&built, Lang::Fr), "");
    assert!(built.rendered.is_some());
}
