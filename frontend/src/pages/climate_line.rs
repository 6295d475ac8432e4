//! What a line over the cold still lacks before figures stand on it, in plain words.
//!
//! Whether figures stand on it is read from them: the formula of the energy in normal weather says so. Which limits the line
//! misses is seen from its points, against those that are published (`baseline::acceptance`). Does *not* fit anything.

use eclaireur_models::baseline::acceptance::{CRITERIA, Criterion};
use eclaireur_models::indicators::Explained;
use eclaireur_models::indicators::series::SignatureSeries;

use super::assessed::Assessed;
use crate::baseline;
use crate::shell::Shell;

/// The formula of a year that was corrected by the line.
const BY_LINE: &str = "normalised-additive";
/// The formula of an energy that does not heat: nothing of it is corrected.
const AS_IS: &str = "normalised-as-is";

/// Why a line corrects no figure, then what to bring; nothing where it does, or where no year is whole yet.
pub(super) fn lacks(shell: &Shell, assessed: &Assessed, line: &SignatureSeries) -> Vec<String> {
    let of = Some(line.carrier.code());
    let figures = || assessed.every("normalised-energy").filter(|f| f.of.as_deref() == of);
    let mut formulas = figures().filter_map(Explained::value).map(|value| value.formula.as_ref());
    let missed = missed(line);
    match formulas.next() {
        Some(BY_LINE) => Vec::new(),
        Some(AS_IS) if missed.is_empty() => vec![shell.t("climate-line-other-use").to_string()],
        _ => told(shell, &missed),
    }
}

fn told(shell: &Shell, missed: &[Criterion]) -> Vec<String> {
    // A line that misses no limit of its own is one of few periods.
    let missed = if missed.is_empty() { &[Criterion::DegreesOfFreedom][..] } else { missed };
    let lang = shell.body_lang();
    let remedy =
        |criterion: &Criterion| CRITERIA.iter().find(|p| p.criterion == *criterion).map(|p| p.remedy);
    let mut remedies: Vec<_> = missed.iter().filter_map(remedy).collect();
    remedies.dedup();
    let first = shell.t("climate-line-not-yet").to_string();
    let said = missed.iter().map(|criterion| baseline::criterion(lang, *criterion));
    core::iter::once(first)
        .chain(said)
        .chain(remedies.into_iter().map(|r| baseline::remedy(lang, r)))
        .collect()
}

/// The published limits that can be seen from the points and are missed.
fn missed(line: &SignatureSeries) -> Vec<Criterion> {
    let days: f64 = line.points.iter().filter_map(|p| i32::try_from(p.days.days()).ok()).map(f64::from).sum();
    let least = |criterion| CRITERIA.iter().find(|p| p.criterion == criterion).map(|p| p.least);
    let seen = [
        (Criterion::BaseLoadSign, Some(line.base_load)),
        (Criterion::SlopeSign, Some(line.slope)),
        (Criterion::Days, Some(days)),
        (Criterion::RSquared, line.r_squared),
    ];
    let below =
        |criterion, value: Option<f64>| value.zip(least(criterion)).is_some_and(|(v, least)| v < least);
    seen.into_iter().filter(|(c, value)| below(*c, *value)).map(|(criterion, _)| criterion).collect()
}
