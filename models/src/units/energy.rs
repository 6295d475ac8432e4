//! Energy in kilowatt-hours, exact, with its calorific basis.

use core::fmt;
use core::iter::Sum;
use core::marker::PhantomData;
use core::ops::{Add, AddAssign, Sub};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Gross calorific value, *pouvoir calorifique supérieur* (PCS): what gas bills state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Gross;

/// Net calorific value, *pouvoir calorifique inférieur* (PCI): what boiler yields and PEB factors use.
/// Electricity and district heat, which have no such difference, are carried on this basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Net;

/// The basis as a value, for what is stored and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// PCS.
    Gross,
    /// PCI, or a carrier without the distinction.
    Net,
}

impl Basis {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Basis::Gross => "gross",
            Basis::Net => "net",
        }
    }

    /// The basis with this code.
    pub fn from_code(code: &str) -> Option<Basis> {
        [Basis::Gross, Basis::Net].into_iter().find(|b| b.code() == code)
    }
}

/// Final energy in kWh on basis `B`.
pub struct Kwh<B> {
    value: Decimal,
    basis: PhantomData<B>,
}

impl<B> Kwh<B> {
    /// No energy.
    pub const ZERO: Self = Kwh { value: Decimal::ZERO, basis: PhantomData };

    /// `value` kilowatt-hours.
    pub const fn new(value: Decimal) -> Self {
        Kwh { value, basis: PhantomData }
    }

    /// The number of kilowatt-hours.
    pub const fn value(self) -> Decimal {
        self.value
    }
}

impl Kwh<Gross> {
    /// The same fuel on net basis; `net_per_gross` is 0.90 for natural gas (PEB PER annex F, 2021).
    #[must_use]
    pub fn to_net(self, net_per_gross: Decimal) -> Kwh<Net> {
        Kwh::new(self.value * net_per_gross)
    }
}

impl<B> Clone for Kwh<B> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<B> Copy for Kwh<B> {}
impl<B> PartialEq for Kwh<B> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<B> Eq for Kwh<B> {}
impl<B> PartialOrd for Kwh<B> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<B> Ord for Kwh<B> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}
impl<B> Default for Kwh<B> {
    fn default() -> Self {
        Self::ZERO
    }
}
impl<B> fmt::Debug for Kwh<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kWh", self.value)
    }
}
impl<B> Add for Kwh<B> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Kwh::new(self.value + other.value)
    }
}
impl<B> AddAssign for Kwh<B> {
    fn add_assign(&mut self, other: Self) {
        self.value += other.value;
    }
}
impl<B> Sub for Kwh<B> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Kwh::new(self.value - other.value)
    }
}
impl<B> Sum for Kwh<B> {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// Energy whose basis is only known at run time, as read from a bill or a database row.
///
/// Written as `{ "basis": "gross", "kwh": "12.5" }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub enum Energy {
    /// kWh PCS.
    Gross(Kwh<Gross>),
    /// kWh PCI, or a carrier without the distinction.
    Net(Kwh<Net>),
}

#[derive(Serialize, Deserialize)]
struct Written {
    basis: Basis,
    kwh: Decimal,
}

impl From<Written> for Energy {
    fn from(written: Written) -> Energy {
        Energy::new(written.kwh, written.basis)
    }
}

impl From<Energy> for Written {
    fn from(energy: Energy) -> Written {
        Written { basis: energy.basis(), kwh: energy.kwh() }
    }
}

impl Energy {
    /// `value` kWh on `basis`.
    pub const fn new(value: Decimal, basis: Basis) -> Self {
        match basis {
            Basis::Gross => Energy::Gross(Kwh::new(value)),
            Basis::Net => Energy::Net(Kwh::new(value)),
        }
    }

    /// The number of kilowatt-hours, whatever the basis. Print [`Energy::basis`] beside it.
    pub const fn kwh(self) -> Decimal {
        match self {
            Energy::Gross(e) => e.value(),
            Energy::Net(e) => e.value(),
        }
    }

    /// The basis the number stands on.
    pub const fn basis(self) -> Basis {
        match self {
            Energy::Gross(_) => Basis::Gross,
            Energy::Net(_) => Basis::Net,
        }
    }

    /// On net basis, with the ratio of this fuel.
    #[must_use]
    pub fn to_net(self, net_per_gross: Decimal) -> Kwh<Net> {
        match self {
            Energy::Gross(e) => e.to_net(net_per_gross),
            Energy::Net(e) => e,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn gas_on_a_bill_becomes_net_with_the_ratio_of_the_fuel() {
        let billed = Energy::new(dec!(100000), Basis::Gross);
        assert_eq!(billed.to_net(dec!(0.90)), Kwh::new(dec!(90000)));
        assert_eq!(Energy::new(dec!(7), Basis::Net).to_net(dec!(0.90)), Kwh::new(dec!(7)));
    }
}
