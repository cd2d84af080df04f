//! What a file says, field by field and line by line → the finding of what is still to be written there.

use super::layout::Path;
use super::yaml::{Node, Value};
use crate::finding::{Code, Finding, Place, line_column, phrase};
use crate::prose::Lines;
use crate::text::placeholder::placeholder;
use std::ops::Range;

/// What is still to be written in a YAML file, or in the front matter and the lines of an article: one finding for the file, at the
/// first place, because a report that was just begun has many.
pub(super) fn finding(file: &Path, text: &str, fields: &Node, lines: Option<&Lines>) -> Option<Finding> {
    let mut places = Vec::new();
    gather(fields, &mut places);
    places.extend(lines.into_iter().flat_map(|lines| lines.places(|line| Some(0..placeholder(line)?))));
    let line = |place: &Range<usize>| line_column(text, place.start).0;
    let first = places.first()?;
    let mut others: Vec<usize> = places.iter().map(line).filter(|other| *other != line(first)).collect();
    others.dedup();
    let message = phrase!("un texte est encore à écrire ici", "a text is still to be written here");
    let finding = Finding::new(Code::TextPlaceholder, Place::new(file, first.clone()), message).remedy(phrase!(
        "écrivez-le : ce qui est à écrire ne se publie pas",
        "write it: what is still to be written is not published"
    ));
    let listed = others.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    Some(match others.len() {
        0 => finding,
        1 => finding.note(phrase!("de même à la ligne {listed}", "likewise on line {listed}")),
        _ => finding.note(phrase!("de même aux lignes {listed}", "likewise on lines {listed}")),
    })
}

fn gather(node: &Node, places: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Scalar(text) if placeholder(text).is_some() => places.push(node.span.clone()),
        Value::Scalar(_) | Value::Null => {}
        Value::List(items) => items.iter().for_each(|item| gather(item, places)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| gather(value, places)),
    }
}
