//! Base load of the energy signature, *talon*: what is used a day whatever the weather.
//!
//! For a director: hot water, kitchen, laundry, and what pipes and boilers lose while nobody needs heat. Formula: a of
//! `y/n = a + b·DJ/n`. Unit: kWh a day, on the basis of the carrier's bills. Source: DGTRE, *La signature énergétique*. Range:
//! its band at 90 %. Refuses: as the slope.

use super::explained::{Figures, Measure};
use super::{Indicator, signature_slope};

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: "signature-base-load",
    formulas: &["signature-base-load"],
    symbols: &["periods", "energy-read", "degree-days", "r-squared"],
    figures: |work, _: &Figures| {
        signature_slope::each(work, "signature-base-load", |signature| {
            (signature.base_load, Measure::KwhPerDay, "signature-base-load")
        })
    },
};
