//! Charts in a report: the stand-alone picture with its colours, its sentence as the text for those who do not see it.

use eclaireur_models::indicators::series::MonthSeries;
use eclaireur_models::period::Month;
use eclaireur_models::units::Basis;

use super::paper::{Block, Paper, cut, named};
use super::{Kind, Report};
use crate::charts::{Chart, Ground, Signature, StackedMonths};
use crate::shell::RenderError;

/// Letters of the building's name over a picture.
const LONGEST_PLACE: usize = 40;
/// Months of a bulletin; a yearly report shows its own year and the two before.
const MONTHS: i32 = 36;

/// The months of every energy; nothing without months.
pub(super) fn months(paper: &mut Paper, report: &Report) -> Result<(), RenderError> {
    let series = recent(report);
    let ground = Ground { lang: report.lang, id: "months" };
    let Some(chart) = StackedMonths::new(ground, &series, &report.assessment.series.events) else {
        return Ok(());
    };
    put(paper, report, &chart, "months.svg")
}

/// The signature of each carrier that has one.
pub(super) fn signatures(paper: &mut Paper, report: &Report) -> Result<(), RenderError> {
    for signature in &report.assessment.series.signatures {
        let id = signature.carrier.code();
        let of_carrier = report.assessment.series.months.iter().find(|s| s.carrier == signature.carrier);
        let basis = of_carrier.map_or(Basis::Net, |s| s.basis);
        if let Some(chart) = Signature::new(Ground { lang: report.lang, id }, signature, basis) {
            put(paper, report, &chart, &format!("signature-{id}.svg"))?;
        }
    }
    Ok(())
}

/// A picture with its sentence.
pub(super) fn put(
    paper: &mut Paper,
    report: &Report,
    chart: &impl Chart,
    file: &str,
) -> Result<(), RenderError> {
    paper.pictures.insert(file.to_owned(), chart.alone(&cut(&named(report), LONGEST_PLACE))?);
    paper.blocks.push(Block::Picture { file: file.to_owned(), alt: chart.reading(), title: String::new() });
    Ok(())
}

/// The last three years of months: up to the end of the report's year, or up to now in a bulletin.
fn recent(report: &Report) -> Vec<MonthSeries> {
    let all = &report.assessment.series.months;
    let last = match report.kind {
        Kind::Yearly => report.year().and_then(|year| Month::new(year, 12)),
        Kind::Bulletin | Kind::MonthSheet => None,
    };
    let newest = || all.iter().flat_map(|s| &s.months).map(|m| m.month.index()).max();
    let Some(last) = last.map(Month::index).or_else(newest) else { return Vec::new() };
    let shown = |index: i32| index <= last && index > last - MONTHS;
    let cut_out = |s: &MonthSeries| MonthSeries {
        months: s.months.iter().filter(|m| shown(m.month.index())).cloned().collect(),
        ..s.clone()
    };
    all.iter().map(cut_out).collect()
}
