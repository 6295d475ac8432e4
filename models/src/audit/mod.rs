//! The audit: from what was measured and seen to what is worth doing, as one value.
//!
//! [`Audit`] is what the workspace fills, the pages show, the report prints and `assess` computes again. It holds what people
//! told ([`Part`] by part) and what the meters said ([`measured`]); everything else is computed from it and the catalogue. Does *not*
//! fetch, store or word anything.
//!
//! To add a part: a field of [`Audit`], a line in `parts!`, its check.

pub mod aids;
pub mod assumed;
pub mod boiler_room;
pub mod checks;
pub mod figures;
pub mod findings;
pub mod ground;
pub mod inputs;
pub mod measured;
pub mod producers;
pub mod programme;
pub mod quarters;
pub mod quotes;
pub mod requirements;
pub mod roofs;
pub mod versions;
pub mod visit;
pub mod worked;
pub mod written;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use self::assumed::Assumed;
use self::boiler_room::Set;
use self::findings::{Observed, Recommendation, Step, is_code};
use self::inputs::{LONGEST_LINES, LONGEST_TEXT, Section};
use self::measured::Measured;
use self::quotes::Quote;
use self::roofs::Roof;
use self::visit::{Row, Visit, check_rows};
use crate::certain::Certainty;
use crate::period::Day;

/// Measures, packages or subsidies of one audit, at most.
pub const MOST: usize = 200;

/// Euro of one subsidy, at most.
pub const MOST_EURO: i64 = 1_000_000_000;

/// An audit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Whose, by whom, when.
    pub head: Head,
    /// What the visit brought back.
    #[serde(default)]
    pub visit: Visit,
    /// Settings of the boiler room, before and after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub setting: Vec<Set>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finding: Vec<Observed>,
    /// What is recommended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendation: Vec<Recommendation>,
    /// The road map to 2040.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub step: Vec<Step>,
    /// Quotes of contractors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quote: Vec<Quote>,
    /// Measures that were looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measure: Vec<Chosen>,
    /// Roofs of measures that put panels on one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roof: Vec<Roof>,
    /// Measures done together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub package: Vec<Package>,
    /// Subsidies that can be had, scheme by scheme and work by work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subsidy: Vec<Subsidy>,
    /// What is supposed of the years to come, where somebody told it.
    #[serde(default, skip_serializing_if = "Assumed::is_empty")]
    pub assumed: Assumed,
    /// What the meters said.
    #[serde(default)]
    pub measured: Measured,
}

/// Whose, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Name of the organisation.
    #[serde(default)]
    pub organisation: String,
    /// Name of the building.
    #[serde(default)]
    pub building: String,
    /// Code of its activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// Heated area, m².
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heated_area_m2: Option<Decimal>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditor: Option<String>,
    /// Number of the *agrément*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Day of the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visited_on: Option<Day>,
    /// Day of the next visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit_on: Option<Day>,
    /// Who comes then: a function rather than a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit_by: Option<String>,
    /// Whether it buys under the law of public procurement; nothing where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contracting_authority: Option<bool>,
}

/// What of the head the adviser tells; the rest comes from the building.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auditor: Option<String>,
    /// Number of the *agrément*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Day of the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visited_on: Option<Day>,
    /// Day of the next visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit_on: Option<Day>,
    /// Who comes then: a function rather than a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit_by: Option<String>,
}

impl Head {
    /// What of it the adviser told.
    pub fn told(&self) -> Told {
        let Head { auditor, agreement, visited_on, next_visit_on, next_visit_by, .. } = self.clone();
        Told { auditor, agreement, visited_on, next_visit_on, next_visit_by }
    }
}

/// A measure that was looked at: its code and what its method asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Its number, never given twice.
    pub number: u16,
    /// Code of the catalogue.
    pub code: String,
    /// What its method asks, as told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, visit::Told>,
    /// The adviser's own cost without VAT, euro, where he has a better one than the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub euro_excl_vat: Option<Decimal>,
}

/// Measures done together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Its number, never given twice.
    pub number: u16,
    /// What people call it.
    pub name: String,
    /// Numbers of its measures, each with the year it is done.
    pub measures: Vec<Dated>,
}

/// A measure of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// Number of the measure.
    pub measure: u16,
    /// In which year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
}

/// A subsidy that can be had, as the adviser says: for its work it takes the place of what the schemes answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subsidy {
    /// Code of the scheme.
    pub scheme: String,
    /// Code of the work.
    pub work: String,
    /// Euro; nothing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub euro: Option<Decimal>,
    /// How sure.
    pub certainty: Certainty,
    /// The last day to ask for it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// A part that is written on its own: two people who fill two parts are not in one another's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Auditor and day.
    Head,
    /// A section of the visit.
    Visit(Section),
    /// The boiler room.
    Settings,
    /// Findings.
    Findings,
    /// Recommendations.
    Recommendations,
    /// The road map.
    Steps,
    /// Quotes.
    Quotes,
    /// Measures.
    Measures,
    /// Roofs.
    Roofs,
    /// Packages.
    Packages,
    /// Subsidies.
    Subsidies,
    /// What is supposed.
    Assumed,
}

/// Parts that are no section of the visit.
const APART: [Part; 11] = [
    Part::Head,
    Part::Settings,
    Part::Findings,
    Part::Recommendations,
    Part::Steps,
    Part::Quotes,
    Part::Measures,
    Part::Roofs,
    Part::Packages,
    Part::Subsidies,
    Part::Assumed,
];

/// What is told in a part is not what this program writes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: {1}")]
pub struct NoPart(pub String, pub String);

impl Part {
    /// Every part.
    pub fn all() -> impl Iterator<Item = Part> {
        APART.into_iter().chain(Section::ALL.iter().copied().map(Part::Visit))
    }

    /// Permanent code: `visit.envelope`, `settings`.
    pub fn code(self) -> String {
        let word = match self {
            Part::Head => "head",
            Part::Visit(section) => return format!("visit.{}", section.code()),
            Part::Settings => "settings",
            Part::Findings => "findings",
            Part::Recommendations => "recommendations",
            Part::Steps => "steps",
            Part::Quotes => "quotes",
            Part::Measures => "measures",
            Part::Roofs => "roofs",
            Part::Packages => "packages",
            Part::Subsidies => "subsidies",
            Part::Assumed => "assumed",
        };
        word.to_owned()
    }

    /// The part with this code.
    pub fn from_code(code: &str) -> Option<Part> {
        Part::all().find(|part| part.code() == code)
    }
}

impl Audit {
    /// What stands in a part.
    pub fn part(&self, part: Part) -> Json {
        let told = match part {
            Part::Head => serde_json::to_value(self.head.told()),
            Part::Visit(section) => serde_json::to_value(self.visit.rows(section)),
            Part::Settings => serde_json::to_value(&self.setting),
            Part::Findings => serde_json::to_value(&self.finding),
            Part::Recommendations => serde_json::to_value(&self.recommendation),
            Part::Steps => serde_json::to_value(&self.step),
            Part::Quotes => serde_json::to_value(&self.quote),
            Part::Measures => serde_json::to_value(&self.measure),
            Part::Roofs => serde_json::to_value(&self.roof),
            Part::Packages => serde_json::to_value(&self.package),
            Part::Subsidies => serde_json::to_value(&self.subsidy),
            Part::Assumed => serde_json::to_value(&self.assumed),
        };
        told.unwrap_or(Json::Null)
    }

    /// Puts what was told into a part; refused where it is not what this program writes.
    ///
    /// # Errors
    /// [`NoPart`].
    pub fn put(&mut self, part: Part, told: Json) -> Result<(), NoPart> {
        let no = |why: String| NoPart(part.code(), why);
        macro_rules! read {
            () => {
                serde_json::from_value(told).map_err(|e| no(e.to_string()))?
            };
        }
        match part {
            Part::Head => {
                let Told { auditor, agreement, visited_on, next_visit_on, next_visit_by } = read!();
                let of = self.head.clone();
                self.head = Head { auditor, agreement, visited_on, next_visit_on, next_visit_by, ..of };
            }
            Part::Visit(section) => {
                let rows: Vec<Row> = read!();
                if rows.is_empty() {
                    self.visit.0.remove(&section);
                } else {
                    self.visit.0.insert(section, rows);
                }
            }
            Part::Settings => self.setting = read!(),
            Part::Findings => self.finding = read!(),
            Part::Recommendations => self.recommendation = read!(),
            Part::Steps => self.step = read!(),
            Part::Quotes => self.quote = read!(),
            Part::Measures => self.measure = read!(),
            Part::Roofs => self.roof = read!(),
            Part::Packages => self.package = read!(),
            Part::Subsidies => self.subsidy = read!(),
            Part::Assumed => self.assumed = read!(),
        }
        self.check_part(part).map_err(no)
    }

    /// Whether all of it is what this program writes.
    ///
    /// # Errors
    /// [`NoPart`], the first that is not.
    pub fn check(&self) -> Result<(), NoPart> {
        Part::all().try_for_each(|part| self.check_part(part).map_err(|why| NoPart(part.code(), why)))
    }

    fn check_part(&self, part: Part) -> Result<(), String> {
        let short = |text: &Option<String>| text.as_ref().is_none_or(|t| t.chars().count() <= LONGEST_TEXT);
        let said = |why: &dyn core::fmt::Debug| format!("{why:?}");
        match part {
            Part::Head => {
                let texts = [&self.head.auditor, &self.head.agreement, &self.head.next_visit_by];
                if texts.into_iter().all(short) { Ok(()) } else { Err("too long".to_owned()) }
            }
            Part::Visit(section) => check_rows(section, self.visit.rows(section)).map_err(|why| said(&why)),
            Part::Settings if self.setting.len() > boiler_room::MOST => Err("too many".to_owned()),
            Part::Settings => self.setting.iter().try_for_each(|set| set.check().map_err(|why| said(&why))),
            Part::Findings => findings::check_observed(&self.finding).map_err(|why| said(&why)),
            Part::Recommendations => {
                findings::check_recommended(&self.recommendation).map_err(|why| said(&why))
            }
            Part::Steps => findings::check_steps(&self.step).map_err(|why| said(&why)),
            Part::Quotes => quotes::check(&self.quote).map_err(|why| said(&why)),
            Part::Measures => check_measures(&self.measure),
            Part::Roofs => roofs::check(&self.roof),
            Part::Packages => check_packages(&self.package),
            Part::Subsidies => check_subsidies(&self.subsidy),
            Part::Assumed => self.assumed.check(),
        }
    }
}

/// What tells one of a list apart that has no number: what it says. Two that say the same are the same.
pub fn key_of<T: Serialize>(one: &T) -> String {
    // FNV-1a: short, and the same on every machine.
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let text = serde_json::to_string(one).unwrap_or_default();
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn check_measures(all: &[Chosen]) -> Result<(), String> {
    grow(all.iter().map(|one| one.number))?;
    all.iter().try_for_each(|one| {
        let text = |told: &visit::Told| told.value.chars().count() <= LONGEST_LINES;
        let fits = is_code(&one.code) && one.inputs.len() <= MOST && one.inputs.values().all(text);
        if fits { Ok(()) } else { Err(format!("measure {}", one.number)) }
    })
}

fn check_packages(all: &[Package]) -> Result<(), String> {
    grow(all.iter().map(|one| one.number))?;
    all.iter().try_for_each(|one| {
        let name = !one.name.trim().is_empty() && one.name.chars().count() <= LONGEST_TEXT;
        let years = one.measures.iter().filter_map(|dated| dated.year).all(|y| (2000..=2100).contains(&y));
        let fits = name && years && one.measures.len() <= MOST;
        if fits { Ok(()) } else { Err(format!("package {}", one.number)) }
    })
}

fn check_subsidies(all: &[Subsidy]) -> Result<(), String> {
    if all.len() > MOST {
        return Err("too many".to_owned());
    }
    let fits = |one: &Subsidy| {
        let most = Decimal::from(MOST_EURO);
        let short = one.scheme.chars().count() <= LONGEST_TEXT;
        short && is_code(&one.work) && one.euro.is_none_or(|euro| (Decimal::ZERO..=most).contains(&euro))
    };
    let wrong = all.iter().find(|one| !fits(one));
    wrong.map_or(Ok(()), |one| Err(format!("{} for {}", one.scheme, one.work)))
}

/// Numbers grow from 1 on, and there are not too many.
fn grow(numbers: impl Iterator<Item = u16>) -> Result<(), String> {
    let numbers: Vec<u16> = numbers.collect();
    let grows = numbers.first().is_none_or(|n| *n > 0) && numbers.windows(2).all(|two| two[0] < two[1]);
    if grows && numbers.len() <= MOST { Ok(()) } else { Err("numbers do not grow".to_owned()) }
}
