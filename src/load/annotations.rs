//! `annotations:` of a figure → remarks on its rows, each on a row that the figure has.

use super::fields::Fields;
use super::layout::Path;
use super::typeset;
use super::yaml::{Key, Node};
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::model::{Annotation, Figure, Shape};
use crate::text::Lang;
use crate::text::nearest::nearest;

/// Reads a mapping of years, periods or categories to remarks.
pub(super) fn annotations(file: &Path, fields: &mut Fields, lang: Lang) -> Vec<Annotation> {
    let entries = fields.map("annotations").unwrap_or_default();
    let read = |(key, node): (&Key, &Node)| {
        let text = typeset::text(&fields.scalar(node)?.value, lang);
        Some(Annotation { row: typeset::text(&key.name, lang), text, place: Place::new(file, key.span.clone()) })
    };
    entries.into_iter().filter_map(read).collect()
}

/// What is wrong with remarks on rows that a figure does not have, once its history is known.
pub(super) fn astray(figure: &Figure) -> Vec<Finding> {
    let rows: Vec<&str> = match &figure.shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => rows.iter().map(|row| row.label.as_str()).collect(),
        Shape::Series(grid) => grid.rows.iter().map(|(label, _)| label.as_str()).collect(),
    };
    let known: Vec<&str> = figure.history.iter().map(|row| row.label.as_str()).chain(rows).collect();
    let astray = figure.annotations.iter().filter(|note| !known.contains(&note.row.as_str()));
    astray.map(|note| finding(&figure.id, note, &known)).collect()
}

fn finding(id: &str, note: &Annotation, known: &[&str]) -> Finding {
    let typed = &note.row;
    let finding = Finding::new(
        Code::FigureShape,
        note.place.clone(),
        phrase!("« {typed} » n’est ni une période ni une ligne de « {id} »", "`{typed}` is no period or row of `{id}`"),
    );
    let among = known.join(", ");
    match nearest(typed, known.iter().copied()) {
        Some(near) => finding.remedy(did_you_mean(near)),
        None if known.is_empty() => finding.remedy(phrase!(
            "annotez une période de « valeurs » ou une ligne de « lignes » ; pour une remarque sur tout le chiffre, écrivez « note: … »",
            "annotate a period of `values` or a row of `rows`; for a remark on the whole figure, write `note: …`"
        )),
        None => finding.remedy(phrase!("choisissez parmi : {among}", "choose among: {among}")),
    }
}
