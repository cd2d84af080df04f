//! Findings → what the panel of the preview shows: words in one language, excerpts, places an editor can open.

use crate::finding::{Finding, Place, excerpt, line_column};
use crate::source::Sources;
use crate::text::Lang;
use serde::Serialize;

/// More than anyone reads at once; the rest is counted.
const MOST: usize = 100;

/// What the panel shows of the findings.
#[derive(Serialize)]
pub(super) struct Shown<'f> {
    findings: Vec<Entry<'f>>,
    /// Errors, warnings, advice: of all of them.
    counts: [usize; 3],
}

#[derive(Serialize)]
struct Entry<'f> {
    code: &'static str,
    severity: &'static str,
    /// « erreur », « avertissement »…
    name: &'static str,
    message: &'f str,
    remedy: Option<&'f str>,
    spot: Option<Spot<'f>>,
    excerpt: Option<[String; 3]>,
    notes: Vec<Remark<'f>>,
}

#[derive(Serialize)]
struct Remark<'f> {
    text: &'f str,
    spot: Option<Spot<'f>>,
}

/// A place that an editor can open.
#[derive(Serialize)]
pub(super) struct Spot<'f> {
    file: &'f str,
    /// From 1; nothing for a file as a whole.
    line: Option<usize>,
    column: Option<usize>,
}

/// The findings, the most serious first.
pub(super) fn shown<'f>(findings: &'f [Finding], sources: &Sources, lang: Lang) -> Shown<'f> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut counts = [0; 3];
    findings.iter().for_each(|finding| counts[2 - finding.severity as usize] += 1);
    Shown { findings: sorted.into_iter().take(MOST).map(|finding| entry(finding, sources, lang)).collect(), counts }
}

fn entry<'f>(finding: &'f Finding, sources: &Sources, lang: Lang) -> Entry<'f> {
    let marked = finding.place.as_ref().filter(|place| !place.is_file());
    Entry {
        code: finding.code.slug(),
        severity: finding.severity.slug(),
        name: finding.severity.name(lang),
        message: finding.message.get(lang),
        remedy: finding.remedy.as_ref().map(|remedy| remedy.get(lang)),
        spot: finding.place.as_ref().map(|place| spot(place, sources)),
        excerpt: marked.and_then(|place| {
            let shown = excerpt(sources.text(&place.file)?, &place.span);
            Some([shown.before, shown.marked, shown.after])
        }),
        notes: finding
            .notes
            .iter()
            .map(|note| Remark {
                text: note.text.get(lang),
                spot: note.place.as_ref().map(|place| spot(place, sources)),
            })
            .collect(),
    }
}

/// A place as line and column.
pub(super) fn spot<'f>(place: &'f Place, sources: &Sources) -> Spot<'f> {
    let text = sources.text(&place.file).filter(|_| !place.is_file());
    let at = text.map(|text| line_column(text, place.span.start));
    Spot { file: &place.file, line: at.map(|(line, _)| line), column: at.map(|(_, column)| column) }
}
