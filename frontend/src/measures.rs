//! Measures in words: what each is, how it saves, what it asks, what may stand in its way, who can settle what is not known.
//!
//! The words are in `locales/*/measures.ftl`; official names are in the catalogue. Does *not* reckon:
//! `eclaireur_models::measures` does.

use eclaireur_models::catalog::{
    ActsOn, BOUNDS, Catalog, MEASURE_INPUTS, MEASURE_SETTLERS, MeasureStep, OBSTACLE_KINDS, OBSTACLES,
    PREREQUISITES, SAMPLES, SavingMethod, VALIDITIES,
};
use eclaireur_models::measures::calibrate::HOWS;
use eclaireur_models::measures::palette::{MISSING, REASONS};
use eclaireur_models::measures::{COLDS, Limit, REFUSALS};

/// Every key this module may ask for, with the measures of the catalogue compiled in.
pub fn keys() -> Vec<String> {
    let mut keys = vec![
        "indicator-measure-saving".to_owned(),
        "indicator-measure-saving-means".to_owned(),
        "input-measure-kelvin-days".to_owned(),
    ];
    let mut each = |prefix: &str, codes: &[&str]| {
        keys.extend(codes.iter().map(|code| format!("{prefix}-{code}")));
    };
    each("measure-holds", VALIDITIES);
    each("measure-needs", PREREQUISITES);
    each("measure-obstacle", OBSTACLES);
    each("measure-obstacle-kind", OBSTACLE_KINDS);
    each("measure-settled", MEASURE_SETTLERS);
    each("measure-sample", SAMPLES);
    each("measure-bound", BOUNDS);
    each("measure-refusal", REFUSALS);
    each("measure-limit", Limit::CODES);
    each("measure-how", HOWS);
    each("measure-cold", COLDS);
    each("palette-reason", REASONS);
    each("palette-missing", MISSING);
    for (input, _) in MEASURE_INPUTS {
        keys.extend([format!("input-measure-{input}"), format!("input-measure-{input}-hint")]);
    }
    keys.extend(MeasureStep::ALL.iter().map(|step| format!("measure-step-{}", step.code())));
    keys.extend(ActsOn::ALL.iter().map(|of| format!("measure-use-{}", of.code())));
    for method in SavingMethod::ALL {
        let code = method.code();
        keys.extend([format!("measure-method-{code}"), format!("formula-measure-{code}")]);
    }
    let catalog = Catalog::embedded().unwrap_or_default();
    keys.extend(catalog.measures().iter().map(|card| format!("measure-{}", card.code)));
    keys
}
