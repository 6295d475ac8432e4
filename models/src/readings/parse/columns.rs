//! A date or a month, and one or several columns of values: the table a caretaker keeps.
//!
//! Read twice: once to learn what the signs of each column mean ([`super::habits`]), once to take the values. What a
//! date without a period means is decided for the whole table: see [`periods`].

mod kinds;
mod periods;
mod rule;
mod undated;

pub(super) use kinds::guess_slots;

use super::cells::Row;
use super::clock::Instant;
use super::collect::{Collector, Mark};
use super::gathering::{OPEN, point};
use super::habits::{Given, Habits};
use super::header::{Column, Found};
use super::moment::{Moment, Moments};
use super::naming::Names;
use super::numbers::Number;
use super::status::Statuses;
use super::words::ValueColumn;
use crate::building::{Direction, Kind};
use crate::catalog::Role;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::period::{Day, day_of, day_start, next_day};

use rule::Dates;
use undated::Undated;

/// Reads a table of columns.
pub fn read(found: &Found<'_>, given: Given) -> Collector {
    let is_value = |column: &Column| matches!(column, Column::Value(_));
    // A clock that only says when slots end.
    let begins = [Role::Time, Role::FromTime].into_iter().any(|role| found.role(role).is_some());
    let only_ends = !begins && found.role(Role::ToTime).is_some();
    let given = Given { slot_ends: given.slot_ends || only_ends, ..given };
    let of = found.columns.iter().enumerate().map(|(i, c)| is_value(c).then_some(i)).collect();
    let habits = Habits::learn(found, given, of);
    let values = values(found, &habits);
    let mut reader = Reader {
        found,
        habits: &habits,
        moments: Moments::new(found, &habits),
        names: Names::new(found, values.len()),
        statuses: Statuses::new(found),
        collector: Collector::new(found.line),
        values,
        opened: Vec::new(),
        timed: false,
        dates: Dates::default(),
        undated: None,
    };
    reader.say_columns();
    let mut rows = found.table.rows();
    while let Some(row) = rows.next_row() {
        if row.line > found.line {
            reader.row(&row);
        }
    }
    reader.finish()
}

/// The columns of values, without the one that nets what is taken and what is given back where both have their own.
fn values<'a>(found: &'a Found<'_>, habits: &Habits) -> Vec<(usize, &'a ValueColumn)> {
    let all = || {
        found.columns.iter().enumerate().filter_map(|(i, column)| match column {
            Column::Value(value) => Some((i, value)),
            _ => None,
        })
    };
    let gives_back = |v: &ValueColumn| v.direction == Some(Direction::Injection);
    let both = all().any(|(_, v)| gives_back(v)) && all().any(|(_, v)| !gives_back(v));
    all().filter(|(i, v)| !(both && !gives_back(v) && habits.signs(*i).of_both_signs)).collect()
}

struct Reader<'a> {
    found: &'a Found<'a>,
    habits: &'a Habits,
    moments: Moments<'a>,
    names: Names<'a>,
    statuses: Statuses<'a>,
    collector: Collector,
    values: Vec<(usize, &'a ValueColumn)>,
    /// Series and their columns, in the order met.
    opened: Vec<(usize, &'a ValueColumn)>,
    timed: bool,
    dates: Dates,
    /// The row before, where it has values and no date: the last of a table may be its sums.
    undated: Option<Undated>,
}

impl Reader<'_> {
    /// Says which columns are of no use, and what was taken for granted of the others.
    fn say_columns(&mut self) {
        if let Some(finding) = self.habits.order_assumed.clone() {
            self.collector.findings.push(finding);
        }
        for (i, (column, header)) in self.found.columns.iter().zip(&self.found.headers).enumerate() {
            let used = match column {
                Column::Value(_) => self.values.iter().any(|(value, _)| *value == i),
                Column::Role(role) => *role != Role::Cost,
                Column::Unused => false,
            };
            if !used && !header.is_empty() {
                self.collector.findings.push(Finding::new(Code::UnusedColumn).column(header));
            }
        }
        for (column, _) in &self.values {
            let signs = self.habits.signs(*column);
            let header = self.found.header(*column);
            if signs.guessed {
                self.collector.findings.push(Finding::new(Code::ThousandsAssumed).column(header));
            }
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        self.collector.enter(row.line, row.blank_before);
        if let Some(finding) = self.found.not_a_reading(row) {
            return self.collector.ignore(row.line, finding);
        }
        self.reject_undated();
        let moment = match self.moments.of(row) {
            Ok(moment) => moment,
            Err(finding) if finding.code == Code::BadDate => return self.undated(row, finding),
            Err(finding) => return self.collector.reject(row.line, finding),
        };
        self.timed = self.timed || self.moments.is_timed(moment);
        let who = self.names.of(row);
        if let Some(day) = self.day(moment) {
            self.dates.see(who, day);
        }
        for at in 0..self.values.len() {
            if let Some((column, value)) = self.values.get(at).copied() {
                let quality = self.statuses.of(row, column, &mut self.collector);
                self.cell(row, (column, value), who, moment, quality);
            }
        }
    }

    /// A row without a date: a note below the table when nothing else stands in it, else a mistake.
    fn undated(&mut self, row: &Row<'_>, finding: Finding) {
        let filled = row.texts().filter(|c| !c.is_empty()).count();
        let is_value = |(i, _): &(usize, _)| matches!(self.habits.number(row, *i), Number::Value { .. });
        if filled == 1 && !self.values.iter().any(is_value) {
            let note = row.texts().find(|c| !c.is_empty()).unwrap_or_default();
            self.collector.ignore(row.line, Finding::new(Code::NoteRow).value(note));
        } else {
            let values = self.values.iter().map(|(i, _)| (*i, self.habits.number(row, *i))).collect();
            self.undated = Some(Undated::new(self.found, row, finding, values));
        }
    }

    /// The row before has no date, and others follow it or it is no sum: it cannot be used.
    fn reject_undated(&mut self) {
        if let Some(undated) = self.undated.take() {
            self.collector.reject(undated.line, undated.finding);
        }
    }

    /// The day of a row, in a table without times.
    fn day(&self, moment: Moment) -> Option<Day> {
        match moment {
            Moment::Day(day) => Some(day),
            Moment::At(Instant::Sure(second)) if !self.timed => day_of(second),
            _ => None,
        }
    }

    fn cell(
        &mut self,
        row: &Row<'_>,
        (column, value): (usize, &'_ ValueColumn),
        who: usize,
        moment: Moment,
        quality: Option<Quality>,
    ) {
        let (mut read, scale) = match self.habits.number(row, column) {
            Number::Value { value, scale } => (quality.and(Some(value)), scale),
            Number::Missing => (None, 0),
            Number::Bad => return self.bad(row, column, Code::BadNumber),
        };
        let header = self.found.header(column);
        let series = self.names.series(who, (column, value), header, row.line, &mut self.collector);
        let Some(series) = series else { return };
        if series.is_new {
            self.open(series.at, column);
        }
        let series = series.at;
        if self.day(moment).is_some() {
            self.dates.belongs(series, who);
        }
        if read.is_some_and(|v| v < 0) {
            let gives_back = self.collector.key(series).is_some_and(|k| k.direction == Direction::Injection);
            if !gives_back || !self.habits.signs(column).below_zero {
                return self.bad(row, column, Code::NegativeValue);
            }
            read = read.map(i64::saturating_abs);
        }
        let (start, end) = match moment {
            Moment::Days(from, to) => (day_start(from), day_start(to)),
            Moment::Day(day) if self.found.format.daily => (day_start(day), day_start(next_day(day))),
            Moment::Day(day) => (day_start(day), OPEN),
            Moment::At(instant) => (self.second(series, instant), OPEN),
            Moment::Between(from, to) => {
                let start = self.second(series, from);
                (start, from.by_the_clock(start, to.as_end(start)))
            }
        };
        if end != OPEN && end <= start {
            return self.bad(row, self.moments.column().unwrap_or(column), Code::PeriodReversed);
        }
        let point = point(start, end, read, quality.unwrap_or_default(), row.line).in_column(column);
        self.collector.add(series, point, scale);
    }

    fn open(&mut self, series: usize, column: usize) {
        if let Some((_, value)) = self.values.iter().find(|(i, _)| *i == column) {
            self.opened.push((series, value));
        }
        let signs = self.habits.signs(column);
        // A number of a workbook is one by itself, whatever the signs of its column.
        let style = if self.found.table.name().is_some() { NumberStyle::Dot } else { signs.style };
        self.collector.written(series, self.found.header(column), style);
        let injection = self.collector.key(series).is_some_and(|k| k.direction == Direction::Injection);
        if injection && signs.below_zero {
            let finding = Finding::new(Code::SignTurned).column(self.found.header(column));
            self.collector.findings.push(finding);
        }
    }

    /// The second a clock shows; the doubled hour is first summer time, then winter time, for each series.
    fn second(&mut self, series: usize, instant: Instant) -> i64 {
        match instant {
            Instant::Sure(second) | Instant::Skipped(second) => second,
            Instant::Twice(earlier, later) => {
                if self.collector.has_start(series, earlier) {
                    later
                } else {
                    earlier
                }
            }
        }
    }

    /// A bad cell: the row stands or falls with its other cells.
    fn bad(&mut self, row: &Row<'_>, column: usize, code: Code) {
        let style = self.habits.signs(column).style;
        self.collector.findings.push(self.found.bad_cell(row, column, code, style));
        self.collector.mark_unless_accepted(row.line, Mark::Rejected);
    }

    fn finish(mut self) -> Collector {
        match self.undated.take() {
            Some(last) if last.is_sum(&mut self.collector, &self.opened) => {
                self.collector.ignore(last.line, last.total());
            }
            last => {
                self.undated = last;
                self.reject_undated();
            }
        }
        let series: Vec<usize> = self.opened.iter().map(|(series, _)| *series).collect();
        periods::reject_crowded(&mut self.collector, &series);
        let ends = self.timed && self.habits.slot_ends;
        if ends && self.habits.slot_ends_deduced {
            let finding = Finding::new(Code::PeriodAssumed).with("rule", "slot-ends");
            self.collector.findings.push(finding);
        }
        let said = |value: &ValueColumn| value.kind.or(self.found.format.kind).is_some();
        let rule = self.dates.rule();
        let beside_index = self.collector.keys().any(|(_, key)| key.kind == Kind::Index);
        for (index, value) in &self.opened {
            if !said(value) {
                kinds::guess(&mut self.collector, *index, beside_index);
            }
            let kind = self.collector.key(*index).map(|k| k.kind);
            match (kind, value.edge) {
                (Some(Kind::Index), Some(edge)) if !self.timed => {
                    periods::settle(&mut self.collector, *index, (&self.dates, rule), false, false);
                    kinds::settle_edge(&mut self.collector, *index, edge);
                }
                (Some(Kind::Index | Kind::Delivery), _) => {
                    kinds::settle_instants(&mut self.collector, *index);
                }
                _ => periods::settle(&mut self.collector, *index, (&self.dates, rule), self.timed, ends),
            }
        }
        kinds::join_edges(&mut self.collector, &self.opened);
        self.collector
    }
}
