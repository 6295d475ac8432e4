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

/// The same of a figure that is at hand.
pub(crate) fn change_of(lang: Lang, assessment: &Assessment, now: &Explained) -> Option<String> {
    let (before, now_value) = (same_before(assessment, now)?.value()?, now.value()?);
    if before.unit != now_value.unit {
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
