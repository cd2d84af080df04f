//! Texts of a small edition → HTML: escaping, notes, columns, acronyms.

use super::{chapter_body, html};
use crate::markdown::{Definition, Flow, Footnote, Inline, Node, Table};
use crate::model::{
    Aside, AsideKind, AssetId, Block, Cell, Cite, FigureId, FigureUse, HighlightId, Nodes, PersonId, Since, Speaker,
    Target, TermId, Testimonial, Text, Wording,
};
use crate::render::sample::{EVIL, cite, figure, heading, on_page, paragraph, report, row, text, words};
use std::sync::Arc;

fn written(nodes: Nodes) -> String {
    written_with(&report(vec![figure("actes", "Téléconsultations", "67 915", "actes")]), text(nodes))
}

fn written_with(report: &crate::model::Report, text: Text) -> String {
    on_page(report, |cx, page| html(&text, 3, "visites", cx, page).expect("sound templates"))
}

fn link(target: Target, label: &str) -> Node<Block, Cite> {
    Node::Paragraph(vec![Inline::Cite(Cite::Link(target), words(label))])
}

fn quote(nodes: Nodes) -> Testimonial {
    Testimonial { speakers: vec![Speaker::Person(PersonId(0))], role: None, place: None, quote: nodes }
}

fn aside(body: Nodes) -> Node<Block, Cite> {
    Node::Directive(Block::Aside(Aside { kind: AsideKind::Focus, kicker: None, title: words("À part"), body }))
}

/// The levels of the headings, in order.
fn levels(html: &str) -> Vec<u32> {
    html.match_indices("<h").filter_map(|(at, _)| html[at + 2..].chars().next()?.to_digit(10)).collect()
}

#[test]
fn no_text_of_an_author_is_read_as_html() {
    let evil = || words(EVIL);
    let nodes = vec![
        Node::Paragraph(evil()),
        Node::Heading { level: 2, id: Some(EVIL.to_owned()), content: evil(), span: 0..0 },
        Node::Code(EVIL.to_owned()),
        Node::Paragraph(vec![Inline::Code(EVIL.to_owned()), Inline::Foreign(EVIL.to_owned(), evil())]),
        Node::Definitions(vec![Definition { term: evil(), meanings: vec![vec![Node::Paragraph(evil())]], span: 0..0 }]),
        Node::Table(Table { numeric: vec![false], head: vec![evil()], rows: vec![vec![evil()]] }),
        link(Target::External(format!("https://example.org/{EVIL}")), EVIL),
        link(Target::Fragment(EVIL.to_owned()), EVIL),
        Node::Directive(Block::Aside(Aside {
            kind: AsideKind::Note,
            kicker: Some(EVIL.to_owned()),
            title: evil(),
            body: vec![Node::Paragraph(evil())],
        })),
        Node::Directive(Block::Testimonial(Testimonial {
            speakers: vec![Speaker::Named { name: Some(EVIL.to_owned()), role: Some(EVIL.to_owned()), place: None }],
            role: Some(EVIL.to_owned()),
            place: Some(EVIL.to_owned()),
            quote: vec![Node::Paragraph(evil())],
        })),
        Node::Directive(Block::Tile(FigureId(0))),
    ];
    let mut evil_figure = figure("evil", EVIL, "12", EVIL);
    evil_figure.source = Some(EVIL.to_owned());
    let html = written_with(&report(vec![evil_figure]), text(nodes));
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
}

#[test]
fn an_address_that_runs_a_script_is_no_link() {
    let html = written(vec![link(Target::External("javascript:alert(1)".to_owned()), "clic")]);
    assert!(html.contains("clic") && !html.contains("href"), "{html}");
}

#[test]
fn links_lead_from_the_page_they_stand_on() {
    let highlight = HighlightId { chapter: 0, highlight: 0 };
    let html = written(vec![
        link(Target::Highlight(highlight), "a"),
        link(Target::Figure(FigureId(0)), "b"),
        link(Target::Asset(AssetId(1)), "le plan"),
    ]);
    assert!(html.contains("href=\"#visites\""), "{html}");
    assert!(html.contains("href=\"../chiffres/index.html#chiffre-actes\""), "{html}");
    assert!(html.contains("le plan (PDF, 1,2\u{a0}Mo)</a>"), "{html}");
}

#[test]
fn notes_are_linked_both_ways() {
    let note = |label: &str| Footnote { label: label.to_owned(), content: vec![paragraph("La note.")] };
    let call = |index| Node::Paragraph(vec![Inline::Text("Mot".to_owned(), 0), Inline::NoteCall(index)]);
    let text = Text {
        flow: Flow { nodes: vec![call(0), call(1), call(0)], notes: vec![note("1"), note("2")] },
        words: 0,
        lang: crate::text::Lang::Fr,
        file: Arc::from("sample"),
    };
    let html = written_with(&report(Vec::new()), text);
    for (call, note, marker) in [("visites-call-1", "visites-note-1", "*"), ("visites-call-2", "visites-note-2", "**")]
    {
        assert!(html.contains(&format!("id=\"{call}\" href=\"#{note}\" role=\"doc-noteref\"")), "{html}");
        assert!(html.contains(&format!("<li id=\"{note}\"><span aria-hidden=\"true\">{marker}</span>")), "{html}");
        assert!(html.contains(&format!("<a href=\"#{call}\" role=\"doc-backlink\">")), "{html}");
    }
    assert!(html.contains("id=\"visites-call-1-2\" href=\"#visites-note-1\""), "a second call leads to the same note");
}

#[test]
fn more_than_three_notes_bear_numbers() {
    let notes: Vec<_> =
        (0..4).map(|index| Footnote { label: index.to_string(), content: vec![paragraph("N")] }).collect();
    let calls = (0..4).map(|index| Node::Paragraph(vec![Inline::NoteCall(index)])).collect();
    let html = written_with(
        &report(Vec::new()),
        Text { flow: Flow { nodes: calls, notes }, words: 0, lang: crate::text::Lang::Fr, file: Arc::from("sample") },
    );
    assert!(html.contains("<sup>4</sup>") && !html.contains("<sup>*"), "{html}");
}

#[test]
fn headings_stand_below_their_text_and_skip_no_level() {
    assert_eq!(levels(&written(vec![heading(2, "A"), heading(3, "B"), heading(2, "C")])), [4, 5, 4]);
    assert_eq!(levels(&written(vec![heading(3, "A"), heading(3, "B")])), [4, 5]);
    assert_eq!(levels(&written(vec![heading(2, "A"), aside(vec![heading(2, "B")]), heading(3, "C")])), [4, 4, 5, 5]);
}

#[test]
fn equal_headings_have_different_ids() {
    let html = written(vec![heading(2, "Le bilan"), heading(2, "Le bilan")]);
    assert!(html.contains("id=\"visites-bilan\"") || html.contains("id=\"visites-le-bilan\""), "{html}");
    assert!(html.contains("-2\""), "{html}");
}

#[test]
fn an_acronym_is_explained_once_where_it_reads_as_text() {
    let ars = "agence régionale de santé";
    let html = written(vec![
        heading(2, "L’ARS"),
        Node::Quote(vec![paragraph("ARS")]),
        link(Target::External("https://example.org/".to_owned()), "ARS"),
        paragraph("L’ARS et l’ARS, à MARSEILLE."),
        paragraph("Encore l’ARS, un DMP."),
    ]);
    assert_eq!(html.matches(ars).count(), 1, "{html}");
    assert!(html.contains(&format!("<p>L’ARS ({ars}) et l’ARS, à MARSEILLE.</p>")), "{html}");
    assert!(!html.contains("dossier médical partagé"), "a term that is not to be expanded");
}

#[test]
fn an_acronym_that_its_paragraph_explains_is_not_explained_again() {
    let html = written(vec![
        paragraph("L’Agence régionale de santé (ARS) a décidé."),
        paragraph("L’ARS."),
        paragraph("Les CPTS (des communautés) aussi."),
    ]);
    assert_eq!(html.to_lowercase().matches("agence régionale").count(), 1, "{html}");
    assert!(!html.contains("communauté professionnelle"), "{html}");
}

#[test]
fn a_term_is_spelled_out_with_a_link() {
    let html = written(vec![Node::Paragraph(vec![Inline::Cite(Cite::Term(TermId(2)), Vec::new())])]);
    assert!(html.contains("href=\"../sigles/index.html#dmp\">DMP</a> (dossier médical partagé)"), "{html}");
}

#[test]
fn a_table_scrolls_and_names_its_rows_and_numbers() {
    let table = Table {
        numeric: vec![false, true],
        head: vec![words("Volet"), words("Part")],
        rows: vec![vec![words("Chirurgie"), words("30 %")]],
    };
    let html = written(vec![Node::Table(table)]);
    assert!(
        html.contains(
            "<div class=\"col-wide\">\n<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label="
        )
    );
    assert!(html.contains("<th scope=\"col\" class=\"numeric\">Part</th>"), "{html}");
    assert!(html.contains("<th scope=\"row\">Chirurgie</th>\n<td class=\"numeric\">30 %</td>"), "{html}");
}

#[test]
fn figures_in_a_sentence_are_printed_from_the_ledger() {
    let mut actes = figure("actes", "Actes", "67 915", "actes");
    actes.history = vec![row("2020", ""), row("2021", "93 000"), row("2022", "67 915")];
    let of = |period: &str| FigureUse { cell: Cell::Period(period.to_owned()), ..FigureUse::plain() };
    let linked = Inline::Cite(
        Cite::Link(Target::External("https://example.org/".to_owned())),
        vec![cite(0, FigureUse::plain())],
    );
    let uses = [
        FigureUse::plain(),
        FigureUse { unit: false, ..of("2021") },
        of("2020"),
        FigureUse { wording: Wording::Words, ..of("2021") },
        FigureUse { wording: Wording::Trend(Since::default()), ..FigureUse::plain() },
    ];
    let line = uses.into_iter().map(|what| cite(0, what)).chain([linked]).collect();
    let html = written_with(&report(vec![actes]), text(vec![Node::Paragraph(line)]));
    let href = "href=\"../chiffres/index.html#chiffre-actes\"";
    let title = "title=\"67\u{202f}915\u{a0}actes, chiffre clé\u{a0}: Actes\"";
    assert!(
        html.contains(&format!(
            "<a class=\"number\" {href} {title}><data value=\"67915\" data-figure=\"actes\">67\u{202f}915\u{a0}actes</data></a>"
        )),
        "{html}"
    );
    assert!(html.contains("<data value=\"93000\" data-figure=\"actes\">93\u{202f}000</data>"), "{html}");
    assert!(html.contains("</a>n.\u{a0}d.<a"), "a missing value is said to be missing: {html}");
    assert!(html.contains("<a class=\"number number--words\""), "{html}");
    assert!(html.contains("<data value=\"-27\" data-figure=\"actes\">en baisse de 27,0\u{a0}%</data>"), "{html}");
    assert!(
        html.contains("<a href=\"https://example.org/\"><span class=\"number\"><data"),
        "no link in a link: {html}"
    );
}

#[test]
fn prose_runs_keep_their_large_figure_beside_their_paragraph() {
    let tile = || Node::Directive(Block::Tile(FigureId(0)));
    let near = written(vec![paragraph("Un."), tile(), paragraph("Deux.")]);
    assert_eq!(near.matches("<div class=\"prose col-text\">").count(), 1, "{near}");
    assert!(near.find("Deux.") < near.find("pull-figure col-aside"), "{near}");
    let far = written(vec![paragraph("Un."), paragraph("Deux."), heading(2, "Titre"), paragraph("Trois."), tile()]);
    assert_eq!(far.matches("<div class=\"prose col-text\">").count(), 2, "{far}");
    assert!(far.contains("</div>\n<div class=\"prose col-text\">\n<h4"), "the heading goes with its paragraph: {far}");
}

#[test]
fn voices_that_follow_each_other_stand_together() {
    let voice = || Node::Directive(Block::Testimonial(quote(vec![paragraph("Bien.")])));
    let html = written(vec![voice(), voice(), paragraph("Et."), voice()]);
    assert_eq!(html.matches("<div class=\"voices col-wide\">").count(), 1, "{html}");
    assert!(html.contains("<figure class=\"testimonial col-wide\">"), "{html}");
    assert!(html.contains("<p>«\u{a0}Bien.\u{a0}»</p>"), "{html}");
}

#[test]
fn a_chapter_has_one_main_quote_and_its_dossier_its_own_columns() {
    let voice = |words: &str| Node::Directive(Block::Testimonial(quote(vec![paragraph(words)])));
    let body = vec![
        Node::Directive(Block::Dossier {
            title: words("Le dossier"),
            body: vec![paragraph("Chapeau."), paragraph("Suite."), voice("Un."), aside(vec![paragraph("À côté.")])],
        }),
        voice("Deux."),
    ];
    let report = report(Vec::new());
    let html = on_page(&report, |cx, page| chapter_body(&text(body), 1, "", cx, page).expect("sound templates"));
    assert_eq!(html.matches("testimonial--lead").count(), 1, "{html}");
    assert_eq!(html.matches("<article class=\"dossier\" id=\"dossier\"").count(), 1, "{html}");
    assert!(html.contains("<p class=\"lead\">Chapeau.</p>\n<p>Suite.</p>"), "{html}");
    assert!(html.contains("<h2 class=\"dossier__title\"") && html.contains("<h3 class=\"box__title\""), "{html}");
    assert!(html.contains("<section class=\"box box--focus col-wide\""), "{html}");
    assert!(
        html.contains("<div class=\"section\"><div class=\"frame columns\">\n<figure class=\"testimonial col-wide\">")
    );
}

#[test]
fn lists_nest_and_tight_items_have_no_paragraph() {
    let inner = Node::List { start: None, loose: false, items: vec![vec![paragraph("b")]] };
    let html = written(vec![Node::List { start: Some(3), loose: false, items: vec![vec![paragraph("a"), inner]] }]);
    assert!(html.contains("<ol start=\"3\">\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>"), "{html}");
}

#[test]
fn ordinals_are_raised() {
    let html = written(vec![heading(2, "Le 2e avenant"), paragraph("Au 1er juillet & au XXIe siècle.")]);
    assert!(html.contains("Le 2<sup>e</sup> avenant</h4>"), "{html}");
    assert!(html.contains("<p>Au 1<sup>er</sup> juillet &amp; au XXI<sup>e</sup> siècle.</p>"), "{html}");
}
