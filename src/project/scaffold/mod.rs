//! A kind of thing to begin → the files that begin it: a report, an edition, a chapter, a highlight, a theme.
//!
//! Everything here is a function of texts: `cli` reads the workspace before and `output` creates the files after.

mod chapter;
mod edition;
mod gallery;
mod layout;
mod report;
mod theme;

pub use chapter::{chapter, highlight};
pub use edition::edition;
pub use gallery::gallery;
pub use layout::language;
pub use report::report;
pub use theme::theme;

use crate::finding::{Phrase, did_you_mean, phrase};

/// Why something cannot be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The workspace has no edition.
    NoEdition,
    /// There is no edition of that name; those there are.
    UnknownEdition(String, Vec<String>),
    /// There is no chapter of that name; those there are.
    UnknownChapter(String, Vec<String>),
    /// The edition is already there.
    EditionExists(String),
    /// The name of an edition becomes an address and says its year: letters, digits and hyphens, four digits for the year.
    EditionName(String),
    /// The theme is already there.
    ThemeExists(String),
    /// There is no theme of that name to extend; those there are.
    UnknownTheme(String, Vec<String>),
    /// What the title would be called by is taken: by the file of that path, or by a page of every site.
    Taken(String, Option<String>),
    /// Nothing of the title is left for an address.
    EmptyTitle(String),
}

impl Refusal {
    /// What is wrong, then what to do; lower case, no full stop.
    pub fn phrases(&self) -> (Phrase, Phrase) {
        match self {
            Refusal::NoEdition => (
                phrase!("cet espace n’a aucune édition", "this workspace has no edition"),
                phrase!(
                    "placez-vous dans le dossier de report.yaml, ou donnez-le avec --workspace",
                    "go to the folder of report.yaml, or give it with --workspace"
                ),
            ),
            Refusal::UnknownEdition(name, known) => {
                (phrase!("il n’y a pas d’édition « {name} »", "there is no edition `{name}`"), among(name, known))
            }
            Refusal::UnknownChapter(name, known) => {
                (phrase!("il n’y a pas de chapitre « {name} »", "there is no chapter `{name}`"), among(name, known))
            }
            Refusal::EditionExists(name) => (
                phrase!("l’édition « {name} » existe déjà", "the edition `{name}` already exists"),
                phrase!("choisissez une autre année", "choose another year"),
            ),
            Refusal::EditionName(name) => (
                phrase!("« {name} » ne peut pas nommer une édition", "`{name}` cannot name an edition"),
                phrase!("écrivez une année, comme 2023", "write a year, such as 2023"),
            ),
            Refusal::ThemeExists(name) => (
                phrase!("le thème « {name} » existe déjà", "the theme `{name}` already exists"),
                phrase!("choisissez un autre nom", "choose another name"),
            ),
            Refusal::UnknownTheme(name, known) => {
                (phrase!("il n’y a pas de thème « {name} »", "there is no theme `{name}`"), among(name, known))
            }
            Refusal::Taken(name, Some(path)) => (
                phrase!("« {name} » existe déjà : {path}", "`{name}` already exists: {path}"),
                phrase!("donnez un autre titre, ou complétez ce fichier", "give another title, or add to that file"),
            ),
            Refusal::Taken(name, None) => (
                phrase!(
                    "« {name} » est l’adresse d’une page de tous les sites",
                    "`{name}` is the address of a page of every site"
                ),
                phrase!("donnez un titre plus précis", "give a more precise title"),
            ),
            Refusal::EmptyTitle(title) => (
                phrase!("le titre « {title} » n’a ni lettre ni chiffre", "the title `{title}` has no letter or digit"),
                phrase!("donnez un titre entre guillemets", "give a title in quotation marks"),
            ),
        }
    }
}

fn among(name: &str, known: &[String]) -> Phrase {
    if let Some(near) = crate::text::nearest::nearest(name, known.iter().map(String::as_str)) {
        return did_you_mean(near);
    }
    let known = known.join(", ");
    phrase!("choisissez parmi : {known}", "choose among: {known}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, Finding, terminal};
    use crate::output;
    use crate::text::Lang;
    use crate::{load, source};
    use std::path::Path;

    /// What is found in a workspace beside what is still to be written, as text: empty when nothing is.
    fn found(root: &Path) -> String {
        let (sources, mut findings): (_, Vec<Finding>) = source::read(root).unwrap();
        findings.extend(load::load(&sources).findings);
        findings.retain(|finding| finding.code != Code::TextPlaceholder);
        terminal::print(&findings, &|path| sources.text(path), Lang::En, false)
    }

    #[test]
    fn what_is_begun_has_no_mistake() {
        for lang in Lang::ALL {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            output::create_in_empty(root, &report(Some("Caisse d’essai"), 2022, lang)).unwrap();
            assert_eq!(found(root), "", "report, {lang:?}");

            let begin = |make: &dyn Fn(&source::Sources) -> Result<Vec<output::NewFile>, Refusal>| {
                let (sources, _) = source::read(root).unwrap();
                output::create(root, &make(&sources).unwrap()).unwrap();
            };
            begin(&|sources| chapter(sources, None, "Un chapitre", lang));
            begin(&|sources| highlight(sources, None, "un-chapitre", "Un fait", lang));
            begin(&|sources| edition(sources, "2023", lang));
            begin(&|sources| theme(sources, "Maison", "default", lang));
            assert_eq!(found(root), "", "edition, {lang:?}");
        }
    }
}
