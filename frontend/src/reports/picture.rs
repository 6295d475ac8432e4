//! Charts in a report: the stand-alone picture with its colours, its sentence as the text for those who do not see it.

use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::indicators::series::{MonthPoint, MonthSeries};
use eclaireur_models::period::Month;
use eclaireur_models::readings::totals::{MissingPart, MonthTotal};
use eclaireur_models::units::{Energy, Euro};
use rust_decimal::Decimal;

use super::Report;
use super::paper::{Block, Paper, cut, named};
use crate::charts::months::MonthsChart;
use crate::shell::RenderError;
use crate::tables::months::{MonthRow, YearMonths};

/// Letters of the building's name over a picture.
const LONGEST_PLACE: usize = 40;

/// The months of the carrier that was used most in the year; nothing without months.
pub(super) fn months(paper: &mut Paper, report: &Report) -> Result<(), RenderError> {
    let Some((series, year)) = most_used(report) else { return Ok(()) };
    let rows = (1..=12)
        .filter_map(|n| Month::new(year, n))
        .map(|month| MonthRow {
            month,
            total: total(series, Some(month)),
            previous: total(series, Month::from_index(month.index() - 12)),
        })
        .collect();
    let year = YearMonths {
        carrier: series.carrier,
        direction: Direction::Offtake,
        basis: series.basis,
        year,
        rows,
    };
    let chart = MonthsChart { year: &year, lang: report.lang, id: "months" };
    let file = "months.svg".to_owned();
    paper.pictures.insert(file.clone(), chart.alone(&cut(&named(report), LONGEST_PLACE))?);
    paper.blocks.push(Block::Picture { file, alt: chart.reading(), title: String::new() });
    Ok(())
}

fn most_used(report: &Report) -> Option<(&MonthSeries, i16)> {
    let energies = || report.assessment.series.months.iter().filter(|s| s.carrier != Carrier::Water);
    let year =
        report.year().or_else(|| energies().filter_map(|s| s.months.last()).map(|m| m.month.year()).max())?;
    let used = |series: &&MonthSeries| -> Decimal {
        series.months.iter().filter(|m| m.month.year() == year).filter_map(|m| m.value).sum()
    };
    let series = energies().max_by_key(used)?;
    Some((series, year))
}

fn total(series: &MonthSeries, month: Option<Month>) -> Option<MonthTotal> {
    let point: &MonthPoint = series.months.iter().find(|m| Some(m.month) == month)?;
    let missing = (!point.complete).then(|| MissingPart {
        meter: String::new(),
        period: point.month.period(),
        days: 0,
        slots: 0,
    });
    Some(MonthTotal {
        month: point.month,
        energy: point.value.map(|kwh| Energy::new(kwh, series.basis)),
        quality: point.quality,
        missing: missing.into_iter().collect(),
        filled: Vec::new(),
        sources: [].into(),
        cost: point.cost.map(Euro),
    })
}
