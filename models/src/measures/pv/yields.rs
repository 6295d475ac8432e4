//! What one kWp gives in every hour of a typical year, and how sure that is.
//!
//! From a service (hour by hour, or month by month laid over the sun of the place), else the catalogue's range facing south,
//! turned to the plane of the roof. In milliwatt-hours per kWp, so that hours add up exactly. Hours are UTC, without the 29th
//! of February.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{HOURS, MOST_PEAK_W, laid_out, sun};
use crate::catalog::Photovoltaics;
use crate::certain::{Certainty, Quality};
use crate::period::Day;

/// How a roof lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plane {
    /// Degrees above the horizontal, 0 to 90.
    pub tilt: u16,
    /// Degrees from south: −90 is east, 90 west.
    pub azimuth: i16,
}

impl Plane {
    /// A plane that a roof can have.
    pub const fn new(tilt: u16, azimuth: i16) -> Option<Plane> {
        if tilt <= 90 && azimuth >= -180 && azimuth <= 180 { Some(Plane { tilt, azimuth }) } else { None }
    }
}

/// Where a yield comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YieldOrigin {
    /// A service told every hour.
    Hourly,
    /// A service told the months; the hours are the sun's.
    Monthly,
    /// The catalogue's range and sky, turned to the roof.
    Catalogue {
        /// `photovoltaics/wallonia`.
        file: String,
        /// When its sources were last opened.
        checked_on: Day,
    },
}

impl YieldOrigin {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            YieldOrigin::Hourly => "pv-yield-hourly",
            YieldOrigin::Monthly => "pv-yield-monthly",
            YieldOrigin::Catalogue { .. } => "pv-yield-catalogue",
        }
    }

    /// Every code.
    pub const CODES: &[&str] = &["pv-yield-hourly", "pv-yield-monthly", "pv-yield-catalogue"];
}

/// What one kWp gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yield {
    /// mWh per kWp, hour by hour UTC.
    hours: Vec<u64>,
    /// Of a year, kWh per kWp: lowest and highest, where it is a range.
    pub range: Option<(Decimal, Decimal)>,
    /// Where it comes from.
    pub origin: YieldOrigin,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// kWh in mWh.
const MWH_PER_KWH: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Milliwatt-hours of so many kWh.
fn fine(kwh: Decimal) -> Option<u64> {
    kwh.checked_mul(MWH_PER_KWH)?.round().to_u64()
}

/// What falls on a plane as whole weights.
fn weights(shape: &[f64]) -> Vec<u64> {
    let whole = |value: &f64| Decimal::from_f64_retain(value * 1000.0).and_then(|w| w.round().to_u64());
    shape.iter().map(|value| whole(value).unwrap_or_default()).collect()
}

impl Yield {
    /// As a service told it hour by hour: mWh per kWp; `None` where it is not a year.
    pub(super) fn hourly(hours: Vec<u64>) -> Option<Yield> {
        let whole = hours.len() == HOURS && hours.iter().any(|h| *h > 0);
        whole.then_some(Yield {
            hours,
            range: None,
            origin: YieldOrigin::Hourly,
            quality: Quality::Modelled,
            certainty: Certainty::Likely,
        })
    }

    /// From kWh per kWp of twelve months, laid over the sun of the place; `None` where nothing comes.
    pub fn monthly(kwh: &[Decimal; 12], plane: Plane, card: &Photovoltaics) -> Option<Yield> {
        let shape = weights(&sun::on_plane(plane, card.place, &card.sky));
        let (mut hours, mut first) = (Vec::with_capacity(HOURS), 0);
        for (month, days) in kwh.iter().zip(sun::DAYS) {
            let next = first + usize::from(days) * 24;
            hours.extend(laid_out(shape.get(first..next)?, fine(*month)?)?);
            first = next;
        }
        Some(Yield {
            hours,
            range: None,
            origin: YieldOrigin::Monthly,
            quality: Quality::Modelled,
            certainty: Certainty::Likely,
        })
    }

    /// The catalogue's range facing south, turned to this plane by the sun of the place; the middle of it hour by hour.
    pub fn of_catalogue(plane: Plane, card: &Photovoltaics) -> Option<Yield> {
        let south = Plane { tilt: card.yields.tilt, azimuth: 0 };
        let shape = weights(&sun::on_plane(plane, card.place, &card.sky));
        let facing_south: u64 = weights(&sun::on_plane(south, card.place, &card.sky)).iter().sum();
        let turned = Decimal::from(shape.iter().sum::<u64>()).checked_div(Decimal::from(facing_south))?;
        let (lowest, highest) =
            ((card.yields.lowest * turned).round_dp(1), (card.yields.highest * turned).round_dp(1));
        let hours = laid_out(&shape, fine((lowest + highest) / Decimal::TWO)?)?;
        let file = format!("photovoltaics/{}", card.code());
        Some(Yield {
            hours,
            range: Some((lowest, highest)),
            origin: YieldOrigin::Catalogue { file, checked_on: card.checked_on },
            quality: Quality::Modelled,
            certainty: card.yields.certainty.weakest(card.sky.certainty).weakest(Certainty::Likely),
        })
    }

    /// kWh per kWp of each month.
    pub fn by_month(&self) -> [Decimal; 12] {
        let mut first = 0;
        sun::DAYS.map(|days| {
            let next = first + usize::from(days) * 24;
            let hours = self.hours.get(first..next).unwrap_or_default();
            first = next;
            (Decimal::from(hours.iter().sum::<u64>()) / MWH_PER_KWH).normalize()
        })
    }

    /// kWh per kWp and year.
    pub fn kwh_per_kwp(&self) -> Decimal {
        Decimal::from(self.hours.iter().sum::<u64>()) / MWH_PER_KWH
    }

    /// Watt-hours that so many watts peak give in every hour; `None` beyond any roof.
    pub fn production(&self, peak_w: u64) -> Option<Vec<u64>> {
        if peak_w > MOST_PEAK_W {
            return None;
        }
        let all: u128 = self.hours.iter().map(|h| u128::from(*h)).sum();
        // mWh per kW × W = µWh; what is below a watt-hour is carried on to the next hour.
        let total = u64::try_from(all * u128::from(peak_w) / 1_000_000).ok()?;
        if total == 0 {
            return Some(vec![0; HOURS]);
        }
        laid_out(&self.hours, total)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use rust_decimal::dec;

    use super::*;
    use crate::catalog::Catalog;

    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

    fn of(tilt: u16, azimuth: i16) -> Yield {
        Yield::of_catalogue(Plane::new(tilt, azimuth).unwrap(), CATALOG.photovoltaics().unwrap()).unwrap()
    }

    #[test]
    fn a_roof_to_the_south_gives_the_range_of_the_catalogue() {
        let south = of(35, 0);
        assert_eq!(south.range, Some((dec!(850.0), dec!(1000.0))));
        assert_eq!(south.kwh_per_kwp(), dec!(925));
        assert_eq!((south.quality, south.certainty), (Quality::Modelled, Certainty::Likely));
    }

    #[test]
    fn other_roofs_give_less_and_east_is_as_good_as_west() {
        let best = of(35, 0).kwh_per_kwp();
        let flat = of(0, 0).kwh_per_kwp();
        let (east, west, north) =
            (of(35, -90).kwh_per_kwp(), of(35, 90).kwh_per_kwp(), of(35, 180).kwh_per_kwp());
        assert!(flat < best && flat > best * dec!(0.80), "{flat}");
        assert!(east < best && east > best * dec!(0.70), "{east}");
        assert!((east - west).abs() < best * dec!(0.03), "{east} {west}");
        assert!(north < east && north > dec!(0), "{north}");
        assert_eq!(of(0, 0).kwh_per_kwp(), of(0, 90).kwh_per_kwp(), "a flat roof faces nothing");
    }

    #[test]
    fn nothing_comes_at_night_and_most_of_it_in_summer() {
        let year = of(35, 0).production(10_000).unwrap();
        assert_eq!(year.len(), HOURS);
        assert_eq!(year.iter().sum::<u64>(), 9_250_000);
        for day in year.chunks(24) {
            assert_eq!(day[0] + day[1] + day[23], 0);
            assert!(day[11] > 0 && day.iter().all(|h| *h <= 11_000), "{day:?}");
        }
        let (january, june): (u64, u64) = (year[..744].iter().sum(), year[3624..4344].iter().sum());
        assert!(june > 3 * january, "{january} {june}");
    }

    #[test]
    fn months_of_a_service_are_kept_to_the_watt_hour() {
        let mut months = [dec!(80.5); 12];
        months[0] = dec!(25.125);
        let card = CATALOG.photovoltaics().unwrap();
        let told = Yield::monthly(&months, Plane::new(30, 10).unwrap(), card).unwrap();
        assert_eq!(told.kwh_per_kwp(), dec!(910.625));
        assert_eq!(told.production(1000).unwrap()[..744].iter().sum::<u64>(), 25_125);
        assert_eq!(Yield::monthly(&[dec!(-1); 12], Plane::new(30, 10).unwrap(), card), None);
    }

    #[test]
    fn no_roof_is_beyond_the_world() {
        assert_eq!(Plane::new(91, 0), None);
        assert_eq!(Plane::new(0, 181), None);
        assert_eq!(of(35, 0).production(MOST_PEAK_W + 1), None);
        assert_eq!(of(35, 0).production(0).unwrap().iter().sum::<u64>(), 0);
    }
}
