//! Ten thousand files on a server that tests/publish starts: each is sent once, three that change are sent alone, and none is kept twice in
//! memory.

use crate::harness::root;
use jiff::Timestamp;
use millesime::load;
use millesime::publish::store::{self, Secret};
use millesime::publish::{Limits, Lock, Pace, Plan, Publication, Records, prepare, publish};
use millesime::render::Rendered;
use millesime::source;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

const MANY: usize = 10_000;
/// Bytes of all of them, about.
const SIZE: usize = 20_000_000;
/// What the test itself and the libraries take.
const BESIDE: usize = 60_000_000;

/// Folders of fifty files, each of another content.
fn site() -> Rendered {
    let mut site = Rendered::default();
    for number in 0..MANY {
        let text = format!("{number}\n").repeat(SIZE / MANY / 6);
        site.files.insert(format!("2022/{}/fichier {number}.csv", number / 50), Arc::from(text.into_bytes()));
    }
    site
}

/// The most memory that this process has held.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

#[test]
#[ignore = "needs the server of MILLESIME_WORKSPACE, which tests/publish/test_many.py starts"]
fn ten_thousand_files_are_sent_once() {
    let workspace =
        PathBuf::from(std::env::var("MILLESIME_WORKSPACE").expect("the folder of a report with one target"));
    let (sources, _) = source::read(&workspace).unwrap();
    let report = load::load(&sources).value.expect("a valid report");
    let target = &report.targets[0];
    let secret = |name: &str| std::env::var(name).ok().and_then(Secret::new);
    let records = Records::open(&workspace, &target.name).unwrap();
    let limits = Limits {
        connections: target.connections,
        pace: Pace::default(),
        grace: Duration::ZERO,
        deletions: None,
        replace: false,
        break_lock: false,
    };
    let run = |site: &Rendered| -> (Plan, String) {
        let began = Instant::now();
        let store = store::open(target, root(), &secret).unwrap();
        let lock = Lock { id: "essai".to_owned(), owner: "essai".to_owned(), since: Timestamp::now() };
        let wanted = Publication::of_site(site);
        let plan = prepare(&*store, &wanted, &limits, lock.since, &|_| {}).unwrap();
        let planned = began.elapsed();
        let done = publish(&*store, &plan, &wanted, &records, &lock, &limits, &|_| {}).unwrap();
        assert_eq!(done.sent, plan.uploads.len());
        (plan, format!("{} files in {:.1?}, the plan in {planned:.1?}", done.sent, began.elapsed()))
    };
    let mut site = site();
    let (first, of_first) = run(&site);
    assert_eq!(first.uploads.len(), MANY);
    for number in [7, 5_000, 9_999] {
        let path = format!("2022/{}/fichier {number}.csv", number / 50);
        site.files.insert(path, Arc::from("changé".as_bytes()));
    }
    let (again, of_again) = run(&site);
    assert_eq!((again.uploads.len(), again.unchanged), (3, MANY - 3));
    let held = memory();
    fs::write(workspace.join("told.txt"), format!("{of_first}; {of_again}; {} MB", held / 1_000_000)).unwrap();
    assert!(held < 3 * SIZE + BESIDE, "{held} bytes for a site of {SIZE}");
}
