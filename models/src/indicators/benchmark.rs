//! Own consumption beside what others use: a ratio to the middle of each reference, never pass or fail.
//!
//! For a director: 1.2 is a fifth more than the middle of that sample; samples are small and scatter widely. Formula: own kWh by
//! square metre (or bed, pupil) ÷ the middle of the reference. Unit: a number. `of`: `<reference>-<of>` of the catalogue
//! (`schools-wallonia-2010-electricity`), `<reference>-<of>-<unit>` by service unit, `members-<of>` of the members' own.
//! Source: `catalog/benchmarks`. Range: over the spread of the reference. Refuses: without own figure, or anything to compare.

use rust_decimal::Decimal;

use super::explained::{Answer, Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::series::Reference;
use super::site::{Work, cited};
use super::year::{ends, no_year, per, ranged};
use super::{Indicator, intensity, intensity_per_unit};
use crate::catalog::{Benchmark, Spread};
use crate::certain::Certainty;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator =
    Indicator { code: CODE, formulas: &["benchmark"], symbols: &["own-intensity", "reference"], figures };

const CODE: &str = "benchmark";

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(period) = work.period() else { return no_year(work, CODE) };
    let mut found = Vec::new();
    for benchmark in beside(work) {
        for spread in benchmark.values() {
            found.extend(of_catalogue(work, made, benchmark, &spread, period));
        }
    }
    for strip in work.site.peers {
        for reference in &strip.references {
            if let Some(middle) = reference.middle {
                let own = own(made, &strip.of, "m2", work, period);
                let ends = (reference.lowest, reference.highest);
                let value = own.and_then(|own| {
                    compared(own, (middle, ends, reference.certainty), Measure::KwhPerM2, Origin::Method)
                });
                found.push(told(value, period).of(format!("{}-{}", reference.code, strip.of)));
            }
        }
    }
    if found.is_empty() {
        found.push(Explained::not_yet(CODE, period, [Lack::of("peers")]));
    }
    found
}

/// What is shown beside a building: references of its activity, its own country and use first; targets apart.
pub(super) fn beside<'a>(work: &Work<'a>) -> Vec<&'a Benchmark> {
    let mut all: Vec<&Benchmark> = work.site.catalog.benchmarks().iter().collect();
    all.retain(|b| b.is_for(work.site.activity) && !b.target);
    all.sort_by_key(|b| b.foreign || b.proxy);
    all
}

/// A value of the catalogue as charts draw it.
pub(super) fn reference(benchmark: &Benchmark, spread: &Spread<'_>) -> Reference {
    Reference {
        code: benchmark.code.clone().into(),
        name: benchmark.name.fr.clone(),
        lowest: spread.lowest,
        middle: Some(spread.middle),
        highest: spread.highest,
        year: benchmark.year,
        n: benchmark.n,
        foreign: benchmark.foreign || benchmark.proxy,
        certainty: spread.certainty,
        basis: spread.basis.to_owned().into(),
    }
}

fn of_catalogue(
    work: &Work<'_>,
    made: &Figures,
    benchmark: &Benchmark,
    spread: &Spread<'_>,
    period: Period,
) -> Option<Explained> {
    let by_area = spread.per == "m2";
    // By service unit only energy in all is told.
    if !by_area && (spread.of != "total" || work.site.service_unit() != Some(spread.per)) {
        return None;
    }
    let file = format!("benchmarks/{}", benchmark.code);
    let unit = if by_area { Measure::KwhPerM2 } else { Measure::KwhPerUnit };
    let value = own(made, spread.of, spread.per, work, period).and_then(|own| {
        let beside = (spread.middle, (spread.lowest, spread.highest), spread.certainty);
        compared(own, beside, unit, Origin::Catalog { file: file.clone() })
    });
    let value = value.map(|v| v.citing(cited(&file, benchmark.checked_on, &benchmark.source)));
    let of = if by_area {
        format!("{}-{}", benchmark.code, spread.of)
    } else {
        format!("{}-{}-{}", benchmark.code, spread.of, spread.per)
    };
    Some(told(value, period).of(of))
}

fn told(value: Result<Value, Vec<Lack>>, period: Period) -> Explained {
    match value {
        Ok(value) => Explained::known(CODE, period, value),
        Err(lacks) => Explained::not_yet(CODE, period, lacks),
    }
}

fn own<'f>(
    made: &'f Figures,
    of: &str,
    per: &str,
    work: &Work<'_>,
    period: Period,
) -> Result<&'f Explained, Vec<Lack>> {
    let figure = if per == "m2" {
        made.get(intensity::CODE, Some(of).filter(|of| *of != "total"), Some(period))
    } else {
        made.get(intensity_per_unit::CODE, work.site.service_unit(), Some(period))
    };
    let figure = figure.ok_or_else(|| vec![Lack::of("meter")])?;
    match &figure.answer {
        Answer::NotYet { lacks } => Err(lacks.clone()),
        Answer::Known(_) | Answer::NotApplicable { .. } => Ok(figure),
    }
}

type Beside = (Decimal, (Option<Decimal>, Option<Decimal>), Certainty);

fn compared(
    own: &Explained,
    (middle, (lowest, highest), certainty): Beside,
    unit: Measure,
    origin: Origin,
) -> Result<Value, Vec<Lack>> {
    let (Some(value), Some(input)) = (own.value(), Input::figure("own-intensity", own)) else {
        return Err(vec![Lack::of("readings")]);
    };
    let ratio = per(value.value, middle).ok_or_else(|| vec![Lack::of("peers")])?;
    let (low, high) = ends(value);
    let range = per(low, highest.unwrap_or(middle)).zip(per(high, lowest.unwrap_or(middle)));
    let reference = Input::new("reference", middle, unit, origin).certainty(certainty);
    let reference = Input { of: input.of.clone(), ..reference };
    Ok(ranged(Value::new(ratio, Measure::Number, "benchmark", vec![input, reference]), range))
}
