//! What a figure says of itself → words of the published data. Never the theme's, which a report may replace: programs of others
//! read them.

use crate::model::{Cause, Derivation, Piece, Revision, Scope};
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

/// « autre périmètre : local auparavant ».
pub(super) fn cause(cause: &Cause, lang: Lang) -> String {
    match (cause, lang) {
        (Cause::Unit, Lang::Fr) => "autre unité".to_owned(),
        (Cause::Unit, Lang::En) => "another unit".to_owned(),
        (Cause::Scope(before), Lang::Fr) => format!("autre périmètre\u{a0}: {} auparavant", scope(*before, lang)),
        (Cause::Scope(before), Lang::En) => format!("another scope: {} before", scope(*before, lang)),
        (Cause::Definition(before), Lang::Fr) => format!("autre définition\u{a0}: «\u{a0}{before}\u{a0}» auparavant"),
        (Cause::Definition(before), Lang::En) => format!("another definition: “{before}” before"),
        (Cause::Stated(words), _) => words.clone(),
    }
}
