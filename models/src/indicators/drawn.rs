//! What charts draw of a building, from its prepared readings and the figures: rows in the order drawn.
//!
//! The balance of a building with panels, the waterfall of its cost and its way to 2040 are not made here: the assessment sets
//! them afterwards from the rooms that make them.

use rust_decimal::Decimal;

use super::explained::Figures;
use super::series::{
    BenchmarkStrip, DriftSeries, MeterSeen, MonthPoint, MonthSeries, Series, SignaturePoint, SignatureSeries,
    YearPoint,
};
use super::site::{Prepared, Work};
use super::{benchmark, drift, heating, intensity, normalised_energy};
use crate::baseline::signature::Signature;
use crate::baseline::signature::cases::sudden;
use crate::period::Period;
use crate::readings::totals::MonthTotal;
use crate::units::Energy;

/// Months drawn, the newest.
const MONTHS: usize = 60;
/// Points of a drift at most: a chart of a day each over years shows no more.
const DRIFT_POINTS: usize = 240;
/// Steps of the band along a line.
const BAND_STEPS: u32 = 24;

/// Everything drawn, but balance, waterfall and path.
pub fn series(work: &Work<'_>, figures: &Figures) -> Series {
    Series {
        meters: meters(work),
        months: work.carriers.iter().filter_map(|c| months(work, c)).collect(),
        years: work.carriers.iter().flat_map(|c| years(work, c)).collect(),
        signatures: work.carriers.iter().filter_map(signature).collect(),
        drifts: work.carriers.iter().filter_map(|c| drifted(work, c)).collect(),
        benchmarks: strips(work, figures),
        events: work.site.events.to_vec(),
        balance: Vec::new(),
        waterfall: None,
        path: None,
    }
}

fn meters(work: &Work<'_>) -> Vec<MeterSeen> {
    let site = work.site;
    let one = |((meter, id), last): ((&crate::readings::totals::MeterReadings, &String), &Option<_>)| {
        MeterSeen { id: id.clone(), label: meter.label.clone(), carrier: meter.carrier, last: *last }
    };
    site.meters.iter().zip(site.ids).zip(site.last).map(one).collect()
}

/// Months of a carrier, the newest.
pub(super) fn months(work: &Work<'_>, of: &Prepared<'_>) -> Option<MonthSeries> {
    let all = &of.months.as_ref()?.months;
    let line = heating::line(work, of);
    let newest = all.iter().skip(all.len().saturating_sub(MONTHS));
    let one = |month: &MonthTotal| MonthPoint {
        month: month.month,
        value: month.energy.map(Energy::kwh),
        normal: line.and_then(|line| normal_month(work, line, month)),
        quality: month.quality,
        complete: month.is_complete(),
        cost: month.cost.map(|cost| cost.0),
    };
    Some(MonthSeries { carrier: of.carrier, basis: of.card.basis(), months: newest.map(one).collect() })
}

/// A complete month in normal weather, by the additive form: the ratio divides by zero in a July without cold.
fn normal_month(work: &Work<'_>, line: &Signature, month: &MonthTotal) -> Option<Decimal> {
    let energy = month.energy.filter(|_| month.is_complete())?;
    let (climate, period) = (work.site.climate()?, month.month.period());
    let (cold, normal) = (climate.over(period).degree_days()?, climate.normal(period)?);
    line.corrected(energy.kwh(), cold, &normal).map(|kwh| kwh.max(Decimal::ZERO))
}

fn years(work: &Work<'_>, of: &Prepared<'_>) -> Vec<YearPoint> {
    let normal = |year: i16| {
        let value = normalised_energy::carrier(work, of, Period::year(year)?).ok()?;
        // Of what does not follow the cold nothing is corrected, and no line is drawn.
        (value.formula != "normalised-as-is").then_some(value.value)
    };
    let one = |year: &crate::readings::totals::YearTotal| YearPoint {
        carrier: of.carrier,
        year: year.year,
        value: year.energy.map(Energy::kwh),
        basis: of.card.basis(),
        normal: if of.card.energy { normal(year.year) } else { None },
        quality: year.quality,
        complete_months: year.complete_months,
        cost: year.cost.map(|cost| cost.0),
    };
    of.years.iter().map(one).collect()
}

fn signature(of: &Prepared<'_>) -> Option<SignatureSeries> {
    let line = of.signature.as_ref().ok().filter(|_| of.card.energy)?;
    let apart: Vec<String> = sudden(line)
        .into_iter()
        .filter(|found| found.data.get("why").is_some_and(|why| why == "point"))
        .filter_map(|found| found.data.get("from").cloned())
        .collect();
    let point = |p: &crate::baseline::signature::Point| SignaturePoint {
        days: p.days,
        cold: p.cold,
        kwh: p.kwh,
        outlier: apart.contains(&p.days.from.to_string()),
    };
    Some(SignatureSeries {
        carrier: of.carrier,
        base: line.base.code().into(),
        base_load: line.base_load.value,
        slope: line.slope.value,
        r_squared: line.r_squared,
        points: line.points.iter().map(point).collect(),
        band: band(line),
    })
}

/// The band of one further period of the usual length, from no cold to the coldest.
fn band(line: &Signature) -> Vec<(f64, f64, f64)> {
    let coldest = line.points.iter().map(|p| p.cold).fold(0.0, f64::max);
    let Some(weight) = line.points.iter().map(|p| p.weight).reduce(f64::min) else { return Vec::new() };
    (0..=BAND_STEPS)
        .filter_map(|step| {
            let cold = coldest * f64::from(step) / f64::from(BAND_STEPS);
            let (low, high) = line.period_at(cold, weight).band()?;
            Some((cold, low, high))
        })
        .collect()
}

fn drifted(work: &Work<'_>, of: &Prepared<'_>) -> Option<DriftSeries> {
    if !drift::is_told(work, of) {
        return None;
    }
    let found = drift::drifted(of).ok()?;
    let line = &found.reference;
    let (mut points, mut bands) = (Vec::new(), Vec::new());
    let (mut sum, mut days, mut cold) = (0.0, 0.0, 0.0);
    for later in found.later.list() {
        let (length, today) = (later.length(), later.cold_per_day());
        sum += (later.kwh_per_day() - line.at(today).value) * length;
        (days, cold) = (days + length, cold + today * length);
        points.push((later.days().to, sum));
        // Of the sum: the line's own band at its mean cold over all days, and the scatter of each of them.
        let of_line = line.at(cold / days).half_width.unwrap_or(0.0);
        let of_day = line.period_at(cold / days, 1.0).half_width.unwrap_or(0.0);
        bands.push(
            (of_line * days).hypot((of_day * of_day - of_line * of_line).max(0.0).sqrt() * days.sqrt()),
        );
    }
    let step = points.len().div_ceil(DRIFT_POINTS).max(1);
    let last = points.len().saturating_sub(1);
    let keep = |at: &usize| (last - at).is_multiple_of(step);
    let kept: Vec<usize> = (0..points.len()).filter(keep).collect();
    Some(DriftSeries {
        carrier: of.carrier,
        reference: drift::reference_days(&found)?,
        points: kept.iter().filter_map(|at| points.get(*at).copied()).collect(),
        band: kept.iter().filter_map(|at| bands.get(*at).copied()).collect(),
    })
}

fn strips(work: &Work<'_>, figures: &Figures) -> Vec<BenchmarkStrip> {
    let one = |of: &'static str| {
        let code = Some(of).filter(|of| *of != "total");
        let own = figures
            .get(intensity::CODE, code, work.period())
            .and_then(super::explained::Explained::value)
            .map(|v| v.value);
        let peers = work.site.peers.iter().filter(|strip| strip.of == of).flat_map(|s| s.references.clone());
        let catalogue = benchmark::beside(work).into_iter().flat_map(|b| {
            let values = b.values().filter(|v| v.per == "m2" && v.of == of);
            values.map(|v| benchmark::reference(b, &v)).collect::<Vec<_>>()
        });
        let references: Vec<_> = peers.chain(catalogue).collect();
        (!references.is_empty()).then(|| BenchmarkStrip { of: of.into(), own, references })
    };
    ["electricity", "fuel", "total"].into_iter().filter_map(one).collect()
}
