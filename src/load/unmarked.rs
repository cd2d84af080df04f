//! A text that is not Markdown — a field, an attribute — → the finding of a directive in it, which nothing would turn into words.

use super::fields::At;
use super::layout::Path;
use super::vocabulary::{DIRECTIVES, Directive};
use crate::finding::{Code, Finding, Place, phrase};
use crate::text::fold::fold;

/// The first directive typed in a text that holds none: `resume: En 2022, :chiffre[actes]`.
pub(super) fn directive(file: &Path, text: &At<String>) -> Option<Finding> {
    let typed = text.value.match_indices('[').find_map(|(open, _)| {
        let start = text.value[..open].trim_end_matches(char::is_alphanumeric).len();
        let colons = text.value[..start].trim_end_matches(':').len();
        let name = fold(&text.value[start..open]);
        let (.., directive) = DIRECTIVES.iter().find(|(english, french, _)| *english == name || *french == name)?;
        (colons < start).then(|| (&text.value[colons..=open], *directive))
    });
    let (typed, directive) = typed?;
    let message = phrase!(
        "« {typed}…] » ne se lit que dans un texte : ici, il resterait tel quel",
        "`{typed}…]` is only read in a text: here it would stay as it is"
    );
    let finding = Finding::new(Code::DirectiveMisplaced, Place::new(file, text.span.clone()), message);
    Some(finding.remedy(match directive {
        Directive::Figure => phrase!(
            "écrivez le nombre en clair, et citez le chiffre dans le texte de l’article",
            "write the number itself, and cite the figure in the text of the article"
        ),
        _ => phrase!("écrivez les mots eux-mêmes", "write the words themselves"),
    }))
}
