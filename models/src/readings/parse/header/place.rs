//! What each cell of a row would be if the row were the header of a layout, and how well it fits.
//!
//! Words decide first; where they leave a choice, the cells below do. Does *not* choose between layouts.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Column, LOOKED_AT};
use crate::building::Register;
use crate::catalog::{Catalog, Format, Role, Shape};
use crate::lang::{NumberStyle, normalised};
use crate::readings::parse::dates;
use crate::readings::parse::numbers::{self, Number};
use crate::readings::parse::preamble::{self, Preamble};
use crate::readings::parse::slots::{self, Across, Slots};
use crate::readings::parse::strangers;
use crate::readings::parse::words::{self, Told, ValueColumn};

/// Longest header of a column.
const LONGEST_HEADER: usize = 80;
/// Longest words over a group of columns.
const LONGEST_GROUP: usize = 40;

/// By the words of headers, what stands in brackets behind them; nothing where that tells columns apart: `Gaz (cuisine)`,
/// `Gaz (salle)`.
type Telling<'a> = HashMap<String, Option<&'a str>>;

/// A row that may be the header, with what stands around it.
pub(super) struct Place<'a> {
    pub cells: &'a [String],
    pub words: &'a [String],
    /// The row of units below it.
    pub units: Option<&'a [String]>,
    pub above: &'a [Vec<String>],
    pub below: &'a [Vec<String>],
}

/// Whether a row is one of units, `;kWh;m³`: whatever it says is a unit.
pub(super) fn gives_units(catalog: &Catalog, row: &[String]) -> bool {
    let is_other = |cell: &str| catalog.plain_table().is_some_and(|f| f.is_other_unit(&normalised(cell)));
    let mut said = row.iter().map(|c| c.trim()).filter(|c| !c.is_empty() && *c != "-").peekable();
    said.peek().is_some() && said.all(|cell| words::unit(cell).is_some() || is_other(cell))
}

/// Roles that several columns can have.
const SHARED: [Role; 6] = [Role::Name, Role::Value, Role::Status, Role::Estimated, Role::Ignored, Role::Cost];

/// Roles that say when.
const DATED: [Role; 4] = [Role::Date, Role::Month, Role::From, Role::Year];

impl Place<'_> {
    /// What each cell of the row is in this layout, and how well it fits; `None` when something required is not there.
    pub fn columns_of(&self, format: &Format) -> Option<(usize, Vec<Column>)> {
        if !format.is_headed_by(self.words) {
            return None;
        }
        let mut columns = self.roles(format);
        // A sentence with one telling word is no header: all words are short.
        if format.shape != Shape::Tall && self.cells.iter().any(|c| c.len() > LONGEST_HEADER) {
            return None;
        }
        let values = match format.shape {
            Shape::Document => return None,
            Shape::Tall => 0,
            // A row of values is no header.
            Shape::Columns if self.cells.iter().filter(|c| is_datum(c)).count() * 3 > self.filled() => {
                return None;
            }
            Shape::Columns => {
                self.values(format, &mut columns);
                self.date(&mut columns);
                self.clocks_of_no_day(format, &mut columns);
                columns.iter().filter(|c| matches!(c, Column::Value(_))).count()
            }
            Shape::Wide => {
                let slots = Slots::find(format, self.cells)?;
                // Below the name of a slot stand amounts. Where names go on, `11/2021` below `10/2021`, the row is one of
                // many and no header, whatever its amount looks like; so is one of days, none of which is a slot.
                let days = self.cells.iter().filter(|c| slots::is_day(c)).count();
                if days > slots.columns().count() || slots.columns().any(|i| self.goes_on(i, &slots)) {
                    return None;
                }
                for column in slots.columns() {
                    if let Some(slot) = columns.get_mut(column) {
                        *slot = Column::Unused;
                    }
                }
                self.complement(format, &slots, &mut columns)?;
                // Slots say more than as many columns of values would.
                slots.columns().count() * 2
            }
        };
        let roles = columns.iter().filter(|c| matches!(c, Column::Role(_))).count();
        let dated = DATED.iter().any(|role| columns.contains(&Column::Role(*role)));
        let fits = match format.shape {
            Shape::Tall => roles > 0,
            Shape::Wide => values > 0,
            _ => dated && values > 0,
        };
        // A described layout beats a table recognised by its words.
        let weight = if format.is_described() { 100 } else { 1 };
        fits.then_some(((roles + values) * weight, columns))
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.is_empty()).count()
    }

    /// Columns that have a role by their whole header.
    fn roles(&self, format: &Format) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::with_capacity(self.words.len());
        for (i, word) in self.words.iter().enumerate() {
            let role = format.role_of(word).map(|role| self.by_the_clock(i, role, &columns));
            let role = role.map(Column::Role);
            let free = |role: &Column| {
                matches!(role, Column::Role(role) if SHARED.contains(role)) || !columns.contains(role)
            };
            columns.push(role.filter(free).unwrap_or(Column::Unused));
        }
        columns
    }

    /// `Début` and `Fin` are days, or times of the day in the date beside them: their cells tell. Of two clocks in a row the
    /// second shows when the slot ends.
    fn by_the_clock(&self, column: usize, role: Role, before: &[Column]) -> Role {
        match role {
            Role::From if self.holds(column, is_clock) => Role::FromTime,
            Role::To if self.holds(column, is_clock) => Role::ToTime,
            Role::FromTime if self.holds(column, is_date) => Role::From,
            Role::ToTime if self.holds(column, is_date) => Role::To,
            Role::Time if before.contains(&Column::Role(Role::Time)) && self.holds(column, is_clock) => {
                Role::ToTime
            }
            role => role,
        }
    }

    /// Where no column holds dates a clock shows the time of no day: `Du` means the day that it says, and its cells are
    /// mistakes, each to be told. Else the row would be no header, and one below it might pass for one.
    fn clocks_of_no_day(&self, format: &Format, columns: &mut [Column]) {
        if DATED.iter().any(|role| columns.contains(&Column::Role(*role))) {
            return;
        }
        for (column, word) in columns.iter_mut().zip(self.words) {
            if matches!(column, Column::Role(Role::FromTime | Role::ToTime))
                && let Some(role @ (Role::From | Role::To)) = format.role_of(word)
            {
                *column = Column::Role(role);
            }
        }
    }

    /// A header with the unit below it.
    fn with_unit(&self, column: usize) -> Cow<'_, str> {
        let cell = self.cells.get(column).map_or("", String::as_str);
        let unit = self.units.and_then(|units| units.get(column)).map_or("", |unit| unit.trim());
        match unit.trim_matches(['(', ')', '[', ']']) {
            "" | "-" => Cow::Borrowed(cell),
            unit => Cow::Owned(format!("{cell} ({unit})")),
        }
    }

    /// What a header says by itself. A word in brackets where no unit stands is a unit nobody knows, unless it tells
    /// columns apart or a unit stands elsewhere: over the column, beside the values, above the table.
    fn says(format: &Format, cell: &str, telling: &Telling<'_>, unit_elsewhere: bool) -> (ValueColumn, Told) {
        let (column, told) = words::read(format, cell);
        if unit_elsewhere || told == Told::Other || column.unit.is_some() || column.unknown_unit.is_some() {
            return (column, told);
        }
        match words::closing_word(format, cell) {
            Some((before, word)) if telling.get(&normalised(before)) != Some(&None) => {
                let (column, told) = words::read(format, before);
                (ValueColumn { unknown_unit: Some(word.to_owned()), ..column }, told)
            }
            _ => (column, told),
        }
    }

    /// The words in brackets at the end of headers.
    fn telling(&self, format: &Format) -> Telling<'_> {
        let mut telling = Telling::new();
        for (before, word) in self.cells.iter().filter_map(|cell| words::closing_word(format, cell)) {
            let held = telling.entry(normalised(before)).or_insert(Some(word));
            *held = held.filter(|held| *held == word);
        }
        telling
    }

    /// Columns of values, by the words of their headers and of the groups above them. Where no header says that it
    /// holds readings, registers do, `Jour` and `Nuit`; and where a title says the unit, whatever holds numbers.
    fn values(&self, format: &Format, columns: &mut [Column]) {
        let groups = self.groups();
        let mut read: Vec<(usize, ValueColumn, Told)> = Vec::new();
        let telling = self.telling(format);
        let unit_above = Preamble::of(format, self.above).unit.is_some();
        let unit_elsewhere = unit_above || columns.contains(&Column::Role(Role::Unit));
        for i in 0..self.cells.len() {
            let cell = self.with_unit(i);
            let named = columns.get(i) == Some(&Column::Role(Role::Value));
            if !(named || columns.get(i) == Some(&Column::Unused)) || cell.is_empty() {
                continue;
            }
            let group = groups.get(i).copied().flatten().map(|group| words::read(format, group));
            let unit_over = group.as_ref().is_some_and(|(group, _)| group.unit.is_some());
            let (own, told) = Self::says(format, &cell, &telling, unit_elsewhere || unit_over);
            let told = if named { Told::Readings } else { told };
            match group {
                Some((group, told_above)) if told_above > Told::Nothing && told > Told::Other => {
                    let told = if told == Told::Nothing && !self.heads_numbers(i) {
                        told
                    } else {
                        told.max(told_above)
                    };
                    read.push((i, own.or(group), told));
                }
                _ => read.push((i, own, told)),
            }
        }
        let readings = read.iter().any(|(_, _, told)| *told == Told::Readings);
        let values = read.iter().any(|(_, _, told)| *told == Told::Value);
        let registers = read.iter().any(|(_, v, _)| v.register.is_some_and(|r| r != Register::Total));
        let least = match (readings, registers) {
            (true, _) => Told::Readings,
            _ if values => Told::Value,
            (false, true) => Told::Register,
            (false, false) if unit_above => Told::Nothing,
            (false, false) => return,
        };
        for (i, value, told) in read {
            let is_value = told >= least && (told > Told::Nothing || self.heads_numbers(i));
            if let Some(column) = columns.get_mut(i).filter(|_| is_value) {
                *column = Column::Value(value);
            }
        }
    }

    /// For each column, the words of the row above that stand over a group of columns: `Électricité (kWh)` over `Jour`
    /// and `Nuit`. A lone cell at the left is a title.
    fn groups(&self) -> Vec<Option<&str>> {
        let Some(above) = self.above.last() else { return Vec::new() };
        let words = || above.iter().enumerate().filter(|(_, c)| !c.is_empty());
        let titles = words().count() < 2 && words().all(|(i, _)| i == 0);
        let odd = |c: &str| c.len() > LONGEST_GROUP || c.contains(':') || is_value(c);
        if titles || words().any(|(_, c)| odd(c)) {
            return Vec::new();
        }
        let mut group = None;
        let over = |i: usize| {
            group = above.get(i).map(String::as_str).filter(|c| !c.is_empty()).or(group);
            group
        };
        (0..self.cells.len()).map(over).collect()
    }

    /// Makes a column the date where none is, by what stands below it: a header nobody foresaw, `time`, or none.
    fn date(&self, columns: &mut [Column]) {
        if DATED.iter().any(|role| columns.contains(&Column::Role(*role))) {
            return;
        }
        if strangers::is_building_list(self.words) {
            return;
        }
        let free = |c: &Column| matches!(c, Column::Unused | Column::Role(Role::Time));
        // A column of dates is not headed by one, nor by what else stands in rows: that row is one of many.
        let headed = |i: usize| self.cells.get(i).is_none_or(|cell| !is_datum(cell));
        let dated = (0..columns.len())
            .find(|i| columns.get(*i).is_some_and(free) && headed(*i) && self.holds(*i, is_date));
        if let Some(column) = dated.and_then(|i| columns.get_mut(i)) {
            *column = Column::Role(Role::Date);
        }
    }

    /// What the rows of a wide table must say beside their slots; `None` where they do not.
    fn complement(&self, format: &Format, slots: &Slots, columns: &mut [Column]) -> Option<()> {
        let taken: Vec<usize> =
            slots.columns().chain(slots.other.iter().flat_map(|(a, b)| *a..=*b)).collect();
        let free = |i: &usize, columns: &[Column]| {
            !taken.contains(i)
                && columns.get(*i).is_some_and(|c| matches!(c, Column::Unused | Column::Role(Role::Time)))
        };
        let wants: (&[Role], Role, fn(&str) -> bool) = match slots.across {
            Across::Day(_) => (&[Role::Date, Role::From, Role::Month], Role::Date, is_date),
            Across::Month => (&[Role::Month], Role::Month, is_month),
            Across::Year => (&[Role::Year, Role::Month], Role::Year, is_year),
            Across::Years => (&[Role::Month], Role::Month, is_month_name),
            Across::Periods => return Some(()),
        };
        let (roles, promoted, holds) = wants;
        if roles.iter().any(|role| columns.contains(&Column::Role(*role))) {
            return Some(());
        }
        // A column of months is not headed by one: that row is one of many.
        let timed = matches!(slots.across, Across::Day(_));
        let headed = |i: &usize| timed || self.cells.get(*i).is_none_or(|cell| !holds(cell));
        let found = (0..columns.len()).find(|i| free(i, columns) && self.holds(*i, holds)).filter(headed);
        match found.and_then(|i| columns.get_mut(i)) {
            Some(column) => *column = Column::Role(promoted),
            // "Consommations 2024" above the months.
            None if slots.across == Across::Year => {
                Preamble::of(format, self.above).year?;
            }
            None => return None,
        }
        Some(())
    }

    /// Whether the first cells below a header are all of a kind; those that say nothing do not tell.
    fn holds(&self, column: usize, kind: impl Fn(&str) -> bool) -> bool {
        let cells = || {
            let cells = self.below.iter().filter_map(|row| row.get(column)).map(|c| c.trim());
            cells.filter(|c| !c.is_empty()).take(LOOKED_AT)
        };
        cells().next().is_some() && cells().all(kind)
    }

    /// Whether the cells below the name of a slot are such names, too. Two of them at least: one amount may look so.
    fn goes_on(&self, column: usize, slots: &Slots) -> bool {
        let cells = self.below.iter().filter_map(|row| row.get(column)).map(|c| c.trim());
        let told = cells.filter(|c| !c.is_empty()).take(LOOKED_AT).collect::<Vec<_>>();
        let fewest = if told.iter().any(|cell| is_value(cell)) { 2 } else { 1 };
        told.len() >= fewest && told.iter().all(|cell| slots.names_one(cell))
    }

    /// Whether numbers stand below a cell that may be their header: a day or a clock is none, but of a row like theirs.
    fn heads_numbers(&self, column: usize) -> bool {
        let is_moment = |cell: &String| slots::is_day(cell) || is_clock(cell);
        !self.cells.get(column).is_some_and(is_moment) && self.is_numeric(column)
    }

    fn is_numeric(&self, column: usize) -> bool {
        let says = |c: &str| numbers::read(c.as_bytes(), NumberStyle::Comma) != Number::Missing;
        let cells = self.below.iter().filter_map(|row| row.get(column)).map(|c| c.trim());
        let mut said = cells.filter(|c| says(c)).take(LOOKED_AT).peekable();
        said.peek().is_some() && said.all(is_value)
    }
}

/// Whether a cell is a number in one style or another.
fn is_value(cell: &str) -> bool {
    let number = |style| matches!(numbers::read(cell.as_bytes(), style), Number::Value { .. });
    number(NumberStyle::Comma) || number(NumberStyle::Dot)
}

/// Whether a cell is a date or a month.
fn is_date(cell: &str) -> bool {
    slots::is_day(cell) || dates::month(cell).is_some()
}

/// Whether a cell is of those that stand below headers: a number, a date, a time of the day.
fn is_datum(cell: &str) -> bool {
    is_value(cell) || is_date(cell) || is_clock(cell)
}

fn is_clock(cell: &str) -> bool {
    dates::time(cell.as_bytes()).is_some()
}

fn is_month(cell: &str) -> bool {
    dates::month(cell).is_some()
}

fn is_month_name(cell: &str) -> bool {
    dates::month_name(&normalised(cell)).is_some()
}

fn is_year(cell: &str) -> bool {
    preamble::year(cell).is_some()
}
