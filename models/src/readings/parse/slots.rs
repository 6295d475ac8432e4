//! Headers that name slots: `00:30`, `[00:30]`, `00:00-00:15`, `kWh_1` to `kWh_48`, `H1` to `H24`, `Janvier` to
//! `Décembre`, `2022`, `2023`.
//!
//! A header alone means little; a run of them that covers a day, a year or several years means a wide table. Does *not*
//! look at the values.

use std::collections::BTreeMap;

use super::dates::{self, DateOrder};
use super::header::Column;
use super::numbers::{self, Number};
use super::preamble::year;
use super::words::{self, Told, ValueColumn};
use crate::building::Ean;
use crate::catalog::{Format, Role};
use crate::lang::{NumberStyle, normalised};
use crate::period::Period;

/// Seconds of a day whose clock is not changed.
pub const DAY: i64 = 86_400;

/// Longest header of a slot.
const LONGEST: usize = 40;

/// What the columns of a wide table stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    /// Slots of the day in the row, each so many seconds long.
    Day(i64),
    /// Days of the month in the row.
    Month,
    /// Months of the year in the row.
    Year,
    /// Years; the row has the month.
    Years,
    /// Periods that need nothing of the row.
    Periods,
}

/// The columns of slots of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// What they stand for.
    pub across: Across,
    /// Labels stand at the end of their slots.
    pub ends: bool,
    /// One for each quantity; most tables have one.
    pub runs: Vec<Run>,
    /// Slots of something that is not energy, first and last column.
    pub other: Vec<(usize, usize)>,
}

/// Columns of one quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What the words beside the slots say.
    pub value: ValueColumn,
    /// Column by column.
    pub slots: Vec<Slot>,
}

/// A column and its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The column.
    pub column: usize,
    /// The slot: of the day, counted from 0; a day or a month, counted from 1; a year.
    pub number: i64,
    /// The second time of the repeated hour.
    pub again: bool,
    /// A period by itself.
    pub period: Option<Period>,
}

/// A header read as the label of a slot.
struct Label {
    column: usize,
    /// Seconds of the day, or a number.
    number: i64,
    /// Where a range ends.
    to: Option<i64>,
    period: Option<Period>,
}

/// Labels by the words beside them.
type Labels = BTreeMap<String, Vec<Label>>;

impl Slots {
    /// The slots that a row of headers names, if it names any.
    pub fn find(format: &Format, cells: &[String]) -> Option<Slots> {
        let labels = |read: fn(&str) -> Option<(String, Label)>| {
            let mut labels = Labels::new();
            for (column, cell) in
                cells.iter().enumerate().filter(|(_, c)| !c.is_empty() && c.len() <= LONGEST)
            {
                if let Some((words, label)) = read(cell) {
                    labels.entry(words).or_default().push(Label { column, ..label });
                }
            }
            labels
        };
        let found = [
            of_day(labels(clock), true),
            of_day(labels(four_digits), true),
            of_day(labels(ordinal), false),
            numbered(labels(ordinal), Across::Month, 28..=31),
            numbered(labels(ordinal), Across::Year, 12..=12),
            named(labels(month), Across::Year, 2),
            named(alike(labels(period), cells), Across::Periods, 2),
            named(labels(years), Across::Years, 1),
        ];
        let best = found.into_iter().flatten().rev().max_by_key(Runs::columns)?;
        Some(best.with_words(format))
    }

    /// Whether a cell names a period, as the headers of a table of periods do. Of amounts only `202111` can be a name:
    /// `2012.05` is what a month's gas may well be.
    pub fn names_one(&self, cell: &str) -> bool {
        self.across == Across::Periods
            && if is_number(cell) {
                cell.len() == 6 && dates::month(cell).is_some()
            } else {
                period(cell).is_some()
            }
    }

    /// The columns of slots that hold energy.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.runs.iter().flat_map(|run| run.slots.iter().map(|slot| slot.column))
    }
}

/// Runs whose words were not read yet.
struct Runs {
    across: Across,
    ends: bool,
    runs: Vec<(String, Vec<Slot>)>,
}

impl Runs {
    fn columns(&self) -> usize {
        self.runs.iter().map(|(_, slots)| slots.len()).sum()
    }

    /// Reads the words beside the slots. Where all runs are of one quantity they say nothing that names a meter.
    fn with_words(self, format: &Format) -> Slots {
        let mut slots = Slots { across: self.across, ends: self.ends, runs: Vec::new(), other: Vec::new() };
        for (words, columns) in self.runs {
            let (value, told) = words::read(format, &words);
            let status = format.role_of(&words).is_some();
            if told == Told::Other || status || format.is_other_unit(&words) {
                let ends = columns.first().zip(columns.last()).map(|(a, b)| (a.column, b.column));
                slots.other.extend(ends);
            } else {
                slots.runs.push(Run { value, slots: columns });
            }
        }
        if let [run] = slots.runs.as_mut_slice() {
            run.value.name = None;
        }
        slots
    }
}

/// Runs that cover a day: by the clock, or counted.
fn of_day(labels: Labels, by_clock: bool) -> Option<Runs> {
    let mut found: Option<Runs> = None;
    for (words, labels) in labels {
        let run = if by_clock { by_the_clock(&labels) } else { counted(&labels) };
        let Some((step, ends, slots)) = run else { continue };
        let runs = found.get_or_insert_with(|| Runs { across: Across::Day(step), ends, runs: Vec::new() });
        if runs.across == Across::Day(step) && runs.ends == ends {
            runs.runs.push((words, slots));
        }
    }
    found
}

/// Step, whether labels end their slots, slots.
type OfDay = (i64, bool, Vec<Slot>);

fn by_the_clock(labels: &[Label]) -> Option<OfDay> {
    let mut times: Vec<i64> = labels.iter().map(|l| l.number).collect();
    times.sort_unstable();
    times.dedup();
    let step = times.iter().zip(times.iter().skip(1)).map(|(a, b)| b - a).min()?;
    let (first, last) = (labels.first()?, labels.last()?);
    let ranges = labels.iter().all(|l| l.to.is_some());
    let ends = !ranges && (times.last() == Some(&DAY) || (last.number == 0 && first.number == step));
    // A day without the hour skipped in spring is a day, too.
    let slots = DAY / step.max(1);
    let whole = |n: usize| i64::try_from(n).is_ok_and(|n| n <= slots + 1 && n >= slots - 3600 / step.max(1));
    if !(300..=3600).contains(&step) || DAY % step != 0 || !whole(times.len()) {
        return None;
    }
    let mut seen = vec![false; usize::try_from(slots).ok()?];
    let mut found = Vec::with_capacity(labels.len());
    for label in labels {
        let at = if ends { label.number - step } else { label.number };
        let number = at.rem_euclid(DAY) / step;
        let before = seen.get_mut(usize::try_from(number).ok()?)?;
        if at % step != 0 {
            return None;
        }
        found.push(Slot { column: label.column, number, again: *before, period: None });
        *before = true;
    }
    Some((step, ends, found))
}

fn counted(labels: &[Label]) -> Option<OfDay> {
    let (from, count) = in_order(labels)?;
    let step = match count {
        23..=25 => 3600,
        46..=50 => 1800,
        92..=100 => 900,
        _ => return None,
    };
    let slot = |l: &Label| Slot { column: l.column, number: l.number - from, again: false, period: None };
    Some((step, false, labels.iter().map(slot).collect()))
}

/// The first number and how many there are, where each is one more than the one before and the first is 0 or 1.
fn in_order(labels: &[Label]) -> Option<(i64, usize)> {
    let first = labels.first().map(|l| l.number).filter(|n| (0..=1).contains(n))?;
    let in_order = labels.windows(2).all(|w| matches!(w, [a, b] if b.number == a.number + 1));
    in_order.then_some((first, labels.len()))
}

/// Runs of numbers from 1.
fn numbered(labels: Labels, across: Across, count: core::ops::RangeInclusive<usize>) -> Option<Runs> {
    let fits =
        |labels: &Vec<Label>| in_order(labels).is_some_and(|(from, n)| from == 1 && count.contains(&n));
    let runs: Vec<_> =
        labels.into_iter().filter(|(_, l)| fits(l)).map(|(words, l)| (words, slots(&l))).collect();
    (!runs.is_empty()).then_some(Runs { across, ends: false, runs })
}

/// Runs of names, each once.
fn named(labels: Labels, across: Across, fewest: usize) -> Option<Runs> {
    let each_once = |labels: &Vec<Label>| {
        let mut numbers: Vec<_> = labels.iter().map(|l| (l.number, l.period)).collect();
        numbers.sort_unstable();
        numbers.windows(2).all(|w| matches!(w, [a, b] if a != b))
    };
    let runs: Vec<_> = labels
        .into_iter()
        .filter(|(_, l)| l.len() >= fewest && each_once(l))
        .map(|(words, l)| (words, slots(&l)))
        .collect();
    (!runs.is_empty()).then_some(Runs { across, ends: false, runs })
}

/// Digits that are a month only where a row of them says so, `202002 202003 202004`: beside `02/2020`, `196101` is what was
/// used in it, and of two alone nobody knows.
fn alike(mut labels: Labels, cells: &[String]) -> Labels {
    let digits = |cell: &String| cell.trim().len() == 6 && cell.trim().bytes().all(|b| b.is_ascii_digit());
    let is_bare = |label: &Label| cells.get(label.column).is_some_and(digits);
    for run in labels.values_mut() {
        if run.iter().any(|label| !is_bare(label)) {
            run.retain(|label| !is_bare(label));
        } else if run.len() < 3 {
            run.clear();
        }
    }
    labels
}

fn slots(labels: &[Label]) -> Vec<Slot> {
    let slot = |l: &Label| Slot { column: l.column, number: l.number, again: false, period: l.period };
    labels.iter().map(slot).collect()
}

/// A label without its column, which its reader does not know.
fn label(number: i64) -> Label {
    Label { column: 0, number, to: None, period: None }
}

/// Words that mark the second time of the repeated hour.
const AGAIN: [&str; 8] = ["bis", "2", "b", "dst", "hiver", "winter", "2x", "w"];

/// `00:30`, `[00:30]`, `0h30`, `00:00-00:15`, `kWh 00:30`.
fn clock(cell: &str) -> Option<(String, Label)> {
    let bytes = cell.as_bytes();
    let mut times: Vec<(usize, usize, i64)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let is_clock = |b: &u8| b.is_ascii_digit() || matches!(b, b':' | b'h' | b'H');
        let length = bytes.get(at..)?.iter().take_while(|b| is_clock(b)).count();
        let begins = bytes.get(at).is_some_and(u8::is_ascii_digit);
        let alone = at == 0 || !bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric);
        if begins
            && alone
            && let Some(seconds) = bytes.get(at..at + length).and_then(dates::time)
        {
            times.push((at, at + length, seconds));
        }
        at += length.max(1);
    }
    let (number, to) = match times.as_slice() {
        [(_, _, from)] => (*from, None),
        [(_, _, from), (_, _, to)] => (*from, Some(*to)),
        _ => return None,
    };
    let (before, after) = (times.first()?.0, times.last()?.1);
    let around = normalised(&format!("{} {}", cell.get(..before)?, cell.get(after..)?));
    let words: Vec<&str> = around.split(' ').filter(|w| !AGAIN.contains(w)).collect();
    Some((words.join(" "), Label { to, ..label(number) }))
}

/// `0030`, `HH0030`.
fn four_digits(cell: &str) -> Option<(String, Label)> {
    let (words, number) = number_at_end(cell, 4..=4)?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1440)
        .then(|| (words, label(hours * 3600 + minutes * 60)))
}

/// `kWh_1`, `H24`, `7`.
fn ordinal(cell: &str) -> Option<(String, Label)> {
    let (words, number) = number_at_end(cell, 1..=3)?;
    Some((words, label(number)))
}

fn number_at_end(cell: &str, digits: core::ops::RangeInclusive<usize>) -> Option<(String, i64)> {
    let bare = cell.trim_end_matches([']', ')', '.', ' ']);
    let words = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = bare.get(words.len()..)?;
    if !digits.contains(&number.len()) || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((normalised(words), number.parse().ok()?))
}

/// `Janvier`, `janv.`, `kWh janvier`.
fn month(cell: &str) -> Option<(String, Label)> {
    one_word(cell, |word| dates::month_name(word).map(i64::from))
}

/// `2022`, `Année 2022`, `2022 (kWh)`; `01/02/2022` is a day.
fn years(cell: &str) -> Option<(String, Label)> {
    let year = |word: &str| year(word).filter(|y| (1980..=2100).contains(y)).map(i64::from);
    one_word(cell, year).filter(|_| !is_day(cell))
}

/// The one word of a cell that is a number, and the words beside it.
fn one_word(cell: &str, read: impl Fn(&str) -> Option<i64>) -> Option<(String, Label)> {
    let words = normalised(cell);
    let mut found = None;
    let mut beside: Vec<&str> = Vec::new();
    for word in words.split(' ') {
        match read(word) {
            Some(number) if found.is_none() => found = Some(number),
            Some(_) => return None,
            None => beside.push(word),
        }
    }
    Some((beside.join(" "), label(found?)))
}

/// `janv-24`, `01/2024`, `T1 2024`. An amount is none, though `2012,05` looks like one.
fn period(cell: &str) -> Option<(String, Label)> {
    if cell.contains(',') && is_number(cell) {
        return None;
    }
    let period = dates::span(cell).filter(|_| year(cell.trim()).is_none())?;
    Some((String::new(), Label { period: Some(period), ..label(0) }))
}

/// A table of slots without a header: `id, serial, date, 48 numbers`. The first row that is one, and its columns.
pub fn headless(rows: &[Vec<String>]) -> Option<(usize, Vec<Column>)> {
    let row = rows.iter().position(|row| row.iter().any(|c| !c.is_empty()))?;
    let cells = rows.get(row)?;
    let date = (0..cells.len().min(MOST_NAMES)).find(|i| cells.get(*i).is_some_and(|c| is_day(c)))?;
    let filled = cells.iter().rposition(|c| !c.is_empty())? + 1;
    let values = filled.checked_sub(date + 1)?;
    let alike = rows.get(row..)?.iter().filter(|r| r.iter().any(|c| !c.is_empty()));
    let is_like = |r: &Vec<String>| {
        r.get(date).is_some_and(|c| is_day(c)) && r.iter().skip(date + 1).all(|c| is_number(c))
    };
    if !matches!(values, 23..=25 | 46..=50 | 92..=100) || !alike.take(SEEN).all(is_like) {
        return None;
    }
    let mut columns = vec![Column::Unused; filled];
    *columns.get_mut(date)? = Column::Role(Role::Date);
    let named = cells.iter().take(date).position(|c| Ean::read(c).is_some_and(|e| e.problem().is_none()));
    match named {
        Some(ean) => *columns.get_mut(ean)? = Column::Role(Role::Ean),
        None if date > 0 => *columns.get_mut(0)? = Column::Role(Role::Serial),
        None => {}
    }
    Some((row, columns))
}

/// The slots of a table without a header: all columns after its date.
pub fn without_labels(columns: &[Column]) -> Option<Slots> {
    let date = columns.iter().position(|c| *c == Column::Role(Role::Date))?;
    let labels: Vec<Label> = (date + 1..columns.len())
        .zip(1..)
        .map(|(column, number)| Label { column, ..label(number) })
        .collect();
    let (step, ends, slots) = counted(&labels)?;
    let run = Run { value: ValueColumn::default(), slots };
    Some(Slots { across: Across::Day(step), ends, runs: vec![run], other: Vec::new() })
}

/// Columns before the date of a table without a header.
const MOST_NAMES: usize = 6;
/// Rows that must be alike.
const SEEN: usize = 6;

/// Whether a cell is a day, with or without a time.
pub fn is_day(cell: &str) -> bool {
    dates::stamp(cell.as_bytes(), DateOrder::DayFirst).is_some()
        || dates::stamp(cell.as_bytes(), DateOrder::MonthFirst).is_some()
}

fn is_number(cell: &str) -> bool {
    [NumberStyle::Comma, NumberStyle::Dot]
        .into_iter()
        .any(|style| numbers::read(cell.trim().as_bytes(), style) != Number::Bad)
}
