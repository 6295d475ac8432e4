//! Mean power of a slot → its energy: kW over a quarter of an hour is a quarter as many kWh.
//!
//! A power of a month is its peak, and no energy.

use crate::building::Kind;
use crate::units::Unit;

use super::super::Point;
use super::gathering::Gathering;

/// Longest slot of which a power is the mean.
const LONGEST: i64 = 90_000;
/// Decimals that are added where an hour does not divide evenly: over a year of minutes, less than a watt-hour.
const MOST_DECIMALS: u32 = 6;

/// Turns a series of mean power into one of energy; where slots are too long its unit is no longer known.
pub(super) fn settle(series: &mut Gathering) {
    let unit = match series.key.unit {
        Some(Unit::KW) => Unit::KWh,
        Some(Unit::W) => Unit::Wh,
        _ => return,
    };
    if series.key.kind != Kind::Interval {
        return;
    }
    let length = |p: &Point| p.end.saturating_sub(p.start);
    if series.points.iter().any(|p| length(p) > LONGEST) {
        series.key.unit_text = series.key.unit.take().map(|unit| unit.code().to_owned());
        return;
    }
    let decimals = series.points.iter().map(|p| decimals(length(p))).max().unwrap_or(0);
    let factor = 10i64.pow(decimals);
    for point in &mut series.points {
        let seconds = length(point);
        let energy = point.value.and_then(|v| v.checked_mul(seconds)?.checked_mul(factor));
        series.overflow |= point.value.is_some() != energy.is_some();
        point.value = energy.map(|e| (e + 1800) / 3600);
    }
    series.scale += decimals;
    series.key.unit = Some(unit);
}

/// Decimals that hours of so many seconds need: none for whole hours, two for quarters.
fn decimals(seconds: i64) -> u32 {
    (0..MOST_DECIMALS).find(|n| seconds * 10i64.pow(*n) % 3600 == 0).unwrap_or(MOST_DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_need_two_decimals_and_hours_none() {
        assert_eq!([3600, 1800, 900, 7200, 36].map(decimals), [0, 1, 2, 0, 2]);
        assert_eq!([60, 300, 600].map(decimals), [MOST_DECIMALS; 3]);
    }
}
