//! The files of a chapter and of its highlights → their front matter, then their texts.

use super::edition::Loader;
use super::fields::{At, Fields};
use super::ids::{self, Taken};
use super::layout::{ChapterFiles, Entry, HighlightFiles, Path};
use super::names::Names;
use super::text::Container;
use super::typeset;
use super::vocabulary::{OPEN, STATUSES};
use super::yaml::{Node, Value};
use crate::finding::{Code, Finding, Place, phrase};
use crate::markdown;
use crate::model::{AssetId, Chapter, Group, Highlight, Highlights, Status, Text};
use crate::text::Lang;
use std::sync::Arc;

/// What the front matter of a chapter says, and its highlights', before their texts are resolved.
pub(super) struct ChapterHead<'f> {
    pub(super) file: Path,
    pub(super) slug: String,
    pub(super) title: At<String>,
    pub(super) label: String,
    pub(super) summary: Option<String>,
    pub(super) image: Option<AssetId>,
    pub(super) figures: Vec<At<String>>,
    pub(super) heading: Option<String>,
    pub(super) open: bool,
    pub(super) groups: Vec<(Option<String>, Vec<HighlightHead>)>,
    pub(super) files: &'f ChapterFiles,
}

pub(super) struct HighlightHead {
    pub(super) file: Path,
    pub(super) id: String,
    pub(super) highlight: Highlight,
    pub(super) figures: Vec<At<String>>,
}

impl Loader<'_> {
    pub(super) fn chapter_head<'f>(
        &mut self,
        files: &'f ChapterFiles,
        lang: Lang,
        taken: &mut Taken,
    ) -> Option<ChapterHead<'f>> {
        let Some((file, is_stand_in)) = files.chapter.as_ref().and_then(|text| text.get(lang, self.basis.first)) else {
            let folder = &files.folder;
            self.findings.push(
                Finding::new(
                    Code::FileUnknown,
                    Place::file(&Arc::from(format!("{folder}chapter.md"))),
                    phrase!(
                        "le dossier « {folder} » n’a pas de fichier chapter.md",
                        "the folder `{folder}` has no file chapter.md"
                    ),
                )
                .remedy(phrase!(
                    "ajoutez « {folder}chapter.md », avec « titre: … » dans son en-tête",
                    "add `{folder}chapter.md`, with `title: …` in its front matter"
                )),
            );
            return None;
        };
        let file = Arc::clone(file);
        self.stand_in(&file, is_stand_in, lang);
        let place = Place::file(&file);
        self.findings.extend(taken.take(&files.slug, &place));
        let front = &self.basis.files.article(&file)?.front;
        let mut fields = Fields::of(&file, front, lang, &mut self.findings);
        let typeset = |text: At<String>| typeset::text(&text.value, lang);
        let title = fields.required("title").map(|title| At { span: title.span.clone(), value: typeset(title) });
        let label = fields.text("short").or_else(|| fields.text("label")).map(typeset);
        let summary = fields.text("summary").map(typeset);
        let image = fields.text("image");
        let figures = fields.texts("figures");
        let section = fields.node("highlights");
        let (heading, open) = section.map_or((None, None), |node| {
            fields.nested(node, |inner| (inner.text("title").map(typeset), inner.choice("display", OPEN)))
        });
        let free = fields.free_numbers();
        fields.finish();
        self.keep(&file, free, lang);
        let image = image.and_then(|image| self.asset(&file, image));
        let mut groups: Vec<(Option<String>, Vec<HighlightHead>)> = Vec::new();
        for entry in &files.entries {
            match entry {
                Entry::Highlight(highlight) => {
                    if !matches!(groups.last(), Some((None, _))) {
                        groups.push((None, Vec::new()));
                    }
                    let head = self.highlight_head(highlight, lang, taken);
                    if let Some((_, highlights)) = groups.last_mut() {
                        highlights.extend(head);
                    }
                }
                Entry::Group { file, highlights } => {
                    let null = Node { span: 0..0, value: Value::Null };
                    let node = self.basis.files.yaml(file).map_or(&null, |(_, node)| node);
                    let mut fields = Fields::of(file, node, lang, &mut self.findings);
                    let title = fields.required("title").map(typeset);
                    fields.finish();
                    let highlights =
                        highlights.iter().filter_map(|highlight| self.highlight_head(highlight, lang, taken)).collect();
                    groups.push((title, highlights));
                }
            }
        }
        let title = title.unwrap_or(At { value: files.slug.clone(), span: 0..0 });
        let label = label.unwrap_or_else(|| title.value.clone());
        let (slug, open) = (files.slug.clone(), open.unwrap_or(false));
        Some(ChapterHead { file, slug, title, label, summary, image, figures, heading, open, groups, files })
    }

    fn highlight_head(&mut self, files: &HighlightFiles, lang: Lang, taken: &mut Taken) -> Option<HighlightHead> {
        let (file, is_stand_in) = files.text.get(lang, self.basis.first)?;
        let file = Arc::clone(file);
        self.stand_in(&file, is_stand_in, lang);
        let front = &self.basis.files.article(&file)?.front;
        let mut fields = Fields::of(&file, front, lang, &mut self.findings);
        let typeset = |text: At<String>| typeset::text(&text.value, lang);
        let title = fields.required("title").map(typeset);
        let summary = fields.text("summary").map(typeset);
        let id = fields.text("id");
        let figures = fields.texts("figures");
        let owner = fields.text("owner").map(|owner| owner.value);
        let status = fields.chosen("status", STATUSES);
        let approved_by = fields.text("approved_by").map(|name| name.value);
        let tags = fields.texts("tags").into_iter().map(|tag| tag.value).collect();
        let image = fields.text("image");
        let free = fields.free_numbers();
        fields.finish();
        self.keep(&file, free, lang);
        let place = Place::new(&file, id.as_ref().map_or(0..0, |id| id.span.clone()));
        if let Some(id) = &id {
            self.findings.extend(ids::invalid(&file, &id.value, &id.span));
        }
        let id = id.map_or_else(|| files.slug.clone(), |id| id.value);
        self.findings.extend(taken.take(&id, &place));
        let image = image.and_then(|image| self.asset(&file, image));
        let flow = markdown::Flow { nodes: Vec::new(), notes: Vec::new() };
        let text = Text { flow, words: 0, lang, file: Arc::clone(&file) };
        let title = title.unwrap_or_else(|| id.clone());
        let highlight = Highlight {
            id: id.clone(),
            title,
            summary,
            text,
            figures: Vec::new(),
            owner,
            status: status.as_ref().map_or_else(Status::default, |status| status.value),
            status_place: status.map_or_else(|| Place::file(&file), |status| Place::new(&file, status.span)),
            approved_by,
            tags,
            image,
            place: Place::file(&file),
        };
        Some(HighlightHead { file, id, highlight, figures })
    }

    pub(super) fn chapter(&mut self, head: ChapterHead, names: &Names) -> Chapter {
        let groups: Vec<Group> = head
            .groups
            .into_iter()
            .map(|(title, highlights)| {
                let highlights = highlights.into_iter().map(|highlight| self.highlight(highlight, names)).collect();
                Group { title, highlights }
            })
            .collect();
        let figures = self.figure_ids(&head.file, &head.figures, names);
        let text = self.article_text(&head.file, Container::Chapter, names);
        let (lead, body) = split_lead(text);
        if lead.flow.nodes.is_empty() && body.flow.nodes.is_empty() && groups.is_empty() {
            let folder = &head.files.folder;
            self.findings.push(
                Finding::new(
                    Code::ChapterEmpty,
                    Place::file(&head.file),
                    phrase!(
                        "ce chapitre n’a ni texte ni fait marquant",
                        "this chapter has neither text nor highlights"
                    ),
                )
                .remedy(phrase!(
                    "écrivez son chapô sous l’en-tête, ou un fait marquant dans {folder}",
                    "write its lead below the front matter, or a highlight in {folder}"
                )),
            );
        }
        Chapter {
            slug: head.slug,
            title: head.title.value,
            label: head.label,
            summary: head.summary,
            lead,
            body,
            image: head.image,
            figures,
            highlights: Highlights { heading: head.heading, open: head.open, groups },
            place: Place::new(&head.file, head.title.span),
        }
    }

    fn highlight(&mut self, head: HighlightHead, names: &Names) -> Highlight {
        let figures = self.figure_ids(&head.file, &head.figures, names);
        let text = self.article_text(&head.file, Container::Article, names);
        let is_blank = self.basis.files.article(&head.file).is_none_or(|article| article.doc.nodes.is_empty());
        if is_blank && figures.is_empty() {
            let end = self.basis.sources.text(&head.file).map_or(0, str::len);
            self.findings.push(
                Finding::new(
                    Code::HighlightEmpty,
                    Place::new(&head.file, end..end),
                    phrase!("ce fait marquant est vide", "this highlight is empty"),
                )
                .remedy(phrase!(
                    "écrivez son texte sous l’en-tête, ou rangez le fichier dans _drafts",
                    "write its text below the front matter, or move the file to _drafts"
                )),
            );
        }
        Highlight { text, figures, ..head.highlight }
    }
}

/// Everything before the first block or heading is the lead. Notes stay with the body, where they are printed.
fn split_lead(text: Text) -> (Text, Text) {
    let Text { mut flow, words, lang, file } = text;
    let first = flow
        .nodes
        .iter()
        .position(|node| matches!(node, markdown::Node::Directive(_) | markdown::Node::Heading { .. }));
    let rest = flow.nodes.split_off(first.unwrap_or(flow.nodes.len()));
    let lead = markdown::Flow { nodes: flow.nodes, notes: Vec::new() };
    let lead = Text { flow: lead, words: 0, lang, file: Arc::clone(&file) };
    (lead, Text { flow: markdown::Flow { nodes: rest, notes: flow.notes }, words, lang, file })
}
