//! The chart of a building by its name, from its assessment: what files and alerts ask for.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::financing::plan::{Plan, Sights};
use eclaireur_models::indicators::series::MonthSeries;
use eclaireur_models::indicators::{Explained, Input};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::units::Basis;
use rust_decimal::Decimal;

use super::{
    Benchmark, Carpet, Chart, CostWaterfall, Cusum, Ground, Heatmap, Load, LoadDuration, Path, PlanFlow,
    PvBalance, QualityCarpet, Signature, Split, StackedMonths, Tornado, YearOnYear,
};
use crate::{told, words};

/// What a building's charts are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its figures and series.
    pub assessment: &'a Assessment,
    /// Electric power hour by hour, where it is measured.
    pub load: Option<&'a Load>,
    /// The year told of, in words.
    pub year: &'a str,
}

impl<'a> Told<'a> {
    /// The chart with this name of [`super::ALL`], of this carrier where there are several, else of the first that has one;
    /// `None` where there is nothing to draw.
    pub fn chart(&self, lang: Lang, code: &'a str, carrier: Option<Carrier>) -> Option<Box<dyn Chart + 'a>> {
        self.on(Ground { lang, id: code }, code, carrier)
    }

    /// The same where several may stand on a page: under an id of its own.
    pub(crate) fn on(
        &self,
        ground: Ground<'a>,
        code: &str,
        carrier: Option<Carrier>,
    ) -> Option<Box<dyn Chart + 'a>> {
        let series = &self.assessment.series;
        let wanted = |of: Carrier| carrier.is_none_or(|carrier| carrier == of);
        let basis =
            |of: Carrier| series.months.iter().find(|s| s.carrier == of).map_or(Basis::Net, |s| s.basis);
        match code {
            "months" => {
                let months = match carrier {
                    None => series.months.as_slice(),
                    Some(_) => core::slice::from_ref(series.months.iter().find(|s| wanted(s.carrier))?),
                };
                boxed(StackedMonths::new(ground, months, &series.events))
            }
            "year-on-year" => {
                let of = series.months.iter().find(|s| wanted(s.carrier))?;
                boxed(YearOnYear::new(ground, of))
            }
            "signature" => {
                let of = series.signatures.iter().find(|s| wanted(s.carrier))?;
                boxed(Signature::new(ground, of, basis(of.carrier)))
            }
            "cusum" => {
                let of = series.drifts.iter().find(|s| wanted(s.carrier))?;
                boxed(Cusum::new(ground, of, basis(of.carrier), &series.events))
            }
            "heatmap" => boxed(Heatmap::new(ground, Carrier::Electricity, self.load?)),
            "load-duration" => {
                let (period, kw) = lasting(self.load?)?;
                boxed(LoadDuration::new(ground, Carrier::Electricity, period, &kw))
            }
            "benchmark" if self.assessment.year.is_none() => None,
            "benchmark" => {
                let strips = &series.benchmarks;
                let strip = strips.iter().find(|s| s.of == "total").or_else(|| strips.first())?;
                boxed(Benchmark::new(ground, strip, self.year))
            }
            "waterfall" => boxed(CostWaterfall::new(ground, series.waterfall.as_ref()?)),
            "path" => boxed(Path::new(ground, series.path.as_ref()?, &series.events)),
            "pv-balance" => boxed(PvBalance::new(ground, &series.balance)),
            "quality" => boxed(QualityCarpet::of(ground, carpet(ground.lang, &series.months)?)),
            "split" => boxed(Split::new(ground, self.year, &parts(self.assessment))),
            _ => None,
        }
    }
}

/// The chart of a plan with this name; `None` for any other name.
pub fn of_plan<'a>(
    lang: Lang,
    code: &'a str,
    plan: &Plan,
    sights: &'a Sights,
) -> Option<Box<dyn Chart + 'a>> {
    let ground = Ground { lang, id: code };
    match code {
        "plan" => boxed(PlanFlow::new(ground, plan, sights)),
        "tornado" => boxed(Tornado::new(ground, plan, sights)),
        _ => None,
    }
}

pub(super) fn boxed<'a, C: Chart + 'a>(chart: Option<C>) -> Option<Box<dyn Chart + 'a>> {
    chart.map(|chart| Box::new(chart) as Box<dyn Chart + 'a>)
}

/// How each month of each energy is known; what is not whole is missing.
pub(crate) fn carpet(lang: Lang, series: &[MonthSeries]) -> Option<Carpet> {
    let months = || series.iter().flat_map(|s| s.months.iter().map(|m| m.month));
    let (first, last) = (months().min()?, months().max()?);
    let row = |series: &MonthSeries| {
        let known = |index: i32| -> Option<Quality> {
            let month = series.months.iter().find(|m| m.month.index() == index);
            month.filter(|m| m.complete).map(|m| m.quality)
        };
        let all = (first.index()..=last.index()).map(known).collect();
        (words::carrier(lang, series.carrier), all)
    };
    Some(Carpet { first, meters: series.iter().map(row).collect() })
}

/// What each energy is of the final energy of the year told of, on PCI: what the sum was made from, the building's own panels
/// included; nothing where the sum is not known.
pub(crate) fn parts(assessment: &Assessment) -> Vec<(Carrier, Decimal)> {
    let Some(total) = told::figure(assessment, "final-energy").and_then(Explained::value) else {
        return Vec::new();
    };
    let ratio = |of: &str| {
        let found = total.inputs.iter().find(|i| i.symbol == "net-per-gross" && i.of.as_deref() == Some(of));
        found.map_or(Decimal::ONE, |input| input.value)
    };
    let part = |input: &Input| {
        let of = input.of.as_deref()?;
        Some((Carrier::from_code(of)?, input.value.checked_mul(ratio(of))?))
    };
    total.inputs.iter().filter(|input| input.symbol == "final-energy").filter_map(part).collect()
}

/// The powers of a load, and over which days.
pub(crate) fn lasting(load: &Load) -> Option<(Period, Vec<f32>)> {
    let days = i32::try_from(load.kw.len().checked_div(load.slots)?).ok()?;
    let to = load.first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some((Period::new(load.first, to)?, load.kw.iter().flatten().copied().collect()))
}
