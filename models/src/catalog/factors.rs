//! Factors by which final energy becomes primary energy or CO2: one file per set, and sets are never mixed.
//!
//! Each factor says which kWh it is multiplied with (PCI or PCS) and when it holds. After the last row of a carrier that
//! row stands in, to be confirmed; between two rows, and before the first, nothing does. Does *not* multiply.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;
use crate::units::Basis;

/// What a set is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorKind {
    /// kWh of primary energy per kWh.
    Primary,
    /// kg of CO2 equivalent per kWh.
    Co2,
}

/// One set of factors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorSet {
    /// Permanent code, kebab-case.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Of what.
    pub kind: FactorKind,
    /// The one CO2 set that savings and measures are decided by.
    #[serde(default)]
    pub decision: bool,
    /// The only carrier it is of; absent where it is of all.
    pub only: Option<Carrier>,
    /// Official names.
    pub name: Text,
    factor: Vec<Factor>,
    /// Sources.
    #[serde(default)]
    pub source: Vec<Source>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Factor {
    carrier: Carrier,
    value: String,
    basis: Basis,
    #[serde(default, deserialize_with = "super::maybe_day")]
    from: Option<Day>,
    #[serde(default, deserialize_with = "super::maybe_day")]
    to: Option<Day>,
    source: Option<String>,
    certainty: Certainty,
    settled_by: Option<String>,
}

/// A factor that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Per kWh.
    pub value: Decimal,
    /// Of this kWh.
    pub basis: Basis,
    /// How sure; no better than likely where the last row stands in for later days.
    pub certainty: Certainty,
}

impl Factor {
    fn known(&self) -> Option<Decimal> {
        self.value.parse().ok()
    }

    fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl FactorSet {
    /// The factor of a carrier on a day, where it is known.
    pub fn of(&self, carrier: Carrier, day: Day) -> Option<Held> {
        let rows = || self.factor.iter().filter(|row| row.carrier == carrier);
        let stands_in = || rows().next_back().filter(|row| row.to.is_some_and(|to| to < day));
        let (row, at_best) = match rows().find(|row| row.holds_on(day)) {
            Some(row) => (row, Certainty::Certain),
            None => (stands_in()?, Certainty::Likely),
        };
        let certainty = row.certainty.weakest(at_best);
        let value = row.known().filter(|_| certainty != Certainty::Unknown)?;
        Some(Held { value, basis: row.basis, certainty })
    }

    /// Whether it is of this carrier.
    pub fn is_of(&self, carrier: Carrier) -> bool {
        self.only.is_none_or(|only| only == carrier)
    }

    /// Who can say the factor of a carrier that is not known.
    pub fn settled_by(&self, carrier: Carrier) -> Option<&str> {
        self.factor.iter().find(|row| row.carrier == carrier)?.settled_by.as_deref()
    }

    pub(super) fn check(&self) -> Result<(), String> {
        if self.decision && self.kind != FactorKind::Co2 {
            return Err("key `decision`: only a set of CO2 is decided by".to_owned());
        }
        for row in &self.factor {
            if !self.is_of(row.carrier) {
                return Err(format!("key `only`: a factor of `{}` is not of it", row.carrier.code()));
            }
            match (row.known(), &row.source) {
                (Some(value), _) if value.is_sign_negative() => {
                    return Err(format!("key `value`: {value} is below zero"));
                }
                (Some(_), Some(source)) => known_source(&self.source, source)?,
                (Some(_), None) => return Err("key `source`: a known factor names its source".to_owned()),
                (None, _) if row.value != "unknown" => {
                    return Err(format!("key `value`: `{}` is neither a decimal nor \"unknown\"", row.value));
                }
                (None, _) if row.settled_by.is_none() => {
                    return Err("key `settled_by`: an unknown value says who can settle it".to_owned());
                }
                (None, _) => {}
            }
            if row.from.zip(row.to).is_some_and(|(from, to)| to < from) {
                return Err("keys `from`, `to`: the period runs backwards".to_owned());
            }
        }
        self.in_order()
    }

    fn in_order(&self) -> Result<(), String> {
        for (at, row) in self.factor.iter().enumerate() {
            let next = self.factor.iter().skip(at + 1).find(|later| later.carrier == row.carrier);
            let follows = |next: &Factor| row.to.zip(next.from).is_some_and(|(to, from)| to < from);
            if next.is_some_and(|next| !follows(next)) {
                let carrier = row.carrier.code();
                return Err(format!(
                    "[[factor]] of `{carrier}`: rows overlap or run back; the older comes first"
                ));
            }
        }
        Ok(())
    }
}
