//! The table of criteria (`rgaa-4.1.2.yaml`) → what the list of an audit is made from. Another version of the RGAA is another table.

use crate::check::page::Page;
use crate::finding::Phrase;
use serde::{Deserialize, Serialize};

/// The version of the RGAA that the table holds.
pub const VERSION: &str = "4.1.2";

static TABLE: &str = include_str!("rgaa-4.1.2.yaml");

/// Ends of the names of office documents.
const DOCUMENTS: [&str; 8] = [".pdf", ".docx", ".doc", ".odt", ".xlsx", ".ods", ".pptx", ".odp"];

/// One criterion of the RGAA.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// `1.1`.
    pub number: String,
    fr: String,
    en: String,
    /// Elements it is about; it applies to every page when there are none.
    #[serde(default)]
    needs: Vec<String>,
    /// What a machine judges, when it judges something.
    pub machine: Option<Machine>,
    met: Option<Words>,
    human: Option<Words>,
}

/// Where a machine judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Machine {
    /// On the built pages.
    Pages,
    /// In texts, settings and theme, before pages are built.
    Sources,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    fr: String,
    en: String,
}

impl Words {
    fn phrase(&self) -> Phrase {
        Phrase { fr: self.fr.clone(), en: self.en.clone() }
    }
}

impl Criterion {
    /// What it asks.
    pub fn title(&self) -> Phrase {
        Phrase { fr: self.fr.clone(), en: self.en.clone() }
    }

    /// How Millésime sees to it.
    pub fn met(&self) -> Option<Phrase> {
        self.met.as_ref().map(Words::phrase)
    }

    /// What is left for a person to look at.
    pub fn human(&self) -> Option<Phrase> {
        self.human.as_ref().map(Words::phrase)
    }

    /// Whether a page has something it is about.
    pub(super) fn applies(&self, page: &Page) -> bool {
        let is_document = |link: &str| DOCUMENTS.iter().any(|end| link.to_ascii_lowercase().ends_with(end));
        self.needs.is_empty()
            || self.needs.iter().any(|need| match need.as_str() {
                "document" => page.links.iter().any(|link| is_document(link)),
                // A video of another site becomes a frame once the reader agrees.
                "iframe" if page.html.contains(" data-video-src=") => true,
                name => page.named(&[name]).next().is_some(),
            })
    }
}

/// Every criterion, in order.
pub(super) fn all() -> Vec<Criterion> {
    serde_yaml::from_str(TABLE).expect("the table is well formed, as a test shows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_every_criterion_once_and_leaves_none_alone() {
        let criteria = all();
        let numbers: Vec<(u8, u8)> = criteria
            .iter()
            .map(|criterion| criterion.number.split_once('.').unwrap())
            .map(|(theme, rank)| (theme.parse().unwrap(), rank.parse().unwrap()))
            .collect();
        let themes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
        let expected: Vec<(u8, u8)> =
            (1..).zip(themes).flat_map(|(theme, count)| (1..=count).map(move |rank| (theme, rank))).collect();
        assert_eq!(numbers, expected);
        for criterion in &criteria {
            let told = criterion.machine.is_some() || criterion.met.is_some() || criterion.human.is_some();
            assert!(told, "{}", criterion.number);
        }
    }
}
