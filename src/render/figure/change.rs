//! The history of a figure → how it changed since the period before, in words.

use crate::model::Figure;
use crate::render::Context;
use crate::text::unit::UnitKind;
use crate::text::{Number, Unit, date, number};
use rust_decimal::Decimal;
use serde::Serialize;

/// A percentage of fewer than that says more than it knows: the difference itself is said (« 15 médecins de plus »).
const FEW: u32 = 20;

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

/// How a figure changed since the last period known before; `None` when that says nothing true: no earlier value, an
/// approximate one, or one that percentages cannot start from.
pub fn change(figure: &Figure, cx: &Context) -> Option<ChangeView> {
    if figure.qualifier.is_some() {
        return None;
    }
    let (last, earlier) = figure.history.split_last()?;
    let now = last.value?;
    // A history that does not end with the value shown is of something else.
    if figure.value.is_some_and(|value| value.value != now.value) {
        return None;
    }
    let before = earlier.last()?;
    let (amount, up) = amount(before.value?, now, figure.unit.as_ref(), cx)?;
    let say = |key: &str, arguments: &[(&str, &str)]| cx.theme.say(cx.edition.lang, key, arguments);
    // « en 2021 », « en juin 2020 », but « au 31 mars 2022 », « au 1er semestre 2022 ».
    let day = !is_year(&before.label) && before.label.starts_with(|c: char| c.is_ascii_digit());
    let period = match date::read(&before.label) {
        Some(day) => date::print(day, cx.edition.lang),
        None => before.label.clone(),
    };
    let Some(up) = up else {
        let key = if day { "figure-same-day" } else { "figure-same" };
        return Some(ChangeView { text: say(key, &[("period", &period)]), amount, direction: "none" });
    };
    let since = say(if day { "figure-since-day" } else { "figure-since" }, &[("period", &period)]);
    let (key, direction) = if up { ("figure-more", "up") } else { ("figure-less", "down") };
    Some(ChangeView { text: say(key, &[("amount", &amount), ("since", &since)]), amount, direction })
}

/// The size of a change as it is printed, and whether it goes up (`None`: not at all). Percentages differ by points,
/// small counts by what was
/// added or lost, everything else by a share of what it was.
fn amount(before: Number, now: Number, unit: Option<&Unit>, cx: &Context) -> Option<(String, Option<bool>)> {
    let difference = now.value.checked_sub(before.value)?;
    let up = (!difference.is_zero()).then(|| difference > Decimal::ZERO);
    let in_points = unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Percent | UnitKind::Points));
    let (size, decimals, unit) = if in_points {
        (difference.abs(), now.decimals.max(before.decimals), Unit::points())
    } else {
        if before.value <= Decimal::ZERO || now.value < Decimal::ZERO {
            return None;
        }
        if before.value < FEW.into() && unit.is_none_or(|unit| unit.kind == UnitKind::Counted) {
            return Some((in_full(difference.abs(), before.decimals.max(now.decimals), unit, cx), up));
        }
        let share = difference.abs().checked_div(before.value)?.checked_mul(Decimal::ONE_HUNDRED)?;
        // A change is never printed as none: the smallest gets as many decimals as it needs.
        let decimals = (1..=6).find(|&decimals| share.is_zero() || !number::round(share, decimals).is_zero())?;
        (number::round(share, decimals), decimals, Unit::percent())
    };
    Some((in_full(size, decimals, Some(&unit), cx), up))
}

fn in_full(size: Decimal, decimals: u32, unit: Option<&Unit>, cx: &Context) -> String {
    number::print_with_unit(&Number::new(size).with_decimals(decimals), unit, cx.edition.lang)
}

fn is_year(label: &str) -> bool {
    label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit())
}
