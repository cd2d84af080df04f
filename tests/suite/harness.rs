//! Workspaces of the tests: copied, built, and what comes out compared with what was expected.

use millesime::finding::{Code, terminal};
use millesime::project::{self, Built, Options};
use millesime::text::{Lang, date};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The root of the repository, which is also the workspace of the demonstration report.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A path below `tests/`.
pub(crate) fn tests(path: &str) -> PathBuf {
    root().join("tests").join(path)
}

/// The names of the folders in a folder of `tests/`, sorted.
pub(crate) fn folders(path: &str) -> Vec<String> {
    let entries = fs::read_dir(tests(path)).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let names: BTreeSet<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.into_iter().collect()
}

/// A temporary workspace that starts as a copy of `tests/reports/minimal`: small, valid, with one of each thing to refer to.
pub(crate) fn minimal() -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    copy(&tests("reports/minimal"), workspace.path());
    workspace
}

/// Copies the files of a folder over those of another; expected texts stay behind, links stay links.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(path).unwrap();
        } else if entry.file_type().is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), path).unwrap();
        } else if !entry.file_name().to_string_lossy().starts_with("expected.") {
            fs::copy(entry.path(), path).unwrap();
        }
    }
}

/// Writes one file of a workspace, and the folders it needs.
pub(crate) fn write(workspace: &Path, path: &str, content: impl AsRef<[u8]>) {
    let path = workspace.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// A build on a fixed day, as `build` does it by default.
pub(crate) fn options() -> Options {
    Options { date: date::read("2023-09-01").unwrap(), edition: None, production: false, pdf: None, destination: None }
}

/// Builds a workspace in memory.
pub(crate) fn build(workspace: &Path) -> Built {
    project::build(workspace, &options(), &mut |_| {}).unwrap()
}

/// The same, with the figures that stand in a small ledger only to be published: that nothing uses them is not told.
pub(crate) fn build_sample(workspace: &Path) -> Built {
    let mut built = build(workspace);
    built.findings.retain(|finding| finding.code != Code::FigureUnused);
    built
}

/// The findings of a build as the console shows them, without colour.
pub(crate) fn console(built: &Built, lang: Lang) -> String {
    terminal::print(&built.findings, &|path| built.sources.text(path), lang)
}

/// The codes that were found, each once.
pub(crate) fn codes(built: &Built) -> BTreeSet<Code> {
    built.findings.iter().map(|finding| finding.code).collect()
}

/// Builds a workspace that must be without a single finding, and gives its pages and files.
pub(crate) fn site(workspace: &Path) -> BTreeMap<String, String> {
    let built = build_sample(workspace);
    assert!(built.findings.is_empty(), "{}", console(&built, Lang::En));
    let files = built.rendered.unwrap().files;
    files.iter().map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

/// The rows of a published CSV file, each by the names of its columns.
pub(crate) fn records(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| names.iter().zip(&record).map(|(name, cell)| (name.into(), cell.into())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// Compares a text with the file that holds the expected one, or writes that file when asked to. The difference is returned, so
/// that a test can tell of all that differs.
pub(crate) fn compare(expected: &Path, actual: &str) -> Result<(), String> {
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::create_dir_all(expected.parent().unwrap()).unwrap();
        fs::write(expected, actual).unwrap();
        return Ok(());
    }
    let path = expected.strip_prefix(root()).unwrap().display();
    let Ok(text) = fs::read_to_string(expected) else {
        return Err(format!("{path} is missing; it would hold:\n{actual}"));
    };
    if text == actual {
        return Ok(());
    }
    let line = text.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    let shown = |text: &str| text.lines().skip(line).take(6).collect::<Vec<_>>().join("\n  ");
    Err(format!("{path}:{} expected\n  {}\nbut found\n  {}", line + 1, shown(&text), shown(actual)))
}

/// Fails with all that went wrong.
pub(crate) fn none(failures: impl IntoIterator<Item = String>) {
    let failures: Vec<String> = failures.into_iter().collect();
    assert!(failures.is_empty(), "{} failed\n\n{}", failures.len(), failures.join("\n\n"));
}

/// The program, in a folder, speaking French whatever the locale of who runs the tests.
pub(crate) fn millesime(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_millesime"));
    command.current_dir(folder).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").env("NO_COLOR", "1");
    command
}

/// The program run by someone with no more rights than a folder gives: the system's `nobody` when the tests run as root, for whom
/// nothing is forbidden.
pub(crate) fn stranger(folder: &Path) -> Command {
    let mut command = millesime(folder);
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        command.uid(65_534).gid(65_534);
    }
    command
}

/// Every file below a folder, hidden ones too, with its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, fs::read(entry.path()).unwrap_or_default())
        })
        .collect()
}
