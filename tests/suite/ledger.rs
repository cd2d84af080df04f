//! Figures over two editions: what is computed, revised or broken is read in the built site, and `diff` tells what moved.

use crate::harness::{millesime, minimal, site, write};
use std::path::Path;
use tempfile::TempDir;

const BEFORE: &str = "\
actes:
  libelle: Actes facturés
  valeurs: {2020: 137 000, 2021: 93 000}
  unite: actes
  source: Caisse d'essai, 2021
patients:
  libelle: Patients suivis
  valeur: 50 000
  unite: patients
  perimetre: local
  statut: provisoire
  source: Caisse d'essai, 2021
satisfaction:
  libelle: Satisfaction
  valeur: 90 %
  perimetre: local
  source: Caisse d'essai, 2021
fermees:
  libelle: Antennes fermées
  valeur: 2
  unite: antennes
  source: Caisse d'essai, 2021
";

const AFTER: &str = "\
actes:
  libelle: Actes facturés
  valeurs: {2021: 93 412, 2022: 67 915}
  unite: actes
  revision: {2021: Factures parvenues après la clôture}
  definition: Actes remboursés dans l'année
  source: Caisse d'essai, 2022
patients:
  libelle: Patients suivis
  valeurs: {2021: 50 400, 2022: 36 000}
  unite: patients
  perimetre: local
  source: Caisse d'essai, 2022
satisfaction:
  libelle: Satisfaction
  valeur: 91,5 %
  perimetre: régional
  rupture: {2022: L'enquête porte sur la région}
  source: Caisse d'essai, 2022
moyenne:
  libelle: Actes par patient
  rapport_de: {chiffre: actes, sur: patients}
  source: Caisse d'essai, 2022
recul:
  libelle: Évolution des actes depuis 2020
  evolution: {de: actes, depuis: 2020}
  controles: {au_plus: 0 %, au_moins: -60 %}
  source: Caisse d'essai, 2022
ensemble:
  libelle: Total des lignes
  total_de: lignes
  lignes: {Nord: '12,5 k€', Sud: 300 €}
  source: Caisse d'essai, 2022
";

fn workspace() -> TempDir {
    let workspace = minimal();
    write(workspace.path(), "content/2021/edition.yaml", "titre: L’année 2021\n");
    write(workspace.path(), "content/2021/figures.yaml", BEFORE);
    write(workspace.path(), "content/2022/figures.yaml", AFTER);
    workspace
}

/// The tile of a figure on the page of all figures: its text, with common spaces.
fn tile(workspace: &Path, id: &str) -> String {
    let page = &site(workspace)["2022/chiffres/index.html"];
    let start = page.find(&format!("id=\"chiffre-{id}\"")).unwrap();
    let end = start + page[start..].find("</article>").unwrap();
    let mut text = String::new();
    let mut inside = true;
    for c in page[start..end].chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let text = text.replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn readers_are_told_what_was_computed_revised_and_broken() {
    let workspace = workspace();
    for (id, told) in [
        (
            "actes",
            &[
                "27,3 % de moins qu’en 2021",
                "Valeur révisée de 2021 : 93 412 actes ; l’édition 2021 publiait 93 000 actes. Factures parvenues après la clôture.",
                "93 412 (révisé)",
                "137 000",
                "Définition : Actes remboursés dans l’année.",
            ][..],
        ),
        (
            "patients",
            &["Valeur définitive de 2021 : 50 400 patients ; l’édition 2021 donnait 50 000 patients (provisoire)."],
        ),
        ("satisfaction", &["Série rompue en 2022 : L’enquête porte sur la région."]),
        ("moyenne", &["1,89", "Calculé : Actes facturés ÷ Patients suivis."]),
        ("recul", &["−50,4 %", "Calculé : (Actes facturés − Actes facturés (2020)) ÷ Actes facturés (2020) × 100."]),
        ("ensemble", &["12 800 €", "Calculé : Nord + Sud."]),
    ] {
        let tile = tile(workspace.path(), id);
        for told in told {
            assert!(tile.contains(told), "{id}: no « {told} » in\n{tile}");
        }
    }
    assert!(!tile(workspace.path(), "satisfaction").contains("de plus"), "nothing is compared across a break");
    let csv = &site(workspace.path())["2022/donnees/moyenne.csv"];
    assert!(csv.contains(";1.89;"), "the file holds what is printed: {csv}");
}

fn diff(workspace: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = millesime(workspace).arg("diff").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const APPROXIMATE: &str = "\
patients:
  libelle: Patients à distance
  unite: patients
  valeurs: {2020: 75 000, 2021: près de 50 000, 2022: plus de 36 000}
  source: Caisse d'essai, 2022
agents:
  libelle: Agents par lieu
  unite: agents
  nuance: environ
  lignes: {Nord: près de 120, Sud: 40}
  source: Caisse d'essai, 2022
lieux:
  libelle: Lieux par an
  unite: lieux
  series:
    Ville: {A: 100, B: 40}
    Campagne: {A: plus de 120, B: 41}
  source: Caisse d'essai, 2022
total:
  libelle: Agents en tout
  total_de: [\"agents[Nord]\", \"agents[Sud]\"]
  source: Caisse d'essai, 2022
";

/// What was typed as approximate is shown so wherever it is shown, row by row, and nothing exact is computed from it.
#[test]
fn approximate_values_keep_their_words_in_every_row() {
    let workspace = minimal();
    // One that is no other than that of its rows says nothing twice.
    write(workspace.path(), "content/2022/figures.yaml", APPROXIMATE.replace("  nuance: environ\n", ""));
    let site = site(workspace.path());
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    let tile = |id| tile(workspace.path(), id);
    for (id, told) in [
        ("patients", &["plus de 36 000", "près de 50 000", "75 000"][..]),
        ("agents", &["près de 120", "40"]),
        ("lieux", &["plus de 120", "100"]),
        ("total", &["environ 160", "Calculé : Agents par lieu (Nord) + Agents par lieu (Sud)."]),
    ] {
        let tile = plain(&tile(id)).split_whitespace().collect::<Vec<_>>().join(" ");
        for told in told {
            assert!(tile.contains(told), "{id}: no « {told} » in\n{tile}");
        }
        assert!(!tile.contains("de moins"), "{id}: nothing is computed from what is not exact:\n{tile}");
    }
    let page = plain(&site["2022/chiffres/index.html"]);
    let row = page.split("<tr data-group=").skip(1).find(|row| row.contains("#chiffre-patients")).unwrap();
    let row = row.split("</tr>").next().unwrap();
    for told in
        ["75 000 patients</data> (2020)", "près de 50 000 patients", "plus de 36 000 patients", "valeurs approchées"]
    {
        assert!(row.contains(told), "the years side by side say no « {told} »\n{row}");
    }
    assert!(page.contains("≈ 50 000<") && page.contains("&gt; 36 000<"), "a chart has the signs");
    for (id, cell) in [
        ("patients", ";2021;50000;près de;"),
        ("patients", ";2020;75000;;"),
        ("agents", ";Nord;;120;près de;"),
        ("lieux", "Campagne;A;;120;plus de;"),
    ] {
        assert!(
            site[&format!("2022/donnees/{id}.csv")].contains(cell),
            "{id}: {}",
            site[&format!("2022/donnees/{id}.csv")]
        );
    }
    let json: serde_json::Value = serde_json::from_str(&site["2022/donnees/lieux.json"]).unwrap();
    assert_eq!(json["figure"]["values"][1]["qualifier"], "more than");
    write(workspace.path(), "content/2022/figures.yaml", APPROXIMATE);
    let checked = millesime(workspace.path()).args(["check", "--lang", "fr"]).output().unwrap();
    assert!(String::from_utf8_lossy(&checked.stderr).contains("ce chiffre a deux nuances"));
}

#[test]
fn diff_compares_the_cells_of_a_table_and_nothing_across_a_break() {
    let workspace = minimal();
    let file = |france: &str, more: &str| {
        format!(
            "part:\n  libelle: Participation\n  series:\n    Ici: {{Ville: 62 %, Campagne: 40 %}}\n    France: {{{france}}}\n  source: Essai\n\
             actes:\n  libelle: Actes\n  unite: actes\n  source: Essai\n  {more}\n"
        )
    };
    write(workspace.path(), "content/2021/edition.yaml", "titre: L’année 2021\n");
    write(workspace.path(), "content/2021/figures.yaml", file("Ville: 50 %, Campagne: 44 %", "valeur: 900"));
    let now = "valeur: 450\n  rupture: {2022: Comptés sans les annulations}";
    write(workspace.path(), "content/2022/figures.yaml", file("Ville: 58 %, Littoral: 30 %", now));
    let (code, table, _) = diff(workspace.path(), &["--lang", "fr"]);
    assert_eq!(code, 0);
    for words in [
        &["part [France, Ville]", "50 %", "58 %", "8 points de plus"][..],
        &["part [France, Littoral]", "–", "30 %"],
        &["part [France, Campagne]", "44 %", "–"],
        &["actes", "900 actes", "450 actes"],
    ] {
        let line = table.lines().find(|line| line.contains(words[0]));
        assert!(line.is_some_and(|line| words.iter().all(|word| line.contains(word))), "{words:?} in\n{table}");
    }
    assert!(!table.contains("de moins"), "what is counted in another way is not compared:\n{table}");
}

#[test]
fn diff_tells_what_moved() {
    let workspace = workspace();
    let (code, table, _) = diff(workspace.path(), &["--lang", "fr", "--threshold", "27,5"]);
    assert_eq!(code, 0);
    for line in [
        "  actes         93 000 actes     67 915 actes  27,0 % de moins",
        "! patients   50 000 patients  36 000 patients  28,0 % de moins",
        "  satisfaction  périmètre : local → régional",
        "  fermees  2 antennes  Antennes fermées",
        "valeurs changées : 2, dont 1 de plus de 27,5 % (!) ; inchangées : 0 ; chiffres redéfinis : 2, absents : 1, nouveaux : 4",
    ] {
        assert!(table.lines().any(|told| told == line), "no « {line} » in\n{table}");
    }
    let (code, json, _) = diff(workspace.path(), &["2021", "2022", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(code, 0);
    assert_eq!(document["moved"][0]["before"], "93000");
    assert_eq!(document["missing"][0]["id"], "fermees");
    let (code, _, said) = diff(workspace.path(), &["2019", "2022", "--lang", "fr"]);
    assert_eq!((code, said.contains("l’édition « 2019 » n’existe pas")), (2, true));
}
