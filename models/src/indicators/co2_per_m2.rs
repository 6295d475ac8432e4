//! CO2 emissions by heated square metre, by factor set.
//!
//! For a director: to compare buildings of unlike size. Formula: emissions of the set ÷ heated area. Unit: kg CO2
//! equivalent/m2. Source: as `co2`. Refuses: without emissions or heated area.

use super::explained::{Explained, Figures, Input, Lack, Measure, Value};
use super::site::Work;
use super::year::{heated_area, no_year, per, periods};
use super::{Answer, Indicator, co2};
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator =
    Indicator { code: CODE, formulas: &["co2-per-m2"], symbols: &["co2", "heated-area"], figures };

const CODE: &str = "co2-per-m2";

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let periods = periods(work);
    if periods.is_empty() {
        return no_year(work, CODE);
    }
    let of_year = |period: Period| {
        made.all(co2::CODE).filter(move |f| f.period == Some(period)).map(move |emitted| {
            let figure = match divided(work, emitted, period) {
                Ok(value) => Explained::known(CODE, period, value),
                Err(lacks) => Explained::not_yet(CODE, period, lacks),
            };
            Explained { of: emitted.of.clone(), ..figure }
        })
    };
    periods.into_iter().flat_map(of_year).collect()
}

fn divided(work: &Work<'_>, emitted: &Explained, period: Period) -> Result<Value, Vec<Lack>> {
    let area = heated_area(work, period);
    let mut lacks: Vec<Lack> = area.as_ref().err().cloned().into_iter().collect();
    if let Answer::NotYet { lacks: more } = &emitted.answer {
        lacks.extend(more.iter().cloned());
    }
    let (Ok(area), Some(input), Some(value)) = (area, Input::figure("co2", emitted), emitted.value()) else {
        return Err(lacks);
    };
    let each = per(input.value, area.value).ok_or_else(|| vec![Lack::of("building.heated_area_m2")])?;
    let sources = value.sources.clone();
    Ok(Value::new(each, Measure::KgCo2PerM2, "co2-per-m2", vec![input, area]).citing(sources))
}
