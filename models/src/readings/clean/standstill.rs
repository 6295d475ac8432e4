//! How long a meter may well stand still: that depends on what it measures and on the season.

use crate::building::Carrier;
use crate::period::{Day, day_of, day_start};

const DAY_S: i64 = 86_400;

/// Whether nothing used between these UTC seconds needs an explanation.
///
/// A building always uses some electricity. What heats it may rest all summer: only its days between November and March
/// count. Water rests with the people, through a school's July and August.
pub(super) fn is_long(carrier: Carrier, from: i64, to: i64) -> bool {
    let (quiet, longest_days) = match carrier {
        Carrier::Electricity => (to.saturating_sub(from), 7),
        Carrier::Water => (to.saturating_sub(from), 70),
        _ => (in_heating_season(from, to), 7),
    };
    // An hour less: the day of the spring clock change is an hour short, and a week of it is still a week.
    quiet >= longest_days * DAY_S - 3600
}

/// Seconds of a stretch that lie between the first of November and the end of March.
fn in_heating_season(from: i64, to: i64) -> i64 {
    let (Some(first), Some(last)) = (day_of(from), day_of(to)) else { return 0 };
    (first.year().saturating_sub(1)..=last.year())
        .filter_map(|year| {
            let begins = day_start(Day::new(year, 11, 1).ok()?);
            let ends = day_start(Day::new(year.checked_add(1)?, 4, 1).ok()?);
            Some(ends.min(to).saturating_sub(begins.max(from)).max(0))
        })
        .fold(0, i64::saturating_add)
}
