//! The name of a secret → the secret: from the environment, else from the key store of the system. Never from a file.

use crate::publish::store::Secret;
use std::process::Command;

/// The secret that bears the name of a variable.
pub(super) fn find(name: &str) -> Option<Secret> {
    std::env::var(name).ok().and_then(Secret::new).or_else(|| kept(name))
}

/// What the key store has under `millesime` and that name, through the command that comes with it.
fn kept(name: &str) -> Option<Secret> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("security", &["find-generic-password", "-w", "-s", "millesime", "-a", name])
    } else {
        ("secret-tool", &["lookup", "millesime", name])
    };
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    let secret = String::from_utf8(output.stdout).ok()?;
    Secret::new(secret.trim_end_matches(['\r', '\n']).to_owned())
}
