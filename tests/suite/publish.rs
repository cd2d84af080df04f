//! Publishing to a store that fails at each request in turn: what readers see in between, and where it ends.

use crate::harness::none;
use millesime::publish::store::{Listing, Sent};
use millesime::publish::{
    Entry, Error, Limits, Lock, Manifest, Pace, Past, Publication, Records, Store, Trouble, history, prepare, publish,
};
use millesime::render::Rendered;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// How a store fails at one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// From then on nothing is answered, and that request was not done: the publisher was killed, or the network cut.
    Cut,
    /// From then on nothing is answered, and that request was done.
    CutAfter,
    /// That request alone fails.
    Once,
    /// That request alone is done and not answered.
    OnceAfter,
    /// What that request writes arrives damaged.
    Corrupt,
    /// From then on there is no room.
    Full,
    /// From then on the login is refused.
    Revoked,
}

const FAULTS: [Fault; 7] =
    [Fault::Cut, Fault::CutAfter, Fault::Once, Fault::OnceAfter, Fault::Corrupt, Fault::Full, Fault::Revoked];

/// A host in memory.
struct Host {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    renames: bool,
    requests: AtomicUsize,
    fault: Option<(usize, Fault)>,
    /// What a publication that was cut off had asked for, and is done when the next one begins to write.
    late: Mutex<Option<(String, Vec<u8>)>>,
    /// Writes of each path.
    writes: Mutex<BTreeMap<String, usize>>,
    /// What a reader found missing, after some request.
    seen: Mutex<Vec<String>>,
}

impl Host {
    fn new(renames: bool) -> Self {
        Self {
            files: Mutex::default(),
            renames,
            requests: AtomicUsize::new(0),
            fault: None,
            late: Mutex::default(),
            writes: Mutex::default(),
            seen: Mutex::default(),
        }
    }

    /// The same files, with another fault, nothing counted.
    fn failing(&self, fault: Option<(usize, Fault)>) -> Self {
        Self { files: Mutex::new(self.files.lock().unwrap().clone()), fault, ..Self::new(self.renames) }
    }

    /// What readers can reach.
    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.lock().unwrap();
        files.iter().filter(|(path, _)| !path.starts_with(".millesime/")).map(|(p, b)| (p.clone(), b.clone())).collect()
    }

    /// One request: counted, failed if its turn has come, and readers look around after it.
    fn ask<T>(
        &self,
        writes: bool,
        act: impl FnOnce(&mut BTreeMap<String, Vec<u8>>, bool) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let number = self.requests.fetch_add(1, Ordering::SeqCst);
        let fault = self.fault.filter(|(at, fault)| match fault {
            Fault::Once | Fault::OnceAfter | Fault::Corrupt => number == *at,
            _ => number >= *at,
        });
        let is_first = self.fault.is_some_and(|(at, _)| at == number);
        let lost = || Trouble::Passing("the network".to_owned());
        let mut files = self.files.lock().unwrap();
        files.extend(self.late.lock().unwrap().take_if(|_| writes));
        let answer = match fault.map(|(_, fault)| fault) {
            None => act(&mut files, false),
            Some(Fault::Cut | Fault::Once) => Err(lost()),
            Some(Fault::CutAfter) if !is_first => Err(lost()),
            Some(Fault::CutAfter | Fault::OnceAfter) => act(&mut files, false).and(Err(lost())),
            Some(Fault::Corrupt) => act(&mut files, true),
            Some(Fault::Full) if writes => Err(Trouble::Full),
            Some(Fault::Full) => act(&mut files, false),
            Some(Fault::Revoked) => Err(Trouble::Login),
        };
        self.seen.lock().unwrap().extend(crawl(&files));
        answer
    }
}

impl Store for Host {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.ask(false, |files, corrupt| {
            Ok(files.get(path).map(|bytes| if corrupt { Vec::new() } else { bytes.clone() }))
        })
    }

    fn write(&self, path: &str, bytes: &Arc<[u8]>, _: Sent) -> Result<(), Trouble> {
        *self.writes.lock().unwrap().entry(path.to_owned()).or_default() += 1;
        self.ask(true, |files, corrupt| {
            // A page that is damaged on its way is mended as soon as it is read back: readers may see the damage until then, and no
            // link of it.
            files.insert(path.to_owned(), if corrupt { b"damaged".to_vec() } else { bytes.to_vec() });
            Ok(())
        })
    }

    fn create(&self, path: &str, bytes: &Arc<[u8]>) -> Result<bool, Trouble> {
        self.ask(true, |files, _| {
            let is_new = !files.contains_key(path);
            if is_new {
                files.insert(path.to_owned(), bytes.to_vec());
            }
            Ok(is_new)
        })
    }

    fn list(&self, _: &str) -> Result<Listing, Trouble> {
        let size = |(path, bytes): (&String, &Vec<u8>)| (path.clone(), bytes.len() as u64);
        self.ask(false, |files, _| Ok(Listing { files: files.iter().map(size).collect(), folders: Vec::new() }))
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.ask(false, |files, _| {
            files.remove(path);
            Ok(())
        })
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.ask(true, |files, _| {
            let bytes = files.remove(from).ok_or(Trouble::Missing)?;
            files.insert(to.to_owned(), bytes);
            Ok(())
        })
    }

    fn renames(&self) -> bool {
        self.renames
    }
}

/// Follows every link from the first page; what leads nowhere.
fn crawl(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut missing = Vec::new();
    let mut known = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(page) = next.pop() {
        let Some(bytes) = files.get(&page) else { continue };
        let html = String::from_utf8_lossy(bytes);
        for link in html.split(['"', '\'']).skip(1).step_by(2) {
            if !files.contains_key(link) {
                missing.push(format!("{page} leads to {link}"));
            }
            if link.ends_with(".html") && known.insert(link.to_owned()) {
                next.push(link.to_owned());
            }
        }
    }
    missing
}

/// A site of an edition: every page leads to every other and to the style, and one to its data.
fn site(editions: &[&str], pages: &[&str], style: &str, text: &str) -> Rendered {
    let hash = Entry::of(style.as_bytes()).hash;
    let style_path = format!("theme/styles.{}.css", &hash[..10]);
    let mut names = vec!["index.html".to_owned()];
    for edition in editions {
        names.extend(pages.iter().map(|page| format!("{edition}/{page}/index.html")));
    }
    let mut files = BTreeMap::from([
        (style_path.clone(), style.to_owned()),
        (format!("{}/données clés.csv", editions[0]), text.to_owned()),
        ("sitemap.xml".to_owned(), names.join("\n")),
    ]);
    for name in &names {
        let mut html = format!("{text}<link \"{style_path}\"><a \"{}/données clés.csv\">", editions[0]);
        names.iter().for_each(|name| html += &format!("<a \"{name}\">"));
        files.insert(name.clone(), html);
    }
    let files = files.into_iter().map(|(path, text)| (path, Arc::from(text.into_bytes())));
    Rendered { files: files.collect(), ..Rendered::default() }
}

/// The report as it was, then as it becomes: a new edition, a page that goes, another style.
fn before() -> Rendered {
    site(&["2021"], &["soigner", "prévenir", "gérer"], "p{color:red}", "un")
}

fn after() -> Rendered {
    site(&["2022", "2021"], &["soigner", "prévenir"], "p{color:blue}", "deux")
}

fn limits() -> Limits {
    Limits {
        connections: 1,
        pace: Pace { tries: 3, first: Duration::ZERO },
        grace: Duration::ZERO,
        deletions: Some(10),
        replace: false,
        break_lock: false,
    }
}

fn lock(owner: &str) -> Lock {
    Lock { id: owner.to_owned(), owner: owner.to_owned(), since: "2026-06-15T08:00:00Z".parse().unwrap() }
}

fn run_as(owner: &str, host: &Host, wanted: &Publication, records: &Records, limits: &Limits) -> Result<Past, Error> {
    let lock = lock(owner);
    let plan = prepare(host, wanted, limits, lock.since, &|_| {})?;
    publish(host, &plan, wanted, records, &lock, limits, &|_| {}).map(|done| done.publication)
}

fn run(host: &Host, site: &Rendered, folder: &Path) -> Result<Past, Error> {
    let records = Records::open(folder, "essai").unwrap();
    run_as("anne", host, &Publication::of_site(site), &records, &limits())
}

/// What the target should hold in the end: the site, what is not ours, and for a day the style that former pages name.
fn expected(site: &Rendered) -> BTreeMap<String, Vec<u8>> {
    let style = before().files.into_iter().find(|(path, _)| path.ends_with(".css")).unwrap();
    let mut files: BTreeMap<String, Vec<u8>> =
        site.files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
    files.insert(style.0, style.1.to_vec());
    files.insert("photos/équipe 2019.jpg".to_owned(), b"mine".to_vec());
    files
}

/// A host where the report as it was is on line, beside a file of somebody else.
fn published(renames: bool, folder: &TempDir) -> Host {
    let host = Host::new(renames);
    host.files.lock().unwrap().insert("photos/équipe 2019.jpg".to_owned(), b"mine".to_vec());
    run(&host, &before(), folder.path()).unwrap();
    host.failing(None)
}

#[test]
fn what_a_publication_that_was_cut_off_still_writes_is_undone() {
    let page = "2021/soigner/index.html";
    for renames in [true, false] {
        let start = published(renames, &tempfile::tempdir().unwrap());
        let folder = tempfile::tempdir().unwrap();
        for at in 5..40 {
            let cut = start.failing(Some((at, Fault::Cut)));
            if run(&cut, &after(), folder.path()).is_ok() || !cut.site().contains_key(page) {
                continue;
            }
            let next = cut.failing(None);
            let is_begun = next.files.lock().unwrap().contains_key(".millesime/pending.json");
            *next.late.lock().unwrap() = is_begun.then(|| (page.to_owned(), after().files[page].to_vec()));
            run(&next, &before(), folder.path()).unwrap();
            assert!(next.site()[page] == *before().files[page], "cut at {at}, renames {renames}");
        }
    }
}

#[test]
fn whatever_fails_readers_see_whole_pages_and_the_next_run_ends_it() {
    let mut failures = Vec::new();
    let mut faults = 0;
    for renames in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let start = published(renames, &folder);
        let clean = start.failing(None);
        run(&clean, &after(), folder.path()).unwrap();
        let requests = clean.requests.load(Ordering::SeqCst);
        assert_eq!(clean.site(), expected(&after()));
        assert_eq!(clean.seen.lock().unwrap().as_slice(), &[] as &[String]);
        let once = clean.writes.lock().unwrap().values().sum::<usize>();
        for fault in FAULTS {
            for at in 0..requests {
                faults += 1;
                let case = format!("{fault:?} at {at} of {requests}, renames {renames}");
                let folder = tempfile::tempdir().unwrap();
                let host = start.failing(Some((at, fault)));
                let first = run(&host, &after(), folder.path());
                if matches!(fault, Fault::Once | Fault::OnceAfter) && first.is_err() {
                    failures.push(format!("{case}: one failure stopped it: {first:?}"));
                }
                let again = host.failing(None);
                if let Err(error) = run(&again, &after(), folder.path()) {
                    failures.push(format!("{case}: the next run failed: {error:?}"));
                }
                if again.site() != expected(&after()) {
                    failures.push(format!("{case}: it ended elsewhere: {:?}", again.site().keys()));
                }
                for host in [&host, &again] {
                    failures.extend(host.seen.lock().unwrap().iter().map(|seen| format!("{case}: {seen}")));
                }
                let own = again.files.lock().unwrap().keys().filter(|path| path.starts_with(".millesime/")).count();
                if own != 1 {
                    failures.push(format!("{case}: {own} files of ours stayed"));
                }
                // Nothing is sent again but the file that failed, and what says how far it is.
                let sites = |host: &Host| -> usize {
                    let writes = host.writes.lock().unwrap();
                    writes.iter().filter(|(path, _)| !path.contains(".json")).map(|(_, count)| count).sum()
                };
                let (sent, needed) = (sites(&host) + sites(&again), sites(&clean));
                if sent > needed + 3 {
                    failures.push(format!("{case}: {sent} files were sent where {needed} do ({once} writes)"));
                }
                let past = history(&again, Pace::default()).unwrap();
                if past.iter().map(|past| past.number).collect::<Vec<_>>() != [2, 1] {
                    failures.push(format!("{case}: {past:?}"));
                }
            }
        }
    }
    assert!(faults >= 500, "{faults}");
    failures.truncate(20);
    none(failures);
}

#[test]
fn an_interrupted_publication_may_be_followed_by_another_one() {
    let other = site(&["2022", "2021"], &["soigner", "gérer"], "p{color:green}", "trois");
    let mut failures = Vec::new();
    for renames in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let start = published(renames, &folder);
        for at in 0..200 {
            let folder = tempfile::tempdir().unwrap();
            let host = start.failing(Some((at, Fault::CutAfter)));
            if run(&host, &after(), folder.path()).is_ok() {
                break;
            }
            let again = host.failing(None);
            run(&again, &other, folder.path()).unwrap();
            failures.extend(again.seen.lock().unwrap().iter().map(|seen| format!("{at}, {renames}: {seen}")));
            let mut site = again.site();
            site.retain(|path, _| !path.ends_with(".css"));
            let mut wanted = expected(&other);
            wanted.retain(|path, _| !path.ends_with(".css"));
            if site != wanted {
                failures.push(format!("{at}, {renames}: it ended elsewhere: {:?}", site.keys()));
            }
        }
    }
    failures.truncate(20);
    none(failures);
}

#[test]
fn several_connections_end_alike() {
    let folder = tempfile::tempdir().unwrap();
    let host = published(true, &folder);
    let records = Records::open(folder.path(), "essai").unwrap();
    let limits = Limits { connections: 8, ..limits() };
    run_as("anne", &host, &Publication::of_site(&after()), &records, &limits).unwrap();
    assert_eq!(host.site(), expected(&after()));
    assert!(host.seen.lock().unwrap().is_empty());
}

#[test]
fn what_is_there_is_not_sent_again_and_what_somebody_removed_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let host = published(true, &folder);
    let wanted = Publication::of_site(&before());
    let plan = prepare(&host, &wanted, &limits(), lock("anne").since, &|_| {}).unwrap();
    assert!(plan.is_empty());
    host.files.lock().unwrap().remove("2021/soigner/index.html");
    host.files.lock().unwrap().insert("sitemap.xml".to_owned(), b"altered".to_vec());
    run(&host, &before(), folder.path()).unwrap();
    assert_eq!(host.site(), expected(&before()));
    let writes = host.writes.lock().unwrap();
    assert_eq!(writes.keys().filter(|path| path.contains("incoming")).count(), 2, "{writes:?}");
    assert_eq!(history(&host, Pace::default()).unwrap().len(), 1, "the site is the same publication");
}

#[test]
fn two_publishers_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    let host = published(true, &folder).failing(Some((12, Fault::CutAfter)));
    run(&host, &after(), folder.path()).unwrap_err();
    let host = host.failing(None);
    let other = tempfile::tempdir().unwrap();
    let records = Records::open(other.path(), "essai").unwrap();
    let wanted = Publication::of_site(&after());
    let error = run_as("luc", &host, &wanted, &records, &limits()).unwrap_err();
    assert_eq!(error, Error::Locked("anne".to_owned(), "2026-06-15 08:00 UTC".to_owned()));
    let forced = Limits { break_lock: true, ..limits() };
    run_as("luc", &host, &wanted, &records, &forced).unwrap();
    assert_eq!(host.site(), expected(&after()));
    assert!(matches!(Records::open(other.path(), "essai"), Err(Error::Busy)));
    drop(records);
    assert!(Records::open(other.path(), "essai").is_ok());
    // A plan that was overtaken is not carried out.
    let plan = prepare(&host, &Publication::of_site(&before()), &limits(), lock("luc").since, &|_| {}).unwrap();
    let records = Records::open(folder.path(), "essai").unwrap();
    let third = site(&["2022", "2021"], &["soigner", "prévenir"], "p{color:blue}", "quatre");
    run_as("anne", &host, &Publication::of_site(&third), &records, &limits()).unwrap();
    let wanted = Publication::of_site(&before());
    let late = publish(&host, &plan, &wanted, &records, &lock("luc"), &limits(), &|_| {});
    assert_eq!(late.unwrap_err(), Error::Overtaken);
}

#[test]
fn what_is_not_ours_is_not_touched_and_much_is_not_removed_by_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let host = Host::new(true);
    host.files.lock().unwrap().insert("index.html".to_owned(), b"the site of an agency".to_vec());
    let error = run(&host, &before(), folder.path()).unwrap_err();
    assert_eq!(error, Error::InTheWay(vec!["index.html".to_owned()]));
    assert_eq!(host.files.lock().unwrap().len(), 1, "nothing was written");
    let records = Records::open(folder.path(), "essai").unwrap();
    let wanted = Publication::of_site(&before());
    run_as("anne", &host, &wanted, &records, &Limits { replace: true, ..limits() }).unwrap();

    let nearly_empty = Publication::of_site(&site(&["2021"], &[], "p{color:red}", "un"));
    let careful = Limits { deletions: None, ..limits() };
    let error = run_as("anne", &host, &nearly_empty, &records, &careful).unwrap_err();
    assert_eq!(error, Error::Deletions(3, 1));
    run_as("anne", &host, &nearly_empty, &records, &Limits { deletions: Some(3), ..limits() }).unwrap();
}

#[test]
fn one_goes_back_and_forth_even_from_another_machine() {
    let folder = tempfile::tempdir().unwrap();
    let host = published(true, &folder);
    // Another machine publishes: it keeps what it replaces, and can go back to it.
    let other = tempfile::tempdir().unwrap();
    run(&host, &after(), other.path()).unwrap();
    let records = Records::open(other.path(), "essai").unwrap();
    let former: Manifest = records.manifest(1).unwrap();
    let back = Publication::of_record(&former, &records);
    let past = run_as("anne", &host, &back, &records, &limits()).unwrap();
    assert_eq!((past.number, past.back_to), (3, Some(1)));
    let mut site = host.site();
    site.retain(|path, _| !path.ends_with(".css"));
    let mut wanted = expected(&before());
    wanted.retain(|path, _| !path.ends_with(".css"));
    assert_eq!(site, wanted);
    assert!(host.seen.lock().unwrap().is_empty());
    // A machine that has nothing says so before it touches anything.
    let third = tempfile::tempdir().unwrap();
    let records = Records::open(third.path(), "essai").unwrap();
    let lost = Publication::of_record(&former, &records);
    run(&host, &after(), other.path().join("x").as_path()).unwrap();
    assert!(matches!(run_as("luc", &host, &lost, &records, &limits()), Err(Error::Lost(_))));
}

#[test]
fn ten_thousand_files_are_compared_and_only_one_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let records = Records::open(folder.path(), "essai").unwrap();
    let mut site = Rendered::default();
    for number in 0..10_000 {
        let text = format!("{}", number % 400);
        site.files.insert(format!("2022/données/fichier {number}.csv"), Arc::from(text.into_bytes()));
    }
    let host = Host::new(true);
    let limits = Limits { connections: 8, ..limits() };
    run_as("anne", &host, &Publication::of_site(&site), &records, &limits).unwrap();
    assert_eq!(host.site().len(), 10_000);
    site.files.insert("2022/données/fichier 7.csv".to_owned(), Arc::from("changé".as_bytes()));
    let host = host.failing(None);
    run_as("anne", &host, &Publication::of_site(&site), &records, &limits).unwrap();
    let writes = host.writes.lock().unwrap();
    assert_eq!(writes.keys().filter(|path| path.contains("incoming")).count(), 1);
    assert!(host.requests.load(Ordering::SeqCst) < 30);
}

#[test]
fn a_clock_that_is_late_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let host = published(true, &folder);
    let records = Records::open(folder.path(), "essai").unwrap();
    let late = Lock { since: "2025-01-01T00:00:00Z".parse().unwrap(), ..lock("anne") };
    let wanted = Publication::of_site(&after());
    for _ in 0..2 {
        let plan = prepare(&host, &wanted, &limits(), late.since, &|_| {}).unwrap();
        publish(&host, &plan, &wanted, &records, &late, &limits(), &|_| {}).unwrap();
    }
    assert_eq!(host.site(), expected(&after()));
    assert_eq!(history(&host, Pace::default()).unwrap()[0].number, 2);
    // A day later, what the former pages named goes.
    let next = Lock { since: "2026-06-17T08:00:00Z".parse().unwrap(), ..lock("anne") };
    let plan = prepare(&host, &wanted, &limits(), next.since, &|_| {}).unwrap();
    publish(&host, &plan, &wanted, &records, &next, &limits(), &|_| {}).unwrap();
    assert_eq!(host.site().keys().filter(|path| path.ends_with(".css")).count(), 1);
}
