//! A figure cited in a line and the words around it → what would be read twice: « actes actes », « près de près de ».

use crate::finding::{Code, phrase};
use crate::ledger;
use crate::load::text::Resolver;
use crate::markdown::Inline;
use crate::model::{Cite, Figure, FigureUse, Inlines, Wording};
use crate::text::fold::fold;
use crate::text::{Lang, Qualifier};
use std::ops::Range;

/// What follows a size whose direction is not said.
const DIRECTIONS: &[&str] = &["de plus", "de moins", "more", "less", "fewer"];
/// What precedes it.
const TRENDS: &[&str] = &["en hausse de", "en baisse de", "up by", "down by", "hausse de", "baisse de"];
const QUALIFIERS: [Qualifier; 4] = [Qualifier::MoreThan, Qualifier::LessThan, Qualifier::Nearly, Qualifier::About];

impl Resolver<'_, '_> {
    /// Looks at every figure of a line between its neighbours.
    pub(in crate::load) fn said_twice(&mut self, line: &Inlines) {
        let text = |inline: Option<&Inline<Cite>>| match inline {
            Some(Inline::Text(text, _)) => fold(text),
            _ => String::new(),
        };
        for (index, inline) in line.iter().enumerate() {
            let Inline::Cite(Cite::Figure { figure, what, span }, _) = inline else { continue };
            let Some(figure) = self.names.figures.get(figure.0) else { continue };
            let before = text(index.checked_sub(1).and_then(|before| line.get(before)));
            let after = text(line.get(index + 1));
            self.twice(figure, what, &before, &after, span);
        }
    }

    fn twice(&mut self, figure: &Figure, what: &FigureUse, before: &str, after: &str, span: &Range<usize>) {
        let unit = figure.unit.as_ref().filter(|_| what.unit && is_value(&what.wording));
        let unit = unit.and_then(|unit| [&unit.many, &unit.one].into_iter().find(|word| follows(after, word)));
        if let Some(unit) = unit {
            self.find(
                Code::FigureTwice,
                span.clone(),
                phrase!(
                    "« {unit} » se lira deux fois : le chiffre l’imprime",
                    "`{unit}` reads twice: the figure prints it"
                ),
            )
            .remedy = Some(phrase!("ôtez le mot, ou ajoutez unite=non", "remove the word, or add with_unit=no"));
        }
        let is_change = what.since().is_some();
        let direction = DIRECTIONS.iter().find(|words| is_change && follows(after, words));
        let direction = direction.or_else(|| TRENDS.iter().find(|words| is_change && precedes(before, words)));
        if let Some(moved) = direction {
            self.find(
                Code::FigureTwice,
                span.clone(),
                phrase!(
                    "« {moved} » se lira deux fois : l’évolution donne elle-même sa direction",
                    "`{moved}` reads twice: the change says its own direction"
                ),
            )
            .remedy = Some(phrase!(
                "ôtez ces mots : la phrase restera vraie si le chiffre change de sens",
                "remove these words: the sentence stays true if the figure turns"
            ));
        }
        let value = ledger::value(figure, &what.cell).filter(|_| what.qualifier && what.since().is_none());
        let printed = value.and_then(|value| value.qualifier);
        let typed = QUALIFIERS
            .iter()
            .find(|qualifier| Lang::ALL.into_iter().any(|lang| precedes(before, qualifier.words(lang))));
        if let (Some(printed), Some(typed)) = (printed, typed) {
            let (printed, typed) = (printed.words(self.lang), typed.words(self.lang));
            self.find(
                Code::FigureTwice,
                span.clone(),
                phrase!(
                    "« {typed} » précède un chiffre qui imprime déjà « {printed} »",
                    "`{typed}` stands before a figure that prints `{printed}` already"
                ),
            )
            .remedy =
                Some(phrase!("ôtez ces mots, ou ajoutez nuance=non", "remove these words, or add with_qualifier=no"));
        }
    }
}

fn is_value(wording: &Wording) -> bool {
    matches!(wording, Wording::Value | Wording::Words | Wording::Compact)
}

/// Whether a text starts with these words, whole.
fn follows(text: &str, words: &str) -> bool {
    let rest = text.trim_start().strip_prefix(&fold(words));
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// Whether a text ends with these words, whole.
fn precedes(text: &str, words: &str) -> bool {
    let rest = text.trim_end().strip_suffix(&fold(words));
    rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
}
