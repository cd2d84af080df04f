//! Events of the file system → moments at which to look at the folder again.
//!
//! Events only wake: what changed is told by looking at the folder ([`crate::source::Reader`]). Were every event lost — by a
//! network share, a folder renamed away and back, a machine that slept —, the folder is still looked at every two seconds.

use crate::source::INPUTS;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Between two looks when nothing is heard.
const IDLE: Duration = Duration::from_secs(2);
/// Between two looks when nothing can be heard.
const POLL: Duration = Duration::from_millis(500);
/// A save is over when nothing was heard for that long…
const QUIET: Duration = Duration::from_millis(4);
/// …and for longer and longer, up to this, while changes keep coming during builds.
const QUIET_MOST: Duration = Duration::from_millis(64);
/// A program that never stops writing is not waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Heard {
    /// Something at these places.
    Change(Vec<PathBuf>),
    /// One of the folders that are watched came or went: they have to be watched anew.
    Folder,
}

/// An ear at the inputs of a workspace.
pub(super) struct Watch {
    root: PathBuf,
    poll: bool,
    watcher: Option<RecommendedWatcher>,
    sender: Sender<Heard>,
    heard: Receiver<Heard>,
    /// Something was heard since the last time to look.
    is_stirred: Arc<AtomicBool>,
    quiet: Duration,
}

impl Watch {
    /// Begins to listen; with the reason when the system does not let us.
    pub(super) fn new(root: &Path, poll: bool) -> (Self, Option<String>) {
        let (sender, heard) = channel();
        let is_stirred = Arc::new(AtomicBool::new(false));
        let mut watch = Self { root: root.to_owned(), poll, watcher: None, sender, heard, is_stirred, quiet: QUIET };
        if poll {
            return (watch, None);
        }
        let refused = watch.listen().err().map(|error| error.to_string());
        watch.poll = refused.is_some();
        (watch, refused)
    }

    /// Listens to the folder, and to all below its input folders.
    fn listen(&mut self) -> notify::Result<()> {
        // The old one first: systems count watches.
        self.watcher = None;
        let (sender, root, is_stirred) = (self.sender.clone(), self.root.clone(), Arc::clone(&self.is_stirred));
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(heard) = meaning(event, &root) {
                is_stirred.store(true, Ordering::Relaxed);
                // Nobody listens any more: the preview ends.
                let _ = sender.send(heard);
            }
        })?;
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for input in INPUTS {
            let path = self.root.join(input);
            if path.is_dir() {
                watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    /// Whether something was heard since the last time to look: it will soon be time again.
    pub(super) fn stirred(&self) -> impl Fn() -> bool + Sync + use<> {
        let is_stirred = Arc::clone(&self.is_stirred);
        move || is_stirred.load(Ordering::Relaxed)
    }

    /// Waits until it is time to look: when something was heard and it is quiet again, else after a while. Gives the places to look
    /// at; `None` is everywhere.
    pub(super) fn wait(&mut self) -> Option<BTreeSet<PathBuf>> {
        let deaf = self.watcher.is_none();
        let Ok(first) = self.heard.recv_timeout(if deaf { POLL } else { IDLE }) else {
            self.quiet = QUIET;
            if deaf && !self.poll {
                // Still refused: the next look comes as soon.
                let _ = self.listen();
            }
            return None;
        };
        let start = Instant::now();
        let mut places = BTreeSet::new();
        let mut folder = false;
        let mut count = 0;
        let mut heard = Some(first);
        while let Some(one) = heard {
            match one {
                Heard::Change(paths) => places.extend(paths),
                Heard::Folder => folder = true,
            }
            count += 1;
            heard = if start.elapsed() < PATIENCE { self.heard.recv_timeout(self.quiet).ok() } else { None };
        }
        self.is_stirred.store(false, Ordering::Relaxed);
        let is_burst = count > 64;
        self.quiet = if is_burst { (self.quiet * 2).min(QUIET_MOST) } else { QUIET };
        if folder && !self.poll {
            // Refused again, it is polled.
            let _ = self.listen();
        }
        (!folder && !is_burst).then_some(places)
    }
}

/// What an event means for a workspace; nothing for what is not its input, and for reading.
fn meaning(event: notify::Result<Event>, root: &Path) -> Option<Heard> {
    let Ok(event) = event else { return Some(Heard::Folder) };
    if event.need_rescan() {
        return Some(Heard::Folder);
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let is_modified = matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Data(_)));
    let mut places = Vec::new();
    for path in &event.paths {
        let Ok(inside) = path.strip_prefix(root) else { continue };
        let mut parts = inside.components();
        let Some(top) = parts.next() else { return Some(Heard::Folder) };
        if !INPUTS.iter().any(|input| top.as_os_str() == *input) {
            continue;
        }
        let is_folder = parts.next().is_none() && top.as_os_str() != "report.yaml" && !is_modified;
        if is_folder {
            return Some(Heard::Folder);
        }
        places.push(path.clone());
    }
    (!places.is_empty()).then_some(Heard::Change(places))
}
