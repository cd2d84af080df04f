//! The text of an article as typed → what of its words is lost for those who cannot see, or do not read its language: links that say
//! nothing, columns without a name, things pointed at by their colour, sentences in another language. Pure, so that articles are
//! done in parallel.

use super::layout::Path;
use crate::finding::{Code, Finding, Phrase, Place, Severity, phrase};
use crate::markdown::{Doc, Inline, Node, RawBlock, RawInline, Table, plain};
use crate::text::Lang;
use crate::text::vague::is_vague;
use std::collections::BTreeMap;
use std::ops::Range;

/// What of the words of an article is lost.
pub(super) fn doc(file: &Path, doc: &Doc, lang: Lang) -> Vec<Finding> {
    let mut reader = Reader { file, lang, links: BTreeMap::new(), findings: Vec::new() };
    reader.nodes(&doc.nodes);
    doc.notes.iter().for_each(|note| reader.nodes(&note.content));
    reader.findings
}

struct Reader<'a> {
    file: &'a Path,
    lang: Lang,
    /// Words of the links met so far, where each leads, and where it stands.
    links: BTreeMap<String, (&'a str, Range<usize>)>,
    findings: Vec<Finding>,
}

type Nodes = [Node<RawBlock, RawInline>];
type Inlines = [Inline<RawInline>];

impl<'a> Reader<'a> {
    fn nodes(&mut self, nodes: &'a Nodes) {
        for node in nodes {
            match node {
                Node::Paragraph(content) | Node::Heading { content, .. } => self.line(content),
                Node::List { items, .. } => items.iter().for_each(|item| self.nodes(item)),
                Node::Quote(content) => self.nodes(content),
                Node::Table(table) => self.table(table),
                Node::Definitions(entries) => {
                    for entry in entries {
                        self.line(&entry.term);
                        entry.meanings.iter().for_each(|meaning| self.nodes(meaning));
                    }
                }
                Node::Code(_) | Node::Rule => {}
                Node::Directive(block) => {
                    self.line(&block.label);
                    block.body.iter().for_each(|body| self.nodes(body));
                }
            }
        }
    }

    fn line(&mut self, content: &'a Inlines) {
        for inline in content {
            match inline {
                Inline::Text(text, at) => self.words(text, *at),
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Deleted(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner) => self.line(inner),
                Inline::Cite(RawInline::Link { href, span }, inner) => {
                    self.link(href, span, inner);
                    self.line(inner);
                }
                // What says its language is not read here, nor are alternatives of pictures.
                Inline::Foreign(..) | Inline::Cite(..) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Break => {}
            }
        }
    }

    fn link(&mut self, href: &'a str, span: &Range<usize>, content: &'a Inlines) {
        // A citation or a picture in a link says something that is not known yet.
        let is_plain = !content.iter().any(|inline| matches!(inline, Inline::Cite(..)));
        let words = plain(content).trim().to_owned();
        if !is_plain || words.is_empty() {
            return;
        }
        if is_vague(&words) {
            let message =
                phrase!("le lien « {words} » ne dit pas où il mène", "the link `{words}` does not say where it leads");
            let remedy = phrase!(
                "nommez la page ou le document : « [le bilan 2022]({href}) »",
                "name the page or the document: `[the 2022 review]({href})`"
            );
            self.find(Code::LinkText, span.clone(), message, remedy);
            return;
        }
        match self.links.get(&words) {
            Some((other, first)) if *other != href => {
                let message =
                    phrase!("deux liens « {words} » mènent à deux endroits", "two links `{words}` lead to two places");
                let remedy = phrase!("donnez à chacun ses mots", "give each its own words");
                let first = Place::new(self.file, first.clone());
                let finding = self.find(Code::LinkText, span.clone(), message, remedy);
                finding.severity = Severity::Advice;
                finding.notes.push(crate::finding::Note {
                    text: phrase!("le premier est ici", "the first one is here"),
                    place: Some(first),
                });
            }
            Some(_) => {}
            None => drop(self.links.insert(words, (href, span.clone()))),
        }
    }

    fn table(&mut self, table: &'a Table<RawInline>) {
        table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.line(cell));
        let nameless = table.head.iter().skip(1).position(|cell| cell.is_empty());
        let first = table.head.iter().chain(table.rows.iter().flatten()).flatten().find_map(start);
        if let (Some(column), Some(start)) = (nameless, first) {
            let column = column + 2;
            let message = phrase!(
                "la colonne {column} de ce tableau n’a pas de titre",
                "column {column} of this table has no heading"
            );
            let remedy =
                phrase!("écrivez-le dans la première ligne du tableau", "write it in the first row of the table");
            self.find(Code::TableHeader, start..start + 1, message, remedy);
        }
    }

    fn words(&mut self, text: &str, at: usize) {
        if let Some(span) = coloured(text, self.lang) {
            let words = &text[span.clone()];
            let message = phrase!("« {words} » ne désigne que par la couleur", "`{words}` only points by colour");
            let remedy =
                phrase!("nommez ce que l’on voit : « la courbe de 2022 »", "name what is seen: “the curve of 2022”");
            self.find(Code::ColourAlone, at + span.start..at + span.end, message, remedy);
        }
        if let Some(span) = foreign(text, self.lang) {
            let code = if self.lang == Lang::Fr { "en" } else { "fr" };
            let words = &text[span.clone()];
            let message =
                phrase!("« {words}… » semble être d’une autre langue", "`{words}…` seems to be of another language");
            let remedy = phrase!(
                "si c’est le cas, écrivez <span lang=\"{code}\">…</span> : les lecteurs d’écran changent de voix",
                "if so, write <span lang=\"{code}\">…</span>: screen readers change their voice"
            );
            self.find(Code::LanguageUnmarked, at + span.start..at + span.end, message, remedy);
        }
    }

    fn find(&mut self, code: Code, span: Range<usize>, message: Phrase, remedy: Phrase) -> &mut Finding {
        self.findings.push(Finding::new(code, Place::new(self.file, span), message).remedy(remedy));
        self.findings.last_mut().expect("it was just pushed")
    }
}

/// Where an inline starts in the file, when it says.
fn start(inline: &Inline<RawInline>) -> Option<usize> {
    match inline {
        Inline::Text(_, at) => Some(*at),
        Inline::Emphasis(inner) | Inline::Strong(inner) => inner.iter().find_map(start),
        _ => None,
    }
}

/// The words of a text with where they stand.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        at = text[start..].find(|c| !is_letter(c)).map_or(text.len(), |length| start + length);
        Some((start..at, &text[start..at]))
    })
}

/// A part of a drawing named by its colour: « la courbe bleue », “the blue bars”.
fn coloured(text: &str, lang: Lang) -> Option<Range<usize>> {
    let (colours, parts): (&[&str], &[&str]) = match lang {
        Lang::Fr => (
            &["rouge", "vert", "bleu", "jaune", "orange", "gris", "violet"],
            &["barre", "courbe", "case", "secteur", "colonne", "pastille", "trait", "rond", "cercle", "portion"],
        ),
        Lang::En => (
            &["red", "green", "blue", "yellow", "orange", "grey", "gray", "purple"],
            &["bar", "curve", "line", "slice", "column", "dot", "segment", "circle", "box"],
        ),
    };
    if !colours.iter().any(|colour| text.contains(colour)) {
        return None;
    }
    let is = |word: &str, known: &[&str], endings: &[&str]| {
        known.iter().any(|known| word.strip_prefix(known).is_some_and(|ending| endings.contains(&ending)))
    };
    let is_colour = |word: &str| is(word, colours, &["", "s", "e", "es", "te", "tes"]);
    let is_part = |word: &str| is(word, parts, &["", "s", "es"]);
    let words: Vec<_> = words(text).collect();
    let found = words.windows(2).position(|pair| match lang {
        Lang::Fr => is_part(pair[0].1) && is_colour(pair[1].1),
        Lang::En => is_colour(pair[0].1) && is_part(pair[1].1),
    });
    let found = found.map(|at| words[at].0.start..words[at + 1].0.end);
    let apart = || {
        let at = words
            .windows(3)
            .position(|three| lang == Lang::Fr && is_part(three[0].1) && three[1].1 == "en" && is_colour(three[2].1))?;
        Some(words[at].0.start..words[at + 2].0.end)
    };
    found.or_else(apart)
}

/// How many small words of a language, with none of the other between them, make a sentence of it. French ones also stand in the names
/// of French bodies.
const ENGLISH: usize = 3;
const FRENCH: usize = 5;

/// A run of words that reads as the other language.
fn foreign(text: &str, lang: Lang) -> Option<Range<usize>> {
    let enough = if lang == Lang::Fr { ENGLISH } else { FRENCH };
    let (mut start, mut count) = (0, 0);
    for (span, word) in words(text) {
        match small_word(word) {
            Some(own) if own == lang => count = 0,
            Some(_) => {
                if count == 0 {
                    start = span.start;
                }
                count += 1;
                if count == enough {
                    return Some(start..span.end);
                }
            }
            None => {}
        }
    }
    None
}

/// The language of a word that only one of the two has, and that no sentence does without.
fn small_word(word: &str) -> Option<Lang> {
    match word {
        "the" | "The" | "of" | "and" | "with" | "for" | "this" | "This" | "that" | "is" | "are" | "was" | "were"
        | "from" | "to" | "by" | "our" | "their" | "which" | "will" | "have" | "has" | "been" | "we" | "We"
        | "they" => Some(Lang::En),
        "le" | "Le" | "la" | "La" | "les" | "Les" | "de" | "des" | "du" | "et" | "un" | "une" | "dans" | "pour"
        | "par" | "sur" | "que" | "qui" | "est" | "sont" | "au" | "aux" | "il" | "elle" | "ce" | "cette" | "à"
        | "où" => Some(Lang::Fr),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_drawings_named_by_colour() {
        for text in ["comme le montre la courbe bleue", "les barres vertes", "le secteur en rouge"] {
            assert!(coloured(text, Lang::Fr).is_some(), "{text}");
        }
        assert_eq!(coloured("see the blue bars", Lang::En), Some(8..17));
        for text in ["le numéro vert", "la zone rouge", "la ligne verte", "le vert domine", "une barre de 12"] {
            assert_eq!(coloured(text, Lang::Fr), None, "{text}");
        }
    }

    #[test]
    fn sentences_of_another_language() {
        let english = "Son nom : better care for the many and not for the few.";
        assert_eq!(foreign(english, Lang::Fr).map(|span| &english[span]), Some("for the many and"));
        for text in [
            "Le Health Data Hub et le Book of Standards",
            "En 2022, le for intérieur",
            "La communauté is not the point",
        ] {
            assert_eq!(foreign(text, Lang::Fr), None, "{text}");
        }
        let body = "The Caisse primaire d’assurance maladie de la Loire et du Cher";
        assert_eq!(foreign(body, Lang::En), None);
        assert!(foreign("Soigner à plusieurs sur un territoire et dans la durée", Lang::En).is_some());
    }
}
