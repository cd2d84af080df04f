//! Command line → what it asks for, said in the language of the user.
//!
//! `args` is what was typed; each verb has a file. Human output goes to stderr, machine output to stdout. The clock and the locale
//! are read here and nowhere else.

mod args;
mod build;
mod check;
mod closing;
mod completions;
mod console;
mod diff;
mod explain;
mod gather;
mod help;
mod import;
mod language;
mod lists;
mod new;
mod open;
mod package;
mod publish;
mod secret;
mod serve;
mod timings;
mod usage;

use args::{Args, Verb};
use clap::FromArgMatches;
use console::Console;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ends; the numbers are a promise to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Done.
    Fine = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// The command line asks for something impossible.
    Usage = 2,
    /// The disk or the system said no.
    Machine = 3,
}

/// Runs the command with its arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    // `millesime help build` is how many commands are asked; it is `millesime build --help`.
    if arguments.get(1).is_some_and(|verb| verb == "help" || verb == "aide") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    let lang = language::chosen(&arguments, |name| std::env::var(name).ok());
    let parsed =
        help::command(lang).try_get_matches_from(arguments).and_then(|matches| Args::from_arg_matches(&matches));
    let exit = match parsed {
        Ok(args) => verb(&args, &Console { lang, quiet: args.quiet }),
        Err(error) => usage::tell(&error, &Console { lang, quiet: false }),
    };
    ExitCode::from(exit as u8)
}

fn verb(args: &Args, console: &Console) -> Exit {
    match &args.verb {
        Verb::Build(build) => build::run(build, args.yes, console),
        Verb::Serve(asked) => serve::run(asked, console),
        Verb::Check(check) => check::run(check, console),
        Verb::Publish(asked) => publish::run(asked, args.yes, console),
        Verb::Rollback(asked) => publish::back(asked, args.yes, console),
        Verb::History(asked) => publish::history(asked, console),
        Verb::Package(asked) => package::run(asked, console),
        Verb::Diff(diff) => diff::run(diff, console),
        Verb::New(new) => new::run(new, console),
        Verb::Import(import) => import::run(import, console),
        Verb::Explain { code } => explain::run(code.as_deref(), console),
        Verb::Completions { shell } => completions::run(*shell, console),
    }
}
