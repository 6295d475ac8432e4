//! Days, months, periods and slots.

use core::borrow::Borrow;

use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, Period, local};

use crate::text::Say;

/// `21/11/2026`.
pub fn day(day: impl Borrow<Day>) -> String {
    let day = day.borrow();
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// `21 novembre 2026`, `1er mars 2026`.
pub fn day_long(lang: Lang, day: Day) -> String {
    let key = if day.day() == 1 { "day-long-first" } else { "day-long" };
    Say::new(lang, key)
        .with("day", day.day())
        .with("month", month_name(lang, Month::of(day)))
        .with("year", day.year())
        .to_string()
}

/// `octobre`.
pub fn month_name(lang: Lang, month: Month) -> String {
    Say::owned(lang, format!("month-{}", month.number())).to_string()
}

/// `oct.`
pub fn month_short(lang: Lang, month: Month) -> String {
    Say::owned(lang, format!("month-short-{}", month.number())).to_string()
}

/// `O`: the first letter, for narrow charts.
pub fn month_letter(lang: Lang, month: Month) -> String {
    month_name(lang, month).chars().take(1).flat_map(char::to_uppercase).collect()
}

/// `octobre 2025`.
pub fn month_year(lang: Lang, month: Month) -> String {
    format!("{} {}", month_name(lang, month), month.year())
}

/// `du 01/01/2025 au 31/12/2025`: the last day included, as bills write it.
pub fn period(lang: Lang, period: Period) -> String {
    let last = period.to.yesterday().unwrap_or(period.to);
    if last == period.from {
        return Say::new(lang, "period-one-day").with("day", day(last)).to_string();
    }
    Say::new(lang, "period").with("from", day(period.from)).with("to", day(last)).to_string()
}

/// When a reading was: `31/10/2021 02:15 – 02:30`, or the day for slots of days, or the moment of an index.
pub fn slot(start: i64, end: i64) -> String {
    let (Some(from), Some(to)) = (local(start), local(end)) else { return String::new() };
    let clock = |t: jiff::civil::DateTime| format!("{:02}:{:02}", t.hour(), t.minute());
    let midnight = |t: jiff::civil::DateTime| t.hour() == 0 && t.minute() == 0;
    if start == end {
        return if midnight(from) {
            day(from.date())
        } else {
            format!("{} {}", day(from.date()), clock(from))
        };
    }
    if midnight(from) && midnight(to) {
        let last = to.date().yesterday().unwrap_or(to.date());
        return if last == from.date() {
            day(last)
        } else {
            format!("{} – {}", day(from.date()), day(last))
        };
    }
    if end - start < 86_400 {
        format!("{} {} – {}", day(from.date()), clock(from), clock(to))
    } else {
        format!("{} {} – {} {}", day(from.date()), clock(from), day(to.date()), clock(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::period::day_start;
    use jiff::civil::date;

    #[test]
    fn days_and_periods_read_as_on_a_bill() {
        assert_eq!(day(date(2026, 3, 1)), "01/03/2026");
        assert_eq!(day_long(Lang::Fr, date(2026, 3, 1)), "1er\u{a0}mars 2026");
        assert_eq!(day_long(Lang::Fr, date(2026, 11, 21)), "21\u{a0}novembre 2026");
        let year = Period::year(2025).unwrap();
        assert_eq!(period(Lang::Fr, year), "du 01/01/2025 au 31/12/2025");
        let march = Month::new(2026, 3).unwrap();
        assert_eq!(month_year(Lang::Fr, march), "mars 2026");
        assert_eq!(month_letter(Lang::Fr, march), "M");
    }

    #[test]
    fn slots_say_what_they_cover() {
        let midnight = day_start(date(2021, 10, 31));
        assert_eq!(slot(midnight, midnight + 900), "31/10/2021 00:00 – 00:15");
        assert_eq!(slot(midnight, day_start(date(2021, 11, 1))), "31/10/2021");
        assert_eq!(slot(midnight, day_start(date(2022, 10, 31))), "31/10/2021 – 30/10/2022");
        assert_eq!(slot(midnight, midnight), "31/10/2021");
    }
}
