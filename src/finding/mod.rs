//! What is wrong, where, and what to write instead: the one shape of every error, warning and advice
//! about the content.
//!
//! Two kinds of trouble never mix: *the report is wrong* gives a [`Finding`], collected with the others;
//! *the machine is wrong* (disk, port, network, flag) gives an error of the command.

mod code;
mod excerpt;
pub mod json;
mod phrase;
pub mod sarif;
pub mod terminal;

pub use code::{Code, Severity};
pub use excerpt::{Excerpt, excerpt, line_column};
pub(crate) use phrase::phrase;
pub use phrase::{Phrase, did_you_mean};

use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in one input file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path relative to the workspace, with `/` on every system.
    pub file: Arc<str>,
    /// Byte offsets into the decoded text of the file; an empty range points between two characters.
    pub span: Range<usize>,
}

impl Place {
    /// The bytes `span` of `file`.
    pub fn new(file: &Arc<str>, span: Range<usize>) -> Self {
        Self { file: Arc::clone(file), span }
    }

    /// The start of `file`, for what concerns it as a whole.
    pub fn file(file: &Arc<str>) -> Self {
        Self::new(file, 0..0)
    }

    /// Whether the file is meant as a whole, so that no line of it is shown.
    pub fn is_file(&self) -> bool {
        self.span == (0..0)
    }
}

/// Something else the reader of a finding should know, with the place it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// One sentence, lower case, no full stop.
    pub text: Phrase,
    /// Where to look, when it is a place in the sources.
    pub place: Option<Place>,
}

/// One error, warning or advice about the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of mistake it is; `millesime explain CODE` says more.
    pub code: Code,
    /// How serious it is here.
    pub severity: Severity,
    /// Where it is. `None` only for what no file says (a missing `report.yaml`).
    pub place: Option<Place>,
    /// What was found and what was expected; lower case, no full stop.
    pub message: Phrase,
    /// What to write instead, shown under the place.
    pub remedy: Option<Phrase>,
    /// Other places that matter.
    pub notes: Vec<Note>,
}

impl Finding {
    /// A finding with the usual severity of its code.
    pub fn new(code: Code, place: Place, message: Phrase) -> Self {
        Self { code, severity: code.severity(), place: Some(place), message, remedy: None, notes: Vec::new() }
    }

    /// A finding about something that is in no file.
    pub fn nowhere(code: Code, message: Phrase) -> Self {
        Self { place: None, ..Self::new(code, Place::file(&Arc::from("")), message) }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn remedy(mut self, remedy: Phrase) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// Adds what to write instead, when it is known.
    #[must_use]
    pub fn maybe_remedy(mut self, remedy: Option<Phrase>) -> Self {
        self.remedy = remedy.or(self.remedy);
        self
    }

    /// Adds a note without a place.
    #[must_use]
    pub fn note(mut self, text: Phrase) -> Self {
        self.notes.push(Note { text, place: None });
        self
    }

    /// Adds a note about another place.
    #[must_use]
    pub fn note_at(mut self, place: Place, text: Phrase) -> Self {
        self.notes.push(Note { text, place: Some(place) });
        self
    }
}

/// A result and what was found on the way: an author sees all mistakes at once, not the first.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// `None` when a finding of severity error makes it meaningless.
    pub value: Option<T>,
    /// In the order met; [`sort`] puts them in the order of the files.
    pub findings: Vec<Finding>,
}

/// Sorts findings by file and place, and drops repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| f.place.as_ref().map(|p| (std::sync::Arc::clone(&p.file), p.span.start, p.span.end));
        key(a).cmp(&key(b)).then(a.code.cmp(&b.code)).then_with(|| a.message.fr.cmp(&b.message.fr))
    });
    findings.dedup();
}
