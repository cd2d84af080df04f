//! A page → the browser of the desktop.

use super::console::Console;
use crate::finding::phrase;
use std::process::{Command, Stdio};

/// Opens a page, by its path or its address. Where there is no browser, what is printed can be opened by hand.
pub(super) fn page(page: &str, console: &Console) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    let spawned = command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if spawned.is_err() {
        console.say(&phrase!("aucun navigateur n’a pu être ouvert", "no browser could be opened"));
    }
}
