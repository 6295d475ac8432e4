//! The answer of a building's page: one sentence of at most 25 words with its number; and the months that lack.

use eclaireur_models::period::{Day, Month};
use eclaireur_models::readings::totals::YearTotal;

use crate::format;
use crate::shell::Shell;
use crate::tables::months::{YearMonths, YearSum};
use crate::words;

/// *En 2025, la Résidence du Parc a utilisé 368 `MWh` PCS de gaz naturel, 7 % de moins qu'en 2024.*
///
/// A whole year is the [`YearTotal`] that every page prints; a part of one is the sum of its complete months. Where the
/// building makes electricity itself, what it took from the network is not all it used, and is called so.
pub(super) fn sentence(
    shell: &Shell,
    year: &YearMonths,
    whole: (Option<&YearTotal>, Option<&YearTotal>),
    makes: bool,
    on: Day,
) -> String {
    let lang = shell.body_lang();
    let mut sum = year.sum();
    if let Some(energy) = whole.0.and_then(|y| y.energy) {
        sum = YearSum { months: 12, energy };
    }
    if sum.months == 0 {
        return shell
            .t("answer-nothing")
            .with("year", year.year)
            .with("carrier", words::of_carrier(lang, year.carrier))
            .to_string();
    }
    let over = year.rows.last().is_some_and(|r| r.month.next().first() <= on);
    let start = match (sum.months, over) {
        (12, _) if makes => "answer-year-network",
        (12, _) => "answer-year",
        (_, true) => "answer-part",
        (_, false) => "answer-so-far",
    };
    let start = shell
        .t(start)
        .with("year", year.year)
        .with("energy", format::energy(year.carrier, sum.energy))
        .with("carrier", words::of_carrier(lang, year.carrier))
        .count("months", sum.months);
    match comparison(shell, year, whole) {
        Some(comparison) => {
            shell.t("answer-joined").with("start", start).with("comparison", comparison).to_string()
        }
        None => shell.t("answer-alone").with("start", start).to_string(),
    }
}

/// *7 % de moins qu'en 2024*, over the months that are complete in both years.
fn comparison(
    shell: &Shell,
    year: &YearMonths,
    whole: (Option<&YearTotal>, Option<&YearTotal>),
) -> Option<String> {
    let total = |y: Option<&YearTotal>| Some(YearSum { months: 12, energy: y?.energy? });
    let (now, before) = total(whole.0).zip(total(whole.1)).unwrap_or_else(|| year.common());
    if now.months == 0 {
        return None;
    }
    let change = format::change(before.energy.kwh(), now.energy.kwh())?;
    let same_months = now.months < 12;
    let key = match (change.chars().next(), same_months) {
        (Some('−'), false) => "answer-less",
        (Some('−'), true) => "answer-less-same",
        (Some('+'), false) => "answer-more",
        (Some('+'), true) => "answer-more-same",
        (_, false) => "answer-equal",
        (_, true) => "answer-equal-same",
    };
    let figure = change.trim_start_matches(['−', '+', '±']);
    Some(shell.t(key).with("change", figure).with("year", year.year - 1).to_string())
}

/// *avril et mai*, *de mars à juin*.
pub(super) fn month_list(shell: &Shell, months: &[Month]) -> String {
    let lang = shell.body_lang();
    let name = |m: &Month| format::month_name(lang, *m);
    match months {
        [] => String::new(),
        [one] => name(one),
        [first, .., last]
            if months.len() > 2
                && usize::try_from(last.index() - first.index()).is_ok_and(|n| n + 1 == months.len()) =>
        {
            shell.t("months-range").with("first", name(first)).with("last", name(last)).to_string()
        }
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(name).collect();
            shell.t("months-and").with("head", head.join(", ")).with("last", name(last)).to_string()
        }
    }
}
