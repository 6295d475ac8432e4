//! What lists and peers keep of an assessment: a few columns beside its text.

use std::collections::BTreeSet;

use eclaireur_frontend::Named;
use eclaireur_frontend::pages::cadastre::{CadastreLine, Held};
use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::Value;
use eclaireur_models::period::Period;

use super::{Loaded, Shown};
use crate::pages::assessed::assessed;
use crate::store::assessments::{Line, Raised, Summary, Told};

/// Codes of the indicators that lists show.
const FINAL: &str = "final-energy";
const INTENSITY: &str = "intensity";
const RECOVERABLE: &str = "recoverable";
const RECOVERABLE_COST: &str = "recoverable-cost";
/// The formula of an intensity that may stand beside another one: weather is put aside.
const NORMALISED: &str = "intensity-normalised";

/// The summary of an assessment.
pub(super) fn of(loaded: &Loaded, assessment: &Assessment) -> Summary {
    let period = assessment.year.and_then(Period::year);
    let figure = |code: &'static str| assessment.figures.get(code, None, period)?.value();
    let number = |code: &'static str| figure(code).map(|value| value.value);
    let comparable = |value: &&Value| value.formula == NORMALISED;
    let euro = |a: &Alert| a.euro_per_year.map(|m| m.euro);
    Summary {
        year: assessment.year,
        activity: loaded.activity().map(str::to_owned),
        size_class: loaded.key.as_ref().map(|key| key.size_class.clone()),
        energy_system: loaded.key.as_ref().map(|key| key.energy_system.clone()),
        area: loaded.area,
        final_kwh: number(FINAL),
        intensity: figure(INTENSITY).filter(comparable).map(|value| value.value),
        recoverable_kwh: number(RECOVERABLE),
        recoverable_euro: number(RECOVERABLE_COST),
        alerts: u32::try_from(assessment.alerts.len()).unwrap_or(u32::MAX),
        worst_euro: assessment.alerts.iter().filter_map(euro).max(),
        line: line(assessment),
    }
}

fn raised(alert: &Alert) -> Raised {
    Raised {
        key: alert.key.clone(),
        code: alert.code.to_string(),
        carrier: alert.carrier,
        money: alert.euro_per_year,
    }
}

/// What the list shows, as its page reads it from an assessment.
pub(crate) fn line(assessment: &Assessment) -> Line {
    let shown = Shown { assessment: assessment.clone(), made_at: 0, stale: None };
    let line = CadastreLine::of(Named::new("", ""), None, Some(&assessed(shown, BTreeSet::new())));
    let told = |held: Option<Held>| {
        held.map(|Held { value, quality, certainty }| Told { value, quality, certainty })
    };
    Line {
        year: line.year,
        intensity: told(line.intensity),
        reference: line.reference,
        recoverable_kwh: told(line.recoverable_kwh),
        recoverable_euro: told(line.recoverable_euro),
        alerts: assessment.alerts.iter().map(raised).collect(),
        lacks: line.lacks,
    }
}
