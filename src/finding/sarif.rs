//! Findings → SARIF 2.1.0 (OASIS), which code forges show beside the lines of a change.

use super::json::{Position, position};
use super::terminal::Texts;
use super::{Code, Finding, Severity};
use crate::text::Lang;
use serde_json::{Value, json};

/// Prints findings as one SARIF log, with a final line end.
pub fn print(findings: &[Finding], texts: &Texts, lang: Lang) -> String {
    let mut used: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    used.sort();
    used.dedup();
    let rules: Vec<Value> = used
        .iter()
        .map(|code| {
            json!({
                "id": code.slug(),
                "help": { "text": code.explanation(lang), "markdown": code.explanation(lang) },
                "defaultConfiguration": { "level": level(code.severity()) },
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Millésime", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(|finding| result(finding, texts, lang)).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_string_pretty(&log).expect("plain data has a JSON form") + "\n"
}

fn result(finding: &Finding, texts: &Texts, lang: Lang) -> Value {
    let message = match &finding.remedy {
        Some(remedy) => format!("{}\n{}", finding.message.get(lang), remedy.get(lang)),
        None => finding.message.get(lang).to_owned(),
    };
    let related: Vec<Value> = finding
        .notes
        .iter()
        .filter_map(|note| {
            let mut at = location(&position(note.place.as_ref(), texts))?;
            at["message"] = json!({ "text": note.text.get(lang) });
            Some(at)
        })
        .collect();
    json!({
        "ruleId": finding.code.slug(),
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": location(&position(finding.place.as_ref(), texts)).into_iter().collect::<Vec<_>>(),
        "relatedLocations": related,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn location(position: &Position) -> Option<Value> {
    let mut physical = json!({ "artifactLocation": { "uri": uri(position.file?) } });
    if let (Some(line), Some(column)) = (position.line, position.column) {
        physical["region"] = json!({
            "startLine": line, "startColumn": column, "endLine": position.end_line, "endColumn": position.end_column,
        });
    }
    Some(json!({ "physicalLocation": physical }))
}

/// A path as a relative URI reference: what RFC 3986 does not reserve stays, the rest is percent-encoded.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Place, phrase};
    use std::sync::Arc;

    #[test]
    fn says_where_and_what() {
        let file = Arc::from("content/2022/10-été/un fait.md");
        let finding = Finding::new(Code::TypographyFixed, Place::new(&file, 2..4), phrase!("a", "b"))
            .remedy(phrase!("c", "d"))
            .note_at(Place::new(&file, 0..1), phrase!("e", "f"));
        let log: Value = serde_json::from_str(&print(&[finding], &|_| Some("12345"), Lang::En)).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "typography-fixed");
        let result = &run["results"][0];
        assert_eq!(result["level"], "note");
        assert_eq!(result["message"]["text"], "b\nd");
        let at = &result["locations"][0]["physicalLocation"];
        assert_eq!(at["artifactLocation"]["uri"], "content/2022/10-%C3%A9t%C3%A9/un%20fait.md");
        assert_eq!(at["region"], json!({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 5}));
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "f");
    }
}
