//! A layout as its TOML says it, and how that becomes a [`Format`].

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::{Source, day};
use super::{Attribute, CarrierRule, Edge, Format, LineSubject, Role, Shape, Words};
use crate::building::{Carrier, Direction, Kind, Register};
use crate::certain::Quality;
use crate::lang::{NumberStyle, Text, normalised};
use crate::period::{Day, Zone};
use crate::units::Unit;

/// The file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalog) struct File {
    code: String,
    #[serde(deserialize_with = "day")]
    checked_on: Day,
    name: Text,
    sender: Text,
    shape: Shape,
    #[serde(default)]
    usual: bool,
    like: Option<String>,
    kind: Option<Kind>,
    decimal: Option<char>,
    #[serde(default)]
    zone: Zone,
    #[serde(default)]
    slot_ends: bool,
    #[serde(default)]
    daily: bool,
    #[serde(default)]
    units: BTreeMap<Carrier, Unit>,
    source: Vec<Source>,
    #[serde(default)]
    column: Vec<FormatColumn>,
    #[serde(default)]
    register: Vec<RegisterWords>,
    #[serde(default)]
    status: Vec<StatusWords>,
    #[serde(default)]
    word: Vec<Vocabulary>,
    #[serde(default)]
    total_words: Vec<String>,
    /// Words that are units, but none we can count in.
    #[serde(default)]
    other_units: Vec<String>,
    carrier: Option<CarrierRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatColumn {
    role: Role,
    headers: Vec<String>,
    /// Without it the file is not of this layout.
    #[serde(default)]
    required: bool,
}

impl FormatColumn {
    fn words(&self) -> Vec<String> {
        self.headers.iter().map(|h| normalised(h)).collect()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterWords {
    words: Vec<String>,
    direction: Direction,
    register: Register,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusWords {
    words: Vec<String>,
    /// Absent: the slot has no value.
    quality: Option<Quality>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the keys of the file")]
struct Vocabulary {
    words: Vec<String>,
    kind: Option<Kind>,
    direction: Option<Direction>,
    register: Option<Register>,
    carrier: Option<Carrier>,
    line: Option<LineSubject>,
    edge: Option<Edge>,
    #[serde(default)]
    reading: bool,
    #[serde(default)]
    net: bool,
    #[serde(default)]
    name: bool,
    #[serde(default)]
    filler: bool,
    #[serde(default)]
    other: bool,
}

impl CarrierRule {
    /// Nothing is taken for granted.
    const UNKNOWN: CarrierRule =
        CarrierRule { default: Carrier::Other, gas_units: Vec::new(), gas_serials: Vec::new() };
}

impl Format {
    /// What a file describes.
    ///
    /// # Errors
    /// The key that is not right, with a hint.
    pub(in crate::catalog) fn compile(file: File) -> Result<Format, String> {
        if file.source.is_empty() {
            return Err("key `source`: say where the description of the layout comes from".to_owned());
        }
        let carrier = match (file.shape, file.carrier) {
            (Shape::Document, None) if file.column.is_empty() => CarrierRule::UNKNOWN,
            (Shape::Document, _) => {
                return Err("key `shape`: a document has no columns and no carrier".to_owned());
            }
            (_, Some(rule)) => rule,
            (_, None) => return Err("key `carrier`: say which energy it is where no column does".to_owned()),
        };
        let (mut roles, mut registers) = (Words::new(), Words::new());
        let (mut statuses, mut meanings) = (Words::new(), Words::new());
        for column in &file.column {
            add(&mut roles, &column.headers, &column.role)?;
        }
        for entry in &file.register {
            add(&mut registers, &entry.words, &(entry.direction, entry.register))?;
        }
        for entry in &file.status {
            add(&mut statuses, &entry.words, &entry.quality)?;
        }
        for entry in &file.word {
            add(&mut meanings, &entry.words, &entry.meaning()?)?;
        }
        let decimal = match file.decimal {
            None => None,
            Some(',') => Some(NumberStyle::Comma),
            Some('.') => Some(NumberStyle::Dot),
            Some(other) => return Err(format!("key `decimal`: `{other}` is neither a comma nor a dot")),
        };
        Ok(Format {
            required: file.column.iter().filter(|c| c.required).map(FormatColumn::words).collect(),
            headers: file.column.iter().filter_map(|c| c.headers.first().cloned()).collect(),
            totals: file.total_words.iter().map(|w| normalised(w)).collect(),
            other_units: file.other_units.iter().map(|w| normalised(w)).collect(),
            code: file.code,
            checked_on: file.checked_on,
            name: file.name,
            sender: file.sender,
            source: file.source,
            shape: file.shape,
            usual: file.usual,
            like: file.like,
            kind: file.kind,
            decimal,
            zone: file.zone,
            slot_ends: file.slot_ends,
            daily: file.daily,
            units: file.units,
            carrier,
            roles,
            registers,
            statuses,
            meanings,
        })
    }
}

/// Adds words to those known; no word may mean two things.
fn add<T: Clone + PartialEq>(known: &mut Words<T>, words: &[String], meaning: &T) -> Result<(), String> {
    for word in words {
        let word = normalised(word);
        match known.get(&word) {
            // A sign without letters is no word: it would be every empty header.
            _ if word.is_empty() => {
                return Err("a word without a letter or a digit cannot be known again".to_owned());
            }
            Some(held) if held != meaning => return Err(format!("the word `{word}` means two things")),
            Some(_) => {}
            None => {
                known.insert(word, meaning.clone());
            }
        }
    }
    Ok(())
}

impl Vocabulary {
    fn meaning(&self) -> Result<Attribute, String> {
        let meanings = [
            self.kind.map(Attribute::Kind),
            self.direction.map(Attribute::Direction),
            self.register.map(Attribute::Register),
            self.carrier.map(Attribute::Carrier),
            self.line.map(Attribute::Line),
            self.edge.map(Attribute::Edge),
            self.reading.then_some(Attribute::Reading),
            self.net.then_some(Attribute::Net),
            self.name.then_some(Attribute::Name),
            self.filler.then_some(Attribute::Filler),
            self.other.then_some(Attribute::Other),
        ];
        let mut said = meanings.into_iter().flatten();
        match (said.next(), said.next()) {
            (Some(meaning), None) => Ok(meaning),
            _ => Err(format!(
                "[[word]] {:?} must have exactly one of kind, direction, register, carrier, line, edge, reading, net, name, \
                 filler, other",
                self.words
            )),
        }
    }
}
