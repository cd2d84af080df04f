//! Directives as typed → blocks of the model: what each may hold, where it may stand, what it must say.

mod cell;
mod directory;
mod figures;
mod inline;
mod media;
mod testimonial;
mod twice;

use super::attributes::Attributes;
use super::fields::At;
use super::text::{Container, Resolver};
use super::typeset;
use super::vocabulary::Directive;
use crate::finding::{Code, phrase};
use crate::markdown::{Node, RawBlock, RawInline};
use crate::model::{Aside, AsideKind, Block, Download, Inlines, Nodes};
use crate::text::fold::fold;
use std::ops::Range;

/// How a directive is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `:::name` … `:::`
    Container,
    /// `::name`
    Leaf,
    /// Either.
    Both,
    /// `:name[…]`
    Inline,
}

impl Directive {
    fn kind(self) -> Kind {
        match self {
            Directive::Dossier
            | Directive::Testimonial
            | Directive::Aside(_)
            | Directive::Directory
            | Directive::Gallery => Kind::Container,
            Directive::Figure | Directive::Chart | Directive::Table | Directive::Image | Directive::Download => {
                Kind::Leaf
            }
            Directive::Figures | Directive::Video => Kind::Both,
            Directive::Term => Kind::Inline,
        }
    }

    /// Whether it may stand in `container`.
    fn fits(self, container: Container) -> bool {
        match container {
            Container::Chapter => true,
            Container::Article | Container::Dossier => self != Directive::Dossier,
            Container::Box => matches!(
                self,
                Directive::Figures
                    | Directive::Figure
                    | Directive::Chart
                    | Directive::Table
                    | Directive::Image
                    | Directive::Download
            ),
            Container::Gallery => self == Directive::Image,
            Container::Prose => false,
        }
    }
}

impl Resolver<'_, '_> {
    /// A block directive that stands in `container`.
    pub(super) fn directive(&mut self, raw: RawBlock, container: Container) -> Option<Block> {
        let folded = fold(&raw.name);
        if let Some(own) = self.names.blocks.iter().find(|block| block.name == folded) {
            return self.own_block(own, raw, container);
        }
        let directive = self.known(&raw.name, &raw.name_span)?;
        let name = raw.name.clone();
        let written = if raw.body.is_some() { Kind::Container } else { Kind::Leaf };
        if directive.kind() != written && directive.kind() != Kind::Both {
            let right = match directive.kind() {
                Kind::Container => {
                    phrase!("écrivez « :::{name} » puis, plus bas, « ::: »", "write `:::{name}` and, below, `:::`")
                }
                Kind::Leaf => phrase!(
                    "écrivez « ::{name}[…] » avec deux deux-points, sans ligne de fermeture",
                    "write `::{name}[…]` with two colons, without a closing line"
                ),
                _ => phrase!("écrivez « :{name}[…] » dans une phrase", "write `:{name}[…]` in a sentence"),
            };
            self.find(
                Code::DirectiveKind,
                raw.name_span,
                phrase!("« {name} » ne s’écrit pas ainsi", "`{name}` is not written like this"),
            )
            .remedy = Some(right);
            return None;
        }
        if !directive.fits(container) {
            let remedy = match (directive, container) {
                (Directive::Dossier, _) => phrase!(
                    "un dossier se met dans chapter.md, hors de tout bloc",
                    "a dossier belongs in chapter.md, outside any block"
                ),
                (_, Container::Gallery) => phrase!(
                    "une galerie ne contient que des lignes « ::image »",
                    "a gallery only holds `::image` lines"
                ),
                (_, Container::Box) => phrase!(
                    "un encadré contient du texte, des chiffres, des graphiques, des tableaux et des images",
                    "a box holds text, figures, charts, tables and pictures"
                ),
                _ => phrase!(
                    "sortez-le du bloc, de la liste ou de la citation qui l’entoure",
                    "take it out of the block, list or quotation around it"
                ),
            };
            self.find(
                Code::DirectiveMisplaced,
                raw.name_span,
                phrase!("« {name} » ne peut pas se tenir ici", "`{name}` cannot stand here"),
            )
            .remedy = Some(remedy);
            return None;
        }
        let mut attributes = Attributes::of(self.file, &name, raw.span.clone(), &raw.attributes, self.lang);
        let label = At { value: raw.label_text.clone(), span: raw.label_span.clone() };
        let title = match directive {
            // Their label is an id or an alternative, not a title.
            Directive::Figure | Directive::Chart | Directive::Table | Directive::Image => Vec::new(),
            _ => self.line(raw.label),
        };
        let span = raw.span;
        let block = match directive {
            Directive::Dossier => {
                let body = self.body(raw.body, Container::Dossier, &name, &span);
                Some(Block::Dossier { title: self.titled(title, &name, &span), body })
            }
            Directive::Testimonial => self.testimonial(&mut attributes, raw.body, &name, &span),
            Directive::Aside(kind) => {
                let kicker = attributes.text("kicker").map(|kicker| self.typeset(&kicker.value));
                let body = self.body(raw.body, Container::Box, &name, &span);
                let title = if kind == AsideKind::Note { title } else { self.titled(title, &name, &span) };
                Some(Block::Aside(Aside { kind, kicker, title, body }))
            }
            Directive::Figures => self.figures(&mut attributes, title, raw.body, &span),
            Directive::Figure => self.figure(&label).map(Block::Tile),
            Directive::Chart => self.chart(&mut attributes, &label),
            Directive::Table => {
                let title = attributes.text("title").map(|title| self.typeset(&title.value));
                self.figure(&label).map(|figure| Block::Table { figure, title })
            }
            Directive::Directory => self.directory(title, raw.body, &span),
            Directive::Image => self.image(&mut attributes, &label, &span).map(Block::Image),
            Directive::Gallery => {
                let body = self.body(raw.body, Container::Gallery, &name, &span);
                let pictures = body.into_iter().filter_map(|node| match node {
                    Node::Directive(Block::Image(picture)) => Some(picture),
                    _ => None,
                });
                Some(Block::Gallery { title, pictures: pictures.collect() })
            }
            Directive::Video => self.video(&mut attributes, title, raw.body, &name, &span),
            Directive::Download => {
                let title = self.titled(title, &name, &span);
                let file = attributes.required("file").and_then(|file| self.asset(&file));
                file.map(|file| Block::Download(Download { title, file }))
            }
            Directive::Term => None,
        };
        self.findings.append(&mut attributes.finish());
        block
    }

    fn typeset(&self, text: &str) -> String {
        typeset::text(text, self.lang)
    }

    /// The body of a container, which must not be empty.
    pub(super) fn body(
        &mut self,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        container: Container,
        name: &str,
        span: &Range<usize>,
    ) -> Nodes {
        let body = body.unwrap_or_default();
        if body.is_empty() {
            self.find(
                Code::DirectiveEmpty,
                span.clone(),
                phrase!("le bloc « {name} » est vide", "the block `{name}` is empty"),
            )
            .remedy = Some(phrase!(
                "écrivez son texte avant la ligne « ::: », ou supprimez-le",
                "write its text before the line `:::`, or delete it"
            ));
        }
        self.nodes(body, container)
    }

    /// A title that must be there.
    pub(super) fn titled(&mut self, title: Inlines, name: &str, span: &Range<usize>) -> Inlines {
        if title.is_empty() {
            self.find(
                Code::AttributeMissing,
                span.clone(),
                phrase!("le bloc « {name} » n’a pas de titre", "the block `{name}` has no title"),
            )
            .remedy =
                Some(phrase!("écrivez-le entre crochets : {name}[Titre]", "write it between brackets: {name}[Title]"));
        }
        title
    }
}
