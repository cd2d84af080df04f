//! The style sheets of the workspace's themes → what a browser would drop of them without a word, and what they would ask of another site.

use super::files::{Layers, Own};
use crate::finding::{Code, Finding, Phrase, Place, did_you_mean, phrase};
use crate::site;
use crate::text::nearest::nearest;
use std::collections::BTreeSet;
use std::ops::Range;

/// What is wrong in each of them.
pub(super) fn faults(layers: &Layers) -> Vec<Finding> {
    let files: BTreeSet<&str> = layers
        .owned()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("fonts/") || path.starts_with("images/"))
        .collect();
    let sheets = layers.owned().filter(|(path, _)| path.starts_with("styles/") && path.ends_with(".css"));
    let mut findings = Vec::new();
    for (_, own) in sheets {
        let Some(text) = own.file.text.as_deref() else { continue };
        let mut scanner =
            Scanner { own, text, at: 0, statement: 0, open: Vec::new(), files: &files, findings: &mut findings };
        scanner.sheet();
    }
    findings
}

/// Reads one sheet from its start, knowing no more of the grammar than comments, strings, blocks, at-rules and addresses.
struct Scanner<'a> {
    own: Own<'a>,
    text: &'a str,
    at: usize,
    /// Where the statement that is being read starts.
    statement: usize,
    /// Blocks that are open: where.
    open: Vec<usize>,
    /// Files of the theme that an address may name.
    files: &'a BTreeSet<&'a str>,
    findings: &'a mut Vec<Finding>,
}

impl Scanner<'_> {
    fn sheet(&mut self) {
        while let Some(&next) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            match next {
                b'/' if self.text[start..].starts_with("/*") => match self.text[start + 2..].find("*/") {
                    Some(length) => self.at += length + 4,
                    None => {
                        let message = phrase!("ce commentaire n’est pas fermé", "this comment is not closed");
                        // What seems open before it is not known to be.
                        return self.find(start..start + 2, message, phrase!("ajoutez « */ »", "add `*/`"));
                    }
                },
                b'"' | b'\'' => drop(self.string()),
                b'\\' => self.at += 1 + self.text[start + 1..].chars().next().map_or(0, char::len_utf8),
                b'{' => self.opened(),
                b'}' => self.closed(),
                b';' => self.next_statement(),
                b'@' => self.at_rule(),
                b'u' | b'U' if self.is_address() => self.address(),
                _ => self.at += 1,
            }
        }
        if let Some(&first) = self.open.first() {
            let message = phrase!("cette accolade n’est pas fermée", "this brace is not closed");
            let remedy = phrase!(
                "ajoutez « }} » à la fin de sa règle : sans elle, tout ce qui suit est perdu",
                "add `}}` at the end of its rule: without it all that follows is lost"
            );
            self.find(first..first + 1, message, remedy);
        }
    }

    fn opened(&mut self) {
        self.open.push(self.at);
        self.next_statement();
    }

    fn closed(&mut self) {
        if self.open.pop().is_none() {
            let message = phrase!("cette accolade n’en ferme aucune", "this brace closes none");
            self.find(self.at..self.at + 1, message, phrase!("retirez-la", "remove it"));
        }
        self.next_statement();
    }

    fn next_statement(&mut self) {
        self.at += 1;
        self.statement = self.at;
    }

    /// A string ends on its line; what it says, without its quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        let (start, quote) = (self.at, self.text.as_bytes()[self.at]);
        self.at += 1;
        while let Some(&next) = self.text.as_bytes().get(self.at) {
            match next {
                b'\n' => break,
                b'\\' => self.at += 2,
                _ if next == quote => {
                    self.at += 1;
                    return Some(start + 1..self.at - 1);
                }
                _ => self.at += 1,
            }
        }
        // A backslash may be the very last character.
        self.at = self.at.min(self.text.len());
        let quote = char::from(quote);
        let message = phrase!("ce texte n’est pas fermé", "this string is not closed");
        self.find(start..self.at, message, phrase!("ajoutez {quote} à sa fin", "add {quote} at its end"));
        None
    }

    /// The sheets of a theme are joined: an import would stand after rules, where browsers do not read it.
    fn at_rule(&mut self) {
        let start = self.at;
        self.at += 1;
        if self.follows("import") {
            let message = phrase!(
                "« @import » n’est pas lu ici : les feuilles du thème sont jointes en une seule",
                "`@import` is not read here: the sheets of the theme are joined into one"
            );
            let remedy = phrase!(
                "copiez cette feuille dans styles/ : le site ne demande rien à un autre",
                "copy that sheet to styles/: the site asks nothing of another one"
            );
            self.find(start..start + "@import".len(), message, remedy);
            // What it leads to is told with it.
            let end = self.text[start..].find([';', '\n', '{', '}']).map_or(self.text.len(), |length| start + length);
            self.at = end;
        }
    }

    /// Whether a word stands here, whatever its case.
    fn follows(&self, word: &str) -> bool {
        self.text.as_bytes()[self.at..].get(..word.len()).is_some_and(|next| next.eq_ignore_ascii_case(word.as_bytes()))
    }

    fn is_address(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        self.follows("url(") && !before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
    }

    /// `url(…)`, with or without quotes.
    fn address(&mut self) {
        let start = self.at;
        self.at += "url(".len();
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        let span = match self.text.as_bytes().get(self.at) {
            Some(b'"' | b'\'') => match self.string() {
                Some(span) => span,
                None => return,
            },
            _ => {
                let rest = &self.text[self.at..];
                let length = rest.find([')', '\n', ';', '{', '}']).unwrap_or(rest.len());
                // An address of data may hold a semicolon.
                let is_data = rest.starts_with("data:");
                let length = if is_data { rest.find([')', '\n']).unwrap_or(rest.len()) } else { length };
                self.at += length;
                self.at - length..self.at - length + rest[..length].trim_end().len()
            }
        };
        let rest = &self.text[self.at..];
        if rest.trim_start().starts_with(')') {
            self.at += rest.len() - rest.trim_start().len() + 1;
        } else {
            let message = phrase!("cette adresse n’est pas fermée", "this address is not closed");
            return self.find(start..start + "url(".len(), message, phrase!("ajoutez « ) »", "add `)`"));
        }
        // A name space is a name: nothing is asked of it.
        let is_name = self.text[self.statement..start].trim_start().to_ascii_lowercase().starts_with("@namespace");
        if !is_name {
            self.judge(span);
        }
    }

    /// An address must be that of a file of the theme.
    fn judge(&mut self, span: Range<usize>) {
        let address = &self.text[span.clone()];
        if address.is_empty() || address.starts_with('#') || address.starts_with("data:") {
            return;
        }
        let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
        let has_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if has_scheme || address.starts_with("//") {
            let message = phrase!(
                "« {address} » est sur un autre site, et le rapport ne demande rien à un autre",
                "`{address}` is on another site, and the report asks nothing of another one"
            );
            let remedy = phrase!(
                "copiez le fichier dans images/ ou fonts/ du thème, et nommez-le",
                "copy the file to images/ or fonts/ of the theme, and name it"
            );
            return self.find(span, message, remedy);
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = site::decoded(path.trim_start_matches("./"));
        if self.files.contains(path.as_str()) {
            return;
        }
        let bare = path.trim_start_matches("../").trim_start_matches('/');
        let message = phrase!("le thème n’a pas de fichier « {path} »", "the theme has no file `{path}`");
        let near = nearest(bare, self.files.iter().copied()).map(did_you_mean);
        let remedy = near.unwrap_or_else(|| {
            phrase!(
                "déposez-le dans images/ ou fonts/ du thème, et nommez-le depuis là : « images/… »",
                "put it in images/ or fonts/ of the theme, and name it from there: `images/…`"
            )
        });
        self.find(span, message, remedy);
    }

    fn find(&mut self, span: Range<usize>, message: Phrase, remedy: Phrase) {
        let place = Place::new(self.own.path, span);
        self.findings.push(Finding::new(Code::ThemeCss, place, message).remedy(remedy));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::File;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn found(sheet: &str) -> Vec<String> {
        let file = File { bytes: Arc::from(sheet.as_bytes()), text: Some(Arc::from(sheet)) };
        let path = Arc::from("themes/a/styles/a.css");
        let own = Own { path: &path, file: &file };
        let (files, mut findings) = (BTreeSet::from(["images/un filet.svg"]), Vec::new());
        Scanner { own, text: sheet, at: 0, statement: 0, open: Vec::new(), files: &files, findings: &mut findings }
            .sheet();
        findings.iter().map(|finding| sheet[finding.place.as_ref().unwrap().span.clone()].to_owned()).collect()
    }

    #[test]
    fn sound_sheets_are_left_alone() {
        for sheet in [
            "",
            "a{b:c}/* { */ @media print{d{e:\"}\\\"{\"}}",
            "a{b:url( \"images/un filet.svg\" )}",
            "a{b:url(./images/un%20filet.svg?x#y)}",
            "a{b:URL(#x) url(data:image/svg+xml;utf8,<svg>{}</svg>) image-url(x)}",
            "@namespace svg url(http://www.w3.org/2000/svg);",
            ".w-1\\{2 { content: 'é\\é\\\nsuite' }",
        ] {
            assert_eq!(found(sheet), [] as [&str; 0], "{sheet}");
        }
    }

    proptest! {
        #[test]
        fn any_sheet_is_read_to_its_end(sheet in "([{}\"'();@*/\\\\ \n]|url\\(|@import|é|a|data:){0,40}") {
            found(&sheet);
        }
    }

    #[test]
    fn what_is_cut_short_is_told_and_nothing_panics() {
        for (sheet, told) in [
            ("a{b:'é\\", "'é\\"),
            ("a{b:url(", "url("),
            ("a{b:url('x", "'x"),
            ("é{", "{"),
            ("a{}}", "}"),
            ("/*", "/*"),
            ("@import", "@import"),
            ("a{b:\\", "{"),
        ] {
            assert!(found(sheet).contains(&told.to_owned()), "{sheet}: {:?}", found(sheet));
        }
    }
}
