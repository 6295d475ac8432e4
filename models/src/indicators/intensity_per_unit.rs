//! Energy by bed, pupil, place, and by meal: what the mission itself costs in energy.
//!
//! For a director: kWh for each person looked after, a number a board understands. Formula: normalised energy (else final) ÷
//! beds, pupils or places of the building; ÷ meals prepared a year where they are known. Unit: kWh by unit and year, on PCI.
//! Source: Énergie+, ratios. Refuses: without a whole year or the number of units; an activity whose unit is not known has none.

use super::explained::{Explained, Figures, Lack, Measure, Value};
use super::site::Work;
use super::year::{no_year, per, periods, range_per, ranged};
use super::{Indicator, intensity};
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["intensity-per-unit-normalised", "intensity-per-unit-final"],
    symbols: &["normalised-energy", "final-energy", "service-units", "meals"],
    figures,
};

pub(super) const CODE: &str = "intensity-per-unit";

const UNITS: (&str, &str) = ("service-units", "building.service_units");
const MEALS: (&str, &str) = ("meals", "building.meals_per_year");

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, CODE);
    }
    let mut found = Vec::new();
    if work.site.service_unit().is_none() {
        found.push(Explained::not_applicable(CODE, "no-service-unit"));
    }
    for period in periods {
        if let Some(unit) = work.site.service_unit() {
            found.push(figure(work, unit, UNITS, period));
        }
        // Few buildings count their meals: where nobody did, nothing is asked.
        if work.site.fact(MEALS.1, period).is_some() {
            found.push(figure(work, "meal", MEALS, period));
        }
    }
    found
}

fn figure(work: &Work<'_>, unit: &str, fact: (&'static str, &'static str), period: Period) -> Explained {
    let figure = match divided(work, unit, fact, period) {
        Ok(value) => Explained::known(CODE, period, value),
        Err(lacks) => Explained::not_yet(CODE, period, lacks),
    };
    figure.of(unit.to_owned())
}

fn divided(
    work: &Work<'_>,
    unit: &str,
    (symbol, code): (&'static str, &'static str),
    period: Period,
) -> Result<Value, Vec<Lack>> {
    let units = work.site.number(symbol, code, Measure::Count, period);
    let (units, year) = match (units, intensity::year(work, None, period)) {
        (Ok(units), Ok(year)) => (units.of(unit.to_owned()), year),
        (units, year) => {
            return Err(units.err().into_iter().chain(year.err().into_iter().flatten()).collect());
        }
    };
    let each = per(year.energy.value, units.value).ok_or_else(|| vec![Lack::of(code)])?;
    let formula = if year.normalised { "intensity-per-unit-normalised" } else { "intensity-per-unit-final" };
    let range = range_per(&year.energy, units.value);
    let value = Value::new(each, Measure::KwhPerUnit, formula, vec![year.input, units]);
    Ok(ranged(value.citing(year.energy.sources), range))
}
