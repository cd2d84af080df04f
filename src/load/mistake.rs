//! A YAML text that cannot be read → the usual mistake behind it, its place, and what to write instead.
//!
//! The library speaks of tokens and scalars; people mistake quotes, tabs and spaces. So the line is looked at anew.

use crate::finding::{Code, Finding, Phrase, Place, phrase};
use std::ops::Range;
use std::sync::Arc;

/// A mistake recognised in a line: its place is in the line.
type Mistake = (Code, Range<usize>, Phrase, Phrase);

/// The finding for `text[range]` that the library gave up at the line `number` (from 1, in the range) with `message`.
pub(super) fn finding(file: &Arc<str>, text: &str, range: Range<usize>, number: usize, message: &str) -> Finding {
    let lower = message.to_lowercase();
    if ["budget", "limit", "too deep", "recursion"].iter().any(|word| lower.contains(word)) {
        return Finding::new(
            Code::YamlLimit,
            Place::new(file, range.start..range.start),
            phrase!(
                "ce fichier YAML se déploie au-delà de ce qui peut être lu (alias répétés, ou trop de niveaux)",
                "this YAML file unfolds beyond what can be read (repeated aliases, or too many levels)"
            ),
        )
        .remedy(phrase!("écrivez les valeurs sans alias « &…/*… »", "write the values without `&…/*…` aliases"));
    }
    let lines: Vec<&str> = text[range.clone()].split('\n').collect();
    let last = number.clamp(1, lines.len()) - 1;
    // The library may stop a line before a tab, and a line after anything else.
    let around = last.saturating_sub(1)..(last + 2).min(lines.len());
    let tabbed = around.clone().find_map(|index| Some((index, margin(lines[index])?)));
    let looked_at = [last, last.saturating_sub(1)];
    let usual = || looked_at.into_iter().find_map(|index| Some((index, value(lines[index])?)));
    let shifted = || looked_at.into_iter().find_map(|index| Some((index, indent(&lines[..=index])?)));
    let (index, (code, span, what, remedy)) = tabbed.or_else(usual).or_else(shifted).unwrap_or_else(|| {
        let what = phrase!("cette ligne ne peut pas se lire", "this line cannot be read: {message}");
        let remedy = phrase!(
            "vérifiez les deux-points, l’alignement et les guillemets de cette ligne et de la précédente",
            "check the colons, the alignment and the quotes of this line and of the one before"
        );
        (last, (Code::YamlSyntax, 0..lines[last].trim_end().len(), what, remedy))
    });
    let start = range.start + lines[..index].iter().map(|line| line.len() + 1).sum::<usize>();
    Finding::new(code, Place::new(file, start + span.start..start + span.end), what).remedy(remedy)
}

/// A tab, or a space of another kind, among the spaces that indent a line.
fn margin(line: &str) -> Option<Mistake> {
    let indent = line.len() - line.trim_start().len();
    let (at, other) = line[..indent].char_indices().find(|(_, c)| !matches!(c, ' ' | '\r'))?;
    let span = at..at + other.len_utf8();
    if other == '\t' {
        return Some((
            Code::YamlTab,
            span,
            phrase!("une tabulation sert de retrait", "a tab is used to indent"),
            phrase!("remplacez-la par deux espaces", "replace it with two spaces"),
        ));
    }
    Some((
        Code::YamlSyntax,
        span,
        phrase!("une espace insécable sert de retrait", "a no-break space is used to indent"),
        phrase!("remplacez-la par une espace ordinaire", "replace it with an ordinary space"),
    ))
}

/// A line `key: value` whose value reads otherwise than it was meant.
fn value(line: &str) -> Option<Mistake> {
    let body = line.trim();
    let from = line.len() - line.trim_start().len();
    let (key, after) = body.split_once(':').map(|(key, after)| (key.trim_start_matches("- "), after))?;
    let value = after.trim();
    let at = line.rfind(value).unwrap_or(from);
    let span = at..at + value.len();
    let is_glued = after.starts_with(|c: char| c != ' ' && c != '/') && !key.starts_with(['"', '\'', '{', '[', '#']);
    if is_glued {
        return Some((
            Code::YamlSyntax,
            from..from + body.len(),
            phrase!("le deux-points n’est pas suivi d’une espace ordinaire", "no ordinary space follows the colon"),
            phrase!("écrivez {key}: {value}", "write {key}: {value}"),
        ));
    }
    let whole = match value.chars().next() {
        Some(quote @ ('"' | '\'')) if value[1..].ends_with(quote) || !value[1..].contains(quote) => {
            value.trim_matches(quote)
        }
        _ => value,
    };
    let escaped = whole.replace('"', "\\\"");
    let quoted = phrase!("écrivez {key}: \"{escaped}\"", "write {key}: \"{escaped}\"");
    match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let inner = &value[1..];
            let what = if inner.contains(quote) && !inner.ends_with(quote) {
                phrase!("du texte suit le guillemet qui ferme", "there is text after the closing quote")
            } else if inner.contains(quote) {
                phrase!(
                    "un guillemet à l’intérieur du texte le ferme trop tôt",
                    "a quote inside the text closes it too early"
                )
            } else {
                phrase!("ce guillemet n’est pas fermé", "this quote is not closed")
            };
            Some((Code::YamlQuote, span, what, quoted))
        }
        open @ ('[' | '{') => {
            let close = if open == '[' { ']' } else { '}' };
            let is_open = value.matches(open).count() > value.matches(close).count();
            is_open.then(|| {
                (
                    Code::YamlSyntax,
                    span,
                    phrase!("« {open} » n’est pas fermé", "`{open}` is not closed"),
                    phrase!("ajoutez « {close} » à la fin", "add `{close}` at the end"),
                )
            })
        }
        '*' | '&' | '@' | '`' | '%' | '!' | '|' | '>' if value.len() > 1 => Some((
            Code::YamlQuote,
            span,
            phrase!(
                "un texte qui commence par ce signe doit être entre guillemets",
                "a text that starts with this sign must be quoted"
            ),
            quoted,
        )),
        '-' if value.starts_with("- ") => Some((
            Code::YamlQuote,
            span,
            phrase!(
                "un tiret suivi d’une espace commence une liste : ce texte doit être entre guillemets",
                "a dash and a space begin a list: this text must be quoted"
            ),
            quoted,
        )),
        _ if value.contains(": ") || value.ends_with(':') => Some((
            Code::YamlColon,
            span,
            phrase!(
                "un deux-points suivi d’une espace, à l’intérieur d’un texte sans guillemets",
                "a colon followed by a space, inside an unquoted text"
            ),
            quoted,
        )),
        _ => None,
    }
}

/// The last line is further from the margin than the one above it, which has a value and holds no other line.
fn indent(lines: &[&str]) -> Option<Mistake> {
    let (line, above) = lines.split_last()?;
    let depth = |line: &str| line.len() - line.trim_start().len();
    let above = above.iter().rev().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let (name, value) = above.trim().split_once(": ")?;
    let is_shifted = depth(line) > depth(above) && !value.trim().is_empty() && !value.trim_start().starts_with('#');
    is_shifted.then(|| {
        (
            Code::YamlSyntax,
            0..depth(line),
            phrase!(
                "cette ligne est plus en retrait que celle du dessus",
                "this line is indented more than the one above"
            ),
            phrase!("alignez-la sur « {name} »", "align it with `{name}`"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, line: usize) -> (Code, String, String) {
        let finding = finding(&Arc::from("a.yaml"), text, 0..text.len(), line, "simple key expected");
        let place = finding.place.expect("a place").span;
        (finding.code, text[place].to_owned(), finding.remedy.expect("a remedy").fr)
    }

    #[test]
    fn spaces_that_are_missing_or_of_another_kind_are_seen() {
        let cible = "écrivez cible: 75 %".to_owned();
        assert_eq!(told("a:\n  cible:75 %\n", 2), (Code::YamlSyntax, "cible:75 %".to_owned(), cible.clone()));
        assert_eq!(told("cible:\u{a0}75 %\n", 1), (Code::YamlSyntax, "cible:\u{a0}75 %".to_owned(), cible));
        let aligned = told("a: 1\n   b: 2\n", 2);
        assert_eq!(aligned, (Code::YamlSyntax, "   ".to_owned(), "alignez-la sur « a »".to_owned()));
    }

    #[test]
    fn a_tab_is_found_below_the_line_the_library_names() {
        assert_eq!(told("a:\n  b: 1\n\tc: 2\n", 2).0, Code::YamlTab);
        let wide = "remplacez-la par une espace ordinaire".to_owned();
        assert_eq!(told("a:\n  b: 1\n\u{a0}\u{a0} c: 2\n", 3), (Code::YamlSyntax, "\u{a0}".to_owned(), wide));
    }

    #[test]
    fn a_dash_needs_quotes() {
        assert_eq!(told("valeur: - 1,52 %\n", 1).2, "écrivez valeur: \"- 1,52 %\"");
    }
}
