//! The program as a process: what it writes, what it never touches, and how it ends.

use crate::harness::{files, millesime, minimal, stranger, write};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

const HIGHLIGHT: &str = "content/2022/10-soigner/10-visites.md";

/// A highlight that names a figure that is not there.
const WRONG: &str = "---\ntitre: Les visites\n---\n\nEn 2022, :chiffre[visite] ont été rendues.\n";

/// How a command ended, and what it said on each side.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(millesime(folder).args(arguments).output().unwrap())
}

fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// The names beside the site that a build may leave behind.
fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".dist")).collect()
}

#[test]
fn a_build_writes_the_site_and_says_so_to_people_only() {
    let workspace = minimal();
    let (status, out, err) = run(workspace.path(), &["build"]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("1 édition, ") && err.trim_end().ends_with("→ dist/"), "{err}");
    assert!(workspace.path().join("dist/2022/soigner/visites/index.html").is_file());
    assert_eq!(run(workspace.path(), &["build", "--quiet"]).2, "");
    let (_, _, err) = run(workspace.path(), &["build", "--lang", "en"]);
    assert!(err.starts_with("1 edition, "), "{err}");
}

#[test]
fn a_failed_build_leaves_the_former_site_byte_for_byte() {
    let workspace = minimal();
    assert_eq!(run(workspace.path(), &["build"]).0, 0);
    let before = files(&workspace.path().join("dist"));
    write(workspace.path(), HIGHLIGHT, WRONG);
    let (status, out, err) = run(workspace.path(), &["build"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("erreur[figure-unknown]") && err.contains("1 erreur"), "{err}");
    assert!(err.trim_end().ends_with("rien n’a été écrit ; le site précédent est intact"), "{err}");
    assert_eq!(files(&workspace.path().join("dist")), before);
    assert_eq!(leftovers(workspace.path()), [""; 0]);
}

#[test]
fn a_site_whose_pages_are_refused_leaves_the_former_one_too() {
    let workspace = minimal();
    run(workspace.path(), &["build"]);
    let before = files(&workspace.path().join("dist"));
    write(workspace.path(), "themes/default/templates/chapter-name.html", "<a href=\"nulle-part.html\">Chapitre</a>\n");
    let (status, _, err) = run(workspace.path(), &["build"]);
    assert!(status == 1 && err.contains("erreur[link-broken]"), "{err}");
    assert!(err.trim_end().ends_with("le site précédent est intact"), "{err}");
    assert_eq!(files(&workspace.path().join("dist")), before);
    assert_eq!(leftovers(workspace.path()), [""; 0]);
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    let workspace = minimal();
    write(workspace.path(), "photos/mariage.jpg", "unique");
    for arguments in [&["build", "--out", "photos"][..], &["build", "--out", "photos", "--yes"]] {
        let (status, _, err) = run(workspace.path(), arguments);
        assert_eq!(status, 2, "{err}");
        assert!(err.starts_with("erreur"), "{err}");
    }
    for folder in ["content", ".", "assets/site"] {
        assert_eq!(run(workspace.path(), &["build", "--out", folder, "--yes"]).0, 2, "{folder}");
    }
    assert_eq!(files(&workspace.path().join("photos")).keys().collect::<Vec<_>>(), ["mariage.jpg"]);
    assert_eq!(run(workspace.path(), &["check"]).0, 0, "the sources are whole");
}

#[test]
fn a_file_laid_in_the_site_since_is_not_deleted_unless_told() {
    let workspace = minimal();
    run(workspace.path(), &["build"]);
    write(workspace.path(), "dist/CNAME", "rapport.example.org");
    assert_eq!(run(workspace.path(), &["build"]).0, 2);
    assert!(workspace.path().join("dist/CNAME").exists());
    assert_eq!(run(workspace.path(), &["build", "--yes"]).0, 0);
    assert!(!workspace.path().join("dist/CNAME").exists());
}

/// The build under a limit on the size of files, as a full disk sets it: the first long file cannot be written whole. Ignoring the
/// signal turns it into an error; not ignoring it kills the program in the middle of its work.
fn limited(folder: &Path, trap: &str) -> Command {
    let program = env!("CARGO_BIN_EXE_millesime");
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{trap} ulimit -f 4; exec \"$0\" build --lang fr"), program]).current_dir(folder);
    command
}

#[test]
fn a_full_disk_leaves_the_former_site() {
    let workspace = minimal();
    run(workspace.path(), &["build"]);
    let before = files(&workspace.path().join("dist"));
    write(workspace.path(), HIGHLIGHT, "---\ntitre: Les visites\n---\n\nUn nouveau texte.\n");
    let (status, _, err) = told(limited(workspace.path(), "trap '' XFSZ;").output().unwrap());
    assert_eq!(status, 3, "{err}");
    assert!(err.contains("le site précédent est intact"), "{err}");
    assert_eq!(files(&workspace.path().join("dist")), before);
    assert_eq!(leftovers(workspace.path()), [""; 0]);
}

#[test]
fn an_interrupted_build_leaves_the_former_site_and_the_next_one_sweeps() {
    let workspace = minimal();
    run(workspace.path(), &["build"]);
    let before = files(&workspace.path().join("dist"));
    let former = fs::read_to_string(workspace.path().join(HIGHLIGHT)).unwrap();
    write(workspace.path(), HIGHLIGHT, "---\ntitre: Les visites\n---\n\nUn nouveau texte.\n");
    let status = limited(workspace.path(), "").status().unwrap();
    assert_eq!(status.code(), None, "a signal killed it");
    assert_eq!(files(&workspace.path().join("dist")), before);
    assert_eq!(leftovers(workspace.path()).len(), 1);
    write(workspace.path(), HIGHLIGHT, &former);
    assert_eq!(run(workspace.path(), &["build"]).0, 0);
    assert_eq!(leftovers(workspace.path()), [""; 0]);
    assert_eq!(files(&workspace.path().join("dist")), before);
}

#[test]
fn a_swap_cut_in_two_is_mended() {
    let workspace = minimal();
    run(workspace.path(), &["build"]);
    let before = files(&workspace.path().join("dist"));
    fs::rename(workspace.path().join("dist"), workspace.path().join(".dist.millesime-old-1")).unwrap();
    write(workspace.path(), HIGHLIGHT, WRONG);
    assert_eq!(run(workspace.path(), &["build"]).0, 1);
    write(workspace.path(), HIGHLIGHT, "---\ntitre: Les visites\n---\n\nEn 2022, :chiffre[visites] ont été rendues.\n");
    assert_eq!(run(workspace.path(), &["build"]).0, 0);
    assert_eq!(files(&workspace.path().join("dist")), before);
    assert_eq!(leftovers(workspace.path()), [""; 0]);
}

#[test]
fn a_folder_that_may_not_be_written_is_said() {
    let workspace = minimal();
    fs::set_permissions(workspace.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let (status, out, err) = told(stranger(workspace.path()).arg("build").output().unwrap());
    fs::set_permissions(workspace.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((status, out.as_str()), (3, ""), "{err}");
    assert!(err.contains("dist") && !err.contains("os error"), "{err}");
    assert!(!workspace.path().join("dist").exists());
}

#[test]
fn the_status_tells_scripts_how_it_ended() {
    let workspace = minimal();
    assert_eq!(run(workspace.path(), &["check"]).0, 0);
    assert_eq!(run(workspace.path(), &["check", "--frobnicate"]).0, 2);
    assert_eq!(run(workspace.path(), &["explain", "no-such-code"]).0, 2);
    assert_eq!(run(workspace.path(), &["build", "nulle-part"]).0, 3);
    let figures = fs::read_to_string(workspace.path().join("content/2022/10-soigner/figures.yaml")).unwrap();
    let without = figures.lines().filter(|line| !line.contains("source")).collect::<Vec<_>>().join("\n");
    write(workspace.path(), "content/2022/10-soigner/figures.yaml", without);
    let (status, _, err) = run(workspace.path(), &["check"]);
    assert_eq!(status, 0);
    assert!(err.contains("avertissement[figure-source]"), "{err}");
    assert_eq!(run(workspace.path(), &["check", "--deny", "warning"]).0, 1);
    assert_eq!(run(workspace.path(), &["build", "--deny", "warning"]).0, 1);
    assert!(!workspace.path().join("dist").exists());
}

#[test]
fn findings_for_machines_have_places() {
    let workspace = minimal();
    write(workspace.path(), HIGHLIGHT, WRONG);
    let (status, out, err) = run(workspace.path(), &["check", "--format", "json"]);
    assert_eq!((status, err.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let finding = json.pointer("/findings/0").or_else(|| json.pointer("/0")).unwrap();
    assert_eq!(finding["code"], "figure-unknown");
    assert_eq!(finding["severity"], "error");
    let text = serde_json::to_string(finding).unwrap();
    assert!(text.contains(HIGHLIGHT) && text.contains("\"line\":5") && text.contains("\"column\":19"), "{text}");
    let (_, out, _) = run(workspace.path(), &["check", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "figure-unknown");
}

#[test]
fn explanations_and_completions_go_to_stdout_in_the_language_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (status, out, err) = run(folder.path(), &["explain", "figure-unknown"]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("# Un chiffre cité") && !out.contains('\u{1b}'), "{out}");
    let (_, english, _) = run(folder.path(), &["explain", "figure-unknown", "--lang", "en"]);
    assert_ne!(out, english);
    let (status, asked, _) = run(folder.path(), &["help", "build"]);
    assert_eq!((status, asked), (0, run(folder.path(), &["build", "--help"]).1));
    let (status, out, _) = run(folder.path(), &["completions", "bash"]);
    assert!(status == 0 && out.contains("_millesime"));
}

#[test]
fn timings_tell_stages_and_change_nothing_of_the_site() {
    let workspace = minimal();
    let plain = millesime(workspace.path()).args(["build", "--out", "un"]).output().unwrap();
    let timed = millesime(workspace.path()).args(["build", "--out", "deux", "--timings"]).output().unwrap();
    assert!(plain.status.success() && timed.status.success());
    assert_eq!(files(&workspace.path().join("un")), files(&workspace.path().join("deux")));
    let told = String::from_utf8(timed.stderr).unwrap();
    for line in ["Étapes (7, ", "  écriture", "  2022/index.html", "  cover.html", "  content/2022/edition.yaml"] {
        assert!(told.contains(line), "« {line} » is not in:\n{told}");
    }
}
