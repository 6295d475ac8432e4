//! A cell of a workbook as text that means one thing.

use calamine::{DataRef, ExcelDateTime};

use super::CellKind;

/// The text, and what it is.
pub(super) fn written(value: &DataRef<'_>) -> (String, CellKind) {
    match value {
        DataRef::Int(n) => (n.to_string(), CellKind::Number),
        DataRef::Float(n) => (number(*n), CellKind::Number),
        DataRef::SharedString(text) => (without_nul(text), CellKind::Text),
        DataRef::Bool(yes) => (if *yes { "1" } else { "0" }.to_owned(), CellKind::Flag),
        DataRef::DateTime(at) if is_clock(at) => (moment(at), CellKind::Clock),
        DataRef::DateTime(at) => (moment(at), CellKind::Moment),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            (without_nul(text), CellKind::Text)
        }
        DataRef::Error(error) => (error.to_string(), CellKind::Text),
        DataRef::Empty => (String::new(), CellKind::Text),
    }
}

/// Text without zeros, which not every database keeps: an XLS may hold them.
pub(super) fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// Whether it is a time of day or a duration: no day is part of it.
fn is_clock(at: &ExcelDateTime) -> bool {
    at.is_duration() || at.as_f64().abs() < 1.0
}

/// Fifteen significant digits, which is what spreadsheets keep: 0.1 + 0.2 is 0.3 and not 0.30000000000000004.
fn number(n: f64) -> String {
    if !n.is_finite() {
        return String::new();
    }
    let shortest = n.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 {
        return shortest;
    }
    let rounded = format!("{n:.14e}").parse::<f64>().unwrap_or(n);
    rounded.to_string()
}

/// A day, a clock or both, to the second.
fn moment(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    // A clock is a fraction of a day: 23:59:59.9996 is midnight.
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let Some(((year, month), day)) = date else { return String::new() };
    let clock = |n: u8| i8::try_from(n).unwrap_or(0);
    let Ok(mut time) =
        jiff::civil::DateTime::new(year, month, day, clock(hour), clock(minute), clock(second), 0)
    else {
        return String::new();
    };
    if milli >= 500 {
        time = time.checked_add(jiff::Span::new().seconds(1)).unwrap_or(time);
    }
    let (days, clock) = (at.as_f64(), time.time());
    if is_clock(at) {
        let hours = i64::from(clock.hour()) + 24 * whole(days);
        return format!("{hours:02}:{:02}:{:02}", clock.minute(), clock.second());
    }
    if clock == jiff::civil::Time::midnight() {
        return time.date().to_string();
    }
    format!("{} {:02}:{:02}:{:02}", time.date(), clock.hour(), clock.minute(), clock.second())
}

/// Whole days of a duration, none where it makes no sense.
fn whole(days: f64) -> i64 {
    format!("{:.0}", days.floor().clamp(0.0, 1e6)).parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn cells_are_written_so_that_they_mean_one_thing() {
        let date = |value| DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        for (value, expect) in [
            (DataRef::Float(0.1 + 0.2), "0.3"),
            (DataRef::Float(1234.5), "1234.5"),
            (DataRef::Float(50_528.436), "50528.436"),
            (DataRef::Float(1e-7), "0.0000001"),
            (DataRef::Float(f64::NAN), ""),
            (DataRef::Int(-3), "-3"),
            (date(45_943.0), "2025-10-13"),
            (date(45_943.5), "2025-10-13 12:00:00"),
            (date(0.25), "06:00:00"),
            (date(45_943.999_999_99), "2025-10-14"),
            (date(45_943.010_416_666_664), "2025-10-13 00:15:00"),
            (DataRef::SharedString("1 234,5"), "1 234,5"),
        ] {
            assert_eq!(written(&value).0, expect, "{value:?}");
        }
    }
}
