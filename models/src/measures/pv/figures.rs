//! What panels give in their first year, as figures that explain themselves.
//!
//! *pv-production*: peak power × yield, hour by hour, less what a limit of injection cuts; kWh. *pv-self-consumption*: used on
//! the spot ÷ production. *pv-self-sufficiency*: what need not be bought ÷ use. *pv-injection*: production − used on the spot;
//! kWh. Shares refuse where there is nothing to divide by.

use rust_decimal::Decimal;

use super::dispatch::Flows;
use super::load::{Load, LoadOrigin};
use super::yields::{Yield, YieldOrigin};
use crate::catalog::Photovoltaics;
use crate::indicators::{Cited, Explained, Input, Measure, Origin, Value, cited};
use crate::period::Period;

/// The figures: `indicator-<code>`, `formula-<code>`.
pub const FIGURES: &[&str] = &["pv-injection", "pv-production", "pv-self-consumption", "pv-self-sufficiency"];
/// What goes into them: `input-<code>`.
pub const INPUTS: &[&str] =
    &["pv-avoided", "pv-load", "pv-peak-power", "pv-produced", "pv-self-consumed", "pv-yield"];

/// A typical year is no year of the calendar.
const WHENEVER: Option<Period> = None;

fn kwh(wh: u64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(wh), 3)
}

/// Of the first year of so many watts peak.
pub fn figures(
    peak_w: u64,
    yields: &Yield,
    load: &Load,
    flows: &Flows,
    card: &Photovoltaics,
) -> Vec<Explained> {
    let of_yield = match &yields.origin {
        YieldOrigin::Catalogue { file, .. } => Origin::Catalog { file: file.clone() },
        YieldOrigin::Hourly | YieldOrigin::Monthly => Origin::Method,
    };
    let of_load = match &load.origin {
        LoadOrigin::Measured { .. } => Origin::Readings,
        LoadOrigin::Shape { file } => Origin::Catalog { file: file.clone() },
    };
    let sources: Vec<Cited> = match &of_yield {
        Origin::Catalog { file } => cited(file, card.checked_on, &card.source),
        _ => Vec::new(),
    };
    let peak = Input::new("pv-peak-power", kwh(peak_w), Measure::Kw, Origin::Method);
    // kWh per kWp are hours at full power.
    let per_kwp = Input::new("pv-yield", yields.kwh_per_kwp(), Measure::Hours, of_yield)
        .quality(yields.quality)
        .certainty(yields.certainty);
    let part = |symbol, wh| {
        Input::new(symbol, kwh(wh), Measure::Kwh, Origin::Method)
            .quality(yields.quality.weakest(load.quality))
            .certainty(yields.certainty.weakest(load.certainty))
    };
    let used = Input::new("pv-load", kwh(flows.load), Measure::Kwh, of_load)
        .quality(load.quality)
        .certainty(load.certainty);
    let produced = || part("pv-produced", flows.produced);
    let mut production = Value::new(kwh(flows.produced), Measure::Kwh, "pv-production", vec![peak, per_kwp])
        .citing(sources.clone());
    if let Some((lowest, highest)) = yields.range.filter(|_| flows.curtailed == 0) {
        let of =
            |kwh_per_kwp: Decimal| crate::units::exact::times(kwh_per_kwp, kwh(peak_w)).unwrap_or_default();
        production = production.range(of(lowest), of(highest));
    }
    let injection = vec![produced(), part("pv-self-consumed", flows.self_consumed)];
    let injection =
        Value::new(kwh(flows.injected), Measure::Kwh, "pv-injection", injection).citing(sources.clone());
    let share =
        |code: &'static str, share: Option<Decimal>, inputs: Vec<Input>, why: &'static str| match share {
            Some(share) => Explained::known(
                code,
                WHENEVER,
                Value::new(share.round_dp(4), Measure::Share, code, inputs).citing(sources.clone()),
            ),
            None => Explained::not_applicable(code, why),
        };
    vec![
        Explained::known("pv-production", WHENEVER, production),
        share(
            "pv-self-consumption",
            flows.self_consumption(),
            vec![part("pv-self-consumed", flows.self_consumed), produced()],
            "no-production",
        ),
        share(
            "pv-self-sufficiency",
            flows.self_sufficiency(),
            vec![part("pv-avoided", flows.avoided()), used],
            "no-energy",
        ),
        Explained::known("pv-injection", WHENEVER, injection),
    ]
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::Catalog;
    use crate::certain::{Certainty, Quality};
    use crate::indicators::Answer;
    use crate::measures::pv::{Plane, Site, life};

    #[test]
    fn figures_tell_their_range_and_are_no_better_than_the_shape() {
        let catalog = Catalog::embedded().unwrap();
        let card = catalog.photovoltaics().unwrap();
        let yields = Yield::of_catalogue(Plane::new(35, 0).unwrap(), card).unwrap();
        let load = Load::shaped(catalog.load_shape(Some("school")).unwrap().0, 0, 2025).unwrap();
        let flows = life(&yields, 10_000, &load, Site::default(), card.ageing.value, 1).unwrap()[0].flows;
        let all = figures(10_000, &yields, &load, &flows, card);
        let production = all[0].value().unwrap();
        assert_eq!((production.value, production.range), (dec!(9250), Some((dec!(8500), dec!(10000)))));
        assert_eq!((production.quality, production.certainty), (Quality::Modelled, Certainty::Likely));
        assert!(!production.sources.is_empty());
        assert_eq!(all[1].value().unwrap().value, dec!(0));
        assert!(matches!(all[2].answer, Answer::NotApplicable { .. }), "nothing is used");
        assert_eq!(all.iter().map(|f| f.indicator.as_ref()).filter(|c| FIGURES.contains(c)).count(), 4);
    }
}
