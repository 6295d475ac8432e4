//! The highest power of the year stands above that of the year before. No euro: what a peak costs is in no price per kWh.

use rust_decimal::{Decimal, dec};

use super::{Alert, changed};
use crate::building::Carrier;
use crate::indicators::{Figures, Work};
use crate::period::Period;

/// A quarter higher. Ours: machines that start together by chance move a peak by less.
const MORE: Decimal = dec!(1.25);
/// And five kilowatts at least, or no tariff counts it. Ours.
const LEAST_KW: Decimal = dec!(5);

/// The year told of beside the one before.
pub fn find(work: &Work<'_>, figures: &Figures, _: &[Alert]) -> Vec<Alert> {
    one(work, figures).into_iter().collect()
}

fn one(work: &Work<'_>, figures: &Figures) -> Option<Alert> {
    let (period, before) = (work.period()?, work.before()?);
    let both = Period::new(before.from, period.to)?;
    if changed::within(&changed::days(work, Carrier::Electricity), both) {
        return None;
    }
    let of = |period| figures.get("peak", Some("electricity"), Some(period));
    let (now, then) = (of(period)?, of(before)?);
    let moment = now.value()?.inputs.first()?.of.as_deref()?;
    let day = moment.get(..10)?;
    let (now, then) = (now.value()?, then.value()?);
    // Slots of another length have other peaks.
    if now.formula != then.formula || now.value <= then.value * MORE || now.value - then.value < LEAST_KW {
        return None;
    }
    let alert = Alert::new("peak-jump", Carrier::Electricity, day, period)
        .shown("load-duration", "check-starts")
        .number("after", now.value, 1)
        .number("before", then.value, 1)
        .percent((now.value - then.value).checked_div(then.value)?)
        .with("day", day)
        .with("year", period.from.year());
    Some(alert.quality(now.quality.weakest(then.quality)))
}
