//! Steps of a publication → one line that is rewritten: files, bytes, rate, time left.

use crate::cli::closing;
use crate::cli::console::Console;
use crate::finding::{Phrase, phrase};
use crate::publish::{Progress, Step};
use crate::text::Lang;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often the line is rewritten.
const EVERY: Duration = Duration::from_millis(100);

/// The line, and when it was last written.
pub(super) struct Meter<'m> {
    console: &'m Console,
    state: Mutex<State>,
}

struct State {
    step: Option<Step>,
    /// When the step began.
    began: Instant,
    shown: Instant,
    is_shown: bool,
}

impl<'m> Meter<'m> {
    pub(super) fn new(console: &'m Console) -> Self {
        let now = Instant::now();
        Self { console, state: Mutex::new(State { step: None, began: now, shown: now, is_shown: false }) }
    }

    pub(super) fn tell(&self, progress: Progress) {
        let Ok(mut state) = self.state.lock() else { return };
        let now = Instant::now();
        if state.step != Some(progress.step) {
            (state.step, state.began) = (Some(progress.step), now);
        } else if now - state.shown < EVERY && progress.files < progress.of_files {
            return;
        }
        (state.shown, state.is_shown) = (now, true);
        let line = line(&progress, now - state.began);
        self.console.progress(&format!("\r\u{1b}[K{}", line.get(self.console.lang)));
    }

    /// Leaves the line.
    pub(super) fn end(&self) {
        if self.state.lock().is_ok_and(|state| state.is_shown) {
            self.console.progress("\r\u{1b}[K");
        }
    }
}

fn line(progress: &Progress, time: Duration) -> Phrase {
    let Progress { step, files, of_files, bytes, of_bytes } = *progress;
    let name = match step {
        Step::Comparing => phrase!("comparaison", "comparing"),
        Step::Keeping => phrase!("copie de la publication précédente", "keeping the former publication"),
        Step::Sending => phrase!("envoi", "sending"),
        Step::Placing => phrase!("mise en place", "putting in place"),
        Step::Waiting => phrase!("attente des lecteurs", "waiting for readers"),
        Step::Removing => phrase!("retrait", "removing"),
    };
    let rate = bytes as f64 / time.as_secs_f64().max(0.001);
    let size = |lang| {
        let one = |bytes: u64| closing::size(usize::try_from(bytes).unwrap_or(usize::MAX), lang);
        if of_bytes == 0 || step != Step::Sending {
            return String::new();
        }
        let left = (of_bytes - bytes) as f64 / rate.max(1.0);
        let minutes = if left >= 90.0 { format!("{} min", (left / 60.0).ceil()) } else { format!("{} s", left.ceil()) };
        format!(", {} / {}, {}/s, {minutes}", one(bytes), one(of_bytes), one(rate as u64))
    };
    let (fr, en) = (size(Lang::Fr), size(Lang::En));
    Phrase {
        fr: format!("{} : {files}/{of_files} fichiers{fr}", name.fr),
        en: format!("{}: {files}/{of_files} files{en}", name.en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_and_time_left() {
        let progress = Progress { step: Step::Sending, files: 3, of_files: 12, bytes: 500_000, of_bytes: 2_000_000 };
        let line = line(&progress, Duration::from_secs(2));
        assert_eq!(line.fr, "envoi : 3/12 fichiers, 500 ko / 2,0 Mo, 250 ko/s, 6 s");
        assert_eq!(line.en, "sending: 3/12 files, 500 kB / 2.0 MB, 250 kB/s, 6 s");
    }
}
