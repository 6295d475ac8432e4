//! Water per person and day.
//!
//! For a director: what each person present uses in a day. Formula: water of the year × 1000 ÷ (persons of an ordinary day ×
//! days of the year); where nobody counted persons, service units stand in their place and the formula says so. Unit: litres
//! per person and day. Source: readings, `building.persons`. Refuses: no water of a whole year, neither persons nor units known.

use rust_decimal::Decimal;

use super::explained::{Answer, Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::Work;
use super::{Indicator, water_use};
use crate::certain::Certainty;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "water-per-person",
    formulas: &["water-per-person", "water-per-place"],
    symbols: &["water-volume", "water-persons", "water-units", "water-days"],
    figures,
};

fn value(work: &Work<'_>, volume: Input, period: Period) -> Result<Value, Lack> {
    let persons = work.site.number("water-persons", "building.persons", Measure::Count, period);
    let (persons, formula) = match persons {
        Ok(persons) => (persons, "water-per-person"),
        Err(lack) => {
            let units = work.site.number("water-units", "building.service_units", Measure::Count, period);
            // A bed is not always taken, a place not always filled.
            (units.map_err(|_| lack)?.certainty(Certainty::Likely), "water-per-place")
        }
    };
    let days = Decimal::from(period.days());
    let litres = volume.value.checked_mul(Decimal::ONE_THOUSAND);
    let per = litres.zip(persons.value.checked_mul(days)).and_then(|(litres, all)| litres.checked_div(all));
    let per = per.ok_or_else(|| Lack::of("building.persons"))?;
    let days = Input::new("water-days", days, Measure::Days, Origin::Method);
    Ok(Value::new(per.round_dp(2), Measure::LitrePerPersonDay, formula, vec![volume, persons, days]))
}

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let one = |figure: &Explained| {
        let mut per = Explained { indicator: INDICATOR.code.into(), ..figure.clone() };
        if let Some((volume, period)) = Input::figure("water-volume", figure).zip(figure.period) {
            per.answer = match value(work, volume, period) {
                Ok(value) => Answer::Known(value),
                Err(lack) => Answer::NotYet { lacks: vec![lack] },
            };
        }
        per
    };
    made.all(water_use::INDICATOR.code).map(one).collect()
}
