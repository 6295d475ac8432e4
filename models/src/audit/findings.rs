//! What the adviser found, and what follows from it: *constats*, *recommandations*, the road map to 2040.
//!
//! Words are the adviser's own; severity, place and measure are codes. Does *not* propose measures (`measures` does).

use serde::{Deserialize, Serialize};

use super::inputs::{LONGEST_LINES, LONGEST_TEXT, Section};
use crate::period::Day;

/// Findings, recommendations or steps of one audit, at most.
pub const MOST: usize = 100;
/// The year to which the regional strategy of long-term renovation leads public and tertiary buildings.
pub const TARGET_YEAR: i16 = 2040;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// People may come to harm: said first.
    Danger,
    /// Costs energy every day.
    Waste,
    /// Worn out before long.
    Wear,
    /// Good to know.
    Note,
}

impl Gravity {
    /// All, the gravest first.
    pub const ALL: [Gravity; 4] = [Gravity::Danger, Gravity::Waste, Gravity::Wear, Gravity::Note];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Gravity::Danger => "danger",
            Gravity::Waste => "waste",
            Gravity::Wear => "wear",
            Gravity::Note => "note",
        }
    }

    /// The gravity with this code.
    pub fn from_code(code: &str) -> Option<Gravity> {
        Self::ALL.into_iter().find(|g| g.code() == code)
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// Its number, never given twice.
    pub number: u16,
    /// How grave.
    pub gravity: Gravity,
    /// Where: a section of the visit.
    pub section: Section,
    /// And a row of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u16>,
    /// The adviser's words.
    pub words: String,
    /// SHA-256 of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Code of the measure it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
}

/// What is recommended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// Its number, never given twice.
    pub number: u16,
    /// The adviser's words.
    pub words: String,
    /// Code of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// 1 comes first; without one it is not settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// What the works have to reach, `U ≤ 0,24 W/m²K`, to be held against annex 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performance: Option<String>,
    /// Who sees to it: a function rather than a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Since when it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Day>,
}

/// A step of the *feuille de route*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// In which year it is done.
    pub year: i16,
    /// The adviser's words.
    pub words: String,
    /// Whether the building is then where the strategy wants it.
    pub reaches_target: bool,
}

/// Why one of them is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Too many, or numbers that do not grow.
    Numbers,
    /// No words, or more than are kept.
    Words,
    /// No code, no picture, no priority of ours.
    Code,
}

/// Whether findings are what this program writes.
///
/// # Errors
/// [`Wrong`].
pub fn check_observed(all: &[Observed]) -> Result<(), Wrong> {
    grow(all.iter().map(|one| one.number))?;
    all.iter().try_for_each(|one| {
        words(&one.words)?;
        let picture = one.picture.as_deref().is_none_or(|p| p.len() == 64 && is_code(p));
        let measure = one.measure.as_deref().is_none_or(is_code);
        if picture && measure { Ok(()) } else { Err(Wrong::Code) }
    })
}

/// Whether recommendations are what this program writes.
///
/// # Errors
/// [`Wrong`].
pub fn check_recommended(all: &[Recommendation]) -> Result<(), Wrong> {
    grow(all.iter().map(|one| one.number))?;
    all.iter().try_for_each(|one| {
        words(&one.words)?;
        let texts = [&one.performance, &one.who];
        let short = texts.into_iter().flatten().all(|text| text.chars().count() <= LONGEST_TEXT);
        let code = one.measure.as_deref().is_none_or(is_code);
        let priority = one.priority.is_none_or(|p| (1..=99).contains(&p));
        if short && code && priority { Ok(()) } else { Err(Wrong::Code) }
    })
}

/// Whether steps are what this program writes.
///
/// # Errors
/// [`Wrong`].
pub fn check_steps(all: &[Step]) -> Result<(), Wrong> {
    if all.len() > MOST || all.windows(2).any(|two| two[0].year > two[1].year) {
        return Err(Wrong::Numbers);
    }
    all.iter().try_for_each(|step| {
        words(&step.words)?;
        if (2000..=2100).contains(&step.year) { Ok(()) } else { Err(Wrong::Code) }
    })
}

fn grow(numbers: impl Iterator<Item = u16>) -> Result<(), Wrong> {
    let numbers: Vec<u16> = numbers.collect();
    let grows = numbers.first().is_none_or(|n| *n > 0) && numbers.windows(2).all(|two| two[0] < two[1]);
    if grows && numbers.len() <= MOST { Ok(()) } else { Err(Wrong::Numbers) }
}

fn words(text: &str) -> Result<(), Wrong> {
    let fits = !text.trim().is_empty() && text.chars().count() <= LONGEST_LINES;
    if fits { Ok(()) } else { Err(Wrong::Words) }
}

/// Whether a text may be a permanent code.
pub(super) fn is_code(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(letter)
}
