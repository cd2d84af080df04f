//! The history of a figure → how it changed since the period before, in words.

use crate::ledger::{self, Change};
use crate::model::Figure;
use crate::render::Context;
use crate::text::unit::UnitKind;
use crate::text::{date, number};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Ordering;

/// A change over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeView {
    /// « 27,0 % de moins qu’en 2021 »
    pub text: String,
    /// `up`, `down` or `none`.
    pub direction: &'static str,
}

/// How a figure changed since the last period known before, when that is known.
pub fn change(figure: &Figure, cx: &Context) -> Option<ChangeView> {
    let change = ledger::change(figure)?;
    let direction = match change.direction {
        Ordering::Less => "down",
        Ordering::Equal => "none",
        Ordering::Greater => "up",
    };
    let (lang, since) = (cx.edition.lang, since(&change));
    let text = match change.direction {
        Ordering::Equal if since.is_day => cx.theme.say(lang, "figure-same-day", &[("period", &since.print(cx))]),
        Ordering::Equal => cx.theme.say(lang, "figure-same", &[("period", &since.print(cx))]),
        _ => sentence(&change, false, cx),
    };
    Some(ChangeView { text, direction })
}

/// A change in a sentence, with its direction: « 27,0 % de moins qu’en 2021 », « 30 fois plus »; « autant qu’en 2021 » where
/// nothing moved. `unsaid` leaves out the period.
pub(super) fn sentence(change: &Change, unsaid: bool, cx: &Context) -> String {
    let lang = cx.edition.lang;
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(lang, key, arguments);
    let when = since(change);
    let keyed = |day, other| say(if when.is_day { day } else { other }, &[("period", &when.print(cx))]);
    let since = if unsaid { String::new() } else { keyed("figure-since-day", "figure-since") };
    let counted = change.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Counted);
    let amount = number::print_with_unit(&change.size, change.unit.as_ref(), lang);
    let text = match (change.direction, change.times) {
        (Ordering::Equal, _) if unsaid => say("figure-as-much", &[]),
        (Ordering::Equal, _) => keyed("figure-as-much-since-day", "figure-as-much-since"),
        (_, Some(times)) => say("figure-times", &[("times", &number::print(&times, lang)), ("since", &since)]),
        (Ordering::Greater, None) => say("figure-more", &[("amount", &amount), ("since", &since)]),
        (Ordering::Less, None) => {
            say(if counted { "figure-fewer" } else { "figure-less" }, &[("amount", &amount), ("since", &since)])
        }
    };
    text.trim_end().to_owned()
}

/// The period that a change is counted from.
struct SinceWhen<'a> {
    period: &'a str,
    /// « en 2021 », « en juin 2020 », but « au 31 mars 2022 », « au 1er semestre 2022 ».
    is_day: bool,
}

fn since(change: &Change) -> SinceWhen<'_> {
    let is_day = !ledger::is_year(&change.since) && change.since.starts_with(|c: char| c.is_ascii_digit());
    SinceWhen { period: &change.since, is_day }
}

impl SinceWhen<'_> {
    fn print(&self, cx: &Context) -> String {
        date::read(self.period).map_or_else(|| self.period.to_owned(), |day| date::print(day, cx.edition.lang))
    }
}
