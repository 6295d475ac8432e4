//! Whole watt-hours and exact ratios: what the chain of measures reckons in, without a decimal and without a float.
//!
//! Invariants: nothing is below zero; a product is rounded once, half up; nothing is above [`Wh::MOST`], so that no product
//! leaves 128 bits. Does *not* print: kWh for people are made by [`Wh::kwh`].

use core::iter::Sum;
use core::ops::{Add, AddAssign};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// Whole watt-hours of a year, never below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wh(u64);

impl Wh {
    /// No energy.
    pub const ZERO: Wh = Wh(0);

    /// More than any building uses in a year: a thousand gigawatt-hours.
    pub const MOST: Wh = Wh(1_000_000_000_000);

    /// So many, at most [`Wh::MOST`].
    pub const fn new(wh: u64) -> Wh {
        if wh > Wh::MOST.0 { Wh::MOST } else { Wh(wh) }
    }

    /// So many kWh, to the nearest watt-hour; `None` below zero and above [`Wh::MOST`].
    pub fn of_kwh(kwh: Decimal) -> Option<Wh> {
        let wh = kwh.checked_mul(Decimal::ONE_THOUSAND)?;
        let wh =
            wh.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero).to_u64()?;
        (wh <= Wh::MOST.0).then_some(Wh(wh))
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// In kWh, exact.
    pub fn kwh(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), 3)
    }

    /// Less so many, at least zero.
    #[must_use]
    pub const fn less(self, other: Wh) -> Wh {
        Wh(self.0.saturating_sub(other.0))
    }

    /// This share of it.
    #[must_use]
    pub fn times(self, ratio: Ratio) -> Wh {
        Wh::new(mul_div(self.0, ratio.0, Ratio::SCALE))
    }
}

impl Add for Wh {
    type Output = Wh;
    fn add(self, other: Wh) -> Wh {
        Wh::new(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Wh {
    fn add_assign(&mut self, other: Wh) {
        *self = *self + other;
    }
}

impl Sum for Wh {
    fn sum<I: Iterator<Item = Wh>>(iter: I) -> Wh {
        iter.fold(Wh::ZERO, Add::add)
    }
}

/// Thousandths of a watt-hour: useful heat is kept in them, so that a final energy goes into it and comes out of it the
/// same to the watt-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Fine(u64);

impl Fine {
    pub(super) const ZERO: Fine = Fine(0);
    const PER_WH: u64 = 1000;

    pub(super) const fn of(wh: Wh) -> Fine {
        Fine(wh.0 * Fine::PER_WH)
    }

    /// Useful heat of so much final energy at this efficiency.
    pub(super) fn useful(finals: Wh, efficiency: Ratio) -> Fine {
        Fine::bounded(mul_div(Fine::of(finals).0, efficiency.0, Ratio::SCALE))
    }

    const fn bounded(fine: u64) -> Fine {
        let most = Wh::MOST.0 * Fine::PER_WH;
        Fine(if fine > most { most } else { fine })
    }

    pub(super) fn plus(self, other: Fine) -> Fine {
        Fine::bounded(self.0.saturating_add(other.0))
    }

    pub(super) const fn less(self, other: Fine) -> Fine {
        Fine(self.0.saturating_sub(other.0))
    }

    pub(super) fn times(self, ratio: Ratio) -> Fine {
        Fine::bounded(mul_div(self.0, ratio.0, Ratio::SCALE))
    }

    pub(super) fn part(self, part: Part) -> Fine {
        Fine::bounded(mul_div(self.0, part.0, Part::WHOLE.0))
    }

    /// Final energy for it at this efficiency.
    pub(super) fn finals(self, efficiency: Ratio) -> Wh {
        let divisor = efficiency.0.max(1).saturating_mul(Fine::PER_WH);
        Wh::new(mul_div(self.0, Ratio::SCALE, divisor))
    }

    /// To the nearest watt-hour.
    pub(super) const fn wh(self) -> Wh {
        Wh((self.0 + Fine::PER_WH / 2) / Fine::PER_WH)
    }

    pub(super) const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Which part of `whole` it is; nothing of nothing.
    pub(super) fn part_of(self, whole: Fine) -> Part {
        if whole.0 == 0 { Part(0) } else { Part(mul_div(self.0, Part::WHOLE.0, whole.0).min(Part::WHOLE.0)) }
    }

    /// How many millionths of `whole` it is, rounded up; all of nothing.
    pub(super) fn millionths_of(self, whole: Fine) -> u64 {
        if whole.0 == 0 { Ratio::SCALE } else { mul_div(self.0, Ratio::SCALE, whole.0).min(Ratio::SCALE) }
    }
}

/// A part of a whole in 10⁻¹², so that parts of a gigawatt-hour are right to the watt-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Part(u64);

impl Part {
    /// All of it.
    pub const WHOLE: Part = Part(1_000_000_000_000);
    /// None of it.
    pub const NONE: Part = Part(0);

    /// A part of this part.
    #[must_use]
    pub fn times(self, other: Part) -> Part {
        Part(mul_div(self.0, other.0, Part::WHOLE.0))
    }

    /// What is left of the whole.
    #[must_use]
    pub const fn rest(self) -> Part {
        Part(Part::WHOLE.0.saturating_sub(self.0))
    }

    /// Without `other`, at least nothing.
    #[must_use]
    pub const fn less(self, other: Part) -> Part {
        Part(self.0.saturating_sub(other.0))
    }

    /// Both, at most the whole.
    #[must_use]
    pub const fn plus(self, other: Part) -> Part {
        let sum = self.0.saturating_add(other.0);
        Part(if sum > Part::WHOLE.0 { Part::WHOLE.0 } else { sum })
    }

    /// As a number: 0.25.
    pub fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), 12).normalize()
    }

    /// The part with this value; `None` outside 0 to 1.
    pub fn of(value: Decimal) -> Option<Part> {
        let part = value.checked_mul(Decimal::from(Part::WHOLE.0))?.round().to_u64()?;
        (part <= Part::WHOLE.0).then_some(Part(part))
    }
}

/// An exact ratio in millionths: an efficiency (0.886), a seasonal performance (2.8), a share that is kept (0.93).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ratio(u64);

impl Ratio {
    const SCALE: u64 = 1_000_000;
    /// Nothing.
    pub const ZERO: Ratio = Ratio(0);
    /// The same.
    pub const ONE: Ratio = Ratio(Ratio::SCALE);
    /// No machine gives fifty times what it takes.
    pub const MOST: Ratio = Ratio(50 * Ratio::SCALE);

    /// So many millionths, at most [`Ratio::MOST`].
    pub const fn millionths(millionths: u64) -> Ratio {
        if millionths > Ratio::MOST.0 { Ratio::MOST } else { Ratio(millionths) }
    }

    /// The ratio with this value, to the millionth; `None` below zero and above [`Ratio::MOST`].
    pub fn of(value: Decimal) -> Option<Ratio> {
        let millionths = value.checked_mul(Decimal::from(Ratio::SCALE))?.round().to_u64()?;
        (millionths <= Ratio::MOST.0).then_some(Ratio(millionths))
    }

    /// As a number.
    pub fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), 6).normalize()
    }

    /// At most one: what a measure keeps of a use.
    #[must_use]
    pub const fn at_most_one(self) -> Ratio {
        if self.0 > Ratio::SCALE { Ratio::ONE } else { self }
    }

    /// In millionths.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// What is left of one.
    #[must_use]
    pub const fn rest(self) -> Ratio {
        Ratio(Ratio::SCALE.saturating_sub(self.0))
    }
}

/// `a·n/d`, half up; what does not fit is the largest number, which the callers bound.
fn mul_div(a: u64, n: u64, d: u64) -> u64 {
    debug_assert!(d > 0);
    if let Some(product) = a.checked_mul(n) {
        let half = d / 2;
        if let Some(sum) = product.checked_add(half) {
            return sum / d;
        }
    }
    let quotient = (u128::from(a) * u128::from(n) + u128::from(d / 2)) / u128::from(d);
    u64::try_from(quotient).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_final_energy_goes_through_useful_heat_unharmed() {
        for wh in [0, 1, 7, 412_345_678_901, 999_999_999_999] {
            for efficiency in [dec!(0.5), dec!(0.886), dec!(0.97), dec!(1.06), dec!(2.83)] {
                let (wh, efficiency) = (Wh::new(wh), Ratio::of(efficiency).unwrap());
                let useful = Fine::useful(wh, efficiency);
                if useful < Fine::of(Wh::MOST) {
                    assert_eq!(useful.finals(efficiency), wh, "{efficiency:?}");
                }
            }
        }
    }

    #[test]
    fn numbers_outside_the_chain_are_refused_or_bounded() {
        assert_eq!(Wh::of_kwh(dec!(-1)), None);
        assert_eq!(Wh::of_kwh(Decimal::MAX), None);
        assert_eq!(Wh::of_kwh(dec!(1.0005)), Some(Wh::new(1001)));
        assert_eq!(Wh::new(u64::MAX), Wh::MOST);
        assert_eq!(Wh::MOST + Wh::MOST, Wh::MOST);
        assert_eq!(Ratio::of(dec!(-0.1)), None);
        assert_eq!(Ratio::of(dec!(51)), None);
        assert_eq!(Part::of(dec!(1.1)), None);
        assert_eq!(Part::of(dec!(0.25)).map(Part::value), Some(dec!(0.25)));
        assert_eq!(Wh::new(1000).times(Ratio::MOST), Wh::new(50_000));
    }
}
