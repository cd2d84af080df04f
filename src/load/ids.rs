//! Ids and addresses: what they may be, and that none is taken twice.

use super::layout::Path;
use crate::finding::{Code, Finding, Phrase, Place, phrase};
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

/// Ids already taken, and where.
#[derive(Default)]
pub(super) struct Taken {
    ids: BTreeMap<String, Place>,
    /// Names of the site's own pages.
    reserved: Vec<&'static str>,
}

impl Taken {
    /// None but those that the site keeps for its own pages.
    pub(super) fn beside(reserved: impl Into<Vec<&'static str>>) -> Self {
        Self { ids: BTreeMap::new(), reserved: reserved.into() }
    }

    /// Takes an id; one that is taken already is a finding.
    pub(super) fn take(&mut self, id: &str, place: &Place) -> Option<Finding> {
        if self.reserved.contains(&id) {
            return Some(kept(id, place));
        }
        let first = match self.ids.get(id) {
            None => {
                self.ids.insert(id.to_owned(), place.clone());
                return None;
            }
            Some(first) => first.clone(),
        };
        Some(
            Finding::new(
                Code::IdDuplicate,
                place.clone(),
                phrase!(
                    "« {id} » désigne déjà autre chose dans cette édition",
                    "`{id}` already names something else in this edition"
                ),
            )
            .remedy(rename(place))
            .note_at(first, phrase!("le premier est ici", "the first one is here")),
        )
    }
}

/// A name that the site has for a page of its own.
fn kept(id: &str, place: &Place) -> Finding {
    let message = phrase!(
        "« {id} » est réservé : le site a sa propre page à cette adresse",
        "`{id}` is reserved: the site has its own page at this address"
    );
    Finding::new(Code::IdDuplicate, place.clone(), message).remedy(rename(place))
}

fn rename(place: &Place) -> Phrase {
    if place.span.is_empty() {
        return phrase!(
            "renommez le fichier ou le dossier ; un fait marquant peut aussi dire « id: … » dans son en-tête",
            "rename the file or the folder; a highlight may also say `id: …` in its front matter"
        );
    }
    phrase!("donnez-lui un autre identifiant", "give it another id")
}
