//! The charts of a building's pages, each with its table and its files.

use eclaireur_models::assessment::Assessment;

use super::chart_view::ChartView;
use crate::shell::Shell;

/// Why the cost changed.
pub(super) fn waterfall(_: &Shell, _: &str, _: &Assessment) -> Option<ChartView> {
    None
}

/// Energy over cold, of each carrier.
pub(super) fn signatures(_: &Shell, _: &str, _: &Assessment) -> Vec<ChartView> {
    Vec::new()
}

/// The sum of what the line does not explain, of each carrier.
pub(super) fn drifts(_: &Shell, _: &str, _: &Assessment) -> Vec<ChartView> {
    Vec::new()
}
