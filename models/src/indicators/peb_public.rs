//! An estimate of the three indicators of the PEB certificate of public buildings, *estimation, hors protocole*.
//!
//! For a director: about what an approved certifier would find, so that nothing surprises; it is no certificate, and never a
//! letter. Formula: `Σ(fp × normalised kWh) ÷ (heated area × occupancy)`; `Σ(kWh × CO2 factor of set A) ÷ heated area`;
//! production ÷ final energy. Units: kWh of primary energy/m2, kg CO2/m2, share. Source: AM 01/10/2018, art. 2 names the three; its
//! protocol was not found, so factors, normal and what occupancy weights are ours: never better than likely.
//! Refuses: without the normalised year, a factor, the heated area; the share where the site produces nothing.

use rust_decimal::Decimal;

use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::factored::Factored;
use super::site::{Prepared, Work};
use super::year::{OwnUse, energies, heated_area, input_of, no_year, own_use, per, periods, ranged};
use super::{Answer, Indicator, final_energy, normalised_energy, production};
use crate::building::Carrier;
use crate::catalog::FactorKind;
use crate::certain::{Certainty, Quality};
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["peb-public-primary", "peb-public-primary-taken", "peb-public-co2", "peb-public-renewable"],
    symbols: &[
        "normalised-energy",
        "own-use",
        "net-per-gross",
        "primary-factor",
        "heated-area",
        "occupancy-share",
        "co2-per-m2",
        "production",
        "final-energy",
    ],
    figures,
};

const CODE: &str = "peb-public";
/// The set of the PEB's own conventions.
const SET: &str = "co2-peb";

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, CODE);
    }
    let told = |of: &'static str, period: Period, value: Result<Value, Vec<Lack>>| {
        let figure = match value {
            Ok(value) => Explained::known(CODE, period, value.at_best(Quality::Measured, Certainty::Likely)),
            Err(lacks) => Explained::not_yet(CODE, period, lacks),
        };
        figure.of(of)
    };
    let of_year = |period: Period| {
        let renewable = match renewable(work, period) {
            Some(value) => told("renewable", period, value),
            None => Explained::not_applicable(CODE, "no-production").of("renewable"),
        };
        [
            told("primary", period, primary(work, period)),
            told("co2", period, emitted(made, period)),
            renewable,
        ]
    };
    periods.into_iter().flat_map(of_year).collect()
}

fn primary(work: &Work<'_>, period: Period) -> Result<Value, Vec<Lack>> {
    let set = work.site.catalog.factors(FactorKind::Primary).next();
    let set = set.ok_or_else(|| vec![Lack::of("factor")])?;
    let mut sum = Factored::by(set, "primary-factor", Measure::Number);
    let mut formula = "peb-public-primary";
    for of in energies(work, period) {
        let code = of.carrier.code();
        // No page gives a factor of what is made and used on the site: it is left out.
        let own = match own_use(work.site, of, period) {
            OwnUse::Known(own, quality) => {
                let input = Input::new("own-use", own, Measure::Kwh, Origin::Readings);
                Some(input.of(code).quality(quality))
            }
            OwnUse::None | OwnUse::Unmeasured => None,
        };
        let energy = normalised_energy::carrier(work, of, period).map(|value| {
            let input = input_of("normalised-energy", normalised_energy::CODE, &value);
            (input.of(code), less(value, own.as_ref().map_or(Decimal::ZERO, |own| own.value)))
        });
        sum.add(of, energy, period);
        if own.is_some() {
            formula = "peb-public-primary-taken";
            sum.inputs.extend(own);
        }
    }
    let (area, occupancy) = (heated_area(work, period), occupancy(work, period));
    let mut lacks: Vec<Lack> =
        [&area, &occupancy].into_iter().filter_map(|i| i.as_ref().err().cloned()).collect();
    let sum = match sum.complete() {
        Ok(sum) => sum,
        Err(more) => {
            lacks.extend(more);
            return Err(lacks);
        }
    };
    let (Ok(area), Ok(occupancy)) = (area, occupancy) else { return Err(lacks) };
    let each = |kwh: Decimal| per(kwh, area.value.checked_mul(occupancy.value)?);
    let (value, range) = (each(sum.total), each(sum.range.0).zip(each(sum.range.1)));
    let value = value.ok_or_else(|| vec![Lack::of("building.heated_area_m2")])?;
    let sources = sum.sources();
    let inputs = sum.inputs.into_iter().chain([area, occupancy]).collect();
    Ok(ranged(Value::new(value, Measure::KwhPrimaryPerM2, formula, inputs), range).citing(sources))
}

/// So many kWh less, never below zero.
fn less(mut value: Value, kwh: Decimal) -> Value {
    let less = |of: Decimal| (of - kwh).max(Decimal::ZERO);
    (value.value, value.range) = (less(value.value), value.range.map(|(low, high)| (less(low), less(high))));
    value
}

/// *Taux d'occupation*, above 0 up to 1; all of the time where nobody said.
fn occupancy(work: &Work<'_>, period: Period) -> Result<Input, Lack> {
    const FACT: &str = "building.occupancy_share";
    if work.site.fact(FACT, period).is_none() {
        let all = Input::new("occupancy-share", Decimal::ONE, Measure::Share, Origin::Method);
        return Ok(all.certainty(Certainty::Likely));
    }
    let stated = work.site.number("occupancy-share", FACT, Measure::Share, period)?;
    let share = stated.value > Decimal::ZERO && stated.value <= Decimal::ONE;
    if share { Ok(stated) } else { Err(Lack::of(FACT)) }
}

fn emitted(made: &Figures, period: Period) -> Result<Value, Vec<Lack>> {
    let figure = made.get("co2-per-m2", Some(SET), Some(period));
    let figure = figure.ok_or_else(|| vec![Lack::of("factor")])?;
    match &figure.answer {
        Answer::Known(value) => {
            let inputs = Input::figure("co2-per-m2", figure).into_iter().collect();
            let sources = value.sources.clone();
            Ok(Value::new(value.value, value.unit, "peb-public-co2", inputs).citing(sources))
        }
        Answer::NotYet { lacks } => Err(lacks.clone()),
        Answer::NotApplicable { .. } => Err(vec![Lack::of("factor")]),
    }
}

/// The share made on the site; `None` where nothing is.
fn renewable(work: &Work<'_>, period: Period) -> Option<Result<Value, Vec<Lack>>> {
    let electricity = work.carrier(Carrier::Electricity)?;
    if own_use(work.site, electricity, period) == OwnUse::None {
        return None;
    }
    Some(share_made(work, electricity, period))
}

fn share_made(work: &Work<'_>, electricity: &Prepared<'_>, period: Period) -> Result<Value, Vec<Lack>> {
    let balance = electricity.balance.as_ref().ok_or_else(|| vec![Lack::of("production")])?;
    let made =
        production::year(balance, period, "production", |m| m.production).map_err(|lack| vec![lack])?;
    let energy = final_energy::sum(work, period, |_| true)?;
    let share = per(made.value, energy.value).ok_or_else(|| vec![Lack::of("readings")])?;
    let inputs = vec![made, input_of("final-energy", final_energy::CODE, &energy)];
    Ok(Value::new(share, Measure::Share, "peb-public-renewable", inputs))
}
