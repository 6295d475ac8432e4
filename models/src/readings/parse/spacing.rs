//! How far apart dates stand: days, weeks or months that follow each other, gaps allowed, or nothing of the kind.
//!
//! Does *not* know what a date means; that is decided by those who ask.

use std::collections::BTreeSet;

use crate::period::{Day, Month, days_between, next_day};

/// Numbers of months at which people read and bill.
const MONTHS: [i32; 6] = [1, 2, 3, 4, 6, 12];

/// How far apart dates stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// A day, at least half of them.
    Days,
    /// A week, at least half of them, on one day of the week.
    Weeks,
    /// So many months, at least half of them, on the same day of the month or on the last.
    Months(i32),
    /// Now and then.
    Uneven,
}

/// The spacing of dates. Each group is of a meter: dates of one say nothing of those of another.
pub fn spacing(groups: &[&BTreeSet<Day>]) -> Spacing {
    let pairs = || groups.iter().flat_map(|days| days.iter().copied().zip(days.iter().copied().skip(1)));
    let steps: Vec<i64> = pairs().map(|(a, b)| days_between(a, b)).collect();
    let mostly = |count: usize| count > 0 && count * 2 >= steps.len();
    let of = |length: i64| steps.iter().filter(|s| **s == length).count();
    if mostly(of(1)) {
        return Spacing::Days;
    }
    if mostly(of(7)) && steps.iter().all(|s| s % 7 == 0) {
        return Spacing::Weeks;
    }
    let months: Vec<i32> = pairs().map(|(a, b)| Month::of(b).index() - Month::of(a).index()).collect();
    let least = months.iter().copied().min().unwrap_or(0);
    let one_place = {
        let days = || groups.iter().copied().flatten();
        let first = days().next().map(|d| d.day());
        days().all(|d| is_last(*d)) || days().all(|d| Some(d.day()) == first)
    };
    let even = MONTHS.contains(&least)
        && mostly(months.iter().filter(|m| **m == least).count())
        && months.iter().all(|m| m % least == 0);
    if one_place && even { Spacing::Months(least) } else { Spacing::Uneven }
}

/// Whether a day is the last of its month.
pub fn is_last(day: Day) -> bool {
    next_day(day).day() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(days: &[&str]) -> Spacing {
        let days: BTreeSet<Day> = days.iter().filter_map(|d| d.parse().ok()).collect();
        spacing(&[&days])
    }

    #[test]
    fn gaps_do_not_hide_how_far_apart_dates_stand() {
        for (days, expect) in [
            (&["2024-01-01", "2024-01-02"][..], Spacing::Days),
            (&["2024-06-01", "2024-06-02", "2024-06-09", "2024-06-10"], Spacing::Days),
            (&["2024-01-05", "2024-01-12", "2024-01-26"], Spacing::Weeks),
            (&["2024-01-31", "2024-02-29", "2024-04-30"], Spacing::Months(1)),
            (&["2024-01-01", "2024-04-01", "2024-10-01"], Spacing::Months(3)),
            (&["2022-12-31", "2023-12-31"], Spacing::Months(12)),
            (&["2024-01-01", "2024-06-01"], Spacing::Uneven),
            (&["2024-01-03", "2024-02-11", "2024-03-02"], Spacing::Uneven),
            (&["2024-01-03"], Spacing::Uneven),
            (&[], Spacing::Uneven),
        ] {
            assert_eq!(of(days), expect, "{days:?}");
        }
    }

    #[test]
    fn dates_of_two_meters_are_not_mixed() {
        let days = |days: [&str; 2]| days.iter().filter_map(|d| d.parse().ok()).collect::<BTreeSet<Day>>();
        let (one, other) = (days(["2024-01-01", "2024-02-01"]), days(["2024-01-02", "2024-02-02"]));
        assert_eq!(spacing(&[&one, &other]), Spacing::Uneven);
        assert_eq!(spacing(&[&one]), Spacing::Months(1));
    }
}
