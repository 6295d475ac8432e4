//! Water used in a year.
//!
//! For a director: what the meter of the water supplier counted. Formula: sum of the year. Unit: m³. Source: readings or bills.
//! Refuses: months missing; makes no sense without a water meter.

use super::Indicator;
use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::Work;
use crate::building::Carrier;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator =
    Indicator { code: "water-use", formulas: &["water-use"], symbols: &["water-volume"], figures };

/// The years told of: those of the assessment, else the newest whole one of water and the one before.
fn years(work: &Work<'_>) -> Vec<i16> {
    let own = || {
        let water = work.carrier(Carrier::Water)?;
        let over = water.years.iter().filter(|y| y.complete_months == 12 && y.year < work.site.on.year());
        over.map(|y| y.year).max()
    };
    let newest = work.year.or_else(own);
    newest.into_iter().flat_map(|year| [Some(year), year.checked_sub(1)]).flatten().collect()
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let Some(water) = work.carrier(Carrier::Water) else {
        return vec![Explained::not_applicable(INDICATOR.code, "no-water")];
    };
    let one = |year: i16| {
        let period = Period::year(year);
        let total = water.whole_year(year).and_then(|total| Some((total.energy?.kwh(), total.quality)));
        let Some((volume, quality)) = total else {
            let told = water.years.iter().find(|y| y.year == year).map_or(0, |y| y.complete_months);
            let lack = Lack::of("whole-year").count(12_u32.saturating_sub(told));
            return Explained::not_yet(INDICATOR.code, period, [lack]);
        };
        let input = Input::new("water-volume", volume, Measure::M3, Origin::Readings).quality(quality);
        Explained::known(INDICATOR.code, period, Value::new(volume, Measure::M3, "water-use", vec![input]))
    };
    let figures: Vec<Explained> = years(work).into_iter().map(one).collect();
    if figures.is_empty() {
        return vec![Explained::not_yet(INDICATOR.code, None, [Lack::of("readings")])];
    }
    figures
}
