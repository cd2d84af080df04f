//! A folder and the state of its preview → the next state, when something changed.

use super::{Generation, Options};
use crate::finding::{Phrase, phrase};
use crate::project::{Memo, Options as Build};
use crate::render::GoOn;
use crate::source::{Error, Reader, Seen};
use crate::text::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long an editor may leave a file empty, away or half written while it saves.
const SAVING: Duration = Duration::from_millis(40);

/// What is known of a workspace between two looks at it.
pub(super) struct Keeper<'o> {
    options: &'o Options,
    reader: Reader,
    start: Instant,
    seen: Seen,
    date: Date,
    /// The folder could not be read at the last look.
    is_away: bool,
    /// What was made of it.
    memo: Memo,
}

impl<'o> Keeper<'o> {
    /// Looks for the first time.
    pub(super) fn new(options: &'o Options, root: &Path) -> Result<(Self, Generation), Error> {
        let mut reader = Reader::new(root);
        let start = Instant::now();
        let seen = reader.look(start.elapsed())?.expect("a first look always sees");
        let date = today(options);
        let mut keeper = Self { options, reader, start, seen, date, is_away: false, memo: Memo::default() };
        let first = Generation { follow: None, ..keeper.build(&Generation::none()) };
        Ok((keeper, first))
    }

    /// The same state, with its pages checked; `None` when it was not to `go_on`.
    pub(super) fn checked(&self, generation: &Generation, go_on: &GoOn) -> Option<Generation> {
        generation.checked(&self.asked(), go_on)
    }

    /// Looks again, at these places or everywhere: the state after `before`, when there is a new one.
    pub(super) fn next(&mut self, before: &Generation, places: Option<&BTreeSet<PathBuf>>) -> Option<Generation> {
        let date = today(self.options);
        let is_new_day = std::mem::replace(&mut self.date, date) != date;
        match self.look(places.filter(|_| !self.is_away)) {
            Ok(is_changed) => {
                let was_away = std::mem::take(&mut self.is_away);
                if !is_changed && !is_new_day && !was_away {
                    return None;
                }
                Some(self.patiently(before))
            }
            Err(_) if self.is_away => None,
            Err(error) => {
                self.is_away = true;
                Some(before.troubled(away(&error)))
            }
        }
    }

    /// Whether something changed. A file that is suddenly empty or gone is looked at twice.
    fn look(&mut self, places: Option<&BTreeSet<PathBuf>>) -> Result<bool, Error> {
        self.seen.changed.clear();
        let is_changed = self.see(places)?;
        if is_changed && self.seen.is_doubtful {
            std::thread::sleep(SAVING);
            self.see(None)?;
        }
        Ok(is_changed)
    }

    /// Builds what was seen. Errors that were not there before are looked at twice.
    fn patiently(&mut self, before: &Generation) -> Generation {
        let next = self.build(before);
        if !next.is_broken || before.is_broken {
            return next;
        }
        std::thread::sleep(SAVING);
        match self.see(None) {
            Ok(true) => self.build(before),
            // The next look tells of a folder that went away meanwhile.
            Ok(false) | Err(_) => next,
        }
    }

    /// Takes in what changed since the last look, if anything.
    fn see(&mut self, places: Option<&BTreeSet<PathBuf>>) -> Result<bool, Error> {
        let now = self.start.elapsed();
        let seen = match places {
            Some(places) => self.reader.look_at(places, now)?,
            None => self.reader.look(now)?,
        };
        let Some(mut seen) = seen else { return Ok(false) };
        seen.changed.append(&mut self.seen.changed);
        seen.changed.sort();
        seen.changed.dedup();
        self.seen = seen;
        Ok(true)
    }

    fn build(&mut self, before: &Generation) -> Generation {
        before.next(&self.seen, &self.asked(), &mut self.memo)
    }

    fn asked(&self) -> Build {
        Build {
            date: self.date,
            edition: self.options.edition.clone(),
            production: false,
            pdf: None,
            destination: None,
        }
    }
}

fn today(options: &Options) -> Date {
    options.date.unwrap_or_else(options.today)
}

fn away(error: &Error) -> Phrase {
    let (path, cause) = (error.path.display(), &error.cause);
    phrase!(
        "le dossier « {path} » ne peut plus être lu ({cause}) ; l’aperçu reprendra dès son retour",
        "the folder `{path}` can no longer be read ({cause}); the preview goes on as soon as it is back"
    )
}
