//! `new`: what it creates builds at once, without a finding, and shows every block.

use crate::harness::{files, millesime};
use std::path::Path;

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = millesime(folder).args(arguments).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "millesime {}\n{err}", arguments.join(" "));
    err
}

/// Builds and checks that nothing at all was found, but what is still to be written.
fn builds(folder: &Path) {
    let said = run(folder, &["check", "--deny", "warning", "--lang", "fr"]);
    let found: Vec<&str> = said.lines().filter(|line| line.contains("[") && line.contains("]: ")).collect();
    assert!(found.iter().all(|line| line.starts_with("conseil[text-placeholder]: ")), "{said}");
    run(folder, &["build"]);
}

/// The places at which something is still to be written, as `check` or the gate before publishing says.
fn unwritten(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let output = millesime(folder).args(arguments).args(["--format", "json"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "text-placeholder");
    let place = |finding: &serde_json::Value| {
        format!("{} {}:{}", finding["severity"], finding["file"], finding["line"]).replace('"', "")
    };
    (output.status.code(), findings.map(place).collect())
}

#[test]
fn what_is_still_to_be_written_is_told_and_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run(root, &["new", "report", ".", "--name", "Caisse d’essai", "--lang", "fr"]);
    run(root, &["new", "edition", "2031"]);
    run(root, &["new", "chapter", "Écouter l’autre"]);
    run(root, &["new", "highlight", "ecouter-autre", "Un bilan"]);
    let (code, told) = unwritten(root, &["check"]);
    assert_eq!(code, Some(0));
    for place in [
        "content/2031/edition.yaml:1",
        "content/2031/editorial.md:7",
        "content/2031/10-accueillir/chapter.md:8",
        "content/2031/10-accueillir/20-lieux/index.md:7",
        "content/2031/30-ecouter-autre/chapter.md:7",
        "content/2031/30-ecouter-autre/10-un-bilan.md:7",
        "report.yaml:14",
    ] {
        assert!(told.contains(&format!("advice {place}")), "{place} is not in {told:?}");
    }
    // Approved, none of it is published all the same.
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            std::fs::write(
                entry.path(),
                text.replace("statut: brouillon", "statut: validé").replace("statut: relu", "statut: validé"),
            )
            .unwrap();
        }
    }
    let (code, refused) = unwritten(root, &["build", "--production"]);
    assert_eq!((code, refused.len()), (Some(1), told.len()));
    assert!(refused.iter().all(|place| place.starts_with("error ")), "{refused:?}");
    assert!(!root.join("dist").exists());
    // An edition under embargo is still being written while the others go on.
    let path = root.join("content/2031/edition.yaml");
    std::fs::write(&path, std::fs::read_to_string(&path).unwrap() + "embargo: 2032-06-01\n").unwrap();
    let (_, held) = unwritten(root, &["check", "--production", "--date", "2032-05-31"]);
    assert!(held.contains(&"advice content/2031/edition.yaml:1".to_owned()), "{held:?}");
    assert!(held.contains(&"error report.yaml:14".to_owned()), "{held:?}");
}

#[test]
fn a_new_report_builds_without_a_finding_in_both_languages() {
    for lang in ["fr", "en"] {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), &["new", "report", "rapport", "--name", "Caisse d’essai", "--lang", lang]);
        let report = folder.path().join("rapport");
        builds(&report);
        let site = files(&report.join("dist"));
        let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
        let html: String = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        for class in [
            "dossier",
            "testimonial",
            "box--focus",
            "box--zoom",
            "box--retrospective",
            "box--note",
            "figures",
            "pull-figure",
            "chart",
            "data",
            "directory",
            "picture",
            "gallery",
            "video",
            "download",
            "term",
            "note-call",
        ] {
            let is_there = html.contains(&format!("class=\"{class}")) || html.contains(&format!(" {class}"));
            assert!(is_there, "{lang}: the new report shows no `{class}`");
        }
    }
}

#[test]
fn a_report_grows_by_chapters_highlights_and_editions() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "report", "."]);
    run(folder.path(), &["new", "chapter", "Écouter l’autre"]);
    run(folder.path(), &["new", "highlight", "ecouter-autre", "L’été : un bilan"]);
    builds(folder.path());
    let err = run(folder.path(), &["new", "edition", "2031"]);
    assert!(err.contains("content/2031/edition.yaml"), "{err}");
    run(folder.path(), &["build"]);
    let site = files(&folder.path().join("dist"));
    assert!(site.contains_key("2031/index.html"));
    assert!(site.keys().any(|path| path.contains("/ecouter-autre/") && path.contains("bilan")), "{:?}", site.keys());
}

#[test]
fn what_would_be_a_mistake_is_not_begun() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "report", ".", "--lang", "fr"]);
    let before = files(folder.path());
    for (arguments, told) in [
        (&["chapter", "Accueillir"][..], "« accueillir » existe déjà : content/"),
        (&["highlight", "accueillir", "Lieux"], "10-accueillir/20-lieux/index.md"),
        (&["highlight", "agir", "Lieux"], "10-accueillir/20-lieux/index.md"),
        (&["highlight", "accueillir", "Agir"], "20-agir/chapter.md"),
        (&["chapter", "Chiffres"], "« chiffres » est l’adresse d’une page de tous les sites"),
        (&["highlight", "agir", "Recherche"], "donnez un titre plus précis"),
        (&["edition", "abc"], "écrivez une année, comme 2023"),
        (&["edition", "1"], "écrivez une année, comme 2023"),
    ] {
        let output = millesime(folder.path()).arg("new").args(arguments).args(["--lang", "fr"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap().replace('\u{a0}', " ");
        assert!(output.status.code() == Some(2) && said.contains(told), "{arguments:?}: {said}");
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "report", "."]);
    let before = files(folder.path());
    for arguments in [&["new", "report", "."][..], &["new", "highlight", "nulle-part", "Titre"]] {
        let output = millesime(folder.path()).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_new_theme_builds_at_once_and_is_taken_once() {
    for lang in ["fr", "en"] {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), &["new", "report", ".", "--lang", lang]);
        for (name, parent) in [("Ma maison", "default"), ("registre", "folio")] {
            let told = run(folder.path(), &["new", "theme", name, "--extends", parent]);
            let name = name.to_lowercase().replace(' ', "-");
            assert!(told.contains(&format!("themes/{name}/theme.yaml")), "{told}");
            let path = folder.path().join("report.yaml");
            let report = std::fs::read_to_string(&path).unwrap();
            let chosen = ["default", "ma-maison"].iter().fold(report, |report, known| {
                report
                    .replace(&format!("nom: {known}\n"), &format!("nom: {name}\n"))
                    .replace(&format!("  name: {known}\n"), &format!("  name: {name}\n"))
            });
            std::fs::write(&path, chosen).unwrap();
            builds(folder.path());
            let site = files(&folder.path().join("dist"));
            let sheet = site.iter().find(|(path, _)| path.ends_with(".css")).unwrap().1;
            assert!(String::from_utf8_lossy(sheet).contains("--measure:36em"));
            let again = millesime(folder.path()).args(["new", "theme", &name]).output().unwrap();
            assert_eq!(again.status.code(), Some(2));
        }
    }
}
