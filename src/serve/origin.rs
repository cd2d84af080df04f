//! A page → the same page with a mark before each text, and where each marked text is written: « where does this come from? ».
//!
//! The marks are put into a copy of the report, and come out of any template with the text they stand before. They are letters of
//! Unicode's private area, which no page of a report uses. The pages that are served are made without them.

use super::Good;
use super::findings::{Spot, spot};
use crate::finding::Place;
use crate::markdown::{Inline, Node};
use crate::model::{
    Block, Cite, Edition, Figure, Flow, Inlines, Nodes, Picture, Report, Speaker, Term, Testimonial, Video,
};
use crate::render::{Plan, Rendering};
use crate::source::Sources;
use crate::text::Lang;
use crate::theme;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sixteen digits of the number of a mark begin here.
const DIGITS: u32 = 0xE010;
/// Ends a mark.
const END: char = '\u{E000}';

#[derive(Serialize)]
struct Marked<'m> {
    html: &'m str,
    origins: BTreeMap<usize, OriginView<'m>>,
}

#[derive(Serialize)]
struct OriginView<'m> {
    /// Nothing for a word of the built-in theme.
    spot: Option<Spot<'m>>,
    /// The name of a word of the theme.
    string: Option<&'m str>,
}

/// Where a marked text is written.
enum Origin {
    Text(Place),
    /// A word of the theme, and where the workspace says it.
    Word(String, Option<Place>),
}

/// The page at an address, marked, as JSON; nothing when there is no such page.
pub(super) fn json(good: &Good, address: &str) -> Option<String> {
    let mut site = good.plan.site.clone();
    site.pages.retain(|page| page.address.path() == address);
    let page = site.pages.first()?;
    let mut report = good.plan.report.clone();
    let mut marker = Marker { sources: &good.sources, origins: Vec::new(), figures: Vec::new() };
    marker.report(&mut report);
    marker.edition(Arc::make_mut(&mut report.editions[page.edition]));
    marker.words(&mut report, good);
    let theme = theme::load(&good.sources, &report).value?;
    let plan = Arc::new(Plan { report, site, theme: Arc::new(theme) });
    let html = String::from_utf8_lossy(&Rendering::after(plan, None).file(address)?).into_owned();
    let origins = marks(&html)
        .into_iter()
        .filter_map(|mark| {
            let view = match marker.origins.get(mark)? {
                Origin::Text(place) => OriginView { spot: Some(spot(place, &good.sources)), string: None },
                Origin::Word(key, place) => {
                    OriginView { spot: place.as_ref().map(|place| spot(place, &good.sources)), string: Some(key) }
                }
            };
            Some((mark, view))
        })
        .collect();
    Some(serde_json::to_string(&Marked { html: &html, origins }).expect("plain data has a JSON form"))
}

/// The numbers of the marks in a page.
fn marks(html: &str) -> Vec<usize> {
    let digit = |c: char| (u32::from(c)).checked_sub(DIGITS).filter(|digit| *digit < 16);
    let mut marks = Vec::new();
    let mut number = 0;
    for c in html.chars() {
        match digit(c) {
            Some(digit) => number = number * 16 + digit as usize,
            None if c == END => marks.push(std::mem::take(&mut number)),
            None => number = 0,
        }
    }
    marks
}

fn written(mut number: usize) -> String {
    let mut mark = String::from(END);
    loop {
        let digit = char::from_u32(DIGITS + (number % 16) as u32).expect("a letter of the private area");
        mark.insert(0, digit);
        number /= 16;
        if number == 0 {
            return mark;
        }
    }
}

/// Puts marks, and remembers what they stand for.
struct Marker<'s> {
    sources: &'s Sources,
    origins: Vec<Origin>,
    /// Where the figures of the edition are defined.
    figures: Vec<Place>,
}

impl Marker<'_> {
    fn mark(&mut self, origin: Origin) -> String {
        self.origins.push(origin);
        written(self.origins.len() - 1)
    }

    fn before(&mut self, text: &mut String, place: Place) {
        if !text.is_empty() {
            let mark = self.mark(Origin::Text(place));
            text.insert_str(0, &mark);
        }
    }

    /// Marks the value of a key of a file: `titre: …`.
    fn value(&mut self, text: &mut String, file: &Arc<str>, keys: &[&str]) {
        let place = self.key(file, keys).unwrap_or_else(|| Place::file(file));
        self.before(text, place);
    }

    /// The line of a file that begins with one of these keys.
    fn key(&self, file: &Arc<str>, keys: &[&str]) -> Option<Place> {
        let text = self.sources.text(file)?;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let inside = line.trim_start();
            let start = at + line.len() - inside.len();
            let key = keys.iter().find(|key| inside.strip_prefix(**key).is_some_and(|rest| rest.starts_with(':')));
            if let Some(key) = key {
                return Some(Place::new(file, start..start + key.len()));
            }
            at += line.len();
        }
        None
    }

    /// What the whole report says on any page.
    fn report(&mut self, report: &mut Report) {
        let named = |name: &str| self.sources.files.keys().find(|path| path.ends_with(name)).cloned();
        let settings: Arc<str> = Arc::from("report.yaml");
        let (people, glossary) =
            (named("/people.yaml").or(named("/personnes.yaml")), named("/glossary.yaml").or(named("/sigles.yaml")));
        self.value(&mut report.organisation.name, &settings, &["nom", "name"]);
        for person in &mut report.people {
            let Some(place) = people.as_ref().and_then(|file| self.key(file, &[&person.id])) else { continue };
            let texts = person.name.iter_mut().chain(&mut person.roles).chain(&mut person.place);
            texts.for_each(|text| self.before(text, place.clone()));
        }
        for Term { term, meaning, definition, .. } in &mut report.glossary {
            let Some(place) = glossary.as_ref().and_then(|file| self.key(file, &[term])) else { continue };
            self.before(meaning, place.clone());
            definition.iter_mut().for_each(|text| self.before(text, place.clone()));
        }
    }

    fn edition(&mut self, edition: &mut Edition) {
        self.figures = edition.figures.iter().map(|figure| figure.place.clone()).collect();
        let file = Arc::clone(&edition.place.file);
        self.value(&mut edition.title, &file, &["titre", "title"]);
        self.value(&mut edition.kind, &file, &["type", "kind"]);
        edition.footer.iter_mut().for_each(|text| self.value(text, &file, &["pied", "footer"]));
        // Typed in YAML, its places are not those of the file.
        let pitch = self.key(&file, &["accroche", "pitch"]).unwrap_or_else(|| edition.place.clone());
        for node in &mut edition.pitch.flow.nodes {
            if let Node::Paragraph(content) = node {
                let mark = self.mark(Origin::Text(pitch.clone()));
                content.insert(0, Inline::Text(mark, pitch.span.start));
            }
        }
        if let Some(foreword) = &mut edition.foreword {
            let file = Arc::clone(&foreword.text.file);
            self.value(&mut foreword.title, &file, &["titre", "title"]);
            self.value(&mut foreword.excerpt, &file, &["extrait", "excerpt"]);
            foreword.signature.iter_mut().for_each(|text| self.value(text, &file, &["signature"]));
            self.flow(&mut foreword.text.flow, &file);
        }
        for page in &mut edition.pages {
            let file = Arc::clone(&page.text.file);
            self.value(&mut page.title, &file, &["titre", "title"]);
            self.flow(&mut page.text.flow, &file);
        }
        for chapter in &mut edition.chapters {
            let file = Arc::clone(&chapter.place.file);
            self.value(&mut chapter.title, &file, &["titre", "title"]);
            self.value(&mut chapter.label, &file, &["nom", "label", "titre", "title"]);
            chapter.summary.iter_mut().for_each(|text| self.value(text, &file, &["resume", "résumé", "summary"]));
            self.flow(&mut chapter.lead.flow, &file);
            self.flow(&mut chapter.body.flow, &file);
            for highlight in chapter.highlights.groups.iter_mut().flat_map(|group| &mut group.highlights) {
                let file = Arc::clone(&highlight.place.file);
                self.value(&mut highlight.title, &file, &["titre", "title"]);
                highlight.summary.iter_mut().for_each(|text| self.value(text, &file, &["resume", "résumé", "summary"]));
                self.flow(&mut highlight.text.flow, &file);
            }
        }
        for Figure { label, source, note, place, .. } in &mut edition.figures {
            for text in [Some(label), source.as_mut(), note.as_mut()].into_iter().flatten() {
                self.before(text, place.clone());
            }
        }
    }

    /// The words of the theme in the report's first language, which the report itself may replace.
    fn words(&mut self, report: &mut Report, good: &Good) {
        let lang = report.languages.first().copied().unwrap_or(Lang::Fr);
        let own = report.theme.layers.iter().filter(|layer| layer.is_own);
        let own = own.map(|layer| Arc::from(format!("themes/{}/i18n/{}.yaml", layer.name, lang.code())));
        let files: Vec<Arc<str>> = [Arc::from("report.yaml")].into_iter().chain(own).collect();
        report.theme.strings = good
            .plan
            .theme
            .words(lang)
            .map(|(key, text)| {
                let place = files.iter().find_map(|file| self.key(file, &[key]));
                (key.to_owned(), self.mark(Origin::Word(key.to_owned(), place)) + text)
            })
            .collect();
    }

    fn flow(&mut self, flow: &mut Flow, file: &Arc<str>) {
        self.nodes(&mut flow.nodes, file);
        flow.notes.iter_mut().for_each(|note| self.nodes(&mut note.content, file));
    }

    fn nodes(&mut self, nodes: &mut Nodes, file: &Arc<str>) {
        for node in nodes {
            match node {
                Node::Paragraph(content) | Node::Heading { content, .. } => self.line(content, file),
                Node::List { items, .. } => items.iter_mut().for_each(|item| self.nodes(item, file)),
                Node::Quote(body) => self.nodes(body, file),
                Node::Table(table) => {
                    table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| self.line(cell, file));
                }
                Node::Definitions(definitions) => {
                    for definition in definitions {
                        self.line(&mut definition.term, file);
                        definition.meanings.iter_mut().for_each(|meaning| self.nodes(meaning, file));
                    }
                }
                Node::Code(_) | Node::Rule => {}
                Node::Directive(block) => self.block(block, file),
            }
        }
    }

    /// A line, and each figure cited in it.
    fn line(&mut self, content: &mut Inlines, file: &Arc<str>) {
        let Some(start) = first(content) else { return };
        self.cites(content, start);
        let mark = self.mark(Origin::Text(Place::new(file, start..start)));
        content.insert(0, Inline::Text(mark, start));
    }

    fn cites(&mut self, content: &mut Inlines, start: usize) {
        for inline in std::mem::take(content) {
            let mut inline = inline;
            match &mut inline {
                Inline::Cite(Cite::Figure { figure, .. }, _) => {
                    let mark = self.mark(Origin::Text(self.figures[figure.0].clone()));
                    content.push(Inline::Text(mark, start));
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Deleted(inner)
                | Inline::Foreign(_, inner)
                | Inline::Cite(_, inner) => self.cites(inner, start),
                _ => {}
            }
            content.push(inline);
        }
    }

    fn block(&mut self, block: &mut Block, file: &Arc<str>) {
        match block {
            Block::Dossier { title, body } => {
                self.line(title, file);
                self.nodes(body, file);
            }
            Block::Testimonial(Testimonial { quote, speakers, .. }) => {
                self.nodes(quote, file);
                for speaker in speakers {
                    if let Speaker::Named { name: Some(name), .. } = speaker {
                        let place = self.words_in(file, name);
                        self.before(name, place);
                    }
                }
            }
            Block::Aside(aside) => {
                self.line(&mut aside.title, file);
                self.nodes(&mut aside.body, file);
            }
            Block::Own(own) => {
                self.line(&mut own.title, file);
                self.nodes(&mut own.body, file);
            }
            // The label is marked where the figure is.
            Block::Tile(_) => {}
            Block::Figures { title, .. } => self.line(title, file),
            Block::Chart(chart) => {
                if let Some(title) = &mut chart.title {
                    let place = self.words_in(file, title);
                    self.before(title, place);
                }
            }
            Block::Table { title, .. } => {
                if let Some(title) = title {
                    let place = self.words_in(file, title);
                    self.before(title, place);
                }
            }
            Block::Directory { title, entries } => {
                self.line(title, file);
                for entry in entries {
                    self.line(&mut entry.name, file);
                    self.nodes(&mut entry.text, file);
                }
            }
            Block::Image(Picture { caption, .. }) => self.line(caption, file),
            Block::Gallery { title, pictures } => {
                self.line(title, file);
                pictures.iter_mut().for_each(|picture| self.line(&mut picture.caption, file));
            }
            Block::Video(Video { title, transcript, .. }) => {
                self.line(title, file);
                self.nodes(transcript, file);
            }
            Block::Download(download) => self.line(&mut download.title, file),
        }
    }

    /// Where an attribute is typed: its first words, typeset or not.
    fn words_in(&self, file: &Arc<str>, text: &str) -> Place {
        let plain = |c: char| c.is_alphanumeric() || c == ' ';
        let words = text.split(|c| !plain(c)).max_by_key(|part| part.len()).unwrap_or_default().trim();
        let found = self.sources.text(file).filter(|_| !words.is_empty()).and_then(|source| source.find(words));
        found.map_or_else(|| Place::file(file), |at| Place::new(file, at..at + words.len()))
    }
}

/// The byte of the file where a line begins.
fn first(content: &Inlines) -> Option<usize> {
    content.iter().find_map(|inline| match inline {
        Inline::Text(_, at) => Some(*at),
        Inline::Cite(Cite::Figure { span, .. }, _) => Some(span.start),
        Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Deleted(inner)
        | Inline::Foreign(_, inner)
        | Inline::Cite(_, inner) => first(inner),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_back() {
        let html: String = [0, 1, 15, 16, 4_095, 70_000].map(|number| format!("<p>{}a", written(number))).concat();
        assert_eq!(marks(&html), [0, 1, 15, 16, 4_095, 70_000]);
    }
}
