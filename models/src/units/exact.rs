//! Exact arithmetic of money: cents, powers by repeated multiplication, nothing that can overflow.
//!
//! Banks round each interest and each instalment to the cent, half away from zero; so do we, and nothing else is
//! rounded before the edge. A product that no building can cost gives nothing instead of a panic.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

use super::Euro;

/// 10^18: above any sum of a building, low enough that thousands of them still add up exactly.
const BOUND: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// To the cent, half away from zero.
pub(crate) fn cent(value: Decimal) -> Decimal {
    Euro(value).to_cent().0
}

/// Down to the cent, so that a limit is kept.
pub(crate) fn cent_below(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::ToZero)
}

/// The product, where it is of this world.
pub(crate) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b).filter(|product| product.abs() < BOUND)
}

/// The quotient, where there is one.
pub(crate) fn over(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b).filter(|quotient| quotient.abs() < BOUND)
}

/// `base` to the power of a whole number of years.
pub(crate) fn power(base: Decimal, years: u16) -> Option<Decimal> {
    (0..years).try_fold(Decimal::ONE, |all, _| times(all, base))
}

/// The constant yearly instalment, not rounded.
pub(crate) fn annuity(amount: Decimal, rate: Decimal, payments: u16) -> Option<Decimal> {
    if rate.is_zero() {
        return over(amount, Decimal::from(payments));
    }
    let grown = power(Decimal::ONE + rate, payments)?;
    // P·r·(1+r)ⁿ ÷ ((1+r)ⁿ − 1): the same without a negative power.
    over(times(times(amount, rate)?, grown)?, grown - Decimal::ONE)
}

/// Of flows from year 0 on: the last is brought back year by year, so that no power is needed.
pub(crate) fn present_value(flows: &[Decimal], rate: Decimal) -> Option<Decimal> {
    let factor = over(Decimal::ONE, Decimal::ONE + rate)?;
    flows.iter().rev().try_fold(Decimal::ZERO, |later, flow| Some(times(later, factor)? + flow))
}

/// The year in which discounted flows have added up to nothing lacking.
pub(crate) fn paid_back(flows: &[Decimal], rate: Decimal) -> Option<u16> {
    let factor = over(Decimal::ONE, Decimal::ONE + rate)?;
    let (mut sum, mut weight) = (Decimal::ZERO, Decimal::ONE);
    for (year, flow) in (0u16..).zip(flows) {
        sum += times(*flow, weight)?;
        if sum >= Decimal::ZERO && year > 0 {
            return Some(year);
        }
        weight = times(weight, factor)?;
    }
    None
}

/// A number that is neither euro nor energy: a rate, years, a ratio; a plain number in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio(pub Decimal);

impl Ratio {
    pub(crate) fn new(value: Decimal, digits: u32) -> Ratio {
        let rounded = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        Ratio(rounded.normalize())
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // At most ten digits: the nearest binary number prints as the same decimal.
        let number: f64 = self.0.to_string().parse().map_err(serde::ser::Error::custom)?;
        serializer.serialize_f64(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_building_costs_is_nothing_and_no_panic() {
        assert_eq!(BOUND, Decimal::from(1_000_000_000_000_000_000_i64));
        assert_eq!(power(Decimal::TWO, 200), None);
        assert_eq!(times(Decimal::MAX, Decimal::MAX), None);
        assert_eq!(over(Decimal::ONE, Decimal::ZERO), None);
    }
}
