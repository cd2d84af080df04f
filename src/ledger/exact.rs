//! Decimals ↔ exact fractions: what is computed between the numbers typed and the number printed loses nothing.

use crate::text::Number;
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};
use rust_decimal::Decimal;

/// An exact fraction. Every operation is checked: `None` where the result would be too long to be exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Exact(Ratio<i128>);

impl Exact {
    pub(super) const ZERO: Self = Self(Ratio::new_raw(0, 1));
    pub(super) const ONE: Self = Self(Ratio::new_raw(1, 1));
    pub(super) const TEN: Self = Self(Ratio::new_raw(10, 1));
    pub(super) const HUNDRED: Self = Self(Ratio::new_raw(100, 1));
    pub(super) const HUNDREDTH: Self = Self(Ratio::new_raw(1, 100));

    /// The fraction that a decimal is.
    pub(super) fn of(decimal: Decimal) -> Self {
        Self(Ratio::new(decimal.mantissa(), 10_i128.pow(decimal.scale())))
    }

    /// Half of the last digit that is printed: what rounding may have taken away.
    pub(super) fn half_digit(number: &Number) -> Self {
        let digits = i64::from(number.decimals.min(28)) - i64::from(number.scale.exponent());
        let power = 10_i128.pow(u32::try_from(digits.unsigned_abs()).expect("at most 28 digits"));
        Self(if digits >= 0 { Ratio::new(1, 2 * power) } else { Ratio::from_integer(power / 2) })
    }

    /// Half of the last figure that is not zero: « près de 550 » may be 545, « plus de 36 000 » says no more than thousands.
    pub(super) fn half_figure(number: &Number) -> Self {
        let value = number.value.normalize();
        let mut power = Exact::of(Decimal::try_from_i128_with_scale(1, value.scale()).unwrap_or(Decimal::ONE));
        let mut mantissa = value.mantissa();
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            power = power.times(Self::TEN).unwrap_or(power);
        }
        Self(power.0 / Ratio::from_integer(2))
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).map(Self)
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).map(Self)
    }

    /// `None` for a division by zero too.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() { None } else { self.0.checked_div(&other.0).map(Self) }
    }

    pub(super) fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    pub(super) fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether so many decimals hold all of it.
    pub(super) fn fits(self, decimals: u32) -> bool {
        self.scaled(decimals).is_some_and(|scaled| scaled.is_integer())
    }

    /// The decimal with so many decimals that is nearest, half away from zero; `None` when it is too long.
    pub(super) fn round(self, decimals: u32) -> Option<Decimal> {
        let scaled = self.scaled(decimals)?;
        let twice = scaled.numer().checked_mul(&2)? / scaled.denom();
        let rounded = (twice + twice.signum()) / 2;
        Decimal::try_from_i128_with_scale(rounded, decimals).ok()
    }

    fn scaled(self, decimals: u32) -> Option<Ratio<i128>> {
        self.0.checked_mul(&Ratio::from_integer(10_i128.checked_pow(decimals)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Scale;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::of(text.parse().expect("a decimal"))
    }

    #[test]
    fn a_third_of_three_is_one() {
        let third = exact("1").over(exact("3")).expect("a third");
        assert_eq!(third.times(exact("3")), Some(exact("1")));
        assert_eq!(third.round(4), Some("0.3333".parse().expect("a decimal")));
        assert!(!third.fits(20) && exact("0.25").fits(2) && !exact("0.25").fits(1));
        assert_eq!(exact("1").over(Exact::ZERO), None);
    }

    #[test]
    fn halves_go_away_from_zero() {
        for (typed, decimals, rounded) in
            [("0.5", 0, "1"), ("-0.5", 0, "-1"), ("2.449", 1, "2.4"), ("7.355", 2, "7.36")]
        {
            assert_eq!(exact(typed).round(decimals), Some(rounded.parse().expect("a decimal")), "{typed}");
        }
    }

    #[test]
    fn what_is_too_long_is_said_not_rounded() {
        let long = exact("79228162514264337593543950335");
        assert_eq!(long.times(long), None);
    }

    #[test]
    fn half_a_digit_follows_the_scale() {
        let number = |decimals, scale| Number { decimals, scale, ..Number::new(Decimal::ONE) };
        assert_eq!(Exact::half_digit(&number(2, Scale::One)), exact("0.005"));
        assert_eq!(Exact::half_digit(&number(1, Scale::Million)), exact("50000"));
        assert_eq!(Exact::half_digit(&number(0, Scale::Thousand)), exact("500"));
    }

    proptest! {
        #[test]
        fn sums_and_differences_are_exact(a in -10_000_000_000_i64..10_000_000_000, b in -10_000_000_000_i64..10_000_000_000, scale in 0_u32..6) {
            let (a, b) = (Decimal::new(a, scale), Decimal::new(b, 2));
            let sum = Exact::of(a).plus(Exact::of(b)).expect("a sum");
            prop_assert_eq!(sum, Exact::of(a + b));
            prop_assert_eq!(sum.minus(Exact::of(b)), Some(Exact::of(a)));
            prop_assert_eq!(sum.round(6).map(|sum| sum.normalize()), Some((a + b).normalize()));
        }
    }
}
