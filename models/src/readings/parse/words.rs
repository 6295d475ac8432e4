//! What the words of a value column say: `Index jour (kWh)`, `Gaz m³`, `Injection`, `Conso aile B (kWh)`.
//!
//! Phrases of the layout's closed vocabulary are matched whole, the longest first; a bracketed unit is a unit. What is
//! left over is the name of the meter. Cells of a column that names energies or registers are read the same way.

use serde::{Deserialize, Serialize};

use crate::building::{Carrier, Direction, Kind, Register};
use crate::catalog::{Attribute, Edge, Format};
use crate::lang::normalised;
use crate::units::{Basis, Unit};

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
    /// Calorific basis, when said: `kWh PCI`.
    pub basis: Option<Basis>,
    /// At which end of its row's period an index was read, when said.
    pub edge: Option<Edge>,
    /// What is left: the meter's name.
    pub name: Option<String>,
}

/// What words say about being readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Something else: a temperature, an amount of money.
    Other,
    /// Nothing.
    Nothing,
    /// A register, `Jour` or `Total`: readings where the table has nothing that says more.
    Register,
    /// Readings.
    Readings,
}

/// Longest phrase of a vocabulary: `index de fin de période`.
const LONGEST_PHRASE: usize = 5;

/// Reads a header cell as a value column; `None` when no word of it says that it holds readings.
pub fn value_column(format: &Format, header: &str) -> Option<ValueColumn> {
    let (column, told) = read(format, header);
    (told == Told::Readings).then_some(column)
}

/// What the words of a cell say.
pub fn read(format: &Format, cell: &str) -> (ValueColumn, Told) {
    let mut column = ValueColumn { basis: basis(cell), ..ValueColumn::default() };
    let mut told = Told::Nothing;
    let mut other = is_ratio(cell);
    let bare = apart(&without_brackets(cell, &mut column, &mut told));
    let words = normalised(&bare);
    let words: Vec<&str> = words.split(' ').filter(|w| !w.is_empty()).collect();
    let mut left: Vec<&str> = Vec::new();
    let mut odd = None;
    let mut i = 0;
    while i < words.len() {
        let matched = (1..=LONGEST_PHRASE.min(words.len() - i)).rev().find_map(|n| {
            let phrase = words.get(i..i + n)?.join(" ");
            format.vocabulary(&phrase).map(|meaning| (n, meaning))
        });
        if let Some((n, meaning)) = matched {
            other |= *meaning == Attribute::Other;
            told = told.max(apply(&mut column, meaning));
            i += n;
            continue;
        }
        let word = words.get(i).copied().unwrap_or_default();
        // One letter is too little to be a unit outside brackets: `l'index` is no litre.
        match Unit::read(word).filter(|_| word.len() > 1) {
            Some(unit) => {
                column.unit = Some(unit);
                told = Told::Readings;
            }
            None if BASES.iter().any(|(said, _)| *said == word) => {}
            None if LIKE_UNITS.contains(&word) => odd = Some(word),
            None => left.push(word),
        }
        i += 1;
    }
    if column.unit.is_none() && column.unknown_unit.is_none() {
        column.unknown_unit = odd.map(str::to_owned);
    } else {
        left.extend(odd);
    }
    if !left.is_empty() {
        column.name = Some(left.join(" "));
    }
    (column, if other { Told::Other } else { told })
}

/// Words that programs write as one: `StandNormaal` → `Stand Normaal`; `kWh` stays.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut small = 0;
    for c in text.chars() {
        if c.is_uppercase() && small >= 2 {
            out.push(' ');
        }
        small = if c.is_lowercase() { small + 1 } else { 0 };
        out.push(c);
    }
    out
}

/// Whether a unit is divided by something: `kWh/m²` and `€/kWh` are no readings. `Gaz/kWh` is, and `kW/h` is what
/// people write for kWh.
fn is_ratio(cell: &str) -> bool {
    let word = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ';' | ',');
    let money = |text: &str| ["€", "eur", "euro", "$", "usd", "c€", "ct", "cent", "£"].contains(&text);
    cell.split(word).any(|word| {
        let (Some((above, below)), None) = (word.split_once('/'), Unit::read(word)) else { return false };
        let below_unit = Unit::read(below).is_some();
        !below.is_empty() && (Unit::read(above).is_some() && !above.is_empty())
            || below_unit && money(&above.to_lowercase())
    })
}

/// The words outside brackets, and those inside that are no unit.
fn without_brackets(cell: &str, column: &mut ValueColumn, told: &mut Told) -> String {
    let mut bare = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(open) = rest.find(['(', '[']) {
        let (before, bracketed) = rest.split_at(open);
        bare.push_str(before);
        bare.push(' ');
        let close = bracketed.find([')', ']']).unwrap_or(bracketed.len());
        let inside = bracketed.get(1..close).unwrap_or_default();
        match Unit::read(inside) {
            Some(unit) => {
                column.unit = Some(unit);
                *told = Told::Readings;
            }
            None if LIKE_UNITS.contains(&normalised(inside).as_str()) => {
                column.unknown_unit = Some(inside.trim().to_owned());
            }
            None => bare.push_str(inside),
        }
        bare.push(' ');
        rest = bracketed.get(close + 1..).unwrap_or_default();
    }
    bare.push_str(rest);
    bare
}

/// Takes one meaning; says what it tells about being readings.
fn apply(column: &mut ValueColumn, meaning: &Attribute) -> Told {
    match meaning {
        Attribute::Kind(kind) => column.kind = Some(*kind),
        Attribute::Direction(direction) => column.direction = Some(*direction),
        Attribute::Register(register) => {
            // `Total jour` is the day's.
            if column.register.is_none() || *register != Register::Total {
                column.register = Some(*register);
            }
            return Told::Register;
        }
        Attribute::Carrier(carrier) => column.carrier = Some(*carrier),
        Attribute::Edge(edge) => {
            column.edge = Some(*edge);
            return Told::Nothing;
        }
        Attribute::Filler | Attribute::Line(_) | Attribute::Other => return Told::Nothing,
    }
    Told::Readings
}

impl ValueColumn {
    /// What is said here, else what is said there. Names of both are put side by side.
    #[must_use]
    pub fn or(self, other: ValueColumn) -> ValueColumn {
        let unknown = self.unknown_unit.or(if self.unit.is_some() { None } else { other.unknown_unit });
        ValueColumn {
            kind: self.kind.or(other.kind),
            direction: self.direction.or(other.direction),
            register: self.register.or(other.register),
            carrier: self.carrier.or(other.carrier),
            unit: self.unit.or(if unknown.is_some() { None } else { other.unit }),
            unknown_unit: unknown,
            basis: self.basis.or(other.basis),
            edge: self.edge.or(other.edge),
            name: match (other.name, self.name) {
                (Some(group), Some(own)) => Some(format!("{group} {own}")),
                (group, own) => own.or(group),
            },
        }
    }
}

/// What people write for the two calorific values: *pouvoir calorifique supérieur* and *inférieur*.
const BASES: [(&str, Basis); 4] =
    [("pcs", Basis::Gross), ("hhv", Basis::Gross), ("pci", Basis::Net), ("lhv", Basis::Net)];

/// The calorific basis a cell names: `kWh PCI`, `MWhPCS`.
pub fn basis(cell: &str) -> Option<Basis> {
    let words = normalised(cell);
    let says = |said: &str| words.split(' ').any(|word| word.strip_suffix(said).is_some_and(is_energy));
    BASES.iter().find(|(said, _)| says(said)).map(|(_, basis)| *basis)
}

/// What stands before a basis in one word: nothing, or a unit of energy.
fn is_energy(before: &str) -> bool {
    before.is_empty() || Unit::read(before).is_some_and(|unit| unit.kwh_each().is_some())
}

/// A unit as a cell says it, with or without its long name: `kBtu (thousand Btu)`, `MBtu (million Btu)`.
pub fn unit(cell: &str) -> Option<Unit> {
    let (short, long) = cell.split_once(['(', '[']).unwrap_or((cell, ""));
    Unit::read(cell).or_else(|| Unit::read(short).filter(|_| !short.trim().is_empty())).or_else(|| {
        match normalised(long).as_str() {
            "thousand btu" => Some(Unit::KBtu),
            "million btu" => Some(Unit::MMBtu),
            _ => None,
        }
    })
}

/// Whether a word is a unit, but none we can count in.
pub fn is_like_unit(word: &str) -> bool {
    LIKE_UNITS.contains(&normalised(word).as_str())
}
