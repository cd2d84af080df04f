//! `::image` and `video` → pictures and films that say what they show.

use crate::finding::{Code, did_you_mean, phrase};
use crate::load::attributes::Attributes;
use crate::load::fields::At;
use crate::load::text::{Container, Resolver};
use crate::markdown::{Inline, Node, RawBlock, RawInline};
use crate::model::{Block, Inlines, Picture, Video, VideoSource};
use crate::text::{fold::fold, nearest::nearest};
use std::ops::Range;

/// Services whose player can be opened in the page; another one is a link.
const SERVICES: [&str; 4] = ["youtube", "vimeo", "dailymotion", "peertube"];

fn is_same(known: &str, typed: &str) -> bool {
    fold(typed.trim()) == known
}

impl Resolver<'_, '_> {
    pub(super) fn image(
        &mut self,
        attributes: &mut Attributes,
        label: &At<String>,
        span: &Range<usize>,
    ) -> Option<Picture> {
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

    pub(super) fn video(
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
        if body.as_ref().is_none_or(Vec::is_empty) {
            self.find(
                Code::DirectiveEmpty,
                span.clone(),
                phrase!("cette vidéo n’a pas de transcription", "this video has no transcript"),
            )
            .remedy = Some(phrase!(
                "écrivez « :::{name}[…]{{…}} », la transcription, puis une ligne « ::: »",
                "write `:::{name}[…]{{…}}`, the transcript, then a line `:::`"
            ));
            return None;
        }
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
                    )
                    .remedy = Some(phrase!(
                        "copiez l’adresse de la page de la vidéo : « https://… »",
                        "copy the address of the page of the video: `https://…`"
                    ));
                    return None;
                }
                if let Some(near) = nearest(&provider.value, SERVICES).filter(|near| !is_same(near, &provider.value)) {
                    let typed = &provider.value;
                    self.find(
                        Code::AttributeValue,
                        provider.span.clone(),
                        phrase!("le service « {typed} » n’est pas connu", "the service `{typed}` is not known"),
                    )
                    .remedy = Some(did_you_mean(near));
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
}
