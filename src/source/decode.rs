//! A file on the disk → bytes, and text for the kinds of files that are text.

use super::walk::Input;
use super::{File, unreadable};
use crate::finding::{Code, Finding, Place, phrase};
use std::borrow::Cow;
use std::sync::Arc;

/// Longest text that is read, in bytes: a thousand times a long article.
const LONGEST_TEXT: usize = 16 << 20;

/// Files with these extensions are text.
const TEXTS: [&str; 8] = ["md", "yaml", "yml", "csv", "tsv", "html", "css", "js"];

/// Reads one file.
pub(super) fn read(input: &Input) -> (Option<File>, Option<Finding>) {
    let name = &input.name;
    let bytes = match std::fs::read(&input.path) {
        Ok(bytes) => bytes,
        Err(cause) => return (None, Some(unreadable(name, &cause))),
    };
    let is_text = name.rsplit_once('.').is_some_and(|(_, ext)| TEXTS.contains(&ext.to_lowercase().as_str()));
    if !is_text {
        return (Some(File { bytes: Arc::from(bytes), text: None }), None);
    }
    if bytes.len() > LONGEST_TEXT {
        let (size, most) = (bytes.len() >> 20, LONGEST_TEXT >> 20);
        let finding = Finding::new(
            Code::FileTooLarge,
            Place::file(name),
            phrase!(
                "« {name} » fait {size} Mo ; un texte en fait au plus {most}",
                "`{name}` has {size} MB; a text has at most {most}"
            ),
        )
        .remedy(phrase!(
            "partagez-le, ou sortez-en ce qui n’est pas du texte",
            "split it, or take out of it what is not text"
        ));
        return (None, Some(finding));
    }
    let (text, finding) = decode(name, &bytes);
    let file = match text {
        // Nearly always: one copy serves for both.
        Cow::Borrowed(same) if same.len() == bytes.len() => {
            let text: Arc<str> = Arc::from(same);
            File { bytes: Arc::from(Arc::clone(&text)), text: Some(text) }
        }
        text => {
            let text = Some(Arc::from(text));
            File { bytes: Arc::from(bytes), text }
        }
    };
    (Some(file), finding)
}

/// Decodes UTF-8, with or without byte order mark, with any line ends. Another encoding is guessed, so that the finding can
/// name it and show the text.
fn decode<'b>(name: &Arc<str>, bytes: &'b [u8]) -> (Cow<'b, str>, Option<Finding>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (unify(text), None),
        Err(error) => {
            let encoding = guess(bytes);
            let (text, _, _) = encoding.decode(bytes);
            let (before, _, _) = encoding.decode(&bytes[..error.valid_up_to()]);
            let (text, start) = (unify(&text).into_owned(), unify(&before).len());
            let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
            let seems = encoding.name();
            let finding = Finding::new(
                Code::Encoding,
                Place::new(name, start..end),
                phrase!(
                    "le fichier n’est pas en UTF-8 : il semble être en {seems}",
                    "the file is not UTF-8: it seems to be {seems}"
                ),
            )
            .remedy(phrase!(
                "enregistrez-le en UTF-8 (dans le tableur : « CSV UTF-8 » ; dans l’éditeur : « Enregistrer avec l’encodage »)",
                "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”; in an editor: “Save with encoding”)"
            ));
            (Cow::Owned(text), Some(finding))
        }
    }
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Drops the byte order mark and makes every line end `\n`.
fn unify(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match memchr::memchr(b'\r', text.as_bytes()) {
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_and_line_ends_are_accepted() {
        let (text, finding) = decode(&Arc::from("a.md"), "\u{feff}un\r\ndeux\rtrois\n".as_bytes());
        assert_eq!((&*text, finding), ("un\ndeux\ntrois\n", None));
    }

    #[test]
    fn another_encoding_is_named_and_placed() {
        let (text, finding) = decode(&Arc::from("a.md"), b"Ann\xe9e de l'activit\xe9 en r\xe9gion : \xe9t\xe9");
        let finding = finding.expect("a finding");
        assert_eq!(text, "Année de l'activité en région : été");
        assert_eq!(finding.place.map(|place| place.span), Some(3..5));
        assert!(finding.message.fr.contains("windows-1252"), "{}", finding.message.fr);
    }

    #[test]
    fn utf_16_is_named() {
        let bytes: Vec<u8> = "\u{feff}été".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, finding) = decode(&Arc::from("a.csv"), &bytes);
        assert_eq!(text, "été");
        assert!(finding.expect("a finding").message.en.contains("UTF-16LE"));
    }
}
