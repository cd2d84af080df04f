//! Every YAML and Markdown file of the content → its parsed form.

use super::changes::Changes;
use super::front::{self, Article};
use super::layout::{self, Path};
use super::unwritten;
use super::yaml::{self, Node};
use crate::finding::{Code, Finding};
use crate::source::{File, Sources};
use crate::text::Lang;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use tracing::info_span;

/// A file, parsed.
#[derive(Debug)]
pub(super) struct Parsed {
    /// `None` when it cannot be read.
    content: Option<Content>,
    findings: Vec<Finding>,
}

#[derive(Debug)]
enum Content {
    Yaml(Node),
    Article(Article),
}

/// The parsed files of a workspace.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<Path, Arc<Parsed>>);

impl Files {
    /// Parses the files in parallel, but those that `before` has and that are the same. `first` is the language of texts whose name gives none.
    pub(super) fn parse(sources: &Sources, first: Lang, before: &Self, changes: &Changes) -> Self {
        let files: Vec<_> = sources.below("content/").filter(|path| is_parsed(path)).collect();
        let one = |path: &Path| match before.0.get(path).filter(|_| !changes.has(path)) {
            Some(parsed) => Arc::clone(parsed),
            None => Arc::new(parse(path, &sources.files[path], first)),
        };
        let parsed: Vec<Arc<Parsed>> = files.par_iter().with_max_len(1).map(|path| one(path)).collect();
        Self(files.into_iter().cloned().zip(parsed).collect())
    }

    /// A YAML file, with its path.
    pub(super) fn yaml(&self, path: &Path) -> Option<(&Path, &Node)> {
        let (path, parsed) = self.0.get_key_value(path)?;
        match &parsed.content {
            Some(Content::Yaml(node)) => Some((path, node)),
            _ => None,
        }
    }

    /// A Markdown file.
    pub(super) fn article(&self, path: &Path) -> Option<&Article> {
        match &self.0.get(path)?.content {
            Some(Content::Article(article)) => Some(article),
            _ => None,
        }
    }

    /// What is wrong with each file by itself.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.0.values().flat_map(|parsed| &parsed.findings)
    }

    /// The files that could not be read.
    pub(super) fn unread(&self) -> impl Iterator<Item = &Path> {
        let is_read = |parsed: &Parsed| match &parsed.content {
            Some(Content::Yaml(node)) => matches!(node.value, yaml::Value::Map(_) | yaml::Value::Null),
            Some(Content::Article(_)) => true,
            None => false,
        };
        self.0.iter().filter(move |(_, parsed)| !is_read(parsed)).map(|(path, _)| path)
    }
}

fn is_parsed(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".yaml")
}

fn parse(path: &Path, file: &File, first: Lang) -> Parsed {
    let _span = info_span!("file", of = &**path).entered();
    let Some(text) = &file.text else { return Parsed { content: None, findings: Vec::new() } };
    if path.ends_with(".yaml") {
        return match yaml::parse(path, text, 0..text.len()) {
            Ok(node) => {
                let findings = unwritten::finding(path, text, &node, None).into_iter().collect();
                Parsed { content: Some(Content::Yaml(node)), findings }
            }
            Err(finding) => Parsed { content: None, findings: vec![*finding] },
        };
    }
    let (article, findings) = front::parse(path, text, layout::language(path).unwrap_or(first));
    let is_readable = findings.iter().all(|finding| !is_about_front(finding));
    Parsed { content: is_readable.then_some(Content::Article(article)), findings }
}

/// Whether a finding says that the front matter could not be read.
fn is_about_front(finding: &Finding) -> bool {
    use Code::{FrontMatter, YamlColon, YamlLimit, YamlQuote, YamlSyntax, YamlTab};
    matches!(finding.code, FrontMatter | YamlColon | YamlLimit | YamlQuote | YamlSyntax | YamlTab)
}
