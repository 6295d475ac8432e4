//! What an import page shows, as tables: its series, its first rows, everything that is to be said.

use eclaireur_models::finding::Finding;
use eclaireur_models::lang::Lang;

use super::table::{Cell, Kind, Table};
use super::{column, last_day, yes_no};
use crate::findings;
use crate::format;
use crate::pages::import::{ImportPage, SeriesMeter};
use crate::text::Say;
use crate::words;

/// The series: whose each is, and what it adds up to.
pub fn series(page: &ImportPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-series").to_string(),
        vec![
            column(lang, "col-series", Kind::Text),
            column(lang, "col-number", Kind::Text),
            column(lang, "col-state", Kind::Mark),
            column(lang, "col-meter", Kind::Text),
            column(lang, "col-building", Kind::Text),
            column(lang, "col-from", Kind::Day),
            column(lang, "col-to", Kind::Day),
            column(lang, "col-readings", Kind::Number),
            column(lang, "col-missing-values", Kind::Number),
            column(lang, "col-gaps", Kind::Number),
            column(lang, "col-estimated", Kind::Number),
            column(lang, "col-total", Kind::Number),
            column(lang, "col-unit", Kind::Text),
            column(lang, "col-counted", Kind::Mark),
        ],
    );
    for line in &page.series {
        let shown = page.series_row(line);
        let (meter, building) = match &line.meter {
            SeriesMeter::Known { meter, building } => (Some(meter.name.as_str()), Some(building)),
            SeriesMeter::New { building } => (None, building.as_ref()),
            SeriesMeter::Which | SeriesMeter::Skipped => (None, None),
        };
        table.rows.push(vec![
            Cell::text(shown.label),
            Cell::text(shown.number),
            Cell::Mark(shown.tag),
            Cell::maybe(meter),
            Cell::maybe(building.map(|b| b.name.as_str())),
            Cell::day(line.period.map(|p| p.from)),
            Cell::day(line.period.map(last_day)),
            Cell::count(line.readings),
            Cell::count(line.missing),
            Cell::count(line.gaps),
            Cell::count(line.estimated),
            Cell::Number(line.total),
            Cell::text(line.key.unit.map(format::quantity_unit).unwrap_or_default()),
            yes_no(lang, line.counts),
        ]);
    }
    table
}

/// The first rows, as we read them.
pub fn first_rows(page: &ImportPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-first-rows").to_string(),
        vec![
            column(lang, "col-row", Kind::Number),
            column(lang, "col-start", Kind::Instant),
            column(lang, "col-end", Kind::Instant),
            column(lang, "col-series", Kind::Text),
            column(lang, "col-value", Kind::Number),
            column(lang, "col-unit", Kind::Text),
            column(lang, "col-quality", Kind::Mark),
        ],
    );
    for row in &page.first_rows {
        let line = page.series.iter().find(|s| s.n == row.series);
        let unit = line.and_then(|s| s.key.unit).map(format::quantity_unit);
        table.rows.push(vec![
            Cell::Number(row.row.into()),
            Cell::Instant(row.start),
            Cell::Instant(row.end),
            Cell::maybe(line.map(|s| page.series_row(s).label)),
            Cell::number(row.value),
            Cell::maybe(unit),
            row.value.map_or(Cell::Empty, |_| Cell::Mark(words::quality(lang, row.quality))),
        ]);
    }
    table
}

/// The lines of its invoices.
pub fn invoices(page: &ImportPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        Say::new(lang, "table-invoices").to_string(),
        vec![
            column(lang, "col-invoice", Kind::Text),
            column(lang, "col-supplier", Kind::Text),
            column(lang, "col-row", Kind::Number),
            column(lang, "col-what", Kind::Text),
            column(lang, "col-quantity", Kind::Number),
            column(lang, "col-unit", Kind::Text),
            column(lang, "col-from", Kind::Day),
            column(lang, "col-to", Kind::Day),
            column(lang, "col-amount-excl", Kind::Number),
            column(lang, "col-currency", Kind::Text),
            column(lang, "col-vat", Kind::Number),
            column(lang, "col-number", Kind::Text),
            column(lang, "col-counted", Kind::Mark),
        ],
    );
    for seen in &page.invoices {
        let invoice = &seen.invoice;
        for (n, line) in (1usize..).zip(&invoice.lines) {
            let (quantity, unit) = line.quantity.clone().unzip();
            table.rows.push(vec![
                Cell::maybe(invoice.number.as_deref()),
                Cell::maybe(invoice.supplier.as_deref()),
                Cell::count(n),
                Cell::text(line.what.as_str()),
                Cell::number(quantity),
                Cell::maybe(unit),
                Cell::day(line.period.map(|p| p.from)),
                Cell::day(line.period.map(last_day)),
                Cell::number(line.amount),
                Cell::text(invoice.currency.as_str()),
                Cell::number(line.vat_percent),
                Cell::maybe(line.point.as_ref().map(ToString::to_string)),
                yes_no(lang, line.counts),
            ]);
        }
    }
    table
}

/// Everything that is to be said, in the order of the file.
pub fn findings_of(page: &ImportPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = reasons(lang);
    table.rows.extend(page.findings.iter().map(|finding| reason(lang, finding)));
    table
}

/// A table of reasons, still empty.
pub(super) fn reasons(lang: Lang) -> Table {
    Table::new(
        Say::new(lang, "table-findings").to_string(),
        vec![
            column(lang, "col-grade", Kind::Mark),
            column(lang, "col-sheet", Kind::Text),
            column(lang, "col-row", Kind::Number),
            column(lang, "col-column", Kind::Text),
            column(lang, "col-cell", Kind::Text),
            column(lang, "col-value-read", Kind::Text),
            column(lang, "col-reason", Kind::Text),
            column(lang, "col-proposal", Kind::Text),
            column(lang, "col-code", Kind::Text),
        ],
    )
}

/// One finding as a row of [`reasons`].
pub(super) fn reason(lang: Lang, finding: &Finding) -> Vec<Cell> {
    let data = |name: &str| Cell::maybe(finding.data.get(name));
    let grade = Say::new(lang, findings::severity_key(finding.severity())).to_string();
    vec![
        Cell::Mark(grade),
        data("sheet"),
        finding.row.map_or(Cell::Empty, |row| Cell::Number(row.into())),
        Cell::maybe(finding.column.as_ref()),
        data("cell"),
        Cell::maybe(finding.value.as_ref()),
        Cell::text(findings::words(lang, finding)),
        Cell::maybe(finding.proposal.as_ref()),
        Cell::text(finding.code.code()),
    ]
}
