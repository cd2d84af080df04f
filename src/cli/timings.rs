//! Spans of a build → where its time goes: stages, pages, templates, charts, slowest files. Nothing of it is ever in the site.

use super::closing::duration;
use super::gather;
use crate::finding::phrase;
use crate::project::Stage;
use crate::text::Lang;
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Lines of each table, the stages apart.
const LONGEST: usize = 10;

/// What was timed so far. Spans are named by their kind (`page`), and by the field `of` within it (`2022/index.html`).
#[derive(Clone, Debug, Default)]
pub(super) struct Timings(Arc<Mutex<Spans>>);

#[derive(Debug, Default)]
struct Spans {
    /// Those that are not over: kind, name, start.
    open: BTreeMap<u64, (&'static str, String, Instant)>,
    last: u64,
    spent: BTreeMap<(&'static str, String), Spent>,
}

/// The time of all spans of one name.
#[derive(Clone, Copy, Debug, Default)]
struct Spent {
    times: usize,
    time: Duration,
}

impl Timings {
    /// Starts to time what the program does from now on; once for a process.
    pub(super) fn start() -> Self {
        let timings = Self::default();
        // Only another subscriber could refuse, and there is none.
        let _ = tracing::subscriber::set_global_default(timings.clone());
        timings
    }

    /// The tables, for people.
    pub(super) fn print(&self, lang: Lang) -> String {
        let spans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let tables = [
            ("stage", phrase!("Étapes", "Stages"), usize::MAX),
            ("page", phrase!("Pages", "Pages"), LONGEST),
            ("template", phrase!("Modèles", "Templates"), LONGEST),
            ("chart", phrase!("Graphiques", "Charts"), LONGEST),
            ("file", phrase!("Fichiers lus", "Files read"), LONGEST),
        ];
        let mut out = String::new();
        for (kind, title, most) in tables {
            let of_kind = spans.spent.iter().filter(|((known, _), _)| *known == kind);
            let told = |name: &'_ str| if kind == "stage" { stage(name, lang) } else { name.to_owned() };
            let mut rows: Vec<(String, Spent)> = of_kind.map(|((_, name), spent)| (told(name), *spent)).collect();
            rows.sort_by(|(a, one), (b, other)| other.time.cmp(&one.time).then_with(|| a.cmp(b)));
            table(&mut out, title.get(lang), &rows, most, lang);
        }
        out.push_str(
            phrase!(
                "Pages, modèles, graphiques et fichiers se font sur plusieurs cœurs à la fois : leurs temps se recouvrent.\n",
                "Pages, templates, charts and files are made on several cores at once: their times overlap.\n"
            )
            .get(lang),
        );
        out
    }
}

fn table(out: &mut String, title: &str, rows: &[(String, Spent)], most: usize, lang: Lang) {
    if rows.is_empty() {
        return;
    }
    let all: Duration = rows.iter().map(|(_, spent)| spent.time).sum();
    let _ = writeln!(out, "{title} ({}, {})", rows.len(), duration(all, point(lang)));
    for (name, Spent { times, time }) in rows.iter().take(most) {
        let times = if *times > 1 { format!("  × {times}") } else { String::new() };
        let _ = writeln!(out, "  {:>9}  {name}{times}", fine(*time, lang));
    }
    out.push('\n');
}

/// Stages by the name that their spans give them: those that progress speaks of, and the others.
fn stage(name: &str, lang: Lang) -> String {
    if let Some(stage) = Stage::ALL.into_iter().find(|stage| stage.slug() == name) {
        return gather::name(stage, lang);
    }
    let phrase = match name {
        "theme" => phrase!("thème, pendant la lecture des textes", "theme, while texts are read"),
        "compress" => phrase!("compression", "compression"),
        "write" => phrase!("écriture, pendant les contrôles", "writing, during the checks"),
        "put" => phrase!("mise en place", "putting in place"),
        _ => return name.to_owned(),
    };
    phrase.get(lang).to_owned()
}

fn point(lang: Lang) -> char {
    if lang == Lang::Fr { ',' } else { '.' }
}

/// Milliseconds with two decimals: « 3,25 ms ».
fn fine(time: Duration, lang: Lang) -> String {
    let hundredths = time.as_micros() / 10;
    format!("{}{}{:02} ms", hundredths / 100, point(lang), hundredths % 100)
}

/// The field `of` of a span.
struct Name(String);

impl Visit for Name {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "of" {
            value.clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "of" {
            self.0 = format!("{value:?}");
        }
    }
}

impl Subscriber for Timings {
    /// Only our own spans: libraries have theirs.
    fn enabled(&self, metadata: &Metadata) -> bool {
        metadata.is_span() && metadata.target().starts_with(env!("CARGO_PKG_NAME"))
    }

    fn new_span(&self, span: &Attributes) -> Id {
        let mut name = Name(String::new());
        span.record(&mut name);
        let mut spans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spans.last += 1;
        let id = spans.last;
        spans.open.insert(id, (span.metadata().name(), name.0, Instant::now()));
        Id::from_u64(id)
    }

    fn try_close(&self, id: Id) -> bool {
        let now = Instant::now();
        let mut spans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((kind, name, start)) = spans.open.remove(&id.into_u64()) {
            let spent = spans.spent.entry((kind, name)).or_default();
            spent.times += 1;
            spent.time += now - start;
        }
        true
    }

    fn record(&self, _: &Id, _: &Record) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_add_up_by_name_and_the_longest_come_first() {
        let timings = Timings::default();
        tracing::subscriber::with_default(timings.clone(), || {
            for _ in 0..2 {
                let _long = tracing::info_span!("page", of = "b.html").entered();
                std::thread::sleep(Duration::from_millis(2));
            }
            let _short = tracing::info_span!("page", of = "a.html").entered();
        });
        let told = timings.print(Lang::En);
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines[0].starts_with("Pages (2, "), "{told}");
        assert!(lines[1].ends_with("b.html  × 2") && lines[2].ends_with("a.html"), "{told}");
        assert_eq!(fine(Duration::from_micros(3_254), Lang::Fr), "3,25 ms");
    }
}
