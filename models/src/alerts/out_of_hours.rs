//! A building of which somebody said when it is open draws nearly as much when it is closed.

use rust_decimal::{Decimal, dec};

use super::{Alert, changed};
use crate::building::Carrier;
use crate::indicators::load::{rounded, used};
use crate::indicators::out_of_hours::{Opening, parts};
use crate::indicators::{Figures, Work};

/// Closed, it draws more than this share of the power it draws while open. Ours: good schools stay near a quarter, and
/// refrigerators, pumps and safety lighting excuse twice that.
const MOST: Decimal = dec!(0.6);
/// What a closed building can come down to, for what it is worth. Ours.
const REACHABLE: Decimal = dec!(0.4);
/// Fewer hours of closure a year do not tell. Ours.
const LEAST_HOURS: f64 = 1000.0;

/// The year told of, unless the kWh of its nights are told already.
pub fn find(work: &Work<'_>, figures: &Figures, told: &[Alert]) -> Vec<Alert> {
    if changed::is_told(told, Carrier::Electricity, &["base-load-high"]) {
        return Vec::new();
    }
    one(work, figures).into_iter().collect()
}

pub(super) fn one(work: &Work<'_>, figures: &Figures) -> Option<Alert> {
    let period = work.period()?;
    let figure = figures.get("out-of-hours", Some("electricity"), Some(period))?.value()?;
    let profile = used(work).ok()?.iter().find(|profile| profile.period == period)?;
    let opening = Opening::of(work, profile).filter(|opening| opening.stated.is_some())?;
    let parts = parts(profile, &opening);
    if parts.outside_h < LEAST_HOURS || parts.inside_h < LEAST_HOURS {
        return None;
    }
    let closed = rounded(parts.outside_kwh / parts.outside_h)?;
    let open = rounded(parts.inside_kwh / parts.inside_h)?;
    let share = closed.checked_div(open)?;
    if share <= MOST {
        return None;
    }
    let too_much = (closed - open * REACHABLE) * rounded(parts.outside_h)?;
    let alert = Alert::new("out-of-hours", Carrier::Electricity, period.from.year(), period)
        .shown("heatmap", "switch-off")
        .percent(share)
        .number("kwh", figure.value, 0)
        .number("after", closed, 1)
        .number("before", open, 1)
        .with("year", period.from.year())
        .quality(figure.quality);
    Some(alert.costs(work, Carrier::Electricity, too_much))
}
