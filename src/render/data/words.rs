//! What a figure says of itself → words of the published data. Never the theme's, which a report may replace: programs of others
//! read them.

use crate::model::{Break, Cause, Derivation, Piece, Revision, Scope};
use crate::text::number::{print, print_with_unit};
use crate::text::{Lang, Unit};

/// `régional`.
pub(super) fn scope(scope: Scope, lang: Lang) -> &'static str {
    match (scope, lang) {
        (Scope::Local, _) => "local",
        (Scope::Regional, Lang::Fr) => "régional",
        (Scope::Regional, Lang::En) => "regional",
        (Scope::National, _) => "national",
    }
}

/// `définitif`, `provisoire`.
pub(super) fn status(provisional: bool, lang: Lang) -> &'static str {
    match (provisional, lang) {
        (true, Lang::Fr) => "provisoire",
        (false, Lang::Fr) => "définitif",
        (true, Lang::En) => "provisional",
        (false, Lang::En) => "final",
    }
}

/// « Indus constatés ÷ Montant contrôlé × 100 ».
pub(super) fn computation(derivation: &Derivation, lang: Lang) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Sign(sign) => sign.to_string(),
        Piece::Number(number) => print(number, lang),
        Piece::Input(input) => match &input.of {
            Some(of) => format!("{} ({of})", input.label),
            None => input.label.clone(),
        },
    };
    derivation.pieces.iter().map(piece).collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

/// « 93 500 actes dans l’édition 2021 : double compte retiré ».
pub(super) fn revision(revision: &Revision, unit: Option<&Unit>, lang: Lang) -> String {
    let (before, edition) = (print_with_unit(&revision.before, unit, lang), &revision.edition);
    let said = match lang {
        Lang::Fr => format!("{before} dans l’édition {edition}"),
        Lang::En => format!("{before} in the edition {edition}"),
    };
    match (&revision.reason, lang) {
        (Some(reason), Lang::Fr) => format!("{said}\u{a0}: {reason}"),
        (Some(reason), Lang::En) => format!("{said}: {reason}"),
        (None, _) => said,
    }
}

/// « autre périmètre : local auparavant », « autre unité : 53 % auparavant (2021) ».
pub(super) fn broken(broken: &Break, lang: Lang) -> String {
    let (what, before) = match (&broken.cause, lang) {
        (Cause::Stated(words), _) => return words.clone(),
        (Cause::Unit, Lang::Fr) => ("autre unité", None),
        (Cause::Unit, Lang::En) => ("another unit", None),
        (Cause::Scope(before), Lang::Fr) => ("autre périmètre", Some(scope(*before, lang).to_owned())),
        (Cause::Scope(before), Lang::En) => ("another scope", Some(scope(*before, lang).to_owned())),
        (Cause::Definition(before), Lang::Fr) => ("autre définition", Some(format!("«\u{a0}{before}\u{a0}»"))),
        (Cause::Definition(before), Lang::En) => ("another definition", Some(format!("“{before}”"))),
    };
    let last = broken.last.as_ref();
    let value = last.map(|(_, value, unit)| print_with_unit(value, unit.as_ref(), lang));
    let period = last.map_or(String::new(), |(period, ..)| format!(" ({period})"));
    match (before.or(value), lang) {
        (Some(before), Lang::Fr) => format!("{what}\u{a0}: {before} auparavant{period}"),
        (Some(before), Lang::En) => format!("{what}: {before} before{period}"),
        (None, _) => what.to_owned(),
    }
}
