//! A chart as pages show it: title, reading sentence, picture for screens and phones, its table, its files.

use crate::format;
use crate::tables::{Cell, Kind, Table};

/// Rows and columns that a page still shows; beyond, the values are in the files.
const MOST_ROWS: usize = 120;
const MOST_COLUMNS: usize = 10;

/// One chart.
#[derive(Debug, Clone)]
pub(super) struct ChartView {
    /// Unique on the page.
    pub(super) id: String,
    /// What it shows, with unit and period.
    pub(super) title: String,
    /// What it says, in a sentence.
    pub(super) reading: String,
    /// The picture, for screens and paper.
    pub(super) wide: String,
    /// The same for phones.
    pub(super) narrow: String,
    /// What its table holds.
    pub(super) caption: String,
    /// Columns of its table.
    pub(super) columns: Vec<ColumnView>,
    /// Rows of its table; none where they are too many for a page.
    pub(super) rows: Vec<Vec<CellView>>,
    /// Words and address of each file.
    pub(super) downloads: Vec<(String, String)>,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct ColumnView {
    pub(super) header: String,
    pub(super) unit: Option<String>,
    pub(super) number: bool,
}

/// A cell, with the header it stands under on a phone.
#[derive(Debug, Clone)]
pub(super) struct CellView {
    pub(super) text: String,
    pub(super) label: String,
    pub(super) number: bool,
}

impl ChartView {
    /// A chart with the table of its values.
    pub(super) fn new(
        id: impl Into<String>,
        [title, reading]: [String; 2],
        (wide, narrow): (String, String),
        table: &Table,
        downloads: Vec<(String, String)>,
    ) -> ChartView {
        let TableView { columns, rows, .. } = TableView::of(table);
        let shown = if columns.len() > MOST_COLUMNS || table.rows.len() > MOST_ROWS { 0 } else { MOST_ROWS };
        let rows = rows.into_iter().take(shown).collect();
        let (id, caption) = (id.into(), table.title.clone());
        ChartView { id, title, reading, wide, narrow, caption, columns, rows, downloads }
    }
}

/// A table as pages show it, every row.
#[derive(Debug, Clone)]
pub(super) struct TableView {
    pub(super) title: String,
    pub(super) columns: Vec<ColumnView>,
    pub(super) rows: Vec<Vec<CellView>>,
}

impl TableView {
    pub(super) fn of(table: &Table) -> TableView {
        let columns: Vec<ColumnView> = table
            .columns
            .iter()
            .map(|c| ColumnView {
                header: c.header.clone(),
                unit: c.unit.clone(),
                number: c.kind == Kind::Number,
            })
            .collect();
        let cell = |(cell, column): (&Cell, &ColumnView)| CellView {
            text: written(cell),
            label: match &column.unit {
                Some(unit) => format!("{} ({unit})", column.header),
                None => column.header.clone(),
            },
            number: column.number,
        };
        let rows = table.rows.iter().map(|row| row.iter().zip(&columns).map(cell).collect()).collect();
        TableView { title: table.title.clone(), columns, rows }
    }
}

/// A cell for the eye: numbers as exact as they read well.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Mark(text) => text.clone(),
        Cell::Number(number) if number.is_integer() => format::number(*number, 0),
        Cell::Number(number) => {
            let decimals = match number.abs() {
                large if large >= 100.into() => 0,
                middle if middle >= 10.into() => 1,
                _ => 2,
            };
            format::number(*number, decimals)
        }
        Cell::Day(day) => format::day(*day),
        Cell::Instant(at) => format::slot(*at, *at),
        Cell::Empty => "—".to_owned(),
    }
}
