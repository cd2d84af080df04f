//! Bytes that no one would write: any file of a small report may hold anything, and the build ends with findings, never with a panic.

use crate::harness::{build, minimal, write};
use proptest::prelude::*;
use std::path::Path;

const FILES: &[&str] = &[
    "report.yaml",
    "content/people.yaml",
    "content/glossary.yaml",
    "content/2022/edition.yaml",
    "content/2022/editorial.md",
    "content/2022/10-soigner/chapter.md",
    "content/2022/10-soigner/figures.yaml",
    "content/2022/10-soigner/10-visites.md",
    "content/2022/10-soigner/20-groupe/group.yaml",
    "content/2022/pages/apropos.md",
    "content/2022/10-soigner/donnees.csv",
    "themes/maison/theme.yaml",
    "themes/maison/templates/cover.html",
    "themes/maison/i18n/fr.yaml",
];

/// Pieces of the format, so that mistakes reach deeper than the first line.
const PIECES: &[&str] = &[
    "---\n",
    "titre: ",
    "Les visites",
    "\n",
    "\n\n",
    ":::",
    "::::",
    "::",
    ":",
    "focus",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "chiffre",
    "[visites]",
    "graphique",
    "temoignage",
    "{personne=deleguee}",
    "dossier",
    "[^1]",
    "[^1]: ",
    "| a | b |\n|---|--:|\n| 1 | 2 |\n",
    "- ",
    "  - ",
    "1. ",
    "## ",
    "### ",
    "# ",
    "> ",
    "```",
    "~",
    "^",
    "`",
    "<br>",
    "<div>",
    "<!--",
    "&amp;",
    "\\",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "é",
    "e\u{301}",
    "\u{1f469}\u{200d}\u{1f52c}",
    "\u{feff}",
    "\r\n",
    "visites",
    ": ",
    "valeur: ",
    "lignes: ",
    "{a: 1, b: -2}",
    "series: ",
    "valeurs: {2021: 1, 2022: 2}",
    "12 292 330 €",
    "55,1 %",
    "1.234",
    "08",
    "-0",
    "1e9",
    "79228162514264337593543950335",
    "libelle: ",
    "unite: ",
    "donnees: donnees.csv",
    "source: x\n",
    "  ",
    "&a [*a]",
    "*a",
    "!!binary x",
    "? ",
    "|\n",
    ">-\n",
    "{{ ",
    "{% ",
    " %}",
    "}}",
    "%",
    ";",
    ",",
    "=",
    "ids=\"a b\"",
    "[lien](",
    ")",
    "![",
    "(#x)",
    "https://example.org",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    let headed = pieces.clone().prop_map(|text| format!("---\ntitre: Titre\n---\n\n{text}"));
    let figure = pieces.clone().prop_map(|text| format!("visites:\n  libelle: Visites\n  valeur: {text}\n"));
    prop_oneof![
        pieces.prop_map(String::into_bytes),
        headed.prop_map(String::into_bytes),
        figure.prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..200),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_file_end_in_findings(file in prop::sample::select(FILES), bytes in text()) {
        let workspace = minimal();
        if file.starts_with("themes/") {
            let settings = std::fs::read_to_string(workspace.path().join("report.yaml")).unwrap();
            write(workspace.path(), "report.yaml", settings + "theme: maison\n");
        }
        write(workspace.path(), file, bytes);
        prop_assert!(ends_well(workspace.path()));
    }
}

/// A site without an error, or errors without a site.
fn ends_well(workspace: &Path) -> bool {
    let built = build(workspace);
    let is_wrong = built.findings.iter().any(|finding| finding.severity == millesime::finding::Severity::Error);
    built.rendered.is_none() == is_wrong
}
