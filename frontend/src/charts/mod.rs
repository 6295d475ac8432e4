//! Charts: drawn with plotters, measured with the bundled font, dressed in classes or colours.
//!
//! ```text
//! data ──▶ Chart (title, reading, table) ──▶ Sheet: shapes with roles ──▶ SVG for a page (classes)
//!                                                                     ├──▶ SVG for a file (colours, white ground)
//!                                                                     └──▶ PNG (the same colours)
//! ```
//!
//! Every chart has a title with unit and period, a one-sentence reading and a table of the same values. Colours are
//! classes (the stylesheet decides, in light, dark and print); patterns, dashes, shapes and letters say the same without
//! colour. Same input, same bytes. A chart with nothing to draw does not exist: `new` gives `None`. To add one: a file
//! here, its name in [`ALL`], a snapshot in `tests/it/drawn.rs`.

pub mod months;

mod abatement;
pub mod audited;
mod axis;
mod balance;
mod benchmark;
mod chart;
mod cross;
mod cusum;
mod dress;
mod duration;
mod fan;
mod font;
mod front;
mod heatmap;
mod key;
mod life_cycle;
mod losses;
mod measures;
mod multiples;
mod panels;
mod path;
mod pixels;
mod plan_flow;
mod plot;
mod quality;
mod ranges;
mod raster;
mod road;
mod rows;
mod scenario;
mod sheet;
mod signature;
mod split;
mod stack;
mod steps;
mod strips;
mod text;
mod tiles;
pub mod told;
mod tone;
mod tornado;
mod uses;
mod waterfall;
mod works_years;
mod years;

pub use abatement::Abatement;
pub use balance::PvBalance;
pub use benchmark::Benchmark;
pub use chart::{Chart, Ground};
pub use cross::{Cross, CrossRow};
pub use cusum::Cusum;
pub use dress::Dress;
pub use duration::LoadDuration;
pub use fan::Fan;
pub use front::{Marked, ParetoFront};
pub use heatmap::{Heatmap, Load};
pub use life_cycle::LifeCycles;
pub use losses::Losses;
pub use measures::MeasureWaterfall;
pub use months::Width;
pub use multiples::{Multiples, Years};
pub use panels::PanelMonths;
pub use path::Path;
pub use plan_flow::PlanFlow;
pub use quality::{Carpet, QualityCarpet};
pub use ranges::Ranges;
pub use road::Road;
pub use scenario::{Measured, ScenarioBar, ScenarioBars};
pub use sheet::Sheet;
pub use signature::Signature;
pub use split::Split;
pub use stack::StackedMonths;
pub use steps::Known;
pub use strips::{Strip, Strips};
pub use tiles::{Tile, TileMap};
pub use tornado::Tornado;
pub use uses::Uses;
pub use waterfall::CostWaterfall;
pub use works_years::WorksYears;
pub use years::YearOnYear;

use eclaireur_models::building::EventKind;

/// The names of charts: in addresses, and in the evidence of alerts.
pub const ALL: [&str; 30] = [
    "months",
    "year-on-year",
    "signature",
    "cusum",
    "heatmap",
    "load-duration",
    "quality",
    "benchmark",
    "waterfall",
    "path",
    "pv-balance",
    "split",
    "scenario",
    "plan",
    "tornado",
    "uses",
    "losses",
    "measures",
    "abatement",
    "life-cycle",
    "front",
    "works-years",
    "road",
    "panels",
    "ranges",
    "strips",
    "multiples",
    "cross",
    "tiles",
    "fan",
];

/// Every key made from a code; the locale test demands them.
pub fn keys() -> Vec<String> {
    let names = ALL.iter().map(|code| format!("chart-name-{code}"));
    let names = names.chain(Measured::ALL.iter().map(|of| format!("chart-scenario-of-{}", of.code())));
    names.chain(EventKind::ALL.iter().map(|kind| format!("chart-event-{}", kind.code()))).collect()
}

/// What people call a chart: *Signature énergétique*; `None` for a name that no chart has.
pub fn name(lang: eclaireur_models::lang::Lang, code: &str) -> Option<String> {
    let known = ALL.contains(&code);
    known.then(|| crate::text::Say::owned(lang, format!("chart-name-{code}")).to_string())
}
