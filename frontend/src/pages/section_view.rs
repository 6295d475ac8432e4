//! A part of what is told of a sector, as pages show it: its words, its charts drawn, its tables.

use super::chart_view::{ChartView, TableView};
use crate::charts::{Chart, Width};
use crate::sector::Part;
use crate::shell::RenderError;
use crate::tables::Files;

/// One part, dressed.
#[derive(Debug, Clone)]
pub(super) struct SectionView {
    pub(super) part: Part,
    pub(super) charts: Vec<ChartView>,
    pub(super) tables: Vec<TableView>,
    /// Where its tables can be taken, where there are any.
    pub(super) files: Option<Files>,
}

/// Dresses parts, each chart as `draw` does.
///
/// # Errors
/// A chart could not be drawn.
pub(super) fn sections(
    parts: Vec<Part>,
    files: Option<&Files>,
    draw: impl Fn(&'static str) -> Result<Option<ChartView>, RenderError>,
) -> askama::Result<Vec<SectionView>> {
    let dress = |part: Part| -> Result<SectionView, RenderError> {
        let charts =
            part.charts.iter().filter_map(|code| draw(code).transpose()).collect::<Result<_, _>>()?;
        let tables: Vec<TableView> = part.tables.iter().map(TableView::of).collect();
        let files = files.filter(|_| !tables.is_empty()).cloned();
        Ok(SectionView { part, charts, tables, files })
    };
    parts.into_iter().map(dress).collect::<Result<_, _>>().map_err(askama::Error::custom)
}

/// A chart of a part with its files.
///
/// # Errors
/// It could not be drawn.
pub(super) fn drawn(
    code: &str,
    chart: &dyn Chart,
    downloads: Vec<(String, String)>,
) -> Result<ChartView, RenderError> {
    let pictures = (chart.svg(Width::Wide)?, chart.svg(Width::Narrow)?);
    let words = [chart.title(), chart.reading()];
    Ok(ChartView::new(format!("chart-{code}"), words, pictures, &chart.table(), downloads))
}
