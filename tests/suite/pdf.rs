//! `build --pdf` on machines whose browser is missing or is something else. What a real one prints is tested with the browser tests.

use crate::harness::{files, millesime, minimal, write};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Builds a small report with what `CHROMIUM` names, and gives the status and what was said.
fn build(workspace: &Path, browser: &str) -> (Option<i32>, String) {
    let output =
        millesime(workspace).args(["build", "--pdf", "--lang", "fr"]).env("CHROMIUM", browser).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A program that stands for a browser.
fn program(workspace: &Path, script: &str) -> String {
    let path = workspace.join("_drafts/navigateur");
    write(workspace, "_drafts/navigateur", format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_machine_without_browser_says_what_to_install_and_keeps_the_former_site() {
    let workspace = minimal();
    assert_eq!(millesime(workspace.path()).arg("build").output().unwrap().status.code(), Some(0));
    let before = files(&workspace.path().join("dist"));
    let (status, said) = build(workspace.path(), "/nulle/part/chrome");
    assert_eq!(status, Some(1), "{said}");
    for part in [
        "erreur[pdf-browser]",
        "« /nulle/part/chrome »",
        "CHROMIUM=/chemin/vers/chrome",
        "le site précédent est intact",
    ] {
        assert!(said.contains(part), "« {part} » is not in\n{said}");
    }
    assert_eq!(files(&workspace.path().join("dist")), before);
}

#[test]
fn a_program_that_does_not_print_is_found_out() {
    let workspace = minimal();
    for script in ["exit 1", "exit 0", "for a; do case $a in --print-to-pdf=*) echo non > \"${a#*=}\";; esac; done"] {
        let (status, said) = build(workspace.path(), &program(workspace.path(), script));
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("erreur[pdf-failed]") && said.contains("navigateur"), "{said}");
        assert!(!workspace.path().join("dist").exists());
    }
}

#[test]
fn what_is_not_a_pdf_within_is_refused() {
    let workspace = minimal();
    let script = "for a; do case $a in --print-to-pdf=*) printf '%%PDF-1.4\\nvide' > \"${a#*=}\";; esac; done";
    let (status, said) = build(workspace.path(), &program(workspace.path(), script));
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("erreur[pdf-failed]") && said.contains("illisible"), "{said}");
}

#[test]
fn a_site_without_documents_offers_none() {
    let workspace = minimal();
    assert_eq!(millesime(workspace.path()).arg("build").output().unwrap().status.code(), Some(0));
    let pages = files(&workspace.path().join("dist"));
    let offering = pages.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("-2022.pdf"));
    assert_eq!(offering.count(), 0);
}
