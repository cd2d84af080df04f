//! The same content gives the same bytes: in any folder, time zone and locale, whatever the order in which files were created.

use crate::harness::{files, millesime, root};
use std::fs;
use std::path::{Path, PathBuf};

/// The demonstration report copied file by file in the given order.
fn copy(order: impl Iterator<Item = PathBuf>, to: &Path) {
    for path in order {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(root().join(&path), target).unwrap();
    }
}

fn inputs() -> Vec<PathBuf> {
    let folders = ["report.yaml", "content", "assets"].into_iter();
    let entries = folders.flat_map(|folder| walkdir::WalkDir::new(root().join(folder)).sort_by_file_name());
    let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(root()).unwrap().to_owned()).collect()
}

fn build(folder: &Path, zone: &str, locale: &str, threads: &str) {
    let mut command = millesime(folder);
    command.args(["build", "--quiet", "--date", "2023-09-01"]);
    command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale).env("RAYON_NUM_THREADS", threads);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_same_content_gives_the_same_bytes_everywhere() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let elsewhere = other.path().join("un dossier à accents");
    copy(inputs().into_iter(), one.path());
    copy(inputs().into_iter().rev(), &elsewhere);
    build(one.path(), "Pacific/Kiritimati", "fr_FR.UTF-8", "1");
    build(&elsewhere, "Pacific/Pago_Pago", "tr_TR.UTF-8", "4");
    let (one, other) = (files(&one.path().join("dist")), files(&elsewhere.join("dist")));
    assert!(one.len() > 100, "{} files", one.len());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = one.keys().filter(|path| one[*path] != other[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn a_second_build_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    copy(inputs().into_iter(), folder.path());
    build(folder.path(), "UTC", "C", "2");
    let first = files(&folder.path().join("dist"));
    build(folder.path(), "UTC", "C", "2");
    assert!(files(&folder.path().join("dist")) == first);
}
