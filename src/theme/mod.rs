//! The layers of a theme, built in or of the workspace → templates, strings, styles, scripts.

pub mod contract;
mod files;
mod minify;
pub mod palette;
mod published;
mod refusal;
mod sheets;
mod stray;
mod strings;
mod styles;
mod templates;
#[cfg(test)]
mod tests;

use crate::finding::{Checked, Code, Finding, Place, Severity, phrase};
use crate::model::{Report, ThemeSettings, Token};
use crate::source::Sources;
use crate::text::Lang;
use files::Layers;
pub use files::{built_in_manifest, built_in_names};
use palette::Palette;
use std::collections::BTreeMap;
use std::sync::Arc;
use strings::Strings;
use styles::Sheet;
use templates::Templates;

/// A theme ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    strings: Arc<Strings>,
    /// The whole style sheet, but for what changes with the edition (see [`Theme::sheet`]).
    pub styles: String,
    /// The script of every page.
    pub script: String,
    /// Scripts that one kind of page alone needs: `figures` → text.
    pub page_scripts: BTreeMap<String, String>,
    /// Colours of the chapters.
    pub palette: Palette,
    /// Fonts and pictures of the workspace's theme, published beside the style sheet: address from there (`fonts/text.1f0c….woff2`),
    /// content.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// A theme but for the colours of the chapters, which wait for the report to say how many there are.
#[derive(Debug)]
pub struct Uncoloured<'s> {
    settings: &'s ThemeSettings,
    templates: Option<Templates>,
    strings: Arc<Strings>,
    sheet: Sheet,
    script: String,
    page_scripts: BTreeMap<String, String>,
    layers: Layers<'s>,
    findings: Vec<Finding>,
}

/// Loads the theme that a report in these `languages` asks for: each layer lies over those it extends. The words that it replaces are in
/// the first one.
pub fn uncoloured<'s>(sources: &'s Sources, settings: &'s ThemeSettings, languages: &[Lang]) -> Uncoloured<'s> {
    let mut findings = Vec::new();
    let layers = Layers::of(sources, &settings.layers);
    let strings = Arc::new(strings::load(&layers, sources, &settings.strings, languages, &mut findings));
    let (templates, (sheet, script, page_scripts)) = rayon::join(
        || templates::compile(&layers, Arc::clone(&strings), &mut findings),
        || (styles::sheet(&layers, settings), styles::script(&layers), styles::page_scripts(&layers)),
    );
    findings.extend(stray::blocks(&layers, settings));
    findings.extend(sheets::faults(&layers));
    Uncoloured { settings, templates, strings, sheet, script, page_scripts, layers, findings }
}

/// Loads the theme of a report.
pub fn load(sources: &Sources, report: &Report) -> Checked<Theme> {
    uncoloured(sources, &report.theme, &report.languages).coloured(report.most_chapters())
}

impl Uncoloured<'_> {
    /// The theme, with its colours for that many chapters.
    pub fn coloured(self, chapters: usize) -> Checked<Theme> {
        let Self { settings, templates, strings, sheet, script, page_scripts, layers, mut findings } = self;
        let palette = palette::palette(&hues(settings, chapters), page(&settings.tokens));
        let faults = palette.faults().into_iter().filter(|fault| sheet.shows(fault.scheme));
        findings.extend(faults.filter_map(|fault| contrast(&fault, &settings.tokens)));
        let sheet = sheet.with(&palette.css());
        findings.extend(stray::tokens(&settings.tokens, &sheet));
        if templates.is_some() {
            findings.extend(stray::files(&layers, settings, &sheet));
        }
        let (files, styles) = published::published(&layers, &sheet);
        let value =
            templates.map(|templates| Theme { templates, strings, styles, script, page_scripts, palette, files });
        let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
        Checked { value: value.filter(|_| !failed), findings }
    }
}

impl Theme {
    /// Renders a template (`chapter.html`, `blocks/focus.html`). An undefined field or a failing filter is a finding at the
    /// template's own line. The context needs `lang` (see [`context`]).
    ///
    /// # Errors
    /// The finding.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Box<Finding>> {
        self.templates.render(template, context, str::to_owned)
    }

    /// The same for a whole page, which `then` makes something of.
    ///
    /// # Errors
    /// The finding.
    pub fn render_page<T>(
        &self,
        template: &str,
        context: &tera::Context,
        then: impl FnOnce(&str) -> T,
    ) -> Result<T, Box<Finding>> {
        self.templates.render(template, context, then)
    }

    /// What the workspace's own templates name and do not get: see [`contract`]. `entries` says what each template that the program
    /// renders itself is given; it is asked for only where there is something to judge.
    pub fn faults(&self, entries: impl FnOnce() -> BTreeMap<String, contract::Shape>) -> Vec<Finding> {
        if !self.templates.has_own() {
            return Vec::new();
        }
        let is_said = |key: &str| Lang::ALL.iter().any(|lang| self.strings.say(*lang, key, &[]).is_some());
        contract::faults(&self.templates, &entries(), &is_said)
    }

    /// A string of the theme in `lang`; `{name}` in it is replaced by the argument of that name, and a `one`/`other` pair
    /// is chosen by the argument `n`. A key that the theme lacks stands for itself.
    pub fn say(&self, lang: Lang, key: &str, arguments: &[(&str, &str)]) -> String {
        self.strings.say(lang, key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// Every string in `lang`, by its key; of a pair for singular and plural, the plural.
    pub fn words(&self, lang: Lang) -> impl Iterator<Item = (&str, &str)> {
        self.strings.words(lang)
    }

    /// The style sheet of one edition, with the running foot of its printed pages and the running head of each chapter.
    pub fn sheet(&self, foot: &str, chapters: &[String]) -> String {
        format!("{}{}", self.styles, minify::css(&styles::running(foot, chapters)))
    }
}

/// The context of a template: the fields of a view (a struct), and the language that `t(…)` speaks.
///
/// # Panics
/// Never for our views: they are structs of plain data.
pub fn context(lang: Lang, view: &impl serde::Serialize) -> tera::Context {
    let mut context = tera::Context::from_serialize(view).expect("a view is a struct of plain data");
    context.insert("lang", lang.code());
    context
}

/// The hues that were chosen, completed so that each of the chapters has its own.
fn hues(settings: &ThemeSettings, chapters: usize) -> Vec<f32> {
    let chosen = &settings.hues;
    let rest = palette::HUES.iter().cycle().skip(chosen.len());
    chosen.iter().chain(rest.take(chapters.saturating_sub(chosen.len()))).copied().collect()
}

/// The colours of every page: those of the built-in sheet but for those that are set. When one of them is not known before a browser
/// works it out, all are taken to be those of the sheet.
fn page(tokens: &[Token]) -> palette::Page {
    let mut page = palette::PAGE;
    for token in tokens {
        let colour = match token.name.as_str() {
            "paper" => &mut page.paper,
            "ink" => &mut page.ink,
            "ink-2" => &mut page.quiet,
            _ => continue,
        };
        match palette::Tone::parse(&token.value) {
            Some(tone) => *colour = tone,
            None => return palette::PAGE,
        }
    }
    page
}

/// Two colours too close to be read, told where one of them is chosen: hues alone give none.
fn contrast(fault: &palette::Fault, tokens: &[Token]) -> Option<Finding> {
    use palette::{Role, Scheme};
    // Never rounded up to what is needed.
    let (ratio, needed) = (format!("{:.1}", (fault.ratio * 10.0).floor() / 10.0), format!("{:.1}", fault.needed));
    let (ratio_fr, needed_fr) = (ratio.replace('.', ","), needed.replace('.', ","));
    let (fr, en) = match fault.role {
        Role::Text => ("le texte (ink) sur le papier (paper)", "text (ink) on paper (paper)"),
        Role::Quiet => ("le texte discret (ink-2) sur le papier (paper)", "quiet text (ink-2) on paper (paper)"),
        Role::Field => ("le texte sur le champ", "text on the field"),
        Role::Soft => ("le texte sur le fond doux", "text on the soft ground"),
        Role::InkOnPaper => ("le texte d’accent sur le papier", "accent text on paper"),
        Role::InkOnField => ("le texte d’accent sur le champ", "accent text on the field"),
        Role::MarkOnPaper => ("les graphiques sur le papier", "charts on paper"),
        Role::MarkOnSoft => ("les graphiques sur le fond doux", "charts on the soft ground"),
    };
    let (when_fr, when_en) = match fault.scheme {
        Scheme::Light => ("en clair", "in light mode"),
        Scheme::Dark => ("en sombre", "in dark mode"),
    };
    let (of_fr, of_en) = match fault.chapter {
        0 => ("sur chaque page".to_owned(), "on every page".to_owned()),
        chapter => (format!("au chapitre {chapter}"), format!("in chapter {chapter}")),
    };
    let message = phrase!(
        "{of_fr}, {fr} a un contraste de {ratio_fr} {when_fr}, il faut au moins {needed_fr}",
        "{of_en}, {en} has a contrast of {ratio} {when_en}, at least {needed} is needed"
    );
    // The colour that was chosen: that of the text before that of what it stands on.
    let names: [&str; 2] = match fault.role {
        Role::Quiet => ["ink-2", "paper"],
        Role::Text | Role::Field | Role::Soft => ["ink", "paper"],
        _ => ["paper", "ink"],
    };
    let token = names.iter().find_map(|name| tokens.iter().find(|token| token.name == *name))?;
    let value = &token.value;
    let is_pair = value.trim_start().starts_with("light-dark(");
    let remedy = if is_pair || fault.scheme == Scheme::Light {
        phrase!("choisissez une couleur plus éloignée", "choose a colour further away")
    } else {
        phrase!(
            "donnez deux couleurs, celle du jour et celle de la nuit : « light-dark({value}, …) »",
            "give two colours, that of the day and that of the night: `light-dark({value}, …)`"
        )
    };
    Some(Finding::new(Code::ThemeContrast, token.place.clone(), message).remedy(remedy))
}

/// Where `report.yaml` speaks of `word` in its theme; the first line that holds it after `theme:`.
fn in_report(sources: &Sources, word: &str) -> Option<Place> {
    let (path, file) = sources.files.get_key_value("report.yaml")?;
    let text = file.text.as_deref()?;
    let theme = text.find("theme:")?;
    let start = theme + text[theme..].find(word)?;
    Some(Place::new(path, start..start + word.len()))
}
