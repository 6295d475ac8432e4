//! Primary energy, *énergie primaire*: what nature had to give for the energy the building used.
//!
//! For a director: a kWh of electricity took about two and a half kWh of fuel to make; this counts them. Formula:
//! `Σ kWh × factor`, each on the basis its factor stands on. Unit: kWh of primary energy. Source: `catalog/factors/primary-peb`.
//! Refuses: without the whole year of a carrier, or a factor nobody published (heat of a network).

use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::factored::Factored;
use super::site::{Prepared, Work};
use super::year::{energies, input_of, no_year, periods};
use super::{Indicator, final_energy};
use crate::catalog::FactorKind;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["primary-energy"],
    symbols: &["final-energy", "net-per-gross", "primary-factor"],
    figures,
};

const CODE: &str = "primary-energy";

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, CODE);
    }
    let of_year = |period: Period| {
        let carriers: Vec<&Prepared<'_>> = energies(work, period).collect();
        let mut found: Vec<Explained> = carriers
            .iter()
            .map(|c| told(period, primary(work, &[*c], period)).of(c.carrier.code()))
            .collect();
        found.push(told(period, primary(work, &carriers, period)));
        found
    };
    periods.into_iter().flat_map(of_year).collect()
}

fn told(period: Period, value: Result<Value, Vec<Lack>>) -> Explained {
    match value {
        Ok(value) => Explained::known(CODE, period, value),
        Err(lacks) => Explained::not_yet(CODE, period, lacks),
    }
}

fn primary(work: &Work<'_>, carriers: &[&Prepared<'_>], period: Period) -> Result<Value, Vec<Lack>> {
    let set = work.site.catalog.factors(FactorKind::Primary).next();
    let set = set.ok_or_else(|| vec![Lack::of("factor")])?;
    let mut sum = Factored::by(set, "primary-factor", Measure::Number);
    for of in carriers {
        let energy = final_energy::carrier(of, period)
            .map(|value| (input_of("final-energy", final_energy::CODE, &value).of(of.carrier.code()), value));
        sum.add(of, energy, period);
    }
    let sum = sum.complete()?;
    let sources = sum.sources();
    Ok(Value::new(sum.total, Measure::KwhPrimary, "primary-energy", sum.inputs).citing(sources))
}
