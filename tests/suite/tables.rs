//! Figures kept in CSV files and workbooks: what the spreadsheet shows is what is published, digit for digit.

use crate::harness::{build, codes, console, minimal, records, site, write};
use millesime::finding::Code;
use millesime::text::Lang;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Table, TableColumn, Workbook, Worksheet, XlsxError};
use std::path::Path;

const FOLDER: &str = "content/2022/10-soigner";

/// A report whose figure `journees` takes its data as `data` says.
fn with(workspace: &Path, data: &str) {
    let figures = format!(
        "visites:\n  libelle: Visites\n  valeur: 4 200\n  source: Caisse\njournees:\n  libelle: Journées\n  donnees: {data}\n  source: Caisse\n"
    );
    write(workspace, &format!("{FOLDER}/figures.yaml"), figures);
}

fn save(workspace: &Path, mut workbook: Workbook) {
    write(workspace, &format!("{FOLDER}/donnees.xlsx"), workbook.save_to_buffer().unwrap());
}

/// Makes a workbook of one sheet.
fn sheet(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Workbook {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Données").unwrap()).unwrap();
    workbook
}

/// The published file of the figure as its table was: a first line of the unit and the series, then the rows.
fn published(workspace: &Path) -> Vec<String> {
    let files = site(workspace);
    let records = records(&files["2022/donnees/journees.csv"]);
    let mut series: Vec<&str> = Vec::new();
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for record in &records {
        let (serie, name) = (record["serie"].as_str(), format!("{}{}", record["categorie"], record["periode"]));
        if !series.contains(&serie) {
            series.push(serie);
        }
        match rows.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(&record["valeur"]),
            None => rows.push((name, vec![&record["valeur"]])),
        }
    }
    let head = format!("{};{}", records[0]["unite"], series.join(";"));
    std::iter::once(head).chain(rows.into_iter().map(|(name, values)| format!("{name};{}", values.join(";")))).collect()
}

/// What the console says of a report that is refused.
fn refused(workspace: &Path, code: Code) -> String {
    let built = build(workspace);
    let said = console(&built, Lang::Fr);
    assert!(codes(&built).contains(&code) && built.rendered.is_none(), "{said}");
    said
}

#[test]
fn a_workbook_is_published_as_it_is_shown() {
    let workspace = minimal();
    let workbook = sheet(|sheet| {
        sheet.write(0, 0, "Recours à la chirurgie ambulatoire, 2021-2022")?;
        sheet.write_row(2, 1, ["Volet", "2021 (%)"])?;
        sheet.write_with_format(2, 3, 2022, &Format::new())?;
        let percent = Format::new().set_num_format("0.0%");
        for (row, (name, before, now)) in
            [("Chirurgie", 0.5512345, 0.1 + 0.2), ("Autres", 0.071, 1.0)].into_iter().enumerate()
        {
            let row = row as u32 + 3;
            sheet.write(row, 1, name)?;
            sheet.write_with_format(row, 2, before, &percent)?;
            sheet.write_formula_with_format(row, 3, Formula::new("=A1").set_result(now.to_string()), &percent)?;
        }
        sheet.write(5, 1, "Médiane")?.write(5, 2, "n. d.")?;
        sheet.write(7, 1, "Source : Caisse")?;
        Ok(())
    });
    save(workspace.path(), workbook);
    with(workspace.path(), "donnees.xlsx");
    let rows = published(workspace.path());
    assert_eq!(rows, ["%;2021;2022", "Chirurgie;55.1;30", "Autres;7.1;100", "Médiane;;"]);
}

#[test]
fn sheets_ranges_names_tables_and_columns_are_found() {
    let workspace = minimal();
    let make = || {
        let mut workbook = sheet(|sheet| {
            sheet.write_row(1, 1, ["Profession", "Exempleville", "Autrebourg"])?;
            sheet.write_row(2, 1, ["Médecins", "620", "411"])?;
            sheet.write(2, 2, 620)?.write(2, 3, 411)?;
            sheet.write(3, 1, "Sages-femmes")?.write(3, 2, 88)?.write(3, 3, 40)?;
            sheet.write(4, 1, "Total")?.write(4, 2, 708)?.write(4, 3, 451)?;
            Ok(())
        });
        let other = workbook.add_worksheet().set_name("L'autre").unwrap();
        other.write_row(0, 0, ["x", "y"]).unwrap();
        let columns: Vec<TableColumn> =
            ["Mois", "Actes"].into_iter().map(|name| TableColumn::new().set_header(name)).collect();
        other.add_table(3, 0, 5, 1, &Table::new().set_name("activite").set_columns(&columns)).unwrap();
        let month = Format::new().set_num_format("mmmm yyyy");
        for (row, actes) in [(4, 12), (5, 15)] {
            let day = ExcelDateTime::from_ymd(2022, row as u8, 1).unwrap();
            other.write_with_format(row, 0, &day, &month).unwrap();
            other.write_with_format(row, 1, actes, &Format::new().set_num_format("# ##0 \"actes\"")).unwrap();
        }
        workbook.define_name("effectifs", "='Données'!$B$2:$D$4").unwrap();
        workbook
    };
    for (data, expected) in [
        ("{fichier: donnees.xlsx, feuille: données, plage: \"B2:C4\"}", [";", "Médecins;620", "Sages-femmes;88"]),
        ("{fichier: donnees.xlsx, plage: effectifs, colonnes: [autrebourg]}", [";", "Médecins;411", "Sages-femmes;40"]),
        (
            "{fichier: donnees.xlsx, plage: \"Données!B2:D4\", colonnes: [Exempleville]}",
            [";", "Médecins;620", "Sages-femmes;88"],
        ),
        ("{fichier: donnees.xlsx, tableau: activite}", ["actes;", "avril 2022;12", "mai 2022;15"]),
    ] {
        save(workspace.path(), make());
        with(workspace.path(), data);
        let rows = published(workspace.path());
        assert_eq!(rows, expected, "{data}");
    }
    let said = |data: &str, code| {
        with(workspace.path(), data);
        refused(workspace.path(), code)
    };
    assert!(said("donnees.xlsx", Code::DataSelection).contains("feuilles : Données, L'autre"));
    assert!(said("{fichier: donnees.xlsx, feuille: Donées}", Code::DataSelection).contains("« Données »"));
    assert!(said("{fichier: donnees.xlsx, tableau: activites}", Code::DataSelection).contains("« activite »"));
    assert!(said("{fichier: donnees.xlsx, plage: effectif}", Code::DataSelection).contains("« effectifs »"));
    assert!(
        said("{fichier: donnees.xlsx, plage: effectifs, colonnes: [Autreburg]}", Code::DataSelection)
            .contains("« Autrebourg »")
    );
}

#[test]
fn bad_cells_are_named() {
    let workspace = minimal();
    let workbook = sheet(|sheet| {
        sheet.write_row(0, 0, ["Profession", "Exempleville", "Autrebourg", "Ailleurs"])?;
        sheet.write(1, 0, "Médecins")?;
        sheet.write_formula(1, 1, Formula::new("=A9").set_result("#REF!"))?;
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_with_format(1, 3, &ExcelDateTime::from_ymd(2022, 3, 1)?, &date)?;
        sheet.write(2, 0, "Sages-femmes")?.write(2, 1, "80")?.write(2, 2, "40 €")?.write(2, 3, "3 %")?;
        sheet.write(3, 0, "Médecins")?;
        sheet.merge_range(3, 1, 3, 2, "12", &Format::new())?;
        Ok(())
    });
    save(workspace.path(), workbook);
    with(workspace.path(), "donnees.xlsx");
    let said = refused(workspace.path(), Code::DataCell);
    for expected in [
        "Données!B2 : le tableur n’a pu calculer que « #REF! »",
        "Données!D2 : « 1er mars 2022 » n’est pas un nombre",
        "Données!D3 : ce tableau a deux unités, « € » et « % »",
        "Données!A4 : « Médecins » nomme deux lignes",
        "Données!B4 : les cellules B4:C4 sont fusionnées",
        "demandé ici : content/2022/10-soigner/figures.yaml:7:12",
    ] {
        let (said, expected) = (said.replace('\u{a0}', " "), expected.replace('\u{a0}', " "));
        assert!(said.contains(&expected), "{expected}\n{said}");
    }
}

#[test]
fn what_a_sheet_hides_is_not_published() {
    let workspace = minimal();
    let workbook = |hidden: bool| {
        sheet(|sheet| {
            sheet.write_row(0, 0, ["Profession", "2021", "2022", "Essai"])?;
            for (row, name) in ["Médecins", "Sages-femmes", "Infirmiers"].into_iter().enumerate() {
                let row = u32::try_from(row).unwrap() + 1;
                sheet.write(row, 0, name)?.write_row(row, 1, [row, row + 1, row + 2])?;
            }
            if hidden {
                sheet.set_row_hidden(2)?.set_column_hidden(3)?.set_column_hidden(9)?;
            }
            Ok(())
        })
    };
    save(workspace.path(), workbook(true));
    with(workspace.path(), "donnees.xlsx");
    let said = refused(workspace.path(), Code::DataCell).replace('\u{a0}', " ");
    for expected in ["Données!A3 : des lignes sont masquées : 3", "Données!D1 : des colonnes sont masquées : D"] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    save(workspace.path(), workbook(false));
    assert!(site(workspace.path())["2022/donnees/journees.csv"].contains("Sages-femmes"));
}

#[test]
fn merged_headings_are_joined() {
    let workspace = minimal();
    let workbook = sheet(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "Profession", &plain)?;
        sheet.merge_range(0, 1, 0, 2, "2021", &plain)?;
        sheet.merge_range(0, 3, 0, 4, "2022", &plain)?;
        sheet.write_row(1, 1, ["femmes", "hommes", "femmes", "hommes"])?;
        sheet.write(2, 0, "Médecins")?;
        sheet.write_row(2, 1, [300, 320, 310, 315])?;
        Ok(())
    });
    save(workspace.path(), workbook);
    with(workspace.path(), "donnees.xlsx");
    let rows = published(workspace.path());
    assert_eq!(rows, [";2021, femmes;2021, hommes;2022, femmes;2022, hommes", "Médecins;300;320;310;315"]);
}

#[test]
fn workbooks_that_cannot_be_read_say_why() {
    let workspace = minimal();
    let path = format!("{FOLDER}/donnees.xlsx");
    with(workspace.path(), "donnees.xlsx");
    write(workspace.path(), &path, "PK");
    assert!(refused(workspace.path(), Code::DataFile).contains("le classeur est abîmé"));
    write(workspace.path(), &path, encrypted());
    assert!(refused(workspace.path(), Code::DataFile).contains("mot de passe"));
    save(workspace.path(), sheet(|_| Ok(())));
    assert!(refused(workspace.path(), Code::DataFile).contains("ce classeur est vide"));
    let whole = sheet(|sheet| sheet.write(0, 0, "x").map(|_| ())).save_to_buffer().unwrap();
    for cut in (0..whole.len()).step_by(97) {
        write(workspace.path(), &path, &whole[..cut]);
        refused(workspace.path(), Code::DataFile);
    }
}

/// The least compound file that holds an encrypted package: a header, a table of sectors and a folder.
pub(crate) fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0u8; 512 * 3];
    bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
    put(24, &0x3e_u16.to_le_bytes());
    put(26, &3_u16.to_le_bytes());
    put(28, &0xfffe_u16.to_le_bytes());
    put(30, &9_u16.to_le_bytes());
    put(32, &6_u16.to_le_bytes());
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &0xffff_fffe_u32.to_le_bytes());
    put(68, &0xffff_fffe_u32.to_le_bytes());
    (0..109).for_each(|index| put(76 + 4 * index, &0xffff_ffff_u32.to_le_bytes()));
    put(76, &0_u32.to_le_bytes());
    (0..128).for_each(|index| put(512 + 4 * index, &0xffff_ffff_u32.to_le_bytes()));
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &0xffff_fffe_u32.to_le_bytes());
    for (entry, (name, kind)) in [("Root Entry", 5), ("EncryptedPackage", 2)].into_iter().enumerate() {
        let at = 1024 + 128 * entry;
        for (index, unit) in name.encode_utf16().enumerate() {
            put(at + 2 * index, &unit.to_le_bytes());
        }
        put(at + 64, &u16::try_from(2 * name.len() + 2).unwrap().to_le_bytes());
        put(at + 66, &[kind, 1]);
        (0..3).for_each(|link| put(at + 68 + 4 * link, &0xffff_ffff_u32.to_le_bytes()));
        put(at + 116, &0xffff_fffe_u32.to_le_bytes());
    }
    bytes
}

#[test]
fn csv_of_every_make_is_read() {
    let workspace = minimal();
    with(workspace.path(), "donnees.csv");
    for text in [
        "Volet;Région;France\nChirurgie;61,2 %;12 %\nAutres;;n. d.\n",
        "\u{feff}Volet;Région;France\r\nChirurgie;61,2 %;12 %\r\nAutres;;n. d.\r\n",
        "Volet\tRégion\tFrance\nChirurgie\t61,2 %\t12 %\nAutres\t\t-\n",
        "Volet,Région,France\nChirurgie,\"61,2 %\",12 %\nAutres,,\n",
        "sep=;\nVolet;Région;France;\nChirurgie;61,2 %;12 %;\nAutres;;;\n",
        "Un titre, une année;;\n;;\nVolet;Région (%);France (%)\nChirurgie;61,2;12\nAutres;;\nSource : Caisse;;\n",
        "Volet;Région;;France\nChirurgie;61,2 %;;12 %\nAutres;;;\n",
    ] {
        write(workspace.path(), &format!("{FOLDER}/donnees.csv"), text);
        let rows = published(workspace.path());
        assert_eq!(rows, ["%;Région;France", "Chirurgie;61.2;12", "Autres;;"], "{text}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_refused_at_once() {
    let workspace = minimal();
    with(workspace.path(), "donnees.csv");
    let rows: String = (0..100_000).map(|row| format!("Ligne {row};{row}\n")).collect();
    write(workspace.path(), &format!("{FOLDER}/donnees.csv"), format!("Nom;Valeur\n{rows}"));
    let start = std::time::Instant::now();
    assert!(refused(workspace.path(), Code::DataSize).contains("ce tableau a plus de 1000 lignes"));
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
