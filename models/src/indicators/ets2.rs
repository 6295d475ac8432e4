//! What the second emissions trading system (ETS2) would add to the bill: a scenario.
//!
//! For a director: from its start, suppliers of gas, heating oil and propane pay for the CO2 of what they sell and will pass
//! it on; this is the last year's fuel at two prices of a tonne. Formula: energy PCI × kg CO2 per kWh PCI × price of a tonne
//! ÷ 1000 × (1 + VAT), summed over the fuels. Unit: euro with VAT a year. `of` is the code of the scenario. Source:
//! `catalog/prices/ets2.toml`. A scenario, never a forecast, and never surer than its start. Refuses: a fuel without a whole
//! year; makes no sense where nothing is burnt.

use rust_decimal::Decimal;

use super::year::{energies, taken};
use super::{Explained, Figures, Indicator, Input, Lack, Measure, Origin, Value, Work, cited};
use crate::catalog::{Ets2, Ets2Scenario};
use crate::period::Period;
use crate::units::Basis;

/// What ETS2 would add.
pub const INDICATOR: Indicator = Indicator {
    code: "ets2",
    formulas: &["ets2"],
    symbols: &["energy", "combustion-factor", "tonne-price", "vat"],
    figures,
};

const FILE: &str = "prices/ets2";

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let Some(card) = work.site.catalog.ets2() else { return Vec::new() };
    let Some(year) = work.period() else {
        return vec![Explained::not_yet("ets2", None, [Lack::of("readings")])];
    };
    let Some(burnt) = burnt(work, card, year) else {
        return vec![Explained::not_applicable("ets2", "no-fossil-fuel")];
    };
    let one = |scenario: &Ets2Scenario| match &burnt {
        Ok(burnt) => match value(card, scenario, burnt) {
            Some(value) => Explained::known("ets2", year, value),
            None => Explained::not_yet("ets2", year, [Lack::of("readings")]),
        },
        Err(lack) => Explained::not_yet("ets2", year, [lack.clone()]),
    };
    card.scenarios.iter().map(|scenario| one(scenario).of(scenario.code.clone())).collect()
}

/// Energy and factor of each fuel burnt in the year; `None` where none is.
fn burnt(work: &Work<'_>, card: &Ets2, year: Period) -> Option<Result<Vec<(Input, Input)>, Lack>> {
    let of = |prepared: &super::Prepared<'_>| {
        let factor = card.factor(prepared.carrier)?;
        let code = prepared.carrier.code();
        let total = match taken(work.site, prepared, year) {
            Ok(total) => total,
            Err(lack) => return Some(Err(lack)),
        };
        let Some(energy) = total.energy else { return Some(Err(Lack::of("readings"))) };
        let net = match energy.basis() {
            Basis::Net => energy.kwh(),
            Basis::Gross => match prepared.card.net_per_gross() {
                Some(ratio) => energy.to_net(ratio).value(),
                None => return Some(Err(Lack::of("factor"))),
            },
        };
        let energy = Input::new("energy", net, Measure::Kwh, Origin::Readings);
        let energy = energy.of(code).basis(Basis::Net).quality(total.quality);
        let factor = Input::new("combustion-factor", factor.kg_per_kwh_net, Measure::KgCo2PerKwh, catalog())
            .of(code)
            .certainty(factor.certainty);
        Some(Ok((energy, factor)))
    };
    let found: Vec<Result<(Input, Input), Lack>> = energies(work, year).filter_map(of).collect();
    (!found.is_empty()).then(|| found.into_iter().collect())
}

fn catalog() -> Origin {
    Origin::Catalog { file: FILE.to_owned() }
}

fn value(card: &Ets2, scenario: &Ets2Scenario, burnt: &[(Input, Input)]) -> Option<Value> {
    let kg = burnt.iter().try_fold(Decimal::ZERO, |kg, (energy, factor)| {
        kg.checked_add(energy.value.checked_mul(factor.value)?)
    })?;
    let euro = kg.checked_mul(scenario.euro_per_tonne)? / Decimal::ONE_THOUSAND;
    let euro = euro.checked_mul(Decimal::ONE + card.vat.value)?;
    let mut inputs: Vec<Input> =
        burnt.iter().flat_map(|(energy, factor)| [energy.clone(), factor.clone()]).collect();
    let price = Input::new("tonne-price", scenario.euro_per_tonne, Measure::EuroPerTonne, catalog());
    inputs.push(price.certainty(scenario.certainty));
    inputs.push(Input::new("vat", card.vat.value, Measure::Share, catalog()).certainty(card.vat.certainty));
    let value = Value::new(euro, Measure::Euro, "ets2", inputs);
    let (quality, certainty) = (value.quality, card.start.certainty);
    Some(value.at_best(quality, certainty).citing(cited(FILE, card.checked_on, &card.source)))
}
