//! Water runs at every hour, or more than in any period before: a leak is suspected, never certain.

use rust_decimal::{Decimal, dec};

use super::Alert;
use crate::building::Carrier;
use crate::indicators::load::rounded;
use crate::indicators::{Figures, Work, water_leak};
use crate::period::{Period, days_between};

/// Less runs through a dripping tap, and meters of large supplies count it badly. Ours.
const LEAST_LITRES: f64 = 10.0;
/// It has run for at least so many days. Ours: a week without a still hour is no party and no filled pool.
const LEAST_DAYS: i64 = 7;
/// Where readings begin with it: a house full of people has no still hour, so it must be a good part of all. Ours.
const SHARE_OF_MEAN: f64 = 0.5;

/// What is suspected of each water meter.
pub fn find(work: &Work<'_>, _: &Figures) -> Vec<Alert> {
    let Some(water) = work.carrier(Carrier::Water) else { return Vec::new() };
    let meters = work.site.meters.iter().zip(work.site.ids).filter(|(m, _)| m.carrier == Carrier::Water);
    let one = |(meter, id): (&crate::readings::totals::MeterReadings, &String)| {
        let runs = water_leak::runs(meter, water.card)?;
        let lasts = days_between(runs.since, runs.to) >= LEAST_DAYS;
        let stands_out = !runs.always || runs.share >= SHARE_OF_MEAN;
        if runs.litres < LEAST_LITRES || !lasts || !stands_out {
            return None;
        }
        let litres = rounded(runs.litres)?;
        // Litres an hour are 8.76 m³ a year.
        let per_year = litres * dec!(8.76);
        let alert = Alert::new("water-leak", Carrier::Water, runs.since, Period::new(runs.since, runs.to)?)
            .of_meter(id, &meter.label, runs.since)
            .shown("water", "check-meter-at-night")
            .number("litres", litres, 0)
            .number("days", Decimal::from(days_between(runs.since, runs.to)), 0)
            .with("since", runs.since)
            .quality(runs.quality);
        Some(alert.costs(work, Carrier::Water, per_year))
    };
    meters.filter_map(one).collect()
}
