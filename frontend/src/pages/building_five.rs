//! The words of the bulletin: the answer, the month's action, and its five figures laid out (`crate::five` chooses them).

use eclaireur_models::alerts::Alert;
use eclaireur_models::certain::Certainty;
use eclaireur_models::indicators::{Explained, Measure, Value};
use rust_decimal::Decimal;

use super::assessed::Assessed;
use super::figure_view::FigureView;
use super::to_do::Action;
use crate::five::{Five, five};
use crate::format::{self, NBSP, Scale};
use crate::shell::Shell;
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

/// The five, as the page lays them out.
pub(super) fn figures(shell: &Shell, assessed: &Assessed) -> Vec<FigureView> {
    let laid_out = |one: Five<'_>| {
        let view = FigureView::of(shell, one.code, one.figure).named(one.name).saying(one.sentence);
        one.beside.into_iter().fold(view, |view, figure| view.standing_on(shell, Some(figure)))
    };
    five(shell.body_lang(), &assessed.assessment).map(laid_out).into()
}
