//! The words of the bulletin: the answer, the month's action, and the sentence beside each of its five figures.

use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::certain::Certainty;
use eclaireur_models::indicators::series::{BenchmarkStrip, Reference};
use eclaireur_models::indicators::{Explained, Measure, Value};
use rust_decimal::Decimal;

use super::assessed::Assessed;
use super::figure_view::FigureView;
use super::to_do::Action;
use crate::format::{self, NBSP, Scale};
use crate::shell::Shell;
use crate::text::Say;
use crate::{figures, urls};

/// From so many kWh on, a sentence says `MWh`.
const MANY_KWH: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// *412 `MWh` PCI*: how a sentence says a value.
pub(super) fn spoken(shell: &Shell, value: &Value, of: Option<&str>) -> String {
    let lang = shell.body_lang();
    if value.unit == Measure::Kwh && value.value.abs() >= MANY_KWH {
        let unit = figures::unit(lang, value.unit, value.basis, of).replacen("kWh", "MWh", 1);
        return format!("{}{NBSP}{unit}", format::measure(value.value, Scale::Thousand));
    }
    figures::value(lang, value, of)
}

/// *En 2025, le bâtiment a utilisé 412 `MWh`, 6 % de moins qu’en 2024 à climat égal.*
pub(super) fn answer(shell: &Shell, assessed: &Assessed) -> String {
    let energy = assessed.figure("final-energy").and_then(Explained::value);
    let (Some(value), Some(year)) = (energy, assessed.year()) else {
        return shell.t("bulletin-answer-none").to_string();
    };
    let energy = spoken(shell, value, None);
    let with = |key: &'static str, change: String| {
        shell.t(key).with("year", year).with("energy", &energy).with("change", change).to_string()
    };
    match (assessed.change(shell, "normalised-energy"), assessed.change(shell, "final-energy")) {
        (Some(change), _) => with("bulletin-answer-same-climate", change),
        (None, Some(change)) => with("bulletin-answer-raw", change),
        (None, None) => with("bulletin-answer-alone", String::new()),
    }
}

/// *Baissez la courbe de chauffe d’un cran : environ 1 900 € par an.*
pub(super) fn action(shell: &Shell, building: &str, alert: &Alert) -> Action {
    let action = crate::alerts::action(shell.body_lang(), alert);
    // What is not known has no amount.
    let long = match alert.euro_per_year.filter(|money| money.certainty != Certainty::Unknown) {
        Some(money) => shell
            .t(if money.certainty == Certainty::Certain {
                "bulletin-action-euro"
            } else {
                "bulletin-action-likely"
            })
            .with("action", action.trim_end_matches('.'))
            .with("euro", format::number(money.euro, 0))
            .to_string(),
        None => action,
    };
    Action {
        short: String::new(),
        long,
        label: shell.t("bulletin-action-link").to_string(),
        href: urls::alerts(building),
    }
}

/// Energy, intensity, cost, CO2, and the way to 2040 or the drift.
pub(super) fn figures(shell: &Shell, assessed: &Assessed) -> Vec<FigureView> {
    vec![
        energy(shell, assessed),
        plain(shell, assessed, "intensity", "bulletin-intensity", intensity_sentence(shell, assessed)),
        plain(shell, assessed, "cost", "bulletin-cost", cost_sentence(shell, assessed)),
        co2(shell, assessed),
        way(shell, assessed),
    ]
}

/// By the one set of factors that decisions stand on; sets are never mixed, and the set is named.
fn co2(shell: &Shell, assessed: &Assessed) -> FigureView {
    let decisive = assessed.every("co2").find(|f| f.of.as_deref() == Some("co2-decision"));
    let figure = decisive.or_else(|| assessed.figure("co2"));
    let set = figure.and_then(|f| figures::of_what(shell.body_lang(), f.of.as_deref()?));
    let change = figure.and_then(|f| assessed.change_of(shell, f));
    let sentence = match (change, set) {
        (Some(change), Some(set)) => {
            Some(shell.t("bulletin-co2-change-by").with("change", change).with("set", set).to_string())
        }
        (Some(change), None) => Some(format!("{change}.")),
        (None, Some(set)) => Some(shell.t("bulletin-co2-by").with("set", set).to_string()),
        (None, None) => None,
    };
    let name = shell.t("bulletin-co2").to_string();
    FigureView::of(shell, "co2", figure).named(name).saying(sentence.map(|s| format::capitalised(&s)))
}

/// A change that stands as a sentence of its own.
fn capital(change: Option<String>) -> Option<String> {
    change.map(|change| format!("{}.", format::capitalised(&change)))
}

fn plain(
    shell: &Shell,
    assessed: &Assessed,
    code: &'static str,
    name: &'static str,
    sentence: Option<String>,
) -> FigureView {
    let name = Say::new(shell.body_lang(), name).to_string();
    FigureView::of(shell, code, assessed.figure(code)).named(name).saying(sentence)
}

fn energy(shell: &Shell, assessed: &Assessed) -> FigureView {
    let normal = assessed.figure("normalised-energy").filter(|f| f.value().is_some());
    let same_climate = assessed.change(shell, "normalised-energy");
    let sentence = match (&same_climate, assessed.change(shell, "final-energy")) {
        (Some(change), _) => Some(shell.t("bulletin-energy-same-climate").with("change", change)),
        (None, Some(change)) => Some(shell.t("bulletin-energy-raw").with("change", change)),
        (None, None) => None,
    };
    let sentence = sentence.map(|s| format::capitalised(&s.to_string()));
    plain(shell, assessed, "final-energy", "bulletin-energy", sentence)
        .standing_on(shell, normal)
        .standing_on(shell, normal.and_then(|f| assessed.same_before(f)))
}

/// The strip of all energy together, else the first that has a reference.
pub(super) fn strip(assessed: &Assessed) -> Option<&BenchmarkStrip> {
    strip_of(&assessed.assessment)
}

/// The same of an assessment.
pub(super) fn strip_of(assessment: &Assessment) -> Option<&BenchmarkStrip> {
    let strips = &assessment.series.benchmarks;
    let useful = |s: &&BenchmarkStrip| !s.references.is_empty();
    strips.iter().filter(useful).find(|s| s.of == "total").or_else(|| strips.iter().find(useful))
}

/// The reference that a sentence names: of this country where there is one.
pub(super) fn first_reference(strip: &BenchmarkStrip) -> Option<&Reference> {
    strip.references.iter().find(|r| !r.foreign).or(strip.references.first())
}

/// *Repère : de 140 à 210 kWh/m² (Maisons de repos, 2010, 34 bâtiments).* Never better or worse: beside.
fn intensity_sentence(shell: &Shell, assessed: &Assessed) -> Option<String> {
    let reference = first_reference(strip(assessed).filter(|s| s.of == "total")?)?;
    Some(shell.t("bulletin-beside").with("reference", beside(shell, reference)?).to_string())
}

/// *de 140 à 210 kWh/m², Maisons de repos (2010, 34 bâtiments)*
pub(super) fn beside(shell: &Shell, reference: &Reference) -> Option<String> {
    let digits = |value: Decimal| figures::digits(Measure::KwhPerM2, value);
    let values = match (reference.lowest, reference.middle, reference.highest) {
        (Some(low), _, Some(high)) if low != high => {
            shell.t("reference-between").with("low", digits(low)).with("high", digits(high)).to_string()
        }
        (_, Some(middle), _) => shell.t("reference-about").with("value", digits(middle)).to_string(),
        _ => return None,
    };
    let year = reference.year.map(|year| year.to_string());
    let n = reference.n.map(|n| shell.t("reference-n").count("count", n).to_string());
    let unsure = figures::certainty(shell.body_lang(), reference.certainty);
    let notes: Vec<String> = [year, n, unsure].into_iter().flatten().collect();
    let name = match reference.name.as_str() {
        "" => shell.t("reference-members").to_string(),
        name => name.to_owned(),
    };
    let text = shell.t("reference").with("values", values).with("name", name);
    Some(if notes.is_empty() { text.to_string() } else { format!("{text} ({})", notes.join(", ")) })
}

/// What price, use and weather did to the cost; where the weather is not known, it is in the use and said to be.
fn cost_sentence(shell: &Shell, assessed: &Assessed) -> Option<String> {
    let part = |of: &str| {
        let figure = assessed.every("cost-split").find(|f| f.of.as_deref() == Some(of))?;
        let euro = figure.value()?.value;
        let sign = if euro.is_sign_positive() && !euro.round().is_zero() { "+" } else { "" };
        Some(format!("{sign}{}{NBSP}€", format::number(euro, 0)))
    };
    let (Some(price), Some(volume), Some(year)) = (part("price"), part("volume"), assessed.year()) else {
        return capital(assessed.change(shell, "cost"));
    };
    let climate = part("climate");
    let text = shell
        .t(if climate.is_some() { "bulletin-cost-split" } else { "bulletin-cost-split-no-climate" })
        .with("year", year - 1)
        .with("price", price)
        .with("volume", volume)
        .with("climate", climate.unwrap_or_default());
    Some(text.to_string())
}

/// Where the path is known, the path; else the drift.
fn way(shell: &Shell, assessed: &Assessed) -> FigureView {
    let known = |code| assessed.figure(code).is_some_and(|f| f.value().is_some());
    if !known("path-gap") && known("drift") {
        let sentence = shell.t("bulletin-drift-sentence").to_string();
        return plain(shell, assessed, "drift", "bulletin-drift", Some(sentence));
    }
    let sentence = assessed.assessment.series.path.as_ref().map(|path| {
        shell
            .t("bulletin-path-sentence")
            .with("base", figures::digits(Measure::KwhPerM2, path.base))
            .with("base_year", path.base_year)
            .with("target", figures::digits(Measure::KwhPerM2, path.target))
            .with("target_year", path.target_year)
            .to_string()
    });
    plain(shell, assessed, "path-gap", "bulletin-path", sentence)
}
