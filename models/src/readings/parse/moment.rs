//! When the values of a row hold: a day, a time, a month, a period, by whatever columns say it.

use super::cells::Row;
use super::clock::{CivilDay, Instant};
use super::dates::{self, Stamp};
use super::habits::Habits;
use super::header::Found;
use crate::catalog::Role;
use crate::finding::{Code, Finding};
use crate::period::{Day, Period, next_day};

/// When a row's values hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A period of days, the last excluded.
    Days(Day, Day),
    /// A day without more.
    Day(Day),
    /// What a clock shows.
    At(Instant),
    /// From one time to another.
    Between(Instant, Instant),
}

/// A cell with its column.
type Cell<'a> = (usize, &'a str);

/// Reads the dates of rows.
pub struct Moments<'a> {
    found: &'a Found<'a>,
    habits: &'a Habits,
    from: Option<usize>,
    to: Option<usize>,
    month: Option<usize>,
    year: Option<usize>,
    date: Option<usize>,
    time: Option<usize>,
}

impl<'a> Moments<'a> {
    /// For the rows of a table.
    pub fn new(found: &'a Found<'a>, habits: &'a Habits) -> Moments<'a> {
        let role = |role| found.role(role);
        Moments {
            found,
            habits,
            from: role(Role::From),
            to: role(Role::To),
            month: role(Role::Month),
            year: role(Role::Year),
            date: role(Role::Date),
            time: role(Role::Time),
        }
    }

    /// When the values of a row hold.
    ///
    /// # Errors
    /// What is wrong with its date, in which cell.
    pub fn of(&self, row: &Row<'_>) -> Result<Moment, Finding> {
        let cell = |column: Option<usize>| column.map(|c| (c, row.text(c)));
        if let (Some(from), Some(to)) = (cell(self.from), cell(self.to)) {
            return self.between(row, from, to);
        }
        if let Some(month) = cell(self.month) {
            let read = match cell(self.year) {
                Some(year) => dates::span(&format!("{} {}", month.1, year.1)),
                None => self.span(month.1),
            };
            // "Période" may hold plain dates; then it is a date column.
            let date = || self.stamp(month.1).map(|s| Moment::Day(s.date));
            return read.map(days).or_else(date).ok_or_else(|| self.bad(row, month));
        }
        if let Some(date) = cell(self.date.or(self.from)) {
            let Some(stamp) = self.stamp(date.1) else {
                return self.span(date.1).map(days).ok_or_else(|| self.bad(row, date));
            };
            let time = cell(self.time);
            let seconds = match time {
                Some(time) => Some(dates::time(time.1.as_bytes()).ok_or_else(|| self.bad(row, time))?),
                None => stamp.seconds,
            };
            return match (stamp.utc, seconds) {
                (Some(utc), _) => Ok(Moment::At(Instant::Sure(utc))),
                (None, Some(seconds)) => {
                    let at = self.clock(row, time.unwrap_or(date), stamp, seconds)?;
                    Ok(Moment::At(at))
                }
                (None, None) => Ok(Moment::Day(stamp.date)),
            };
        }
        let Some(year) = cell(self.year) else { return Err(Finding::new(Code::BadDate)) };
        let number: Option<i16> = year.1.parse().ok();
        let period = number.filter(|y| (1950..=2150).contains(y)).and_then(Period::year);
        period.map(days).ok_or_else(|| self.bad(row, year))
    }

    /// Whether a moment is of a clock, not of whole days.
    pub fn is_timed(&self, moment: Moment) -> bool {
        let rules = self.found.format.zone.rules();
        match moment {
            Moment::Days(..) | Moment::Day(_) => false,
            Moment::At(Instant::Sure(second)) => jiff::Timestamp::from_second(second)
                .is_ok_and(|t| rules.to_datetime(t).time() != jiff::civil::Time::midnight()),
            Moment::At(_) | Moment::Between(..) => true,
        }
    }

    /// The day of a row, whatever the clock beside it.
    ///
    /// # Errors
    /// What is wrong with its date, in which cell.
    pub fn day(&self, row: &Row<'_>) -> Result<Day, Finding> {
        let Some(column) = self.column() else { return Err(Finding::new(Code::BadDate)) };
        let text = row.text(column);
        self.stamp(text).map(|s| s.date).ok_or_else(|| self.bad(row, (column, text)))
    }

    /// The month or the year of a row, as a period.
    ///
    /// # Errors
    /// What is wrong with it, in which cell.
    pub fn period(&self, row: &Row<'_>) -> Result<Period, Finding> {
        match self.of(row)? {
            Moment::Days(from, to) => Ok(Period { from, to }),
            _ => {
                let column = self.column().unwrap_or(0);
                Err(self.bad(row, (column, row.text(column))))
            }
        }
    }

    /// The column a row's date stands in, for findings about all of it.
    pub fn column(&self) -> Option<usize> {
        self.date.or(self.from).or(self.month).or(self.year)
    }

    fn between(&self, row: &Row<'_>, from: Cell<'_>, to: Cell<'_>) -> Result<Moment, Finding> {
        let first = self.stamp(from.1).ok_or_else(|| self.bad(row, from))?;
        let last = self.stamp(to.1).ok_or_else(|| self.bad(row, to))?;
        let reversed = || Finding { code: Code::PeriodReversed, proposal: None, ..self.bad(row, to) };
        let timed = |s: Stamp| s.utc.is_some() || s.seconds.is_some_and(|s| s != 0);
        // Until 23:59 is until midnight.
        let last = match last.seconds {
            Some(86_340..=86_399) if last.utc.is_none() => {
                Stamp { date: next_day(last.date), seconds: Some(0), ..last }
            }
            _ => last,
        };
        if timed(first) || timed(last) {
            let second = |cell, stamp: Stamp| match stamp.utc {
                Some(utc) => Ok(Instant::Sure(utc)),
                None => self.clock(row, cell, stamp, stamp.seconds.unwrap_or(0)),
            };
            let (start, end) = (second(from, first)?, second(to, last)?);
            return Ok(Moment::Between(start, end));
        }
        let until_midnight = last.seconds == Some(0);
        let end = if self.habits.inclusive && !until_midnight { next_day(last.date) } else { last.date };
        if first.date < end { Ok(Moment::Days(first.date, end)) } else { Err(reversed()) }
    }

    /// What the clock of the sender shows; the hour skipped in spring is an error, its first instant as an end is not.
    fn clock(&self, row: &Row<'_>, cell: Cell<'_>, stamp: Stamp, seconds: i64) -> Result<Instant, Finding> {
        match CivilDay::of(stamp.date, self.found.format.zone).at(seconds) {
            Instant::Skipped(jump) if self.habits.slot_ends && seconds % 3600 == 0 => Ok(Instant::Sure(jump)),
            Instant::Skipped(_) => {
                Err(Finding { code: Code::SkippedHour, proposal: None, ..self.bad(row, cell) })
            }
            instant => Ok(instant),
        }
    }

    fn span(&self, text: &str) -> Option<Period> {
        dates::span(text).or_else(|| dates::range(text, self.habits.order))
    }

    fn stamp(&self, text: &str) -> Option<Stamp> {
        dates::stamp(text.as_bytes(), self.habits.order).or_else(|| dates::day_number(text.as_bytes()))
    }

    fn bad(&self, row: &Row<'_>, (column, text): Cell<'_>) -> Finding {
        let finding = Finding::new(Code::BadDate).cell(row.line, column);
        let proposal = dates::mended(text, self.habits.order);
        Finding { proposal, ..finding.column(self.found.header(column)).value(text) }
    }
}

fn days(period: Period) -> Moment {
    Moment::Days(period.from, period.to)
}
