//! A command line that cannot be understood → what is wrong with it, in the language of the user.

use super::Exit;
use super::console::Console;
use crate::finding::{Phrase, did_you_mean, phrase};
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
    if let Some(near) = suggested.into_iter().find_map(|kind| context(error, kind)) {
        return did_you_mean(&near);
    }
    if let Some(values) = context(error, ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        return phrase!("attendu : {values}", "expected: {values}");
    }
    let is_about =
        |name: &str| context(error, ContextKind::InvalidArg).is_some_and(|argument| argument.starts_with(name));
    if is_about("--threshold") {
        return phrase!("un pourcentage s’écrit comme 20 ou 2,5", "a percentage is written like 20 or 2.5");
    }
    if error.kind() == ErrorKind::ValueValidation {
        return phrase!("une date s’écrit comme 2023-06-15", "a date is written like 2023-06-15");
    }
    phrase!("« --help » dit ce qui est possible", "`--help` says what is possible")
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
