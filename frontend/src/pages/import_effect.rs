//! What an import changes: one sentence per building, carrier and year.

use eclaireur_models::units::{Basis, Energy};
use rust_decimal::Decimal;

use super::import::{EffectLine, ImportState};
use crate::format;
use crate::shell::Shell;
use crate::words;

/// *L'année 2025 de la Résidence passe de 438 à 412 `MWh` PCS de gaz naturel (−6 %).*
pub(super) fn sentence(shell: &Shell, state: ImportState, effect: &EffectLine) -> String {
    let lang = shell.body_lang();
    let energy = |year: &Option<_>| {
        year.as_ref().and_then(|y: &eclaireur_models::readings::totals::YearTotal| y.energy)
    };
    let (before, after) = (energy(&effect.before), energy(&effect.after));
    let year = effect.after.as_ref().or(effect.before.as_ref()).map(|y| y.year).unwrap_or_default();
    let done = !matches!(state, ImportState::Preview { .. });
    let key = match (before, after, done) {
        (Some(b), Some(a), _) if b.kwh() == a.kwh() => "effect-same",
        (Some(_), Some(_), false) => "effect-changes",
        (Some(_), Some(_), true) => "effect-changed",
        (None, Some(_), false) => "effect-appears",
        (None, Some(_), true) => "effect-appeared",
        (Some(_), None, _) => "effect-gone",
        (None, None, _) => "effect-nothing",
    };
    let largest = [before, after].into_iter().flatten().map(Energy::kwh).max().unwrap_or(Decimal::ZERO);
    let scale = format::scale_for(effect.carrier, largest);
    let basis = after.or(before).map_or(Basis::Net, Energy::basis);
    let figure = |energy: Option<Energy>| energy.map(|e| format::measure(e.kwh(), scale)).unwrap_or_default();
    let unit = format::unit_of(effect.carrier, basis, scale);
    let change = before.zip(after).and_then(|(b, a)| format::change(b.kwh(), a.kwh())).unwrap_or_default();
    let mut text = shell
        .t(key)
        .with("year", year)
        .with("building", &effect.building.name)
        .with("before", figure(before))
        .with("after", figure(after))
        .with("unit", unit)
        .with("carrier", words::of_carrier(lang, effect.carrier))
        .with("change", change)
        .to_string();
    if let Some(after) = effect.after.as_ref().filter(|y| y.energy.is_some() && y.complete_months < 12) {
        text.push(' ');
        text.push_str(&shell.t("effect-partial").count("months", after.complete_months).to_string());
    }
    text
}
