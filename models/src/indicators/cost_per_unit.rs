//! What energy cost per bed, pupil, place: the unit the service is counted in.
//!
//! For a director: what heating, light and kitchen cost each year for one resident, one pupil, one place. Formula: cost ÷
//! number of units. Unit: euro with VAT per unit; which unit stands in `of`. Source: Énergie+ (ratios per occupant, pupil,
//! bed, meal), `energieplus-lesite.be/index.php?id=10004`. Refuses: no cost of the year, no number of units; makes no
//! sense for an activity that is counted in nothing.

use super::cost_per_m2::cost_of;
use super::{Explained, Figures, Indicator, Input, Lack, Measure, Value, Work};
use crate::period::Period;

/// What energy cost per unit of the service.
pub const INDICATOR: Indicator = Indicator {
    code: "cost-per-unit",
    formulas: &["cost-per-unit"],
    symbols: &["cost", "service-units"],
    figures,
};

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(unit) = work.site.service_unit() else {
        return vec![Explained::not_applicable("cost-per-unit", "no-service-unit")];
    };
    let one = |year| of_year(work, made, year).of(unit.to_owned());
    work.before().into_iter().chain(work.period()).map(one).collect()
}

fn of_year(work: &Work<'_>, made: &Figures, year: Period) -> Explained {
    match cost_of(made, year).and_then(|cost| Ok((cost, units_of(work, year)?))) {
        Ok((cost, units)) => match cost.value.checked_div(units.value) {
            Some(value) => {
                let value = Value::new(value, Measure::EuroPerUnit, "cost-per-unit", vec![cost, units]);
                Explained::known("cost-per-unit", year, value)
            }
            None => Explained::not_yet("cost-per-unit", year, [Lack::of("building.service_units")]),
        },
        Err(lack) => Explained::not_yet("cost-per-unit", year, [lack]),
    }
}

/// Beds, pupils, places, as an input.
pub(super) fn units_of(work: &Work<'_>, year: Period) -> Result<Input, Lack> {
    let units = work.site.number("service-units", "building.service_units", Measure::Count, year)?;
    Ok(match work.site.service_unit() {
        Some(unit) => units.of(unit.to_owned()),
        None => units,
    })
}
