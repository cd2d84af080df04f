//! What a build leaves for the next one of the same workspace.

use crate::finding::{Checked, Finding};
use crate::load;
use crate::model::ThemeSettings;
use crate::source::{File, Sources};
use crate::text::Lang;
use crate::theme::{self, Theme, Uncoloured};
use std::sync::Arc;
use tracing::info_span;

/// Kept between two builds; a first one finds it empty.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) load: load::Memo,
    pub(super) theme: ThemeMemo,
}

/// The theme of the build before.
#[derive(Debug, Default)]
pub(super) struct ThemeMemo(Option<Known>);

/// A theme, and what it was made of.
#[derive(Debug)]
struct Known {
    settings: ThemeSettings,
    languages: Vec<Lang>,
    chapters: usize,
    files: Vec<(Arc<str>, File)>,
    theme: Option<Arc<Theme>>,
    findings: Vec<Finding>,
}

/// A theme that is wanted.
pub(super) struct Wanted<'m, 's> {
    memo: &'m mut ThemeMemo,
    sources: &'s Sources,
    asked: Option<&'s (ThemeSettings, Vec<Lang>)>,
    begun: Option<Uncoloured<'s>>,
}

impl ThemeMemo {
    /// The theme that a report asks for, and the languages of the report.
    pub(super) fn ready<'m, 's>(
        &'m mut self,
        sources: &'s Sources,
        asked: Option<&'s (ThemeSettings, Vec<Lang>)>,
    ) -> Wanted<'m, 's> {
        Wanted { memo: self, sources, asked, begun: None }
    }
}

impl<'s> Wanted<'_, 's> {
    /// Makes what does not wait for the report, unless the theme is known.
    pub(super) fn begun(mut self) -> Self {
        if let Some((settings, languages)) = self.asked {
            let is_known = self.memo.0.as_ref().is_some_and(|known| {
                known.settings == *settings && known.languages == *languages && known.files == files(self.sources)
            });
            if !is_known {
                self.memo.0 = None;
                self.begun = Some(uncoloured(self.sources, settings, languages));
            }
        }
        self
    }

    /// The theme, for that many chapters.
    pub(super) fn coloured(self, chapters: usize) -> Checked<Arc<Theme>> {
        let Some((settings, languages)) = self.asked else { return Checked { value: None, findings: Vec::new() } };
        if let Some(known) = self.memo.0.as_ref().filter(|known| known.chapters == chapters) {
            return Checked { value: known.theme.clone(), findings: known.findings.clone() };
        }
        let begun = self.begun.unwrap_or_else(|| uncoloured(self.sources, settings, languages));
        let Checked { value, findings } = begun.coloured(chapters);
        let theme = value.map(Arc::new);
        self.memo.0 = Some(Known {
            settings: settings.clone(),
            languages: languages.clone(),
            chapters,
            files: files(self.sources),
            theme: theme.clone(),
            findings: findings.clone(),
        });
        Checked { value: theme, findings }
    }
}

fn uncoloured<'s>(sources: &'s Sources, settings: &'s ThemeSettings, languages: &[Lang]) -> Uncoloured<'s> {
    info_span!("stage", of = "theme").in_scope(|| theme::uncoloured(sources, settings, languages))
}

/// The files that a theme is made of, beside the built-in ones, and the one that settles which: findings show places in it.
fn files(sources: &Sources) -> Vec<(Arc<str>, File)> {
    let own = sources.below("themes/").chain(sources.below("report.yaml"));
    own.map(|path| (Arc::clone(path), sources.files[path].clone())).collect()
}
