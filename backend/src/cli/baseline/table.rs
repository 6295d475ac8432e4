//! The two files of `baseline`: meters with their periods, and temperatures. Bytes in, values out; what cannot be used
//! is an error that names the line.
//!
//! Columns are found by their header, in any order. `;` serves as well as `,`, and a decimal comma with it.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail, ensure};
use eclaireur_models::baseline::caltrack::{Reading, Readings, Temperatures, Unsound, fahrenheit};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Readings of all meters of a file are no more than this: twenty years of days of two hundred meters.
const MOST_ROWS: usize = 1_500_000;

const HALF_A_DAY_S: i64 = 12 * 3_600;

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The model is fitted to it.
    Baseline,
    /// It is compared with the model.
    Reporting,
    /// Neither.
    Unused,
}

/// One period of a meter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Period {
    /// What was metered.
    pub(super) reading: Reading,
    /// Mean temperature that the file gives beside it, °F.
    pub(super) mean_f: Option<f64>,
    /// What it is for, where the file says so.
    pub(super) role: Option<Role>,
}

/// The meters of a file, each under its name.
#[derive(Debug, Default)]
pub(super) struct Meters {
    /// In order of time.
    pub(super) all: BTreeMap<String, Vec<Period>>,
    /// Whether the file gives mean temperatures.
    pub(super) has_means: bool,
    /// Whether the file says what a row is for.
    pub(super) has_roles: bool,
}

/// A CSV file: its headers, in small letters, and its rows with their line.
struct Table {
    headers: Vec<String>,
    rows: Vec<(u64, csv::StringRecord)>,
    decimal_comma: bool,
}

impl Table {
    fn read(bytes: &[u8]) -> Result<Table> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
        ensure!(!first.is_empty(), "nothing in it; expected a CSV file with a line of headers");
        let decimal_comma = first.contains(&b';');
        let delimiter = if decimal_comma { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let headers = reader.headers().context("the line of headers is not text")?;
        let headers = headers.iter().map(str::to_lowercase).collect();
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.context("a line is not text; expected a CSV file")?;
            let line = row.position().map_or(0, csv::Position::line);
            ensure!(rows.len() < MOST_ROWS, "more than {MOST_ROWS} lines; give the meters in several files");
            if row.iter().any(|cell| !cell.is_empty()) {
                rows.push((line, row));
            }
        }
        Ok(Table { headers, rows, decimal_comma })
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.headers.iter().position(|h| h == name))
    }

    fn needed(&self, names: &[&str]) -> Result<usize> {
        let has = self.headers.join(", ");
        self.column(names).with_context(|| format!("no column `{}`; the file has: {has}", names[0]))
    }

    /// A number; `None` where the cell is blank.
    fn number(&self, cell: &str, line: u64) -> Result<Option<f64>> {
        if ["", "-", "na", "n/a", "nan", "null", "none"].contains(&cell.to_lowercase().as_str()) {
            return Ok(None);
        }
        let written = if self.decimal_comma { cell.replace(',', ".") } else { cell.to_owned() };
        let number = written.parse::<f64>().ok().filter(|n| n.is_finite());
        Ok(Some(number.with_context(|| {
            format!("line {line}: « {cell} » is not a number; leave it blank if unknown")
        })?))
    }
}

/// A time of a file or of the command line, as UTC second: RFC 3339, or a day, which begins at midnight UTC.
pub(super) fn time(text: &str) -> Result<i64> {
    if let Ok(day) = text.parse::<Date>()
        && text.len() == 10
    {
        return Ok(day.to_zoned(TimeZone::UTC).map(|z| z.timestamp().as_second())?);
    }
    let time: Timestamp = text
        .parse()
        .ok()
        .with_context(|| format!("« {text} » is not a time; expected 2016-12-26 or 2016-12-26T00:00Z"))?;
    Ok(time.as_second())
}

/// Which degree the column is in, from the end of its name.
fn is_fahrenheit(header: &str) -> Option<bool> {
    match header.rsplit(['_', ' ', '(', '°']).next().map(|end| end.trim_end_matches(')')) {
        Some("f" | "fahrenheit") => Some(true),
        Some("c" | "celsius") => Some(false),
        _ => None,
    }
}

/// The meters of a file in the layout `meter_id, start_utc, end_utc, n_days, value, temp_mean_F|C, …, role`.
pub(super) fn meters(bytes: &[u8]) -> Result<Meters> {
    let table = Table::read(bytes)?;
    let start = table.needed(&["start_utc", "start"])?;
    let value = table.needed(&["value"])?;
    let [id, end, days] =
        [&["meter_id", "meter"][..], &["end_utc", "end"], &["n_days"]].map(|n| table.column(n));
    let role = table.column(&["role"]);
    let mean = table.headers.iter().position(|h| h.starts_with("temp_mean"));
    let in_fahrenheit = mean.map(|column| {
        let header = &table.headers[column];
        is_fahrenheit(header)
            .with_context(|| format!("column `{header}` does not say °F or °C; call it temp_mean_C"))
    });
    let in_fahrenheit = in_fahrenheit.transpose()?;
    let hours = ["temp_hours_not_null", "temp_hours_null"].map(|name| table.column(&[name]));

    let mut meters = Meters { has_means: mean.is_some(), has_roles: role.is_some(), ..Meters::default() };
    let mut open: BTreeMap<String, Vec<(Period, Option<i64>, u64)>> = BTreeMap::new();
    for (line, row) in &table.rows {
        let cell = |column: Option<usize>| column.and_then(|c| row.get(c)).unwrap_or_default();
        let number = |column: Option<usize>| table.number(cell(column), *line);
        let at = |column: Option<usize>| -> Result<Option<i64>> {
            let text = cell(column);
            (!text.is_empty()).then(|| time(text).with_context(|| format!("line {line}"))).transpose()
        };
        let from = at(Some(start))?.with_context(|| format!("line {line}: no start"))?;
        let lasting = number(days)?.filter(|d| (0.0..100_000.0).contains(d)).map(seconds);
        let until = at(end)?.or(lasting.and_then(|s| from.checked_add(s)));
        let role = match cell(role) {
            "" => None,
            word => Some(match word.to_lowercase().as_str() {
                "baseline" => Role::Baseline,
                "reporting" => Role::Reporting,
                _ => Role::Unused,
            }),
        };
        // Twelve hours of temperatures or fewer do not make a day; a reading of an hour is none.
        let is_part = until.and_then(|u| u.checked_sub(from)).is_some_and(|s| s <= HALF_A_DAY_S);
        let enough = match [number(hours[0])?, number(hours[1])?] {
            [Some(known), missing] => is_part || known + missing.unwrap_or(0.0) > 12.0,
            _ => true,
        };
        let mean = number(mean)?.filter(|_| enough);
        let mean_f = mean.map(|t| if in_fahrenheit == Some(true) { t } else { fahrenheit(t) });
        let reading = Reading { start: from, end: from, value: number(Some(value))? };
        let period = Period { reading, mean_f, role };
        open.entry(cell(id).to_owned()).or_default().push((period, until, *line));
    }
    for (id, mut periods) in open {
        periods.sort_by_key(|(period, ..)| period.reading.start);
        periods.dedup_by(|later, earlier| (later.0, later.1) == (earlier.0, earlier.1));
        meters.all.insert(id, closed(&periods)?);
    }
    Ok(meters)
}

/// Periods end where they say, else where the next begins; a last one without end is only that boundary.
fn closed(open: &[(Period, Option<i64>, u64)]) -> Result<Vec<Period>> {
    let mut closed: Vec<Period> = Vec::with_capacity(open.len());
    for (i, (period, until, line)) in open.iter().enumerate() {
        let next = open.get(i + 1).map(|(next, ..)| next.reading.start);
        let Some(end) = until.or(next) else { break };
        let start = period.reading.start;
        ensure!(end > start, "line {line}: the period ends before it begins");
        if let Some(next) = next.filter(|next| *next < end) {
            let other = open.get(i + 1).map_or(*line, |(.., line)| *line);
            bail!(
                "lines {line} and {other}: two periods share {} (UTC); keep one of them",
                Timestamp::from_second(next).unwrap_or_default()
            );
        }
        closed.push(Period { reading: Reading { end, ..period.reading }, ..*period });
    }
    Ok(closed)
}

/// What the file says beside each of these readings, which are its own or sums of them: the role of the first that
/// begins in it, and the mean temperature where more than half of its time has one.
pub(super) fn beside(all: &Readings, periods: &[Period]) -> Vec<Period> {
    let of = |reading: &Reading| {
        let before = |time: i64| periods.partition_point(|p| p.reading.start < time);
        let within = periods.get(before(reading.start)..before(reading.end)).unwrap_or_default();
        let known = || within.iter().filter_map(|p| Some((p.reading.days(), p.mean_f?)));
        let days: f64 = known().map(|(days, _)| days).sum();
        let mean_f = known().map(|(days, mean)| days * mean).sum::<f64>() / days;
        Period {
            reading: *reading,
            mean_f: Some(mean_f).filter(|_| days > reading.days() / 2.0),
            role: within.iter().find_map(|p| p.role),
        }
    };
    all.as_slice().iter().map(of).collect()
}

/// Seconds of a number of days, to the nearest minute.
fn seconds(days: f64) -> i64 {
    SignedDuration::try_from_secs_f64((days * 1_440.0).round() * 60.0).map_or(0, |d| d.as_secs())
}

/// Temperatures in the layout `dt_utc, temp_F|C`, hourly or coarser.
pub(super) fn temperatures(bytes: &[u8]) -> Result<Temperatures> {
    let table = Table::read(bytes)?;
    let at = table.needed(&["dt_utc", "time_utc", "start_utc", "time", "date"])?;
    let found = table.headers.iter().enumerate().find_map(|(i, h)| {
        (i != at && h.starts_with("temp")).then(|| is_fahrenheit(h).map(|f| (i, f))).flatten()
    });
    let has = table.headers.join(", ");
    let (column, in_fahrenheit) =
        found.with_context(|| format!("no column `temp_F` or `temp_C`; the file has: {has}"))?;
    let mut readings = Vec::with_capacity(table.rows.len());
    for (line, row) in &table.rows {
        let at = time(row.get(at).unwrap_or_default()).with_context(|| format!("line {line}"))?;
        let value = table.number(row.get(column).unwrap_or_default(), *line)?;
        readings.push((at, value.map(|v| if in_fahrenheit { v } else { fahrenheit(v) })));
    }
    readings.sort_by_key(|r| r.0);
    let mut steps: Vec<i64> =
        readings.windows(2).map(|pair| pair[1].0 - pair[0].0).filter(|s| *s > 0).collect();
    steps.sort_unstable();
    let step = steps.get(steps.len() / 2).copied().unwrap_or(3_600);
    Temperatures::new(&readings, step).map_err(|unsound| match unsound {
        Unsound::Empty => anyhow::anyhow!("no temperature in it"),
        Unsound::TooLong => {
            anyhow::anyhow!("its dates are more than sixty years apart; look for a wrong one")
        }
    })
}
