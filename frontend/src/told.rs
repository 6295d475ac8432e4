//! Which figure of an assessment is told, how it changed, and which alert still waits: the same for pages and reports.
//!
//! Does *not* compute: a change is the share between two figures that are there.

use std::collections::BTreeSet;

use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::Explained;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::format;
use crate::text::Say;

/// The year before the one its figures tell of.
pub(crate) fn before(assessment: &Assessment) -> Option<Period> {
    Period::year(assessment.year?.checked_sub(1)?)
}

/// Whether a figure tells of the year before, which stands beside and not alone.
fn is_before(assessment: &Assessment, figure: &Explained) -> bool {
    figure.period.is_some() && figure.period == before(assessment)
}

/// The figure of the whole building: of the year, else the one without a period, else the first that tells of now.
pub(crate) fn figure<'a>(assessment: &'a Assessment, code: &str) -> Option<&'a Explained> {
    let all = || assessment.figures.0.iter().filter(|f| f.indicator == code);
    let whole = |period| all().find(|f| f.of.is_none() && f.period == period);
    let known = |f: &&Explained| f.value().is_some() && !is_before(assessment, f);
    let of_year = assessment.year.and_then(Period::year).and_then(|year| whole(Some(year)));
    of_year.or_else(|| whole(None)).or_else(|| all().find(known)).or_else(|| all().next())
}

/// The same figure of the year before.
pub(crate) fn same_before<'a>(assessment: &'a Assessment, figure: &Explained) -> Option<&'a Explained> {
    assessment.figures.get(&figure.indicator, figure.of.as_deref(), Some(before(assessment)?))
}

/// Every figure of an indicator but those of the year before.
pub(crate) fn every<'a>(assessment: &'a Assessment, code: &'a str) -> impl Iterator<Item = &'a Explained> {
    assessment.figures.0.iter().filter(move |f| f.indicator == code && !is_before(assessment, f))
}

/// *6 % de moins qu’en 2024*: the figure of this code against its own year before.
pub(crate) fn change(lang: Lang, assessment: &Assessment, code: &str) -> Option<String> {
    change_of(lang, assessment, figure(assessment, code)?)
}

/// What is made of the cost of a year.
const COSTS: [&str; 3] = ["cost", "cost-per-m2", "cost-per-unit"];

/// Whether the costs of both years were told alike: bills hold standing charges that the price of one more kWh does not, so that
/// one beside the other is no change of cost.
fn is_alike(assessment: &Assessment) -> bool {
    let costs = assessment.figures.all("cost").filter(|f| f.of.is_some() && !is_before(assessment, f));
    let formula = |f: &Explained| f.value().map(|value| value.formula.clone());
    costs
        .filter_map(|now| Some((formula(now)?, formula(same_before(assessment, now)?)?)))
        .all(|(a, b)| a == b)
}

/// The same of a figure that is at hand.
pub(crate) fn change_of(lang: Lang, assessment: &Assessment, now: &Explained) -> Option<String> {
    let (before, now_value) = (same_before(assessment, now)?.value()?, now.value()?);
    let cost = COSTS.contains(&now.indicator.as_ref());
    if before.unit != now_value.unit || (cost && !is_alike(assessment)) {
        return None;
    }
    changed(lang, before.value, now_value.value, assessment.year?.checked_sub(1)?)
}

/// *6 % de moins qu’en 2024*; `None` without anything to compare with.
pub(crate) fn changed(lang: Lang, before: Decimal, after: Decimal, year: i16) -> Option<String> {
    let share = (after - before).checked_div(before).filter(|_| before > Decimal::ZERO)?;
    let whole = share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let key = match () {
        () if whole.is_zero() => "answer-equal",
        () if whole.is_sign_negative() => "answer-less",
        () => "answer-more",
    };
    Some(Say::new(lang, key).with("change", format::percent(whole.abs())).with("year", year).to_string())
}

/// What is worth the most and nobody has explained or seen to: what was answered is not asked for again.
pub(crate) fn waiting<'a>(assessment: &'a Assessment, answered: &BTreeSet<String>) -> Option<&'a Alert> {
    assessment.alerts.iter().find(|alert| !answered.contains(&alert.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::indicators::series::Series;
    use eclaireur_models::indicators::{Figures, Measure, Value};
    use rust_decimal::dec;

    #[test]
    fn a_cost_by_bills_and_one_by_prices_are_no_change_of_cost() {
        let cost = |year, euro, formula| {
            Explained::known("cost", Period::year(year), Value::new(euro, Measure::Euro, formula, vec![]))
        };
        let told = |before: &'static str, after: &'static str| {
            let figures = Figures(vec![
                cost(2024, dec!(100), before).of("electricity"),
                cost(2024, dec!(100), "cost-total"),
                cost(2025, dec!(80), after).of("electricity"),
                cost(2025, dec!(80), "cost-total"),
            ]);
            let assessment = Assessment {
                method: 1,
                catalog: String::new(),
                on: jiff::civil::date(2026, 11, 21),
                year: Some(2025),
                figures,
                series: Series::default(),
                alerts: Vec::new(),
                obligations: Vec::new(),
                requirements: Vec::new(),
            };
            change(Lang::Fr, &assessment, "cost")
        };
        assert_eq!(told("cost-bills", "cost-prices"), None);
        let same = told("cost-bills", "cost-bills").unwrap();
        assert_eq!(same.replace('\u{a0}', " "), "20 % de moins qu’en 2024");
    }
}
