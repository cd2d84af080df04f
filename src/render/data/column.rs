//! The columns of the published data: their names in files, their titles for people, what they hold. Part of permanent
//! addresses, so to speak: programs of others read these names, which never change.

use crate::text::Lang;

/// A column of every CSV file and of every sheet, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Label,
    Definition,
    Chapter,
    Series,
    Category,
    Period,
    Value,
    Qualifier,
    Unit,
    Scope,
    AsOf,
    Status,
    Computation,
    Revision,
    Break,
    Note,
    Source,
    Licence,
}

/// What is said of a column in one language.
pub(super) struct Words {
    /// Heading in files for machines: small letters without accents.
    pub(super) name: &'static str,
    /// Heading in sheets for people.
    pub(super) title: &'static str,
    /// What it holds, as a sentence without its full stop.
    pub(super) meaning: &'static str,
}

impl Column {
    /// Every column, in order.
    pub(super) const ALL: [Column; 19] = [
        Column::Id,
        Column::Label,
        Column::Definition,
        Column::Chapter,
        Column::Series,
        Column::Category,
        Column::Period,
        Column::Value,
        Column::Qualifier,
        Column::Unit,
        Column::Scope,
        Column::AsOf,
        Column::Status,
        Column::Computation,
        Column::Revision,
        Column::Break,
        Column::Note,
        Column::Source,
        Column::Licence,
    ];

    /// What is said of it.
    pub(super) fn words(self, lang: Lang) -> Words {
        let (name, title, meaning) = match lang {
            Lang::Fr => self.french(),
            Lang::En => self.english(),
        };
        Words { name, title, meaning }
    }

    fn french(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Column::Id => (
                "identifiant",
                "Identifiant",
                "Nom permanent du chiffre, le même d’une édition et d’un fichier à l’autre",
            ),
            Column::Label => ("libelle", "Libellé", "Ce qui est compté"),
            Column::Definition => ("definition", "Définition", "Ce qui est compté, et comment"),
            Column::Chapter => {
                ("chapitre", "Chapitre", "Chapitre du rapport ; vide pour un chiffre de toute l’édition")
            }
            Column::Series => ("serie", "Série", "Série, quand le chiffre en a plusieurs"),
            Column::Category => ("categorie", "Catégorie", "Catégorie d’un détail ; vide pour la valeur d’ensemble"),
            Column::Period => ("periode", "Période", "Année ou période de la valeur"),
            Column::Value => (
                "valeur",
                "Valeur",
                "Nombre exact, avec un point décimal ; vide quand la valeur n’est pas connue, ce qui n’est pas zéro",
            ),
            Column::Qualifier => ("nuance", "Nuance", "« plus de », « moins de », « près de » ou « environ »"),
            Column::Unit => ("unite", "Unité", "Unité de la valeur, au pluriel"),
            Column::Scope => ("perimetre", "Périmètre", "« local », « régional » ou « national »"),
            Column::AsOf => ("au", "Au", "Jour où la valeur était vraie"),
            Column::Status => ("statut", "Statut", "« définitif » ou « provisoire »"),
            Column::Computation => ("calcul", "Calcul", "Comment la valeur est calculée à partir d’autres"),
            Column::Revision => ("revision", "Révision", "Valeur publiée auparavant, et pourquoi elle a changé"),
            Column::Break => ("rupture", "Rupture", "Ce qui est compté autrement à partir de cette période"),
            Column::Note => ("note", "Note", "Remarque pour les lecteurs"),
            Column::Source => ("source", "Source", "Qui publie la valeur"),
            Column::Licence => ("licence", "Licence", "Licence de réutilisation"),
        }
    }

    fn english(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Column::Id => ("id", "Id", "Permanent name of the figure, the same in every edition and every file"),
            Column::Label => ("label", "Label", "What is counted"),
            Column::Definition => ("definition", "Definition", "What is counted, and how"),
            Column::Chapter => ("chapter", "Chapter", "Chapter of the report; empty for a figure of the whole edition"),
            Column::Series => ("series", "Series", "Series, when the figure has several"),
            Column::Category => ("category", "Category", "Category of a breakdown; empty for the overall value"),
            Column::Period => ("period", "Period", "Year or period of the value"),
            Column::Value => (
                "value",
                "Value",
                "Exact number, with a decimal point; empty when the value is not known, which is not zero",
            ),
            Column::Qualifier => ("qualifier", "Qualifier", "“more than”, “less than”, “nearly” or “about”"),
            Column::Unit => ("unit", "Unit", "Unit of the value, in the plural"),
            Column::Scope => ("scope", "Scope", "“local”, “regional” or “national”"),
            Column::AsOf => ("as_of", "As of", "Day on which the value was true"),
            Column::Status => ("status", "Status", "“final” or “provisional”"),
            Column::Computation => ("computation", "Computation", "How the value is computed from others"),
            Column::Revision => ("revision", "Revision", "Value published before, and why it changed"),
            Column::Break => ("break", "Break", "What is counted in another way from this period on"),
            Column::Note => ("note", "Note", "Remark for readers"),
            Column::Source => ("source", "Source", "Who publishes the value"),
            Column::Licence => ("licence", "Licence", "Licence for reuse"),
        }
    }
}
