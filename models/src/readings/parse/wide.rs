//! A column for each slot: a day of quarters in a row, a year of months, a month of several years.
//!
//! Read twice, like columns: once for what signs mean, once for the values. A day twice is said once, as a row, not
//! slot by slot. What columns mean on the days whose clock is changed stands in [`day`].

mod day;

use std::collections::HashMap;

use super::cells::Row;
use super::clock::CivilDay;
use super::collect::{Collector, Mark};
use super::columns::guess_slots;
use super::dates;
use super::gathering::point;
use super::habits::{Given, Habits};
use super::header::{Column, Found};
use super::moment::Moments;
use super::naming::Names;
use super::numbers::Number;
use super::slots::{self, Across, Run, Slots};
use super::status::Statuses;
use crate::building::{Direction, Kind};
use crate::catalog::Role;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::{NumberStyle, normalised};
use crate::period::{Day, Month, Period, day_start};

use day::Placed;

/// Reads a wide table.
pub fn read(found: &Found<'_>, given: Given) -> Collector {
    let slots = Slots::find(found.format, &found.headers).or_else(|| slots::without_labels(&found.columns));
    let Some(slots) = slots else { return Collector::new(found.line) };
    let mut of = vec![None; found.columns.len()];
    for (number, run) in slots.runs.iter().enumerate() {
        for slot in &run.slots {
            if let Some(group) = of.get_mut(slot.column) {
                *group = Some(number);
            }
        }
    }
    let habits = Habits::learn(found, given, of);
    let ends = slots.ends || found.format.slot_ends || given.slot_ends;
    let mut reader = Reader {
        found,
        slots: &slots,
        ends,
        habits: &habits,
        moments: Moments::new(found, &habits),
        names: Names::new(found, slots.runs.len()),
        statuses: Statuses::new(found),
        collector: Collector::new(found.line),
        held: HashMap::new(),
        opened: Vec::new(),
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

/// A value with its decimals.
type Value = Option<(i64, u32)>;

/// What a cell says of its slot.
#[derive(Clone, Copy)]
struct Cell {
    start: i64,
    end: i64,
    column: usize,
    value: Value,
    quality: Quality,
}

/// A row of a series: what it said of which slots.
struct Held {
    line: u32,
    cells: Vec<Cell>,
}

struct Reader<'a> {
    found: &'a Found<'a>,
    slots: &'a Slots,
    ends: bool,
    habits: &'a Habits,
    moments: Moments<'a>,
    names: Names<'a>,
    statuses: Statuses<'a>,
    collector: Collector,
    /// Rows by series and by the start of their first slot.
    held: HashMap<(usize, i64), Held>,
    /// Series and their runs, in the order met.
    opened: Vec<(usize, &'a Run)>,
}

impl Reader<'_> {
    /// Says which columns are of no use, and what was taken for granted of the others.
    fn say_columns(&mut self) {
        if let Some(finding) = self.habits.order_assumed.clone() {
            self.collector.findings.push(finding);
        }
        let header = |column: usize| self.found.header(column);
        let others = |i: &usize| self.slots.other.iter().any(|(first, last)| (*first..=*last).contains(i));
        let slots: Vec<usize> = self.slots.columns().collect();
        let mut unused: Vec<String> = Vec::new();
        for (i, column) in self.found.columns.iter().enumerate() {
            let of_no_use = matches!(column, Column::Unused | Column::Role(Role::Cost));
            if of_no_use && !slots.contains(&i) && !others(&i) && !header(i).is_empty() {
                unused.push(header(i).to_owned());
            }
        }
        unused.extend(self.slots.other.iter().map(|(a, b)| format!("{} … {}", header(*a), header(*b))));
        for header in unused {
            self.collector.findings.push(Finding::new(Code::UnusedColumn).column(header));
        }
        for run in &self.slots.runs {
            let Some(first) = run.slots.first() else { continue };
            if self.habits.signs(first.column).guessed {
                let finding = Finding::new(Code::ThousandsAssumed).column(self.found.header(first.column));
                self.collector.findings.push(finding);
            }
        }
    }

    fn row(&mut self, row: &Row<'_>) {
        self.collector.enter(row.line, row.blank_before);
        if let Some(finding) = self.found.not_a_reading(row) {
            return self.collector.ignore(row.line, finding);
        }
        let first = row.texts().find(|c| !c.is_empty()).unwrap_or_default();
        if row.texts().filter(|c| !c.is_empty()).count() == 1
            && !self.slots.columns().any(|c| self.is_value(row, c))
        {
            return self.collector.ignore(row.line, Finding::new(Code::NoteRow).value(first));
        }
        let runs: Result<Vec<Placed>, Finding> =
            self.slots.runs.iter().map(|run| self.place(row, run)).collect();
        let placed = match runs {
            Ok(placed) => placed,
            Err(finding) => return self.collector.reject(row.line, finding),
        };
        if !self.slots.columns().any(|column| column < row.len()) {
            return self.collector.reject(row.line, Finding::new(Code::ShortRow));
        }
        let who = self.names.of(row);
        for (number, placed) in placed.into_iter().enumerate() {
            self.run(row, number, who, placed);
        }
    }

    fn is_value(&self, row: &Row<'_>, column: usize) -> bool {
        matches!(self.habits.number(row, column), Number::Value { .. })
    }

    /// The slots of a run in this row.
    fn place(&self, row: &Row<'_>, run: &Run) -> Result<Placed, Finding> {
        match self.slots.across {
            Across::Day(step) => {
                let day = CivilDay::of(self.moments.day(row)?, self.found.format.zone);
                let says = |column: usize| match self.habits.number(row, column) {
                    Number::Value { value: 0, .. } => Some(false),
                    Number::Value { .. } | Number::Bad => Some(true),
                    Number::Missing => None,
                };
                Ok(day::place(day, step, run, says))
            }
            across => {
                let of = self.of_row(row, across)?;
                let slot = |slot: &slots::Slot| {
                    let period = slot.period.or_else(|| of.period(across, slot.number))?;
                    Some((day_start(period.from), day_start(period.to), slot.column))
                };
                Ok(Placed { slots: run.slots.iter().filter_map(slot).collect(), ..Placed::default() })
            }
        }
    }

    /// What a row says beside its months, days or years.
    fn of_row(&self, row: &Row<'_>, across: Across) -> Result<OfRow, Finding> {
        match across {
            Across::Periods | Across::Day(_) => Ok(OfRow::Nothing),
            Across::Year => match self.names.above().year {
                Some(year) if self.moments.column().is_none() => Ok(OfRow::Year(year)),
                _ => self.moments.period(row).map(|p| OfRow::Year(p.from.year())),
            },
            Across::Month => self.moments.period(row).map(|p| OfRow::Month(Month::of(p.from))),
            Across::Years => {
                let column = self.found.role(Role::Month).unwrap_or(0);
                let word = normalised(row.text(column));
                let number = word.parse().ok().filter(|n| (1..=12).contains(n));
                let month = dates::month_name(&word).or(number);
                month.map(OfRow::NumberOfMonth).ok_or_else(|| {
                    let finding = Finding::new(Code::BadDate).cell(row.line, column);
                    finding.column(self.found.header(column)).value(row.text(column))
                })
            }
        }
    }

    /// Takes the values of one run of a row.
    fn run(&mut self, row: &Row<'_>, number: usize, who: usize, placed: Placed) {
        let Some(run) = self.slots.runs.get(number) else { return };
        let header = run.slots.first().map_or("", |slot| self.found.header(slot.column));
        let place = self.names.series(who, (number, &run.value), header, row.line, &mut self.collector);
        let Some(place) = place else { return };
        let series = place.at;
        if place.is_new {
            self.opened.push((series, run));
            let style = run.slots.first().map(|s| self.habits.signs(s.column).style).unwrap_or_default();
            let style = if self.found.table.name().is_some() { NumberStyle::Dot } else { style };
            self.collector.written(series, "", style);
        }
        let mut short = None;
        let mut cells = Vec::with_capacity(placed.slots.len());
        for (start, end, column) in placed.slots {
            if column >= row.len() {
                short = short.or(Some(column));
            }
            let quality = self.statuses.of(row, column, &mut self.collector);
            if let Some(value) = self.value(row, column, series) {
                let (value, quality) = (quality.and(value), quality.unwrap_or_default());
                cells.push(Cell { start, end, column, value, quality });
            }
        }
        for column in placed.beyond {
            self.bad(row, column, Code::SkippedHour);
        }
        if let Some(column) = short {
            let finding =
                Finding::new(Code::ShortRow).cell(row.line, column).column(self.found.header(column));
            self.collector.findings.push(finding);
        }
        if let Some(day) = placed.repeated_hour_missing {
            let finding = Finding::new(Code::RepeatedHourMissing).row(row.line).with("day", day);
            self.collector.findings.push(finding);
        }
        self.take(row.line, series, cells);
    }

    /// Adds the slots of a row to its series, unless another row said the same, or something else.
    fn take(&mut self, line: u32, series: usize, cells: Vec<Cell>) {
        let Some(first) = cells.iter().map(|c| c.start).min() else { return };
        self.collector.mark_unless_accepted(line, Mark::Missing);
        let Some(held) = self.held.get_mut(&(series, first)) else {
            for cell in &cells {
                add(&mut self.collector, series, cell, line);
            }
            self.held.insert((series, first), Held { line, cells });
            return;
        };
        let at = |cell: &Cell| held.cells.iter().position(|held| held.start == cell.start);
        let pairs: Vec<(usize, Cell)> =
            cells.into_iter().filter_map(|cell| at(&cell).map(|at| (at, cell))).collect();
        let before = |at: usize| held.cells.get(at).and_then(|held| held.value);
        let differ = |(at, cell): &&(usize, Cell)| {
            before(*at).zip(cell.value).is_some_and(|(a, b)| decimal(a) != decimal(b))
        };
        if let Some((at, cell)) = pairs.iter().find(differ) {
            let text = |v: Value| v.map(|v| decimal(v).normalize().to_string()).unwrap_or_default();
            let finding = Finding::new(Code::ConflictingRows)
                .cell(line, cell.column)
                .value(text(cell.value))
                .with("other_row", held.line)
                .with("other_value", text(before(*at)));
            return self.collector.reject(line, finding);
        }
        let is_fresh = |(at, cell): &(usize, Cell)| before(*at).is_none() && cell.value.is_some();
        let fresh: Vec<(usize, Cell)> = pairs.into_iter().filter(is_fresh).collect();
        if fresh.is_empty() {
            let finding = Finding::new(Code::DuplicateRow).with("other_row", held.line);
            return self.collector.ignore(line, finding);
        }
        for (at, cell) in fresh {
            add(&mut self.collector, series, &cell, line);
            if let Some(place) = held.cells.get_mut(at) {
                *place = cell;
            }
        }
    }

    /// The value of a cell: `Some(None)` where it is blank, `None` where it cannot be used, which is said.
    fn value(&mut self, row: &Row<'_>, column: usize, series: usize) -> Option<Value> {
        match self.habits.number(row, column) {
            Number::Missing => Some(None),
            Number::Value { value, scale } if value >= 0 => Some(Some((value, scale))),
            Number::Value { value, scale } => {
                let back = self.collector.key(series).is_some_and(|k| k.direction == Direction::Injection);
                if back && self.habits.signs(column).below_zero {
                    return Some(Some((value.saturating_abs(), scale)));
                }
                self.bad(row, column, Code::NegativeValue);
                None
            }
            Number::Bad => {
                self.bad(row, column, Code::BadNumber);
                None
            }
        }
    }

    fn bad(&mut self, row: &Row<'_>, column: usize, code: Code) {
        let style = self.habits.signs(column).style;
        self.collector.findings.push(self.found.bad_cell(row, column, code, style));
        self.collector.mark_unless_accepted(row.line, Mark::Rejected);
    }

    fn finish(mut self) -> Collector {
        let mut missing: Vec<(usize, u32, Cell)> = Vec::new();
        for ((series, _), held) in &self.held {
            let blank = held.cells.iter().filter(|c| c.value.is_none());
            missing.extend(blank.map(|cell| (*series, held.line, *cell)));
        }
        missing.sort_by_key(|(series, line, cell)| (*series, *line, cell.column));
        for (series, line, cell) in missing {
            let point = point(cell.start, cell.end, None, cell.quality, line).in_column(cell.column);
            self.collector.add(series, point, 0);
        }
        for (series, run) in &self.opened {
            let said = run.value.kind.or(self.found.format.kind);
            if said.is_none() {
                guess_slots(&mut self.collector, *series);
            }
            if self.collector.key(*series).is_some_and(|k| k.kind == Kind::Index) {
                let ends = self.ends;
                for point in self.collector.points_mut(*series).into_iter().flatten() {
                    let at = if ends { point.end } else { point.start };
                    (point.start, point.end) = (at, at);
                }
            }
            let turned = run.slots.first().is_some_and(|s| self.habits.signs(s.column).below_zero);
            if turned && self.collector.key(*series).is_some_and(|k| k.direction == Direction::Injection) {
                let header = run.slots.first().map_or("", |slot| self.found.header(slot.column));
                self.collector.findings.push(Finding::new(Code::SignTurned).column(header));
            }
        }
        self.collector
    }
}

/// Adds the value of a cell, where it has one.
fn add(collector: &mut Collector, series: usize, cell: &Cell, line: u32) {
    if let Some((value, scale)) = cell.value {
        let point = point(cell.start, cell.end, Some(value), cell.quality, line).in_column(cell.column);
        collector.add(series, point, scale);
    }
}

fn decimal((value, scale): (i64, u32)) -> rust_decimal::Decimal {
    rust_decimal::Decimal::new(value, scale.min(28))
}

/// What a row says beside its columns of slots.
enum OfRow {
    Nothing,
    Year(i16),
    Month(Month),
    NumberOfMonth(i8),
}

impl OfRow {
    /// The period of the column numbered so.
    fn period(&self, across: Across, number: i64) -> Option<Period> {
        let month = |year: i16, month: i8| Month::new(year, month).map(Month::period);
        match (self, across) {
            (OfRow::Year(year), Across::Year) => month(*year, i8::try_from(number).ok()?),
            (OfRow::NumberOfMonth(of), Across::Years) => month(i16::try_from(number).ok()?, *of),
            (OfRow::Month(of), Across::Month) => {
                let day = Day::new(of.year(), of.number(), i8::try_from(number).ok()?).ok()?;
                Period::new(day, day.tomorrow().ok()?)
            }
            _ => None,
        }
    }
}
