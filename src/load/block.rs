//! Directives as typed → blocks of the model: what each may hold, where it may stand, what it must say.

use super::attributes::{Attributes, words};
use super::fields::At;
use super::text::{Container, Resolver, plain};
use super::vocabulary::{AS, As, DISPLAYS, Directive, FORMS};
use crate::chart;
use crate::finding::{Code, phrase};
use crate::markdown::{Attribute, Inline, Node, RawBlock, RawInline};
use crate::model::{
    Aside, AsideKind, Block, ChartBlock, Cite, DirectoryEntry, Download, Figure, FigureId, FigureUse, Inlines, Nodes,
    Picture, Shape, Speaker, Testimonial, Video, VideoSource,
};
use crate::text::{date, nearest::nearest, typography};
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
        typography::correct(text.trim(), None, self.lang).into_owned()
    }

    /// The body of a container, which must not be empty.
    fn body(
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
    fn titled(&mut self, title: Inlines, name: &str, span: &Range<usize>) -> Inlines {
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

    fn figure(&mut self, id: &At<String>) -> Option<FigureId> {
        match self.names.figure(self.file, id) {
            Ok(id) => Some(id),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    fn testimonial(
        &mut self,
        attributes: &mut Attributes,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        name: &str,
        span: &Range<usize>,
    ) -> Option<Block> {
        let mut ids = attributes.words("person");
        ids.extend(attributes.words("persons"));
        let mut text =
            |key| attributes.text(key).map(|text| typography::correct(text.value.trim(), None, self.lang).into_owned());
        let (given, role, place) = (text("name"), text("role"), text("place"));
        let mut speakers = Vec::new();
        for id in &ids {
            match self.names.person(self.file, id) {
                Ok(id) => speakers.push(Speaker::Person(id)),
                Err(finding) => self.findings.push(*finding),
            }
        }
        let mut shared = (role, place);
        if ids.is_empty() {
            if given.is_none() && shared.0.is_none() {
                let _ = attributes.required("person");
            } else {
                let (role, place) = std::mem::take(&mut shared);
                speakers.push(Speaker::Named { name: given, role, place });
            }
        } else if given.is_some() {
            self.find(
                Code::AttributeValue,
                span.clone(),
                phrase!(
                    "ce témoignage donne à la fois une personne de people.yaml et un nom",
                    "this testimonial gives both a person of people.yaml and a name"
                ),
            )
            .remedy = Some(phrase!("gardez l’un des deux", "keep one of the two"));
        }
        let mut quote = self.body(body, Container::Prose, name, span);
        strip_quotes(&mut quote);
        (!speakers.is_empty())
            .then(|| Block::Testimonial(Testimonial { speakers, role: shared.0, place: shared.1, quote }))
    }

    fn figures(
        &mut self,
        attributes: &mut Attributes,
        title: Inlines,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        span: &Range<usize>,
    ) -> Option<Block> {
        let display = attributes.choice("display", DISPLAYS).unwrap_or_default();
        let mut ids = attributes.words("ids");
        let tag = attributes.text("tag");
        // Ids may also be listed in the body, one per line or item.
        for node in body.unwrap_or_default() {
            ids.extend(listed(&node));
        }
        let mut figures: Vec<FigureId> = ids.iter().filter_map(|id| self.figure(id)).collect();
        if let Some(tag) = &tag {
            let tagged = |figure: &Figure| figure.tags.contains(&tag.value);
            let all = self
                .names
                .figures
                .iter()
                .enumerate()
                .filter(|(_, figure)| tagged(figure))
                .map(|(index, _)| FigureId(index));
            let before = figures.len();
            figures.extend(all);
            if figures.len() == before {
                let typed = &tag.value;
                let tags = self.names.figures.iter().flat_map(|figure| &figure.tags).map(String::as_str);
                let near = nearest(typed, tags)
                    .map(|near| phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"));
                self.find(
                    Code::FigureUnknown,
                    tag.span.clone(),
                    phrase!("aucun chiffre n’a l’étiquette « {typed} »", "no figure has the tag `{typed}`"),
                )
                .remedy = near;
            }
        }
        if ids.is_empty() && tag.is_none() {
            self.find(
                Code::AttributeMissing,
                span.clone(),
                phrase!("ce bloc ne nomme aucun chiffre", "this block names no figure"),
            )
            .remedy = Some(phrase!(
                "ajoutez {{ids=\"a b c\"}} ou {{etiquette=\"…\"}}",
                "add {{ids=\"a b c\"}} or {{tag=\"…\"}}"
            ));
        }
        (!figures.is_empty()).then_some(Block::Figures { title, figures, display })
    }

    fn chart(&mut self, attributes: &mut Attributes, label: &At<String>) -> Option<Block> {
        let title = attributes.text("title").map(|title| self.typeset(&title.value));
        let asked = attributes.text("form");
        let height = attributes.text("height");
        let height = height.and_then(|typed| {
            let height = typed
                .value
                .trim_end_matches("em")
                .replace(',', ".")
                .parse::<f32>()
                .ok()
                .filter(|height| (6.0..=60.0).contains(height));
            if height.is_none() {
                self.find(
                    Code::AttributeValue,
                    typed.span,
                    phrase!("la hauteur d’un graphique va de 6 à 60", "the height of a chart goes from 6 to 60"),
                );
            }
            height
        });
        let figure = self.figure(label)?;
        let entry = self.names.figures.get(figure.0)?;
        let form = match &asked {
            None => entry.chart,
            Some(typed) => {
                let form = super::vocabulary::choose(&typed.value, FORMS);
                if form.is_none() {
                    let finding = super::fields::not_a_choice(self.file, typed, FORMS);
                    self.findings.push(crate::finding::Finding { code: Code::AttributeValue, ..finding });
                    return None;
                }
                form
            }
        };
        match chart::form_of(entry, form) {
            Ok(form) => Some(Block::Chart(ChartBlock { figure, form, title, height })),
            Err(misfit) => {
                let id = &entry.id;
                let (place, reason) = (asked.map_or(label.span.clone(), |typed| typed.span), misfit.reason());
                let best = chart::form_of(entry, None).ok();
                let best = best.and_then(|best| FORMS.iter().find(|(.., form)| *form == best));
                let remedy = best.map_or(
                    phrase!("montrez-le par « ::tableau[{id}] »", "show it with `::table[{id}]`"),
                    |(en, fr, _)| {
                        phrase!(
                            "écrivez « forme={fr} », ou « ::tableau[{id}] »",
                            "write `form={en}`, or `::table[{id}]`"
                        )
                    },
                );
                let (fr, en) = (&reason.fr, &reason.en);
                self.find(
                    Code::ChartForm,
                    place,
                    phrase!("cette forme ne convient pas à « {id} » : {fr}", "this form does not fit `{id}`: {en}"),
                )
                .remedy = Some(remedy);
                None
            }
        }
    }

    fn directory(
        &mut self,
        title: Inlines,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        span: &Range<usize>,
    ) -> Option<Block> {
        let mut entries = Vec::new();
        let mut stray = body.as_ref().is_none_or(Vec::is_empty);
        for node in body.unwrap_or_default() {
            let Node::Definitions(definitions) = node else {
                stray = true;
                continue;
            };
            for mut definition in definitions {
                let date = trailing_date(&mut definition.term);
                let name = self.line(definition.term);
                let text =
                    definition.meanings.into_iter().flat_map(|meaning| self.nodes(meaning, Container::Prose)).collect();
                entries.push(DirectoryEntry { name, date, text });
            }
        }
        if stray {
            self.find(
                Code::DirectiveEmpty,
                span.clone(),
                phrase!("un annuaire ne contient que des entrées", "a directory only holds entries"),
            )
            .remedy = Some(phrase!(
                "une entrée : « Nom (16 décembre 2019) » sur une ligne, puis « : le texte » sur la suivante",
                "an entry: `Name (2019-12-16)` on a line, then `: the text` on the next"
            ));
        }
        Some(Block::Directory { title, entries })
    }

    fn image(&mut self, attributes: &mut Attributes, label: &At<String>, span: &Range<usize>) -> Option<Picture> {
        let decorative = attributes.flag("decorative");
        let source = attributes.required("src");
        let caption = attributes
            .text("caption")
            .map(|caption| vec![Inline::Text(self.typeset(&caption.value), caption.span.start)]);
        let credit = attributes.text("credit").map(|credit| self.typeset(&credit.value));
        let alternative = self.typeset(&label.value);
        if alternative.is_empty() != decorative {
            let (message, remedy) = if decorative {
                (
                    phrase!(
                        "cette image est dite décorative et décrite à la fois",
                        "this picture is both called decorative and described"
                    ),
                    phrase!(
                        "enlevez « decoratif », ou le texte entre crochets",
                        "remove `decorative`, or the text between brackets"
                    ),
                )
            } else {
                (
                    phrase!("cette image ne dit pas ce qu’elle montre", "this picture does not say what it shows"),
                    phrase!(
                        "écrivez-le entre crochets, ou ajoutez « decoratif » si elle n’apprend rien",
                        "write it between brackets, or add `decorative` if it tells nothing"
                    ),
                )
            };
            self.find(Code::ImageAlternative, span.clone(), message).remedy = Some(remedy);
        }
        let asset = self.asset(&source?)?;
        let alternative = (!decorative).then_some(alternative);
        Some(Picture { asset, alternative, caption: caption.unwrap_or_default(), credit })
    }

    fn video(
        &mut self,
        attributes: &mut Attributes,
        title: Inlines,
        body: Option<Vec<Node<RawBlock, RawInline>>>,
        name: &str,
        span: &Range<usize>,
    ) -> Option<Block> {
        let title = self.titled(title, name, span);
        let (file, provider) = (attributes.text("src"), attributes.text("provider"));
        let captions = attributes.text("captions").and_then(|captions| self.asset(&captions));
        let poster = attributes.text("poster").and_then(|poster| self.asset(&poster));
        let credit = attributes.text("credit").map(|credit| self.typeset(&credit.value));
        let page = attributes.text("page");
        let transcript = self.body(body, Container::Prose, name, span);
        let source = match (file, provider) {
            (Some(file), None) => VideoSource::File { file: self.asset(&file)?, captions },
            (None, Some(provider)) => {
                let page = page.or_else(|| attributes.required("page"))?;
                if !page.value.starts_with("https://") {
                    let typed = &page.value;
                    self.find(
                        Code::AttributeValue,
                        page.span.clone(),
                        phrase!("« {typed} » n’est pas une adresse https", "`{typed}` is not an https address"),
                    );
                    return None;
                }
                VideoSource::Provider { provider: provider.value, page: page.value }
            }
            _ => {
                self.find(
                    Code::AttributeMissing,
                    span.clone(),
                    phrase!("une vidéo a un fichier ou un service", "a video has a file or a service"),
                )
                .remedy = Some(phrase!(
                    "ajoutez {{src=film.mp4}} ou {{service=youtube adresse=\"https://…\"}}",
                    "add {{src=film.mp4}} or {{provider=youtube page=\"https://…\"}}"
                ));
                return None;
            }
        };
        Some(Block::Video(Video { title, source, poster, credit, transcript }))
    }

    /// `:chiffre[…]` or `:sigle[…]` in a sentence.
    pub(super) fn inline_directive(
        &mut self,
        directive: Directive,
        name: &str,
        label: &At<String>,
        attributes: &[Attribute],
        span: Range<usize>,
    ) -> Option<Cite> {
        let mut attributes = Attributes::of(self.file, name, span.clone(), attributes, self.lang);
        let cite = match directive {
            Directive::Term => match self.names.term(self.file, label) {
                Ok(term) => Some(Cite::Term(term)),
                Err(finding) => {
                    self.findings.push(*finding);
                    None
                }
            },
            Directive::Figure => {
                let what = attributes.choice("as", AS);
                let (year, row) = (attributes.text("year"), attributes.text("row"));
                let of = year.or(row);
                let unit =
                    attributes.text("with_unit").is_none_or(|text| !["false", "non"].contains(&text.value.as_str()));
                self.figure(label)
                    .and_then(|figure| self.figure_use(figure, what, of, unit, label))
                    .map(|(figure, what)| Cite::Figure { figure, what, span })
            }
            _ => {
                self.find(
                    Code::DirectiveKind,
                    span,
                    phrase!(
                        "« {name} » est un bloc, il ne s’écrit pas dans une phrase",
                        "`{name}` is a block, it is not written in a sentence"
                    ),
                )
                .remedy = Some(phrase!(
                    "mettez « ::{name} » ou « :::{name} » seul sur sa ligne",
                    "put `::{name}` or `:::{name}` alone on its line"
                ));
                return None;
            }
        };
        self.findings.append(&mut attributes.finish());
        cite
    }

    /// Checks that the value asked for exists.
    fn figure_use(
        &mut self,
        id: FigureId,
        what: Option<As>,
        of: Option<At<String>>,
        unit: bool,
        label: &At<String>,
    ) -> Option<(FigureId, FigureUse)> {
        let figure = self.names.figures.get(id.0)?;
        if let Some(of) = &of {
            let typed = self.typeset(&of.value);
            let labels = labels(figure);
            if !labels.contains(&typed.as_str()) {
                let (key, near) = (&figure.id, nearest(&typed, labels.iter().copied()));
                let known = labels.join(", ");
                let finding = self.find(
                    Code::FigureYear,
                    of.span.clone(),
                    phrase!("« {key} » n’a pas de valeur « {typed} »", "`{key}` has no value `{typed}`"),
                );
                finding.remedy = near.map(|near| phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"));
                if !known.is_empty() {
                    finding.notes.push(crate::finding::Note {
                        text: phrase!("valeurs connues : {known}", "known values: {known}"),
                        place: None,
                    });
                }
                return None;
            }
        }
        let of = of.map(|of| self.typeset(&of.value));
        let key = &figure.id;
        let is_change = what == Some(As::Change);
        if is_change && crate::ledger::change(figure).is_none() {
            self.find(
                Code::FigureYear,
                label.span.clone(),
                phrase!(
                    "« {key} » n’a pas de valeur antérieure : son évolution est inconnue",
                    "`{key}` has no earlier value: its change is unknown"
                ),
            )
            .remedy =
                Some(phrase!("ajoutez « valeurs: {{2021: …}} » au chiffre", "add `values: {{2021: …}}` to the figure"));
            return None;
        }
        if !is_change && of.is_none() && figure.value.is_none() {
            self.find(
                Code::FigureYear,
                label.span.clone(),
                phrase!(
                    "« {key} » n’a pas de valeur à lui, seulement des lignes",
                    "`{key}` has no value of its own, only rows"
                ),
            )
            .remedy = Some(phrase!(
                "ajoutez {{ligne=\"…\"}}, ou « valeur: … » au chiffre",
                "add {{row=\"…\"}}, or `value: …` to the figure"
            ));
            return None;
        }
        let what = match what.unwrap_or(As::Value) {
            As::Value => FigureUse::Value { of, unit },
            As::Change => FigureUse::Change,
            As::Words => FigureUse::Words,
            As::Compact => FigureUse::Compact,
        };
        Some((id, what))
    }
}

/// Rows and periods of a figure that hold one value.
fn labels(figure: &Figure) -> Vec<&str> {
    let rows = match &figure.shape {
        Shape::Rows(rows) => rows.as_slice(),
        Shape::Scalar | Shape::Series(_) => &[],
    };
    rows.iter().chain(&figure.history).filter(|row| row.value.is_some()).map(|row| row.label.as_str()).collect()
}

/// Ids written in the body of a `figures` block.
fn listed(node: &Node<RawBlock, RawInline>) -> Vec<At<String>> {
    match node {
        Node::Paragraph(content) => content
            .iter()
            .flat_map(|inline| match inline {
                Inline::Text(text, at) => words(&At { value: text.clone(), span: *at..*at + text.len() }),
                _ => Vec::new(),
            })
            .collect(),
        Node::List { items, .. } => items.iter().flatten().flat_map(listed).collect(),
        _ => Vec::new(),
    }
}

/// Takes `(16 décembre 2019)` off the end of a directory entry's name.
fn trailing_date(term: &mut Vec<Inline<RawInline>>) -> Option<date::Date> {
    let Some(Inline::Text(text, _)) = term.last_mut() else { return None };
    let inside = text.trim_end().strip_suffix(')')?;
    let open = inside.rfind('(')?;
    let date = date::read(inside[open + 1..].trim())?;
    let name = text[..open].trim_end().len();
    text.truncate(name);
    Some(date)
}

/// Takes the outer quotation marks off a quote: the theme writes them.
fn strip_quotes(quote: &mut Nodes) {
    let is_quoted = plain_nodes(quote).is_some_and(|text| {
        let text = text.trim();
        (text.starts_with('«') && text.ends_with('»') && text.matches('«').count() == 1)
            || (text.starts_with('“') && text.ends_with('”') && text.matches('“').count() == 1)
    });
    if !is_quoted {
        return;
    }
    if let Some(Node::Paragraph(content)) = quote.first_mut()
        && let Some(Inline::Text(text, _)) = content.first_mut()
    {
        *text =
            text.trim_start().trim_start_matches(['«', '“']).trim_start_matches([' ', '\u{a0}', '\u{202f}']).to_owned();
    }
    if let Some(Node::Paragraph(content)) = quote.last_mut()
        && let Some(Inline::Text(text, _)) = content.last_mut()
    {
        *text = text.trim_end().trim_end_matches(['»', '”']).trim_end_matches([' ', '\u{a0}', '\u{202f}']).to_owned();
    }
}

/// The words of a quote made of paragraphs.
fn plain_nodes(nodes: &Nodes) -> Option<String> {
    nodes
        .iter()
        .map(|node| match node {
            Node::Paragraph(content) => Some(plain(content)),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()
        .map(|paragraphs| paragraphs.join(" "))
}
