//! Own consumption beside what others use: a ratio to the middle of each reference, never pass or fail.
//!
//! For a director: 1.2 is a fifth more than the middle of that sample; samples are small and scatter widely. Formula: own kWh by
//! square metre (or bed, pupil) ÷ the middle of the reference; where only a range was published ÷ its nearer end, and 1 within
//! it. Unit: a number. `of`: `<reference>-<of>` of the catalogue
//! (`schools-wallonia-2010-electricity`), `<reference>-<of>-<unit>` by service unit, `members-<of>` of the members' own.
//! Source: `catalog/benchmarks`. Range: over the spread of the reference. Refuses: without own figure, or anything to compare.

use rust_decimal::Decimal;

use super::explained::{Answer, Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::series::Reference;
use super::site::{Work, cited};
use super::year::{ends, no_year, per, ranged, told};
use super::{Indicator, intensity, intensity_per_unit};
use crate::catalog::{Benchmark, Spread};
use crate::certain::Certainty;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["benchmark", "benchmark-range"],
    symbols: &["own-intensity", "reference", "reference-lowest", "reference-highest"],
    figures,
};

const CODE: &str = "benchmark";

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(period) = work.period() else { return no_year(work, CODE) };
    let mut found = Vec::new();
    for benchmark in beside(work) {
        let by_area = benchmark.values().filter(|v| v.per == "m2");
        // By service unit only energy in all is told.
        let by_unit = work.site.service_unit().and_then(|unit| benchmark.total(unit));
        for spread in by_area.chain(by_unit) {
            found.push(of_catalogue(work, made, benchmark, &spread, period));
        }
    }
    for strip in work.site.peers {
        for reference in &strip.references {
            if let Some(middle) = reference.middle {
                let own = own(made, &strip.of, "m2", work, period);
                let ends = (reference.lowest, reference.highest);
                let beside = (Some(middle), ends, reference.certainty);
                let value = own.and_then(|own| compared(own, beside, Measure::KwhPerM2, &Origin::Method));
                found.push(told(CODE, period, value).of(format!("{}-{}", reference.code, strip.of)));
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
        middle: spread.middle,
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
) -> Explained {
    let by_area = spread.per == "m2";
    let file = format!("benchmarks/{}", benchmark.code);
    let unit = if by_area { Measure::KwhPerM2 } else { Measure::KwhPerUnit };
    let value = own(made, spread.of, spread.per, work, period).and_then(|own| {
        let certainty = spread.certainty_of(benchmark).weakest(unlike(own, spread));
        let beside = (spread.middle, (spread.lowest, spread.highest), certainty);
        compared(own, beside, unit, &Origin::Catalog { file: file.clone() })
    });
    let value = value.map(|v| v.citing(cited(&file, benchmark.checked_on, &benchmark.source)));
    let of = if by_area {
        format!("{}-{}", benchmark.code, spread.of)
    } else {
        format!("{}-{}-{}", benchmark.code, spread.of, spread.per)
    };
    told(CODE, period, value).of(of)
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

/// A year in normal weather beside one as it was is to be confirmed.
pub(super) fn unlike(own: &Explained, spread: &Spread<'_>) -> Certainty {
    let normalised = own.value().is_some_and(|v| v.formula.ends_with("-normalised"));
    if normalised == (spread.basis == "final-normalised") { Certainty::Certain } else { Certainty::Likely }
}

type Beside = (Option<Decimal>, (Option<Decimal>, Option<Decimal>), Certainty);

fn compared(
    own: &Explained,
    (middle, (lowest, highest), certainty): Beside,
    unit: Measure,
    origin: &Origin,
) -> Result<Value, Vec<Lack>> {
    let (Some(value), Some(input)) = (own.value(), Input::figure("own-intensity", own)) else {
        return Err(vec![Lack::of("readings")]);
    };
    let named = |symbol, number| {
        let reference = Input::new(symbol, number, unit, origin.clone()).certainty(certainty);
        Input { of: input.of.clone(), ..reference }
    };
    let (formula, by, references) = match (middle, lowest.zip(highest)) {
        (Some(middle), _) => ("benchmark", middle, vec![named("reference", middle)]),
        (None, Some((lowest, highest))) => {
            let ends = vec![named("reference-lowest", lowest), named("reference-highest", highest)];
            ("benchmark-range", value.value.max(lowest).min(highest), ends)
        }
        (None, None) => return Err(vec![Lack::of("peers")]),
    };
    let ratio = per(value.value, by).ok_or_else(|| vec![Lack::of("peers")])?;
    let (low, high) = ends(value);
    let range = per(low, highest.unwrap_or(by)).zip(per(high, lowest.unwrap_or(by)));
    let inputs = std::iter::once(input.clone()).chain(references).collect();
    Ok(ranged(Value::new(ratio, Measure::Number, formula, inputs), range))
}
