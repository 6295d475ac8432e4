//! Primary energy, *énergie primaire*: what nature had to give for the energy the building used.
//!
//! For a director: a kWh of electricity took about two and a half kWh of fuel to make; this counts them. Formula:
//! `Σ kWh × factor`, each on the basis its factor stands on. What panels make and the building uses is left out, by a formula
//! that says so: no page gives its factor. Unit: kWh of primary energy. Source: `catalog/factors/primary-peb`.
//! Refuses: without the whole year of a carrier, or a factor nobody published (heat of a network).

use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::factored::Factored;
use super::site::{Prepared, Work};
use super::year::{OwnUse, each_energy, energies, input_of, own_use, taken_input};
use super::{Indicator, final_energy};
use crate::catalog::FactorKind;
use crate::certain::{Certainty, Quality};
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["primary-energy", "primary-energy-taken"],
    symbols: &["final-energy", "taken", "net-per-gross", "primary-factor"],
    figures,
};

const CODE: &str = "primary-energy";

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let all = |period| primary(work, &energies(work, period).collect::<Vec<_>>(), period);
    each_energy(work, CODE, |c, period| primary(work, &[c], period), all)
}

/// The primary energy of these carriers in a year.
///
/// # Errors
/// What lacks.
pub(super) fn primary(
    work: &Work<'_>,
    carriers: &[&Prepared<'_>],
    period: Period,
) -> Result<Value, Vec<Lack>> {
    let set = work.site.catalog.factors(FactorKind::Primary).next();
    let set = set.ok_or_else(|| vec![Lack::of("factor")])?;
    let mut sum = Factored::by(set, "primary-factor", Measure::Number);
    let mut formula = "primary-energy";
    for of in carriers {
        let energy = if own_use(work.site, of, period) == OwnUse::None {
            final_energy::carrier(work, of, period).map(|value| {
                (input_of("final-energy", final_energy::CODE, &value).of(of.carrier.code()), value)
            })
        } else {
            formula = "primary-energy-taken";
            taken_input(work, of, period).map(|input| {
                (input.clone(), Value::new(input.value, Measure::Kwh, "primary-energy", vec![input]))
            })
        };
        sum.add(of, energy, period);
    }
    let sum = sum.complete()?;
    let sources = sum.sources();
    let value = Value::new(sum.total, Measure::KwhPrimary, formula, sum.inputs).citing(sources);
    let certainty = if formula == "primary-energy" { Certainty::Certain } else { Certainty::Likely };
    Ok(value.at_best(Quality::Measured, certainty))
}
