//! The table of the oracles: each figure expected beside ours, and the part of it that is kept.

use serde_json::Value;

use crate::folders;
use crate::samples_table::blocks;

/// What is zero in exact arithmetic: a bias, a saving on a constant meter.
const ZERO: f64 = 1e-6;

/// Figures that the kept table shows; the others are printed.
pub(super) const KEPT: [&str; 14] = [
    "baseline.status",
    "baseline.n_rows",
    "baseline.model.model_type",
    "baseline.model.heating_balance_point",
    "baseline.model.cooling_balance_point",
    "baseline.model.intercept",
    "baseline.model.beta_hdd",
    "baseline.model.beta_cdd",
    "baseline.model.r_squared_adj",
    "baseline.avgs_metrics.cvrmse_adj",
    "savings.total",
    "savings.FSU Error Band",
    "savings.OLS Error Band",
    "year.modeled_savings",
];

/// A figure of a case: where it stands, what is expected, what we find.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) expected: String,
    pub(super) ours: String,
    pub(super) difference: f64,
    pub(super) tolerance: f64,
}

#[derive(Default)]
pub(super) struct Lines(pub(super) Vec<Line>);

impl Lines {
    pub(super) fn number(&mut self, what: &str, expected: &Value, ours: Option<f64>, tolerance: f64) {
        let expected = expected.as_f64();
        let difference = match (expected, ours) {
            (Some(e), Some(o)) if e.abs() < ZERO && o.abs() < ZERO => 0.0,
            (Some(e), Some(o)) => (e - o).abs() / e.abs().max(f64::MIN_POSITIVE),
            // The reference divides rounding errors by each other; a figure without meaning is none.
            (Some(e), None) if e.abs() < ZERO => 0.0,
            (None, None) => 0.0,
            _ => f64::INFINITY,
        };
        let text = |v: Option<f64>| v.map_or("none".into(), |v| format!("{v:.9e}"));
        let (expected, ours) = (text(expected), text(ours));
        self.0.push(Line { what: what.into(), expected, ours, difference, tolerance });
    }

    pub(super) fn text(&mut self, what: &str, expected: &str, ours: &str) {
        let difference = if expected == ours { 0.0 } else { f64::INFINITY };
        let (expected, ours) = (expected.into(), ours.into());
        self.0.push(Line { what: what.into(), expected, ours, difference, tolerance: 0.0 });
    }
}

/// A relative difference; what is below one in a thousand million is the machine's rounding, and not kept.
pub(super) fn seen(difference: f64) -> String {
    if difference < 1e-9 { "0".to_owned() } else { format!("{difference:.0e}") }
}

/// The table is the one that was accepted. A case that is only in one of the two is no difference: other oracles may
/// be tested.
pub(super) fn kept(table: &str) {
    let path = folders::workspace().join("fixtures/expected/caltrack.txt");
    if std::env::var_os("ECLAIREUR_ACCEPT").is_some_and(|v| v == "1") {
        std::fs::write(&path, table).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap();
    let mut before = blocks(&held);
    for (case, lines) in blocks(table) {
        let before = before.remove(case).unwrap_or_else(|| lines.clone());
        assert_eq!(lines, before, "{case} of {}", path.display());
    }
}
