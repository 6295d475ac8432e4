//! What a site takes slot by slot over a year: measured, or a shape of use laid on what it uses in a year.
//!
//! Measured: the profile of a carrier, a whole year of slots; a slot that lacks is filled with that of the week before or
//! after, and said. Above one slot in ten, nothing is filled: the shape of the activity serves. Does *not* take measured
//! quarter-hours for a fit (I13): they are dispatched against, nothing more.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::laid_out;
use crate::catalog::LoadShape;
use crate::certain::{Certainty, Quality};
use crate::indicators::calendar::holidays;
use crate::indicators::profile::Profile;
use crate::period::{Month, Period, day_start, local};

/// Of so many slots, one may lack.
const FILLED_AT_MOST: usize = 10;

/// Where a load comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadOrigin {
    /// Slots of the meter.
    Measured {
        /// How many lacked and were filled.
        filled: usize,
    },
    /// A shape laid on the use of a year.
    Shape {
        /// `profiles/school`.
        file: String,
    },
}

impl LoadOrigin {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            LoadOrigin::Measured { filled: 0 } => "pv-load-measured",
            LoadOrigin::Measured { .. } => "pv-load-filled",
            LoadOrigin::Shape { .. } => "pv-load-shape",
        }
    }

    /// Every code.
    pub const CODES: &[&str] = &["pv-load-measured", "pv-load-filled", "pv-load-shape"];
}

/// A year of use, slot by slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// UTC second at which it begins.
    pub start: i64,
    /// Seconds of a slot.
    pub step_s: u32,
    /// Watt-hours.
    pub wh: Vec<u64>,
    /// Where it comes from.
    pub origin: LoadOrigin,
    /// The weakest in it.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

impl Load {
    /// From the profile of a whole year; `None` where it is shorter or longer, or more lacks than is filled.
    pub fn measured(profile: &Profile) -> Option<Load> {
        if !(365..=366).contains(&profile.period.days()) {
            return None;
        }
        let hours = profile.step_h() * 1000.0;
        let told = |kw: Option<f64>| {
            let wh = Decimal::from_f64_retain(kw? * hours)?.round();
            wh.to_u64().or(Some(0))
        };
        let slots: Vec<Option<u64>> = profile.slots.iter().map(|slot| told(slot.kw)).collect();
        let lacking = slots.iter().filter(|s| s.is_none()).count();
        if slots.is_empty() || lacking * FILLED_AT_MOST > slots.len() {
            return None;
        }
        let week = usize::try_from(7 * 86_400 / i64::from(profile.step_s.max(1))).ok()?;
        let wh = filled(&slots, week)?;
        let quality =
            profile.quality().weakest(if lacking == 0 { Quality::Measured } else { Quality::Filled });
        Some(Load {
            start: day_start(profile.period.from),
            step_s: profile.step_s,
            wh,
            origin: LoadOrigin::Measured { filled: lacking },
            quality,
            certainty: Certainty::Certain,
        })
    }

    /// A shape laid on the watt-hours of a year, over the calendar of that year; `None` where there is no such year.
    pub fn shaped(shape: &LoadShape, yearly_wh: u64, year: i16) -> Option<Load> {
        let period = Period::year(year)?;
        let feasts = holidays(year);
        let (start, end) = (day_start(period.from), day_start(period.to));
        let mut weights = Vec::with_capacity(8784);
        for at in (start..end).step_by(3600) {
            let at = local(at)?;
            let day = at.date();
            let weekday = day.weekday().to_monday_one_offset();
            let hours = if shape.is_away(day) {
                shape.away.as_ref().unwrap_or(&shape.sunday)
            } else if weekday == 7 || feasts.contains(&day) {
                &shape.sunday
            } else if weekday == 6 {
                &shape.saturday
            } else {
                &shape.open
            };
            let hour = hours.get(usize::try_from(at.hour()).ok()?)?;
            let month = shape.months.get(usize::try_from(Month::of(day).number() - 1).ok()?)?;
            weights.push(u64::from(*hour) * u64::from(*month));
        }
        Some(Load {
            start,
            step_s: 3600,
            wh: laid_out(&weights, yearly_wh)?,
            origin: LoadOrigin::Shape { file: format!("profiles/{}", shape.code) },
            quality: Quality::Modelled,
            certainty: shape.certainty.weakest(Certainty::Likely),
        })
    }

    /// The same shape laid on another use of a year; `None` where nothing is used in it.
    pub fn over(&self, yearly_wh: u64) -> Option<Load> {
        Some(Load { wh: laid_out(&self.wh, yearly_wh)?, ..self.clone() })
    }

    /// Watt-hours of the year.
    pub fn total(&self) -> u64 {
        self.wh.iter().sum()
    }
}

/// What lacks taken from the same slot of the nearest week that has it, the week before first.
fn filled(slots: &[Option<u64>], week: usize) -> Option<Vec<u64>> {
    let weeks = slots.len() / week.max(1) + 1;
    let near = |at: usize| {
        (1..=weeks).find_map(|n| {
            let before = at.checked_sub(n * week).and_then(|i| *slots.get(i)?);
            before.or_else(|| *slots.get(at + n * week)?)
        })
    };
    slots.iter().enumerate().map(|(at, wh)| wh.or_else(|| near(at))).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::catalog::Catalog;

    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

    fn school() -> Load {
        Load::shaped(CATALOG.load_shape(Some("school")).unwrap().0, 60_000_000, 2025).unwrap()
    }

    #[test]
    fn a_shape_keeps_the_use_of_the_year() {
        for shape in CATALOG.load_shapes() {
            for year in [2024, 2025] {
                let load = Load::shaped(shape, 12_345_678, year).unwrap();
                assert_eq!(load.total(), 12_345_678, "{}", shape.code);
                assert_eq!(load.wh.len(), if year == 2024 { 8784 } else { 8760 });
            }
        }
    }

    #[test]
    fn a_school_uses_little_in_july_at_weekends_and_on_the_first_of_may() {
        let load = school();
        let day = |of_year: usize| load.wh[(of_year - 1) * 24..of_year * 24].iter().sum::<u64>();
        let (wednesday_in_march, sunday, july, first_of_may) = (day(71), day(75), day(196), day(121));
        assert!(wednesday_in_march > 2 * sunday);
        assert!(wednesday_in_march > 2 * july);
        assert!(wednesday_in_march > 2 * first_of_may);
    }

    #[test]
    fn every_activity_has_a_shape_or_that_of_any() {
        for sector in CATALOG.sectors() {
            assert!(CATALOG.load_shape(Some(&sector.code)).unwrap().1, "{}", sector.code);
        }
        assert!(!CATALOG.load_shape(None).unwrap().1);
        assert!(!CATALOG.load_shape(Some("moon-base")).unwrap().1);
    }

    #[test]
    fn a_hole_is_filled_from_the_week_before_or_after() {
        let mut slots: Vec<Option<u64>> = (0..21).map(Some).collect();
        (slots[0], slots[10], slots[3]) = (None, None, None);
        let all = filled(&slots, 7).unwrap();
        assert_eq!((all[0], all[10], all[3]), (7, 17, 17), "the week before lacks too");
        assert_eq!(filled(&[None, None], 1), None);
    }
}
