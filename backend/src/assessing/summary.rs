//! What lists and peers keep of an assessment: a few columns beside its text.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::Carrier;
use eclaireur_models::period::Period;
use rust_decimal::Decimal;

use super::Loaded;
use crate::store::assessments::Summary;

/// Codes of the indicators that lists show.
const FINAL: &str = "final-energy";
const INTENSITY: &str = "final-energy-per-m2";

/// The summary of an assessment.
pub(super) fn of(loaded: &Loaded, assessment: &Assessment) -> Summary {
    let period = assessment.year.and_then(Period::year);
    let figure = |code: &str| {
        let figure = assessment.figures.get(code, None, period)?;
        Some(figure.value()?.value)
    };
    let sum = |values: Vec<Decimal>| (!values.is_empty()).then(|| values.into_iter().sum());
    let euro = |a: &eclaireur_models::alerts::Alert| a.euro_per_year.map(|m| m.euro);
    let kwh = assessment.alerts.iter().filter(|a| a.carrier != Some(Carrier::Water));
    Summary {
        year: assessment.year,
        activity: loaded.activity().map(str::to_owned),
        size_class: loaded.key.as_ref().map(|key| key.size_class.clone()),
        energy_system: loaded.key.as_ref().map(|key| key.energy_system.clone()),
        area: loaded.area,
        final_kwh: figure(FINAL),
        intensity: figure(INTENSITY),
        recoverable_kwh: sum(kwh.filter_map(|a| a.per_year).collect()),
        recoverable_euro: sum(assessment.alerts.iter().filter_map(euro).collect()),
        alerts: u32::try_from(assessment.alerts.len()).unwrap_or(u32::MAX),
        worst_euro: assessment.alerts.iter().filter_map(euro).max(),
    }
}
