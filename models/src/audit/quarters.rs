//! A year of quarter-hours as the audit keeps it: what the building used slot by slot, whole, so that what panels and batteries are worth is
//! computed again from the audit alone.
//!
//! The last twelve months that meters told: what was taken from the network where nothing is made on the spot, else that with
//! what was made and not injected. Where a flow of the three lacks, or more than a tenth of the slots, there is no year, and the
//! shape of the activity serves. Slots that lack are filled from the nearest week. Kept whole and exact, about 70 kB; nothing is averaged.
//! Does *not* read a store.

use serde::{Deserialize, Serialize};

use crate::building::{Carrier, Direction};
use crate::catalog::Catalog;
use crate::certain::{Certainty, Quality};
use crate::indicators::profile::{Profile, newest};
use crate::measures::pv::packed::{packed, unpacked};
use crate::measures::pv::{Load, LoadOrigin};
use crate::period::{Day, Month, Period, day_start};
use crate::readings::MonthSlots;
use crate::readings::totals::MeterReadings;

/// A year of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quarters {
    /// Its first day.
    pub from: Day,
    /// Seconds of a slot.
    pub step_s: u32,
    /// Slots that lacked and were filled.
    pub filled: u32,
    /// The weakest in it.
    pub quality: Quality,
    /// How sure: a meter without slots is not in it.
    pub certainty: Certainty,
    /// Watt-hours of each slot, as [`packed`].
    pub wh: String,
}

impl Quarters {
    /// Of the meters of a building: its last twelve months; `None` where they do not tell a year.
    pub fn of(meters: &[MeterReadings], catalog: &Catalog) -> Option<Quarters> {
        let card = catalog.carrier(Carrier::Electricity)?;
        let last = newest(meters, card, Direction::Offtake)?;
        // Months begin on their first day: a year of them is a year.
        let from = Month::of(last.to).first().min(last.to);
        let whole = [Some(last), back(from)].into_iter().flatten();
        whole.into_iter().find_map(|period| Quarters::within(meters, catalog, period))
    }

    fn within(meters: &[MeterReadings], catalog: &Catalog, period: Period) -> Option<Quarters> {
        let card = catalog.carrier(Carrier::Electricity)?;
        let of = |direction| Profile::of(meters, card, direction, period);
        let taken = of(Direction::Offtake)?;
        let profile = if makes(meters) {
            taken.with_own_use(&of(Direction::Production)?, &of(Direction::Injection)?)?
        } else {
            taken
        };
        let load = Load::measured(&profile)?;
        let LoadOrigin::Measured { filled } = load.origin else { return None };
        let whole = profile.untold.is_empty();
        Some(Quarters {
            from: period.from,
            step_s: load.step_s,
            filled: u32::try_from(filled).ok()?,
            quality: load.quality,
            certainty: if whole { load.certainty } else { load.certainty.weakest(Certainty::Likely) },
            wh: packed(&load.wh)?,
        })
    }

    /// The year again; `None` where it is none.
    pub fn load(&self) -> Option<Load> {
        let wh = unpacked(&self.wh)?;
        let seconds = i64::try_from(wh.len()).ok()?.checked_mul(i64::from(self.step_s))?;
        let days = seconds / 86_400;
        let is_year =
            matches!(self.step_s, 900 | 1800 | 3600) && seconds % 86_400 == 0 && (365..=366).contains(&days);
        is_year.then(|| Load {
            start: day_start(self.from),
            step_s: self.step_s,
            wh,
            origin: LoadOrigin::Measured { filled: usize::try_from(self.filled).unwrap_or(usize::MAX) },
            quality: self.quality,
            certainty: self.certainty,
        })
    }
}

/// The twelve whole months before a day.
fn back(to: Day) -> Option<Period> {
    use jiff::ToSpan as _;
    Period::new(to.checked_sub(1.year()).ok()?, to)
}

/// Whether the site makes electricity: a meter of production stands there, read or not, or something was injected.
fn makes(meters: &[MeterReadings]) -> bool {
    let own = meters.iter().filter(|meter| meter.carrier == Carrier::Electricity);
    own.flat_map(|meter| &meter.channels).any(|held| match held.channel.direction {
        Direction::Production => true,
        Direction::Injection => {
            // A register that stands still has given nothing: every digital meter has one.
            held.months.iter().flat_map(MonthSlots::iter).any(|(_, value, _)| value != 0)
                || held.rows.windows(2).any(|two| two[0].value != two[1].value)
                || held.rows.iter().any(|row| row.end > row.start && row.value != 0)
        }
        Direction::Offtake => false,
    })
}
