//! The licence of the data as the report names it → its code and its address for machines.

use crate::text::fold::fold;
use crate::text::slug::slug;
use serde::Serialize;

/// A licence as catalogues name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct Licence<'a> {
    /// `etalab-2.0`: its code in the SPDX list when it is known.
    pub(in crate::render) name: String,
    /// « Licence Ouverte 2.0 », as the report names it.
    pub(in crate::render) title: &'a str,
    /// Its text, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::render) path: Option<&'static str>,
}

/// Words of a licence, all of them in its name; its code (spdx.org/licenses), its text. The more precise ones come first.
const KNOWN: &[(&[&str], &str, &str)] = &[
    (&["ouverte", "1.0"], "etalab-1.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    (&["ouverte"], "etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    (&["etalab"], "etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    (&["open licence", "2.0"], "etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    (&["odbl"], "ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    (&["cc by-sa 4.0"], "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    (&["cc by 4.0"], "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    (&["cc0"], "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
];

/// The licence behind its name.
pub(in crate::render) fn licence(title: &str) -> Licence<'_> {
    let folded = fold(title).replace("cc-by", "cc by");
    let known = KNOWN.iter().find(|(words, ..)| words.iter().all(|word| folded.contains(word)));
    match known {
        Some((_, name, path)) => Licence { name: (*name).to_owned(), title, path: Some(path) },
        None => Licence { name: slug(title), title, path: None },
    }
}

#[cfg(test)]
mod tests {
    use super::licence;

    #[test]
    fn licences_are_known_by_their_usual_names() {
        for (title, name) in [
            ("Licence Ouverte 2.0", "etalab-2.0"),
            ("Licence ouverte / Open Licence version 1.0", "etalab-1.0"),
            ("Etalab 2.0", "etalab-2.0"),
            ("ODbL 1.0", "ODbL-1.0"),
            ("CC-BY-SA 4.0", "CC-BY-SA-4.0"),
            ("CC BY 4.0", "CC-BY-4.0"),
        ] {
            let known = licence(title);
            assert_eq!((known.name.as_str(), known.path.is_some()), (name, true), "{title}");
        }
        assert_eq!(licence("CC BY-NC 4.0").path, None, "another licence");
        let own = licence("Accord de réutilisation de la caisse");
        assert_eq!((own.name.as_str(), own.path), ("accord-de-reutilisation-de-la-caisse", None));
    }
}
