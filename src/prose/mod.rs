//! Numbers typed in texts, held to the ledger: one that a figure already says should be cited, one that contradicts a figure is
//! probably wrong.
//!
//! A text as parsed, with its places → [`Lines`] → the numbers of each line, those that count something told from years, dates,
//! codes and the like → compared with every value of the ledger, by unit and by the words of its label → findings.
//!
//! Measured on sentences of our own (`tests/prose`): what is not certain is left alone, because an author who meets false alarms
//! stops reading the true ones.

mod advice;
mod apart;
mod claim;
mod contradiction;
mod digits;
mod evidence;
mod lexicon;
mod line;
mod moved;
mod sentence;
mod spelled;
mod stem;
mod token;
mod verdict;

pub use claim::Claims;
pub use line::Lines;

use crate::finding::Finding;
use crate::text::Lang;
use line::Line;
use rust_decimal::Decimal;
use std::ops::Range;
use std::sync::Arc;

/// What a file says.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its path.
    pub file: Arc<str>,
    /// Its lines; shared with the file as it was parsed.
    pub lines: Arc<Lines>,
    /// The numbers it declares free.
    pub free: Vec<Free>,
}

impl Text {
    /// Whether two texts are one: of the same file, parsed once.
    pub fn says_the_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.lines, &other.lines) && self.free == other.free
    }
}

/// A number that its author declares free of the ledger, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// Its value.
    pub value: Decimal,
    /// As typed.
    pub typed: String,
    /// Bytes in the file.
    pub span: Range<usize>,
}

/// What the numbers of a text have to do with the ledger; those it declares free are left alone, and reported when they are not there.
pub fn hold(text: &Text, claims: &Claims) -> Vec<Finding> {
    let Text { file, lines, free } = text;
    let mut findings = Vec::new();
    let mut used = vec![false; free.len()];
    for line in &lines.lines {
        for sentence in sentence::sentences(line, lines.lang, claims.year()) {
            let mut changes: Vec<Range<usize>> = Vec::new();
            for mention in sentence.mentions() {
                let Some(finding) = moved::finding(file, line, &sentence, mention, claims) else { continue };
                changes.push(mention.range.clone());
                match free.iter().position(|free| free.value == mention.number.value.abs()) {
                    Some(at) => used[at] = true,
                    None => findings.push(finding),
                }
            }
            for (mention, verdict) in verdict::verdicts(&sentence, claims) {
                // A change that a figure computes is no value of another.
                if changes.contains(&mention.range) {
                    continue;
                }
                match free.iter().position(|free| free.value == mention.number.value.abs()) {
                    Some(at) => used[at] = true,
                    None => findings.extend(advice::finding(file, line, &sentence, mention, &verdict, claims)),
                }
            }
        }
    }
    let unused = free.iter().zip(used).filter(|(_, used)| !used);
    findings.extend(unused.map(|(free, _)| advice::unused(file, free)));
    findings
}

/// The numbers of a text that count something, years, codes and the like left out: their bytes.
pub fn counted(text: &str, lang: Lang) -> Vec<Range<usize>> {
    let line = Line::plain(text, 0);
    let sentences = sentence::sentences(&line, lang, None);
    let mentions = sentences.iter().flat_map(|sentence| sentence.mentions());
    mentions.map(|mention| mention.range.clone()).collect()
}
