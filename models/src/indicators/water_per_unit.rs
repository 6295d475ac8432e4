//! Water per bed, pupil, place.
//!
//! For a director: comparable from year to year when more or fewer people are received. Formula: water of the year ÷ service
//! units. Unit: m³ per unit; which one stands in `of`. Source: readings and `building.service_units`. Refuses: no water of a
//! whole year, no count of units; makes no sense for an activity without a unit.

use super::explained::{Answer, Explained, Figures, Input, Lack, Measure, Value};
use super::site::Work;
use super::{Indicator, water_use};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "water-per-unit",
    formulas: &["water-per-unit"],
    symbols: &["water-volume", "water-units"],
    figures,
};

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(unit) = work.site.service_unit() else {
        return vec![Explained::not_applicable(INDICATOR.code, "no-service-unit")];
    };
    let unit = unit.to_owned();
    let value = |figure: &Explained| {
        let (volume, period) = Input::figure("water-volume", figure).zip(figure.period)?;
        let units = work.site.number("water-units", "building.service_units", Measure::Count, period);
        let of_units = |units: Input| {
            let per =
                volume.value.checked_div(units.value).ok_or_else(|| Lack::of("building.service_units"))?;
            let inputs = vec![volume, units];
            Ok(Value::new(per.round_dp(3), Measure::M3PerUnit, "water-per-unit", inputs))
        };
        Some(units.and_then(of_units))
    };
    let one = |figure: &Explained| {
        let mut per = Explained { indicator: INDICATOR.code.into(), ..figure.clone() };
        match value(figure) {
            Some(Ok(value)) => per.answer = Answer::Known(value),
            Some(Err(lack)) => per.answer = Answer::NotYet { lacks: vec![lack] },
            None => {}
        }
        per.of(unit.clone())
    };
    made.all(water_use::INDICATOR.code).map(one).collect()
}
