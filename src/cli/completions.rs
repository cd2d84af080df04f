//! `completions`: the script that completes the command in a shell.

use super::Exit;
use super::console::Console;
use super::help;
use clap_complete::Shell;

pub(super) fn run(shell: Shell, console: &Console) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(console.lang), "millesime", &mut script);
    console.print(&String::from_utf8_lossy(&script));
    Exit::Fine
}
