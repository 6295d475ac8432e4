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
    /// The header of the dates says that they are seconds of a computer's clock.
    counted: bool,
    /// The clock of the date, or at the start of the slot.
    time: Option<usize>,
    /// The clock at the end of the slot.
    to_time: Option<usize>,
}

impl<'a> Moments<'a> {
    /// For the rows of a table.
    pub fn new(found: &'a Found<'a>, habits: &'a Habits) -> Moments<'a> {
        let role = |role| found.role(role);
        let (start, end) = (role(Role::Time).or(role(Role::FromTime)), role(Role::ToTime));
        Moments {
            found,
            habits,
            from: role(Role::From),
            to: role(Role::To),
            month: role(Role::Month),
            year: role(Role::Year),
            date: role(Role::Date),
            counted: role(Role::Date).is_some_and(|c| dates::is_counted(found.header(c))),
            // Where only the end of the slot is said it is the clock of the date.
            time: start.or(end),
            to_time: start.and(end),
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
            if let (Some(time), Some(until), Some(seconds)) = (time, cell(self.to_time), seconds)
                && stamp.utc.is_none()
            {
                return self.slot(row, stamp, (time, seconds), until);
            }
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

    /// From one time of a day to another, `23:00` to `00:00`: what ends before it begins ends on the next day.
    fn slot(
        &self,
        row: &Row<'_>,
        stamp: Stamp,
        (from, seconds): (Cell<'_>, i64),
        to: Cell<'_>,
    ) -> Result<Moment, Finding> {
        let until = dates::time(to.1.as_bytes()).ok_or_else(|| self.bad(row, to))?;
        let until = if until == 0 { DAY } else { past_the_last(until) };
        let start = self.clock(row, from, stamp, seconds)?;
        let end = self.end(row, to, stamp, until)?;
        // The clock that is put back may show less at the end of a slot than at its beginning.
        let put_back = matches!((start, end), (Instant::Twice(..), Instant::Twice(..)));
        if until >= seconds || put_back {
            return Ok(Moment::Between(start, end));
        }
        if DAY - seconds + until > DAY / 2 {
            return Err(Finding { code: Code::PeriodReversed, proposal: None, ..self.bad(row, to) });
        }
        let next = Stamp { date: next_day(stamp.date), ..stamp };
        Ok(Moment::Between(start, self.end(row, to, next, until)?))
    }

    /// A day with the clock that stands in a column of its own.
    fn with_time(&self, row: &Row<'_>, stamp: Stamp, time: Option<usize>) -> Result<Stamp, Finding> {
        match (time.map(|column| (column, row.text(column))), stamp.seconds) {
            (Some(cell), None) => {
                let seconds = dates::time(cell.1.as_bytes()).ok_or_else(|| self.bad(row, cell))?;
                Ok(Stamp { seconds: Some(seconds), ..stamp })
            }
            _ => Ok(stamp),
        }
    }

    fn between(&self, row: &Row<'_>, from: Cell<'_>, to: Cell<'_>) -> Result<Moment, Finding> {
        let first = self.stamp(from.1).ok_or_else(|| self.bad(row, from))?;
        let last = self.stamp(to.1).ok_or_else(|| self.bad(row, to))?;
        let (first, last) = match self.to_time {
            Some(_) => (self.with_time(row, first, self.time)?, self.with_time(row, last, self.to_time)?),
            None => (first, last),
        };
        // A slot that begins on a day and ends on it at 00:00 ends with it.
        let last = match last.seconds {
            Some(0) if self.to_time.is_some() && first.date == last.date => {
                Stamp { date: next_day(last.date), ..last }
            }
            _ => last,
        };
        let reversed = || Finding { code: Code::PeriodReversed, proposal: None, ..self.bad(row, to) };
        let timed = |s: Stamp| s.utc.is_some() || s.seconds.is_some_and(|s| s != 0);
        let last = match last.seconds.map(past_the_last) {
            Some(DAY) if last.utc.is_none() => Stamp { date: next_day(last.date), seconds: Some(0), ..last },
            seconds => Stamp { seconds, ..last },
        };
        if timed(first) || timed(last) {
            let start = match first.utc {
                Some(utc) => Instant::Sure(utc),
                None => self.clock(row, from, first, first.seconds.unwrap_or(0))?,
            };
            let end = match last.utc {
                Some(utc) => Instant::Sure(utc),
                None => self.end(row, to, last, last.seconds.unwrap_or(0))?,
            };
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

    /// The end of a slot: 02:00 on the night it is skipped is the instant the clock jumps.
    fn end(&self, row: &Row<'_>, cell: Cell<'_>, stamp: Stamp, seconds: i64) -> Result<Instant, Finding> {
        match CivilDay::of(stamp.date, self.found.format.zone).at(seconds) {
            Instant::Skipped(jump) if seconds % 3600 == 0 => Ok(Instant::Sure(jump)),
            _ => self.clock(row, cell, stamp, seconds),
        }
    }

    fn span(&self, text: &str) -> Option<Period> {
        dates::span(text).or_else(|| dates::range(text, self.habits.order))
    }

    fn stamp(&self, text: &str) -> Option<Stamp> {
        let cell = text.as_bytes();
        let counted = || if self.counted { dates::epoch(cell) } else { None };
        dates::stamp(cell, self.habits.order).or_else(|| dates::day_number(cell)).or_else(counted)
    }

    fn bad(&self, row: &Row<'_>, (column, text): Cell<'_>) -> Finding {
        let finding = Finding::new(Code::BadDate).cell(row.line, column);
        let proposal = dates::mended(text, self.habits.order);
        Finding { proposal, ..finding.column(self.found.header(column)).value(text) }
    }
}

/// Seconds of a day by the clock.
const DAY: i64 = 86_400;

/// Until 00:14 or 00:14:59, the last minute or second of a quarter, is until its end; until 23:59 is until midnight.
fn past_the_last(seconds: i64) -> i64 {
    match seconds {
        _ if (seconds + 1) % 60 == 0 => seconds + 1,
        _ if (seconds + 60) % 900 == 0 => seconds + 60,
        86_340.. => DAY,
        _ => seconds,
    }
}

fn days(period: Period) -> Moment {
    Moment::Days(period.from, period.to)
}
