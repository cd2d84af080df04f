//! What the texts of an edition may refer to: figures, people, terms, chapters, highlights, pages.

use super::assets::{Assets, join};
use super::fields::At;
use super::layout::Path;
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::model::{Figure, FigureId, OwnBlock, Person, PersonId, Target, Term, TermId};
use crate::text::Lang;
use crate::text::nearest::nearest;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Everything a text of an edition may name.
pub(super) struct Names<'a> {
    pub(super) figures: &'a [Figure],
    /// Those that could not be read or computed: what is said of them is not held against what they are.
    pub(super) unsettled: &'a BTreeSet<FigureId>,
    /// The report's first language, in which figures are typed.
    pub(super) first: Lang,
    pub(super) people: &'a [Person],
    pub(super) terms: &'a [Term],
    /// Those that the theme adds.
    pub(super) blocks: &'a [OwnBlock],
    /// Slugs and ids of chapters, highlights and pages.
    pub(super) targets: BTreeMap<String, Target>,
    /// The same by their file.
    pub(super) files: BTreeMap<Path, Target>,
}

impl Names<'_> {
    /// The figure with that id.
    pub(super) fn figure(&self, file: &Path, id: &At<String>) -> Result<FigureId, Box<Finding>> {
        let typed = id.value.trim();
        if typed.is_empty() {
            return Err(unnamed(
                file,
                &id.span,
                Code::FigureUnknown,
                phrase!("aucun chiffre n’est nommé ici", "no figure is named here"),
            ));
        }
        self.figures.iter().position(|figure| figure.id == typed).map(FigureId).ok_or_else(|| {
            let known = self.figures.iter().map(|figure| figure.id.as_str());
            let near = nearest(typed, known);
            let finding = unknown(
                file,
                &id.span,
                Code::FigureUnknown,
                phrase!("« {typed} » n’est pas dans le registre", "`{typed}` is not in the ledger"),
                near,
            );
            let place = near
                .and_then(|near| self.figures.iter().find(|figure| figure.id == near))
                .map(|figure| figure.place.clone());
            Box::new(match place {
                Some(place) => {
                    finding.note_at(place, phrase!("le chiffre est défini ici", "the figure is defined here"))
                }
                None => finding.remedy(phrase!("ajoutez-le à figures.yaml", "add it to figures.yaml")),
            })
        })
    }

    /// The person with that id.
    pub(super) fn person(&self, file: &Path, id: &At<String>) -> Result<PersonId, Box<Finding>> {
        let typed = id.value.trim();
        self.people.iter().position(|person| person.id == typed).map(PersonId).ok_or_else(|| {
            let near = nearest(typed, self.people.iter().map(|person| person.id.as_str()));
            let message = phrase!("« {typed} » n’est pas dans people.yaml", "`{typed}` is not in people.yaml");
            let finding = unknown(file, &id.span, Code::PersonUnknown, message, near);
            let add = phrase!(
                "ajoutez « {typed}: {{fonction: …}} » à people.yaml",
                "add `{typed}: {{role: …}}` to people.yaml"
            );
            Box::new(if near.is_none() { finding.remedy(add) } else { finding })
        })
    }

    /// The glossary entry of that term.
    pub(super) fn term(&self, file: &Path, term: &At<String>) -> Result<TermId, Box<Finding>> {
        let typed = term.value.trim();
        if typed.is_empty() {
            return Err(unnamed(
                file,
                &term.span,
                Code::TermUnknown,
                phrase!("aucun sigle n’est nommé ici", "no term is named here"),
            ));
        }
        self.terms.iter().position(|term| term.term == typed).map(TermId).ok_or_else(|| {
            let near = nearest(typed, self.terms.iter().map(|term| term.term.as_str()));
            let message = phrase!("« {typed} » n’est pas dans glossary.yaml", "`{typed}` is not in glossary.yaml");
            let mut finding = unknown(file, &term.span, Code::TermUnknown, message, near);
            if near.is_none() {
                finding.remedy =
                    Some(phrase!("ajoutez « {typed}: … » à glossary.yaml", "add `{typed}: …` to glossary.yaml"));
            }
            Box::new(finding)
        })
    }

    /// Where a link goes.
    pub(super) fn link(
        &self,
        file: &Path,
        href: &str,
        span: &Range<usize>,
        anchors: &BTreeSet<String>,
        assets: &mut Assets,
    ) -> Result<Target, Box<Finding>> {
        let href = href.trim();
        if let Some(scheme) = scheme(href) {
            return match scheme.as_str() {
                "http" | "https" | "mailto" | "tel" => Ok(Target::External(href.to_owned())),
                _ => Err(Box::new(
                    Finding::new(
                        Code::LinkUnknown,
                        Place::new(file, span.clone()),
                        phrase!("un lien « {scheme}: » n’est pas admis", "a `{scheme}:` link is not allowed"),
                    )
                    .remedy(phrase!(
                        "un lien commence par https:, http:, mailto: ou tel:",
                        "a link starts with https:, http:, mailto: or tel:"
                    )),
                )),
            };
        }
        if let Some(fragment) = href.strip_prefix('#') {
            let figure = ["chiffre-", "figure-"].iter().find_map(|prefix| fragment.strip_prefix(prefix));
            return match figure {
                Some(id) => self.figure(file, &At { value: id.to_owned(), span: span.clone() }).map(Target::Figure),
                None => match self.targets.get(fragment) {
                    Some(target) => Ok(target.clone()),
                    None if anchors.contains(fragment) => Ok(Target::Fragment(fragment.to_owned())),
                    None => {
                        let near = nearest(fragment, anchors.iter().chain(self.targets.keys()).map(String::as_str));
                        let message = phrase!(
                            "ce texte n’a pas de titre dont l’adresse soit « #{fragment} »",
                            "this text has no heading whose address is `#{fragment}`"
                        );
                        let near = near.map(|near| format!("#{near}"));
                        let finding = unknown(file, span, Code::LinkUnknown, message, near.as_deref());
                        let name = phrase!(
                            "nommez le titre : « ## Mon titre {{#{fragment}}} »",
                            "name the heading: `## My heading {{#{fragment}}}`"
                        );
                        Err(Box::new(if near.is_none() { finding.remedy(name) } else { finding }))
                    }
                },
            };
        }
        if href.starts_with("www.") {
            let message = phrase!("« {href} » est une adresse incomplète", "`{href}` is not a whole address");
            let remedy = phrase!("écrivez https://{href}", "write https://{href}");
            return Err(Box::new(
                Finding::new(Code::LinkUnknown, Place::new(file, span.clone()), message).remedy(remedy),
            ));
        }
        let bare = href.trim_end_matches('/').trim_start_matches("./");
        if let Some(target) = self.targets.get(bare) {
            return Ok(target.clone());
        }
        if bare.ends_with(".md") {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let known = join(folder, bare).and_then(|path| self.files.get(path.as_str()));
            return known.cloned().ok_or_else(|| self.unknown_link(file, href, span));
        }
        if !bare.contains(['.', '/']) {
            return Err(self.unknown_link(file, href, span));
        }
        assets.find(file, href, span.clone()).map(Target::Asset)
    }

    fn unknown_link(&self, file: &Path, href: &str, span: &Range<usize>) -> Box<Finding> {
        let last = href.rsplit('/').next().unwrap_or(href).trim_end_matches(".md");
        let near = nearest(
            last.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-'),
            self.targets.keys().map(String::as_str),
        );
        let message = phrase!("ce lien ne mène nulle part : « {href} »", "this link leads nowhere: `{href}`");
        let forms = phrase!(
            "un lien mène à un fait marquant ou à un chapitre par son nom, à un fichier, ou à https://…",
            "a link leads to a highlight or a chapter by its name, to a file, or to https://…"
        );
        let finding = unknown(file, span, Code::LinkUnknown, message, near);
        Box::new(if near.is_none() { finding.remedy(forms) } else { finding })
    }
}

/// `https` of `https://…`; a path or a fragment has none.
fn scheme(href: &str) -> Option<String> {
    let (scheme, _) = href.split_once(':')?;
    let is_scheme = scheme.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (is_scheme || href.starts_with("//")).then(|| scheme.to_ascii_lowercase())
}

/// `:chiffre[]`, or `::graphique` alone.
fn unnamed(file: &Path, span: &Range<usize>, code: Code, message: Phrase) -> Box<Finding> {
    Box::new(Finding::new(code, Place::new(file, span.clone()), message).remedy(phrase!(
        "écrivez son identifiant entre crochets, juste après le nom du bloc",
        "write its id between brackets, right after the name of the block"
    )))
}

fn unknown(file: &Path, span: &Range<usize>, code: Code, message: Phrase, near: Option<&str>) -> Finding {
    Finding::new(code, Place::new(file, span.clone()), message).maybe_remedy(near.map(did_you_mean))
}
