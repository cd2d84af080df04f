//! Labelled sentences (`tests/prose`): which numbers count something, which repeat the ledger, which contradict it; precision and recall.

use crate::harness::{build, minimal, tests, write};
use millesime::finding::Code;
use millesime::prose;
use millesime::text::Lang;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;

const FILE: &str = "content/2022/10-soigner/10-visites.md";

/// A number and what it is known to be.
struct Labelled {
    /// Bytes in the text without its labels.
    range: Range<usize>,
    label: String,
}

impl Labelled {
    fn counts(&self) -> bool {
        self.label == "figure" || self.figure("cite").is_some() || self.figure("bad").is_some()
    }

    /// The id after `cite` or `bad`.
    fn figure(&self, verdict: &str) -> Option<&str> {
        self.label.strip_prefix(verdict)?.strip_prefix(' ')
    }
}

/// A text without its labels, and they.
fn labelled(source: &str) -> (String, Vec<Labelled>) {
    let (mut text, mut labels, mut rest) = (String::new(), Vec::new(), source);
    while let Some((before, after)) = rest.split_once("[[") {
        text.push_str(before);
        let (inside, after) = after.split_once("]]").expect("a label is closed");
        let (typed, label) = inside.split_once('|').expect("a number has a label");
        labels.push(Labelled { range: text.len()..text.len() + typed.len(), label: label.to_owned() });
        text.push_str(typed);
        rest = after;
    }
    text.push_str(rest);
    (text, labels)
}

/// Found rightly, found wrongly, missed; and which.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    mistakes: String,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn add(&mut self, text: &str, range: &Range<usize>, expected: bool, found: bool) {
        let mistake = match (expected, found) {
            (true, true) => return self.right += 1,
            (false, false) => return,
            (false, true) => {
                self.wrong += 1;
                "wrong"
            }
            (true, false) => {
                self.missed += 1;
                "missed"
            }
        };
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
        let _ = writeln!(self.mistakes, "      {mistake} {:?} in {}", &text[range.clone()], &text[start..end]);
    }

    fn join(&mut self, other: Score) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.mistakes += &other.mistakes;
    }

    fn told(&self, name: &str) -> String {
        format!(
            "  {name}: precision {:.3}, recall {:.3} ({} right, {} wrong, {} missed)\n{}",
            self.precision(),
            self.recall(),
            self.right,
            self.wrong,
            self.missed,
            self.mistakes
        )
    }
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a number counts something, whether it repeats a figure, whether it contradicts one.
fn measure(lang: Lang, set: &str) -> ([Score; 3], usize) {
    let folder = tests("prose").join(lang.code());
    let (text, labels) = labelled(&fs::read_to_string(folder.join(set)).unwrap());
    let workspace = minimal();
    let settings = fs::read_to_string(workspace.path().join("report.yaml")).unwrap();
    let settings = settings.replace("langues: [fr]", &format!("langues: [{}]", lang.code()));
    let front = "---\ntitre: Les nombres\n---\n\n";
    write(workspace.path(), "report.yaml", settings);
    write(workspace.path(), "content/2022/10-soigner/figures.yaml", fs::read(folder.join("figures.yaml")).unwrap());
    write(workspace.path(), "content/2022/10-soigner/chapter.md", "---\ntitre: Soigner\n---\n\nLe chapô.\n");
    write(workspace.path(), "content/2022/edition.yaml", "titre: Le rapport\n");
    write(workspace.path(), FILE, format!("{front}{text}"));
    let built = build(workspace.path());
    assert!(built.rendered.is_some(), "{:#?}", built.findings);

    let found = |code: Code| -> Vec<(Range<usize>, &str)> {
        let findings = built.findings.iter().filter(|finding| finding.code == code);
        let places = findings.filter_map(|finding| {
            let place = finding.place.as_ref().filter(|place| &*place.file == FILE)?;
            let remedy = finding.remedy.as_ref()?.en.as_str();
            Some((place.span.start - front.len()..place.span.end - front.len(), remedy))
        });
        places.collect()
    };
    let mut counted = Score::default();
    let mut start = 0;
    let mut spans = Vec::new();
    for line in text.split_inclusive('\n') {
        let spoken = line.strip_prefix("- ").unwrap_or(line);
        let shift = start + line.len() - spoken.len();
        spans.extend(prose::counted(spoken, lang).into_iter().map(|range| range.start + shift..range.end + shift));
        start += line.len();
    }
    for label in &labels {
        let found = spans.iter().any(|span| overlaps(span, &label.range));
        counted.add(&text, &label.range, label.counts(), found);
    }
    for span in spans.iter().filter(|span| !labels.iter().any(|label| overlaps(span, &label.range))) {
        counted.add(&text, span, false, true);
    }
    let verdict = |name: &str, code: Code| {
        let (mut score, found) = (Score::default(), found(code));
        for label in &labels {
            let at = found.iter().find(|(span, _)| overlaps(span, &label.range));
            let named = |id: &str| at.is_some_and(|(_, remedy)| remedy.contains(&format!("[{id}]")));
            match label.figure(name) {
                // The wrong figure is a wrong finding, and the right one is missed.
                Some(id) if at.is_some() && !named(id) => {
                    score.add(&text, &label.range, false, true);
                    score.add(&text, &label.range, true, false);
                }
                expected => score.add(&text, &label.range, expected.is_some(), at.is_some()),
            }
        }
        score
    };
    let scores = [counted, verdict("cite", Code::NumberUncited), verdict("bad", Code::NumberContradicts)];
    (scores, labels.len())
}

/// Prints what was measured on a set in both languages, and fails below what is promised.
#[expect(clippy::print_stdout, reason = "what was measured is to be read")]
fn promise(set: &str, least: usize) {
    let mut all = [Score::default(), Score::default(), Score::default()];
    let mut labels = 0;
    for lang in Lang::ALL {
        let (scores, count) = measure(lang, set);
        all.iter_mut().zip(scores).for_each(|(all, score)| all.join(score));
        labels += count;
    }
    let mut told = format!("{set}: {labels} numbers\n");
    for (name, score) in ["counts something", "to be cited", "contradicts"].iter().zip(&all) {
        told += &score.told(name);
    }
    println!("{told}");
    assert!(labels >= least, "{set} has {labels} numbers");
    for score in &all {
        assert!(score.precision() >= 0.95, "precision {:.3}\n{}", score.precision(), score.mistakes);
        assert!(score.recall() >= 0.8, "recall {:.3}\n{}", score.recall(), score.mistakes);
    }
}

#[test]
fn sentences_the_rules_were_set_on() {
    promise("tuned.md", 180);
}

#[test]
fn sentences_written_afterwards() {
    promise("held-out.md", 180);
}

const MOVED: &str = "---
titre: Les actes
---

Les téléconsultations sont en baisse de 27 % en 2022.
Avec :chiffre[actes], l’activité est en hausse de 27,0 %.
Les téléconsultations comptent 27,0 % de moins qu’en 2021, 50,4 % de moins qu’en 2020.
La satisfaction des patients est en hausse de 28 points.
Le budget de la région est en baisse de 27 %, 27 % de moins que la région.
";

/// A change that is typed and that the ledger computes is advised in the very form that prints it; one in another direction, of another
/// thing or from another period is left alone.
#[test]
fn a_change_in_words_is_advised_in_its_form() {
    let workspace = minimal();
    write(
        workspace.path(),
        "content/2022/10-soigner/figures.yaml",
        "actes:\n  libelle: Téléconsultations\n  unite: actes\n  valeurs: {2020: 137 000, 2021: 93 000, 2022: 67 915}\n  source: Caisse\n\
         satisfaits:\n  libelle: Satisfaction des patients\n  valeurs: {2021: 25 %, 2022: 53 %}\n  source: Caisse\n",
    );
    write(workspace.path(), "content/2022/10-soigner/chapter.md", "---\ntitre: Soigner\n---\n\nLe chapô.\n");
    write(workspace.path(), "content/2022/edition.yaml", "titre: Le rapport\n");
    write(workspace.path(), FILE, MOVED);
    let built = build(workspace.path());
    let advised: Vec<(&str, &str)> = built
        .findings
        .iter()
        .filter(|finding| finding.code == Code::NumberUncited)
        .filter_map(|finding| {
            let place = finding.place.as_ref()?;
            Some((&MOVED[place.span.clone()], finding.remedy.as_ref()?.fr.strip_prefix("écrivez ")?))
        })
        .collect();
    assert_eq!(
        advised,
        [
            ("en baisse de 27 %", ":chiffre[actes]{forme=tendance decimales=0}"),
            ("27,0 % de moins qu’en 2021", ":chiffre[actes]{forme=evolution}"),
            ("50,4 % de moins qu’en 2020", ":chiffre[actes]{forme=evolution depuis=2020}"),
            ("en hausse de 28 points", ":chiffre[satisfaits]{forme=tendance}"),
        ]
    );
    for (_, directive) in advised {
        write(workspace.path(), FILE, format!("---\ntitre: Les actes\n---\n\nAinsi {directive}.\n"));
        assert!(build(workspace.path()).rendered.is_some(), "{directive}");
    }
}
