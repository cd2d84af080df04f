//! A report is published, then goes on: `diff --published` tells what changed since, and `diff` of the figures reads what readers download.

use crate::harness::{millesime, minimal, write};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const FIGURES: &str = "\
visites:
  libelle: Visites aux professionnels
  valeurs: {2021: 4 000, 2022: 4 200}
  unite: {singulier: visite, pluriel: visites}
  source: Caisse d'essai, 2022
part:
  libelle: Participation
  unite: '%'
  series:
    Ici: {Ville: 62 %, Campagne: 40 %}
    France: {Ville: 50 %}
  source: Caisse d'essai, 2022
";

fn workspace() -> TempDir {
    let workspace = minimal();
    let root = workspace.path();
    write(root, "content/2022/10-soigner/figures.yaml", FIGURES);
    write(root, "content/2022/10-soigner/20-bilan.md", "---\ntitre: Le bilan\n---\n\nTrois antennes ont ouvert.\n");
    let report = fs::read_to_string(root.join("report.yaml")).unwrap();
    write(root, "report.yaml", report + "publication:\n  web: {genre: dossier, dossier: www}\n");
    workspace
}

/// Exit status, what was asked for, what was said; spaces are ordinary ones.
fn run(workspace: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = millesime(workspace).args(arguments).args(["--lang", "fr"]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn publish(workspace: &Path) {
    let (code, _, said) = run(workspace, &["publish", "--yes", "--grace", "0", "--deletions", "9", "--allow-past"]);
    assert_eq!(code, 0, "{said}");
}

/// A figure, a row, a past value, a text, a page more and a page less.
fn go_on(root: &Path) {
    let figures = FIGURES
        .replace("2021: 4 000, 2022: 4 200", "2021: 4 100, 2022: 5 900")
        .replace("Campagne: 40 %", "Campagne: 44 %");
    write(root, "content/2022/10-soigner/figures.yaml", figures);
    let text =
        "---\ntitre: Les visites\n---\n\nEn 2022, :chiffre[visites] ont été rendues.\n\nC’est « plus » qu’en 2021.\n";
    write(root, "content/2022/10-soigner/10-visites.md", text);
    fs::remove_file(root.join("content/2022/10-soigner/20-bilan.md")).unwrap();
    write(
        root,
        "content/2022/10-soigner/30-antennes.md",
        "---\ntitre: De nouvelles antennes\n---\n\nDeux ouvriront au nord.\n",
    );
}

#[test]
fn what_changed_since_the_publication_is_told() {
    let workspace = workspace();
    let root = workspace.path();
    publish(root);
    let (code, same, _) = run(root, &["diff", "--published"]);
    assert!(code == 0 && same.contains("ce rapport est celui qui est en ligne"), "{same}");
    go_on(root);
    // What this machine has not kept is read from the target.
    for kept in [true, false] {
        if !kept {
            fs::remove_dir_all(root.join(".millesime")).unwrap();
        }
        let (code, told, said) = run(root, &["diff", "--published", "web"]);
        assert_eq!(code, 0, "{said}");
        for line in [
            "en ligne : publication 1, du ",
            "chiffres de 2022",
            "! visites               4 200 visites  5 900 visites  40,5 % de plus",
            "  visites [2021]        4 000 visites  4 100 visites  2,5 % de plus",
            "  part [Ici, Campagne]           40 %           44 %  4 points de plus",
            "valeurs changées : 3, dont 1 de plus de 20 % (!) ; inchangées : 2 ; ",
            "pages nouvelles\n  2022/soigner/antennes/\n",
            "pages retirées, dont les liens ne mèneront plus nulle part\n  2022/soigner/bilan/\n",
            "  2022/soigner/visites/\n    − En 2022, 4 200 visites ont été rendues.\n",
            "    + C’est « plus » qu’en 2021.\n",
        ] {
            assert!(told.contains(line), "no « {line} » in\n{told}");
        }
        assert_eq!(told.matches("C’est « plus »").count(), 1, "the same words are told once\n{told}");
        assert_eq!(root.join(".millesime").exists(), kept, "nothing is written");
    }
    let (_, json, _) = run(root, &["diff", "--published", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["publication"]["number"], 1);
    assert_eq!(json["editions"][0]["figures"]["moved"][0]["after"], "5900");
    assert_eq!(json["pages"]["removed"][0], "2022/soigner/bilan/index.html");
    // After going back, it is the former publication that is on line.
    publish(root);
    assert!(run(root, &["diff", "--published"]).1.contains("ce rapport est celui"), "the new one is on line");
    assert_eq!(run(root, &["rollback", "--yes", "--grace", "0", "--deletions", "9"]).0, 0);
    let (_, told, _) = run(root, &["diff", "--publie"]);
    assert!(told.contains("en ligne : publication 3") && told.contains("4 200 visites  5 900 visites"), "{told}");
}

#[test]
fn an_edition_that_is_not_on_line_is_said_to_be_new() {
    let workspace = workspace();
    let root = workspace.path();
    publish(root);
    write(root, "content/2023/edition.yaml", "titre: L’année d’après\n");
    write(root, "content/2023/10-agir/chapter.md", "---\ntitre: Agir\n---\n\nUn chapô.\n");
    let (code, told, said) = run(root, &["diff", "--published"]);
    assert!(code == 0 && told.contains("l’édition 2023 n’est pas en ligne"), "{told}{said}");
    assert!(!told.contains("chiffres de 2022"), "{told}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let workspace = workspace();
    let root = workspace.path();
    let (code, _, said) = run(root, &["diff", "--published"]);
    assert!(code == 2 && said.contains("rien n’a encore été publié sur « web »"), "{said}");
    let (code, _, said) = run(root, &["diff", "--published", "wbe"]);
    assert!(code == 2 && said.contains("la cible « wbe » n’existe pas") && said.contains("cibles : web"), "{said}");
    let (code, _, said) = run(root, &["diff", "2021", "--published"]);
    assert!(code == 2 && said.contains("ne va pas avec --published"), "{said}");
    publish(root);
    go_on(root);
    // Gone from the target and from this machine.
    fs::remove_dir_all(root.join(".millesime")).unwrap();
    for path in ["2022/donnees/figures.json", "2022/soigner/visites/index.html"] {
        fs::remove_file(root.join("www").join(path)).unwrap();
    }
    let (code, told, _) = run(root, &["diff", "--published"]);
    assert!(code == 0 && told.contains("les chiffres en ligne de 2022 ne se lisent pas"), "{told}");
    assert!(told.contains("pages dont l’ancien texte n’est plus connu\n  2022/soigner/visites/"), "{told}");
    // Of a later Millésime, or damaged.
    write(root, "www/.millesime/publication.json", "{}");
    let (code, _, said) = run(root, &["diff", "--published"]);
    assert!(code == 2 && said.contains("l’inventaire de la cible"), "{said}");
    write(root, "content/2022/10-soigner/40-faute.md", "---\ntitre: Faute\n---\n\n:chiffre[visite]\n");
    let (code, _, said) = run(root, &["diff", "--published"]);
    assert!(code == 1 && said.contains("rien n’a été comparé") && said.contains("40-faute.md"), "{said}");
}

#[test]
fn a_report_that_cannot_be_published_yet_is_compared_as_it_is() {
    let workspace = workspace();
    let root = workspace.path();
    publish(root);
    go_on(root);
    let (_, publishable, said) = run(root, &["diff", "--published"]);
    assert!(!said.contains("ne peut pas encore être publié"), "{said}");
    write(root, "content/2022/10-soigner/40-essai.md", "---\ntitre: Un essai\nstatut: brouillon\n---\n\nÀ relire.\n");
    assert_eq!(run(root, &["check", "--production"]).0, 1);
    let (code, told, said) = run(root, &["diff", "--published"]);
    assert!(code == 0 && said.contains("ne peut pas encore être publié"), "{said}");
    assert!(told.contains("\n  2022/soigner/essai/\n"), "{told}");
    let figures = |told: &str| told.split("pages nouvelles").next().unwrap().to_owned();
    assert_eq!(figures(&told), figures(&publishable));
    let (_, json, _) = run(root, &["diff", "--published", "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["publishable"], false);
}

#[test]
fn going_back_asks_nothing_of_the_texts() {
    let workspace = workspace();
    let root = workspace.path();
    publish(root);
    go_on(root);
    publish(root);
    write(root, "content/2022/10-soigner/40-faute.md", "---\ntitre: [Faute\n---\n\n:chiffre[visite]\n");
    write(root, "content/2022/edition.yaml", "rien: de connu\n");
    assert_eq!(run(root, &["check"]).0, 1);
    let (code, told, said) = run(root, &["history"]);
    assert!(code == 0 && told.contains('2') && !said.contains("erreur"), "{told}{said}");
    let (code, _, said) = run(root, &["rollback", "--yes", "--grace", "0", "--deletions", "9"]);
    assert!(code == 0 && said.contains("retour à la publication 1") && !said.contains("erreur"), "{said}");
    assert!(root.join("www/2022/soigner/bilan/index.html").exists());
}

#[test]
fn going_back_needs_to_know_where_the_site_is() {
    let workspace = workspace();
    let root = workspace.path();
    publish(root);
    let report = fs::read_to_string(root.join("report.yaml")).unwrap();
    let hidden = [
        (report.replace("publication:", "publicattion:"), "publicattion"),
        (report.replace("genre: dossier", "genre: disque"), "disque"),
        (report.replace("web: {", "web: {{"), "report.yaml"),
    ];
    for (broken, told) in hidden {
        write(root, "report.yaml", broken);
        for verb in [&["history"][..], &["rollback", "--yes"]] {
            let (code, _, said) = run(root, verb);
            assert!(code == 1 && said.contains(told) && said.contains("corrigez report.yaml"), "{said}");
        }
    }
    // What says nothing of the targets does not matter.
    write(root, "report.yaml", report + "logo_: perdu.svg\n");
    let (code, told, said) = run(root, &["history"]);
    assert!(code == 0 && told.contains('1') && !said.contains("logo_"), "{told}{said}");
}
