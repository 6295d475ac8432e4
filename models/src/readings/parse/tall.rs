//! One reading per row: date, time, meter, register, value, unit, status in columns of their own.
//!
//! Written for speed where a year has 35 040 rows: the day, the register and the status of the row before are
//! remembered, and series are found by the raw bytes of their cells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cells::{Row, unwrapped};
use super::clock::{CivilDay, Instant};
use super::collect::{Collector, Mark};
use super::dates::{self, DateOrder};
use super::gathering::{OPEN, point};
use super::header::Found;
use super::numbers::{self, Number};
use crate::building::{Carrier, Ean, Kind};
use crate::catalog::Role;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::lang::normalised;
use crate::readings::{Beside, SeriesKey};
use crate::units::{Basis, Unit};

/// Positions of the columns.
struct Columns {
    from_date: usize,
    from_time: Option<usize>,
    to_date: Option<usize>,
    to_time: Option<usize>,
    value: usize,
    status: Option<usize>,
    /// Cells that together name a series: EAN, serial, register, unit.
    names: [Option<usize>; 4],
}

/// Reads a tall table.
pub fn read(found: &Found<'_>) -> Collector {
    let Some(columns) = Columns::of(found) else {
        return Collector::new(found.line);
    };
    let mut reader = Reader {
        found,
        columns,
        style: found.format.decimal.unwrap_or_default(),
        collector: Collector::new(found.line),
        days: [None, None],
        statuses: Vec::new(),
        names: Vec::new(),
        by_name: HashMap::new(),
        by_key: BTreeMap::new(),
        last: 0,
        name: Vec::new(),
    };
    let mut rows = found.table.rows();
    while let Some(row) = rows.next_row() {
        if row.line > found.line {
            reader.row(&row);
        }
    }
    reader.finish()
}

impl Columns {
    fn of(found: &Found<'_>) -> Option<Columns> {
        Some(Columns {
            from_date: found.role(Role::FromDate)?,
            from_time: found.role(Role::FromTime),
            to_date: found.role(Role::ToDate),
            to_time: found.role(Role::ToTime),
            value: found.role(Role::Value)?,
            status: found.role(Role::Status),
            names: [
                found.role(Role::Ean),
                found.role(Role::Serial),
                found.role(Role::Register),
                found.role(Role::Unit),
            ],
        })
    }
}

/// A day as written, and what it is.
type WrittenDay = (Vec<u8>, CivilDay);

struct Reader<'a> {
    found: &'a Found<'a>,
    columns: Columns,
    style: NumberStyle,
    collector: Collector,
    /// The last day of each date column.
    days: [Option<WrittenDay>; 2],
    /// Status words met, with what they mean.
    statuses: Vec<(Vec<u8>, Option<Quality>)>,
    /// Series by the bytes that name them, in the order met; rows mostly come in that order again and again.
    names: Vec<(Vec<u8>, Option<usize>)>,
    by_name: HashMap<Vec<u8>, usize>,
    /// Series by what they are.
    by_key: BTreeMap<SeriesKey, usize>,
    last: usize,
    name: Vec<u8>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) {
        self.collector.enter(row.line, row.blank_before);
        if row.is_blank() {
            return self.collector.ignore(row.line, Finding::new(Code::BlankRow));
        }
        let date = row.cell(self.columns.from_date);
        let Some(day) = self.day(0, date) else { return self.undated(row) };
        let Some(series) = self.series_of(row) else { return };
        let time = self.columns.from_time.map_or(&b""[..], |c| row.cell(c));
        let seconds = if time.is_empty() && self.columns.from_time.is_none() { Some(0) } else { clock(time) };
        let Some(seconds) = seconds else {
            let column = self.columns.from_time.unwrap_or(self.columns.from_date);
            return self.bad_cell(row, Code::BadDate, column);
        };
        let instant = day.at(seconds);
        let start = match instant {
            Instant::Sure(start) => start,
            // The first time the clock shows it is summer time, the second time winter time, for each register.
            Instant::Twice(earlier, later) => {
                if self.collector.has_start(series, earlier) {
                    later
                } else {
                    earlier
                }
            }
            Instant::Skipped(_) => {
                let column = self.columns.from_time.unwrap_or(self.columns.from_date);
                return self.bad_cell(row, Code::SkippedHour, column);
            }
        };
        let Some(end) = self.end(row, start, day) else { return };
        let end = instant.by_the_clock(start, end);
        let (value, scale) = match row.number(self.columns.value, self.style) {
            Number::Value { value, scale } if value >= 0 => (Some(value), scale),
            Number::Value { .. } => return self.bad_cell(row, Code::NegativeValue, self.columns.value),
            Number::Missing => (None, 0),
            Number::Bad => return self.bad_cell(row, Code::BadNumber, self.columns.value),
        };
        let quality = self.quality(row);
        let point = point(start, end, value, quality, row.line).in_column(self.columns.value);
        self.collector.add(series, point, scale);
    }

    fn bad_cell(&mut self, row: &Row<'_>, code: Code, column: usize) {
        let short = column >= row.len();
        let code = if short { Code::ShortRow } else { code };
        let text = row.text(column);
        let proposal = match code {
            Code::BadNumber => numbers::mended(text, self.style),
            Code::BadDate => dates::mended(text, DateOrder::DayFirst),
            _ => None,
        };
        let finding = Finding::new(code).cell(row.line, column).column(self.found.header(column)).value(text);
        self.collector.reject(row.line, Finding { proposal, ..finding });
    }

    /// A row without a date: the header again, a total, a note, or a mistake.
    fn undated(&mut self, row: &Row<'_>) {
        let word = normalised(row.texts().find(|c| !c.is_empty()).unwrap_or_default());
        if row.texts().eq(self.found.headers.iter().map(String::as_str)) {
            self.collector.ignore(row.line, Finding::new(Code::RepeatedHeader));
        } else if self.found.format.is_total(&word) {
            self.collector.ignore(row.line, Finding::new(Code::TotalRow).value(row.text(self.columns.value)));
        } else {
            self.bad_cell(row, Code::BadDate, self.columns.from_date);
        }
    }

    fn day(&mut self, which: usize, written: &[u8]) -> Option<CivilDay> {
        if let Some(Some((held, day))) = self.days.get(which)
            && held == written
        {
            return Some(*day);
        }
        let day = CivilDay::new(dates::date(written, DateOrder::DayFirst)?);
        if let Some(slot) = self.days.get_mut(which) {
            *slot = Some((written.to_vec(), day));
        }
        Some(day)
    }

    /// The end of the slot: what the columns say, else the next day where the table is daily.
    fn end(&mut self, row: &Row<'_>, start: i64, from: CivilDay) -> Option<i64> {
        let (Some(date_column), time_column) = (self.columns.to_date, self.columns.to_time) else {
            return Some(OPEN);
        };
        let written = row.cell(date_column);
        let day = self.day(1, written);
        let time = time_column.map_or(&b"00:00:00"[..], |c| row.cell(c));
        let end = day.zip(clock(time)).map(|(day, seconds)| {
            let midnight_of_same_day = seconds == 0 && day.date == from.date;
            day.at(if midnight_of_same_day { 86_400 } else { seconds }).as_end(start)
        });
        match end {
            Some(end) if end > start => Some(end),
            Some(_) => {
                self.bad_cell(row, Code::PeriodReversed, date_column);
                None
            }
            None => {
                self.bad_cell(row, Code::BadDate, date_column);
                None
            }
        }
    }

    fn quality(&mut self, row: &Row<'_>) -> Quality {
        let Some(column) = self.columns.status else { return Quality::Measured };
        let word = row.cell(column);
        if word.is_empty() {
            return Quality::Measured;
        }
        if let Some((_, quality)) = self.statuses.iter().find(|(held, _)| held == word) {
            return quality.unwrap_or_default();
        }
        let known = self.found.format.status_of(&normalised(row.text(column)));
        if known.is_none() {
            let finding = Finding::new(Code::UnknownStatus).row(row.line).column(self.found.header(column));
            self.collector.findings.push(finding.value(row.text(column)));
        }
        let quality = known.flatten();
        self.statuses.push((word.to_vec(), quality));
        quality.unwrap_or_default()
    }

    /// The series of a row by the bytes of its naming cells; `None` when its register is not known.
    fn series_of(&mut self, row: &Row<'_>) -> Option<usize> {
        self.name.clear();
        for column in self.columns.names.iter().flatten() {
            self.name.extend_from_slice(row.cell(*column));
            self.name.push(0);
        }
        let guesses = [self.last, self.last + 1, 0];
        let guessed =
            guesses.into_iter().find(|i| self.names.get(*i).is_some_and(|(name, _)| *name == self.name));
        let position = match guessed.or_else(|| self.by_name.get(&self.name).copied()) {
            Some(position) => position,
            None => {
                let opened = self.open(row);
                self.names.push((self.name.clone(), opened));
                self.by_name.insert(self.name.clone(), self.names.len() - 1);
                self.names.len() - 1
            }
        };
        self.last = position;
        let series = self.names.get(position).and_then(|(_, series)| *series);
        if series.is_none() {
            self.collector.mark(row.line, Mark::Rejected);
        }
        series
    }

    fn open(&mut self, row: &Row<'_>) -> Option<usize> {
        let cell = |column: Option<usize>| column.map_or("", |c| row.text(c));
        let [ean, serial, register, unit] = self.columns.names.map(cell);
        let written = normalised(register);
        let meaning = match self.found.format.register_of(&written) {
            None if written.is_empty() => {
                Some((crate::building::Direction::Offtake, crate::building::Register::Total))
            }
            meaning => meaning,
        };
        let Some((direction, register)) = meaning else {
            let column = self.columns.names.get(2).copied().flatten().unwrap_or(0);
            let finding = Finding::new(Code::UnknownRegister).row(row.line).column(self.found.header(column));
            self.collector.findings.push(finding.value(row.text(column)));
            return None;
        };
        let read = Unit::read(unit);
        let key = SeriesKey {
            ean: Ean::read(ean),
            serial: Some(unwrapped(serial).to_owned()).filter(|s| !s.is_empty()),
            name: None,
            carrier: self.found.format.carrier.default,
            direction,
            register,
            kind: self.found.format.kind.unwrap_or(Kind::Interval),
            unit: read,
            unit_text: read.is_none().then(|| unit.to_owned()),
            basis: Basis::Net,
            beside: Beside::Nothing,
        };
        // The same meter written in two ways (Excel's ="…" and plain) is one series.
        Some(*self.by_key.entry(key).or_insert_with_key(|key| {
            let opened = self.collector.open(key.clone());
            self.collector.written(opened, self.found.header(self.columns.value), self.style);
            opened
        }))
    }

    fn finish(mut self) -> Collector {
        self.decide_carriers();
        self.collector
    }

    /// A meter read in m3, or whose number begins like a gas meter's, is a gas meter: all its series are gas, and its
    /// kWh are gross.
    fn decide_carriers(&mut self) {
        let rule = &self.found.format.carrier;
        let is_gas = |key: &SeriesKey| {
            key.unit.is_some_and(|u| rule.gas_units.contains(&u))
                || key
                    .serial
                    .as_ref()
                    .is_some_and(|s| rule.gas_serials.iter().any(|g| s.starts_with(g.as_str())))
        };
        let gas: BTreeSet<(Option<Ean>, Option<String>)> = self
            .collector
            .keys()
            .filter(|(_, k)| is_gas(k))
            .map(|(_, k)| (k.ean.clone(), k.serial.clone()))
            .collect();
        let of_gas: Vec<usize> = self
            .collector
            .keys()
            .filter(|(_, k)| gas.contains(&(k.ean.clone(), k.serial.clone())))
            .map(|(i, _)| i)
            .collect();
        for index in of_gas {
            if let Some(key) = self.collector.key_mut(index) {
                key.carrier = Carrier::NaturalGas;
                key.basis = Basis::Gross;
            }
        }
    }
}

/// `HH:MM:SS` without looking twice; anything else the long way.
fn clock(cell: &[u8]) -> Option<i64> {
    if let [a, b, b':', c, d, b':', e, f] = cell {
        let pair = |tens: &u8, ones: &u8| {
            (tens.is_ascii_digit() && ones.is_ascii_digit())
                .then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
        };
        let (hours, minutes, seconds) = (pair(a, b)?, pair(c, d)?, pair(e, f)?);
        if hours < 24 && minutes < 60 && seconds < 60 {
            return Some(hours * 3600 + minutes * 60 + seconds);
        }
    }
    dates::time(cell)
}
