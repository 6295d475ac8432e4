//! The data of an audit as a workbook: measures, packages, their chains, the plan, the years of the life cycle, uses, inputs.

use eclaireur_models::audit::inputs::Section;
use eclaireur_models::certain::Certainty;
use rust_decimal::Decimal;

use super::audit::AuditReport;
use crate::shell::RenderError;
use crate::tables::figures::maybe;
use crate::tables::{self, Cell, Column, Kind, Table};
use crate::text::Say;
use crate::worked::{bundle as bundle_name, said};
use crate::{aided, audit as words, figures, words as terms};

/// The workbook.
pub(super) fn written(report: &AuditReport) -> Result<Vec<u8>, RenderError> {
    let sheets = vec![
        measures(report),
        packages(report),
        chains(report),
        aids(report),
        plan(report),
        years(report),
        uses(report),
        inputs(report),
    ];
    tables::workbook("audit", &sheets, report.on)
}

fn table(report: &AuditReport, title: &'static str, columns: &[(&'static str, Kind, &'static str)]) -> Table {
    let column = |(key, kind, unit): &(&'static str, Kind, &'static str)| {
        let column = Column::new(Say::new(report.lang, key).to_string(), *kind);
        if unit.is_empty() { column } else { column.unit((*unit).to_owned()) }
    };
    Table::new(Say::new(report.lang, title), columns.iter().map(column).collect())
}

fn number(value: Decimal) -> Cell {
    Cell::Number(value.normalize())
}

fn measures(report: &AuditReport) -> Table {
    let lang = report.lang;
    let mut table = table(
        report,
        "audit-book-measures",
        &[
            ("report-col-code", Kind::Text, ""),
            ("audit-report-col-measure", Kind::Text, ""),
            ("audit-report-col-saves", Kind::Number, "kWh PCI/an"),
            ("audit-report-col-euro", Kind::Number, "€/an"),
            ("audit-report-col-co2", Kind::Number, "kg CO₂/an"),
            ("audit-report-col-cost", Kind::Number, "€ HTVA"),
            ("audit-report-col-aid", Kind::Number, "€"),
            ("audit-report-col-payback", Kind::Number, "ans"),
            ("report-col-quality", Kind::Mark, ""),
            ("report-col-certainty", Kind::Mark, ""),
            ("audit-report-col-said", Kind::Text, ""),
        ],
    );
    for one in &report.told.worked.looked {
        let ready = one.refusals.is_empty();
        table.rows.push(vec![
            Cell::text(one.key.as_str()),
            Cell::text(report.told.name(&one.key)),
            if ready { number(one.kwh) } else { Cell::Empty },
            maybe(one.euro),
            maybe(one.co2_kg),
            maybe(one.cost),
            number(one.aid),
            maybe(one.payback_years),
            Cell::Mark(terms::quality(lang, one.quality)),
            figures::certainty(lang, one.certainty).map_or(Cell::Empty, Cell::Mark),
            Cell::text(said(lang, one).join(" ")),
        ]);
    }
    table
}

fn packages(report: &AuditReport) -> Table {
    let lang = report.lang;
    let mut table = table(
        report,
        "audit-book-packages",
        &[
            ("report-col-code", Kind::Text, ""),
            ("audit-report-col-package", Kind::Text, ""),
            ("audit-report-col-chained", Kind::Number, "kWh PCI/an"),
            ("audit-report-col-alone", Kind::Number, "kWh PCI/an"),
            ("audit-report-col-invest", Kind::Number, "€"),
            ("audit-report-col-aid", Kind::Number, "€"),
            ("audit-report-col-euro", Kind::Number, "€/an"),
            ("audit-report-col-co2", Kind::Number, "kg CO₂/an"),
            ("audit-report-col-npv", Kind::Number, "€"),
            ("audit-report-col-payback", Kind::Number, "ans"),
        ],
    );
    for bundle in &report.told.worked.bundles {
        let known = bundle.cost_unknown.is_empty();
        let life = bundle.life.as_ref();
        table.rows.push(vec![
            Cell::text(bundle.code.as_str()),
            Cell::text(bundle_name(lang, bundle)),
            number(bundle.saved),
            number(bundle.sum_alone),
            maybe(known.then_some(bundle.investment)),
            number(bundle.aid),
            maybe(bundle.euro),
            maybe(bundle.co2_kg),
            maybe(life.map(|life| life.npv)),
            maybe(life.and_then(|life| life.payback_years)),
        ]);
    }
    table
}

fn chains(report: &AuditReport) -> Table {
    let mut table = table(
        report,
        "audit-book-chains",
        &[
            ("audit-report-col-package", Kind::Text, ""),
            ("audit-report-col-measure", Kind::Text, ""),
            ("audit-report-col-chained", Kind::Number, "kWh PCI/an"),
            ("audit-report-col-alone", Kind::Number, "kWh PCI/an"),
            ("audit-report-col-invest", Kind::Number, "€ HTVA"),
            ("audit-report-col-tonnes", Kind::Number, "t CO₂/an"),
            ("audit-report-col-tonne", Kind::Number, "€/t CO₂"),
        ],
    );
    for bundle in &report.told.worked.bundles {
        for bar in &bundle.bars {
            let tonne = bundle.tonnes.iter().find(|tonne| tonne.key == bar.key);
            table.rows.push(vec![
                Cell::text(bundle.code.as_str()),
                Cell::text(report.told.name(&bar.key)),
                number(bar.saved),
                number(bar.alone),
                maybe(bar.cost),
                maybe(tonne.and_then(|tonne| tonne.tonnes)),
                maybe(tonne.and_then(|tonne| tonne.euro)),
            ]);
        }
    }
    table
}

fn aids(report: &AuditReport) -> Table {
    let lang = report.lang;
    let mut table = table(
        report,
        "audit-book-aids",
        &[
            ("audit-report-col-measure", Kind::Text, ""),
            ("aided-col-scheme", Kind::Text, ""),
            ("aided-col-answer", Kind::Text, ""),
            ("aided-col-amount", Kind::Number, "€"),
            ("aided-col-counted", Kind::Number, "€"),
            ("report-col-certainty", Kind::Mark, ""),
            ("aided-col-until", Kind::Text, ""),
            ("aided-col-origin", Kind::Text, ""),
            ("audit-report-col-said", Kind::Text, ""),
        ],
    );
    for row in &report.told.worked.aids {
        let aid = &row.aid;
        let known = aid.euro.filter(|_| aid.certainty != Certainty::Unknown);
        table.rows.push(vec![
            Cell::text(report.told.name(&row.key)),
            Cell::text(aided::scheme(lang, &report.told, aid)),
            Cell::text(aided::answer(lang, aid)),
            maybe(known),
            number(row.counted),
            figures::certainty(lang, aid.certainty)
                .filter(|_| known.is_some())
                .map_or(Cell::Empty, Cell::Mark),
            Cell::text(aided::until(lang, aid)),
            Cell::text(aided::origin(lang, row.origin)),
            Cell::text(aided::why(lang, aid).join(" ")),
        ]);
    }
    table
}

fn plan(report: &AuditReport) -> Table {
    let mut table = table(
        report,
        "audit-book-plan",
        &[
            ("audit-report-col-package", Kind::Text, ""),
            ("report-col-year", Kind::Number, ""),
            ("audit-report-col-measure", Kind::Text, ""),
            ("audit-report-col-paid", Kind::Number, "€"),
            ("audit-report-col-aid", Kind::Number, "€"),
        ],
    );
    for bundle in &report.told.worked.bundles {
        for one in bundle.timed.iter().flat_map(|timed| &timed.placed) {
            table.rows.push(vec![
                Cell::text(bundle.code.as_str()),
                Cell::Number(one.year.into()),
                Cell::text(report.told.name(&one.key)),
                maybe(one.paid),
                number(one.aid),
            ]);
        }
    }
    table
}

fn years(report: &AuditReport) -> Table {
    let mut table = table(
        report,
        "audit-book-years",
        &[
            ("audit-report-col-package", Kind::Text, ""),
            ("report-col-year", Kind::Number, ""),
            ("audit-report-col-with", Kind::Number, "€"),
            ("audit-report-col-without", Kind::Number, "€"),
        ],
    );
    for bundle in &report.told.worked.bundles {
        for year in bundle.life.iter().flat_map(|life| &life.years) {
            table.rows.push(vec![
                Cell::text(bundle.code.as_str()),
                Cell::Number(year.year.into()),
                number(year.with),
                number(year.without),
            ]);
        }
    }
    table
}

fn uses(report: &AuditReport) -> Table {
    let lang = report.lang;
    let mut table = table(
        report,
        "audit-book-uses",
        &[
            ("audit-report-col-use", Kind::Text, ""),
            ("report-col-carrier", Kind::Text, ""),
            ("audit-report-col-kwh", Kind::Number, "kWh PCI/an"),
            ("audit-report-col-how", Kind::Text, ""),
            ("report-col-quality", Kind::Mark, ""),
        ],
    );
    for told in &report.told.worked.today.uses {
        table.rows.push(vec![
            Cell::text(Say::owned(lang, format!("measure-use-{}", told.of)).to_string()),
            Cell::text(terms::carrier(lang, told.carrier)),
            number(told.kwh),
            Cell::text(Say::owned(lang, format!("measure-how-{}", told.how)).to_string()),
            Cell::Mark(terms::quality(lang, told.quality)),
        ]);
    }
    table
}

fn inputs(report: &AuditReport) -> Table {
    let lang = report.lang;
    let mut table = table(
        report,
        "audit-book-inputs",
        &[
            ("audit-report-col-where", Kind::Text, ""),
            ("audit-report-col-row", Kind::Text, ""),
            ("audit-report-col-input", Kind::Text, ""),
            ("report-col-value", Kind::Text, ""),
            ("audit-report-col-origin", Kind::Mark, ""),
        ],
    );
    for section in Section::ALL {
        for row in report.audit.visit.rows(*section) {
            for input in section.inputs() {
                let Some(told) = row.get(input.code) else { continue };
                table.rows.push(vec![
                    Cell::text(words::section(lang, *section)),
                    Cell::text(row.text("name")),
                    Cell::text(words::input(lang, *section, input)),
                    Cell::text(words::answer(lang, input, &told.value)),
                    Cell::Mark(words::origin(lang, told.origin)),
                ]);
            }
        }
    }
    table
}
