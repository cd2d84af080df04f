//! A Markdown file → its front matter and its text.

use super::layout::Path;
use super::typeset;
use super::unwritten;
use super::vocabulary::{folded_key, names};
use super::wording;
use super::yaml::{self, Node, Value};
use crate::finding::{Code, Finding, Place, phrase};
use crate::markdown::{self, Doc};
use crate::prose::Lines;
use crate::text::Lang;
use std::sync::Arc;

/// A Markdown file, parsed.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub(super) front: Node,
    pub(super) doc: Doc,
    /// What it says, as typed, for the numbers in it.
    pub(super) lines: Arc<Lines>,
}

/// Parses a file written in `lang`; without front matter its front is a null.
pub(super) fn parse(file: &Path, text: &str, lang: Lang) -> (Article, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut front = Node { span: 0..0, value: Value::Null };
    let mut start = 0;
    if let Some(opening) = opening(text) {
        match closing(&text[opening..]) {
            Some((end, after)) => {
                match yaml::parse(file, text, opening..opening + end) {
                    Ok(node) => front = node,
                    Err(finding) => findings.push(*finding),
                }
                start = opening + after;
            }
            None => {
                findings.push(
                    Finding::new(
                        Code::FrontMatter,
                        Place::new(file, 0..3),
                        phrase!("cet en-tête n’est pas fermé", "this front matter is not closed"),
                    )
                    .remedy(phrase!(
                        "ajoutez une ligne « --- » après la dernière clé",
                        "add a line `---` after the last key"
                    )),
                );
                start = text.len();
            }
        }
    } else {
        findings.push(
            Finding::new(
                Code::FrontMatter,
                Place::new(file, 0..0),
                phrase!("ce fichier n’a pas d’en-tête", "this file has no front matter"),
            )
            .remedy(phrase!(
                "commencez-le par « --- », une ligne « titre: … », puis « --- »",
                "start it with `---`, a line `title: …`, then `---`"
            )),
        );
    }
    let (mut doc, found) = markdown::parse(file, text, start);
    findings.extend(wording::doc(file, &doc, lang));
    let mut lines = Lines::of(&doc, text, lang);
    findings.extend(unwritten::finding(file, text, &front, Some(&lines)));
    sentences(&front, text, &mut lines);
    findings.extend(typeset::doc(file, &mut doc, lang));
    findings.extend(found);
    (Article { front, doc, lines: Arc::new(lines) }, findings)
}

/// Adds the fields that readers see as sentences, as typed.
fn sentences(front: &Node, text: &str, lines: &mut Lines) {
    let Value::Map(entries) = &front.value else { return };
    for (key, node) in entries {
        let folded = folded_key(&key.name);
        if matches!(node.value, Value::Scalar(_))
            && ["title", "summary", "excerpt"].iter().any(|key| names(key, &folded))
        {
            lines.push(&text[node.span.clone()], node.span.start);
        }
    }
}

/// Where the front matter starts, when the first line is `---`.
fn opening(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    (line.trim_end() == "---").then_some(line.len())
}

/// Where the front matter ends and where the text starts, after a line `---`.
fn closing(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
