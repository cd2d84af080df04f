//! Style sheets and scripts of a theme → one sheet and one script.

use super::files::Own;
use crate::model::ThemeSettings;
use std::collections::BTreeMap;

/// Scripts that stand alone, each for one kind of page.
const PAGE_SCRIPTS: &str = "scripts/pages/";

/// The scripts of one kind of page each: `figures` → text; an own file replaces the built-in one.
pub(super) fn page_scripts(
    built_in: &BTreeMap<String, &'static str>,
    own: &BTreeMap<&str, Own>,
) -> BTreeMap<String, String> {
    let built_in = built_in.iter().map(|(path, text)| (path.as_str(), *text));
    let own = own.iter().map(|(path, file)| (*path, file.text()));
    let kind = |path: &str| Some(path.strip_prefix(PAGE_SCRIPTS)?.strip_suffix(".js")?.to_owned());
    built_in.chain(own).filter_map(|(path, text)| Some((kind(path)?, text.to_owned()))).collect()
}

/// Joins the files of a folder: built-in ones first (by name: `00-layers.css` before all), each replaced by the own file of the same name, then
/// what is generated from the settings, then the other own files, unlayered, which win.
pub(super) fn join(
    built_in: &BTreeMap<String, &'static str>,
    own: &BTreeMap<&str, Own>,
    folder: &str,
    extension: &str,
    generated: &str,
) -> String {
    let wanted = |path: &str| path.starts_with(folder) && path.ends_with(extension) && !path.starts_with(PAGE_SCRIPTS);
    let mut text = String::new();
    for (path, sheet) in built_in.iter().filter(|(path, _)| wanted(path)) {
        push(&mut text, own.get(path.as_str()).map_or(sheet, |file| file.text()));
    }
    push(&mut text, generated);
    for (_, file) in own.iter().filter(|(path, _)| wanted(path) && !built_in.contains_key(**path)) {
        push(&mut text, file.text());
    }
    text
}

fn push(text: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    text.push_str(more.trim_end());
    text.push('\n');
}

/// The rule that sets the organisation's own fonts.
pub(super) fn fonts(settings: &ThemeSettings) -> String {
    if settings.fonts.is_empty() {
        return String::new();
    }
    let declarations: Vec<String> = settings
        .fonts
        .iter()
        .map(|(role, list)| {
            // The list is one CSS value: nothing in it may end the declaration.
            let list: String = list.chars().filter(|c| !matches!(c, ';' | '{' | '}' | '<' | '\\' | '\n')).collect();
            format!("--font-{role}: {list};")
        })
        .collect();
    format!(":root {{ {} }}\n", declarations.join(" "))
}

/// A text inside the quotes of a sheet.
fn quoted(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => " ".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// The running heads and feet of printed pages: the foot of every page, the head of each chapter's.
pub(super) fn running(foot: &str, chapters: &[String]) -> String {
    let foot = quoted(foot);
    let mut css = format!("@media print {{ @page {{ @bottom-left {{ content: \"{foot}\"; }} }}");
    for (index, chapter) in chapters.iter().enumerate() {
        let (number, chapter) = (index + 1, quoted(chapter));
        css += &format!(
            " @page chapter-{number} {{ @top-left {{ content: \"{chapter}\"; }} }}\
             .whole__chapter[data-accent=\"{number}\"], body[data-accent=\"{number}\"] main {{ page: chapter-{number}; }}"
        );
    }
    css + " }\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_cannot_leave_its_quotes() {
        assert!(running("a \"b\" \\ c", &[]).contains(r#"content: "a \"b\" \\ c";"#));
    }

    #[test]
    fn a_font_list_cannot_end_its_declaration() {
        let settings = ThemeSettings {
            name: "default".to_owned(),
            hues: Vec::new(),
            fonts: vec![("text".to_owned(), "\"Marianne\", serif; } body { color: red".to_owned())],
            strings: Vec::new(),
        };
        assert_eq!(fonts(&settings), ":root { --font-text: \"Marianne\", serif  body  color: red; }\n");
    }
}
