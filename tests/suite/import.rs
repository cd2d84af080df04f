//! `import`: a table of a spreadsheet becomes figures; what exists changes only when it was said and allowed.

use crate::harness::{millesime, minimal, site, write};
use rust_xlsxwriter::{Format, Workbook};
use std::fs;
use std::path::Path;

const FIGURES: &str = "content/2022/10-soigner/figures.yaml";

/// Runs `import` in a workspace: how it ended, what it said, what it printed.
fn import(workspace: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = millesime(workspace).arg("import").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    (output.status.code().unwrap(), text(output.stderr), text(output.stdout))
}

/// Imports a CSV into the figures of the chapter.
fn into(workspace: &Path, csv: &str, more: &[&str]) -> (i32, String) {
    write(workspace, "table.csv", csv);
    let (code, said, _) = import(workspace, &[&["table.csv", "--into", FIGURES], more].concat());
    (code, said)
}

fn figures(workspace: &Path) -> String {
    fs::read_to_string(workspace.join(FIGURES)).unwrap()
}

#[test]
fn shapes_are_told_from_headings() {
    let folder = tempfile::tempdir().unwrap();
    for (csv, arguments, expected) in [
        (
            "Libellé;2021;2022;Unité;Source\nTéléconsultations : total;93 000;67 915;actes;Caisse\nVisites;n. d.;plus de 40;visites;Caisse\n",
            &[][..],
            "teleconsultations-total:\n  libelle: \"Téléconsultations : total\"\n  valeurs:\n    2021: 93 000\n    2022: 67 915\n  unite: actes\n  source: Caisse\n\
             visites:\n  libelle: Visites\n  valeurs:\n    2021: n. d.\n    2022: plus de 40\n  unite: visites\n  source: Caisse\n",
        ),
        (
            "Indicateur;Identifiant;Valeur;Périmètre\nMontant des prestations;prestations;12,3 M€;local\n",
            &["--source", "Caisse, 2022"],
            "prestations:\n  libelle: Montant des prestations\n  valeur: 12,3 M€\n  perimetre: local\n  source: Caisse, 2022\n",
        ),
        (
            "Libellé;Année;Valeur;Unité\nVisites;2021;12;k€\nVisites;2022;15;k€\nAccueil;2022;7;points\n",
            &[],
            "visites:\n  libelle: Visites\n  valeurs:\n    2021: 12 k€\n    2022: 15 k€\naccueil:\n  libelle: Accueil\n  valeurs:\n    2022: 7\n  unite: points\n",
        ),
        (
            "Année;Actes;Part (%)\n2021;12;61,2\n2022;15;63\n",
            &[],
            "actes:\n  libelle: Actes\n  valeurs:\n    2021: 12\n    2022: 15\npart:\n  libelle: Part\n  valeurs:\n    2021: 61,2 %\n    2022: 63 %\n",
        ),
        (
            "Médecins par profession;\n;\nProfession;Effectif\nGénéralistes;620\nAutres;-\nSource : Caisse, 2022;\n",
            &[],
            "medecins-par-profession:\n  libelle: Médecins par profession\n  lignes:\n    Généralistes: 620\n    Autres: n. d.\n  source: Caisse, 2022\n",
        ),
        (
            "Profession;Exempleville;Autrebourg\nMédecins;620;411\n",
            &["--label", "Professionnels de santé"],
            "professionnels-de-sante:\n  libelle: Professionnels de santé\n  series:\n    Exempleville:\n      Médecins: 620\n    Autrebourg:\n      Médecins: 411\n",
        ),
        (
            "Profession;Effectif\nMédecins;620\nSages-femmes;88\n",
            &["--as", "chiffres"],
            "medecins:\n  libelle: Médecins\n  valeur: 620\nsages-femmes:\n  libelle: Sages-femmes\n  valeur: 88\n",
        ),
    ] {
        write(folder.path(), "table.csv", csv);
        let (code, said, printed) = import(folder.path(), &[&["table.csv"], arguments].concat());
        assert_eq!(code, 0, "{csv}{said}");
        assert_eq!(printed, expected, "{csv}");
    }
}

#[test]
fn what_exists_is_kept_and_what_changes_is_said_first() {
    let workspace = minimal();
    let root = workspace.path();
    let before = "# En tête\r\nvisites: # un commentaire\r\n  libelle: Visites\r\n  valeur: 4 200   # relu par A. B.\r\n  unite: {singulier: visite, pluriel: visites}\r\n  source: Caisse\r\nhistoire:\r\n  source: Caisse\r\n  valeurs: {2020: \"1,5 %\"}\r\n  libelle: Histoire\r\n";
    write(root, FIGURES, before);
    let table = "Libellé;Valeur;Unité;2020;2021\nVisites;4 300;visites;;\nHistoire;;;1,5 %;2,5 %\nNouveau;12;;;\n";
    // Values by year stand beside a value only when there are some.
    let (code, said) = into(root, table, &[]);
    assert_eq!(code, 1, "{said}");
    assert_eq!(figures(root), before, "nothing is written before it is allowed");
    for expected in [
        "~ visites  valeur : 4 200 → 4 300",
        "+ nouveau  Nouveau",
        "~ histoire  valeurs, 2021 : – → 2,5 %",
        "--remplacer accepte ces changements",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let (code, said) = into(root, table, &["--remplacer"]);
    assert_eq!(code, 0, "{said}");
    let after = before.replace("4 200", "4 300").replace("{2020: \"1,5 %\"}", "{2020: \"1,5 %\", 2021: \"2,5 %\"}");
    assert_eq!(figures(root), format!("{after}nouveau:\r\n  libelle: Nouveau\r\n  valeur: 12\r\n"));
    let (code, said) = into(root, table, &[]);
    assert!(code == 0 && said.contains("rien à changer"), "{said}");
}

#[test]
fn lines_that_the_table_has_lost_are_told() {
    let workspace = minimal();
    let root = workspace.path();
    let before = "visites:\n  libelle: Visites\n  lignes: {Nord: 3, Sud: 4}\n  note: Relue\n  source: Caisse\n";
    write(root, FIGURES, before);
    let (code, said) = into(root, "Lieu;Visites\nNord;3\n", &["--label", "Visites"]);
    assert!(code == 0 && figures(root) == before, "{said}");
    assert!(said.contains("= visites  lignes, Sud : n’est plus dans le tableau ; gardé"), "{said}");
    assert!(!said.contains("note"), "what a table knows nothing of is not told:\n{said}");
}

#[test]
fn lines_are_added_below_their_own_key() {
    let workspace = minimal();
    let root = workspace.path();
    write(
        root,
        FIGURES,
        "visites:\n  libelle: Visites\n  valeurs:\n    2021: 3   # mars\n    # avril viendra\n\n# Fin\n",
    );
    let (code, said) = into(root, "Libellé;2021;2022;Source\nVisites;3;4 200;Caisse\n", &["--replace"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        figures(root),
        "visites:\n  libelle: Visites\n  valeurs:\n    2021: 3   # mars\n    2022: 4 200\n  source: Caisse\n    # avril viendra\n\n# Fin\n"
    );
}

#[test]
fn a_file_that_would_not_load_is_not_written() {
    let workspace = minimal();
    let root = workspace.path();
    let before = figures(root);
    for (csv, expected) in [
        ("Libellé;Valeur;Périmètre\nAccueil;12;partout\n", "« partout » n’est pas un choix possible"),
        ("Libellé;Valeur\nAccueil;12\nAccueil;13\n", "« Accueil » nomme deux lignes"),
        ("Libellé;Valeur\nAccueil;#REF!\n", "n’a pu calculer que « #REF! »"),
        ("Libellé;Valeur\nAccueil;1.234\n", "peut se lire 1 234 ou 1,234"),
        ("Identifiant;Libellé;Valeur\nAccueil!;Accueil;1\n", "ne peut pas être une adresse"),
    ] {
        let (code, said) = into(root, csv, &["--replace"]);
        assert_eq!(code, 1, "{csv}{said}");
        assert!(said.contains(expected), "{expected}\n{said}");
        assert_eq!(figures(root), before);
    }
    write(root, "table.csv", "Libellé;Valeur\nAccueil;12\n");
    let (code, said, _) = import(root, &["table.csv", "--into", "content/2022/inconnu/figures.yaml"]);
    assert_eq!(code, 1, "{said}");
    assert!(!root.join("content/2022/inconnu").exists());
    let (code, said, _) = import(root, &["absent.csv"]);
    assert!(code == 3 && said.contains("« absent.csv » n’existe pas"), "{said}");
    assert_eq!(import(root, &["table.csv", "--as", "image"]).0, 2);
}

#[test]
fn an_imported_workbook_builds() {
    let workspace = minimal();
    let root = workspace.path();
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Notes").unwrap().write(0, 0, "Lisez-moi").unwrap();
    let sheet = workbook.add_worksheet().set_name("Indicateurs").unwrap();
    sheet.write_row(1, 1, ["Libellé", "2021", "2022", "Source"]).unwrap();
    sheet.write_row(2, 1, ["Part des rendez-vous honorés"]).unwrap();
    let percent = Format::new().set_num_format("0.0%");
    sheet.write_with_format(2, 2, 0.534, &percent).unwrap().write_with_format(2, 3, 0.551, &percent).unwrap();
    sheet.write(2, 4, "Caisse, 2022").unwrap();
    workbook.save(root.join("suivi.xlsx")).unwrap();
    let (code, said, _) = import(root, &["suivi.xlsx", "--dans", "content/2022/10-soigner"]);
    assert!(code == 1 && said.contains("feuilles : Notes, Indicateurs"), "{said}");
    let (code, said, _) =
        import(root, &["suivi.xlsx", "--feuille", "Indicateurs", "--dans", "content/2022/10-soigner"]);
    assert_eq!(code, 0, "{said}");
    fs::remove_file(root.join("suivi.xlsx")).unwrap();
    let csv = &site(root)["2022/donnees/part-des-rendez-vous-honores.csv"];
    assert!(csv.contains("2021;53.4;") && csv.contains("2022;55.1;"), "{csv}");
}

#[test]
fn accents_of_an_old_encoding_are_read_and_told() {
    let workspace = minimal();
    write(workspace.path(), "table.csv", b"Libell\xe9;Valeur;Source\nJourn\xe9es d'\xe9t\xe9;12;Caisse\n");
    let (code, said, printed) = import(workspace.path(), &["table.csv"]);
    assert!(code == 0 && said.contains("avertissement[encoding]") && said.contains("vérifiez les accents"), "{said}");
    assert!(printed.contains("libelle: Journées d'été"), "{printed}");
}
