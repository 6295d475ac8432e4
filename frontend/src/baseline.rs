//! What a model of the weather still lacks, as sentences: which criterion, and what to bring.
//!
//! The words are in `locales/*/baseline.ftl`: `criterion-<code>` says what is missing, `remedy-<code>` what helps. Does
//! *not* judge: `eclaireur_models::baseline::acceptance` does. Nobody reads that something was refused.

use eclaireur_models::baseline::acceptance::{Criterion, Remedy, Verdict, Weight};
use eclaireur_models::lang::Lang;

use crate::text::Say;

/// What is missing where a model does not meet this criterion.
pub fn criterion(lang: Lang, criterion: Criterion) -> String {
    Say::owned(lang, format!("criterion-{}", criterion.code())).to_string()
}

/// What to bring, or to look at.
pub fn remedy(lang: Lang, remedy: Remedy) -> String {
    Say::owned(lang, format!("remedy-{}", remedy.code())).to_string()
}

/// Whether a model may be relied upon: *oui*, *pas encore*.
pub fn reliable(lang: Lang, verdict: &Verdict) -> String {
    let key = if verdict.is_accepted() { "baseline-reliable" } else { "baseline-not-yet" };
    Say::owned(lang, key.to_owned()).to_string()
}

/// What is missing before a model may be relied upon, then what to bring; nothing where it may be.
pub fn lacks(lang: Lang, verdict: &Verdict) -> Vec<String> {
    let needed = verdict.reasons().filter(|judged| judged.weight == Weight::Needed);
    let missing = needed.map(|judged| criterion(lang, judged.criterion));
    missing.chain(verdict.remedies().into_iter().map(|r| remedy(lang, r))).collect()
}

/// What to bring where no reading has a value and weather.
pub fn no_data(lang: Lang) -> String {
    Say::new(lang, "baseline-no-data").to_string()
}

/// What to look at where no model makes sense.
pub fn no_model(lang: Lang) -> String {
    Say::new(lang, "baseline-no-model").to_string()
}
