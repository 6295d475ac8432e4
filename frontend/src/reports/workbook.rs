//! A report as a workbook: every figure, what it was computed from, months and years, what is asked, sources.
//!
//! Numbers are numbers, to the fifteen digits that a workbook keeps, so that an adviser can go on computing with them;
//! codes stand beside names. Does *not* choose: the bulletin's workbook has every figure of the assessment, the yearly
//! report's those of its year.

use eclaireur_models::indicators::Explained;
use eclaireur_models::lang::Lang;

use super::{Kind, Report};
use crate::shell::RenderError;
use crate::tables::figures::{basis, maybe, number, unit, which};
use crate::tables::{self, Cell, Column, Table};
use crate::text::Say;
use crate::{figures, format, norms, words, yearly};

/// The workbook.
pub(super) fn written(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut sheets = vec![
        tables::figures(report.lang, Say::new(report.lang, "report-tab-figures").to_string(), told(report)),
        inputs_sheet(report),
        months(report),
        years(report),
    ];
    let told = report.kind != Kind::Yearly || yearly::is_reference(&report.assessment, report.year());
    if told && !report.assessment.requirements.is_empty() {
        sheets.push(requirements(report));
    }
    sheets.push(sources(report));
    tables::workbook(report.kind.name(), &sheets, report.assessment.on)
}

/// The figures it holds.
fn told(report: &Report) -> impl Iterator<Item = &Explained> {
    let year = report.year().filter(|_| report.kind == Kind::Yearly);
    let of_year = move |f: &&Explained| yearly::is_of(&report.assessment, year, f);
    report.assessment.figures.0.iter().filter(of_year)
}

fn column(lang: Lang, key: &'static str, kind: tables::Kind) -> Column {
    Column::new(Say::new(lang, key).to_string(), kind)
}

fn inputs_sheet(report: &Report) -> Table {
    let lang = report.lang;
    let c = |key, kind| column(lang, key, kind);
    let columns = vec![
        c("report-col-code", tables::Kind::Text),
        c("report-col-figure", tables::Kind::Text),
        c("report-col-of", tables::Kind::Text),
        c("report-col-from", tables::Kind::Day),
        c("report-col-to", tables::Kind::Day),
        c("report-col-input", tables::Kind::Text),
        c("report-col-value", tables::Kind::Mixed),
        c("report-col-unit", tables::Kind::Text),
        c("report-col-basis", tables::Kind::Mark),
        c("report-col-quality", tables::Kind::Mark),
        c("report-col-certainty", tables::Kind::Mark),
        c("report-col-origin", tables::Kind::Text),
    ];
    let mut table = Table::new(Say::new(lang, "report-tab-inputs"), columns);
    for figure in told(report) {
        let (Some(value), Some(explained)) = (figure.value(), figures::explanation(lang, figure)) else {
            continue;
        };
        for (input, line) in value.inputs.iter().zip(explained.inputs) {
            let mut row = which(lang, figure);
            row.extend([
                Cell::text(line.name),
                number(input.value),
                unit(lang, input.unit, input.of.as_deref()),
                basis(input.basis),
                Cell::Mark(words::quality(lang, input.quality)),
                figures::certainty(lang, input.certainty).map_or(Cell::Empty, Cell::Mark),
                Cell::text(line.origin),
            ]);
            table.rows.push(row);
        }
    }
    table
}

fn yes_no(lang: Lang, yes: bool) -> Cell {
    let say = if yes { Say::new(lang, "table-yes") } else { Say::new(lang, "table-no") };
    Cell::Mark(say.to_string())
}

fn months(report: &Report) -> Table {
    let lang = report.lang;
    let c = |key, kind| column(lang, key, kind);
    let columns = vec![
        c("report-col-carrier", tables::Kind::Text),
        c("col-month", tables::Kind::Text),
        c("report-col-value", tables::Kind::Number),
        c("report-col-normal", tables::Kind::Number),
        c("report-col-unit", tables::Kind::Text),
        c("report-col-quality", tables::Kind::Mark),
        c("col-complete", tables::Kind::Mark),
        c("report-col-cost", tables::Kind::Number),
    ];
    let mut table = Table::new(Say::new(lang, "report-tab-months"), columns);
    let year = report.year().filter(|_| report.kind == Kind::Yearly);
    for series in &report.assessment.series.months {
        let unit = format::unit_of_kwh(series.carrier, series.basis).replace(format::NBSP, " ");
        for month in series.months.iter().filter(|m| year.is_none_or(|y| m.month.year() == y)) {
            table.rows.push(vec![
                Cell::text(words::carrier(lang, series.carrier)),
                Cell::text(month.month.to_string()),
                maybe(month.value),
                maybe(month.normal),
                Cell::text(unit.as_str()),
                month.value.map_or(Cell::Empty, |_| Cell::Mark(words::quality(lang, month.quality))),
                yes_no(lang, month.complete),
                maybe(month.cost),
            ]);
        }
    }
    table
}

fn years(report: &Report) -> Table {
    let lang = report.lang;
    let c = |key, kind| column(lang, key, kind);
    let columns = vec![
        c("report-col-carrier", tables::Kind::Text),
        c("report-col-year", tables::Kind::Mixed),
        c("report-col-value", tables::Kind::Number),
        c("report-col-normal", tables::Kind::Number),
        c("report-col-unit", tables::Kind::Text),
        c("report-col-quality", tables::Kind::Mark),
        c("report-col-months", tables::Kind::Number),
        c("report-col-cost", tables::Kind::Number),
        c("report-col-co2", tables::Kind::Number),
    ];
    let mut table = Table::new(Say::new(lang, "report-tab-years"), columns);
    let last = report.year().filter(|_| report.kind == Kind::Yearly);
    for point in yearly::points(&report.assessment, last) {
        table.rows.push(vec![
            Cell::text(words::carrier(lang, point.carrier)),
            Cell::Number(point.year.into()),
            maybe(point.value),
            maybe(point.normal),
            Cell::text(format::unit_of_kwh(point.carrier, point.basis).replace(format::NBSP, " ")),
            point.value.map_or(Cell::Empty, |_| Cell::Mark(words::quality(lang, point.quality))),
            Cell::Number(point.complete_months.into()),
            maybe(point.cost),
            maybe(yearly::co2(&report.assessment, point.carrier, point.year)),
        ]);
    }
    table
}

fn requirements(report: &Report) -> Table {
    let lang = report.lang;
    let c = |key, kind| column(lang, key, kind);
    let columns = vec![
        c("report-col-code", tables::Kind::Text),
        c("report-col-requirement", tables::Kind::Text),
        c("report-col-why", tables::Kind::Text),
        c("report-col-met", tables::Kind::Mark),
    ];
    let mut table = Table::new(Say::new(lang, "report-tab-requirements"), columns);
    for requirement in &report.assessment.requirements {
        table.rows.push(vec![
            Cell::text(requirement.code.as_ref()),
            Cell::text(norms::requirement_name(lang, requirement)),
            Cell::text(norms::requirement(lang, requirement)),
            Cell::Mark(super::met(lang, requirement.met)),
        ]);
    }
    table
}

fn sources(report: &Report) -> Table {
    let lang = report.lang;
    let c = |key, kind| column(lang, key, kind);
    let columns = vec![
        c("report-col-file", tables::Kind::Text),
        c("report-col-document", tables::Kind::Text),
        c("report-col-link", tables::Kind::Text),
        c("report-col-checked", tables::Kind::Day),
    ];
    let mut table = Table::new(Say::new(lang, "report-tab-sources"), columns);
    // How fresh the figures are stands above what they come from.
    table.rows.push(vec![Cell::Empty, Cell::text(report.figures_of()), Cell::Empty, Cell::Empty]);
    for source in super::sources(&report.assessment) {
        table.rows.push(vec![
            Cell::text(source.file.as_str()),
            Cell::text(source.title.as_str()),
            Cell::maybe(source.link.as_deref()),
            Cell::Day(source.checked_on),
        ]);
    }
    table
}
