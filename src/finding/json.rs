//! Findings → one JSON document for machines: `check --format json`.
//!
//! `version` changes when a field changes its meaning; new fields may come without notice. Lines and columns count from 1, columns
//! in characters, ends are exclusive; they are `null` for a file as a whole.

use super::excerpt::line_column;
use super::terminal::Texts;
use super::{Finding, Place, Severity};
use crate::text::Lang;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
    counts: Counts,
    #[serde(flatten)]
    more: Value,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    advice: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    position: Position<'a>,
    message: &'a str,
    remedy: Option<&'a str>,
    notes: Vec<Remark<'a>>,
}

#[derive(Serialize)]
struct Remark<'a> {
    text: &'a str,
    #[serde(flatten)]
    position: Position<'a>,
}

/// Where a finding is, as machines are told.
#[derive(Default, Serialize)]
pub(super) struct Position<'a> {
    pub file: Option<&'a str>,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub end_line: Option<usize>,
    pub end_column: Option<usize>,
}

pub(super) fn position<'a>(place: Option<&'a Place>, texts: &Texts) -> Position<'a> {
    let Some(place) = place else { return Position::default() };
    let file = Some(&*place.file);
    match texts(&place.file).filter(|_| !place.is_file()) {
        Some(text) => {
            let (line, column) = line_column(text, place.span.start);
            let (end_line, end_column) = line_column(text, place.span.end.max(place.span.start));
            Position {
                file,
                line: Some(line),
                column: Some(column),
                end_line: Some(end_line),
                end_column: Some(end_column),
            }
        }
        None => Position { file, ..Position::default() },
    }
}

/// Prints findings as one indented JSON document, with a final line end; the fields of the object `more` stand beside them.
pub fn print(findings: &[Finding], texts: &Texts, lang: Lang, more: Value) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let document = Document {
        version: 1,
        findings: findings.iter().map(|finding| entry(finding, texts, lang)).collect(),
        counts: Counts {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            advice: count(Severity::Advice),
        },
        more,
    };
    serde_json::to_string_pretty(&document).expect("plain data has a JSON form") + "\n"
}

fn entry<'a>(finding: &'a Finding, texts: &Texts, lang: Lang) -> Entry<'a> {
    Entry {
        code: finding.code.slug(),
        severity: finding.severity.slug(),
        position: position(finding.place.as_ref(), texts),
        message: finding.message.get(lang),
        remedy: finding.remedy.as_ref().map(|phrase| phrase.get(lang)),
        notes: finding
            .notes
            .iter()
            .map(|note| Remark { text: note.text.get(lang), position: position(note.place.as_ref(), texts) })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, phrase};
    use std::sync::Arc;

    #[test]
    fn positions_are_those_of_the_terminal() {
        let text = "é: 1\nœuvre: 2\n";
        let file = Arc::from("figures.yaml");
        let at = text.find("œuvre").unwrap();
        let finding = Finding::new(Code::KeyUnknown, Place::new(&file, at..at + "œuvre".len()), phrase!("clé", "key"))
            .note_at(Place::file(&file), phrase!("ici", "here"));
        let nowhere = Finding::nowhere(Code::LegalMissing, phrase!("rien", "nothing"));
        let printed = print(&[finding, nowhere], &|_| Some(text), Lang::En, serde_json::json!({}));
        let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
        let first = &json["findings"][0];
        assert_eq!(first["code"], "key-unknown");
        assert_eq!(first["message"], "key");
        assert_eq!([&first["line"], &first["column"], &first["end_line"], &first["end_column"]], [2, 1, 2, 6]);
        assert_eq!(first["notes"][0]["file"], "figures.yaml");
        assert!(first["notes"][0]["line"].is_null());
        assert!(json["findings"][1]["file"].is_null());
        assert_eq!(json["counts"]["error"], 1);
        assert_eq!(json["counts"]["warning"], 1);
    }
}
