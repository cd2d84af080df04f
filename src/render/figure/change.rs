//! The history of a figure → how it changed since the period before, in words.

use crate::ledger;
use crate::model::Figure;
use crate::render::Context;
use crate::text::{date, number};
use serde::Serialize;
use std::cmp::Ordering;

/// A change over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// « 27,0 % de moins qu’en 2021 »
    pub text: String,
    /// « 27,0 % », without its direction.
    pub amount: String,
    /// `up`, `down` or `none`.
    pub direction: &'static str,
}

/// How a figure changed since the last period known before, when that is known.
pub fn change(figure: &Figure, cx: &Context) -> Option<ChangeView> {
    let change = ledger::change(figure)?;
    let lang = cx.edition.lang;
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(lang, key, arguments);
    let amount = number::print_with_unit(&change.size, change.unit.as_ref(), lang);
    // « en 2021 », « en juin 2020 », but « au 31 mars 2022 », « au 1er semestre 2022 ».
    let is_day = !ledger::is_year(&change.since) && change.since.starts_with(|c: char| c.is_ascii_digit());
    let period = match date::read(&change.since) {
        Some(day) => date::print(day, lang),
        None => change.since,
    };
    let since = say(if is_day { "figure-since-day" } else { "figure-since" }, &[("period", &period)]);
    let (text, direction) = match (change.direction, change.times) {
        (Ordering::Equal, _) => {
            (say(if is_day { "figure-same-day" } else { "figure-same" }, &[("period", &period)]), "none")
        }
        (_, Some(times)) => (say("figure-times", &[("times", &number::print(&times, lang)), ("since", &since)]), "up"),
        (Ordering::Greater, None) => (say("figure-more", &[("amount", &amount), ("since", &since)]), "up"),
        (Ordering::Less, None) => (say("figure-less", &[("amount", &amount), ("since", &since)]), "down"),
    };
    Some(ChangeView { text, amount, direction })
}
