//! What the words of a value column say: `Index jour (kWh)`, `Gaz m³`, `Injection`, `Conso aile B (kWh)`.
//!
//! Phrases of the layout's closed vocabulary are matched whole, the longest first; a bracketed unit is a unit. What is
//! left over is the name of the meter. Cells of a column that names energies or registers are read the same way.

use serde::{Deserialize, Serialize};

use crate::building::{Carrier, Direction, Kind, Register};
use crate::catalog::{Attribute, Edge, Format};
use crate::lang::normalised;
use crate::units::{Basis, Unit};

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
    /// It is what is taken less what is given back.
    pub net: bool,
    /// What is left, as written: the meter's name.
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
    /// A value, of what it does not say: readings where no other column says more.
    Value,
    /// Readings.
    Readings,
}

/// Longest phrase of a vocabulary: `index de fin de période`.
const LONGEST_PHRASE: usize = 5;

/// Reads a header cell as a value column; `None` when no word of it says that it holds readings.
pub fn value_column(format: &Format, header: &str) -> Option<ValueColumn> {
    let (column, told) = read(format, header);
    (told >= Told::Value).then_some(column)
}

/// What the words of a cell say.
pub fn read(format: &Format, cell: &str) -> (ValueColumn, Told) {
    let mut column = ValueColumn { basis: basis(cell), ..ValueColumn::default() };
    let mut told = Told::Nothing;
    let mut other = is_ratio(cell) || cell.contains(['€', '$', '£']);
    let bare = apart(&without_brackets(format, cell, &mut column, &mut told));
    let written = written_words(&bare);
    let words: Vec<String> = written.iter().map(|word| normalised(word)).collect();
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
            if *meaning == Attribute::Name {
                left.extend(written.get(i..i + n).unwrap_or_default());
            }
            told = told.max(apply(&mut column, meaning));
            i += n;
            continue;
        }
        let word = words.get(i).map_or("", String::as_str);
        let as_written = written.get(i).copied().unwrap_or_default();
        // One letter is too little to be a unit outside brackets: `l'index` is no litre.
        match Unit::read(word).filter(|_| word.len() > 1) {
            Some(unit) => {
                column.unit = Some(unit);
                told = Told::Readings;
            }
            None if BASES.iter().any(|(said, _)| *said == word) => {}
            None if format.is_other_unit(word) => odd = Some(as_written),
            None => left.push(as_written),
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

/// The words of a text as they stand there; an accent may be a sign of its own.
fn written_words(text: &str) -> Vec<&str> {
    let is_letter = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    text.split(|c| !is_letter(c)).filter(|word| !normalised(word).is_empty()).collect()
}

/// The one word in brackets that ends a header, `Consommation (zorglub)`, and what stands before it, where the word may be
/// a unit nobody knows: no word of the layout, no name with a capital, no code with digits.
pub fn closing_word<'a>(format: &Format, header: &'a str) -> Option<(&'a str, &'a str)> {
    let inside = header.trim_end().strip_suffix([')', ']'])?;
    let (before, word) = inside.rsplit_once(['(', '['])?;
    let (before, word) = (before.trim(), word.trim());
    let known = normalised(word);
    let is_known = Unit::read(word).is_some()
        || format.vocabulary(&known).is_some()
        || format.status_of(&known).is_some()
        || format.register_of(&known).is_some()
        || format.role_of(&known).is_some()
        || BASES.iter().any(|(said, _)| *said == known);
    let is_name = word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit());
    let is_one = !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || matches!(c, '-' | '\''));
    (is_one && !is_known && !is_name && !before.is_empty()).then_some((before, word))
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
fn without_brackets(format: &Format, cell: &str, column: &mut ValueColumn, told: &mut Told) -> String {
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
            None if format.is_other_unit(&normalised(inside)) => {
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
        Attribute::Net => {
            column.net = true;
            return Told::Register;
        }
        Attribute::Reading => return Told::Value,
        Attribute::Filler | Attribute::Line(_) | Attribute::Other | Attribute::Name => return Told::Nothing,
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
            net: self.net || other.net,
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
