//! What an import changes: one sentence per building, carrier and year that it changes, energies first, then months
//! that are no longer complete or now are. A year that stays as it was is not listed.

use eclaireur_models::readings::totals::YearTotal;
use eclaireur_models::units::{Basis, Energy};
use rust_decimal::Decimal;

use super::import::{EffectLine, ImportPage, ImportState, SeriesMeter};
use crate::format;
use crate::shell::Shell;
use crate::words;

/// What a reader sees of a year: its energy, and how many months of it are complete.
fn seen(year: Option<&YearTotal>) -> (Option<Decimal>, u32) {
    (year.and_then(|y| y.energy).map(Energy::kwh), year.map_or(0, |y| y.complete_months))
}

impl EffectLine {
    fn year(&self) -> i16 {
        self.after.as_ref().or(self.before.as_ref()).map(|y| y.year).unwrap_or_default()
    }

    /// Whether the energy of the year changes.
    fn changes_energy(&self) -> bool {
        seen(self.before.as_ref()).0 != seen(self.after.as_ref()).0
    }

    /// Whether anything of the year that is seen changes.
    fn changes(&self) -> bool {
        seen(self.before.as_ref()) != seen(self.after.as_ref())
    }
}

/// One sentence for each year that changes.
pub(super) fn sentences(shell: &Shell, state: ImportState, effects: &[EffectLine]) -> Vec<String> {
    let (energies, others): (Vec<_>, Vec<_>) =
        effects.iter().filter(|e| e.changes()).partition(|e| e.changes_energy());
    energies.into_iter().chain(others).map(|effect| sentence(shell, state, effect)).collect()
}

/// That the other years stay as they are, where some year changes and readings touch another that does not.
pub(super) fn others(page: &ImportPage) -> Option<String> {
    let changes =
        |touched| page.effects.iter().filter(|e| e.changes()).any(|e| (e.carrier, e.year()) == touched);
    let placed = page
        .series
        .iter()
        .filter(|s| matches!(s.meter, SeriesMeter::Known { .. } | SeriesMeter::New { building: Some(_) }));
    let touched = placed.filter_map(|s| Some((s.key.carrier, s.period?))).flat_map(|(carrier, period)| {
        let last = period.to.yesterday().unwrap_or(period.to);
        (period.from.year()..=last.year()).map(move |year| (carrier, year))
    });
    let rest = page.effects.iter().filter(|e| !e.changes()).map(|e| (e.carrier, e.year()));
    let stays = touched.chain(rest).any(|touched| !changes(touched));
    (stays && page.effects.iter().any(EffectLine::changes)).then(|| page.t("effect-others").to_string())
}

/// *L'année 2025 de la Résidence passe de 438 à 412 `MWh` PCS de gaz naturel (−6 %).*
fn sentence(shell: &Shell, state: ImportState, effect: &EffectLine) -> String {
    let lang = shell.body_lang();
    let energy = |year: &Option<YearTotal>| year.as_ref().and_then(|y| y.energy);
    let (before, after) = (energy(&effect.before), energy(&effect.after));
    let done = !matches!(state, ImportState::Preview { .. });
    let same = !effect.changes_energy();
    let key = match (before, after, done) {
        (Some(_), Some(_), _) if same => "effect-same",
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
    let text = shell
        .t(key)
        .with("year", effect.year())
        .with("building", &effect.building.name)
        .with("before", figure(before))
        .with("after", figure(after))
        .with("unit", unit)
        .with("carrier", words::of_carrier(lang, effect.carrier))
        .with("change", change)
        .to_string();
    [text].into_iter().chain(completeness(shell, done, effect)).collect::<Vec<_>>().join(" ")
}

/// How many months are complete, where that changes or where the year is not.
fn completeness(shell: &Shell, done: bool, effect: &EffectLine) -> Option<String> {
    let after = effect.after.as_ref().filter(|year| year.energy.is_some())?;
    let before = effect.before.as_ref().filter(|year| year.energy.is_some());
    let said = match before.map(|year| year.complete_months) {
        Some(before) if before != after.complete_months => {
            shell.t(if done { "effect-months-done" } else { "effect-months" }).count("before", before)
        }
        _ if after.complete_months < 12 => shell.t("effect-partial"),
        _ => return None,
    };
    Some(said.count("months", after.complete_months).to_string())
}
