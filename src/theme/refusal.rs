//! What tera refuses → findings at the place of the user's template.
//!
//! Tera speaks English. The usual mistakes are said again in both languages; the others are quoted.

use super::files::built_in_names;
use super::strings::point;
use super::templates::OwnTemplates;
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::text::nearest::nearest;
use std::ops::Range;
use tera::{Error, ErrorKind};

/// One finding per mistake; at least one. `templates` are the names that `include` and `extends` may take.
pub(super) fn findings(error: &Error, own: &OwnTemplates, templates: &[String]) -> Vec<Finding> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![finding(report.filename(), report.span().range.clone(), report.message(), own, templates)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let span = own.get(current).and_then(|(_, text)| quoted(text, parent)).unwrap_or(0..0);
            vec![finding(current, span, &format!("Unknown template `{parent}`"), own, templates)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![finding(tpl, 0..0, &error.to_string(), own, templates)]
        }
        _ => {
            let said = error.to_string();
            let found: Vec<Finding> = reports(&said)
                .map(|report| {
                    let span = own.get(report.template).map_or(0..0, |(_, text)| {
                        let start = point(text, report.line, report.column).start;
                        let width = text[start..].chars().take(report.width).map(char::len_utf8).sum::<usize>();
                        start..start + width
                    });
                    finding(report.template, span, report.message, own, templates)
                })
                .collect();
            if found.is_empty() { vec![finding("", 0..0, &said, own, templates)] } else { found }
        }
    }
}

fn finding(template: &str, span: Range<usize>, message: &str, own: &OwnTemplates, templates: &[String]) -> Finding {
    let (message, remedy) = translate(message, templates);
    let finding = match own.get(template) {
        Some((path, _)) => Finding::new(Code::ThemeTemplate, Place::new(path, span), message),
        None => {
            let (theme, name) = template
                .split_once('/')
                .filter(|(theme, _)| built_in_names().any(|name| name == *theme))
                .unwrap_or(("default", template));
            Finding::nowhere(Code::ThemeTemplate, message).note(phrase!(
                "dans le modèle « {name} » du thème fourni « {theme} »",
                "in the template `{name}` of the built-in theme `{theme}`"
            ))
        }
    };
    finding.maybe_remedy(remedy)
}

/// The bytes of `"name"` in a template, quotes excluded.
fn quoted(text: &str, name: &str) -> Option<Range<usize>> {
    let start = text.find(&format!("\"{name}\"")).or_else(|| text.find(&format!("'{name}'")))? + 1;
    Some(start..start + name.len())
}

/// One of the reports that tera joins into a single text when it loads templates.
struct Report<'a> {
    message: &'a str,
    template: &'a str,
    line: usize,
    column: usize,
    width: usize,
}

/// Reads reports of the form `error: MESSAGE`, `--> FILE:LINE:COLUMN`, excerpt, carets.
fn reports(said: &str) -> impl Iterator<Item = Report<'_>> {
    said.split("\n\n").filter_map(|report| {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        let template = place.next()?;
        let width = lines.last().map_or(0, |carets| carets.matches('^').count());
        Some(Report { message, template, line, column, width })
    })
}

/// Tera's message in both languages, and the nearest known name when one was mistyped.
fn translate(message: &str, templates: &[String]) -> (Phrase, Option<Phrase>) {
    let name = message.split('`').nth(1).unwrap_or_default();
    if let Some(kind) = message.strip_prefix("Unknown ").and_then(|rest| rest.split_once(" `")).map(|(kind, _)| kind) {
        let french = match kind {
            "filter" => "le filtre",
            "test" => "le test",
            "function" => "la fonction",
            "component" => "le composant",
            "template" => "le modèle",
            "string" => "le texte",
            _ => "l’élément",
        };
        let known = || templates.iter().map(String::as_str).filter(|_| kind == "template");
        let after_layer = || nearest(name.split_once('/')?.1, known());
        let remedy = nearest(name, known()).or_else(after_layer).map(did_you_mean);
        return (
            phrase!("{french} « {name} » n’existe pas dans ce thème", "{kind} `{name}` does not exist in this theme"),
            remedy,
        );
    }
    if let Some((_, fields)) = message.split_once("is not defined. Available fields: ") {
        let fields = fields.trim_end_matches('.');
        let remedy = nearest(name, fields.split(", ")).map(did_you_mean);
        let message = phrase!(
            "le champ « {name} » n’existe pas ; les champs sont : {fields}",
            "field `{name}` does not exist; the fields are: {fields}"
        );
        return (message, remedy);
    }
    let said = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let compare = phrase!(
        "comparez cette ligne avec le même modèle du thème fourni",
        "compare this line with the same template of the built-in theme"
    );
    (phrase!("ce modèle ne peut pas être lu : {said}", "this template cannot be read: {said}"), Some(compare))
}
