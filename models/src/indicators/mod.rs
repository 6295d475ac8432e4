//! Indicators: one file each, from readings and facts to figures that explain themselves.
//!
//! Each file's head says what it means for a director, its formula, unit and source, and when it refuses. An indicator
//! sees the building prepared once ([`Work`]) and the figures made before it; it gives [`Explained`] figures of the year the
//! assessment tells of and of the year before. Does *not* load, round for the eye or write a sentence.
//!
//! To add one: a file here, its line in [`ALL`], `indicator-<code>`, `formula-<code>` and its inputs in the locales.

pub(crate) mod base_load;
mod base_load_energy;
mod base_load_share;
pub mod benchmark;
mod budget;
pub mod calendar;
pub mod co2;
pub mod co2_per_m2;
mod cost;
mod cost_per_m2;
mod cost_per_unit;
pub mod cost_split;
pub mod drawn;
pub mod drift;
pub mod drift_share;
mod ets2;
mod explained;
mod factored;
pub mod final_energy;
mod heating;
pub mod intensity;
pub mod intensity_per_unit;
pub(crate) mod load;
mod load_factor;
pub mod normalised_energy;
pub(crate) mod out_of_hours;
mod out_of_hours_share;
pub mod peak;
pub mod peb_public;
pub mod primary_energy;
pub mod production;
pub mod profile;
pub mod recoverable;
pub mod recoverable_cost;
pub mod rolled;
mod self_consumption;
mod self_sufficiency;
pub mod series;
pub mod signature_base_load;
pub mod signature_slope;
mod site;
mod stress_cost;
pub mod trend;
mod unit_price;
pub(crate) mod water_leak;
mod water_per_person;
mod water_per_unit;
mod water_use;
mod year;

pub use explained::{
    Answer, Cited, Explained, Figures, Input, LACKS, Lack, Measure, Origin, Value, WHYS, Word,
};
pub use site::{Prepared, Site, Work, cited};
pub use year::whole_year;

/// One indicator: each file has it as `INDICATOR`.
#[derive(Debug, Clone, Copy)]
pub struct Indicator {
    /// Permanent code: its file, its figures, its words (`indicator-<code>`, `indicator-<code>-means`).
    pub code: &'static str,
    /// Codes of its formulas: `formula-<code>`.
    pub formulas: &'static [&'static str],
    /// What its formulas call their inputs: `input-<symbol>`; several indicators may share one.
    pub symbols: &'static [&'static str],
    /// Its figures, from the building and the figures made before.
    pub figures: fn(&Work<'_>, &Figures) -> Vec<Explained>,
}

/// Every indicator, in the order computed: each may use the figures of those before it.
pub const ALL: &[Indicator] = &[
    final_energy::INDICATOR,
    normalised_energy::INDICATOR,
    primary_energy::INDICATOR,
    intensity::INDICATOR,
    intensity_per_unit::INDICATOR,
    co2::INDICATOR,
    co2_per_m2::INDICATOR,
    peb_public::INDICATOR,
    signature_slope::INDICATOR,
    signature_base_load::INDICATOR,
    drift::INDICATOR,
    drift_share::INDICATOR,
    trend::INDICATOR,
    benchmark::INDICATOR,
    recoverable::INDICATOR,
    recoverable_cost::INDICATOR,
    base_load::INDICATOR,
    base_load_energy::INDICATOR,
    base_load_share::INDICATOR,
    out_of_hours::INDICATOR,
    out_of_hours_share::INDICATOR,
    load_factor::INDICATOR,
    peak::INDICATOR,
    production::INDICATOR,
    self_consumption::INDICATOR,
    self_sufficiency::INDICATOR,
    water_use::INDICATOR,
    water_per_unit::INDICATOR,
    water_per_person::INDICATOR,
    water_leak::INDICATOR,
    cost::INDICATOR,
    cost_per_m2::INDICATOR,
    cost_per_unit::INDICATOR,
    unit_price::INDICATOR,
    cost_split::INDICATOR,
    budget::INDICATOR,
    stress_cost::INDICATOR,
    ets2::INDICATOR,
];

/// Every figure of a building.
pub fn figures(work: &Work<'_>) -> Figures {
    let mut figures = Figures::default();
    for indicator in ALL {
        let made = (indicator.figures)(work, &figures);
        figures.0.extend(made);
    }
    figures
}
