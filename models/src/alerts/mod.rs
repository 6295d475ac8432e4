//! What is wrong, worth the most first: a leak, heating in summer, a price jump, a meter nobody reads.
//!
//! An alert has a cause, what it costs a year at the marginal price, the chart that shows it, and one action. Its key stays
//! the same from day to day, so that "seen", "explained" and "done" stay with it. A site that is well has none.
//!
//! To add one: a file here, its line in [`ALL`], `alert-<code>`, `alert-<code>-why`, `action-<code>` in the locales.

mod base_load_high;
mod changed;
mod consumption_jump;
mod drift;
mod heating_in_summer;
mod heating_out_of_season;
mod meter_silent;
mod missing_months;
mod out_of_hours;
mod peak_jump;
mod price_jump;
mod pv_stopped;
mod water_leak;
mod worth;

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
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

/// How an alert is found; it sees what was found before it, so that a kWh is told once and nothing is reckoned twice.
pub type Finder = fn(&Work<'_>, &Figures, &[Alert]) -> Vec<Alert>;

/// Every kind of alert with its code: causes before what only follows from them.
pub const ALL: &[(&str, Finder)] = &[
    ("base-load-high", base_load_high::find),
    ("out-of-hours", out_of_hours::find),
    ("heating-in-summer", heating_in_summer::find),
    ("heating-out-of-season", heating_out_of_season::find),
    ("pv-stopped", pv_stopped::find),
    ("drift", drift::find),
    ("water-leak", water_leak::find),
    ("consumption-jump", consumption_jump::find),
    ("meter-silent", meter_silent::find),
    ("missing-months", missing_months::find),
    ("peak-jump", peak_jump::find),
    ("price-jump", price_jump::find),
];

/// Charts that show an alert: [`Alert::evidence`].
pub const EVIDENCE: &[&str] = &[
    "cusum",
    "heatmap",
    "load-duration",
    "months",
    "pv-balance",
    "quality",
    "signature",
    "water",
    "waterfall",
];

/// What to do: `action-<code>`.
pub const ACTIONS: &[&str] = &[
    "add-readings",
    "ask-what-changed",
    "check-contract",
    "check-heating-valve",
    "check-inverter",
    "check-meter-at-night",
    "check-season-setting",
    "check-starts",
    "read-meter",
    "switch-off",
    "tune-heating-curve",
];

/// What the inputs of alerts are called: `input-<symbol>`.
pub const SYMBOLS: &[&str] =
    &["average-price", "marginal-price", "price-after", "price-before", "too-much", "volume"];

/// What the sentences of alerts may ask for: names in [`Alert::data`].
pub const DATA: &[&str] =
    &["after", "before", "count", "days", "day", "kw", "kwh", "litres", "month", "percent", "since", "year"];

impl Alert {
    /// An alert of a carrier. `begins` is what stays the same from day to day while it lasts.
    fn new(code: &'static str, carrier: Carrier, begins: impl core::fmt::Display, period: Period) -> Alert {
        Alert {
            code: code.into(),
            key: format!("{code}:{}:{begins}", carrier.code()),
            carrier: Some(carrier),
            meter: None,
            period,
            per_year: None,
            euro_per_year: None,
            data: BTreeMap::new(),
            evidence: "months".into(),
            action: "ask-what-changed".into(),
            quality: Quality::Measured,
            inputs: Vec::new(),
        }
    }

    /// Shown by this chart, ended by this action.
    fn shown(mut self, evidence: &'static str, action: &'static str) -> Alert {
        (self.evidence, self.action) = (evidence.into(), action.into());
        self
    }

    /// Of one meter: its id takes the carrier's place in the key.
    fn of_meter(mut self, id: &str, label: &str, begins: impl core::fmt::Display) -> Alert {
        self.key = format!("{}:{id}:{begins}", self.code);
        self.meter = Some((id.to_owned(), label.to_owned()));
        self
    }

    /// A day or a code for its sentence.
    fn with(mut self, name: &'static str, value: impl core::fmt::Display) -> Alert {
        self.data.insert(name.into(), value.to_string());
        self
    }

    /// A number for its sentence, with so many digits behind the comma.
    fn number(self, name: &'static str, value: Decimal, digits: u32) -> Alert {
        let rounded = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        self.with(name, rounded.normalize())
    }

    /// A share for its sentence, as whole per cent.
    fn percent(self, share: Decimal) -> Alert {
        self.number("percent", share.saturating_mul(Decimal::ONE_HUNDRED), 0)
    }

    /// As good as this.
    fn quality(mut self, quality: Quality) -> Alert {
        self.quality = self.quality.weakest(quality);
        self
    }
}

/// Every alert of a building, worth the most first; what has no euro comes last, the oldest first.
pub fn alerts(work: &Work<'_>, figures: &Figures) -> Vec<Alert> {
    let mut found: Vec<Alert> = Vec::new();
    for (_, find) in ALL {
        let more = find(work, figures, &found);
        found.extend(more);
    }
    let worth = |a: &Alert| a.euro_per_year.map(|m| m.euro);
    let since = |a: &Alert| -> Day { a.period.from };
    found.sort_by(|a, b| worth(b).cmp(&worth(a)).then(since(a).cmp(&since(b))).then(a.key.cmp(&b.key)));
    found
}
