//! Amounts in euro, exact; rounded once, at the edge.

use core::fmt;
use core::iter::Sum;
use core::ops::{Add, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Decimals kept of a stored amount: 1/10 000 €.
pub const MONEY_SCALE: u32 = 4;
/// Decimals kept of a stored unit price: 1/100 000 000 € per unit.
pub const PRICE_SCALE: u32 = 8;

/// An amount in euro.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Euro(pub Decimal);

impl Euro {
    /// Nothing.
    pub const ZERO: Euro = Euro(Decimal::ZERO);

    /// To the cent, half away from zero, as Belgian invoices do.
    #[must_use]
    pub fn to_cent(self) -> Euro {
        Euro(self.0.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// As the integer of 1/10 000 € that is stored; `None` when it does not fit.
    pub fn stored(self) -> Option<i64> {
        let scaled = self.0.checked_mul(Decimal::new(10i64.pow(MONEY_SCALE), 0))?;
        i64::try_from(scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).mantissa())
            .ok()
    }

    /// From the stored integer of 1/10 000 €.
    pub fn from_stored(ten_thousandths: i64) -> Euro {
        Euro(Decimal::new(ten_thousandths, MONEY_SCALE))
    }
}

impl fmt::Debug for Euro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} EUR", self.0)
    }
}
impl Add for Euro {
    type Output = Euro;
    fn add(self, other: Euro) -> Euro {
        Euro(self.0 + other.0)
    }
}
impl Sub for Euro {
    type Output = Euro;
    fn sub(self, other: Euro) -> Euro {
        Euro(self.0 - other.0)
    }
}
impl Sum for Euro {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Euro::ZERO, Add::add)
    }
}

/// A price per unit of a carrier, in euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitPrice(pub Decimal);

impl UnitPrice {
    /// As the integer of 1/100 000 000 € that is stored; `None` when it does not fit.
    pub fn stored(self) -> Option<i64> {
        let scaled = self.0.checked_mul(Decimal::new(10i64.pow(PRICE_SCALE), 0))?;
        i64::try_from(scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).mantissa())
            .ok()
    }

    /// From the stored integer.
    pub fn from_stored(hundred_millionths: i64) -> UnitPrice {
        UnitPrice(Decimal::new(hundred_millionths, PRICE_SCALE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn amounts_survive_storage_and_round_once() {
        assert_eq!(Euro::from_stored(Euro(dec!(1234.5678)).stored().unwrap_or(0)), Euro(dec!(1234.5678)));
        assert_eq!(Euro(dec!(-0.005)).to_cent(), Euro(dec!(-0.01)));
        assert_eq!(
            UnitPrice::from_stored(UnitPrice(dec!(0.08712345)).stored().unwrap_or(0)),
            UnitPrice(dec!(0.08712345))
        );
    }
}
