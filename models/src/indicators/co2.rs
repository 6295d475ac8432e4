//! CO2 emissions, *émissions de CO2*, by factor set: what the energy taken from network and tank emits.
//!
//! For a director: the tonnes the building stands for; which ones depends on how electricity is counted, so each set is shown
//! apart and none is ever mixed with another. Formula: `Σ kWh taken × factor of the set`; what panels make emits nothing where
//! it is used. A set of electricity alone leaves fuels aside and says so. Unit: kg CO2 equivalent. Source: `catalog/factors`;
//! decisions stand on the one set declared there. Refuses: without the whole year of a carrier, or a factor of the set.

use super::Indicator;
use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::factored::Factored;
use super::site::Work;
use super::year::{energies, no_year, periods, taken_input};
use crate::catalog::{FactorKind, FactorSet};
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["co2", "co2-electricity"],
    symbols: &["taken", "net-per-gross", "co2-factor"],
    figures,
};

pub(super) const CODE: &str = "co2";

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, CODE);
    }
    let of_year = |period: Period| {
        work.site.catalog.factors(FactorKind::Co2).map(move |set| {
            let figure = match emitted(work, set, period) {
                Ok(value) => Explained::known(CODE, period, value),
                Err(lacks) => Explained::not_yet(CODE, period, lacks),
            };
            figure.of(set.code.clone())
        })
    };
    periods.into_iter().flat_map(of_year).collect()
}

/// What the energies of a year emit by a set.
///
/// # Errors
/// What lacks.
pub(super) fn emitted(work: &Work<'_>, set: &FactorSet, period: Period) -> Result<Value, Vec<Lack>> {
    let mut sum = Factored::by(set, "co2-factor", Measure::KgCo2PerKwh);
    for of in energies(work, period).filter(|c| set.is_of(c.carrier)) {
        let taken = taken_input(work, of, period).map(|input| {
            let value = Value::new(input.value, Measure::Kwh, "co2", vec![input.clone()]);
            (input, value)
        });
        sum.add(of, taken, period);
    }
    let sum = sum.complete()?;
    let sources = sum.sources();
    let formula = if set.only.is_some() { "co2-electricity" } else { "co2" };
    Ok(Value::new(sum.total, Measure::KgCo2, formula, sum.inputs).citing(sources))
}
