//! Unit codes of UN/ECE Recommendation 20, as UBL writes quantities: `KWH`, `MTQ`, `LTR`.

use rust_decimal::{Decimal, dec};

use crate::units::{Dimension, Unit};

/// Code → unit, and how many of the unit it is.
const CODES: [(&str, Unit, Decimal); 18] = [
    ("WHR", Unit::Wh, Decimal::ONE),
    ("KWH", Unit::KWh, Decimal::ONE),
    ("MWH", Unit::MWh, Decimal::ONE),
    ("GWH", Unit::MWh, Decimal::ONE_THOUSAND),
    ("KJO", Unit::MJ, dec!(0.001)),
    ("3B", Unit::MJ, Decimal::ONE),
    ("GV", Unit::GJ, Decimal::ONE),
    ("N71", Unit::Therm, Decimal::ONE),
    ("MTQ", Unit::M3, Decimal::ONE),
    ("SM3", Unit::M3, Decimal::ONE),
    ("NM3", Unit::M3, Decimal::ONE),
    ("LTR", Unit::Litre, Decimal::ONE),
    ("DMQ", Unit::Litre, Decimal::ONE),
    ("HLT", Unit::Litre, Decimal::ONE_HUNDRED),
    ("KGM", Unit::Kg, Decimal::ONE),
    ("DTN", Unit::Kg, Decimal::ONE_HUNDRED),
    ("TNE", Unit::Tonne, Decimal::ONE),
    ("G26", Unit::Stere, Decimal::ONE),
];

/// Codes of units that measure no energy, no volume and no mass: pieces, times, powers, reactive energy.
const NO_ENERGY: [&str; 27] = [
    "C62", "EA", "H87", "ZZ", "NAR", "LS", "SET", "PR", "P1", "HUR", "MIN", "SEC", "DAY", "WEE", "MON",
    "ANN", "QAN", "KWT", "KW", "MAW", "WTT", "KVA", "KVR", "K3", "KVARH", "AMP", "MTR",
];

/// The unit of a code, and how many of it one is. Senders that write the symbol itself (`kWh`, `m3`) are understood.
/// A power is no unit of a quantity.
pub(super) fn read(code: &str) -> Option<(Unit, Decimal)> {
    let listed =
        CODES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(code)).map(|(_, unit, n)| (*unit, *n));
    let symbol = || Unit::read(code).map(|unit| (unit, Decimal::ONE));
    listed.or_else(symbol).filter(|(unit, _)| unit.dimension() != Dimension::Power)
}

/// The symbol of a code that stands for one of our units, else the code.
pub(super) fn symbol(code: &str) -> String {
    let known = read(code).filter(|(_, times)| *times == Decimal::ONE);
    known.map_or_else(|| code.to_owned(), |(unit, _)| unit.code().to_owned())
}

/// Whether a code is known to measure none of what a meter or a tank gives.
pub(super) fn is_no_energy(code: &str) -> bool {
    code.is_empty() || NO_ENERGY.iter().any(|known| known.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_symbols_are_units_and_powers_are_none() {
        for (code, expect) in [
            ("KWH", Some((Unit::KWh, Decimal::ONE))),
            ("kWh", Some((Unit::KWh, Decimal::ONE))),
            ("m3", Some((Unit::M3, Decimal::ONE))),
            ("HLT", Some((Unit::Litre, dec!(100)))),
            ("KWT", None),
            ("KW", None),
            ("C62", None),
            ("GLL", None),
        ] {
            assert_eq!(read(code), expect, "{code}");
        }
        assert!(is_no_energy("KW") && is_no_energy("DAY") && !is_no_energy("GLL"));
    }
}
