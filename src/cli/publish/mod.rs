//! `publish`, `rollback`, `history`: what is on line, what will be, and the question before it is done.

mod progress;
pub(super) mod report;

use super::args::{Allowed, Format, History, Onto, Publish, Rollback, Shape};
use super::console::Console;
use super::gather::{self, Workspace};
use super::{Exit, secret};
use crate::finding::phrase;
use crate::model::PublishTarget;
use crate::publish::{self, Error, Limits, Lock, Pace, Plan, Publication, Records, Store, host, store};
use jiff::Timestamp;
use progress::Meter;
use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

pub(super) fn run(asked: &Publish, yes: bool, console: &Console) -> Exit {
    let workspace = match gather::production(&asked.onto.workspace, None, asked.date, asked.pdf, console) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    gather::report(std::slice::from_ref(&workspace), Format::Text, gather::Extent::First, console);
    let (Some(rendered), Some(plan)) = (&workspace.built.rendered, &workspace.built.plan) else {
        console.tell(phrase!("rien n’a été publié", "nothing was published").get(console.lang));
        return Exit::Findings;
    };
    let outcome = target(&plan.report.targets, asked.onto.target.as_deref()).and_then(|target| {
        let address = target.site.as_deref().or(plan.report.address.as_deref());
        let dressed = host::dressed(rendered, target.host, address);
        let site = if target.compress { crate::output::compressed(&dressed) } else { dressed };
        let editions: Vec<&str> = plan.report.editions.iter().map(|edition| edition.name.as_str()).collect();
        // The report is of one edition; the others are past.
        let past = editions.get(1..).filter(|_| !asked.allow_past).unwrap_or_default();
        let session =
            Session { guarded: past, ..Session::open(target, &asked.onto, &asked.allowed, yes, &editions, console)? };
        let verified = match asked.verified.as_deref() {
            Some("") => Some(address.ok_or(Error::NoAddress)?),
            named => named,
        };
        session.bring(&Publication::of_site(&site), verified)
    });
    ended(outcome, console)
}

/// The former publication, or that of the number, takes the place of the one that is there.
pub(super) fn back(asked: &Rollback, yes: bool, console: &Console) -> Exit {
    let outcome = targets(&asked.onto, console).map(|targets| {
        let target = target(&targets, asked.onto.target.as_deref())?;
        let session = Session::open(target, &asked.onto, &asked.allowed, yes, &[], console)?;
        let past = publish::history(&*session.store, Pace::default())?;
        let current = past.first().map_or(0, |past| past.number);
        let number = asked.publication.unwrap_or(current.saturating_sub(1));
        if number == 0 || number >= current {
            return Err(Error::NoFormer);
        }
        let record = session.records.manifest(number).ok_or(Error::Unrecorded(number))?;
        console.say(&phrase!("retour à la publication {number}", "going back to publication {number}"));
        session.bring(&Publication::of_record(&record, &session.records), None)
    });
    outcome.map_or_else(|exit| exit, |outcome| ended(outcome, console))
}

pub(super) fn history(asked: &History, console: &Console) -> Exit {
    let outcome = targets(&asked.onto, console).map(|targets| {
        let target = target(&targets, asked.onto.target.as_deref())?;
        let store = store::open(target, &asked.onto.workspace, &secret::find)?;
        let past = publish::history(&*store, Pace::default())?;
        match asked.onto.form {
            Shape::Text => console.print(&report::history(&past, console.lang)),
            Shape::Json => console.print(&report::history_json(&target.name, &past)),
        }
        Ok(Exit::Fine)
    });
    outcome.map_or_else(|exit| exit, |outcome| ended(outcome, console))
}

/// The exit status of a command that asks a target; why, when it could not be done.
pub(super) fn ended(outcome: Result<Exit, Error>, console: &Console) -> Exit {
    outcome.unwrap_or_else(|error| {
        console.error(&error.message(), &error.remedy());
        if error.is_of_the_machine() { Exit::Machine } else { Exit::Usage }
    })
}

/// The targets of a workspace, whatever its texts are worth: going back is most urgent when something is wrong.
fn targets(onto: &Onto, console: &Console) -> Result<Vec<PublishTarget>, Exit> {
    let (sources, _) = crate::source::read(&onto.workspace).map_err(|error| {
        console.source_error(&error);
        Exit::Machine
    })?;
    let read = crate::load::targets(&sources);
    read.value.ok_or_else(|| {
        let workspace = Workspace::read(&onto.workspace, sources, read.findings);
        gather::report(std::slice::from_ref(&workspace), Format::Text, gather::Extent::First, console);
        let words = phrase!(
            "on ne sait donc pas où le site est publié : corrigez report.yaml, rien d’autre n’est lu ici",
            "so where the site is published is not known: mend report.yaml, nothing else is read here"
        );
        console.tell(words.get(console.lang));
        Exit::Findings
    })
}

/// The target of that name, or the only one.
pub(super) fn target<'t>(targets: &'t [PublishTarget], name: Option<&str>) -> Result<&'t PublishTarget, Error> {
    let known = || targets.iter().map(|target| target.name.clone()).collect();
    match (name, targets) {
        (_, []) => Err(Error::NoTarget),
        (None, [only]) => Ok(only),
        (None, _) => Err(Error::WhichTarget(known())),
        (Some(name), _) => targets
            .iter()
            .find(|target| target.name == name)
            .ok_or_else(|| Error::UnknownTarget(name.to_owned(), known())),
    }
}

/// A target that is open, and what was allowed.
struct Session<'s> {
    target: &'s PublishTarget,
    store: Box<dyn Store>,
    records: Records,
    lock: Lock,
    limits: Limits,
    dry_run: bool,
    yes: bool,
    form: Shape,
    /// The latest first.
    editions: &'s [&'s str],
    /// Editions whose published files do not change unless somebody says so.
    guarded: &'s [&'s str],
    console: &'s Console,
}

impl<'s> Session<'s> {
    fn open(
        target: &'s PublishTarget,
        onto: &Onto,
        allowed: &Allowed,
        yes: bool,
        editions: &'s [&'s str],
        console: &'s Console,
    ) -> Result<Self, Error> {
        let store = store::open(target, &onto.workspace, &secret::find)?;
        let records = Records::open(&onto.workspace, &target.name)?;
        let limits = Limits {
            connections: target.connections,
            pace: Pace::default(),
            grace: Duration::from_secs(allowed.grace),
            deletions: allowed.deletions,
            replace: allowed.take_over,
            break_lock: allowed.break_lock,
        };
        let lock = lock(&onto.workspace, &records)?;
        Ok(Self {
            target,
            store,
            records,
            lock,
            limits,
            dry_run: allowed.dry_run,
            yes,
            form: onto.form,
            editions,
            guarded: &[],
            console,
        })
    }

    /// Brings the target to a publication: the plan, the question, the transfer, the report; then reads it at its address, if one is
    /// given.
    fn bring(&self, wanted: &Publication, verified: Option<&str>) -> Result<Exit, Error> {
        let Self { target, console, limits, .. } = self;
        let meter = Meter::new(console);
        let plan = publish::prepare(&*self.store, wanted, limits, self.lock.since, &|step| meter.tell(step))?;
        meter.end();
        if self.form == Shape::Text {
            console.tell(&report::plan(target, &plan, self.editions, console.lang));
        }
        let done = if plan.is_empty() {
            console.say(&phrase!("la cible est à jour : rien à envoyer", "the target is up to date: nothing to send"));
            None
        } else {
            publish::allowed(&plan, wanted, limits)?;
            if self.dry_run {
                console.say(&phrase!("essai : rien n’a été écrit", "dry run: nothing was written"));
                None
            } else if let Some(exit) = self.refused(&plan)? {
                return Ok(exit);
            } else {
                let meter = Meter::new(console);
                let tell = |step| meter.tell(step);
                let done = publish::publish(&*self.store, &plan, wanted, &self.records, &self.lock, limits, &tell);
                meter.end();
                Some(done?)
            }
        };
        if let (Shape::Text, Some(done)) = (self.form, &done) {
            console.say(&report::done(target, done));
        }
        let verified = verified.filter(|_| !self.dry_run).map(|address| format!("{}/", address.trim_end_matches('/')));
        let faults = match verified {
            Some(address) => Some((publish::verify(&address, wanted, target.connections)?, address)),
            None => None,
        };
        match (self.form, &faults) {
            (Shape::Json, _) => console.print(&report::json(target, &plan, done.as_ref(), faults.as_ref())),
            (Shape::Text, Some((faults, address))) => {
                report::faults(address, faults, console.lang).iter().for_each(|line| console.tell(line));
            }
            (Shape::Text, None) => {}
        }
        let is_serious = faults.is_some_and(|(faults, _)| faults.keys().any(|fault| fault.is_serious()));
        Ok(if is_serious { Exit::Findings } else { Exit::Fine })
    }

    /// The question, unless it was answered beforehand; one more where past editions change.
    fn refused(&self, plan: &Plan) -> Result<Option<Exit>, Error> {
        let past: Vec<&str> = self.guarded.iter().copied().filter(|edition| plan.changed_in(edition) > 0).collect();
        if !past.is_empty() {
            if self.yes || !std::io::stdin().is_terminal() {
                return Err(Error::PastEditions(past.into_iter().map(str::to_owned).collect()));
            }
            let names = past.join(", ");
            self.console.tell(
                phrase!(
                    "une édition déjà publiée changerait : {names} ; pour l’admettre, écrivez {names} puis Entrée",
                    "an edition already published would change: {names}; to let it, type {names}, then Enter"
                )
                .get(self.console.lang),
            );
            if answer() != names {
                return Ok(Some(self.nothing()));
            }
        }
        Ok(self.unconfirmed(plan))
    }

    fn nothing(&self) -> Exit {
        self.console.say(&phrase!("rien n’a été publié", "nothing was published"));
        Exit::Fine
    }

    fn unconfirmed(&self, plan: &Plan) -> Option<Exit> {
        if self.yes {
            return None;
        }
        if !std::io::stdin().is_terminal() {
            self.console.error(
                &phrase!("personne n’est là pour confirmer", "nobody is there to confirm"),
                &phrase!(
                    "ajoutez --yes, après avoir regardé le plan avec --dry-run",
                    "add --yes, after having looked at the plan with --dry-run"
                ),
            );
            return Some(Exit::Usage);
        }
        let (name, count) = (&self.target.name, plan.uploads.len());
        self.console.tell(
            phrase!(
                "publier {count} fichier(s) sur « {name} » ? écrivez oui puis Entrée",
                "publish {count} file(s) to `{name}`? type yes, then Enter"
            )
            .get(self.console.lang),
        );
        if ["oui", "o", "yes", "y"].contains(&answer().to_lowercase().as_str()) {
            return None;
        }
        Some(self.nothing())
    }
}

/// A line that somebody typed.
fn answer() -> String {
    let mut line = String::new();
    let _ = std::io::stdin().lock().read_line(&mut line);
    line.trim().to_owned()
}

/// Who publishes from this machine, since now.
fn lock(workspace: &Path, records: &Records) -> Result<Lock, Error> {
    let variable = |names: [&str; 2]| names.iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let user = variable(["USER", "USERNAME"]).unwrap_or_else(|| "?".to_owned());
    let machine = variable(["HOSTNAME", "COMPUTERNAME"]).or_else(|| {
        let output = Command::new("hostname").output().ok()?;
        String::from_utf8(output.stdout).ok().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
    });
    let owner = format!("{user}@{}", machine.as_deref().unwrap_or("?"));
    let since = Timestamp::now();
    let root = std::path::absolute(workspace).unwrap_or_default();
    let id = records.identity(&format!("{owner} {} {since}", root.display()))?;
    Ok(Lock { id, owner, since })
}
