//! A reminder: nobody has read a meter for long.

use rust_decimal::Decimal;

use super::Alert;
use crate::indicators::{Figures, Work};
use crate::period::{Period, day_of, days_between};
use crate::readings::totals::MeterReadings;

/// For a meter read each month or by slots: a month and ten days. The days are those of the order.
const MONTHLY_DAYS: i64 = 40;
/// For a meter read once a year, and for a tank: a year and five weeks.
const YEARLY_DAYS: i64 = 400;
/// A meter is read each month where half of its readings come at most so many days after the one before. Ours.
const MONTH_DAYS: i64 = 45;

/// The meters nobody reads.
pub fn find(work: &Work<'_>, _: &Figures, _: &[Alert]) -> Vec<Alert> {
    let site = work.site;
    let meters = site.meters.iter().zip(site.ids).zip(site.last);
    let one = |((meter, id), last): ((&MeterReadings, &String), &Option<crate::period::Day>)| {
        let last = (*last)?;
        let gone = meter.valid.1.is_some_and(|to| to <= site.on);
        let days = days_between(last, site.on);
        let allowed = if is_monthly(meter) { MONTHLY_DAYS } else { YEARLY_DAYS };
        if gone || days < allowed {
            return None;
        }
        let alert = Alert::new("meter-silent", meter.carrier, last, Period::new(last, site.on)?)
            .of_meter(id, &meter.label, last)
            .shown("quality", "read-meter")
            .number("days", Decimal::from(days), 0)
            .with("since", last);
        Some(alert)
    };
    meters.filter_map(one).collect()
}

/// Whether a meter is read each month or by slots.
pub(super) fn is_monthly(meter: &MeterReadings) -> bool {
    if meter.channels.iter().any(|c| !c.months.is_empty()) {
        return true;
    }
    if meter.carrier.is_delivered() {
        return false;
    }
    let mut ends: Vec<crate::period::Day> =
        meter.channels.iter().flat_map(|c| &c.rows).filter_map(|r| day_of(r.end)).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut gaps: Vec<i64> =
        ends.windows(2).filter_map(|w| Some(days_between(*w.first()?, *w.last()?))).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).is_some_and(|middle| *middle <= MONTH_DAYS)
}
