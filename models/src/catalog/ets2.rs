//! ETS2: what a tonne of CO2 may cost, as scenarios, and what burning a kWh emits. Does *not* compute a bill.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::building::Carrier;
use crate::certain::Certainty;
use crate::period::Day;

/// The file `prices/ets2.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ets2 {
    pub(super) code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// When it begins.
    pub start: Ets2Start,
    /// The rate of VAT taken.
    pub vat: Ets2Vat,
    #[serde(rename = "factor")]
    factors: Vec<Ets2Factor>,
    /// Prices of a tonne, lowest first.
    #[serde(rename = "scenario")]
    pub scenarios: Vec<Ets2Scenario>,
    /// Sources.
    pub source: Vec<Source>,
}

/// When ETS2 begins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ets2Start {
    /// First year.
    pub year: i16,
    source: String,
    /// How sure.
    pub certainty: Certainty,
    /// Who can say.
    pub settled_by: Option<String>,
}

/// VAT on it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ets2Vat {
    /// 0.21 is 21 %.
    pub value: Decimal,
    source: String,
    /// How sure.
    pub certainty: Certainty,
    /// Who can say.
    pub settled_by: Option<String>,
}

/// What burning a kWh emits.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ets2Factor {
    /// Of which fuel.
    pub carrier: Carrier,
    /// kg CO2 per kWh PCI.
    pub kg_per_kwh_net: Decimal,
    source: String,
    /// How sure.
    pub certainty: Certainty,
}

/// A price of a tonne.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ets2Scenario {
    /// Permanent code.
    pub code: String,
    /// Euro per tonne of CO2.
    pub euro_per_tonne: Decimal,
    source: String,
    /// How sure it is that somebody tells of this price.
    pub certainty: Certainty,
}

impl Ets2 {
    /// What burning a kWh PCI of a carrier emits; `None` for what is not burnt or not covered.
    pub fn factor(&self, carrier: Carrier) -> Option<&Ets2Factor> {
        self.factors.iter().find(|f| f.carrier == carrier)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let named = [&self.start.source, &self.vat.source].into_iter();
        let rows = self.factors.iter().map(|f| &f.source).chain(self.scenarios.iter().map(|s| &s.source));
        named.chain(rows).try_for_each(|id| known_source(&self.source, id))?;
        if self.vat.value.is_sign_negative() || self.vat.value > Decimal::ONE {
            return Err("key `vat.value`: a share between 0 and 1".to_owned());
        }
        if let Some(f) = self.factors.iter().find(|f| f.kg_per_kwh_net <= Decimal::ZERO) {
            return Err(format!("key `kg_per_kwh_net` of {}: above zero", f.carrier.code()));
        }
        if self.scenarios.iter().any(|s| s.euro_per_tonne <= Decimal::ZERO) {
            return Err("key `euro_per_tonne`: above zero".to_owned());
        }
        let carriers: BTreeSet<Carrier> = self.factors.iter().map(|f| f.carrier).collect();
        let codes: BTreeSet<&str> = self.scenarios.iter().map(|s| s.code.as_str()).collect();
        if carriers.len() != self.factors.len() || codes.len() != self.scenarios.len() {
            return Err("a carrier or a scenario stands there twice".to_owned());
        }
        Ok(())
    }
}
