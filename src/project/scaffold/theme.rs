//! A name → a small theme that extends another: it builds at once, and its comments say what may be changed.

use super::Refusal;
use crate::output::NewFile;
use crate::source::Sources;
use crate::text::Lang;
use crate::text::slug::slug;
use crate::theme;

/// The files of a theme in `themes/NAME/`, which extends the built-in theme `parent`.
///
/// # Errors
/// When the name gives no folder, is taken, or there is no such parent.
pub fn theme(sources: &Sources, name: &str, parent: &str, lang: Lang) -> Result<Vec<NewFile>, Refusal> {
    let folder = slug(name);
    if folder.is_empty() {
        return Err(Refusal::EmptyTitle(name.to_owned()));
    }
    let is_taken = sources.below(&format!("themes/{folder}/")).next().is_some();
    if is_taken || theme::built_in_names().any(|known| known == folder) {
        return Err(Refusal::ThemeExists(folder));
    }
    let is_own = sources.below(&format!("themes/{parent}/")).next().is_some();
    if !is_own && theme::built_in_names().all(|known| known != parent) {
        let known = theme::built_in_names().map(str::to_owned).collect();
        return Err(Refusal::UnknownTheme(parent.to_owned(), known));
    }
    let (manifest, sheet) = match lang {
        Lang::Fr => (FRENCH.replace("PARENT", parent), FRENCH_SHEET),
        Lang::En => (ENGLISH.replace("PARENT", parent), ENGLISH_SHEET),
    };
    Ok(vec![
        NewFile { path: format!("themes/{folder}/theme.yaml"), bytes: manifest.into_bytes() },
        NewFile { path: format!("themes/{folder}/styles/{folder}.css"), bytes: sheet.as_bytes().to_vec() },
    ])
}

const FRENCH: &str = "\
# Ce thème reprend celui dont il hérite ; seul ce qui est écrit ici change. Tout est facultatif.
contrat: 1
herite_de: PARENT

# Une teinte par chapitre, de 0 à 360, pour les rapports qui n’en choisissent pas.
# teintes: [268, 165, 35]

# Les polices installées chez le lecteur : titres, texte, menus.
# polices:
#   display: \"Georgia, serif\"

# Les polices publiées avec le site, à copier dans fonts/ ; la licence doit le permettre.
# fichiers_polices:
#   - {fichier: fonts/texte.woff2, famille: Exemple, graisse: 400, licence: SIL Open Font License 1.1}

# Le logo d’un réseau, pour les rapports qui n’ont pas le leur.
# logo: images/logo.svg

# Les variables de la feuille de style : couleurs, tailles, espaces.
variables:
  measure: 36em

# Des blocs à vous : « :::etapes[Titre]{delai=\"trois jours\"} » avec un gabarit templates/blocks/etapes.html.
# blocs:
#   etapes: {titre: nécessaire, attributs: {delai: facultatif}}
";

const ENGLISH: &str = "\
# This theme is the one it extends; only what is written here differs. Everything is optional.
contract: 1
extends: PARENT

# One hue per chapter, from 0 to 360, for reports that choose none.
# hues: [268, 165, 35]

# Fonts that readers have: titles, text, menus.
# fonts:
#   display: \"Georgia, serif\"

# Fonts published with the site, to be copied into fonts/; their licence must allow it.
# font_files:
#   - {file: fonts/text.woff2, family: Example, weight: 400, licence: SIL Open Font License 1.1}

# The logo of a network, for reports that have none of their own.
# logo: images/logo.svg

# Variables of the style sheet: colours, sizes, spaces.
tokens:
  measure: 36em

# Blocks of your own: `:::steps[Title]{delay=\"three days\"}` with a template templates/blocks/steps.html.
# blocks:
#   steps: {title: required, attributes: {delay: optional}}
";

const FRENCH_SHEET: &str = "\
/* Ces règles viennent après celles du thème hérité, et l’emportent. */
.opening__title { text-wrap: balance; }
";

const ENGLISH_SHEET: &str = "\
/* These rules come after those of the theme that is extended, and win. */
.opening__title { text-wrap: balance; }
";
