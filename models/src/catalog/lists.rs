//! Lists of buildings: which header means what, which word is which activity.

use serde::Deserialize;

use super::Source;
use crate::lang::{Text, normalised};
use crate::period::Day;

/// What a column of a list of buildings is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListRole {
    /// The sender's own code of the building.
    Code,
    /// Its name.
    Name,
    /// Street, with or without number.
    Street,
    /// House number.
    Number,
    /// Street, number, postcode and commune in one cell.
    Address,
    /// Postcode.
    Postcode,
    /// Commune, or a locality of it.
    Commune,
    /// Activity.
    Activity,
    /// Heated area.
    HeatedArea,
    /// Gross area: taken for the heated one where nothing else is given, and said.
    GrossArea,
    /// Beds, places, pupils: what the service is counted in.
    Units,
    /// Year of construction.
    Year,
    /// Energy of the row's meter.
    Carrier,
    /// Name of the row's meter.
    MeterName,
    /// Supply point, of whatever energy the row says.
    Ean,
    /// Supply point of electricity.
    EanElectricity,
    /// Supply point of gas.
    EanGas,
    /// Serial number of the row's meter.
    Serial,
    /// Serial number of an electricity meter.
    SerialElectricity,
    /// Serial number of a gas meter.
    SerialGas,
}

impl ListRole {
    /// Every role.
    pub const ALL: &[ListRole] = &[
        ListRole::Code,
        ListRole::Name,
        ListRole::Street,
        ListRole::Number,
        ListRole::Address,
        ListRole::Postcode,
        ListRole::Commune,
        ListRole::Activity,
        ListRole::HeatedArea,
        ListRole::GrossArea,
        ListRole::Units,
        ListRole::Year,
        ListRole::Carrier,
        ListRole::MeterName,
        ListRole::Ean,
        ListRole::EanElectricity,
        ListRole::EanGas,
        ListRole::Serial,
        ListRole::SerialElectricity,
        ListRole::SerialGas,
    ];

    /// Stable code, as in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            ListRole::Code => "code",
            ListRole::Name => "name",
            ListRole::Street => "street",
            ListRole::Number => "number",
            ListRole::Address => "address",
            ListRole::Postcode => "postcode",
            ListRole::Commune => "commune",
            ListRole::Activity => "activity",
            ListRole::HeatedArea => "heated-area",
            ListRole::GrossArea => "gross-area",
            ListRole::Units => "units",
            ListRole::Year => "year",
            ListRole::Carrier => "carrier",
            ListRole::MeterName => "meter-name",
            ListRole::Ean => "ean",
            ListRole::EanElectricity => "ean-electricity",
            ListRole::EanGas => "ean-gas",
            ListRole::Serial => "serial",
            ListRole::SerialElectricity => "serial-electricity",
            ListRole::SerialGas => "serial-gas",
        }
    }

    /// Whether a row may have several of it: one building, several meters side by side.
    pub const fn repeats(self) -> bool {
        matches!(
            self,
            ListRole::EanElectricity | ListRole::EanGas | ListRole::SerialElectricity | ListRole::SerialGas
        )
    }

    /// Whether only a list of buildings has such a column.
    const fn tells(self) -> bool {
        !matches!(
            self,
            ListRole::Code
                | ListRole::Name
                | ListRole::Number
                | ListRole::Carrier
                | ListRole::MeterName
                | ListRole::Ean
                | ListRole::Serial
        )
    }
}

/// A column that is known, as the model and the page show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    /// What it is for.
    pub role: ListRole,
    /// The header we propose.
    pub header: String,
    /// What may stand there.
    pub example: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    role: ListRole,
    headers: Vec<String>,
    example: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Activity {
    words: Vec<String>,
    sector: String,
}

/// The file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) code: String,
    #[serde(deserialize_with = "super::day")]
    checked_on: Day,
    name: Text,
    source: Vec<Source>,
    column: Vec<Column>,
    #[serde(default)]
    activity: Vec<Activity>,
    #[serde(default)]
    missing_words: Vec<String>,
    #[serde(default)]
    total_words: Vec<String>,
}

/// What lists of buildings look like, words normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildingsList {
    /// Permanent code, also the file name.
    pub code: String,
    /// When somebody last looked at a real file of it.
    pub checked_on: Day,
    /// What people call it.
    pub name: Text,
    /// Where the description comes from.
    pub source: Vec<Source>,
    /// The columns, in the order in which they are proposed.
    pub columns: Vec<ListColumn>,
    headers: Vec<(String, ListRole)>,
    activities: Vec<(String, String)>,
    missing: Vec<String>,
    totals: Vec<String>,
}

impl BuildingsList {
    pub(super) fn compile(file: File) -> Result<BuildingsList, String> {
        if file.source.is_empty() {
            return Err("key `source`: say where the description of the list comes from".to_owned());
        }
        let (mut headers, mut columns) = (Vec::new(), Vec::new());
        for column in file.column {
            for header in &column.headers {
                let word = normalised(header);
                match headers.iter().find(|(held, _)| *held == word) {
                    Some((_, role)) if *role != column.role => {
                        return Err(format!("the header `{word}` means two things"));
                    }
                    Some(_) => {}
                    None => headers.push((word, column.role)),
                }
            }
            let header = column.headers.into_iter().next().ok_or("a column without a header")?;
            columns.push(ListColumn { role: column.role, header, example: column.example });
        }
        if !columns.iter().any(|c| c.role == ListRole::Name) {
            return Err("a list of buildings has a column of names".to_owned());
        }
        let words = |words: Vec<String>| words.iter().map(|w| normalised(w)).collect();
        Ok(BuildingsList {
            code: file.code,
            checked_on: file.checked_on,
            name: file.name,
            source: file.source,
            columns,
            headers,
            activities: file
                .activity
                .iter()
                .flat_map(|a| a.words.iter().map(|w| (normalised(w), a.sector.clone())))
                .collect(),
            missing: words(file.missing_words),
            totals: words(file.total_words),
        })
    }

    /// The role of a header, given normalised; a number at its end counts meters: `ean gaz 2`.
    pub fn role_of(&self, header: &str) -> Option<ListRole> {
        let exact = |words: &str| self.headers.iter().find(|(word, _)| word == words).map(|(_, role)| *role);
        exact(header).or_else(|| {
            let (words, number) = header.rsplit_once(' ')?;
            let counted = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
            exact(words).filter(|role| counted && role.repeats())
        })
    }

    /// Whether these headers are those of a list of buildings, and not of readings: a name, and two things that only
    /// buildings have.
    pub fn is_headed_by(&self, headers: &[String]) -> bool {
        let mut roles: Vec<ListRole> = headers.iter().filter_map(|h| self.role_of(h)).collect();
        roles.sort_unstable();
        roles.dedup();
        roles.contains(&ListRole::Name) && roles.iter().filter(|role| role.tells()).count() >= 2
    }

    /// The sectors that other tools' words stand for: word, given normalised, and code.
    pub fn activities(&self) -> &[(String, String)] {
        &self.activities
    }

    /// Whether a cell, given normalised, says that nothing is known.
    pub fn is_missing(&self, cell: &str) -> bool {
        // "Not Applicable: Standalone Property"
        self.missing
            .iter()
            .any(|w| cell.strip_prefix(w.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
    }

    /// Whether a cell, given normalised, begins a row of totals.
    pub fn is_total(&self, cell: &str) -> bool {
        self.totals.iter().any(|w| w == cell.split(' ').next().unwrap_or_default())
    }
}
