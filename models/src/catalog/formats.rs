//! Layouts of files: which header means what, which word is which register or status.

mod file;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Source;
use crate::building::{Carrier, Direction, Kind, Register};
use crate::certain::Quality;
use crate::lang::{NumberStyle, Text, normalised};
use crate::period::{Day, Zone};
use crate::units::Unit;

/// How readings lie in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// One reading per row; columns have fixed roles.
    Tall,
    /// A date and one or several columns of values, recognised by their words.
    Columns,
    /// A column for each slot: the quarters, half-hours or hours of the day in the row, the months of its year, or the
    /// same month of several years.
    Wide,
    /// No table: a reader written for it knows it by its first bytes or its root element. Only what people should
    /// know of it stands in the file.
    Document,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// First day of the slot.
    FromDate,
    /// Clock at the start of the slot.
    FromTime,
    /// Last day, or the day after.
    ToDate,
    /// Clock at the end of the slot.
    ToTime,
    /// Date, with or without time.
    Date,
    /// Clock of the date.
    Time,
    /// A month, by name or number.
    Month,
    /// A year.
    Year,
    /// First day of a period.
    From,
    /// Last day of a period, or the day after.
    To,
    /// Supply point.
    Ean,
    /// Serial number of the meter.
    Serial,
    /// Name of a meter or building.
    Name,
    /// Energy.
    Carrier,
    /// Register and direction, in words.
    Register,
    /// The value.
    Value,
    /// The unit.
    Unit,
    /// Measured, estimated, none.
    Status,
    /// Whether it is an estimate: yes or no.
    Estimated,
    /// Filled only for gas: the calorific value or its status.
    CalorificValue,
    /// An amount of money.
    Cost,
    /// Known, and of no use.
    Ignored,
}

/// How the energy is told where no column says it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarrierRule {
    /// When nothing else applies.
    pub default: Carrier,
    /// A meter with one of these units is `gas`.
    #[serde(default)]
    pub gas_units: Vec<Unit>,
    /// A meter whose serial number begins so is `gas`.
    #[serde(default)]
    pub gas_serials: Vec<String>,
}

/// What a line of a bill is about, the narrower word last: a tax on the transport of energy is a tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineSubject {
    /// Energy used.
    Supply,
    /// Its way through the network.
    Grid,
    /// A tax, a levy, a contribution.
    Levy,
    /// An advance, paid or taken off.
    Advance,
}

/// At which end of its row's period an index was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// *Ancien index*.
    Start,
    /// *Nouvel index*.
    End,
}

/// What a word of a value header or of a bill's line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribute {
    /// What the values are.
    Kind(Kind),
    /// Which way.
    Direction(Direction),
    /// Which counter.
    Register(Register),
    /// Which energy.
    Carrier(Carrier),
    /// What the line bills.
    Line(LineSubject),
    /// Which end of the period.
    Edge(Edge),
    /// Readings, of whatever kind: "valeur", "Wert".
    Reading,
    /// What is taken less what is given back: "net", "saldo".
    Net,
    /// A place or a use that meters are named after: "cuisine", "chauffage".
    Name,
    /// A word without meaning here: "de", "mensuelle".
    Filler,
    /// Whatever else is said, these are no readings: "température", "coût", "CO2", "puissance de pointe".
    Other,
}

/// One layout, its words normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// Permanent code, also the file name.
    pub code: String,
    /// When somebody last looked at a real file of it.
    pub checked_on: Day,
    /// What people call it.
    pub name: Text,
    /// Who sends such files.
    pub sender: Text,
    /// Where the description comes from.
    pub source: Vec<Source>,
    /// How readings lie.
    pub shape: Shape,
    /// Whether people in Wallonia often have such files.
    pub usual: bool,
    /// The layout whose words it knows too.
    pub like: Option<String>,
    /// What values are, where the layout fixes it.
    pub kind: Option<Kind>,
    /// Decimal sign, where the layout fixes it.
    pub decimal: Option<NumberStyle>,
    /// Whose clock its times are of.
    pub zone: Zone,
    /// A time says when its slot ends, where the times themselves do not tell.
    pub slot_ends: bool,
    /// A date without a time stands for that day.
    pub daily: bool,
    /// In which unit an energy is, where no header and no cell says it and the layout fixes it.
    pub units: BTreeMap<Carrier, Unit>,
    /// Which energy, where no column says it.
    pub carrier: CarrierRule,
    /// Headers without which a file is not of this layout: of each list, one.
    required: Vec<Vec<String>>,
    /// One header of each role, as files write it, for people.
    pub headers: Vec<String>,
    roles: Words<Role>,
    registers: Words<(Direction, Register)>,
    statuses: Words<Option<Quality>>,
    meanings: Words<Attribute>,
    totals: Vec<String>,
    other_units: Vec<String>,
}

/// Words, normalised, and what each means.
type Words<T> = BTreeMap<String, T>;

/// Letters of a word that is also known within a longer one.
const PART: usize = 6;

/// Takes the words of another layout that are not known yet.
fn learn<T: Clone>(known: &mut Words<T>, of: &Words<T>) {
    for (word, meaning) in of {
        known.entry(word.clone()).or_insert_with(|| meaning.clone());
    }
}

impl Format {
    /// Knows the words of `other` too; where both know one, its own meaning stays.
    pub(super) fn learn(&mut self, other: &Format) {
        learn(&mut self.roles, &other.roles);
        learn(&mut self.registers, &other.registers);
        learn(&mut self.statuses, &other.statuses);
        learn(&mut self.meanings, &other.meanings);
        self.totals.extend(other.totals.iter().cloned());
        self.other_units.extend(other.other_units.iter().cloned());
        if self.headers.is_empty() {
            self.headers.clone_from(&other.headers);
        }
    }

    /// Whether it is the layout of one sender: it has columns without which a file is not of it.
    pub fn is_described(&self) -> bool {
        !self.required.is_empty()
    }

    /// Whether a row of headers, given normalised, has all columns without which it is not of this layout.
    pub fn is_headed_by(&self, words: &[String]) -> bool {
        self.required.iter().all(|headers| headers.iter().any(|header| words.contains(header)))
    }

    /// The role of a header, given normalised.
    pub fn role_of(&self, header: &str) -> Option<Role> {
        self.roles.get(header).copied()
    }

    /// Direction and register of a word, given normalised.
    pub fn register_of(&self, word: &str) -> Option<(Direction, Register)> {
        self.registers.get(word).copied()
    }

    /// What a status word stands for: `None` when it is not known, `Some(None)` when it means "no value".
    pub fn status_of(&self, word: &str) -> Option<Option<Quality>> {
        self.statuses.get(word).copied()
    }

    /// What a phrase of a value header means.
    pub fn vocabulary(&self, phrase: &str) -> Option<&Attribute> {
        self.meanings.get(phrase)
    }

    /// What the words of a sentence mean, phrases of three words first. A long word is also known within another one:
    /// `belasting` in `Energiebelasting`.
    pub fn meanings(&self, sentence: &str) -> Vec<&Attribute> {
        let sentence = normalised(sentence);
        let words: Vec<&str> = sentence.split(' ').collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(word) = words.get(at) {
            let phrase = (1..=3).rev().find_map(|n| {
                let phrase = words.get(at..at + n)?.join(" ");
                Some((n, self.vocabulary(&phrase)?))
            });
            if let Some((n, meaning)) = phrase {
                found.push(meaning);
                at += n;
                continue;
            }
            let within =
                |part: &(&String, &Attribute)| part.0.len() >= PART && word.contains(part.0.as_str());
            found.extend(self.meanings.iter().filter(within).map(|(_, meaning)| meaning));
            at += 1;
        }
        found
    }

    /// Whether a word, given normalised, is a unit, but none we can count in.
    pub fn is_other_unit(&self, word: &str) -> bool {
        self.other_units.iter().any(|unit| unit == word)
    }

    /// Whether a cell begins a row of totals, given normalised.
    pub fn is_total(&self, cell: &str) -> bool {
        let first = cell.split(' ').next().unwrap_or_default();
        self.totals.iter().any(|w| w == first || w == cell)
    }
}
