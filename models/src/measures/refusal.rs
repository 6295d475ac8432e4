//! Why a measure cannot be put in place with what was entered.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Codes: `measure-refusal-<code>`.
pub const REFUSALS: &[&str] = &[
    "above-physics",
    "already-better",
    "below-hygiene",
    "input-missing",
    "legionella",
    "no-panels",
    "out-of-range",
    "too-large",
    "too-many",
    "unknown-input",
];

/// One refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// One of [`REFUSALS`].
    pub code: String,
    /// Which input, where it is about one.
    pub input: Option<String>,
    /// What was given.
    pub given: Option<Decimal>,
    /// From where to where it may go.
    pub bounds: Option<(Decimal, Decimal)>,
}

impl Refusal {
    /// Of an input.
    pub fn of(code: &str, input: &str) -> Refusal {
        Refusal { code: code.to_owned(), input: Some(input.to_owned()), given: None, bounds: None }
    }

    /// With what was given.
    #[must_use]
    pub fn given(mut self, given: Decimal) -> Refusal {
        self.given = Some(given);
        self
    }

    /// With what it may be.
    #[must_use]
    pub fn within(mut self, lowest: Decimal, highest: Decimal) -> Refusal {
        self.bounds = Some((lowest, highest));
        self
    }
}
