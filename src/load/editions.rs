//! The files of all editions → what each gives: their ledgers one after the other, since each goes on from those before, then their
//! texts side by side.

use super::changes::Changes;
use super::edition::{self, Basis, Ledger, Loaded};
use super::layout::EditionFiles;
use super::memo::Memo;
use super::prose::Held;
use crate::ledger::Past;
use crate::model::Figure;
use crate::text::Lang;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// An edition whose figures are settled.
struct Settled<'w> {
    files: &'w EditionFiles,
    lang: Lang,
    /// Its figures are those of the load before.
    is_same: bool,
    state: State,
}

enum State {
    /// Nothing that it is made of changed.
    Same(Box<Loaded>),
    /// With what was found in its texts, when its figures are the same.
    New(Ledger, Held),
}

impl Settled<'_> {
    fn figures(&self) -> &[Figure] {
        match &self.state {
            State::Same(loaded) => &loaded.edition.figures,
            State::New(ledger, _) => &ledger.figures,
        }
    }
}

/// Loads the editions from the oldest on, in one language after the other. One is taken from `memo` when nothing changed of what it is
/// made of: its files, those that belong to no edition, those it takes from others, the figures before.
pub(super) fn editions(
    basis: Basis,
    files: &[EditionFiles],
    languages: &[Lang],
    changes: &Changes,
    memo: Memo,
) -> Vec<Loaded> {
    let folders: Vec<&str> = files.iter().map(|files| files.folder.as_str()).collect();
    let is_alike = memo.languages == languages && memo.blocks == basis.blocks && !changes.reach_all(&folders);
    let mut before: BTreeMap<(String, Lang), Loaded> =
        memo.editions.into_iter().map(|loaded| ((loaded.edition.name.clone(), loaded.edition.lang), loaded)).collect();
    let mut settled: Vec<Settled> = Vec::new();
    for &lang in languages {
        for files in files.iter().filter(|files| files.edition.is_some()) {
            // Whatever their language, later editions are held to what was typed: the ledgers of the first one.
            let is_before = |it: &&Settled| it.lang == languages[0] && it.files.name != files.name;
            let earlier = settled.iter().take_while(is_before);
            let is_past_same = earlier.clone().all(|it| it.is_same);
            let former = before.remove(&(files.name.clone(), lang));
            let one = match former {
                Some(former) if is_alike && is_past_same && !former.is_touched(files, changes) => {
                    Settled { files, lang, is_same: true, state: State::Same(Box::new(former)) }
                }
                former => {
                    let earlier: Vec<Past> =
                        earlier.map(|it| Past { edition: &it.files.name, figures: it.figures() }).collect();
                    let ledger = edition::ledger(basis, files, lang, &earlier);
                    let former = former.filter(|former| former.edition.figures == ledger.figures);
                    let is_same = former.is_some();
                    let held = former.map(|former| former.held).unwrap_or_default();
                    Settled { files, lang, is_same, state: State::New(ledger, held) }
                }
            };
            settled.push(one);
        }
    }
    settled
        .into_par_iter()
        .with_max_len(1)
        .filter_map(|settled| match settled.state {
            State::Same(loaded) => Some(*loaded),
            State::New(ledger, held) => edition::edition(basis, settled.files, settled.lang, ledger, &held),
        })
        .collect()
}
