//! Recoverable energy, *potentiel récupérable*: what the building uses above its reference, in kWh a year.
//!
//! For a director: how much there is to win, so that the biggest win comes first, not the worst ratio. Formula:
//! `max(0, own kWh/m2 − reference) × heated area`. The reference is the middle of the members' own where it is known, else the
//! catalogue's for the activity, else the 80 kWh/m2 of the 2040 target of the park, by a formula that says which. Unit: kWh, PCI.
//! Source: Énergie+ (cadastre), `catalog/benchmarks`. Range: over the spread of both. Refuses: without own figure.

use rust_decimal::Decimal;

use super::explained::{Answer, Cited, Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::{Work, cited};
use super::year::{ends, heated_area, no_year, ranged};
use super::{Indicator, benchmark, intensity};
use crate::catalog::Benchmark;
use crate::certain::Certainty;
use crate::period::Period;
use crate::units::Basis;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["recoverable-members", "recoverable-catalogue", "recoverable-range", TARGET],
    symbols: &["own-intensity", "reference", "reference-lowest", "reference-highest", "heated-area"],
    figures,
};

pub(super) const CODE: &str = "recoverable";
/// The formula of what lies above the target of parks.
pub(super) const TARGET: &str = "recoverable-target";

/// What a building is measured against.
struct Yardstick {
    formula: &'static str,
    lowest: Decimal,
    middle: Option<Decimal>,
    highest: Decimal,
    certainty: Certainty,
    origin: Origin,
    sources: Vec<Cited>,
}

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(period) = work.period() else { return no_year(work, CODE) };
    vec![match recoverable(work, made, period) {
        Ok(value) => Explained::known(CODE, period, value),
        Err(lacks) => Explained::not_yet(CODE, period, lacks),
    }]
}

fn recoverable(work: &Work<'_>, made: &Figures, period: Period) -> Result<Value, Vec<Lack>> {
    let figure = made.get(intensity::CODE, None, Some(period));
    let figure = figure.ok_or_else(|| vec![Lack::of("readings")])?;
    if let Answer::NotYet { lacks } = &figure.answer {
        return Err(lacks.clone());
    }
    let (Some(own), Some(input)) = (figure.value(), Input::figure("own-intensity", figure)) else {
        return Err(vec![Lack::of("readings")]);
    };
    let area = heated_area(work, period).map_err(|lack| vec![lack])?;
    let beside = yardstick(work, figure).ok_or_else(|| vec![Lack::of("peers")])?;
    let above = |own: Decimal, than: Decimal| {
        Some((own - than).max(Decimal::ZERO).checked_mul(area.value)?.round_dp(3))
    };
    // Of a range that was published without a middle only what lies above its upper end is sure to be recoverable.
    let kwh = above(own.value, beside.middle.unwrap_or(beside.highest));
    let kwh = kwh.ok_or_else(|| vec![Lack::of("building.heated_area_m2")])?;
    let (low, high) = ends(own);
    let range = above(low, beside.highest).zip(above(high, beside.lowest));
    let named = |symbol, number| {
        let reference = Input::new(symbol, number, Measure::KwhPerM2, beside.origin.clone());
        reference.certainty(beside.certainty)
    };
    let mut inputs = vec![input];
    match beside.middle {
        Some(middle) => inputs.push(named("reference", middle)),
        None => inputs
            .extend([named("reference-lowest", beside.lowest), named("reference-highest", beside.highest)]),
    }
    inputs.push(area);
    let sources = beside.sources.into_iter().chain(own.sources.iter().cloned());
    let value = Value::new(kwh, Measure::Kwh, beside.formula, inputs);
    Ok(ranged(value.basis(Basis::Net).citing(sources), range))
}

fn yardstick(work: &Work<'_>, own: &Explained) -> Option<Yardstick> {
    members(work).or_else(|| catalogue(work, own)).or_else(|| target(work, own))
}

fn members(work: &Work<'_>) -> Option<Yardstick> {
    let strip = work.site.peers.iter().find(|strip| strip.of == "total")?;
    let reference = strip.references.iter().find(|r| r.code == "members")?;
    let middle = reference.middle?;
    Some(Yardstick {
        formula: "recoverable-members",
        lowest: reference.lowest.unwrap_or(middle),
        middle: Some(middle),
        highest: reference.highest.unwrap_or(middle),
        certainty: reference.certainty,
        origin: Origin::Method,
        sources: Vec::new(),
    })
}

fn catalogue(work: &Work<'_>, own: &Explained) -> Option<Yardstick> {
    let found = benchmark::beside(work).into_iter().find_map(|b| of_file(b, own, "recoverable-catalogue"))?;
    let formula = if found.middle.is_some() { found.formula } else { "recoverable-range" };
    Some(Yardstick { formula, ..found })
}

/// The target of parks asks nothing of one building: what lies above it is to be confirmed, and has no price.
fn target(work: &Work<'_>, own: &Explained) -> Option<Yardstick> {
    let mut targets = work.site.catalog.benchmarks().iter().filter(|b| b.target);
    let found = targets.find_map(|b| of_file(b, own, TARGET))?;
    Some(Yardstick { certainty: found.certainty.weakest(Certainty::Likely), ..found })
}

/// A file's value in all, else its electricity and fuel together; nothing where one of them lacks.
fn of_file(benchmark: &Benchmark, own: &Explained, formula: &'static str) -> Option<Yardstick> {
    let spread = benchmark.total("m2")?;
    let file = format!("benchmarks/{}", benchmark.code);
    Some(Yardstick {
        formula,
        lowest: spread.lowest.or(spread.middle)?,
        middle: spread.middle,
        highest: spread.highest.or(spread.middle)?,
        certainty: spread.certainty_of(benchmark).weakest(benchmark::unlike(own, &spread)),
        sources: cited(&file, benchmark.checked_on, &benchmark.source),
        origin: Origin::Catalog { file },
    })
}
