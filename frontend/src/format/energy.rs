//! Energy and quantities with their unit and basis: kWh PCS for gas, kWh PCI for oil, m³ for water.

use eclaireur_models::building::Carrier;
use eclaireur_models::units::{Basis, Energy, Unit};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{NBSP, number, signed_percent};

/// In which unit a series of energies reads best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As it is.
    One,
    /// Divided by a thousand: `MWh`.
    Thousand,
}

/// `MWh` from 10 000 kWh on; water stays in m³.
pub fn scale_for(carrier: Carrier, largest: Decimal) -> Scale {
    if carrier != Carrier::Water && largest.abs() >= Decimal::new(10_000, 0) {
        Scale::Thousand
    } else {
        Scale::One
    }
}

impl Scale {
    /// The number in this scale.
    pub fn of(self, value: Decimal) -> Decimal {
        match self {
            Scale::One => value,
            Scale::Thousand => value / Decimal::ONE_THOUSAND,
        }
    }
}

/// `kWh PCS`, `MWh PCI`, `kWh`, `m³`: fuels print their basis, electricity and heat have none.
pub fn unit_of(carrier: Carrier, basis: Basis, scale: Scale) -> String {
    let unit = match (carrier, scale) {
        (Carrier::Water, _) => return "m³".to_owned(),
        (_, Scale::One) => "kWh",
        (_, Scale::Thousand) => "MWh",
    };
    match basis {
        Basis::Gross => format!("{unit}{NBSP}PCS"),
        Basis::Net if matches!(carrier, Carrier::Electricity | Carrier::DistrictHeat | Carrier::Other) => {
            unit.to_owned()
        }
        Basis::Net => format!("{unit}{NBSP}PCI"),
    }
}

/// The unit unscaled, for table headers.
pub fn unit_of_kwh(carrier: Carrier, basis: Basis) -> String {
    unit_of(carrier, basis, Scale::One)
}

/// For sentences: `412 MWh PCS`, `42,5 MWh`, `8 312 kWh`.
pub fn energy(carrier: Carrier, energy: Energy) -> String {
    let scale = scale_for(carrier, energy.kwh());
    format!("{}{NBSP}{}", measure(energy.kwh(), scale), unit_of(carrier, energy.basis(), scale))
}

/// For tables: whole kWh without a unit, which stands in the header.
pub fn energy_kwh(energy: Energy) -> String {
    number(energy.kwh(), 0)
}

/// The figure alone: whole kWh, or `MWh` with one decimal below 100.
pub fn measure(kwh: Decimal, scale: Scale) -> String {
    let value = scale.of(kwh);
    let decimals = u32::from(scale == Scale::Thousand && value.abs() < Decimal::ONE_HUNDRED);
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    number(rounded, decimals)
}

/// `−6 %` from before to after; `None` without a base.
pub fn change(before: Decimal, after: Decimal) -> Option<String> {
    (before > Decimal::ZERO).then(|| signed_percent((after - before) / before))
}

/// A unit as people read it: `m³`, `l`, `stères`.
pub const fn quantity_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::M3 => "m³",
        Unit::Stere => "stères",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn sentences_take_mwh_from_ten_thousand_on_and_keep_the_basis() {
        for (carrier, value, basis, expect) in [
            (Carrier::NaturalGas, dec!(412_345), Basis::Gross, "412\u{a0}MWh\u{a0}PCS"),
            (Carrier::HeatingOil, dec!(42_480), Basis::Net, "42,5\u{a0}MWh\u{a0}PCI"),
            (Carrier::Electricity, dec!(8312.4), Basis::Net, "8\u{202f}312\u{a0}kWh"),
            (Carrier::Water, dec!(12_000), Basis::Net, "12\u{202f}000\u{a0}m³"),
        ] {
            assert_eq!(energy(carrier, Energy::new(value, basis)), expect);
        }
        assert_eq!(change(dec!(438), dec!(412)).as_deref(), Some("−6\u{a0}%"));
        assert_eq!(change(dec!(0), dec!(412)), None);
    }
}
