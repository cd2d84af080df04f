//! `check`: all findings, no output.

use super::Exit;
use super::args::{Check, Format};
use super::console::Console;
use super::gather;
use crate::finding::phrase;

pub(super) fn run(check: &Check, console: &Console) -> Exit {
    let workspaces = match gather::build(&check.common, console) {
        Ok(workspaces) => workspaces,
        Err(exit) => return exit,
    };
    gather::report(&workspaces, check.common.format, gather::Extent::All, console);
    if workspaces.iter().all(|workspace| workspace.built.findings.is_empty()) && check.common.format == Format::Text {
        console.say(&phrase!("rien à signaler", "nothing to report"));
    }
    match workspaces.iter().any(|workspace| workspace.is_denied(check.common.deny)) {
        true => Exit::Findings,
        false => Exit::Fine,
    }
}
