//! YAML text → [`Node`]: a tree that keeps what was typed and where, so that every later mistake has its place.
//!
//! The only module that names the YAML library. Scalars stay text: `1.10`, `oui` and `2022-01-01` mean nothing before the
//! field that asks for them.

use super::mistake;
use crate::finding::Finding;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Spanned, options};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// A value as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// Text, quotes and folding undone.
    Scalar(String),
    List(Vec<Node>),
    /// Keys in the order typed, repeated ones included.
    Map(Vec<(Key, Node)>),
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
}

/// Parses `text[range]` of `file`; an empty text is a null.
pub(crate) fn parse(file: &Arc<str>, text: &str, range: Range<usize>) -> Result<Node, Box<Finding>> {
    let source = &text[range.clone()];
    let options = options! {
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        non_finite_float_policy: serde_yaml::options::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    if source.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Node { span: range.start..range.start, value: Value::Null });
    }
    let raw: Spanned<Raw> = serde_yaml::from_str_with_options(source, options)
        .map_err(|error| Box::new(unreadable(file, text, range.clone(), &error)))?;
    Ok(place(raw, source, range.start))
}

/// What the library says, told in other words by [`mistake`].
fn unreadable(file: &Arc<str>, text: &str, range: Range<usize>, error: &serde_yaml::Error) -> Finding {
    let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
    mistake::finding(file, text, range, line, &error.to_string())
}

/// What the visitor sees: scalars whose type the library guessed are taken from the source instead.
enum Raw {
    Null,
    Text(String),
    Guessed,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }
    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }
    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }
    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }
    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }
    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

/// Byte range of a location in `source`.
fn bytes(location: serde_yaml::Location, source: &str) -> Range<usize> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset().unwrap_or(0)).unwrap_or(0).min(source.len());
    let length = usize::try_from(span.byte_len().unwrap_or(0)).unwrap_or(0);
    source.floor_char_boundary(start)..source.floor_char_boundary((start + length).min(source.len()))
}

fn place(raw: Spanned<Raw>, source: &str, base: usize) -> Node {
    let used = bytes(raw.referenced, source);
    let span = used.start + base..used.end + base;
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Text(text) => Value::Scalar(text),
        Raw::Guessed => Value::Scalar(source[bytes(raw.defined, source)].trim().to_owned()),
        Raw::List(items) => Value::List(items.into_iter().map(|item| place(item, source, base)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key = place(key, source, base);
                    let name = match key.value {
                        Value::Scalar(name) => name,
                        _ => text_of(source, &key.span, base),
                    };
                    (Key { name, span: key.span }, place(value, source, base))
                })
                .collect(),
        ),
    };
    Node { span, value }
}

fn text_of(source: &str, span: &Range<usize>, base: usize) -> String {
    source[span.start - base..span.end - base].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;

    fn read(text: &str) -> Result<Node, Code> {
        parse(&Arc::from("a.yaml"), text, 0..text.len()).map_err(|finding| finding.code)
    }

    fn scalar(text: &str) -> String {
        match read(&format!("a: {text}\n")).expect("readable").value {
            Value::Map(entries) => match &entries[0].1.value {
                Value::Scalar(text) => text.clone(),
                other => format!("{other:?}"),
            },
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn scalars_stay_what_was_typed() {
        for text in
            ["1.10", "oui", "no", "08", "1 272", "0x1F", "1e3", "2022-01-01", "true", "12 %", "+5", "1_000", ".inf"]
        {
            assert_eq!(scalar(text), text);
        }
        assert_eq!(scalar("'L''année : 1'"), "L'année : 1");
        assert_eq!(scalar("\"08\" # note"), "08");
        assert_eq!(scalar("~"), "Null");
        assert_eq!(scalar(""), "Null");
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let text = "---\ntitre: été\nclé: \"à\"\n---\n";
        let Value::Map(entries) = parse(&Arc::from("a.md"), text, 4..text.len() - 4).expect("readable").value else {
            panic!("a map")
        };
        assert_eq!(&text[entries[0].1.span.clone()], "été");
        assert_eq!(&text[entries[1].0.span.clone()], "clé");
        assert_eq!(&text[entries[1].1.span.clone()], "\"à\"");
    }

    #[test]
    fn repeated_keys_are_kept() {
        assert!(
            matches!(read("a: 1\nb: 2\na: 3\n").expect("readable").value, Value::Map(entries) if entries.len() == 3)
        );
    }

    #[test]
    fn usual_mistakes_have_their_own_words() {
        assert_eq!(read("a:\n\tb: 1\n"), Err(Code::YamlTab));
        assert_eq!(read("titre: Santé : un bilan\n"), Err(Code::YamlColon));
        assert_eq!(read("titre: \"Santé\nautre: 1\n"), Err(Code::YamlQuote));
        assert_eq!(read("titre: 'L'année'\n"), Err(Code::YamlQuote));
        assert_eq!(read("titre: **gras**\n"), Err(Code::YamlQuote));
        assert_eq!(read("a: [1, 2\nb: 3\n"), Err(Code::YamlSyntax));
    }

    #[test]
    fn bombs_are_refused() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = level - 1;
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{below}"); 10].join(", ")));
        }
        assert_eq!(read(&bomb), Err(Code::YamlLimit));
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
