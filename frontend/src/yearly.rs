//! What a yearly report may tell of a year, the same for its page, its paper and its workbook.
//!
//! Only the year the figures tell of and the one before can be told; requirements and signature are of the first alone.

#[cfg(feature = "pdf")]
use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::baseline::signature::cases::CODES;
use eclaireur_models::building::Carrier;
use eclaireur_models::finding::Code;
use eclaireur_models::indicators::series::YearPoint;
use eclaireur_models::indicators::{Explained, Input};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::units::Basis;
use rust_decimal::Decimal;

use crate::five::DECISIVE;
use crate::text::Say;
use crate::{figures, findings, words};

/// Years of consumption side by side.
const YEARS: i16 = 3;

/// The years that can be told, the newest first.
pub fn years(assessment: &Assessment) -> Vec<i16> {
    let Some(newest) = assessment.year else { return Vec::new() };
    let read = |year: &i16| assessment.series.years.iter().any(|point| point.year == *year);
    [Some(newest), newest.checked_sub(1)].into_iter().flatten().filter(read).collect()
}

/// Whether this year can be told.
pub fn tells(assessment: &Assessment, year: i16) -> bool {
    years(assessment).contains(&year)
}

/// Whether a year is the one that requirements and signature are of; without a year, everything is of now.
pub(crate) fn is_reference(assessment: &Assessment, year: Option<i16>) -> bool {
    year == assessment.year
}

/// The years of each energy up to the one told.
pub(crate) fn points(assessment: &Assessment, last: Option<i16>) -> impl Iterator<Item = &YearPoint> {
    let shown = move |y: &&YearPoint| last.is_none_or(|last| y.year <= last && y.year > last - YEARS);
    assessment.series.years.iter().filter(shown)
}

/// Whether a figure is told in the report of a year: its own, and what holds now where now is what it tells of.
pub(crate) fn is_of(assessment: &Assessment, year: Option<i16>, figure: &Explained) -> bool {
    match year {
        None => true,
        Some(told) if figure.period.is_some() => figure.period == Period::year(told),
        Some(_) => is_reference(assessment, year),
    }
}

/// What was found: everything in the report of now, in an earlier one what was seen in its year.
#[cfg(feature = "pdf")]
pub(crate) fn alerts(assessment: &Assessment, year: Option<i16>) -> Vec<&Alert> {
    let within = year.filter(|_| !is_reference(assessment, year)).and_then(Period::year);
    let seen = |alert: &&Alert| within.is_none_or(|year| alert.period.meet(year).is_some());
    assessment.alerts.iter().filter(seen).collect()
}

/// The eight cases of the brochure on the signature, each with whether it was seen: its name, then *oui (gaz naturel)*,
/// *non* or *non connu*. Nothing where no requirement was looked at.
pub(crate) fn cases(lang: Lang, assessment: &Assessment) -> Vec<[String; 2]> {
    if assessment.requirements.is_empty() {
        return Vec::new();
    }
    let told = assessment.requirements.iter().find(|r| r.code == "anomalies");
    let seen = |number: usize| {
        let said = told.and_then(|r| r.data.get(format!("case-{number}").as_str()));
        match said.map(String::as_str) {
            None => Say::new(lang, "yearly-case-unknown"),
            Some("none") => Say::new(lang, "yearly-case-none"),
            Some(codes) => {
                let carriers = codes.split(' ').filter_map(Carrier::from_code);
                let names: Vec<String> = carriers.map(|c| words::carrier(lang, c).to_lowercase()).collect();
                Say::new(lang, "yearly-case-seen").with("carriers", names.join(", "))
            }
        }
    };
    let named = |code: Code| findings::title(lang, code);
    CODES.into_iter().zip(1..).map(|(code, number)| [named(code), seen(number).to_string()]).collect()
}

/// Emissions of the year by the set that decisions stand on.
fn emissions(assessment: &Assessment, year: i16) -> Option<&Explained> {
    assessment.figures.get("co2", Some(DECISIVE), Some(Period::year(year)?))
}

/// What one energy emits in a year, kg: its own part of the sum, by the same factors; nothing where the sum is not known.
pub(crate) fn co2(assessment: &Assessment, carrier: Carrier, year: i16) -> Option<Decimal> {
    let inputs = &emissions(assessment, year)?.value()?.inputs;
    let own = |symbol: &str| -> Option<&Input> {
        inputs.iter().find(|i| i.symbol == symbol && i.of.as_deref() == Some(carrier.code()))
    };
    let (taken, factor) = (own("taken")?, own("co2-factor")?);
    // On the basis that the factor stands on, as in the sum.
    let energy = match (own("net-per-gross"), factor.basis) {
        (None, _) => taken.value,
        (Some(ratio), Some(Basis::Gross)) => taken.value.checked_div(ratio.value)?,
        (Some(ratio), Some(Basis::Net) | None) => taken.value.checked_mul(ratio.value)?,
    };
    energy.checked_mul(factor.value)
}

/// The name of the set that [`co2`] goes by, where it says anything.
pub(crate) fn co2_set(lang: Lang, assessment: &Assessment, last: Option<i16>) -> Option<String> {
    let known = points(assessment, last).any(|p| co2(assessment, p.carrier, p.year).is_some());
    known.then(|| figures::of_what(lang, DECISIVE)).flatten()
}
