//! What parks of buildings and the Region aim at by 2030 and 2040. Aims, not obligations of one building.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::certain::Certainty;
use crate::period::Day;

/// The file `norms/targets.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    pub(super) code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Final energy of a park of buildings, kWh/m2 and year, all uses.
    pub intensity: Target,
    /// Greenhouse gases of the Region: -0.55 is 55 % less.
    pub emissions: Target,
    /// Sources.
    pub source: Vec<Source>,
}

/// One aim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// How much.
    pub value: Decimal,
    /// By the end of which year.
    pub by: i16,
    /// Compared with which year, where it is a change.
    pub against: Option<i16>,
    /// How sure.
    pub certainty: Certainty,
    source: String,
}

impl Targets {
    pub(super) fn check(&self) -> Result<(), String> {
        known_source(&self.source, &self.intensity.source)?;
        known_source(&self.source, &self.emissions.source)?;
        if self.intensity.value <= Decimal::ZERO {
            return Err("key `intensity.value`: above zero".to_owned());
        }
        if self.emissions.against.is_none_or(|year| year >= self.emissions.by) {
            return Err("key `emissions.against`: a year before `by`".to_owned());
        }
        Ok(())
    }
}
