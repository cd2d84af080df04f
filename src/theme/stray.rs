//! What a theme of the workspace holds and nothing uses: files, words, variables. Silence would hide a mistyped name.

use super::files::{Layers, Own};
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::model::{ThemeSettings, Token};
use crate::text::Lang;
use crate::text::nearest::nearest;
use std::collections::BTreeSet;

/// Variables given a value that no rule of the sheet reads.
pub(super) fn tokens(tokens: &[Token], sheet: &str) -> Vec<Finding> {
    if tokens.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = sheet
        .match_indices("var(--")
        .map(|(at, start)| {
            let rest = &sheet[at + start.len()..];
            &rest[..rest.find([')', ',', ' ']).unwrap_or(rest.len())]
        })
        .collect();
    let unknown = tokens.iter().filter(|token| !known.contains(token.name.as_str()));
    unknown
        .map(|token| {
            let name = &token.name;
            let near = nearest(name, known.iter().copied());
            let message = phrase!(
                "aucune règle du thème ne lit la variable « {name} »",
                "no rule of the theme reads the variable `{name}`"
            );
            let remedy = near.map(did_you_mean);
            Finding::new(Code::ThemeToken, token.place.clone(), message).remedy(remedy.unwrap_or_else(|| {
                phrase!("docs/themes.md donne la liste des variables", "docs/themes.md gives the list of the variables")
            }))
        })
        .collect()
}

/// Blocks that are declared and have no template.
pub(super) fn blocks(layers: &Layers, settings: &ThemeSettings) -> Vec<Finding> {
    let without = settings.blocks.iter().filter(|block| {
        let path = format!("templates/blocks/{}.html", block.name);
        layers.0.iter().all(|layer| !layer.files.contains_key(path.as_str()))
    });
    without
        .map(|block| {
            let name = &block.name;
            let message = phrase!("le bloc « {name} » n’a pas de gabarit", "the block `{name}` has no template");
            Finding::new(Code::ThemeBlock, block.place.clone(), message).remedy(phrase!(
                "écrivez templates/blocks/{name}.html dans le thème",
                "write templates/blocks/{name}.html in the theme"
            ))
        })
        .collect()
}

/// Files of the workspace's themes that have no role, or that nothing names.
pub(super) fn files(layers: &Layers, settings: &ThemeSettings, sheet: &str) -> Vec<Finding> {
    let texts: Vec<&str> = layers.owned().filter_map(|(_, own)| own.file.text.as_deref()).collect();
    let is_named = |name: &str| texts.iter().any(|text| text.contains(name)) || sheet.contains(name);
    let mut findings = Vec::new();
    for (path, own) in layers.owned() {
        if let Role::None(remedy) = role(path, layers, settings, &is_named) {
            findings.push(stray(own, near(path, layers).unwrap_or(remedy)));
        }
        if let Some(lang) = words_of(path) {
            findings.extend(words(layers, own, lang, &is_named));
        }
    }
    findings
}

/// The place that a stray file was meant for: a template of nearly that name, or a folder of nearly that name.
fn near(path: &str, layers: &Layers) -> Option<Phrase> {
    const FOLDERS: [&str; 6] = ["templates", "styles", "scripts", "i18n", "fonts", "images"];
    let (folder, name) = path.split_once('/')?;
    let near = match folder {
        "templates" => {
            let templates = layers.0.iter().flat_map(|layer| layer.files.keys());
            let names =
                templates.filter(|path| layers.is_built_in(path)).filter_map(|path| path.strip_prefix("templates/"));
            format!("templates/{}", nearest(name, names)?)
        }
        _ if FOLDERS.contains(&folder) => return None,
        _ => format!("{}/{name}", nearest(folder, FOLDERS)?),
    };
    Some(phrase!("vouliez-vous dire « {near} » ? renommez-le", "did you mean `{near}`? rename it"))
}

/// What a file of a theme is there for.
enum Role {
    /// It does something.
    Some,
    /// It does nothing; what to do about it.
    None(Phrase),
}

fn role(path: &str, layers: &Layers, settings: &ThemeSettings, is_named: &impl Fn(&str) -> bool) -> Role {
    let nowhere = phrase!(
        "un thème a theme.yaml, templates/, styles/, scripts/, i18n/, fonts/ et images/",
        "a theme has theme.yaml, templates/, styles/, scripts/, i18n/, fonts/ and images/"
    );
    let (folder, name) = path.split_once('/').unwrap_or(("", path));
    let ends = |extension: &str| path.ends_with(extension);
    let is_used = match folder {
        // What people write for each other, and the licence of a font beside it.
        _ if [".md", ".txt"].iter().any(|extension| ends(extension)) => true,
        "" => return if name == "theme.yaml" || name.starts_with("LICEN") { Role::Some } else { Role::None(nowhere) },
        "templates" => {
            let is_block = settings.blocks.iter().any(|block| name == format!("blocks/{}.html", block.name));
            is_block || layers.is_built_in(path) || is_named(&format!("\"{name}\"")) || is_named(&format!("{name}\""))
        }
        "i18n" => words_of(path).is_some(),
        "styles" => ends(".css"),
        "scripts" => ends(".js") && (!name.starts_with("pages/") || layers.is_built_in(path) || is_page(name)),
        "fonts" | "images" => is_named(path),
        _ => return Role::None(nowhere),
    };
    if is_used {
        return Role::Some;
    }
    Role::None(match folder {
        "fonts" => phrase!(
            "citez-le dans theme.yaml, sous « fichiers_polices », ou supprimez-le",
            "name it in theme.yaml, under `font_files`, or delete it"
        ),
        "templates" | "images" => phrase!(
            "citez-le dans un gabarit ou une feuille de style, ou supprimez-le",
            "name it in a template or a style sheet, or delete it"
        ),
        "i18n" => {
            phrase!("les mots sont dans i18n/fr.yaml et i18n/en.yaml", "words stand in i18n/fr.yaml and i18n/en.yaml")
        }
        _ => nowhere,
    })
}

/// Whether a script of `scripts/` is that of a kind of page.
fn is_page(name: &str) -> bool {
    let kinds = ["cover", "chapter", "highlight", "figures", "foreword", "whole", "contents", "glossary", "free"];
    name.strip_prefix("pages/").and_then(|name| name.strip_suffix(".js")).is_some_and(|kind| kinds.contains(&kind))
}

/// The language whose words a file holds.
fn words_of(path: &str) -> Option<Lang> {
    Lang::from_code(path.strip_prefix("i18n/")?.strip_suffix(".yaml")?)
}

/// Words of an own file that replace nothing and that no template of the workspace says.
fn words(layers: &Layers, own: Own, lang: Lang, is_named: &impl Fn(&str) -> bool) -> Vec<Finding> {
    let path = format!("i18n/{}.yaml", lang.code());
    let built_in = layers.0.iter().filter_map(|layer| layer.files.get(path.as_str()));
    let built_in: Vec<&str> =
        built_in.filter(|file| file.own.is_none()).flat_map(|file| keys(file.text)).map(|(_, key)| key).collect();
    let text = own.file.text.as_deref().unwrap_or_default();
    let unsaid = keys(text).filter(|(_, key)| !built_in.contains(key) && !is_named(&format!("\"{key}\"")));
    unsaid
        .map(|(start, key)| {
            let message = phrase!("aucun gabarit ne dit le texte « {key} »", "no template says the string `{key}`");
            let near = nearest(key, built_in.iter().copied());
            Finding::new(Code::ThemeUnused, Place::new(own.path, start..start + key.len()), message)
                .maybe_remedy(near.map(did_you_mean))
        })
        .collect()
}

/// The keys of a file of words, and where each starts.
fn keys(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let (key, _) = line.split_once(':')?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains(char::is_whitespace);
        is_key.then_some((start, key))
    })
}

fn stray(own: Own, remedy: Phrase) -> Finding {
    let path = own.path;
    let message = phrase!("rien n’emploie le fichier « {path} »", "nothing uses the file `{path}`");
    Finding::new(Code::ThemeUnused, Place::file(path), message).remedy(remedy)
}
