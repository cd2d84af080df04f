//! Themes of users: what they replace, and what they are told of their mistakes.

use super::{Theme, context, load};
use crate::finding::{Checked, Code};
use crate::model::{Layer, Legal, Organisation, Report, ThemeSettings};
use crate::source::{File, Sources};
use crate::text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

fn report(theme: &str) -> Report {
    Report {
        organisation: Organisation { name: "Caisse".to_owned(), of_name: None, logo: None, contact: None },
        languages: vec![Lang::Fr, Lang::En],
        address: None,
        targets: Vec::new(),
        theme: ThemeSettings {
            name: theme.to_owned(),
            layers: [(theme, true), ("default", false)]
                .map(|(name, is_own)| Layer { name: name.to_owned(), is_own })
                .to_vec(),
            ..ThemeSettings::default()
        },
        legal: Legal::default(),
        editions: Vec::new(),
        people: Vec::new(),
        glossary: Vec::new(),
        assets: BTreeMap::new(),
    }
}

fn sources(files: &[(&str, &str)]) -> Sources {
    let file = |text: &str| File { bytes: text.as_bytes().into(), text: Some(text.into()) };
    Sources { files: files.iter().map(|(path, text)| (Arc::from(*path), file(text))).collect() }
}

/// A theme `maison` of these files.
fn with(files: &[(&str, &str)]) -> Checked<Theme> {
    load(&sources(files), &report("maison"))
}

pub(super) fn sound(files: &[(&str, &str)]) -> Theme {
    let checked = with(files);
    assert_eq!(checked.findings, []);
    checked.value.expect("a theme without findings loads")
}

#[derive(serde::Serialize)]
struct View {
    title: &'static str,
}

const VIEW: View = View { title: "Titre & suite" };

/// The only finding: its code, the text it points at, its message and its remedy in French.
fn only(checked: &Checked<Theme>, text: &str) -> (Code, String, String, String) {
    assert_eq!(checked.findings.len(), 1, "{:?}", checked.findings);
    let finding = &checked.findings[0];
    let at = finding.place.as_ref().map_or("", |place| &text[place.span.clone()]);
    let remedy = finding.remedy.as_ref().map_or(String::new(), |remedy| remedy.fr.clone());
    (finding.code, at.to_owned(), finding.message.fr.clone(), remedy)
}

#[test]
fn a_template_of_the_user_replaces_the_built_in_one() {
    let theme = sound(&[("themes/maison/templates/contact.html", "<b>{{ title }}</b>")]);
    assert_eq!(
        theme.render("contact.html", &context(Lang::Fr, &VIEW)).expect("it renders"),
        "<b>Titre &amp; suite</b>"
    );
}

#[test]
fn a_template_may_reach_the_one_it_replaces() {
    let own = "<div>{% set lead = \"\" %}{% include \"default/opening-plain.html\" %}</div>";
    let theme = sound(&[("themes/maison/templates/opening-plain.html", own)]);
    let html = theme.render("opening-plain.html", &context(Lang::Fr, &VIEW)).expect("it renders");
    assert!(html.starts_with("<div>") && html.contains("<h1>Titre &amp; suite</h1>"), "{html}");
}

#[test]
fn words_are_replaced_one_by_one() {
    let mut report = report("maison");
    report.theme.strings = vec![("home".to_owned(), "Départ".to_owned())];
    let files = sources(&[("themes/maison/i18n/fr.yaml", "home: Début\ncover: La une\nnew-word: Neuf\n")]);
    let theme = load(&files, &report).value.expect("sound");
    assert_eq!(theme.say(Lang::Fr, "home", &[]), "Départ");
    assert_eq!(theme.say(Lang::Fr, "cover", &[]), "La une");
    assert_eq!(theme.say(Lang::Fr, "new-word", &[]), "Neuf");
    assert_eq!(theme.say(Lang::En, "home", &[]), "Home");
}

#[test]
fn the_number_chooses_singular_or_plural() {
    let theme = sound(&[("themes/maison/README.md", "")]);
    let count = |lang, n| theme.say(lang, "highlight-count", &[("n", n)]);
    assert_eq!(count(Lang::Fr, "0"), "0 fait marquant");
    assert_eq!(count(Lang::Fr, "7"), "7 faits marquants");
    assert_eq!(count(Lang::En, "0"), "0 highlights");
    assert_eq!(count(Lang::En, "1"), "1 highlight");
}

#[test]
fn both_languages_have_the_same_words() {
    let theme = sound(&[("themes/maison/README.md", "")]);
    assert_eq!(theme.strings.keys(Lang::Fr), theme.strings.keys(Lang::En));
}

#[test]
fn a_field_that_does_not_exist_is_shown_in_the_template() {
    let text = "<p>\n{{ titel }}</p>";
    let view = "<p>{{ page.titel }}</p>";
    let theme = sound(&[("themes/maison/templates/contact.html", text), ("themes/maison/templates/free.html", view)]);
    let finding = theme.render("contact.html", &context(Lang::Fr, &VIEW)).expect_err("an unknown field");
    let place = finding.place.as_ref().expect("a place");
    assert_eq!(&*place.file, "themes/maison/templates/contact.html");
    assert_eq!(&text[place.span.clone()], "titel");
    let mut context = context(Lang::Fr, &VIEW);
    context.insert("page", &VIEW_OF_PAGE);
    let finding = theme.render("free.html", &context).expect_err("an unknown field");
    assert_eq!(finding.message.fr, "le champ « titel » n’existe pas ; les champs sont : title");
    assert_eq!(finding.remedy.as_ref().map(|it| it.en.as_str()), Some("did you mean `title`?"));
}

const VIEW_OF_PAGE: View = View { title: "" };

#[test]
fn every_syntax_error_is_reported_at_its_line() {
    let checked = with(&[
        ("themes/maison/templates/a.html", "ligne\n{% if %}\n"),
        ("themes/maison/templates/b.html", "{{ title"),
        ("themes/maison/templates/c.html", "{{ title | majuscules }}"),
    ]);
    assert!(checked.value.is_none());
    let places: Vec<(&str, usize)> = checked
        .findings
        .iter()
        .map(|finding| {
            assert_eq!(finding.code, Code::ThemeTemplate);
            let place = finding.place.as_ref().expect("a place");
            (&*place.file, place.span.start)
        })
        .collect();
    assert_eq!(places.len(), 3, "{:?}", checked.findings);
    assert_eq!(places[0].0, "themes/maison/templates/a.html");
    assert!((6..15).contains(&places[0].1), "{places:?}");
    assert_eq!(places[1].0, "themes/maison/templates/b.html");
    assert_eq!(places[2], ("themes/maison/templates/c.html", 11));
}

#[test]
fn names_that_do_not_exist_are_said_in_french() {
    let text = "é {{ title | majuscules }}";
    let checked = with(&[("themes/maison/templates/a.html", text)]);
    let (code, at, message, _) = only(&checked, text);
    assert_eq!((code, at.as_str()), (Code::ThemeTemplate, "majuscules"));
    assert_eq!(message, "le filtre « majuscules » n’existe pas dans ce thème");

    let text = "{% include \"blocks/focuss.html\" %}";
    let (_, _, message, remedy) = only(&with(&[("themes/maison/templates/a.html", text)]), text);
    assert_eq!(message, "le modèle « blocks/focuss.html » n’existe pas dans ce thème");
    assert_eq!(remedy, "vouliez-vous dire « blocks/focus.html » ?");

    let text = "{% extends \"bas.html\" %}";
    let (_, at, _, remedy) = only(&with(&[("themes/maison/templates/a.html", text)]), text);
    assert_eq!((at.as_str(), remedy.as_str()), ("bas.html", "vouliez-vous dire « base.html » ?"));
}

#[test]
fn a_word_that_does_not_exist_is_shown_where_it_is_said() {
    let text = "{{ t(key=\"hom\") }}";
    let theme = sound(&[("themes/maison/templates/contact.html", text)]);
    let finding = theme.render("contact.html", &context(Lang::Fr, &VIEW)).expect_err("an unknown string");
    assert_eq!(finding.message.fr, "le texte « hom » n’existe pas dans ce thème");
    assert!(text[finding.place.expect("a place").span].contains("t(key"));
}

#[test]
fn a_string_of_the_report_that_no_template_says_is_a_finding() {
    let typed = "theme:\n  textes: {acueil: Départ, home: Départ}\n";
    let mut report = report("default");
    report.theme.strings = vec![("hommes".to_owned(), "Départ".to_owned())];
    let checked = load(&sources(&[("report.yaml", typed)]), &report);
    assert_eq!(only(&checked, typed).0, Code::ThemeString);
}

#[test]
fn a_broken_file_of_words_is_shown_at_its_line() {
    let text = "home: Début\ncover: [1, 2]\n";
    let (code, _, _, _) = only(&with(&[("themes/maison/i18n/fr.yaml", text)]), text);
    assert_eq!(code, Code::YamlSyntax);
}

#[test]
fn sheets_of_the_user_replace_those_of_the_same_name_and_come_last_otherwise() {
    let theme = sound(&[
        ("themes/maison/styles/zz.css", "b { color: red }"),
        ("themes/maison/styles/layout.css", ".empty { src: url(\"fonts/text.woff2\") }"),
        ("themes/maison/fonts/text.woff2", "octets"),
    ]);
    assert!(theme.styles.starts_with("@layer "), "the order of the layers comes first");
    assert!(theme.styles.ends_with("b{color:red}"));
    assert!(theme.styles.contains(".empty{src:url") && !theme.styles.contains(".col-margin{grid-column:1 / span 3"));
    assert!(theme.styles.contains("--ribbon-1"), "the palette is in the sheet");
    let name = crate::site::fingerprinted("fonts/text.woff2", b"octets");
    assert_eq!(theme.files.keys().collect::<Vec<_>>(), [&name]);
    assert!(theme.styles.contains(&format!("url(\"{name}\")")));
}

#[test]
fn a_picture_that_a_template_names_keeps_its_name_too() {
    let theme = sound(&[
        ("themes/maison/styles/zz.css", "b { background: url(images/a.svg) } i { background: url(images/b.svg) }"),
        ("themes/maison/templates/contact.html", "<img src=\"../theme/images/a.svg\" alt=\"\">"),
        ("themes/maison/images/a.svg", "a"),
        ("themes/maison/images/b.svg", "b"),
    ]);
    let named = |path: &str, bytes: &[u8]| crate::site::fingerprinted(path, bytes);
    let expected = [named("images/a.svg", b"a"), "images/a.svg".to_owned(), named("images/b.svg", b"b")];
    assert_eq!(theme.files.keys().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
}

#[test]
fn scripts_lose_what_only_authors_read_and_those_of_the_user_stay_as_typed() {
    let own = "// a note\nconst one = 1\nconst two = 2\n";
    let theme = sound(&[("themes/maison/scripts/zz.js", own)]);
    assert!(theme.script.ends_with(own), "{}", theme.script);
    let built_in = theme.script.strip_suffix(own).expect("it comes last");
    assert!(!built_in.contains("/*") && !built_in.contains("\n  "), "{built_in}");
}
