//! What the signs of a table mean: decimal comma or dot, day or month first, whether the last day of a period belongs
//! to it, whether a time begins or ends its slot, whether what is given back is written below zero.
//!
//! Learnt from all rows before any is used: one cell of `01/02/2025` tells nothing, a column does.

mod order;

use super::cells::Row;
use super::dates::{self, DateOrder, Stamp};
use super::header::Found;
use super::mapping::Mapping;
use super::numbers::{Number, StyleEvidence};
use crate::catalog::{Role, Shape};
use crate::finding::Finding;
use crate::lang::NumberStyle;
use crate::period::{Day, next_day};
use order::OrderEvidence;

/// What somebody said of the signs beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given {
    /// Which part of a date comes first, where the dates do not tell.
    pub order: Option<DateOrder>,
    /// The decimal sign, where the numbers do not tell.
    pub decimal: Option<NumberStyle>,
    /// A time ends its slot.
    pub slot_ends: bool,
}

impl Given {
    /// What a person said of the table.
    pub fn by(mapping: &Mapping) -> Given {
        Given { order: Some(mapping.date_order), decimal: mapping.decimal, slot_ends: mapping.slot_ends }
    }
}

/// What signs mean in a table.
#[derive(Debug)]
pub struct Habits {
    /// Which part of a date comes first.
    pub order: DateOrder,
    /// What there is to say of that.
    pub order_assumed: Option<Finding>,
    /// The last day of a period is part of it.
    pub inclusive: bool,
    /// A time ends its slot.
    pub slot_ends: bool,
    /// Nobody said so: the first time and the last tell.
    pub slot_ends_deduced: bool,
    groups: Vec<Signs>,
    /// To which group a column belongs.
    of: Vec<Option<usize>>,
}

/// What signs mean in a column, or in columns that are of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signs {
    /// Which sign separates decimals.
    pub style: NumberStyle,
    /// Dots were taken for thousands, and nothing else told.
    pub guessed: bool,
    /// There are values below zero and none above.
    pub below_zero: bool,
    /// There are values below zero and above.
    pub of_both_signs: bool,
}

impl Habits {
    /// Reads all rows; `of` says to which group of like columns a column of values belongs.
    pub fn learn(found: &Found<'_>, given: Given, of: Vec<Option<usize>>) -> Habits {
        let groups = of.iter().flatten().max().map_or(0, |most| most + 1);
        let mut numbers = vec![(StyleEvidence::default(), SignEvidence::default()); groups];
        let mut order = OrderEvidence::default();
        let mut clocks = ClockEvidence::default();
        let mut ends = EndHabit::default();
        let column = |role| found.role(role);
        let dated: Vec<usize> =
            [Role::Date, Role::From, Role::To, Role::Month].into_iter().filter_map(column).collect();
        let (from, to, time) = (column(Role::From), column(Role::To), column(Role::Time));
        let date = column(Role::Date).or(from);
        let otherwise = given.order.unwrap_or_default();
        let mut rows = found.table.rows();
        while let Some(row) = rows.next_row() {
            if row.line <= found.line {
                continue;
            }
            for (i, group) in of.iter().enumerate() {
                if let Some((style, sign)) = group.and_then(|g| numbers.get_mut(g)) {
                    see(&row, i, style, sign);
                }
            }
            for column in &dated {
                order.see(row.cell(*column));
            }
            if let (Some(from), Some(to)) = (from, to) {
                let day = |c| dates::stamp(row.cell(c), otherwise).map(|s: Stamp| s.date);
                ends.see(day(from), day(to));
            } else if let Some(date) = date {
                clocks.see(row.cell(date), time.map(|c| row.cell(c)), otherwise);
            }
        }
        let separator = found.table.separator();
        let fixed = found.format.decimal;
        let sign = |(style, sign): (StyleEvidence, SignEvidence)| Signs {
            style: match (fixed, given.decimal) {
                (Some(style), _) => style,
                (None, Some(said)) if !style.tells() => said,
                _ => style.style(separator),
            },
            guessed: fixed.is_none() && given.decimal.is_none() && style.is_a_guess(separator),
            below_zero: sign.below && !sign.above,
            of_both_signs: sign.below && sign.above,
        };
        // A person knows; then the times tell; then the layout says what is usual.
        let (told, usual) = (clocks.end_slots(), found.format.slot_ends);
        let slot_ends = given.slot_ends || told.unwrap_or(usual);
        let decimal_comma = numbers.iter().any(|(style, _)| style.tells_comma());
        let timed = clocks.last.is_some() || found.format.shape == Shape::Wide;
        let (order, order_assumed) = order.decide(given.order, found, decimal_comma, timed);
        Habits {
            order,
            order_assumed,
            inclusive: ends.inclusive(),
            slot_ends,
            slot_ends_deduced: slot_ends && !given.slot_ends && !usual,
            groups: numbers.into_iter().map(sign).collect(),
            of,
        }
    }

    /// What signs mean in a column.
    pub fn signs(&self, column: usize) -> Signs {
        let group = self.of.get(column).copied().flatten();
        group.and_then(|g| self.groups.get(g)).copied().unwrap_or_default()
    }

    /// What a cell says as a number.
    pub fn number(&self, row: &Row<'_>, column: usize) -> Number {
        row.number(column, self.signs(column).style)
    }
}

/// Whether a column has values below and above zero.
#[derive(Debug, Clone, Copy, Default)]
struct SignEvidence {
    below: bool,
    above: bool,
}

fn see(row: &Row<'_>, column: usize, style: &mut StyleEvidence, sign: &mut SignEvidence) {
    let cell = row.cell(column);
    if !row.is_number(column) {
        style.see(cell);
    }
    // Zero has no sign: a digit other than it must follow.
    let counts = cell.iter().any(|b| (b'1'..=b'9').contains(b));
    let minus = cell.starts_with(b"-") || cell.starts_with("−".as_bytes());
    sign.below |= counts && minus;
    sign.above |= counts && !minus;
}

/// Whether times begin or end their slots: from 00:00 on they begin them, up to midnight they end them. Rows may also
/// stand from the last to the first.
#[derive(Default)]
struct ClockEvidence {
    first: Option<i64>,
    last: Option<i64>,
    step: Option<i64>,
    up: u32,
    down: u32,
}

impl ClockEvidence {
    fn see(&mut self, date: &[u8], time: Option<&[u8]>, order: DateOrder) {
        let clock = match time {
            Some(time) => dates::time(time),
            None => dates::stamp(date, order).and_then(|s| s.seconds),
        };
        let Some(clock) = clock else { return };
        if let Some(step) = self.last.map(|last| clock - last).filter(|step| *step != 0) {
            self.step = Some(self.step.map_or(step.abs(), |held| held.min(step.abs())));
            self.up += u32::from(step > 0);
            self.down += u32::from(step < 0);
        }
        self.first = self.first.or(Some(clock));
        self.last = Some(clock);
    }

    /// Where the times tell.
    fn end_slots(&self) -> Option<bool> {
        let (first, last) =
            if self.down > self.up { (self.last, self.first) } else { (self.first, self.last) };
        let is_midnight = |clock: i64| clock == 0 || clock == 86_400;
        match (first?, last?, self.step?) {
            (first, last, step) if first == step && is_midnight(last) && !is_midnight(first) => Some(true),
            (0, last, _) if !is_midnight(last) => Some(false),
            _ => None,
        }
    }
}

/// Whether the last day of "from … to …" belongs to the period: learnt from how rows follow each other.
#[derive(Debug, Default)]
struct EndHabit {
    before: Option<Day>,
    touching: u32,
    apart: u32,
    same_day: u32,
    other: u32,
    /// Some period is longer than from a day to the next.
    long: bool,
}

impl EndHabit {
    /// Takes a row into account.
    fn see(&mut self, from: Option<Day>, to: Option<Day>) {
        let (Some(from), Some(to)) = (from, to) else { return };
        if let Some(before) = self.before {
            self.touching += u32::from(before == from && from != to);
            self.apart += u32::from(next_day(before) == from);
        }
        self.long |= next_day(from) != to;
        // From the 12th to the 12th: index readings, the last day is the next period's first.
        if from.day() == to.day() && from != to {
            self.same_day += 1;
        } else {
            self.other += 1;
        }
        self.before = Some(to);
    }

    /// The last day belongs to the period.
    fn inclusive(&self) -> bool {
        match (self.touching, self.apart) {
            // From the 1st to the 2nd, from the 3rd to the 4th: days with a gap.
            _ if !self.long => false,
            (0, 0) => self.same_day <= self.other,
            (touching, apart) => apart > touching,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_up_to_midnight_end_their_slots() {
        let ends = |times: &[&str]| {
            let mut evidence = ClockEvidence::default();
            for time in times {
                evidence.see(b"", Some(time.as_bytes()), DateOrder::DayFirst);
            }
            evidence.end_slots()
        };
        assert_eq!(ends(&["00:15", "00:30", "00:45", "23:45", "00:00"]), Some(true));
        assert_eq!(ends(&["00:00", "23:45", "23:30", "00:30", "00:15"]), Some(true), "the last first");
        assert_eq!(ends(&["00:30:00", "01:00:00", "24:00"]), Some(true));
        assert_eq!(ends(&["00:00", "00:15", "23:45"]), Some(false));
        assert_eq!(ends(&["23:45", "23:30", "00:15", "00:00"]), Some(false));
        assert_eq!(ends(&["00:00", "00:00", "00:00"]), None);
        assert_eq!(ends(&["00:15", "00:30"]), None);
    }
}
