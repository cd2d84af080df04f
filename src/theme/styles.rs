//! Style sheets and scripts of a theme → one sheet and one script.

use super::files::Own;
use crate::model::ThemeSettings;
use std::collections::BTreeMap;

/// Joins the files of a folder: built-in ones first (by name: `00-layers.css` before all), each replaced by the own file of the same name, then
/// what is generated from the settings, then the other own files, unlayered, which win.
pub(super) fn join(
    built_in: &BTreeMap<String, &'static str>,
    own: &BTreeMap<&str, Own>,
    folder: &str,
    extension: &str,
    generated: &str,
) -> String {
    let wanted = |path: &str| path.starts_with(folder) && path.ends_with(extension);
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

/// The running foot of printed pages.
pub(super) fn running_foot(text: &str) -> String {
    let quoted: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            '\n' => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("@media print {{ @page {{ @bottom-left {{ content: \"{quoted}\"; }} }} }}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_cannot_leave_its_quotes() {
        assert!(running_foot("a \"b\" \\ c").contains(r#"content: "a \"b\" \\ c";"#));
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
