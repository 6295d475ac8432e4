//! Every explained figure of an assessment as rows: what it is, its value, and what it was computed from, in words.
//!
//! The same rows are the first sheet of a report's workbook.

use eclaireur_models::indicators::{Answer, Explained, Measure};
use eclaireur_models::lang::Lang;
use eclaireur_models::units::Basis;
use rust_decimal::Decimal;

use super::table::{Cell, Kind, Table};
use super::{column, last_day};
use crate::figures::Explanation;
use crate::text::Say;
use crate::{figures, format};

/// Digits that a workbook keeps of a number.
const DIGITS: u32 = 15;
/// Cells of a row that only a known figure fills, before what lacks.
const OF_KNOWN: usize = 8;

/// As a workbook holds it.
pub(crate) fn number(value: Decimal) -> Cell {
    Cell::Number(value.round_sf(DIGITS).unwrap_or(value).normalize())
}

/// A number where there is one.
pub(crate) fn maybe(value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Empty, number)
}

/// Its unit, without its basis, which has its own column.
pub(crate) fn unit(lang: Lang, measure: Measure, of: Option<&str>) -> Cell {
    Cell::text(figures::unit(lang, measure, None, of).replace(format::NBSP, " "))
}

/// PCS, PCI.
pub(crate) fn basis(basis: Option<Basis>) -> Cell {
    Cell::maybe(basis.map(|b| match b {
        Basis::Gross => "PCS",
        Basis::Net => "PCI",
    }))
}

/// Which figure: code, name, of what, from, to.
pub(crate) fn which(lang: Lang, figure: &Explained) -> Vec<Cell> {
    // What it is of has its own column.
    let bare = Explained { of: None, ..figure.clone() };
    let of = |of: &str| figures::of_what(lang, of).unwrap_or_else(|| of.to_owned());
    vec![
        Cell::text(figure.indicator.as_ref()),
        Cell::text(figures::name(lang, &bare)),
        Cell::maybe(figure.of.as_deref().map(of)),
        Cell::day(figure.period.map(|p| p.from)),
        Cell::day(figure.period.map(last_day)),
    ]
}

/// The figures, one row each.
pub fn figures<'a>(lang: Lang, title: String, all: impl IntoIterator<Item = &'a Explained>) -> Table {
    let c = |key, kind| column(lang, key, kind);
    let columns = vec![
        c("report-col-code", Kind::Text),
        c("report-col-figure", Kind::Text),
        c("report-col-of", Kind::Text),
        c("report-col-from", Kind::Day),
        c("report-col-to", Kind::Day),
        c("report-col-value", Kind::Mixed),
        c("report-col-lowest", Kind::Mixed),
        c("report-col-highest", Kind::Mixed),
        c("report-col-unit", Kind::Text),
        c("report-col-basis", Kind::Mark),
        c("report-col-quality", Kind::Mark),
        c("report-col-certainty", Kind::Mark),
        c("report-col-formula", Kind::Text),
        c("report-col-lacks", Kind::Text),
        c("report-col-inputs", Kind::Text),
        c("report-col-sources", Kind::Text),
    ];
    let mut table = Table::new(title, columns);
    for figure in all {
        let mut row = which(lang, figure);
        row.extend(says(lang, figure));
        table.rows.push(row);
    }
    table
}

/// The table of a building.
pub fn figures_of<'a>(lang: Lang, building: &str, all: impl IntoIterator<Item = &'a Explained>) -> Table {
    figures(lang, Say::new(lang, "table-figures").with("building", building).to_string(), all)
}

fn says(lang: Lang, figure: &Explained) -> Vec<Cell> {
    let unknown = |why: String| {
        let mut row = vec![Cell::Empty; OF_KNOWN];
        row.extend([Cell::text(why), Cell::Empty, Cell::Empty]);
        row
    };
    match (&figure.answer, figures::explanation(lang, figure)) {
        (Answer::NotYet { lacks }, _) => unknown(figures::lacks(lang, lacks).join(" ")),
        (Answer::NotApplicable { why }, _) => unknown(figures::why(lang, why)),
        (Answer::Known(_), None) => unknown(String::new()),
        (Answer::Known(value), Some(explained)) => {
            let (inputs, sources) = told(&explained);
            vec![
                number(value.value),
                maybe(value.range.map(|(lowest, _)| lowest)),
                maybe(value.range.map(|(_, highest)| highest)),
                unit(lang, value.unit, figures::counted_in(value, figure.of.as_deref())),
                basis(value.basis),
                Cell::Mark(explained.quality),
                explained.certainty.map_or(Cell::Empty, Cell::Mark),
                Cell::text(explained.formula),
                Cell::Empty,
                Cell::text(inputs),
                Cell::text(sources),
            ]
        }
    }
}

/// What went in, and the documents, each in one cell.
fn told(explained: &Explanation) -> (String, String) {
    let input = |line: &figures::InputLine| format!("{} = {} ({})", line.name, line.value, line.origin);
    let inputs: Vec<String> = explained.inputs.iter().map(input).collect();
    let titles: Vec<&str> = explained.sources.iter().map(|cited| cited.title.as_str()).collect();
    (inputs.join(" ; "), titles.join(" ; "))
}
