//! What `check` lists on request — criteria, sample, weights — and the compressed twins, as scripts and people get them.

use crate::harness::{copy, files, millesime, minimal, root, tests, write};
use crate::page::text;
use serde_json::Value;
use std::path::Path;

/// What a command prints for programs and pagers, and whether it ended well.
fn printed(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = millesime(folder).args(arguments).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

fn lists(folder: &Path) -> Value {
    let (_, json) = printed(folder, &["check", "--accessibility", "--weights", "--format", "json"]);
    serde_json::from_str::<Value>(&json).unwrap()["lists"][0].clone()
}

/// The state of a criterion.
fn state<'l>(lists: &'l Value, number: &str) -> &'l str {
    let criteria = lists["accessibility"]["criteria"].as_array().unwrap();
    criteria.iter().find(|criterion| criterion["number"] == number).unwrap()["state"].as_str().unwrap()
}

#[test]
fn the_list_tells_what_was_judged_what_is_left_and_which_pages_to_see() {
    let workspace = minimal();
    let sound = lists(workspace.path());
    assert_eq!(sound["accessibility"]["criteria"].as_array().unwrap().len(), 106);
    for (number, expected) in
        [("1.1", "pass"), ("2.1", "not-applicable"), ("3.2", "pass"), ("10.7", "open"), ("12.3", "met")]
    {
        assert_eq!(state(&sound, number), expected, "{number}");
    }
    let sample = sound["accessibility"]["sample"].as_array().unwrap();
    for page in sample.iter().filter_map(|page| page["page"].as_str()) {
        assert!(sound["weights"].as_array().unwrap().iter().any(|weight| weight["page"] == page), "{page}");
    }
    assert!(sample.iter().any(|page| page["reason"] == "accueil" && page["page"] == "2022/index.html"));

    copy(&tests("broken/accessibility"), workspace.path());
    let broken = lists(workspace.path());
    for number in ["1.1", "5.4", "5.6", "6.1", "7.1", "7.3", "9.1"] {
        assert_eq!(state(&broken, number), "fail", "{number}");
    }
    let (is_fine, text) = printed(workspace.path(), &["check", "--accessibilite", "--poids"]);
    assert!(is_fine && text.contains("Non conformes, à corriger (7)") && text.contains("[ ]"), "{text}");
    assert!(text.contains("Poids d’une première visite"), "{text}");
    let (is_fine, _) = printed(workspace.path(), &["check", "--production"]);
    assert!(!is_fine, "what the law asks is an error before publishing");
}

#[test]
fn the_demonstration_report_has_no_fault_and_pages_are_drawn_at_random() {
    let lists = lists(root());
    let criteria = lists["accessibility"]["criteria"].as_array().unwrap();
    assert!(criteria.iter().all(|criterion| criterion["state"] != "fail"));
    let sample = lists["accessibility"]["sample"].as_array().unwrap();
    let drawn = sample.iter().filter(|page| page["reason"] == "au hasard").count();
    assert!(drawn * 10 >= sample.len() - drawn - 9, "{drawn} of {}", sample.len());
}

#[test]
fn an_audit_that_no_longer_holds_makes_the_site_say_so() {
    let workspace = minimal();
    copy(&tests("broken/audit-expired"), workspace.path());
    for (date, said) in [("2023-03-01", "partiellement conforme"), ("2023-03-02", "non conforme")] {
        let (is_fine, _) = printed(workspace.path(), &["build", "--date", date]);
        assert!(is_fine);
        let page = std::fs::read_to_string(workspace.path().join("dist/2022/index.html")).unwrap();
        assert!(page.contains(&format!("Accessibilité\u{a0}: {said}")), "{date}");
    }
}

#[test]
fn the_statement_says_all_that_the_law_asks_in_its_order() {
    let workspace = minimal();
    let page = |legal: &str| {
        let settings = std::fs::read_to_string(tests("reports/minimal/report.yaml")).unwrap();
        let (head, _) = settings.split_once("  schema:").expect("the base has both plans");
        write(workspace.path(), "report.yaml", format!("{head}{legal}"));
        assert!(printed(workspace.path(), &["build", "--date", "2023-09-01"]).0);
        let page = std::fs::read_to_string(workspace.path().join("dist/2022/accessibilite/index.html")).unwrap();
        text(&page).replace(['\u{a0}', '\u{202f}'], " ")
    };
    let full = page(
        "  schema: https://www.example.org/schema.pdf\n  plan_action: Plan 2023, à l’accueil\n  technologies: [HTML5, WebVTT]\n\
         \x20 audit:\n    date: 2023-02-01\n    taux: 62 %\n    auditeur: Cabinet d’exemple\n    exceptions: [Les cartes]\n\
         \x20   derogations: [\"Le plan animé : une description le remplace\"]\n    contenus_exemptes: [Les vidéos de 2019]\n\
         \x20   environnements: [Firefox et NVDA]\n    outils: [axe-core]\n    pages: [Accueil, Chiffres clés]\n",
    );
    let mut rest = full.as_str();
    for said in [
        "schéma pluriannuel",
        "www.example.org/schema.pdf",
        "plan d’action",
        "Plan 2023, à l’accueil",
        "conformité partielle",
        "1er février 2023",
        "Cabinet d’exemple",
        "62 %",
        "Non-conformités",
        "Les cartes",
        "Dérogations",
        "Le plan animé",
        "non soumis",
        "Les vidéos de 2019",
        "établie le 1er février 2023",
        "Technologies",
        "WebVTT",
        "Environnement de test",
        "Firefox et NVDA",
        "Outils",
        "axe-core",
        "Pages",
        "Accueil",
        "Chiffres clés",
        "accessibilite@example.org",
        "Défenseur des droits",
    ] {
        let (_, after) = rest.split_once(said).unwrap_or_else(|| panic!("no « {said} » after the others in:\n{full}"));
        rest = after;
    }
    assert!(!full.contains("pas encore publié"));
    let bare = page("");
    assert_eq!(bare.matches("pas encore publié").count(), 2, "{bare}");
    for untold in ["Dérogations", "Outils", "non soumis", "Environnement de test"] {
        assert!(!bare.contains(untold), "{bare}");
    }
}

#[test]
fn twins_stand_beside_their_files_and_are_the_same_at_each_build() {
    let workspace = minimal();
    let build = |out: &str| {
        assert!(printed(workspace.path(), &["build", "--compress", "--out", out]).0);
        files(&workspace.path().join(out))
    };
    let (first, second) = (build("un"), build("deux"));
    assert_eq!(first, second);
    let page = first["2022/index.html"].len();
    assert!(first["2022/index.html.br"].len() < first["2022/index.html.gz"].len());
    assert!(first["2022/index.html.gz"].len() < page / 2);
}
