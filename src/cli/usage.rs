//! A command line that cannot be understood → what is wrong with it, in the language of the user.

use super::Exit;
use super::console::Console;
use crate::finding::{Phrase, did_you_mean, phrase};
use crate::text::nearest::nearest;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Says what is wrong; or the help, or the version, when that is what was asked.
pub(super) fn tell(error: &Error, console: &Console) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            console.print(&error.render().ansi().to_string());
            Exit::Fine
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.tell(error.render().ansi().to_string().trim_end());
            Exit::Usage
        }
        _ => {
            match message(error) {
                Some(message) => console.error(&message, &remedy(error)),
                // What is rare stays in the words of the parser.
                None => console.tell(error.render().ansi().to_string().trim_end()),
            }
            Exit::Usage
        }
    }
}

fn message(error: &Error) -> Option<Phrase> {
    let argument = context(error, ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let argument = argument?;
            Some(phrase!("« {argument} » n’est pas attendu ici", "`{argument}` is not expected here"))
        }
        ErrorKind::InvalidSubcommand => {
            let verb = context(error, ContextKind::InvalidSubcommand)?;
            Some(phrase!("« {verb} » n’est pas une commande", "`{verb}` is not a command"))
        }
        ErrorKind::MissingRequiredArgument => {
            let argument = argument?;
            Some(phrase!("il manque {argument}", "{argument} is missing"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (argument, value) = (argument?, context(error, ContextKind::InvalidValue)?);
            if value.is_empty() {
                return Some(phrase!("il manque la valeur de {argument}", "the value of {argument} is missing"));
            }
            Some(phrase!("« {value} » ne convient pas à {argument}", "`{value}` does not suit {argument}"))
        }
        ErrorKind::ArgumentConflict => {
            let argument = argument?;
            Some(match context(error, ContextKind::PriorArg).filter(|other| *other != argument) {
                Some(other) => phrase!("{argument} ne va pas avec {other}", "{argument} does not go with {other}"),
                None => phrase!("{argument} ne se donne qu’une fois", "{argument} is given once only"),
            })
        }
        _ => None,
    }
}

fn remedy(error: &Error) -> Phrase {
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = suggested.into_iter().find_map(|kind| near(error, kind)) {
        return did_you_mean(&near);
    }
    if let Some(values) = context(error, ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        return phrase!("attendu : {values}", "expected: {values}");
    }
    let argument = context(error, ContextKind::InvalidArg).unwrap_or_default();
    match argument.split_whitespace().next().unwrap_or_default() {
        _ if error.kind() != ErrorKind::ValueValidation => {
            phrase!("« --help » dit ce qui est possible", "`--help` says what is possible")
        }
        "--threshold" => phrase!("un pourcentage s’écrit comme 20 ou 2,5", "a percentage is written like 20 or 2.5"),
        "--date" => phrase!("une date s’écrit comme 2023-06-15", "a date is written like 2023-06-15"),
        "--port" => phrase!(
            "un port est un nombre de 0 à 65535, comme 1111",
            "a port is a number from 0 to 65535, such as 1111"
        ),
        "--host" => phrase!(
            "donnez l’adresse d’une machine en chiffres, comme 127.0.0.1",
            "give the address of a machine in digits, such as 127.0.0.1"
        ),
        "--grace" => phrase!("donnez un nombre de secondes, comme 30", "give a number of seconds, such as 30"),
        "--deletions" => phrase!("donnez un nombre de fichiers, comme 100", "give a number of files, such as 100"),
        "--publication" => phrase!(
            "donnez le numéro d’une publication : millesime history les énumère",
            "give the number of a publication: millesime history lists them"
        ),
        _ => phrase!("« --help » dit ce qui est possible", "`--help` says what is possible"),
    }
}

/// What was most likely meant: a name and its alias in the other language may be as near as one another.
fn near(error: &Error, kind: ContextKind) -> Option<String> {
    let ContextValue::Strings(names) = error.get(kind)? else { return context(error, kind) };
    let typed = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
    let best = nearest(&typed, names.iter().map(String::as_str));
    best.or(names.last().map(String::as_str)).map(str::to_owned)
}

/// A part of the error, as the user typed it or as the parser names it.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help::command;
    use crate::text::Lang;

    fn said(line: &str) -> String {
        let error = command(Lang::Fr).try_get_matches_from(line.split(' ')).unwrap_err();
        format!("{} — {}", message(&error).unwrap().fr, remedy(&error).fr).replace('\u{a0}', " ")
    }

    #[test]
    fn a_value_is_said_by_what_it_is() {
        for (line, told) in [
            ("m serve --port 99999", "un port est un nombre"),
            ("m serve --port abc", "un port est un nombre"),
            ("m serve --host ici", "comme 127.0.0.1"),
            ("m publish --grace x", "un nombre de secondes"),
            ("m publish --deletions x", "un nombre de fichiers"),
            ("m rollback --publication x", "millesime history"),
            ("m check --date hier", "une date s’écrit"),
            ("m diff --threshold x", "un pourcentage s’écrit"),
        ] {
            assert!(said(line).contains(told), "{line}: {}", said(line));
        }
    }

    #[test]
    fn one_command_is_offered() {
        let said = said("m new repport");
        assert!(said.contains("« rapport » ?") || said.contains("« report » ?"), "{said}");
    }

    #[test]
    fn frequent_mistakes_are_said_in_french() {
        assert_eq!(said("m build --formt x"), "« --formt » n’est pas attendu ici — vouliez-vous dire « --format » ?");
        assert_eq!(said("m biuld"), "« biuld » n’est pas une commande — vouliez-vous dire « build » ?");
        assert_eq!(said("m new chapter"), "il manque <TITRE> — « --help » dit ce qui est possible");
        assert_eq!(
            said("m build --format xml"),
            "« xml » ne convient pas à --format <FORME> — attendu : text, json, sarif"
        );
        assert_eq!(
            said("m build --date demain"),
            "« demain » ne convient pas à --date <DATE> — une date s’écrit comme 2023-06-15"
        );
        assert_eq!(
            said("m build --out"),
            "il manque la valeur de --out <DOSSIER> — « --help » dit ce qui est possible"
        );
        let [online, form] = ["m diff 2021 --published web", "m build --format json --format json"].map(said);
        assert_eq!(online, "[ANNÉE] ne va pas avec --published [<CIBLE>] — « --help » dit ce qui est possible");
        assert_eq!(form, "--format <FORME> ne se donne qu’une fois — « --help » dit ce qui est possible");
    }
}
