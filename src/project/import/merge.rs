//! Entries and the text of a `figures.yaml` → its new text: what is new stands at the end, what differs is changed where it stands, and
//! the rest (comments, order, what the table does not know) stays byte for byte.

use super::entries::{Content, Entry};
use crate::finding::{Code, Finding, Place, phrase};
use crate::load::vocabulary::{folded_key, french, names};
use crate::load::yaml::{self, Key, Node, Value};
use crate::text::{Lang, Unit, number};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// A new text and what differs from the former one, in the order of the table.
#[derive(Debug)]
pub(crate) struct Merge {
    pub(crate) text: String,
    pub(crate) changes: Vec<Change>,
}

/// What happens to one entry.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) is_new: bool,
    /// What an entry that exists gets; nothing when it is the same.
    pub(crate) moved: Vec<Moved>,
    /// The lines that stay though the table no longer has them, as in `lignes, Lens`.
    pub(crate) kept: Vec<String>,
}

/// One value that differs: its key, as in `valeurs, 2022`.
#[derive(Debug)]
pub(crate) struct Moved {
    pub(crate) key: String,
    pub(crate) from: Option<String>,
    pub(crate) to: String,
}

/// The text of `file` with the entries in it.
///
/// # Errors
/// When it cannot be read, or holds something else than values where the entries have some.
pub(crate) fn merge(file: &Arc<str>, text: &str, entries: &[Entry], lang: Lang) -> Result<Merge, Box<Finding>> {
    let root = yaml::parse(file, text, 0..text.len())?;
    let empty = Vec::new();
    let known = match &root.value {
        Value::Map(known) if !text[..known[0].0.span.start].contains('{') => known,
        Value::Null => &empty,
        _ => return Err(by_hand(file, &root)),
    };
    let mut edits = Edits { file, text, lang, edits: Vec::new(), moved: Vec::new(), kept: Vec::new() };
    let mut changes = Vec::new();
    let mut added = String::new();
    for entry in entries {
        let old = known.iter().find(|(key, _)| key.name == entry.id);
        match old {
            None => added.push_str(&print(std::slice::from_ref(entry), lang)),
            Some((key, node)) => edits.fields(key, node, &entry.fields, 0)?,
        }
        let label = entry.fields.iter().find_map(|(key, content)| match content {
            Content::Text(label) if key == "label" => Some(label.clone()),
            _ => None,
        });
        let (moved, kept) = (std::mem::take(&mut edits.moved), std::mem::take(&mut edits.kept));
        let (id, label) = (entry.id.clone(), label.unwrap_or_default());
        changes.push(Change { id, label, is_new: old.is_none(), moved, kept });
    }
    let mut new = edits.apply();
    if !added.is_empty() && !new.is_empty() && !new.ends_with('\n') {
        new.push('\n');
    }
    Ok(Merge { text: new + &added, changes })
}

/// Entries as they are written in a new file.
pub(crate) fn print(entries: &[Entry], lang: Lang) -> String {
    let mut out = String::new();
    for entry in entries {
        out.push_str(&format!("{}:\n", entry.id));
        for (key, content) in &entry.fields {
            write(&mut out, spoken(key, lang), content, 2);
        }
    }
    out
}

fn spoken(key: &str, lang: Lang) -> &str {
    if lang == Lang::Fr { french(key) } else { key }
}

/// A key and what stands below it, `depth` spaces from the margin.
fn write(out: &mut String, key: &str, content: &Content, depth: usize) {
    let (margin, key) = (" ".repeat(depth), scalar(key, false));
    match content {
        Content::Text(text) => out.push_str(&format!("{margin}{key}: {}\n", scalar(text, false))),
        Content::Lines(lines) => {
            out.push_str(&format!("{margin}{key}:\n"));
            lines.iter().for_each(|(key, content)| write(out, key, content, depth + 2));
        }
    }
}

/// A text as YAML takes it: in quotes when it would read as something else; between braces, commas need them too.
fn scalar(text: &str, in_braces: bool) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let is_sign =
        "!&*[]{}|>@`\"'%#,?:".contains(first) || (first == '-' && text[1..].starts_with([' ', '-']) || text == "-");
    let is_word = ["~", "null", "Null", "NULL", "true", "false"].contains(&text);
    let is_cut = text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.trim() != text;
    let is_odd = text.chars().any(|c| c.is_control()) || (in_braces && text.contains([',', '[', ']', '{', '}']));
    if text.is_empty() || is_sign || is_word || is_cut || is_odd {
        serde_json::Value::from(text).to_string()
    } else {
        text.to_owned()
    }
}

fn by_hand(file: &Arc<str>, node: &Node) -> Box<Finding> {
    let message = phrase!(
        "ce qui se trouve ici ne peut pas recevoir les valeurs du tableau",
        "what stands here cannot take the values of the table"
    );
    let start = node.span.start;
    Box::new(Finding::new(Code::ValueType, Place::new(file, start..node.span.end.max(start)), message).remedy(phrase!(
        "changez-le à la main, ou donnez un autre identifiant au chiffre du tableau",
        "change it by hand, or give the figure of the table another id"
    )))
}

/// Changes of a text, by the bytes they replace.
struct Edits<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    lang: Lang,
    edits: Vec<Edit>,
    moved: Vec<Moved>,
    kept: Vec<String>,
}

/// Bytes and what takes their place.
struct Edit {
    range: Range<usize>,
    /// How far from the margin a line that is added stands.
    margin: usize,
    new: String,
}

impl Edits<'_> {
    /// Compares the lines below a key with those that the table gives. At the depth of fields, a key has two names.
    fn fields(
        &mut self,
        key: &Key,
        node: &Node,
        lines: &[(String, Content)],
        depth: usize,
    ) -> Result<(), Box<Finding>> {
        let known: &[(Key, Node)] = match &node.value {
            Value::Map(known) => known,
            Value::Null => &[],
            _ => return Err(by_hand(self.file, node)),
        };
        for (name, content) in lines {
            let found = known.iter().find(|(key, _)| match depth {
                0 => names(name, &folded_key(&key.name)),
                _ => alike(&key.name, name, self.lang),
            });
            let (from, from_kept) = (self.moved.len(), self.kept.len());
            match found {
                None => self.add(key, known, name, content, depth),
                Some((key, node)) => self.content(key, node, content, depth)?,
            }
            let name = if depth == 0 { spoken(name, self.lang) } else { name };
            for moved in &mut self.moved[from..] {
                moved.key = if moved.key.is_empty() { name.to_owned() } else { format!("{name}, {}", moved.key) };
            }
            for kept in &mut self.kept[from_kept..] {
                *kept = format!("{name}, {kept}");
            }
        }
        // Fields that a table knows nothing of are the author's; lines that it has lost are told.
        if depth > 0 {
            let is_lost = |key: &Key| lines.iter().all(|(name, _)| !alike(&key.name, name, self.lang));
            self.kept.extend(known.iter().filter(|(key, _)| is_lost(key)).map(|(key, _)| key.name.clone()));
        }
        Ok(())
    }

    fn content(&mut self, key: &Key, node: &Node, content: &Content, depth: usize) -> Result<(), Box<Finding>> {
        match (&node.value, content) {
            (_, Content::Lines(lines)) => self.fields(key, node, lines, depth + 1),
            (Value::Scalar(old), Content::Text(new)) if alike(old, new, self.lang) => Ok(()),
            (Value::Scalar(old), Content::Text(new)) => {
                self.moved.push(Moved { key: String::new(), from: Some(old.clone()), to: new.clone() });
                let new = scalar(new, self.is_in_braces(key));
                self.edits.push(Edit { range: node.span.clone(), margin: 0, new });
                Ok(())
            }
            (Value::Null, Content::Text(new)) => {
                self.moved.push(Moved { key: String::new(), from: None, to: new.clone() });
                // `null` or `~` is replaced; where nothing is written, the value goes after the colon.
                let is_written = !self.text[node.span.clone()].trim().is_empty();
                let colon = self.text[key.span.end..].find(':').map_or(key.span.end, |at| key.span.end + at + 1);
                let new = scalar(new, self.is_in_braces(key));
                self.edits.push(match is_written {
                    true => Edit { range: node.span.clone(), margin: 0, new },
                    false => Edit { range: colon..colon, margin: 0, new: format!(" {new}") },
                });
                Ok(())
            }
            // A unit in two forms says more than the table.
            (Value::Map(forms), Content::Text(new)) => {
                let unit = Unit::new(new, None);
                let is_form = |node: &Node| matches!(&node.value, Value::Scalar(form) if [&unit.one, &unit.many].iter().any(|new| alike(form, new, self.lang)));
                if forms.iter().any(|(_, node)| is_form(node)) { Ok(()) } else { Err(by_hand(self.file, node)) }
            }
            (Value::List(_), Content::Text(_)) => Err(by_hand(self.file, node)),
        }
    }

    /// Adds a line below a key, after the lines that are there.
    fn add(&mut self, key: &Key, known: &[(Key, Node)], name: &str, content: &Content, depth: usize) {
        let name = if depth == 0 { spoken(name, self.lang) } else { name };
        let last = known.last().map_or(key.span.end, |(key, node)| end(key, node));
        if known.first().is_some_and(|(first, _)| self.is_in_braces(first)) {
            self.edits.push(Edit { range: last..last, margin: 0, new: format!(", {}", in_braces(name, content)) });
        } else {
            let margin = known.first().map_or_else(|| self.margin(key) + 2, |(first, _)| self.margin(first));
            let mut lines = String::new();
            write(&mut lines, name, content, margin);
            let at = self.text[last..].find('\n').map_or(self.text.len(), |offset| last + offset);
            self.edits.push(Edit { range: at..at, margin, new: format!("\n{}", lines.trim_end_matches('\n')) });
        }
        self.tell(content);
    }

    /// What is added is told value by value.
    fn tell(&mut self, content: &Content) {
        match content {
            Content::Text(text) => self.moved.push(Moved { key: String::new(), from: None, to: text.clone() }),
            Content::Lines(lines) => {
                for (name, content) in lines {
                    let from = self.moved.len();
                    self.tell(content);
                    for moved in &mut self.moved[from..] {
                        moved.key = if moved.key.is_empty() { name.clone() } else { format!("{name}, {}", moved.key) };
                    }
                }
            }
        }
    }

    /// How far from the margin a key stands.
    fn margin(&self, key: &Key) -> usize {
        key.span.start - self.line_start(key)
    }

    fn line_start(&self, key: &Key) -> usize {
        self.text[..key.span.start].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Whether a key stands in `{…}`: something else than spaces, or a quote of its own, stands before it in its line.
    fn is_in_braces(&self, key: &Key) -> bool {
        self.text[self.line_start(key)..key.span.start].contains(['{', ','])
    }

    /// The text with every change, the last first so that the places of the others hold. Of lines added at one place, those deeper in
    /// an entry come first.
    fn apply(mut self) -> String {
        let mut text = self.text.to_owned();
        self.edits.sort_by_key(|edit| (edit.range.start, Reverse(edit.margin)));
        for Edit { range, new, .. } in self.edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }
}

/// Where the last thing below a key ends.
fn end(key: &Key, node: &Node) -> usize {
    let below = match &node.value {
        Value::Map(entries) => entries.last().map(|(key, node)| end(key, node)),
        Value::List(items) => items.last().map(|item| end(key, item)),
        Value::Null | Value::Scalar(_) => None,
    };
    below.unwrap_or(node.span.end).max(key.span.end)
}

/// `a: 1`, `a: {b: 1}`.
fn in_braces(name: &str, content: &Content) -> String {
    let name = scalar(name, true);
    match content {
        Content::Text(text) => format!("{name}: {}", scalar(text, true)),
        Content::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(|(name, content)| in_braces(name, content)).collect();
            format!("{name}: {{{}}}", lines.join(", "))
        }
    }
}

/// Whether two texts say the same: the same number and unit, or the same words whatever their spaces and apostrophes.
fn alike(old: &str, new: &str, lang: Lang) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    if bare(old) == bare(new) {
        return true;
    }
    let read = |text: &str| number::read(text, lang).ok();
    match (read(old), read(new)) {
        (Some(old), Some(new)) => {
            let unit = |unit: &Option<String>| unit.as_deref().map(|unit| Unit::new(unit, None));
            let same_unit = old.unit.is_none() || new.unit.is_none() || unit(&old.unit) == unit(&new.unit);
            old.number.value == new.number.value && old.number.qualifier == new.number.qualifier && same_unit
        }
        _ => false,
    }
}
