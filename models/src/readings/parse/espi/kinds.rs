//! The code lists of ESPI that say what a number is (NAESB REQ.21, `espi.xsd`, version 3.3).

use super::super::xml::tree::Element;
use crate::building::{Carrier, Direction, Kind};
use crate::certain::Quality;
use crate::units::{Dimension, Unit};

/// A unit of `UnitSymbolKind`.
struct Symbol {
    code: u16,
    text: &'static str,
    dimension: Option<Dimension>,
    /// Our unit, and the power of ten between both.
    counted: Option<(Unit, i32)>,
}

const fn symbol(
    code: u16,
    text: &'static str,
    dimension: Option<Dimension>,
    counted: Option<(Unit, i32)>,
) -> Symbol {
    Symbol { code, text, dimension, counted }
}

/// Units that are met, or that are mistaken for one that is.
const SYMBOLS: &[Symbol] = &[
    symbol(72, "Wh", Some(Dimension::Energy), Some((Unit::KWh, -3))),
    symbol(31, "J", Some(Dimension::Energy), Some((Unit::MJ, -6))),
    symbol(132, "Btu", Some(Dimension::Energy), Some((Unit::KBtu, -3))),
    symbol(169, "therm", Some(Dimension::Energy), Some((Unit::Therm, 0))),
    symbol(38, "W", Some(Dimension::Power), Some((Unit::KW, -3))),
    symbol(133, "Btu/h", Some(Dimension::Power), None),
    symbol(42, "m³", Some(Dimension::Volume), Some((Unit::M3, 0))),
    symbol(166, "m³ (uncompensated)", Some(Dimension::Volume), Some((Unit::M3, 0))),
    symbol(167, "m³ (compensated)", Some(Dimension::Volume), Some((Unit::M3, 0))),
    symbol(134, "l", Some(Dimension::Volume), Some((Unit::Litre, 0))),
    symbol(156, "l (uncompensated)", Some(Dimension::Volume), Some((Unit::Litre, 0))),
    symbol(157, "l (compensated)", Some(Dimension::Volume), Some((Unit::Litre, 0))),
    symbol(119, "ft³", Some(Dimension::Volume), None),
    symbol(120, "ft³ (compensated)", Some(Dimension::Volume), None),
    symbol(128, "US gal", Some(Dimension::Volume), None),
    symbol(130, "imperial gal", Some(Dimension::Volume), None),
    symbol(5, "A", None, None),
    symbol(29, "V", None, None),
    symbol(61, "VA", None, None),
    symbol(63, "var", None, None),
    symbol(71, "VAh", None, None),
    symbol(73, "varh", None, None),
    symbol(106, "Ah", None, None),
];

/// What the numbers of a block are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Described {
    /// Energy.
    pub carrier: Carrier,
    /// Whether nothing but the unit says which energy.
    pub carrier_assumed: bool,
    /// Way.
    pub direction: Direction,
    /// Consumption of a slot, or index.
    pub kind: Kind,
    /// Unit, where we have it, and as the list calls it.
    pub unit: Option<Unit>,
    /// The symbol, for people.
    pub symbol: String,
    /// Power of ten by which a number becomes one of `unit`.
    pub power: i32,
    /// Seconds of a slot, where they are said.
    pub length_s: Option<u32>,
    /// Quality of readings that do not say theirs.
    pub quality: Quality,
}

/// Why numbers cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// Something is not said, or says that it is no consumption; a code for the locale.
    Undescribed(&'static str),
    /// Such a unit of such an energy does not exist: electricity in cubic feet.
    Impossible(Carrier, String),
}

/// Reads what `of_type` (a `ReadingType`) and `point` (its `UsagePoint`, where it was found) say.
///
/// # Errors
/// Why the numbers cannot be used.
pub fn described(of_type: Element<'_>, point: Option<Element<'_>>) -> Result<Described, Unusable> {
    let number = |name: &str| of_type.value(&[name]).and_then(|text| text.parse::<u16>().ok());
    let code = number("uom").filter(|code| *code != 0).ok_or(Unusable::Undescribed("no-unit"))?;
    let known = SYMBOLS.iter().find(|s| s.code == code);
    let said = carrier(point.and_then(|p| p.value(&["ServiceCategory", "kind"])), number("commodity"))?;
    // Watts are only told of electricity, therms only of gas.
    let carrier = said.or(match code {
        72 | 38 => Some(Carrier::Electricity),
        169 => Some(Carrier::NaturalGas),
        _ => None,
    });
    let carrier = carrier.ok_or(Unusable::Undescribed("no-carrier"))?;
    let text = known.map_or_else(|| format!("uom {code}"), |s| s.text.to_owned());
    if known.and_then(|s| s.dimension).is_some_and(|dimension| !exists(carrier, dimension)) {
        return Err(Unusable::Impossible(carrier, text));
    }
    let power = match of_type.value(&["powerOfTenMultiplier"]) {
        None => 0,
        Some(text) => {
            let power = text.parse().ok().filter(|n| (-12..=12).contains(n));
            power.ok_or(Unusable::Undescribed("no-multiplier"))?
        }
    };
    let shift = known.and_then(|s| s.counted).map_or(0, |(_, shift)| shift);
    // 8 and 9: the highest and the lowest of a slot.
    if matches!(number("dataQualifier"), Some(8 | 9)) {
        return Err(Unusable::Undescribed("not-consumption"));
    }
    Ok(Described {
        carrier,
        carrier_assumed: said.is_none(),
        direction: match number("flowDirection") {
            None | Some(0 | 1) => Direction::Offtake,
            Some(19) => Direction::Injection,
            // 4 net, 20 both ways added, others reactive quadrants.
            Some(_) => return Err(Unusable::Undescribed("net-flow")),
        },
        kind: match number("accumulationBehaviour") {
            None | Some(0 | 4) => Kind::Interval,
            // 1 bulk quantity and 9 summation are dials.
            Some(1 | 9) => Kind::Index,
            Some(6 | 12) if known.is_some_and(|s| s.dimension == Some(Dimension::Power)) => Kind::Interval,
            Some(_) => return Err(Unusable::Undescribed("not-consumption")),
        },
        unit: known.and_then(|s| s.counted).map(|(unit, _)| unit),
        symbol: text,
        power: power + shift,
        length_s: of_type.value(&["intervalLength"]).and_then(|text| text.parse().ok()).filter(|n| *n > 0),
        quality: of_type.value(&["defaultQuality"]).map_or(Quality::Measured, quality),
    })
}

/// The energy that the point of supply (`ServiceKind`) and the reading type (`CommodityKind`) agree on.
fn carrier(service: Option<&str>, commodity: Option<u16>) -> Result<Option<Carrier>, Unusable> {
    let service = match service.and_then(|text| text.parse::<u16>().ok()) {
        Some(0) => Some(Carrier::Electricity),
        Some(1) => Some(Carrier::NaturalGas),
        Some(2) => Some(Carrier::Water),
        Some(4) => Some(Carrier::DistrictHeat),
        _ => None,
    };
    let commodity = match commodity {
        None | Some(0) => None,
        Some(1 | 2) => Some(Carrier::Electricity),
        Some(7) => Some(Carrier::NaturalGas),
        Some(8) => Some(Carrier::Propane),
        Some(9) => Some(Carrier::Water),
        Some(10 | 12) => Some(Carrier::DistrictHeat),
        Some(_) => Some(Carrier::Other),
    };
    match (service, commodity) {
        (Some(a), Some(b)) if a != b && (a, b) != (Carrier::NaturalGas, Carrier::Propane) => {
            Err(Unusable::Undescribed("two-carriers"))
        }
        (service, commodity) => Ok(commodity.or(service)),
    }
}

/// Whether such a quantity of such a carrier exists.
fn exists(carrier: Carrier, dimension: Dimension) -> bool {
    match carrier {
        Carrier::Electricity => matches!(dimension, Dimension::Energy | Dimension::Power),
        Carrier::DistrictHeat => dimension == Dimension::Energy,
        Carrier::Water => dimension == Dimension::Volume,
        Carrier::Other => true,
        _ => matches!(dimension, Dimension::Energy | Dimension::Volume),
    }
}

/// Quality by its code in `QualityOfReading`.
pub fn quality(code: &str) -> Quality {
    match code.parse::<u16>() {
        // Valid, raw, validated, verified, good enough to bill.
        Ok(0 | 14 | 17 | 18 | 19) => Quality::Measured,
        // A forecast, adjusted for weather.
        Ok(12 | 15) => Quality::Modelled,
        // Edited, estimated, questionable, derived, mixed, other.
        _ => Quality::Estimated,
    }
}
