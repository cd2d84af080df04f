//! What the parser must give for texts as people write them, and what no text may do to it.

use super::{Doc, Inline, Node, RawBlock, RawInline, parse};
use crate::finding::{Code, Finding};
use proptest::prelude::*;
use std::sync::Arc;

fn read(text: &str) -> (Doc, Vec<Finding>) {
    parse(&Arc::from("a.md"), text, 0)
}

fn clean(text: &str) -> Doc {
    let (doc, findings) = read(text);
    assert!(findings.is_empty(), "{findings:#?}");
    doc
}

fn codes(text: &str) -> Vec<Code> {
    read(text).1.iter().map(|finding| finding.code).collect()
}

fn directive(node: &Node<RawBlock, RawInline>) -> &RawBlock {
    match node {
        Node::Directive(block) => block,
        other => panic!("not a directive: {other:?}"),
    }
}

fn plain(inlines: &[Inline<RawInline>]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text, _) => text.clone(),
            Inline::Superscript(content) => format!("^{}^", plain(content)),
            Inline::Subscript(content) => format!("~{}~", plain(content)),
            Inline::Emphasis(content) | Inline::Strong(content) => plain(content),
            Inline::Cite(RawInline::Directive(typed), _) => format!("<{}:{}>", typed.name, typed.label),
            Inline::NoteCall(call) => format!("<note {call}>"),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn containers_nest_and_keep_their_places() {
    let text =
        "Avant.\n::::dossier[Un *titre*]\nTexte\n:::focus[Zoom]{surtitre=\"Un mot\"}\nDedans\n:::\nAprès\n::::\nFin\n";
    let doc = clean(text);
    assert_eq!(doc.nodes.len(), 3);
    let dossier = directive(&doc.nodes[1]);
    assert_eq!((dossier.name.as_str(), dossier.label_text.as_str()), ("dossier", "Un *titre*"));
    assert_eq!(&text[dossier.span.clone()], "::::dossier[Un *titre*]");
    let body = dossier.body.as_ref().expect("a container");
    assert_eq!(body.len(), 3);
    let focus = directive(&body[1]);
    assert_eq!(focus.attributes[0].value, "Un mot");
    assert_eq!(&text[focus.attributes[0].value_span.clone()], "Un mot");
}

#[test]
fn fences_of_equal_length_close_the_innermost() {
    let doc = clean(":::dossier[A]\n:::focus[B]\nx\n:::\ny\n:::\n");
    let body = directive(&doc.nodes[0]).body.as_ref().expect("a container");
    assert_eq!(body.len(), 2);
}

#[test]
fn directives_interrupt_paragraphs_lists_tables_and_definitions() {
    for before in ["texte", "- un\n- deux", "| a | b |\n|---|---|\n| 1 | 2 |", "Nom\n: sens", "> cité", "1. un"] {
        let doc = clean(&format!("{before}\n::graphique[x]\naprès\n"));
        assert_eq!(directive(&doc.nodes[1]).name, "graphique", "after {before:?}");
        assert_eq!(doc.nodes.len(), 3, "after {before:?}");
    }
}

#[test]
fn directives_in_code_are_code() {
    let doc = clean("```\n:::focus\n```\n\n`:chiffre[x]` et \\:chiffre[y]\n");
    assert_eq!(doc.nodes[0], Node::Code(":::focus\n".to_owned()));
    assert!(
        matches!(&doc.nodes[1], Node::Paragraph(inlines) if inlines.iter().all(|i| !matches!(i, Inline::Cite(..))))
    );
}

#[test]
fn inline_directives_scripts_and_notes() {
    let text = "Les :chiffre[actes]{annee=2021} de CO~2~, le 1^er^ du mois[^1], à 12:30.\n\n[^1]: Une note.\n";
    let doc = clean(text);
    let Node::Paragraph(inlines) = &doc.nodes[0] else { panic!("a paragraph") };
    assert_eq!(plain(inlines), "Les <chiffre:actes> de CO~2~, le 1^er^ du mois<note 0>, à 12:30.");
    let Inline::Cite(RawInline::Directive(directive), _) = &inlines[1] else { panic!("a directive") };
    assert_eq!(&text[directive.span.clone()], ":chiffre[actes]{annee=2021}");
    assert_eq!(doc.notes.len(), 1);
}

#[test]
fn notes_resolve_across_containers() {
    let doc = clean(":::focus[A]\nIci[^n].\n:::\n\n[^n]: La note.\n");
    assert_eq!((doc.nodes.len(), doc.notes.len()), (1, 1));
}

#[test]
fn mistakes_are_found_where_they_are() {
    assert_eq!(codes(":::focus[A]\nx\n"), [Code::DirectiveUnclosed]);
    assert_eq!(codes("x\n:::\n"), [Code::DirectiveStray]);
    assert_eq!(codes(":::focus Titre\nx\n:::\n"), [Code::DirectiveSyntax]);
    assert_eq!(codes("::image[a]{src=\"x}\n"), [Code::DirectiveSyntax]);
    assert_eq!(codes("::image[a]{src=x src=y}\n"), [Code::DirectiveSyntax]);
    assert_eq!(codes("> :::focus[A]\n> x\n"), [Code::DirectiveMisplaced]);
    assert_eq!(codes("Voir ::graphique[x] là\n"), [Code::DirectiveMisplaced]);
    assert_eq!(codes("Un appel[^x].\n"), [Code::NoteUnknown]);
    assert_eq!(codes("Rien.\n\n[^x]: note\n"), [Code::NoteUnused]);
    assert_eq!(codes("<div>x</div>\n"), [Code::HtmlForbidden]);
    assert_eq!(codes("a <script>x</script>\n"), [Code::HtmlForbidden]);
    assert_eq!(codes("a </b>\n"), [Code::HtmlForbidden]);
    assert_eq!(codes(":::::dossier[A]\n::::focus[B]\nx\n:::::\n"), [Code::DirectiveUnclosed]);
    assert_eq!(codes(&format!("{}x", "> ".repeat(500))), [Code::NestingDepth]);
}

#[test]
fn places_are_offsets_of_the_whole_file() {
    let text = "---\ntitre: A\n---\nx\n:::\n";
    let (_, findings) = parse(&Arc::from("a.md"), text, 17);
    let place = findings[0].place.clone().expect("a place");
    assert_eq!(&text[place.span], ":::");
}

/// Lines that look like content, with a numbered word in each.
fn line() -> impl Strategy<Value = String> {
    let word = "w[0-9]{6}";
    prop_oneof![
        4 => word.prop_map(|w| format!("{w} texte :chiffre[{w}]{{annee=2021}}.")),
        1 => word.prop_map(|w| format!(":::focus[{w}]{{a=\"{w}\"}}")),
        1 => Just(":::".to_owned()),
        1 => Just("::::".to_owned()),
        1 => word.prop_map(|w| format!("::graphique[{w}]")),
        1 => word.prop_map(|w| format!("- {w}")),
        1 => word.prop_map(|w| format!("  - {w} ^{w}^")),
        1 => word.prop_map(|w| format!("> {w}")),
        1 => word.prop_map(|w| format!("| {w} | b |\n|---|--:|\n| 1 | {w} |")),
        1 => word.prop_map(|w| format!("## {w}")),
        1 => word.prop_map(|w| format!("{w}\n: {w}")),
        1 => Just("```".to_owned()),
        2 => Just(String::new()),
    ]
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[a-z:\\[\\]{}=\"'`~^*_#>|<&;!é\u{0}\u{a0} \\\\\n\t-]{0,120}") {
        let (_, findings) = read(&text);
        for finding in findings {
            let span = finding.place.map(|place| place.span).unwrap_or_default();
            prop_assert!(text.get(span.clone()).is_some(), "{span:?} is not a place of {text:?}");
        }
    }

    #[test]
    fn no_word_is_lost(lines in prop::collection::vec(line(), 0..20)) {
        let text = lines.join("\n");
        let (doc, findings) = read(&text);
        let held = format!("{doc:?}");
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with('w') && word.len() == 7) {
            prop_assert!(held.contains(word) || !findings.is_empty(), "{word} is lost from {text:?}: {held}");
        }
    }
}

#[test]
fn a_line_may_start_with_an_inline_directive() {
    for text in [
        "Un paragraphe.\n\n:chiffre[a] des usagers.\n",
        "Un paragraphe.\n\n:chiffre[a]\n",
        "- un point\n\n  :chiffre[a] des usagers.\n",
        "> Une citation.\n>\n> :chiffre[a] des usagers.\n",
    ] {
        let doc = clean(text);
        assert!(!format!("{doc:?}").contains("Definitions") && format!("{doc:?}").contains("\"chiffre\""), "{text}");
    }
    let doc = clean("Une phrase coupée avant\n:chiffre[a] des usagers.\n");
    let [Node::Paragraph(line)] = doc.nodes.as_slice() else { panic!("{doc:?}") };
    assert_eq!(plain(line), "Une phrase coupée avant <chiffre:a> des usagers.");
    let doc = clean("Un `code\n:chiffre[a]` et\n\n```\n:chiffre[a]\n```\n\nTerme\n: sa définition, :chiffre[a]\n");
    let said = format!("{doc:?}");
    assert!(
        said.contains("code :chiffre[a]") && said.contains(":chiffre[a]\\n") && said.contains("Definitions"),
        "{said}"
    );
    assert!(!said.contains('\u{1a}') && !said.contains("\\u{1a}"), "{said}");
}
