//! `report.yaml`, `people.yaml` and `glossary.yaml` → organisation, legal data, people, terms.

use super::assets::Assets;
use super::audit;
use super::fields::{At, Fields};
use super::layout::Path;
use super::targets;
use super::theme;
use super::typeset;
use super::yaml::{Node, Value};
use crate::finding::{Code, Finding, Place, Severity, phrase};
use crate::model::{Contact, Legal, Organisation, Person, PublishTarget, Term, ThemeSettings};
use crate::source::Sources;
use crate::text::fold::fold;
use crate::text::{Lang, typography};
use std::ops::Range;

/// What `report.yaml` says.
pub(super) struct Settings {
    pub(super) organisation: Organisation,
    pub(super) address: Option<String>,
    /// Nothing when one of them cannot be used.
    pub(super) targets: Option<Vec<PublishTarget>>,
    pub(super) theme: ThemeSettings,
    pub(super) legal: Legal,
}

/// Text of the settings, typeset in the report's language.
pub(super) fn typeset(text: At<String>, lang: Lang) -> String {
    typeset::text(&text.value, lang)
}

/// The languages of a report, read before anything else: they decide how numbers and keys are read.
pub(super) fn languages(file: &Path, node: &Node, findings: &mut Vec<Finding>) -> Vec<Lang> {
    // The findings of the other keys are made once, by `settings`.
    let mut ignored = Vec::new();
    let codes = Fields::of(file, node, Lang::Fr, &mut ignored).texts("languages");
    let mut languages = Vec::new();
    for code in codes {
        match Lang::from_code(&code.value) {
            Some(lang) if !languages.contains(&lang) => languages.push(lang),
            Some(_) => {}
            None => {
                let typed = &code.value;
                findings.push(
                    Finding::new(
                        Code::ValueChoice,
                        Place::new(file, code.span.clone()),
                        phrase!("la langue « {typed} » n’est pas connue", "the language `{typed}` is not known"),
                    )
                    .remedy(phrase!("écrivez « fr » ou « en »", "write `fr` or `en`")),
                );
            }
        }
    }
    if languages.is_empty() {
        languages.push(Lang::Fr);
    }
    languages
}

/// Reads `report.yaml`.
pub(super) fn settings<'w>(
    file: &Path,
    node: &Node,
    lang: Lang,
    sources: &'w Sources,
    assets: &mut Assets<'w>,
    findings: &mut Vec<Finding>,
) -> Settings {
    let mut wanted = Vec::new();
    let mut fields = Fields::of(file, node, lang, findings);
    let _ = fields.node("languages");
    let address = fields.text("address").and_then(|address| site_address(&mut fields, address));
    let (organisation_node, theme_node, legal_node) =
        (fields.node("organisation"), fields.node("theme"), fields.node("legal"));
    let targets_node = fields.node("publish");
    if organisation_node.is_none() {
        fields.missing("organisation");
    }
    fields.finish();
    let organisation = match organisation_node {
        Some(node) => organisation(Fields::of(file, node, lang, findings), lang, &mut wanted),
        None => Organisation { name: String::new(), of_name: None, logo: None, contact: None },
    };
    let logo = wanted.pop().and_then(|logo: At<String>| match assets.find(file, &logo.value, logo.span) {
        Ok(id) => Some(id),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    });
    let mut reading = theme::Reading { sources, lang, assets, findings };
    let (theme, theme_logo) = theme::settings(file, theme_node, &mut reading);
    let legal = legal(file, legal_node, node.span.start..node.span.start, lang, findings);
    let before = findings.len();
    let targets = targets_node.map(|node| targets::read(file, node, lang, findings)).unwrap_or_default();
    let targets = findings[before..].iter().all(|finding| finding.severity < Severity::Error).then_some(targets);
    Settings {
        organisation: Organisation { logo: logo.or(theme_logo), ..organisation },
        address,
        targets,
        theme,
        legal,
    }
}

/// `https://…/`, with its final slash.
pub(super) fn site_address(fields: &mut Fields, address: At<String>) -> Option<String> {
    let typed = address.value.trim().to_owned();
    let host = typed.strip_prefix("https://").or(typed.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains([' ', '"', '<', '>', '?', '#'])) {
        let message = phrase!("« {typed} » n’est pas l’adresse d’un site", "`{typed}` is not the address of a site");
        fields.find(Code::ValueType, address.span, message).remedy = Some(phrase!(
            "écrivez par exemple https://rapport.example.org/",
            "write for instance https://report.example.org/"
        ));
        return None;
    }
    Some(if typed.ends_with('/') { typed } else { format!("{typed}/") })
}

fn organisation(mut fields: Fields, lang: Lang, wanted: &mut Vec<At<String>>) -> Organisation {
    let name = fields.required("name").map(|name| typeset(name, lang)).unwrap_or_default();
    let of_name = fields.text("of_name").map(|name| typeset(name, lang));
    wanted.extend(fields.text("logo"));
    let contact = fields.text("contact");
    if let Some(unreachable) = contact.as_ref().filter(|contact| !is_way(contact.value.trim())) {
        let typed = &unreachable.value;
        let message = phrase!(
            "« {typed} » n’est ni une adresse électronique, ni celle d’une page, ni un téléphone",
            "`{typed}` is neither an e-mail address, nor that of a page, nor a telephone number"
        );
        fields.find(Code::ValueType, unreachable.span.clone(), message).remedy = Some(phrase!(
            "écrivez par exemple contact@example.org, ou https://example.org/contact",
            "write for instance contact@example.org, or https://example.org/contact"
        ));
    }
    let contact = contact.map(|contact| contact.value.trim().to_owned());
    fields.finish();
    Organisation { name, of_name, logo: None, contact }
}

/// Whether readers can follow it: it stands at the foot of every page.
fn is_way(contact: &str) -> bool {
    let is_number = contact.bytes().filter(u8::is_ascii_digit).count() >= 4 && !contact.contains(char::is_alphabetic);
    let is_mail = contact.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_way = is_mail || contact.starts_with("https://") || contact.starts_with("http://");
    is_number || (is_way && !contact.contains(char::is_whitespace))
}

/// Legal data; what the law asks and is empty is a warning.
fn legal(file: &Path, node: Option<&Node>, top: Range<usize>, lang: Lang, findings: &mut Vec<Finding>) -> Legal {
    let empty = Node { span: top, value: Value::Null };
    let mut fields = Fields::of(file, node.unwrap_or(&empty), lang, findings);
    let span = fields.span();
    let (publisher, host, audit) = (fields.node("publisher"), fields.node("host"), fields.node("audit"));
    let technologies = fields.texts("technologies").into_iter().map(|text| typeset(text, lang)).collect();
    let mut text = |key| fields.text(key).map(|text| typeset(text, lang));
    let mut legal = Legal {
        legal_form: text("legal_form"),
        director: text("director"),
        data_officer: text("data_officer"),
        credits: text("credits"),
        data_licence: text("data_licence"),
        accessibility_contact: text("accessibility_contact"),
        scheme: text("scheme"),
        action_plan: text("action_plan"),
        technologies,
        ..Legal::default()
    };
    fields.finish();
    legal.publisher = contact(file, publisher, lang, findings);
    legal.host = contact(file, host, lang, findings);
    legal.audit = audit.and_then(|node| audit::read(file, node, lang, findings));
    let asked = [
        ("editeur.nom", legal.publisher.name.is_some()),
        ("editeur.adresse", legal.publisher.address.is_some()),
        ("directeur", legal.director.is_some()),
        ("hebergeur.nom", legal.host.name.is_some()),
        ("hebergeur.adresse", legal.host.address.is_some()),
        ("contact_accessibilite", legal.accessibility_contact.is_some()),
    ];
    let missing: Vec<_> = asked.iter().filter(|(_, is_there)| !is_there).map(|(key, _)| *key).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        findings.push(
            Finding::new(
                Code::LegalMissing,
                Place::new(file, span),
                phrase!(
                    "les mentions légales n’ont pas tout ce que la loi demande : {missing}",
                    "the legal notice lacks what the law asks for: {missing}"
                ),
            )
            .remedy(phrase!("complétez « mentions » dans report.yaml", "complete `legal` in report.yaml")),
        );
    }
    legal
}

fn contact(file: &Path, node: Option<&Node>, lang: Lang, findings: &mut Vec<Finding>) -> Contact {
    let Some(node) = node else { return Contact::default() };
    let mut fields = Fields::of(file, node, lang, findings);
    let contact = Contact {
        name: fields.text("name").map(|text| typeset(text, lang)),
        address: fields.text("address").map(|text| typeset(text, lang)),
        phone: fields.text("phone").map(|text| text.value),
        email: fields.text("email").map(|text| text.value),
    };
    fields.finish();
    contact
}

/// Reads `people.yaml`.
pub(super) fn people(
    file: &Path,
    node: &Node,
    lang: Lang,
    assets: &mut Assets,
    findings: &mut Vec<Finding>,
) -> Vec<Person> {
    let entries = Fields::of(file, node, lang, findings).entries_of(node).unwrap_or_default();
    let mut people = Vec::new();
    for (key, node) in entries {
        let mut fields = Fields::of(file, node, lang, findings);
        let name = fields.text("name").map(|text| typeset(text, lang));
        let roles: Vec<_> = fields.texts("role").into_iter().map(|text| typeset(text, lang)).collect();
        let place = fields.text("place").map(|text| typeset(text, lang));
        let portrait = fields.text("portrait");
        let rights = fields.text("rights").map(|text| text.value);
        let rights_until = fields.dated("rights_until").map(|until| (until.value, Place::new(file, until.span)));
        if name.is_none() && roles.is_empty() {
            fields.missing("role");
        }
        if let (Some(portrait), None) = (&portrait, &rights) {
            let message = phrase!(
                "un portrait demande la référence de l’autorisation écrite",
                "a portrait needs the reference of the written authorisation"
            );
            fields.find(Code::KeyMissing, portrait.span.clone(), message).remedy =
                Some(phrase!("ajoutez « droits: … »", "add `rights: …`"));
        }
        fields.finish();
        let portrait = portrait.and_then(|typed| match assets.find(file, &typed.value, typed.span) {
            Ok(id) => Some(id),
            Err(finding) => {
                findings.push(*finding);
                None
            }
        });
        people.push(Person { id: key.name.clone(), name, roles, place, portrait, rights, rights_until });
    }
    people
}

/// Reads `glossary.yaml`, in alphabetical order.
pub(super) fn glossary(file: &Path, node: &Node, lang: Lang, findings: &mut Vec<Finding>) -> Vec<Term> {
    let entries = Fields::of(file, node, lang, findings).entries_of(node).unwrap_or_default();
    let mut terms = Vec::new();
    for (key, node) in entries {
        let term = key.name.clone();
        if let Value::Scalar(meaning) = &node.value {
            let meaning = typography::correct(meaning, None, lang).into_owned();
            terms.push(Term { term, meaning, definition: None, expand: true });
            continue;
        }
        let mut fields = Fields::of(file, node, lang, findings);
        let meaning = fields.required("meaning").map(|text| typeset(text, lang));
        let definition = fields.text("definition").map(|text| typeset(text, lang));
        let expand = fields.boolean("expand").unwrap_or(true);
        fields.finish();
        if let Some(meaning) = meaning {
            terms.push(Term { term, meaning, definition, expand });
        }
    }
    terms.sort_by_cached_key(|term| (fold(&term.term), term.term.clone()));
    terms
}
