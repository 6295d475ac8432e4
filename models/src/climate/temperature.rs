//! A daily mean temperature, exact to the hundredth of a degree, and the degree-days below a base.
//!
//! Does *not* know where a temperature was measured.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Base;

/// A temperature of the air, °C, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Temperature(i32);

/// An equivalent temperature, *température équivalente*: three days weighted, °C, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Equivalent(i32);

/// Weights of the day, the day before and the one before that, in tenths (gas sector, since 1993).
const WEIGHTS: [i32; 3] = [6, 3, 1];

/// Outside of these, in hundredths, a daily mean is a mistake: Belgium's records are −30.1 °C and 41.8 °C.
const PLAUSIBLE: core::ops::RangeInclusive<i32> = -4_500..=5_000;

impl Temperature {
    /// So many hundredths of a degree; `None` for what no day in Belgium can have had.
    pub fn from_hundredths(hundredths: i32) -> Option<Temperature> {
        PLAUSIBLE.contains(&hundredths).then_some(Temperature(hundredths))
    }

    /// To the nearest hundredth; `None` for what no day in Belgium can have had.
    pub fn from_celsius(celsius: Decimal) -> Option<Temperature> {
        let hundredths = celsius.checked_mul(Decimal::ONE_HUNDRED)?;
        let whole = hundredths.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Temperature::from_hundredths(whole.to_i32()?)
    }

    /// The plain mean, to the nearest hundredth; `None` of nothing.
    pub fn mean(all: &[Temperature]) -> Option<Temperature> {
        let sum: i64 = all.iter().map(|t| i64::from(t.0)).sum();
        let mean = Decimal::from(sum).checked_div(Decimal::from(all.len()))?;
        Temperature::from_celsius(mean / Decimal::ONE_HUNDRED)
    }

    /// Hundredths of a degree.
    pub const fn hundredths(self) -> i32 {
        self.0
    }

    /// °C.
    pub fn celsius(self) -> Decimal {
        Decimal::new(i64::from(self.0), 2)
    }
}

impl Equivalent {
    /// 0.6 of the day, 0.3 of the day before, 0.1 of the one before that.
    pub fn of(day: Temperature, before: Temperature, two_before: Temperature) -> Equivalent {
        let [a, b, c] = WEIGHTS;
        Equivalent(a * day.0 + b * before.0 + c * two_before.0)
    }

    /// One that somebody has computed already.
    pub fn stated(temperature: Temperature) -> Equivalent {
        Equivalent(temperature.0 * 10)
    }

    /// °C.
    pub fn celsius(self) -> Decimal {
        Decimal::new(i64::from(self.0), 3)
    }
}

/// The degree-days of one day below a base: K·day, never below zero. `temperature` is the one of the base, the mean of
/// the day or its equivalent, in °C.
pub fn degree_days(base: Base, temperature: Decimal) -> Decimal {
    below(base.threshold(), temperature)
}

/// How far a temperature lies below a threshold, never below zero; both in °C.
pub fn below(threshold: Decimal, temperature: Decimal) -> Decimal {
    (threshold - temperature).max(Decimal::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn at(celsius: Decimal) -> Temperature {
        Temperature::from_celsius(celsius).unwrap()
    }

    #[test]
    fn temperatures_are_exact_and_impossible_ones_refused() {
        for (given, kept) in
            [(dec!(10.555), dec!(10.56)), (dec!(-0.005), dec!(-0.01)), (dec!(-30.1), dec!(-30.1))]
        {
            assert_eq!(at(given).celsius(), kept);
        }
        for never in [dec!(-45.01), dec!(50.01), dec!(9999), Decimal::MAX, Decimal::MIN] {
            assert_eq!(Temperature::from_celsius(never), None, "{never}");
        }
        assert_eq!(Temperature::mean(&[at(dec!(1)), at(dec!(2)), at(dec!(2))]), Some(at(dec!(1.67))));
        assert_eq!(Temperature::mean(&[]), None);
    }

    #[test]
    fn three_days_are_weighted_to_the_thousandth() {
        let equivalent = Equivalent::of(at(dec!(10.01)), at(dec!(20)), at(dec!(20.01)));
        assert_eq!(equivalent.celsius(), dec!(14.007));
        assert_eq!(Equivalent::stated(at(dec!(1.95))).celsius(), dec!(1.95));
    }
}
