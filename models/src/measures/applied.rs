//! A measure put in place at a building: its effects, what it costs, what it stands on.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::effect::{Effect, Limit};
use super::state::State;
pub use crate::catalog::MeasureStep as Step;
use crate::certain::{Certainty, Quality};
use crate::indicators::{Cited, Input};

/// A measure put in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Code of its file in `catalog/measures`.
    pub code: String,
    /// Its place in the chain.
    pub step: Step,
    /// What it does, in order.
    pub effects: Vec<Effect>,
    /// What went into the effects, each with origin and quality.
    pub inputs: Vec<Input>,
    /// Code of the method, with its formula: `measure-method-<code>`.
    pub formula: String,
    /// Investment without VAT, euro; `None` is not known, and there is then no payback.
    pub cost: Option<Decimal>,
    /// Lowest and highest of it, where it is a range.
    pub cost_range: Option<(Decimal, Decimal)>,
    /// Who can settle the cost where it is not known.
    pub cost_settled_by: Option<String>,
    /// Maintenance a year without VAT, in addition to today's; `None` is not known.
    pub maintenance: Option<Decimal>,
    /// Years it lasts; `None` is not known.
    pub lifetime: Option<u16>,
    /// Of the effects: the weakest of what went in.
    pub quality: Quality,
    /// Of the effects: the weakest of what went in.
    pub certainty: Certainty,
    /// Of the cost.
    pub cost_certainty: Certainty,
    /// Where method and values come from.
    pub sources: Vec<Cited>,
}

impl Applied {
    /// A measure with its effects alone: nothing known of its cost, nor how it came about.
    pub fn bare(code: impl Into<String>, step: Step, effects: Vec<Effect>) -> Applied {
        Applied {
            code: code.into(),
            step,
            effects,
            inputs: Vec::new(),
            formula: String::new(),
            cost: None,
            cost_range: None,
            cost_settled_by: None,
            maintenance: None,
            lifetime: None,
            quality: Quality::Modelled,
            certainty: Certainty::Likely,
            cost_certainty: Certainty::Unknown,
            sources: Vec::new(),
        }
    }

    /// The state after it.
    #[must_use]
    pub fn apply(&self, state: &State) -> State {
        self.effects.iter().fold(*state, |state, effect| effect.apply(&state))
    }

    /// Why it does less to this state than it asks.
    pub fn limits(&self, state: &State) -> Vec<Limit> {
        let mut limits = Vec::new();
        let mut state = *state;
        for effect in &self.effects {
            limits.extend(effect.limit(&state));
            state = effect.apply(&state);
        }
        limits
    }

    /// How hot emitters need it in this state and how hot its heat pump gives it, tenths of a degree; `None` without a pump, or
    /// where nobody knows how emitters are fed.
    pub fn supply(&self, state: &State) -> Option<(u16, u16)> {
        let pump = self.effects.iter().find_map(|effect| match effect {
            Effect::HeatPump { pump, .. } => Some(pump.hottest_tenths),
            _ => None,
        })?;
        Some((state.emitters?.needed_tenths(&state.space_heat), pump))
    }

    /// Where it stands in a chain: by step, then by code, so that the order of choosing changes nothing.
    pub fn place(&self) -> (Step, &str) {
        (self.step, &self.code)
    }
}
