//! Which saving is counted on: as likely more as less (P50), or what nine of ten such projects reach (P90).
//!
//! P90: saving × (1 − 1.28 σ); σ by the quality of the data behind the saving is our choice, shown with what stands on it.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::certain::Quality;

/// One-sided 90 % of a normal distribution.
const Z90: Decimal = Decimal::from_parts(128, 0, 0, false, 2);

/// Which saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Saving {
    /// P50.
    Expected,
    /// P90.
    Cautious,
}

/// The standard deviation of a saving, as a share of it.
pub const fn deviation(quality: Quality) -> Decimal {
    let percent = match quality {
        Quality::Measured => 10,
        Quality::Estimated | Quality::Filled => 15,
        Quality::Modelled => 20,
        Quality::Declared => 30,
    };
    Decimal::from_parts(percent, 0, 0, false, 2)
}

/// What of a saving is counted.
pub fn counted(saving: Saving, quality: Quality) -> Decimal {
    match saving {
        Saving::Expected => Decimal::ONE,
        Saving::Cautious => Decimal::ONE - Z90 * deviation(quality),
    }
}
