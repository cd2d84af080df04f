//! `theme:` of the report and the `theme.yaml` of the themes it is made of → [`ThemeSettings`]: the nearest to the report wins.

use super::assets::Assets;
use super::fields::{At, Fields};
use super::layout::Path;
use super::own_block;
use super::vocabulary::Choices;
use super::yaml::{self, Node, Value};
use crate::finding::{Code, Finding, Place, did_you_mean, phrase};
use crate::model::{AssetId, DEFAULT_THEME, FontFile, Layer, ThemeSettings, Token};
use crate::source::Sources;
use crate::text::Lang;
use crate::text::nearest::nearest;
use crate::theme;
use std::sync::Arc;

/// Most hues that a report may set: one per chapter.
const MOST_HUES: usize = 9;
/// Most themes that may extend one another.
const MOST_LAYERS: usize = 6;
/// The contract that themes are made for: what templates see, and what a theme may rely on. A newer one only adds.
const CONTRACT: u32 = 1;
/// What names of font files end with.
const FONTS: [&str; 4] = [".woff2", ".woff", ".ttf", ".otf"];

/// Whether a font is slanted.
const STYLES: Choices<bool> = &[("normal", "normal", false), ("italic", "italique", true)];

/// What is needed to read a theme.
pub(super) struct Reading<'r, 'w> {
    pub(super) sources: &'w Sources,
    pub(super) lang: Lang,
    pub(super) assets: &'r mut Assets<'w>,
    pub(super) findings: &'r mut Vec<Finding>,
}

/// `theme: NAME`, or a mapping. Also gives the logo of the theme, for an organisation that sets none.
pub(super) fn settings(file: &Path, node: Option<&Node>, reading: &mut Reading) -> (ThemeSettings, Option<AssetId>) {
    let mut settings = ThemeSettings { layers: Vec::new(), ..ThemeSettings::default() };
    let mut span = 0..0;
    match node.map(|node| (node, &node.value)) {
        Some((node, Value::Scalar(name))) => (settings.name, span) = (name.clone(), node.span.clone()),
        Some((node, _)) => {
            let mut fields = Fields::of(file, node, reading.lang, reading.findings);
            if let Some(name) = fields.text("name") {
                (settings.name, span) = (name.value, name.span);
            }
            settings.hues = hues(&mut fields);
            settings.fonts = pairs(&mut fields, "fonts");
            settings.strings = pairs(&mut fields, "strings");
            fields.finish();
        }
        None => {}
    }
    let mut logo = None;
    let mut next = Some((settings.name.clone(), Place::new(file, span)));
    while let Some((name, place)) = next.take() {
        next = layer(&name, &place, &mut settings, &mut logo, reading);
    }
    (settings, logo)
}

/// Adds one theme, and what it says, to those a report is made of; gives the next one and where it is named.
fn layer(
    name: &str,
    place: &Place,
    settings: &mut ThemeSettings,
    logo: &mut Option<AssetId>,
    reading: &mut Reading,
) -> Option<(String, Place)> {
    let folder = format!("themes/{name}/");
    let is_own = reading.sources.below(&folder).next().is_some() && !has(settings, name, true);
    let built_in = theme::built_in_manifest(name).filter(|_| !has(settings, name, false));
    if !is_own && built_in.is_none() {
        let finding =
            if has(settings, name, true) { circle(name, place) } else { unknown(name, place, reading.sources) };
        reading.findings.push(finding);
        settings.layers.push(Layer { name: DEFAULT_THEME.to_owned(), is_own: false });
        return None;
    }
    if settings.layers.len() == MOST_LAYERS {
        let message =
            phrase!("plus de {MOST_LAYERS} thèmes s’enchaînent", "more than {MOST_LAYERS} themes extend one another");
        let remedy = phrase!("réunissez-en deux en un seul", "join two of them into one");
        reading.findings.push(Finding::new(Code::ThemeCircle, place.clone(), message).remedy(remedy));
        settings.layers.push(Layer { name: DEFAULT_THEME.to_owned(), is_own: false });
        return None;
    }
    settings.layers.push(Layer { name: name.to_owned(), is_own });
    let parent = if is_own {
        own(&folder, settings, logo, reading)
    } else {
        built_in_layer(name, built_in.unwrap_or_default(), settings, reading.lang)
    };
    match parent {
        Some(parent) => Some(parent),
        // A folder that bears the name of a built-in theme lies over that theme.
        None if is_own && theme::built_in_manifest(name).is_some() => Some((name.to_owned(), place.clone())),
        None if name == DEFAULT_THEME => None,
        None => Some((DEFAULT_THEME.to_owned(), place.clone())),
    }
}

fn has(settings: &ThemeSettings, name: &str, is_own: bool) -> bool {
    settings.layers.iter().any(|layer| layer.name == name && layer.is_own == is_own)
}

/// The manifest of a theme of the workspace.
fn own(
    folder: &str,
    settings: &mut ThemeSettings,
    logo: &mut Option<AssetId>,
    reading: &mut Reading,
) -> Option<(String, Place)> {
    let Some((file, source)) = reading.sources.files.get_key_value(format!("{folder}theme.yaml").as_str()) else {
        licences(folder, &[], reading);
        return None;
    };
    let text = source.text.as_deref().unwrap_or_default();
    let node = match yaml::parse(file, text, 0..text.len()) {
        Ok(node) => node,
        Err(finding) => {
            reading.findings.push(*finding);
            return None;
        }
    };
    let mut fields = Fields::of(file, &node, reading.lang, reading.findings);
    let told = manifest(&mut fields, settings);
    fields.finish();
    for font in &told.fonts {
        let (path, typed) =
            (format!("{folder}{}", font.file.path), At { value: &font.file.path, span: font.span.clone() });
        if !reading.sources.files.contains_key(path.as_str()) {
            reading.findings.push(no_font(file, folder, &typed, reading.sources));
        }
    }
    licences(folder, &told.fonts, reading);
    settings.font_files.extend(told.fonts.into_iter().map(|font| font.file));
    if logo.is_none()
        && let Some(typed) = told.logo
    {
        match reading.assets.find(file, &typed.value, typed.span) {
            Ok(id) => *logo = Some(id),
            Err(finding) => reading.findings.push(*finding),
        }
    }
    told.parent.map(|parent| (parent.value, Place::new(file, parent.span)))
}

/// The manifest of a built-in theme, which a test holds free of mistakes.
fn built_in_layer(name: &str, text: &str, settings: &mut ThemeSettings, lang: Lang) -> Option<(String, Place)> {
    let file: Path = Arc::from(format!("{name}/theme.yaml"));
    let node = yaml::parse(&file, text, 0..text.len()).ok()?;
    let mut findings = Vec::new();
    let told = manifest(&mut Fields::of(&file, &node, lang, &mut findings), settings);
    told.parent.map(|parent| (parent.value, Place::new(&file, parent.span)))
}

/// What a manifest says that does not go into the settings as it stands.
struct Told {
    parent: Option<At<String>>,
    logo: Option<At<String>>,
    fonts: Vec<Font>,
}

/// A font of a manifest.
struct Font {
    file: FontFile,
    span: std::ops::Range<usize>,
    licence: Option<String>,
}

/// Reads a manifest; what nearer themes or the report said stays.
fn manifest<'a>(fields: &mut Fields<'a, '_>, settings: &mut ThemeSettings) -> Told {
    contract(fields);
    let parent = fields.text("extends");
    let own_hues = hues(fields);
    if settings.hues.is_empty() {
        settings.hues = own_hues;
    }
    for (role, list) in pairs(fields, "fonts") {
        if settings.fonts.iter().all(|(known, _)| *known != role) {
            settings.fonts.push((role, list));
        }
    }
    for (key, node) in fields.map("tokens").unwrap_or_default() {
        let Some(value) = fields.scalar(node) else { continue };
        let name = key.name.trim_start_matches("--").to_owned();
        if settings.tokens.iter().all(|known| known.name != name) {
            settings.tokens.push(Token { name, value: value.value, place: fields.place(key.span.clone()) });
        }
    }
    for block in own_block::read(fields) {
        if settings.blocks.iter().all(|known| known.name != block.name) {
            settings.blocks.push(block);
        }
    }
    let fonts = fields.list("font_files").iter().filter_map(|node| fields.nested(node, font)).collect();
    Told { parent, logo: fields.text("logo"), fonts }
}

/// A theme made for a newer contract may ask for what this program does not have.
fn contract(fields: &mut Fields) {
    let Some(typed) = fields.text("contract") else { return };
    if typed.value.parse::<u32>().is_ok_and(|version| (1..=CONTRACT).contains(&version)) {
        return;
    }
    let version = &typed.value;
    let message = phrase!(
        "ce thème est fait pour le contrat « {version} », que ce programme ne connaît pas",
        "this theme is made for contract `{version}`, which this program does not know"
    );
    fields.find(Code::ThemeContract, typed.span, message).remedy = Some(phrase!(
        "écrivez « contrat: {CONTRACT} », ou installez une version plus récente de millesime",
        "write `contract: {CONTRACT}`, or install a newer version of millesime"
    ));
}

fn hues(fields: &mut Fields) -> Vec<f32> {
    let mut hues = Vec::new();
    for hue in fields.texts("hues") {
        match hue.value.parse::<f32>() {
            Ok(value) if (0.0..=360.0).contains(&value) && hues.len() < MOST_HUES => hues.push(value),
            _ => {
                let typed = &hue.value;
                let message = phrase!("« {typed} » n’est pas une teinte", "`{typed}` is not a hue");
                fields.find(Code::ValueType, hue.span, message).remedy = Some(phrase!(
                    "une teinte est un nombre de 0 à 360 ; il y en a au plus {MOST_HUES}",
                    "a hue is a number from 0 to 360; there are at most {MOST_HUES}"
                ));
            }
        }
    }
    hues
}

fn pairs(fields: &mut Fields, key: &'static str) -> Vec<(String, String)> {
    let entries = fields.map(key).unwrap_or_default();
    entries.into_iter().filter_map(|(key, node)| Some((key.name.clone(), fields.scalar(node)?.value))).collect()
}

fn font(fields: &mut Fields) -> Option<Font> {
    let (file, family) = (fields.required("file"), fields.required("family"));
    let weight = fields.text("weight").map_or_else(|| "400".to_owned(), |weight| weight.value);
    let is_italic = fields.choice("style", STYLES).unwrap_or(false);
    let licence = fields.text("licence").map(|licence| licence.value).filter(|licence| !licence.trim().is_empty());
    let (file, family) = (file?, family?);
    Some(Font {
        file: FontFile { path: file.value, family: family.value, weight, is_italic },
        span: file.span,
        licence,
    })
}

/// Every font that would be published has a licence on record.
fn licences(folder: &str, fonts: &[Font], reading: &mut Reading) {
    for path in reading.sources.below(&format!("{folder}fonts/")) {
        let inner = &path[folder.len()..];
        let lower = path.to_lowercase();
        let is_font = FONTS.iter().any(|end| lower.ends_with(end));
        if !is_font || fonts.iter().any(|font| font.file.path == inner && font.licence.is_some()) {
            continue;
        }
        let message = phrase!(
            "rien ne dit que la police « {inner} » peut être publiée",
            "nothing says that the font `{inner}` may be published"
        );
        let remedy = phrase!(
            "dans theme.yaml : « fichiers_polices: [{{fichier: {inner}, famille: …, licence: …}}] »",
            "in theme.yaml: `font_files: [{{file: {inner}, family: …, licence: …}}]`"
        );
        reading.findings.push(Finding::new(Code::FontLicence, Place::file(path), message).remedy(remedy));
    }
}

fn no_font(file: &Path, folder: &str, typed: &At<&String>, sources: &Sources) -> Finding {
    let path = typed.value;
    let known = sources.below(folder).map(|path| &path[folder.len()..]);
    let message = phrase!("le fichier « {folder}{path} » n’existe pas", "the file `{folder}{path}` does not exist");
    Finding::new(Code::FileUnknown, Place::new(file, typed.span.clone()), message)
        .maybe_remedy(nearest(path, known).map(did_you_mean))
}

fn circle(name: &str, place: &Place) -> Finding {
    let message = phrase!("le thème « {name} » hérite de lui-même", "the theme `{name}` extends itself");
    Finding::new(Code::ThemeCircle, place.clone(), message).remedy(phrase!(
        "écrivez « herite_de: {DEFAULT_THEME} », ou le nom d’un autre thème",
        "write `extends: {DEFAULT_THEME}`, or the name of another theme"
    ))
}

fn unknown(name: &str, place: &Place, sources: &Sources) -> Finding {
    let folders = sources.below("themes/").filter_map(|path| Some(path["themes/".len()..].split_once('/')?.0));
    let mut known: std::collections::BTreeSet<&str> = folders.collect();
    for name in theme::built_in_names() {
        known.insert(name);
    }
    let near = nearest(name, known.iter().copied()).map(did_you_mean).unwrap_or_else(|| {
        phrase!("créez-le avec « millesime new theme {name} »", "create it with `millesime new theme {name}`")
    });
    let message = phrase!(
        "il n’y a pas de thème « {name} » : le dossier themes/{name}/ n’existe pas",
        "there is no theme `{name}`: the folder themes/{name}/ does not exist"
    );
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    Finding::new(Code::ThemeUnknown, place.clone(), message)
        .remedy(near)
        .note(phrase!("thèmes : {known}", "themes: {known}"))
}
