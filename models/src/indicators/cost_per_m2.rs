//! What energy cost per heated square metre.
//!
//! For a director: the year's energy in euro for each square metre that is heated, to set beside one's own other buildings
//! and other years; prices differ, so it says less of a building than kWh do. Formula: cost ÷ heated area. Unit: euro with
//! VAT per m². Source: Énergie+ (ratio C/S), `energieplus-lesite.be/index.php?id=10004`. Refuses: no cost of the year,
//! no heated area.

use super::{Answer, Explained, Figures, Indicator, Input, Lack, Measure, Value, Work};
use crate::period::Period;

/// What energy cost per heated square metre.
pub const INDICATOR: Indicator =
    Indicator { code: "cost-per-m2", formulas: &["cost-per-m2"], symbols: &["cost", "heated-area"], figures };

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    work.before().into_iter().chain(work.period()).map(|year| of_year(work, made, year)).collect()
}

fn of_year(work: &Work<'_>, made: &Figures, year: Period) -> Explained {
    let area = work.site.number("heated-area", "building.heated_area_m2", Measure::M2, year);
    match cost_of(made, year).and_then(|cost| Ok((cost, area?))) {
        Ok((cost, area)) => {
            match cost.value.checked_div(area.value).filter(|_| area.value.is_sign_positive()) {
                Some(value) => {
                    let value = Value::new(value, Measure::EuroPerM2, "cost-per-m2", vec![cost, area]);
                    Explained::known("cost-per-m2", year, value)
                }
                None => Explained::not_yet("cost-per-m2", year, [Lack::of("building.heated_area_m2")]),
            }
        }
        Err(lack) => Explained::not_yet("cost-per-m2", year, [lack]),
    }
}

/// The cost of all energy of a year, as an input.
///
/// # Errors
/// What lacks first.
pub(super) fn cost_of(made: &Figures, year: Period) -> Result<Input, Lack> {
    let cost = made.get("cost", None, Some(year)).ok_or_else(|| Lack::of("cost"))?;
    let first = match &cost.answer {
        Answer::NotYet { lacks } => lacks.first().cloned(),
        Answer::Known(_) | Answer::NotApplicable { .. } => None,
    };
    Input::figure("cost", cost).ok_or_else(|| first.unwrap_or_else(|| Lack::of("cost")))
}
