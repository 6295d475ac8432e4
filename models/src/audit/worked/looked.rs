//! One measure by itself: what it would save of today's use, what was capped, what it costs, and what stands against it.

use rust_decimal::Decimal;
use serde::Serialize;

use super::candidates::Placed;
use super::panels::Panels;
use super::storage::Stored;
use super::{Desk, Taken};
use crate::catalog::MeasureStep;
use crate::certain::{Certainty, Quality};
use crate::indicators::{Cited, Input};
use crate::measures::waterfall::beside;
use crate::measures::{Candidate, CapTold, Change, Limit, Refusal, capped, simple_payback};
use crate::units::exact::{cent, times};

/// One measure by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// Its number in the audit.
    pub number: u16,
    /// Its name in chains and orders.
    pub key: String,
    /// Code of the catalogue.
    pub code: String,
    /// Its place in the chain, where the catalogue knows it.
    pub step: Option<MeasureStep>,
    /// Reasons against it; nothing below is then known.
    pub refusals: Vec<Refusal>,
    /// What it alone saves a year, by carrier.
    pub saves: Vec<Taken>,
    /// kWh PCI of all carriers.
    pub kwh: Decimal,
    /// Litres of water.
    pub litres: i64,
    /// What was calculated above what there is: calculated, measured, kept.
    pub caps: Vec<CapTold>,
    /// Codes of other limits: `measure-limit-<code>`.
    pub limits: Vec<String>,
    /// kW on the coldest day, where a machine is sized on the heat of the building.
    pub sized_kw: Option<Decimal>,
    /// How hot emitters need it and how hot a heat pump gives it, °C.
    pub supply_c: Option<(Decimal, Decimal)>,
    /// What a battery changes.
    pub stored: Option<Stored>,
    /// Codes of what it was reckoned on, each with its words: `pv-load-…`, `pv-yield-…`.
    pub notes: Vec<String>,
    /// Euro saved in year 1, at marginal prices.
    pub euro: Option<Decimal>,
    /// kg of CO2 equivalent avoided a year.
    pub co2_kg: Option<Decimal>,
    /// Investment without VAT; `None` is not known.
    pub cost: Option<Decimal>,
    /// Lowest and highest of it.
    pub cost_range: Option<(Decimal, Decimal)>,
    /// Whether the adviser told it.
    pub cost_own: bool,
    /// Who can settle the cost.
    pub cost_settled_by: Option<String>,
    /// Of the cost.
    pub cost_certainty: Certainty,
    /// VAT as it is borne included.
    pub cost_with_vat: Option<Decimal>,
    /// Aid that is counted for it, euro, never above its cost.
    pub aid: Decimal,
    /// How sure the aid is.
    pub aid_certainty: Certainty,
    /// Maintenance a year.
    pub maintenance: Option<Decimal>,
    /// Years it lasts.
    pub lifetime: Option<u16>,
    /// *Temps de retour simple* after aid, years; none without a cost or a gain.
    pub payback_years: Option<Decimal>,
    /// Of the saving.
    pub quality: Quality,
    /// Of the saving.
    pub certainty: Certainty,
    /// What went in.
    pub inputs: Vec<Input>,
    /// Code of the formula.
    pub formula: String,
    /// Where method and values come from.
    pub sources: Vec<Cited>,
}

/// kWh of a change, by carrier.
pub(super) fn by_carrier(change: &Change) -> Vec<Taken> {
    change.carriers().map(|(carrier, _)| Taken { carrier, kwh: change.kwh(carrier).normalize() }).collect()
}

/// kWh of so many watt-hours.
pub(super) fn kwh(wh: i64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(wh), 3).normalize()
}

/// Caps and other limits apart.
pub(super) fn limits(all: &[Limit]) -> (Vec<CapTold>, Vec<String>) {
    let (mut caps, mut others) = (Vec::new(), Vec::new());
    for limit in all {
        match limit {
            Limit::Measured { asked, there, kept } => caps.push(CapTold {
                code: limit.code().to_owned(),
                calculated: asked.kwh(),
                measured: there.kwh(),
                kept: kept.kwh(),
            }),
            Limit::Emitters { .. } | Limit::NothingThere => others.push(limit.code().to_owned()),
        }
    }
    others.dedup();
    (caps, others)
}

/// kW of so many watts.
pub(super) fn kw(watts: u64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(watts), 3).normalize()
}

/// °C of so many tenths.
pub(super) fn celsius((needed, hottest): (u16, u16)) -> (Decimal, Decimal) {
    let of = |tenths: u16| Decimal::new(i64::from(tenths), 1).normalize();
    (of(needed), of(hottest))
}

/// What it was reckoned on.
fn notes(placed: &Placed<'_>) -> Vec<String> {
    let of = |panels: &Panels| {
        let untold = panels.yield_untold.as_ref().map(|code| format!("audit-roof-untold-{code}"));
        untold.into_iter().chain([panels.yield_origin.clone(), panels.load_origin.clone()]).collect()
    };
    placed.panels.as_ref().map(of).unwrap_or_default()
}

/// By itself, or beside what it cannot do without: a battery beside its panels.
pub(super) fn looked(desk: &Desk<'_>, placed: &Placed<'_>, all: &[Placed<'_>]) -> Looked {
    let mut told = Looked {
        number: placed.chosen.number,
        key: placed.key.clone(),
        code: placed.chosen.code.clone(),
        step: placed.card.map(|card| card.step),
        refusals: Vec::new(),
        saves: Vec::new(),
        kwh: Decimal::ZERO,
        litres: 0,
        caps: Vec::new(),
        limits: Vec::new(),
        sized_kw: None,
        supply_c: None,
        stored: placed.stored.clone(),
        notes: notes(placed),
        euro: None,
        co2_kg: None,
        cost: None,
        cost_range: None,
        cost_own: placed.chosen.euro_excl_vat.is_some(),
        cost_settled_by: None,
        cost_certainty: Certainty::Unknown,
        cost_with_vat: None,
        aid: placed.aid.euro,
        aid_certainty: placed.aid.certainty,
        maintenance: None,
        lifetime: None,
        payback_years: None,
        quality: Quality::Declared,
        certainty: Certainty::Unknown,
        inputs: Vec::new(),
        formula: String::new(),
        sources: Vec::new(),
    };
    let candidate = match &placed.candidate {
        Ok(candidate) => candidate,
        Err(refusals) => {
            told.refusals.clone_from(refusals);
            return told;
        }
    };
    let applied = &candidate.applied;
    let ready: Vec<&Candidate> = all.iter().filter_map(Placed::ready).collect();
    let state = beside(&desk.state, candidate, &ready);
    let (before, after) = (state.finals(), applied.apply(&state).finals());
    let change = before.saved(&after);
    told.saves = by_carrier(&change);
    told.kwh = kwh(change.total());
    told.litres = change.water;
    told.caps = capped(applied, &state);
    told.limits = limits(&applied.limits(&state)).1;
    told.sized_kw = candidate.sized_w(&desk.state, &state).map(kw);
    told.supply_c = applied.supply(&state).map(celsius);
    let difference =
        |of: &dyn Fn(&crate::measures::Finals) -> Option<Decimal>| Some(of(&before)? - of(&after)?);
    told.euro = difference(&|finals| desk.terms.euro(finals, 1)).map(cent);
    told.co2_kg = difference(&|finals| desk.terms.co2_kg(finals)).map(|kg| kg.round_dp(0));
    told.cost = candidate.cents(&desk.state, &desk.state).map(|cents| Decimal::new(cents, 2).normalize());
    told.cost_range = applied.cost_range;
    told.cost_settled_by.clone_from(&applied.cost_settled_by);
    told.cost_certainty = applied.cost_certainty;
    told.cost_with_vat =
        told.cost.and_then(|cost| times(cost, Decimal::ONE + desk.terms.vat_on_works)).map(cent);
    told.maintenance = applied.maintenance;
    told.lifetime = applied.lifetime;
    let left = told.cost_with_vat.map(|cost| (cost - told.aid).max(Decimal::ZERO));
    let gain = told.euro.map(|euro| euro - applied.maintenance.unwrap_or_default());
    told.payback_years =
        left.zip(gain).and_then(|(left, gain)| simple_payback(left, gain)).map(|years| years.round_dp(1));
    (told.quality, told.certainty) = (applied.quality, applied.certainty);
    told.inputs.clone_from(&applied.inputs);
    told.formula.clone_from(&applied.formula);
    told.sources.clone_from(&applied.sources);
    told
}
