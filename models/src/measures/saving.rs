//! What a measure saves of a state, as figures that explain themselves, and what is said where it was capped.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::applied::Applied;
use super::effect::Limit;
use super::state::State;
use crate::indicators::{Answer, Explained, Measure, Value};
use crate::units::Basis;

/// Code of the figures: `indicator-measure-saving`.
pub const CODE: &str = "measure-saving";

/// Saved of each carrier in a normal year, kWh PCI, below zero where more is taken; `of` is the carrier.
pub fn saving(applied: &Applied, before: &State) -> Vec<Explained> {
    let change = before.finals().saved(&applied.apply(before).finals());
    let figure = |kwh: Decimal| Value {
        value: kwh,
        range: None,
        unit: Measure::Kwh,
        basis: Some(Basis::Net),
        quality: applied.quality,
        certainty: applied.certainty,
        formula: Cow::Owned(applied.formula.clone()),
        inputs: applied.inputs.clone(),
        sources: applied.sources.clone(),
    };
    change
        .carriers()
        .map(|(carrier, _)| Explained {
            indicator: Cow::Borrowed(CODE),
            of: Some(Cow::Borrowed(carrier.code())),
            period: None,
            answer: Answer::Known(figure(change.kwh(carrier))),
        })
        .collect()
}

/// A cap, said: calculated, measured, kept; kWh of the use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapTold {
    /// Code of the limit: `measure-limit-<code>`.
    pub code: String,
    /// What the method calculated.
    pub calculated: Decimal,
    /// What the building's measured year has left of that use.
    pub measured: Decimal,
    /// What is counted.
    pub kept: Decimal,
}

/// What a measure would have saved more than there is to save.
pub fn capped(applied: &Applied, before: &State) -> Vec<CapTold> {
    let told = |limit: Limit| match limit {
        Limit::Measured { asked, there, kept } => Some(CapTold {
            code: limit.code().to_owned(),
            calculated: asked.kwh(),
            measured: there.kwh(),
            kept: kept.kwh(),
        }),
        Limit::Emitters { .. } | Limit::NothingThere => None,
    };
    applied.limits(before).into_iter().filter_map(told).collect()
}
