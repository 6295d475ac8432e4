//! A measure that may be chosen: what it does, what it needs beside it, what it cannot stand beside, what it costs once the
//! envelope is done.
//!
//! A machine that heats is sized on the heat that is left where it stands in the chain. Does *not* choose.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::applied::Applied;
use super::state::State;
use crate::catalog::MeasureCard;
use crate::units::exact::{over, times};

/// What a machine costs by its power.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizing {
    /// Euro without VAT, whatever its power.
    pub fixed: Decimal,
    /// Euro without VAT per kW.
    pub per_kw: Decimal,
    /// What the building asks today on the coldest day, watts.
    pub today_w: u64,
}

/// What is bought again before the rest: an inverter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoughtAgain {
    /// In this year of the plan.
    pub year: u16,
    /// Euro without VAT, in today's money.
    pub cost: Decimal,
}

/// A measure that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Put in place.
    pub applied: Applied,
    /// Measures without which it is not done, by code.
    pub needs: Vec<String>,
    /// Measures it cannot stand beside, by code; said by one of the two is enough.
    pub not_with: Vec<String>,
    /// What comes first, by code of `catalog::PREREQUISITES`: told with the package, since only somebody who looks can say.
    pub first: Vec<String>,
    /// Where what it costs depends on the heat that is left.
    pub sizing: Option<Sizing>,
    /// What the building asks today on the coldest day, watts, where a machine is sized on the heat that is left and its price
    /// is told otherwise.
    #[serde(default)]
    pub need_w: Option<u64>,
    /// What is bought again before its life ends.
    pub again: Vec<BoughtAgain>,
    /// What would be, and nobody knows what it costs: codes of `package::HYPOTHESES`.
    #[serde(default)]
    pub unpriced: Vec<String>,
}

impl Candidate {
    /// A measure that stands alone.
    pub fn new(applied: Applied) -> Candidate {
        Candidate {
            applied,
            needs: Vec::new(),
            not_with: Vec::new(),
            first: Vec::new(),
            sizing: None,
            need_w: None,
            again: Vec::new(),
            unpriced: Vec::new(),
        }
    }

    /// A measure of the catalogue, with what its card says of others.
    pub fn of(card: &MeasureCard, applied: Applied) -> Candidate {
        Candidate { not_with: card.excludes.clone(), first: card.needs.clone(), ..Candidate::new(applied) }
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.applied.code
    }

    /// Its power where so much heat is left: today's need in proportion, rounded up to the watt.
    pub fn sized_w(&self, today: &State, here: &State) -> Option<u64> {
        let today_w = self.sizing.map(|sizing| sizing.today_w).or(self.need_w)?;
        let (left, all) = (here.space_heat.useful().get(), today.space_heat.useful().get());
        if all == 0 {
            return Some(today_w);
        }
        u64::try_from((u128::from(today_w) * u128::from(left.min(all))).div_ceil(u128::from(all))).ok()
    }

    /// Cents without VAT where so much heat is left; `None` is not known.
    pub fn cents(&self, today: &State, here: &State) -> Option<i64> {
        match (self.sizing, self.sized_w(today, here)) {
            (Some(sizing), Some(watts)) => {
                let kw = over(Decimal::from(watts), Decimal::ONE_THOUSAND)?;
                cents(sizing.fixed.checked_add(times(sizing.per_kw, kw)?)?)
            }
            _ => cents(self.applied.cost?),
        }
    }

    /// Whether what it costs is known.
    pub const fn is_costed(&self) -> bool {
        self.sizing.is_some() || self.applied.cost.is_some()
    }
}

/// Whole cents of an amount; `None` where it is below nothing or of no building.
pub(super) fn cents(euro: Decimal) -> Option<i64> {
    times(euro, Decimal::ONE_HUNDRED)?.round().to_i64().filter(|cents| (0..=MOST_CENTS).contains(cents))
}

/// Euro of so many cents.
pub(super) fn euro(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

/// Ten thousand million euro: no building costs it, and sums stay exact below it.
const MOST_CENTS: i64 = 1_000_000_000_000;

/// Why a choice is not one that can be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "objection", rename_all = "kebab-case")]
pub enum Objection {
    /// Two that cannot stand beside one another.
    Excludes {
        /// One.
        measure: String,
        /// The other.
        other: String,
    },
    /// Another is needed with it.
    Needs {
        /// Which one was chosen.
        measure: String,
        /// Which one lacks.
        other: String,
    },
    /// Chosen twice.
    Twice {
        /// Which.
        measure: String,
    },
}

impl Objection {
    /// Every code, with its words: `package-objection-<code>`.
    pub const CODES: &[&str] = &["excludes", "needs", "twice"];

    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Objection::Excludes { .. } => "excludes",
            Objection::Needs { .. } => "needs",
            Objection::Twice { .. } => "twice",
        }
    }
}

/// Whether two cannot stand beside one another.
pub(super) fn excludes(a: &Candidate, b: &Candidate) -> bool {
    a.not_with.iter().any(|code| code == b.code()) || b.not_with.iter().any(|code| code == a.code())
}

/// What stands against a choice; nothing where it can be carried out.
pub fn objections(chosen: &[&Candidate]) -> Vec<Objection> {
    let mut found = Vec::new();
    for (at, one) in chosen.iter().enumerate() {
        let later = chosen.get(at + 1..).unwrap_or_default();
        let measure = one.code().to_owned();
        if later.iter().any(|other| other.code() == one.code()) {
            found.push(Objection::Twice { measure: measure.clone() });
        }
        for other in later.iter().filter(|other| other.code() != one.code() && excludes(one, other)) {
            found.push(Objection::Excludes { measure: measure.clone(), other: other.code().to_owned() });
        }
        for needed in one.needs.iter().filter(|code| !chosen.iter().any(|c| c.code() == code.as_str())) {
            found.push(Objection::Needs { measure: measure.clone(), other: needed.clone() });
        }
    }
    found
}

/// Measures in the one order of the chain.
pub(super) fn in_order<'a>(chosen: &[&'a Candidate]) -> Vec<&'a Candidate> {
    let mut sorted = chosen.to_vec();
    sorted.sort_by(|a, b| a.applied.place().cmp(&b.applied.place()));
    sorted
}
