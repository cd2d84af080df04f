//! Each stage of a build alone, on one generated report and on twenty.

mod corpus;

use divan::Bencher;
use millesime::render::Documents;
use millesime::{check, load, render, site, source, theme};
use std::fs;
use std::path::PathBuf;

fn main() {
    divan::main();
}

/// A workspace of that many reports, written once.
fn workspace(reports: usize) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("millesime-stages-{}-{reports}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    corpus::write(&folder, reports).expect("a writable folder");
    folder.join("millesime")
}

#[divan::bench(args = [1, 20])]
fn read(bencher: Bencher, reports: usize) {
    let root = workspace(reports);
    bencher.bench(|| source::read(&root));
}

#[divan::bench(args = [1, 20])]
fn load(bencher: Bencher, reports: usize) {
    let (sources, _) = source::read(&workspace(reports)).expect("readable");
    bencher.bench(|| load::load(&sources));
}

#[divan::bench]
fn theme(bencher: Bencher) {
    let (sources, _) = source::read(&workspace(1)).expect("readable");
    let report = load::load(&sources).value.expect("a valid report");
    bencher.bench(|| theme::load(&sources, &report));
}

#[divan::bench(args = [1, 20])]
fn render(bencher: Bencher, reports: usize) {
    let (sources, _) = source::read(&workspace(reports)).expect("readable");
    let report = load::load(&sources).value.expect("a valid report");
    let theme = theme::load(&sources, &report).value.expect("the built-in theme");
    let site = site::plan(&report);
    bencher.bench(|| render::render(&report, &site, &theme, &Documents::default()));
}

#[divan::bench(args = [1, 20])]
fn check(bencher: Bencher, reports: usize) {
    let (sources, _) = source::read(&workspace(reports)).expect("readable");
    let report = load::load(&sources).value.expect("a valid report");
    let theme = theme::load(&sources, &report).value.expect("the built-in theme");
    let site = site::plan(&report);
    let rendered = render::render(&report, &site, &theme, &Documents::default()).value.expect("a sound theme");
    bencher.bench(|| check::rendered(&rendered, &site.pages, &report.legal, &[], false, &|| true));
}
