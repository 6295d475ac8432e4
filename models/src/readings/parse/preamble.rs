//! What stands above a table and holds for all of it: `EAN : 5414…`, `Unité : kWh`, `Consommations de gaz 2024`.
//!
//! A label with its value, in one cell or in two, is read by the headers of the layout. Titles give a unit, an energy
//! or a year where they name exactly one. Does *not* look below the header.

use super::cells::unwrapped;
use super::header::Found;
use super::words;
use crate::building::{Carrier, Ean};
use crate::catalog::{Attribute, Format, Role};
use crate::lang::normalised;
use crate::units::Unit;

/// Longest text above a table that is a title; what is longer is a notice.
const LONGEST_TITLE: usize = 120;

/// What holds for the whole table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preamble {
    /// Supply point.
    pub ean: Option<Ean>,
    /// Serial number, or the number another country gives a supply point.
    pub serial: Option<String>,
    /// Meter or building.
    pub name: Option<String>,
    /// Unit.
    pub unit: Option<Unit>,
    /// A unit that is not on the list.
    pub unknown_unit: Option<String>,
    /// Energy.
    pub carrier: Option<Carrier>,
    /// Year.
    pub year: Option<i16>,
}

impl Preamble {
    /// Of a table whose header was found.
    pub fn above(found: &Found<'_>) -> Preamble {
        let mut rows = found.table.rows();
        let mut above: Vec<Vec<String>> = Vec::new();
        while let Some(row) = rows.next_row()
            && row.line < found.line
        {
            above.push(row.texts().map(str::to_owned).collect());
        }
        Preamble::of(found.format, &above)
    }

    /// Of the rows above a header.
    pub fn of(format: &Format, rows: &[Vec<String>]) -> Preamble {
        let mut preamble = Preamble::default();
        let mut titles = Titles::default();
        for row in rows {
            let mut cells = row.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).peekable();
            while let Some(cell) = cells.next() {
                let (label, value) = match cell.split_once(':') {
                    Some((label, value)) if !value.trim().is_empty() => (label, Some(value.trim())),
                    Some((label, _)) => (label, cells.peek().copied()),
                    None => (cell, cells.peek().copied()),
                };
                let role = format.role_of(&normalised(label));
                match (role, value) {
                    (Some(role), Some(value)) => preamble.take(format, role, unwrapped(value)),
                    _ if cell.len() <= LONGEST_TITLE => titles.see(format, cell),
                    _ => {}
                }
            }
        }
        preamble.unit = preamble.unit.or(titles.unit.only());
        preamble.carrier = preamble.carrier.or(titles.carrier.only());
        preamble.year = preamble.year.or(titles.year.only());
        preamble
    }

    fn take(&mut self, format: &Format, role: Role, value: &str) {
        match role {
            Role::Ean => self.ean = self.ean.take().or_else(|| Ean::read(value)),
            Role::Serial => self.serial = self.serial.take().or_else(|| Some(value.to_owned())),
            Role::Name => self.name = self.name.take().or_else(|| Some(value.to_owned())),
            Role::Unit => match words::unit(value) {
                Some(unit) => self.unit = self.unit.or(Some(unit)),
                None => self.unknown_unit = Some(value.to_owned()),
            },
            Role::Carrier => self.carrier = self.carrier.or(words::read(format, value).0.carrier),
            Role::Year => self.year = self.year.or(year(value)),
            _ => {}
        }
    }
}

/// What titles name: the one thing, or none where they name several.
#[derive(Default)]
struct Titles {
    unit: Only<Unit>,
    carrier: Only<Carrier>,
    year: Only<i16>,
}

#[derive(Default)]
enum Only<T> {
    #[default]
    Nothing,
    One(T),
    Several,
}

impl<T: PartialEq + Copy> Only<T> {
    fn see(&mut self, seen: T) {
        *self = match self {
            Only::Nothing => Only::One(seen),
            Only::One(held) if *held == seen => return,
            _ => Only::Several,
        };
    }

    fn only(&self) -> Option<T> {
        match self {
            Only::One(held) => Some(*held),
            _ => None,
        }
    }
}

impl Titles {
    fn see(&mut self, format: &Format, cell: &str) {
        let words = normalised(cell);
        let mut words = words.split(' ').filter(|w| !w.is_empty()).peekable();
        while let Some(word) = words.next() {
            let phrase = words.peek().map(|next| format!("{word} {next}"));
            let meaning = phrase.and_then(|p| format.vocabulary(&p)).or_else(|| format.vocabulary(word));
            if let Some(Attribute::Carrier(carrier)) = meaning {
                self.carrier.see(*carrier);
            } else if let Some(unit) = Unit::read(word).filter(|_| word.len() > 1) {
                self.unit.see(unit);
            } else if let Some(year) = year(word) {
                self.year.see(year);
            }
        }
    }
}

/// A year in which somebody may have read a meter.
pub fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|y| word.len() == 4 && (1950..=2150).contains(y))
}
