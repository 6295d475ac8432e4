//! Roofs of the audit: how each lies, and what a yield service said of the sun on it; or why it said nothing.
//!
//! What was told is kept with the audit, so that it is asked once and a delivered audit comes to the same sun again. Without it the
//! range of the catalogue is turned to the roof, and the reason is said. Does *not* ask (`backend` does).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::MOST;
use crate::catalog::Photovoltaics;
use crate::measures::pv::{Plane, Yield};
use crate::period::Day;

/// Why a service told nothing: `audit-roof-untold-<code>`.
pub const UNTOLD: &[&str] = &["implausible", "incomplete", "off", "refused", "unreachable", "unreadable"];
/// kWh that no kWp gives in a month.
const MOST_OF_MONTH: Decimal = Decimal::from_parts(400, 0, 0, false, 0);

/// A roof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roof {
    /// Number of its measure.
    pub measure: u16,
    /// Degrees above the horizontal.
    pub slope: u16,
    /// Degrees from south: −90 is east, 90 west.
    pub azimuth: i16,
    /// What a service told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Sunshine>,
    /// Why it did not: one of [`UNTOLD`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untold: Option<String>,
}

/// What a service told of a roof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sunshine {
    /// kWh per kWp, January to December.
    pub months: [Decimal; 12],
    /// Who was asked.
    pub host: String,
    /// When.
    pub on: Day,
}

impl Roof {
    /// How it lies.
    pub const fn plane(&self) -> Option<Plane> {
        Plane::new(self.slope, self.azimuth)
    }

    /// What a kWp gives on it: as a service told, else the catalogue's range turned to it.
    pub fn yields(&self, card: &Photovoltaics) -> Option<Yield> {
        let plane = self.plane()?;
        let told = self.told.as_ref().and_then(|told| Yield::monthly(&told.months, plane, card));
        told.or_else(|| Yield::of_catalogue(plane, card))
    }
}

/// Whether roofs are what this program writes.
///
/// # Errors
/// The first that is not.
pub fn check(all: &[Roof]) -> Result<(), String> {
    let grows = all.windows(2).all(|two| two[0].measure < two[1].measure);
    if all.len() > MOST || !grows {
        return Err("numbers do not grow".to_owned());
    }
    let possible = |roof: &Roof| {
        let months = roof.told.iter().flat_map(|told| &told.months);
        let sunny = months.into_iter().all(|kwh| (Decimal::ZERO..MOST_OF_MONTH).contains(kwh));
        let host = roof.told.as_ref().is_none_or(|told| told.host.len() <= 253);
        let why = roof.untold.as_deref().is_none_or(|why| UNTOLD.contains(&why));
        roof.plane().is_some() && sunny && host && why
    };
    match all.iter().find(|roof| !possible(roof)) {
        Some(roof) => Err(format!("roof of measure {}", roof.measure)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::Catalog;
    use crate::period::Day;

    fn roof(slope: u16, azimuth: i16, each: Option<Decimal>) -> Roof {
        let on: Day = "2026-11-22".parse().unwrap();
        let told = each.map(|kwh| Sunshine { months: [kwh; 12], host: "sun.example".to_owned(), on });
        Roof { measure: 1, slope, azimuth, told, untold: None }
    }

    #[test]
    fn a_roof_gives_what_was_told_of_it_else_the_range_turned_to_it() {
        let catalog = Catalog::embedded().unwrap();
        let card = catalog.photovoltaics().unwrap();
        let of = |roof: Roof| roof.yields(card).unwrap();
        assert_eq!(of(roof(35, 0, Some(dec!(78.125)))).kwh_per_kwp(), dec!(937.5));
        assert_eq!(of(roof(35, 0, Some(dec!(78.125)))).by_month(), [dec!(78.125); 12]);
        assert_eq!(of(roof(35, 0, Some(dec!(78)))).origin.code(), "pv-yield-monthly");
        assert_eq!(
            (of(roof(35, 0, None)).kwh_per_kwp(), of(roof(35, 0, None)).origin.code()),
            (dec!(925), "pv-yield-catalogue")
        );
        assert!(of(roof(35, 180, None)).kwh_per_kwp() < of(roof(35, 90, None)).kwh_per_kwp());
    }

    #[test]
    fn what_no_roof_is_is_refused() {
        let check = |all: &[Roof]| super::check(all).is_ok();
        assert!(check(&[roof(35, -90, Some(dec!(80)))]) && check(&[]));
        for wrong in
            [roof(91, 0, None), roof(0, 181, None), roof(0, 0, Some(dec!(-1))), roof(0, 0, Some(dec!(400)))]
        {
            assert!(!check(&[wrong]));
        }
        assert!(!check(&[Roof { untold: Some("bored".to_owned()), ..roof(0, 0, None) }]));
        assert!(!check(&[roof(0, 0, None), roof(0, 0, None)]));
    }
}
