//! Template files → one tera; what tera refuses → findings at the template's own place (`refusal`).

use super::files::Own;
use super::refusal;
use super::strings::Strings;
use crate::finding::Finding;
use crate::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, State, Tera};
use tracing::info_span;

/// The templates of a theme, ready to render.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    own: OwnTemplates,
}

/// The templates of the workspace: name in tera (`user/base.html`) → path in the workspace and text.
pub(super) type OwnTemplates = BTreeMap<String, (Arc<str>, Arc<str>)>;

/// Names of the workspace's templates in tera; `{% extends "base.html" %}` looks there first.
pub(super) const OWN: &str = "user/";
/// Names of the built-in ones; `{% extends "default/base.html" %}` reaches what an own template replaces.
pub(super) const BUILT_IN: &str = "default/";

/// Loads every template at once. An own template with a syntax error is reported and left out, so that all are reported.
pub(super) fn compile(
    built_in: &BTreeMap<String, &'static str>,
    own: &BTreeMap<&str, Own>,
    strings: Arc<Strings>,
    findings: &mut Vec<Finding>,
) -> Option<Templates> {
    let mut sound = OwnTemplates::new();
    for (path, file) in own {
        let (Some(name), Some(text)) = (path.strip_prefix("templates/"), &file.file.text) else { continue };
        let name = format!("{OWN}{name}");
        let entry = (Arc::clone(file.path), Arc::clone(text));
        // Alone, a template may miss its parent or our functions; only its syntax can be judged.
        match Tera::new().add_raw_template(&name, text) {
            Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => {
                let alone = OwnTemplates::from([(name, entry)]);
                findings.extend(refusal::findings(&error, &alone, &[]));
            }
            _ => {
                sound.insert(name, entry);
            }
        }
    }
    let mut tera = Tera::new();
    tera.register_function("t", say(strings));
    let built_in = built_in
        .iter()
        .filter_map(|(path, text)| Some((format!("{BUILT_IN}{}", path.strip_prefix("templates/")?), *text)));
    let all: Vec<(String, String)> = built_in
        .map(|(name, text)| (name, text.to_owned()))
        .chain(sound.iter().map(|(name, (_, text))| (name.clone(), text.to_string())))
        .collect();
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let names: Vec<String> = names.iter().filter_map(|name| Some(name.split_once('/')?.1.to_owned())).collect();
    let loaded = tera.set_fallback_prefixes([OWN, BUILT_IN]).and_then(|()| tera.add_raw_templates(all));
    match loaded {
        Ok(()) => Some(Templates { tera, own: sound }),
        Err(error) => {
            findings.extend(refusal::findings(&error, &sound, &names));
            None
        }
    }
}

impl Templates {
    /// Renders one template; the name has no prefix (`chapter.html`).
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<String, Box<Finding>> {
        let _span = info_span!("template", of = template).entered();
        self.tera.render(template, context).map_err(|error| {
            let found = refusal::findings(&error, &self.own, &[]).into_iter().next();
            Box::new(found.expect("an error gives at least one finding"))
        })
    }
}

/// `{{ t(key="…", n=3, name="…") }}`: a string of the theme in the language of the context's `lang`.
fn say(strings: Arc<Strings>) -> impl Fn(Kwargs, &State) -> tera::TeraResult<String> + Send + Sync + 'static {
    move |arguments, state| {
        let key: &str = arguments.must_get("key")?;
        let lang = state.get::<String>("lang")?.and_then(|code| Lang::from_code(&code)).unwrap_or_default();
        let values: Vec<(&str, String)> = arguments
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value)))
            .filter(|(name, _)| *name != "key")
            .map(|(name, value)| (name, value.to_string()))
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        strings.say(lang, key, &values).ok_or_else(|| tera::Error::message(format!("Unknown string `{key}`")))
    }
}
