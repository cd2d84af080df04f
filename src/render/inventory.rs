//! What a text holds: the figures it cites, the files it needs, the kinds of blocks in it.

use crate::markdown::{Inline, Node};
use crate::model::{
    AssetId, Block, Cite, Edition, FigureId, Highlight, Inlines, Nodes, Picture, Report, Speaker, Target, Text, Video,
    VideoSource,
};
use std::collections::BTreeSet;

/// What was met in a text.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// Figures, each once, in order of first use.
    pub figures: Vec<FigureId>,
    /// Figures that links lead to.
    pub linked: BTreeSet<FigureId>,
    /// Files.
    pub assets: BTreeSet<AssetId>,
    /// People quoted.
    pub people: BTreeSet<crate::model::PersonId>,
    /// Others who are quoted: a name or a function, then what else is said of them.
    pub named: Vec<(String, String)>,
    /// Bodies and places that directories list.
    pub listed: Vec<Inlines>,
    /// Figures that are drawn.
    pub charted: BTreeSet<FigureId>,
    /// Charts.
    pub charts: usize,
    /// Tables, typed or made from a figure.
    pub tables: usize,
    /// Videos.
    pub videos: usize,
    /// Services that host videos elsewhere, as they write their names.
    pub services: BTreeSet<String>,
    /// Testimonials.
    pub testimonials: usize,
    /// Pictures.
    pub pictures: usize,
    /// Directories.
    pub directories: usize,
    /// Groups of figures.
    pub figure_lists: usize,
}

impl Inventory {
    /// What a highlight holds, the figures at its head included.
    pub(super) fn of_highlight(highlight: &Highlight) -> Self {
        let mut inventory = Self::default();
        highlight.figures.iter().for_each(|&figure| inventory.figure(figure));
        inventory.text(&highlight.text);
        inventory
    }

    /// What a text holds.
    pub(super) fn of_text(text: &Text) -> Self {
        let mut inventory = Self::default();
        inventory.text(text);
        inventory
    }

    /// Everything an edition publishes.
    pub fn of_edition(report: &Report, edition: &Edition) -> Self {
        let mut inventory = Self::default();
        inventory.text(&edition.pitch);
        inventory.assets.extend(report.organisation.logo);
        inventory.assets.extend(edition.downloads.iter().map(|(_, asset)| *asset));
        if let Some(foreword) = &edition.foreword {
            inventory.assets.extend(foreword.portrait);
            inventory.text(&foreword.text);
        }
        for chapter in &edition.chapters {
            inventory.assets.extend(chapter.image);
            inventory.text(&chapter.lead);
            inventory.text(&chapter.body);
            for highlight in chapter.highlights.iter() {
                inventory.assets.extend(highlight.image);
                inventory.text(&highlight.text);
            }
        }
        edition.pages.iter().for_each(|page| inventory.text(&page.text));
        inventory.assets.extend(inventory.people.iter().filter_map(|person| report.people[person.0].portrait));
        inventory
    }

    fn text(&mut self, text: &Text) {
        self.nodes(&text.flow.nodes);
        text.flow.notes.iter().for_each(|note| self.nodes(&note.content));
    }

    fn figure(&mut self, figure: FigureId) {
        if !self.figures.contains(&figure) {
            self.figures.push(figure);
        }
    }

    fn nodes(&mut self, nodes: &Nodes) {
        for node in nodes {
            match node {
                Node::Paragraph(content) | Node::Heading { content, .. } => self.inlines(content),
                Node::List { items, .. } => items.iter().for_each(|item| self.nodes(item)),
                Node::Quote(content) => self.nodes(content),
                Node::Table(table) => {
                    self.tables += 1;
                    table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                Node::Definitions(definitions) => {
                    for definition in definitions {
                        self.inlines(&definition.term);
                        definition.meanings.iter().for_each(|meaning| self.nodes(meaning));
                    }
                }
                Node::Code(_) | Node::Rule => {}
                Node::Directive(block) => self.block(block),
            }
        }
    }

    fn inlines(&mut self, content: &Inlines) {
        for inline in content {
            match inline {
                Inline::Text(..) | Inline::Code(_) | Inline::NoteCall(_) | Inline::Break => {}
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Deleted(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Foreign(_, inner) => self.inlines(inner),
                Inline::Cite(cite, inner) => {
                    match cite {
                        Cite::Figure { figure, .. } => self.figure(*figure),
                        Cite::Image(asset, _) | Cite::Link(Target::Asset(asset)) => {
                            self.assets.insert(*asset);
                        }
                        Cite::Link(Target::Figure(figure)) => {
                            self.linked.insert(*figure);
                        }
                        Cite::Link(_) | Cite::Term(_) => {}
                    }
                    self.inlines(inner);
                }
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Dossier { title, body } => {
                self.inlines(title);
                self.nodes(body);
            }
            Block::Testimonial(testimonial) => {
                self.testimonials += 1;
                for speaker in &testimonial.speakers {
                    match speaker {
                        Speaker::Person(person) => {
                            self.people.insert(*person);
                        }
                        Speaker::Named { name, role, place } => self.speaker([name, role, place]),
                    }
                }
                // A function that speaks alone is the function of the whole testimonial.
                if testimonial.speakers.is_empty() {
                    self.speaker([&None, &testimonial.role, &testimonial.place]);
                }
                self.nodes(&testimonial.quote);
            }
            Block::Aside(aside) => {
                self.inlines(&aside.title);
                self.nodes(&aside.body);
            }
            Block::Tile(figure) => self.figure(*figure),
            Block::Figures { title, figures, .. } => {
                self.inlines(title);
                self.figure_lists += 1;
                figures.iter().for_each(|&figure| self.figure(figure));
            }
            Block::Chart(chart) => {
                self.charts += 1;
                self.charted.insert(chart.figure);
                self.figure(chart.figure);
            }
            Block::Table { figure, .. } => {
                self.tables += 1;
                self.figure(*figure);
            }
            Block::Directory { title, entries } => {
                self.inlines(title);
                self.directories += 1;
                for entry in entries {
                    self.listed.push(entry.name.clone());
                    self.inlines(&entry.name);
                    self.nodes(&entry.text);
                }
            }
            Block::Image(picture) => self.picture(picture),
            Block::Gallery { title, pictures } => {
                self.inlines(title);
                pictures.iter().for_each(|picture| self.picture(picture));
            }
            Block::Video(video) => self.video(video),
            Block::Download(download) => {
                self.inlines(&download.title);
                self.assets.insert(download.file);
            }
            Block::Own(own) => {
                self.inlines(&own.title);
                self.nodes(&own.body);
            }
        }
    }

    /// Someone who is quoted without being in `people.yaml`: name, function, place.
    fn speaker(&mut self, said: [&Option<String>; 3]) {
        let mut said = said.into_iter().flatten().cloned();
        if let Some(first) = said.next() {
            self.named.push((first, said.collect::<Vec<_>>().join(", ")));
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.pictures += 1;
        self.assets.insert(picture.asset);
        self.inlines(&picture.caption);
    }

    fn video(&mut self, video: &Video) {
        self.videos += 1;
        self.inlines(&video.title);
        self.assets.extend(video.poster);
        match &video.source {
            VideoSource::File { file, captions } => {
                self.assets.insert(*file);
                self.assets.extend(captions);
            }
            VideoSource::Provider { provider, .. } => {
                self.services.insert(super::block::service(provider).to_owned());
            }
        }
        self.nodes(&video.transcript);
    }
}
