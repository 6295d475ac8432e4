//! What the meters say, as the audit holds it: flows of energy over the years, the heat of a normal year, the sealed baselines.
//!
//! Taken once from the assessment of the building and kept, so that a delivered audit comes to the same figures years later. Does
//! *not* compute from readings (`indicators` does).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ground::Ground;
use super::quarters::Quarters;
use crate::baseline::sealed::{Baseline, Sealed, Tampered};
use crate::building::Carrier;
use crate::certain::{Certainty, Quality};
use crate::indicators::Figures;
use crate::indicators::series::{Series, YearPoint};
use crate::units::Basis;

/// Years of consumption that UREBA asks for.
pub const YEARS: usize = 3;

/// What the meters say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Energy by year and carrier, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
    /// What follows the cold, by carrier, in a year of normal weather.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heat: Vec<Heat>,
    /// Degree-days of that year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cold: Option<Cold>,
    /// A year of quarter-hours of electricity, where the meters tell one and panels or a battery are looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<Quarters>,
    /// Baselines that no longer change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub baseline: Vec<SealedText>,
    /// What measures stand on; nothing where the building was not calibrated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// What was known of organisation and building when the schemes were asked, as `financing` reads a case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<serde_json::Value>,
}

/// A year of a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Which year.
    pub year: i16,
    /// Code of the carrier.
    pub carrier: String,
    /// Final energy, kWh.
    pub kwh: Decimal,
    /// On which basis.
    pub basis: Basis,
    /// What it cost with VAT, euro.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub euro: Option<Decimal>,
    /// How good it is.
    pub quality: Quality,
}

/// What a carrier brings against the cold in a normal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heat {
    /// Code of the carrier.
    pub carrier: String,
    /// kWh on PCI: slope of the signature × degree-days of a normal year.
    pub kwh_net: Decimal,
    /// How good it is.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// The degree-days of a normal year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cold {
    /// Code of the base: `16.5-equivalent`.
    pub base: String,
    /// Its threshold, °C.
    pub threshold_c: Decimal,
    /// In a normal year.
    pub degree_days: Decimal,
    /// Of which years that is the mean.
    pub normal: String,
}

/// A sealed baseline as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedText {
    /// Code of the carrier.
    pub carrier: String,
    /// SHA-256 of the text.
    pub checksum: String,
    /// The text.
    pub text: String,
}

impl SealedText {
    /// The baseline, computed again from its own data.
    ///
    /// # Errors
    /// The part that is not what was sealed.
    pub fn open(&self) -> Result<Baseline, Tampered> {
        Sealed { text: self.text.clone(), checksum: self.checksum.clone() }.open()
    }
}

impl Measured {
    /// What an assessment says: whole years up to `year`, and the slope of each carrier that follows the cold.
    /// `net_per_gross` turns a carrier's kWh into kWh on PCI.
    pub fn of(
        (figures, series): (&Figures, &Series),
        year: Option<i16>,
        cold: Option<Cold>,
        net_per_gross: impl Fn(&str) -> Option<Decimal>,
    ) -> Measured {
        let Some(last) = year else { return Measured { cold, ..Measured::default() } };
        let span = i16::try_from(YEARS).unwrap_or(i16::MAX).saturating_sub(1);
        let told = last.saturating_sub(span)..=last;
        let whole = |point: &&YearPoint| {
            told.contains(&point.year) && point.complete_months == 12 && point.carrier != Carrier::Water
        };
        let flow = |point: &YearPoint| {
            Some(Flow {
                year: point.year,
                carrier: point.carrier.code().to_owned(),
                kwh: point.value?.normalize(),
                basis: point.basis,
                euro: point.cost.map(|euro| euro.normalize()),
                quality: point.quality,
            })
        };
        let mut flows: Vec<Flow> = series.years.iter().filter(whole).filter_map(flow).collect();
        flows.sort_by(|a, b| (a.year, &a.carrier).cmp(&(b.year, &b.carrier)));
        let heat = cold.as_ref().map(|cold| heat(figures, cold, net_per_gross)).unwrap_or_default();
        Measured { flows, heat, cold, ..Measured::default() }
    }

    /// Carriers that occur, each once.
    pub fn carriers(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.flows.iter().map(|flow| flow.carrier.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Years and carriers that are not there of the last [`YEARS`] of `until`.
    pub fn missing(&self, until: i16) -> Vec<(i16, String)> {
        let span = i16::try_from(YEARS).unwrap_or(i16::MAX).saturating_sub(1);
        let mut missing = Vec::new();
        for carrier in self.carriers() {
            for year in until.saturating_sub(span)..=until {
                if !self.flows.iter().any(|flow| flow.year == year && flow.carrier == carrier) {
                    missing.push((year, carrier.to_owned()));
                }
            }
        }
        missing
    }

    /// The newest year of the flows.
    pub fn newest(&self) -> Option<i16> {
        self.flows.iter().map(|flow| flow.year).max()
    }
}

fn heat(figures: &Figures, cold: &Cold, net: impl Fn(&str) -> Option<Decimal>) -> Vec<Heat> {
    let one = |figure: &crate::indicators::Explained| {
        let (carrier, value) = (figure.of.as_deref()?, figure.value()?);
        // A line that falls with the cold heats nothing.
        let slope = Some(value.value).filter(|slope| slope.is_sign_positive() && !slope.is_zero())?;
        let factor = if value.basis == Some(Basis::Gross) { net(carrier)? } else { Decimal::ONE };
        Some(Heat {
            carrier: carrier.to_owned(),
            kwh_net: (slope * cold.degree_days * factor).round_dp(0),
            quality: value.quality,
            certainty: value.certainty,
        })
    };
    figures.all("signature-slope").filter_map(one).collect()
}
