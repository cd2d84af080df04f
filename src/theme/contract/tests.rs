//! Templates of users → what they are told of the names in them.

use super::tags::{Kind, tags};
use super::{Field, Shape};
use crate::theme::tests::sound;
use std::collections::BTreeMap;

fn field(shape: Shape) -> Field {
    Field { shape, may_be_none: false, about: String::new() }
}

fn fields(of: &[(&str, Shape)]) -> Shape {
    Shape::Fields(of.iter().map(|(name, shape)| ((*name).to_owned(), field(shape.clone()))).collect())
}

/// `free.html` gets `title`, `body`, `page {title}` and `chapters [{label, groups [{title}]}]`.
fn entries() -> BTreeMap<String, Shape> {
    let groups = Shape::List(Box::new(fields(&[("title", Shape::Plain)])));
    let chapters = Shape::List(Box::new(fields(&[("label", Shape::Plain), ("groups", groups)])));
    let page = fields(&[("title", Shape::Plain)]);
    let free = fields(&[("title", Shape::Plain), ("body", Shape::Plain), ("page", page), ("chapters", chapters)]);
    BTreeMap::from([("free.html".to_owned(), free)])
}

/// What is pointed at in `free.html`, and the first remedy.
fn told(text: &str) -> Vec<(String, String)> {
    let theme = sound(&[("themes/maison/templates/free.html", text)]);
    let findings = theme.faults(entries);
    let told = findings.iter().map(|finding| {
        let span = finding.place.as_ref().expect("a place").span.clone();
        (text[span].to_owned(), finding.remedy.as_ref().map_or(String::new(), |remedy| remedy.en.clone()))
    });
    told.collect()
}

fn pointed(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(at, _)| at).collect()
}

#[test]
fn a_field_that_does_not_exist_is_found_in_any_branch() {
    let text = "{% if title %}{{ title }}{% elif page.titel %}x{% else %}{{ chapter.label }}{% endif %}";
    let expected = [("titel", "did you mean `title`?"), ("chapter", "did you mean `chapters`?")];
    assert_eq!(told(text), expected.map(|(at, remedy)| (at.to_owned(), remedy.to_owned())));
}

#[test]
fn loops_and_assignments_are_followed() {
    let sound = "{% for c in chapters %}{{ loop.index }}{{ c.label }}{% for g in c.groups %}{{ g.title }}{% endfor %}{% endfor %}";
    assert_eq!(pointed(sound), [""; 0]);
    let wrong = "{% for c in chapters %}{% set of = c.groups | reverse %}{% for g in of %}{{ g.titre }}{{ c.groups[0].label }}{% endfor %}{% endfor %}{{ c.label }}";
    assert_eq!(pointed(wrong), ["titre", "label", "c"]);
    assert_eq!(pointed("{% set last = chapters | last %}{{ last.lable }}"), ["lable"]);
    assert_eq!(pointed("{{ chapters.label }}{{ title.label }}"), ["label", "label"]);
}

#[test]
fn what_is_asked_with_care_or_not_understood_is_right() {
    for text in [
        "{% if subtitle is defined %}{{ subtitle }}{% endif %}",
        "{% if subtitle is not defined %}{% endif %}",
        "{{ subtitle | default(value=\"\") }}{{ author?.name }}",
        "{{ [c.label for c in chapters] | join(sep=\", \") }}",
        "{# {{ titel }} #}{% raw %}{{ titel }}{% endraw %}{{ 'titel' }}",
        "{{ title ~ \" {{ titel }}\" | upper }}{{ page[\"title\"] }}",
        "{% set x = {\"titel\": title} %}{{ x.titel }}",
    ] {
        assert_eq!(pointed(text), [""; 0], "{text}");
    }
}

#[test]
fn names_between_brackets_and_in_arguments_are_judged() {
    assert_eq!(pointed("{{ chapters[titel].label }}"), ["titel"]);
    assert_eq!(pointed("{{ t(key=\"home\", n=titel) }}{{ title | replace(from=titre, to=\"\") }}"), ["titel", "titre"]);
    assert_eq!(pointed("{{ page[\"titel\"] }}"), ["titel"]);
}

#[test]
fn a_word_that_does_not_exist_is_found_before_it_is_said() {
    assert_eq!(
        told("{% if not title %}{{ t(key=\"hom\") }}{% endif %}"),
        [("hom".to_owned(), "did you mean `home`?".to_owned())]
    );
    assert_eq!(pointed("{{ t(key=\"conformity-\" ~ page.title) }}"), [""; 0]);
}

#[test]
fn included_templates_see_what_the_including_one_has_set() {
    let files = [
        ("themes/maison/templates/free.html", "{% set one = title %}{% include \"part.html\" %}"),
        ("themes/maison/templates/part.html", "{{ one }}{{ two }}"),
    ];
    let findings = sound(&files).faults(entries);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(&*findings[0].place.as_ref().expect("a place").file, "themes/maison/templates/part.html");
}

#[test]
fn parents_and_blocks_are_followed() {
    let text = "{% extends \"base.html\" %}{% block main %}{{ titel }}{% endblock main %}";
    let theme = sound(&[("themes/maison/templates/free.html", text)]);
    // The built-in parent asks for much that this small page does not have: only the own template is judged.
    let findings = theme.faults(entries);
    assert_eq!(findings.len(), 1, "{findings:?}");
}

#[test]
fn tags_are_read_as_tera_reads_them() {
    let text = "a {{- x?.y -}} { {%- if a == \"%}\" %}{# {{ z }} #}{% raw %}{{ z }}{% endraw %}";
    let tags = tags(text);
    let words: Vec<Vec<&str>> = tags.iter().map(|tag| tag.words.iter().map(|word| word.text).collect()).collect();
    assert_eq!(words, [vec!["x", "?.", "y"], vec!["if", "a", "==", "%}"], vec!["raw"], vec!["endraw"]]);
    assert_eq!(tags[1].words[3].kind, Kind::Text);
    for text in ["{{", "{%", "{{ \"", "{#", "{% raw %}", "{{ a[", "{{ é }}"] {
        super::tags::tags(text);
    }
}
