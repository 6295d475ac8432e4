//! The ten legal holidays of Belgium, *jours fériés légaux*. Does *not* know school holidays or local feasts.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::period::Day;

/// Easter Sunday of a year, by the Gregorian reckoning of Meeus, Jones and Butcher.
pub fn easter(year: i16) -> Option<Day> {
    let year_of_moon = i32::from(year).rem_euclid(19);
    let (century, of_century) = (i32::from(year).div_euclid(100), i32::from(year).rem_euclid(100));
    let (leap_centuries, rest) = (century.div_euclid(4), century.rem_euclid(4));
    let moon = (8 * century + 13).div_euclid(25);
    let epact = (19 * year_of_moon + century - leap_centuries - moon + 15).rem_euclid(30);
    let (leaps, after_leap) = (of_century.div_euclid(4), of_century.rem_euclid(4));
    let weekday = (32 + 2 * rest + 2 * leaps - epact - after_leap).rem_euclid(7);
    let late = (year_of_moon + 11 * epact + 19 * weekday).div_euclid(433);
    let month = (epact + weekday - 7 * late + 90).div_euclid(25);
    let day = (epact + weekday - 7 * late + 33 * month + 19).rem_euclid(32);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Fixed ones: month and day.
const FIXED: [(i8, i8); 7] = [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)];
/// Those that follow Easter, in days after it: its Monday, Ascension, Whit Monday.
const AFTER_EASTER: [i32; 3] = [1, 39, 50];

/// The holidays of a year, in order. Loi du 4 janvier 1974, arrêté royal du 18 avril 1974, art. 1.
pub fn holidays(year: i16) -> Vec<Day> {
    let fixed = FIXED.iter().filter_map(|(month, day)| Date::new(year, *month, *day).ok());
    let moving = easter(year)
        .into_iter()
        .flat_map(|easter| AFTER_EASTER.iter().filter_map(move |days| easter.checked_add(days.days()).ok()));
    let mut all: Vec<Day> = fixed.chain(moving).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, month, day) in [
            (1999, 4, 4),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn a_year_has_ten_holidays() {
        let of_2025 = holidays(2025);
        assert_eq!(of_2025.len(), 10);
        for (month, day) in [(4, 21), (5, 29), (6, 9), (7, 21)] {
            assert!(of_2025.contains(&date(2025, month, day)), "{day}/{month}");
        }
        assert!(!of_2025.contains(&date(2025, 4, 20)), "a Sunday anyway");
        // Ascension fell on the first of May: nine days off in all.
        let of_2008 = holidays(2008);
        assert_eq!(of_2008.iter().filter(|d| **d == date(2008, 5, 1)).count(), 2);
    }
}
