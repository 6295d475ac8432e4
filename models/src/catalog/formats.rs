//! Layouts of files: which header means what, which word is which register or status.

use serde::{Deserialize, Serialize};

use super::Source;
use crate::building::{Carrier, Direction, Kind, Register};
use crate::certain::Quality;
use crate::lang::{NumberStyle, Text, normalised};
use crate::period::Day;

/// How readings lie in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// One reading per row; columns have fixed roles.
    Tall,
    /// A date and one or several columns of values, recognised by their words.
    Columns,
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
    /// Clock at its start.
    FromTime,
    /// Last day, or the day after.
    ToDate,
    /// Clock at its end.
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
    /// Filled only for gas: the calorific value or its status.
    CalorificValue,
    /// An amount of money.
    Cost,
    /// Known, and of no use.
    Ignored,
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
struct Vocabulary {
    words: Vec<String>,
    kind: Option<Kind>,
    direction: Option<Direction>,
    register: Option<Register>,
    carrier: Option<Carrier>,
    line: Option<LineSubject>,
    #[serde(default)]
    filler: bool,
}

/// How the energy is told where no column says it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarrierRule {
    /// When nothing else applies.
    pub default: Carrier,
    /// A meter with one of these units is `gas`.
    #[serde(default)]
    pub gas_units: Vec<crate::units::Unit>,
    /// A meter whose serial number begins so is `gas`.
    #[serde(default)]
    pub gas_serials: Vec<String>,
}

impl CarrierRule {
    /// Nothing is taken for granted.
    const UNKNOWN: CarrierRule =
        CarrierRule { default: Carrier::Other, gas_units: Vec::new(), gas_serials: Vec::new() };
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
    /// A word without meaning here: "de", "mensuelle".
    Filler,
}

/// The file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    code: String,
    #[serde(deserialize_with = "super::day")]
    checked_on: Day,
    name: Text,
    sender: Text,
    shape: Shape,
    kind: Option<Kind>,
    decimal: Option<char>,
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
    carrier: Option<CarrierRule>,
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
    /// What values are, where the layout fixes it.
    pub kind: Option<Kind>,
    /// Decimal sign, where the layout fixes it.
    pub decimal: Option<NumberStyle>,
    /// Which energy, where no column says it.
    pub carrier: CarrierRule,
    /// Roles without which a file is not of this layout.
    pub required: Vec<Role>,
    /// One header of each role, as files write it, for people.
    pub headers: Vec<String>,
    roles: Vec<(String, Role)>,
    registers: Vec<(String, (Direction, Register))>,
    statuses: Vec<(String, Option<Quality>)>,
    meanings: Vec<(String, Attribute)>,
    totals: Vec<String>,
}

/// Letters of a word that is also known within a longer one.
const PART: usize = 6;

/// Adds words to a list of meanings; no word may mean two things.
fn add<T: Clone + PartialEq>(
    list: &mut Vec<(String, T)>,
    words: &[String],
    meaning: &T,
) -> Result<(), String> {
    for word in words {
        let word = normalised(word);
        match list.iter().find(|(w, _)| *w == word) {
            Some((_, held)) if held != meaning => return Err(format!("the word `{word}` means two things")),
            Some(_) => {}
            None => list.push((word, meaning.clone())),
        }
    }
    Ok(())
}

impl Format {
    pub(super) fn compile(file: File) -> Result<Format, String> {
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
        let (mut roles, mut registers, mut statuses, mut meanings) = (vec![], vec![], vec![], vec![]);
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
            required: file.column.iter().filter(|c| c.required).map(|c| c.role).collect(),
            headers: file.column.iter().filter_map(|c| c.headers.first().cloned()).collect(),
            totals: file.total_words.iter().map(|w| normalised(w)).collect(),
            code: file.code,
            checked_on: file.checked_on,
            name: file.name,
            sender: file.sender,
            source: file.source,
            shape: file.shape,
            kind: file.kind,
            decimal,
            carrier,
            roles,
            registers,
            statuses,
            meanings,
        })
    }

    /// The role of a header, given normalised.
    pub fn role_of(&self, header: &str) -> Option<Role> {
        self.roles.iter().find(|(word, _)| word == header).map(|(_, role)| *role)
    }

    /// Direction and register of a word, given normalised.
    pub fn register_of(&self, word: &str) -> Option<(Direction, Register)> {
        self.registers.iter().find(|(w, _)| w == word).map(|(_, meaning)| *meaning)
    }

    /// What a status word stands for: `None` when it is not known, `Some(None)` when it means "no value".
    pub fn status_of(&self, word: &str) -> Option<Option<Quality>> {
        self.statuses.iter().find(|(w, _)| w == word).map(|(_, quality)| *quality)
    }

    /// What a phrase of a value header means.
    pub fn vocabulary(&self, phrase: &str) -> Option<&Attribute> {
        self.meanings.iter().find(|(words, _)| words == phrase).map(|(_, meaning)| meaning)
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
            let within = |part: &&(String, Attribute)| part.0.len() >= PART && word.contains(&part.0);
            found.extend(self.meanings.iter().filter(within).map(|(_, meaning)| meaning));
            at += 1;
        }
        found
    }

    /// Whether a cell begins a row of totals, given normalised.
    pub fn is_total(&self, cell: &str) -> bool {
        let first = cell.split(' ').next().unwrap_or_default();
        self.totals.iter().any(|w| w == first || w == cell)
    }
}

impl Vocabulary {
    fn meaning(&self) -> Result<Attribute, String> {
        let meanings = [
            self.kind.map(Attribute::Kind),
            self.direction.map(Attribute::Direction),
            self.register.map(Attribute::Register),
            self.carrier.map(Attribute::Carrier),
            self.line.map(Attribute::Line),
            self.filler.then_some(Attribute::Filler),
        ];
        let mut said = meanings.into_iter().flatten();
        match (said.next(), said.next()) {
            (Some(meaning), None) => Ok(meaning),
            _ => Err(format!(
                "[[word]] {:?} must have exactly one of kind, direction, register, carrier, line, filler",
                self.words
            )),
        }
    }
}
