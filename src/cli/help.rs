//! The command line with its help in the language of the user. The parser is derived from `args`; its texts are all here.

use super::args::Args;
use crate::text::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory};

/// A command or an argument, in French and in English.
struct Entry {
    /// The path of a command (`new report`), or the name of an argument wherever it stands.
    id: &'static str,
    fr: &'static str,
    en: &'static str,
}

const fn entry(id: &'static str, fr: &'static str, en: &'static str) -> Entry {
    Entry { id, fr, en }
}

const COMMANDS: &[Entry] = &[
    entry(
        "",
        "Fait d’un dossier de textes et de chiffres le rapport annuel d’un organisme public.",
        "Turns a folder of texts and figures into the yearly report of a public body.",
    ),
    entry("build", "Contrôle le rapport et construit le site", "Check the report and build the site"),
    entry(
        "serve",
        "Montre le rapport dans le navigateur et le tient à jour à chaque enregistrement",
        "Show the report in the browser and keep it up to date at each save",
    ),
    entry("check", "Contrôle le rapport sans rien écrire", "Check the report, write nothing"),
    entry(
        "publish",
        "Met le site en ligne : montre ce qui changera, demande, puis n’envoie que cela (alias : publier)",
        "Put the site on line: show what will change, ask, then send only that",
    ),
    entry(
        "rollback",
        "Remet en ligne la publication précédente, ou une autre (alias : revenir)",
        "Put the former publication back on line, or another one",
    ),
    entry("history", "Énumère les publications d’une cible (alias : historique)", "List the publications of a target"),
    entry(
        "package",
        "Fait du site un fichier .zip ou .tar.gz à remettre, avec sa somme de contrôle (alias : paquet)",
        "Make the site one .zip or .tar.gz file to hand over, with its checksum",
    ),
    entry(
        "diff",
        "Dit ce qui a changé d’une édition à l’autre, ou depuis la dernière publication",
        "Tell what changed from one edition to another, or since the last publication",
    ),
    entry(
        "new",
        "Crée un rapport, une édition, un chapitre, un fait marquant, un thème ou la galerie des graphiques",
        "Create a report, an edition, a chapter, a highlight, a theme or the gallery of charts",
    ),
    entry(
        "new report",
        "Crée un rapport qui se construit aussitôt et montre chaque bloc (alias : rapport)",
        "Create a report that builds at once and shows every block",
    ),
    entry(
        "new edition",
        "Crée l’édition d’une année sur le plan de la précédente (alias : millesime)",
        "Create the edition of a year, laid out like the former one",
    ),
    entry(
        "new chapter",
        "Crée un chapitre à la suite des autres (alias : chapitre)",
        "Create a chapter after the others",
    ),
    entry(
        "new highlight",
        "Crée un fait marquant à la fin d’un chapitre (alias : fait)",
        "Create a highlight at the end of a chapter",
    ),
    entry(
        "new theme",
        "Crée un thème à vous, qui hérite d’un thème fourni (alias : thème)",
        "Create a theme of your own that extends a built-in one",
    ),
    entry(
        "new host",
        "Crée le fichier de réglages d’un serveur ou d’une forge : nginx, gitlab, github (alias : hebergeur)",
        "Create the settings of a server or a forge: nginx, gitlab, github",
    ),
    entry(
        "new gallery",
        "Crée un rapport qui montre chaque forme de graphique et ses cas limites (alias : galerie)",
        "Create a report that shows every form of chart with its edge cases",
    ),
    entry(
        "import",
        "Fait d’un CSV ou d’un classeur .xlsx des chiffres, et dit ce qui change (alias : importer)",
        "Turn a CSV or an .xlsx workbook into figures, and say what changes",
    ),
    entry("explain", "Explique un constat, ou les liste tous", "Explain a finding, or list them all"),
    entry(
        "completions",
        "Écrit le script qui complète la commande dans un terminal",
        "Print the completion script of a shell",
    ),
];

/// In the order of the help.
const ARGUMENTS: &[Entry] = &[
    entry(
        "workspaces",
        "Dossiers qui contiennent report.yaml [par défaut : le dossier courant]",
        "Folders that hold report.yaml [default: the current folder]",
    ),
    entry(
        "workspace",
        "Dossier qui contient report.yaml [par défaut : le dossier courant]",
        "Folder that holds report.yaml [default: the current folder]",
    ),
    entry(
        "theme",
        "Nom du thème, et de son dossier sous themes/",
        "Name of the theme, and of its folder below themes/",
    ),
    entry(
        "extends",
        "Thème dont il hérite : default ou folio [par défaut : default] (alias : --herite-de)",
        "Theme that it extends: default or folio [default: default]",
    ),
    entry(
        "out",
        "Dossier du site [par défaut : dist dans l’espace ; pour plusieurs espaces, dist/NOM]",
        "Folder of the site [default: dist in the workspace; for several workspaces, dist/NAME]",
    ),
    entry(
        "archive",
        "Fichier à écrire, en .zip ou .tar.gz [par défaut : rapport.zip dans l’espace]",
        "File to write, .zip or .tar.gz [default: report.zip in the workspace]",
    ),
    entry(
        "shown_by",
        "Serveur dont le site porte les réglages : apache, nginx, netlify, gitlab ou github",
        "Server whose settings the site carries: apache, nginx, netlify, gitlab or github",
    ),
    entry(
        "target",
        "Cible de report.yaml [par défaut : la seule] (alias : --vers)",
        "Target of report.yaml [default: the only one]",
    ),
    entry(
        "dry_run",
        "Montre ce qui changerait, sans rien écrire (alias : --essai)",
        "Show what would change, write nothing",
    ),
    entry(
        "deletions",
        "Nombre de pages et de documents qui peuvent être retirés [par défaut : un dixième, 50 au plus] (alias : --retraits)",
        "How many pages and documents may be removed [default: a tenth, 50 at most]",
    ),
    entry(
        "take_over",
        "Remplace aussi les fichiers que Millésime n’a pas mis sur la cible (alias : --remplacer)",
        "Also replace files of the target that Millésime did not put there",
    ),
    entry(
        "break_lock",
        "Passe outre le verrou de quelqu’un qui ne publie plus",
        "Break the lock of somebody who no longer publishes",
    ),
    entry(
        "grace",
        "Secondes laissées aux lecteurs avant de retirer une page [par défaut : 30] (alias : --delai)",
        "Seconds left to readers before a page is removed [default: 30]",
    ),
    entry(
        "online",
        "Compare le rapport à ce qui est en ligne, sur cette cible s’il y en a plusieurs : chiffres, pages, textes (alias : --publie)",
        "Compare the report with what is on line, at this target if there are several: figures, pages, texts",
    ),
    entry(
        "allow_past",
        "Admet que des éditions passées, déjà publiées, changent (alias : --editions-passees)",
        "Let past editions, already published, change",
    ),
    entry(
        "verified",
        "Relit ensuite le site à son adresse publique, ou à celle-ci : état, types, caches, sécurité (alias : --verifier)",
        "Then read the site at its public address, or at this one: status, types, caching, security",
    ),
    entry(
        "publication",
        "Numéro de la publication où revenir [par défaut : la précédente]",
        "Number of the publication to go back to [default: the former one]",
    ),
    entry("server", "nginx, gitlab ou github", "nginx, gitlab or github"),
    entry("before", "Édition de départ [par défaut : la précédente]", "Earlier edition [default: the one before]"),
    entry("after", "Édition d’arrivée [par défaut : la dernière]", "Later edition [default: the last one]"),
    entry(
        "threshold",
        "Variation, en % ou en points, au-delà de laquelle une valeur est signalée [par défaut : 20]",
        "Move, in % or points, beyond which a value is marked [default: 20]",
    ),
    entry(
        "form",
        "Forme du résultat : text ou json [par défaut : text]",
        "Form of the result: text or json [default: text]",
    ),
    entry("open", "Ouvre le site dans le navigateur", "Open the site in the browser"),
    entry(
        "compress",
        "Écrit aussi chaque texte compressé, en .br et .gz, pour les hébergeurs qui les servent",
        "Also write each text compressed, as .br and .gz, for hosts that serve them",
    ),
    entry(
        "pdf",
        "Imprime aussi l’édition et chaque chapitre en PDF, avec le navigateur Chromium, Chrome ou Edge de la machine",
        "Also print the edition and each chapter as PDF, with the Chromium, Chrome or Edge of the machine",
    ),
    entry(
        "timings",
        "Dit où passe le temps : étapes, pages, modèles, graphiques et fichiers (alias : --durees)",
        "Tell where the time goes: stages, pages, templates, charts and files",
    ),
    entry(
        "accessibility",
        "Donne la liste de l’audit : critères du RGAA, contrôlés et à contrôler, et échantillon de pages",
        "Print the list of the audit: criteria of the RGAA, judged and to judge, and the sample of pages",
    ),
    entry("weights", "Donne le poids de chaque page et le budget", "Print the weight of each page and the budget"),
    entry(
        "follow",
        "Montre à chaque enregistrement la page du fichier enregistré",
        "Show at each save the page of the file that was saved",
    ),
    entry(
        "editor",
        "Éditeur où mènent les liens de l’aperçu : vscode, vscodium, zed… ou son adresse",
        "Editor that the links of the preview lead to: vscode, vscodium, zed… or its address",
    ),
    entry(
        "port",
        "Port de l’aperçu ; le premier libre ensuite s’il est pris [par défaut : 1111]",
        "Port of the preview; the next free one if it is taken [default: 1111]",
    ),
    entry(
        "host",
        "Adresse où écouter ; une autre que la boucle locale ouvre l’aperçu au réseau [par défaut : 127.0.0.1]",
        "Address to listen at; another than loopback opens the preview to the network [default: 127.0.0.1]",
    ),
    entry(
        "poll",
        "Relit le dossier à intervalles : pour un partage réseau",
        "Look at the folder at intervals: for a network share",
    ),
    entry(
        "format",
        "Forme des constats : text, json ou sarif [par défaut : text]",
        "Form of the findings: text, json or sarif [default: text]",
    ),
    entry(
        "deny",
        "Gravité à partir de laquelle on s’arrête : error, warning ou advice [par défaut : error]",
        "Severity that stops: error, warning or advice [default: error]",
    ),
    entry(
        "edition",
        "Une seule édition, par le nom de son dossier (2022)",
        "One edition only, by the name of its folder (2022)",
    ),
    entry("production", "Exige tout ce qu’une publication demande", "Require all that a publication needs"),
    entry("date", "Jour pris pour aujourd’hui, AAAA-MM-JJ", "Day taken for today, YYYY-MM-DD"),
    entry(
        "lang",
        "Langue des messages : fr ou en [par défaut : celle du système]",
        "Language of messages: fr or en [default: that of the system]",
    ),
    entry("quiet", "Ne dit que les constats et les erreurs", "Say nothing but findings and errors"),
    entry(
        "yes",
        "Répond oui : laisse effacer ce qui a été ajouté à la main dans le dossier du site",
        "Answer yes: let what was added by hand in the site’s folder be deleted",
    ),
    entry("folder", "Dossier à créer", "Folder to create"),
    entry("name", "Nom de l’organisme", "Name of the body"),
    entry("year", "Année de l’édition, qui nomme son dossier", "Year of the edition, which names its folder"),
    entry(
        "chapter",
        "Chapitre, par son nom de dossier ou son adresse (coordonner)",
        "Chapter, by its folder name or its address (coordonner)",
    ),
    entry("title", "Titre", "Title"),
    entry(
        "code",
        "Code entre crochets dans un constat (figure-unknown)",
        "Code in brackets in a finding (figure-unknown)",
    ),
    entry("shell", "bash, zsh, fish, powershell ou elvish", "bash, zsh, fish, powershell or elvish"),
    entry("file", "Fichier .csv ou .xlsx, où qu’il soit", "A .csv or .xlsx file, wherever it is"),
    entry(
        "into",
        "Fichier figures.yaml à compléter, ou son dossier ; à défaut, montre ce qui serait écrit (alias : --dans)",
        "The figures.yaml to complete, or its folder; without it, show what would be written",
    ),
    entry("replace", "Accepte les valeurs qui changent (alias : --remplacer)", "Accept the values that change"),
    entry("sheet", "Feuille du classeur (alias : --feuille)", "Sheet of the workbook"),
    entry(
        "range",
        "Cellules, titres compris : B3:F12, ou un nom du classeur (alias : --plage)",
        "Cells, headings included: B3:F12, or a name of the workbook",
    ),
    entry("table", "Tableau du classeur, par son nom (alias : --tableau)", "Table of the workbook, by its name"),
    entry(
        "shape",
        "Ce que devient le tableau : figures (un chiffre par ligne), rows ou series (un seul chiffre) ; déduit à défaut (alias : --comme)",
        "What the table becomes: figures (one per row), rows or series (one figure); told by its shape by default",
    ),
    entry(
        "label",
        "Libellé du chiffre, quand il n’y en a qu’un (alias : --libelle)",
        "Label of the figure, when there is but one",
    ),
    entry(
        "source",
        "Source des chiffres, quand le tableau ne la dit pas",
        "Source of the figures, when the table does not say it",
    ),
    entry("help", "Affiche cette aide", "Print this help"),
    entry("version", "Affiche la version", "Print the version"),
];

/// Names of values in the usage, where French has its own.
const VALUES: &[Entry] = &[
    entry("workspaces", "ESPACE", "WORKSPACE"),
    entry("workspace", "ESPACE", "WORKSPACE"),
    entry("out", "DOSSIER", "DIR"),
    entry("folder", "DOSSIER", "DIR"),
    entry("archive", "FICHIER", "FILE"),
    entry("target", "CIBLE", "TARGET"),
    entry("online", "CIBLE", "TARGET"),
    entry("deletions", "NOMBRE", "COUNT"),
    entry("grace", "SECONDES", "SECONDS"),
    entry("verified", "ADRESSE", "URL"),
    entry("publication", "NUMÉRO", "NUMBER"),
    entry("shown_by", "SERVEUR", "SERVER"),
    entry("server", "SERVEUR", "SERVER"),
    entry("format", "FORME", "FORMAT"),
    entry("deny", "GRAVITÉ", "SEVERITY"),
    entry("port", "PORT", "PORT"),
    entry("host", "ADRESSE", "ADDRESS"),
    entry("editor", "ÉDITEUR", "EDITOR"),
    entry("before", "ANNÉE", "YEAR"),
    entry("after", "ANNÉE", "YEAR"),
    entry("threshold", "POURCENTAGE", "PERCENTAGE"),
    entry("form", "FORME", "FORMAT"),
    entry("edition", "ANNÉE", "YEAR"),
    entry("year", "ANNÉE", "YEAR"),
    entry("date", "DATE", "DATE"),
    entry("lang", "LANGUE", "LANG"),
    entry("name", "NOM", "NAME"),
    entry("chapter", "CHAPITRE", "CHAPTER"),
    entry("title", "TITRE", "TITLE"),
    entry("code", "CODE", "CODE"),
    entry("shell", "SHELL", "SHELL"),
    entry("file", "FICHIER", "FILE"),
    entry("into", "FICHIER", "FILE"),
    entry("sheet", "FEUILLE", "SHEET"),
    entry("range", "PLAGE", "RANGE"),
    entry("table", "TABLEAU", "TABLE"),
    entry("shape", "FORME", "SHAPE"),
    entry("label", "LIBELLÉ", "LABEL"),
    entry("source", "SOURCE", "SOURCE"),
];

fn text(table: &[Entry], id: &str, lang: Lang) -> Option<&'static str> {
    let entry = table.iter().find(|entry| entry.id == id)?;
    Some(if lang == Lang::Fr { entry.fr } else { entry.en })
}

/// The parser, its texts in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    worded(Args::command(), "", lang)
}

fn worded(command: Command, path: &str, lang: Lang) -> Command {
    let (usage, commands, arguments, options, verb) = match lang {
        Lang::Fr => ("Utilisation :", "Commandes ", "Arguments ", "Options ", "COMMANDE"),
        Lang::En => ("Usage:", "Commands", "Arguments", "Options", "COMMAND"),
    };
    let word = |argument: Arg| {
        let id = argument.get_id().as_str().to_owned();
        let heading = if argument.is_positional() { arguments } else { options };
        let rank = ARGUMENTS.iter().position(|entry| entry.id == id).unwrap_or_default();
        let argument = argument.help(text(ARGUMENTS, &id, lang)).help_heading(heading).display_order(rank);
        if !argument.get_action().takes_values() {
            return argument;
        }
        let argument = argument.hide_possible_values(true).hide_default_value(true);
        match text(VALUES, &id, lang) {
            Some(name) => argument.value_name(name),
            None => argument,
        }
    };
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .about(text(COMMANDS, path, lang))
        .subcommand_help_heading(commands)
        .subcommand_value_name(verb)
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}"));
    if path.is_empty() {
        command = command.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    }
    command = command.mut_args(word);
    for verb in verbs {
        let path = if path.is_empty() { verb.clone() } else { format!("{path} {verb}") };
        command = command.mut_subcommand(verb, |command| worded(command, &path, lang));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_is_sound_and_every_text_is_there() {
        for lang in Lang::ALL {
            let mut root = command(lang);
            root.build();
            root.clone().debug_assert();
            complete(&root, "");
        }
        let mut used = Vec::new();
        names(&command(Lang::Fr), &mut used);
        for entry in ARGUMENTS {
            assert!(used.iter().any(|name| name == entry.id), "no argument is called {}", entry.id);
        }
    }

    fn complete(command: &Command, path: &str) {
        assert!(text(COMMANDS, path, Lang::Fr).is_some(), "no text for the command « {path} »");
        for argument in command.get_arguments() {
            assert!(text(ARGUMENTS, argument.get_id().as_str(), Lang::Fr).is_some(), "{}", argument.get_id());
        }
        for verb in command.get_subcommands() {
            complete(verb, format!("{path} {}", verb.get_name()).trim_start());
        }
    }

    fn names(command: &Command, into: &mut Vec<String>) {
        into.extend(command.get_arguments().map(|argument| argument.get_id().to_string()));
        command.get_subcommands().for_each(|verb| names(verb, into));
    }

    #[test]
    fn help_is_in_one_language() {
        let help = |lang| {
            let error = command(lang).try_get_matches_from(["millesime", "build", "--help"]).unwrap_err();
            error.to_string()
        };
        let french = help(Lang::Fr);
        for english in ["Usage", "default", "possible values", "Print", "Arguments:", "Options:"] {
            assert!(!french.contains(english), "{english}:\n{french}");
        }
        assert!(french.contains("Utilisation : millesime build [OPTIONS] [ESPACE]..."), "{french}");
        assert!(help(Lang::En).contains("Usage: millesime build [OPTIONS] [WORKSPACE]..."));
    }
}
