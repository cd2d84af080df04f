//! Where words go: people read stderr, machines read stdout. A reader that has gone away (a closed pipe) is not an error.

use super::Exit;
use crate::finding::{Phrase, phrase};
use crate::output;
use crate::source;
use crate::text::Lang;
use std::io::{IsTerminal, Write};

/// The two outputs of a command, and how to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Console {
    pub lang: Lang,
    /// Findings and errors only.
    pub quiet: bool,
}

impl Console {
    /// What a person likes to know; not said when quiet.
    pub(super) fn say(&self, phrase: &Phrase) {
        if !self.quiet {
            self.tell(phrase.get(self.lang));
        }
    }

    /// What a person must know. Colours go away where they are not shown.
    pub(super) fn tell(&self, text: &str) {
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }

    /// Part of a line of progress; only for a person who looks.
    pub(super) fn progress(&self, text: &str) {
        if !self.quiet && std::io::stderr().is_terminal() {
            let mut stderr = anstream::stderr().lock();
            let _ = write!(stderr, "{text}").and_then(|()| stderr.flush());
        }
    }

    /// What was asked for, for a program or a pager.
    pub(super) fn print(&self, text: &str) {
        let mut stdout = anstream::stdout().lock();
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    /// An error of the machine or of the command line: what happened, then what to do.
    pub(super) fn error(&self, message: &Phrase, remedy: &Phrase) {
        let name = if self.lang == Lang::Fr { "erreur\u{a0}:" } else { "error:" };
        let loud = anstyle::AnsiColor::Red.on_default().bold();
        self.tell(&format!("{loud}{name}{loud:#} {}\n  {}", message.get(self.lang), remedy.get(self.lang)));
    }

    /// Something that could not be written: for want of a disk that lets it, or because it was asked in the wrong place.
    pub(super) fn output_error(&self, error: &output::Error) -> Exit {
        self.error(&error.message(), &error.remedy());
        if matches!(error.trouble, output::Trouble::Disk(_)) { Exit::Machine } else { Exit::Usage }
    }

    /// A workspace that could not be read.
    pub(super) fn source_error(&self, error: &source::Error) {
        let (message, remedy) = unreadable(error);
        self.error(&message, &remedy);
    }
}

/// The width of the terminal that shows what people read; `None` where none does, and nothing is cut.
pub(super) fn columns() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stderr())?;
    Some(usize::from(width.0)).filter(|columns| *columns > 0)
}

fn unreadable(error: &source::Error) -> (Phrase, Phrase) {
    let (path, cause) = (error.path.display(), &error.cause);
    match cause.kind() {
        std::io::ErrorKind::NotFound => (
            phrase!("le dossier « {path} » n’existe pas", "the folder `{path}` does not exist"),
            phrase!(
                "donnez le dossier qui contient report.yaml, ou créez un rapport : millesime new report DOSSIER",
                "give the folder that holds report.yaml, or create a report: millesime new report DIR"
            ),
        ),
        std::io::ErrorKind::PermissionDenied => (
            phrase!("vous n’avez pas le droit de lire « {path} »", "you may not read `{path}`"),
            phrase!("demandez le droit de lire ce dossier", "ask for the right to read that folder"),
        ),
        _ => (
            phrase!("impossible de lire « {path} » : {cause}", "cannot read `{path}`: {cause}"),
            phrase!(
                "vérifiez le dossier et le disque, puis recommencez",
                "check the folder and the disk, then try again"
            ),
        ),
    }
}
