//! Under which sight of the future a plan is computed: savings, price path, grants.
//!
//! P50: the saving told. P90: what nine of ten such projects save at least, saving × (1 − 1.28 σ); σ by the quality of the
//! data is our choice, shown with the plan. Price paths: the growth told, and two points a year less or more. ETS2 is a
//! scenario of its own, never in the central path.

use rust_decimal::Decimal;
use serde::Serialize;

pub use crate::measures::sight::{Saving, counted, deviation};

/// Points of growth between the paths.
pub const PRICE_SPREAD: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// Which path of prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Path {
    /// Growth less the spread.
    Low,
    /// Growth as told.
    Central,
    /// Growth and the spread.
    High,
}

/// Which grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantsCounted {
    /// Those that are counted on.
    Planned,
    /// Those that are sure.
    Sure,
}

/// A sight of the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook<'a> {
    /// Which saving.
    pub saving: Saving,
    /// Which path of prices.
    pub path: Path,
    /// Which grants.
    pub grants: GrantsCounted,
    /// Which scenario of ETS2, if any.
    pub ets2: Option<&'a str>,
}

impl Outlook<'_> {
    /// What the plan shows: P50, the growth told.
    pub const CENTRAL: Outlook<'static> =
        Outlook { saving: Saving::Expected, path: Path::Central, grants: GrantsCounted::Planned, ets2: None };
    /// What a board is told first: P90, low prices, sure grants alone.
    pub const CAUTIOUS: Outlook<'static> =
        Outlook { saving: Saving::Cautious, path: Path::Low, grants: GrantsCounted::Sure, ets2: None };

    /// The growth of prices a year.
    pub fn growth(&self, told: Decimal) -> Decimal {
        match self.path {
            Path::Low => told - PRICE_SPREAD,
            Path::Central => told,
            Path::High => told + PRICE_SPREAD,
        }
    }
}
