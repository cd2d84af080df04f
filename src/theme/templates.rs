//! Template files → one tera; what tera refuses → findings at the template's own place (`refusal`).

use super::files::{Layers, Own};
use super::refusal;
use super::strings::Strings;
use crate::finding::Finding;
use crate::source::File;
use crate::text::Lang;
use simdutf8::basic::from_utf8 as utf8;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};
use tracing::info_span;

/// Bytes of what a template makes, most often.
const LENGTH: usize = 4 * 1024;

/// The templates of a theme, ready to render.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    own: OwnTemplates,
    /// Every template by its name in tera; empty when the workspace has none of its own.
    texts: BTreeMap<String, String>,
    /// What the templates of each layer are called by, the nearest first.
    prefixes: Vec<String>,
    strings: Arc<Strings>,
}

/// The templates of the workspace: name in tera (`maison/base.html`) → path in the workspace and text.
pub(super) type OwnTemplates = BTreeMap<String, (Arc<str>, Arc<str>)>;

/// Loads every template at once, each called by its layer (`default/base.html`); a name without layer is looked for from the
/// nearest on. An own template with a syntax error is reported and left out, so that all are reported.
pub(super) fn compile(layers: &Layers, strings: Arc<Strings>, findings: &mut Vec<Finding>) -> Option<Templates> {
    let mut sound = OwnTemplates::new();
    let mut all: Vec<(String, &str)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for layer in &layers.0 {
        for (path, file) in &layer.files {
            let Some(short) = path.strip_prefix("templates/") else { continue };
            let name = format!("{}{short}", layer.prefix);
            if let Some(Own { path, file: File { text: Some(text), .. } }) = file.own {
                let entry = (Arc::clone(path), Arc::clone(text));
                // Alone, a template may miss its parent or our functions; only its syntax can be judged.
                if let Err(error) = Tera::new().add_raw_template(&name, text)
                    && matches!(error.kind(), ErrorKind::SyntaxError(_))
                {
                    findings.extend(refusal::findings(&error, &OwnTemplates::from([(name, entry)]), &[]));
                    continue;
                }
                sound.insert(name.clone(), entry);
            }
            names.push(short.to_owned());
            all.push((name, file.text));
        }
    }
    let mut tera = Tera::new();
    tera.register_function("t", say(Arc::clone(&strings)));
    let prefixes: Vec<String> = layers.0.iter().map(|layer| layer.prefix.clone()).collect();
    let texts =
        all.iter().filter(|_| !sound.is_empty()).map(|(name, text)| (name.clone(), (*text).to_owned())).collect();
    match tera.set_fallback_prefixes(prefixes.clone()).and_then(|()| tera.add_raw_templates(all)) {
        Ok(()) => Some(Templates { tera, own: sound, texts, prefixes, strings }),
        Err(error) => {
            findings.extend(refusal::findings(&error, &sound, &names));
            None
        }
    }
}

impl Templates {
    /// The template that a name means, as `include` and `extends` find it: its name in tera and its text.
    pub(super) fn text(&self, name: &str) -> Option<(&str, &str)> {
        let found = self.texts.get_key_value(name).or_else(|| {
            self.prefixes.iter().find_map(|prefix| self.texts.get_key_value(format!("{prefix}{name}").as_str()))
        });
        found.map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Where a template of the workspace stands; `None` for a built-in one.
    pub(super) fn own_path(&self, name: &str) -> Option<&Arc<str>> {
        self.own.get(name).map(|(path, _)| path)
    }

    /// The names of the strings that templates may say.
    pub(super) fn strings(&self) -> impl Iterator<Item = &str> {
        self.strings.words(Lang::Fr).map(|(key, _)| key)
    }

    /// Whether the workspace has a template of its own.
    pub(super) fn has_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// Renders one template, and gives its text to `then`; the name has no prefix (`chapter.html`).
    pub(super) fn render<T>(
        &self,
        template: &str,
        context: &Context,
        then: impl FnOnce(&str) -> T,
    ) -> Result<T, Box<Finding>> {
        let _span = info_span!("template", of = template).entered();
        let mut text = Vec::with_capacity(LENGTH);
        self.tera.render_to(template, context, &mut text).map_err(|error| {
            let found = refusal::findings(&error, &self.own, &[]).into_iter().next();
            Box::new(found.expect("an error gives at least one finding"))
        })?;
        Ok(then(utf8(&text).expect("templates and what they are given are text")))
    }
}

/// `{{ t(key="…", n=3, name="…") }}`: a string of the theme in the language of the context's `lang`.
fn say(strings: Arc<Strings>) -> impl Fn(Kwargs, &State) -> tera::TeraResult<String> + Send + Sync + 'static {
    move |arguments, state| {
        let key: &str = arguments.must_get("key")?;
        let lang = state.get::<Value>("lang")?.and_then(|code| Lang::from_code(code.as_str()?)).unwrap_or_default();
        let values: Vec<(&str, Cow<str>)> = arguments
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value)))
            .filter(|(name, _)| *name != "key")
            .map(|(name, value)| (name, value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)))
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        strings.say(lang, key, &values).ok_or_else(|| tera::Error::message(format!("Unknown string `{key}`")))
    }
}
