//! `serve`: shows the report in the browser while it is written, and says in the terminal what each save did.

use super::Exit;
use super::args::Serve;
use super::closing;
use super::console::{self, Console};
use super::open;
use crate::finding::{Finding, Phrase, phrase, terminal};
use crate::serve::{self, Error, Event, Generation, Options, editor};
use std::net::SocketAddr;
use std::time::Duration;

pub(super) fn run(asked: &Serve, console: &Console) -> Exit {
    let editor = match &asked.editor {
        Some(typed) => match editor::address(typed) {
            Some(address) => Some(address),
            None => return unknown(typed, console),
        },
        None => None,
    };
    let options = Options {
        root: asked.workspace.clone(),
        address: asked.host,
        port: asked.port,
        poll: asked.poll,
        follow: asked.follow,
        edition: asked.edition.clone(),
        editor,
        lang: console.lang,
        date: asked.date,
        today: || jiff::Zoned::now().date(),
    };
    let mut said: Vec<Finding> = Vec::new();
    let mut tell = |event: Event| match event {
        Event::Ready { address, generation } => {
            ready(address, asked, console);
            if let Some(summary) = &generation.summary {
                console.say(&closing::line(summary, None, None));
            }
            findings(generation, &mut said, console);
            if asked.open {
                open::page(&url(address), console);
            }
        }
        Event::Built(generation, time) => built(generation, time, &mut said, console),
        Event::NotWatched(cause) => console.say(&phrase!(
            "le système n’annonce pas les changements ({cause}) : le dossier est relu toutes les demi-secondes",
            "the system does not tell of changes ({cause}): the folder is read every half second"
        )),
    };
    match serve::run(&options, &mut tell) {
        Ok(never) => match never {},
        Err(Error::Source(error)) => {
            console.source_error(&error);
            Exit::Machine
        }
        Err(Error::Listen(address, cause)) => {
            console.error(
                &phrase!("impossible d’écouter à l’adresse {address} : {cause}", "cannot listen at {address}: {cause}"),
                &phrase!(
                    "choisissez un autre port avec --port, ou enlevez --host",
                    "choose another port with --port, or leave --host out"
                ),
            );
            Exit::Machine
        }
    }
}

fn ready(address: SocketAddr, asked: &Serve, console: &Console) {
    let (port, taken) = (address.port(), asked.port);
    if taken != 0 && port != taken {
        console.say(&phrase!(
            "le port {taken} est pris : {port} le remplace",
            "the port {taken} is taken: {port} takes its place"
        ));
    }
    if !address.ip().is_loopback() {
        let warning = phrase!(
            "attention : l’aperçu est visible de tout votre réseau, sans mot de passe ; sans --host, il ne l’est que de cet ordinateur",
            "careful: everyone on your network can see the preview, without a password; without --host, only this computer can"
        );
        console.tell(warning.get(console.lang));
    }
    let url = url(address);
    console.say(&phrase!("aperçu : {url} (Ctrl+C pour l’arrêter)", "preview: {url} (Ctrl+C to stop)"));
}

/// Where a browser of this computer finds it.
fn url(address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://localhost:{port}/"),
        _ => format!("http://{address}/"),
    }
}

/// One line for a save; its findings, when they are not those already said.
fn built(generation: &Generation, time: Duration, said: &mut Vec<Finding>, console: &Console) {
    let ms = time.as_millis();
    let changed = changed(generation);
    let line = match (&generation.trouble, generation.is_broken) {
        (Some(trouble), _) => {
            console.tell(trouble.get(console.lang));
            return;
        }
        (None, true) => phrase!(
            "{changed} : la dernière page valable reste affichée ({ms} ms)",
            "{changed}: the last good page stays ({ms} ms)"
        ),
        (None, false) => phrase!("{changed} ({ms} ms)", "{changed} ({ms} ms)"),
    };
    console.say(&line);
    findings(generation, said, console);
}

fn changed(generation: &Generation) -> String {
    match &generation.changed[..] {
        [] => generation.number.to_string(),
        [one] => one.to_string(),
        [one, rest @ ..] => format!("{one} + {}", rest.len()),
    }
}

fn findings(generation: &Generation, said: &mut Vec<Finding>, console: &Console) {
    if generation.findings == *said {
        return;
    }
    said.clone_from(&generation.findings);
    match terminal::counts(said, console.lang) {
        Some(counts) => {
            let texts = |path: &str| generation.sources.text(path);
            console.tell(&terminal::show(said, &texts, console.lang, console::columns()));
            console.tell(&counts);
        }
        None => console.say(&phrase!("plus rien à signaler", "nothing left to report")),
    }
}

fn unknown(typed: &str, console: &Console) -> Exit {
    let known = editor::names().collect::<Vec<_>>().join(", ");
    console.error(
        &phrase!("l’éditeur « {typed} » n’est pas connu", "the editor `{typed}` is not known"),
        &Phrase {
            fr: format!("connus : {known} ; ou une adresse comme monediteur://open?file={{file}}&line={{line}}"),
            en: format!("known: {known}; or an address such as myeditor://open?file={{file}}&line={{line}}"),
        },
    );
    Exit::Usage
}
