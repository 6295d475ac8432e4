//! What energy would cost if prices rose (S29), in all and per bed, pupil, place.
//!
//! For a director: the year's bill with energy at half as much again, twice, three times its price, all else equal. Formula:
//! cost × stress; per unit, ÷ number of units. Unit: euro with VAT. `of` is `x1.5`, `x2`, `x3`; per unit `x1.5-unit` and so
//! on, the unit itself standing with the number of units. Source: bills; the multipliers are those of the memorandum.
//! Refuses: no cost of the year; per unit, no number of units or an activity that is counted in nothing.

use super::budget::{STRESSES, stress};
use super::cost_per_m2::cost_of;
use super::cost_per_unit::units_of;
use super::{Explained, Figures, Indicator, Lack, Measure, Value, Work};
use crate::period::Period;

/// The energy bill under stress.
pub const INDICATOR: Indicator = Indicator {
    code: "stress-cost",
    formulas: &["stress-cost", "stress-cost-per-unit"],
    symbols: &["cost", "stress", "service-units"],
    figures,
};

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    work.period().into_iter().flat_map(|year| of_year(work, made, year)).collect()
}

fn of_year(work: &Work<'_>, made: &Figures, year: Period) -> Vec<Explained> {
    let mut found = Vec::new();
    for (code, tenths) in STRESSES {
        let whole = cost_of(made, year).map(|cost| {
            let times = stress(tenths);
            Value::new(cost.value * times.value, Measure::Euro, "stress-cost", vec![cost, times])
        });
        found.push(answered(year, whole).of(code));
        if work.site.service_unit().is_some() {
            found.push(answered(year, per_unit(work, made, year, tenths)).of(format!("{code}-unit")));
        }
    }
    found
}

fn per_unit(work: &Work<'_>, made: &Figures, year: Period, tenths: i64) -> Result<Value, Lack> {
    let (cost, times, units) = (cost_of(made, year)?, stress(tenths), units_of(work, year)?);
    let whole = cost.value * times.value;
    let value = whole.checked_div(units.value).ok_or_else(|| Lack::of("building.service_units"))?;
    Ok(Value::new(value, Measure::EuroPerUnit, "stress-cost-per-unit", vec![cost, times, units]))
}

fn answered(year: Period, value: Result<Value, Lack>) -> Explained {
    match value {
        Ok(value) => Explained::known("stress-cost", year, value),
        Err(lack) => Explained::not_yet("stress-cost", year, [lack]),
    }
}
