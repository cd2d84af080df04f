//! The one table of words: English names, canonical in code and templates, and their French aliases in content.

use crate::model::{AsideKind, Better, ChartForm, Display, Host, Scope, Status};
use crate::text::Qualifier;
use crate::text::fold::fold;

/// Keys of YAML files, front matter and directive attributes.
const KEYS: &[(&str, &str)] = &[
    ("accessibility_contact", "contact_accessibilite"),
    ("account", "compte"),
    ("action_plan", "plan_action"),
    ("address", "adresse"),
    ("annotations", "annotations"),
    ("approved_by", "valide_par"),
    ("as", "forme"),
    ("as_of", "au"),
    ("at_least", "au_moins"),
    ("at_most", "au_plus"),
    ("attributes", "attributs"),
    ("audit", "audit"),
    ("auditor", "auditeur"),
    ("better", "mieux"),
    ("blocks", "blocs"),
    ("breaks", "rupture"),
    ("bucket", "compartiment"),
    ("capital", "majuscule"),
    ("caption", "legende"),
    ("captions", "sous_titres"),
    ("category", "categorie"),
    ("change", "evolution"),
    ("chart", "graphique"),
    ("checks", "controles"),
    ("columns", "colonnes"),
    ("compress", "compresser"),
    ("connections", "connexions"),
    ("contact", "contact"),
    ("container", "conteneur"),
    ("contract", "contrat"),
    ("corrections", "corrections"),
    ("credit", "credit"),
    ("credits", "credits"),
    ("data", "donnees"),
    ("data_licence", "licence_donnees"),
    ("data_officer", "delegue_donnees"),
    ("date", "date"),
    ("decimals", "decimales"),
    ("decorative", "decoratif"),
    ("definition", "definition"),
    ("derogations", "derogations"),
    ("director", "directeur"),
    ("display", "affichage"),
    ("downloads", "documents"),
    ("email", "courriel"),
    ("embargo", "embargo"),
    ("environments", "environnements"),
    ("equals", "egal"),
    ("exceptions", "exceptions"),
    ("excerpt", "extrait"),
    ("exempt", "contenus_exemptes"),
    ("expand", "developper"),
    ("extends", "herite_de"),
    ("family", "famille"),
    ("feminine", "feminin"),
    ("figure", "chiffre"),
    ("figures", "chiffres"),
    ("file", "fichier"),
    ("folder", "dossier"),
    ("font_files", "fichiers_polices"),
    ("fonts", "polices"),
    ("footer", "pied"),
    ("form", "forme"),
    ("formula", "formule"),
    ("free_numbers", "nombres_libres"),
    ("from", "depuis"),
    ("height", "hauteur"),
    ("highlights", "faits_marquants"),
    ("host", "hebergeur"),
    ("hues", "teintes"),
    ("id", "id"),
    ("ids", "ids"),
    ("image", "image"),
    ("key", "cle"),
    ("kicker", "surtitre"),
    ("kind", "genre"),
    ("label", "libelle"),
    ("languages", "langues"),
    ("legal", "mentions"),
    ("legal_form", "forme_juridique"),
    ("licence", "licence"),
    ("logo", "logo"),
    ("many", "pluriel"),
    ("meaning", "sens"),
    ("name", "nom"),
    ("names", "noms"),
    ("note", "note"),
    ("of", "de"),
    ("of_name", "de"),
    ("one", "singulier"),
    ("organisation", "organisation"),
    ("over", "sur"),
    ("owner", "responsable"),
    ("page", "adresse"),
    ("pages", "pages"),
    ("period", "periode"),
    ("person", "personne"),
    ("persons", "personnes"),
    ("phone", "telephone"),
    ("pitch", "accroche"),
    ("place", "lieu"),
    ("portrait", "portrait"),
    ("poster", "poster"),
    ("provider", "service"),
    ("publish", "publication"),
    ("published", "publication"),
    ("publisher", "editeur"),
    ("qualifier", "nuance"),
    ("range", "plage"),
    ("rate", "taux"),
    ("ratio_of", "rapport_de"),
    ("region", "region"),
    ("revised", "revision"),
    ("rights", "droits"),
    ("rights_until", "droits_jusqu_au"),
    ("role", "fonction"),
    ("row", "ligne"),
    ("rows", "lignes"),
    ("scheme", "schema"),
    ("scope", "perimetre"),
    ("series", "series"),
    ("share_of", "part_de"),
    ("sheet", "feuille"),
    ("short", "nom"),
    ("signature", "signature"),
    ("since", "depuis"),
    ("site", "site"),
    ("small_counts", "petits_effectifs"),
    ("source", "source"),
    ("src", "src"),
    ("status", "statut"),
    ("strings", "textes"),
    ("style", "style"),
    ("sum", "somme"),
    ("summary", "resume"),
    ("table", "tableau"),
    ("tag", "etiquette"),
    ("tags", "etiquettes"),
    ("target", "cible"),
    ("technologies", "technologies"),
    ("text", "texte"),
    ("theme", "theme"),
    ("title", "titre"),
    ("tokens", "variables"),
    ("tolerance", "tolerance"),
    ("tools", "outils"),
    ("total_of", "total_de"),
    ("unit", "unite"),
    ("user", "utilisateur"),
    ("value", "valeur"),
    ("values", "valeurs"),
    ("virtual_host", "hote_virtuel"),
    ("weight", "graisse"),
    ("with_qualifier", "nuance"),
    ("with_unit", "unite"),
    ("year", "annee"),
];

/// The French alias of a key.
pub(crate) fn french(key: &str) -> &str {
    KEYS.binary_search_by_key(&key, |(english, _)| english).map_or(key, |index| KEYS[index].1)
}

/// Names of directives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directive {
    Dossier,
    Testimonial,
    Aside(AsideKind),
    Figures,
    Figure,
    Chart,
    Table,
    Directory,
    Image,
    Gallery,
    Video,
    Download,
    Term,
}

/// English name, French name, directive.
pub(super) const DIRECTIVES: &[(&str, &str, Directive)] = &[
    ("dossier", "dossier", Directive::Dossier),
    ("testimonial", "temoignage", Directive::Testimonial),
    ("focus", "focus", Directive::Aside(AsideKind::Focus)),
    ("zoom", "zoom", Directive::Aside(AsideKind::Zoom)),
    ("retrospective", "retrospective", Directive::Aside(AsideKind::Retrospective)),
    ("note", "encadre", Directive::Aside(AsideKind::Note)),
    ("figures", "chiffres", Directive::Figures),
    ("figure", "chiffre", Directive::Figure),
    ("chart", "graphique", Directive::Chart),
    ("table", "tableau", Directive::Table),
    ("directory", "annuaire", Directive::Directory),
    ("image", "image", Directive::Image),
    ("gallery", "galerie", Directive::Gallery),
    ("video", "video", Directive::Video),
    ("download", "document", Directive::Download),
    ("term", "sigle", Directive::Term),
];

/// A closed list of values: English word, French word, meaning.
pub(super) type Choices<T> = &'static [(&'static str, &'static str, T)];

pub(super) const FORMS: Choices<ChartForm> = &[
    ("bars", "barres", ChartForm::Bars),
    ("columns", "colonnes", ChartForm::Columns),
    ("line", "courbe", ChartForm::Line),
    ("step", "escalier", ChartForm::Step),
    ("area", "aire", ChartForm::Area),
    ("slope", "pente", ChartForm::Slope),
    ("part", "part", ChartForm::Part),
    ("donut", "anneau", ChartForm::Donut),
    ("progress", "jauge", ChartForm::Progress),
    ("grouped", "groupées", ChartForm::Grouped),
    ("pairs", "paires", ChartForm::Grouped),
    ("stacked", "empilées", ChartForm::Stacked),
    ("dumbbell", "haltères", ChartForm::Dumbbell),
    ("diverging", "divergent", ChartForm::Diverging),
    ("multiples", "multiples", ChartForm::Multiples),
    ("timeline", "frise", ChartForm::Timeline),
];

pub(super) const SCOPES: Choices<Scope> = &[
    ("local", "local", Scope::Local),
    ("regional", "régional", Scope::Regional),
    ("national", "national", Scope::National),
];

pub(super) const BETTER: Choices<Better> = &[("up", "hausse", Better::Up), ("down", "baisse", Better::Down)];

pub(super) const STATUSES: Choices<Status> = &[
    ("draft", "brouillon", Status::Draft),
    ("review", "relu", Status::Review),
    ("approved", "validé", Status::Approved),
];

/// Whether a figure is provisional.
pub(super) const FIGURE_STATUSES: Choices<bool> = &[("provisional", "provisoire", true), ("final", "définitif", false)];

pub(super) const QUALIFIERS: Choices<Qualifier> = &[
    ("more than", "plus de", Qualifier::MoreThan),
    ("less than", "moins de", Qualifier::LessThan),
    ("nearly", "près de", Qualifier::Nearly),
    ("about", "environ", Qualifier::About),
];

pub(super) const DISPLAYS: Choices<Display> =
    &[("tiles", "tuiles", Display::Tiles), ("list", "liste", Display::List), ("table", "tableau", Display::Table)];

/// Whether the highlights of a chapter are shown open.
pub(super) const OPEN: Choices<bool> = &[("folded", "plié", false), ("open", "ouvert", true)];

/// What of a figure an inline directive prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    Value,
    Words,
    Compact,
    Share,
    Change,
    Trend,
    Signed,
}

pub(super) const AS: Choices<As> = &[
    ("value", "valeur", As::Value),
    ("words", "lettres", As::Words),
    ("compact", "abrege", As::Compact),
    ("share", "part", As::Share),
    ("change", "evolution", As::Change),
    ("trend", "tendance", As::Trend),
    ("signed", "signe", As::Signed),
];

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StorageKind {
    Folder,
    Sftp,
    Webdav,
    S3,
    Azure,
    Gcs,
    Ftp,
}

pub(super) const STORAGES: Choices<StorageKind> = &[
    ("folder", "dossier", StorageKind::Folder),
    ("sftp", "sftp", StorageKind::Sftp),
    ("webdav", "webdav", StorageKind::Webdav),
    ("s3", "s3", StorageKind::S3),
    ("azure", "azure", StorageKind::Azure),
    ("gcs", "gcs", StorageKind::Gcs),
    ("ftp", "ftp", StorageKind::Ftp),
];

pub(super) const HOSTS: Choices<Host> = &[
    ("apache", "apache", Host::Apache),
    ("netlify", "netlify", Host::Netlify),
    ("github", "github", Host::Github),
    ("gitlab", "gitlab", Host::Gitlab),
    ("nginx", "nginx", Host::Nginx),
];

/// The choice that `word` names, accents and case apart.
pub(super) fn choose<T: Copy>(word: &str, choices: Choices<T>) -> Option<T> {
    let word = fold(word.trim());
    choices
        .iter()
        .find(|(english, french, _)| fold(english) == word || fold(french) == word)
        .map(|(_, _, choice)| *choice)
}

/// A key as it is compared: accents, capitals, hyphens and spaces apart.
pub(crate) fn folded_key(typed: &str) -> String {
    fold(typed.trim()).replace(['-', ' '], "_")
}

/// Whether a key that was typed, once folded, is the English `key` or its French alias.
pub(crate) fn names(key: &str, folded: &str) -> bool {
    folded == key || folded == french(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_both_languages_and_without_accents() {
        assert!(
            ["validé_par", "Valide-par", "approved_by"].iter().all(|typed| names("approved_by", &folded_key(typed)))
        );
        assert!(!names("approved_by", &folded_key("approuve")));
        assert_eq!(choose("Régional", SCOPES), Some(Scope::Regional));
        assert_eq!(choose("definitif", FIGURE_STATUSES), Some(false));
    }

    #[test]
    fn the_table_is_sorted_and_without_repetition() {
        assert!(KEYS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
