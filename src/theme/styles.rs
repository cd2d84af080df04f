//! Style sheets and scripts of a theme → one sheet and one script.

use super::files::{Layers, ThemeFile};
use super::minify;
use super::palette::Scheme;
use crate::model::ThemeSettings;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Scripts that stand alone, each for one kind of page.
const PAGE_SCRIPTS: &str = "scripts/pages/";

/// The scripts of one kind of page each: `figures` → text.
pub(super) fn page_scripts(layers: &Layers) -> BTreeMap<String, String> {
    let kind = |path: &str| Some(path.strip_prefix(PAGE_SCRIPTS)?.strip_suffix(".js")?.to_owned());
    let paths = layers.joined(PAGE_SCRIPTS);
    paths.into_iter().filter_map(|path| Some((kind(path)?, code(layers.find(path)?).into_owned()))).collect()
}

/// The script of every page.
pub(super) fn script(layers: &Layers) -> String {
    let (built_in, own) = files(layers, "scripts/", ".js");
    join(built_in.into_iter().chain(own).map(code))
}

/// The style sheet of a theme, shortened, but for the colours of the chapters.
#[derive(Debug)]
pub(super) struct Sheet {
    built_in: String,
    settings: String,
    own: String,
}

/// The sheet of these layers, with the rules that the settings ask for.
pub(super) fn sheet(layers: &Layers, rules: &ThemeSettings) -> Sheet {
    let (built_in, own) = files(layers, "styles/", ".css");
    let css = |files: Vec<ThemeFile>| minify::css(&join(files.into_iter().map(|file| Cow::Borrowed(file.text))));
    Sheet { built_in: css(built_in), settings: minify::css(&settings(rules)), own: css(own) }
}

impl Sheet {
    /// Whether pages are ever shown so: the sheets of the workspace may keep to one scheme (`color-scheme: light`).
    pub(super) fn shows(&self, scheme: Scheme) -> bool {
        let chosen = self.own.rsplit_once("color-scheme:").map_or("", |(_, rest)| rest);
        let chosen = &chosen[..chosen.find([';', '}']).unwrap_or(chosen.len())];
        let (light, dark) = (chosen.contains("light"), chosen.contains("dark"));
        match scheme {
            Scheme::Light => light || !dark,
            Scheme::Dark => dark || !light,
        }
    }

    /// The whole sheet, with the rules of the palette: own rules come last, and win.
    pub(super) fn with(self, palette: &str) -> String {
        let mut sheet = self.built_in;
        for part in [minify::css(palette), self.settings, self.own] {
            if !part.is_empty() && !sheet.ends_with(['}', ';']) {
                sheet.push('\n');
            }
            sheet.push_str(&part);
        }
        sheet
    }
}

/// A script as it is published. One of the workspace stays as it is typed: its authors may have shortened it already, and a program of
/// any form cannot be shortened safely by less than a compiler.
fn code(file: ThemeFile<'_>) -> Cow<'_, str> {
    if file.own.is_some() { Cow::Borrowed(file.text) } else { Cow::Owned(minify::script(file.text)) }
}

/// The files of a folder in the order in which they are joined: those of built-in themes by name (`00-layers.css` before all), each
/// replaced by the nearest file of the same path; then the other files of the workspace, whose rules win.
fn files<'a>(layers: &Layers<'a>, folder: &str, extension: &str) -> (Vec<ThemeFile<'a>>, Vec<ThemeFile<'a>>) {
    let is_wanted = |path: &&str| path.ends_with(extension) && !path.starts_with(PAGE_SCRIPTS);
    let paths = layers.joined(folder).into_iter().filter(is_wanted);
    let (built_in, own): (Vec<&str>, Vec<&str>) = paths.partition(|path| layers.is_built_in(path));
    let found = |paths: Vec<&str>| paths.into_iter().filter_map(|path| layers.find(path)).collect();
    (found(built_in), found(own))
}

/// Texts one below the other.
fn join<'a>(texts: impl Iterator<Item = Cow<'a, str>>) -> String {
    let mut joined = String::new();
    for text in texts {
        joined.push_str(text.trim_end());
        joined.push('\n');
    }
    joined
}

/// The rules that the settings ask for: fonts published with the site, font lists, variables.
pub(super) fn settings(settings: &ThemeSettings) -> String {
    let mut css = String::new();
    for font in &settings.font_files {
        let (family, path) = (quoted(&font.family), quoted(&font.path));
        let (weight, style) = (value(&font.weight), if font.is_italic { "italic" } else { "normal" });
        css.push_str(&format!(
            "@font-face {{ font-family: \"{family}\"; src: url(\"{path}\"); font-weight: {weight}; font-style: {style}; font-display: swap; }}\n"
        ));
    }
    let fonts = settings.fonts.iter().map(|(role, list)| format!("--font-{role}: {};", value(list)));
    let tokens = settings.tokens.iter().map(|token| format!("--{}: {};", token.name, value(&token.value)));
    let declarations: Vec<String> = fonts.chain(tokens).collect();
    if !declarations.is_empty() {
        css.push_str(&format!(":root {{ {} }}\n", declarations.join(" ")));
    }
    css
}

/// One CSS value: nothing in it may end the declaration.
fn value(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ';' | '{' | '}' | '<' | '\\' | '\n')).collect()
}

/// Text that may stand between double quotes of a style sheet.
fn quoted(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => " ".to_owned(),
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
             .whole__chapter[data-accent=\"{number}\"], body[data-accent=\"{number}\"] {{ page: chapter-{number}; }}"
        );
    }
    css + " }\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FontFile;

    #[test]
    fn a_sheet_may_keep_to_one_scheme() {
        for (own, light, dark) in [
            ("", true, true),
            (":root{color-scheme:light}", true, false),
            (":root{color-scheme:only dark;a:b}", false, true),
            (":root{color-scheme:light}@media(x){:root{color-scheme:light dark}}", true, true),
            (":root{color-scheme:normal}", true, true),
        ] {
            let sheet = Sheet { built_in: String::new(), settings: String::new(), own: own.to_owned() };
            assert_eq!((sheet.shows(Scheme::Light), sheet.shows(Scheme::Dark)), (light, dark), "{own}");
        }
    }

    #[test]
    fn a_foot_cannot_leave_its_quotes() {
        assert!(running("a \"b\" \\ c", &[]).contains(r#"content: "a \"b\" \\ c";"#));
    }

    #[test]
    fn a_font_list_cannot_end_its_declaration() {
        let fonts = vec![("text".to_owned(), "\"Marianne\", serif; } body { color: red".to_owned())];
        let settings = ThemeSettings { fonts, ..ThemeSettings::default() };
        assert_eq!(super::settings(&settings), ":root { --font-text: \"Marianne\", serif  body  color: red; }\n");
    }

    #[test]
    fn a_font_file_cannot_leave_its_quotes() {
        let font = FontFile {
            path: "fonts/a.woff2".to_owned(),
            family: "A\"B".to_owned(),
            weight: "400".to_owned(),
            is_italic: true,
        };
        let settings = ThemeSettings { font_files: vec![font], ..ThemeSettings::default() };
        let css = super::settings(&settings);
        assert!(
            css.starts_with("@font-face { font-family: \"A\\\"B\"; src: url(\"fonts/a.woff2\"); font-weight: 400;"),
            "{css}"
        );
        assert!(css.contains("font-style: italic"), "{css}");
    }
}
