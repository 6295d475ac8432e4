//! What the words of a value column say: `Index jour (kWh)`, `Gaz m³`, `Injection`, `Conso aile B (kWh)`.
//!
//! Phrases of the layout's closed vocabulary are matched whole, the longest first; a bracketed unit is a unit. What is
//! left over is the name of the meter.

use serde::{Deserialize, Serialize};

use crate::building::{Carrier, Direction, Kind, Register};
use crate::catalog::{Attribute, Format};
use crate::lang::normalised;
use crate::units::Unit;

/// Words in brackets that are units, but none we can count in; any other word there is a name.
const LIKE_UNITS: [&str; 24] = [
    "baril", "barils", "barrel", "barrels", "gallon", "gallons", "gal", "btu", "mbtu", "ccf", "mcf", "cf",
    "ft3", "tep", "toe", "cal", "kcal", "hl", "dl", "cm", "kva", "kvar", "kvarh", "sacs",
];

/// A column of values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueColumn {
    /// Meaning of the values, when said.
    pub kind: Option<Kind>,
    /// Way, when said.
    pub direction: Option<Direction>,
    /// Counter, when said.
    pub register: Option<Register>,
    /// Energy, when said.
    pub carrier: Option<Carrier>,
    /// Unit, when said and known.
    pub unit: Option<Unit>,
    /// The bracketed word that is no known unit.
    pub unknown_unit: Option<String>,
    /// What is left: the meter's name.
    pub name: Option<String>,
}

/// Reads a header cell as a value column; `None` when no word of it says that it holds readings.
pub fn value_column(format: &Format, header: &str) -> Option<ValueColumn> {
    let mut column = ValueColumn::default();
    let mut said = false;
    let mut bare = String::with_capacity(header.len());
    let mut rest = header;
    while let Some(open) = rest.find(['(', '[']) {
        let (before, bracketed) = rest.split_at(open);
        bare.push_str(before);
        bare.push(' ');
        let close = bracketed.find([')', ']']).unwrap_or(bracketed.len());
        let inside = bracketed.get(1..close).unwrap_or_default();
        match Unit::read(inside) {
            Some(unit) => {
                column.unit = Some(unit);
                said = true;
            }
            None if LIKE_UNITS.contains(&normalised(inside).as_str()) => {
                column.unknown_unit = Some(inside.trim().to_owned());
            }
            None => bare.push_str(inside),
        }
        rest = bracketed.get(close + 1..).unwrap_or_default();
    }
    bare.push_str(rest);
    let words = normalised(&bare);
    let words: Vec<&str> = words.split(' ').filter(|w| !w.is_empty()).collect();
    let mut left: Vec<&str> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let matched = (1..=3.min(words.len() - i)).rev().find_map(|n| {
            let phrase = words.get(i..i + n)?.join(" ");
            format.vocabulary(&phrase).map(|meaning| (n, meaning))
        });
        if let Some((n, meaning)) = matched {
            said |= apply(&mut column, meaning);
            i += n;
            continue;
        }
        let word = words.get(i).copied().unwrap_or_default();
        // One letter is too little to be a unit outside brackets: `l'index` is no litre.
        match Unit::read(word).filter(|_| word.len() > 1) {
            Some(unit) => {
                column.unit = Some(unit);
                said = true;
            }
            None => left.push(word),
        }
        i += 1;
    }
    if !left.is_empty() {
        column.name = Some(left.join(" "));
    }
    said.then_some(column)
}

/// Takes one meaning; says whether it makes the column one of readings.
fn apply(column: &mut ValueColumn, meaning: &Attribute) -> bool {
    match meaning {
        Attribute::Kind(kind) => column.kind = Some(*kind),
        Attribute::Direction(direction) => column.direction = Some(*direction),
        Attribute::Register(register) => {
            column.register = Some(*register);
            return false;
        }
        Attribute::Carrier(carrier) => column.carrier = Some(*carrier),
        Attribute::Filler | Attribute::Line(_) => return false,
    }
    true
}
