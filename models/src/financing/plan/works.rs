//! The works of a plan: what they cost, what they save, at which price, how long they last.
//!
//! A saving is in kWh as they are billed (gas: PCS), at the *marginal* price: what one more kWh costs, VAT as it is borne
//! included. The price told wins; else the reference price of the catalogue stands in, to be confirmed.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::units::exact::times;
use super::sources::years_it_lasts;
use crate::building::Carrier;
use crate::catalog::Catalog;
use crate::certain::{Certainty, Quality};
use crate::financing::facts::Facts;
pub use crate::measures::tariff::Ets2Extra;
use crate::measures::tariff::{billed_in, ets2};
use crate::period::Day;

/// What a kWh of it is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Price {
    /// Of what.
    pub carrier: Carrier,
    /// Euro per billed kWh, VAT as it is borne included.
    pub euro_per_kwh: Decimal,
    /// The file of the catalogue, where nobody told it.
    pub from_catalogue: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// One work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The measure.
    pub measure: String,
    /// Euro.
    pub cost_excl_vat: Decimal,
    /// Aid of others that the case tells, euro.
    pub other_aid: Decimal,
    /// kWh a year as they are billed, as likely to be more as to be less (P50).
    pub saving_kwh: Decimal,
    /// How good the data behind the saving are.
    pub quality: Quality,
    /// What a kWh is worth.
    pub price: Price,
    /// Years after which it is replaced.
    pub lifetime_years: u16,
    /// Euro a year.
    pub maintenance_per_year: Decimal,
    /// Euro without VAT; what it costs today where it is not told.
    pub replacement_cost: Decimal,
    /// Euro at the end of the plan.
    pub residual_value: Decimal,
    /// kg of CO2 equivalent per billed kWh, by the factors decisions stand on.
    pub co2_per_kwh: Option<Decimal>,
    /// How sure that factor is.
    pub co2_certainty: Certainty,
    /// Under each scenario of ETS2.
    pub ets2: Vec<Ets2Extra>,
}

/// What a work lacks.
pub(super) fn lacks(facts: &Facts, catalog: &Catalog, on: Day) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if facts.get("work.lifetime_years").is_some() && years_it_lasts(facts, "work.lifetime_years").is_none() {
        lacks.push("work.lifetime_years");
    }
    let carrier = facts.word("work.carrier").and_then(Carrier::from_code);
    let known = |carrier| catalog.reference_price(carrier, on).is_some();
    if facts.number("work.price_per_kwh").is_none() && carrier.is_some_and(|carrier| !known(carrier)) {
        lacks.push("work.price_per_kwh");
    }
    lacks
}

impl Work {
    /// From the facts of a case, where it lacks none; `vat_borne` is the share of VAT that is not recovered.
    pub(super) fn of(facts: &Facts, catalog: &Catalog, on: Day, vat_borne: Decimal) -> Option<Work> {
        let number = |code| facts.number(code);
        let carrier = facts.word("work.carrier").and_then(Carrier::from_code)?;
        let price = match number("work.price_per_kwh") {
            Some(told) => {
                Price { carrier, euro_per_kwh: told, from_catalogue: None, certainty: Certainty::Certain }
            }
            None => {
                let reference = catalog.reference_price(carrier, on)?;
                Price {
                    carrier,
                    euro_per_kwh: times(reference.per_kwh, Decimal::ONE + reference.vat * vat_borne)?,
                    from_catalogue: Some(format!("prices/{}", reference.card.code)),
                    certainty: reference.certainty.weakest(Certainty::Likely),
                }
            }
        };
        let cost = number("work.cost_excl_vat")?;
        let co2 = catalog.decision_factors().and_then(|set| set.of(carrier, on));
        let onto_net = |basis| billed_in(catalog, carrier, basis);
        Some(Work {
            measure: facts.word("work.measure")?.to_owned(),
            cost_excl_vat: cost,
            other_aid: number("work.other_aid").unwrap_or_default().min(cost),
            saving_kwh: number("work.saving_kwh")?,
            quality: facts
                .word("work.saving_quality")
                .and_then(Quality::from_code)
                .unwrap_or(Quality::Declared),
            price,
            lifetime_years: years_it_lasts(facts, "work.lifetime_years")?,
            maintenance_per_year: number("work.maintenance_per_year")?,
            replacement_cost: number("work.replacement_cost").unwrap_or(cost),
            residual_value: number("work.residual_value").unwrap_or_default(),
            co2_per_kwh: co2.and_then(|held| times(held.value, onto_net(held.basis)?)),
            co2_certainty: co2.map_or(Certainty::Unknown, |held| held.certainty),
            ets2: ets2(catalog, carrier, on, vat_borne),
        })
    }
}
