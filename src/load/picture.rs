//! The bytes of a picture → its size, or why no page may show it.

use crate::finding::{Code, Finding, Phrase, Place, phrase};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::path::Path;

/// Width and height in pixels.
pub(super) type Size = (usize, usize);

/// Extensions of the pictures that browsers show.
const EXTENSIONS: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "svg"];

/// Why a picture cannot be published.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No browser shows it.
    Unreadable,
    /// A browser that opens it by itself runs what is named here, as if the site had written it.
    Active(String),
}

/// Whether a file is a picture, by its name.
pub(super) fn is_picture(path: &str) -> bool {
    EXTENSIONS.iter().any(|extension| has_extension(path, extension))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|typed| typed.eq_ignore_ascii_case(extension))
}

/// The size of a picture, when it can be read; for an SVG, that of its root.
pub(super) fn size(path: &str, bytes: &[u8]) -> Result<Option<Size>, Fault> {
    if has_extension(path, "svg") {
        return drawing(bytes);
    }
    match imagesize::blob_size(bytes) {
        Ok(size) => Ok(Some((size.width, size.height))),
        // The sizes of these are written in more ways than the library knows.
        Err(_) if matches!(imagesize::image_type(bytes), Ok(imagesize::ImageType::Heif(_))) => Ok(None),
        Err(_) => Err(Fault::Unreadable),
    }
}

/// Reads a drawing to its end.
fn drawing(bytes: &[u8]) -> Result<Option<Size>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Unreadable)?;
    let mut reader = quick_xml::Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut root = None;
    loop {
        match reader.read_event().map_err(|_| Fault::Unreadable)? {
            Event::Start(tag) | Event::Empty(tag) => {
                if root.is_none() {
                    root = Some(if tag.local_name().into_inner() == "svg" { root_size(&tag) } else { break });
                }
                active(&tag).map_or(Ok(()), |named| Err(Fault::Active(named)))?;
            }
            // What an entity stands for is read as if it were typed there.
            Event::DocType(text) if holds_marks(&text) => return Err(Fault::Active("<!ENTITY>".to_owned())),
            // A sheet of transformations may write whatever page it likes.
            Event::PI(text) if text.contains("xsl") => return Err(Fault::Active("<?xml-stylesheet?>".to_owned())),
            Event::Eof => break,
            _ => {}
        }
    }
    root.ok_or(Fault::Unreadable)
}

/// What a browser would run of an element.
fn active(tag: &BytesStart) -> Option<String> {
    let name = tag.local_name().into_inner();
    if ["script", "iframe", "object", "embed", "handler"].iter().any(|active| active.eq_ignore_ascii_case(name)) {
        return Some(format!("<{name}>"));
    }
    let mut attributes = tag.attributes();
    attributes.with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.local_name().into_inner();
        let is_event = key.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"));
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| attribute.value.clone());
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        (is_event || value.to_ascii_lowercase().contains("javascript:")).then(|| key.to_owned())
    })
}

/// Whether a document type gives a name to more than plain text.
fn holds_marks(doctype: &str) -> bool {
    doctype.contains("&#") || doctype.split('<').skip(1).any(|mark| !mark.starts_with(['!', '?']))
}

/// Width and height of a root, or those of its `viewBox`.
fn root_size(root: &BytesStart) -> Option<Size> {
    let typed = |name: &str| Some(root.try_get_attribute(name).ok()??.value.into_owned());
    let length = |typed: &str| typed.parse::<f64>().ok().filter(|length| (1.0..1e5).contains(length));
    let side = |name: &str| length(typed(name)?.trim_end_matches("px"));
    let (wide, high) = side("width").zip(side("height")).or_else(|| {
        let typed = typed("viewBox")?;
        let mut lengths = typed.split([' ', ',']).skip(2).map(length);
        lengths.next()?.zip(lengths.next()?)
    })?;
    Some((wide.round() as usize, high.round() as usize))
}

impl Fault {
    /// What is said of it where the picture `name` is asked for.
    pub(super) fn finding(self, name: &str, place: Place) -> Finding {
        let (code, message, remedy): (_, Phrase, Phrase) = match self {
            Self::Unreadable if has_extension(name, "svg") => (
                Code::PictureUnreadable,
                phrase!("« {name} » n’est pas un dessin SVG complet", "`{name}` is not a whole SVG drawing"),
                phrase!(
                    "exportez-le de nouveau en SVG (UTF-8), ou copiez-le de nouveau",
                    "export it as SVG (UTF-8) again, or copy it again"
                ),
            ),
            Self::Unreadable => (
                Code::PictureUnreadable,
                phrase!(
                    "« {name} » n’est pas une image que les navigateurs savent lire",
                    "`{name}` is not a picture that browsers can read"
                ),
                phrase!(
                    "ouvrez l’original et enregistrez-le en PNG, JPEG ou WebP, ou copiez le fichier de nouveau",
                    "open the original and save it as PNG, JPEG or WebP, or copy the file again"
                ),
            ),
            Self::Active(named) => (
                Code::PictureActive,
                phrase!(
                    "le dessin « {name} » contient un programme : « {named} »",
                    "the drawing `{name}` holds a program: `{named}`"
                ),
                phrase!(
                    "exportez-le de nouveau sans script ni interaction, ou en PNG",
                    "export it again without script or interaction, or as PNG"
                ),
            ),
        };
        Finding::new(code, place, message).remedy(remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_of_drawings_are_read() {
        assert_eq!(size("a.svg", b"<svg xmlns=\"x\" viewBox=\"0 0 40 30.4\"><path/></svg>"), Ok(Some((40, 30))));
        assert_eq!(size("a.SVG", b"<?xml version='1.0'?><svg width='10px' height=\"20\"></svg>"), Ok(Some((10, 20))));
        assert_eq!(size("a.svg", b"<svg width=\"100%\"/>"), Ok(None));
    }

    #[test]
    fn what_no_browser_shows_is_refused() {
        for (path, bytes) in [
            ("a.png", ""),
            ("a.png", "not a picture"),
            ("a.jpg", "<!doctype html><title>404</title>"),
            ("a.svg", ""),
            ("a.svg", "<html></html>"),
            ("a.svg", "<svg><g></svg>"),
            ("a.svg", "text"),
        ] {
            assert_eq!(size(path, bytes.as_bytes()), Err(Fault::Unreadable), "{path}: {bytes}");
        }
    }

    #[test]
    fn drawings_run_nothing() {
        for (inside, named) in [
            ("<script>x</script>", "<script>"),
            ("<x:SCRIPT xmlns:x='y'/>", "<SCRIPT>"),
            ("<g onload='x()'/>", "onload"),
            ("<a href=' java&#115;cript:x()'/>", "href"),
            ("<a xlink:href='java\nscript:x()'/>", "href"),
            ("<animate values='#a;javascript:x()'/>", "values"),
            ("<foreignObject><iframe srcdoc='x'/></foreignObject>", "<iframe>"),
        ] {
            let svg = format!("<svg>{inside}</svg>");
            assert_eq!(size("a.svg", svg.as_bytes()), Err(Fault::Active(named.to_owned())), "{inside}");
        }
        let typed = |doctype: &str| size("a.svg", format!("{doctype}<svg width='2' height='2'/>").as_bytes());
        assert_eq!(typed("<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]>"), Ok(Some((2, 2))));
        assert!(typed("<!DOCTYPE svg [<!ENTITY x \"<script>y</script>\">]>").is_err());
        assert!(typed("<!DOCTYPE svg [<!ENTITY x \"&#60;script>\">]>").is_err());
        assert!(typed("<?xml-stylesheet type=\"text/xsl\" href=\"a.xsl\"?>").is_err());
    }

    proptest! {
        #[test]
        fn no_drawing_is_too_strange(inside in "[<>/!?&#;:='\"a-zé\\[\\] -]{0,80}") {
            let _ = size("a.svg", inside.as_bytes());
            let _ = size("a.svg", format!("<svg {inside}</svg>").as_bytes());
            let _ = size("a.png", inside.as_bytes());
        }
    }
}
