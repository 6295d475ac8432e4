//! What is wrong, worth the most first: a leak, heating in summer, a price jump, a meter nobody reads.
//!
//! An alert has a cause, what it costs a year at the marginal price, the chart that shows it, and one action. Its key stays
//! the same from day to day, so that "seen", "explained" and "done" stay with it. A site that is well has none.
//!
//! To add one: a file here, its line in [`ALL`], `alert-<code>`, `alert-<code>-why`, `action-<code>` in the locales.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::building::Carrier;
use crate::certain::{Certainty, Quality};
use crate::indicators::{Figures, Input, Word, Work};
use crate::period::{Day, Period};

/// One alert or reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Permanent code.
    pub code: Word,
    /// What stays the same while it lasts: code, meter or carrier, beginning.
    pub key: String,
    /// Of which carrier.
    pub carrier: Option<Carrier>,
    /// Id and label of the meter, where it is of one.
    pub meter: Option<(String, String)>,
    /// Over which days it was seen.
    pub period: Period,
    /// kWh (m³ of water) a year too much, where that can be told.
    pub per_year: Option<Decimal>,
    /// Euro a year at the marginal price, with its range; `None` where no price is known or nothing is lost.
    pub euro_per_year: Option<Money>,
    /// Numbers for its sentences.
    pub data: BTreeMap<Word, String>,
    /// Code of the chart that shows it.
    pub evidence: Word,
    /// Code of the one action.
    pub action: Word,
    /// The weakest of what it stands on.
    pub quality: Quality,
    /// What its euro were computed from.
    pub inputs: Vec<Input>,
}

/// Euro a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Best.
    pub euro: Decimal,
    /// At least.
    pub lowest: Decimal,
    /// At most.
    pub highest: Decimal,
    /// How sure the price is.
    pub certainty: Certainty,
}

/// How an alert is found.
pub type Finder = fn(&Work<'_>, &Figures) -> Vec<Alert>;

/// Every kind of alert with its code.
pub const ALL: &[(&str, Finder)] = &[];

/// Every alert of a building, worth the most first; what has no euro comes last, the oldest first.
pub fn alerts(work: &Work<'_>, figures: &Figures) -> Vec<Alert> {
    let mut found: Vec<Alert> = ALL.iter().flat_map(|(_, find)| find(work, figures)).collect();
    let worth = |a: &Alert| a.euro_per_year.map(|m| m.euro);
    let since = |a: &Alert| -> Day { a.period.from };
    found.sort_by(|a, b| worth(b).cmp(&worth(a)).then(since(a).cmp(&since(b))).then(a.key.cmp(&b.key)));
    found
}
