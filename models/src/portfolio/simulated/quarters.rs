//! How a building uses power over the day, and what panels make of it.

use jiff::Timestamp;

use super::draw::Draw;
use crate::period::{brussels, local};

/// How much is used at this moment, compared with the others. `night` is the use at night as a share of that by day.
pub fn load(night: f64, at: i64, draw: &mut Draw) -> f64 {
    let Some(clock) = local(at) else { return 1.0 };
    let weekend = clock.date().weekday().to_monday_one_offset() > 5;
    let busy = if (7..19).contains(&clock.hour()) { 1.0 } else { night };
    let quiet = if weekend { f64::midpoint(night, 1.0) } else { 1.0 };
    busy * quiet * draw.around(0.15)
}

/// Power of a solar panel as a share of its peak.
pub fn sunshine(at: i64, draw: &mut Draw) -> f64 {
    let Ok(instant) = Timestamp::from_second(at) else { return 0.0 };
    let solar = instant.to_zoned(brussels());
    let hour = f64::from(solar.hour()) + f64::from(solar.minute()) / 60.0;
    let season = (f64::from(solar.date().day_of_year() - 172) / 365.25 * core::f64::consts::TAU).cos();
    let half_day = 6.0 + 2.2 * season;
    let height = (core::f64::consts::FRAC_PI_2 * (hour - 13.3) / half_day).cos();
    let strength = 0.40 + 0.22 * season;
    if (hour - 13.3).abs() < half_day { height.max(0.0) * strength * draw.unit().sqrt() } else { 0.0 }
}
