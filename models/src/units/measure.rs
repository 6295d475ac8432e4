//! Units as files and bills write them: a closed list, matched exactly, never by prefix.

use serde::{Deserialize, Serialize};

/// What kind of quantity a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Energy: convertible to kWh without knowing the carrier.
    Energy,
    /// Volume.
    Volume,
    /// Mass.
    Mass,
    /// Mean power over the slot.
    Power,
    /// Height of what stands in a tank.
    Height,
}

/// A unit as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Watt-hour.
    Wh,
    /// Kilowatt-hour.
    #[serde(rename = "kWh")]
    KWh,
    /// Megawatt-hour.
    MWh,
    /// Megajoule.
    MJ,
    /// Gigajoule.
    GJ,
    /// US therm, 100 000 Btu.
    #[serde(rename = "therm")]
    Therm,
    /// Thousand British thermal units.
    #[serde(rename = "kBtu")]
    KBtu,
    /// Million British thermal units.
    MMBtu,
    /// Cubic metre.
    #[serde(rename = "m3")]
    M3,
    /// Litre.
    #[serde(rename = "l")]
    Litre,
    /// Kilogram.
    #[serde(rename = "kg")]
    Kg,
    /// Tonne.
    #[serde(rename = "t")]
    Tonne,
    /// Stere of logs, *stère*.
    #[serde(rename = "stere")]
    Stere,
    /// Watt, mean over the slot.
    W,
    /// Kilowatt, mean over the slot.
    #[serde(rename = "kW")]
    KW,
    /// Centimetre of a gauge; only ever typed, no file is read in it.
    #[serde(rename = "cm")]
    Cm,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 16] = [
        Unit::Wh,
        Unit::KWh,
        Unit::MWh,
        Unit::MJ,
        Unit::GJ,
        Unit::Therm,
        Unit::KBtu,
        Unit::MMBtu,
        Unit::M3,
        Unit::Litre,
        Unit::Kg,
        Unit::Tonne,
        Unit::Stere,
        Unit::W,
        Unit::KW,
        Unit::Cm,
    ];

    /// The symbol, which is also the stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Unit::Wh => "Wh",
            Unit::KWh => "kWh",
            Unit::MWh => "MWh",
            Unit::MJ => "MJ",
            Unit::GJ => "GJ",
            Unit::Therm => "therm",
            Unit::KBtu => "kBtu",
            Unit::MMBtu => "MMBtu",
            Unit::M3 => "m3",
            Unit::Litre => "l",
            Unit::Kg => "kg",
            Unit::Tonne => "t",
            Unit::Stere => "stere",
            Unit::W => "W",
            Unit::KW => "kW",
            Unit::Cm => "cm",
        }
    }

    /// The unit with this code.
    pub fn from_code(code: &str) -> Option<Unit> {
        Self::ALL.into_iter().find(|u| u.code() == code)
    }

    /// The unit somebody wrote: `kWh`, `KWH`, `m³`, `Nm3`, `litres`, `stères`… `None` when it is not on the list.
    ///
    /// Matching is exact on the lower-cased word. Only `MW…` and `mW…` would differ by case, and nobody bills
    /// milliwatts.
    pub fn read(text: &str) -> Option<Unit> {
        let word: String = text
            .trim()
            .trim_matches(|c| matches!(c, '[' | ']' | '(' | ')' | '.'))
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .map(|c| if c == '³' { '3' } else { c })
            .collect();
        Some(match word.as_str() {
            "wh" => Unit::Wh,
            "kwh" | "kw.h" | "kw/h" | "kwu" | "kwhpcs" | "kwhpci" => Unit::KWh,
            "mwh" => Unit::MWh,
            "mj" => Unit::MJ,
            "gj" => Unit::GJ,
            "therm" | "therms" => Unit::Therm,
            "kbtu" => Unit::KBtu,
            "mmbtu" => Unit::MMBtu,
            "m3" | "nm3" | "m^3" | "mc" | "metrescubes" | "mètrescubes" => Unit::M3,
            "l" | "litre" | "litres" | "liter" | "liters" | "ltr" => Unit::Litre,
            "kg" | "kilo" | "kilos" => Unit::Kg,
            "t" | "tonne" | "tonnes" | "ton" => Unit::Tonne,
            "stère" | "stères" | "stere" | "steres" => Unit::Stere,
            "w" => Unit::W,
            "kw" => Unit::KW,
            _ => return None,
        })
    }

    /// What it measures.
    pub const fn dimension(self) -> Dimension {
        match self {
            Unit::Wh
            | Unit::KWh
            | Unit::MWh
            | Unit::MJ
            | Unit::GJ
            | Unit::Therm
            | Unit::KBtu
            | Unit::MMBtu => Dimension::Energy,
            Unit::M3 | Unit::Litre | Unit::Stere => Dimension::Volume,
            Unit::Kg | Unit::Tonne => Dimension::Mass,
            Unit::W | Unit::KW => Dimension::Power,
            Unit::Cm => Dimension::Height,
        }
    }

    /// How many of `other` one of it is: 1 000 litres a cubic metre; `None` where that depends on what is measured.
    pub fn ratio_to(self, other: Unit) -> Option<rust_decimal::Decimal> {
        use rust_decimal::Decimal;
        match (self, other) {
            _ if self == other => Some(Decimal::ONE),
            (Unit::M3, Unit::Litre) | (Unit::Tonne, Unit::Kg) => Some(Decimal::ONE_THOUSAND),
            (Unit::Litre, Unit::M3) | (Unit::Kg, Unit::Tonne) => Some(Decimal::new(1, 3)),
            _ => Some(self.kwh_each()? / other.kwh_each()?),
        }
    }

    /// How many kWh one of it holds, for energy units: exact by definition (1 kWh = 3.6 MJ), the therm and the
    /// Btu by the international table (1 Btu = 1055.05585262 J).
    pub fn kwh_each(self) -> Option<rust_decimal::Decimal> {
        use rust_decimal::{Decimal, dec};
        Some(match self {
            Unit::Wh => dec!(0.001),
            Unit::KWh => Decimal::ONE,
            Unit::MWh => dec!(1000),
            Unit::MJ => Decimal::ONE / dec!(3.6),
            Unit::GJ => Decimal::ONE_THOUSAND / dec!(3.6),
            Unit::Therm => dec!(105505.585262) / dec!(3600),
            Unit::KBtu => dec!(1055.05585262) / dec!(3600),
            Unit::MMBtu => dec!(1055055.85262) / dec!(3600),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_exactly_or_not_at_all() {
        for (text, unit) in [
            ("kWh", Some(Unit::KWh)),
            ("[KWH]", Some(Unit::KWh)),
            ("m³", Some(Unit::M3)),
            (" Litres ", Some(Unit::Litre)),
            ("kW", Some(Unit::KW)),
            ("kWhx", None),
            ("diesel", None),
            ("", None),
        ] {
            assert_eq!(Unit::read(text), unit, "{text}");
        }
        for unit in Unit::ALL {
            assert_eq!(Unit::from_code(unit.code()), Some(unit));
            let read = Some(unit).filter(|u| u.dimension() != Dimension::Height);
            assert_eq!(Unit::read(unit.code()), read, "a code reads as itself");
            assert_eq!(unit.kwh_each().is_some(), unit.dimension() == Dimension::Energy);
        }
    }
}
