//! `annotations:` of a figure → the rows that readers should know something of, each known to the figure.

use super::fields::{At, Fields};
use super::layout::Path;
use super::typeset;
use super::yaml::{Key, Node};
use crate::finding::{Code, Finding, Place, phrase};
use crate::model::{Figure, Shape};
use crate::text::Lang;
use crate::text::nearest::nearest;

/// What readers should know of a year, a period or a category: a mapping to texts.
pub(super) fn annotations(fields: &mut Fields, lang: Lang) -> Vec<(At<String>, String)> {
    let entries = fields.map("annotations").unwrap_or_default();
    let text = |(key, node): (&Key, &Node)| {
        let text = fields.scalar(node)?;
        let label = At { value: typeset::text(&key.name, lang), span: key.span.clone() };
        Some((label, typeset::text(&text.value, lang)))
    };
    entries.into_iter().filter_map(text).collect()
}

/// An annotation of a row that the figure does not have.
pub(super) fn astray(file: &Path, figure: &Figure, label: &At<String>) -> Option<Finding> {
    let rows: Vec<&str> = match &figure.shape {
        Shape::Scalar => Vec::new(),
        Shape::Rows(rows) => rows.iter().map(|row| row.label.as_str()).collect(),
        Shape::Series(grid) => grid.rows.iter().map(|(label, _)| label.as_str()).collect(),
    };
    let known: Vec<&str> = figure.history.iter().map(|row| row.label.as_str()).chain(rows).collect();
    let typed = label.value.as_str();
    if known.contains(&typed) {
        return None;
    }
    let (finding, id) = (Place::new(file, label.span.clone()), &figure.id);
    let finding = Finding::new(
        Code::FigureShape,
        finding,
        phrase!("« {typed} » n’est ni une période ni une ligne de « {id} »", "`{typed}` is no period or row of `{id}`"),
    );
    let among = known.join(", ");
    Some(match nearest(typed, known.iter().copied()) {
        Some(near) => finding.remedy(phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?")),
        None if known.is_empty() => finding.remedy(phrase!(
            "annotez une période de « valeurs » ou une ligne de « lignes » ; pour une remarque sur tout le chiffre, écrivez « note: … »",
            "annotate a period of `values` or a row of `rows`; for a remark on the whole figure, write `note: …`"
        )),
        None => finding.remedy(phrase!("choisissez parmi : {among}", "choose among: {among}")),
    })
}
