//! A date or a month, and one or several columns of values: the table a caretaker keeps.
//!
//! Read twice: once to learn what the signs of each column mean (decimal comma or dot, day or month first), once to
//! take the values. What a date without a period means is decided for the whole table: see [`periods`].

mod meaning;
mod periods;

use std::collections::HashMap;

use super::cells::Row;
use super::clock::CivilDay;
use super::collect::{Collector, Mark};
use super::dates::{self, DateOrder, Stamp};
use super::gathering::{OPEN, point};
use super::header::{Column, Found};
use super::numbers::{self, Number, StyleEvidence};
use crate::building::{Ean, Kind};
use crate::catalog::Role;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::lang::normalised;
use crate::period::{Day, Month, day_start, next_day};

/// Reads a table of columns.
pub fn read(found: &Found<'_>) -> Collector {
    let habits = Habits::learn(found);
    let mut reader =
        Reader { found, habits, collector: Collector::new(found.line), series: HashMap::new(), timed: false };
    for (column, header) in found.columns.iter().zip(&found.headers) {
        let unused = matches!(column, Column::Unused | Column::Role(Role::Cost)) && !header.is_empty();
        if unused {
            reader.collector.findings.push(Finding::new(Code::UnusedColumn).column(header));
        }
    }
    for column in &reader.habits.guessed {
        let finding = Finding::new(Code::ThousandsAssumed).column(found.header(*column));
        reader.collector.findings.push(finding);
    }
    let mut rows = found.table.rows();
    while let Some(row) = rows.next_row() {
        if row.line > found.line {
            reader.row(&row);
        }
    }
    reader.finish()
}

/// What signs mean in this table.
struct Habits {
    order: DateOrder,
    styles: Vec<NumberStyle>,
    /// Columns whose dots were taken for thousands.
    guessed: Vec<usize>,
    /// The last day of a period is part of it.
    inclusive: bool,
}

impl Habits {
    fn learn(found: &Found<'_>) -> Habits {
        let mut evidence = vec![StyleEvidence::default(); found.columns.len()];
        let (mut day_first, mut month_first) = (0u32, 0u32);
        let dated: Vec<usize> =
            [Role::Date, Role::From, Role::To].into_iter().filter_map(|role| found.role(role)).collect();
        let mut ends = periods::EndHabit::default();
        let mut rows = found.table.rows();
        while let Some(row) = rows.next_row() {
            if row.line <= found.line {
                continue;
            }
            for (i, evidence) in evidence.iter_mut().enumerate() {
                if matches!(found.columns.get(i), Some(Column::Value(_))) && !row.is_number(i) {
                    evidence.see(row.cell(i));
                }
            }
            for column in &dated {
                let mut parts = row.cell(*column).split(|b| !b.is_ascii_digit());
                let number = |part: Option<&[u8]>| {
                    std::str::from_utf8(part.unwrap_or_default()).ok().and_then(|p| p.parse::<u32>().ok())
                };
                let (first, second) = (number(parts.next()), number(parts.next()));
                day_first += u32::from(first.is_some_and(|n| (13..=31).contains(&n)));
                month_first += u32::from(
                    first.is_some_and(|n| n <= 12) && second.is_some_and(|n| (13..=31).contains(&n)),
                );
            }
            if let (Some(from), Some(to)) = (found.role(Role::From), found.role(Role::To)) {
                let day = |c| dates::stamp(row.cell(c), DateOrder::DayFirst).map(|s: Stamp| s.date);
                ends.see(day(from), day(to));
            }
        }
        Habits {
            order: if month_first > day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst },
            guessed: (0..evidence.len())
                .filter(|i| evidence.get(*i).is_some_and(|e| e.is_a_guess(found.table.separator())))
                .collect(),
            styles: evidence.into_iter().map(|e| e.style(found.table.separator())).collect(),
            inclusive: ends.inclusive(),
        }
    }
}

/// When a row's values hold.
#[derive(Debug, Clone, Copy)]
enum When {
    /// A period of days, the last excluded.
    Days(Day, Day),
    /// A day without more.
    Day(Day),
    /// A second.
    Second(i64),
}

struct Reader<'a> {
    found: &'a Found<'a>,
    habits: Habits,
    collector: Collector,
    /// Column, identity of the row (EAN, serial, name, register, unit, energy as written) → series.
    series: HashMap<(usize, Vec<String>), usize>,
    timed: bool,
}

/// Roles whose cells make rows belong to different series.
const IDENTITY: [Role; 6] = [Role::Ean, Role::Serial, Role::Name, Role::Carrier, Role::Register, Role::Unit];

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) {
        self.collector.enter(row.line, row.blank_before);
        if row.is_blank() {
            return self.collector.ignore(row.line, Finding::new(Code::BlankRow));
        }
        if row.texts().eq(self.found.headers.iter().map(String::as_str)) {
            return self.collector.ignore(row.line, Finding::new(Code::RepeatedHeader));
        }
        let first = row.texts().find(|c| !c.is_empty()).unwrap_or_default();
        if self.found.format.is_total(&normalised(first)) {
            return self.collector.ignore(row.line, Finding::new(Code::TotalRow).value(first));
        }
        let when = match self.when(row) {
            Ok(when) => when,
            Err(finding) => return self.undated(row, finding),
        };
        let quality = self.quality(row);
        for (column, kind) in self.found.columns.iter().enumerate() {
            if matches!(kind, Column::Value(_)) {
                self.cell(row, column, when, quality);
            }
        }
    }

    /// A row without a date: a note below the table when nothing else stands in it, else a mistake.
    fn undated(&mut self, row: &Row<'_>, finding: Finding) {
        let filled = row.texts().filter(|c| !c.is_empty()).count();
        let has_value = self.found.columns.iter().enumerate().any(|(i, column)| {
            matches!(column, Column::Value(_)) && matches!(self.number(row, i), Number::Value { .. })
        });
        if filled == 1 && !has_value {
            let note = row.texts().find(|c| !c.is_empty()).unwrap_or_default();
            self.collector.ignore(row.line, Finding::new(Code::NoteRow).value(note));
        } else {
            self.collector.reject(row.line, finding);
        }
    }

    fn number(&self, row: &Row<'_>, column: usize) -> Number {
        let style = self.habits.styles.get(column).copied().unwrap_or_default();
        row.number(column, style)
    }

    fn cell(&mut self, row: &Row<'_>, column: usize, when: When, quality: Option<Quality>) {
        let (value, scale) = match self.number(row, column) {
            Number::Value { value, scale } => (quality.and(Some(value)), scale),
            Number::Missing => (None, 0),
            Number::Bad => return self.bad(row, column, Code::BadNumber),
        };
        let quality = quality.unwrap_or_default();
        if value.is_some_and(|v| v < 0) {
            return self.bad(row, column, Code::NegativeValue);
        }
        let Some(series) = self.series_of(row, column) else { return };
        let (start, end) = match when {
            When::Days(from, to) => (day_start(from), day_start(to)),
            When::Day(day) => (day_start(day), OPEN),
            When::Second(second) => (second, OPEN),
        };
        let point = point(start, end, value, quality, row.line).in_column(column);
        self.collector.add(series, point, scale);
    }

    /// A bad cell: the row stands or falls with its other cells.
    fn bad(&mut self, row: &Row<'_>, column: usize, code: Code) {
        let code = if column >= row.len() { Code::ShortRow } else { code };
        let style = self.habits.styles.get(column).copied().unwrap_or_default();
        let proposal = numbers::mended(row.text(column), style).filter(|_| code == Code::BadNumber);
        let finding = Finding::new(code)
            .cell(row.line, column)
            .column(self.found.header(column))
            .value(row.text(column));
        self.collector.findings.push(Finding { proposal, ..finding });
        self.collector.mark_unless_accepted(row.line, Mark::Rejected);
    }

    /// How good a row's values are; `None` when its status says that there is none.
    fn quality(&mut self, row: &Row<'_>) -> Option<Quality> {
        let Some(column) = self.found.role(Role::Status) else { return Some(Quality::Measured) };
        let word = row.text(column);
        let known = self.found.format.status_of(&normalised(word));
        if known.is_none() && !word.is_empty() && self.collector.findings.count(Code::UnknownStatus) < 20 {
            let finding =
                Finding::new(Code::UnknownStatus).row(row.line).column(self.found.header(column)).value(word);
            self.collector.findings.push(finding);
        }
        known.unwrap_or(Some(Quality::Measured))
    }

    fn when(&mut self, row: &Row<'_>) -> Result<When, Finding> {
        let found = self.found;
        let cell = |role: Role| found.role(role).map(|c| (c, row.text(c)));
        let order = self.habits.order;
        let bad = |(column, text): (usize, &str)| {
            let proposal = dates::mended(text, order);
            let finding = Finding::new(Code::BadDate).cell(row.line, column);
            Finding { proposal, ..finding.column(found.header(column)).value(text) }
        };
        let stamp = |text: &str| dates::stamp(text.as_bytes(), order);
        if let (Some(from), Some(to)) = (cell(Role::From), cell(Role::To)) {
            let first = stamp(from.1).ok_or_else(|| bad(from))?.date;
            let last = stamp(to.1).ok_or_else(|| bad(to))?.date;
            let end = if self.habits.inclusive { next_day(last) } else { last };
            return if first < end {
                Ok(When::Days(first, end))
            } else {
                Err(Finding { code: Code::PeriodReversed, ..bad(to) })
            };
        }
        if let Some(month) = cell(Role::Month) {
            let read = match cell(Role::Year) {
                Some(year) => dates::month(&format!("{} {}", month.1, year.1)),
                None => dates::month(month.1),
            };
            // "Période" may hold plain dates; then it is a date column.
            let read = read.map(Month::period).map(|p| When::Days(p.from, p.to));
            return read.or_else(|| stamp(month.1).map(|s| When::Day(s.date))).ok_or_else(|| bad(month));
        }
        if let Some(date) = cell(Role::Date).or_else(|| cell(Role::From)) {
            if let Some(month) = stamp(date.1).is_none().then(|| dates::month(date.1)).flatten() {
                return Ok(When::Days(month.period().from, month.period().to));
            }
            let stamp = stamp(date.1).ok_or_else(|| bad(date))?;
            let seconds = match cell(Role::Time) {
                Some(time) => Some(dates::time(time.1.as_bytes()).ok_or_else(|| bad(time))?),
                None => stamp.seconds,
            };
            return match (stamp.utc, seconds) {
                (Some(utc), _) => {
                    self.timed = true;
                    Ok(When::Second(utc))
                }
                (None, Some(seconds)) => {
                    self.timed |= seconds != 0;
                    self.clock(row, CivilDay::new(stamp.date), seconds).ok_or_else(|| {
                        let at = cell(Role::Time).unwrap_or(date);
                        Finding { code: Code::SkippedHour, proposal: None, ..bad(at) }
                    })
                }
                (None, None) => Ok(When::Day(stamp.date)),
            };
        }
        let Some(year) = cell(Role::Year) else { return Err(Finding::new(Code::BadDate)) };
        let number: Option<i16> = year.1.parse().ok();
        let period = number.filter(|y| (1950..=2150).contains(y)).and_then(crate::period::Period::year);
        period.map(|p| When::Days(p.from, p.to)).ok_or_else(|| bad(year))
    }

    /// The second a clock shows; the doubled hour is first summer time, then winter time.
    fn clock(&mut self, row: &Row<'_>, day: CivilDay, seconds: i64) -> Option<When> {
        use super::clock::Instant;
        match day.at(seconds) {
            Instant::Sure(second) => Some(When::Second(second)),
            Instant::Skipped(_) => None,
            Instant::Twice(earlier, later) => {
                let column = self.found.columns.iter().position(|c| matches!(c, Column::Value(_)));
                let series = column.and_then(|column| self.series_of(row, column));
                let seen = series.is_some_and(|s| self.collector.has_start(s, earlier));
                Some(When::Second(if seen { later } else { earlier }))
            }
        }
    }

    fn series_of(&mut self, row: &Row<'_>, column: usize) -> Option<usize> {
        let identity: Vec<String> = IDENTITY
            .iter()
            .map(|role| self.found.role(*role).map_or_else(String::new, |c| row.text(c).to_owned()))
            .collect();
        let name = (column, identity);
        if let Some(series) = self.series.get(&name) {
            return Some(*series);
        }
        let Some(Column::Value(value)) = self.found.columns.get(column) else { return None };
        let (_, identity) = &name;
        let [ean, serial, meter, carrier, register, unit] = identity.as_slice() else { return None };
        let cells = meaning::Cells { ean: Ean::read(ean), serial, name: meter, carrier, register, unit };
        let (key, findings) = meaning::key(self.found.format, value, &cells, self.found.header(column));
        for finding in findings {
            self.collector.findings.push(finding.row(row.line));
        }
        let series = self.collector.open(key);
        // A number of a workbook is one by itself, whatever the signs of its column.
        let of_text = self.habits.styles.get(column).copied().unwrap_or_default();
        let style = if self.found.table.name().is_some() { NumberStyle::Dot } else { of_text };
        self.collector.written(series, self.found.header(column), style);
        self.series.insert(name, series);
        Some(series)
    }

    fn finish(mut self) -> Collector {
        let mut series: Vec<(usize, bool)> = self
            .series
            .iter()
            .map(|((column, _), series)| {
                let said =
                    matches!(self.found.columns.get(*column), Some(Column::Value(v)) if v.kind.is_some());
                (*series, said)
            })
            .collect();
        series.sort_unstable();
        let beside_index = self.collector.keys().any(|(_, key)| key.kind == Kind::Index);
        for (index, said) in series {
            if !said {
                meaning::guess_kind(&mut self.collector, index, beside_index);
            }
            let instants =
                self.collector.key_mut(index).is_some_and(|k| matches!(k.kind, Kind::Index | Kind::Delivery));
            if instants {
                meaning::settle_instants(&mut self.collector, index);
            } else {
                periods::settle(&mut self.collector, index, self.timed);
            }
        }
        self.collector
    }
}
