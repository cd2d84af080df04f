//! Ids and addresses: what they may be, and that none is taken twice.

use super::layout::Path;
use crate::finding::{Code, Finding, Place, phrase};
use crate::site;
use crate::text::slug::slug;
use std::collections::BTreeMap;
use std::ops::Range;

/// Ids of the theme's own templates start so.
const OURS: [&str; 2] = ["page-", "filter-"];

/// Why an id cannot stand in an address: it must be small letters, digits and hyphens.
pub(super) fn invalid(file: &Path, id: &str, span: &Range<usize>) -> Option<Finding> {
    let is_valid = !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !id.starts_with('-');
    if let Some(prefix) = OURS.iter().find(|prefix| id.starts_with(*prefix)) {
        return Some(
            Finding::new(
                Code::IdInvalid,
                Place::new(file, span.clone()),
                phrase!(
                    "un identifiant ne peut pas commencer par « {prefix} » : les pages s’en servent",
                    "an id cannot start with `{prefix}`: the pages use it"
                ),
            )
            .remedy(phrase!("choisissez un autre mot", "choose another word")),
        );
    }
    let better = slug(id);
    (!is_valid).then(|| {
        Finding::new(
            Code::IdInvalid,
            Place::new(file, span.clone()),
            phrase!("« {id} » ne peut pas être une adresse", "`{id}` cannot be an address"),
        )
        .remedy(phrase!(
            "minuscules sans accent, chiffres et tirets : « {better} »",
            "small letters, digits and hyphens: `{better}`"
        ))
    })
}

/// Why a figure cannot have an id: the data of the whole edition are published under that name.
pub(super) fn reserved(file: &Path, id: &str, span: &Range<usize>) -> Option<Finding> {
    site::RESERVED.contains(&id).then(|| {
        Finding::new(
            Code::IdInvalid,
            Place::new(file, span.clone()),
            phrase!(
                "un chiffre ne peut pas s’appeler « {id} » : c’est le nom d’un fichier de données de l’édition",
                "a figure cannot be called `{id}`: it is the name of a data file of the edition"
            ),
        )
        .remedy(phrase!("choisissez un autre mot", "choose another word"))
    })
}

/// Ids already taken, and where; nowhere for those of the pages of every site.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<String, Option<Place>>);

impl Taken {
    /// Nothing but the names of the pages of every site.
    pub(super) fn by_the_site(names: &[&str]) -> Self {
        Self(names.iter().map(|name| ((*name).to_owned(), None)).collect())
    }

    /// Takes an id; one that is taken already is a finding.
    pub(super) fn take(&mut self, id: &str, place: &Place) -> Option<Finding> {
        let first = match self.0.get(id) {
            None => {
                self.0.insert(id.to_owned(), Some(place.clone()));
                return None;
            }
            Some(first) => first.clone(),
        };
        let message = match first {
            Some(_) => phrase!(
                "« {id} » désigne déjà autre chose dans cette édition",
                "`{id}` already names something else in this edition"
            ),
            None => phrase!(
                "« {id} » est l’adresse d’une page de tous les sites",
                "`{id}` is the address of a page of every site"
            ),
        };
        let finding = Finding::new(Code::IdDuplicate, place.clone(), message).remedy(if place.span.is_empty() {
            phrase!(
                "renommez le fichier ou le dossier ; un fait marquant peut aussi dire « id: … » dans son en-tête",
                "rename the file or the folder; a highlight may also say `id: …` in its front matter"
            )
        } else {
            phrase!("donnez-lui un autre identifiant", "give it another id")
        });
        Some(match first {
            Some(first) => finding.note_at(first, phrase!("le premier est ici", "the first one is here")),
            None => finding,
        })
    }
}
