//! Series as a file gives them, with something wrong in them or nothing.

use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::lang::NumberStyle;
use eclaireur_models::period::{Month, day_start};
use eclaireur_models::readings::clean::{Context, clean};
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Beside, Parsed, Point, Series, SeriesKey, Written};
use eclaireur_models::units::{Basis, Unit};

use crate::given::day;

/// Noon of 21 November 2026 in Brussels.
pub(crate) const NOW: i64 = 1_795_258_800;

/// A file of these series and no finding.
pub(crate) fn parsed(series: Vec<Series>) -> Parsed {
    let nothing = Parsed::refused(Finding::new(Code::NotMeterData));
    Parsed { series, findings: Vec::new(), ..nothing }
}

/// A file read and cleaned, with nothing held.
pub(crate) fn file(text: &str) -> Parsed {
    let mut parsed = parse(text.as_bytes(), &Catalog::embedded().unwrap(), Hints::default());
    let assumed = [Code::CarrierAssumed, Code::PeriodAssumed, Code::NoPeriod];
    parsed.findings.retain(|f| !assumed.contains(&f.code));
    clean(&mut parsed, &Context { now: NOW, held: &[] });
    parsed
}

fn series(carrier: Carrier, kind: Kind, unit: Unit, scale: u32, points: Vec<Point>) -> Series {
    Series {
        key: SeriesKey {
            ean: None,
            serial: None,
            name: None,
            carrier,
            direction: Direction::Offtake,
            register: Register::Total,
            kind,
            unit: Some(unit),
            unit_text: None,
            basis: Basis::Net,
            beside: Beside::Nothing,
        },
        counts: true,
        scale,
        resolution_s: None,
        points,
        gaps: 0,
        written: Written { header: "kWh".to_owned(), style: NumberStyle::Comma },
    }
}

fn point(start: i64, end: i64, value: Option<i64>, row: u32) -> Point {
    Point { start, end, value, quality: Quality::Measured, row, column: None }.in_column(1)
}

/// Quarter-hours in watt-hours from a day on; `value` of the quarter since then.
pub(crate) fn quarters(from: &str, days: i64, value: impl Fn(i64) -> i64) -> Series {
    let start = day_start(day(from));
    let slot = |(row, i): (u32, i64)| point(start + i * 900, start + (i + 1) * 900, Some(value(i)), row);
    let points = (2..).zip(0..days * 96).map(slot).collect();
    Series { resolution_s: Some(900), ..series(Carrier::Electricity, Kind::Interval, Unit::KWh, 3, points) }
}

/// A load around a level that never repeats itself for long: higher by day, a little different each quarter.
pub(crate) fn wobbly(i: i64, level: i64) -> i64 {
    let by_day = if (28..76).contains(&(i % 96)) { level } else { level / 3 };
    by_day + (i * 7919) % (level / 5 + 7)
}

/// Months from one on, in whole units.
pub(crate) fn months(carrier: Carrier, unit: Unit, from: &str, values: &[i64]) -> Series {
    let first: Month = from.parse().unwrap();
    let month = |((row, n), value): ((u32, i32), &i64)| {
        let month = Month::from_index(first.index() + n).unwrap();
        point(month.start(), month.next().start(), Some(*value), row)
    };
    series(carrier, Kind::Interval, unit, 0, (2..).zip(0..).zip(values).map(month).collect())
}

/// Index readings every so many days.
pub(crate) fn indexes(carrier: Carrier, from: &str, every_days: i64, values: &[i64]) -> Series {
    let start = day_start(day(from));
    let reading = |((row, n), value): ((u32, i64), &i64)| {
        let at = start + n * every_days * 86_400;
        point(at, at, Some(*value), row)
    };
    series(carrier, Kind::Index, Unit::KWh, 0, (2..).zip(0..).zip(values).map(reading).collect())
}

/// The same of a meter of this name.
pub(crate) fn of_meter(name: &str, mut series: Series) -> Series {
    series.key.name = Some(name.to_owned());
    series
}

/// A series of anything: value and slots left out before it.
pub(crate) fn strange(
    carrier: Carrier,
    kind: Kind,
    resolution_s: Option<u32>,
    length: i64,
    values: &[(Option<i64>, u8)],
) -> Series {
    let mut at = NOW - 100 * length;
    let mut points = Vec::new();
    for (row, (value, skip)) in (2..).zip(values) {
        at += i64::from(skip.saturating_sub(16)) * length;
        let end = if kind == Kind::Index { at } else { at + length };
        points.push(point(at, end, *value, row));
        at += length;
    }
    let gaps = values.iter().map(|(_, skip)| usize::from(skip.saturating_sub(16))).sum();
    Series { resolution_s, gaps, ..series(carrier, kind, Unit::KWh, 3, points) }
}

/// For each dependence of two steps, a series with one mistake.
pub(crate) fn of_two_steps() -> Vec<(&'static str, &'static str, Series)> {
    let year = |values: &dyn Fn(i64) -> i64| -> Series {
        let values: Vec<i64> = (0..24).map(values).collect();
        months(Carrier::Electricity, Unit::KWh, "2025-03", &values)
    };
    // The months from December 2026 on have not come; those before differ a little.
    let (past, usual) = (21, |n: i64| 1000 + n * 17 % 90);
    let forecast = |value: i64| year(&|n| if n < past { usual(n) } else { value + n % 2 });
    let mut dated_wrong = quarters("2025-03-01", 3, |i| wobbly(i, 300));
    if let Some(last) = dated_wrong.points.last_mut() {
        (last.start, last.end) = (last.start + 36 * 366 * 86_400, last.end + 36 * 366 * 86_400);
    }
    dated_wrong.gaps = 36 * 366 * 96;
    let mut autumn = quarters("2025-10-20", 12, |i| wobbly(i, 300));
    let hour = day_start(day("2025-10-26")) + 3 * 3600;
    autumn.points.retain(|p| !(hour..hour + 3600).contains(&p.start));
    autumn.gaps = 4;
    let unit: Vec<i64> = (0..40).map(|n| usual(n) * if n < 37 { 1 } else { 1000 }).collect();
    let unit = months(Carrier::Electricity, Unit::KWh, "2023-01", &unit);
    let mut index: Vec<i64> = (0..11).map(|n| 1000 + n * 300 + n % 3).collect();
    index.push(90_000);
    vec![
        ("future", "gaps", dated_wrong),
        ("clock-change", "gaps", autumn),
        ("future", "unit-jump", forecast(1_000_000)),
        ("future", "spikes", forecast(30_000)),
        ("unit-jump", "spikes", unit),
        ("future", "indexes", indexes(Carrier::Electricity, "2026-01-01", 30, &index)),
        ("future", "zeros", year(&|n| if n < past { usual(n) } else { 0 })),
        ("future", "stuck", year(&|n| if n < past { usual(n) } else { 1234 })),
    ]
}
