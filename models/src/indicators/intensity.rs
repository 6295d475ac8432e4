//! Energy by heated square metre, *consommation spécifique*: in normal weather where it is known, else as read.
//!
//! For a director: how thirsty the building is, whatever its size. Formula: normalised energy ÷ heated area, else final energy ÷
//! heated area, by a formula that says which. In all, of electricity, and of everything else (`fuel`), on PCI. Unit: kWh/m2 and
//! year. Source: Énergie+, ratios. Refuses: without a whole year or the heated area.

use super::explained::{Explained, Figures, Input, Lack, Measure, Value};
use super::site::Work;
use super::year::{energies, heated_area, input_of, is_fuel, no_year, per, periods, range_per, ranged};
use super::{Indicator, final_energy, normalised_energy};
use crate::building::Carrier;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["intensity-normalised", "intensity-final"],
    symbols: &["normalised-energy", "final-energy", "heated-area"],
    figures,
};

pub(super) const CODE: &str = "intensity";

/// What is divided: energy in normal weather, else as read.
pub(super) struct Year {
    pub(super) energy: Value,
    pub(super) input: Input,
    pub(super) normalised: bool,
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, CODE);
    }
    let of_year = |period: Period| {
        let has = |fuel: bool| energies(work, period).any(|c| is_fuel(c.carrier) == fuel);
        let parts = [(has(false), Some("electricity")), (has(true), Some("fuel")), (true, None)];
        let one = move |of: Option<&'static str>| {
            let figure = match of_part(work, of, period) {
                Ok(value) => Explained::known(CODE, period, value),
                Err(lacks) => Explained::not_yet(CODE, period, lacks),
            };
            Explained { of: of.map(Into::into), ..figure }
        };
        parts.into_iter().filter(|(there, _)| *there).map(move |(_, of)| one(of))
    };
    periods.into_iter().flat_map(of_year).collect()
}

fn of_part(work: &Work<'_>, of: Option<&'static str>, period: Period) -> Result<Value, Vec<Lack>> {
    let (area, year) = (heated_area(work, period), year(work, of, period));
    let (area, year) = match (area, year) {
        (Ok(area), Ok(year)) => (area, year),
        (area, year) => {
            return Err(area.err().into_iter().chain(year.err().into_iter().flatten()).collect());
        }
    };
    divided(year, area).ok_or_else(|| vec![Lack::of("building.heated_area_m2")])
}

/// In all, in normal weather; nothing of a year of which an energy in service is not known.
pub fn normalised(work: &Work<'_>, period: Period) -> Option<Value> {
    let energy = normalised_energy::sum(work, period, |_| true).ok()?;
    let input = input_of("normalised-energy", normalised_energy::CODE, &energy);
    divided(Year { energy, input, normalised: true }, heated_area(work, period).ok()?)
}

fn divided(year: Year, area: Input) -> Option<Value> {
    let each = per(year.energy.value, area.value)?;
    let formula = if year.normalised { "intensity-normalised" } else { "intensity-final" };
    let range = range_per(&year.energy, area.value);
    let value = Value::new(each, Measure::KwhPerM2, formula, vec![year.input, area]);
    Some(ranged(value.citing(year.energy.sources), range))
}

/// The energy of a year to be divided: in all, of electricity, or of `fuel`.
///
/// # Errors
/// What lacks of the year itself.
pub(super) fn year(work: &Work<'_>, of: Option<&'static str>, period: Period) -> Result<Year, Vec<Lack>> {
    let keep = |carrier: Carrier| of.is_none_or(|of| is_fuel(carrier) == (of == "fuel"));
    let symbol = |input: Input| match of {
        Some(of) => input.of(of),
        None => input,
    };
    if let Ok(energy) = normalised_energy::sum(work, period, keep) {
        let input = symbol(input_of("normalised-energy", normalised_energy::CODE, &energy));
        return Ok(Year { energy, input, normalised: true });
    }
    let energy = final_energy::sum(work, period, keep)?;
    let input = symbol(input_of("final-energy", final_energy::CODE, &energy));
    Ok(Year { energy, input, normalised: false })
}
