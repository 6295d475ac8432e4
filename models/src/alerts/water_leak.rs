//! Water runs at every hour, or more than in any period before: a leak is suspected, never certain.

use rust_decimal::{Decimal, dec};

use super::{Alert, changed, meter_silent};
use crate::building::Carrier;
use crate::indicators::load::rounded;
use crate::indicators::water_leak::{self, LEAST_LITRES, Runs};
use crate::indicators::{Figures, Work};
use crate::period::{Period, days_between};

/// It has run for at least so many days. Ours: a week without a still hour is no party and no filled pool.
const LEAST_DAYS: i64 = 7;
/// Where readings begin with it: a house full of people has no still hour, so it must be a good part of all. Ours.
const SHARE_OF_MEAN: f64 = 0.5;

/// What is suspected of each water meter.
pub fn find(work: &Work<'_>, _: &Figures, _: &[Alert]) -> Vec<Alert> {
    let meters = work.site.meters.iter().zip(work.site.ids).zip(water_leak::all(work));
    let one = |((meter, id), runs): ((&crate::readings::totals::MeterReadings, &String), &Option<Runs>)| {
        let runs = runs.as_ref()?;
        let recent = changed::is_recent(work, runs.by_hours || meter_silent::is_monthly(meter), runs.to);
        // Another share of the meter is a step of the index too.
        if !recent || (!runs.by_hours && changed::near(&changed::shares(meter), runs.since)) {
            return None;
        }
        // What always ran has no beginning: its key is that.
        let begins = if runs.always { "always".to_owned() } else { runs.since.to_string() };
        let lasts = days_between(runs.since, runs.to) >= LEAST_DAYS;
        let stands_out = !runs.always || runs.share >= SHARE_OF_MEAN;
        if runs.litres < LEAST_LITRES || !lasts || !stands_out {
            return None;
        }
        let litres = rounded(runs.litres)?;
        // Litres an hour are 8.76 m³ a year.
        let per_year = litres * dec!(8.76);
        let alert = Alert::new("water-leak", Carrier::Water, runs.since, Period::new(runs.since, runs.to)?)
            .of_meter(id, &meter.label, begins)
            .shown("water", "check-meter-at-night")
            .number("litres", litres, 0)
            .number("days", Decimal::from(days_between(runs.since, runs.to)), 0)
            .with("since", runs.since)
            .quality(runs.quality);
        Some(alert.costs(work, Carrier::Water, per_year))
    };
    meters.filter_map(one).collect()
}
